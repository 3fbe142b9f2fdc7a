/** The map: names of places stand whole on the sheet, and one town across an ocean does not push the others onto one spot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inFrame, projectionFor, spotsOf } from '../../ui/src/parts/map/frame.ts'

test('the name of a place at the edge of the map stands where it is whole', () => {
  const [width, height] = [520, 400]
  const places = [
    { place: 'Brugge', lat: 51.21, lon: 3.22, adverts: 2 },
    { place: 'Mönchengladbach aan de Niers', lat: 51.19, lon: 6.44, adverts: 1 }
  ]
  const spots = spotsOf(places, projectionFor(places, width, height), [width, height])
  assert.deepEqual(
    spots.map(({ place, label }) => [place, label?.anchor]),
    [
      ['Brugge', 'start'],
      ['Mönchengladbach aan de Niers', 'end']
    ]
  )
})

test('a town across an ocean with a few of the adverts is named beside the map, and the rest keep their room', () => {
  const near = [
    { place: 'Drachten', lat: 53.1, lon: 6.1, adverts: 9 },
    { place: 'Delft', lat: 52.01, lon: 4.36, adverts: 7 },
    { place: 'Sittard', lat: 51, lon: 5.87, adverts: 5 }
  ]
  const far = { place: 'Charlotte', lat: 35.2, lon: -80.8, adverts: 1 }
  const { inside, outside } = inFrame([...near, far])
  assert.deepEqual([inside, outside], [near, [far]])
  const spots = spotsOf(inside, projectionFor(inside, 520, 400), [520, 400])
  const [left, right] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x))]
  assert.ok(right - left > 100, `${right - left} px between the outermost`)
})

test('a place abroad stays on the map where it is near, or holds its share of the adverts', () => {
  const home = { place: 'Utrecht', lat: 52.09, lon: 5.12, adverts: 20 }
  const near = { place: 'Antwerpen', lat: 51.22, lon: 4.4, adverts: 1 }
  const shared = { place: 'Madrid', lat: 40.4, lon: -3.7, adverts: 5 }
  assert.deepEqual(inFrame([home, near, shared]).outside, [])
  assert.deepEqual(inFrame([]), { inside: [], outside: [] })
})

test('the name of a place stands beside the line of the itinerary, and over it only where no side is free', () => {
  const sheet = [520, 400] as const
  const places = [
    { place: 'Brussel', lat: 50.85, lon: 4.35, adverts: 1 },
    { place: 'Heerlen', lat: 50.88, lon: 5.98, adverts: 1 },
    { place: 'Kortrijk', lat: 50.83, lon: 3.26, adverts: 1 }
  ]
  const labelOf = (route: string[]) =>
    spotsOf(places, projectionFor(places, ...sheet), sheet, 10, route).find(({ place }) => place === 'Brussel')?.label
  assert.equal(labelOf([])?.anchor, 'start')
  assert.equal(labelOf(['Brussel', 'Heerlen'])?.anchor, 'end')
  assert.equal(labelOf(['Kortrijk', 'Brussel', 'Heerlen'])?.anchor, 'middle')
})
