/** State and deltas: idempotence, snapshots, stable ids, and how networks are told to merge and split. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLinker, restoreLinker } from '../../src/link/linker.ts'
import { linkVersion } from '../../src/link/version.ts'
import { eventOf, linkerOf, partitionOf, textOf, valueKeyOf } from './build.ts'

const dump = (linker: ReturnType<typeof linkerOf>): string =>
  [...linker.snapshot()].map((piece) => piece.name + Buffer.from(piece.bytes).toString('hex')).join()

test('D10 applying events twice changes no byte of the state', () => {
  const linker = linkerOf({ id: 0, phone: 'a', text: textOf(1) }, { id: 1, phone: 'a', text: textOf(1) })
  const before = dump(linker)
  for (let seq = 0; seq < 2; seq++)
    assert.equal(linker.apply(eventOf({ id: seq, phone: 'b' }, seq)).refused, 'applied before')
  assert.equal(dump(linker), before)
})

test('a restored linker has the same bytes and goes on the same', () => {
  const linker = linkerOf(
    ...Array.from({ length: 50 }, (_, id) => ({ id, phone: `p${id % 9}`, email: `e${id % 4}`, text: textOf(id % 6) }))
  )
  linker.apply({ seq: 60, at: '', kind: 'veto', a: 0, b: 9 })
  const copy = restoreLinker([...linker.snapshot()].toReversed())
  assert.equal(dump(copy), dump(linker))
  for (const one of [linker, copy]) one.apply(eventOf({ id: 50, phone: 'p0 p1' }, 61))
  assert.equal(dump(copy), dump(linker))
})

test('a snapshot with a missing piece is refused', () => {
  const pieces = [...linkerOf({ id: 0, phone: 'a' }).snapshot()]
  assert.throws(() => restoreLinker(pieces.slice(0, 5)), /lacks/)
})

test('a snapshot with the names that columns had before is taken', () => {
  const linker = linkerOf({ id: 0, phone: 'a', text: textOf(1) }, { id: 1, phone: 'b', text: textOf(1) })
  const before = [...linker.snapshot()].map(({ name, bytes }) => ({
    name: name.replace('adverts/variant:', 'adverts/leaf:').replace(/^variant(Group|Merges):/, 'leaf$1:'),
    bytes
  }))
  assert.equal(before.filter(({ name }) => /leaf/.test(name)).length, 3)
  assert.equal(dump(restoreLinker(before)), dump(linker))
})

test('the larger part keeps the id of a network, and deltas tell of merges and splits', () => {
  const linker = createLinker()
  const told: string[][] = []
  let seq = 0
  const give = (event: Parameters<typeof linker.apply>[0]): void =>
    void told.push(linker.apply(event).events.map(({ kind, network }) => `${kind} ${network}`))
  const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`
  for (const id of [0, 1, 2]) give({ ...eventOf({ id, phone: 'a' }, seq++), at: at(1) })
  for (const id of [3, 4]) give({ ...eventOf({ id, phone: 'b' }, seq++), at: at(2) })
  const large = linker.networkOf(0) as number
  give({ ...eventOf({ id: 5, phone: 'a b' }, seq++), at: at(3) })
  assert.equal(linker.networkOf(4), large)
  assert.deepEqual(linker.members(large), [0, 1, 2, 3, 4, 5])
  assert.deepEqual(told.at(-1), [`merge ${large}`])
  give({ seq: seq++, at: at(5), kind: 'reject', advert: 5, valueKind: 'phone', key: valueKeyOf('phone', 'b') })
  assert.equal(linker.networkOf(0), large)
  assert.deepEqual(linker.members(large), [0, 1, 2, 5])
  assert.deepEqual(linker.members(linker.networkOf(3) as number), [3, 4])
  assert.deepEqual(told.at(-1), [`split ${large}`])
})

test('edges carry reason, rarity, day and version', () => {
  const linker = linkerOf({ id: 0, phone: 'a', day: 5 })
  const [edge] = linker.apply(eventOf({ id: 1, phone: 'a', day: 7 }, 9)).edges
  assert.deepEqual(edge, {
    op: 'made',
    kind: 'phone',
    key: valueKeyOf('phone', 'a'),
    a: 1,
    b: 0,
    rarity: 2,
    day: 7,
    version: linkVersion,
    because: ''
  })
})

test('unknown adverts and judgements are refused with a reason', () => {
  const linker = linkerOf({ id: 0, phone: 'a' })
  assert.equal(linker.apply({ seq: 5, at: '', kind: 'veto', a: 0, b: 7 }).refused, 'unknown advert')
  assert.equal(linker.apply({ seq: 6, at: '', kind: 'undo', judgement: 3 }).refused, 'no such judgement')
  assert.equal(linker.networkOf(99), null)
  assert.deepEqual(linker.members(99), [])
  assert.deepEqual(partitionOf(linker), [])
})
