/** Reads the lengths of time that stand beside amounts ("30 min", "half uur", "hora y media"). */
import type { Document } from '../document.ts'
import { anyOf, wordRows } from '../../text/word-lists.ts'
import { perWord } from '../../text/vocabulary.ts'
import type { Token } from '../../text/tokens.ts'
import { periodCounts, periods } from './price-words.ts'

export interface Duration {
  readonly start: number
  readonly end: number
  readonly minutes: number
  readonly unit: string
  /** One letter, without a number: says nothing on its own. */
  readonly bare: boolean
}

const periodOf = perWord((word) => periods.get(word) ?? null)

const countBefore = new RegExp(
  String.raw`(?:(?<![\d.,:-]|\d/)(\d{1,3}(?:[.,]5)?|1/2)|(?<!\p{L})(${anyOf(wordRows('period-counts'))}))[\s'’□-]?$`,
  'u'
)
const clockBefore = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(wordRows('clock-cues'))})\s$`, 'u')

/** The length of time that ends with this token ("30 min", "half uur", "uur"); null when it is none. */
export function durationAt(doc: Document, token: Token): Duration | null {
  const period = periodOf(token)
  if (period === null) return null
  const { plain } = doc
  const window = plain.slice(Math.max(0, token.start - 16), token.start)
  const hit = countOf(window, period.minutes)
  const start = hit === null ? token.start : token.start - (hit[0]?.length ?? 0)
  const end = token.end + (plain.charAt(token.end) === '.' && token.text.length <= longestAbbreviation ? 1 : 0)
  if (hit?.[1] !== undefined && clockBefore.test(plain.slice(Math.max(0, start - 9), start))) return null
  const count = hit?.[1]?.replace(',', '.')
  const times = count === undefined ? wordCount(hit?.[2] ?? '') : count === '1/2' ? 0.5 : Number(count)
  if (period.unit === 'minute' && hit === null) return null
  if (period.minutes === 0) return { start, end, minutes: 0, unit: period.unit, bare: false }
  const minutes = Math.round(period.minutes * times)
  // "half uur 70 uur 120": the number before is an amount, and the unit stands for one.
  if (minutes > 1440 && period.unit === 'hour' && /^\s\d{2,3}(?!\d)/.test(plain.slice(token.end, token.end + 5)))
    return { start: token.start, end, minutes: period.minutes, unit: period.unit, bare: token.text.length === 1 }
  if (minutes < 5 || minutes > 1440) return null
  const more = period.unit === 'hour' && times < 12 ? (halfMore.exec(plain.slice(end, end + 18))?.[0].length ?? 0) : 0
  if (more > 0) return { start, end: end + more, minutes: minutes + 30, unit: period.unit, bare: false }
  return { start, end, minutes, unit: period.unit, bare: hit === null && token.text.length === 1 }
}

/** "1h30", "hora y media": half an hour more. */
const halfMore = new RegExp(
  String.raw`^(?:30(?!\d|\s?(?:[€£$]|\p{L}))|30(?=\s\d)|\s(?:${anyOf(wordRows('price-halves'))})(?!\p{L}))`,
  'u'
)

/** "Std.", "godz.", "мин.". */
const longestAbbreviation = 4

/** A number before a night or a month is no count of them, and one with a currency sign is an amount. */
function countOf(window: string, minutes: number): RegExpExecArray | null {
  const hit = countBefore.exec(window)
  if (hit?.[1] === undefined) return hit
  return minutes === 0 || /(?<!\d\s?)[€£$]\s?$/.test(window.slice(0, hit.index)) ? null : hit
}

/** How many a word says; 1 for "heel", "full" and the like. White space within it may be any. */
function wordCount(word: string): number {
  return periodCounts.get(word.replace(/\s/g, ' ')) ?? 1
}
