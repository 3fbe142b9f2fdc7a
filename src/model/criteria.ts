/** The questions on which a coordinator weighs a proposal for a case, and the rules by which proposals stand in order. */

/** What a proposal is weighed on, in the order in which a form asks for it. */
export const criteria = [
  'severity',
  'minors',
  'ongoing',
  'evidence',
  'chance',
  'otherwise',
  'capacity',
  'region',
  'age'
] as const

/** By what proposals stand in order, each only where all before it say nothing. */
export const orderRules = ['late', 'due', 'urgency', 'back', 'evidence', 'oldest'] as const
export type OrderRule = (typeof orderRules)[number]
