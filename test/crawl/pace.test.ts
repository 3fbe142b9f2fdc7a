/** Tests of waiting: Retry-After, backing off, revisits and the pace of a host. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { runRevisitBench } from '../../bench/revisit.ts'
import { afterExchange, freshHost, hostDelay } from '../../src/crawl/politeness.ts'
import { backoffMs, retryAfterMs, revisitAfterMs } from '../../src/crawl/retry.ts'
import type { HostEvent } from '../../src/crawl/politeness.ts'
import { restOf, restWords, type Rest } from '../../src/crawl/sources/rest.ts'
import { parseSource } from '../../src/crawl/sources/source-file.ts'
import { nothingSpent, type Spent } from '../../src/model/source.ts'

const now = Date.UTC(2026, 2, 4, 12)
const day = 86_400_000

test('A18 Retry-After is obeyed as seconds or date, with a floor and a ceiling', () => {
  const table: readonly (readonly [string | null, number | null])[] = [
    [null, null],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['0', 1_000],
    ['-5', null],
    ['1.5', null],
    ['99999999999999999999', day],
    ['1e9', null],
    ['soon', null],
    ['', null],
    ['Wed, 04 Mar 2026 12:02:00 GMT', 120_000],
    ['Wednesday, 04-Mar-26 12:02:00 GMT', 120_000],
    ['Wed Mar  4 12:02:00 2026 GMT', 120_000],
    ['Wed, 04 Mar 2020 12:02:00 GMT', 1_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', day],
    ['Wed, 99 Foo 2026 99:99:99 GMT', null],
    ['12', 12_000],
    [`Wed, ${'9'.repeat(1_000)}`, null]
  ]
  for (const [header, expected] of table) assert.equal(retryAfterMs(header, now), expected, String(header))
  fc.assert(
    fc.property(fc.string(), (header) => {
      const ms = retryAfterMs(header, now)
      return ms === null || (ms >= 1_000 && ms <= day)
    })
  )
})

test('waiting doubles with each failure, up to six hours', () => {
  assert.equal(backoffMs(1, 1), 30_000)
  assert.equal(backoffMs(2, 1), 60_000)
  assert.equal(backoffMs(1, 0), 15_000)
  assert.equal(backoffMs(1_000, 1), 6 * 3_600_000)
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, jitter) => backoffMs(failures, jitter) <= backoffMs(failures + 1, 1)
    )
  )
})

test('a page that changes is visited more often, one that does not less, within the limits, and a new one soon', () => {
  const limits = { minMs: 3_600_000, maxMs: 7 * day }
  /** The intervals after each visit that did or did not find a change. */
  const intervals = (changes: readonly boolean[], within = limits): number[] => {
    let lastMs: number | null = null
    let found = 0
    return changes.map((changed, at) => {
      found += changed ? 1 : 0
      lastMs = revisitAfterMs({ lastMs, changed, visits: at + 1, changes: found }, within)
      return lastMs
    })
  }
  const always = Array.from({ length: 60 }, () => true)
  const never = always.map(() => false)
  assert.equal(intervals(never)[0], 8 * 3_600_000)
  assert.equal(intervals([false, ...always]).at(-1), limits.minMs)
  assert.equal(intervals(never).at(-1), limits.maxMs)
  // One change after a long rest brings it back to daily.
  assert.ok((intervals([...never, true]).at(-1) ?? 0) < day)
  assert.equal(intervals(never, { minMs: 60_000, maxMs: 600_000 }).at(-1), 600_000)
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), (changes) =>
      intervals(changes).every((one) => one >= limits.minMs && one <= limits.maxMs)
    )
  )
  assert.equal(intervals([true], { minMs: 0, maxMs: 0 })[0], 0)
})

test('B10 in a simulated month most edits and disappearances are noticed within a day, with fewer requests than a daily visit spends', async () => {
  const { baken, daily, ticking } = (await runRevisitBench({ n: 1_500, seed: 5 })) as Record<
    string,
    Record<string, number>
  >
  const of = (plan: Record<string, number> | undefined, name: string): number => plan?.[name] ?? Number.NaN
  assert.ok(of(baken, 'editsNoticedWithinADay') >= 0.8, JSON.stringify(baken))
  assert.ok(of(baken, 'goneNoticedWithinADay') >= 0.7, JSON.stringify(baken))
  assert.ok(of(baken, 'requests') < of(daily, 'requests') * 0.9, `${of(baken, 'requests')} of ${of(daily, 'requests')}`)
  assert.ok(of(baken, 'requestsForEachNoticed') < of(daily, 'requestsForEachNoticed'))
  assert.deepEqual([of(ticking, 'unchangedToldChanged'), of(ticking, 'editsTold')], [0, 1], JSON.stringify(ticking))
})

