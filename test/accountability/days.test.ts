/** Days of a mandate: they begin and end in its time zone, also where clocks change. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fc } from '../properties.ts'
import { dayIn, endOfDay, lastDay, startOfDay } from '../../src/accountability/days.ts'
import { parseMandate } from '../../src/accountability/mandates/mandate-file.ts'

const terms = { id: 'proef', legal_basis: 'art. 3', purpose: 'proef', sources: ['*'], granted_by: 'test' }
const now = new Date('2026-11-26T17:00:00Z')

function term(from: unknown, until: unknown, zone?: string): string[] {
  const parsed = parseMandate({ ...terms, from, until, ...(zone !== undefined && { zone }) }, now)
  if (parsed.kind === 'refused') return parsed.problems.map((one) => one.field)
  return [parsed.mandate.from, parsed.mandate.until, lastDay(parsed.mandate.until, parsed.mandate.zone) ?? '-']
}

describe('the term of a mandate', () => {
  const cases: readonly [string, unknown, unknown, string | undefined, readonly string[]][] = [
    [
      'T29 its last day counts to its end',
      '2026-12-01',
      '2026-12-31',
      undefined,
      ['2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z', '2026-12-31']
    ],
    [
      'T29 one day is a day',
      '2026-11-26',
      '2026-11-26',
      undefined,
      ['2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z', '2026-11-26']
    ],
    [
      'T29 summer time ends within',
      '2026-10-25',
      '2026-10-25',
      undefined,
      ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', '2026-10-25']
    ],
    [
      'T29 in another zone',
      '2026-12-01',
      '2026-12-31',
      'America/Curacao',
      ['2026-12-01T04:00:00.000Z', '2027-01-01T04:00:00.000Z', '2026-12-31']
    ],
    [
      'a time is that time',
      '2026-12-01T10:00:00+01:00',
      '2026-12-31T12:00:00Z',
      undefined,
      ['2026-12-01T09:00:00.000Z', '2026-12-31T12:00:00.000Z', '-']
    ],
    [
      'today and a number of days',
      'today',
      '90 days',
      undefined,
      ['2026-11-26T17:00:00.000Z', '2027-02-24T23:00:00.000Z', '2027-02-24']
    ],
    ['a day that no calendar has', '2026-12-01', '2027-02-31', undefined, ['until']],
    ['no days at all', 'today', '0 days', undefined, ['until']],
    ['a zone that does not exist', '2026-12-01', '2026-12-31', 'Europe/Atlantis', ['zone']]
  ]
  for (const [title, from, until, zone, expected] of cases)
    test(title, () => assert.deepEqual(term(from, until, zone), expected))

  test('every day begins where the one before ends, and its first and last moment are on it', () => {
    const zones = [
      'Europe/Amsterdam',
      'UTC',
      'America/Curacao',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
      'Australia/Lord_Howe'
    ]
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (moment, zone) => {
        const text = moment.toISOString().slice(0, 10)
        const [start, end] = [startOfDay(text, zone), endOfDay(text, zone)]
        assert.equal(dayIn(new Date(start), zone), text)
        assert.equal(dayIn(new Date(Date.parse(start) - 1), zone) < text, true)
        assert.equal(dayIn(new Date(Date.parse(end) - 1), zone), text)
        assert.equal(lastDay(end, zone), text)
      }),
      { numRuns: 40 }
    )
  })
})

test('the calendar of a zone is made once, however many days are asked for: each request asks for some', (t) => {
  const zone = 'Pacific/Chatham'
  const { DateTimeFormat } = Intl
  let made = 0
  class Counted extends DateTimeFormat {
    constructor(locale: string, options: Intl.DateTimeFormatOptions) {
      super(locale, options)
      if (options.timeZone === zone) made++
    }
  }
  Object.assign(Intl, { DateTimeFormat: Counted })
  t.after(() => Object.assign(Intl, { DateTimeFormat }))
  for (const day of ['2026-01-31', '2026-07-01', '2026-12-31']) assert.equal(lastDay(endOfDay(day, zone), zone), day)
  assert.ok(made <= 1, `made ${made} times`)
})
