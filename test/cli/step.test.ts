/** `baken step`: the same facts and networks as the service, whatever the order and the parts of the lines, and bad lines named. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pairsOf } from '../../bench/worlds/metrics.ts'
import { lineOf, makeWorld } from '../../bench/worlds/world.ts'
import { openKeyring } from '../../src/evidence/keys.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { baken, endAll, jsonLines, scratch, type Ran } from '../support/baken.ts'

const seed = 40
const texts = makeWorld(400, seed).map((advert, nth) => JSON.stringify({ ...lineOf(advert, nth), region: 'NL' }))
let folder: ReturnType<typeof scratch>
let key: string
/** What the steps make of all lines at once. */
let extracted: string
let prints: string
let components: string

const dataOf = (): string => path.join(folder.folder, 'data')

const step = (name: string, lines: string, ...more: string[]): Promise<Ran> => baken(['step', name, ...more], {}, lines)

async function well(name: string, lines: string, ...more: string[]): Promise<string> {
  const ran = await step(name, lines, ...more)
  assert.equal(ran.code, 0, ran.stderr)
  return ran.stdout
}

before(async () => {
  folder = scratch('step')
  key = path.join(folder.folder, 'key')
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(file, texts.join('\n'))
  const imported = await baken(['import', file, '--demo', '--data', dataOf()])
  assert.equal(imported.code, 0, imported.stderr)
  // Each mandate has a key of its own; which words of a text are compared depends on it.
  const opened = openKeyring(dataOf())
  assert.ok(opened.kind === 'keyring')
  const own = opened.keyring.blindKey('oefening' as MandateId, false)
  assert.ok(own.kind === 'key')
  writeFileSync(key, own.key.bytes)
  extracted = await well('extract', texts.join('\n'))
  prints = await well('fingerprint', extracted, '--key', key)
  components = await well('link-components', prints)
})
after(async () => {
  await endAll()
  folder.remove()
})

test('lines in any number of parts and any order give the same bytes', async () => {
  const parts = 3
  const of = (nth: number): string => texts.filter((_, at) => at % parts === nth).join('\n')
  const each = Array.from({ length: parts }, (_, nth) =>
    well('extract', of(nth)).then((part) => well('fingerprint', part, '--key', key))
  )
  const joined = (await Promise.all(each)).join('')
  assert.deepEqual(joined.split('\n').toSorted(), prints.split('\n').toSorted())
  assert.equal(await well('link-components', joined), components)
})

test('facts and networks are those of an import into the service', async () => {
  const data = dataOf()
  const rows = jsonLines(await baken(['export', 'networks', '--data', data]))
  const own = new Map(lines(components).map((row) => [row['advert'], row]))
  assert.equal(own.size, rows.length)
  // The service links as adverts come and settles at the end: with some keys one text ends in another template than here.
  for (const name of ['network', 'template']) {
    const label = (row: Record<string, unknown> | undefined, id: unknown): string =>
      JSON.stringify(row?.[name] ?? { alone: id })
    const theirs = rows.map((row) => label(row, row['advert']))
    const ours = rows.map((row) => label(own.get(row['advert']), row['advert']))
    assert.ok(new Set(ours).size > 20 && new Set(ours).size < texts.length - 20, 'there is something to compare')
    const { f1 } = pairsOf(theirs, ours)
    assert.ok(f1 >= 0.95, `${name}: pairwise F1 ${f1}`)
  }
  const facts = Map.groupBy(jsonLines(await baken(['export', 'facts', '--data', data])), (row) => row['advert'])
  const byId = new Map(lines(extracted).map((row) => [row['id'], row['reading'] as { facts: Fact[] }]))
  assert.ok(facts.size > 0, 'adverts of signals are open')
  for (const [id, theirs] of facts)
    assert.deepEqual(byId.get(id)?.facts.map(said), (theirs as unknown as Fact[]).map(said), String(id))
})

test('adverts of one network share blocks, and a block tells no word or value', async () => {
  const blocks = lines(await well('link-candidates', prints))
  const joined = new Map<string, string>()
  const root = (name: string): string => (joined.has(name) ? root(joined.get(name) ?? name) : name)
  for (const { block, id } of blocks) {
    const [a, b] = [root(`advert ${String(id)}`), root(`block ${String(block)}`)]
    if (a !== b) joined.set(a, b)
    assert.match(
      String(block),
      /^(?:(?:phone|email|handle|url|account):[0-9a-f]{16}|text:[0-9a-f]{8}|picture:\d+:[0-9a-f]{4})$/
    )
  }
  for (const members of Map.groupBy(lines(components), (row) => row['network']).values())
    if (members[0]?.['network'] !== null)
      assert.equal(new Set(members.map((row) => root(`advert ${String(row['advert'])}`))).size, 1)
})

