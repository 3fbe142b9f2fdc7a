/** Sending what a dialog asks: one at a time; a refusal stays on screen until the next answer, and the dialog with it. */
import { useState } from 'react'

export interface Sending {
  readonly busy: boolean
  /** The refusal, or null. */
  readonly problem: unknown
  send(act: () => Promise<void>): Promise<void>
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  async function send(act: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      await act()
    } catch (refused) {
      setProblem(refused)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, send }
}
