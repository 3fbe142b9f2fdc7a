/** Followed searches: what comes in is counted once and by site, a flood is one line, and what did not change is no news. */
import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { SavedSearch } from '../../../src/contract/desk/saved-searches.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { mandateOf, type Desk } from '../../../src/desk/adverts/vault.ts'
import { noteCaseWatch, unwatchCase, watchCase } from '../../../src/desk/case-watch/case-watch.ts'
import { pinItem } from '../../../src/desk/cases/case-items.ts'
import { closeCase } from '../../../src/desk/cases/case-states.ts'
import { listCases, readCase } from '../../../src/desk/cases/cases.ts'
import type { Outcome } from '../../../src/desk/outcome.ts'
import { sealWords } from '../../../src/desk/sealed-words.ts'
import { changeSearch, listSearches, saveSearch, type NewSearch } from '../../../src/desk/search/saved.ts'
import { searchNews } from '../../../src/desk/search/watches.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { withGround } from '../../../src/store/ground.ts'
import { baken, scratch } from '../../support/baken.ts'

const analyst = { user: 'analyst', mandate: 'oefening' }
const detective = { user: 'detective', mandate: 'oefening' }
const later = new Date(Date.now() + 30 * 86_400_000).toISOString()
let folder: ReturnType<typeof scratch>
let data: string
before(() => {
  folder = scratch('watches')
  data = path.join(folder.folder, 'data')
})
after(() => folder.remove())

const line = (site: string, nr: number, body: string): string =>
  JSON.stringify({ id: `${site}-${nr}`, site, url: `https://${site}/${nr}`, title: `Advertentie ${nr}`, body })
const old = [
  line('een.example', 1, 'Rustige kamer in Utrecht, bel 06 10 10 12 12'),
  line('een.example', 2, 'Groene fiets te koop')
]
const flood = Array.from({ length: 400 }, (_, nr) =>
  line('twee.example', nr, `Rustige kamers in Zwolle, nummer ${nr}, bel nul zes 10 10 12 12`)
)

async function load(name: string, lines: readonly string[], mtime: number): Promise<void> {
  const file = path.join(folder.folder, name)
  writeFileSync(file, lines.join('\n'))
  utimesSync(file, mtime, mtime)
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
}

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const settings = { dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }
  const opened = await openApp(settings, 'hold')
  if (opened.kind !== 'app') assert.fail('the folder is held')
  try {
    return await work(opened.app)
  } finally {
    await opened.app.close()
  }
}

async function news(app: App, ground = analyst): Promise<Record<string, unknown>> {
  const searches = await listSearches(app.store.pool, ground, app, false)
  return Object.fromEntries(
    searches.map(({ name, news: { fresh, changed, sites } }) => [name, [fresh, changed, sites]])
  )
}

/** Opens both adverts of one site, and nineteen of the other. */
async function openSites(app: App): Promise<void> {
  await withGround(app.store.pool, pipeline, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `select id from advert where site = 'een.example' union all (select id from advert where site = 'twee.example' order by id limit 19)`
    )
    assert.equal(rows.length, 21)
    await openAdverts(
      tx,
      pipeline,
      app.keyring,
      rows.map((row) => row.id),
      'signal:1'
    )
  })
}

/** Site and version of each advert that came in for a search, as the analyst is told; in the order of their sites, the last first. */
async function told(app: App, name: string): Promise<unknown[]> {
  const searches = await listSearches(app.store.pool, analyst, app, false)
  const id = searches.find((one) => one.name === name)?.id ?? assert.fail(name)
  const outcome = await searchNews(app.store.pool, analyst, deskOf(app, 'analyst').vault, id)
  if (outcome.kind !== 'done') return assert.fail(outcome.reason)
  for (const one of outcome.value.adverts) assert.match(one.title ?? '', /^Advertentie \d+$/)
  return outcome.value.adverts
    .map(({ site, version }) => [site, version] as const)
    .toSorted(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0))
}

