/** Lists of up to 10,000 facts that are looked up at once: known, unknown, and what is no fact. */
import Type from 'typebox'
import { closed, int32, maybeText, maybeWhole, oneOf, reason, text, whole, type Shape } from '../fields.ts'

export const mostLines = 10_000

export const ListAnswer = Type.Object(
  {
    /** As it was given. */
    line: text,
    /** As it was understood; null where it is no number, address or handle. */
    kind: maybeText,
    value: maybeText,
    /** Adverts that state it. */
    open: whole,
    sealed: whole,
    firstSeen: maybeText,
    lastSeen: maybeText
  },
  closed
)
export type ListAnswer = Shape<typeof ListAnswer>

export const listTabs = ['known', 'unknown', 'unreadable'] as const
export type ListTab = (typeof listTabs)[number]

export const BulkList = Type.Object(
  {
    id: whole,
    total: whole,
    /** Lines that are looked up by now. */
    done: whole,
    madeAt: text,
    finishedAt: maybeText,
    known: whole,
    unknown: whole,
    unreadable: whole,
    /** Of the tab that was asked for, in the order of the lines. */
    answers: Type.Array(ListAnswer),
    /** Where the next page of it begins; null: that was all. */
    next: maybeWhole
  },
  closed
)
export type BulkList = Shape<typeof BulkList>

export const BulkLists = Type.Object(
  {
    lists: Type.Array(
      Type.Object({ id: whole, total: whole, done: whole, madeAt: text, finishedAt: maybeText }, closed)
    )
  },
  closed
)

/** POST /api/lists. A line is one fact, however messy; empty lines and repeats are left out. */
export const ListBody = Type.Object(
  { lines: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: mostLines }), reason },
  closed
)
export const ListQuery = Type.Object(
  { tab: Type.Optional(oneOf(listTabs)), from: Type.Optional(Type.Integer({ minimum: 0, maximum: mostLines })) },
  closed
)
export const ListFileParameters = Type.Object({ id: int32, tab: oneOf(listTabs) }, closed)
