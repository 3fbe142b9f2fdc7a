/** Panel 2: where the adverts are about, as municipalities and as one mark a place with its count; choosing a place chooses its adverts everywhere. */
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { geoPath } from 'd3-geo'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../frame/format.ts'
import { areasOf, useMunicipalities } from '../../../parts/map/areas.ts'
import { projectionFor, spotsOf } from '../../../parts/map/frame.ts'
import type { Spot } from '../../../parts/map/frame.ts'
import { Mark, MarkNames } from '../../../parts/map/Marks.tsx'
import { useOutlines } from '../../../parts/map/outlines.ts'
import '../../../parts/map/map.css'
import type { NetworkPicture } from '../../../../../src/contract/desk/network-picture.ts'
import type { Drawing as DrawnNetwork } from '../model/drawing.ts'
import type { Room } from '../room.ts'

const homeLand = '528'
/** Steps of the shade of an area, by its share of the largest. */
const shades = 4

interface Here {
  readonly place: string
  readonly lat: number
  readonly lon: number
  readonly adverts: number
  readonly ids: readonly number[]
}

export function MapPanel({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  const [table, setTable] = useState(false)
  // What is chosen is no part of it: the land is not drawn anew for each choice.
  const { here, without } = useMemo(() => placesIn(room.picture, room.drawing), [room.picture, room.drawing])
  return (
    <section className="panel net-map" aria-labelledby="net-map-title">
      <div className="panel-head">
        <h2 id="net-map-title">{t('map.title')}</h2>
        <span className="quiet">{t('room.areas')}</span>
        <Button className="link-button push small" onPress={() => setTable(!table)}>
          {t(table ? 'map.asMap' : 'map.asTable')}
        </Button>
      </div>
      <div className="canvas net-map-box" id="net-panel-2" tabIndex={-1}>
        {here.length === 0 ? (
          <p className="quiet net-empty">{t('map.none')}</p>
        ) : table ? (
          <PlaceTable here={here} chosen={room.chosen} onChoose={(ids) => room.step({ kind: 'brush', adverts: ids })} />
        ) : (
          <Drawing here={here} chosen={room.chosen} onChoose={(ids) => room.step({ kind: 'brush', adverts: ids })} />
        )}
      </div>
      {without > 0 && <p className="panel-foot">{t('room.noPoint', { count: without })}</p>}
    </section>
  )
}

/** Places in view with their adverts; `without`: adverts without a place on the map. */
function placesIn(
  picture: NetworkPicture,
  drawing: DrawnNetwork
): { readonly here: readonly Here[]; readonly without: number } {
  const spots = new Map(picture.places.map((one) => [one.place, one]))
  const byPlace = Map.groupBy(drawing.adverts, (one) => one.place)
  const here = [...byPlace].flatMap(([place, adverts]): Here[] => {
    const spot = place === null ? undefined : spots.get(place)
    if (spot === undefined) return []
    const ids = adverts.map((one) => one.advert)
    return [{ ...spot, adverts: ids.length, ids }]
  })
  const placed = here.reduce((sum, one) => sum + one.adverts, 0)
  return { here: here.toSorted((a, b) => b.adverts - a.adverts), without: drawing.adverts.length - placed }
}

/** How many adverts of a place are chosen. */
function chosenOf({ ids }: Here, chosen: ReadonlySet<number>): number {
  return ids.filter((id) => chosen.has(id)).length
}

interface DrawingProps {
  readonly here: readonly Here[]
  readonly chosen: ReadonlySet<number>
  readonly onChoose: (ids: readonly number[]) => void
}

function Drawing({ here, chosen, onChoose }: DrawingProps) {
  const { t } = useTranslation()
  const clip = useId()
  const { box, size } = useSize()
  const outlines = useOutlines()
  const municipalities = useMunicipalities()
  const { lands, spots, areas, home } = useMemo(() => {
    const projection = projectionFor(here, ...size)
    const path = geoPath(projection)
    const drawn = (outlines ?? []).flatMap(({ id, shape }) => {
      const d = path(shape)
      return d === null ? [] : [{ id, d }]
    })
    const land = outlines?.find((one) => one.id === homeLand)
    return {
      lands: drawn,
      spots: spotsOf(here, projection, size, 5),
      areas: areasOf(here, municipalities ?? [], land, projection, size),
      home: drawn.find((one) => one.id === homeLand)?.d ?? ''
    }
  }, [here, outlines, municipalities, size])
  const most = Math.max(1, ...areas.filled.map((one) => one.adverts))
  const byPlace = new Map(here.map((one) => [one.place, { one, chosen: chosenOf(one, chosen) }]))
  const anyChosen = [...byPlace.values()].some((of) => of.chosen > 0)
  return (
    <svg
      ref={box}
      className="map"
      viewBox={`0 0 ${size[0]} ${size[1]}`}
      role="group"
      aria-label={t('map.label', { count: here.length })}
    >
      <clipPath id={clip}>
        <path d={home} />
      </clipPath>
      <g aria-hidden="true">
        {lands.map(({ id, d }) => (
          <path key={id} className={id === homeLand || id === '056' ? 'land' : 'land-2'} d={d} />
        ))}
        <g clipPath={`url(#${clip})`}>
          {areas.filled.map(({ name, adverts, d }) => (
            <path key={name} className={`area area-${Math.max(1, Math.ceil((shades * adverts) / most))}`} d={d} />
          ))}
          <path className="borders" d={areas.borders} />
        </g>
        <path className="coast" d={home} />
      </g>
      {spots.map((spot) => (
        <PlaceMark
          key={spot.place}
          spot={spot}
          one={byPlace.get(spot.place)?.one}
          chosen={byPlace.get(spot.place)?.chosen ?? 0}
          faded={anyChosen}
          onChoose={onChoose}
        />
      ))}
      <MarkNames spots={spots} numberOf={({ adverts }) => adverts} />
    </svg>
  )
}

/** The room that the map has, so that it fills its panel and its letters keep their size. */
function useSize() {
  const box = useRef<SVGSVGElement>(null)
  const [size, setSize] = useState<readonly [number, number]>([404, 420])
  useEffect(() => {
    if (box.current === null) return undefined
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      if (width > 0 && height > 0) setSize([Math.round(width), Math.round(height)])
    })
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return { box, size }
}

interface MarkProps {
  readonly spot: Spot
  readonly one: Here | undefined
  /** How many of its adverts are chosen. */
  readonly chosen: number
  readonly faded: boolean
  readonly onChoose: (ids: readonly number[]) => void
}

function PlaceMark({ spot, one, chosen, faded, onChoose }: MarkProps) {
  return (
    <Mark
      spot={spot}
      look={chosen > 0 ? 'pin-chosen' : faded ? 'pin-back' : ''}
      chosen={chosen > 0}
      onChoose={() => onChoose(chosen === one?.adverts ? [] : (one?.ids ?? []))}
    />
  )
}

function PlaceTable({ here, chosen, onChoose }: DrawingProps) {
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
            <th scope="col" className="right">
              {t('room.chosen')}
            </th>
          </tr>
        </thead>
        <tbody>
          {here.map((one) => {
            const ofIt = chosenOf(one, chosen)
            return (
              <tr key={one.place} aria-selected={ofIt > 0}>
                <th scope="row">
                  <button type="button" className="link-button" onClick={() => onChoose(one.ids)}>
                    {one.place}
                  </button>
                </th>
                <td className="right number">{format.number(one.adverts)}</td>
                <td className="right number">{format.number(ofIt)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