test('A8 a host that answers slowly gets as long to rest, one at a time, until it answers fast again', () => {
  const source = { delayMs: 500, concurrency: 4 }
  const after = (times: readonly number[]): typeof freshHost => {
    let state = freshHost
    for (const tookMs of times) state = afterExchange(state, { kind: 'answer', tookMs }, now, 0.5)
    return state
  }
  assert.equal(hostDelay(source, null, after([3_000])).delayMs, 500)
  const slow = hostDelay(source, null, after([6_000, 6_000, 6_000]))
  assert.deepEqual([slow.delayMs, slow.concurrency], [5_250, 1])
  assert.match(slow.because, /answers slowly/)
  assert.equal(hostDelay(source, null, after([6_000, 6_000, 6_000, 50, 50, 50])).delayMs, 500)
})

test('the longest stated delay counts, and a Crawl-delay means one at a time', () => {
  const source = { delayMs: 500, concurrency: 4 }
  assert.deepEqual(hostDelay(source, null, freshHost), {
    delayMs: 500,
    concurrency: 4,
    notBeforeMs: 0,
    because: 'delay of the source'
  })
  assert.deepEqual(hostDelay(source, 200, freshHost).delayMs, 500)
  assert.deepEqual(hostDelay(source, 10_000, freshHost), {
    delayMs: 10_000,
    concurrency: 1,
    notBeforeMs: 0,
    because: 'Crawl-delay of robots.txt'
  })
  assert.equal(hostDelay({ delayMs: 0, concurrency: 1 }, null, freshHost).delayMs, 0)
})

test('A28 a host that says it is busy is left alone, then asked slower, and trusted again only slowly', () => {
  const source = { delayMs: 0, concurrency: 4 }
  const busy = afterExchange(freshHost, { kind: 'busy', retryAfterMs: 90_000 }, now, 0.5)
  const pace = hostDelay(source, null, busy)
  assert.deepEqual([pace.notBeforeMs, pace.delayMs, pace.concurrency], [now + 90_000, 2_000, 1])
  let state = afterExchange(busy, { kind: 'busy', retryAfterMs: null }, now, 1)
  assert.equal(state.notBeforeMs, now + 60_000)
  assert.equal(hostDelay(source, null, state).delayMs, 4_000)
  state = afterExchange(state, { kind: 'answer' }, now, 0)
  assert.equal(state.notBeforeMs, 0)
  assert.ok(hostDelay(source, null, state).delayMs > 3_000)
  for (let i = 0; i < 30; i++) state = afterExchange(state, { kind: 'answer' }, now, 0)
  assert.deepEqual(state, freshHost)
})

test('one lost connection changes nothing, a silent host is left alone ever longer', () => {
  let state = afterExchange(freshHost, { kind: 'no-answer' }, now, 1)
  assert.equal(state.notBeforeMs, 0)
  state = afterExchange(afterExchange(state, { kind: 'no-answer' }, now, 1), { kind: 'no-answer' }, now, 1)
  assert.equal(state.notBeforeMs, now + 60_000 - 30_000)
  const event = fc.constantFrom<HostEvent>(
    { kind: 'answer' },
    { kind: 'no-answer' },
    { kind: 'busy', retryAfterMs: null },
    { kind: 'busy', retryAfterMs: day }
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 50 }), (events) => {
      const end = events.reduce((s, e) => afterExchange(s, e, now, 0.5), freshHost)
      const pace = hostDelay({ delayMs: 1_000, concurrency: 2 }, null, end)
      return pace.delayMs >= 1_000 && pace.delayMs <= 600_000 && pace.notBeforeMs <= now + day && pace.concurrency >= 1
    })
  )
})

