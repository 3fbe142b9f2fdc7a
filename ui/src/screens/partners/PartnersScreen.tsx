/** Partners: for the desk the organisations with the decisions on what each may be told; for a partner what was shared with it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Partner } from '../../../../src/contract/partners/partners.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { usePartners } from '../../api/cases/partners.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Go } from '../../place/place.tsx'
import { MyDisclosure, MyDisclosures } from './MyDisclosures.tsx'
import { WaitingBarriers } from '../barriers/WaitingBarriers.tsx'
import { MyConferences } from './CaseConferences.tsx'
import { AddPartner } from './PartnerDialogs.tsx'
import { PeersPanel } from './PeersPanel.tsx'
import { PartnerScreen } from './PartnerScreen.tsx'
import '../cases/cases.css'
import './partners.css'

interface PartnersProps {
  readonly session: Session
  /** Of one organisation, and for a partner of one disclosure; null: the list. */
  readonly id: string | null
}

export function PartnersScreen({ session, id }: PartnersProps) {
  if (session.user.role === 'partner') {
    const ready = session.mandate !== null
    return id === null ? <MyDisclosures ready={ready} /> : <MyDisclosure id={id} ready={ready} />
  }
  return id === null ? <Organisations session={session} /> : <PartnerScreen id={id} session={session} />
}

function Organisations({ session }: Pick<PartnersProps, 'session'>) {
  const { t } = useTranslation()
  const found = usePartners()
  const [adding, setAdding] = useState(false)
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.partners')}</h1>
          <p>{t('partners.about')}</p>
        </div>
        {session.user.role === 'coordinator' && (
          <Button className="button-primary" onPress={() => setAdding(true)}>
            {t('partners.add')}
          </Button>
        )}
      </header>
      {found.isPending && <Loading what={t('nav.partners')} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.partners.length === 0 && (
        <Empty title={t('partners.none')}>
          <p>{t('partners.noneNext')}</p>
        </Empty>
      )}
      <ul className="case-list">
        {found.data?.partners.map((one) => (
          <PartnerCard key={one.id} partner={one} />
        ))}
      </ul>
      <MyConferences partner={false} ready />
      {session.user.role === 'coordinator' && <PeersPanel />}
      <WaitingBarriers partners={found.data?.partners ?? []} />
      {adding && <AddPartner accounts={found.data?.accounts ?? []} onClose={() => setAdding(false)} />}
    </div>
  )
}

function PartnerCard({ partner }: { readonly partner: Partner }) {
  const { t } = useTranslation()
  const of = (state: string): number => partner.agreements.filter((one) => one.state === state).length
  const [holds, waits] = [of('confirmed'), of('proposed')]
  return (
    <li className="card stack">
      <div className="row row-wrap">
        <h2>
          <Go to={`/partners/${partner.id}`}>{partner.name}</Go>
        </h2>
        <span className="tag">{t(`partners.kind-${partner.kind}`)}</span>
        {waits > 0 && <span className="tag tag-warn">{t('partners.waits', { count: waits })}</span>}
      </div>
      <p className="quiet">{holds > 0 ? t('partners.holds', { count: holds }) : t('partners.holdsNone')}</p>
    </li>
  )
}
