/** When the role `jobs` counts the weeks of research: once a day for each mandate with new readings, sooner while it grows fast. */
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import { countWeeks } from '../../desk/research/count-weeks.ts'
import { areWeeksDue } from '../../desk/research/kept-weeks.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'

export interface ResearchParts {
  readonly store: Store
  readonly keyring: Keyring
  readonly say: (text: string) => void
}

/** A round over the mandates in force; one that fails is told, and counted in the next round. */
export function keepResearch({ store, keyring, say }: ResearchParts): () => Promise<void> {
  return async () => {
    try {
      for (const { id } of await linesInForce(store)) {
        if (await areWeeksDue(store, id)) await countWeeks({ store, keyring }, id, new Date())
      }
    } catch (error) {
      say(`The weeks of research could not be counted: ${(error as Error).message}`)
    }
  }
}
