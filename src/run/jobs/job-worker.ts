/** The worker of jobs that people wait for: graphile-worker keeps the queue in PostgreSQL, and the rows of `job` say what is to be done. */
import type { JobKind } from '../../contract/cases/jobs.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import { queueLeftJobs } from '../../store/job-queue.ts'
import { workOn, type JobWork } from '../../desk/jobs/work.ts'

export interface JobParts {
  readonly store: Store
  readonly keyring: Keyring
  readonly evidenceDir: string
  /** Tells the operator, in sentences. */
  readonly say: (text: string) => void
  readonly kinds: Readonly<Record<JobKind, JobWork>>
}

export interface JobWorker {
  /** Puts jobs back into the queue that it does not know any more: those of a worker that was killed. */
  takeUp(): Promise<void>
  stop(): Promise<void>
}

const takeUpEveryMs = 60_000
const pollMs = 2_000

/**
 * Starts working on jobs, one at a time: they share the machine with the crawl. The queue stands in a schema of its own, which the owner
 * of the database makes; the runtime role never sees it, and its rows hold ids only.
 */
export async function startJobWorker(parts: JobParts): Promise<JobWorker> {
  const { run, Logger } = await import('graphile-worker')
  const { store, keyring, evidenceDir, say, kinds } = parts
  let stopping = false
  const work = { pool: store.pool, vault: { keyring, evidenceDir }, kinds, stopping: () => stopping }
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' && !stopping) say(`jobs: ${message}`)
  })
  const runner = await run({
    pgPool: store.owner,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: pollMs,
    logger,
    taskList: {
      job: async (payload) => {
        const { job, mandate } = payload as { readonly job: string; readonly mandate: string }
        await workOn(work, { id: job, mandate })
      }
    },
    parsedCronItems: []
  })
  // A job whose entry is held by a worker that was killed gets another one: its lock says whether it is worked on.
  const takeUp = (): Promise<void> => queueLeftJobs(store.owner)
  await takeUp()
  const timer = setInterval(() => {
    if (!stopping) takeUp().catch((error: Error) => say(`jobs: ${error.message}`))
  }, takeUpEveryMs)
  timer.unref()
  return {
    takeUp,
    async stop() {
      stopping = true
      clearInterval(timer)
      await runner.stop().catch((error: Error) => say(`jobs: ${error.message}`))
    }
  }
}
