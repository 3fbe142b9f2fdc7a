/** Which rows are picked to be handled together: by x, by Shift with j or k, by a tick. Picked rows that leave the list are picked no more. */
import { useCallback, useState } from 'react'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'

export interface Picked {
  /** In the order of the list. */
  readonly rows: readonly SignalRow[]
  has(id: number): boolean
  toggle(id: number): void
  /** Picks these too. */
  add(ids: readonly number[]): void
  /** Picks these and no others. */
  set(ids: readonly number[]): void
  clear(): void
}

export function usePicked(rows: readonly SignalRow[]): Picked {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  // Rows are drawn again only when what they are given changes: this stays the same.
  const toggle = useCallback((id: number): void => {
    setIds((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  return {
    rows: rows.filter((row) => ids.has(row.id)),
    has: (id) => ids.has(id),
    toggle,
    add: (more) => setIds((before) => new Set([...before, ...more])),
    set: (only) => setIds(new Set(only)),
    clear: () => setIds(new Set())
  }
}
