/** One sign by which the class of a network is told: a sentence with its count, and the adverts that show it. */
import type { Seen } from '../rule.ts'
import type { InBothLanguages } from '../wording.ts'

export interface ClassSign {
  /** The indicator that documents it, where one does. */
  readonly indicator: string | null
  /** What data/class-explains.tsv calls the shape of the network that the sign tells, beside its class; not kept. */
  readonly shape?: string
  readonly sentence: InBothLanguages
  readonly seenIn: readonly Seen[]
}
