/** `baken start`: engines for the mandates in force, the jobs, and the web interface, in the roles that were asked for. */
import type { Clocks } from '../accountability/retention/clocks.ts'
import { linesInForce } from '../accountability/mandates/mandates.ts'
import { anyUnread } from '../store/captures.ts'
import { unweighedNetworks } from '../store/weighing.ts'
import { summarise, type LiveSummary } from '../store/summary.ts'
import { minorsClock } from '../desk/minors/minor-clock.ts'
import { escalateReports } from '../desk/reports/overdue-reports.ts'
import { withGround } from '../store/ground.ts'
import { anySource } from '../store/sources.ts'
import type { Mandate } from '../model/mandate.ts'
import type { App } from './app.ts'
import { createEngineKeeper } from './engine-keeper.ts'
import { startEngine, type Engine } from './engine.ts'
import { createErasing } from './erasing.ts'
import { jobKinds } from './jobs/job-kinds.ts'
import { workOutside } from './evidence/outside-work.ts'
import { workStore } from './evidence/objects/work-store.ts'
import { watchAlarms } from './watch-alarms.ts'
import { startJobWorker, type JobWorker } from './jobs/job-worker.ts'
import { keepResearch } from './jobs/research-weeks.ts'

export const serviceRoles = ['web', 'crawl', 'process', 'jobs'] as const
export type ServiceRole = (typeof serviceRoles)[number]

export interface Service {
  engine(mandate: string): Engine | undefined
  /** Calls back when something of a mandate changed; returns how to stop. */
  subscribe(listener: ChangeListener): () => void
  /** Rejects when no part can go on (database gone). What breaks under one mandate is told, and the others go on. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

export type ChangeListener = (change: {
  readonly what: 'signals' | 'sources' | 'reports'
  readonly mandate: string
}) => void

const lookEveryMs = 3_000
const jobsEveryMs = 60 * 60_000
const reportsEveryMs = 60_000
const alarmsEveryMs = 60_000
const outsideEveryMs = 10_000
const researchEveryMs = 5 * 60_000
/** A database that is away for longer is for a person to mend. */
const longestAwayMs = 60_000

export interface ServiceOptions {
  readonly roles: ReadonlySet<ServiceRole>
  /** Private addresses are allowed for sources that ask for it. */
  readonly allowPrivate: boolean
  /** Told in sentences what an operator should know. */
  readonly say: (text: string) => void
  /** The clocks that decide on erasing; the machine's when absent. */
  readonly clocks?: Clocks
}

/** Keeps engines for every mandate that is in force and has sources, and looks for new ones every few seconds. */
export async function startService(app: App, options: ServiceOptions): Promise<Service> {
  const { roles, allowPrivate, say } = options
  const listeners = new Set<ChangeListener>()
  const keeper = createEngineKeeper({
    inForce: () => mandatesWithSources(app),
    start: (mandate) =>
      startEngine(app, mandate, {
        crawl: roles.has('crawl')
          ? { once: false, maxPages: null, sources: covered(mandate), allowPrivate, endless: true, resting: say }
          : null,
        process: roles.has('process'),
        changed: (what) => listeners.forEach((listener) => listener({ what, mandate: mandate.id }))
      }),
    say,
    now: () => performance.now()
  })
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => {})
  let stopped = false
  const timers: NodeJS.Timeout[] = []
  let jobs: JobWorker | null = null
  const every = (ms: number, work: () => Promise<unknown>): void => {
    let busy = false
    const tick = (): void => {
      if (busy || stopped) return
      busy = true
      work()
        .catch(fail)
        .finally(() => (busy = false))
    }
    timers.push(setInterval(tick, ms))
  }
  if (roles.has('crawl') || roles.has('process')) {
    await keeper.look()
    every(lookEveryMs, patientLook(keeper.look, say))
    every(alarmsEveryMs, await watchAlarms(app, say))
  }
  if (roles.has('jobs')) {
    const run = createErasing({ ...app, say, ...(options.clocks && { clocks: options.clocks }) })
    const erasing = async (): Promise<void> => {
      await run().catch((error: Error) => say(eraseFailed(error)))
    }
    await erasing()
    every(jobsEveryMs, erasing)
    const escalating = tellOverdue(app, listeners, say)
    await escalating()
    every(reportsEveryMs, escalating)
    every(outsideEveryMs, keepOutside(app, say))
    every(outsideEveryMs, keepStored(app, say))
    every(researchEveryMs, keepResearch({ ...app, say }))
    jobs = await startJobWorker({ ...app, say, kinds: jobKinds })
  }
  return {
    engine: keeper.engine,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    failed,
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await jobs?.stop()
      await keeper.stop()
    }
  }
}

