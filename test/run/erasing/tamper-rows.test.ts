/** What `baken verify` finds when somebody changes, adds or removes what reading, weighing and people wrote, or moves a day of erasing. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { keepUnsure } from '../../../src/desk/duels/duels.ts'
import { askToOpen, decideRequest } from '../../../src/desk/adverts/requests.ts'
import { weighSignal } from '../../../src/desk/signals/weighing.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import {
  registerRights,
  stepRights,
  type RightsOutcome,
  type RightsStep
} from '../../../src/accountability/rights-requests.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { createLinkDesk } from '../../../src/run/link/link-desk.ts'
import type { Weighed } from '../../../src/weigh/weigh.ts'
import { withGround } from '../../../src/store/ground.ts'
import { placeKeys, sealPlaces } from '../../../src/store/signal-places.ts'
import { saveWeighed } from '../../../src/store/weighing.ts'
import { compareQuickly } from '../../../src/verify/quick.ts'
import { verifyHalves } from '../../../src/verify/verify.ts'
import { collect } from '../../evidence/sample.ts'
import { keepTables } from '../../support/superuser.ts'
import { erasingWorld, linesOf, type ErasingWorld } from './erasing-world.ts'
import { columnActs } from './tamper-columns.ts'
import { rowActs } from './tamper-rows.ts'

const tables = [
  'ledger',
  'row_log',
  'capture',
  'advert',
  'sighting',
  'fact',
  'signal',
  'weighing',
  'judgement',
  'open_request',
  'mandate',
  'advert_capture',
  'link',
  'network',
  'network_event',
  'network_membership',
  'link_withdrawal',
  'index_segment',
  'index_bucket',
  'rights_request',
  'rights_hold'
] as const
const pipeline = { user: 'pipeline', mandate: 'een' }
const analyst = { user: 'analyst', mandate: 'een' }
const colleague = { user: 'analyst-2', mandate: 'een' }

let one: ErasingWorld
let restore: () => Promise<void>
/** Adverts that are not erased; the first is open. */
let living: number[] = []
let signal = 0

before(async () => {
  one = await erasingWorld()
  const { pool } = one.world.store
  const engine = await one.start()
  await one.bring(engine, linesOf(8))
  // A second text at one address, and the first one again: versions, a move and new numbers.
  const [again, other] = [linesOf(1, 3), linesOf(1, 90)]
  await one.bring(engine, [{ ...again[0], body: `${other[0]?.body}`, posted_at: '2026-02-05T10:00:00Z' }])
  await one.bring(engine, [
    { ...again[0], body: `${other[0]?.body} Nu ook op zondag.`, posted_at: '2026-02-04T10:00:00Z' }
  ])
  await one.due(['kavel1zx', 'kavel2zx'])
  await one.erase()
  living = (
    await one.world.store.root.query<{ id: number }>(`select id from baken.advert where state <> 'erased' order by id`)
  ).rows.map((row) => row.id)
  const weighed: Weighed = { class: { name: 'unclear', signs: [] }, priority: 5, reasons: [] }
  const places = sealPlaces(placeKeys(one.world.keyring, 'een' as MandateId), 77, ['Zwolle'])
  const facets = { ...places, sites: ['prikbord.example'], forms: [], adverts: 2, firstSeen: '', lastSeen: '' }
  const made = await withGround(pool, pipeline, (tx) =>
    saveWeighed(tx, 'een', [{ network: 77, weighed, signal: true, facets, inputs: () => null }], {
      version: 1,
      digest: '',
      adopted: 0
    })
  )
  signal = made.get(77) ?? 0
  const weigh = async (who: typeof analyst, act: 'propose' | 'confirm', version: number): Promise<void> => {
    const done = await weighSignal(pool, who, one.world, { signal, act, version, reason: 'reist steeds' })
    assert.equal(done.kind, 'done')
  }
  await weigh(analyst, 'propose', 1)
  await weigh(colleague, 'confirm', 2)
  const asked = await askToOpen(pool, analyst, living[0] ?? 0, 'zelfde nummer')
  assert.ok(asked.kind === 'done')
  const granted = await decideRequest(pool, colleague, one.world, {
    request: asked.value.id,
    grant: true,
    reason: 'past'
  })
  assert.equal(granted.kind, 'done')
  await keepUnsure(pool, analyst, living[0] ?? 0, living[1] ?? 0, 'weet niet')
  await createLinkDesk(() => engine.process).different(analyst, living[2] ?? 0, living[3] ?? 0, 'andere taal')
  const { rows: facts } = await one.world.store.root.query<{ sighting: number; ordinal: number }>(
    `select sighting_id as sighting, ordinal from baken.fact where advert_id = $1 and kind = 'email' limit 1`,
    [living[4]]
  )
  const [fact] = facts
  assert.ok(fact !== undefined)
  await createLinkDesk(() => engine.process).rejectFact(
    analyst,
    living[4] ?? 0,
    fact.sighting,
    fact.ordinal,
    'fout gelezen'
  )
  await engine.stop()
  const desk = { store: one.world.store, keyring: one.world.keyring, user: 'auditor' }
  for (const adverts of [living.slice(2, 4), living.slice(5, 6)]) {
    const body = {
      kind: 'restriction',
      name: 'V. Erzonnen',
      asks: 'beperk dit',
      receivedOn: '2026-01-05',
      adverts
    } as const
    const registered = await registerRights(desk, body)
    assert.ok(registered.kind === 'done')
    const step = (reason: RightsStep): Promise<RightsOutcome> => stepRights(desk, registered.id, reason)
    assert.equal((await step({ act: 'answer', answer: 'granted', reason: 'terecht' })).kind, 'done')
    if (adverts.length === 1) assert.equal((await step({ act: 'lift', reason: 'voorbij' })).kind, 'done')
  }
  await noteHalves(one.world, 'end', null)
  restore = await keepTables(one.world.store.root, tables)
})
after(() => one?.close())

