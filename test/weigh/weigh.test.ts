/** Weighing obeys the use rules of the indicators: what may not score does not, points add up, and persons are no networks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../src/weigh/decide.ts'
import { indicators, indicatorsOf } from '../../src/weigh/indicators.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'

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
  'around-the-clock'
]
const towns = [
  { name: 'Utrecht', lat: 52.09, lon: 5.12 },
  { name: 'Groningen', lat: 53.22, lon: 6.57 },
  { name: 'Maastricht', lat: 50.85, lon: 5.69 }
]
const context = { medianPerHour: new Map([['EUR Utrecht', 150]]) }

const member: fc.Arbitrary<WeighMember> = fc
  .record({
    advert: fc.nat(1000),
    firstDay: fc.nat(60),
    life: fc.nat(30),
    template: fc.option(fc.nat(2)),
    phone: fc.subarray(['+31611111111', '+31612222222', '+31613333333', '+31614444444']),
    name: fc.subarray(['anna', 'bea', 'cleo', 'dana']),
    place: fc.subarray(towns),
    picture: fc.subarray(['p1', 'p2']),
    price: fc.option(fc.integer({ min: 30, max: 300 })),
    age: fc.option(fc.integer({ min: 18, max: 60 })),
    disguised: fc.boolean(),
    ownUrl: fc.boolean(),
    signs: fc.subarray(categories)
  })
  .map((one) => ({
    advert: one.advert,
    site: 'a.example',
    firstDay: one.firstDay,
    lastDay: one.firstDay + one.life,
    template: one.template,
    phones: one.phone,
    names: one.name,
    places: one.place,
    pictures: one.picture,
    ownUrl: one.ownUrl,
    pricePerHour: one.price,
    currency: 'EUR',
    age: one.age,
    disguised: one.disguised ? [[0, 5] as const] : [],
    signs: new Map(one.signs.map((sign) => [sign, [[0, 3] as const]]))
  }))
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
  const own = (advert: number, signs: readonly string[]): WeighMember => ({
    advert,
    site: 'a.example',
    firstDay: advert,
    lastDay: advert + 20,
    template: 1,
    phones: ['+31611111111'],
    names: ['anna'],
    places: [towns[0] ?? { name: '', lat: 0, lon: 0 }],
    pictures: ['p1'],
    ownUrl: false,
    pricePerHour: 150,
    currency: 'EUR',
    age: 30,
    disguised: [],
    signs: new Map(signs.map((sign) => [sign, [[0, 3] as const]]))
  })
  for (const signs of [
    [],
    ['third-person'],
    ['around-the-clock', 'plural-persons'],
    categories.filter((one) => one !== 'quick-money-card' && one !== 'recruiting')
  ]) {
    const members = [1, 2, 3, 4].map((nth) => own(nth, signs))
    assert.equal(decide(weighNetwork(members, context), members.length), false, signs.join(', '))
  }
})

test('a network is a signal from four points, two reasons for it and two adverts on, and not before', () => {
  const weighed = (...points: number[]) => ({
    priority: Math.max(
      0,
      points.reduce((sum, each) => sum + each, 0)
    ),
    reasons: points.map((each) => ({
      indicator: 'X',
      direction: 'for' as const,
      points: each,
      evidence: '',
      title: { nl: '', en: '' },
      sentence: { nl: '', en: '' },
      caution: null,
      source: '',
      seenIn: []
    }))
  })
  assert.deepEqual(
    [
      decide(weighed(2, 2), 2),
      decide(weighed(2, 1.9), 2),
      decide(weighed(9), 2),
      decide(weighed(9, 0, -1), 2),
      decide(weighed(2, 2), 1)
    ],
    [true, false, false, false, false]
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