test('A8 the hours of a source are taken by its own clock, over midnight too, and others are told at their line', () => {
  const restAt = (hours: string, atMs: number): Rest | null => {
    const parsed = parseSource(
      `id: a\nstart: [http://a.test/]\ntimezone: Europe/Amsterdam\npoliteness:\n  hours: "${hours}"\n`,
      'a.yaml'
    )
    if (parsed.kind === 'invalid') return assert.fail(JSON.stringify(parsed.problems))
    const spending = { source: nothingSpent, mandate: nothingSpent }
    return restOf({ source: parsed.source, mandate: { zone: 'Etc/UTC' }, today: spending, run: null, atMs })
  }
  // 07:30 in winter and 08:30 in summer, both 06:30 UTC.
  const [winter, summer] = [Date.UTC(2026, 0, 5, 6, 30), Date.UTC(2026, 6, 6, 6, 30)]
  const untils = (hours: string): (string | null | undefined)[] =>
    [winter, summer].map((at) => restAt(hours, at)?.until)
  assert.deepEqual(untils('08:00-20:00'), ['2026-01-05T07:00:00.000Z', undefined])
  assert.deepEqual(untils('22:00-08:00'), [undefined, '2026-07-06T20:00:00.000Z'])
  assert.deepEqual(untils('06:00-07:00'), ['2026-01-06T05:00:00.000Z', '2026-07-07T04:00:00.000Z'])
  assert.deepEqual(untils('00:00-24:00'), [undefined, undefined])
  const bad = parseSource('id: a\nstart: [http://a.test/]\npoliteness:\n  hours: overdag\n', 'a.yaml')
  assert.equal(bad.kind, 'invalid')
  if (bad.kind === 'invalid')
    assert.deepEqual(
      bad.problems.map((one) => [one.path, one.line, /08:00-20:00/.test(one.hint)]),
      [['politeness.hours', 4, true]]
    )
})

test('A8 budgets of a source and of its mandate stop at the limit that is reached first, until the next day there or the next run', () => {
  const parsed = parseSource(
    'id: a\nstart: [http://a.test/]\nbudget: { day: { pages: 100, bytes: 5MB, time: 2h }, run: { pages: 40 } }\n',
    'a.yaml'
  )
  if (parsed.kind === 'invalid') return assert.fail(JSON.stringify(parsed.problems))
  const { source } = parsed
  const atMs = Date.UTC(2026, 6, 6, 6, 30)
  const limits = { pages: 300, bytes: null, ms: null }
  const mandate = { zone: 'Europe/Amsterdam', budget: { day: limits, run: limits }, hours: null }
  const rest = (today: Partial<Spent>, all: Partial<Spent>, run?: Partial<Spent>): string | null => {
    const spending = (own: Partial<Spent>) => ({
      source: { ...nothingSpent, ...own },
      mandate: { ...nothingSpent, ...all }
    })
    const found = restOf({
      source,
      mandate,
      today: spending(today),
      run: run === undefined ? null : spending(run),
      atMs
    })
    return found === null ? null : restWords('a', found)
  }
  const tomorrow = 'it rests until 2026-07-06T22:00:00.000Z. What is due there waits.'
  assert.equal(rest({ pages: 99, bytes: 4_999_999, ms: 7_199_999 }, { pages: 299 }, { pages: 39 }), null)
  assert.equal(rest({ pages: 100 }, {}), `a: its budget of today is spent (100 pages): ${tomorrow}`)
  assert.equal(rest({ bytes: 5e6 }, {}), `a: its budget of today is spent (5 MB): ${tomorrow}`)
  assert.equal(rest({ ms: 7_200_000 }, {}), `a: its budget of today is spent (120 minutes): ${tomorrow}`)
  assert.equal(rest({}, { pages: 300 }), `a: its mandate's budget of today is spent (300 pages): ${tomorrow}`)
  assert.equal(
    rest({}, {}, { pages: 40 }),
    'a: its budget of this run is spent (40 pages): it rests until the next run. What is due there waits.'
  )
  for (const bad of [
    '{}',
    '{ day: {} }',
    '{ day: { pages: 0 } }',
    '{ week: { pages: 1 } }',
    '{ day: { time: 5 } }',
    '{ day: { bytes: veel } }'
  ])
    assert.equal(parseSource(`id: a\nstart: [http://a.test/]\nbudget: ${bad}\n`, 'a.yaml').kind, 'invalid', bad)
})
