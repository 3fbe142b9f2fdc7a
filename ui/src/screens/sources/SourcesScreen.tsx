/** Bronnen: how the crawl goes now, what each source gave, and what was refused or failed, by reason. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceRow } from '../../../../src/contract/sources.ts'
import { useProgress } from '../../api/events.ts'
import { useSources } from '../../api/operations.ts'
import type { AddressFilter } from '../../api/operations.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { AddressSheet } from './AddressSheet.tsx'
import { SourceCard } from './SourceCard.tsx'
import './sources.css'

export function SourcesScreen() {
  const { t } = useTranslation()
  const sources = useSources()
  const [addresses, setAddresses] = useState<AddressFilter | null>(null)
  return (
    <div className="page sources">
      <h1 tabIndex={-1}>{t('nav.sources')}</h1>
      <Now sources={sources.data ?? []} />
      {sources.isPending && <Loading what={t('nav.sources')} />}
      {sources.isError && <ProblemNote error={sources.error} retry={() => void sources.refetch()} />}
      {sources.data?.length === 0 && (
        <Empty title={t('sources.none')}>
          <p>{t('sources.noneNext')}</p>
        </Empty>
      )}
      <ul className="source-list">
        {sources.data?.map((source) => (
          <li key={source.id}>
            <SourceCard source={source} onAddresses={setAddresses} />
          </li>
        ))}
      </ul>
      {addresses !== null && <AddressSheet filter={addresses} onClose={() => setAddresses(null)} />}
    </div>
  )
}

/** The figures of this moment, pushed by the server. */
function Now({ sources }: { readonly sources: readonly SourceRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const progress = useProgress()
  const sum = (of: (source: SourceRow) => number): number => sources.reduce((total, source) => total + of(source), 0)
  const figures: readonly (readonly [string, number])[] = [
    ['pages', progress?.pages ?? sum((source) => source.done)],
    ['due', progress?.due ?? sum((source) => source.due)],
    ['adverts', progress?.adverts ?? sum((source) => source.adverts)],
    ['networks', progress?.networks ?? sum((source) => source.networks)],
    ['signals', progress?.signals ?? sum((source) => source.signals)]
  ]
  return (
    <section className="now" aria-label={t('sources.now')}>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`sources.${name}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
        {progress !== null && (
          <div>
            <dt>{t('sources.speed')}</dt>
            <dd>{t('sources.perSecond', { pages: format.number(progress.pagesPerSecond) })}</dd>
          </div>
        )}
      </dl>
      {progress !== null && (
        <p className="quiet">
          <span className={progress.running ? 'pulse pulse-on' : 'pulse'} aria-hidden="true" />{' '}
          {t(progress.running ? 'sources.running' : 'sources.idle')} · {format.moment(progress.at)}
        </p>
      )}
    </section>
  )
}
