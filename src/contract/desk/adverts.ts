/** One advert with its versions, facts and custody; decisions on facts; evidence files. */
import Type from 'typebox'
import {
  advertState,
  closed,
  flag,
  int32,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  span,
  text,
  whole,
  type Shape
} from '../fields.ts'
import { LinkRow } from './links.ts'

export const FactRow = Type.Object(
  {
    ordinal: whole,
    kind: text,
    value: text,
    raw: text,
    spans: Type.Array(span),
    method: text,
    confidence: number,
    state: oneOf(['proposed', 'confirmed', 'rejected']),
    decidedBy: maybeText,
    /** Adverts under this mandate that carry the same value. */
    adverts: whole
  },
  closed
)
export type FactRow = Shape<typeof FactRow>

/** POST /api/adverts/:id/versions/:version/facts/:ordinal/reject|restore {reason} → the fact; its links go or come back at once. */
export const FactDecision = Type.Object({ fact: FactRow, networksChanged: whole }, closed)
export type FactDecision = Shape<typeof FactDecision>

export const Custody = Type.Object(
  {
    capture: text,
    url: maybeText,
    status: whole,
    seenAt: text,
    bytes: whole,
    truncated: maybeText,
    state: advertState,
    eraseAt: maybeText,
    segment: text,
    offset: whole,
    recordDigest: text,
    mandate: text,
    ledgerNo: maybeWhole,
    /** `import`: others made the capture, and Baken took it in; `crawl`: Baken's own. */
    origin: oneOf(['crawl', 'import']),
    /** Kinds of what was odd about an imported capture (docs/evidence-format.md). */
    notes: Type.Array(text),
    /** Checked now against the bytes on disk. */
    verdict: oneOf(['intact', 'damaged', 'missing'])
  },
  closed
)
export type Custody = Shape<typeof Custody>

const Reading = Type.Object(
  { title: text, text, language: text, account: maybeText, postedAt: maybeText, facts: Type.Array(FactRow) },
  closed
)
export const AdvertVersion = Type.Object(
  {
    version: whole,
    seenAt: text,
    /** Null when sealed or erased. */
    reading: orNull(Reading),
    custody: Custody
  },
  closed
)
export type AdvertVersion = Shape<typeof AdvertVersion>

/** GET /api/adverts/:id ; a sealed one has no versions' text */
export const Advert = Type.Object(
  {
    id: whole,
    state: advertState,
    site: text,
    source: maybeText,
    url: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    /** When its page was first found gone, after the last time it was seen; null while it stands. */
    goneAt: maybeText,
    /**
     * By what it was found gone: 404 (`not-found`), 410 (`taken-away`), a page that says so (`says-so`), or redirects (`redirect`); null while it
     * stands, and where those captures are erased.
     */
    goneBecause: Type.Union([Type.Null(), oneOf(['not-found', 'taken-away', 'says-so', 'redirect'])]),
    /** Looks that found it gone, at most 20: a second one follows the first as soon as its source allows. */
    goneLooks: whole,
    /** An earlier advert of the source with the same text, last seen before this one was placed: it was placed anew. */
    repostOf: maybeWhole,
    /**
     * At how many addresses beside its own it was recognised, by what: its page names that address as its own (`canonical`), the address is the
     * same without a session (`parameter`), or text and number are equal (`content`).
     */
    elsewhere: Type.Array(Type.Object({ by: oneOf(['canonical', 'parameter', 'content']), addresses: whole }, closed)),
    network: maybeWhole,
    signal: maybeWhole,
    openedBecause: maybeText,
    openedBy: maybeText,
    openedAt: maybeText,
    /** In the order of time: the oldest first, the present text last; `version` rises. Of more than fifty the newest fifty. */
    versions: Type.Array(AdvertVersion),
    links: Type.Array(LinkRow)
  },
  closed
)
export type Advert = Shape<typeof Advert>

export const FactParameters = Type.Object(
  {
    id: int32,
    version: int32,
    ordinal: Type.Integer({ minimum: 0, maximum: 32_767 }),
    act: oneOf(['reject', 'restore'])
  },
  closed
)

/** GET /api/evidence/:capture → the opened capture as a standard .warc.gz (content roles; open captures only). */
export const CaptureParameter = Type.Object(
  { capture: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }) },
  closed
)
