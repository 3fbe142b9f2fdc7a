/** Cuts folded text into words and runs of digits; everything between them is gap. */

import { wordId } from './vocabulary.ts'

export interface Token {
  /** Of its word in the vocabulary; -1 for digits. */
  readonly id: number
  readonly digits: boolean
  readonly start: number
  readonly end: number
  readonly text: string
}

const digit = 1
const letter = 2
const other = 3
const classes = new Uint8Array(65_536)

/** What a character of folded text is: a digit, a letter, or what stands between words. */
export const unitClasses = { digit, letter, other } as const

/** All words and digit runs of folded text, in order; offsets are folded offsets. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const end = endOfToken(text, at)
    const kind = unitClass(text.charCodeAt(at))
    if (kind !== other) {
      const word = text.slice(at, end)
      tokens.push({ id: kind === digit ? -1 : wordId(word), digits: kind === digit, start: at, end, text: word })
    }
    at = end
  }
  return tokens
}

/** Where the word, the run of digits or the gap ends that begins at an offset of folded text. */
export function endOfToken(text: string, at: number): number {
  const kind = unitClass(text.charCodeAt(at))
  let end = at + 1
  while (end < text.length && unitClass(text.charCodeAt(end)) === kind) end += 1
  return end
}

export function isDigitUnit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** One of `unitClasses`. */
export function unitClass(unit: number): number {
  const seen = classes[unit] ?? 0
  if (seen !== 0) return seen
  const fresh = isDigitUnit(unit) ? digit : /\p{L}/u.test(String.fromCharCode(unit)) ? letter : other
  classes[unit] = fresh
  return fresh
}
