/** One referral at the side: what went along as it was, whom a note protects, what was asked and decided, and what the reader may do. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Referral, ReferralAct, ReferralContent, ReferralList } from '../../../../src/contract/cases/referrals.ts'
import { useReferral, useReferralAct } from '../../api/cases/referrals.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { SubjectTags } from '../case-work/Subjects.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'

interface SheetProps {
  readonly referral: Referral
  readonly grounds: ReferralList['grounds']
  readonly onClose: () => void
}

type Doing = { readonly what: ReferralAct | 'decide' } | { readonly what: 'note'; readonly subject: number }

export function ReferralSheet({ referral, grounds, onClose }: SheetProps) {
  const { t } = useTranslation()
  const found = useReferral(referral.key)
  const [doing, setDoing] = useState<Doing | null>(null)
  const decides = referral.mine && referral.kind === 'prosecutor' && referral.state === 'accepted'
  const close = (): void => setDoing(null)
  return (
    <Box title={t('case.referralOf', { title: referral.title })} shape="sheet" onClose={onClose}>
      <div className="stack">
        <div className="row row-wrap">
          {actsOf(referral).map((act) => (
            <Button key={act} onPress={() => setDoing({ what: act })}>
              {t(`case.referralAct-${act}`)}
            </Button>
          ))}
          {decides && (
            <Button className="button-primary" onPress={() => setDoing({ what: 'decide' })}>
              {t('case.referralDecide')}
            </Button>
          )}
        </div>
        {found.isPending && <Loading what={referral.title} lines={5} />}
        {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
        {found.data !== undefined && (
          <Content content={found.data} onNote={decides ? (subject) => setDoing({ what: 'note', subject }) : null} />
        )}
      </div>
      {doing?.what === 'decide' && <DecideDialog referral={referral} grounds={grounds} onClose={close} />}
      {doing?.what === 'note' && <NoteDialog referral={referral} subject={doing.subject} onClose={close} />}
      {doing !== null && doing.what !== 'decide' && doing.what !== 'note' && (
        <ActDialog referral={referral} act={doing.what} onClose={close} />
      )}
    </Box>
  )
}

/** What the side of the reader may do now. */
function actsOf({ mine, case: member, state, refusal, kind }: Referral): readonly ReferralAct[] {
  if (state === 'accepted' && mine && kind === 'prosecutor') return ['ask', 'return']
  if (state === 'accepted' && member !== null && kind === 'prosecutor') return ['answer']
  if (state !== 'offered') return []
  const receiver: readonly ReferralAct[] =
    refusal === null ? ['accept', 'ask', 'return', 'refuse'] : ['accept', 'return']
  const sender: readonly ReferralAct[] = refusal === null ? ['answer', 'revoke'] : ['confirm', 'answer', 'revoke']
  return mine ? receiver : sender
}

interface ContentProps {
  readonly content: ReferralContent
  readonly onNote: ((subject: number) => void) | null
}

function Content({ content, onNote }: ContentProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { referral } = content
  return (
    <>
      <p>{content.purpose}</p>
      {content.subjects.map((one) => (
        <div key={one.no} className={content.notes.includes(one.no) ? 'note note-warn' : ''}>
          <b>{one.name}</b> {one.roles.map((role) => t(`case.role-${role}`)).join(', ')} <SubjectTags subject={one} />
          <p className="said">{one.about}</p>
          {content.notes.includes(one.no) && <p>{t('case.notePending')}</p>}
          {content.notes.includes(one.no) && onNote !== null && (
            <Button onPress={() => onNote(one.no)}>{t('case.noteAnswer')}</Button>
          )}
        </div>
      ))}
      <h3>{t('case.referredItems', { count: content.items.length })}</h3>
      <ul className="case-plain">
        {content.items.map((item) => (
          <li key={item.no}>
            <span className="quiet number">{item.no}</span> {item.title}{' '}
            <span className="quiet">{t(`case.kind-${item.kind}`)}</span>
            <p className="said">{item.why}</p>
          </li>
        ))}
      </ul>
      {content.decisions.map((one) => (
        <div key={one.at}>
          <b>{one.decision}</b>
          <p className="said">{one.reasons}</p>
        </div>
      ))}
      <h3>{t('case.referralSteps')}</h3>
      <ol className="divide case-plain">
        {referral.steps.map((step, at) => (
          <li key={`${step.at} ${at}`}>
            <p className="quiet small">{t('case.by', { by: names.person(step.by), at: format.moment(step.at) })}</p>
            <p>
              {t(`case.step-${step.act}`)} {step.code !== null && <code>{step.code}</code>}
            </p>
            <p className="said">{step.words}</p>
          </li>
        ))}
      </ol>
      <dl className="kv">
        <dt>{t('case.receipt')}</dt>
        <dd className="case-digest">{referral.receipt}</dd>
      </dl>
    </>
  )
}