test('E14 Complaint 5: a flood of 400 adverts is one line with its count, and an unchanged page is no news', async () => {
  await load('old.jsonl', old, 1_700_000_000)
  const ids = await withApp(async (app) => {
    const save = async (input: NewSearch): Promise<SavedSearch> => {
      const saved = await saveSearch(app.store.pool, analyst, app, input)
      return saved.kind === 'done' ? saved.value : assert.fail(saved.reason)
    }
    const number = await save({ name: 'het nummer', terms: { fact: '06-10101212' }, shared: true, watchUntil: later })
    await save({ name: 'woorden', terms: { q: 'kamer -zwolle' }, watchUntil: later })
    await save({ name: 'plaats', terms: { q: 'kamer', place: 'Leiden|Zwolle' }, watchUntil: later })
    await save({ name: 'niet gevolgd', terms: { q: 'kamer' } })
    await save({ name: 'voorbij', terms: { q: 'kamer' }, watchUntil: new Date(Date.now() - 1000).toISOString() })
    await save({ name: 'iets', terms: { q: 'kamer OR fiets' }, watchUntil: later })
    return number
  })
  const changed = line('een.example', 1, 'Rustige kamer in Utrecht, nu goedkoper, bel 06 10 10 12 12')
  await load('new.jsonl', [changed, old[1] ?? '', ...flood], 1_700_100_000)
  // The same again, an hour later: nothing is new, nothing changed.
  await load('again.jsonl', [changed, old[1] ?? '', ...flood], 1_700_103_600)
  await withApp(async (app) => {
    const twee = { site: 'twee.example', count: 400 }
    const een = { site: 'een.example', count: 1 }
    assert.deepEqual(await news(app), {
      'het nummer': [400, 1, [twee, een]],
      woorden: [0, 1, [een]],
      plaats: [400, 0, [twee]],
      'niet gevolgd': [0, 0, []],
      voorbij: [0, 0, []],
      iets: [400, 1, [twee, een]]
    })
    assert.deepEqual(await news(app, detective), { 'het nummer': [400, 1, [twee, een]] })
    // Of what is open the alert has each advert, and which version of it came in; what is sealed is a number, what did not change is no news.
    assert.deepEqual(await told(app, 'iets'), [])
    await openSites(app)
    assert.deepEqual(await told(app, 'iets'), [
      ...Array.from({ length: 19 }, () => ['twee.example', 1]),
      ['een.example', 2]
    ])
    assert.deepEqual(await told(app, 'woorden'), [['een.example', 2]])
    assert.deepEqual(await told(app, 'niet gevolgd'), [])
    const seen = await changeSearch(app.store.pool, analyst, { id: ids.id, act: 'seen' })
    assert.equal(seen.kind, 'done')
    assert.deepEqual((await news(app))['het nummer'], [0, 0, []])
    assert.deepEqual(await told(app, 'het nummer'), [])
    assert.deepEqual((await news(app, detective))['het nummer'], [400, 1, [twee, een]], 'each looks for themselves')
  })
})

test('only who made a search changes it, and its words stand nowhere in clear', async () => {
  await withApp(async (app) => {
    const [shared] = await listSearches(app.store.pool, detective, app, false)
    const asked = { id: shared?.id ?? 0, act: 'remove' } as const
    assert.deepEqual(await changeSearch(app.store.pool, detective, asked), { kind: 'refused', reason: 'not-found' })
    const { rows } = await app.store.owner.query<{ text: string }>(
      `select coalesce(string_agg(l.detail::text, ' '), '') as text from baken.ledger l where act like 'search%'`
    )
    assert.doesNotMatch(rows[0]?.text ?? '', /10101212|nummer|kamer/)
    assert.equal((await changeSearch(app.store.pool, analyst, asked)).kind, 'done')
    assert.deepEqual(await listSearches(app.store.pool, detective, app, false), [])
  })
})

const caseId = '00000000-0000-4000-8000-00000000c0de'
const pipeline = { user: 'pipeline', mandate: 'oefening' }
const deskOf = (app: App, user: string): Desk => ({
  pool: app.store.pool,
  ground: { user, mandate: 'oefening' },
  vault: { keyring: app.keyring, evidenceDir: app.evidenceDir }
})
const done = (outcome: Outcome<Case>): Case => (outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason))

