/** Short messages after an act: shown at the bottom and read out, without taking the focus. */
import { useSyncExternalStore } from 'react'

const shownMs = 7000
const listeners = new Set<() => void>()
let message = ''
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows and reads out one message; a next one takes its place. */
export function announce(text: string): void {
  message = text
  clearTimeout(timer)
  timer = setTimeout(() => {
    message = ''
    tell()
  }, shownMs)
  tell()
}

/** The one place where messages appear. */
export function Announcements() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message
  )
  return (
    <div className="announcements" role="status" aria-live="polite">
      {text !== '' && <p className="toast">{text}</p>}
    </div>
  )
}

function tell(): void {
  for (const listener of listeners) listener()
}
