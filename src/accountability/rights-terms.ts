/** The terms of requests of persons about their data: how long the law gives, by how much it may be extended, where that stands, and how sure it is. */
import type { RightsRequest } from '../contract/oversight/rights.ts'

export interface RightsTerm {
  /** Days from the day of receipt to the last day of the term. */
  readonly days: number
  /** Weeks by which it may be extended, once; none where no ground for that is known. */
  readonly extensions: readonly (4 | 6)[]
  /** Where it stands. Whether a lawyer has compared it with the law as it holds now is told in docs/rights.md. */
  readonly source: string
}

/** Six weeks; four more, or six where several units of the police hold data; told to the person in writing (Wpg, article 25). */
const access: RightsTerm = { days: 42, extensions: [4, 6], source: 'Wpg, artikel 25' }

/**
 * Without undue delay (Wpg, article 28; Directive (EU) 2016/680, article 12(3)). The four weeks are the shortest term that any reading of
 * article 28 that we know asks; an extension would need a ground of its own, and we know none. Shorter than the law is never too late.
 */
const change: RightsTerm = { days: 28, extensions: [], source: 'Wpg, artikel 28' }

export const rightsTerms: Readonly<Record<RightsRequest['kind'], RightsTerm>> = {
  access,
  correction: change,
  erasure: change,
  restriction: change
}
