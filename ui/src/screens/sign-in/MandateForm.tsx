/** Chooses the ground to work under, with the reason that goes into the ledger. */
import { useState } from 'react'
import { Button, Form, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MandateSummary, Session } from '../../../../src/contract/session.ts'
import { useChooseMandate } from '../../api/session.ts'
import { useDraft } from '../../frame/drafts.ts'
import { useFormat } from '../../frame/format.ts'
import { termOf } from '../../frame/term.ts'
import { Empty, ProblemNote } from '../../frame/Notice.tsx'

export function MandateForm({ session, onDone }: { readonly session: Session; readonly onDone?: () => void }) {
  const { t } = useTranslation()
  const choose = useChooseMandate()
  const [chosen, setChosen] = useState(session.mandate?.id ?? session.mandates[0]?.id ?? '')
  const { text: reason, change: setReason, drop } = useDraft('mandate')
  const [missing, setMissing] = useState(false)
  if (session.mandates.length === 0) {
    return (
      <Empty title={t('mandate.noneGiven')}>
        <p>{t('mandate.noneGivenNext')}</p>
      </Empty>
    )
  }
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(reason.trim() === '')
        if (reason.trim() === '' || choose.isPending) return
        choose.mutate(
          { mandate: chosen, reason: reason.trim() },
          {
            onSuccess: () => {
              drop()
              onDone?.()
            }
          }
        )
      }}
    >
      {choose.isError && <ProblemNote error={choose.error} />}
      <RadioGroup value={chosen} onChange={setChosen}>
        <Label>{t('mandate.choose')}</Label>
        <div className="mandates">
          {session.mandates.map((mandate) => (
            <MandateChoice key={mandate.id} mandate={mandate} />
          ))}
        </div>
      </RadioGroup>
      <TextField value={reason} onChange={setReason} isInvalid={missing} maxLength={500}>
        <Label>{t('mandate.reason')}</Label>
        <Input />
        <Text slot="description">{missing ? t('reason.missing') : t('mandate.reasonHint')}</Text>
      </TextField>
      <div className="actions">
        <Button type="submit" className="button-primary" data-pending={choose.isPending || undefined}>
          {t('mandate.action')}
        </Button>
      </div>
    </Form>
  )
}

function MandateChoice({ mandate }: { readonly mandate: MandateSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Radio value={mandate.id} className="mandate-choice">
      <span className="mandate-choice-purpose">{mandate.purpose}</span>
      <span className="quiet">
        {mandate.legalBasis} · {termOf(mandate, t, format)}
      </span>
      {mandate.succeeds !== null && <span className="quiet">{t('mandate.renews', { id: mandate.succeeds })}</span>}
      <span className="quiet">
        {mandate.keep === 'sealed' ? t('mandate.keepSealed', { days: mandate.eraseAfterDays }) : t('mandate.keepOpen')}
      </span>
    </Radio>
  )
}
