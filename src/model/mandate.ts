/** A mandate: the ground on which anything at all may be done, with its purpose, scope and end. */
import type { MandateId, SourceId } from './ids.ts'
import type { Budget } from './source.ts'

export interface Mandate {
  readonly id: MandateId
  readonly legalBasis: string
  readonly purpose: string
  readonly forms: readonly ('sexual' | 'labour' | 'criminal' | 'minors' | 'any')[]
  /** Sources it covers; `*` for all. */
  readonly sources: readonly (SourceId | '*')[]
  readonly grantedBy: string
  /** ISO 8601. */
  readonly from: string
  readonly until: string
  readonly keep: 'sealed' | 'open'
  /** Days until an unopened capture is erased. */
  readonly eraseAfterDays: number
  readonly withdrawnAt: string | null
  /** IANA name of the time zone in which its days begin and end. */
  readonly zone: string
  /** `08:00-20:00` in its zone: hours in which its sources are asked; absent or null: at any. */
  readonly hours?: string | null
  /** What may be spent on all its sources together; absent or null: no limit. */
  readonly budget?: Budget | null
  /** The mandate that this one renews. */
  readonly succeeds: MandateId | null
  /** The first mandate of its line: data, keys and evidence stand under that id, whatever succeeds it. */
  readonly line: MandateId
}

/** Roles of users; one user has one role. Officer, partner and operator see no advert text, prosecutor and expert only what a case of theirs holds; an administrator sees no content at all. */
export const roles = [
  'analyst',
  'detective',
  'coordinator',
  'prosecutor',
  'expert',
  'officer',
  'partner',
  'auditor',
  'operator',
  'administrator'
] as const
export type Role = (typeof roles)[number]

/** Roles that may read content (search, adverts, signals) under a mandate. */
export const contentRoles: readonly Role[] = ['analyst', 'detective', 'coordinator']
/** Roles that may be members of cases: a prosecutor and an expert see cases that they were let into, and nothing else of the content. */
export const caseRoles: readonly Role[] = [...contentRoles, 'prosecutor', 'expert']
