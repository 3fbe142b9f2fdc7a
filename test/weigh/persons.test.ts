/** Names and numbers are counted as persons and contacts that differ, not as what one advert lists or what was read in two ways. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areSeveral, differingNames, differingNumbers } from '../../src/weigh/persons.ts'
import { weighNetwork } from '../../src/weigh/weigh.ts'
import { advertsOf, nameAt, numberAt, towns, type Given } from './members.ts'

test('adverts that list the persons of one house beside their own name are not under other names for that', () => {
  const lists = [['anna'], ['bea', 'anna'], ['anna', 'cleo', 'bea'], ['cleo', 'anna']]
  assert.equal(differingNames(advertsOf(4, (nth) => ({ names: lists[nth] ?? [] }))), 1)
  assert.equal(differingNames(advertsOf(4, (nth) => ({ names: [nameAt(nth)] }))), 4)
})

test('one national number that was read under two countries is one number; two of one country are two', () => {
  const read = (...phones: string[]): number =>
    differingNumbers(advertsOf(phones.length, (nth) => ({ phones: [phones[nth] ?? ''] })))
  assert.equal(read('+447700900246', '+407700900246'), 1)
  assert.equal(read('+447700900246', '+40770090024'), 1)
  assert.equal(read('+31639980156', '+33639980156', '+31639980157'), 2)
  assert.equal(read('+447700900246', '+447700900247', '+31611111111'), 3)
})

test('one name that takes another number, or tours with her pictures, shows no sign over the network; two names do', () => {
  const found = (names: number, numbers: number): string[] =>
    weighNetwork(
      advertsOf(9, (nth) => ({
        template: 1,
        firstDay: 100 + 7 * nth,
        names: [nameAt(nth % names)],
        phones: [numberAt(nth % numbers)],
        pictures: ['0f'.repeat(32)],
        places: [towns[nth % 3] ?? towns[0]]
      })),
      { medianPerHour: new Map() }
    ).reasons.map((one) => one.indicator)
  assert.deepEqual(
    found(1, 2).filter((one) => one === 'SX-C03' || one === 'SX-C04'),
    []
  )
  assert.ok(found(2, 1).includes('SX-C03') && found(2, 1).includes('SX-C04'))
  assert.ok(found(1, 3).includes('SX-C03') && !found(1, 3).includes('SX-C04'))
  assert.equal(areSeveral(1, 2), false)
})

test('one number or account serves two names where these are far apart within days; at one place, on a tour of one, or later it does not', () => {
  const found = (change: (nth: number) => Given): number | undefined =>
    weighNetwork(
      advertsOf(6, (nth) => ({
        names: [nth % 2 === 0 ? 'anna' : 'bea'],
        phones: ['+31611111111'],
        firstDay: 100 + 2 * nth,
        places: [nth % 2 === 0 ? towns[0] : towns[1]],
        ...change(nth)
      })),
      { medianPerHour: new Map() }
    ).reasons.find((one) => one.indicator === 'SX-C01')?.points
  assert.ok((found(() => ({})) ?? 0) > 0)
  assert.ok((found(() => ({ phones: [], account: 'anna1' })) ?? 0) > 0)
  assert.equal(
    found(() => ({ phones: [] })),
    undefined
  )
  assert.equal(
    found(() => ({ places: [towns[0]] })),
    undefined
  )
  assert.equal(
    found(() => ({ names: ['anna'] })),
    undefined
  )
  assert.equal(
    found((nth) => ({ firstDay: 100 + 4 * nth })),
    undefined
  )
})
