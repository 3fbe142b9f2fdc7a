/** Acts on the signal on screen: starting one, asking its reason where needed, performing it, and where the focus goes after. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { Signal } from '../../../../src/contract/signals.ts'
import { isRefusal } from '../../api/http.ts'
import { refreshSignal, useActOnSignal } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { refine } from '../../place/place.tsx'
import { neighbour, offer } from './acts.ts'
import type { Act } from './acts.ts'

export interface Acts {
  /** The act whose reason is being asked. */
  readonly pending: Act | null
  start(which: Act): void
  /** Rejects with the Refusal when the server says no. */
  perform(which: Act, reason?: string): Promise<void>
  close(): void
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
  // A key pressed right after moving on is meant for the signal that is still being fetched: it waits for that one, and no other.
  const wanted = useRef<{ readonly which: Act; readonly id: number } | null>(null)

  async function perform(which: Act, reason?: string): Promise<void> {
    if (signal === undefined) return
    const { id, version } = signal
    try {
      await act.mutateAsync({ id, act: which.act, version, ...(reason !== undefined && { reason }) })
    } catch (error) {
      // The dialog stays open with its text; the signal behind it becomes what it is now.
      if (isRefusal(error) && error.problem.error === 'changed') await refreshSignal(id)
      throw error
    }
    announce(t(`act.${which.act}.done`, { id }))
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
      perform(which).catch((error: unknown) => {
        const key = isRefusal(error) ? error.problem.error : 'other'
        announce(t([`problem.${key}.what`, 'problem.other.what']))
      })
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

  return { pending, start, perform, close }
}
