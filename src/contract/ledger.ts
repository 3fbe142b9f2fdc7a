/** The ledger as people read it: their own acts, and all acts for auditors. */
import Type from 'typebox'
import { closed, int53, maybeText, maybeWhole, oneOf, queryFlag, text, time, whole, type Shape } from './fields.ts'

export const LedgerRow = Type.Object(
  {
    no: whole,
    at: text,
    actor: text,
    mandate: maybeText,
    act: text,
    subject: maybeText,
    detail: Type.Record(text, Type.Unknown()),
    hash: text
  },
  closed
)
export type LedgerRow = Shape<typeof LedgerRow>

/** GET /api/ledger?mine=1&act=&subject=&from=&to=&after=NO */
export const LedgerPage = Type.Object(
  {
    entries: Type.Array(LedgerRow),
    next: maybeWhole,
    /** The chain over the shown rows, checked on reading. */
    chain: oneOf(['intact', 'broken'])
  },
  closed
)
export type LedgerPage = Shape<typeof LedgerPage>

export const LedgerQuery = Type.Object(
  {
    mine: Type.Optional(queryFlag),
    act: Type.Optional(Type.String({ maxLength: 64 })),
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    from: Type.Optional(time),
    to: Type.Optional(time),
    after: Type.Optional(int53),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }))
  },
  closed
)
