/** `baken bench search`: time of searching words, phrases and facts with facets among n adverts, three in ten sealed, beside SQLite FTS5 on the same texts. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { demoMandate, makeDemo } from '../src/accountability/demo.ts'
import { search, type SearchInput } from '../src/desk/search/search.ts'
import { newDataKey } from '../src/evidence/seal.ts'
import type { CaptureId } from '../src/model/ids.ts'
import type { SealedReading } from '../src/model/reading.ts'
import { openApp, type App } from '../src/run/app.ts'
import { addressKey, urlMac } from '../src/store/sealed/address-mac.ts'
import { upsertAdverts } from '../src/store/adverts/adverts.ts'
import { withGround } from '../src/store/ground.ts'
import { termsOf } from '../src/store/inverted-index/terms.ts'
import { cleanIndex, mergeIndex } from '../src/store/inverted-index/upkeep.ts'
import { addToIndex } from '../src/store/inverted-index/write.ts'
import { sealReading } from '../src/store/sealed/readings.ts'
import { sealPlace } from '../src/store/sealed/sealed-address.ts'
import { insertSightings } from '../src/store/adverts/versions.ts'
import { wordsOf } from '../src/text/words.ts'
import { insertCaptureRows } from './search-captures.ts'
import { generate, type BenchAdvert, type BenchFact } from './link/generate.ts'
import { random, type Random } from './link/random.ts'

const batchAdverts = 500
const days = 28
const questions = 150
const pipeline = { user: 'pipeline', mandate: demoMandate }

interface Timing {
  readonly questions: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly worstMs: number
  /** CPU of the asking process a question; PostgreSQL's is its own. */
  readonly cpuMs: number
}

