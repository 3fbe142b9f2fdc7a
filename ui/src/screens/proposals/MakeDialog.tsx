/** Makes a proposal of signals, by their numbers. What is typed survives a refusal. */
import { useState } from 'react'
import { Form, Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CaseForm, Step } from '../../../../src/contract/cases/proposals.ts'
import { useMakeProposal } from '../../api/cases/proposals.ts'
import { Box } from '../../frame/Box.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { formNames, stepNames } from './criteria.ts'

export function MakeDialog({ signals: given, onClose }: { readonly signals: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const make = useMakeProposal()
  const { busy, problem, send } = useSending()
  const about = useDraft('proposal')
  const [title, setTitle] = useState('')
  const [signals, setSignals] = useState(given)
  const [form, setForm] = useState<CaseForm>('labour')
  const [urgency, setUrgency] = useState<Step>('middle')
  const numbers = signals.split(/[\s,;]+/).flatMap((one) => (/^[1-9]\d{0,14}$/.test(one) ? [Number(one)] : []))
  async function submit(): Promise<void> {
    await send(async () => {
      const parts = numbers.map((id) => ({ kind: 'signal' as const, id }))
      await make.mutateAsync({ title, about: about.text, form, urgency, parts })
      about.drop()
      onClose()
    })
  }
  return (
    <Box title={t('proposal.make')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="quiet">{t('proposal.makeExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <TextField autoFocus value={title} onChange={setTitle} maxLength={200} isRequired>
          <Label>{t('proposal.title')}</Label>
          <Input />
        </TextField>
        <TextField value={signals} onChange={setSignals} isRequired>
          <Label>{t('proposal.signals')}</Label>
          <Input inputMode="numeric" />
          <Text slot="description">{t('proposal.signalsHint')}</Text>
        </TextField>
        <TextField value={about.text} onChange={about.change} maxLength={2_000}>
          <Label>{t('proposal.aboutField')}</Label>
          <TextArea rows={4} />
        </TextField>
        <Choice
          label={t('proposal.form')}
          values={formNames}
          value={form}
          says={(one) => t(`proposal.form-${one}`)}
          onChange={setForm}
        />
        <Choice
          label={t('proposal.urgency')}
          values={stepNames}
          value={urgency}
          says={(one) => t(`proposal.urgency-${one}`)}
          onChange={setUrgency}
        />
        <DialogButtons action={t('proposal.make')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
