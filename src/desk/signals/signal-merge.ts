/** Signals that belong together, merged into one and taken apart again. A merged signal keeps its state, reasons and history. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { SignalMerge } from '../../contract/desk/signals.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { idOf, noteRows } from '../../store/row-log.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import type { StoredSignal } from './signal-rows.ts'
import { storedSignal } from './signals.ts'
import { weighed } from './weighing.ts'

/** A signal and the version that the person saw. */
export interface Seen {
  readonly id: number
  readonly version: number
}

/** States in which nothing was decided: what was escalated or dismissed stays a decision of its own. */
const undecided = ['new', 'taken', 'proposed']

/** Merges signals into one, all or none. `changed`: one of them is no longer what was seen. */
export async function mergeSignals(
  pool: pg.Pool,
  ground: Ground,
  input: { readonly into: Seen; readonly signals: readonly Seen[]; readonly reason: string }
): Promise<Outcome<SignalMerge>> {
  const reason = reasonGiven(input.reason)
  const others = [...new Map(input.signals.map((one) => [one.id, one])).values()]
  if (others.some((one) => one.id === input.into.id)) return refused('wrong-state')
  return act<Outcome<SignalMerge>>(pool, ground, async (tx) => {
    const stored = new Map<number, StoredSignal>()
    // In the order of their numbers, so that two merges never wait for each other.
    for (const one of [input.into, ...others].toSorted((a, b) => a.id - b.id)) {
      const found = await storedSignal(tx, one.id, true)
      if (found === null) return refusedAct('not-found')
      if (found.version !== one.version) return refusedAct('changed')
      if (found.merged_into !== null || !undecided.includes(found.state)) return refusedAct('wrong-state')
      stored.set(one.id, found)
    }
    if (reason === null) return refusedAct('reason-missing')
    const ids = others.map((one) => one.id)
    const { rows } = await tx.query<{ id: number }>(
      'insert into signal_merge (mandate_id, into_id, signals, by, reason) values ($1, $2, $3, $4, $5) returning id',
      [ground.mandate, input.into.id, ids, ground.user, reason]
    )
    const merge = rows[0]?.id
    if (merge === undefined) throw new Error('The merge was not written.')
    await tx.query(
      `update signal set version = version + 1, updated_at = now(), merged_into = case when id = $1 then null else $1 end,
         merge_id = case when id = $1 then merge_id else $3 end where id = any($2::bigint[])`,
      [input.into.id, [input.into.id, ...ids], merge]
    )
    await weighed(tx, ground, [...stored.values()], 'merge', reason)
    await noteRows(tx, 'signal', [input.into.id, ...ids])
    return {
      result: { kind: 'done', value: await mergeRow(tx, merge) },
      entry: {
        act: 'signal.merge',
        subject: `signal:${input.into.id}`,
        detail: { merge, signals: ids, version: input.into.version + 1, reason }
      }
    }
  })
}

/** Takes a merge apart: each signal that still is part of it is again what it was. `changed`: it was taken apart before. */
export async function undoMerge(
  pool: pg.Pool,
  ground: Ground,
  id: number,
  because: string
): Promise<Outcome<SignalMerge>> {
  const reason = reasonGiven(because)
  return act<Outcome<SignalMerge>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ into_id: number; undone_at: string | null }>(
      'select into_id, undone_at from signal_merge where id = $1 for update',
      [id]
    )
    const merge = rows[0]
    if (merge === undefined) return refusedAct('not-found')
    if (merge.undone_at !== null) return refusedAct('changed')
    if (reason === null) return refusedAct('reason-missing')
    await tx.query('select 1 from signal where merge_id = $1 or id = $2 order by id for update', [id, merge.into_id])
    const parts = await tx.query<{ id: number; priority: number; weigh_version: number }>(
      `update signal set version = version + 1, updated_at = now(), merged_into = null, merge_id = null where merge_id = $1
       returning id, priority, weigh_version`,
      [id]
    )
    const into = await tx.query<{ id: number; priority: number; weigh_version: number }>(
      'update signal set version = version + 1, updated_at = now() where id = $1 returning id, priority, weigh_version',
      [merge.into_id]
    )
    const taken = [...into.rows, ...parts.rows]
    await weighed(tx, ground, taken, 'unmerge', reason)
    await noteRows(tx, 'signal', taken.map(idOf))
    await tx.query('update signal_merge set undone_at = now(), undone_by = $2, undone_because = $3 where id = $1', [
      id,
      ground.user,
      reason
    ])
    return {
      result: { kind: 'done', value: await mergeRow(tx, id) },
      entry: {
        act: 'signal.unmerge',
        subject: `signal:${merge.into_id}`,
        detail: { merge: id, signals: parts.rows.map((one) => one.id), reason }
      }
    }
  })
}

async function mergeRow(tx: Tx, id: number): Promise<SignalMerge> {
  const { rows } = await tx.query<Omit<SignalMerge, 'signals'> & { readonly signals: readonly unknown[] }>(
    'select id, into_id as into, signals, by, at, reason, undone_at is not null as undone from signal_merge where id = $1',
    [id]
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`Merge ${id} is gone in its own transaction.`)
  return { ...row, signals: row.signals.map(Number) }
}
