/** Phrase patterns: choices, pools, slots and their errors. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { fc } from '../properties.ts'
import { expand, fillSlots } from '../../demo/grammar.ts'
import { makeRandom } from '../../demo/random.ts'

test('a pattern gives each of its alternatives and nothing else', () => {
  const seen = new Set<string>()
  const random = makeRandom(1)
  for (let turn = 0; turn < 200; turn++) seen.add(expand(random, 'a{b|c{d|}|}<x>[slot]', { x: ['1', '<y>'], y: ['2'] }))
  assert.deepEqual([...seen].sort(), [
    'a1[slot]',
    'a2[slot]',
    'ab1[slot]',
    'ab2[slot]',
    'ac1[slot]',
    'ac2[slot]',
    'acd1[slot]',
    'acd2[slot]'
  ])
})

test('unbalanced braces, unknown pools, circular pools and unknown slots are errors', () => {
  const random = makeRandom(1)
  assert.throws(() => expand(random, 'a{b|c', {}), /unbalanced/)
  assert.throws(() => expand(random, '<none>', {}), /unknown pool/)
  assert.throws(() => expand(random, '<x>', { x: ['<x>'] }), /without end/)
  assert.throws(() => fillSlots('[town]', {}), /no value for slot town/)
})

test('random whole numbers stay within their limits and a fork does not depend on what was drawn before', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (seed, low, more) => {
      const random = makeRandom(seed)
      const value = random.int(low, low + more)
      assert.ok(value >= low && value <= low + more)
      assert.equal(random.fork('a').next(), makeRandom(seed).fork('a').next())
    })
  )
})
