/** Dates of simulated days, written the ways that sites write them. */

const dutchMonths = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december'
]
const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]

export interface DayDate {
  readonly year: number
  readonly month: number
  readonly date: number
}

/** The date `day` days after `today` (`YYYY-MM-DD`). */
export function dateOf(today: string, day: number): DayDate {
  const moment = new Date(Date.parse(`${today}T00:00:00Z`) + day * 86_400_000)
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, date: moment.getUTCDate() }
}

export function isoDate({ year, month, date }: DayDate): string {
  return `${year}-${two(month)}-${two(date)}`
}

/** `02-03-2026` */
export function dutchDate({ year, month, date }: DayDate): string {
  return `${two(date)}-${two(month)}-${year}`
}

/** `2 maart 2026` */
export function dutchLongDate({ year, month, date }: DayDate): string {
  return `${date} ${dutchMonths[month - 1]} ${year}`
}

/** `March 2, 2026` */
export function englishDate({ year, month, date }: DayDate): string {
  return `${englishMonths[month - 1]} ${date}, ${year}`
}

/** `14:05` of a minute of the day. */
export function clock(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** `vandaag 14:05`, `gisteren 09:10`, `3 dagen geleden`; a date from a week on. */
export function dutchRelative(today: string, day: number, now: number, minute: number): string {
  const ago = now - day
  if (ago <= 0) return `vandaag ${clock(minute)}`
  if (ago === 1) return `gisteren ${clock(minute)}`
  if (ago < 7) return `${ago} dagen geleden`
  return dutchDate(dateOf(today, day))
}

/** `today`, `yesterday`, `3 days ago`, `2 weeks ago`; a date from a month on. */
export function englishRelative(today: string, day: number, now: number): string {
  const ago = now - day
  if (ago <= 0) return 'today'
  if (ago === 1) return 'yesterday'
  if (ago < 14) return `${ago} days ago`
  if (ago < 31) return `${Math.floor(ago / 7)} weeks ago`
  return englishDate(dateOf(today, day))
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
