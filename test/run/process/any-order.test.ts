/** One outcome for any order, any batches, any repetition and any restart: captures come in shuffled, cut and twice, and all that follows is compared. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addMandate } from '../../../src/accountability/mandates/mandates.ts'
import { exportRows } from '../../../src/desk/exports/export.ts'
import type { ExportKind } from '../../../src/desk/exports/export-kinds.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { startEngine } from '../../../src/run/engine.ts'
import { importFiles, newCounts } from '../../../src/run/import/import-files.ts'
import { withGround } from '../../../src/store/ground.ts'
import { advertPlaces } from '../../../src/store/adverts/advert-places.ts'
import { openReading, type ReadingRow } from '../../../src/store/sealed/readings.ts'
import { verifyHalves } from '../../../src/verify/verify.ts'
import { warcText } from '../../evidence/archive-files.ts'
import { collect } from '../../evidence/sample.ts'
import { scratch } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
let app: App
let made = 0
const runs = 15

before(async () => {
  folder = scratch('any-order')
  const dataDir = path.join(folder.folder, 'data')
  mkdirSync(dataDir)
  const settings = { dataDir, databaseUrl: undefined, allowPrivate: true, userAgent: 't' }
  const opened = await openApp(settings, 'hold')
  assert.equal(opened.kind, 'app')
  if (opened.kind === 'app') app = opened.app
})
after(async () => {
  await app.close()
  folder.remove()
})

/** One capture: of a page of a site, or a line of adverts. */
interface Capture {
  readonly kind: 'page' | 'line'
  /** Which address or advert. */
  readonly of: number
  /** Which of a few moments. */
  readonly at: number
  /** Which text; null: the page is gone. */
  readonly text: number | null
  readonly gone: 404 | 410
}

const goods = ['Fiets', 'Kast', 'Tent', 'Lamp']
/** Numbers shared between adverts and texts, so that networks form, and depend on which texts are known. */
const phones = ['06 48 15 17 01', '06 48 15 17 02', '06 48 15 17 03', '06 48 15 17 04']

const capture: fc.Arbitrary<Capture> = fc.record({
  kind: fc.constantFrom('page', 'page', 'line'),
  of: fc.nat({ max: 3 }),
  at: fc.nat({ max: 5 }),
  text: fc.option(fc.nat({ max: 2 }), { freq: 4 }),
  gone: fc.constantFrom(404, 410)
})

/** The same captures twice: in order in one batch, and as they may come in. */
interface Case {
  readonly captures: readonly Capture[]
  /** Places in `captures`, some more than once, each at least once. */
  readonly arrival: readonly number[]
  /** A batch ends after these. */
  readonly cuts: readonly boolean[]
  /** The engine ends and starts again after these batches. */
  readonly restarts: readonly boolean[]
}

const cases: fc.Arbitrary<Case> = fc
  .uniqueArray(capture, { minLength: 2, maxLength: 14, selector: (one) => JSON.stringify(one) })
  .chain((captures) =>
    fc
      .tuple(
        fc.shuffledSubarray([...captures.keys()], { minLength: captures.length, maxLength: captures.length }),
        fc.array(fc.nat({ max: captures.length - 1 }), { maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
        fc.array(
          fc.nat({ max: 3 }).map((n) => n === 0),
          { minLength: 18, maxLength: 18 }
        )
      )
      .map(([order, again, cuts, restarts]) => ({ captures, arrival: [...order, ...again], cuts, restarts }))
  )

/** What fifteen random cases need not hold: an advert with two texts, and one that went after it was seen, each in reverse order. */
const certain: [Case][] = [
  [reversed({ at: 0, text: 0 }, { at: 2, text: 1 })],
  [reversed({ at: 1, text: 0 }, { at: 3, text: null })]
]

function reversed(...moments: readonly Pick<Capture, 'at' | 'text'>[]): Case {
  const captures = moments.map((moment): Capture => ({ kind: 'page', of: 1, gone: 410, ...moment }))
  return { captures, arrival: [...captures.keys()].toReversed(), cuts: captures.map(() => true), restarts: [true] }
}

test('shuffled, cut and repeated captures give the outcome of one ordered run', { timeout: 600_000 }, async () => {
  let withVersions = 0
  let withGone = 0
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const order = [...one.captures.keys()].toSorted((a, b) => timeOf(one.captures[a]) - timeOf(one.captures[b]))
      const wanted = await outcomeOf([order.map((at) => one.captures[at] as Capture)], [])
      const got = await outcomeOf(batchesOf(one), one.restarts)
      assert.deepEqual(got, wanted)
      if (wanted.adverts.some((advert) => advert.versions.length > 1)) withVersions++
      if (wanted.adverts.some((advert) => advert.gone !== null)) withGone++
    }),
    // A smaller counterexample is not worth minutes of imports: the seed that is printed makes it again.
    { numRuns: runs, endOnFailure: true, examples: certain }
  )
  assert.ok(
    withVersions > 0 && withGone > 0,
    `saw ${withVersions} cases with versions and ${withGone} with gone adverts`
  )
})

