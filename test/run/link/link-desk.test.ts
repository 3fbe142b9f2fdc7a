/** What people decide about links, through the real linker on imported adverts: at once, in the ledger, back again, and still there after a restart. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { listMandates } from '../../../src/accountability/mandates/mandates.ts'
import { heldAdverts } from '../../../src/accountability/retention/holds.ts'
import { explained, listHubs } from '../../../src/desk/networks/links.ts'
import { readNetwork } from '../../../src/desk/networks/networks.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import type { App } from '../../../src/run/app.ts'
import { startEngine, type Engine } from '../../../src/run/engine.ts'
import { importFiles, newCounts } from '../../../src/run/import/import-files.ts'
import { createLinkDesk } from '../../../src/run/link/link-desk.ts'
import { withGround } from '../../../src/store/ground.ts'
import type { Network } from '../../../src/contract/desk/networks.ts'
import { LinkerUnavailable, NothingToJudge, type LinkDesk } from '../../../src/desk/networks/link-acts.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { places } from '../../support/clear-addresses.ts'
import { carriedLinks, factValue } from '../../support/clear-values.ts'
import { testStore } from '../../support/database.ts'
import { appOf } from '../../support/roles.ts'
import { samplePeople, sampleWorld, type World } from '../../support/sample.ts'
import { signalsOn } from './signals-on.ts'

const ground = { user: 'analyst', mandate: 'een' }
let world: World
let app: App
let mandate: Mandate
let engine: Engine
let desk: LinkDesk
/** Advert of each line, by its id in the file. */
let advertOf: Map<string, number>

/** Texts that have nothing in common but the number: `a` to `d` share one, `e` and `f` another, `c` and `e` also share a handle. */
const lines = [
  {
    id: 'a',
    title: 'Tuinman zoekt werk',
    body: 'Snoeien, maaien en bladruimen in heel Utrecht. Bel 06 12345678 voor een afspraak.'
  },
  {
    id: 'b',
    title: 'Pianoles aan huis',
    body: 'Rustige lessen voor beginners, ook in de avond. Telefoon 06-12345678.'
  },
  {
    id: 'c',
    title: 'Fiets te koop',
    body: 'Goede stadsfiets met nieuwe banden en een mand. 0612345678 of telegram @katteliefzeist'
  },
  {
    id: 'd',
    title: 'Schilderwerk binnen',
    body: 'Kozijnen, plafonds en trappen, vrijblijvende prijs. App naar 06 1234 5678.'
  },
  {
    id: 'e',
    title: 'Oppas voor katten',
    body: 'In de vakantie zorg ik voor uw dieren en planten. Bel 06 18765432 of telegram @katteliefzeist'
  },
  { id: 'f', title: 'Verhuisdozen gratis', body: 'Vijftig stevige dozen, zelf ophalen in Zwolle. Telefoon 06 18765432' }
]

before(async () => {
  world = sampleWorld(await testStore())
  await samplePeople(world)
  app = await appOf(world)
  mandate = (await listMandates(world.store)).find((one) => one.id === 'een') as Mandate
  await start()
  await importLines(lines)
})
after(async () => {
  await engine?.stop()
  await app?.close()
  await world?.close()
})

async function start(): Promise<void> {
  engine = await startEngine(app, mandate, { crawl: null, process: true })
  while (!engine.links()) await new Promise((resolve) => setTimeout(resolve, 5))
  desk = createLinkDesk((id) => (id === mandate.id ? engine.process : null))
}

async function importLines(what: readonly object[]): Promise<void> {
  const file = path.join(world.dataDir, 'adverts.jsonl')
  writeFileSync(
    file,
    what
      .map((one) => JSON.stringify({ site: 'prikbord.example', posted_at: '2026-02-03T10:00:00Z', ...one }))
      .join('\n')
  )
  const counts = newCounts()
  await importFiles([file], {
    app,
    mandate,
    writer: engine.writer,
    counts,
    notice: () => {},
    stop: new AbortController().signal
  })
  assert.deepEqual(counts.failed, {})
  await engine.drain()
  const all = await places(world.store.root, world.keyring)
  advertOf = new Map([...all].map(([id, { url }]) => [url.split('/').at(-1) ?? '', id]))
}

