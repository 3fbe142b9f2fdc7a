/** Jobs at the desk: asking for one, how far mine are, and cancelling one. Whoever asked for a job is the only one who sees it. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { Job, JobKind, JobList } from '../../contract/cases/jobs.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { sealWords } from '../sealed-words.ts'

const columns = `id, kind, case_id as "case", state, step, done, total, attempts, fault, result, asked_at as "askedAt", ended_at as "endedAt"`

export interface AskedJob {
  readonly kind: JobKind
  readonly case: string | null
  /** What is asked, kept sealed. */
  readonly asked: object
}

/** Writes a job within the transaction of the act that asks for it; it joins the queue with the commit. Returns its id. */
export async function addJob(tx: Tx, { ground, vault }: Desk, job: AskedJob): Promise<string> {
  const id = randomUUID()
  const { sealed } = sealWords(vault, { mandate: mandateOf(ground), label: 'job', context: id }, job.asked)
  await tx.query(
    `insert into job (id, mandate_id, under, kind, case_id, by, sealed) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, ground.mandate, ground.under ?? null, job.kind, job.case, ground.user, sealed]
  )
  return id
}

export async function listJobs({ pool, ground }: Desk): Promise<JobList> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<Job>(
      `select ${columns} from job where by = $1 order by asked_at desc, id limit 100`,
      [ground.user]
    )
    return { result: { jobs: rows }, entry: null }
  })
}

/** One job of mine. `not-found`: there is none, or it is not yours, or its case is not yours any more. */
export async function readJob({ pool, ground }: Desk, id: string): Promise<Outcome<Job>> {
  return act<Outcome<Job>>(pool, ground, async (tx) => {
    const job = await jobIn(tx, ground.user, id)
    return job === null ? refusedAct('not-found') : { result: { kind: 'done', value: job }, entry: null }
  })
}

/** Ends a job of mine before it is done; nothing of it stays. `wrong-state`: it has ended by itself. */
export async function cancelJob({ pool, ground }: Desk, id: string): Promise<Outcome<Job>> {
  return act<Outcome<Job>>(pool, ground, async (tx) => {
    const { rowCount } = await tx.query(
      `update job set state = 'cancelled', ended_at = now(), frozen = null
       where id::text = $1 and by = $2 and state in ('waiting', 'working')`,
      [id, ground.user]
    )
    const job = await jobIn(tx, ground.user, id)
    if (job === null) return refusedAct('not-found')
    if (rowCount === 0) return refusedAct('wrong-state')
    const detail = job.case === null ? {} : { case: job.case }
    return { result: { kind: 'done', value: job }, entry: { act: 'job.cancel', subject: `job:${id}`, detail } }
  })
}

async function jobIn(tx: Tx, user: string, id: string): Promise<Job | null> {
  const { rows } = await tx.query<Job>(`select ${columns} from job where id::text = $1 and by = $2`, [id, user])
  return rows[0] ?? null
}
