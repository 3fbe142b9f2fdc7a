/** What weighing says, in Dutch and English, and the words by which it tells classes of networks apart: tables of data, no code. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

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

/** Finds the words of a class (data/class-words.tsv) in any language: whole words, capitals do not matter; `*` is the rest of a word. */
export const classWords = {
  goods: wordsFor('goods'),
  /** What names a register of companies or licences, with the number behind it. */
  registered: new RegExp(
    String.raw`${wordsFor('register').source}[\s.:#-]{0,3}(?:nr|no|nummer|number)?[\s.:#-]{0,3}(?:[A-Z]{2,4}[\s-]?)?\d(?:[\s.-]?[\dA-Z]){3,13}`,
    'giu'
  ),
  /** The word for an address with a street and the number of a house behind it: one that is given in the advert, not after booking. */
  address: new RegExp(
    String.raw`${wordsFor('address').source}\s?:\s{0,2}(?:(?:[\p{L}'’-]{2,30}\s){1,4}\d{1,4}|\d{1,4}\s\p{L}{3})`,
    'giu'
  ),
  /** What only a program leaves behind that fills in or makes texts: slots that were not filled, and words of the program about itself. */
  generated: new RegExp(
    String.raw`\{\{?\s*[\p{L}_]{2,20}\s*\}?\}|%%?[A-Z_]{3,20}%%?|\{[^{}|\n]{2,40}(?:\|[^{}|\n]{2,40})+\}|\[(?:${wordsFor('slot').source})\]|${wordsFor('program').source}`,
    'giu'
  )
} as const

function wordsFor(kind: string): RegExp {
  const words = rowsOf('class-words.tsv')
    .filter((row) => row[0] === kind)
    .flatMap((row) => (row[2] ?? '').split('|'))
  if (words.length === 0) throw new Error(`data/class-words.tsv has no words for ${kind}`)
  const each = words.map((word) =>
    word
      .replace(/[.+?^${}()[\]\\/]/g, '\\$&')
      .replaceAll('*', String.raw`\p{L}*`)
      .replaceAll(' ', String.raw`[\s-]{1,3}`)
  )
  return new RegExp(String.raw`(?<![\p{L}\d])(?:${each.join('|')})(?![\p{L}])`, 'giu')
}
