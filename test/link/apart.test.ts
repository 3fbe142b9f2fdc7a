/** A template joins hands that use one text, not hands whose texts only resemble each other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restoreLinker, type Linker } from '../../src/link/linker.ts'
import type { LinkDelta } from '../../src/link/event.ts'
import { eventOf, linkerOf, many, partitionOf, textOf, together } from './build.ts'

/** So many words that are the same for all, then words of one's own. */
const textWith = (shared: number, own: number): string => `${textOf(1, shared)} ${textOf(own, 44 - shared)}`

/** Two hands with a number and a text each; `shared` words of 44 are the same. */
function twoHands(shared: number): Linker {
  return linkerOf(
    ...many(0, 6, () => ({ phone: 'a', text: textWith(shared, 100) })),
    ...many(6, 5, () => ({ phone: 'b', text: textWith(shared, 200) }))
  )
}

const picture = (n: number): string => ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(8)

const settle = (linker: Linker, seq: number): LinkDelta => linker.apply({ seq, at: '', kind: 'settle' })

test('two hands whose texts resemble each other are told apart once all is known, and the link of their texts ends', () => {
  const linker = twoHands(24)
  assert.equal(linker.templateOf(0), linker.templateOf(6), 'of two templates: this test proves nothing')
  assert.ok(together(linker, 0, 6))
  const told = settle(linker, 20)
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5', '6,7,8,9,10'])
  assert.deepEqual(
    told.edges.filter((edge) => edge.op === 'revoked').map(({ kind }) => kind),
    ['text']
  )
  assert.ok(told.edges.every((edge) => edge.op === 'revoked' || edge.a < 6))
  const again = settle(linker, 21)
  assert.deepEqual([again.networks, again.edges], [[], []])
})

test('two hands with nearly the same text stay together', () => {
  const linker = twoHands(36)
  settle(linker, 20)
  assert.deepEqual(partitionOf(linker).length, 1)
})

test('strangers who copy one script are told apart where both place often: the nearest of many pairs are much alike by chance', () => {
  const often = (place: number): Linker =>
    linkerOf(
      ...many(0, 8, () => ({ phone: 'a', text: textWith(32, 100) })),
      ...many(8, place, () => ({ phone: 'b', text: textWith(32, 200) }))
    )
  for (const [place, networks] of [
    [3, 1],
    [8, 2]
  ] as const) {
    const linker = often(place)
    settle(linker, 20)
    assert.equal(partitionOf(linker).length, networks)
  }
})

test('what a hand that was told apart places next does not bring it back, also after a restart', () => {
  for (const goOn of [(linker: Linker) => linker, (linker: Linker) => restoreLinker([...linker.snapshot()])]) {
    const before = twoHands(24)
    settle(before, 20)
    const linker = goOn(before)
    linker.apply(eventOf({ id: 11, phone: 'b', text: textWith(24, 200) }, 21))
    assert.deepEqual([together(linker, 11, 6), together(linker, 11, 0)], [true, false])
  }
})

test('a hand that takes up the text of another is joined to it when all is looked at again', () => {
  const linker = twoHands(24)
  for (const sketch of many(30, 6, () => ({ phone: 'a', text: textWith(24, 100) }))) linker.apply(eventOf(sketch))
  settle(linker, 40)
  for (const sketch of many(41, 3, () => ({ phone: 'b', text: textWith(24, 100) }))) linker.apply(eventOf(sketch))
  assert.equal(together(linker, 0, 6), false)
  const told = settle(linker, 50)
  assert.ok(together(linker, 0, 6))
  assert.ok(told.edges.some((edge) => edge.op === 'made' && edge.kind === 'text'))
})

test('adverts with a link of their own and no number are a hand here too; an advert that is alone follows the template', () => {
  const linker = linkerOf(
    ...many(0, 6, () => ({ phone: 'a', text: textWith(24, 100) })),
    ...many(6, 4, () => ({ url: 'https://own.example', text: textWith(24, 200) })),
    { id: 10, text: textWith(24, 300) }
  )
  assert.equal(partitionOf(linker).length, 1)
  settle(linker, 20)
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5,10', '6,7,8,9'])
})

test('an advert with the text of a hand that was told apart is no bridge from it to the hand that stands', () => {
  const linker = linkerOf(
    ...many(0, 6, () => ({ phone: 'a', text: textWith(24, 100) })),
    ...many(6, 4, () => ({ url: 'https://own.example', text: textWith(24, 200), pictures: [picture(2)] })),
    { id: 10, text: textWith(24, 200), pictures: [picture(2)] }
  )
  assert.equal(partitionOf(linker).length, 1)
  settle(linker, 20)
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5', '6,7,8,9,10'])
})

test('a snapshot of before texts were noted joins as it did', () => {
  const pieces = [...twoHands(24).snapshot()].filter(({ name }) => !/^(apart|minHashes)/.test(name))
  const linker = restoreLinker(pieces)
  settle(linker, 20)
  assert.equal(partitionOf(linker).length, 1)
})

test('adverts that share a link or account do not all follow one picture that one of them shows', () => {
  const owner = many(0, 3, () => ({ phone: 'a', text: textOf(1), pictures: [picture(1)] }))
  const campaign = many(3, 4, (nth) => ({
    url: 'https://own.example',
    text: textOf(nth === 0 ? 3 : 2),
    pictures: nth === 0 ? [picture(1)] : []
  }))
  assert.deepEqual(partitionOf(linkerOf(...owner, ...campaign)), ['0,1,2', '3,4,5,6'])
  const linker = linkerOf(...owner, campaign[0]!)
  assert.deepEqual(partitionOf(linker), ['0,1,2,3'])
  const parted = linker.apply(eventOf(campaign[1]!))
  assert.deepEqual(partitionOf(linker), ['0,1,2', '3,4'])
  assert.ok(parted.edges.some((edge) => edge.op === 'revoked' && edge.kind === 'picture'))
  assert.ok(
    parted.edges.every((edge) => edge.op === 'revoked' || edge.kind === 'url' || (edge.a < 3 && (edge.b ?? 0) < 3))
  )
})
