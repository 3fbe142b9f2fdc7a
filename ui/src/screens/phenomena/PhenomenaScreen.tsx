/** Phenomena in figures: counts by week and one dimension, as chart, table and map, with breaks, hidden cells, and publications. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PhenomenonQuery, PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { usePhenomenonTable } from '../../api/figures/phenomena.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { PlaceMap } from '../../parts/map/PlaceMap.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { formatPlace } from '../../place/address.ts'
import { refine, usePlace } from '../../place/place.tsx'
import { askedOf, choices, onlyOf, weeksToChoose } from './asked.ts'
import { cellAt, totalAt, valuesOf, weeksOf } from './cells.ts'
import { Breaks } from './Breaks.tsx'
import { CountsTablePart, useSaysValue } from './CountsTablePart.tsx'
import { OfferDialog, Publications } from './Publications.tsx'
import { Changes } from './Changes.tsx'
import { SyntheticDialog } from './Synthetic.tsx'
import { TrendChart } from './TrendChart.tsx'
import './phenomena.css'

export function PhenomenaScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const asked = askedOf(query, today)
  const counts = usePhenomenonTable(asked)
  const [offering, setOffering] = useState<'counts' | 'synthetic' | null>(null)
  return (
    <div className="page phenomena">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('phenomena.title')}</h1>
          <p>{t('phenomena.about')}</p>
        </div>
        <div className="row-wrap">
          <Button isDisabled={!counts.isSuccess} onPress={() => setOffering('synthetic')}>
            {t('phenomena.synthetic')}
          </Button>
          <Button isDisabled={!counts.isSuccess} onPress={() => setOffering('counts')}>
            {t('phenomena.offer')}
          </Button>
        </div>
      </header>
      <Asking asked={asked} today={today} />
      {counts.isPending && <Loading what={t('phenomena.title')} lines={8} />}
      {counts.isError && <ProblemNote error={counts.error} retry={() => void counts.refetch()} />}
      {counts.isSuccess && <Counts table={counts.data} />}
      <div className="grid">
        <Publications user={session.user.id} />
      </div>
      {offering === 'counts' && <OfferDialog asked={asked} onClose={() => setOffering(null)} />}
      {offering === 'synthetic' && <SyntheticDialog asked={asked} onClose={() => setOffering(null)} />}
    </div>
  )
}

function Asking({ asked, today }: { readonly asked: PhenomenonQuery; readonly today: string }) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const only = onlyOf(asked)
  const weeks = weeksToChoose(today, [asked.from, asked.to])
  return (
    <div className="row-wrap">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="field field-row">
          <span>{t(`phenomena.${end}`)}</span>
          <select value={asked[end]} onChange={(event) => refine({ [end]: event.target.value })}>
            {weeks.map((week) => (
              <option key={week}>{week}</option>
            ))}
          </select>
        </label>
      ))}
      <label className="field field-row">
        <span>{t('phenomena.by')}</span>
        <select
          value={asked.by ?? 'none'}
          onChange={(event) => refine({ by: event.target.value === 'none' ? null : event.target.value })}
        >
          {['none', ...choices.filter((name) => name !== only?.[0])].map((name) => (
            <option key={name} value={name}>
              {t(`phenomena.by-${name}`)}
            </option>
          ))}
        </select>
      </label>
      {only !== null && (
        <Button
          className="button-small"
          aria-label={t('phenomena.onlyOff', { value: says(only[1]) })}
          onPress={() => refine({ [only[0]]: null })}
        >
          {t('phenomena.only', { value: says(only[1]) })} ✕
        </Button>
      )}
      <a
        className="button button-small push no-print"
        href={formatPlace('/api/phenomena/counts/csv', { ...asked })}
        download
      >
        <Icon name="download" /> CSV
      </a>
    </div>
  )
}

function Counts({ table }: { readonly table: PhenomenonTable }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nothing = weeksOf(table).every((_, at) => totalAt(table, at)?.adverts === 0)
  if (nothing)
    return (
      <Empty title={t('phenomena.nothing')}>
        <p>{t('phenomena.nothingNext')}</p>
      </Empty>
    )
  const shown = table.rates.flatMap((rate) => rate ?? [])
  return (
    <div className="grid">
      <Panel
        columns={12}
        title={t('phenomena.trend')}
        note={t('phenomena.trendNote')}
        foot={
          <span>
            {shown.length === 0
              ? t('phenomena.noRates')
              : t('phenomena.rates', {
                  count: table.steady,
                  first: format.number(shown[0] ?? 0),
                  last: format.number(shown.at(-1) ?? 0)
                })}
          </span>
        }
      >
        <TrendChart table={table} />
        <Changes table={table} />
        <Breaks table={table} />
      </Panel>
      <Panel
        columns={12}
        title={t('phenomena.table')}
        note={t('phenomena.cellNote')}
        foot={
          <>
            <span className="phenomenon-narrow">{t('phenomena.zerosLeft')}</span>
            <span>{t('phenomena.hiddenWhy', { least: table.least, count: table.hidden })}</span>
            {table.erased > 0 && <span>{t('phenomena.erased', { count: table.erased })}</span>}
          </>
        }
        bare
      >
        <CountsTablePart table={table} changes={table.changes} />
      </Panel>
      {table.dimensions[1]?.name === 'place' && <Places table={table} />}
    </div>
  )
}

/** Hot places: a mark for each place of which a week may be shown, by the adverts in those weeks. */
function Places({ table }: { readonly table: PhenomenonTable }) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const [chosen, setChosen] = useState<string | null>(null)
  const lies = new Map(table.places.map((one) => [one.name, one]))
  const places = valuesOf(table).flatMap((value, nth) => {
    const place = lies.get(value)
    const adverts = weeksOf(table).reduce((sum, _, at) => sum + (cellAt(table, at, nth)?.adverts ?? 0), 0)
    return place === undefined || adverts === 0 ? [] : [{ place: says(value), lat: place.lat, lon: place.lon, adverts }]
  })
  return (
    <Panel columns={12} title={t('phenomena.map')} note={t('phenomena.mapNote')}>
      {places.length === 0 ? (
        <p className="quiet">{t('phenomena.noMap')}</p>
      ) : (
        <PlaceMap places={places} chosen={chosen} onChoose={setChosen} />
      )}
    </Panel>
  )
}
