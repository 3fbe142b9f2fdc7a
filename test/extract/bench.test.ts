/** The figures of the practice set hold on a seed that nobody looked at, and the baseline is measured in the same run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runExtractBench } from '../../bench/extract/bench.ts'
import { generate } from '../../bench/extract/generate.ts'

test('phones reach F1 0.97 with all negatives clean on 900 generated texts, over 40% of them disguised', async () => {
  const figures = await runExtractBench({ n: 900, seed: 4242 })
  assert.ok(figures.disguisedShare >= 0.4 && figures.negatives > 150)
  assert.ok(figures.baken.f1 >= 0.97, JSON.stringify(figures.baken))
  assert.equal(figures.baken.negativesClean, 1, JSON.stringify(figures.falseByNegative))
  assert.ok(figures.libphonenumber.f1 > 0.2 && figures.libphonenumber.f1 < figures.baken.f1)
})

test('the same seed makes the same set, another seed another', () => {
  assert.deepEqual(generate(50, 1), generate(50, 1))
  assert.notDeepEqual(generate(50, 1), generate(50, 2))
})

test('the set holds every language and many writings', () => {
  const set = generate(1500, 3)
  assert.equal(new Set(set.map((text) => text.language)).size, 9)
  assert.ok(new Set(set.map((text) => text.made)).size > 40)
})
