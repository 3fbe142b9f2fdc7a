/** The path of searches as a tree: what narrows stands under what it came from, in whatever order one walked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchQuery } from '../../ui/src/screens/search/query.ts'
import { addedTo, treeOf, withStep, type Branch, type Step } from '../../ui/src/screens/search/history.ts'
import { savedPlace } from '../../ui/src/screens/search/saved-place.ts'

const names = (branches: readonly Branch[]): unknown[] =>
  branches.map(({ step, under }) => [
    addedTo(step.asked, null)
      .map(([, value]) => value)
      .join(' '),
    ...names(under)
  ])

test('refinements stand under the search that they came from, and asking again moves nothing', () => {
  const asked = [
    { q: 'kamer' },
    { q: 'kamer utrecht' },
    { q: 'fiets' },
    { q: 'kamer', site: 'a.example' },
    { q: 'kamer utrecht', site: 'a.example', sort: 'posted' },
    { q: 'kamer' },
    { q: 'kamerplant' }
  ].map(searchQuery)
  const steps = asked.reduce<readonly Step[]>((before, one, at) => withStep(before, one, at), [])
  assert.deepEqual(names(treeOf(steps)), [
    ['kamerplant'],
    ['fiets'],
    ['kamer', ['kamer utrecht'], ['kamer a.example', ['kamer utrecht a.example']]]
  ])
  assert.equal(steps[0]?.count, 5, 'the count of the last time it was asked')
})

test('a long path lets go of its oldest end and keeps the rest together', () => {
  let steps: readonly Step[] = []
  for (let at = 0; at < 100; at++) steps = withStep(steps, searchQuery({ q: `kamer ${'x '.repeat(at)}x` }), at)
  assert.equal(steps.length, 60)
  const deep = (branches: readonly Branch[]): number => (branches[0] === undefined ? 0 : 1 + deep(branches[0].under))
  assert.equal(deep(treeOf(steps)), 60)
})

test('a saved search comes back to the days that were typed', () => {
  const place = savedPlace({
    terms: {
      q: 'kamer',
      from: new Date(2026, 2, 29).toISOString(),
      to: new Date(2026, 2, 30).toISOString(),
      postedFrom: '2026-01-05T00:00:00.000Z',
      postedTo: '2026-01-12T00:00:00.000Z'
    }
  })
  assert.equal(place, '/search?from=2026-03-29&postedFrom=2026-01-05&postedTo=2026-01-11&q=kamer&to=2026-03-29')
})
