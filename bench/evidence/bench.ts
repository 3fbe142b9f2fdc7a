/** `baken bench evidence`: the log of a million entries, and time of erasing n captures that came in by import and are all due, with index, links, segments and tables. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoMandate, makeDemo } from '../../src/accountability/demo.ts'
import { listMandates } from '../../src/accountability/mandates/mandates.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { createCaptureWriter } from '../../src/run/evidence/capture-writer.ts'
import { createErasing } from '../../src/run/erasing.ts'
import { importFiles, newCounts } from '../../src/run/import/import-files.ts'
import { createProcessWorker } from '../../src/run/process/process-worker.ts'
import { withGround } from '../../src/store/ground.ts'
import { generate } from '../link/generate.ts'
import { measureLog } from './log.ts'

interface BenchInput {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}

const pipeline = { user: 'pipeline', mandate: demoMandate }

/**
 * Imports n adverts, each a capture of its own, through the whole pipeline into a store of its own; then their day comes, and one
 * run of erasing is timed, step by step. Milliseconds; the time of importing is told beside it and is no part of the figure.
 */
export async function runEvidenceBench(input: BenchInput): Promise<object> {
  const log = await measureLog(input.say)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const opened = await openApp(
    { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/bench' },
    'hold'
  )
  if (opened.kind === 'refused') throw new Error(opened.message)
  const { app } = opened
  try {
    await makeDemo(app.store)
    const started = performance.now()
    await fill(app, dataDir, input)
    const fillMs = Math.round(performance.now() - started)
    input.say(`${input.n} captures imported in ${fillMs} ms`)
    return { log, captures: input.n, fillMs, ...(await erase(app, input)) }
  } finally {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function fill(app: App, dataDir: string, { n, seed }: BenchInput): Promise<void> {
  const mandate = (await listMandates(app.store)).find((one) => one.id === demoMandate)
  if (mandate === undefined) throw new Error('The demo mandate was not made.')
  const file = path.join(dataDir, 'adverts.jsonl')
  const out = createWriteStream(file)
  for (const one of generate(n, seed)) {
    const { id, site, title, body } = one
    const line = JSON.stringify({ id: `a${id}`, site, title, body, posted_at: '2026-01-05T10:00:00Z' })
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  // Without weighing: what a signal opens is kept, and here all is to go.
  const nobody = {
    networksChanged: () => {},
    readingsWritten: () => {},
    linksErased: () => {},
    foundAddresses: () => {}
  }
  const worker = createProcessWorker(app, mandate, nobody)
  await worker.begin()
  const writer = createCaptureWriter(app, mandate, (id, capture) => worker.fresh(id, capture))
  const counts = newCounts()
  let importing = true
  const reading = (async () => {
    do while (await worker.step());
    while (importing && (await pause()))
  })()
  await importFiles([file], { app, mandate, writer, counts, notice: () => {}, stop: new AbortController().signal })
  importing = false
  await reading
  do while (await worker.step());
  while (await worker.learnNow())
  await writer.close()
  await worker.close()
  if (counts.added !== n) throw new Error(`${counts.added} of ${n} captures were added: ${JSON.stringify(counts)}`)
}

const pause = (): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), 20))

async function erase(app: App, { n, say }: BenchInput): Promise<object> {
  const before = await withGround(app.store.pool, pipeline, async (tx) => {
    await tx.query(`update capture set erase_at = now() - interval '1 minute'`)
    const { rows } = await tx.query<{ networks: number; links: number; indexed: number }>(
      `select (select count(distinct network_id)::int from advert) as networks, (select count(*)::int from link) as links,
         (select coalesce(sum(documents), 0)::int from index_segment) as indexed`
    )
    return rows[0]
  })
  await app.store.owner.query('analyze')
  const steps: Record<string, number> = {}
  let last = performance.now()
  const reached = async (step: string): Promise<void> => {
    const now = performance.now()
    steps[step] = Math.round((steps[step] ?? 0) + now - last)
    last = now
  }
  const run = createErasing({ ...app, say, reached })
  const cpu = process.cpuUsage()
  const started = performance.now()
  const outcome = await run()
  const ms = Math.round(performance.now() - started)
  const { user, system } = process.cpuUsage(cpu)
  const erased = outcome.erased.reduce((sum, one) => sum + one.captures, 0)
  if (erased !== n) throw new Error(`${erased} of ${n} captures were erased`)
  say(`${erased} captures erased in ${ms} ms`)
  return { before, ms, cpuMs: Math.round((user + system) / 1_000), steps, segments: outcome.segments.length }
}
