/** Referrals as those read them who sent them and to whom they were sent: rows with their words opened. */
import type { Referral, ReferralContent } from '../../contract/cases/referrals.ts'
import { uuid } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { digestText, openWords } from '../sealed-words.ts'

/** What goes along: sealed at the referral, so that it stays as it was. */
export type ReferralPackage = Omit<ReferralContent, 'referral' | 'notes'> & { readonly title: string }

export interface StoredReferral extends Omit<Referral, 'steps' | 'title' | 'receipt' | 'refusal' | 'case'> {
  readonly case_id: string
  readonly member: boolean
  readonly refusal_by: string | null
  readonly refusal_at: string | null
  readonly sealed: Buffer
  readonly digest: Buffer
}

const most = 200

/** Those that the user of this transaction may read: one, or all. One is sought among those, so that one of others takes no longer than none. */
export async function storedReferrals(tx: Tx, key: string | null): Promise<StoredReferral[]> {
  if (key !== null && !uuid.test(key)) return []
  const { rows } = await tx.query<StoredReferral>(
    `select r.key, r.case_id, r.case_id in (select my_cases()) as member, r.kind, r.team, r.to_user as "to", r.by, r.at, r.state,
       r.refusal_by, r.refusal_at, r.sealed, r.digest, r.outcome, r.code, r.to_user = ground_user() as mine
     from case_referral r where r.key = any (array(select key from my_referrals() key where $1::uuid is null or key = $1::uuid))
     order by r.at desc, r.key limit $2`,
    [key, most]
  )
  return rows
}

/** One of them, locked for an act; undefined when it is not there, or not for you. */
export async function lockedReferral(tx: Tx, key: string): Promise<StoredReferral | undefined> {
  if (!uuid.test(key)) return undefined
  await tx.query(
    'select 1 from case_referral where key = any (array(select key from my_referrals() key where key = $1::uuid)) for update',
    [key]
  )
  return (await storedReferrals(tx, key))[0]
}

type RowsDesk = Pick<Desk, 'ground' | 'vault'>

/** Its words went with those of its case. */
export function erasedReferral({ sealed }: Pick<StoredReferral, 'sealed'>): boolean {
  return sealed.length === 0
}

/** Those of its items that are for this person now: a report in which somebody may be under 18 stays with coordinators. */
export async function itemsForReader(tx: Tx, items: ReferralPackage['items']): Promise<ReferralPackage['items']> {
  const refs = items.flatMap((one) => (one.kind === 'report' ? [one.ref] : []))
  const { rows } = await tx.query<{ ref: string }>(
    'select ref from unnest($1::text[]) r (ref) where report_withheld(ref)',
    [refs]
  )
  const withheld = new Set(rows.map((row) => row.ref))
  return items
    .filter((one) => one.kind !== 'report' || !withheld.has(one.ref))
    .map((one) => ({ ...one, state: 'whole' }))
}

/** What went along. Only of a referral that still has its words. */
export function packageOf({ ground, vault }: RowsDesk, row: StoredReferral): ReferralPackage {
  return openWords<ReferralPackage>(vault, packagePlace(ground, row.key), row.sealed)
}

export function packagePlace(ground: Ground, key: string) {
  return { mandate: mandateOf(ground), label: 'case-referral', context: key }
}

export async function shownReferral(tx: Tx, { ground, vault }: RowsDesk, row: StoredReferral): Promise<Referral> {
  const { case_id, member, refusal_by, refusal_at, sealed: _sealed, digest, ...rest } = row
  return {
    ...rest,
    case: member ? case_id : null,
    title: erasedReferral(row) ? '' : packageOf({ ground, vault }, row).title,
    refusal: refusal_by === null || refusal_at === null ? null : { by: refusal_by, at: refusal_at },
    receipt: digestText(digest),
    steps: await stepsOf(tx, ground, vault, row.key)
  }
}

async function stepsOf(tx: Tx, ground: Ground, vault: Vault, key: string): Promise<Referral['steps']> {
  const { rows } = await tx.query<Omit<Referral['steps'][number], 'words'> & { no: number; sealed: Buffer }>(
    'select no, act, subject, code, by, at, sealed from case_referral_step where key = $1 order by no limit 500',
    [key]
  )
  return rows.map(({ no, sealed, ...step }) => ({
    ...step,
    words: sealed.length === 0 ? '' : openWords<{ words: string }>(vault, stepPlace(ground, key, no), sealed).words
  }))
}

export function stepPlace(ground: Ground, key: string, no: number) {
  return { mandate: mandateOf(ground), label: 'case-referral-step', context: `${key}/${no}` }
}
