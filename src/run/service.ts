/** `baken start`: engines for the mandates in force, the jobs, and the web interface, in the roles that were asked for. */
import { listMandates } from '../accountability/mandates.ts'
import { eraseDue } from '../accountability/retention.ts'
import { summarise, type LiveSummary } from '../store/summary.ts'
import { withGround } from '../store/ground.ts'
import type { Mandate } from '../model/mandate.ts'
import type { App } from './app.ts'
import { startEngine, type Engine } from './engine.ts'

export const serviceRoles = ['web', 'crawl', 'process', 'jobs'] as const
export type ServiceRole = (typeof serviceRoles)[number]

export interface Service {
  engine(mandate: string): Engine | undefined
  /** Calls back when something of a mandate changed; returns how to stop. */
  subscribe(listener: ChangeListener): () => void
  /** Rejects with the first failure of a part (evidence cannot be written, database gone). */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

export type ChangeListener = (change: { readonly what: 'signals' | 'sources'; readonly mandate: string }) => void

const lookEveryMs = 3_000
const jobsEveryMs = 60 * 60_000

/** Starts engines for every mandate that is in force and has sources, and looks for new ones every few seconds. */
export async function startService(app: App, roles: ReadonlySet<ServiceRole>, allowPrivate: boolean): Promise<Service> {
  const engines = new Map<string, Engine>()
  const listeners = new Set<ChangeListener>()
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => {})
  let stopped = false

  const look = async (): Promise<void> => {
    if (!roles.has('crawl') && !roles.has('process')) return
    for (const mandate of await mandatesWithSources(app)) {
      if (engines.has(mandate.id) || stopped) continue
      const crawl = roles.has('crawl') ? { once: false, maxPages: null, sources: null, allowPrivate } : null
      const engine = await startEngine(app, mandate, {
        crawl,
        process: roles.has('process'),
        changed: (what) => listeners.forEach((listener) => listener({ what, mandate: mandate.id }))
      })
      engines.set(mandate.id, engine)
      engine.done.catch(fail)
    }
    await stopEnded(app, engines)
  }

  const timers: NodeJS.Timeout[] = []
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
  await look()
  every(lookEveryMs, look)
  if (roles.has('jobs')) {
    await erase(app, engines)
    every(jobsEveryMs, () => erase(app, engines))
  }
  return {
    engine: (mandate) => engines.get(mandate),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    failed,
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all([...engines.values()].map((engine) => engine.stop()))
    }
  }
}

async function mandatesWithSources(app: App): Promise<Mandate[]> {
  const now = Date.now()
  const inForce = (await listMandates(app.store)).filter(
    (one) => one.withdrawnAt === null && Date.parse(one.from) <= now && now < Date.parse(one.until)
  )
  const withSources: Mandate[] = []
  for (const mandate of inForce) {
    const found = await withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, (tx) =>
      tx.query('select 1 from source limit 1')
    )
    if (found.rowCount !== 0) withSources.push(mandate)
  }
  return withSources
}

/** Erases what is due, and tells the linkers that these adverts link nothing any more. */
async function erase(app: App, engines: ReadonlyMap<string, Engine>): Promise<void> {
  const report = await eraseDue(app.store, app.keyring, new Date())
  for (const one of report.erased) await engines.get(one.mandate)?.process?.withdraw(one.adverts)
}

/** An engine whose mandate ended or was withdrawn is stopped: nothing runs without a ground. */
async function stopEnded(app: App, engines: Map<string, Engine>): Promise<void> {
  const inForce = new Set((await mandatesWithSources(app)).map((one) => one.id as string))
  for (const [id, engine] of engines) {
    if (inForce.has(id)) continue
    engines.delete(id)
    await engine.stop()
  }
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
