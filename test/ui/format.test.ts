/** Moments as the screens write them: nights are told in the zone in which the server counts them, wherever the reader's machine stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atNight, formats } from '../../ui/src/frame/format.ts'
import { momentIn } from '../../ui/src/screens/advert/moment-in.ts'

test('a version is told to the second where another was seen within its minute, else to the minute', () => {
  const format = formats('nl')
  const [first, second, third] = ['2026-11-26T20:59:03Z', '2026-11-26T20:59:41Z', '2026-11-26T21:10:00Z'] as const
  const versions = [first, second, third].map((seenAt) => ({ seenAt }))
  const said = versions.map(({ seenAt }) => momentIn(format, versions, seenAt))
  assert.equal(new Set(said).size, 3)
  assert.deepEqual(said, [format.exact(first), format.exact(second), format.moment(third)])
  assert.equal(momentIn(format, versions.slice(1), second), format.moment(second))
})

test('reading at night is told with the hour by which it was called night, and its zone', () => {
  // In winter ten at night in the Netherlands is 21:00 UTC, in summer 20:00 UTC.
  for (const [at, night, nl, en] of [
    ['2026-11-26T20:59:00Z', false, '26 nov 2026, 21:59 CET', '26 Nov 2026, 21:59 CET'],
    ['2026-11-26T21:00:00Z', true, '26 nov 2026, 22:00 CET', '26 Nov 2026, 22:00 CET'],
    ['2026-11-26T23:00:00Z', true, '27 nov 2026, 00:00 CET', '27 Nov 2026, 00:00 CET'],
    ['2026-11-27T05:00:00Z', false, '27 nov 2026, 06:00 CET', '27 Nov 2026, 06:00 CET'],
    ['2026-07-01T20:00:00Z', true, '1 jul 2026, 22:00 CEST', '1 Jul 2026, 22:00 CEST']
  ] as const) {
    assert.equal(atNight(at), night, at)
    assert.equal(formats('nl').officeMoment(at), nl)
    assert.equal(formats('en').officeMoment(at), en)
  }
})
