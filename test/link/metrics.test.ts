/** Metrics of clusterings on cases worked out by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bcubed, largestRatio, pairwise } from '../../bench/link/metrics.ts'

const cases = [
  { name: 'a perfect clustering', truth: [1, 1, 2], found: ['a', 'a', 'b'], bcubed: [1, 1], pairwise: [1, 1] },
  { name: 'all in one', truth: [1, 1, 2, 2], found: [9, 9, 9, 9], bcubed: [0.5, 1], pairwise: [1 / 3, 1] },
  { name: 'all alone', truth: [1, 1, 2, 2], found: [null, null, null, null], bcubed: [1, 0.5], pairwise: [1, 0] },
  {
    name: 'one stranger in a pair',
    truth: [1, 1, 2],
    found: ['a', 'b', 'b'],
    bcubed: [(1 + 0.5 + 0.5) / 3, (0.5 + 0.5 + 1) / 3],
    pairwise: [0, 0]
  }
] as const

for (const { name, truth, found, bcubed: b, pairwise: p } of cases) {
  test(`B-cubed and pairs of ${name}`, () => {
    const left = bcubed(truth, found)
    const right = pairwise(truth, found)
    for (const [value, wanted] of [
      [left.precision, b[0]],
      [left.recall, b[1]],
      [right.precision, p[0]],
      [right.recall, p[1]]
    ] as const) {
      assert.ok(Math.abs(value - wanted) < 1e-9, `${value} is not ${wanted}`)
    }
  })
}

test('the largest cluster is measured against the largest true one', () => {
  assert.equal(largestRatio([1, 1, 2, 3], ['a', 'a', 'a', 'a']), 2)
})
