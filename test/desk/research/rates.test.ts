/** S3.5: rates rest on sources that were observed in all weeks, and are what they were before adverts were erased, or are not told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ratesIn, type RateParts } from '../../../src/desk/phenomenon/rates.ts'
import { withheld, type Cell, type Dimension } from '../../../src/model/phenomena/traits.ts'
import type { CountedAdvert, FoldedCount } from '../../../src/store/phenomena/counted-adverts.ts'
import { foldLevel } from '../../../src/store/phenomena/fold-erased.ts'
import { fc } from '../../properties.ts'

const weeks = ['2026-W30', '2026-W31']
type One = readonly [network: number, source: string, place: string, price: string, week: string]
let lastId = 0
const advert = (one: One): CountedAdvert => {
  const [network, source, place, price, week] = one
  const cell: Cell = { week, place, form: 'x', language: 'nl', source, price, disguise: 'open' }
  return { id: ++lastId, network, cell, place: null }
}
const hands = (
  from: number,
  to: number,
  source: string,
  { place = 'A', price = 'low', week = '2026-W30' } = {}
): One[] => Array.from({ length: to - from + 1 }, (_, at) => [from + at, source, place, price, week])

/** What is left of adverts that are erased one batch after another, as the database adds it up. */
function erased(all: readonly CountedAdvert[], batches: readonly (readonly CountedAdvert[])[]) {
  let living = all
  const kept = new Map<string, FoldedCount>()
  for (const gone of batches) {
    living = living.filter((one) => !gone.includes(one))
    for (const level of ['week', 'source', 'place', 'all'] as const)
      for (const one of gone.length === 0 ? [] : foldLevel(level, gone, living)) {
        const name = JSON.stringify([level, one.cell])
        const before = kept.get(name)
        const [adverts, networks] = [one.adverts + (before?.adverts ?? 0), one.networks + (before?.networks ?? 0)]
        kept.set(name, { ...one, adverts, networks })
      }
  }
  return { living, level: (name: string) => [...kept.values()].filter((one) => one.level === name) }
}

function rates(
  all: readonly CountedAdvert[],
  batches: readonly (readonly CountedAdvert[])[],
  steady: readonly string[],
  filters: RateParts['filters'] = {}
): (number | null)[] {
  const { living, level } = erased(all, batches)
  const names = Object.keys(filters) as Dimension[]
  const [whole, bySource] = names.length === 0 ? ['week', 'source'] : [names[0] ?? '', 'all']
  const parts = { living, whole: level(whole), bySource: level(bySource), steady: new Set(steady), filters }
  return ratesIn(parts, weeks)
}

test('S3.5 a network on two sources is one in the rate, whether its adverts live, were erased, or live on one of them', () => {
  const [one, other] = [hands(1, 12, 'a').map(advert), hands(1, 12, 'b').map(advert)]
  const all = [...one, ...other]
  assert.deepEqual(rates(all, [], ['a', 'b']), [6, 0])
  assert.deepEqual(rates(all, [all], ['a', 'b']), [6, 0], 'erased together')
  assert.deepEqual(rates(all, [one, other], ['a', 'b']), [6, 0], 'one source after the other')
  assert.deepEqual(rates(all, [one], ['a', 'b']), [6, 0], 'on the other they live')
  assert.deepEqual(rates(all, [all], ['a', 'b'], { place: 'A' }), [6, 0])
})

