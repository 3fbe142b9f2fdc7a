/** Verantwoording: who saw what, when and why, in one box; acts as sentences; and whether the chain of the ledger still holds. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LedgerPage } from '../../../../src/contract/oversight/ledger.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useLedger } from '../../api/operations.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { LaneTimeline } from '../../parts/LaneTimeline.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Go, usePlace } from '../../place/place.tsx'
import { ActsList } from './ActsList.tsx'
import { AskForm, filterOf } from './AskForm.tsx'
import { BreakGlassPanel } from './BreakGlassPanel.tsx'
import '../search/search.css'
import './ledger.css'

export function LedgerScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const auditor = session.user.role === 'auditor'
  const filter = filterOf(query, auditor)
  const ledger = useLedger(filter)
  const pages = ledger.data?.pages ?? []
  const asked = filter.value !== '' || filter.act !== '' || filter.from !== '' || filter.to !== ''
  return (
    <div className="page ledger">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('saw.title')}</h1>
          <p>{t(auditor ? 'ledger.aboutAll' : 'ledger.aboutOwn')}</p>
        </div>
        <Button className="button no-print" onPress={() => window.print()}>
          <Icon name="print" /> {t('notice.print')}
        </Button>
      </header>
      {auditor && <BreakGlassPanel session={session} />}
      <AskForm key={JSON.stringify(filter)} filter={filter} auditor={auditor} />
      {ledger.isPending && <Loading what={t('nav.ledger')} lines={8} />}
      {ledger.isError && <ProblemNote error={ledger.error} retry={() => void ledger.refetch()} />}
      {pages.length > 0 && (
        <>
          <Understood page={pages[0]} asked={asked} />
          <Found pages={pages} asked={asked} more={ledger.hasNextPage} />
        </>
      )}
      {ledger.hasNextPage && (
        <Button
          className="more"
          data-pending={ledger.isFetchingNextPage || undefined}
          onPress={() => void ledger.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
      {!auditor && <BreakGlassPanel session={session} />}
    </div>
  )
}

/** How the question was read, where it was looked for, and the way back to everything. */
function Understood({ page, asked }: { readonly page: LedgerPage | undefined; readonly asked: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  if (!asked || page === undefined) return null
  return (
    <p className="row-wrap small">
      {page.facts.length > 0 && <span>{t('saw.read')}</span>}
      {page.facts.map((fact) => (
        <span key={`${fact.kind} ${fact.value}`} className={`tag kind kind-${fact.kind}`}>
          {names.kind(fact.kind)} <b>{names.value(fact.kind, fact.value)}</b>
        </span>
      ))}
      <span className="quiet">{t('saw.looked')}</span>
      <Go className="push" to="/ledger">
        {t('saw.clear')}
      </Go>
    </p>
  )
}

interface FoundProps {
  readonly pages: readonly LedgerPage[]
  readonly asked: boolean
  readonly more: boolean
}

function Found({ pages, asked, more }: FoundProps) {
  const { t } = useTranslation()
  const rows = pages.flatMap((page) => page.entries)
  const broken = pages.some((page) => page.chain === 'broken')
  const people = new Set(rows.map((row) => row.actor)).size
  const title = `${more ? `${t('saw.atLeast')} ` : ''}${t('saw.people', { count: people })}, ${t('saw.acts', { count: rows.length })}`
  return (
    <div className="grid">
      <Panel columns={9} title={rows.length === 0 ? t('nav.ledger') : title} bare>
        {rows.length === 0 ? (
          <Empty title={t(asked ? 'saw.none' : 'ledger.none')}>
            <p>{t('saw.noneNext')}</p>
          </Empty>
        ) : (
          <>
            <When rows={rows} />
            <ActsList rows={rows} />
          </>
        )}
      </Panel>
      <div className="c3">
        <p className={`verdict verdict-${broken ? 'damaged' : 'intact'}`} role="status">
          <Icon name={broken ? 'unclear' : 'held'} size={20} />
          <span>
            <strong>{t(broken ? 'ledger.broken' : 'ledger.intact')}</strong>{' '}
            {t(broken ? 'ledger.brokenMeans' : 'ledger.intactMeans')}
          </span>
        </p>
      </div>
    </div>
  )
}

/** One lane a person: when each of them acted. */
function When({ rows }: { readonly rows: LedgerPage['entries'] }) {
  const { t } = useTranslation()
  const names = useNames()
  if (new Set(rows.map((row) => row.actor)).size < 2) return null
  const show = (no: number): void => document.getElementById(`entry-${no}`)?.scrollIntoView({ block: 'center' })
  return (
    <div className="panel-body ledger-when">
      <LaneTimeline
        marks={rows.map((row) => ({
          id: row.no,
          lane: names.person(row.actor),
          at: row.at,
          group: row.mandate === null ? '–' : names.mandate(row.mandate),
          title: row.reason ?? '',
          gone: false
        }))}
        label={t('saw.when')}
        chosen={null}
        onChoose={() => undefined}
        onOpen={show}
      />
    </div>
  )
}
