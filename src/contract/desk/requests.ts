/** Requests to open a sealed advert, their decision by a second person, and the adverts whose own signs ask for one. */
import Type from 'typebox'
import { bothLanguages, closed, decided, int53, oneOf, orNull, text, whole, type Shape } from '../fields.ts'

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

/** GET /api/grave-adverts; POST /api/grave-adverts/:id/set-aside {reason}: single adverts with grave signs, which stay sealed until a request is granted */
export const GraveAdvert = Type.Object(
  {
    advert: whole,
    site: text,
    /** When the advert was posted; first seen, where its site does not say. */
    postedAt: text,
    foundAt: text,
    state: oneOf(['sealed', 'open']),
    signs: Type.Array(
      Type.Object(
        {
          indicator: text,
          title: bothLanguages,
          /** `validated`, or `official`: named by an official list. */
          evidence: oneOf(['validated', 'official']),
          caution: text
        },
        closed
      )
    ),
    /** The newest request to open it; null when nobody asked. */
    request: orNull(OpenRequest),
    setAside: orNull(Type.Object({ by: text, at: text, reason: text }, closed))
  },
  closed
)
export type GraveAdvert = Shape<typeof GraveAdvert>

export const GraveAdverts = Type.Object({ adverts: Type.Array(GraveAdvert) }, closed)

/** GET /api/handoffs; POST /api/handoffs/:capture/give {reason: to whom}: pages at which processing stopped by duty. Address and time, and nothing else */
export const Handoff = Type.Object(
  {
    capture: text,
    indicator: text,
    url: text,
    seenAt: text,
    foundAt: text,
    handed: orNull(Type.Object({ by: text, at: text, to: text }, closed))
  },
  closed
)
export type Handoff = Shape<typeof Handoff>

export const Handoffs = Type.Object({ handoffs: Type.Array(Handoff) }, closed)
