/** Zoeken: a question, what the answers are made of with counts, the answers, and the chosen one beside them. */
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchHit, SearchResult } from '../../../../src/contract/desk/search.ts'
import { useAskToOpen } from '../../api/adverts.ts'
import { useSearch, type SearchQuery } from '../../api/search.ts'
import { announce } from '../../frame/announce.tsx'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useMedia } from '../../frame/useMedia.ts'
import { AdvertSheet } from '../../parts/AdvertSheet.tsx'
import { WeekBrush } from '../../parts/WeekBrush.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go, go, usePlace } from '../../place/place.tsx'
import { BulkList } from './BulkList.tsx'
import { Chips } from './Chips.tsx'
import { Facets } from './Facets.tsx'
import { Folded } from './Folded.tsx'
import { History } from './History.tsx'
import { Hit } from './Hit.tsx'
import { Preview } from './beside/Preview.tsx'
import { searchQuery } from './query.ts'
import { Saved } from './Saved.tsx'
import { SearchForm } from './SearchForm.tsx'
import { Summary } from './Summary.tsx'
import { useChosen } from './useChosen.ts'
import './search.css'

// The map draws, and comes with the first results.
const SearchMap = lazy(async () => ({ default: (await import('./beside/SearchMap.tsx')).SearchMap }))

export function SearchScreen({ owner }: { readonly owner: string }) {
  const { list = '' } = usePlace().query
  return list === '' ? <Searching owner={owner} /> : <BulkList list={list} />
}

function Searching({ owner }: { readonly owner: string }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const asked = searchQuery(query)
  const search = useSearch(asked)
  const wide = useMedia('(min-width: 1180px)')
  const [toOpen, setToOpen] = useState<SearchHit | null>(null)
  const idle = asked.q === '' && asked.fact === ''
  const first = idle ? undefined : search.data?.pages[0]
  const hits = idle ? [] : (search.data?.pages.flatMap((page) => page.results) ?? [])
  const { chosen, shown, choose, hide } = useChosen(hits)
  const map = first?.facets?.map ?? null
  const mapBeside = wide && shown === null && map !== null && map.points.length > 0
  return (
    <div className="page search" data-beside={(shown !== null && wide) || mapBeside || undefined}>
      <h1 tabIndex={-1}>{t('nav.search')}</h1>
      <SearchForm key={JSON.stringify(asked)} asked={asked} />
      <Side
        owner={owner}
        asked={asked}
        facets={first?.facets ?? null}
        count={search.isPlaceholderData ? null : (first?.count.value ?? null)}
        wide={wide}
      />
      <section className="found" aria-label={t('search.results')}>
        {idle && (
          <Empty title={t('search.idle')}>
            <p>{t('search.idleNext')}</p>
            <p>
              <Go to="/search?list=new">{t('list.title')}</Go>
            </p>
          </Empty>
        )}
        {search.isLoading && <Loading what={t('nav.search')} />}
        {search.isError && <ProblemNote error={search.error} retry={() => void search.refetch()} />}
        {first !== undefined && <Summary first={first} asked={asked} />}
        <Chips asked={asked} />
        {first?.facets != null && <Weeks asked={asked} counts={first.facets} />}
        {first?.count.value === 0 && (
          <Empty title={t('search.none')}>
            <p>{t('search.noneNext')}</p>
          </Empty>
        )}
        <Hits search={search} hits={hits} chosen={chosen} onChoose={choose} onAsk={setToOpen} />
        {first !== undefined && <Folded asked={asked} sealed={first.sealed} />}
      </section>
      {shown !== null && (wide ? <Preview advert={shown} /> : <AdvertSheet advert={shown} onClose={hide} />)}
      {mapBeside && (
        <Suspense fallback={<div className="search-map" />}>
          <SearchMap asked={asked} map={map} />
        </Suspense>
      )}
      {toOpen !== null && <AskToOpen advert={toOpen.advert} onClose={() => setToOpen(null)} />}
    </div>
  )
}

interface HitsProps {
  readonly search: ReturnType<typeof useSearch>
  readonly hits: readonly SearchHit[]
  readonly chosen: number | null
  readonly onChoose: (advert: number) => void
  readonly onAsk: (hit: SearchHit) => void
}

function Hits({ search, hits, chosen, onChoose, onAsk }: HitsProps) {
  const { t } = useTranslation()
  return (
    <>
      <ol className="hits">
        {hits.map((hit) => (
          <li key={hit.advert} id={`hit-${hit.advert}`}>
            <Hit
              hit={hit}
              chosen={hit.advert === chosen}
              onChoose={() => onChoose(hit.advert)}
              onAsk={() => onAsk(hit)}
            />
          </li>
        ))}
      </ol>
      {search.hasNextPage && (
        <Button
          className="more"
          data-pending={search.isFetchingNextPage || undefined}
          onPress={() => void search.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </>
  )
}

interface SideProps {
  readonly owner: string
  readonly asked: SearchQuery
  readonly facets: SearchResult['facets']
  readonly count: number | null
  readonly wide: boolean
}

/** Beside the list: what narrows it, the path that led here, and what is kept. */
function Side({ owner, asked, facets, count, wide }: SideProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="side">
      {facets !== null && (
        <details className="narrow" open={wide || undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('search.narrow')}</summary>
          <Facets asked={asked} counts={facets} />
          {/* On a narrow screen the map and its 380 kB of land come once this is opened. */}
          {!wide && open && facets.map.points.length > 0 && (
            <Suspense>
              <SearchMap asked={asked} map={facets.map} />
            </Suspense>
          )}
        </details>
      )}
      <History key={owner} owner={owner} asked={asked} count={count} />
      <Saved />
    </div>
  )
}

interface WeeksProps {
  readonly asked: SearchQuery
  readonly counts: NonNullable<SearchResult['facets']>
}

/** When opened adverts were posted, a stretch of which narrows the results; and how many do not say. */
function Weeks({ asked, counts }: WeeksProps) {
  const { t } = useTranslation()
  const chosen =
    asked.postedFrom === '' && asked.postedTo === ''
      ? null
      : { from: asked.postedFrom, to: asked.postedTo === '' ? '9999' : asked.postedTo }
  return (
    <>
      {counts.weeks.length > 0 && (
        <WeekBrush
          weeks={counts.weeks}
          label={t('search.weeks')}
          chosen={chosen}
          onChoose={(days) =>
            go(formatPlace('/search', { ...asked, postedFrom: days?.from ?? '', postedTo: days?.to ?? '' }))
          }
        />
      )}
      {counts.undated > 0 && <p className="quiet small">{t('search.undated', { count: counts.undated })}</p>}
    </>
  )
}

function AskToOpen({ advert, onClose }: { readonly advert: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAskToOpen()
  return (
    <ReasonDialog
      title={t('request.title', { id: advert })}
      explain={t('request.explain')}
      action={t('request.action')}
      draft={`request:${advert}`}
      onSubmit={async (reason) => {
        await ask.mutateAsync({ advert, reason })
        announce(t('request.done'))
      }}
      onClose={onClose}
    />
  )
}
