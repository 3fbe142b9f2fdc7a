/** Counting what became of signals: small groups stay untold, also by subtraction, and a difference is called one only on enough decisions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import {
  compareShares,
  countBias,
  leastSignals,
  toldOf,
  type CountedSignal
} from '../../src/desk/ledger/bias-counts.ts'

test('what is left out of a dimension is never one group alone, and never fewer signals together than the least', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
  fc.assert(
    fc.property(groups, (sizes) => {
      const all = sizes.map((signals, of) => ({ of, tally: { signals } }))
      const told = toldOf(all)
      const out = all.filter((one) => one.tally.signals > 0 && !told.includes(one))
      assert.ok(told.every((one) => one.tally.signals >= leastSignals))
      if (told.length === 0 || out.length === 0) return
      assert.ok(out.length > 1, `${sizes.join()} leaves out one group`)
      assert.ok(out.reduce((sum, one) => sum + one.tally.signals, 0) >= leastSignals, sizes.join())
    })
  )
})

test('groups that are all large enough are all told', () => {
  const all = [7, 5, 90].map((signals) => ({ tally: { signals } }))
  assert.deepEqual(
    toldOf(all).map((one) => one.tally.signals),
    [90, 7, 5]
  )
})

test('a difference of shares is told by its numbers, and called one only where chance makes it rare', () => {
  const verdict = (agreed: number, dismissed: number, allAgreed: number, allDismissed: number): string =>
    compareShares({ agreed, dismissed }, { agreed: allAgreed, dismissed: allDismissed }).verdict
  for (const [row, wanted] of [
    [[4, 5, 104, 105], 'too-few'],
    [[40, 60, 44, 64], 'too-few'],
    [[10, 1, 200, 4], 'too-few'],
    [[2, 28, 102, 58], 'more'],
    [[28, 2, 58, 102], 'less'],
    [[15, 15, 115, 115], 'alike'],
    [[12, 18, 112, 118], 'alike'],
    [[0, 0, 50, 50], 'too-few']
  ] as const)
    assert.equal(verdict(row[0], row[1], row[2], row[3]), wanted, row.join())
  assert.deepEqual(compareShares({ agreed: 2, dismissed: 28 }, { agreed: 102, dismissed: 58 }), {
    share: 28 / 30,
    rest: 30 / 130,
    decided: 30,
    restDecided: 130,
    verdict: 'more'
  })
})

test('signals count in each source and place of their network and in one language, and an indicator is compared within itself', () => {
  const signal = (
    became: CountedSignal['became'],
    indicators: string[],
    place: string,
    vetoed = false
  ): CountedSignal => ({
    indicators,
    became,
    vetoed,
    groups: { source: ['bord'], language: ['nl'], place: [place, place, 'Utrecht'] }
  })
  const signals = [
    ...Array.from({ length: 6 }, () => signal('dismissed', ['A', 'B'], 'Zwolle')),
    ...Array.from({ length: 5 }, () => signal('agreed', ['A'], 'Arnhem', true)),
    signal('undecided', ['A'], 'Assen'),
    signal('undecided', ['A'], 'Assen')
  ]
  const none = new Map<string, { opened: number; grounded: number }>()
  const line = countBias({
    line: 'proef',
    signals,
    opened: {
      source: new Map([['bord', { opened: 30, grounded: 20 }]]),
      language: none,
      place: none,
      all: { opened: 30, grounded: 20 }
    },
    titles: new Map(),
    names: new Map([['bord', 'Prikbord']])
  })
  assert.deepEqual([line.signals, line.agreed, line.dismissed, line.vetoed, line.opened], [13, 5, 6, 5, 30])
  assert.deepEqual(
    line.indicators.map((one) => [one.of, one.signals, one.agreed, one.dismissed]),
    [
      ['A', 13, 5, 6],
      ['B', 6, 0, 6]
    ]
  )
  const told = (by: string, indicator: string | null): unknown[] =>
    line.groups
      .filter((one) => one.by === by && one.indicator === indicator)
      .map((one) => [one.of, one.signals, one.opened])
  assert.deepEqual(told('source', null), [['bord', 13, 30]])
  // Assen has two: with Arnhem, the smallest that could be told, it stays untold.
  assert.deepEqual(told('place', null), [
    ['Utrecht', 13, 0],
    ['Zwolle', 6, 0]
  ])
  assert.equal(line.hidden.place, 2)
  assert.deepEqual(told('place', 'B'), [
    ['Utrecht', 6, null],
    ['Zwolle', 6, null]
  ])
})
