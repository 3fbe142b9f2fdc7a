/** When one host may be asked next: requests start one delay apart by the clock, however many lanes wait and however late a timer fires. */

export interface Slot {
  /** Waits for its turn and then for the delay since the last start; a halt ends the wait. */
  take(delayMs: number, halted: () => boolean): Promise<void>
  /** Something else was asked just now (robots.txt), and the delay runs from it. */
  asked(delayMs: number): void
  /** Milliseconds since 1970 before which the host is not to be asked again. */
  nextMs(): number
  /** Milliseconds that the host was asked for since this was last called: what is spent of its time. */
  lapMs(): number
  /** The last thing that went wrong on the host, in words; null when nothing did. */
  trouble: string | null
}

/** A long delay must not hold up a stop. */
const longestNapMs = 250

export function openSlot(): Slot {
  let notBeforeMs = 0
  let lapAtMs = performance.now()
  let turn: Promise<void> = Promise.resolve()
  const wait = async (halted: () => boolean): Promise<void> => {
    for (let leftMs = notBeforeMs - Date.now(); leftMs > 0 && !halted(); leftMs = notBeforeMs - Date.now()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(leftMs, longestNapMs)))
    }
  }
  return {
    trouble: null,
    take(delayMs, halted) {
      // From the moment of the start, not of the plan: starts that a busy process delayed would otherwise follow each other at once.
      const mine = turn.then(async () => {
        await wait(halted)
        notBeforeMs = Date.now() + delayMs
      })
      turn = mine
      return mine
    },
    asked(delayMs) {
      notBeforeMs = Math.max(notBeforeMs, Date.now() + delayMs)
    },
    nextMs: () => notBeforeMs,
    lapMs() {
      const nowMs = performance.now()
      const spentMs = nowMs - lapAtMs
      lapAtMs = nowMs
      return spentMs
    }
  }
}
