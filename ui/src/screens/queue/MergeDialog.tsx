/** Merging N signals: which one they become, what that one will hold, and why; nothing is lost and it can be taken apart again. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Step } from '../../parts/Step.tsx'
import { readyOf } from './acts.ts'
import { Together } from './Together.tsx'
import type { Answer } from './useActs.ts'
import { useRowName } from './useSignalName.ts'

interface MergeDialogProps {
  readonly targets: readonly SignalRow[]
  readonly onClose: () => void
  readonly onSubmit: (answer: Answer) => Promise<void>
}

export function MergeDialog({ targets, onClose, onSubmit }: MergeDialogProps) {
  const { t } = useTranslation()
  const [into, setInto] = useState(targets[0]?.id ?? 0)
  return (
    <ReasonDialog
      title={t('act.merge.title', { count: targets.length })}
      explain={t('act.merge.explain')}
      action={t('queue.actMany', { act: t('act.merge.name'), count: targets.length })}
      draft={`merge:${targets.map((one) => one.id).join('-')}`}
      suggestions={readyOf('merge', t)}
      onSubmit={(reason) => onSubmit({ reason, into })}
      onClose={onClose}
    >
      <fieldset className="merge-parts">
        <legend>{t('merging.into')}</legend>
        {targets.map((row) => (
          <Part key={row.id} row={row} kept={row.id === into} onKeep={() => setInto(row.id)} />
        ))}
      </fieldset>
      <Whole targets={targets} into={into} />
    </ReasonDialog>
  )
}

interface PartProps {
  readonly row: SignalRow
  readonly kept: boolean
  readonly onKeep: () => void
}

function Part({ row, kept, onKeep }: PartProps) {
  const { t } = useTranslation()
  const names = useNames()
  const nameOf = useRowName()
  return (
    <label className="merge-part">
      <input type="radio" name="merge-into" checked={kept} onChange={onKeep} />
      <span className="merge-words">
        <b className="cut">{nameOf(row)}</b>
        <span className="cut soft small">
          {[row.title === null ? '' : firstWords(row.title, 8), names.places(row.places, 3)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {row.evidence !== null && <Step evidence={row.evidence} />}
      <span className="quiet number small">{t('queue.advertsShort', { count: row.adverts })}</span>
    </label>
  )
}

/** What the one signal will hold: every value kept, with where it came from. */
function Whole({ targets, into }: { readonly targets: readonly SignalRow[]; readonly into: number }) {
  const { t } = useTranslation()
  const nameOf = useRowName()
  const kept = targets.find((one) => one.id === into)
  return (
    <div className="note note-info merge-whole">
      <p>
        <b>{t('merging.becomes', { name: kept === undefined ? '' : nameOf(kept) })}</b> <Together rows={targets} />
      </p>
      <p className="small">{t('merging.keeps')}</p>
    </div>
  )
}
