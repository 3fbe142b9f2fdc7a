/** What weighing says, in Dutch and English, and the words by which it tells classes of networks apart: tables of data, no code. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { phraseFinder, type Hit } from './phrase-finder.ts'

export interface InBothLanguages {
  readonly nl: string
  readonly en: string
}

/** Rows of a table in `data`, without its head and comments. */
export function rowsOf(name: string): string[][] {
  return readFileSync(path.join(import.meta.dirname, '../../data', name), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
}

/** The tables that decide reasons, points, classes and sentences; their SHA-256, one after the other, in hexadecimal. */
export const rulesDigest: string = createHash('sha256')
  .update(
    JSON.stringify(
      ['indicators.csv', 'weigh-sentences.tsv', 'class-explains.tsv', 'class-words.tsv'].map((name) =>
        readFileSync(path.join(import.meta.dirname, '../../data', name), 'utf8')
      )
    )
  )
  .digest('hex')

const sentences: ReadonlyMap<string, InBothLanguages> = new Map(
  rowsOf('weigh-sentences.tsv').map(([of = '', part = '', nl = '', en = '']) => [`${of} ${part}`, { nl, en }])
)

/**
 * A sentence of data/weigh-sentences.tsv with its numbers filled in: `{seen}` is the number, `{seen?verbergt|verbergen}` the first where
 * it is one, else the second. `of`: an indicator or a class; `part`: title, caution, or which
 * sentence. Throws when the table does not have it: nothing is said that a reader of the table could not see.
 */
export function said(of: string, part: string, numbers: Readonly<Record<string, number>> = {}): InBothLanguages {
  const found = sentences.get(`${of} ${part}`)
  if (found === undefined) throw new Error(`data/weigh-sentences.tsv has no row ${of} ${part}`)
  const filled = (text: string): string =>
    text
      .replace(/\{(\w+)\?([^|{}]*)\|([^|{}]*)\}/g, (_, name: string, one: string, several: string) =>
        numbers[name] === 1 ? one : several
      )
      .replace(/\{(\w+)\}/g, (_, name: string) => String(numbers[name] ?? '?'))
  return { nl: filled(found.nl), en: filled(found.en) }
}

/** The same, or null where the table leaves it out. */
export function saidIfAny(of: string, part: string): InBothLanguages | null {
  return sentences.get(`${of} ${part}`) ?? null
}

const explanations: ReadonlySet<string> = new Set(
  rowsOf('class-explains.tsv').map(([of = '', indicator = '']) => `${of} ${indicator}`)
)

/** Whether a class, or a sign by which classes are told, accounts for an indicator: what the table says with its reason. */
export function explained(of: string, indicator: string): boolean {
  return explanations.has(`${of} ${indicator}`)
}

/** What is looked for in the texts of adverts, by the words of data/class-words.tsv. */
export type ClassWords = 'goods' | 'registered' | 'addressed' | 'generated'

/** What a program leaves where a slot of its text was not filled. Nothing of that is found without one of `slotSigns`. */
const slots = String.raw`\{\{?\s*[\p{L}_]{2,20}\s*\}?\}|%%?[A-Z_]{3,20}%%?|\{[^{}|\n]{2,40}(?:\|[^{}|\n]{2,40})+\}|\[(?:${phrasesOf('slot').map(asWords).join('|')})\]`
const slotSigns = /[{%[]/
const generated = new RegExp(`${slots}|${phrasesOf('program').map(asWords).join('|')}`, 'giu')

/** In the order of `places`. */
const find = phraseFinder([
  { phrases: phrasesOf('goods'), notAfter: 'letter', expression: asPattern },
  {
    phrases: phrasesOf('register'),
    notAfter: 'letter',
    expression: asPattern,
    whole: (phrase) =>
      String.raw`(?:${asPattern(phrase)})(?![\p{L}])[\s.:#-]{0,3}(?:nr|no|nummer|number)?[\s.:#-]{0,3}(?:[A-Z]{2,4}[\s-]?)?\d(?:[\s.-]?[\dA-Z]){3,13}`
  },
  {
    phrases: phrasesOf('address'),
    notAfter: 'letter',
    expression: asPattern,
    whole: (phrase) =>
      String.raw`(?:${asPattern(phrase)})(?![\p{L}])\s?:\s{0,2}(?:(?:[\p{L}'’-]{2,30}\s){1,4}\d{1,4}|\d{1,4}\s\p{L}{3})`
  },
  { phrases: phrasesOf('program'), notAfter: 'letter', expression: asPattern }
])
const places: readonly ClassWords[] = ['goods', 'registered', 'addressed', 'generated']

/**
 * Finds the first `most` words in any language: whole words, capitals do not matter; `*` is the rest of a word. `registered`: what names a register of
 * companies or licences, with the number behind it. `addressed`: the word for an address with a street and the number of a house behind
 * it, one that is given in the advert and not after booking. `generated`: what only a program leaves behind that fills in or makes texts,
 * slots that were not filled and words of the program about itself.
 */
export function classWordsIn(text: string, of: ClassWords, most: number): Hit[] {
  if (of === 'generated' && slotSigns.test(text))
    return [...text.matchAll(generated)]
      .slice(0, most)
      .map((hit) => ({ start: hit.index, end: hit.index + hit[0].length }))
  return find(text, places.indexOf(of), most)
}

function phrasesOf(kind: string): string[] {
  const words = rowsOf('class-words.tsv')
    .filter((row) => row[0] === kind)
    .flatMap((row) => (row[2] ?? '').split('|'))
  if (words.length === 0) throw new Error(`data/class-words.tsv has no words for ${kind}`)
  return words
}

function asPattern(phrase: string): string {
  return phrase
    .replace(/[.+?^${}()[\]\\/]/g, '\\$&')
    .replaceAll('*', String.raw`\p{L}*`)
    .replaceAll(' ', String.raw`[\s-]{1,3}`)
}

function asWords(phrase: string): string {
  return String.raw`(?<![\p{L}\d])(?:${asPattern(phrase)})(?![\p{L}])`
}
