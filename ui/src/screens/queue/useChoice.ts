/** Which signal and which of its reasons are on screen: kept in the address, moved by keys, never moved by news from the server. */
import { useCallback, useState } from 'react'
import type { useSignals } from '../../api/signals.ts'
import { refine, usePlace } from '../../place/place.tsx'

export interface Choice {
  readonly ids: readonly number[]
  /** The signal that somebody chose; null when the first is shown by itself. */
  readonly chosen: number | null
  readonly shown: number | null
  readonly reasonAt: number
  choose(id: number | null): void
  chooseReason(at: number): void
  /** Goes so many reasons on, around the end. */
  stepReason(by: number, count: number): void
  /** Goes so many rows down (up when negative), reading the next page when the end is near. Returns the row it came to. */
  step(by: number): number | null
}

export function useChoice(list: ReturnType<typeof useSignals>, filter: string): Choice {
  const { query } = usePlace()
  const ids = list.data?.pages.flatMap((page) => page.signals.map((row) => row.id)) ?? []
  const asked = Number(query['signal'])
  const chosen = Number.isSafeInteger(asked) && asked > 0 ? asked : null
  const first = useFirst(filter, ids)
  const shown = chosen ?? first
  const reasonAt = Number(query['reason'] ?? 0) || 0
  const choose = useCallback((id: number | null) => refine({ signal: id, reason: null }), [])
  const chooseReason = useCallback((at: number) => refine({ reason: at }), [])
  function step(by: number): number | null {
    const at = shown === null ? -1 : ids.indexOf(shown)
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))]
    if (next !== undefined) choose(next)
    if (at + by >= ids.length - 3 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
    return next ?? null
  }
  function stepReason(by: number, count: number): void {
    if (count > 0) chooseReason((reasonAt + by + count) % count)
  }
  return { ids, chosen, shown, reasonAt, choose, chooseReason, stepReason, step }
}

/** The first of the list as it was when this filter was chosen, so that a refresh never changes what somebody is about to act on. */
function useFirst(filter: string, ids: readonly number[]): number | null {
  const [first, setFirst] = useState<{ readonly filter: string; readonly id: number } | null>(null)
  const id = ids[0]
  if (id !== undefined && first?.filter !== filter) setFirst({ filter, id })
  return first?.filter === filter ? first.id : (id ?? null)
}
