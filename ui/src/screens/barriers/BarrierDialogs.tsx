/** Dialogs of the barrier model: what is seen at a step or a barrier against it, and what became of one. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  Barrier,
  BarrierKind,
  BarrierStep,
  ChangeBarrierBody
} from '../../../../src/contract/partners/barriers.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { usePartners } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { inDays } from '../case-work/in-days.ts'

const kinds: readonly BarrierKind[] = ['opportunity', 'sign', 'facilitator', 'barrier']
const usualDays = 28

interface AddProps {
  /** Of the case. */
  readonly id: string
  readonly steps: readonly BarrierStep[]
  /** The step at which it was pressed. */
  readonly start: string
  readonly onClose: () => void
}

export function AddBarrier({ id, steps, start, onClose }: AddProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const act = useCaseAct(id)
  const partners = usePartners().data?.partners ?? []
  const [step, setStep] = useState(start)
  const [kind, setKind] = useState<BarrierKind>('opportunity')
  const [partner, setPartner] = useState('')
  const [who, setWho] = useState('')
  const [means, setMeans] = useState('')
  const [dueOn, setDueOn] = useState(() => inDays(usualDays))
  const title = useDraft(`barrier-title:${id}`)
  const about = useDraft(`barrier-about:${id}`)
  const why = useDraft(`barrier-why:${id}`)
  const raised = { means, dueOn, ...(partner === '' ? { who } : { partner }) }
  return (
    <CaseForm
      title={t('barriers.addTitle')}
      explain={t('barriers.addExplain')}
      action={t('barriers.addDo')}
      disabled={kind === 'barrier' && dueOn === ''}
      onSend={async () => {
        const seen = { step, kind, title: title.text, about: about.text, reason: why.text }
        await act.mutateAsync({ act: 'barriers', body: kind === 'barrier' ? { ...seen, ...raised } : seen })
        for (const draft of [title, about, why]) draft.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('barriers.step')}
        values={steps.map((one) => one.code)}
        value={step}
        says={(code) => words(steps.find((one) => one.code === code)?.title ?? { nl: code, en: code })}
        onChange={setStep}
      />
      <Choice
        label={t('barriers.kind')}
        values={kinds}
        value={kind}
        says={(each) => t(`barriers.kind-${each}`)}
        onChange={setKind}
      />
      <Field label={t('barriers.what')} value={title.text} onChange={title.change} required />
      <Field label={t('barriers.about')} value={about.text} onChange={about.change} rows={2} most={2_000} />
      {kind === 'barrier' && (
        <>
          <Choice
            label={t('barriers.partner')}
            values={['', ...partners.map((one) => one.id)]}
            value={partner}
            says={(of) => partners.find((one) => one.id === of)?.name ?? t('barriers.otherWho')}
            onChange={setPartner}
          />
          {partner === '' && <Field label={t('barriers.who')} value={who} onChange={setWho} required />}
          <Field label={t('barriers.means')} value={means} onChange={setMeans} required />
          <DayField label={t('barriers.dueOn')} value={dueOn} onChange={setDueOn} />
        </>
      )}
      <Field label={t('barriers.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

type State = ChangeBarrierBody['state']

interface ChangeProps {
  readonly id: string
  readonly of: Barrier
  readonly onClose: () => void
}

export function ChangeBarrier({ id, of, onClose }: ChangeProps) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const barrier = of.kind === 'barrier'
  const states: readonly State[] = barrier ? ['open', 'asked', 'raised', 'dropped'] : ['open', 'dropped']
  const [state, setState] = useState<State>(of.state)
  const [dueOn, setDueOn] = useState(of.dueOn ?? '')
  const [title, setTitle] = useState(of.title)
  const [means, setMeans] = useState(of.means)
  const why = useDraft(`barrier-change:${id}/${of.no}`)
  // A day that is over is sent only where it was changed.
  const more = { means, ...(dueOn !== of.dueOn && dueOn !== '' && { dueOn }) }
  return (
    <CaseForm
      title={t('barriers.changeOf', { title: of.title })}
      explain={t('barriers.changeExplain')}
      action={t('barriers.changeDo')}
      onSend={async () => {
        const body = { version: of.version, state, title, reason: why.text, ...(barrier && more) }
        await act.mutateAsync({ act: `barriers/${of.no}`, body })
        why.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('barriers.state')}
        values={states}
        value={state}
        says={(each) => t(`barriers.state-${each}`)}
        onChange={setState}
      />
      <Field label={t('barriers.what')} value={title} onChange={setTitle} required />
      {barrier && (
        <>
          <Field label={t('barriers.means')} value={means} onChange={setMeans} required />
          <DayField label={t('barriers.dueOn')} value={dueOn} onChange={setDueOn} />
        </>
      )}
      <Field label={t('barriers.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