/** A round over witnesses and authorities; a round that fails is told once, and taken again. */
function keepOutside(app: App, say: (text: string) => void): () => Promise<void> {
  const { dataDir } = app.settings
  let told = ''
  return () =>
    workOutside(app, { dataDir, now: () => new Date(), say }).catch(({ message }: Error) => {
      if (message !== told) say(`Checkpoints of the log could not be given to others: ${message}`)
      told = message
    })
}

/** A round over the store of evidence, where one is named; a round that breaks is told once, and taken again. */
function keepStored(app: App, say: (text: string) => void): () => Promise<void> {
  let told = ''
  return () =>
    workStore({ ...app, say }).then(
      () => {},
      ({ message }: Error) => {
        if (message !== told) say(`Evidence could not be given to its store: ${message}`)
        told = message
      }
    )
}

/** Reports that nobody read or answered in time go to the coordinator of their mandate, and a child of whom nobody said whether it is safe to the members of its file: once each. */
function tellOverdue(
  app: App,
  listeners: ReadonlySet<ChangeListener>,
  say: (text: string) => void
): () => Promise<void> {
  const minors = minorsClock({ pool: app.store.pool, vault: app })
  const round = async (): Promise<void> => {
    const lines = (await linesInForce(app.store)).map((one) => one.id)
    await minors(lines, new Date())
    for (const mandate of lines) {
      const late = await escalateReports(app.store.pool, mandate, new Date())
      // Of one with a possible minor nobody else may hear: the list of the coordinator says it all the same.
      if (late.some((one) => !one.minor)) listeners.forEach((listener) => listener({ what: 'reports', mandate }))
    }
  }
  return () => round().catch((error: Error) => say(`Overdue reports could not be told of: ${error.message}`))
}

/** A look that fails is told and taken again: only a database that stays away for long ends the service. */
function patientLook(look: () => Promise<void>, say: (text: string) => void): () => Promise<void> {
  let failingSince: number | null = null
  return async () => {
    try {
      await look()
      if (failingSince !== null) say('The database answers again: the work goes on.')
      failingSince = null
    } catch (error) {
      const { message } = error as Error
      if (failingSince === null) say(`The database did not answer: ${message}\nIt is asked again every few seconds.`)
      failingSince ??= performance.now()
      if (performance.now() - failingSince < longestAwayMs) return
      throw new Error(
        `The database has not answered for ${longestAwayMs / 1000} seconds: ${message}\nSee to the database server, then start Baken again.`
      )
    }
  }
}

function eraseFailed(error: Error): string {
  return `What was due to be erased could not be: ${error.message}\nIt is tried again within the hour; see "baken doctor".`
}

/** The sources that a mandate covers; null for all. A renewal may cover fewer than the line has. */
function covered(mandate: Mandate): readonly string[] | null {
  return mandate.sources.includes('*') ? null : mandate.sources
}

async function mandatesWithSources(app: App): Promise<Mandate[]> {
  const inForce = await linesInForce(app.store)
  const withSources: Mandate[] = []
  for (const mandate of inForce) {
    const found = await withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, anySource)
    if (found) withSources.push(mandate)
  }
  return withSources
}

/** The counts of one mandate, for summaries and progress. */
export function summaryOf(
  app: App,
  mandate: string,
  sources: readonly string[] | null,
  seconds: number
): Promise<LiveSummary> {
  return withGround(app.store.pool, { user: 'pipeline', mandate }, (tx) => summarise(tx, sources, seconds))
}

/** Whether the work of a mandate is done for now: nothing is due, nothing fetched waits to be read, and no network to be weighed. */
export function nothingWaits(app: App, mandate: string): Promise<boolean> {
  return withGround(app.store.pool, { user: 'pipeline', mandate }, async (tx) => {
    const { due } = await summarise(tx, null, 0)
    return due === 0 && !(await anyUnread(tx)) && (await unweighedNetworks(tx, mandate, 1)).length === 0
  })
}
