/** The dialog of one act on one signal or on many: a reason, a colleague, or what is merged into what. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { readyOf } from './acts.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import type { Answer, Pending } from './useActs.ts'
import { useRowName } from './useSignalName.ts'

interface ActDialogProps {
  readonly pending: Pending
  /** The signal on screen, as it is now: says so when it changed while the reason was being written. */
  readonly signal: Signal | undefined
  readonly user: string
  readonly onClose: () => void
  readonly onSubmit: (answer: Answer) => Promise<void>
}

export function ActDialog({ pending, signal, user, onClose, onSubmit }: ActDialogProps) {
  const { t } = useTranslation()
  const nameOf = useRowName()
  const { act, targets } = pending
  const [first] = targets
  const name = targets.length > 1 || first === undefined ? t('queue.signals', { count: targets.length }) : nameOf(first)
  const given = { name, ids: targets.map((one) => one.id), onClose, onSubmit }
  if (act.act === 'assign') return <AssignDialog {...given} user={user} />
  if (act.act === 'merge') return <MergeDialog {...given} targets={targets} />
  return <AskReason pending={pending} signal={signal?.id === first?.id ? signal : undefined} {...given} />
}

interface AskReasonProps extends Omit<ActDialogProps, 'user'> {
  readonly name: string
  readonly ids: readonly number[]
}

function AskReason({ pending, signal, name, ids, onClose, onSubmit }: AskReasonProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { act, targets } = pending
  const opened = useRef(signal?.version)
  const changed = signal !== undefined && opened.current !== signal.version
  return (
    <ReasonDialog
      title={t(`act.${act.act}.title`, { name })}
      explain={
        changed
          ? t('queue.changed', { state: t(`state.${signal.state}`), by: names.person(lastHand(signal)) })
          : t(`act.${act.act}.explain`)
      }
      action={
        targets.length > 1
          ? t('queue.actMany', { act: t(`act.${act.act}.name`), count: targets.length })
          : t(`act.${act.act}.name`)
      }
      tone={act.tone === 'danger' ? 'danger' : 'primary'}
      draft={targets.length > 1 ? `signals:${act.act}` : `signal:${ids[0]}:${act.act}`}
      suggestions={readyOf(act.act, t)}
      onSubmit={(reason) => onSubmit({ reason })}
      onClose={onClose}
    />
  )
}

function lastHand(signal: Signal): string {
  return signal.weighings.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.by ?? '–'
}