interface ActProps {
  readonly referral: Referral
  readonly act: ReferralAct
  readonly onClose: () => void
}

function ActDialog({ referral, act, onClose }: ActProps) {
  const { t } = useTranslation()
  const send = useReferralAct(referral.key)
  return (
    <ReasonDialog
      title={t(`case.referralAct-${act}`)}
      explain={t(`case.referralExplain-${act}`)}
      action={t(`case.referralAct-${act}`)}
      draft={`referral-${act}:${referral.key}`}
      onSubmit={async (reason) => void (await send.mutateAsync({ act, body: { reason } }))}
      onClose={onClose}
    />
  )
}

function DecideDialog({ referral, grounds, onClose }: SheetProps) {
  const { t, i18n } = useTranslation()
  const send = useReferralAct(referral.key)
  const outcomes =
    referral.outcome === 'prosecute' ? (['judged', 'dismiss'] as const) : (['prosecute', 'dismiss'] as const)
  const [outcome, setOutcome] = useState<NonNullable<Referral['outcome']>>(outcomes[0])
  const [ground, setGround] = useState(grounds[0]?.code ?? '')
  const [ecli, setEcli] = useState('')
  const [reason, setReason] = useState('')
  const code = { prosecute: undefined, dismiss: ground, judged: ecli }[outcome]
  const said = (value: string): string => {
    const found = grounds.find((one) => one.code === value)
    return found === undefined ? value : `${value} ${i18n.language === 'en' ? found.title.en : found.title.nl}`
  }
  return (
    <CaseForm
      title={t('case.referralDecide')}
      explain={t('case.referralDecideExplain')}
      action={t('case.set')}
      onSend={async () => {
        const body = { outcome, reason, ...(code !== undefined && { code }) }
        await send.mutateAsync({ act: 'decide', body })
      }}
      onClose={onClose}
    >
      <Choice
        label={t('case.decision')}
        values={outcomes}
        value={outcome}
        says={(one) => t(`case.decided-${one}`)}
        onChange={setOutcome}
      />
      {outcome === 'dismiss' && (
        <Choice
          label={t('case.ground')}
          values={grounds.map((one) => one.code)}
          value={ground}
          says={said}
          onChange={setGround}
        />
      )}
      {outcome === 'judged' && <Field label={t('case.ecli')} value={ecli} onChange={setEcli} most={80} required />}
      <Field label={t('case.why')} value={reason} onChange={setReason} rows={3} most={2_000} required />
    </CaseForm>
  )
}

interface NoteProps {
  readonly referral: Referral
  readonly subject: number
  readonly onClose: () => void
}

function NoteDialog({ referral, subject, onClose }: NoteProps) {
  const { t } = useTranslation()
  const send = useReferralAct(referral.key)
  const [answer, setAnswer] = useState<'applies' | 'not'>('applies')
  const [reason, setReason] = useState('')
  return (
    <CaseForm
      title={t('case.noteAnswer')}
      explain={t('case.noteAnswerExplain')}
      action={t('case.set')}
      onSend={async () => {
        const body = { subject, applies: answer === 'applies', reason }
        await send.mutateAsync({ act: 'non-punishment', body })
      }}
      onClose={onClose}
    >
      <Choice
        label={t('case.decision')}
        values={['applies', 'not'] as const}
        value={answer}
        says={(one) => t(`case.noteIs-${one}`)}
        onChange={setAnswer}
      />
      <Field label={t('case.why')} value={reason} onChange={setReason} rows={3} most={2_000} required />
    </CaseForm>
  )
}
