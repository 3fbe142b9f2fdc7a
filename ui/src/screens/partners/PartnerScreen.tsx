/** One partner organisation: who works there, what its kind is told at most, and the decisions on it, made by two persons and ended at once. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Agreement, Partner } from '../../../../src/contract/partners/partners.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useDecideAgreement, usePartners } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'
import { ProposeDialog } from './PartnerDialogs.tsx'

interface PartnerScreenProps {
  readonly id: string
  readonly session: Session
}

export function PartnerScreen({ id, session }: PartnerScreenProps) {
  const { t } = useTranslation()
  const found = usePartners()
  const one = found.data?.partners.find((each) => each.id === id)
  return (
    <div className="page">
      <p>
        <Go to="/partners">{t('partners.back')}</Go>
      </p>
      {one === undefined && <h1 tabIndex={-1}>{t('nav.partners')}</h1>}
      {found.isPending && <Loading what={t('nav.partners')} lines={6} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && one === undefined && <Empty title={t('partners.none')}>{t('partners.noneNext')}</Empty>}
      {one !== undefined && <Organisation one={one} session={session} />}
    </div>
  )
}

function Organisation({ one, session }: Pick<PartnerScreenProps, 'session'> & { readonly one: Partner }) {
  const { t } = useTranslation()
  const names = useNames()
  const [proposing, setProposing] = useState(false)
  return (
    <>
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{one.name}</h1>
          <p>{t(`partners.kind-${one.kind}`)}</p>
        </div>
        {session.user.role === 'coordinator' && (
          <Button className="button-primary" onPress={() => setProposing(true)}>
            {t('partners.propose')}
          </Button>
        )}
      </header>
      <div className="stack">
        <dl className="kv partner-kv">
          <dt>{t('partners.contact')}</dt>
          <dd>{one.contact}</dd>
          <dt>{t('partners.users')}</dt>
          <dd>{one.users.length === 0 ? t('partners.nobody') : one.users.map((id) => names.person(id)).join(', ')}</dd>
          <dt>{t('partners.most')}</dt>
          <dd>{one.may.map((field) => t(`partners.field-${field}`)).join(', ')}</dd>
        </dl>
        <h2>{t('partners.agreements')}</h2>
        {one.agreements.length === 0 && <p className="quiet">{t('partners.noAgreements')}</p>}
        {one.agreements.toReversed().map((agreement) => (
          <AgreementPanel key={agreement.key} agreement={agreement} may={one.may} session={session} />
        ))}
      </div>
      {proposing && <ProposeDialog one={one} onClose={() => setProposing(false)} />}
    </>
  )
}

type Decision = 'confirm' | 'refuse' | 'withdraw'

/** What may follow; the server decides again. */
function decisionsOn({ state, by }: Agreement, { user }: Session): readonly Decision[] {
  if (user.role !== 'coordinator' && user.role !== 'prosecutor') return []
  if (state === 'confirmed') return ['withdraw']
  return state === 'proposed' && by !== user.id ? ['confirm', 'refuse'] : []
}

interface AgreementProps extends Pick<PartnerScreenProps, 'session'>, Pick<Partner, 'may'> {
  readonly agreement: Agreement
}

function AgreementPanel({ agreement, may, session }: AgreementProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [doing, setDoing] = useState<Decision | null>(null)
  const { state, article, until, by } = agreement
  const decide = useDecideAgreement(agreement.key)
  return (
    <Panel
      columns={12}
      title={t(`partners.article-${article}`)}
      note={t('partners.untilDay', { day: format.day(until) })}
      tools={decisionsOn(agreement, session).map((act) => (
        <Button key={act} className="button-small" onPress={() => setDoing(act)}>
          {t(`partners.${act}`)}
        </Button>
      ))}
    >
      <div className="stack">
        <p>
          <span className={state === 'proposed' ? 'tag tag-warn' : 'tag'}>{t(`partners.state-${state}`)}</span>
        </p>
        {state === 'proposed' && by === session.user.id && <p className="note note-info">{t('partners.own')}</p>}
        <Terms agreement={agreement} may={may} />
      </div>
      {doing !== null && (
        <ReasonDialog
          title={t(`partners.${doing}`)}
          explain={t(`partners.${doing}Explain`)}
          action={t(`partners.${doing}`)}
          draft={`agreement-${doing}:${agreement.key}`}
          onSubmit={async (reason) => void (await decide.mutateAsync({ act: doing, reason }))}
          onClose={() => setDoing(null)}
        />
      )}
    </Panel>
  )
}

function Terms({ agreement, may }: Pick<AgreementProps, 'agreement' | 'may'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { interest, conditions, fields, by, at, decidedBy, decidedAt } = agreement
  const left = may.filter((field) => !fields.includes(field))
  const list = (of: Partner['may']): string => of.map((field) => t(`partners.field-${field}`)).join(', ')
  return (
    <dl className="kv partner-kv">
      <dt>{t('partners.interest')}</dt>
      <dd className="case-note">{interest}</dd>
      <dt>{t('partners.data')}</dt>
      <dd>{list(fields)}</dd>
      {left.length > 0 && (
        <>
          <dt>{t('partners.notData')}</dt>
          <dd className="quiet">{list(left)}</dd>
        </>
      )}
      <dt>{t('partners.conditions')}</dt>
      <dd className="case-note">{conditions}</dd>
      <dt>{t('partners.proposedBy')}</dt>
      <dd>{t('partners.by', { by: names.person(by), at: format.moment(at) })}</dd>
      {decidedBy !== null && decidedAt !== null && (
        <>
          <dt>{t('partners.decidedBy')}</dt>
          <dd>{t('partners.by', { by: names.person(decidedBy), at: format.moment(decidedAt) })}</dd>
        </>
      )}
    </dl>
  )
}
