/** Followed searches: what comes in is counted once and by site, a flood is one line, and what did not change is no news. */
import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { SavedSearch } from '../../../src/contract/desk/saved-searches.ts'
import { changeSearch, listSearches, saveSearch, type NewSearch } from '../../../src/desk/search/saved.ts'
import { openApp, type App } from '../../../src/run/app.ts'
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
      voorbij: [0, 0, []]
    })
    assert.deepEqual(await news(app, detective), { 'het nummer': [400, 1, [twee, een]] })
    const seen = await changeSearch(app.store.pool, analyst, { id: ids.id, act: 'seen' })
    assert.equal(seen.kind, 'done')
    assert.deepEqual((await news(app))['het nummer'], [0, 0, []])
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
