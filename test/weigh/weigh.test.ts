/** Weighing obeys the use rules of the indicators: what may not score does not, points add up, steps outrank sums, size raises nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { carriersOf } from '../../src/weigh/carriers.ts'
import { decide } from '../../src/weigh/decide.ts'
import { indicators, indicatorsOf } from '../../src/weigh/indicators.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import { stepOf } from '../../src/weigh/points.ts'
import { weighNetwork, type WeighReason } from '../../src/weigh/weigh.ts'
import { advertOf, towns } from './members.ts'

const categories = [
  'third-person',
  'plural-persons',
  'screening',
  'own-rules',
  'advance-payment',
  'quick-money-card',
  'recruiting',
  'messenger-only',
  'housing-offered',
  'transport-offered',
  'assurance-real',
  'youth-wording',
  'escort',
  'always-available'
]
const context = { medianPerHour: new Map([['EUR Utrecht', 150]]) }
const phones = ['+31611111111', '+31612222222', '+31613333333', '+31614444444']

const member: fc.Arbitrary<WeighMember> = fc
  .record({
    advert: fc.nat(1000),
    firstDay: fc.nat(60),
    life: fc.nat(30),
    template: fc.option(fc.nat(2)),
    phones: fc.subarray(phones),
    names: fc.subarray(['anna', 'bea', 'cleo', 'dana']),
    places: fc.subarray([...towns]),
    pictures: fc.subarray(['0'.repeat(64), 'f'.repeat(64)]),
    price: fc.option(fc.integer({ min: 30, max: 300 })),
    age: fc.option(fc.integer({ min: 18, max: 60 })),
    disguised: fc.boolean(),
    signs: fc.subarray(categories)
  })
  .map(({ advert, life, price, disguised, ...given }) =>
    advertOf(advert, {
      ...given,
      lastDay: given.firstDay + life,
      pricePerHour: price,
      disguised: disguised ? [[0, 5]] : []
    })
  )
const network = fc.array(member, { minLength: 2, maxLength: 12 })

test('every reason obeys the use rule of its indicator, and the points add up to the priority', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(network, (members) => {
      const weighed = weighNetwork(members, context)
      let low = 0
      for (const reason of weighed.reasons) {
        const rule = indicators.get(reason.indicator)?.useRule ?? ''
        seen.add(rule)
        assert.ok(
          ['score', 'score_low', 'counter', 'class', 'context_only'].includes(rule),
          `${reason.indicator} is ${rule}`
        )
        if (rule === 'context_only') assert.equal(reason.points, 0)
        if (rule === 'counter' || rule === 'class') assert.ok(reason.points <= 0, `${reason.indicator} raises`)
        if (rule === 'score_low') low += reason.points
      }
      assert.ok(low <= 3, `low-graded signs count for ${low}`)
      const sum = weighed.reasons.reduce((total, reason) => total + reason.points, 0)
      assert.equal(weighed.priority, Math.max(0, Math.round(sum * 10) / 10))
    }),
    { numRuns: 400 }
  )
  for (const rule of ['score', 'score_low', 'counter', 'class', 'context_only'])
    assert.ok(seen.has(rule), `no reason with the rule ${rule} was ever seen`)
})

/** 2 a validated sign, 1 a supported one, 0 practice at most. */
function stepsOf(reasons: readonly WeighReason[]): number {
  const steps = reasons
    .filter((reason) => reason.points > 0)
    .map((reason) => {
      const indicator = indicators.get(reason.indicator)
      return indicator === undefined ? 0 : ['practice', 'supported', 'validated'].indexOf(stepOf(indicator))
    })
  return Math.max(0, ...steps)
}

/** Networks of which a third hold nothing above practice, and a third nothing that was validated. */
const anyStep = fc.tuple(network, fc.nat(2)).map(([members, most]) =>
  members.map((one) => ({
    ...one,
    ...(most < 2 && { disguised: [] }),
    ...(most < 1 && { phones: [], names: [], pictures: [], template: null }),
    signs: new Map([...one.signs].filter(([sign]) => most === 2 || sign !== 'youth-wording'))
  }))
)

