/** Tests of crawl traps: endless sites are left in time, large honest ones are not. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import {
  countAsked,
  defaultTrapLimits,
  emptyTrapState,
  judgeTrap,
  patternKeys,
  trapShape,
  withUseful
} from '../../src/crawl/trap.ts'
import type { TrapState } from '../../src/crawl/trap.ts'

/** Stands for the keyed hash under which patterns are kept. */
const name = (pattern: string): string => createHash('sha256').update(pattern).digest('hex').slice(0, 16)

/** Walks addresses as a crawl would; returns how many were fetched, and the alarms. */
function crawl(
  url: (index: number) => string,
  pages: number,
  useful: (index: number) => boolean
): { fetched: number; alarms: number; state: TrapState } {
  let state = emptyTrapState
  let fetched = 0
  let alarms = 0
  const counts: Record<string, number> = {}
  for (let index = 0; index < pages; index++) {
    const result = judgeTrap(state, url(index), name)
    if (result.kind === 'trap') {
      if (result.alarm) alarms++
      continue
    }
    fetched++
    state = countAsked(state, url(index), name)
    if (!useful(index)) continue
    // As the process that reads the pages counts them: whole, per pattern, and handed over.
    for (const key of patternKeys(url(index)).map(name)) counts[key] = (counts[key] ?? 0) + 1
    state = withUseful(state, counts)
  }
  return { fetched, alarms, state }
}

const word = (n: number): string =>
  [...n.toString(26)].map((c) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(c, 26)] ?? 'a').join('')

test('A20 addresses of one make share a pattern', () => {
  const same: readonly (readonly [string, string])[] = [
    ['http://a.test/ads/123', 'http://a.test/ads/99'],
    ['http://a.test/ads/mooie-dag-in-utrecht-123', 'http://a.test/ads/rustig-en-netjes-456'],
    ['http://a.test/ads/mooie-dag-vandaag.html', 'http://a.test/ads/een-andere-dag.html'],
    ['http://a.test/s/0123456789abcdef0123/x', 'http://a.test/s/fedcba98765432100000/x'],
    ['http://a.test/cal?year=2024&month=3', 'http://a.test/cal?month=9&year=2099'],
    ['http://a.test/page12.html', 'http://a.test/page7.html']
  ]
  for (const [a, b] of same) assert.deepEqual(patternKeys(a), patternKeys(b), a)
  assert.notDeepEqual(patternKeys('http://a.test/ads/1'), patternKeys('http://a.test/news/1'))
  assert.notDeepEqual(patternKeys('http://a.test/ads/1'), patternKeys('http://b.test/ads/1'))
})

test('A20 paths that repeat, grow or drag parameters along are refused by their form', () => {
  const bad = [
    'http://a.test/a/a/a/',
    'http://a.test/a/b/a/b/a/b',
    'http://a.test/x/a/b/c/a/b/c/a/b/c',
    `http://a.test${'/d'.repeat(3)}/e${'/d'.repeat(1)}`,
    `http://a.test/${Array.from({ length: 20 }, (_, i) => `s${i}`).join('/')}`,
    `http://a.test/${'x'.repeat(1_100)}`,
    `http://a.test/?${Array.from({ length: 40 }, (_, i) => `p${i}=1`).join('&')}`,
    `http://a.test/?${'a=1&'.repeat(12)}b=2`
  ]
  for (const url of bad) assert.notEqual(trapShape(url), null, url)
  const good = [
    'http://a.test/',
    'http://a.test/a/a/',
    'http://a.test/2024/03/03/03',
    'http://a.test/nl/ads/nl/1',
    'http://a.test/?f[]=1&f[]=2&f[]=3&f[]=4&f[]=5&f[]=6&f[]=7&f[]=8&f[]=9&f[]=10&f[]=11',
    'http://a.test/x?a=1&b=2'
  ]
  for (const url of good) assert.equal(trapShape(url), null, url)
})

test('A20 a calendar, sessions in the path, permutations and random words each end at a budget with one alarm', () => {
  const traps: readonly (readonly [string, (i: number) => string, number])[] = [
    ['calendar', (i) => `http://a.test/calendar?year=${2_000 + i}&month=${i % 12}`, 500],
    ['calendar in the path', (i) => `http://a.test/cal/${2_000 + (i >> 4)}/${i % 12}/${i % 28}`, 500],
    [
      'session in the path',
      (i) => `http://a.test/s/${(i * 2_654_435_761).toString(16).padStart(16, '0')}9/home`,
      1_000
    ],
    [
      'permutations',
      (i) =>
        `http://a.test/list?${[...Array(12).keys()]
          .filter((bit) => ((i >> bit) & 1) === 1)
          .map((bit) => `${word(bit + 30)}=${i}`)
          .join('&')}&z=1`,
      2_000
    ],
    ['random words', (i) => `http://a.test/w${word(i)}/`, 2_600]
  ]
  for (const [title, url, most] of traps) {
    const { fetched, alarms, state } = crawl(url, 2_800, () => false)
    assert.ok(fetched <= most && fetched >= 100, `${title}: ${fetched}`)
    assert.ok(alarms >= 1, `${title}: nobody was told`)
    assert.ok(Object.keys(state.patterns).length <= defaultTrapLimits.maxPatterns + 2, title)
  }
})

test('A20 a large site that keeps giving adverts is read to the end', () => {
  const { fetched } = crawl(
    (i) => `http://a.test/ads/${i}-mooie-dag-in-utrecht`,
    5_000,
    (i) => i % 3 === 0
  )
  assert.equal(fetched, 5_000)
  const lists = crawl(
    (i) => `http://a.test/list?page=${i}&sort=new`,
    3_000,
    (i) => i % 5 !== 4
  )
  assert.equal(lists.fetched, 3_000)
})

test('the state is plain data, and counting does not change what was there', () => {
  const state = countAsked(emptyTrapState, 'http://a.test/x?y=1', (pattern) => pattern)
  assert.deepEqual(emptyTrapState, { patterns: {} })
  assert.deepEqual(JSON.parse(JSON.stringify(state)), state)
  assert.equal(
    judgeTrap(countAsked(state, 'http://a.test/__proto__/constructor', name), 'http://a.test/constructor', name).kind,
    'ok'
  )
})
