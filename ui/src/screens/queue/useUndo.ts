/** Takes the last act of this visit back, on the versions that it left: one signal, many, an assignment, or a merge. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignalRow, WeighAct } from '../../../../src/contract/desk/signals.ts'
import { problemKeys } from '../../api/http.ts'
import { useActOnMany, useActOnSignal, useUndoMerge } from '../../api/signals.ts'
import type { ActOnMany, Seen } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { refine } from '../../place/place.tsx'
import { undoing } from './acts.ts'
import type { ActName } from './acts.ts'

export interface Undo {
  readonly name: string
  readonly act: ActName
  /** The signals as they were. */
  readonly before: readonly SignalRow[]
  /** The versions that the act left. */
  readonly after: readonly Seen[]
  /** The merge, where it was one. */
  readonly merge?: number
}

export interface Undoing {
  /** What the next undo takes back; null when nothing can be. */
  keep(done: Undo | null): void
  /** Says so when there is nothing. */
  undo(): void
}

export function useUndo(focusQueue: () => void): Undoing {
  const { t } = useTranslation()
  const one = useActOnSignal()
  const many = useActOnMany()
  const merge = useUndoMerge()
  const last = useRef<Undo | null>(null)

  async function undo(): Promise<void> {
    const done = last.current
    last.current = null
    if (done === null) return announce(t('undo.none'))
    let failed = 0
    try {
      if (done.merge !== undefined) await merge.mutateAsync({ merge: done.merge, reason: t('undo.reason') })
      for (const { signals, ...step } of stepsBack(done, t('undo.reason'))) {
        const [first] = signals
        if (first !== undefined && signals.length === 1) await one.mutateAsync({ ...step, ...first })
        else failed += (await many.mutateAsync({ ...step, signals })).failed.length
      }
    } catch (error) {
      return announce(t(problemKeys(error)))
    }
    refine({ signal: done.before[0]?.id ?? null, reason: null })
    announce(failed > 0 ? t('undo.partly', { name: done.name, count: failed }) : t('undo.done', { name: done.name }))
    focusQueue()
  }

  return {
    keep: (done) => {
      last.current = done !== null && canBeUndone(done.act) ? done : null
    },
    undo: () => void undo()
  }
}

/** Whether a person can take such an act back alone. */
export function canBeUndone(act: ActName): boolean {
  return act === 'assign' || act === 'merge' || undoing[act] !== null
}

/** What to ask of the server: an assignment goes back to whoever had it, and to nobody where nobody had. */
function stepsBack({ act, before, after }: Undo, reason: string): ActOnMany[] {
  if (after.length === 0 || act === 'merge') return []
  if (act !== 'assign') {
    const back = undoing[act]
    return back === null ? [] : [{ act: back, reason, signals: after }]
  }
  const had = new Map(before.map((one) => [one.id, one.assignedTo]))
  return [...Map.groupBy(after, (one) => had.get(one.id) ?? null)].map(([to, signals]) =>
    to === null
      ? { act: 'release' as const satisfies WeighAct, reason, signals }
      : { act: 'assign' as const, to, reason, signals }
  )
}