const sql = async (text: string): Promise<unknown> => {
  const { root } = one.world.store
  await root.query('set session_replication_role = replica; set search_path = baken, pg_catalog')
  return root.query(text)
}

/** How many rows all statements of a text changed together. */
async function changed(text: string): Promise<number> {
  const results = (await sql(text)) as
    | { readonly rowCount: number | null }
    | readonly { readonly rowCount: number | null }[]
  return (Array.isArray(results) ? results : [results]).reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
}

test('what the program wrote, moved, opened, judged and erased agrees with the ledger, and is counted', async () => {
  const items = await collect(verifyHalves(one.world.store, one.world.dataDir, false))
  assert.deepEqual(
    items.filter((item) => item.kind !== 'ok').map(({ item, cause }) => `${item} ${cause}`),
    []
  )
  const counted = items.reduce((sum, item) => sum + (item.counts?.boundRows ?? 0), 0)
  const { rows } = await one.world.store.root.query<{ n: number }>(
    `select ${[
      'capture',
      'capture',
      'advert',
      'advert',
      'sighting',
      'signal',
      'weighing',
      'judgement',
      'open_request',
      'link',
      'network_membership',
      'link',
      'advert',
      'network_event',
      'index_segment',
      'signal_history',
      'source',
      'phenomenon_folded'
    ]
      .map((table) => `(select count(*) from baken.${table})`)
      .join(' + ')}::int as n`
  )
  assert.equal(counted, rows[0]?.n)
  assert.deepEqual(await compareQuickly(one.world.store, one.world.evidenceDir, true), [])
})

for (const { title, sql: statements, named, atStart } of [...rowActs, ...columnActs])
  test(`${title}: found and named`, async () => {
    try {
      const written = await changed(statements({ living, signal }))
      assert.ok(written > 0, 'the statements change nothing')
      assert.match((await found()).join('\n'), new RegExp(named.source, 'm'))
      if (atStart === true) assert.notDeepEqual(await compareQuickly(one.world.store, one.world.evidenceDir, true), [])
    } finally {
      await restore()
    }
  })

test('F7 each key that was made and is lost is named, at a start too, whatever it is for', async () => {
  const folder = path.join(one.world.dataDir, 'keys')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.key'))
  const kinds = new Set(files.map((name) => path.dirname(name)))
  assert.deepEqual([...kinds].toSorted(), ['accounts', 'blind', 'epoch', 'kept', 'link'])
  for (const file of files) {
    const at = path.join(folder, file)
    renameSync(at, `${at}.away`)
    try {
      const named = new RegExp(`^key ${file.replace('.key', '')} .*lost`, 'm')
      assert.match((await found()).join('\n'), named)
      const atStart = await compareQuickly(one.world.store, one.world.evidenceDir, true)
      assert.match(atStart.map(({ item, cause }) => `${item} ${cause}`).join('\n'), named)
    } finally {
      renameSync(`${at}.away`, at)
    }
  }
})

test('a database of before says which rows are not bound, and takes them for neither whole nor damaged', async () => {
  try {
    const { rows } = await one.world.store.root.query<{ sql: string }>(
      `select 'x' as sql from baken.migration where name = '0181-row-log.sql'`
    )
    assert.equal(rows.length, 1)
    await sql(`delete from row_log; update ledger set detail = detail - 'log'`)
    await beginAnew()
    const items = await collect(verifyHalves(one.world.store, one.world.dataDir, false))
    const said = items
      .filter((item) => item.item === 'mandate een' && item.kind === 'warning')
      .map((item) => item.cause)
    assert.match(
      said.join(),
      /written before rows, or all of their columns, were bound to the ledger: .*of the table sighting, .*of the table link, .*of the table capture/
    )
    // Entries that were changed count for nothing, those of storing too.
    const damaged = items.filter((item) => item.kind === 'damaged' && !/^ledger entry|\.warc$/.test(item.item))
    assert.deepEqual(
      damaged.map(({ item, cause }) => `${item} ${cause}`),
      []
    )
  } finally {
    await restore()
  }
})

test('a second beginning, after rows were bound, lets nothing go unbound', async () => {
  try {
    await beginAnew()
    assert.match(
      (await found()).join('\n'),
      /ledger entry \d+ it says that rows are bound from here on, and they were before/
    )
  } finally {
    await restore()
  }
})

/** What the migrations do with a database of before: their statements after the table. */
async function beginAnew(): Promise<void> {
  for (const name of [
    '0181-row-log.sql',
    '0330-rows-extend.sql',
    '0410-written-rows.sql',
    '0475-case-rows.sql',
    '0503-signal-history.sql',
    '0600-phenomenon-counts.sql'
  ]) {
    const text = readFileSync(new URL(`../../../src/store/migrations/${name}`, import.meta.url), 'utf8')
    await one.world.store.owner.query(text.slice(text.indexOf('do $$')))
  }
}

async function found(): Promise<string[]> {
  const items = await collect(verifyHalves(one.world.store, one.world.dataDir, false))
  return items.filter((item) => item.kind !== 'ok').map(({ item, cause }) => `${item} ${cause}`)
}
