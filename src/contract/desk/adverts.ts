/** One advert with its versions, facts and custody; decisions on facts; evidence files. */
import Type from 'typebox'
import {
  advertState,
  closed,
  flag,
  int32,
  int53,
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
    verdict: oneOf(['intact', 'damaged', 'missing', 'away'])
  },
  closed
)
export type Custody = Shape<typeof Custody>

const CustodyDigest = Type.Object(
  {
    /**
     * `record`: the sealed record on disk; `body`: what the site answered, as it came; `segment`: the closed file that holds the record; `last`:
     * the last record of that file; `entry`: the entry of the ledger.
     */
    of: oneOf(['record', 'body', 'segment', 'last', 'entry']),
    /** 64 hex digits. */
    sha256: text
  },
  closed
)

/** The clocks that a capture bears. A stamp is later than all: what it covers existed then. */
export const CustodyClocks = Type.Object(
  {
    /** Of this machine when the request began; of an import what its file says. */
    own: text,
    /** What the site said (header `Date`); null where it said none. */
    server: maybeText,
    /** Of the database when the ledger took it down. */
    ledger: maybeText,
    stamp: orNull(Type.Object({ at: text, by: text }, closed)),
    /** Clocks that are more than a minute (the ledger: ten minutes) from the own one: by how many seconds, less than zero behind. */
    off: Type.Array(Type.Object({ clock: oneOf(['server', 'ledger', 'stamp']), seconds: whole }, closed))
  },
  closed
)
export type CustodyClocks = Shape<typeof CustodyClocks>

export const CustodyLine = Type.Object(
  {
    /** Number of the entry of the ledger; null while a capture is not in it yet. */
    no: maybeWhole,
    at: text,
    /** A user id, `pipeline` or `console`. */
    by: text,
    act: text,
    mandate: maybeText,
    how: oneOf(['crawl', 'import', 'automatic', 'person', 'console']),
    version: maybeWhole,
    capture: maybeText,
    /** Bytes on disk, checked now; of captures. */
    verdict: orNull(oneOf(['intact', 'damaged', 'missing', 'away'])),
    /** HTTP status, bytes, and how many records, captures or adverts the act was about, where its entry says. */
    status: maybeWhole,
    bytes: maybeWhole,
    count: maybeWhole,
    because: maybeText,
    /** Of captures. */
    clocks: orNull(CustodyClocks),
    /** When the capture was made whose content this one found again, byte for byte; null where the content is its own. */
    unchangedSince: maybeText,
    digests: Type.Array(CustodyDigest),
    /** The log beside evidence holds this entry: a proof can be had. */
    proven: flag
  },
  closed
)
export type CustodyLine = Shape<typeof CustodyLine>

/** GET /api/adverts/:id/custody: oldest first; `more` when older entries than the newest 500 are left out. */
export const CustodyStory = Type.Object(
  {
    lines: Type.Array(CustodyLine),
    more: flag,
    /** Looks of people, whose names are for auditors. */
    looks: Type.Object({ times: whole, people: whole, first: maybeText, last: maybeText }, closed),
    /** The newest signed checkpoint; null where there is none, or what stands there is not what was signed. */
    log: orNull(Type.Object({ origin: text, size: whole }, closed))
  },
  closed
)
export type CustodyStory = Shape<typeof CustodyStory>

export const CustodyParameters = Type.Object({ id: int32, no: int53 }, closed)

/** GET /api/adverts/:id/custody/:no: one entry as it was hashed, and how a stranger is led from it to the signed checkpoint. */
export const CustodyProof = Type.Object(
  {
    no: whole,
    /** Hash of the entry before, hex; SHA-256 of these 32 bytes and the text is `hash`. */
    prev: text,
    entry: text,
    hash: text,
    /** Inclusion proof with the checkpoint (C2SP tlog-proof); null while the log does not hold the entry. */
    proof: maybeText,
    /** The public key that signs checkpoints (C2SP vkey), to be compared with what was noted elsewhere; null without a log. */
    vkey: maybeText
  },
  closed
)
export type CustodyProof = Shape<typeof CustodyProof>

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
    links: Type.Array(LinkRow),
    /** The adverts at the other end of the links: where each stood and of which day it is, never what it says. */
    linked: Type.Array(Type.Object({ advert: whole, state: advertState, site: text, postedAt: text }, closed))
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