function id(name: string): number {
  return advertOf.get(name) ?? assert.fail(`no advert ${name}`)
}

/** Networks as the store has them: sorted names of their adverts. */
async function networks(): Promise<string[]> {
  const { rows } = await world.store.root.query<{ id: number; network_id: number | null }>(
    'select id, network_id from baken.advert'
  )
  const nameOf = new Map([...advertOf].map(([name, number]) => [number, name]))
  const groups = Map.groupBy(
    rows.filter((row) => row.network_id !== null),
    (row) => row.network_id
  )
  return [...groups.values()]
    .map((group) =>
      group
        .map((row) => nameOf.get(row.id))
        .sort()
        .join('')
    )
    .sort()
}

async function phoneOf(name: string): Promise<{ sighting: number; ordinal: number }> {
  const { rows } = await world.store.root.query<{ sighting_id: number; ordinal: number }>(
    `select f.sighting_id, f.ordinal from baken.fact f join baken.advert a on a.sighting_id = f.sighting_id where a.id = $1 and f.kind = 'phone'`,
    [id(name)]
  )
  return { sighting: rows[0]?.sighting_id ?? 0, ordinal: rows[0]?.ordinal ?? 0 }
}

async function lastEntry(): Promise<{ actor: string; act: string; subject: string; detail: Record<string, unknown> }> {
  const { rows } = await world.store.root.query(
    'select actor, act, subject, detail from baken.ledger order by no desc limit 1'
  )
  return rows[0]
}

async function standing(): Promise<number> {
  const { rows } = await world.store.root.query<{ id: number }>(
    'select id from baken.judgement where undone_at is null order by id desc limit 1'
  )
  return rows[0]?.id ?? 0
}

/** Each live link is within one network, on a value that both adverts carry, and each advert in a network has one. */
async function linksHold(): Promise<void> {
  const { rows: adverts } = await world.store.root.query<{ id: number; network_id: number }>(
    'select id, network_id from baken.advert where network_id is not null'
  )
  const links = await carriedLinks(world.store.root, world.keyring, 'een' as MandateId)
  const networkOf = new Map(adverts.map((row) => [row.id, row.network_id]))
  for (const link of links) {
    assert.equal(networkOf.get(link.a), networkOf.get(link.b), `link ${link.kind} between ${link.a} and ${link.b}`)
    assert.ok(link.carried, `${link.kind} of ${link.a} and ${link.b}`)
  }
  const pairs = links.map((link) => `${link.kind} ${Math.min(link.a, link.b)} ${Math.max(link.a, link.b)}`)
  assert.deepEqual(
    pairs.filter((pair, at) => pairs.indexOf(pair) !== at),
    [],
    'no pair twice'
  )
  const linked = new Set(links.flatMap((link) => [link.a, link.b]))
  assert.deepEqual(
    [...networkOf.keys()].filter((advert) => !linked.has(advert)),
    []
  )
}

const whole = ['abcdef']

test('adverts that share a number, and a chain over a handle, are one network', async () => {
  assert.deepEqual(await networks(), whole)
})

test('a rejected fact takes the advert out of its network at once, revokes its links, and is in the ledger; restoring brings it back', async () => {
  const { sighting, ordinal } = await phoneOf('a')
  assert.ok((await desk.rejectFact(ground, id('a'), sighting, ordinal, 'Dit is een kenteken')).networksChanged > 0)
  assert.deepEqual(await networks(), ['bcdef'])
  const { rows: links } = await world.store.root.query<{ state: string }>(
    'select state from baken.link where a = $1 or b = $1',
    [id('a')]
  )
  assert.ok(links.length > 0, 'there was a link to revoke')
  assert.deepEqual([...new Set(links.map((one) => one.state))], ['revoked'])
  const entry = await lastEntry()
  assert.deepEqual(
    [entry.actor, entry.act, entry.subject, entry.detail['reason']],
    ['analyst', 'fact.reject', `advert:${id('a')}`, 'Dit is een kenteken']
  )
  await assert.rejects(desk.rejectFact(ground, id('a'), sighting, ordinal, 'nog eens'), NothingToJudge)

  await desk.restoreFact(ground, id('a'), sighting, ordinal, 'Toch een nummer')
  assert.deepEqual(await networks(), whole)
  assert.equal((await lastEntry()).act, 'fact.restore')
  await linksHold()
})

