/** Every rule of joining, on the smallest adverts that show it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventOf, linkerOf, partitionOf, textOf } from './build.ts'

test('two adverts with one phone are a network, and a third alone is none', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'a' }, { id: 2, phone: 'b' })
  assert.deepEqual(partitionOf(linker), ['0,1'])
  assert.equal(linker.networkOf(2), null)
  assert.equal(linker.explain(0, 1)?.[0]?.kind, 'phone')
})

test('a value of low confidence never joins', () => {
  const linker = linkerOf({ id: 0, phone: 'a', confidence: 0.6 }, { id: 1, phone: 'a' })
  assert.deepEqual(partitionOf(linker), [])
})

test('adverts without own facts join over a copied text', () => {
  const linker = linkerOf({ id: 0, text: textOf(1) }, { id: 1, text: `${textOf(1)} extra` }, { id: 2, text: textOf(2) })
  assert.deepEqual(partitionOf(linker), ['0,1'])
})

test('applying an event twice changes nothing', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'a' })
  const before = [...linker.snapshot()].map((piece) => Buffer.from(piece.bytes).toString('hex')).join()
  assert.equal(linker.apply(eventOf({ id: 1, phone: 'b' }, 1)).applied, false)
  assert.equal([...linker.snapshot()].map((piece) => Buffer.from(piece.bytes).toString('hex')).join(), before)
})
