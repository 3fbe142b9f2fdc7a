/** Moments, walls and zones: the same on every machine. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallTime } from '../../src/model/time.ts'
import {
  atZone,
  isZone,
  localTime,
  postedInstant,
  readEpoch,
  readInstant,
  readWallTime,
  zoneOfRegion
} from '../../src/text/calendar.ts'

test('a date and time with its zone is a moment, and anything less is none', () => {
  const cases: [string, string | null][] = [
    ['2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 12:00+0200', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T12:00:00.1234567Z', '2026-03-01T12:00:00.123Z'],
    ['2026-03-01T00:30:00-01', '2026-03-01T01:30:00.000Z'],
    ['2026-03-01T12:00:00', null],
    ['2026-03-01', null],
    ['2026-02-30T12:00:00Z', null],
    ['2026-03-01T12:00:00+25:00', null],
    ['03-04-2026', null]
  ]
  for (const [text, expected] of cases) assert.equal(readInstant(text), expected, text)
})

test('seconds and milliseconds since 1970 are moments, other numbers are none', () => {
  assert.equal(readEpoch('1775000000'), '2026-03-31T23:33:20.000Z')
  assert.equal(readEpoch('1775000000000'), '2026-03-31T23:33:20.000Z')
  for (const text of ['20260304', '0', '-5', '99999999999999', '612345678']) assert.equal(readEpoch(text), null, text)
})

test('a wall time becomes a moment by the zone of its source, over the changes of the clock too', () => {
  const cases: [string, string, string][] = [
    ['2026-01-15T12:00', 'Europe/Amsterdam', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15T12:00', 'Europe/Amsterdam', '2026-07-15T10:00:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Amsterdam', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Amsterdam', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Amsterdam', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Amsterdam', '2026-10-25T02:00:00.000Z'],
    ['2026-01-15T12:00', 'Europe/Sofia', '2026-01-15T10:00:00.000Z']
  ]
  for (const [wall, zone, expected] of cases) assert.equal(atZone(wall as WallTime, zone), expected, `${wall} ${zone}`)
  assert.equal(localTime('2026-03-04T23:30:00.000Z', 'Europe/Amsterdam'), '2026-03-05T00:30:00+01:00')
  assert.equal(readWallTime('2026-03-04 14:05'), '2026-03-04T14:05:00')
  assert.equal(readWallTime('2026-03-04T14:05Z'), null)
})

test('when an advert was placed is a moment only as far as it says so', () => {
  const date = (value: string, precision: 'minute' | 'day' | 'month') => ({ value, precision, basis: '', raw: '' })
  assert.equal(postedInstant(date('2026-04-03', 'day'), 'Europe/Amsterdam'), '2026-04-03T00:00:00.000Z')
  assert.equal(postedInstant(date('2026-04-03T14:05', 'minute'), 'Europe/Amsterdam'), '2026-04-03T12:05:00.000Z')
  assert.equal(postedInstant(date('2026-04-03T14:05+01:00', 'minute'), 'Europe/Amsterdam'), '2026-04-03T13:05:00.000Z')
  assert.equal(postedInstant(date('2026-04', 'month'), 'Europe/Amsterdam'), null)
})

test('a region has its zone, and a zone that nobody knows is refused', () => {
  assert.deepEqual([zoneOfRegion('BG'), zoneOfRegion('XX')], ['Europe/Sofia', 'Europe/Amsterdam'])
  assert.deepEqual([isZone('Europe/Amsterdam'), isZone('Europa/Amsterdam')], [true, false])
})
