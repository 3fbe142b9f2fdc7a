/** The note that a person wrote beside a value, with its earlier versions, and the form for the next one. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FigureNote } from '../../../../../src/contract/figures/figures.ts'
import { useWriteNote } from '../../../api/figures/figures.ts'
import { Box } from '../../../frame/Box.tsx'
import { useFormat } from '../../../frame/format.ts'
import { ProblemNote } from '../../../frame/Notice.tsx'
import { useSending } from '../../../frame/useSending.ts'
import { useNames } from '../../../names/useNames.ts'
import { DialogButtons } from '../../../parts/DialogButtons.tsx'

interface CellNoteProps {
  readonly figure: number
  /** What the value is, for the name of the button. */
  readonly value: string
  /** Versions of this value, the oldest first. */
  readonly versions: readonly FigureNote[]
  readonly mayWrite: boolean
}

export function CellNote({ figure, value, versions, mayWrite }: CellNoteProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [writing, setWriting] = useState(false)
  const last = versions.at(-1)
  return (
    <>
      {last !== undefined && last.text !== '' && (
        <div className="figure-note">
          <b>{t('figures.note')}:</b> {last.text}{' '}
          <span className="quiet">
            ({names.person(last.by)}, {format.day(last.at)}, {t('figures.noteVersion', { version: last.version })})
          </span>
        </div>
      )}
      {mayWrite && (
        <Button
          className="button-small no-print"
          aria-label={t('figures.writeNoteAt', { value })}
          onPress={() => setWriting(true)}
        >
          {t('figures.writeNote')}
        </Button>
      )}
      {writing && <NoteDialog {...{ figure, value, versions }} onClose={() => setWriting(false)} />}
    </>
  )
}

interface NoteDialogProps extends Pick<CellNoteProps, 'figure' | 'value' | 'versions'> {
  readonly onClose: () => void
}

function NoteDialog({ figure, value, versions, onClose }: NoteDialogProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const write = useWriteNote()
  const { busy, problem, send } = useSending()
  const last = versions.at(-1)
  const [text, setText] = useState(last?.text ?? '')
  return (
    <Box title={t('figures.writeNoteAt', { value })} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await write.mutateAsync({ figure, body: { version: last?.version ?? 0, text } })
            onClose()
          })
        }}
      >
        <p className="quiet">{t('figures.noteExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <label className="field">
          <span>{t('figures.note')}</span>
          <textarea rows={3} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        {versions.length > 0 && (
          <ol className="small quiet">
            {versions.map((one) => (
              <li key={one.version}>
                {names.person(one.by)}, {format.day(one.at)}: {one.text === '' ? t('figures.noteTaken') : one.text}
              </li>
            ))}
          </ol>
        )}
        <DialogButtons action={t('figures.keepNote')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
