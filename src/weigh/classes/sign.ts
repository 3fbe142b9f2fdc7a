/** One sign by which the class of a network is told: a sentence with its count, and the adverts that show it. */
import type { Seen } from '../rule.ts'
import type { InBothLanguages } from '../wording.ts'

export interface ClassSign {
  /** The indicator that documents it, where one does. */
  readonly indicator: string | null
  readonly sentence: InBothLanguages
  readonly seenIn: readonly Seen[]
}
