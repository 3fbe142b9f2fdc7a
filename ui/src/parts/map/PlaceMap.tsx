/** A map of places, drawn here from outlines that come with Baken: one mark a place, in the order of its number where there is one, with a table as its twin. */
import { useMemo, useState } from 'react'
import { geoPath } from 'd3-geo'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../frame/format.ts'
import { inFrame, projectionFor, spotsOf } from './frame.ts'
import type { MapPlace } from './frame.ts'
import { Mark, MarkNames, Outside } from './Marks.tsx'
import { landsOf, nearLands, useOutlines } from './outlines.ts'
import { useSize } from './useSize.ts'
import './map.css'

interface PlaceMapProps {
  readonly places: readonly (MapPlace & { readonly from?: string; readonly to?: string })[]
  /** Places in the order of an itinerary; its steps are joined by a line and numbered. */
  readonly route?: readonly string[]
  readonly chosen: string | null
  readonly onChoose: (place: string | null) => void
}

export function PlaceMap({ places, route = [], chosen, onChoose }: PlaceMapProps) {
  const { t } = useTranslation()
  const [table, setTable] = useState(false)
  return (
    <>
      <div className="map-tools">
        <span className="quiet small">{t('map.says', { count: places.length })}</span>
        <Button className="link-button push" onPress={() => setTable(!table)}>
          {t(table ? 'map.asMap' : 'map.asTable')}
        </Button>
      </div>
      {table ? (
        <Table places={places} />
      ) : (
        <Drawing places={places} route={route} chosen={chosen} onChoose={onChoose} />
      )}
    </>
  )
}

function Drawing({ places, route = [], chosen, onChoose }: PlaceMapProps) {
  const { t } = useTranslation()
  const outlines = useOutlines()
  const { box, size } = useSize([520, 400])
  const { lands, spots, outside } = useMemo(() => {
    const { inside, outside } = inFrame(places)
    const projection = projectionFor(inside, ...size)
    return {
      outside,
      spots: spotsOf(inside, projection, size, 10, route),
      lands: landsOf(outlines, geoPath(projection))
    }
  }, [places, outlines, route, size])
  const byName = new Map(spots.map((spot) => [spot.place, spot]))
  const steps = route.flatMap((place) => byName.get(place) ?? [])
  const numbers = new Map([...new Set(route)].map((place, at) => [place, at + 1]))
  return (
    <>
      <svg
        ref={box}
        className="map map-shaped"
        viewBox={`0 0 ${size[0]} ${size[1]}`}
        role="group"
        aria-label={t('map.label', { count: places.length })}
      >
        <g aria-hidden="true">
          {lands.map(({ id, d }) => (
            <path key={id} className={nearLands.has(id) ? 'land' : 'land-2'} d={d} />
          ))}
          {steps.length > 1 && <path className="route" d={`M${steps.map(({ x, y }) => `${x} ${y}`).join('L')}`} />}
        </g>
        {spots.map((spot) => (
          <Mark
            key={spot.place}
            spot={spot}
            look={spot.place === chosen ? 'pin-chosen' : ''}
            chosen={spot.place === chosen}
            onChoose={() => onChoose(spot.place === chosen ? null : spot.place)}
          />
        ))}
        <MarkNames spots={spots} numberOf={({ place, adverts }) => numbers.get(place) ?? adverts} />
      </svg>
      <Outside places={outside} />
    </>
  )
}

function Table({ places }: Pick<PlaceMapProps, 'places'>) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="table-box" role="region" aria-label={t('map.table')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('members.place')}</th>
            <th scope="col" className="right">
              {t('map.adverts')}
            </th>
            <th scope="col">{t('map.when')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((one) => (
            <tr key={one.place}>
              <th scope="row">{one.place}</th>
              <td className="right number">{format.number(one.adverts)}</td>
              <td>{one.from === undefined ? '–' : format.period(one.from, one.to ?? one.from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
