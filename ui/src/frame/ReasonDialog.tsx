/** Asks for the reason of an act: a ready-made one by its digit, or one's own words; Enter confirms. What is typed survives a refusal, a closed dialog, a lost connection and an ended session. */
import { useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { Form, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Box } from './Box.tsx'
import { draftLimit, useDraft } from './drafts.ts'
import { DialogButtons } from '../parts/DialogButtons.tsx'
import { ProblemNote } from './Notice.tsx'
import { ReadyReasons } from './ReadyReasons.tsx'
import { useSending } from './useSending.ts'

interface ReasonDialogProps {
  readonly title: string
  readonly explain: string
  readonly action: string
  readonly tone?: 'primary' | 'danger'
  /** Names the draft: the act and what it is about. */
  readonly draft: string
  /** Common reasons, to start from. */
  readonly suggestions?: readonly string[]
  /** Nothing is chosen yet that it could be done to. */
  readonly disabled?: boolean
  /** Performs the act; rejects with a Refusal, which is shown while the text stays. */
  readonly onSubmit: (reason: string) => Promise<void>
  readonly onClose: () => void
  /** What the act is about, above the reasons. */
  readonly children?: ReactNode
}

export function ReasonDialog(props: ReasonDialogProps) {
  const {
    title,
    explain,
    action,
    tone = 'primary',
    draft,
    suggestions = [],
    disabled = false,
    onSubmit,
    onClose,
    children
  } = props
  const { text, change, drop } = useDraft(draft)
  const { busy, problem, send } = useSending()
  const [missing, setMissing] = useState(false)
  const [picked, setPicked] = useState<number | null>(null)
  const own = useRef<HTMLTextAreaElement>(null)
  const ready = picked === null ? null : (suggestions[picked] ?? null)
  const reason = [ready, text.trim()].filter((part) => part !== null && part !== '').join(': ')

  async function submit(): Promise<void> {
    setMissing(reason === '')
    if (reason === '' || disabled) return
    await send(async () => {
      await onSubmit(reason)
      drop()
      onClose()
    })
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
        {children}
        {problem !== null && <ProblemNote error={problem} />}
        {suggestions.length > 0 && (
          <ReadyReasons
            suggestions={suggestions}
            picked={picked}
            onPick={setPicked}
            onEnter={() => void submit()}
            onWrite={() => own.current?.focus()}
          />
        )}
        <OwnWords
          beside={suggestions.length > 0}
          text={text}
          missing={missing}
          area={own}
          onChange={change}
          onEnter={() => void submit()}
        />
        <DialogButtons action={action} tone={tone} busy={busy} disabled={disabled} onClose={onClose} />
      </Form>
    </Box>
  )
}

interface OwnWordsProps {
  /** Below ready-made reasons; else they are all there is. */
  readonly beside: boolean
  readonly text: string
  readonly missing: boolean
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly onChange: (text: string) => void
  readonly onEnter: () => void
}

function OwnWords({ beside, text, missing, area, onChange, onEnter }: OwnWordsProps) {
  const { t } = useTranslation()
  function enter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    onEnter()
  }
  return (
    <TextField autoFocus={!beside} value={text} onChange={onChange} maxLength={draftLimit} isInvalid={missing}>
      <Label>{t(beside ? 'reason.own' : 'reason.label')}</Label>
      <TextArea ref={area} rows={beside ? 2 : 4} onKeyDown={enter} />
      <Text slot="description">{missing ? t('reason.missing') : t('reason.hint')}</Text>
    </TextField>
  )
}
