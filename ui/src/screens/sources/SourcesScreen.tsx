/** Bronnen: what needs a look, how the crawl goes now, each source with its yield against expectation and what was passed over, and what an operator does with it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { SourceRow, Sources } from '../../../../src/contract/desk/sources.ts'
import { useProgress } from '../../api/events.ts'
import { useSources } from '../../api/operations.ts'
import type { AddressFilter } from '../../api/operations.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { AddressSheet } from './AddressSheet.tsx'
import { AddSource } from './AddSource.tsx'
import { EvidencePanel } from './EvidencePanel.tsx'
import { SourceCard } from './SourceCard.tsx'
import './sources.css'

export function SourcesScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const answer = useSources()
  const [addresses, setAddresses] = useState<AddressFilter | null>(null)
  const operates = session.user.role === 'operator'
  const all = answer.data?.sources ?? []
  const removed = all.filter((source) => source.state === 'removed')
  const adding = operates && query['add'] === '1'
  return (
    <div className="page sources">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.sources')}</h1>
          {answer.isSuccess && <Says sources={all} />}
        </div>
        {operates && !adding && (
          <Button className="button-primary" onPress={() => refine({ add: '1' })}>
            {t('addSource.open')}
          </Button>
        )}
      </header>
      {adding && <AddSource onClose={() => refine({ add: null })} />}
      {answer.isPending && <Loading what={t('nav.sources')} lines={9} />}
      {answer.isError && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isSuccess && (
        <div className="grid">
          <Now sources={all} />
          <NeedsLook sources={all} resting={answer.data.resting} />
          {all.length === 0 && (
            <div className="panel c12">
              <Empty title={t('sources.none')}>
                <p>{t(operates ? 'sources.noneNext' : 'sources.noneOther')}</p>
              </Empty>
            </div>
          )}
          {all
            .filter((source) => source.state !== 'removed')
            .map((source) => (
              <SourceCard key={source.id} source={source} operates={operates} onAddresses={setAddresses} />
            ))}
          {removed.length > 0 && (
            <details className="c12 removed-sources">
              <summary>{t('sources.removed', { count: removed.length })}</summary>
              <div className="grid">
                {removed.map((source) => (
                  <SourceCard key={source.id} source={source} operates={operates} onAddresses={setAddresses} />
                ))}
              </div>
            </details>
          )}
          {operates && <EvidencePanel />}
        </div>
      )}
      {addresses !== null && <AddressSheet filter={addresses} onClose={() => setAddresses(null)} />}
    </div>
  )
}

function Says({ sources }: { readonly sources: readonly SourceRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const active = sources.filter((source) => source.state === 'active').length
  const due = sources.reduce((sum, source) => sum + source.due, 0)
  return <p>{t('sources.says', { active, all: sources.length, due: format.number(due) })}</p>
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
    <Panel columns={8} title={t('sources.now')}>
      <dl className="facts-line">
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
      {sources.length > 1 && <p className="quiet small">{t('sourceSum.several')}</p>}
    </Panel>
  )
}

/** Sources that fell silent and hosts that rest. */
function NeedsLook({ sources, resting }: Pick<Sources, 'resting'> & { readonly sources: readonly SourceRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const alarmed = sources.filter((source) => source.alarms.length > 0 && source.state === 'active')
  return (
    <Panel columns={4} title={t('sources.needsLook')} bare>
      {alarmed.length + resting.length === 0 && <p className="panel-body quiet">{t('sources.calm')}</p>}
      <ul className="divide">
        {alarmed.map((source) => (
          <li key={source.id} className="item">
            <div>
              <a className="item-title" href={`#source-${source.id}`}>
                {source.name}
              </a>
              {source.alarms.map((alarm) => (
                <p key={alarm} className="small soft">
                  {t([`alarm.${alarm}`, 'alarm.other'], { alarm })}
                </p>
              ))}
            </div>
          </li>
        ))}
        {resting.map((host) => (
          <li key={host.host} className="item">
            <div>
              <b className="mono">{host.host}</b>
              <p className="small soft">
                {t('sources.rests', { until: format.moment(host.until), count: host.addresses })}
              </p>
              <p className="small quiet">{host.because}</p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
