/** Who has the database and evidence without the keys, and knows a thousand of the adverts, reads nothing of the others. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { generate } from '../../../bench/link/generate.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { demoMandate } from '../../../src/accountability/demo.ts'
import { search } from '../../../src/desk/search/search.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { openSegment, type SegmentRow } from '../../../src/store/inverted-index/segment.ts'
import { superuserOf } from '../../support/superuser.ts'
import { wordsOf } from '../../../src/text/words.ts'
import { places } from '../../support/clear-addresses.ts'
import { baken, scratch } from '../../support/baken.ts'
import { knownTextAttack, tokensOf, type Watched } from '../../support/known-text.ts'

const knownAdverts = 1_000
const adverts = 1_500

/** Which adverts belong together: structure, which the database does tell. Sites, times, counts and all else are attacked. */
const structure = new Set([
  'advert.network_id',
  'network_membership.network_id',
  'link.a',
  'link.b',
  'judgement.a',
  'judgement.b',
  'signal.id',
  'signal.network_id'
])

let folder: ReturnType<typeof scratch>
let data: string
let app: App
let root: pg.Pool
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
  root = superuserOf(data)
  for (const [id, { url }] of await places(root, app.keyring)) {
    const one = made[Number(url.split('/').at(-1))]!
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
  const beside = await tokensBeside()
  const watchedBy = (counts: (column: string) => boolean): Watched[] =>
    [...texts].map(([id, words]) => {
      const columns = [...(beside.get(id) ?? [])].filter(([column]) => counts(column))
      return { words, tokens: new Set(columns.flatMap(([, tokens]) => [...tokens])) }
    })
  const watched = watchedBy((column) => !structure.has(column))
  const result = attack(watched)
  assert.ok(result.positions > 10_000, 'there was nothing to read')
  assert.ok(result.read < 0.02, `read ${(100 * result.read).toFixed(1)} % of the words of others`)
  // Who belongs together says what copies of a text say: measured, so that it does not grow unseen.
  const { read: withStructure } = attack(watchedBy(() => true))
  assert.ok(withStructure < 0.07, `with structure ${(100 * withStructure).toFixed(1)} %`)
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

/** What stands beside each advert, by column: its own row and those of its versions, captures, facts, links, judgements, signals and segments. */
type Beside = Map<number, Map<string, Set<string>>>

async function tokensBeside(): Promise<Beside> {
  const beside: Beside = new Map([...texts.keys()].map((id) => [id, new Map()]))
  const { rows: sightings } = await root.query<{ id: number; advert_id: number; capture_id: string }>(
    'select id::int as id, advert_id, capture_id from sighting'
  )
  const bySighting = new Map(sightings.map((row) => [row.id, row.advert_id]))
  const byCapture = new Map(sightings.map((row) => [row.capture_id, row.advert_id]))
  const { rows: members } = await root.query<{ id: number; network_id: number }>(
    'select id, network_id from advert where network_id is not null'
  )
  const byNetwork = Map.groupBy(members, (row) => row.network_id)
  const { rows: tables } = await root.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'baken' group by 1 order by 1`
  )
  const advertsOf = (name: string, columns: readonly string[], row: Record<string, unknown>): unknown[] => {
    if (name === 'advert') return [row.id]
    if (name === 'signal') return (byNetwork.get(Number(row.network_id)) ?? []).map((one) => one.id)
    if (columns.includes('advert_id')) return [row.advert_id]
    if (columns.includes('a') && columns.includes('b')) return [row.a, row.b]
    if (columns.includes('sighting_id')) return [bySighting.get(Number(row.sighting_id))]
    return [byCapture.get(String(name === 'capture' ? row.id : row.capture_id))]
  }
  const seen = new Set<string>()
  for (const { name, columns } of tables) {
    const { rows } = await root.query<Record<string, unknown>>(`select * from "${name}"`)
    for (const row of rows)
      for (const id of advertsOf(name, columns, row)) {
        if (!beside.has(Number(id))) continue
        seen.add(name)
        for (const [column, value] of Object.entries(row))
          put(beside, Number(id), `${name}.${column}`, tokensOf(`${name}.${column}`, value))
      }
  }
  await segmentTokens(beside)
  for (const name of ['advert', 'sighting', 'capture', 'capture_key', 'fact', 'link', 'signal'])
    assert.ok(seen.has(name), name)
  return beside
}

function put(beside: Beside, id: number, column: string, tokens: Iterable<string>): void {
  const columns = beside.get(id)
  if (columns === undefined) return
  const known = columns.get(column) ?? new Set()
  for (const token of tokens) known.add(token)
  columns.set(column, known)
}

/** Each bucket, with its size and beginning, lies beside every advert of its segment. */
async function segmentTokens(beside: Beside): Promise<void> {
  const { rows } = await root.query<{ docs: Buffer; bucket: number; postings: Buffer; positions: Buffer }>(
    'select s.docs, b.bucket, b.postings, b.positions from index_segment s join index_bucket b on b.segment_id = s.id'
  )
  assert.ok(rows.length > 0)
  for (const { docs, bucket, postings, positions } of rows) {
    const tokens = [postings, positions].flatMap((sealed) => [
      sealed.toString('hex', 0, 8),
      `${bucket}: ${sealed.length}`
    ])
    for (let at = 0; at < docs.length; at += 24) put(beside, docs.readInt32LE(at), 'index_bucket', tokens)
  }
}

/** Long words of the adverts that are in no file of the product, so that finding them can only come from the adverts. */
function rareWords(): string[] {
  const words = new Set([...texts.values()].flat().filter((word) => /^[a-z]{9,}$/.test(word)))
  const own = ['data', 'src'].map((name) => sourceText(path.join(import.meta.dirname, '../../..', name))).join('\n')
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
