/** Which key presses are commands, which acts are offered, and where the queue goes next. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandKey } from '../../ui/src/keys/shortcut.ts'
import type { Press } from '../../ui/src/keys/shortcut.ts'
import { actOf, acts, neighbour, offer, signedPoints } from '../../ui/src/screens/queue/acts.ts'

const plain: Press = {
  key: 'd',
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 68,
  defaultPrevented: false,
  target: { tagName: 'DIV' }
}

test('E15 a key pressed while typing, composing or with a modifier is never a command', () => {
  assert.equal(commandKey(plain), 'd', 'the guard must let a real command through')
  const silent: readonly (readonly [string, Partial<Press>])[] = [
    ['in a text field', { target: { tagName: 'INPUT', type: 'text' } }],
    ['in a search field', { target: { tagName: 'input', type: 'search' } }],
    ['in a field without type', { target: { tagName: 'INPUT' } }],
    ['in a text area', { target: { tagName: 'TEXTAREA' } }],
    ['in a list of choices', { target: { tagName: 'SELECT' } }],
    ['in editable text', { target: { tagName: 'P', isContentEditable: true } }],
    ['while an input method composes', { isComposing: true }],
    ['a key that an input method took', { keyCode: 229, key: 'Process' }],
    ['with Ctrl', { ctrlKey: true }],
    ['with Meta', { metaKey: true }],
    ['with Alt', { altKey: true }],
    ['already handled', { defaultPrevented: true }],
    ['an act held down', { repeat: true }]
  ]
  for (const [when, part] of silent) assert.equal(commandKey({ ...plain, ...part }), null, when)
})

test('moving through the queue may be held down, and a ticked box is no typing', () => {
  assert.equal(commandKey({ ...plain, key: 'j', repeat: true }), 'j')
  assert.equal(commandKey({ ...plain, target: { tagName: 'INPUT', type: 'checkbox' } }), 'd')
  assert.equal(commandKey({ ...plain, key: 'D' }), 'd')
  assert.equal(commandKey({ ...plain, key: 'J', shiftKey: true }), 'Shift+j')
  assert.equal(commandKey({ ...plain, key: '?', shiftKey: true }), '?')
  assert.equal(commandKey({ ...plain, key: 'Enter' }), 'Enter')
})

test('a proposal is confirmed by somebody else than who made it', () => {
  const confirm = acts.find((act) => act.act === 'confirm')
  assert.ok(confirm)
  const signal = { state: 'proposed', assignedTo: 'anouk', proposedBy: 'anouk', raised: false } as const
  assert.equal(offer(confirm, signal, 'anouk'), 'second-person')
  assert.equal(offer(confirm, signal, 'bente'), 'yes')
  assert.equal(offer(confirm, { ...signal, state: 'new' }, 'bente'), 'not-now')
})

test('what a colleague took may be taken over; what one has already is not offered', () => {
  const take = acts.find((act) => act.act === 'take')
  assert.ok(take)
  const signal = { state: 'taken', assignedTo: 'anouk', proposedBy: null, raised: false } as const
  assert.equal(offer(take, signal, 'bente'), 'yes')
  assert.equal(offer(take, signal, 'anouk'), 'not-now')
})

test('every act has a key of its own, none of which moves through the queue', () => {
  const own = acts.filter((act) => act.act !== 'lower').map((act) => act.key)
  const keys = [...own, 'j', 'k', 'n', 'p', 'a', 'g', 'x', 'z', '?', '/']
  assert.equal(new Set(keys).size, keys.length)
})

test('one key moves a signal to the front, and back when it is there', () => {
  const signal = { state: 'new', assignedTo: null, proposedBy: null, raised: false } as const
  assert.equal(actOf('u', [signal], 'anouk')?.act, 'raise')
  assert.equal(actOf('u', [{ ...signal, raised: true }], 'anouk')?.act, 'lower')
  assert.equal(actOf('u', [{ ...signal, raised: true }, signal], 'anouk')?.act, 'raise')
  assert.equal(actOf('q', [signal], 'anouk'), undefined)
})

test('against counts down whatever the sign it came with, and context counts nothing', () => {
  assert.equal(signedPoints({ direction: 'for', points: 4 }), 4)
  assert.equal(signedPoints({ direction: 'against', points: 3 }), -3)
  assert.equal(signedPoints({ direction: 'against', points: -3 }), -3)
  assert.equal(signedPoints({ direction: 'context', points: 9 }), 0)
})

test('after a decision the queue goes to the next signal, at the end to the one before', () => {
  assert.equal(neighbour([5, 6, 7], [6]), 7)
  assert.equal(neighbour([5, 6, 7], [7]), 6)
  assert.equal(neighbour([5], [5]), null)
  assert.equal(neighbour([4, 5, 6, 7], [5, 6]), 7)
  assert.equal(neighbour([4, 5, 6, 7], [5, 7]), 4)
  assert.equal(neighbour([4, 5], [4, 5]), null)
  assert.equal(neighbour([5, 6], [9]), 5)
})
