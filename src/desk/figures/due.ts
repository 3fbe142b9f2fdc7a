/** The clock of definitive figures: by when those of a year are due, by a dated list, which are in, and which are late. */
import type { FigureDue } from '../../contract/figures/figures.ts'
import type { FigureState } from '../../model/figures/figure.ts'
import type { Tx } from '../../store/ground.ts'
import { readTable } from '../../text/data-file.ts'

/** From how many days before its day a figure is reminded of. */
export const remindDays = 60
const dayMs = 86_400_000
/** What is not the last word on a year. */
const open: readonly FigureState[] = ['first', 'provisional', 'derived', 'norm', 'contradictory', 'estimate']

const list = readTable('figure-due.tsv').map(([series = '', year = '', due = '', nl = '', en = '', source = '']) => ({
  series,
  year: Number(year),
  due,
  says: { nl, en },
  source
}))

/** A year of a series for which some value is known, and whether its state is the last word. */
export interface KnownYear {
  readonly series: string
  readonly fromYear: number
  readonly toYear: number
  readonly state: FigureState
}

/** What is late or due within 60 days of `today` (YYYY-MM-DD), the oldest first. A series of which nothing was taken in is not waited for. Pure. */
export function dueFigures(known: readonly KnownYear[], today: string): FigureDue[] {
  const kept = new Set(known.map((one) => one.series))
  return list
    .filter((one) => kept.has(one.series) && !known.some((value) => isWord(value, one.series, one.year)))
    .flatMap((one): FigureDue[] => {
      const days = Math.round((Date.parse(one.due) - Date.parse(today)) / dayMs)
      return days > remindDays ? [] : [{ ...one, late: days < 0, days: Math.abs(days) }]
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

function isWord({ series, fromYear, toYear, state }: KnownYear, of: string, year: number): boolean {
  return series === of && fromYear === year && toYear === year && !open.includes(state)
}

/** The same by the calendar of Amsterdam, over what was taken in. */
export async function dueNow(tx: Tx, now: Date): Promise<FigureDue[]> {
  const { rows } = await tx.query<KnownYear>(
    `select distinct series, from_year as "fromYear", to_year as "toYear", state from figure limit 20000`
  )
  return dueFigures(rows, new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(now))
}
