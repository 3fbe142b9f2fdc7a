/** Settled networks are a function of what is known: not of order, cut into runs, restarts, or what people took back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderFigures } from '../../bench/link/order.ts'
import { createLinker } from '../../src/link/linker.ts'
import { eventOf, linkerOf, many, partitionOf, textOf, together, type Sketch } from './build.ts'

test('any order, cut, restart and judgement taken back ends in the same settled networks', () => {
  const { agreement, truth } = orderFigures(2000, 3)
  for (const [way, { networks, templates }] of Object.entries(agreement)) {
    assert.ok(networks >= 0.995, `${way}: networks agree to ${networks}`)
    assert.ok(templates >= 0.99, `${way}: templates agree to ${templates}`)
  }
  assert.equal(Object.keys(agreement).length, 4)
  // The same order, cut and begun again, gives the very same.
  assert.deepEqual(agreement['in order, ten parts'], { networks: 1, templates: 1 })
  for (const [way, { networks }] of Object.entries(truth)) assert.ok(networks > 0.99, `${way}: ${networks}`)
})

test('what settling changes is told, and settling again changes nothing', () => {
  const linker = createLinker()
  const adverts: Sketch[] = [
    ...many(0, 4, (i) => ({ phone: i < 2 ? 'a' : 'b', account: 'own', text: textOf(i) })),
    ...many(4, 2, (i) => ({ phone: i === 0 ? 'a' : 'b', text: textOf(50) }))
  ]
  for (const [seq, sketch] of adverts.entries()) linker.apply(eventOf(sketch, seq))
  // The account was a hub before the numbers met in a text.
  assert.deepEqual(partitionOf(linker), ['0,1,4', '2,3,5'])
  assert.deepEqual(linker.unsettled(), { events: 6, adverts: 6 })
  const settled = linker.apply({ seq: 6, at: '2026-03-02T00:00:00Z', kind: 'settle' })
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5'])
  assert.deepEqual(settled.events.map((event) => event.kind).toSorted(), ['hub-ended', 'merge'])
  assert.equal(linker.unsettled().events, 0)
  const again = linker.apply({ seq: 7, at: '2026-03-03T00:00:00Z', kind: 'settle' })
  assert.deepEqual([again.networks, again.templates, again.edges, again.events], [[], [], [], []])
})

test('a world that is settled twice keeps its networks and tells of no link anew', () => {
  const linker = createLinker()
  const adverts = many(0, 60, (i) => ({
    phone: `p${i % 9}`,
    text: textOf(i % 5),
    ...(i % 4 === 0 ? { email: `e${i % 3}` } : {})
  }))
  for (const [seq, sketch] of adverts.entries()) linker.apply(eventOf(sketch, seq))
  linker.apply({ seq: 60, at: '', kind: 'settle' })
  const again = linker.apply({ seq: 61, at: '', kind: 'settle' })
  assert.deepEqual([again.networks, again.templates, again.edges], [[], [], []])
})

test('a judgement of a person outlives settling', () => {
  const linker = linkerOf(...many(0, 4, () => ({ phone: 'a', text: textOf(1) })))
  linker.apply({ seq: 10, at: '', kind: 'veto', a: 0, b: 3 })
  linker.apply({ seq: 11, at: '', kind: 'settle' })
  assert.equal(together(linker, 0, 3), false)
  linker.apply({ seq: 12, at: '', kind: 'undo', judgement: 10 })
  linker.apply({ seq: 13, at: '', kind: 'settle' })
  assert.equal(together(linker, 0, 3), true)
})

test('a number that joined two networks before they grew waits for a person like one that came last', () => {
  const sides = [
    ...many(1, 20, (i) => ({ phone: 'a', text: textOf(i), day: 20_000 + i })),
    ...many(21, 20, (i) => ({ phone: 'b', text: textOf(100 + i), day: 20_000 + i }))
  ]
  const linker = linkerOf({ id: 0, phone: 'a b', text: textOf(300), day: 20_100 }, ...sides)
  assert.equal(together(linker, 1, 21), true)
  linker.apply({ seq: 50, at: '', kind: 'settle' })
  assert.equal(together(linker, 1, 21), false)
  assert.equal(linker.pendingMerges().length, 1)
})

test('a text that came before its template is of it once that is known', () => {
  const words = textOf(1, 66).split(' ')
  const early = `${words.slice(0, 28).join(' ')} ${textOf(2, 50)}`
  const linker = linkerOf({ id: 0, text: early }, ...many(1, 5, () => ({ text: words.join(' ') })))
  assert.notEqual(linker.templateOf(0), linker.templateOf(1))
  const settled = linker.apply({ seq: 10, at: '', kind: 'settle' })
  assert.equal(linker.templateOf(0), linker.templateOf(1))
  assert.ok(settled.templates.length > 0)
  linker.apply({ seq: 11, at: '', kind: 'reject-text', advert: 0 })
  assert.equal(linker.templateOf(0), null)
})

test('links of a text stand when settling finds the same hand in another order', () => {
  const linker = linkerOf(...many(0, 5, (i) => ({ phone: 'a', text: textOf(1), day: 20_100 - i })))
  const settled = linker.apply({ seq: 10, at: '', kind: 'settle' })
  assert.deepEqual([settled.networks, settled.edges], [[], []])
})
