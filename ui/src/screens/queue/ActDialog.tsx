/** The dialog of one act on a signal; says so when the signal changed while the reason was being written. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/signals.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import type { Act } from './acts.ts'
import { useSignalName } from './useSignalName.ts'

interface ActDialogProps {
  readonly act: Act
  readonly signal: Signal
  readonly onClose: () => void
  readonly onSubmit: (reason: string) => Promise<void>
}

export function ActDialog({ act, signal, onClose, onSubmit }: ActDialogProps) {
  const { t } = useTranslation()
  const opened = useRef(signal.version)
  const changed = opened.current !== signal.version
  const { name } = useSignalName(signal)
  const suggestions = act.act === 'dismiss' ? ['independent', 'licensed', 'spam', 'thin'] : []
  return (
    <ReasonDialog
      title={t(`act.${act.act}.title`, { name })}
      explain={
        changed
          ? t('queue.changed', { state: t(`state.${signal.state}`), by: lastHand(signal) })
          : t(`act.${act.act}.explain`)
      }
      action={t(`act.${act.act}.name`)}
      tone={act.tone === 'danger' ? 'danger' : 'primary'}
      draft={`signal:${signal.id}:${act.act}`}
      suggestions={suggestions.map((name) => t(`dismissal.${name}`))}
      onSubmit={onSubmit}
      onClose={onClose}
    />
  )
}

function lastHand(signal: Signal): string {
  return signal.weighings.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.by ?? '–'
}
