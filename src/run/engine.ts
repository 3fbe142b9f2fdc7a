/** The moving parts of one mandate joined: capture writer, crawl, processing and weighing, with their loops and their end. */
import type { Mandate } from '../model/mandate.ts'
import type { App } from './app.ts'
import { createCaptureWriter, type CaptureWriter } from './capture-writer.ts'
import { startCrawl, type CrawlOptions, type CrawlWorker } from './crawl-worker.ts'
import { createProcessWorker, type ProcessWorker } from './process-worker.ts'
import { recoverSegments } from './recovery.ts'
import { createWeighWorker } from './weigh-worker.ts'

export interface EngineOptions {
  /** Null: no crawl role (imports, processing on another machine). */
  readonly crawl: CrawlOptions | null
  /** False: captures wait for a process role elsewhere. */
  readonly process: boolean
  /** Told when signals or sources changed, for screens. */
  readonly changed?: (what: 'signals' | 'sources') => void
}

export interface Engine {
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  readonly process: ProcessWorker | null
  /** This process holds the linking of the mandate; false while another one does, and after the end. */
  links(): boolean
  /** Reads, links and weighs all that waits, until nothing does. For `--once` runs and imports. */
  drain(): Promise<void>
  /** A `--once` crawl has ended and everything is drained; or the engine was stopped. */
  readonly done: Promise<void>
  wake(): void
  stop(): Promise<void>
}

/** Networks are weighed at most so often while pages come in; a signal need not be fresher. */
const weighEveryMs = 700
const sourcesEveryMs = 3_000
const idleMs = 300
/** A site with few pages never ripens by itself: after this long with nothing to do its profile is made from what there is. */
const quietMs = 3_000

export async function startEngine(app: App, mandate: Mandate, options: EngineOptions): Promise<Engine> {
  await recoverSegments(app)
  const weigher = createWeighWorker(app, mandate)
  let crawler: CrawlWorker | null = null
  let stopped = false
  let linking = false
  let wakeUp: () => void = () => {}
  const process = options.process
    ? await createProcessWorker(app, mandate, {
        networksChanged: (networks) => weigher.changed(networks),
        foundAddresses: () => crawler?.wake()
      })
    : null
  const writer = createCaptureWriter(app, mandate, (id, capture) => {
    process?.fresh(id, capture)
    wakeUp()
  })

  let toldAt = 0
  const tellSources = (): void => {
    if (Date.now() - toldAt < sourcesEveryMs) return
    toldAt = Date.now()
    options.changed?.('sources')
  }

  const loop = async (): Promise<void> => {
    if (process === null) return
    const release = await holdProcessing(app, mandate.id, () => stopped)
    linking = !stopped
    let weighedAt = 0
    let quietSince = Date.now()
    try {
      while (!stopped) {
        const worked = await patiently(() => process.step())
        if (Date.now() - weighedAt > weighEveryMs) {
          if (await patiently(() => weigher.step())) options.changed?.('signals')
          weighedAt = Date.now()
        }
        if (worked) {
          tellSources()
          quietSince = Date.now()
          continue
        }
        if (Date.now() - quietSince > quietMs && (await process.learnNow())) continue
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, idleMs)
          wakeUp = () => (clearTimeout(timer), resolve())
        })
      }
    } finally {
      linking = false
      await release()
    }
  }

  const drain = async (): Promise<void> => {
    if (process === null) return
    do {
      while (await patiently(() => process.step()));
    } while (await process.learnNow())
    while (await patiently(() => weigher.step()));
  }

  const running = loop()
  // The first failure ends the engine with its reason: evidence that cannot be written, a database that is gone.
  const failed = running.then(() => new Promise<never>(() => {}))
  crawler = options.crawl === null ? null : startCrawl(app, mandate, writer, options.crawl, () => process?.busy() ?? false)
  const once = options.crawl?.once === true
  const ended = async (): Promise<void> => {
    await (crawler?.done ?? new Promise<void>(() => {}))
    if (once && !stopped) await drain()
  }
  const finish = async (): Promise<void> => {
    stopped = true
    crawler?.stop()
    wakeUp()
    await crawler?.done.catch(() => {})
    await running.catch(() => {})
    await writer.close()
    if (process !== null) await process.close()
  }
  return {
    mandate,
    writer,
    process,
    links: () => linking,
    drain,
    done: crawler === null ? running : Promise.race([ended(), failed]),
    wake() {
      crawler?.wake()
      wakeUp()
    },
    stop: finish
  }
}

/** A step whose transaction lost against another (deadlock, serialization) changed nothing: it is taken again, a few times. */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      if (attempt >= 5 || !['40P01', '40001'].includes((error as { code?: string }).code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
}

/** One process at a time reads and links for a mandate: networks are a fold over one log. Waits until the lock is free. */
async function holdProcessing(app: App, mandate: string, stopped: () => boolean): Promise<() => Promise<void>> {
  const client = await app.store.pool.connect()
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(7267334, hashtext($1)) as held', [mandate])
    if (rows[0]?.held === true) break
    if (stopped()) break
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  return async () => {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release()
  }
}
