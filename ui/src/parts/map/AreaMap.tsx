/** A map of places over the municipalities that they lie in, the darker the more adverts; one mark a place with its count. Both can be chosen. */
import { useId, useMemo } from 'react'
import { geoPath } from 'd3-geo'
import { useTranslation } from 'react-i18next'
import { areasOf, useMunicipalities } from './areas.ts'
import type { Area } from './areas.ts'
import { inFrame, projectionFor, spotsOf } from './frame.ts'
import type { MapPlace } from './frame.ts'
import { Mark, MarkNames, Outside } from './Marks.tsx'
import { homeLand, landsOf, nearLands, useOutlines } from './outlines.ts'
import { useSize } from './useSize.ts'
import './map.css'

/** Steps of the shade of an area, by its share of the largest. */
const shades = 4

interface AreaMapProps {
  readonly places: readonly MapPlace[]
  /** Places that are chosen. */
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (place: string) => void
  /** Called with a municipality that was pointed at; the marks and the table do the same without a pointer. */
  readonly onArea?: (area: Area) => void
}

export function AreaMap({ places, chosen, onChoose, onArea }: AreaMapProps) {
  const { t } = useTranslation()
  const clip = useId()
  const { box, size } = useSize([404, 420])
  const { lands, spots, areas, home, outside } = useLand(places, size)
  const most = Math.max(1, ...areas.filled.map((one) => one.adverts))
  const lookOf = (place: string): string => (chosen.has(place) ? 'pin-chosen' : chosen.size > 0 ? 'pin-back' : '')
  return (
    <>
      <svg
        ref={box}
        className="map"
        viewBox={`0 0 ${size[0]} ${size[1]}`}
        role="group"
        aria-label={t('map.label', { count: places.length })}
      >
        <clipPath id={clip}>
          <path d={home} />
        </clipPath>
        <g aria-hidden="true">
          {lands.map(({ id, d }) => (
            <path key={id} className={nearLands.has(id) ? 'land' : 'land-2'} d={d} />
          ))}
          <g clipPath={`url(#${clip})`}>
            {areas.filled.map((area) => (
              <path
                key={area.name}
                className={`area area-${Math.max(1, Math.ceil((shades * area.adverts) / most))} ${onArea === undefined ? '' : 'area-open'}`}
                d={area.d}
                onClick={() => onArea?.(area)}
              >
                <title>{area.name}</title>
              </path>
            ))}
            <path className="borders" d={areas.borders} />
          </g>
          <path className="coast" d={home} />
        </g>
        {spots.map((spot) => (
          <Mark
            key={spot.place}
            spot={spot}
            look={lookOf(spot.place)}
            chosen={chosen.has(spot.place)}
            onChoose={() => onChoose(spot.place)}
          />
        ))}
        <MarkNames spots={spots} numberOf={({ adverts }) => adverts} />
      </svg>
      <Outside places={outside} />
    </>
  )
}

/** What is drawn, worked out again only for other places, another size, or when the land arrives. */
function useLand(places: readonly MapPlace[], size: readonly [number, number]) {
  const outlines = useOutlines()
  const municipalities = useMunicipalities()
  return useMemo(() => {
    const { inside, outside } = inFrame(places)
    const projection = projectionFor(inside, ...size)
    const lands = landsOf(outlines, geoPath(projection))
    const land = outlines?.find((one) => one.id === homeLand)
    return {
      lands,
      outside,
      spots: spotsOf(inside, projection, size, 5),
      areas: areasOf(inside, municipalities ?? [], land, projection, size),
      home: lands.find((one) => one.id === homeLand)?.d ?? ''
    }
  }, [places, outlines, municipalities, size])
}
