/** Requests to open a sealed advert, and their decision by a second person. */
import Type from 'typebox'
import { closed, decided, int53, oneOf, text, whole, type Shape } from '../fields.ts'

/** POST /api/adverts/:id/request {reason}; GET /api/requests; POST /api/requests/:id/grant|refuse {reason} (a second person) */
export const OpenRequest = Type.Object(
  {
    id: whole,
    advert: whole,
    site: text,
    /** When the advert was posted; first seen, where its site does not say. */
    postedAt: text,
    by: text,
    at: text,
    reason: text,
    state: oneOf(['asked', 'granted', 'refused']),
    ...decided
  },
  closed
)
export type OpenRequest = Shape<typeof OpenRequest>

export const OpenRequests = Type.Object({ requests: Type.Array(OpenRequest) }, closed)

export const DecideParameters = Type.Object({ id: int53, decision: oneOf(['grant', 'refuse']) }, closed)
