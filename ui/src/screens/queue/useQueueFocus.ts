/** Where the focus of the queue belongs, whatever happens to its rows. */
import { useCallback, useEffect, useRef } from 'react'
import type { RefObject } from 'react'

export interface QueueFocus {
  readonly listRef: RefObject<HTMLDivElement | null>
  readonly paneRef: RefObject<HTMLElement | null>
  readonly focusQueue: () => void
  readonly focusSignal: () => void
}

/** Where the focus belongs: in the list, or, where there is room for one pane and it shows the signal, at the signal's name. */
export function useQueueFocus(ready: boolean): QueueFocus {
  const listRef = useRef<HTMLDivElement>(null)
  const paneRef = useRef<HTMLElement>(null)
  const focusSignal = useCallback(() => paneRef.current?.querySelector<HTMLElement>('h2')?.focus(), [])
  const focusQueue = useCallback(() => {
    const list = listRef.current
    if (list !== null && list.offsetParent !== null) list.focus({ preventScroll: true })
    else focusSignal()
  }, [focusSignal])
  useEffect(() => {
    const now = document.activeElement
    if (ready && (now === document.body || now?.tagName === 'H1')) focusQueue()
  }, [ready, focusQueue])
  return { listRef, paneRef, focusQueue, focusSignal }
}
