/** A quick look over a text for what a date cannot do without: most blocks of a page hold none, and the patterns are dear. */
import { dayWords, months } from './date-words.ts'

/** Bits of what was seen. */
export const sign = { digit: 1, numeric: 2, month: 4, day: 8, ago: 16 } as const

const words: readonly (readonly [number, Iterable<string>])[] = [
  [sign.month, months.keys()],
  [
    sign.day,
    [...dayWords.keys()].flatMap((word) =>
      word.length > 2 ? [word] : [`${word} `, `${word}\n`, `${word}1`, `${word}2`]
    )
  ],
  [sign.day, ['aujourd']],
  [
    sign.ago,
    ['geleden', 'ago', 'temu', 'ezelott', 'назад', 'urma', 'her', 'il ', 'vor', 'hace', 'acum', 'преди', 'sinds']
  ]
]

/** Words by their first three units, so that a word of the text costs one look-up. */
const byStart = new Map<number, { readonly word: string; readonly bit: number }[]>()
for (const [bit, list] of words) {
  for (const word of list) {
    const key = startOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2))
    const known = byStart.get(key)
    if (known) known.push({ word, bit })
    else byStart.set(key, [{ word, bit }])
  }
}

/** Which signs a text holds; it must be lower case and without accents. `numeric`: two digits with `-`, `/` or `.` between. */
export function dateSigns(text: string): number {
  let signs = 0
  let inWord = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57) {
      inWord = false
      const next = text.charCodeAt(i + 1)
      signs |=
        (next === 45 || next === 46 || next === 47) && isDigit(text.charCodeAt(i + 2))
          ? sign.digit | sign.numeric
          : sign.digit
    } else if ((unit >= 97 && unit <= 122) || unit >= 0xc0) {
      if (!inWord) {
        const found = byStart.get(startOf(unit, text.charCodeAt(i + 1), text.charCodeAt(i + 2)))
        if (found) for (const { word, bit } of found) if ((signs & bit) === 0 && text.startsWith(word, i)) signs |= bit
      }
      inWord = true
    } else inWord = false
  }
  return signs
}

function startOf(first: number, second: number, third: number): number {
  return (first * 65536 + second) * 65536 + third
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}
