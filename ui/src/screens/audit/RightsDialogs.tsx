/** Dialogs of requests about data: registering one, and its steps. What is typed about a person is not kept in the browser. */
import { useState } from 'react'
import { Form, Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RightsRequest } from '../../../../src/contract/oversight/rights.ts'
import { useRegisterRights, useStepRights } from '../../api/rights.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'

type Kind = RightsRequest['kind']
type Answer = NonNullable<RightsRequest['answer']>

const rightsKinds: readonly Kind[] = ['access', 'correction', 'erasure', 'restriction']
const rightsAnswers: readonly Answer[] = ['granted', 'partly', 'refused']

export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const register = useRegisterRights()
  const [kind, setKind] = useState<Kind>('access')
  const [name, setName] = useState('')
  const [asks, setAsks] = useState('')
  const [receivedOn, setReceivedOn] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [adverts, setAdverts] = useState('')
  function submit(): void {
    if (register.isPending) return
    const named = kind === 'restriction' ? adverts.split(/[\s,]+/).filter((one) => one !== '') : []
    const body = { kind, name, asks, receivedOn, ...(named.length > 0 && { adverts: named.map(Number) }) }
    register.mutate(body, { onSuccess: () => (onClose(), announce(t('admin.done'))) })
  }
  return (
    <Box title={t('rights.register')} onClose={onClose}>
      <Form className="stack" validationBehavior="aria" onSubmit={(event) => (event.preventDefault(), submit())}>
        <p className="quiet">{t('rights.registerExplain')}</p>
        {register.isError && <ProblemNote error={register.error} />}
        <Choice
          label={t('rights.kind')}
          values={rightsKinds}
          says={(one) => t(`rights.kind-${one}`)}
          value={kind}
          onChange={setKind}
        />
        <TextField isRequired value={name} onChange={setName} maxLength={200} autoComplete="off">
          <Label>{t('rights.name')}</Label>
          <Input />
          <Text slot="description">{t('rights.nameHint')}</Text>
        </TextField>
        <TextField isRequired value={asks} onChange={setAsks} maxLength={4_000} autoComplete="off">
          <Label>{t('rights.asks')}</Label>
          <TextArea rows={4} />
        </TextField>
        <DayField label={t('rights.receivedOn')} value={receivedOn} onChange={setReceivedOn} />
        {kind === 'restriction' && (
          <TextField value={adverts} onChange={setAdverts} autoComplete="off">
            <Label>{t('rights.adverts')}</Label>
            <Input />
            <Text slot="description">{t('rights.advertsHint')}</Text>
          </TextField>
        )}
        <DialogButtons action={t('rights.registerAct')} busy={register.isPending} onClose={onClose} />
      </Form>
    </Box>
  )
}

export interface ChosenStep {
  readonly one: RightsRequest
  readonly act: RightsRequest['may'][number]
}

export function StepDialog({ one, act, onClose }: ChosenStep & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const step = useStepRights()
  const [reason, setReason] = useState('')
  const [weeks, setWeeks] = useState<RightsRequest['extensions'][number]>(4)
  const [answer, setAnswer] = useState<Answer>('granted')
  const said = { extend: { weeks }, answer: { answer }, lift: {} }[act]
  function submit(): void {
    if (step.isPending) return
    step.mutate(
      { id: one.id, act, body: { ...said, reason } },
      { onSuccess: () => (onClose(), announce(t('admin.done'))) }
    )
  }
  return (
    <Box title={t(`rights.${act}Title`, { id: one.id, name: one.name })} onClose={onClose}>
      <Form className="stack" validationBehavior="aria" onSubmit={(event) => (event.preventDefault(), submit())}>
        <p className="quiet">{t(`rights.${act}Explain`)}</p>
        {step.isError && <ProblemNote error={step.error} />}
        {act === 'extend' && (
          <Choice
            label={t('rights.weeks')}
            values={one.extensions}
            says={(weeks) => t(`rights.weeks-${weeks}`)}
            value={weeks}
            onChange={setWeeks}
          />
        )}
        {act === 'answer' && (
          <Choice
            label={t('rights.answer')}
            values={rightsAnswers}
            says={(one) => t(`rights.answer-${one}`)}
            value={answer}
            onChange={setAnswer}
          />
        )}
        <TextField isRequired value={reason} onChange={setReason} maxLength={2_000} autoComplete="off">
          <Label>{t('reason.label')}</Label>
          <TextArea rows={4} />
          <Text slot="description">{t('rights.reasonHint')}</Text>
        </TextField>
        <DialogButtons action={t(`rights.${act}`)} busy={step.isPending} onClose={onClose} />
      </Form>
    </Box>
  )
}
