/** What follows from the published values of a series: years with several true values, changes between publications, and falls with their known causes. Pure. */
import type { FigurePage, FigureRow } from '../../contract/figures/figures.ts'
import { readTable } from '../../text/data-file.ts'

type Fall = FigurePage['falls'][number]

const breaks = readTable('figure-breaks.tsv').map(([series = '', year = '', nl = '', en = '', source = '']) => ({
  series,
  cause: { year: Number(year), nl, en, source }
}))

/** Years for which publications give different numbers of the same unit, over series that stand beside each other. */
export function severalValues(figures: readonly FigureRow[]): FigurePage['several'] {
  const years = Map.groupBy(figures.filter(ofOneYear), (one) => one.fromYear)
  return [...years]
    .map(([year, all]) => {
      const first = all[0]
      const same = all.filter((one) => one.unit === first?.unit)
      return new Set(same.map((one) => one.value)).size > 1 ? { year, figures: same.map((one) => one.id) } : null
    })
    .filter((one) => one !== null)
    .toSorted((a, b) => a.year - b.year)
}

/** Each value with the one that the next publication of the same series gave for the same definition, unit and period. */
export function changesOf(figures: readonly FigureRow[]): FigurePage['changes'] {
  const same = Map.groupBy(figures, (one) => JSON.stringify([one.series, one.definition, one.unit, one.period]))
  return [...same.values()].flatMap((all) => {
    const inOrder = all.toSorted((a, b) => order(a) - order(b) || a.id - b.id)
    return inOrder.slice(1).map((later, at) => {
      const first = inOrder[at] ?? later
      const [before, after] = [first, later].map((one) => (one.form === 'one' ? one.numbers[0] : undefined))
      const difference = before === undefined || after === undefined ? null : round(after - before)
      return { first: first.id, later: later.id, difference }
    })
  })
}

/** A lower value than the last known year before: with the causes on record, and whether the two are counted alike at all. */
export function fallsOf(figures: readonly FigureRow[]): Fall[] {
  const lines = Map.groupBy(figures.filter(isCounted), (one) => JSON.stringify([one.series, one.definition, one.unit]))
  return [...lines.values()].flatMap((line) => {
    // Of one year the latest publication counts.
    const years = new Map(line.toSorted((a, b) => order(a) - order(b) || a.id - b.id).map((one) => [one.fromYear, one]))
    const inOrder = [...years.values()].toSorted((a, b) => a.fromYear - b.fromYear)
    return inOrder.slice(1).flatMap((later, at): Fall[] => {
      const first = inOrder[at] ?? later
      if (Math.max(...later.numbers) >= Math.min(...first.numbers)) return []
      const causes = breaks.filter(
        ({ series, cause }) => series === later.series && cause.year > first.fromYear && cause.year <= later.fromYear
      )
      return [
        {
          series: later.series,
          fromYear: first.fromYear,
          toYear: later.fromYear,
          fromFigure: first.id,
          toFigure: later.id,
          causes: causes.map((one) => one.cause),
          otherPublication: first.status !== later.status || first.publisher !== later.publisher,
          missingYears: later.fromYear - first.fromYear - 1
        }
      ]
    })
  })
}

function ofOneYear(one: FigureRow): boolean {
  return one.fromYear === one.toYear && one.state !== 'norm' && one.interval === null && one.method === null
}

/** Shares and norms rise and fall without anything being counted. */
function isCounted(one: FigureRow): boolean {
  return ofOneYear(one) && one.unit !== 'percent'
}

/** Within a series: what a publication calls its first or provisional value comes before what replaced it. */
function order(one: FigureRow): number {
  if (one.state === 'first' || one.state === 'provisional') return 0
  return one.state === 'definitive' || one.state === 'revised' ? 2 : 1
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
