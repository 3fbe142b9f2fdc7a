/** The moving parts of one mandate joined: capture writer, crawl, processing and weighing, with their loops and their end. */
import type { Mandate } from '../model/mandate.ts'
import type { WakeUp } from '../store/server/wake-ups.ts'
import type { App } from './app.ts'
import { createCaptureWriter, type CaptureWriter } from './evidence/capture-writer.ts'
import type { CrawlOptions } from './crawl/crawl-state.ts'
import { startCrawl, type CrawlWorker } from './crawl/crawl-worker.ts'
import { startLinkTaker, type LinkTaker } from './process/link-taker.ts'
import { startProcessLoop, type ProcessLoop } from './process/process-loop.ts'
import { createProcessWorker, type ProcessWorker } from './process/process-worker.ts'
import { recoverSegments } from './evidence/recovery.ts'
import type { ProcessHooks } from './process/process-hooks.ts'
import { createWeighWorker, type WeighWorker } from './process/weigh-worker.ts'

export interface EngineOptions {
  /** Null: no crawl role (imports, processing on another machine). */
  readonly crawl: CrawlOptions | null
  /** False: captures wait for a process role elsewhere. `links`: their links are taken, and they wait to be read by a later run. */
  readonly process: boolean | 'links'
  /** Told when signals or sources changed, for screens. */
  readonly changed?: (what: 'signals' | 'sources') => void
}

export interface Engine {
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  readonly process: ProcessWorker | null
  /** This process holds the linking of the mandate; false while another one does, and after the end. */
  links(): boolean
  /** Resolves when so few captures wait to be read here that an import may bring more. */
  room(): Promise<void>
  /** Resolves when nothing waits to be read, linked or weighed, here or in the process that links; or when `signal` says so. */
  drain(signal?: AbortSignal): Promise<void>
  /** A `--once` crawl has ended and everything is drained; or the engine was stopped. */
  readonly done: Promise<void>
  wake(): void
  stop(): Promise<void>
}

export async function startEngine(app: App, mandate: Mandate, options: EngineOptions): Promise<Engine> {
  await app.session.held()
  const sessionLost = app.session.lost()
  await recoverSegments(app)
  const weigher = createWeighWorker(app, mandate)
  const loops: Loops = { weigher, crawler: null, loop: null }
  const process = options.process === true ? createProcessWorker(app, mandate, hooksOf(loops)) : null
  const loop =
    process === null
      ? null
      : startProcessLoop({ app, mandate: mandate.id, process, weigher, changed: options.changed ?? (() => {}) })
  loops.loop = loop
  const linksOnly = options.process === 'links'
  const links = linksOnly ? startLinkTaker(app, mandate, () => loops.crawler?.wake()) : null
  const reader = loop ?? links
  const writer = createCaptureWriter(app, mandate, (id, capture) => {
    process?.fresh(id, capture)
    links?.fresh(id, capture)
    loop?.wake()
  })
  const sourcesChanged = (): void => {
    process?.sourcesChanged()
    links?.sourcesChanged()
  }
  const crawler =
    options.crawl === null ? null : startCrawl(app, mandate, writer, { ...options.crawl, linksOnly, sourcesChanged })
  loops.crawler = crawler
  const deaf = app.session.hear(mandate.id, (what) => wake(loops, what))
  let stopped = false
  const ended = endOf(crawler, reader, async () => {
    if (!stopped) await reader?.drain()
  })
  // Without its session others may take its hosts, segments and linker over: nothing goes on under the old one.
  const done = Promise.race([ended, sessionLost])
  // Whoever waits for it is told; one that breaks before anybody does must not end the process.
  done.catch(() => {})
  return {
    mandate,
    writer,
    process,
    links: () => loop?.links() ?? false,
    room: async () => (loop?.links() === true ? process?.room() : undefined),
    drain: async (signal) => loop?.drain(signal),
    done,
    wake() {
      crawler?.wake()
      loop?.wake()
    },
    async stop() {
      stopped = true
      deaf()
      crawler?.stop()
      reader?.stop()
      await crawler?.done.catch(() => {})
      await reader?.running.catch(() => {})
      try {
        await writer.close()
        await process?.close()
      } finally {
        await recoverSegments(app) // A writer that broke left what it had not committed.
      }
    }
  }
}

/** The loops of a mandate, as far as this process has them. */
interface Loops {
  readonly weigher: WeighWorker
  crawler: CrawlWorker | null
  loop: ProcessLoop | null
}

/** What reading and linking here have the other loops do. */
function hooksOf(loops: Loops): ProcessHooks {
  const { weigher } = loops
  return {
    networksChanged(networks) {
      weigher.changed(networks)
      if (networks.size > 0) loops.loop?.wake()
    },
    readingsWritten: (readings) => weigher.written(readings),
    linksErased: () => wake(loops, 'networks'),
    foundAddresses: () => wake(loops, 'addresses')
  }
}

/** Something is to be done, here or by word of another process. */
function wake({ weigher, crawler, loop }: Loops, what: WakeUp): void {
  if (what === 'networks') weigher.resume()
  if (what === 'captures' || what === 'networks') loop?.wake()
  if (what === 'addresses') crawler?.wake()
  if (what === 'sources') crawler?.sourcesChanged()
}

/** The end of the crawl and what `after` does then; the first failure of either part comes first: evidence that cannot be written, a database that is gone. */
function endOf(
  crawler: CrawlWorker | null,
  reader: ProcessLoop | LinkTaker | null,
  after: () => Promise<void>
): Promise<void> {
  const never = new Promise<never>(() => {})
  const ended = crawler === null ? (reader?.running ?? never) : crawler.done.then(after)
  const failed = reader === null ? never : reader.running.then(() => never)
  return Promise.race([ended, failed])
}
