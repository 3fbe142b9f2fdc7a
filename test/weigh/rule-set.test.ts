/** Sets of weights: what they may hold, that steps outrank sums under every one of them, and what becomes of a set under a newer program. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { decide } from '../../src/weigh/decide.ts'
import { indicators } from '../../src/weigh/indicators.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import {
  adoptedSet,
  boundsOf,
  differences,
  setDigest,
  setOf,
  shippedSet,
  signsOf,
  stepsFor,
  type RuleSet,
  type SignStep
} from '../../src/weigh/rules/rule-set.ts'
import { weighNetwork, type Weighed } from '../../src/weigh/weigh.ts'
import { advertOf } from './members.ts'

const context = { medianPerHour: new Map<string, number>() }
const shipped = signsOf(shippedSet)

/** The shipped set with some signs otherwise. */
const withSigns = (...changes: readonly (readonly [of: string, step: SignStep, points: number])[]) => {
  const other = new Map(changes.map(([of, step, points]) => [of, { of, step, points }]))
  return shipped.map((one) => other.get(one.of) ?? one)
}
const fits = (signs: Parameters<typeof setOf>[0]): RuleSet => {
  const made = setOf(signs)
  return made.kind === 'set' ? made.set : assert.fail(`${made.of} ${made.why}`)
}
const wrong = (signs: Parameters<typeof setOf>[0]): string => {
  const made = setOf(signs)
  return made.kind === 'none' ? `${made.of} ${made.why}` : 'fits'
}

test('what comes with the program is a set, of exactly the signs that may count', () => {
  assert.equal(wrong(shipped), 'fits')
  for (const { of } of shipped)
    assert.match(indicators.get(of)?.useRule ?? '', /^(?:score|score_low|counter|class)$/, of)
})

test('no set holds a sign that is never scored, handed over or only asked; none stands above its evidence or out of bounds', () => {
  const never = [...indicators.values()].filter((one) => !/^(?:score|score_low|counter|class)$/.test(one.useRule))
  assert.ok(never.some((one) => one.useRule === 'never_score') && never.some((one) => one.useRule === 'handoff'))
  for (const { id } of never) {
    assert.equal(wrong([...shipped, { of: id, step: 'practice', points: 1 }]), `${id} not-a-sign`)
    assert.equal(adoptedSet([...shipped, { of: id, step: 'practice', points: 1 }]).has(id), false, id)
  }
  for (const [of, step, points, says] of [
    ['SX-C01', 'validated', 250, 'SX-C01 step'],
    ['LA-J08', 'supported', 25, 'LA-J08 step'],
    ['SX-T03', 'validated', 250, 'SX-T03 step'],
    ['SX-T07', 'practice', 2, 'SX-T07 step'],
    ['SX-T01', 'against', 2, 'SX-T01 step'],
    ['SX-T01', 'validated', 251, 'SX-T01 points'],
    ['SX-T01', 'validated', 199.9, 'SX-T01 points'],
    ['SX-C01', 'supported', 26, 'SX-C01 points'],
    ['CE-08', 'practice', 3.1, 'CE-08 points'],
    ['SX-T08', 'practice', 1.1, 'SX-T08 points'],
    ['SX-T07', 'against', 3.1, 'SX-T07 points'],
    ['SX-T07', 'against', -1, 'SX-T07 points'],
    ['SX-T07', 'off', 1, 'SX-T07 points'],
    ['CE-08', 'practice', 2.25, 'CE-08 points'],
    ['CE-08', 'practice', Number.NaN, 'CE-08 points'],
    ['SX-T01', 'practice', 3, ' practice']
  ] as const)
    assert.equal(wrong(withSigns([of, step, points])), says, `${of} ${step} ${points}`)
  assert.equal(wrong(shipped.slice(1)), `${shipped[0]?.of} missing`)
  assert.equal(wrong([...shipped, ...shipped.slice(0, 1)]), ' missing')
})

