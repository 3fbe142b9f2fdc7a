/** Global alignment of two word lists (Needleman and Wunsch, 1970), with words that are alike and places that are known to vary. */
import { foldWords, markWord } from './fold.ts'

export interface Token {
  /** As written, without punctuation around it. */
  readonly text: string
  /** For alignment: the folded word; all numbers are alike. */
  readonly key: string
  /** For agreement: the folded word, or the number itself. */
  readonly value: string
}

/** Words of a text, at most `most`. */
export function tokensOf(text: string, most: number): Token[] {
  const tokens: Token[] = []
  for (const raw of text.split(/\s+/)) {
    if (tokens.length >= most) break
    const word = raw.replace(/^[^\p{L}\p{N}+(@#]+|[^\p{L}\p{N})]+$/gu, '')
    if (word === '') continue
    const key = foldWords(word).join('') || word
    tokens.push({ text: word, key, value: key === markWord ? word : key })
  }
  return tokens
}

const equal = 2
const alike = 1
const inSlot = 0.6
const other = -0.4
const gap = -0.35

/**
 * Per word of `typical` the index of its counterpart in `words`, or -1. Where `varies` says so, any word may stand. Equal words
 * weigh 2, words one or two letters apart 1; work is the product of the lengths.
 */
export function align(typical: readonly Token[], words: readonly Token[], varies: readonly boolean[]): Int32Array {
  const width = words.length + 1
  const scores = new Float32Array((typical.length + 1) * width)
  const steps = new Uint8Array((typical.length + 1) * width)
  for (let j = 1; j < width; j++) {
    scores[j] = j * gap
    steps[j] = 2
  }
  for (let i = 1; i <= typical.length; i++) {
    scores[i * width] = i * gap
    steps[i * width] = 1
    for (let j = 1; j < width; j++) {
      const at = i * width + j
      const both = scores[at - width - 1]! + likeness(typical[i - 1]!, words[j - 1]!, varies[i - 1]!)
      const skip = scores[at - width]! + gap
      const extra = scores[at - 1]! + gap
      const best = Math.max(both, skip, extra)
      scores[at] = best
      steps[at] = best === both ? 0 : best === skip ? 1 : 2
    }
  }
  const row = new Int32Array(typical.length).fill(-1)
  let i = typical.length
  let j = words.length
  while (i > 0 || j > 0) {
    const step = steps[i * width + j]
    if (step === 0) row[--i] = --j
    else if (step === 1) i--
    else j--
  }
  return row
}

function likeness(a: Token, b: Token, varies: boolean): number {
  if (a.key === b.key) return equal
  if (varies) return inSlot
  return near(a.key, b.key) ? alike : other
}

/** True for words of four letters and more that are one letter or one swap apart. */
function near(a: string, b: string): boolean {
  if (a.length < 4 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [left, right] = [endA - start, endB - start]
  return (
    Math.max(left, right) <= 1 || (left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start])
  )
}
