/** Addresses of views, the split of one search box, and drafts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { dayEnd, dayStart } from '../../ui/src/api/day.ts'
import { draftLimit, keepDraft, readDraft } from '../../ui/src/frame/drafts.ts'
import type { DraftStore } from '../../ui/src/frame/drafts.ts'
import { formatPlace, parsePlace, screenAt } from '../../ui/src/place/address.ts'
import { looksLikeFact, searchQuery } from '../../ui/src/screens/search/query.ts'

test('a view written as an address reads back the same', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ minLength: 1, unit: 'grapheme' })), (query) => {
      assert.deepEqual({ ...parsePlace(formatPlace('/search', query)).query }, { ...query })
    })
  )
})

test('equal views have equal addresses, and empty parts leave no trace', () => {
  assert.equal(formatPlace('/search', { to: '', q: 'kamer', fact: null, after: undefined }), '/search?q=kamer')
  assert.equal(formatPlace('/search', { q: 'a', b: 1 }), formatPlace('/search', { b: 1, q: 'a' }))
})

test('each path leads to its screen, and nothing else does', () => {
  assert.deepEqual(screenAt('/'), { name: 'home' })
  assert.deepEqual(screenAt('/adverts/12'), { name: 'advert', id: 12 })
  assert.deepEqual(screenAt('/networks/7'), { name: 'network', id: 7 })
  for (const path of ['/adverts/0', '/adverts/x', '/adverts/1/2', '/adverts/-1', '/nothing', '/adverts/1e3'])
    assert.deepEqual(screenAt(path), { name: 'unknown' }, path)
})

test('one box tells a number, address or handle from words', () => {
  for (const fact of [
    '06 - 12 34 56 78',
    '+31 6 1000 0000',
    '(06)10000000',
    'a.b@mail.example',
    '@naam_hier',
    't.me/naam'
  ])
    assert.ok(looksLikeFact(fact), fact)
  for (const words of ['kamer zwolle', '100 euro', '2026', '24/7', 'bel 06 10000000', '@', ''])
    assert.ok(!looksLikeFact(words), words)
  assert.equal(searchQuery({ q: '06-10000000' }).fact, '06-10000000')
  assert.equal(searchQuery({ q: '06-10000000' }).q, '')
  assert.equal(searchQuery({ q: 'kamer', fact: '06' }).q, 'kamer')
  assert.equal(searchQuery({ q: 'x', state: 'erased' }).state, '')
})

test('a period holds both its days whole, on the nights that the clock changes too', () => {
  for (const [day, next] of [
    ['2026-03-29', '2026-03-30'],
    ['2026-10-25', '2026-10-26'],
    ['2026-12-31', '2027-01-01']
  ] as const) {
    assert.equal(dayEnd(day), dayStart(next))
    const hours = (Date.parse(dayEnd(day)) - Date.parse(dayStart(day))) / 3_600_000
    assert.ok(hours >= 23 && hours <= 25, `${hours}`)
  }
  for (const none of ['', 'x', '2026-3-1', '2026-03-29T10:00']) assert.equal(dayStart(none), '')
})

test('E19 a draft is kept until it is emptied, cut at its limit, and a storage that refuses is no error', () => {
  const kept = new Map<string, string>()
  const store: DraftStore = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key)
  }
  keepDraft(store, 'signal:1:dismiss', 'half a reason')
  assert.equal(readDraft(store, 'signal:1:dismiss'), 'half a reason')
  assert.equal(readDraft(store, 'signal:2:dismiss'), '')
  keepDraft(store, 'long', 'x'.repeat(draftLimit + 5))
  assert.equal(readDraft(store, 'long').length, draftLimit)
  keepDraft(store, 'signal:1:dismiss', '  ')
  assert.equal(readDraft(store, 'signal:1:dismiss'), '')
  const refusing: DraftStore = { getItem: refuse, setItem: refuse, removeItem: refuse }
  keepDraft(refusing, 'a', 'b')
  assert.equal(readDraft(refusing, 'a'), '')
})

function refuse(): never {
  throw new Error('storage is off')
}
