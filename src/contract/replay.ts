/** Replays: a captured page drawn again, from another origin, with what is missing of it. */
import Type from 'typebox'
import { closed, counts, int32, maybeText, oneOf, reason, text, whole, type Shape } from './fields.ts'
import { Custody } from './desk/adverts.ts'

export const ReplayParameters = Type.Object({ id: int32, version: int32 }, closed)

/** POST /api/adverts/:id/versions/:version/replay: each one is written down with its reason. */
export const ReplayBody = Type.Object(
  {
    reason,
    /** `blurred`, the usual: grey, and so small that no face can be made out. */
    pictures: Type.Optional(oneOf(['blurred', 'shown'])),
    /** `covered`, the usual: words of origin, religion and health are. */
    words: Type.Optional(oneOf(['covered', 'shown']))
  },
  closed
)
export type ReplayBody = Shape<typeof ReplayBody>

const PartCounts = Type.Object(
  {
    shown: whole,
    /** Never captured, or not to be read. */
    missing: whole,
    /** Captured, and not opened. */
    sealed: whole,
    /** Not shown to anybody. */
    withheld: whole,
    /** More than one replay shows. */
    left: whole
  },
  closed
)
export type PartCounts = Shape<typeof PartCounts>

export const Replay = Type.Object(
  {
    /** Where the page can be had, once, within a minute, in a frame of this screen. */
    address: text,
    version: whole,
    custody: Custody,
    /** The clock of the site, as it sent it; null where it sent none. */
    serverDate: maybeText,
    /** SHA-256 of what the site answered, 64 hex digits. */
    bodyDigest: text,
    pictures: oneOf(['blurred', 'shown']),
    words: oneOf(['covered', 'shown']),
    /** Words and phrases that are covered, or would be. */
    covered: whole,
    parts: Type.Object({ pictures: PartCounts, sheets: PartCounts }, closed),
    /** How many of each kind were left out: `scripts`, `handlers`, `refreshes`, `frames`, `forms`, `links`, `media`, `drawings`, `embedded`. */
    removed: counts,
    /** Seconds between the page and the part that was captured furthest from it. */
    apartSeconds: whole
  },
  closed
)
export type Replay = Shape<typeof Replay>
