/** The ledger as people read it: their own acts, and all acts for auditors. */
import Type from 'typebox'
import {
  closed,
  int32,
  int53,
  maybeText,
  maybeWhole,
  oneOf,
  queryFlag,
  text,
  time,
  whole,
  type Shape
} from '../fields.ts'

export const LedgerRow = Type.Object(
  {
    no: whole,
    at: text,
    actor: text,
    mandate: maybeText,
    act: text,
    subject: maybeText,
    detail: Type.Record(text, Type.Unknown()),
    /** Why: the reason given with the act, else the one with which its mandate was chosen; null for acts of the system. */
    reason: maybeText,
    hash: text
  },
  closed
)
export type LedgerRow = Shape<typeof LedgerRow>

/**
 * GET /api/ledger?mine=1&people=1&act=&subject=&from=&to=&after=NO
 * "Who saw this, when and why": with `fact` (messy input), `advert`, `network`, `signal`, `case`, `capture`,
 * `report`, `inCase` (a person in a case: its id, `/`, the number there) or `person`. A fact is looked
 * for as it was asked, and in the adverts that state it. A person is who acted, or whose account it is about.
 * `people`: without what Baken did by itself, which is most of it.
 */
export const LedgerPage = Type.Object(
  {
    entries: Type.Array(LedgerRow),
    next: maybeWhole,
    /** How `fact` was understood; empty when none was asked. */
    facts: Type.Array(Type.Object({ kind: text, value: text }, closed)),
    /** The chain over the shown rows, checked on reading. */
    chain: oneOf(['intact', 'broken'])
  },
  closed
)
export type LedgerPage = Shape<typeof LedgerPage>

export const LedgerQuery = Type.Object(
  {
    mine: Type.Optional(queryFlag),
    people: Type.Optional(queryFlag),
    act: Type.Optional(Type.String({ maxLength: 64 })),
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    fact: Type.Optional(Type.String({ maxLength: 300 })),
    advert: Type.Optional(int32),
    network: Type.Optional(int32),
    signal: Type.Optional(int53),
    case: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' })),
    capture: Type.Optional(Type.String({ pattern: '^[0-9a-f-]{36}$' })),
    report: Type.Optional(Type.String({ pattern: '^M-[0-9]{4}-[0-9]{1,9}$' })),
    inCase: Type.Optional(Type.String({ pattern: '^[0-9a-f-]{36}/[0-9]{1,4}$' })),
    person: Type.Optional(Type.String({ maxLength: 64 })),
    from: Type.Optional(time),
    to: Type.Optional(time),
    after: Type.Optional(int53),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }))
  },
  closed
)