test('a page goes the whole way: what read leaves, extract takes, one row an advert', async () => {
  const advert = (place: string, phone: string): string =>
    `<article><h2>Kamer in ${place}</h2><p>Rustige kamer met tuin in ${place}, voor wie er werkt. Bel ${phone}.</p></article>`
  const html = `<!doctype html><title>Kamer in Ede</title><main><h1>Kamer in Ede</h1>${advert('Ede', '06 10 12 34 50')}<p>Geplaatst op 3 maart 2026.</p></main>`
  const page = {
    id: 'p1',
    url: 'https://kamers.example/ede',
    seenAt: '2026-03-04T10:00:00Z',
    headers: { 'Content-Type': 'text/html' }
  }
  const asText = await well('read', JSON.stringify({ ...page, text: html }))
  assert.equal(await well('read', JSON.stringify({ ...page, body: Buffer.from(html).toString('base64') })), asText)
  const [read] = lines(asText)
  assert.equal(read?.['kind'], 'advert')
  const [one, ...none] = lines(await well('extract', asText)) as {
    id: string
    site: string
    day: number
    reading: { facts: Fact[] }
  }[]
  assert.deepEqual([one?.id, one?.site, none], ['p1 page', 'kamers.example', []])
  assert.equal(one?.day, Math.floor(Date.parse('2026-03-03') / 86_400_000))
  assert.deepEqual(
    one?.reading.facts.filter((fact) => fact.kind === 'phone').map((fact) => fact.value),
    ['+31610123450']
  )
})

test('a bad line is named with what is wrong, the rest is done, and the exit code is 1', async () => {
  const [good = ''] = texts
  const fields = JSON.parse(good) as Record<string, unknown>
  const { url, ...nothing } = fields
  const bad: [string, string, RegExp][] = [
    ['extract', 'nonsense', /not a page of the read step, or an advert/],
    ['extract', '[1]', /not a page/],
    ['extract', JSON.stringify({ ...fields, id: undefined }), /it has no "id"/],
    ['extract', JSON.stringify({ ...fields, posted_at: '3 maart', seen_at: undefined }), /it names no moment/],
    ['extract', JSON.stringify({ ...fields, region: 'Nederland' }), /its "region"/],
    ['extract', JSON.stringify({ ...fields, timezone: 'Mars/Olympus' }), /its "timezone"/],
    ['extract', JSON.stringify({ id: 1, adverts: [{}] }), /no page of the read step: .*required/],
    ['read', JSON.stringify({ url, seenAt: 'gisteren', text: '' }), /its "seenAt" "gisteren" is no moment/],
    [
      'read',
      JSON.stringify({ url: 'ftp://a.example/', seenAt: '2026-01-01T00:00:00Z', text: '' }),
      /its address is refused/
    ],
    [
      'read',
      JSON.stringify({ url, seenAt: '2026-01-01T00:00:00Z', file: '/no/such' }),
      /the file \/no\/such cannot be read/
    ],
    ['read', JSON.stringify({ url, seenAt: '2026-01-01T00:00:00Z', text: '', status: 42 }), /its "status"/],
    ['read', JSON.stringify({ url, seenAt: '2026-01-01T00:00:00Z', text: '', headers: { a: 1 } }), /its "headers"/],
    ['read', JSON.stringify({ url, seenAt: '2026-01-01T00:00:00Z' }), /not a JSON object with a "url"/],
    ['link-components', JSON.stringify(nothing), /no advert of the fingerprint step/],
    ['link-components', changed((one) => ({ ...one, version: 1 })), /its fingerprint is of version 1/],
    ['link-candidates', changed((one) => ({ ...one, features: 'AgAAAAEAAAA=' })), /its features are no rising numbers/]
  ]
  const firsts: Record<string, string> = {
    extract: good,
    read: JSON.stringify({ url: 'https://a.example/', seenAt: '2026-01-01T00:00:00Z', text: '<p>Kast</p>' }),
    'link-components': prints.split('\n')[0] ?? '',
    'link-candidates': prints.split('\n')[0] ?? ''
  }
  for (const [name, first] of Object.entries(firsts)) {
    const of = bad.filter((one) => one[0] === name)
    const ran = await step(name, [first, ...of.map(([, line]) => line)].join('\n'))
    assert.equal(ran.code, 1, name)
    for (const [at, [, , says]] of of.entries())
      assert.match(ran.stderr, new RegExp(`^line ${at + 2}: ${says.source}.*: skipped$`, 'm'))
    assert.match(ran.stderr, new RegExp(`${of.length} of ${of.length + 1} lines could not be used`))
    assert.ok(jsonLines(ran).length > 0, 'the first line was done')
  }
  const wrong = [
    ['none'],
    ['fingerprint'],
    ['extract', 'a', 'b'],
    ['fingerprint', '--key', '/no/such'],
    ['extract', '/no/such']
  ]
  for (const ran of await Promise.all(wrong.map((args) => baken(['step', ...args]))))
    assert.equal(ran.code, 2, ran.stderr)
  writeFileSync(path.join(folder.folder, 'short'), 'short')
  assert.equal((await step('fingerprint', '', '--key', path.join(folder.folder, 'short'))).code, 2)
  const other = await step('extract', good, '--version', '1')
  assert.deepEqual([other.code, other.stdout], [3, ''])
})

interface Fact {
  readonly kind: string
  readonly value: string
  readonly start: number
}

function said({ kind, value, start }: Fact): string {
  return `${kind} ${value} ${start}`
}

function lines(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]))
}

function changed(change: (one: Record<string, unknown>) => object): string {
  return JSON.stringify(change(lines(prints)[0] ?? {}))
}