test('what came in any order, with versions that moved and adverts that went, is bound to the ledger as it stands', async () => {
  const items = await collect(verifyHalves(app.store, app.settings.dataDir, true))
  assert.deepEqual(
    items.filter((item) => item.kind !== 'ok').map(({ item, cause }) => `${item} ${cause}`),
    []
  )
  assert.ok(items.some((item) => (item.counts?.boundRows ?? 0) > 0))
})

function timeOf(one: Capture | undefined): number {
  return Date.UTC(2026, 2, 1 + (one?.at ?? 0), 10)
}

function batchesOf({ captures, arrival, cuts }: Case): Capture[][] {
  const batches: Capture[][] = [[]]
  for (const [at, place] of arrival.entries()) {
    batches.at(-1)?.push(captures[place] as Capture)
    if (cuts[at] === true) batches.push([])
  }
  return batches.filter((batch) => batch.length > 0)
}

/** No two texts share their words: adverts are joined by numbers here, and not by templates, which the linker's own tests hold. */
function textOf({ kind, of, text }: Capture): string {
  const from = 11 + ((kind === 'page' ? 0 : 4) + of) * 3 + (text ?? 0)
  const word = (at: number): string =>
    Array.from(
      { length: 3 },
      (_, syllable) =>
        `${'bdfghklmnprst'[(from * (at + 2) + syllable * 5) % 13]}${'aeiou'[(from + at + syllable * from) % 5]}`
    ).join('')
  const words = Array.from({ length: 9 }, (_, at) => word(at)).join(' ')
  return `Te koop ${words}, bel ${phones[(of * (text ?? 0)) % phones.length]}`
}

/** A page with what a site repeats around its advert. */
function recordOf(one: Capture): Buffer {
  const date = new Date(timeOf(one)).toISOString().replace('.000', '')
  const uri = `http://site.example.test/advert/${one.of}`
  const page =
    `<!doctype html><html lang="nl"><head><title>${goods[one.of]} - Prikbord</title></head><body><div class="menu"><a href="/">Prikbord</a> ` +
    `<a href="/over">Over ons</a></div><article><h1>${goods[one.of]}</h1><p>${textOf(one)}</p></article>` +
    '<div>Dit prikbord is van de buurt en voor de buurt</div></body></html>'
  const block =
    one.text === null
      ? `HTTP/1.1 ${one.gone} Weg\r\nContent-Type: text/html\r\n\r\n<h1>Weg</h1>`
      : `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${page}`
  const id = `${one.of}-${one.at}-${one.text}-${one.gone}`
  return Buffer.from(warcText({ uri, id, block }).toString().replace('2024-05-06T07:08:09Z', date))
}

function lineOf(one: Capture): string {
  const advert = { id: `a${one.of}`, site: 'lijst', title: goods[one.of], body: textOf(one) }
  const at = new Date(timeOf(one)).toISOString()
  return JSON.stringify({ ...advert, seen_at: at, posted_at: at })
}

interface Outcome {
  readonly adverts: readonly {
    readonly name: string
    readonly seen: readonly [string, string]
    readonly gone: string | null
    readonly posted: string | null
    readonly versions: readonly (readonly [number, string, string])[]
  }[]
  readonly lines: Readonly<Record<string, readonly string[]>>
  readonly networks: readonly string[]
}