test('a validated sign outranks any number of supported ones, and a supported one any number from practice', () => {
  const compared = new Set<string>()
  fc.assert(
    fc.property(anyStep, anyStep, (one, other) => {
      const [a, b] = [weighNetwork(one, context), weighNetwork(other, context)]
      const [high, low] = stepsOf(a.reasons) >= stepsOf(b.reasons) ? [a, b] : [b, a]
      const [above, below] = [stepsOf(high.reasons), stepsOf(low.reasons)]
      if (above === below) return
      compared.add(`${above} ${below}`)
      assert.ok(high.priority > low.priority, `${high.priority} of step ${above}, ${low.priority} of step ${below}`)
    }),
    { numRuns: 400 }
  )
  assert.ok(compared.has('2 1') && compared.has('1 0'), [...compared].join(', '))
})

test('a network that is twice as large and otherwise the same has the same priority and class', () => {
  let ranked = 0
  fc.assert(
    fc.property(network, (members) => {
      // Thrice at least: what three adverts share is counted from the third on.
      const times = (count: number): WeighMember[] =>
        Array.from({ length: count }, (_, nth) =>
          members.map((one) => ({ ...one, advert: one.advert + 10_000 * nth }))
        ).flat()
      const [small, large] = [weighNetwork(times(12), context), weighNetwork(times(24), context)]
      assert.ok(large.priority <= small.priority, `${large.priority} of twice as many, ${small.priority} before`)
      assert.equal(large.class.name, small.class.name)
      if (small.priority > 0) ranked++
    }),
    { numRuns: 100 }
  )
  assert.ok(ranked > 50, 'hardly any network had a priority')
})

test('own conditions and a steady voice lower a priority and never raise it', () => {
  let lowered = 0
  fc.assert(
    fc.property(network, (members) => {
      const without = members.map((one) => ({
        ...one,
        signs: new Map([...one.signs].filter(([sign]) => sign !== 'screening'))
      }))
      const all = members.map((one) => ({ ...one, signs: new Map([...one.signs, ['screening', [[0, 3] as const]]]) }))
      const [a, b] = [weighNetwork(all, context).priority, weighNetwork(without, context).priority]
      assert.ok(a <= b)
      if (a < b) lowered++
    }),
    { numRuns: 200 }
  )
  assert.ok(lowered > 20, 'it hardly ever lowered anything')
})

test('adverts of one name and one number, as one person places them, are no signal', () => {
  for (const signs of [
    [],
    ['third-person'],
    ['always-available', 'plural-persons'],
    categories.filter((one) => !['quick-money-card', 'recruiting', 'youth-wording'].includes(one))
  ]) {
    const members = [1, 2, 3, 4].map((nth) =>
      advertOf(nth, {
        firstDay: nth,
        template: 1,
        phones: ['+31611111111'],
        names: ['anna'],
        places: [towns[0]],
        pictures: ['0'.repeat(64)],
        pricePerHour: 150,
        age: 30,
        signs
      })
    )
    assert.equal(decide(weighNetwork(members, context), members.length), false, signs.join(', '))
  }
})

const reason = (indicator: string, points: number, ...adverts: number[]): WeighReason => ({
  indicator,
  direction: points < 0 ? 'against' : 'for',
  points,
  evidence: indicators.get(indicator)?.evidence ?? '',
  title: { nl: '', en: '' },
  sentence: { nl: '', en: '' },
  caution: null,
  source: '',
  seenIn: adverts.map((advert) => ({ advert, spans: [] }))
})

