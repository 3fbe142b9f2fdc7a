/** The questions on which a coordinator weighs a proposal for a case. */

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
