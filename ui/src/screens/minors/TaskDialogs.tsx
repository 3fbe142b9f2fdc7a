/** Planning a task for a child, with whom it gets in touch, and asking for a service by a day. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MinorFile, MinorTaskBody } from '../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../api/cases/minors.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { inDays } from '../case-work/in-days.ts'
import { ContactChoice } from './ContactChoice.tsx'

const kinds: readonly MinorTaskBody['kind'][] = ['care', 'contact', 'other']

interface TaskProps {
  readonly one: MinorFile
  /** Of the investigation, which waits for the answer on safety. */
  readonly investigates: boolean
  readonly onClose: () => void
}

export function TaskDialog({ one, investigates, onClose }: TaskProps) {
  const { t } = useTranslation()
  const act = useMinorAct(one.id)
  const [picked, setKind] = useState<MinorTaskBody['kind']>('care')
  const kind = investigates ? 'investigate' : picked
  const [title, setTitle] = useState('')
  const [dueOn, setDueOn] = useState(() => inDays(3))
  const [contact, setContact] = useState(0)
  const why = useDraft(`minor-task:${one.id}`)
  return (
    <CaseForm
      title={t(investigates ? 'minors.investigateAdd' : 'minors.taskAdd')}
      explain={t(investigates ? 'minors.investigateExplain' : 'minors.taskExplain')}
      action={t('minors.set')}
      onSend={async () => {
        const body = { kind, title, dueOn, reason: why.text, ...(contact > 0 && { contact }) }
        await act.mutateAsync({ act: 'tasks', body })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.taskTitle')} value={title} onChange={setTitle} required />
      {!investigates && (
        <Choice
          label={t('minors.kind')}
          values={kinds}
          value={picked}
          says={(each) => t(`minors.kind-${each}`)}
          onChange={setKind}
        />
      )}
      <ContactChoice one={one} value={contact} required={kind === 'contact'} onChange={setContact} />
      <DayField label={t('minors.dueOn')} value={dueOn} onChange={setDueOn} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

export function ServiceDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const [service, setService] = useState('')
  const [dueOn, setDueOn] = useState(() => inDays(3))
  const why = useDraft(`minor-service:${id}`)
  return (
    <CaseForm
      title={t('minors.serviceAdd')}
      explain={t('minors.serviceExplain')}
      action={t('minors.set')}
      onSend={async () => {
        await act.mutateAsync({ act: 'follow-ups', body: { service, dueOn, reason: why.text } })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.serviceName')} value={service} onChange={setService} required />
      <DayField label={t('minors.dueOn')} value={dueOn} onChange={setDueOn} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
