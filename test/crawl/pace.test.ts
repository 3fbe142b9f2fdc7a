/** Tests of waiting: Retry-After, backing off, revisits and the pace of a host. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterExchange, freshHost, hostDelay } from '../../src/crawl/politeness.ts'
import { backoffMs, nextVisit, retryAfterMs } from '../../src/crawl/retry.ts'
import type { HostEvent } from '../../src/crawl/politeness.ts'

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

test('a page that changes is visited more often, one that does not less, within the limits', () => {
  const limits = { minMs: 3_600_000, maxMs: 7 * day }
  const visits = (changes: readonly boolean[]): { atMs: number; changed: boolean }[] =>
    changes.map((changed, i) => ({ atMs: now + i, changed }))
  assert.equal(nextVisit([], limits), 0)
  const interval = (changes: readonly boolean[]): number =>
    nextVisit(visits(changes), limits) - (now + changes.length - 1)
  assert.ok(interval([true]) > limits.minMs && interval([true]) < limits.maxMs)
  assert.ok(interval([true, true]) < interval([true]))
  assert.ok(interval([true, false]) > interval([true]))
  assert.equal(interval(Array.from({ length: 20 }, () => true)), limits.minMs)
  assert.equal(interval([true, ...Array.from({ length: 19 }, () => false)]), limits.maxMs)
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      (changes) => interval(changes) >= limits.minMs && interval(changes) <= limits.maxMs
    )
  )
  assert.equal(nextVisit(visits([true]), { minMs: 0, maxMs: 0 }), now)
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
