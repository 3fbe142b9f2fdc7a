/** Where in a text a date can begin: one look over it, since most blocks of a page hold none and the forms are dear. */
import { agoUnits, agoWords, dayNames, homeDays, monthNames, relativeDays, relativePhrases } from './words.ts'

/** Kinds of places: a run of digits, one with `-`, `/`, `.` or `. ` and another behind it, a month, a day, "ago" and its like. */
export const sign = { digit: 1, numeric: 2, month: 4, day: 8, ago: 16 } as const

export interface DateSigns {
  /** Bits of what was seen. */
  readonly seen: number
  /** Offsets of runs of at most four digits, of names of months, and of words for days, in order. */
  readonly digits: readonly number[]
  readonly months: readonly number[]
  readonly days: readonly number[]
}

const bits = new Map<string, number>()
add(monthNames.keys(), sign.month)
add([...relativeDays.keys(), ...homeDays.keys(), ...dayNames.keys(), ...relativePhrases.keys(), 'aujourd'], sign.day)
add([...agoWords, ...agoUnits], sign.ago)

/** Whether a word can begin with two letters, by their sum: false for most, so that most words cost one look. */
const beginnings = new Uint8Array(65_536)
for (const word of bits.keys()) beginnings[beginningOf(word.charCodeAt(0), word.charCodeAt(1))] = 1

/** Which signs a folded text holds, and where. */
export function dateSigns(text: string): DateSigns {
  const digits: number[] = []
  const months: number[] = []
  const days: number[] = []
  let seen = 0
  let i = 0
  while (i < text.length) {
    const unit = text.charCodeAt(i)
    if (isDigit(unit)) {
      const start = i
      while (isDigit(text.charCodeAt(i))) i++
      seen |= sign.digit
      const next = text.charCodeAt(i)
      if (i - start <= 4) {
        digits.push(start)
        const spaced = next === 46 && text.charCodeAt(i + 1) === 32 ? 1 : 0
        if ((next === 45 || next === 46 || next === 47) && isDigit(text.charCodeAt(i + 1 + spaced)))
          seen |= sign.numeric
      }
    } else if (isLetter(unit)) {
      const start = i
      while (isLetter(text.charCodeAt(i))) i++
      if (beginnings[beginningOf(unit, text.charCodeAt(start + 1))] !== 1) continue
      const bit = bits.get(text.slice(start, i)) ?? 0
      seen |= bit
      if ((bit & sign.month) !== 0) months.push(start)
      if ((bit & sign.day) !== 0) days.push(start)
    } else i++
  }
  return { seen, digits, months, days }
}

function add(words: Iterable<string>, bit: number): void {
  for (const word of words) bits.set(word, (bits.get(word) ?? 0) | bit)
}

function beginningOf(first: number, second: number): number {
  return (first * 257 + second) & 0xffff
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** Letters of folded text, near enough: what is none does not stand inside a word of the tables. */
function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || unit >= 0xc0
}
