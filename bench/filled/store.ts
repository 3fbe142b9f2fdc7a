/** A store filled with generated adverts, three in ten sealed, for the benches of search and desk: made for one run, or kept in a folder and used again. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoMandate, makeDemo } from '../../src/accountability/demo.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { withGround } from '../../src/store/ground.ts'
import { cleanIndex } from '../../src/store/inverted-index/upkeep.ts'
import { generate, type BenchAdvert } from '../link/generate.ts'
import { pipeline, writeBatch, type Batch } from './adverts.ts'

export interface FillInput {
  readonly n: number
  readonly seed: number
  /** A folder that keeps the store; filled when it is empty. Null: a folder of this run, removed at its end. */
  readonly keep: string | null
  readonly say: (text: string) => void
}

export interface Filled {
  readonly app: App
  readonly dataDir: string
  /** Seconds that filling took; null when the store was there. */
  readonly fillSeconds: number | null
  /** Closes the store; one that is not kept is removed. */
  close(): Promise<void>
}

/** What looks at the adverts on their way in, in the order of their ids in the world. */
export interface Looker {
  batch(adverts: readonly BenchAdvert[], ids: readonly number[]): void
  /** All are in. Called once, and not for a store that was there. */
  end(app: App): Promise<void>
}

const batchAdverts = 1_000
/** Batches on their way at once: PostgreSQL writes one while the next is sealed. */
const atOnce = 3
const days = 28
const firstMs = Date.UTC(2026, 0, 1)
/** All days of the adverts are over then. */
const today = '20260301'

/** The store of a world; another world or size in the kept folder is an error in words. */
export async function openFilled(input: FillInput, looker: (dataDir: string) => Looker): Promise<Filled> {
  const dataDir = input.keep ?? mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  mkdirSync(dataDir, { recursive: true })
  const mark = path.join(dataDir, 'filled.json')
  const wanted = JSON.stringify({ n: input.n, seed: input.seed })
  const known = existsSync(mark) ? readFileSync(mark, 'utf8') : null
  if (known !== null && known !== wanted)
    throw new Error(`${dataDir} holds another world (${known}): name an empty folder, or ask for that world.`)
  const app = await openStore(dataDir)
  const close = async (): Promise<void> => {
    await app.close()
    if (input.keep === null) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const started = performance.now()
    if (known === null) {
      await fill(app, input, looker(dataDir))
      writeFileSync(mark, wanted)
    }
    const fillSeconds = known === null ? Math.round((performance.now() - started) / 1_000) : null
    return { app, dataDir, fillSeconds, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens a data folder for a bench; throws what refuses it. `work`: beside a process that holds the folder. */
export async function openStore(dataDir: string, as: 'hold' | 'work' = 'hold'): Promise<App> {
  const settings = { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/bench' }
  const opened = await openApp(settings, as)
  if (opened.kind === 'refused') throw new Error(opened.message)
  return opened.app
}

async function fill(app: App, { n, seed, say }: FillInput, looker: Looker): Promise<void> {
  await makeDemo(app.store)
  const started = performance.now()
  const running = new Set<Promise<void>>()
  let written = 0
  for (const batch of batchesOf(n, seed)) {
    const work: Promise<void> = writeBatch(app, batch).then((ids) => {
      looker.batch(batch.adverts, ids)
      running.delete(work)
      written += batch.adverts.length
      if (written % 20_000 < batch.adverts.length)
        say(`${written} adverts after ${Math.round((performance.now() - started) / 1_000)} s`)
    })
    running.add(work)
    if (running.size >= atOnce) await Promise.race(running)
  }
  await Promise.all(running)
  // As the hourly round leaves it: each day that is over is one segment.
  await withGround(app.store.pool, pipeline, (tx) => cleanIndex(tx, app.keyring, demoMandate, today, []))
  await looker.end(app)
  await app.store.owner.query('vacuum (analyze)')
}

/** Three batches of ten are sealed; times rise evenly over 28 days. */
function* batchesOf(n: number, seed: number): Generator<Batch> {
  let adverts: BenchAdvert[] = []
  let before = 0
  const seen = (at: number): string => new Date(firstMs + Math.floor((at / n) * days * 86_400_000)).toISOString()
  const batch = (): Batch => ({
    adverts,
    seenAt: adverts.map((_, at) => seen(before + at)),
    durable: false,
    state: Math.floor(before / batchAdverts) % 10 < 3 ? 'sealed' : 'open',
    day: seen(before).slice(0, 10).replaceAll('-', '')
  })
  for (const advert of generate(n, seed)) {
    adverts.push(advert)
    if (adverts.length < batchAdverts) continue
    yield batch()
    before += adverts.length
    adverts = []
  }
  if (adverts.length > 0) yield batch()
}
