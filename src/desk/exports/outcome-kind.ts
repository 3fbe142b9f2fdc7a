/** The export of outcomes: how many cases came to each, over all and by sign. Counts in steps of five; what is below five is not told. */
import type { Kind } from './kind.ts'

export const outcomeKind: Kind = {
  columns: ['of', 'outcome', 'ground', 'at_least'],
  query: `select * from outcome_figures()`,
  rows: (batch) => [...batch]
}
