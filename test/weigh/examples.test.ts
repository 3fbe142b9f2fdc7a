/** The examples of reasons: the same in any order of arrival, those that can be read first, and as few to open as carry all reasons. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { carriersOf } from '../../src/weigh/carriers.ts'
import type { WeighMember } from '../../src/weigh/member.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'
import { advertsOf, nameAt, numberAt, towns } from './members.ts'

const context = { medianPerHour: new Map<string, number>() }

/** Thirty adverts of one hand; hidden numbers in every third, the third person in the last ten. */
const hand = advertsOf(30, (nth) => ({
  template: 1,
  firstDay: 100 + nth,
  names: [nameAt(nth)],
  phones: [numberAt(nth % 3)],
  // In one place: two far apart would be carried by those two alone.
  places: [towns[0]],
  pictures: ['0f'.repeat(32)],
  disguised: nth % 3 === 0 ? [[20, 32]] : [],
  signs: nth >= 20 ? ['third-person'] : []
}))

/** What the examples of each reason say, whatever numbers the adverts bear. */
function shown(members: readonly WeighMember[], opened: ReadonlySet<number> = new Set()): unknown {
  const says = new Map(members.map((one) => [one.advert, `${one.firstDay} ${one.names[0]}`]))
  return weighNetwork(members, { ...context, opened }).reasons.map((reason) => [
    reason.indicator,
    reason.seenIn.map((one) => says.get(one.advert))
  ])
}

test('the same adverts are named in any order of arrival, whatever numbers they bear', () => {
  const expected = shown(hand)
  fc.assert(
    fc.property(fc.shuffledSubarray(hand, { minLength: hand.length }), (arrived) => {
      const numbered = arrived.map((one, nth) => ({ ...one, advert: nth + 1 }))
      assert.deepEqual(shown(numbered), expected)
    }),
    { numRuns: 30 }
  )
})

test('adverts that can be read are named first, and a reason that two of them carry opens none', () => {
  const opened = new Set([28, 25])
  const { reasons } = weighNetwork(hand, { ...context, opened })
  for (const reason of reasons.filter((one) => one.points > 0 && one.seenIn.length > 0)) {
    const carrying = reason.seenIn.filter((one) => opened.has(one.advert)).length
    assert.deepEqual(
      reason.seenIn.slice(0, carrying).map((one) => opened.has(one.advert)),
      Array.from({ length: carrying }, () => true),
      reason.indicator
    )
  }
  assert.deepEqual(
    carriersOf(reasons, (advert) => opened.has(advert), 5),
    []
  )
})

test('what carries most reasons is opened, so that two adverts show all that two can show', () => {
  const { reasons } = weighNetwork(hand, context)
  assert.ok(reasons.filter((one) => one.points > 0).length >= 6, reasons.map((one) => one.indicator).join(' '))
  const opened = carriersOf(reasons, () => false, 5)
  assert.equal(opened.length, 2, opened.join(' '))
  // Each of them hides its number and speaks of somebody else: by number the first adverts do not.
  for (const advert of opened) {
    const one = hand[advert - 1]
    assert.ok(one !== undefined && one.disguised.length > 0 && one.signs.has('third-person'), String(advert))
  }
})
