/** Works on one job: taken once at a time, told truly how far it is, tried again after a fault, ended at once when its owner cancels. */
import type pg from 'pg'
import type { JobKind, JobStep } from '../../contract/cases/jobs.ts'
import { withGround, type Ground } from '../../store/ground.ts'
import { lockClass } from '../../store/locks.ts'
import { GroundEnded } from '../../accountability/acts.ts'
import type { Desk, Vault } from '../adverts/vault.ts'
import type { Refusal } from '../outcome.ts'

/** A job as its work finds it. */
export interface TakenJob {
  readonly id: string
  readonly kind: JobKind
  readonly case: string | null
  readonly by: string
  readonly sealed: Buffer
  readonly frozen: Buffer | null
  readonly askedAt: string
}

/** Tells how far the work is. Throws `JobStopped` when its owner cancelled it, or the service is stopping. */
export type Tell = (step: JobStep, done: number, total: number) => Promise<void>

/** The work of a kind: the number of what was made, or why it cannot be made. What it throws is a fault, after which it is tried again. */
export type JobWork = (
  desk: Desk,
  job: TakenJob,
  tell: Tell
) => Promise<{ readonly made: number } | { readonly refused: Refusal }>

export class JobStopped extends Error {}

const mostAttempts = 5
/** Progress is written this often at most: a write for every piece would be the slowest part. */
const tellEveryMs = 250

export interface Work {
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly kinds: Readonly<Record<JobKind, JobWork>>
  /** True when the service is stopping: the job waits for the next start. */
  readonly stopping: () => boolean
}

/** `ended`: it is done, failed or cancelled. `elsewhere`: another worker has it, or there is nothing to do. `stopped`: left for the next start. */
export type Worked = 'ended' | 'elsewhere' | 'stopped'

/** Works on a job. Throws what broke it, where it is to be tried again. A lock of a connection says that it is worked on: it ends with the process. */
export async function workOn(
  work: Work,
  { id, mandate }: { readonly id: string; readonly mandate: string }
): Promise<Worked> {
  const client = await work.pool.connect()
  let broken: Error | undefined
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
      lockClass.job,
      id
    ])
    if (rows[0]?.got !== true) return 'elsewhere'
    try {
      return await workAlone(work, id, { user: 'pipeline', mandate })
    } finally {
      await client
        .query('select pg_advisory_unlock($1, hashtext($2))', [lockClass.job, id])
        .catch((cause: Error) => (broken = cause))
    }
  } finally {
    client.release(broken)
  }
}

interface Taken extends TakenJob {
  readonly under: string | null
  readonly attempts: number
}

async function workAlone(work: Work, id: string, system: Ground): Promise<Worked> {
  const taken = await withGround(work.pool, system, async (tx) => {
    const { rows } = await tx.query<Taken>(
      `update job set state = 'working', attempts = attempts + 1, begun_at = coalesce(begun_at, now())
       where id = $1 and state in ('waiting', 'working')
       returning id, kind, case_id as "case", by, sealed, frozen, asked_at as "askedAt", under, attempts`,
      [id]
    )
    return rows[0] ?? null
  })
  if (taken === null) return 'elsewhere'
  const ground = { user: taken.by, mandate: system.mandate, ...(taken.under !== null && { under: taken.under }) }
  const desk = { pool: work.pool, ground, vault: work.vault }
  try {
    const outcome = await work.kinds[taken.kind](desk, taken, teller(work, id, system))
    await end(work, system, id, 'made' in outcome ? { made: outcome.made } : { fault: outcome.refused })
    return 'ended'
  } catch (error) {
    return settle(work, system, taken, error)
  }
}

/** What a broken attempt comes to: stopped jobs wait as if this attempt had not been; faults are tried again, up to the limit. */
async function settle(work: Work, system: Ground, { id, attempts }: Taken, error: unknown): Promise<Worked> {
  if (error instanceof JobStopped) {
    if (!work.stopping()) return 'ended'
    await withGround(work.pool, system, (tx) =>
      tx.query(`update job set state = 'waiting', attempts = attempts - 1 where id = $1 and state = 'working'`, [id])
    )
    return 'stopped'
  }
  if (error instanceof GroundEnded) {
    await end(work, system, id, { fault: 'mandate-ended' })
    return 'ended'
  }
  if (attempts >= mostAttempts) {
    await end(work, system, id, { fault: 'fault' })
    throw error
  }
  await withGround(work.pool, system, (tx) =>
    tx.query(`update job set state = 'waiting', fault = 'fault' where id = $1 and state = 'working'`, [id])
  )
  throw error
}

async function end(
  { pool }: Work,
  system: Ground,
  id: string,
  outcome: { readonly made: number } | { readonly fault: string }
): Promise<void> {
  const [state, fault, made] = 'made' in outcome ? ['done', null, outcome.made] : ['failed', outcome.fault, null]
  await withGround(pool, system, (tx) =>
    tx.query(
      `update job set state = $2, fault = $3, result = $4, frozen = null, ended_at = now(),
         step = case when $2 = 'done' then 'end' else step end, done = case when $2 = 'done' then total else done end
       where id = $1 and state = 'working'`,
      [id, state, fault, made]
    )
  )
}

/** Writes progress, gives other work its turn, and notices that the job was cancelled. */
function teller(work: Work, id: string, system: Ground): Tell {
  let [toldAt, toldStep] = [0, '']
  return async (step, done, total) => {
    if (work.stopping()) throw new JobStopped('The service is stopping.')
    if (step === toldStep && done < total && performance.now() - toldAt < tellEveryMs) return
    ;[toldAt, toldStep] = [performance.now(), step]
    await new Promise((resolve) => setImmediate(resolve))
    const alive = await withGround(work.pool, system, async (tx) => {
      const { rowCount } = await tx.query(
        `update job set step = $2, done = $3, total = $4 where id = $1 and state = 'working'`,
        [id, step, Math.min(done, total), total]
      )
      return rowCount === 1
    })
    if (!alive) throw new JobStopped('It was cancelled.')
  }
}
