/** Who has the database and evidence without the keys, and knows a thousand of the adverts, reads nothing of the others. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { generate } from '../../bench/link/generate.ts'
import { eraseDue } from '../../src/accountability/retention.ts'
import { demoMandate } from '../../src/accountability/demo.ts'
import { search } from '../../src/desk/search.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { openSegment, type SegmentRow } from '../../src/store/inverted-index/segment.ts'
import { runningServer } from '../support/database.ts'
import { wordsOf } from '../../src/text/words.ts'
import { places } from '../support/clear-addresses.ts'
import { baken, scratch } from '../support/baken.ts'
import { knownTextAttack, tokensOf, type Watched } from '../support/known-text.ts'

const knownAdverts = 1_000
const adverts = 1_500

/** Structure, which the database does tell: sites, what was opened and why, and which adverts belong together. */
const structure = new Set([
  'advert.site',
  'advert.source_id',
  'advert.template_id',
  'advert.network_id',
  'advert.opened_at',
  'advert.opened_because',
  'capture.source_id',
  'capture.opened_at',
  'capture.opened_because',
  'network_membership.network_id'
])

/** Facts as keyed hashes, which linking joins adverts by: SECURITY.md says what they tell. */
const ofTheLinker = new Set(['fact', 'link', 'judgement'])

let folder: ReturnType<typeof scratch>
let data: string
let app: App
let root: pg.Client
/** The words of each advert by its id in the database. */
const texts = new Map<number, string[]>()

before(async () => {
  folder = scratch('known-text')
  data = path.join(folder.folder, 'data')
  const file = path.join(folder.folder, 'adverts.jsonl')
  const made = [...generate(adverts, 31)]
  const lines = made.map((one) => ({
    id: `k${one.id}`,
    site: `site-${one.site}.example`,
    url: `https://site-${one.site}.example/${one.id}`,
    title: one.title,
    body: one.body
  }))
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  const settings = { dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }
  const opened = await openApp(settings, 'hold')
  if (opened.kind !== 'app') assert.fail(opened.message)
  app = opened.app
  const server = runningServer(data)
  assert.ok(server !== null)
  const { socketDir: host, port, superuser: user, password } = server
  root = new pg.Client({ host, port, user, password, database: 'baken', options: '-c search_path=baken' })
  await root.connect()
  for (const [id, { url }] of await places(root, app.keyring)) {
    const one = made[Number(url.split('/').at(-1))]
    texts.set(id, wordsOf(`${one.title}\n${one.body}`))
  }
  assert.equal(texts.size, adverts)
})
after(async () => {
  await root.end()
  await app.close()
  folder.remove()
})

test('T4 known adverts give nothing of the words of others away: no value beside an advert stands for a word', async () => {
  const tokens = await tokensBeside()
  const watched = [...texts].map(([id, words]): Watched => ({ words, tokens: tokens.get(id) ?? new Set() }))
  const result = attack(watched)
  assert.ok(result.positions > 10_000, 'there was nothing to read')
  assert.ok(result.read < 0.02, `read ${(100 * result.read).toFixed(1)} % of the words of others`)
  // The attack is one that works: one keyed token a word, as the index was before, gives the texts back.
  const blind = (word: string): string => createHmac('sha256', 'key').update(word).digest('hex').slice(0, 12)
  const substituted = watched.map(({ words }) => ({ words, tokens: new Set(words.map(blind)) }))
  assert.ok(attack(substituted).read > 0.7, 'the attack reads nothing even where it could')
})

test('T4 the files of database and evidence hold no word that only adverts have, in no usual coding', () => {
  const rare = rareWords()
  assert.ok(rare.length > 50, 'there was nothing to look for')
  const wanted = new Set(rare)
  const found = new Set<string>()
  let files = 0
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    if (name.startsWith('keys')) continue
    const bytes = contentOf(path.join(data, name))
    if (bytes === null) continue
    files++
    const narrow = bytes.toString('latin1').toLowerCase()
    for (const text of [narrow, narrow.replaceAll('\0', '')])
      for (const [word] of text.matchAll(/[a-z]{9,}/g)) if (wanted.has(word)) found.add(word)
  }
  assert.ok(files > 100)
  assert.deepEqual([...found], [])
})