/** A case of the detective and a colleague that holds the advert of the number, opened. */
async function caseOfTheNumber(app: App): Promise<void> {
  const desk = deskOf(app, 'detective')
  const place = { mandate: mandateOf(desk.ground), label: 'case', context: caseId }
  const { sealed } = sealWords(desk.vault, place, { title: 'Kamer', purpose: 'Wie?' })
  const advert = await withGround(app.store.pool, pipeline, async (tx) => {
    await tx.query(
      `insert into case_file (id, mandate_id, sealed, basis, form, until, lead, opened_by)
       values ($1, 'oefening', $2, 'x', 'sexual', now() + interval '9 days', 'detective', 'pipeline')`,
      [caseId, sealed]
    )
    await tx.query(
      `insert into case_member (case_id, user_id, mandate_id, rights, added_by) select $1, u, 'oefening', '{read,add,change,members,close}', 'pipeline'
       from unnest('{detective,coordinator}'::text[]) u`,
      [caseId]
    )
    const { rows } = await tx.query<{ id: number }>(`select id from advert where site = 'een.example' order by id`)
    await openAdverts(
      tx,
      pipeline,
      app.keyring,
      rows.map((row) => row.id),
      'signal:1'
    )
    return rows[0]?.id ?? 0
  })
  assert.deepEqual(await watchCase(desk, caseId, 'Volgen.'), { kind: 'refused', reason: 'no-identifiers' })
  const viewer = { role: 'detective', duty: null } as const
  done(await pinItem(desk, viewer, caseId, { kind: 'advert', ref: String(advert), reason: 'Past.' }))
}

test('S7.8 the identifiers of a case are followed together: an advert that states one alerts its members once, and nobody else', async () => {
  const planted = line('drie.example', 1, 'Nieuwe kamer, bel 06 10 10 12 12 of nul zes 10 10 12 12')
  const other = line('drie.example', 2, 'Nieuwe kamer, bel 06 10 10 13 13')
  const newsOf = async (app: App, user = 'detective') =>
    done(await readCase(deskOf(app, user), caseId)).watch?.news ?? assert.fail('nothing is followed')
  await withApp(async (app) => {
    await caseOfTheNumber(app)
    const one = done(await watchCase(deskOf(app, 'detective'), caseId, 'Volgen.'))
    assert.deepEqual([one.watch?.no, one.watch?.by, one.watch?.news.fresh], [1, 'detective', 0])
    assert.deepEqual([one.watch?.identifiers, one.watch?.count], [[{ kind: 'phone', value: '+31610101212' }], 1])
    assert.deepEqual(await watchCase(deskOf(app, 'analyst'), caseId, 'x'), { kind: 'refused', reason: 'not-found' })
    assert.deepEqual(await noteCaseWatch(deskOf(app, 'analyst'), caseId), { kind: 'refused', reason: 'not-found' })
  })
  await load('planted.jsonl', [planted, other], 1_700_200_000)
  await load('planted-again.jsonl', [planted, other], 1_700_203_600)
  await withApp(async (app) => {
    const { since, ...counts } = await newsOf(app)
    assert.deepEqual(counts, { fresh: 1, changed: 0, sites: [{ site: 'drie.example', count: 1 }] })
    assert.ok(since !== null)
    const rows = async (user: string) => (await listCases(deskOf(app, user))).cases.map((one) => one.news)
    assert.deepEqual([await rows('detective'), await rows('analyst')], [[1], []])
    assert.equal(Object.keys(await news(app)).includes('Kamer'), false, 'a list of a case is no search of colleagues')
    assert.equal(done(await noteCaseWatch(deskOf(app, 'detective'), caseId)).watch?.news.fresh, 0)
    assert.deepEqual([await rows('detective'), (await newsOf(app, 'coordinator')).fresh], [[0], 1])
  })
  const changed = line('drie.example', 1, 'Nieuwe kamer, nu met balkon, bel 06 10 10 12 12')
  await load('changed.jsonl', [changed, other], 1_700_300_000)
  await withApp(async (app) => {
    const { fresh, changed } = await newsOf(app)
    assert.deepEqual([fresh, changed], [0, 1])
    assert.equal(done(await unwatchCase(deskOf(app, 'detective'), caseId, 'Genoeg.')).watch, null)
    assert.deepEqual(await unwatchCase(deskOf(app, 'detective'), caseId, 'x'), {
      kind: 'refused',
      reason: 'wrong-state'
    })
    const again = done(await watchCase(deskOf(app, 'detective'), caseId, 'Toch.'))
    assert.equal(again.watch?.no, 2)
    const { rows } = await app.store.owner.query<{ text: string }>(
      `select string_agg(l.detail::text, ' ') as text from baken.ledger l where act like 'case%watch%'`
    )
    assert.match(rows[0]?.text ?? '', /"identifiers": 1/)
    assert.doesNotMatch(rows[0]?.text ?? '', /10101212/)
    const closed = { version: again.version, outcome: 'no-offence', reason: 'Klaar.' } as const
    assert.equal(done(await closeCase(deskOf(app, 'detective'), caseId, closed)).watch, null)
  })
})
