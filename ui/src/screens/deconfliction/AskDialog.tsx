/** Asks whether a value is known elsewhere. What is typed survives a refusal. */
import { useState } from 'react'
import { Form, Input, Label, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useAskElsewhere } from '../../api/cases/deconfliction.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'

export function AskDialog({ value: given, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAskElsewhere()
  const { busy, problem, send } = useSending()
  const why = useDraft('elsewhere')
  const [value, setValue] = useState(given)
  async function submit(): Promise<void> {
    await send(async () => {
      await ask.mutateAsync({ value, reason: why.text })
      why.drop()
      announce(t('elsewhere.asked'))
      onClose()
    })
  }
  return (
    <Box title={t('elsewhere.ask')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="quiet">{t('elsewhere.askExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <TextField autoFocus value={value} onChange={setValue} maxLength={300} isRequired>
          <Label>{t('elsewhere.value')}</Label>
          <Input />
        </TextField>
        <TextField value={why.text} onChange={why.change} maxLength={2_000} isRequired>
          <Label>{t('elsewhere.why')}</Label>
          <TextArea rows={3} />
        </TextField>
        <DialogButtons action={t('elsewhere.ask')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
