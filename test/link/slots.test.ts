/** Slots: what varies between copies of a text is found, typed and shown; the rest stays. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { alignTemplate } from '../../src/link/templates/slots.ts'

const names = ['Anna', 'Bella', 'Carla', 'Dora', 'Eva', 'Fleur']
const towns = ['Zwolle', 'Breda', 'Assen', 'Venlo', 'Goes', 'Ede']
const copies = names.map(
  (name, i) =>
    `Hello my name is ${name} and I am in ${towns[i] ?? ''} for ${50 + 10 * i} euro, call 06 1${1_234_567 + i} after noon`
)

test('names, towns, prices and numbers that vary are slots, each member with its own value', () => {
  const { slots, tokens } = alignTemplate(copies)
  assert.deepEqual(slots[0]?.values, names)
  assert.deepEqual(slots[1]?.values, towns)
  assert.deepEqual(slots[2]?.values, ['50', '60', '70', '80', '90', '100'])
  assert.equal(slots[2]?.kind, 'number')
  assert.equal(
    tokens
      .filter((token) => !token.slot)
      .map((token) => token.text)
      .join(' '),
    'Hello my name is and I am in for euro call 06 after noon'
  )
})

test('a typo is an edit, not a slot', () => {
  const { slots, edits } = alignTemplate(copies.map((text, i) => (i === 2 ? text.replace('name', 'nmae') : text)))
  assert.equal(slots[0]?.values[2], 'Carla')
  assert.deepEqual(edits[2], ['nmae'])
})

test('a sentence that one member dropped is no slot', () => {
  const { slots } = alignTemplate(copies.map((text, i) => (i === 1 ? text : `${text} see you soon my friend`)))
  assert.equal(slots.length, alignTemplate(copies).slots.length)
})

test('many long texts are sampled and cut', () => {
  const texts = Array.from({ length: 500 }, () => 'word '.repeat(5000))
  const start = process.cpuUsage()
  const { members, tokens } = alignTemplate(texts, { members: 6, words: 200 })
  assert.equal(members.length, 6)
  assert.equal(tokens.length, 200)
  assert.ok(process.cpuUsage(start).user < 2_000_000)
})

test('any texts align without harm, and no word of a member is in a slot that it does not have', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 6 }), (texts) => {
      const { slots, members } = alignTemplate(texts)
      for (const slot of slots) {
        for (const [i, value] of slot.values.entries())
          for (const word of value.split(' ')) assert.ok((texts[members[i] as number] as string).includes(word))
      }
    })
  )
})