test('a network is a signal by a validated sign with one over the network, by two supported ones or by the weight of practice, and not before', () => {
  const [validated, names, texts, low, card, work] = [
    reason('SX-T01', 230),
    reason('SX-C01', 25),
    reason('SX-C03', 25),
    reason('SX-T08', 1),
    reason('CE-08', 3),
    reason('LA-J08', 2)
  ]
  const against = reason('SX-T07', -2)
  const signal = (reasons: WeighReason[], members = 2, name: 'organised' | 'agency' = 'organised'): boolean =>
    decide({ class: { name }, reasons }, members)
  assert.deepEqual(
    {
      'validated alone': signal([validated]),
      'validated with another of adverts': signal([validated, low, reason('SX-T02', 220)]),
      'validated with one over the network': signal([validated, names]),
      'two supported': signal([names, texts]),
      'one supported, low ones': signal([names, low, reason('SX-T09', 1), reason('SX-T10', 1)]),
      'two supported, one against': signal([names, texts, against]),
      'three supported, one against': signal([names, texts, reason('SX-C04', 25), against]),
      'practice with weight': signal([card, work]),
      'practice without': signal([work, low]),
      'one advert': signal([names, texts], 1),
      'a class that is no ground': signal([validated, names, texts], 9, 'agency')
    },
    {
      'validated alone': false,
      'validated with another of adverts': false,
      'validated with one over the network': true,
      'two supported': true,
      'one supported, low ones': false,
      'two supported, one against': false,
      'three supported, one against': true,
      'practice with weight': true,
      'practice without': false,
      'one advert': false,
      'a class that is no ground': false
    }
  )
})

test('what only practice says against takes nothing from two signs that were studied, and all from what only practice says for', () => {
  const reason = (indicator: string, evidence: string, points: number) =>
    ({ indicator, evidence, points }) as unknown as WeighReason
  const two = [reason('SX-C01', 'supported', 25), reason('SX-C03', 'supported', 25)]
  const own = reason('SX-T21', 'practice', -3)
  const decided = (reasons: readonly WeighReason[]): boolean => decide({ class: { name: 'organised' }, reasons }, 5)
  assert.equal(decided([...two, own]), true)
  assert.equal(decided([...two, reason('SX-T07', 'supported', -2)]), false)
  const weight = [reason('CE-08', 'practice', 3), reason('LA-J08', 'practice', 2)]
  assert.equal(decided(weight), true)
  assert.equal(decided([...weight, own]), false)
})

test('a signal opens the few adverts that carry its reasons, the heaviest first, and nothing for reasons against', () => {
  const reasons = [
    reason('SX-T01', 230, 1, 2, 3, 4),
    reason('SX-C01', 25, 1, 5, 6),
    reason('SX-C02', 22, 7, 8, 9),
    reason('SX-T07', -2, 20),
    reason('SX-C06', 0, 30)
  ]
  assert.deepEqual(
    carriersOf(reasons, () => false, 5),
    [1, 7, 2, 5, 8]
  )
  assert.deepEqual(
    carriersOf(reasons, () => false, 2),
    [1, 7]
  )
  assert.deepEqual(
    carriersOf(reasons, (advert) => [1, 2, 6].includes(advert), 5),
    [7, 8],
    'what is open counts'
  )
  assert.deepEqual(
    carriersOf(reasons, () => false, -1),
    []
  )
})

test('the indicators that weighing must leave alone are in the table, each with a known rule', () => {
  const rules = new Map<string, number>()
  for (const { useRule } of indicators.values()) rules.set(useRule, (rules.get(useRule) ?? 0) + 1)
  for (const rule of ['never_score', 'handoff', 'checklist', 'lead_only'])
    assert.ok((rules.get(rule) ?? 0) > 0, `no indicator has the rule ${rule}: nothing would be proven`)
  const table = 'id,indicator,use_rule\nX-1,"a, ""b""",score\n'
  assert.equal(indicatorsOf(table).get('X-1')?.indicator, 'a, "b"')
  assert.throws(() => indicatorsOf(table.replace('score', 'score_high')), /X-1 has the unknown use_rule "score_high"/)
})
