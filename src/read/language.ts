/** Guesses the language of a text from its small words and telling letters; fast, and silent when there is too little. */
import { functionWords, tellingLetters } from './language-words.ts'

/** Characters and words looked at: more does not change the answer. */
export const languageChars = 1500
const maxWords = 150

/**
 * The ISO 639-1 code of the language of a text, or `fallback` (lower case, `und` when empty) when fewer than two telling
 * words or letters were seen, or two languages are equal. Only the first 1,500 characters count.
 */
export function guessLanguage(text: string, fallback = ''): string {
  const scores = new Float64Array(codes.length)
  const lower = (text.length > languageChars ? text.slice(0, languageChars) : text).toLowerCase()
  let seen = 0
  let words = 0
  for (let i = 0; i < lower.length && words < maxWords; i++) {
    if (!isLetter(lower.charCodeAt(i))) continue
    const start = i
    while (i < lower.length && isLetter(lower.charCodeAt(i))) i++
    words++
    const votes = i - start <= longest ? table.get(lower.slice(start, i)) : undefined
    if (!votes) continue
    seen++
    const weight = 1 / votes.length
    for (const code of votes) scores[code] = (scores[code] as number) + weight
  }
  if (/[^\0-\x7f]/.test(lower)) seen += countLetters(lower, scores)
  let best = -1
  let second = -1
  for (let i = 0; i < codes.length; i++) {
    if (best < 0 || (scores[i] as number) > (scores[best] as number)) {
      second = best
      best = i
    } else if (second < 0 || (scores[i] as number) > (scores[second] as number)) second = i
  }
  const clear = (scores[best] as number) > (scores[second] as number) * 1.1 + 0.05
  const given = /^[a-z]{2}/.exec(fallback.toLowerCase())?.[0] ?? 'und'
  return seen >= 2 && clear ? (codes[best] as string) : given
}

const codes = Object.keys(functionWords)
const table = new Map<string, number[]>()
for (const [index, code] of codes.entries()) {
  for (const word of new Set((functionWords[code] as string).split(' '))) {
    const votes = table.get(word)
    if (votes) votes.push(index)
    else table.set(word, [index])
  }
}

const longest = Math.max(...[...table.keys()].map((word) => word.length))

/** Lower-case Latin, Greek and Cyrillic letters. */
function isLetter(unit: number): boolean {
  if (unit <= 122) return unit >= 97
  return unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7 && (unit < 0x300 || unit > 0x36f)
}

function countLetters(text: string, scores: Float64Array): number {
  let seen = 0
  for (const [pattern, languages] of tellingLetters) {
    const count = text.match(pattern)?.length ?? 0
    if (count === 0) continue
    seen += count
    for (const code of languages) {
      const index = codes.indexOf(code)
      scores[index] = (scores[index] as number) + Math.min(count, 6) * 0.7
    }
  }
  return seen
}
