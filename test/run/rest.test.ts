/** A loop that rests is woken by what happens at any point of its round: nothing waits for its clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRest } from '../../src/run/rest.ts'
import { fc } from '../properties.ts'

/** Points of a round: before, between and after the steps that look, as the rest begins, and while it lasts. */
const steps = 4
const points = steps + 2

test('a wake-up at any point of any round is never lost: what it tells of is seen without the clock', async () => {
  const someTimes = fc.array(
    fc.record({ round: fc.nat(3), point: fc.nat(points - 1), times: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 6 }
  )
  const property = fc.asyncProperty(someTimes, fc.nat(steps - 1), async (told, looksAt) => {
    const rest = createRest()
    let [made, seen, rounds] = [0, 0, 0]
    const happen = (point: number): void => {
      for (const one of told)
        if (one.round === rounds && one.point === point)
          for (let nth = 0; nth < one.times; nth++) {
            made++
            rest.wake()
          }
    }
    // A round that nothing else begins is begun by hand, so that each of those that something was told for takes place.
    const last = Math.max(...told.map((one) => one.round))
    for (; rounds <= last || seen < made; rounds++) {
      for (let step = 0; step < steps; step++) {
        happen(step)
        await Promise.resolve()
        if (step === looksAt) seen = made
      }
      happen(steps)
      const toBeWoken = seen < made || told.some((one) => one.round === rounds && one.point === points - 1)
      setImmediate(happen, points - 1)
      const before = performance.now()
      const woken = await rest.take(toBeWoken ? 30_000 : 1)
      if (toBeWoken) assert.ok(woken && performance.now() - before < 29_000, 'it slept until its clock')
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.equal(seen, made)
  })
  await fc.assert(property, { numRuns: 200, endOnFailure: true })
})

test('a rest that nobody ends lasts its time, and one wake-up ends one rest', async () => {
  const rest = createRest()
  assert.equal(await rest.take(1), false)
  rest.wake()
  rest.wake()
  assert.equal(await rest.take(60_000), true)
  assert.equal(await rest.take(1), false)
})
