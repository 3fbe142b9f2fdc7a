/** Times, numbers and sizes as the reader's language writes them. */
import { useTranslation } from 'react-i18next'

/** The zone in which the server tells night from day (`src/accountability/ledger/findings.ts`). */
const officeZone = 'Europe/Amsterdam'

export interface Format {
  /** "14 mrt 2026": a day. */
  day(iso: string | null): string
  /** "donderdag 26 november": the present day. */
  today(): string
  /** "14 mrt": a day of a year that is plain from what stands around it. */
  dayMonth(iso: string | null): string
  /** "mrt 2026": a month, from any moment in it. */
  month(iso: string | null): string
  /** "14 mrt 2026 09:41": a moment, in the zone of this machine. */
  moment(iso: string | null): string
  /** "14 mrt 2026, 09:41 CET": a moment in the zone in which Baken counts nights, wherever this machine stands. */
  officeMoment(iso: string | null): string
  /** "14 mrt 2026 09:41:07 CET": with seconds and zone, for evidence. */
  exact(iso: string | null): string
  /** "24 aug – 26 nov 2026": from one day to another, with what they share said once. */
  period(from: string | null, to: string | null): string
  /** "09:41": a time of a day that stands above it. */
  time(iso: string | null): string
  number(value: number): string
  /** With sign and at most one decimal: "+3", "−1,5". */
  points(value: number): string
  percent(share: number): string
  size(bytes: number): string
}

/** The formats of the language in force. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formats(i18n.language)
}

/** Made once for a language: making formatters takes longer than drawing a row with them. */
const made = new Map<string, Format>()

export function formats(language: string): Format {
  const known = made.get(language) ?? newFormats(language)
  made.set(language, known)
  return known
}

function newFormats(language: string): Format {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL'
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const day = new Intl.DateTimeFormat(locale, date)
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' })
  const moment = new Intl.DateTimeFormat(locale, { ...date, hour: '2-digit', minute: '2-digit' })
  const office = new Intl.DateTimeFormat(locale, {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    timeZone: officeZone,
    timeZoneName: 'short'
  })
  const exact = new Intl.DateTimeFormat(locale, {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short'
  })
  const today = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  return {
    day: (iso) => written(day, iso),
    today: () => today.format(new Date()),
    dayMonth: (iso) => written(dayMonth, iso),
    month: (iso) => written(month, iso),
    moment: (iso) => written(moment, iso),
    officeMoment: (iso) => written(office, iso),
    exact: (iso) => written(exact, iso),
    time: (iso) => written(time, iso),
    period: (from, to) => period(day, from, to),
    number: (value) => number.format(value),
    points: (value) => points.format(value).replace('-', '−'),
    percent: (share) => percent.format(share),
    size: (bytes) => size(number, bytes)
  }
}

const officeHour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: officeZone })

/** Between ten at night and six in the morning, where Baken counts nights. */
export function atNight(iso: string): boolean {
  const hour = Number(officeHour.format(new Date(iso)))
  return hour >= 22 || hour < 6
}

function written(format: Intl.DateTimeFormat, iso: string | null): string {
  if (iso === null) return '–'
  const time = timeOf(iso)
  return Number.isNaN(time.getTime()) ? iso : format.format(time)
}

/** A moment; of a bare day ("2026-11-26") its noon, which is the same day in the zone of every reader. */
function timeOf(iso: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T12:00:00` : iso)
}

function period(format: Intl.DateTimeFormat, from: string | null, to: string | null): string {
  if (from === null || to === null) return written(format, from ?? to)
  const [first, last] = [timeOf(from), timeOf(to)]
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime()) || first > last) return `${from} – ${to}`
  return format.formatRange(first, last)
}

function size(number: Intl.NumberFormat, bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${number.format(value)} ${units[unit]}`
}
