/** Names over the drawing of a network: none over another, and whole where the thing they name is in view. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Drawn } from '../../ui/src/screens/network/model/drawing.ts'
import type { Fold } from '../../ui/src/screens/network/model/folds.ts'
import { labelsOf } from '../../ui/src/screens/network/graph/labels.ts'

const words = { node: (node: Drawn) => node.id, fold: (fold: Fold) => fold.id }
const shared = (id: string, x: number, y: number): Drawn =>
  ({ id, sort: 'shared', x, y, r: 8, adverts: [1, 2], shared: { kind: 'phone' } }) as unknown as Drawn
const fold = (id: string, x: number, y: number, r = 5): Fold => ({ id, x, y, r }) as unknown as Fold

test('the name of an open fold gives way to a name that stands there', () => {
  const nodes = [shared('06-18 01 50 88', 100, 100)]
  const [over, beside] = [fold('Middelburg', 110, 140), fold('Rotterdam', 110, 240)]
  const { names, captions } = labelsOf({ nodes, opened: [over, beside] }, 1, new Set(), words)
  assert.deepEqual(
    names.map((one) => one.id),
    ['06-18 01 50 88']
  )
  assert.deepEqual(
    captions.map((one) => one.id),
    ['Rotterdam']
  )
})

test('of two open folds at one spot the larger has its name', () => {
  const opened = [fold('Veghel', 50, 50), fold('Praca w Holandii', 52, 51, 6)]
  assert.deepEqual(
    labelsOf({ nodes: [], opened }, 1, new Set(), words).captions.map((one) => one.id),
    ['Praca w Holandii']
  )
})

test('a name at the edge of the picture is moved until it is whole', () => {
  const [left, right] = [0, 366]
  const nodes = [shared('Work in Netherlands, start', 360, 200)]
  const { names, captions } = labelsOf({ nodes, opened: [fold('Sealed, Werkhal', 6, 100)] }, 1, new Set(), words, {
    left,
    right
  })
  const half = (text: string): number => text.length * 3.2
  for (const { x, text } of [...names, ...captions])
    assert.ok(x - half(text) >= left && x + half(text) <= right, `${text} at ${x}`)
  assert.equal(names.length + captions.length, 2)
})
