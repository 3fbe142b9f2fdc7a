/** Erasing in the linker: nothing that only erased adverts had is left in any byte of the state, and the others link as if it had never been. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntList, KeyTable } from '../../src/link/columns.ts'
import { erasedFields } from '../../src/link/erasing/erase-fields.ts'
import { createState } from '../../src/link/state.ts'
import { restoreLinker, type Linker } from '../../src/link/linker.ts'
import { advertOf, eventOf, linkerOf, partitionOf, textOf, valueKeyOf, type Sketch } from './build.ts'

/** Sixty adverts: shared and own phones, e-mails, texts of six kinds with words of their own, pictures of twelve. */
const world: Sketch[] = Array.from({ length: 60 }, (_, id) => ({
  id,
  phone: `p${id % 14}`,
  email: `e${id}`,
  text: `${textOf(id % 6)} ${textOf(1000 + id, 12)}`,
  name: `n${id}`,
  place: `s${id}`,
  pictures: [pictureOf(id % 12)]
}))

function pictureOf(seed: number): string {
  return Array.from({ length: 8 }, (_, i) =>
    ((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(i + 7, 0x85ebca6b)) >>> 0).toString(16).padStart(8, '0')
  ).join('')
}

/** Every whole number of the state, as the snapshot has it. */
function numbersOf(linker: Linker): Set<number> {
  const found = new Set<number>()
  for (const { name, bytes } of linker.snapshot()) {
    if (name.startsWith('people')) continue
    for (const one of new Int32Array(bytes.slice().buffer)) found.add(one)
  }
  return found
}

const textOfState = (linker: Linker): string =>
  [...linker.snapshot()].map((piece) => Buffer.from(piece.bytes).toString('latin1')).join('')

for (const [name, erased] of [
  ['a few', [3, 4, 17]],
  ['every second', world.filter((one) => one.id % 2 === 0).map((one) => one.id)],
  ['nearly all', world.filter((one) => one.id > 4).map((one) => one.id)],
  ['all', world.map((one) => one.id)]
] as const) {
  test(`C18 after erasing ${name} adverts no value, feature, name or picture that only they had is in the state`, () => {
    const linker = linkerOf(...world)
    linker.apply({ seq: 100, at: '', kind: 'hub', valueKind: 'email', key: valueKeyOf('email', 'e3'), state: 'hub' })
    linker.apply({ seq: 101, at: '', kind: 'reject', advert: 17, valueKind: 'email', key: valueKeyOf('email', 'e17') })
    const { values } = linker.erase(erased, '2026-03-02T00:00:00Z')
    const gone = new Set<number>(erased)
    const partsOf = (wanted: boolean): { words: Set<number>; keys: Set<string> } => {
      const adverts = world.filter((one) => gone.has(one.id) === wanted).map(advertOf)
      const keys = new Set(adverts.flatMap((one) => one.values.map((value) => value.key)))
      const halves = [...keys, ...adverts.flatMap((one) => one.pictures.map((picture) => picture.pdq))].flatMap((hex) =>
        (hex.match(/.{8}/g) ?? []).map((part) => parseInt(part, 16) | 0)
      )
      return { keys, words: new Set([...halves, ...adverts.flatMap((one) => [...one.features].map((f) => f | 0))]) }
    }
    const [erasedParts, left] = [partsOf(true), partsOf(false)]
    const own = [...erasedParts.words].filter((one) => !left.words.has(one) && Math.abs(one) > 100_000)
    assert.ok(own.length > 20, `only ${own.length} numbers are the erased adverts' own`)
    for (const state of [linker, restoreLinker(linker.snapshot())]) {
      const there = numbersOf(state)
      assert.deepEqual(
        own.filter((one) => there.has(one)),
        []
      )
    }
    const dead = [...erasedParts.keys].filter((key) => !left.keys.has(key))
    assert.deepEqual([...values].sort(), dead.toSorted())
    assert.deepEqual(
      dead.filter((key) => textOfState(linker).includes(key)),
      []
    )
  })
}

test('C18 after erasing, what is left is linked as by a linker that never saw the erased', () => {
  const erased = new Set(world.filter((one) => one.id % 3 === 0).map((one) => one.id))
  const linker = linkerOf(...world)
  const before = partitionOf(linker)
  linker.erase([...erased], '2026-03-02T00:00:00Z')
  const never = linkerOf(...world.filter((one) => !erased.has(one.id)))
  assert.deepEqual(partitionOf(linker), partitionOf(never))
  assert.notDeepEqual(partitionOf(linker), before)
})

test('C18 erasing many at once joins like erasing one by one, and twice changes nothing', () => {
  const erased = world.filter((one) => one.id % 4 !== 1).map((one) => one.id)
  const [together, apart] = [linkerOf(...world), linkerOf(...world)]
  together.erase(erased, '2026-03-02T00:00:00Z')
  for (const id of erased) apart.erase([id], '2026-03-02T00:00:00Z')
  assert.deepEqual(partitionOf(together), partitionOf(apart))
  const state = textOfState(together)
  assert.deepEqual(together.erase(erased, '2026-03-02T00:00:00Z').values, [])
  assert.equal(textOfState(together), state)
})

test('C18 after erasing, the linker goes on: a new advert joins by values, text and pictures of those that are left', () => {
  const linker = linkerOf(...world)
  linker.erase(
    world.filter((one) => one.id % 6 !== 2).map((one) => one.id),
    '2026-03-02T00:00:00Z'
  )
  const next = (sketch: Sketch, seq: number): number | null => {
    linker.apply(eventOf(sketch, seq))
    return linker.networkOf(sketch.id)
  }
  const kept = world.filter((one) => one.id % 6 === 2)
  const byPhone = next({ id: 60, phone: kept[0]?.phone ?? '' }, 200)
  assert.ok(byPhone !== null && linker.members(byPhone).includes(2))
  const template = linker.templateOf(2)
  linker.apply(eventOf({ id: 61, text: textOf(2) }, 201))
  assert.equal(linker.templateOf(61), template)
  linker.apply(eventOf({ id: 62, phone: 'p3', email: 'e3', text: textOf(3) }, 202))
  assert.ok(linker.templateOf(62) !== null && linker.networkOf(62) === null)
})

test('T36 each field of the state and of a judgement has its line in the table of erasing, and a column of an erased advert becomes what it says', () => {
  const { options: _, ...state } = createState()
  const namesOf = (part: unknown): unknown =>
    typeof part === 'object' && part !== null && !(part instanceof IntList) && !(part instanceof KeyTable)
      ? Object.keys(part).sort()
      : 'one'
  const parts = Object.entries(state).map(([name, part]) => [name, namesOf(part)])
  const table = Object.entries(erasedFields).map(([name, part]) => [
    name,
    typeof part === 'string' ? 'one' : Object.keys(part).sort()
  ])
  assert.deepEqual(Object.fromEntries(table), Object.fromEntries(parts))
  const linker = linkerOf(...world)
  linker.erase([3], '2026-03-02T00:00:00Z')
  const pieces = new Map([...linker.snapshot()].map((piece) => [piece.name, piece.bytes]))
  for (const [column, fate] of Object.entries(erasedFields.adverts)) {
    if (typeof fate !== 'number') continue
    const bytes = pieces.get(`adverts/${column}:0`)
    assert.ok(bytes !== undefined, column)
    assert.equal(new Int32Array(bytes.slice().buffer)[3], fate, column)
  }
})
