/** Kenmerk: the page of one number, account, address, name or place: when and where, in which order, with what, how it changes, which adverts. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FactPage } from '../../../../src/contract/desk/facts.ts'
import { useFactPage } from '../../api/facts.ts'
import { refusalOf } from '../../api/http.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { AdvertSheet } from '../../parts/AdvertSheet.tsx'
import { AdvertsPanel } from './AdvertsPanel.tsx'
import { KnownPanel, LinkedPanel, StatedPanel } from './FactPanels.tsx'
import { ItineraryPanel, MapPanel, PricesPanel, WherePanel } from './FactPictures.tsx'
import './fact.css'

export function FactScreen({ kind, value }: { readonly kind: string; readonly value: string }) {
  const { t } = useTranslation()
  const page = useFactPage(kind, value)
  return (
    <div className="page fact-page">
      {page.isPending && (
        <>
          <h1 className="id-value" tabIndex={-1}>
            {value}
          </h1>
          <Loading what={t('factPage.what')} lines={9} />
        </>
      )}
      {page.isError && (
        <>
          <h1 className="id-value" tabIndex={-1}>
            {value}
          </h1>
          {refusalOf(page.error).status === 400 ? (
            <p className="note note-info">{t('factPage.notOne')}</p>
          ) : (
            <ProblemNote error={page.error} retry={() => void page.refetch()} />
          )}
          <p>
            <Go to={formatPlace('/search', { q: value })}>{t('factPage.searchWords')}</Go>
          </p>
        </>
      )}
      {page.isSuccess && <Content page={page.data} asked={value} />}
    </div>
  )
}

function Content({ page, asked }: { readonly page: FactPage; readonly asked: string }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [chosen, setChosen] = useState<number | null>(null)
  const [place, setPlace] = useState<string | null>(null)
  const opened = Number(query['advert']) || null
  const open = (advert: number): void => refine({ advert })
  if (page.adverts.value === 0) {
    return (
      <>
        <Head page={page} asked={asked} />
        <Empty title={t('factPage.none')}>
          <p>{t('factPage.noneNext')}</p>
          <Go className="button" to={formatPlace('/search', { q: asked })}>
            {t('factPage.searchWords')}
          </Go>
        </Empty>
      </>
    )
  }
  return (
    <>
      <Head page={page} asked={asked} />
      <Figures page={page} />
      <div className="grid">
        <WherePanel page={page} chosen={chosen} onChoose={setChosen} onOpen={open} />
        {page.shown.length > 0 && (
          <>
            <ItineraryPanel page={page} place={place} onPlace={setPlace} />
            {page.places.length > 0 && <MapPanel page={page} place={place} onPlace={setPlace} />}
            <LinkedPanel page={page} />
            {page.prices.length > 1 && <PricesPanel page={page} />}
            {page.stated.length > 0 && <StatedPanel page={page} />}
          </>
        )}
        <AdvertsPanel page={page} chosen={chosen} place={place} onOpen={open} />
        <KnownPanel page={page} />
      </div>
      {opened !== null && <AdvertSheet advert={opened} onClose={() => refine({ advert: null })} />}
    </>
  )
}

function Head({ page, asked }: { readonly page: FactPage; readonly asked: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const name = names.value(page.kind, page.value)
  return (
    <header className="title">
      <div>
        <div className="row-wrap">
          <h1 className="id-value" tabIndex={-1}>
            {name}
          </h1>
          <span className={`tag kind kind-${page.kind}`}>{names.kind(page.kind)}</span>
        </div>
        <p className="small">
          {asked.trim() !== page.value && <>{t('factPage.asked', { asked })} · </>}
          {t('factPage.understood')} <span className="mono">{page.value}</span>
        </p>
      </div>
      <div className="row-wrap no-print">
        <Go className="button" to={formatPlace('/deconfliction', { ask: 1, value: page.value })}>
          {t('factPage.elsewhere')}
        </Go>
        <Go className="button" to={formatPlace('/search', { fact: page.value })}>
          <Icon name="search" /> {t('factPage.search')}
        </Go>
        <Button onPress={() => window.print()}>
          <Icon name="print" /> {t('notice.print')}
        </Button>
      </div>
    </header>
  )
}

function Figures({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const from = page.sites.map((site) => site.from).toSorted()[0] ?? null
  const to =
    page.sites
      .map((site) => site.to)
      .toSorted()
      .at(-1) ?? null
  const names = page.stated.filter((one) => one.kind === 'name').length
  const gone = page.shown.filter((one) => one.gone).length
  const figures: readonly (readonly [string, string])[] = [
    ['adverts', (page.adverts.exact ? '' : '≥ ') + format.number(page.adverts.value)],
    ['sites', format.number(page.sites.length)],
    ['places', format.number(page.places.length)],
    ['names', format.number(names)],
    ['period', format.period(from, to)],
    ['gone', format.number(gone)],
    ['open', t('seal.part', { open: format.number(page.open), of: format.number(page.open + page.sealed) })]
  ]
  return (
    <>
      <dl className="facts-line">
        {figures.map(([name, shown]) => (
          <div key={name}>
            <dt>{t(`factPage.${name}`)}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
      {page.sealed > 0 && <p className="quiet small">{t('seal.over', { count: page.open })}</p>}
    </>
  )
}
