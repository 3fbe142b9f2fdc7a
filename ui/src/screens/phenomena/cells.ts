/** Reads a table of counts as its cells: by week, and by one value or in all. Pure. */
import type { PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'

export interface CountsTable extends Pick<PhenomenonTable, 'dimensions' | 'adverts' | 'networks'> {}

export interface CellCounts {
  readonly networks: number
  readonly adverts: number
}

export function weeksOf({ dimensions }: CountsTable): readonly string[] {
  return dimensions[0]?.categories ?? []
}

export function valuesOf({ dimensions }: CountsTable): readonly string[] {
  return dimensions[1]?.categories ?? []
}

/** The counts of a week: of one value by its number, or of all (the number of values). Null: hidden. */
export function cellAt(table: CountsTable, week: number, value: number): CellCounts | null {
  const wide = table.dimensions.length > 1 ? valuesOf(table).length + 1 : 1
  const at = week * wide + (table.dimensions.length > 1 ? value : 0)
  const [networks, adverts] = [table.networks[at] ?? null, table.adverts[at] ?? null]
  return networks === null || adverts === null ? null : { networks, adverts }
}

export function totalAt(table: CountsTable, week: number): CellCounts | null {
  return cellAt(table, week, valuesOf(table).length)
}

export type Breaks = PhenomenonTable['breaks']

export interface BreakSpans {
  readonly source: string
  readonly kind: Breaks[number]['kind']
  /** Weeks in a row as one: `2026-W37 – 2026-W40`. */
  readonly spans: readonly string[]
}

/** Breaks by source, each with the weeks that it lasts: a source that was away for months is one line. */
export function spansOf(breaks: Breaks, weeks: readonly string[]): BreakSpans[] {
  const kinds = Map.groupBy(breaks, ({ source, kind }) => JSON.stringify([source, kind]))
  return [...kinds.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const places = same.map(({ week }) => weeks.indexOf(week)).toSorted((a, b) => a - b)
    const begins = places.filter((place) => !places.includes(place - 1))
    const spans = begins.map((begin) => {
      let end = begin
      while (places.includes(end + 1)) end++
      return end === begin ? (weeks[begin] ?? '') : `${weeks[begin]} – ${weeks[end]}`
    })
    return [{ source: first.source, kind: first.kind, spans }]
  })
}
