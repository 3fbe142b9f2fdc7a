/** The figures of the practice set hold on a seed that nobody looked at, and the baseline is measured in the same run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runExtractBench } from '../../bench/extract/bench.ts'
import { generateFacts, measureFacts } from '../../bench/extract/facts.ts'
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

test('every other kind reaches F1 0.97 on 900 generated texts, and what is sure of an address is right', () => {
  const { byKind, empty } = measureFacts(900, 4242)
  assert.equal(Object.keys(byKind).length, 9)
  for (const [kind, score] of Object.entries(byKind)) {
    assert.ok(score.stated >= 100, `${kind}: ${score.stated} stated`)
    assert.ok(score.f1 >= 0.97, `${kind}: ${JSON.stringify(score)}`)
  }
  for (const kind of ['email', 'handle', 'url']) assert.equal(byKind[kind]?.certainPrecision, 1, kind)
  assert.ok(empty.texts >= 150 && empty.clean >= 0.98, JSON.stringify(empty))
})

test('the set of other kinds is the same for the same seed and holds every language, disguises and texts without a fact', () => {
  assert.deepEqual(generateFacts(50, 1), generateFacts(50, 1))
  const set = generateFacts(900, 3)
  assert.equal(new Set(set.map((text) => text.language)).size, 9)
  assert.ok(set.filter((text) => text.stated.some((one) => one.disguised)).length > 100)
  assert.ok(set.filter((text) => text.stated.length === 0).length > 100)
})