test('S3.5 beside a source that is not steady a week is told where no network may count twice, and not where one may', () => {
  const [a, b, fresh] = [hands(1, 12, 'a'), hands(7, 18, 'b'), hands(101, 120, 'new')].map((of) => of.map(advert))
  assert.ok(a && b && fresh)
  const all = [...a, ...b, ...fresh]
  assert.deepEqual(rates(all, [], ['a', 'b']), [9, 0])
  assert.deepEqual(rates(all, [fresh], ['a', 'b']), [9, 0])
  assert.deepEqual(rates(all, [all], ['a', 'b']), [null, 0])
  assert.deepEqual(rates(all, [a], ['a', 'b']), [null, 0])
  assert.deepEqual(rates([...a, ...fresh], [[...a, ...fresh]], ['a', 'b']), [6, 0])
  assert.deepEqual(rates([...a, ...fresh], [a.slice(0, 6)], ['a']), [12, 0])
  const twice = [...a, ...hands(1, 12, 'a').map(advert), ...b, ...fresh]
  assert.deepEqual(rates(twice, [a], ['a', 'b']), [9, 0], 'each lives on where it went')
  const prices = [hands(1, 12, 'a'), hands(1, 12, 'a', { price: 'high' }), hands(101, 109, 'new')].flat()
  const two = prices.map(advert)
  assert.deepEqual(rates(two, [], ['a'], { place: 'A' }), [12, 0])
  assert.deepEqual(rates(two, [two], ['a'], { place: 'A' }), [null, 0], 'in two price classes each')
})

test('S3.3 S3.5 a network that goes from two cells at once is one in the coarser cell that both come to, and among the five that it needs', () => {
  const priced = (from: number, to: number, price: string) => hands(from, to, 'a', { price }).map(advert)
  const withPrice = (gone: readonly CountedAdvert[]) =>
    foldLevel('all', gone, []).map(({ cell, adverts, networks }) => [cell.form, cell.price, adverts, networks])
  assert.deepEqual(withPrice([...priced(1, 4, 'low'), ...priced(3, 6, 'high')]), [['x', withheld, 8, 6]])
  assert.deepEqual(withPrice([...priced(1, 3, 'low'), ...priced(1, 3, 'high')]), [[withheld, withheld, 6, 3]])
})

test('S3.3 S3.5 few networks, few beside them, no steady source, and erased adverts of which the place was not kept make no rate', () => {
  const all = [...hands(1, 9, 'a'), ...hands(21, 24, 'new'), ...hands(1, 4, 'a', { place: 'B', week: '2026-W31' })].map(
    advert
  )
  assert.deepEqual(rates(all, [], ['a']), [null, null])
  assert.deepEqual(rates(all.slice(0, 9), [], ['a']), [9, 0])
  assert.deepEqual(rates(all.slice(0, 9), [], []), [null, null])
  const places = [...hands(1, 9, 'a'), ...hands(31, 34, 'a', { place: 'C' })].map(advert)
  assert.deepEqual(rates(places, [], ['a'], { place: 'A' }), [9, 0])
  // The four of C go: whether they were of A is not kept.
  assert.deepEqual(rates(places, [places.slice(9)], ['a'], { place: 'A' }), [null, 0])
  assert.deepEqual(rates(places, [places.slice(9)], ['a']), [13, 0])
})

test('S3.5 a rate is what it was before adverts were erased, or it is not told, whatever goes in which order', () => {
  const one = fc.tuple(
    fc.integer({ min: 1, max: 16 }),
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('A', 'B'),
    fc.constantFrom('low', 'high'),
    fc.constantFrom(...weeks)
  )
  let told = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(one, fc.nat(3)), { minLength: 20, maxLength: 90 }),
      fc.constantFrom(['a'], ['a', 'b'], ['a', 'b', 'c']),
      fc.constantFrom<RateParts['filters']>({}, { place: 'A' }),
      (drawn, steady, filters) => {
        const all = drawn.map(([of]) => advert(of))
        const batches = [1, 2, 3].map((nth) => all.filter((_, at) => drawn[at]?.[1] === nth))
        const before = rates(all, [], steady, filters)
        for (const [at, rate] of rates(all, batches, steady, filters).entries()) {
          assert.ok(rate === null || rate === before[at], `${rate} for ${before[at]}`)
          if (rate !== null && rate > 0) told++
        }
      }
    ),
    { numRuns: 60, seed: 29 }
  )
  assert.ok(told > 20, `${told} rates were told`)
})