const anySet: fc.Arbitrary<RuleSet> = fc
  .tuple(
    ...shipped.map(({ of }) =>
      fc
        .record({ step: fc.constantFrom(...stepsFor(of)), at: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(({ step, at }) => {
          const [least, most] = boundsOf(of, step)
          return { of, step, points: Math.round((least + (most - least) * at) * 10) / 10 }
        })
    )
  )
  .map((signs) => setOf(signs))
  .filter((made) => made.kind === 'set')
  .map((made) => made.set)

const phones = ['+31611111111', '+31612222222', '+31613333333']
const signs = [
  'third-person',
  'plural-persons',
  'screening',
  'own-rules',
  'advance-payment',
  'quick-money-card',
  'youth-wording'
]
const network: fc.Arbitrary<WeighMember[]> = fc.array(
  fc
    .record({
      advert: fc.nat(1000),
      phones: fc.subarray(phones),
      names: fc.subarray(['anna', 'bea', 'cleo']),
      template: fc.option(fc.nat(1)),
      disguised: fc.boolean(),
      signs: fc.subarray(signs)
    })
    .map(({ advert, disguised, ...given }) => advertOf(advert, { ...given, disguised: disguised ? [[0, 5]] : [] })),
  { minLength: 2, maxLength: 10 }
)

/** The highest step on which a sign for a look stands. */
function stepIn({ reasons }: Weighed, set: RuleSet): number {
  const steps = reasons.filter((one) => one.points > 0).map((one) => set.get(one.indicator)?.step ?? 'practice')
  return Math.max(0, ...steps.map((step) => ['practice', 'supported', 'validated'].indexOf(step)))
}

test('under every set a sign of a higher step outranks all below it together, and signs that are off are no reason', () => {
  const compared = new Set<string>()
  fc.assert(
    fc.property(anySet, network, network, (set, one, other) => {
      const both = [weighNetwork(one, context, set), weighNetwork(other, context, set)] as const
      const [low, high] = both.toSorted((a, b) => stepIn(a, set) - stepIn(b, set))
      for (const { reasons } of both)
        for (const { indicator, points } of reasons) {
          assert.notEqual(set.get(indicator)?.step, 'off', indicator)
          if (set.get(indicator)?.step === 'against') assert.ok(points <= 0, indicator)
        }
      if (low === undefined || high === undefined || stepIn(low, set) === stepIn(high, set)) return
      compared.add(`${stepIn(high, set)} ${stepIn(low, set)}`)
      assert.ok(high.priority > low.priority, `${high.priority} ${low.priority}`)
    }),
    { numRuns: 500 }
  )
  for (const pair of ['2 1', '2 0', '1 0']) assert.ok(compared.has(pair), [...compared].join(', '))
})

test('the class of a network is the same under every set, and the shipped set is what weighing uses without one', () => {
  fc.assert(
    fc.property(anySet, network, (set, members) => {
      const plain = weighNetwork(members, context)
      assert.deepEqual(weighNetwork(members, context, set).class, plain.class)
      assert.deepEqual(weighNetwork(members, context, shippedSet), plain)
      assert.deepEqual(weighNetwork(members, context, adoptedSet(shipped)), plain)
    }),
    { numRuns: 100 }
  )
})

test('a sign that was lowered decides by the step that people gave it', () => {
  const hand = Array.from({ length: 6 }, (_, nth) =>
    advertOf(nth, { phones: ['+31611111111'], names: [`naam ${nth}`], template: 1, disguised: [[0, 5]] })
  )
  const plain = weighNetwork(hand, context)
  const studied = plain.reasons.filter((one) => one.points >= 20).map((one) => one.indicator)
  assert.ok(studied.length >= 3 && decide(plain, 6), studied.join())
  const lowered = fits(withSigns(...studied.map((of) => [of, 'practice', 0.5] as const)))
  const weighed = weighNetwork(hand, context, lowered)
  assert.ok(weighed.priority < 10, `${weighed.priority}`)
  for (const of of studied) assert.equal(weighed.reasons.find((one) => one.indicator === of)?.step, 'practice', of)
  assert.equal(decide(weighed, 6), false)
  // What only practice says against takes away from a sign that was lowered to it.
  const each = Math.round(48 / studied.length) / 10
  const none = [['CE-08', 'off', 0] as const, ['LA-J08', 'off', 0] as const]
  const set = fits(withSigns(...none, ...studied.map((of) => [of, 'practice', each] as const)))
  assert.equal(decide(weighNetwork(hand, context, set), 6), true)
  const own = hand.map((one, nth) => (nth > 3 ? one : { ...one, signs: new Map([['own-rules', [[0, 3] as const]]]) }))
  assert.equal(decide(weighNetwork(own, context, set), 6), false)
})

test('a set of an earlier program: what is new stays off, what is gone is left out, what stands too high comes down', () => {
  const old = [
    ...withSigns(['SX-C01', 'validated', 230], ['CE-08', 'practice', 1]).filter((one) => one.of !== 'SX-T02'),
    { of: 'XX-01', step: 'validated', points: 250 } as const
  ]
  const now = adoptedSet(old)
  assert.deepEqual(
    [...now.keys()].toSorted(),
    shipped.map((one) => one.of)
  )
  assert.deepEqual(now.get('SX-T02'), { of: 'SX-T02', step: 'off', points: 0 })
  assert.deepEqual(now.get('SX-C01'), { of: 'SX-C01', step: 'supported', points: 25 })
  assert.deepEqual(now.get('CE-08'), { of: 'CE-08', step: 'practice', points: 1 })
})

test('a digest is of signs, steps and points, in any order; differences name both sides', () => {
  assert.equal(setDigest(shipped), setDigest(shipped.toReversed()))
  const other = withSigns(['CE-08', 'practice', 2], ['SX-T07', 'off', 0])
  assert.notEqual(setDigest(shipped), setDigest(other))
  assert.notEqual(setDigest(other), setDigest(withSigns(['CE-08', 'practice', 2], ['SX-T07', 'against', 0])))
  assert.deepEqual(
    differences(shipped, other).map(({ of, from, to }) => [of, from?.step, from?.points, to?.step, to?.points]),
    [
      ['CE-08', 'practice', 3, 'practice', 2],
      ['SX-T07', 'against', 2, 'off', 0]
    ]
  )
  assert.deepEqual(differences(shipped, shipped), [])
  assert.equal(differences(shipped, [...shipped, { of: 'XX-01', step: 'off', points: 0 }])[0]?.from, null)
})