test('a value that is wrong in an advert is wrong in each version of it, also in one that comes later', async () => {
  const changed = {
    ...lines[0],
    body: 'Snoeien en maaien, nu ook in Amersfoort en Zeist. Bel 06 12345678 voor een afspraak.',
    posted_at: '2026-02-09T10:00:00Z'
  }
  await importLines([changed])
  const { sighting, ordinal } = await phoneOf('a')
  await desk.rejectFact(ground, id('a'), sighting, ordinal, 'Dit is een kenteken')
  assert.deepEqual(await networks(), ['bcdef'])
  const states = async (): Promise<string[]> =>
    (
      await world.store.root.query<{ state: string }>(
        `select state from baken.fact where advert_id = $1 and kind = 'phone'`,
        [id('a')]
      )
    ).rows.map((row) => row.state)
  assert.deepEqual(await states(), ['rejected', 'rejected'])
  await importLines([
    {
      ...changed,
      body: 'Alleen nog heggen, in Zeist en Doorn. Bel 06 12345678 voor een afspraak.',
      posted_at: '2026-02-12T10:00:00Z'
    }
  ])
  assert.deepEqual(await states(), ['rejected', 'rejected', 'rejected'])
  assert.deepEqual(await networks(), ['bcdef'])
  const newest = await phoneOf('a')
  await desk.restoreFact(ground, id('a'), newest.sighting, newest.ordinal, 'Toch een nummer')
  assert.deepEqual(await networks(), whole)
})

test('two adverts that are not of one hand part, stay apart after a restart and a second import, and undo joins them', async () => {
  await desk.different(ground, id('a'), id('f'), 'Andere persoon aan de telefoon')
  const parted = await networks()
  assert.equal(
    parted.some((one) => one.includes('a') && one.includes('f')),
    false,
    parted.join()
  )
  assert.equal((await lastEntry()).act, 'judgement.different')
  const judgement = await standing()
  await engine.stop().then(start)
  assert.deepEqual(await networks(), parted)
  await importLines(lines)
  await importLines([{ ...lines[5], id: 'g', title: 'Nog meer dozen' }])
  const later = await networks()
  assert.equal(
    later.some((one) => one.includes('a') && (one.includes('f') || one.includes('g'))),
    false,
    later.join()
  )
  await linksHold()
  await desk.undo(ground, judgement, 'Vergissing')
  assert.deepEqual(await networks(), ['abcdefg'])
  await linksHold()
  assert.equal((await lastEntry()).act, 'judgement.undo')
  await assert.rejects(desk.undo(ground, judgement, 'nog eens'), NothingToJudge)
})

test('a network is remembered as it was: members at a moment, and the events in order', async () => {
  const network = async (name: string): Promise<number> =>
    (
      await world.store.root.query<{ network_id: number }>('select network_id from baken.advert where id = $1', [
        id(name)
      ])
    ).rows[0]?.network_id ?? 0
  const read = async (number: number, at?: string): Promise<Network> => {
    const outcome = await readNetwork(
      world.store.pool,
      ground,
      { keyring: world.keyring, evidenceDir: world.evidenceDir },
      number,
      at
    )
    return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
  }
  const number = await network('a')
  const then = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await desk.different(ground, id('a'), id('f'), 'Andere persoon')
  const now = await read(number, then)
  assert.equal(now.asOf?.adverts, 7)
  assert.deepEqual(now.asOf?.members.map((one) => one.advert).sort(), [...advertOf.values()].sort())
  assert.ok(now.adverts < 7, 'it is smaller now')
  assert.deepEqual(
    now.events
      .slice(0, 2)
      .map((one) => one.kind)
      .sort(),
    ['split', 'veto']
  )
  assert.deepEqual(now.events.find((one) => one.kind === 'veto')?.adverts.toSorted(), [id('a'), id('f')].sort())
  const other = await network((await network('a')) === number ? 'f' : 'a')
  assert.deepEqual((await read(other)).events.find((one) => one.kind === 'split-from')?.networks, [number])
  assert.equal((await read(number, '2020-01-01T00:00:00.000Z')).asOf?.adverts, 0)
  const signal = await signalsOn(world.store.root, { escalated: other, new: number })
  await desk.undo(ground, await standing(), 'Toch wel')
  assert.deepEqual(
    (await read(number)).events
      .slice(0, 2)
      .map((one) => one.kind)
      .sort(),
    ['merge', 'undo']
  )
  const ended = await read(other)
  assert.deepEqual([ended.adverts, ended.events[0]?.kind], [0, 'merged-into'])
  assert.ok(ended.events.some((one) => one.kind === 'merged-into' && one.networks[0] === number))
  const sealed = { erased: false, identity: null, title: null }
  assert.deepEqual(ended.went, [{ ...sealed, network: number, adverts: 2 }])
  assert.deepEqual((await read(number)).went, [], 'one that has adverts went nowhere')
  await engine.drain()
  // H3 What somebody has in hand goes on with the adverts, and holds them; what nobody has touched makes room.
  assert.deepEqual(await signal(), [`escalated ${number}`, `ended ${other}`])
  const held = await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
    heldAdverts(tx, [id('a'), id('f')])
  )
  assert.deepEqual(
    [...held.values()].map((why) => why.split(':')[0]),
    ['signal', 'signal']
  )
})

