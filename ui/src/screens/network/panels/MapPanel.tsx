/** Panel 2: where the adverts are about, as municipalities and as one mark a place with its count; choosing a place chooses its adverts everywhere. */
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../frame/format.ts'
import { AreaMap } from '../../../parts/map/AreaMap.tsx'
import type { NetworkPicture } from '../../../../../src/contract/desk/network-picture.ts'
import type { Drawing as DrawnNetwork } from '../model/drawing.ts'
import type { Room } from '../room.ts'

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

interface ChoiceProps {
  readonly here: readonly Here[]
  readonly chosen: ReadonlySet<number>
  readonly onChoose: (ids: readonly number[]) => void
}

/** A place is chosen as soon as one of its adverts is; choosing it again lets go when all are. */
function Drawing({ here, chosen, onChoose }: ChoiceProps) {
  const byPlace = useMemo(() => new Map(here.map((one) => [one.place, one])), [here])
  const places = new Set(here.filter((one) => chosenOf(one, chosen) > 0).map((one) => one.place))
  return (
    <AreaMap
      places={here}
      chosen={places}
      onChoose={(place) => {
        const one = byPlace.get(place)
        if (one !== undefined) onChoose(chosenOf(one, chosen) === one.adverts ? [] : one.ids)
      }}
    />
  )
}

function PlaceTable({ here, chosen, onChoose }: ChoiceProps) {
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
