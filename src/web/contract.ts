/** The HTTP interface between server and browser, as types: both sides import these, and the schemas of the routes are held to them. */
import type { Role } from '../model/mandate.ts'

/** Every refusal and error: what happened and what to do next, as a key for the UI's own words plus parameters. */
export interface Problem {
  readonly error: string
  readonly message: string
  readonly detail?: Readonly<Record<string, string | number>>
}

export interface MandateSummary {
  readonly id: string
  readonly legalBasis: string
  readonly purpose: string
  readonly until: string
  readonly keep: 'sealed' | 'open'
  readonly eraseAfterDays: number
}

/** GET /api/session; POST /api/session {user, password}; PUT /api/session/mandate {mandate, reason}; DELETE /api/session */
export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly role: Role }
  readonly mandates: readonly MandateSummary[]
  /** The mandate in force; null until chosen. */
  readonly mandate: MandateSummary | null
  readonly demo: boolean
}

export type SignalState = 'new' | 'taken' | 'proposed' | 'escalated' | 'dismissed' | 'ended'

/** GET /api/signals?state=open|new|taken|proposed|escalated|dismissed|all&mine=1&after=CURSOR&limit=50 */
export interface SignalList {
  readonly signals: readonly SignalRow[]
  readonly count: { readonly value: number; readonly exact: boolean }
  readonly next: string | null
}

export interface SignalRow {
  readonly id: number
  readonly network: number | null
  readonly state: SignalState
  /** Sent back with every act: a change in between gives 409 `changed`. */
  readonly version: number
  readonly priority: number
  readonly adverts: number
  readonly sites: readonly string[]
  readonly places: readonly string[]
  readonly firstSeen: string
  readonly lastSeen: string
  readonly assignedTo: string | null
  readonly proposedBy: string | null
  /** The heaviest reasons: indicator ids. */
  readonly top: readonly string[]
}

export interface Reason {
  readonly indicator: string
  readonly direction: 'for' | 'against' | 'context'
  readonly points: number
  readonly evidence: string
  readonly title: { readonly nl: string; readonly en: string }
  /** The counted sentence: "3 numbers serve 14 adverts". */
  readonly sentence: { readonly nl: string; readonly en: string }
  readonly caution: { readonly nl: string; readonly en: string } | null
  readonly source: string
  /** Where it can be seen: an advert, and the characters of its text when it is about words. */
  readonly seenIn: readonly { readonly advert: number; readonly spans: readonly (readonly [number, number])[] }[]
}

/** GET /api/signals/:id */
export interface Signal extends SignalRow {
  readonly reasons: readonly Reason[]
  readonly weighVersion: number
  readonly members: readonly Member[]
  readonly membersCount: number
  readonly weighings: readonly Weighing[]
}

export interface Member {
  readonly advert: number
  readonly state: 'sealed' | 'open' | 'erased'
  readonly title: string | null
  readonly site: string
  readonly url: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  readonly gone: boolean
  /** Why it belongs: the links to other members, rarest first. */
  readonly links: readonly LinkRow[]
}

export interface LinkRow {
  readonly id: number
  readonly a: number
  readonly b: number
  readonly kind: string
  /** The shared value in clear when both adverts are open; else null. */
  readonly value: string | null
  /** The blinded value, for a word on it; null for texts and pictures. */
  readonly key: string | null
  /** Adverts that carry it. */
  readonly rarity: number
  readonly state: string
  readonly madeAt: string
}

export interface Weighing {
  readonly act: 'take' | 'release' | 'dismiss' | 'propose' | 'confirm' | 'reject' | 'reopen'
  readonly by: string
  readonly at: string
  readonly reason: string
  readonly priority: number
}

/** GET /api/search?q=&fact=&source=&state=sealed|open&from=&to=&after=&limit= ; `fact` is messy input: a number, e-mail, handle */
export interface SearchResult {
  readonly results: readonly SearchHit[]
  /** Counted over a bounded candidate set: `exact` false means "at least". */
  readonly count: { readonly value: number; readonly exact: boolean }
  /** How the input was understood: words and normalised facts. */
  readonly understood: {
    readonly words: readonly string[]
    readonly facts: readonly { readonly kind: string; readonly value: string }[]
  }
  readonly sources: readonly { readonly id: string; readonly count: number }[]
  readonly tookMs: number
  readonly next: string | null
}