/** Imports batches under a mandate of their own, and tells all that follows. */
async function outcomeOf(batches: readonly (readonly Capture[])[], restarts: readonly boolean[]): Promise<Outcome> {
  const mandate = await newMandate()
  let engine = await startEngine(app, mandate, { crawl: null, process: true })
  const counts = newCounts()
  for (const [at, batch] of batches.entries()) {
    const file = path.join(folder.folder, `${mandate.id}-${at}`)
    const pages = batch.filter((one) => one.kind === 'page')
    const lines = batch.filter((one) => one.kind === 'line' && one.text !== null)
    writeFileSync(`${file}.warc`, Buffer.concat(pages.map(recordOf)))
    writeFileSync(`${file}.jsonl`, lines.map(lineOf).join('\n'))
    const files = [...(pages.length > 0 ? [`${file}.warc`] : []), ...(lines.length > 0 ? [`${file}.jsonl`] : [])]
    // What was repeated is told as such; nothing else is odd about these files.
    const notice = (told: unknown): void => assert.match(JSON.stringify(told), /is the same as/)
    const stop = new AbortController().signal
    for (const name of files) await importFiles([name], { app, mandate, writer: engine.writer, counts, notice, stop })
    await engine.drain()
    if (restarts[at] !== true) continue
    await engine.stop()
    engine = await startEngine(app, mandate, { crawl: null, process: true })
  }
  await engine.drain()
  await engine.stop()
  return tell(mandate)
}

async function newMandate(): Promise<Mandate> {
  const id = `orde-${++made}`
  const input = { id, legal_basis: 'proef', purpose: 'proef', sources: ['*'], granted_by: 'test', keep: 'open' }
  const added = await addMandate(app.store, { ...input, from: '2026-01-01', until: '2030-01-01' })
  if (added.kind !== 'added') assert.fail(JSON.stringify(added))
  return added.mandate
}

async function tell(mandate: Mandate): Promise<Outcome> {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const rows = await withGround(app.store.pool, ground, async (tx) => {
    const { rows: found } = await tx.query<
      ReadingRow & {
        id: number
        name: string
        first: Date
        last: Date
        gone: Date | null
        posted: Date | null
        version: number
        seen: Date
        network: number | null
      }
    >(
      `select a.id, a.site as name, a.first_seen as first, a.last_seen as last, a.gone_at as gone, a.posted_at as posted,
         a.network_id as network, s.version, s.seen_at as seen, s.reading, s.capture_id, a.key, k.kek, k.wrapped
       from advert a join sighting s on s.advert_id = a.id join capture_key k on k.capture_id = s.capture_id order by s.version, s.seen_at`
    )
    const stand = await advertPlaces(tx, app.keyring, [...new Set(found.map((row) => row.id))])
    return found
      .map((row) => ({ ...row, name: `${row.name} ${stand.get(row.id)?.url} ${stand.get(row.id)?.key}` }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  })
  const iso = (time: Date | string | null): string | null => (time === null ? null : new Date(time).toISOString())
  const adverts = [...Map.groupBy(rows, (row) => row.name)].map(([name, list]) => {
    const row = list[0] ?? assert.fail(name)
    return {
      name,
      seen: [iso(row.first) ?? '', iso(row.last) ?? ''] as const,
      gone: iso(row.gone),
      posted: iso(row.posted),
      versions: list.map(
        (one) => [one.version, iso(one.seen) ?? '', openReading(app.keyring, one)?.text ?? 'no text'] as const
      )
    }
  })
  const names = new Map(rows.map((row) => [String(row.id), row.name]))
  const networks = [
    ...Map.groupBy(
      rows.filter((row) => row.network !== null),
      (row) => row.network
    ).values()
  ]
  return {
    adverts,
    lines: Object.fromEntries(
      await Promise.all(
        (['adverts', 'facts', 'captures'] as const).map(
          async (kind) => [kind, await linesOf(mandate, kind, names)] as const
        )
      )
    ),
    networks: networks.map((list) => [...new Set(list.map((row) => row.name))].toSorted().join(' + ')).toSorted()
  }
}

/** Export lines without the numbers that a database counts out as rows come in. */
async function linesOf(mandate: Mandate, kind: ExportKind, names: ReadonlyMap<string, string>): Promise<string[]> {
  const lines: string[] = []
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  for await (const row of exportRows(app.store.pool, { user: 'pipeline', mandate: mandate.id }, vault, { kind })) {
    const { network: _network, segment: _segment, offset: _offset, length: _length, ledger_no: _no, ...told } = row
    const { source, digest: _digest, record_digest: _record, erase_at: _erase, ...rest } = told
    const named = Object.entries(rest).map(([key, value]): [string, unknown] =>
      (key === 'id' || key === 'advert') && names.has(String(value)) ? [key, names.get(String(value))] : [key, value]
    )
    if (kind === 'captures') named.splice(0, named.length, ...named.filter(([key]) => key !== 'id'))
    lines.push(JSON.stringify([...named, ['source', String(source).replace(mandate.id, '')]]))
  }
  return lines.toSorted()
}
