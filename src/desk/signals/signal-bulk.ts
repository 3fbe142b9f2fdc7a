/** One act on many signals, each for itself: what was done, what was refused and why, and what is left. No silent half. */
import type pg from 'pg'
import { act, GroundEnded, LedgerUnavailable } from '../../accountability/acts.ts'
import type { BulkReport, WeighAct } from '../../contract/desk/signals.ts'
import type { Ground, LedgerEntry, Tx } from '../../store/ground.ts'
import { reasonGiven, refused, type Outcome } from '../outcome.ts'
import type { Seen } from './signal-merge.ts'
import { stepOn } from './weighing.ts'

export interface BulkInput {
  readonly act: Extract<WeighAct, 'take' | 'release' | 'dismiss' | 'reopen' | 'raise' | 'lower'> | 'assign'
  readonly to?: string | undefined
  readonly reason?: string | undefined
  readonly signals: readonly Seen[]
}

export interface BulkLimits {
  /** Signals in one transaction; when one of them breaks, each of its batch is tried alone. */
  readonly batch: number
  /** What is not begun by then is left for the next request. */
  readonly longestMs: number
}

export const bulkLimits: BulkLimits = { batch: 50, longestMs: 20_000 }

/** Does it. `fault` of the report is told to `log`; without a ledger nothing more is tried, and what was done is in the report. */
export async function bulkAct(
  pool: pg.Pool,
  ground: Ground,
  input: BulkInput,
  log: (error: Error) => void,
  limits = bulkLimits
): Promise<Outcome<BulkReport>> {
  if (input.act !== 'take' && input.act !== 'release' && input.act !== 'assign' && reasonGiven(input.reason) === null)
    return refused('reason-missing')
  const started = performance.now()
  // In the order of their numbers, so that two of these never wait for each other.
  const wanted = [...new Map(input.signals.map((one) => [one.id, one])).values()].toSorted((a, b) => a.id - b.id)
  const report = { done: [] as number[], failed: [] as { id: number; error: string }[], left: [] as number[] }
  for (let at = 0; at < wanted.length; at += limits.batch) {
    const batch = wanted.slice(at, at + limits.batch)
    if (performance.now() - started > limits.longestMs) {
      report.left = wanted.slice(at).map((one) => one.id)
      break
    }
    try {
      add(report, await together(pool, ground, input, batch))
    } catch (error) {
      if (error instanceof GroundEnded || error instanceof LedgerUnavailable) {
        if (report.done.length === 0) throw error
        report.left = wanted.slice(at).map((one) => one.id)
        break
      }
      for (const one of batch) add(report, await alone(pool, ground, input, one, log))
    }
  }
  return { kind: 'done', value: report }
}

type Part = Pick<BulkReport, 'done' | 'failed'>

function add(report: { done: number[]; failed: { id: number; error: string }[] }, part: Part): void {
  report.done.push(...part.done)
  report.failed.push(...part.failed)
}

async function alone(
  pool: pg.Pool,
  ground: Ground,
  input: BulkInput,
  one: Seen,
  log: (error: Error) => void
): Promise<Part> {
  try {
    return await together(pool, ground, input, [one])
  } catch (error) {
    log(error as Error)
    return { done: [], failed: [{ id: one.id, error: 'fault' }] }
  }
}

async function together(pool: pg.Pool, ground: Ground, input: BulkInput, batch: readonly Seen[]): Promise<Part> {
  return act<Part>(pool, ground, async (tx) => {
    const done: number[] = []
    const failed: { id: number; error: string }[] = []
    const entries: LedgerEntry[] = []
    for (const { id, version } of batch) {
      const { act: name, to, reason } = input
      const step = await stepOn(tx, ground, { signal: id, act: name, to, version, reason })
      if (
        step.result.kind === 'done' ||
        (step.result.reason === 'changed' && (await doneBefore(tx, ground, input, id, version)))
      )
        done.push(id)
      else failed.push({ id, error: step.result.reason })
      if (step.entry !== null) entries.push(step.entry)
    }
    return { result: { done, failed }, entry: null, entries }
  })
}

/** Whether the same person did just this from the version that was seen: a request that is sent again changes nothing. */
async function doneBefore(tx: Tx, ground: Ground, input: BulkInput, id: number, version: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from signal s cross join lateral (select act, by, reason from weighing where signal_id = s.id order by id desc limit 1) w
     where s.id = $1 and s.version = $2 and w.act = $3 and w.by = $4 and w.reason = $5 and ($3 <> 'assign' or s.assigned_to = $6)`,
    [id, version + 1, input.act, ground.user, reasonGiven(input.reason) ?? '', input.to ?? null]
  )
  return rowCount === 1
}