export interface SearchHit {
  readonly advert: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly source: string | null
  readonly url: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  readonly gone: boolean
  readonly network: number | null
  /** Null when sealed. */
  readonly title: string | null
  /** Null when sealed; `marks` are offsets into `text`. */
  readonly snippet: { readonly text: string; readonly marks: readonly (readonly [number, number])[] } | null
  /** Positions that match: all that a sealed advert tells. */
  readonly matches: number
  /** The open request on it, if one was made. */
  readonly request: 'asked' | 'granted' | 'refused' | null
}

/** POST /api/adverts/:id/request {reason}; GET /api/requests; POST /api/requests/:id/grant|refuse {reason} (a second person) */
export interface OpenRequest {
  readonly id: number
  readonly advert: number
  readonly site: string
  readonly by: string
  readonly at: string
  readonly reason: string
  readonly state: 'asked' | 'granted' | 'refused'
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decidedBecause: string | null
}

/** GET /api/adverts/:id ; a sealed one has no versions' text */
export interface Advert {
  readonly id: number
  readonly state: 'sealed' | 'open' | 'erased'
  readonly site: string
  readonly source: string | null
  readonly url: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  readonly gone: boolean
  readonly network: number | null
  readonly signal: number | null
  readonly openedBecause: string | null
  readonly openedBy: string | null
  readonly openedAt: string | null
  /** In the order of time: the oldest first, the present text last; `version` rises. Of more than fifty the newest fifty. */
  readonly versions: readonly AdvertVersion[]
  readonly links: readonly LinkRow[]
}

export interface AdvertVersion {
  readonly version: number
  readonly seenAt: string
  /** Null when sealed or erased. */
  readonly reading: {
    readonly title: string
    readonly text: string
    readonly language: string
    readonly account: string | null
    readonly postedAt: string | null
    readonly facts: readonly FactRow[]
  } | null
  readonly custody: Custody
}

export interface FactRow {
  readonly ordinal: number
  readonly kind: string
  readonly value: string
  readonly raw: string
  readonly spans: readonly (readonly [number, number])[]
  readonly method: string
  readonly confidence: number
  readonly state: 'proposed' | 'confirmed' | 'rejected'
  readonly decidedBy: string | null
  /** Adverts under this mandate that carry the same value. */
  readonly adverts: number
}

export interface Custody {
  readonly capture: string
  readonly url: string | null
  readonly status: number
  readonly seenAt: string
  readonly bytes: number
  readonly truncated: string | null
  readonly state: 'sealed' | 'open' | 'erased'
  readonly eraseAt: string | null
  readonly segment: string
  readonly offset: number
  readonly recordDigest: string
  readonly mandate: string
  readonly ledgerNo: number | null
  /** Checked now against the bytes on disk. */
  readonly verdict: 'intact' | 'damaged' | 'missing'
}

/** POST /api/adverts/:id/versions/:version/facts/:ordinal/reject|restore {reason} → the fact; its links go or come back at once. */
export interface FactDecision {
  readonly fact: FactRow
  readonly networksChanged: number
}

/** GET /api/networks/:id?at= (a day or time: how it was then) */
export interface Network {
  readonly id: number
  readonly adverts: number
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly signal: number | null
  readonly members: readonly Member[]
  readonly links: readonly LinkRow[]
  /** What happened to it, newest first. */
  readonly events: readonly NetworkEvent[]
  readonly judgements: readonly Judgement[]
  /** Text shared by open members with its slots; null when fewer than two are open. */
  readonly template: {
    readonly parts: readonly { readonly text: string; readonly slot: boolean }[]
    readonly members: number
  } | null
  /** Null unless `at` was asked. */
  readonly asOf: NetworkThen | null
}

/** A network as Baken knew it at a moment: what people saw and decided on then. */
export interface NetworkThen {
  readonly at: string
  /** Adverts in it then. */
  readonly adverts: number
  /** When the network was known first; null when it has no history. */
  readonly knownSince: string | null
  /** At most 200. */
  readonly members: readonly MemberThen[]
  /** Of the adverts in it now, so many had been posted or seen by then, known to belong together or not. */
  readonly seenByThen: number
}

export interface MemberThen {
  readonly advert: number
  readonly state: 'sealed' | 'open' | 'erased'
  readonly title: string | null
  readonly site: string
  /** Where it is now; null when it stands alone. */
  readonly networkNow: number | null
}

/** made, ended; merge, merged-into, split, split-from (with the other networks); hub, hub-ended, guard-queued, guard-ended, veto, same, undo. */
export interface NetworkEvent {
  readonly at: string
  readonly kind: string
  readonly networks: readonly number[]
  readonly adverts: readonly number[]
  /** The value that it is about, when an opened member shows it. */
  readonly value: string | null
  readonly because: string
}

