/** The rest of a loop between two rounds. Whatever wakes it while a round is under way is not lost: the next rest ends at once. */

export interface Rest {
  /** Something that a round looks at changed: ends the rest under way, or the next one where none is. */
  wake(): void
  /** Resolves to true once somebody woke it since the last rest ended, to false after `ms` milliseconds without. One loop rests at a time. */
  take(ms: number): Promise<boolean>
}

export function createRest(): Rest {
  // Put back only by the rest that it ends, and a round begins after that: a wake-up in the middle of a round stays until the next rest.
  let woken = false
  let end: (() => void) | null = null
  return {
    wake() {
      woken = true
      end?.()
    },
    async take(ms) {
      if (!woken)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          end = () => (clearTimeout(timer), resolve())
        })
      end = null
      const wasWoken = woken
      woken = false
      return wasWoken
    }
  }
}
