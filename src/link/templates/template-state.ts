/** The state of the index of templates: columns by template, the table of features and their postings. */
import type { IntList } from '../columns.ts'

/**
 * The state. A *variant* is what an advert was assigned to on arrival and never changes; near variants are merged through edges,
 * so that a merge can be taken back. All columns are indexed by variant, except the feature table and the postings.
 */
export interface TemplateState {
  [column: string]: IntList
  /** Open addressing: feature → entry of `df` and `head`; 0 is an empty place, entry + 1 otherwise. */
  readonly place: IntList
  readonly feature: IntList
  /** Variants that have the feature in their first member. */
  readonly df: IntList
  readonly head: IntList
  /** Variant and next posting, side by side: both are wanted at once, and memory is the cost of a search. */
  readonly posts: IntList
  readonly members: IntList
  readonly profileAt: IntList
  readonly profileLength: IntList
  readonly profileCapacity: IntList
  /** Weight of the variant's core, in hundredths. */
  readonly coreWeight: IntList
  /** Features and, for variants with more members, counts behind them. */
  readonly arena: IntList
  readonly free: IntList
}
