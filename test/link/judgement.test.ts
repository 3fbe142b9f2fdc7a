/** Judgements of people: vetoes, rejections and erasure take links away, and undo brings them back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkerOf, many, partitionOf, textOf, together, valueKeyOf } from './build.ts'

test('a veto parts two adverts with the least bridge between them, survives new adverts, and can be taken back', () => {
  const linker = linkerOf(
    ...many(0, 3, () => ({ phone: 'x', email: 'm', text: textOf(1) })),
    ...many(3, 3, () => ({ phone: 'x', text: textOf(2) }))
  )
  assert.equal(together(linker, 0, 5), true)
  linker.apply({ seq: 20, at: '', kind: 'veto', a: 0, b: 5 })
  assert.deepEqual(partitionOf(linker), ['0,1,2', '3,4,5'])
  linker.apply({ seq: 21, at: '', kind: 'advert', advert: advertLike(6) })
  assert.equal(together(linker, 0, 5), false)
  linker.apply({ seq: 22, at: '', kind: 'undo', judgement: 20 })
  assert.equal(together(linker, 0, 5), true)
})

test('rejecting an extraction removes the links that rest on it, and undo restores them', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'a b' }, { id: 2, phone: 'b' })
  assert.deepEqual(partitionOf(linker), ['0,1,2'])
  const delta = linker.apply({
    seq: 9,
    at: '',
    kind: 'reject',
    advert: 1,
    valueKind: 'phone',
    key: valueKeyOf('phone', 'b')
  })
  assert.deepEqual(partitionOf(linker), ['0,1'])
  assert.equal(
    delta.edges.some((edge) => edge.op === 'revoked' && edge.because === 'rejected'),
    true
  )
  linker.apply({ seq: 10, at: '', kind: 'undo', judgement: 9 })
  assert.deepEqual(partitionOf(linker), ['0,1,2'])
})

test('a template whose bridge is taken away splits again', () => {
  const left = textOf(1, 30)
  const right = textOf(2, 30)
  const linker = linkerOf(
    { id: 0, text: left },
    { id: 1, text: right },
    { id: 2, text: left },
    { id: 3, text: right },
    { id: 4, text: `${left} ${right}` }
  )
  const before = linker.templateOf(0) === linker.templateOf(1)
  linker.apply({ seq: 9, at: '', kind: 'reject-text', advert: 4 })
  assert.notEqual(linker.templateOf(0), linker.templateOf(1))
  assert.equal(linker.templateOf(4), null)
  linker.apply({ seq: 10, at: '', kind: 'undo', judgement: 9 })
  assert.equal(linker.templateOf(0) === linker.templateOf(1), before)
})

test('an erased advert links nothing any more', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'a b' }, { id: 2, phone: 'b' })
  linker.apply({ seq: 9, at: '', kind: 'withdraw', advert: 1 })
  assert.deepEqual(partitionOf(linker), [])
})

test('an edited advert brings its new values', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'b' }, { id: 0, phone: 'b' })
  assert.deepEqual(partitionOf(linker), ['0,1'])
})

function advertLike(id: number): {
  id: number
  site: string
  account: null
  day: number
  values: { kind: 'phone'; key: string; confidence: number }[]
  features: Uint32Array
  pictures: []
  places: []
  names: []
} {
  return {
    id,
    site: 's',
    account: null,
    day: 20_000,
    values: [{ kind: 'phone', key: valueKeyOf('phone', 'x'), confidence: 1 }],
    features: new Uint32Array(),
    pictures: [],
    places: [],
    names: []
  }
}