test('a judgement that meets a deadlock starts over, and is made once', async () => {
  const { sighting, ordinal } = await phoneOf('b')
  const rival = withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
    await tx.query('select 1 from advert where id = $1 for update', [id('b')])
    await new Promise((resolve) => setTimeout(resolve, 300))
    // The judgement holds the fact and waits for the advert by now; this closes the circle.
    await tx.query('select 1 from fact where sighting_id = $1 and ordinal = $2 for update', [sighting, ordinal])
  })
  const deadlocks = async (): Promise<number> => {
    await world.store.root.query('select pg_stat_clear_snapshot()')
    return Number(
      (await world.store.root.query(`select deadlocks from pg_stat_database where datname = current_database()`))
        .rows[0]?.deadlocks
    )
  }
  const before = await deadlocks()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const [, judged] = await Promise.allSettled([
    rival,
    desk.rejectFact(ground, id('b'), sighting, ordinal, 'Fout gelezen')
  ])
  assert.equal(judged.status, 'fulfilled', judged.status === 'rejected' ? String(judged.reason) : '')
  for (let tries = 0; (await deadlocks()) === before && tries < 50; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.ok((await deadlocks()) > before, 'the database saw no deadlock')
  assert.equal(
    (await networks()).some((one) => one.includes('b')),
    false
  )
  const { rowCount } = await world.store.root.query(
    `select 1 from baken.judgement where a = $1 and kind = 'reject' and undone_at is null`,
    [id('b')]
  )
  assert.equal(rowCount, 1)
  await desk.restoreFact(ground, id('b'), sighting, ordinal, 'Toch goed')
  assert.deepEqual(await networks(), ['abcdefg'])
})

test('where no process links for the mandate, a judgement is refused as unavailable and nothing is written', async () => {
  const elsewhere = createLinkDesk(() => null)
  const before = await lastEntry()
  await assert.rejects(elsewhere.different(ground, id('a'), id('b'), 'x'), LinkerUnavailable)
  assert.deepEqual(await lastEntry(), before)
})

test('what is judged on opened adverts is the same as on sealed ones', async () => {
  const pipeline = { user: 'pipeline', mandate: 'een' }
  await withGround(world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, world.keyring, [id('c'), id('d')], 'signal:1')
  )
  await desk.different(ground, id('c'), id('d'), 'Twee')
  assert.equal(
    (await networks()).some((one) => one.includes('c') && one.includes('d')),
    false
  )
  await desk.undo(ground, await standing(), 'Toch niet')
  assert.deepEqual(await networks(), ['abcdefg'])
})

