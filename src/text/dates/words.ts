/** Month names, "today", "ago" and their like in eleven languages, as folding leaves them, as the forms look them up. */
import { anyOf, wordMap, wordRows, wordSet } from '../word-lists.ts'

/** Short names that are other words too ("ago", "lip", "noi"): they count beside a year, or where a posting date is looked for. */
const shortNames = wordMap('short-months', Number)
export const shortMonths: ReadonlySet<string> = new Set(shortNames.keys())

/** Month number, 1 to 12, by its name or short name. */
export const monthNames: ReadonlyMap<string, number> = new Map([...wordMap('months', Number), ...shortNames])

/** 0 (Sunday) to 6. */
export const dayNames: ReadonlyMap<string, number> = wordMap('days', Number)

/** Days from the day of the capture. */
export const relativeDays: ReadonlyMap<string, number> = wordMap('relative-days', Number)

/** "június 1-től": what stands behind the number of a day where a language puts its prepositions there. */
export const dayEnding = new RegExp(String.raw`^-(?:${anyOf(wordRows('day-endings'))})(?!\p{L})`, 'u')

export interface HomeDay {
  readonly days: number
  readonly language: string
  readonly regions: readonly string[]
}

/** Words that say a day in one language and something else in others ("hier" is "here", "ma" is "but"). */
export const homeDays: ReadonlyMap<string, HomeDay> = new Map(
  wordRows('home-days').map(({ word, value, language }) => {
    const [days, regions = ''] = value.split(' ')
    return [word, { days: Number(days), language, regions: regions.split(',') }]
  })
)

/** "Day after tomorrow", "pasado mañana": by their last word, what stands before it and the days from the capture. */
export const relativePhrases: ReadonlyMap<string, readonly RelativePhrase[]> = phrasesByLastWord()

export interface RelativePhrase {
  readonly before: RegExp
  readonly days: number
}

function phrasesByLastWord(): Map<string, RelativePhrase[]> {
  const found = new Map<string, RelativePhrase[]>()
  for (const row of wordRows('relative-phrases')) {
    const [, opening = '', last = ''] = /^(.*?)[\s-](\S+)$/.exec(row.word) ?? []
    const before = new RegExp(String.raw`(?<!\p{L})${opening}[\s-]$`, 'u')
    found.set(last, [...(found.get(last) ?? []), { before, days: Number(row.value) }])
  }
  return found
}

const partsOfDay = wordRows('parts-of-day')

/** "De morgen", "la mañana": words that make a day that is named in one word a part of the day. */
export const partOfDayBefore = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(partsOfDay.filter(({ value }) => value === ''))})\s$`,
  'u'
)
/** "Ma is" is "to this day". */
export const partOfDayAfter = new RegExp(
  String.raw`^\s(?:${anyOf(partsOfDay.filter(({ value }) => value === 'after'))})(?!\p{L})`,
  'u'
)

export interface Unit {
  readonly minutes: number
  /** The letter of an ISO 8601 duration; `M` is months at days and above. */
  readonly letter: 'M' | 'H' | 'D' | 'Y'
  /** How many of that letter one unit is. */
  readonly times: number
}

const unitsByName: Readonly<Record<string, Unit>> = {
  minute: { minutes: 1, letter: 'M', times: 1 },
  hour: { minutes: 60, letter: 'H', times: 1 },
  day: { minutes: 1440, letter: 'D', times: 1 },
  week: { minutes: 10_080, letter: 'D', times: 7 },
  month: { minutes: 43_200, letter: 'M', times: 1 },
  year: { minutes: 525_600, letter: 'Y', times: 1 }
}

export const units: ReadonlyMap<string, Unit> = wordMap('units', unitOf)

/** Units that say "ago" by their form (Hungarian). */
export const agoUnits: ReadonlySet<string> = wordSet('ago-units')

/** Number words that stand before a unit: "een uur geleden", "an hour ago". */
export const fewWords: ReadonlyMap<string, number> = wordMap('counts', Number)

const ago = wordRows('ago')
const before = ago.filter(({ value }) => value === 'before')
const after = ago.filter(({ value }) => value === 'after')

/** Words that make "3 days" mean 3 days back; some languages put them before ("il y a", "vor", "hace", "acum", "преди"). */
export const agoBefore = new RegExp(`(?:^|[^\\p{L}])(${anyOf(before)})\\s+$`, 'u')
export const agoAfter = new RegExp(`^\\s*(?:${anyOf(after)})(?!\\p{L})`, 'u')

/** The word of each such wording that stands beside the number or farthest before it: without one of them no text says "ago". */
export const agoWords: readonly string[] = [
  ...before.map(({ word }) => word.slice(0, `${word} `.indexOf(' '))),
  ...after.map(({ word }) => word.slice(word.lastIndexOf(' ') + 1))
]

function unitOf(name: string): Unit {
  const unit = unitsByName[name]
  if (unit === undefined) throw new Error(`data/words: no unit of time is called ${name}`)
  return unit
}