/** Fills a store of its own the way the pipeline writes, then asks. Times are of `search` at the desk, ledger entry included. */
export async function runSearchBench(input: {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}): Promise<object> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const settings = { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/bench' }
  const opened = await openApp(settings, 'hold')
  if (opened.kind === 'refused') throw new Error(opened.message)
  const { app } = opened
  const sqlite = new DatabaseSync(path.join(dataDir, 'fts.sqlite'))
  try {
    await makeDemo(app.store)
    const asked = await fill(app, sqlite, input)
    // As the hourly round leaves it: each day that is over is one segment.
    await withGround(app.store.pool, pipeline, (tx) => cleanIndex(tx, app.keyring, demoMandate, '20260301', []))
    await app.store.owner.query('analyze')
    const kinds: Record<string, { baken: Timing; sqlite: Timing }> = {}
    for (const [kind, list] of Object.entries(asked)) {
      const baken = await timed(list, (one) => askBaken(app, one.input))
      kinds[kind] = { baken, sqlite: await timed(list, async (one) => askSqlite(sqlite, one.match)) }
      input.say(`${kind}: p95 ${kinds[kind].baken.p95Ms} ms, SQLite FTS5 ${kinds[kind].sqlite.p95Ms} ms`)
    }
    const { rows } = await app.store.owner.query<{ bytes: number; segments: number }>(
      `select (select pg_total_relation_size('baken.index_bucket') + pg_total_relation_size('baken.index_segment'))::float8 as bytes,
         (select reltuples::int from pg_class where oid = 'baken.index_segment'::regclass) as segments`
    )
    return { adverts: input.n, ...rows[0], rssBytes: process.memoryUsage().rss, kinds }
  } finally {
    sqlite.close()
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Question {
  readonly input: SearchInput
  readonly match: string
}

async function fill(
  app: App,
  sqlite: DatabaseSync,
  { n, seed, say }: { readonly n: number; readonly seed: number; readonly say: (text: string) => void }
): Promise<Record<string, Question[]>> {
  sqlite.exec('create virtual table advert using fts5(text)')
  const insert = sqlite.prepare('insert into advert(text) values (?)')
  const draw = random(seed, 77)
  const asked: Record<string, Question[]> = { words: [], 'two words': [], phrases: [], facts: [], 'a fact in 14 %': [] }
  let batch: BenchAdvert[] = []
  let written = 0
  let indexMs = 0
  for (const advert of generate(n, seed)) {
    batch.push(advert)
    if (draw.chance(Math.min(1, (questions * 4) / n))) ask(asked, advert, draw)
    if (batch.length < batchAdverts && written + batch.length < n) continue
    indexMs += await writeBatch(app, batch, written)
    sqlite.exec('begin')
    for (const one of batch) insert.run(`${one.title}\n${one.body}\n${factsOf(one).map(factWord).join(' ')}`)
    sqlite.exec('commit')
    written += batch.length
    batch = []
    if (written % 50_000 === 0) say(`${written} adverts, ${(indexMs / written).toFixed(3)} ms an advert for the index`)
  }
  return asked
}

/** A question from the words of one advert: the common ones come as often as they stand in texts. */
function ask(asked: Record<string, Question[]>, advert: BenchAdvert, draw: Random): void {
  const words = wordsOf(advert.body).filter((word) => /^[a-z]{2,}$/.test(word))
  if (words.length < 4) return
  const at = draw.int(0, words.length - 3)
  add('words', { q: words[at] }, `"${words[at]}"`)
  add('two words', { q: `${words[at]} ${words[at + 2]}` }, `"${words[at]}" "${words[at + 2]}"`)
  const run = wordsOf(advert.body)
  const from = draw.int(0, Math.max(0, run.length - 3))
  const phrase = run.slice(from, from + 3).join(' ')
  add('phrases', { q: `"${phrase}"` }, `"${phrase}"`)
  add('a fact in 14 %', { q: words[at + 1], fact: commonNumber }, `"${words[at + 1]}" ${factWord(commonFact)}`)
  const fact = advert.facts.find((one) => one.kind === 'phone' || one.kind === 'email')
  if (fact !== undefined) add('facts', { fact: fact.value }, factWord(fact))

  function add(kind: string, question: SearchInput, match: string): void {
    if (asked[kind].length < questions) asked[kind].push({ input: { ...question, facets: true, folded: true }, match })
  }
}

/** A number that one in seven adverts states: the worst that a fact can be. */
const commonNumber = '+31612345678'
const commonFact: BenchFact = { kind: 'phone', value: commonNumber, confidence: 1 }

function factsOf(advert: BenchAdvert): readonly BenchFact[] {
  return advert.id % 7 === 0 ? [...advert.facts, commonFact] : advert.facts
}

/** Numbers of the generator are national; the product keeps them with their country. */
function normal({ kind, value }: BenchFact): { kind: BenchFact['kind']; value: string } {
  return { kind, value: kind === 'phone' && value.startsWith('0') ? `+31${value.slice(1)}` : value }
}

function factWord(fact: { readonly kind: string; readonly value: string }): string {
  return `fact${Buffer.from(`${fact.kind}${fact.value}`).toString('hex')}`
}

/** Returns the milliseconds that the index took. */
async function writeBatch(app: App, batch: readonly BenchAdvert[], before: number): Promise<number> {
  const day = `202601${String((Math.floor(before / batchAdverts) % days) + 1).padStart(2, '0')}`
  const sealed = Math.floor(before / batchAdverts) % 10 < 3
  const under = sealed ? app.keyring.epochKey(demoMandate, day, true) : app.keyring.keptKey(demoMandate, true)
  if (under.kind !== 'key') throw new Error('no key')
  const macKey = addressKey(app.keyring, demoMandate)
  const seen = (at: number): string => new Date(Date.UTC(2026, 0, 1) + (before + at) * 1_000).toISOString()
  return withGround(app.store.pool, pipeline, async (tx) => {
    const state = sealed ? 'sealed' : 'open'
    const ids = batch.map(() => randomUUID())
    const keys = batch.map(newDataKey)
    await insertCaptureRows(tx, pipeline, { batch, ids, keys, macKey, seen, state, under: under.key })
    const rows = await upsertAdverts(
      tx,
      demoMandate,
      batch.map((one, at) => ({
        sourceId: null,
        site: one.site,
        urlMac: urlMac(macKey, `https://${one.site}/${one.id}`),
        key: 'page',
        firstSeen: seen(at),
        lastSeen: seen(at),
        postedAt: seen(at),
        state
      }))
    )
    const readings = batch.map(readingOf)
    const sightings = await insertSightings(
      tx,
      demoMandate,
      rows.map((row, at) => ({
        advertId: row.id,
        captureId: ids[at],
        version: 1,
        versions: 1,
        seenAt: seen(at),
        textMac: Buffer.alloc(32),
        reading: sealReading(keys[at], ids[at] as CaptureId, 'page', readings[at]),
        place: sealPlace(keys[at], ids[at] as CaptureId, {
          url: `https://${batch[at].site}/${batch[at].id}`,
          key: 'page'
        })
      })),
      { read: 1, extract: 1 }
    )
    const started = performance.now()
    const versions = rows.map((row, at) => ({
      advertId: row.id,
      sightingId: sightings[at],
      seenAt: seen(at),
      kek: under.key.name,
      terms: termsOf(readings[at].text, [
        ...factsOf(batch[at]).map(normal),
        { kind: 'place', value: batch[at].place },
        { kind: 'language', value: 'nl' }
      ])
    }))
    await addToIndex(tx, app.keyring, demoMandate, versions)
    await mergeIndex(tx, app.keyring, demoMandate, [under.key.name])
    return performance.now() - started
  })
}

function readingOf(advert: BenchAdvert): SealedReading {
  return {
    title: advert.title,
    body: advert.body,
    text: `${advert.title}\n${advert.body}`,
    language: 'nl',
    account: null,
    seller: null,
    category: null,
    city: null,
    price: null,
    phoneField: null,
    postedAt: null,
    images: [],
    facts: []
  }
}

async function askBaken(app: App, input: SearchInput): Promise<void> {
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  const outcome = await search(app.store.pool, { user: 'analyst', mandate: demoMandate }, vault, input)
  // A word beside the common number may stand in no advert that states it.
  if (outcome.kind !== 'done' || (outcome.value.count.value === 0 && input.fact !== commonNumber))
    throw new Error(`${JSON.stringify(input)} found nothing: ${JSON.stringify(outcome)}`)
}

function askSqlite(sqlite: DatabaseSync, match: string): void {
  const newest = sqlite.prepare('select rowid, text from advert where advert match ? order by rowid desc limit 25')
  const counted = sqlite.prepare('select count(*) as n from advert where advert match ?').get(match)
  if ((newest.all(match).length === 0 || counted?.n === 0) && !match.endsWith(factWord(commonFact)))
    throw new Error(`${match} found nothing`)
}

/** The first tenth warms up and is not counted. */
async function timed(list: readonly Question[], run: (one: Question) => Promise<void>): Promise<Timing> {
  const times: number[] = []
  const before = process.cpuUsage()
  for (const [at, one] of list.entries()) {
    const started = performance.now()
    await run(one)
    if (at >= list.length / 10) times.push(performance.now() - started)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const share = (part: number): number => Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10
  return {
    questions: times.length,
    p50Ms: share(0.5),
    p95Ms: share(0.95),
    worstMs: share(0.9999),
    cpuMs: Math.round((user + system) / list.length / 100) / 10
  }
}
