/** Asks for the reason of an act. What is typed survives a refusal, a closed dialog, a lost connection and an ended session. */
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Button, Form, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Box } from './Box.tsx'
import { draftLimit, useDraft } from './drafts.ts'
import { ProblemNote } from './Notice.tsx'

interface ReasonDialogProps {
  readonly title: string
  readonly explain: string
  readonly action: string
  readonly tone?: 'primary' | 'danger'
  /** Names the draft: the act and what it is about. */
  readonly draft: string
  /** Common reasons, to start from. */
  readonly suggestions?: readonly string[]
  /** Performs the act; rejects with a Refusal, which is shown while the text stays. */
  readonly onSubmit: (reason: string) => Promise<void>
  readonly onClose: () => void
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, explain, action, tone = 'primary', draft, suggestions = [], onSubmit, onClose } = props
  const { t } = useTranslation()
  const { text, change, drop } = useDraft(draft)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)

  async function submit(): Promise<void> {
    if (busy) return
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    setBusy(true)
    setError(null)
    try {
      await onSubmit(text.trim())
      drop()
      onClose()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  function enter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    void submit()
  }

  return (
    <Box title={title} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="quiet">{explain}</p>
        {error !== null && <ProblemNote error={error} />}
        <TextField autoFocus value={text} onChange={change} maxLength={draftLimit} isInvalid={missing}>
          <Label>{t('reason.label')}</Label>
          <TextArea rows={4} onKeyDown={enter} />
          <Text slot="description">{missing ? t('reason.missing') : t('reason.hint')}</Text>
        </TextField>
        {suggestions.length > 0 && (
          <div className="chips" role="group" aria-label={t('reason.suggestions')}>
            {suggestions.map((suggestion) => (
              <Button key={suggestion} className="chip chip-button" onPress={() => change(suggestion)}>
                {suggestion}
              </Button>
            ))}
          </div>
        )}
        <div className="actions">
          <Button onPress={onClose}>{t('notice.cancel')}</Button>
          <Button type="submit" className={`button-${tone}`} data-pending={busy || undefined}>
            {action}
          </Button>
        </div>
      </Form>
    </Box>
  )
}
