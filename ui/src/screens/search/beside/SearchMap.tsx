/** Where the adverts of a search are about: places and municipalities on a map beside the list, each of which narrows it; a table is its twin. */
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchFacets } from '../../../../../src/contract/desk/search.ts'
import type { SearchQuery } from '../../../api/search.ts'
import { useFormat } from '../../../frame/format.ts'
import { AreaMap } from '../../../parts/map/AreaMap.tsx'
import { useMunicipalityOf } from '../../../parts/map/areas.ts'
import type { MapPlace } from '../../../parts/map/frame.ts'
import { formatPlace } from '../../../place/address.ts'
import { go } from '../../../place/place.tsx'
import { placesIn } from '../query.ts'

interface SearchMapProps {
  readonly asked: SearchQuery
  readonly map: SearchFacets['map']
}

export function SearchMap({ asked, map }: SearchMapProps) {
  const { t } = useTranslation()
  const [table, setTable] = useState(false)
  const places = useMemo(() => map.points.map(({ count, ...one }) => ({ ...one, adverts: count })), [map])
  const chosen = useMemo(() => new Set(placesIn(asked.place)), [asked.place])
  // Choosing what is chosen takes it back.
  const choose = (names: readonly string[]): void => {
    const same = names.length === chosen.size && names.every((name) => chosen.has(name))
    go(formatPlace('/search', { ...asked, place: same ? '' : names.join('|') }))
  }
  return (
    <section className="panel search-map" aria-label={t('search.map')}>
      <div className="panel-head">
        <h2>{t('map.title')}</h2>
        <Button className="link-button push small" onPress={() => setTable(!table)}>
          {t(table ? 'map.asMap' : 'map.asTable')}
        </Button>
      </div>
      <div className="search-map-box">
        {table ? (
          <PlaceTable places={places} chosen={chosen} onChoose={choose} />
        ) : (
          <AreaMap
            places={places}
            chosen={chosen}
            onChoose={(place) => choose([place])}
            onArea={(area) => choose(area.places)}
          />
        )}
      </div>
      <p className="panel-foot">
        {t('search.mapNote')} {map.without > 0 && t('search.offMap', { count: map.without })}
      </p>
    </section>
  )
}

interface PlaceTableProps {
  readonly places: readonly MapPlace[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (places: readonly string[]) => void
}

function PlaceTable({ places, chosen, onChoose }: PlaceTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const municipalityOf = useMunicipalityOf(places)
  return (
    <div className="table-box" role="region" aria-label={t('map.table')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('members.place')}</th>
            <th scope="col">{t('map.municipality')}</th>
            <th scope="col" className="right">
              {t('map.adverts')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((one) => {
            const area = municipalityOf(one.place)
            return (
              <tr key={one.place}>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    aria-pressed={chosen.has(one.place)}
                    onClick={() => onChoose([one.place])}
                  >
                    {one.place}
                  </button>
                </th>
                <td>
                  {area === undefined ? (
                    '–'
                  ) : (
                    <button type="button" className="link-button" onClick={() => onChoose(area.places)}>
                      {area.name}
                    </button>
                  )}
                </td>
                <td className="right number">{format.number(one.adverts)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
