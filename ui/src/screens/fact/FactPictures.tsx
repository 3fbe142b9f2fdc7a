/** The pictures of an identifier's page: lanes, itinerary, map, prices, weeks. */
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FactPage } from '../../../../src/contract/desk/facts.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading } from '../../frame/Notice.tsx'
import { LaneTimeline } from '../../parts/LaneTimeline.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { PriceSteps } from '../../parts/PriceSteps.tsx'
import { WeekBars } from '../../parts/WeekBars.tsx'

const PlaceMap = lazy(async () => ({ default: (await import('../../parts/map/PlaceMap.tsx')).PlaceMap }))

interface WhereProps {
  readonly page: FactPage
  readonly chosen: number | null
  readonly onChoose: (advert: number) => void
  readonly onOpen: (advert: number) => void
}

const lanesBy = ['place', 'site'] as const

export function WherePanel({ page, chosen, onChoose, onOpen }: WhereProps) {
  const { t } = useTranslation()
  const names = useNames()
  const [by, setBy] = useState<(typeof lanesBy)[number]>('place')
  const marks = page.shown.map((one) => ({
    id: one.advert,
    lane: by === 'site' ? names.site(one.site) : (one.place ?? t('lanes.noPlace')),
    at: one.at,
    group: names.site(one.site),
    title: one.title,
    gone: one.gone
  }))
  const tools = (
    <span className="segs" role="group" aria-label={t('lanes.by')}>
      {lanesBy.map((one) => (
        <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
          {t(`lanes.by-${one}`)}
        </button>
      ))}
    </span>
  )
  return (
    <Panel columns={8} title={t('factPage.where')} note={t('factPage.whereNote')} tools={tools}>
      {marks.length > 0 && (
        <LaneTimeline marks={marks} label={t('factPage.where')} chosen={chosen} onChoose={onChoose} onOpen={onOpen} />
      )}
      <h3 className="panel-part">
        {t('weeks.title')} <span className="quiet">{t('weeks.note')}</span>
      </h3>
      <WeekBars weeks={page.weeks} label={t('weeks.title')} />
    </Panel>
  )
}

interface PlaceProps {
  readonly page: FactPage
  readonly place: string | null
  readonly onPlace: (place: string | null) => void
}

/** The newest so many steps stand at once; the others on request. */
const mostSteps = 9

export function ItineraryPanel({ page, place, onPlace }: PlaceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const stays = page.itinerary
  const numbers = new Map([...new Set(stays.map((stay) => stay.place))].map((name, at) => [name, at + 1]))
  return (
    <Panel
      columns={4}
      title={t('factPage.itinerary')}
      note={t('factPage.itineraryNote')}
      {...(stays.length > mostSteps && {
        foot: (
          <Button className="link-button" onPress={() => setAll(!all)}>
            {all ? t('factPage.itineraryNewest') : t('factPage.itineraryMore', { count: stays.length - mostSteps })}
          </Button>
        )
      })}
    >
      {stays.length === 0 ? (
        <p className="quiet">{t('factPage.noPlaces')}</p>
      ) : (
        <ol className="stops">
          {(all ? stays : stays.slice(-mostSteps)).map((stay, at) => (
            <li key={at} data-number={numbers.get(stay.place)}>
              <button
                type="button"
                className="stop"
                aria-pressed={stay.place === place}
                onClick={() => onPlace(stay.place === place ? null : stay.place)}
              >
                <strong>{stay.place}</strong>
                <span className="quiet">{format.period(stay.from, stay.to)}</span>
              </button>
              <span className="quiet number">{t('queue.advertsShort', { count: stay.adverts.length })}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

export function MapPanel({ page, place, onPlace, columns = 5 }: PlaceProps & { readonly columns?: 4 | 5 }) {
  const { t } = useTranslation()
  return (
    <Panel columns={columns} title={t('map.title')}>
      <Suspense fallback={<Loading what={t('map.title')} lines={8} />}>
        <PlaceMap
          places={page.places}
          route={page.itinerary.map((stay) => stay.place)}
          chosen={place}
          onChoose={onPlace}
        />
      </Suspense>
    </Panel>
  )
}

export function PricesPanel({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  return (
    <Panel columns={6} title={t('prices.title')} note={t('prices.note')}>
      <PriceSteps prices={comparable(page)} label={t('prices.title')} />
    </Panel>
  )
}

/** Prices of the most frequent currency and time: others cannot stand on one scale. */
function comparable(page: FactPage): FactPage['prices'] {
  const groups = Map.groupBy(page.prices, (one) => `${one.currency} ${one.minutes ?? ''}`)
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
}
