/** The same or not, without a database: what follows from answers, which pairs are near, what is compared; and towns that are names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classesOf } from '../../src/desk/duels/duel-classes.ts'
import { nearPairs } from '../../src/desk/duels/duel-pairs.ts'
import { comparePair } from '../../src/desk/duels/pair-compare.ts'
import { markedOf, type Marked } from '../../src/desk/duels/pair-marks.ts'
import type { OpenSide } from '../../src/desk/duels/pair-sides.ts'
import { mistakenPlaces, namesIn, placesIn } from '../../src/desk/facts/place-or-name.ts'
import { unansweredOf } from '../../ui/src/screens/duel/rounds.ts'
import { tied } from '../../src/desk/networks/network-ties.ts'
import { layOut } from '../../src/desk/networks/network-layout.ts'
import { readingOf } from '../support/sample-page.ts'

function side(body: string, more: Partial<OpenSide> = {}): OpenSide {
  return {
    site: 'een.example',
    at: '2026-03-01T10:00:00Z',
    network: null,
    template: null,
    reading: readingOf({ title: 'Aanbod', body }),
    ...more
  }
}

function marks(sides: ReadonlyMap<number, OpenSide>): Map<number, Marked> {
  return new Map([...sides].map(([advert, one]) => [advert, markedOf(one)]))
}

const half = 'wij zoeken mensen die graag buiten werken en van dieren houden'
const texts = [
  `${half} het gaat om schapen koeien en twee oude paarden bij een boerderij aan de dijk`,
  `${half} verder vragen wij een rijbewijs een eigen fiets en zin om vroeg op te staan`,
  'te koop een goede stadsfiets met nieuwe banden een mand een slot en twee lampen voor weinig geld'
]

test('Journey 5 a is b and b is c make a and c one hand, and b is not d makes a not d', () => {
  const { said, way } = classesOf([
    { id: 1, kind: 'same', a: 1, b: 2 },
    { id: 2, kind: 'same', a: 2, b: 3 },
    { id: 3, kind: 'different', a: 3, b: 4 }
  ])
  assert.deepEqual(
    [said(1, 3), said(1, 4), said(4, 2), said(1, 5), said(4, 5)],
    ['same', 'different', 'different', null, null]
  )
  assert.deepEqual([way(1, 3), way(1, 4)], [[1, 2, 3], null])
})

test('alike texts of different networks are a pair, those of one network and unlike ones are none', () => {
  const sides = new Map(texts.map((text, at) => [at + 1, side(text)]))
  assert.deepEqual(
    nearPairs(marks(sides)).map(({ a, b, why }) => [a, b, why]),
    [[1, 2, 'text']]
  )
  const one = new Map(texts.map((text, at) => [at + 1, side(text, { network: 7 })]))
  assert.deepEqual(nearPairs(marks(one)), [])
})

test('a value that two networks state and that joined nobody makes them a pair, before alike texts', () => {
  const sides = new Map([
    [1, side(`${texts[2]} Bel 06 12345678`)],
    [2, side('iets heel anders over planten in potten Bel 06 12345678')],
    [3, side(texts[0] ?? '')],
    [4, side(texts[1] ?? '')]
  ])
  assert.deepEqual(
    nearPairs(marks(sides)).map(({ a, b, why }) => [a, b, why]),
    [
      [1, 2, 'value'],
      [3, 4, 'text']
    ]
  )
})

test('two adverts are compared in what they share and what speaks against, never in their language', () => {
  const a = side(`Ik heet Marco. ${texts[0]} Bel 06 12345678 in Venlo`)
  const b = side(`Ik heet Stefan. ${texts[2]} Bel 06 87654321 in Groningen`)
  const { common, against } = comparePair(a, b)
  assert.deepEqual(common, [])
  assert.deepEqual(against.map((one) => one.kind).toSorted(), ['far', 'name', 'phone', 'text'])
  assert.equal(against.find((one) => one.kind === 'far')?.a[0], 'Venlo')
  const same = comparePair(a, a)
  assert.deepEqual(same.against, [])
  assert.ok(same.common.some((one) => one.kind === 'text' && one.amount === 100))
})

test('a first name that is also a town is a place only where the words ask for one, and names no network otherwise', () => {
  const fact = (kind: 'place' | 'name', text: string, word: string) => {
    const start = text.indexOf(word)
    return {
      kind,
      value: word,
      raw: word,
      start,
      end: start + word.length,
      method: 'x',
      version: 1,
      confidence: 0.9
    } as const
  }
  const she = 'Lieve groet van Charlotte en Sofia'
  const there = 'Te bezoeken in Charlotte, niet ver weg'
  const [asName, asPlace] = [
    { text: she, facts: [fact('place', she, 'Charlotte'), fact('place', she, 'Sofia'), fact('name', she, 'Sofia')] },
    { text: there, facts: [fact('place', there, 'Charlotte'), fact('name', there, 'Charlotte')] }
  ]
  assert.deepEqual([placesIn(asName), namesIn(asName)], [[], ['Sofia']])
  assert.deepEqual([placesIn(asPlace).map((one) => one.value), namesIn(asPlace)], [['Charlotte'], []])
  assert.deepEqual([...mistakenPlaces([asName])], ['Charlotte', 'Sofia'])
  assert.deepEqual([...mistakenPlaces([asName, asPlace])], ['Sofia'], 'a place that is stated as one elsewhere stays')
  assert.equal(
    placesIn({ text: 'Venlo', facts: [fact('place', 'Venlo', 'Venlo')] }).length,
    1,
    'a town that is no name needs no words'
  )
})

test('Journey 5 on the screen an answer about two networks answers their other pairs too, and taking it back asks them again', () => {
  const pair = (a: number, b: number, networkA: number | null = null, networkB: number | null = null) => {
    const of = (advert: number, network: number | null) => ({
      advert,
      network,
      size: 1,
      site: '',
      at: '',
      title: '',
      text: ''
    })
    return {
      a: of(a, networkA),
      b: of(b, networkB),
      why: 'text' as const,
      percent: 20,
      compared: { common: [], against: [] }
    }
  }
  const pairs = [pair(1, 2), pair(2, 3), pair(1, 3), pair(3, 4), pair(1, 4), pair(5, 6, 9, 8)]
  const left = (answers: readonly ['same' | 'different' | 'unsure', number][]): string[] =>
    unansweredOf(
      pairs,
      answers.flatMap(([answer, at]) => {
        const of = pairs[at]
        return of === undefined ? [] : [{ pair: of, answer, judgement: at }]
      })
    ).map(({ a, b }) => `${a.advert}-${b.advert}`)
  assert.deepEqual(
    left([
      ['same', 0],
      ['same', 1]
    ]),
    ['3-4', '1-4', '5-6']
  )
  assert.deepEqual(
    left([
      ['same', 0],
      ['same', 1],
      ['different', 3]
    ]),
    ['5-6']
  )
  assert.deepEqual(left([['unsure', 0]]), ['2-3', '1-3', '3-4', '1-4', '5-6'])
  assert.deepEqual(
    left([['same', 0]]),
    ['2-3', '1-3', '3-4', '1-4', '5-6'].filter((one) => one !== '')
  )
})

test('what sealed adverts share is one unnamed thing of its kind; links say only that it meets what open ones share', () => {
  const link = (a: number, b: number, blind: string) => ({ kind: 'phone', blind, a, b, rarity: 3 })
  const { things, bridges } = tied([link(1, 2, 'aa'), link(2, 3, 'aa'), link(3, 4, 'bb')], new Set([1, 2]))
  assert.deepEqual(
    things.map(({ id, blind, sealed, adverts }) => ({ id, blind, sealed, adverts })),
    [
      { id: 'phone:aa', blind: 'aa', sealed: false, adverts: [1, 2] },
      { id: 'sealed:phone', blind: null, sealed: true, adverts: [3, 4] }
    ]
  )
  assert.deepEqual(bridges, [['phone:aa', 'sealed:phone']])
})

test('a layout is the same every time and nothing in it overlaps', () => {
  const items = Array.from({ length: 60 }, (_, at) => ({ r: 10 + (at % 7) * 8 }))
  const ties = items.map((_one, at) => ({ a: at, b: (at * 7 + 1) % 60, weight: at }))
  const spots = layOut(items, ties)
  assert.deepEqual(layOut(items, ties), spots)
  for (const [a, one] of spots.entries())
    for (const [b, other] of spots.entries())
      if (a < b)
        assert.ok(
          Math.hypot(one.x - other.x, one.y - other.y) >= (items[a]?.r ?? 0) + (items[b]?.r ?? 0),
          `${a} over ${b}`
        )
})
