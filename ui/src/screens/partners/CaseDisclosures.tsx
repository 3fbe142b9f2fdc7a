/** What a case disclosed to partners, in a tab of the case: exactly what leaves is shown before it leaves, to who asks and to who confirms. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseDisclosures as Answer } from '../../../../src/contract/partners/partners.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useCaseDisclosures, usePartners } from '../../api/cases/partners.ts'
import { useSession } from '../../api/session.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Answers } from './Answers.tsx'
import { DiscloseDialog } from './DiscloseDialog.tsx'
import { SharedFields } from './SharedFields.tsx'
import './partners.css'

type Disclosure = Answer['disclosures'][number]
type Decision = 'confirm' | 'refuse'

export function CaseDisclosures({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useCaseDisclosures(one.id)
  const partners = usePartners().data?.partners ?? []
  const [asking, setAsking] = useState(false)
  const may = one.mine.includes('add') && one.state !== 'closed' && !one.ended
  return (
    <Panel
      columns={12}
      title={t('partners.disclosures')}
      note={t('partners.disclosuresNote')}
      tools={
        may && (
          <Button className="button-small" onPress={() => setAsking(true)}>
            {t('partners.disclose')}
          </Button>
        )
      }
    >
      {found.isPending && <Loading what={t('partners.disclosures')} lines={3} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className="quiet">{t('partners.noDisclosures')}</p>}
      <ul className="divide case-plain">
        {found.data?.toReversed().map((each) => (
          <Row
            key={each.key}
            of={each}
            one={one}
            name={partners.find((partner) => partner.id === each.partner)?.name ?? '…'}
          />
        ))}
      </ul>
      {asking && <DiscloseDialog id={one.id} partners={partners} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

interface RowProps {
  readonly of: Disclosure
  readonly one: Case
  /** Of the organisation. */
  readonly name: string
}

function Row({ of, one, name }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const me = useSession().data?.user.id
  const [doing, setDoing] = useState<Decision | null>(null)
  const waits = of.state === 'asked'
  const decides = waits && of.by !== me && one.mine.includes('change')
  return (
    <li className="stack">
      <div className="row row-wrap">
        <b>{name}</b>
        <span className={waits ? 'tag tag-warn' : 'tag'}>{t(`partners.disclosure-${of.state}`)}</span>
        {decides && (
          <span className="push row row-wrap">
            <Button
              className="button-small"
              aria-label={t('partners.shareOf', { name })}
              onPress={() => setDoing('confirm')}
            >
              {t('partners.share')}
            </Button>
            <Button
              className="button-small"
              aria-label={t('partners.refuseOf', { name })}
              onPress={() => setDoing('refuse')}
            >
              {t('partners.refuse')}
            </Button>
          </span>
        )}
      </div>
      {waits && of.by === me && <p className="note note-info">{t('partners.ownAsk')}</p>}
      {of.shared === null ? <p className="quiet">{t('partners.words')}</p> : <SharedFields shared={of.shared} />}
      <Answers of={of} />
      <p className="small quiet">
        {t('partners.askedBy')}: {t('partners.by', { by: names.person(of.by), at: format.moment(of.at) })}
        {of.decidedBy !== null && of.decidedAt !== null && (
          <>
            {' · '}
            {t('partners.decidedBy')}:{' '}
            {t('partners.by', { by: names.person(of.decidedBy), at: format.moment(of.decidedAt) })}
          </>
        )}
      </p>
      {doing !== null && <DecideDialog of={of} one={one} name={name} act={doing} onClose={() => setDoing(null)} />}
    </li>
  )
}

interface DecideProps extends RowProps {
  readonly act: Decision
  readonly onClose: () => void
}

function DecideDialog({ of, one, name, act, onClose }: DecideProps) {
  const { t } = useTranslation()
  const send = useCaseAct(one.id)
  const confirms = act === 'confirm'
  return (
    <ReasonDialog
      title={t(confirms ? 'partners.shareOf' : 'partners.refuseOf', { name })}
      explain={t(confirms ? 'partners.shareExplain' : 'partners.shareNot')}
      action={t(confirms ? 'partners.share' : 'partners.refuse')}
      draft={`disclosure-${act}:${of.key}`}
      onSubmit={async (reason) => {
        await send.mutateAsync({ act: `disclosures/${of.key}/${act}`, body: { reason } })
      }}
      onClose={onClose}
    >
      {confirms && of.shared !== null && <SharedFields shared={of.shared} />}
    </ReasonDialog>
  )
}
