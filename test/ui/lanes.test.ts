/** The axis of a timeline with lanes: days in order, each said once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formats } from '../../ui/src/frame/format.ts'
import { lanesOf } from '../../ui/src/parts/lanes.ts'

test('the axis of a timeline never says one day twice, however short the period', () => {
  const mark = (id: number, at: string) => ({ id, lane: 'Venlo', at, group: 'site', title: '', gone: false })
  const words = (...moments: string[]): string[] =>
    lanesOf(moments.map((at, id) => mark(id, at))).ticks.map(({ at }) =>
      formats('en').dayMonth(new Date(at).toISOString())
    )
  assert.deepEqual(words('2026-11-26T12:00:00Z'), ['26 Nov', '27 Nov'])
  assert.deepEqual(words('2026-11-26T10:00:00Z', '2026-11-26T14:00:00Z'), ['26 Nov', '27 Nov'])
  assert.deepEqual(words('2026-11-24T12:00:00Z', '2026-11-26T12:00:00Z'), ['24 Nov', '25 Nov', '26 Nov'])
  assert.deepEqual(words('2026-11-01T12:00:00Z', '2026-11-29T12:00:00Z'), [
    '1 Nov',
    '8 Nov',
    '15 Nov',
    '22 Nov',
    '29 Nov'
  ])
})
