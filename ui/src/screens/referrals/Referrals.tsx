/** Referrals: those sent to the reader, or those of one case, with where each stands; one opens at the side. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Referral, ReferralList } from '../../../../src/contract/cases/referrals.ts'
import { useCaseAct, useCasePeople } from '../../api/cases/cases.ts'
import { useReferrals } from '../../api/cases/referrals.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { PersonChoice } from '../cases/PersonChoice.tsx'
import { ReferralSheet } from './ReferralSheet.tsx'

/** Those that were sent to the reader; nothing stands here where there are none. */
export function Inbox() {
  const { t } = useTranslation()
  const found = useReferrals()
  const mine = (found.data?.referrals ?? []).filter((one) => one.mine)
  if (found.data === undefined || mine.length === 0) return null
  return (
    <Panel columns={12} title={t('case.inbox')}>
      <Rows referrals={mine} grounds={found.data.grounds} />
    </Panel>
  )
}

/** Those of a case, and referring it. */
export function CaseReferrals({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useReferrals()
  const [referring, setReferring] = useState(false)
  if (found.isPending) return <Loading what={t('case.referrals')} lines={3} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const referrals = found.data.referrals.filter((each) => each.case === one.id)
  const free = one.state === 'open' && referrals.every((each) => each.state !== 'offered')
  return (
    <div className="stack">
      {free && one.mine.includes('close') && (
        <div className="row">
          <Button className="button-primary" onPress={() => setReferring(true)}>
            {t('case.refer')}
          </Button>
        </div>
      )}
      <Panel columns={12} title={t('case.referrals')}>
        {referrals.length === 0 ? (
          <p className="quiet">{t('case.noReferrals')}</p>
        ) : (
          <Rows inCase referrals={referrals} grounds={found.data.grounds} />
        )}
      </Panel>
      {referring && <ReferDialog one={one} onClose={() => setReferring(false)} />}
    </div>
  )
}

interface RowsProps extends Pick<ReferralList, 'referrals' | 'grounds'> {
  /** Called by whom they went to: the case is known there. */
  readonly inCase?: boolean
}

function Rows({ referrals, grounds, inCase = false }: RowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [opened, setOpened] = useState<string | null>(null)
  const open = referrals.find((one) => one.key === opened)
  return (
    <>
      <ul className="divide case-plain">
        {referrals.map((one) => (
          <li key={one.key}>
            <div className="row row-wrap">
              <Button className="link-button" onPress={() => setOpened(one.key)}>
                {inCase ? whereTo(one) : one.title === '' ? t('case.itemErased') : one.title}
              </Button>
              <span className="tag">{t(`case.referral-${one.state}`)}</span>
              {one.refusal !== null && one.state === 'offered' && (
                <span className="tag tag-warn">{t('case.refusalWaits')}</span>
              )}
              {one.outcome !== null && <span className="tag">{t(`case.decided-${one.outcome}`)}</span>}
            </div>
            <p className="quiet small">{rowText(one)}</p>
          </li>
        ))}
      </ul>
      {open !== undefined && <ReferralSheet referral={open} grounds={grounds} onClose={() => setOpened(null)} />}
    </>
  )

  function rowText(one: Referral): string {
    const by = t('case.by', { by: names.person(one.by), at: format.moment(one.at) })
    return inCase ? by : `${by} · ${whereTo(one)}`
  }

  function whereTo(one: Referral): string {
    return t(`case.referTo-${one.kind}`, { who: names.person(one.to), team: one.team ?? '' })
  }
}

function ReferDialog({ one, onClose }: { readonly one: Case; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const people = useCasePeople().data ?? []
  const [kind, setKind] = useState<Referral['kind']>('prosecutor')
  const [team, setTeam] = useState('')
  const [picked, setPicked] = useState('')
  const [reason, setReason] = useState('')
  const able = people.filter((each) =>
    kind === 'prosecutor' ? each.role === 'prosecutor' : each.leads && each.id !== one.lead
  )
  const to = able.some((each) => each.id === picked) ? picked : (able[0]?.id ?? '')
  return (
    <CaseForm
      title={t('case.refer')}
      explain={t('case.referExplain', { count: one.items - one.unconfirmed })}
      action={t('case.referDo')}
      disabled={to === ''}
      onSend={async () => {
        const body = { kind, to, reason, ...(kind === 'team' && { team }) }
        await act.mutateAsync({ act: 'referrals', body })
      }}
      onClose={onClose}
    >
      <Choice
        label={t('case.referKind')}
        values={['prosecutor', 'team'] as const}
        value={kind}
        says={(each) => t(`case.referKind-${each}`)}
        onChange={setKind}
      />
      {kind === 'team' && <Field label={t('case.team')} value={team} onChange={setTeam} most={80} required />}
      <PersonChoice label={t('case.person')} people={able} value={to} onChange={setPicked} />
      <Field label={t('case.why')} value={reason} onChange={setReason} rows={3} most={2_000} required />
    </CaseForm>
  )
}
