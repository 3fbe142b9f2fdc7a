/** The map: names of places stand whole on the sheet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { projectionFor, spotsOf } from '../../ui/src/parts/map/frame.ts'

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