test('T18 after erasing, none of the keys that are left opens an old copy of the index, and words are found in what was opened only', async () => {
  const ground = { user: 'analyst', mandate: demoMandate }
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  const found = async (word: string): Promise<number> => {
    // In quotation marks, since a bare word also finds its inflected forms.
    const answer = await search(app.store.pool, ground, vault, { q: `"${word}"` })
    return answer.kind === 'done' ? answer.value.count.value : assert.fail(answer.kind)
  }
  const { rows: open } = await root.query<{ id: number }>(`select id from advert where state = 'open'`)
  assert.ok(open.length > 0 && open.length < adverts, 'nothing was opened, or everything')
  const having = (word: string, ids: Iterable<number>): number =>
    [...ids].filter((id) => texts.get(id)?.includes(word)).length
  const ofOpened = [...new Set(open.flatMap(({ id }) => texts.get(id) ?? []))].filter((word) =>
    /^\p{L}{4,}$/u.test(word)
  )
  // Words that no site adds to its adverts: what a site repeats is no part of an advert's text.
  const words: string[] = []
  for (const word of ofOpened) {
    if (words.length === 20) break
    if ((await found(word)) === having(word, texts.keys())) words.push(word)
  }
  assert.equal(words.length, 20)
  const { rows: copy } = await root.query<SegmentRow>('select * from index_segment')
  const opens = (): number => copy.filter((row) => openSegment(app.keyring, row) !== null).length
  assert.equal(opens(), copy.length)
  const later = new Date(Date.now() + 40 * 86_400_000)
  await eraseDue(app.store, app.keyring, later)
  assert.equal(opens(), copy.length, 'keys go one run after the rows')
  await eraseDue(app.store, app.keyring, later)
  // Another process has the keys for five seconds at most; this one looks at the disk.
  assert.equal(opens(), 0)
  for (const word of words)
    assert.equal(
      await found(word),
      having(
        word,
        open.map(({ id }) => id)
      ),
      word
    )
})

function attack(watched: readonly Watched[]): ReturnType<typeof knownTextAttack> {
  // Every third is unknown: all days, sites and hands are among the known.
  const known = watched.filter((_, at) => at % 3 !== 2).slice(0, knownAdverts)
  return knownTextAttack(
    known,
    watched.filter((one) => !known.includes(one))
  )
}

/** All values of all tables that can be tied to an advert: by its id, its versions, its captures, or the segment that holds it. */
async function tokensBeside(): Promise<Map<number, Set<string>>> {
  const beside = new Map<number, Set<string>>([...texts.keys()].map((id) => [id, new Set()]))
  const { rows: sightings } = await root.query<{ id: number; advert_id: number; capture_id: string }>(
    'select id::int as id, advert_id, capture_id from sighting'
  )
  const bySighting = new Map(sightings.map((row) => [row.id, row.advert_id]))
  const byCapture = new Map(sightings.map((row) => [row.capture_id, row.advert_id]))
  const { rows: tables } = await root.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'baken' group by 1 order by 1`
  )
  const seen: string[] = []
  for (const { name, columns } of tables.filter((one) => !ofTheLinker.has(one.name))) {
    const { rows } = await root.query<Record<string, unknown>>(`select * from "${name}"`)
    for (const row of rows) {
      const id =
        name === 'advert'
          ? row.id
          : columns.includes('advert_id')
            ? row.advert_id
            : columns.includes('sighting_id') && name !== 'advert'
              ? bySighting.get(Number(row.sighting_id))
              : byCapture.get(String(name === 'capture' ? row.id : row.capture_id))
      const set = beside.get(Number(id))
      if (set === undefined) continue
      seen.push(name)
      for (const [column, value] of Object.entries(row))
        if (!structure.has(`${name}.${column}`))
          for (const token of tokensOf(`${name}.${column}`, value)) set.add(token)
    }
  }
  await segmentTokens(beside)
  for (const name of ['advert', 'sighting', 'capture', 'capture_key']) assert.ok(seen.includes(name), name)
  return beside
}

/** Each bucket, with its size and beginning, lies beside every advert of its segment. */
async function segmentTokens(beside: ReadonlyMap<number, Set<string>>): Promise<void> {
  const { rows } = await root.query<{ docs: Buffer; bucket: number; postings: Buffer; positions: Buffer }>(
    'select s.docs, b.bucket, b.postings, b.positions from index_segment s join index_bucket b on b.segment_id = s.id'
  )
  assert.ok(rows.length > 0)
  for (const { docs, bucket, postings, positions } of rows) {
    const tokens = [postings, positions].flatMap((sealed) => [
      sealed.toString('hex', 0, 8),
      `${bucket}: ${sealed.length}`
    ])
    for (let at = 0; at < docs.length; at += 24) {
      const set = beside.get(docs.readInt32LE(at))
      for (const token of tokens) set?.add(token)
    }
  }
}

/** Long words of the adverts that are in no file of the product, so that finding them can only come from the adverts. */
function rareWords(): string[] {
  const words = new Set([...texts.values()].flat().filter((word) => /^[a-z]{9,}$/.test(word)))
  const own = ['data', 'src'].map((name) => sourceText(path.join(import.meta.dirname, '../..', name))).join('\n')
  return [...words].filter((word) => !own.includes(word))
}

function sourceText(from: string): string {
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .map((name) => contentOf(path.join(from, name))?.toString('utf8').toLowerCase() ?? '')
    .join('\n')
}

function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null // A folder, or a file that the database removed meanwhile.
  }
}
