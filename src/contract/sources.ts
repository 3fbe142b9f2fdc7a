/** Sources with their yield, and addresses that were refused or failed. */
import Type from 'typebox'
import {
  closed,
  counts,
  cursor,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  slug,
  text,
  whole,
  type Shape
} from './fields.ts'

export const SourceRow = Type.Object(
  {
    id: text,
    name: text,
    mandate: text,
    state: text,
    hosts: Type.Array(text),
    due: whole,
    done: whole,
    captures: whole,
    adverts: whole,
    networks: whole,
    signals: whole,
    bytes: whole,
    refused: counts,
    failed: counts,
    /** Warnings such as `layout-changed`: no adverts where there were some. */
    alarms: Type.Array(text),
    lastAt: maybeText,
    robots: text,
    delayMs: number
  },
  closed
)
export type SourceRow = Shape<typeof SourceRow>

/** GET /api/sources */
export const Sources = Type.Object({ sources: Type.Array(SourceRow) }, closed)

export const AddressRow = Type.Object(
  { id: whole, url: text, state: text, reason: maybeText, detail: maybeText, status: maybeWhole, at: maybeText },
  closed
)
export type AddressRow = Shape<typeof AddressRow>

/** GET /api/sources/:id/addresses?state=refused|failed&reason=&after= */
export const Addresses = Type.Object({ addresses: Type.Array(AddressRow), next: maybeText }, closed)

export const SourceParameter = Type.Object({ id: slug }, closed)
export const AddressQuery = Type.Object(
  {
    state: oneOf(['refused', 'failed']),
    reason: Type.Optional(Type.String({ maxLength: 64 })),
    after: Type.Optional(cursor)
  },
  closed
)