/**
 * GET /api/merges: joining two networks of 20 and more adverts on one single value waits for a person, who confirms it with
 * POST /api/judgements {kind:'same', a, b, reason} or refuses it for good with {kind:'different', a, b, reason}.
 */
export interface Merges {
  /** False when nothing links for this mandate now: then nothing is known of what waits. */
  readonly linker: boolean
  readonly merges: readonly WaitingMerge[]
}

export interface WaitingMerge {
  /** An advert on each side, which carry the value. */
  readonly a: number
  readonly b: number
  readonly networkA: number | null
  readonly networkB: number | null
  readonly sizeA: number
  readonly sizeB: number
  readonly kind: string
  /** In clear when both adverts are open; else null. */
  readonly value: string | null
}

/** GET /api/hubs?network= (only those that members of this network carry) */
export interface Hubs {
  readonly linker: boolean
  /** Most adverts first, at most 200. */
  readonly hubs: readonly HubRow[]
  readonly count: number
  /** What people said of values and still stands, newest first, at most 200. */
  readonly words: readonly HubWord[]
}

/** A value that joins nothing. */
export interface HubRow {
  readonly kind: string
  /** The blinded value: what a judgement names it by. */
  readonly key: string
  /** In clear when an open advert carries it; else null. */
  readonly value: string | null
  readonly because: 'seed' | 'analyst' | 'company'
  readonly adverts: number
  /** Groups of adverts around it that share nothing else; 0 when it was not learned. */
  readonly groups: number
}

/** POST /api/judgements {kind:'own'|'hub', valueKind, key, reason}: of one hand after all, or a hub after all */
export interface HubWord {
  /** To undo it. */
  readonly judgement: number
  readonly kind: 'own' | 'hub'
  readonly valueKind: string
  readonly key: string
  readonly value: string | null
  readonly by: string
  readonly at: string
  readonly reason: string
}

/** GET /api/networks/:id/explain?a=&b= : why two members are in one network, as the cheapest path from one to the other */
export interface Explanation {
  readonly linker: boolean
  /** Null when no path was found within reach. */
  readonly path: readonly Hop[] | null
}

export interface Hop {
  readonly from: number
  readonly to: number
  readonly kind: string
  /** In clear when both adverts are open; else null. */
  readonly value: string | null
  /** Adverts that share it. */
  readonly rarity: number
}

/** POST /api/judgements/:id/undo {reason} */
export interface Judgement {
  readonly id: number
  readonly kind: string
  readonly a: number | null
  readonly b: number | null
  readonly by: string
  readonly at: string
  readonly reason: string
  readonly undone: boolean
}

/** GET /api/sources */
export interface SourceRow {
  readonly id: string
  readonly name: string
  readonly mandate: string
  readonly state: string
  readonly hosts: readonly string[]
  readonly due: number
  readonly done: number
  readonly captures: number
  readonly adverts: number
  readonly networks: number
  readonly signals: number
  readonly bytes: number
  readonly refused: Readonly<Record<string, number>>
  readonly failed: Readonly<Record<string, number>>
  /** Warnings such as `layout-changed`: no adverts where there were some. */
  readonly alarms: readonly string[]
  readonly lastAt: string | null
  readonly robots: string
  readonly delayMs: number
}

/** GET /api/sources/:id/addresses?state=refused|failed&reason=&after= */
export interface AddressRow {
  readonly id: number
  readonly url: string
  readonly state: string
  readonly reason: string | null
  readonly detail: string | null
  readonly status: number | null
  readonly at: string | null
}

/** GET /api/ledger?mine=1&act=&subject=&from=&to=&after=NO ; auditors see all, others their own acts */
export interface LedgerPage {
  readonly entries: readonly LedgerRow[]
  readonly next: number | null
  /** The chain over the shown rows, checked on reading. */
  readonly chain: 'intact' | 'broken'
}

export interface LedgerRow {
  readonly no: number
  readonly at: string
  readonly actor: string
  readonly mandate: string | null
  readonly act: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly hash: string
}

/** GET /api/events: server-sent events. `event: progress` with this, at most once a second; `event: changed` {what:'signals'|'sources'|'requests'} */
export interface Progress {
  readonly at: string
  readonly running: boolean
  readonly pages: number
  readonly due: number
  readonly adverts: number
  readonly networks: number
  readonly signals: number
  readonly pagesPerSecond: number
}

/** GET /api/evidence/:capture → the opened capture as a standard .warc.gz (content roles; open captures only). */
