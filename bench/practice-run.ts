/** One crawl of the practice web in a folder of its own: what the benches of quality and speed have in common. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeDemo } from '../src/accountability/demo.ts'
import { findMandate } from '../src/accountability/mandates/mandates.ts'
import { addSources } from '../src/run/crawl/add-sources.ts'
import { openApp, type App } from '../src/run/app.ts'
import { startEngine } from '../src/run/engine.ts'
import { startPracticeWeb } from '../src/run/practice-web.ts'
import { summaryOf } from '../src/run/service.ts'
import type { Summary } from '../src/store/summary.ts'

export interface PracticeRun {
  readonly app: App
  readonly mandate: string
  readonly summary: Summary
  readonly truthFile: string
  /** Seconds from the first request to the first signal in the queue; null when there was none. */
  readonly firstSignalSeconds: number | null
  close(): Promise<void>
}

export interface PracticeRunOptions {
  readonly seed: number
  readonly adverts?: number | undefined
  readonly pictures?: boolean
  readonly maxPages?: number | null
  /** `links`: pages are fetched and sealed and their links taken, as by `crawl --no-process`. Default true: the whole way. */
  readonly process?: true | 'links'
  /** Called when the crawl begins and when it ended, with the processes to count. */
  readonly measure?: { begin(pids: readonly number[]): void; end(): void }
}

/** Crawls all sites of the practice web with delay 0 until nothing is due. */
export async function practiceRun(options: PracticeRunOptions): Promise<PracticeRun> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const truthFile = path.join(dataDir, 'truth.jsonl')
  const web = await startPracticeWeb({
    seed: options.seed,
    port: 0,
    truth: truthFile,
    pictures: options.pictures ?? true,
    ...(options.adverts !== undefined && { adverts: options.adverts })
  })
  const opened = await openApp(
    { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/bench (+bench)' },
    'hold'
  )
  if (opened.kind === 'refused') throw new Error(opened.message)
  const { app } = opened
  const demo = await makeDemo(app.store)
  if (demo.kind === 'refused') throw new Error(demo.detail)
  const mandate = await findMandate(app.store, demo.mandate)
  if (mandate === null) throw new Error('no demo mandate')
  const startedMs = Date.now()
  options.measure?.begin([process.pid, app.store.serverPid ?? 0])
  const added = await addSources(app, mandate, web.sources, true)
  if (added.kind === 'refused') throw new Error(added.message)
  const engine = await startEngine(app, mandate, {
    crawl: { once: true, maxPages: options.maxPages ?? null, sources: null, allowPrivate: true },
    process: options.process ?? true
  })
  let firstSignalMs: number | null = null
  const timer = setInterval(() => {
    if (options.measure !== undefined) return
    summaryOf(app, mandate.id, null, 0)
      .then((now) => void (now.signals > 0 && (firstSignalMs ??= Date.now())))
      .catch(() => {})
  }, 1_000)
  await engine.done
  clearInterval(timer)
  await engine.stop()
  options.measure?.end()
  const summary = await summaryOf(app, mandate.id, null, (Date.now() - startedMs) / 1000)
  await web.stop()
  return {
    app,
    mandate: mandate.id,
    summary,
    truthFile,
    firstSignalSeconds: firstSignalMs === null ? null : (firstSignalMs - startedMs) / 1000,
    async close() {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
