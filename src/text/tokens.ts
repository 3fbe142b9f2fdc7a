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

/** All words and digit runs of folded text, in order; offsets are folded offsets. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const kind = classOf(text.charCodeAt(at))
    if (kind === other) {
      at += 1
      continue
    }
    let end = at + 1
    while (end < text.length && classOf(text.charCodeAt(end)) === kind) end += 1
    const word = text.slice(at, end)
    tokens.push({ id: kind === digit ? -1 : wordId(word), digits: kind === digit, start: at, end, text: word })
    at = end
  }
  return tokens
}

export function isDigitUnit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function classOf(unit: number): number {
  const seen = classes[unit] ?? 0
  if (seen !== 0) return seen
  const fresh = isDigitUnit(unit) ? digit : /\p{L}/u.test(String.fromCharCode(unit)) ? letter : other
  classes[unit] = fresh
  return fresh
}
