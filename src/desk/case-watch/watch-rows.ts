/** The followed identifiers of a case as its members see them: which, since when, and what came in since the reader took note. */
import type { CaseWatch } from '../../contract/cases/watches.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'
import { openWords } from '../sealed-words.ts'

/** A screen shows so many; the rest is a count. */
const mostShown = 50

interface Row extends Omit<CaseWatch, 'news' | 'identifiers' | 'count'> {
  readonly sealed: Buffer
  readonly fresh: number
  readonly changed: number
  readonly first: string | null
  readonly sites: Readonly<Record<string, number>> | null
}

/** Where the identifiers of the `no`-th list of a case are sealed. */
export function placeOfWatch(mandate: MandateId, id: string, no: number) {
  return { mandate, label: 'case-watch', context: `${id}/${no}` }
}

/** Null where a case follows nothing now. */
export async function watchOf(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<CaseWatch | null> {
  const { rows } = await tx.query<Row>(
    `select w.no, w.by, w.at, w.sealed, coalesce(n.fresh, 0)::int as fresh, coalesce(n.changed, 0)::int as changed, n.first, n.sites
     from case_watch w left join case_watch_seen s on s.case_id = w.case_id and s.user_id = ground_user()
     left join lateral (
       select sum(h.fresh) as fresh, sum(h.changed) as changed, min(h.first) as first, jsonb_object_agg(h.site, h.fresh + h.changed) as sites
       from (select site, sum(fresh) as fresh, sum(changed) as changed, min(at) as first from case_watch_hit
         where case_id = w.case_id and id > coalesce(s.hit_id, 0) group by site) h) n on true
     where w.case_id = $1 and w.ended_at is null`,
    [id]
  )
  const [row] = rows
  if (row === undefined) return null
  const { fresh, changed, first, sites, sealed, ...watch } = row
  const followed = openWords<CaseWatch['identifiers']>(vault, placeOfWatch(mandateOf(ground), id, row.no), sealed)
  const counted = Object.entries(sites ?? {}).map(([site, count]) => ({ site, count }))
  const sorted = counted.toSorted((a, b) => b.count - a.count || (a.site < b.site ? -1 : 1))
  return {
    ...watch,
    identifiers: followed.slice(0, mostShown),
    count: followed.length,
    news: { fresh, changed, sites: sorted, since: first }
  }
}

/** Ends what a case follows and gives the number of that list; null when it followed nothing. */
export async function endWatch(tx: Tx, ground: Ground, id: string): Promise<number | null> {
  const { rows } = await tx.query<{ no: number }>(
    'update case_watch set ended_by = $2, ended_at = now() where case_id = $1 and ended_at is null returning no',
    [id, ground.user]
  )
  return rows[0]?.no ?? null
}
