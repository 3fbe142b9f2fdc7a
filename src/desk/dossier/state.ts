/** The frozen state of a case that a dossier is made of: everything that it says, before any format is chosen. */
import type { CaseItem } from '../../contract/cases/cases.ts'
import type { Task } from '../../contract/cases/work.ts'
import type { Handling, LeftBehind } from '../../model/partners/handling.ts'

export type DossierLanguage = 'nl' | 'en'

/** What was asked for. */
export interface DossierAsk {
  readonly language: DossierLanguage
  /** Items that nobody confirmed go along, apart from the confirmed ones. */
  readonly unconfirmed: boolean
  readonly keys: readonly NameKey[]
  /** The tasks of the case go along, in a table of their own; absent: they stay with those who work in it. */
  readonly tasks?: true
  /** What was searched goes along, with what result; absent: it stays. */
  readonly searches?: true
}

/** A name that is left out, and the word in its place. */
export interface NameKey {
  readonly name: string
  readonly key: string
}

export type StateItem = Pick<
  CaseItem,
  | 'no'
  | 'kind'
  | 'ref'
  | 'version'
  | 'title'
  | 'why'
  | 'by'
  | 'at'
  | 'confirmed'
  | 'confirmedBy'
  | 'confirmedAt'
  | 'digest'
> & {
  /** Its adverts, by number. */
  readonly holds: readonly number[]
  /** Its day of erasing came, and the case kept it. */
  readonly keptAt: string | null
}

/** An entry of the ledger as it was hashed: `hash` is SHA-256 of the bytes of `prev` and the text of `entry`. */
export interface CustodyEntry {
  readonly no: number
  readonly at: string
  readonly actor: string
  readonly act: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly entry: string
  readonly prev: string
  readonly hash: string
}

/** What was searched: entries of the ledger, and how many stayed since they name a person who is protected. */
export interface Searches {
  readonly entries: readonly CustodyEntry[]
  readonly withheld: number
}

/** A capture that shows an advert of the case. */
export interface StateCapture {
  readonly id: string
  readonly adverts: readonly number[]
  readonly seenAt: string
  /** What the site's own clock said; null where it said nothing, or an older version kept it sealed alone. States of before have none. */
  readonly serverAt?: string | null
  readonly url: string | null
  readonly state: 'sealed' | 'open' | 'erased'
  /** It is open, and its page shows adverts that are not: the page stays behind. */
  readonly beside?: true
  readonly origin: 'crawl' | 'import'
  readonly recordDigest: string
  readonly ledgerNo: number | null
}

/** The state of a capture as a dossier tells it. */
export function toldState({ beside, state }: StateCapture): StateCapture['state'] | 'beside' {
  return beside === true ? 'beside' : state
}

/** A fact with the place where it stands: the capture, and characters of the text that was read from it (UTF-16, the end is exclusive). */
export interface StateFact {
  readonly item: number
  readonly advert: number
  readonly version: number
  readonly capture: string
  readonly kind: string
  readonly value: string
  readonly raw: string
  readonly spans: readonly (readonly [number, number])[]
  readonly method: string
  readonly confidence: number
  readonly state: 'proposed' | 'confirmed' | 'rejected'
}

/** What speaks against: a sign that lowers, a link that was rejected, an extraction that was wrong, a link that is weak. */
export interface Against {
  readonly item: number
  readonly kind: 'sign' | 'link' | 'extraction' | 'weak'
  /** What it is about: `SX-C01`, `12-14` (two adverts), `12` (an advert). */
  readonly about: string
  readonly says: { readonly nl: string; readonly en: string }
}

/** A task as it stands, with its words in both languages of its template. */
export type StateTask = Omit<Task, 'late' | 'blocked' | 'elsewhere' | 'version'>

/** A figure that was measured, from a file of `bench/results`. */
export interface Figure {
  readonly file: string
  readonly at: string
  readonly name: string
  readonly value: number
}

export interface DossierState {
  readonly format: 'baken-dossier/1'
  readonly ask: DossierAsk
  /** The newest moment in it: what the package bears as its date. */
  readonly at: string
  readonly case: {
    readonly id: string
    readonly title: string
    readonly purpose: string
    readonly basis: string
    readonly form: string
    readonly lead: string
    readonly until: string
    readonly openedBy: string
    readonly openedAt: string
  }
  readonly mandate: {
    readonly id: string
    readonly basis: string
    readonly purpose: string
    readonly grantedBy: string
    readonly from: string
    readonly until: string
  }
  readonly items: readonly StateItem[]
  /** Items that are not confirmed and were left out. */
  readonly leftOut: number
  /** Handling codes of the items that go along, and how many items stay behind under which; absent where no code was set. */
  readonly handling?: {
    readonly codes: readonly (Handling & { readonly no: number })[]
    readonly behind: readonly LeftBehind[]
  }
  readonly acts: readonly {
    readonly at: string
    readonly by: string
    readonly act: string
    readonly about: string | null
    readonly reason: string
  }[]
  readonly custody: readonly CustodyEntry[]
  readonly captures: readonly StateCapture[]
  readonly facts: readonly StateFact[]
  readonly against: readonly Against[]
  /** Where they were asked for: every task, in the order of their numbers. */
  readonly tasks?: readonly StateTask[]
  readonly searches?: Searches
  readonly method: { readonly versions: Readonly<Record<string, number>>; readonly figures: readonly Figure[] }
  /** SHA-256 of the template of the document in words; null for the one that comes with Baken. */
  readonly template: string | null
}

/** A state in its place among the dossiers of its case. */
export interface FrozenDossier {
  readonly state: DossierState
  /** SHA-256 of the state, in hex. */
  readonly digest: string
  readonly no: number
  /** SHA-256 of the package before it, in hex; null for the first. */
  readonly follows: string | null
}

/** The text of a pinned advert in its newest version that was read, and the capture that it was read from. */
export interface ItemText {
  readonly capture: string
  readonly text: string
}
