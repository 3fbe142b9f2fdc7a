/** Finds the words of grave signs (data/grave-words.tsv) in a folded text: capitals, accents, look-alike and invisible letters do not matter. */
import { fold, sourceSpan, type Folded } from '../../text/fold.ts'
import { phraseFinder, type Hit } from '../phrase-finder.ts'
import { rowsOf } from '../wording.ts'

type Span = readonly [number, number]

const rows = rowsOf('grave-words.tsv')
const mostHits = 10
/** Characters before a hit in which a word of denial takes it back. */
const deniedWithin = 20

function phrasesOf(of: string): string[] {
  const words = rows.filter((row) => row[0] === of).flatMap((row) => (row[2] ?? '').split('|'))
  if (words.length === 0) throw new Error(`data/grave-words.tsv has no words for ${of}`)
  return words.map((word) => fold(word).text)
}

/** A phrase of a row: `*` is the rest of a word, ` .. ` at most four words between. */
function phrasePattern(phrase: string): string {
  return phrase
    .replaceAll(' .. ', '_')
    .replaceAll(/[.+?^${}()[\]\\/]/g, String.raw`\$&`)
    .replaceAll('_', String.raw`(?:[\s,'’-]{1,3}[\p{L}\d]+){0,4}[\s,'’-]{1,3}`)
    .replaceAll('*', String.raw`\p{L}*`)
    .replaceAll(' ', String.raw`[\s'’-]{1,3}`)
}

/** A pattern of the words of a row as whole words, to be put beside others. */
export function wordsOf(of: string): string {
  return String.raw`(?<![\p{L}\d])(?:${signsOf(of)})(?![\p{L}\d])`
}

/** The same without regard to what stands beside it: for signs of currencies. */
export function signsOf(of: string): string {
  return phrasesOf(of).map(phrasePattern).join('|')
}

/** All rows but those of signs, which are no words. */
const names = [...new Set(rows.map((row) => row[0] ?? ''))].filter((of) =>
  phrasesOf(of).every((one) => /^[\p{L}\d]/u.test(one))
)
const find = phraseFinder(
  names.map((of) => ({
    phrases: phrasesOf(of),
    notAfter: 'letter or digit',
    expression: phrasePattern,
    // Words between may be one or four.
    whole: (phrase) => (phrase.includes(' .. ') ? String.raw`(?:${phrasePattern(phrase)})(?![\p{L}\d])` : null)
  }))
)
const denial = new RegExp(wordsOf('not'), 'iu')

/** Where the words stand in the source of a folded text, at most ten. With `denied` a word of denial just before or between them takes them back. */
export function found(of: string, text: Folded, denied: boolean): Span[] {
  const list = names.indexOf(of)
  if (list < 0) throw new Error(`data/grave-words.tsv has no words for ${of}`)
  return find(text.text, list, mostHits).flatMap((hit) => {
    const before = text.text.slice(Math.max(0, hit.start - deniedWithin), hit.start)
    const sentence = `${before.slice(before.search(/[^.!?\n]*$/))} ${text.text.slice(hit.start, hit.end)}`
    return denied && denial.test(sentence) ? [] : [spanOf(text, hit)]
  })
}

/** The characters of the source from which a hit in its folded text was made. */
export function spanOf(text: Folded, hit: Hit): Span {
  const { start, end } = sourceSpan(text, hit.start, hit.end)
  return [start, end]
}
