/** Zaken: the cases of the reader, opening one from a picked-up proposal, asking to be let in, and who may lead. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../../../src/contract/cases/cases.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useCases } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { readsContent } from '../../frame/roles.ts'
import { useNames } from '../../names/useNames.ts'
import { Go, go, refine, usePlace } from '../../place/place.tsx'
import { TemplatePanel } from '../dossier/TemplatePanel.tsx'
import { Inbox } from '../referrals/Referrals.tsx'
import { AskDialog } from './AskDialog.tsx'
import { CertificatesPanel } from './CertificatesPanel.tsx'
import { OpenDialog } from './OpenDialog.tsx'
import { PinDialog } from './PinDialog.tsx'
import { Workload } from './Workload.tsx'
import './cases.css'

export function CasesScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const cases = useCases()
  const [doing, setDoing] = useState<'open' | 'ask' | null>(null)
  const { query } = usePlace()
  const pinnable = (cases.data ?? []).filter((one) => one.mine.includes('add') && one.state !== 'closed')
  const decides = session.user.role === 'coordinator'
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.cases')}</h1>
          <p>{t('case.about')}</p>
        </div>
        <div className="row row-wrap">
          <Go className="button" to="/minors?open=1">
            {t('case.child')}
          </Go>
          <Button onPress={() => setDoing('ask')}>{t('case.ask')}</Button>
          {decides && (
            <Button className="button-primary" onPress={() => setDoing('open')}>
              {t('case.open')}
            </Button>
          )}
        </div>
      </header>
      <Inbox />
      {cases.isPending && <Loading what={t('nav.cases')} lines={4} />}
      {cases.isError && <ProblemNote error={cases.error} retry={() => void cases.refetch()} />}
      {cases.data?.length === 0 && (
        <Empty title={t('case.none')}>
          <p>{t(decides ? 'case.noneOpen' : 'case.noneNext')}</p>
        </Empty>
      )}
      <ul className="case-list">
        {(cases.data ?? []).map((one) => (
          <CaseCard key={one.id} row={one} />
        ))}
      </ul>
      <Workload />
      {readsContent(session.user.role) && <CertificatesPanel decides={decides} />}
      {readsContent(session.user.role) && <TemplatePanel decides={decides} />}
      {query['pin'] !== undefined && (cases.data ?? []).length > 0 && pinnable.length === 0 && (
        <p className="note note-info">{t('pinned.nowhere')}</p>
      )}
      {query['pin'] !== undefined && pinnable.length > 0 && (
        <PinDialog
          cases={pinnable}
          what={query['pin']}
          onPinned={(id) => go(`/cases/${id}`)}
          onClose={() => refine({ pin: null })}
        />
      )}
      {doing === 'open' && <OpenDialog onClose={() => setDoing(null)} />}
      {doing === 'ask' && <AskDialog onClose={() => setDoing(null)} />}
    </div>
  )
}

function CaseCard({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li className="card stack">
      <div className="row row-wrap">
        <h2>
          {row.erasedAt === null ? (
            <Go to={`/cases/${row.id}`}>{row.title}</Go>
          ) : (
            t('case.erasedCase', { at: format.moment(row.erasedAt) })
          )}
        </h2>
        <span className="tag">{t(`case.state-${row.state}`)}</span>
        {row.ended && row.state !== 'closed' && <span className="tag tag-warn">{t('case.ended')}</span>}
        {row.leadGone && <span className="tag tag-warn">{t('case.leadGone')}</span>}
        {row.news > 0 && <span className="tag tag-warn">{t('case.news', { count: row.news })}</span>}
        {row.requests > 0 && <span className="tag tag-warn">{t('case.asks', { count: row.requests })}</span>}
      </div>
      <p className="quiet">
        {t('case.row', {
          lead: names.person(row.lead),
          until: format.day(row.until),
          members: t('case.tabPeople', { count: row.members })
        })}{' '}
        {t('case.items', { count: row.items })}
        {row.unconfirmed > 0 && ` · ${t('case.unconfirmedOf', { count: row.unconfirmed })}`}
      </p>
    </li>
  )
}