test('a path of evidence explains two members, with the value in clear where both are open', async () => {
  const path = await desk.explain(ground, id('a'), id('g'))
  assert.deepEqual(
    path?.map((one) => one.kind),
    ['phone', 'handle', 'phone']
  )
  assert.deepEqual([path?.[0]?.from, path?.at(-1)?.to], [id('a'), id('g')])
  const about = { network: 1, a: id('c'), b: id('d') }
  const vault = { keyring: world.keyring, evidenceDir: world.evidenceDir }
  const open = await explained(world.store.pool, ground, vault, about, await desk.explain(ground, id('c'), id('d')))
  assert.deepEqual(open.kind === 'done' && open.value.path, [
    { from: id('c'), to: id('d'), kind: 'phone', value: '+31612345678', rarity: 4 }
  ])
  const sealed = await explained(
    world.store.pool,
    ground,
    vault,
    { ...about, b: id('b') },
    await desk.explain(ground, id('c'), id('b'))
  )
  assert.deepEqual(sealed.kind === 'done' && sealed.value.path?.map((one) => one.value), [null])
})

test('a word on a value makes it a hub, which is listed, joins nothing, and is of one hand again by another word or undo', async () => {
  const key = await factValue(world.store.root, world.keyring, 'een' as MandateId, id('b'))
  const vault = { keyring: world.keyring, evidenceDir: world.evidenceDir }
  const list = async () => listHubs(world.store.pool, ground, vault, await desk.hubs(ground))
  await desk.word(ground, 'hub', 'phone', key, 'Nummer van een belkantoor')
  assert.deepEqual(await networks(), ['cefg'])
  const hubs = await list()
  assert.deepEqual(
    hubs.hubs,
    [{ kind: 'phone', key, value: '+31612345678', because: 'analyst', adverts: 4, groups: 0 }],
    'in clear: c and d are open'
  )
  assert.deepEqual(
    hubs.words.map((one) => [one.kind, one.value, one.reason]),
    [['hub', '+31612345678', 'Nummer van een belkantoor']]
  )
  assert.equal((await lastEntry()).act, 'hubs.list')
  const network = (
    await world.store.root.query<{ network_id: number }>('select network_id from baken.advert where id = $1', [id('c')])
  ).rows[0]?.network_id
  assert.equal(
    (await listHubs(world.store.pool, ground, vault, await desk.hubs(ground), network)).count,
    1,
    'c carries it'
  )
  await desk.undo(ground, await standing(), 'Toch niet')
  assert.deepEqual([await networks(), (await list()).words], [['abcdefg'], []])
  await assert.rejects(desk.word(ground, 'own', 'price', key, 'x'), NothingToJudge)
})

test('joining two large networks on one value waits for a person, who confirms it, takes that back, or refuses it', async () => {
  const group = (name: string, body: string): object[] =>
    Array.from({ length: 21 }, (_, nr) => ({ id: `${name}${nr}`, title: `Aanbod ${name}`, body }))
  await importLines([
    ...group('links', 'Wij schilderen uw kozijnen en deuren in heel Gelderland. Bel 06 11111212'),
    ...group('rechts', 'Paardrijles voor volwassenen op een rustige manege in Drenthe. Bel 06 13131414')
  ])
  assert.equal((await networks()).length, 3)
  await importLines([{ id: 'brug', title: 'Te koop', body: 'Aanhanger te koop. Bel 06 11111212 of 06 13131414' }])
  const [merge, ...others] = await desk.waiting(ground)
  assert.ok(merge !== undefined && others.length === 0, 'one merge waits')
  assert.deepEqual([merge.sizeA, merge.sizeB].sort(), [21, 22])
  assert.equal((await networks()).length, 3)
  await desk.same(ground, merge.a, merge.b, 'Zelfde ondernemer')
  assert.equal((await networks()).length, 2)
  assert.deepEqual(await desk.waiting(ground), [])
  assert.equal((await lastEntry()).act, 'judgement.same')
  await desk.undo(ground, await standing(), 'Toch niet zeker')
  assert.deepEqual([(await networks()).length, (await desk.waiting(ground)).length], [3, 1])
  await desk.different(ground, merge.a, merge.b, 'Twee bedrijven')
  assert.deepEqual([(await networks()).length, (await desk.waiting(ground)).length], [3, 0])
  await importLines([{ id: 'brug2', title: 'Nog iets', body: 'Boot te koop. Bel 06 11111212 of 06 13131414' }])
  assert.deepEqual(
    [(await networks()).length, (await desk.waiting(ground)).length],
    [3, 0],
    'what was refused is not asked again'
  )
})
