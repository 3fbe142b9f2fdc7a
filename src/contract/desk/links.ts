/** Links between adverts, values that join nothing, merges that wait, and what people judged of them. */
import Type from 'typebox'
import { valueKinds } from '../../model/value-kind.ts'
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
  reason,
  text,
  whole,
  type Shape
} from '../fields.ts'
import { Comparison } from './network-picture.ts'

export const LinkRow = Type.Object(
  {
    id: whole,
    a: whole,
    b: whole,
    kind: text,
    /** The shared value in clear when both adverts are open; else null. */
    value: maybeText,
    /** The blinded value, for a word on it; null for texts and pictures. */
    key: maybeText,
    /** Adverts that carry it. */
    rarity: number,
    state: text,
    madeAt: text
  },
  closed
)
export type LinkRow = Shape<typeof LinkRow>

export const Member = Type.Object(
  {
    advert: whole,
    state: advertState,
    title: maybeText,
    site: text,
    url: maybeText,
    /** When it was posted; null where the site does not say, and when sealed. */
    postedAt: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    /** Why it belongs: the links to other members, rarest first. */
    links: Type.Array(LinkRow)
  },
  closed
)
export type Member = Shape<typeof Member>

export const WaitingMerge = Type.Object(
  {
    /** An advert on each side, which carry the value. */
    a: whole,
    b: whole,
    networkA: maybeWhole,
    networkB: maybeWhole,
    sizeA: whole,
    sizeB: whole,
    kind: text,
    /** In clear when both adverts are open; else null. */
    value: maybeText,
    /** What the two are called; null while sealed. */
    titleA: maybeText,
    titleB: maybeText,
    siteA: text,
    siteB: text
  },
  closed
)
export type WaitingMerge = Shape<typeof WaitingMerge>

/**
 * GET /api/merges: joining two networks of 20 and more adverts on one single value waits for a person, who confirms it with
 * POST /api/judgements {kind:'same', a, b, reason} or refuses it for good with {kind:'different', a, b, reason}.
 */
export const Merges = Type.Object(
  {
    /** False when nothing links for this mandate now: then nothing is known of what waits. */
    linker: flag,
    merges: Type.Array(WaitingMerge)
  },
  closed
)
export type Merges = Shape<typeof Merges>

/** A value that joins nothing. */
export const HubRow = Type.Object(
  {
    kind: text,
    /** The blinded value: what a judgement names it by. */
    key: text,
    /** In clear when an open advert carries it; else null. */
    value: maybeText,
    because: oneOf(['seed', 'analyst', 'company']),
    adverts: whole,
    /** Groups of adverts around it that share nothing else; 0 when it was not learned. */
    groups: whole
  },
  closed
)
export type HubRow = Shape<typeof HubRow>

/** POST /api/judgements {kind:'own'|'hub', valueKind, key, reason}: of one hand after all, or a hub after all */
export const HubWord = Type.Object(
  {
    /** To undo it. */
    judgement: whole,
    kind: oneOf(['own', 'hub']),
    valueKind: text,
    key: text,
    value: maybeText,
    by: text,
    at: text,
    reason: text
  },
  closed
)
export type HubWord = Shape<typeof HubWord>

/** GET /api/hubs?network= (only those that members of this network carry) */
export const Hubs = Type.Object(
  {
    linker: flag,
    /** Most adverts first, at most 200. */
    hubs: Type.Array(HubRow),
    count: whole,
    /** What people said of values and still stands, newest first, at most 200. */
    words: Type.Array(HubWord)
  },
  closed
)
export type Hubs = Shape<typeof Hubs>

export const Hop = Type.Object(
  {
    from: whole,
    to: whole,
    kind: text,
    /** In clear when both adverts are open; else null. */
    value: maybeText,
    /** Adverts that share it. */
    rarity: whole
  },
  closed
)
export type Hop = Shape<typeof Hop>

/** GET /api/networks/:id/explain?a=&b= : why two members are in one network, as the cheapest path from one to the other */
export const Explanation = Type.Object(
  {
    linker: flag,
    /** Null when no path was found within reach. */
    path: orNull(Type.Array(Hop)),
    /** The two beside each other: what speaks for and against; null unless both are open. */
    compared: orNull(Comparison)
  },
  closed
)
export type Explanation = Shape<typeof Explanation>

/** POST /api/judgements/:id/undo {reason} */
export const Judgement = Type.Object(
  { id: whole, kind: text, a: maybeWhole, b: maybeWhole, by: text, at: text, reason: text, undone: flag },
  closed
)
export type Judgement = Shape<typeof Judgement>

/** The answer to a judgement. */
export const NetworksChanged = Type.Object({ networksChanged: whole }, closed)

export const JudgementBody = Type.Union([
  Type.Object({ kind: oneOf(['different', 'same']), a: int32, b: int32, reason }, closed),
  Type.Object(
    {
      kind: oneOf(['hub', 'own']),
      valueKind: oneOf(valueKinds),
      key: Type.String({ pattern: '^[0-9a-f]{16}$' }),
      reason
    },
    closed
  )
])
export const ExplainQuery = Type.Object({ a: int32, b: int32 }, closed)
export const HubsQuery = Type.Object({ network: Type.Optional(int32) }, closed)
