/** Finds the words of grave signs (data/grave-words.tsv) in a text: capitals and accents do not matter. */
import { rowsOf } from '../wording.ts'

type Span = readonly [number, number]

const rows = rowsOf('grave-words.tsv')
const mostHits = 10
/** Characters before a hit in which a word of denial takes it back. */
const deniedWithin = 20

/** Letters that may have an accent: those of ASCII have none. */
const beyondAscii = /(?![a-zA-Z])\p{L}/gu

/** The same text without accents, character by character: places in it are places in the text. */
export function plain(text: string): string {
  return text.replaceAll(beyondAscii, (letter) => {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '')
    return bare.length === letter.length ? bare : letter
  })
}

/** Words of a row: `*` is the rest of a word, ` .. ` at most four words between. */
function pattern(of: string): string {
  const words = rows.filter((row) => row[0] === of).flatMap((row) => (row[2] ?? '').split('|'))
  if (words.length === 0) throw new Error(`data/grave-words.tsv has no words for ${of}`)
  const each = words.map((word) =>
    plain(word)
      .replaceAll(' .. ', '_')
      .replaceAll(/[.+?^${}()[\]\\/]/g, String.raw`\$&`)
      .replaceAll('_', String.raw`(?:[\s,'’-]{1,3}[\p{L}\d]+){0,4}[\s,'’-]{1,3}`)
      .replaceAll('*', String.raw`\p{L}*`)
      .replaceAll(' ', String.raw`[\s'’-]{1,3}`)
  )
  return `(?:${each.join('|')})`
}

/** A pattern of the words of a row as whole words, to be put beside others. */
export function wordsOf(of: string): string {
  return String.raw`(?<![\p{L}\d])${pattern(of)}(?![\p{L}\d])`
}

/** The same without regard to what stands beside it: for signs of currencies. */
export function signsOf(of: string): string {
  return pattern(of)
}

const known = new Map<string, RegExp>()
const denial = new RegExp(wordsOf('not'), 'iu')

/** Where the words stand, at most ten. With `denied` a word of denial just before or between them takes them back. `text` is plain. */
export function found(of: string, text: string, denied: boolean): Span[] {
  const expression = known.get(of) ?? new RegExp(wordsOf(of), 'giu')
  known.set(of, expression)
  return [...text.matchAll(expression)].slice(0, mostHits).flatMap((hit) => {
    const before = text.slice(Math.max(0, hit.index - deniedWithin), hit.index)
    const sentence = `${before.slice(before.search(/[^.!?\n]*$/))} ${hit[0]}`
    return denied && denial.test(sentence) ? [] : [[hit.index, hit.index + hit[0].length] as const]
  })
}
