/** Short messages after an act: shown at the bottom and read out, without taking the focus. */
import { useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components'

export interface Message {
  readonly text: string
  /** A button in the message, such as taking the act back. */
  readonly action?: { readonly name: string; readonly act: () => void }
}

const shownMs = 7000
const listeners = new Set<() => void>()
let message: Message = { text: '' }
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows and reads out one message; a next one takes its place. */
export function announce(text: string, action?: Message['action']): void {
  message = action === undefined ? { text } : { text, action }
  clearTimeout(timer)
  timer = setTimeout(() => {
    message = { text: '' }
    tell()
  }, shownMs)
  tell()
}

/** The one place where messages appear. */
export function Announcements() {
  const { text, action } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message
  )
  return (
    <div className="announcements" role="status" aria-live="polite">
      {text !== '' && (
        <p className="toast">
          {text}
          {action !== undefined && (
            <Button className="toast-action" onPress={action.act}>
              {action.name} <kbd aria-hidden="true">z</kbd>
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function tell(): void {
  for (const listener of listeners) listener()
}
