/** `baken bench search`: time of searching words, phrases and facts with facets among n adverts, three in ten sealed, alone and beside a writer. */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { demoMandate } from '../../src/accountability/demo.ts'
import { search } from '../../src/desk/search/search.ts'
import type { App } from '../../src/run/app.ts'
import { commonNumber } from '../filled/adverts.ts'
import { openFilled, type FillInput, type Looker } from '../filled/store.ts'
import { timed, type Timing } from '../measure.ts'
import { openPeer, type Peer } from './peer.ts'
import { createQuestions, type Question, type Questions } from './questions.ts'
import { startWriter } from './writer.ts'

interface Asked {
  readonly alone: Timing
  /** The same questions again, with what the first time left in memory. */
  readonly again: Timing
  readonly besideWriter?: Timing
  /** Null where SQLite has no such question. */
  readonly sqlite: (Timing & { readonly foundNothing: number }) | null
}

/** Fills a store the way the pipeline writes, then asks. Times are of `search` at the desk, ledger entry included. */
export async function runSearchBench(input: FillInput): Promise<object> {
  const store = await openFilled(input, (dataDir) => lookerOf(dataDir, input))
  const { app, dataDir } = store
  const sqlite = openPeer(path.join(dataDir, 'fts.sqlite'))
  try {
    const asked = JSON.parse(readFileSync(questionsFile(dataDir), 'utf8')) as Questions
    const began = performance.now()
    await askBaken(app, { input: { facets: true, folded: true }, match: null })
    const firstMs = Math.round(performance.now() - began)
    const kinds = await askAll(app, sqlite, asked, input.say)
    const writer = await startWriter(dataDir, input.seed)
    let rate: number
    try {
      await askBesideWriter(app, asked, kinds, input.say)
    } finally {
      rate = await writer.stop()
    }
    return {
      adverts: input.n,
      fillSeconds: store.fillSeconds,
      ...(await sizesOf(app)),
      rssBytes: process.memoryUsage().rss,
      firstMs,
      writerAdvertsPerSecond: rate,
      load: loadavg(),
      kinds
    }
  } finally {
    sqlite.close()
    await store.close()
  }
}

const questionsFile = (dataDir: string): string => path.join(dataDir, 'questions.json')

export function lookerOf(dataDir: string, { n, seed }: FillInput): Looker {
  const questions = createQuestions(n, seed)
  const peer = openPeer(path.join(dataDir, 'fts.sqlite'))
  return {
    batch(adverts) {
      for (const one of adverts) questions.look(one)
      peer.add(adverts)
    },
    async end() {
      peer.close()
      writeFileSync(questionsFile(dataDir), JSON.stringify(questions.asked))
      await Promise.resolve()
    }
  }
}

async function askAll(
  app: App,
  sqlite: Peer,
  asked: Questions,
  say: (text: string) => void
): Promise<Record<string, Asked>> {
  const kinds: Record<string, Asked> = {}
  for (const [kind, list] of Object.entries(asked)) {
    const alone = await timed(list, (one) => askBaken(app, one), app.store.serverPid)
    const again = await timed(list, (one) => askBaken(app, one), app.store.serverPid)
    kinds[kind] = { alone, again, sqlite: await askSqlite(sqlite, list) }
    say(`${kind}: ${words(alone)}; again ${words(again)}; SQLite FTS5 p95 ${kinds[kind].sqlite?.p95Ms ?? '-'} ms`)
  }
  return kinds
}

async function askBesideWriter(
  app: App,
  asked: Questions,
  kinds: Record<string, Asked>,
  say: (text: string) => void
): Promise<void> {
  for (const [kind, list] of Object.entries(asked)) {
    const besideWriter = await timed(list, (one) => askBaken(app, one))
    kinds[kind] = { ...kinds[kind]!, besideWriter }
    say(`${kind}, beside a writer: ${words(besideWriter)}`)
  }
}

function words({ p50Ms, p95Ms, cpuMs, postgresqlCpuMs }: Timing): string {
  return `p50 ${p50Ms} ms, p95 ${p95Ms} ms, CPU ${cpuMs} + ${postgresqlCpuMs ?? '?'} ms`
}

async function askBaken(app: App, { input }: Question): Promise<void> {
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  const outcome = await search(app.store.pool, { user: 'analyst', mandate: demoMandate }, vault, input)
  // A word beside the common number, or on one site, may stand in no advert.
  const mayBeNone = input.fact === commonNumber || input.site !== undefined
  if (outcome.kind !== 'done' || (outcome.value.count.value === 0 && !mayBeNone))
    throw new Error(`${JSON.stringify(input)} found nothing: ${JSON.stringify(outcome)}`)
}

async function askSqlite(sqlite: Peer, list: readonly Question[]): Promise<Asked['sqlite']> {
  const matches = list.flatMap((one) => one.match ?? [])
  if (matches.length === 0) return null
  let foundNothing = 0
  const timing = await timed(matches, (match) => void (sqlite.ask(match) || foundNothing++))
  return { ...timing, foundNothing }
}

async function sizesOf(app: App): Promise<object> {
  const { rows } = await app.store.owner.query<{ indexBytes: number; segments: number; sealed: number }>(
    `select (pg_total_relation_size('baken.index_bucket') + pg_total_relation_size('baken.index_segment'))::float8 as "indexBytes",
       (select reltuples::int from pg_class where oid = 'baken.index_segment'::regclass) as segments,
       (select count(*)::int from advert where state = 'sealed') as sealed`
  )
  return rows[0]!
}
