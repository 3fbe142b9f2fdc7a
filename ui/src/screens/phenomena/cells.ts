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
