/** Acts on the signal on screen: starting one, asking its reason where needed, performing it, and where the focus goes after. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { Signal, SignalRow, WeighAct } from '../../../../src/contract/signals.ts'
import { isRefusal } from '../../api/http.ts'
import { refreshSignal, useActOnSignal } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { identityOfMembers } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { refine } from '../../place/place.tsx'
import { neighbour, offer, undoing } from './acts.ts'
import type { Act } from './acts.ts'

export interface Acts {
  /** The act whose reason is being asked. */
  readonly pending: Act | null
  start(which: Act): void
  /** Rejects with the Refusal when the server says no. */
  perform(which: Act, reason?: string): Promise<void>
  close(): void
  /** Takes the last act of this visit back; says so when there is none. */
  undo(): void
}

/** What `z` does: the act that takes the last one back, on the version that the last one left. */
interface Undoable {
  readonly id: number
  readonly name: string
  readonly act: WeighAct
  readonly version: number
}

export function useActs(
  shown: number | null,
  signal: Signal | undefined,
  session: Session,
  ids: readonly number[],
  focusQueue: () => void
): Acts {
  const { t } = useTranslation()
  const act = useActOnSignal()
  const [pending, setPending] = useState<Act | null>(null)
  const { keep, undo } = useUndo(act, focusQueue)
  const names = useNames()
  const nameOf = (of: Signal): string =>
    names.identity({ identity: of.identity ?? identityOfMembers(of.members), title: of.title, places: of.places })
  // A key pressed right after moving on is meant for the signal that is still being fetched: it waits for that one, and no other.
  const wanted = useRef<{ readonly which: Act; readonly id: number } | null>(null)

  async function perform(which: Act, reason?: string): Promise<void> {
    if (signal === undefined) return
    const { id, version } = signal
    const name = nameOf(signal)
    let row: SignalRow
    try {
      row = await act.mutateAsync({ id, act: which.act, version, ...(reason !== undefined && { reason }) })
    } catch (error) {
      // The dialog stays open with its text; the signal behind it becomes what it is now.
      if (isRefusal(error) && error.problem.error === 'changed') await refreshSignal(id)
      throw error
    }
    const back = undoing[which.act]
    keep(back === null ? null : { id, name, act: back, version: row.version })
    announce(t(`act.${which.act}.done`, { name }), back === null ? undefined : { name: t('undo.name'), act: undo })
    if (which.act !== 'take' && which.act !== 'release') refine({ signal: neighbour(ids, id), reason: null })
    focusQueue()
  }

  function start(which: Act): void {
    if (signal === undefined || act.isPending) {
      wanted.current = shown === null ? null : { which, id: shown }
      return
    }
    wanted.current = null
    const answer = offer(which, signal, session.user.id)
    if (answer !== 'yes') {
      announce(
        t(`offer.${answer}`, { act: t(`act.${which.act}.name`), state: t(`state.${signal.state}`).toLowerCase() })
      )
    } else if (which.asks) {
      setPending(which)
    } else {
      perform(which).catch((error: unknown) => announce(t(problemKeys(error))))
    }
  }

  useEffect(() => {
    const waiting = wanted.current
    if (waiting === null) return
    if (waiting.id !== shown) wanted.current = null
    else if (signal?.id === shown && !act.isPending) start(waiting.which)
  })

  function close(): void {
    setPending(null)
    requestAnimationFrame(focusQueue)
  }

  return { pending, start, perform, close, undo }
}

interface Undo {
  /** What the next undo takes back; null when nothing can be. */
  keep(done: Undoable | null): void
  undo(): void
}

function useUndo(act: ReturnType<typeof useActOnSignal>, focusQueue: () => void): Undo {
  const { t } = useTranslation()
  const last = useRef<Undoable | null>(null)
  async function undo(): Promise<void> {
    const done = last.current
    last.current = null
    if (done === null) return announce(t('undo.none'))
    try {
      const reason = done.act === 'release' || done.act === 'take' ? {} : { reason: t('undo.reason') }
      await act.mutateAsync({ id: done.id, act: done.act, version: done.version, ...reason })
    } catch (error) {
      return announce(t(problemKeys(error)))
    }
    refine({ signal: done.id, reason: null })
    announce(t('undo.done', { name: done.name }))
    focusQueue()
  }
  return {
    keep: (done) => {
      last.current = done
    },
    undo: () => void undo()
  }
}

function problemKeys(error: unknown): string[] {
  return [`problem.${isRefusal(error) ? error.problem.error : 'other'}.what`, 'problem.other.what']
}
