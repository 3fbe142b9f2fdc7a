/** What goes into linking and what comes out: events with a sequence number, and deltas that tell the store what changed. */
import type { ValueKind } from '../model/value-kind.ts'

export interface LinkValue {
  readonly kind: ValueKind
  /** 16 hex digits: the blinded value. */
  readonly key: string
  /** 0 to 1; under 0.8 it is kept but never joins. */
  readonly confidence: number
  /** Strangers are likely to state it too: it is a hub as soon as its adverts say different things. */
  readonly example?: true
}

/** An advert as linking sees it: keyed fingerprints only. */
export interface LinkAdvert {
  /** Dense, from 0. The same id again adds the values and pictures that are new (an edited advert). */
  readonly id: number
  readonly site: string
  /** Blinded account; its meaning is per site. Null when the site shows none. */
  readonly account: string | null
  /** Days since 1970-01-01. */
  readonly day: number
  readonly values: readonly LinkValue[]
  /** From `fingerprint`, sorted. */
  readonly features: Uint32Array
  readonly pictures: readonly { readonly pdq: string; readonly quality: number }[]
  /** Blinded places and names: never join on their own. */
  readonly places: readonly string[]
  readonly names: readonly string[]
}

interface EventBase {
  /** Rises by every event; one at or below the last applied changes nothing. */
  readonly seq: number
  /** ISO 8601; only passed through to the deltas. */
  readonly at: string
  /** User or step, passed through. */
  readonly by?: string
}

/** Judgements (all but `advert` and `undo`) are known by their `seq` and can be undone by it. */
export type LinkEvent = EventBase &
  (
    | { readonly kind: 'advert'; readonly advert: LinkAdvert }
    /** An extraction is wrong: this value does not belong to this advert. */
    | { readonly kind: 'reject'; readonly advert: number; readonly valueKind: ValueKind; readonly key: string }
    /** The advert's text or pictures do not belong to their template or picture group. */
    | { readonly kind: 'reject-text' | 'reject-pictures'; readonly advert: number }
    /** These two adverts are not of one hand. */
    | { readonly kind: 'veto'; readonly a: number; readonly b: number }
    /** These two are: confirms a waiting merge, or joins what evidence did not. */
    | { readonly kind: 'same'; readonly a: number; readonly b: number }
    /** An analyst's word on a value, stronger than what was learned: `hub` never joins, `own` always does. */
    | { readonly kind: 'hub'; readonly valueKind: ValueKind; readonly key: string; readonly state: 'hub' | 'own' }
    /** Contacts of headers and footers, placeholders: hubs from the first advert on. */
    | { readonly kind: 'seed-hubs'; readonly values: readonly { readonly kind: ValueKind; readonly key: string }[] }
    /** The advert was erased: it links nothing any more. */
    | { readonly kind: 'withdraw'; readonly advert: number }
    /** Nothing new comes for now: everything is judged and joined anew by what is known, in an order that arrival has no part in. */
    | { readonly kind: 'settle' }
    /** Takes back an earlier judgement; also restores a rejected value. */
    | { readonly kind: 'undo'; readonly judgement: number }
  )

export type LinkKind = ValueKind | 'text' | 'picture' | 'text+picture' | 'judgement'

export interface LinkEdge {
  readonly op: 'made' | 'revoked'
  readonly kind: LinkKind
  /** The blinded value, or the id of the template or picture group (`t12`, `p7`). */
  readonly key: string
  readonly a: number
  /** The advert that it was joined to; null with `revoked`: every edge of this value. */
  readonly b: number | null
  /** Adverts that share it at this moment: small is telling. */
  readonly rarity: number
  readonly day: number
  /** Version of the rules that made it. */
  readonly version: number
  /** Why it was revoked or refused; empty when made. */
  readonly because: string
}

export type NetworkEventKind =
  | 'made'
  | 'merge'
  | 'split'
  | 'ended'
  | 'hub'
  | 'hub-ended'
  | 'guard-queued'
  | 'guard-ended'
  | 'veto'
  | 'same'
  | 'undo'

export interface NetworkEvent {
  readonly kind: NetworkEventKind
  /** The network that this is about; 0 when it is about a value. */
  readonly network: number
  /** merge: ids that went up in it; split: ids that came out of it. */
  readonly others: readonly number[]
  readonly key: string
  readonly because: string
}

export interface LinkDelta {
  readonly seq: number
  readonly at: string
  /** False when the event had been applied before or meant nothing. */
  readonly applied: boolean
  /** Why nothing was applied; empty otherwise. */
  readonly refused: string
  /** Adverts whose network changed; null is none (alone). */
  readonly networks: readonly { readonly advert: number; readonly from: number | null; readonly to: number | null }[]
  readonly templates: readonly { readonly advert: number; readonly from: number | null; readonly to: number | null }[]
  readonly edges: readonly LinkEdge[]
  readonly events: readonly NetworkEvent[]
  /** Everything was judged and joined anew: adverts may have joined or parted without arriving. */
  readonly settled?: true
  /** A template near enough to suggest, never used to join. */
  readonly possibleTemplate: number | null
}

export interface PendingMerge {
  /** Two adverts, one on each side: `same` with these confirms it, `veto` refuses it for good. */
  readonly a: number
  readonly b: number
  readonly networkA: number | null
  readonly networkB: number | null
  readonly kind: ValueKind
  readonly key: string
  readonly sizeA: number
  readonly sizeB: number
}

export interface Hub {
  readonly kind: ValueKind
  readonly key: string
  readonly because: 'seed' | 'analyst' | 'company'
  readonly adverts: number
  /** For learned hubs: groups of adverts around it that share nothing else. */
  readonly groups: number
}

/** One hop of an explanation. */
export interface LinkReason {
  readonly from: number
  readonly to: number
  readonly kind: LinkKind
  readonly key: string
  readonly rarity: number
}
