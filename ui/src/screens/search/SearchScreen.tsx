/** Zoeken: words or a fact, newest first; a sealed advert tells only how often it matches. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchHit, SearchResult } from '../../../../src/contract/search.ts'
import { useAskToOpen, useSearch } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { factAddress } from '../../place/address.ts'
import { Go, usePlace } from '../../place/place.tsx'
import { Hit } from './Hit.tsx'
import { searchQuery } from './query.ts'
import { SearchForm } from './SearchForm.tsx'
import './search.css'

export function SearchScreen() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const asked = searchQuery(query)
  const search = useSearch(asked)
  const ask = useAskToOpen()
  const [toOpen, setToOpen] = useState<SearchHit | null>(null)
  const first = search.data?.pages[0]
  const hits = search.data?.pages.flatMap((page) => page.results) ?? []
  const idle = asked.q === '' && asked.fact === ''
  return (
    <div className="page search">
      <h1 tabIndex={-1}>{t('nav.search')}</h1>
      <SearchForm key={JSON.stringify(asked)} asked={asked} sources={first?.sources ?? []} />
      {idle && (
        <Empty title={t('search.idle')}>
          <p>{t('search.idleNext')}</p>
        </Empty>
      )}
      {search.isLoading && <Loading what={t('nav.search')} />}
      {search.isError && <ProblemNote error={search.error} retry={() => void search.refetch()} />}
      {first !== undefined && <Summary first={first} />}
      {first !== undefined && hits.length === 0 && (
        <Empty title={t('search.none')}>
          <p>{t('search.noneNext')}</p>
        </Empty>
      )}
      <ol className="hits">
        {hits.map((hit) => (
          <li key={hit.advert}>
            <Hit hit={hit} onAsk={() => setToOpen(hit)} />
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
      {toOpen !== null && (
        <ReasonDialog
          title={t('request.title', { id: toOpen.advert })}
          explain={t('request.explain')}
          action={t('request.action')}
          draft={`request:${toOpen.advert}`}
          onSubmit={async (reason) => {
            await ask.mutateAsync({ advert: toOpen.advert, reason })
            announce(t('request.done'))
          }}
          onClose={() => setToOpen(null)}
        />
      )}
    </div>
  )
}

/** How many, how the input was understood, and that it was bounded if it was. */
function Summary({ first }: { readonly first: SearchResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { words, facts, notes } = first.understood
  return (
    <div className="search-summary" role="status">
      <strong>
        {t(first.count.exact ? 'search.count' : 'search.countAtLeast', {
          count: first.count.value,
          shown: format.number(first.count.value)
        })}
      </strong>
      <span className="quiet">{t('search.newestFirst', { ms: format.number(Math.round(first.tookMs)) })}</span>
      {(words.length > 0 || facts.length > 0) && (
        <span className="understood">
          {t('search.understood')}{' '}
          {facts.map((fact) => (
            <Go key={`${fact.kind}:${fact.value}`} to={factAddress(fact.kind, fact.value)}>
              <span className={`tag kind kind-${fact.kind}`}>{names.kind(fact.kind)}</span>{' '}
              {t('search.pageOf', { value: names.value(fact.kind, fact.value) })}
            </Go>
          ))}
          {words.map((word) => (
            <span key={word} className="tag">
              {word}
            </span>
          ))}
        </span>
      )}
      {notes.map((note) => (
        <p key={note} className="understood">
          {t(`search.note.${note}`)}
        </p>
      ))}
    </div>
  )
}
