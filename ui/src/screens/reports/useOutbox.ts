/** The outbox of the person who is signed in, as state of a screen, and its delivery while any screen is open. */
import { useEffect, useSyncExternalStore } from 'react'
import { sendReport } from '../../api/reports.ts'
import { bringFiles } from './files/bringFiles.ts'
import { openOutbox, type Draft, type Outbox } from './outbox.ts'

const tryEveryMs = 15_000
const opened = new Map<string, Outbox>()

export function outboxOf(user: string): Outbox {
  const known = opened.get(user)
  if (known !== undefined) return known
  const made = openOutbox(localStorage, user)
  opened.set(user, made)
  return made
}

export function useDrafts(user: string): readonly Draft[] {
  const outbox = outboxOf(user)
  return useSyncExternalStore(outbox.subscribe, outbox.drafts)
}

/** Reports first, and then the files of those that have a receipt. */
export async function deliverAll(user: string): Promise<void> {
  const outbox = outboxOf(user)
  await outbox.deliver(sendReport)
  await bringFiles(user, outbox.drafts())
}

/** Tries at once, when the network comes back, and every quarter of a minute. */
export function useDelivery(user: string): void {
  useEffect(() => {
    const deliver = (): void => void deliverAll(user)
    deliver()
    const timer = setInterval(deliver, tryEveryMs)
    window.addEventListener('online', deliver)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', deliver)
    }
  }, [user])
}
