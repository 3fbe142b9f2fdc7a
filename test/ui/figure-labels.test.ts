/** Numbers of a chart: each beside its mark where there is room, and none over another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { placeLabels } from '../../ui/src/screens/figures/labels.ts'

const within = { left: 50, right: 360, top: 0, bottom: 270 }

/** As wide as 6.8 units a letter and 13 high. */
function box({ x, y, anchor }: { x: number; y: number; anchor: string }, text: string) {
  const width = text.length * 6.8
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - 11, bottom: y + 2 }
}

test('a lone mark has its number at its right and above, one at the right edge at its left, and one below a line beside it', () => {
  assert.deepEqual(placeLabels([{ x: 100, y: 100, text: '716' }], [], within), [{ x: 108, y: 92, anchor: 'start' }])
  assert.equal(placeLabels([{ x: 352, y: 100, text: '791' }], [], within)[0]?.anchor, 'end')
  const above = placeLabels(
    [{ x: 100, y: 100, text: '716' }],
    [
      [
        { x: 100, y: 100 },
        { x: 180, y: 60 }
      ]
    ],
    within
  )
  assert.notDeepEqual(above, [{ x: 108, y: 92, anchor: 'start' }])
})

test('no number lies over another or outside the drawing, however close the marks are', () => {
  const marks = fc.array(
    fc.record({
      x: fc.integer({ min: 60, max: 350 }),
      y: fc.integer({ min: 20, max: 260 }),
      text: fc.constantFrom('716', '1.561', '950–952')
    }),
    { maxLength: 20 }
  )
  let seen = 0
  fc.assert(
    fc.property(marks, (all) => {
      const placed = placeLabels(all, [], within).flatMap((label, at) =>
        label === null ? [] : [box(label, all[at]?.text ?? '')]
      )
      seen += placed.length
      for (const [at, one] of placed.entries()) {
        assert.ok(one.left >= within.left && one.right <= within.right && one.top >= 0 && one.bottom <= within.bottom)
        for (const other of placed.slice(at + 1))
          assert.ok(
            one.left >= other.right || other.left >= one.right || one.top >= other.bottom || other.top >= one.bottom
          )
      }
    })
  )
  assert.ok(seen > 100)
})

test('of two values of one year the number of the higher stands above that of the lower, whichever was published first', () => {
  const [low, high] = placeLabels(
    [
      { x: 100, y: 108, text: '984' },
      { x: 100, y: 100, text: '1.013' }
    ],
    [],
    within
  )
  assert.ok((high?.y ?? 0) < (low?.y ?? 0), `${high?.y} and ${low?.y}`)
})
