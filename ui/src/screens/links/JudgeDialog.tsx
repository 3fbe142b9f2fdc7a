/** Asks for the reason of a judgement on links, and makes it: on two adverts, on a value, or taking one back. */
import { useTranslation } from 'react-i18next'
import { useJudge } from '../../api/networks.ts'
import type { Saying } from '../../api/networks.ts'
import { announce } from '../../frame/announce.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'

interface JudgeDialogProps {
  readonly saying: Saying
  readonly onClose: () => void
  /** The judgement was made. */
  readonly onDone?: () => void
  /** What an advert is called here; its number where the screen does not know. */
  readonly nameOf?: (advert: number) => string
}

export function JudgeDialog({ saying, onClose, onDone, nameOf = String }: JudgeDialogProps) {
  const { t } = useTranslation()
  const judge = useJudge()
  const called = useNames()
  const names = {
    a: 'a' in saying ? nameOf(saying.a) : '',
    b: 'b' in saying ? nameOf(saying.b) : '',
    value: 'key' in saying ? called.shown(saying.valueKind, saying.value) : ''
  }
  return (
    <ReasonDialog
      title={t(`say.${saying.kind}.title`, names)}
      explain={t(`say.${saying.kind}.explain`)}
      action={t(`say.${saying.kind}.action`)}
      tone={saying.kind === 'different' ? 'danger' : 'primary'}
      draft={draftOf(saying)}
      onSubmit={async (reason) => {
        await judge.mutateAsync({ saying, reason })
        announce(t(`say.${saying.kind}.done`))
        onDone?.()
      }}
      onClose={onClose}
    />
  )
}

function draftOf(saying: Saying): string {
  if (saying.kind === 'undo') return `judge:${saying.judgement}`
  if ('key' in saying) return `judge:${saying.kind}:${saying.key}`
  // The name that drafts of "not the same hand" always had.
  return `judge:${saying.kind === 'same' ? 'same:' : ''}${saying.a}:${saying.b}`
}
