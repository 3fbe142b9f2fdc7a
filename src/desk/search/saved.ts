/** Searches that people keep, share with those under the same mandate, and follow: each act is in the ledger, their words are sealed. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { SavedSearch, SavedTerms } from '../../contract/desk/saved-searches.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import { keptKeyOf } from '../../store/sealed/capture-keys.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

export interface NewSearch {
  readonly name: string
  readonly terms: SavedTerms
  readonly shared?: boolean | undefined
  /** ISO 8601. */
  readonly watchUntil?: string | undefined
}

export type SavedAct = 'share' | 'unshare' | 'watch' | 'stop' | 'seen' | 'remove'

const mostSearches = 500
const longestWatchMs = 366 * 86_400_000
const label = 'saved-search'

interface Row {
  readonly id: number
  readonly by: string
  readonly sealed: Buffer
  readonly shared: boolean
  readonly made_at: string
  readonly watch_until: string | null
  readonly fresh: number
  readonly changed: number
  readonly since: string | null
  readonly sites: Readonly<Record<string, number>> | null
}

/** Mine and those that colleagues share, with what came in for the followed ones since I looked. */
export async function listSearches(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  followed: boolean
): Promise<SavedSearch[]> {
  return act(pool, ground, async (tx) => {
    const searches = await searchesIn(tx, ground, vault, followed)
    return { result: searches, entry: { act: 'searches.list', detail: { searches: searches.map((one) => one.id) } } }
  })
}

export async function searchesIn(tx: Tx, ground: Ground, vault: Vault, followed: boolean): Promise<SavedSearch[]> {
  const { rows } = await tx.query<Row>({
    name: 'saved-searches',
    text: `
      select s.id, s.by, s.sealed, s.shared, s.made_at, s.watch_until, coalesce(n.fresh, 0)::int as fresh,
        coalesce(n.changed, 0)::int as changed, n.since, n.sites
      from saved_search s left join watch_seen w on w.search_id = s.id and w.user_id = $1
      left join lateral (
        select sum(h.fresh) as fresh, sum(h.changed) as changed, min(h.since) as since, jsonb_object_agg(h.site, h.fresh + h.changed) as sites
        from (select site, sum(fresh) as fresh, sum(changed) as changed, min(at) as since from watch_hit
          where search_id = s.id and id > coalesce(w.hit_id, 0) group by site) h) n on s.watch_until is not null
      where s.removed_at is null and (s.by = $1 or s.shared) and (not $2 or s.watch_until > now())
      order by s.id desc limit ${mostSearches}`,
    values: [ground.user, followed]
  })
  return rows.flatMap((row): SavedSearch[] => {
    const words = openSaved(vault, mandateOf(ground), row.sealed)
    if (words === null) return []
    const { id, by, shared, made_at: madeAt, watch_until: watchUntil, fresh, changed, since } = row
    const sites = Object.entries(row.sites ?? {})
      .map(([site, count]) => ({ site, count }))
      .toSorted((a, b) => b.count - a.count || (a.site < b.site ? -1 : 1))
    const news = { fresh, changed, since, sites }
    return [{ id, ...words, by, mine: by === ground.user, shared, madeAt, watchUntil, news }]
  })
}

/** Keeps a search. `wrong-state`: it is followed by what is known of networks only (class), or there are too many. */
export async function saveSearch(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  input: NewSearch
): Promise<Outcome<SavedSearch>> {
  const mandate = mandateOf(ground)
  const { name, terms, shared = false, watchUntil } = input
  const until = untilOf(watchUntil)
  if (until !== null && terms.class !== undefined) return refused('wrong-state')
  return act<Outcome<SavedSearch>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: number; made_at: string }>(
      `insert into saved_search (mandate_id, by, sealed, shared, watch_until)
       select $1, $2, $3, $4, $5 where (select count(*) from saved_search where by = $2 and removed_at is null) < ${mostSearches}
       returning id, made_at`,
      [mandate, ground.user, sealSaved(vault, mandate, { name: name.trim(), terms }), shared, until]
    )
    const [made] = rows
    if (made === undefined) return refusedAct('wrong-state')
    const value: SavedSearch = {
      id: made.id,
      name: name.trim(),
      terms,
      by: ground.user,
      mine: true,
      shared,
      madeAt: made.made_at,
      watchUntil: until,
      news: { fresh: 0, changed: 0, sites: [], since: null }
    }
    // Not its words: beside the counts of what comes in they would tell what sealed adverts state.
    const detail = { shared, watchUntil: until }
    return { result: { kind: 'done', value }, entry: { act: 'search.save', subject: `search:${made.id}`, detail } }
  })
}

/** Shares, follows, takes note or removes; others than the maker may only take note of a shared one. */
export async function changeSearch(
  pool: pg.Pool,
  ground: Ground,
  asked: { readonly id: number; readonly act: SavedAct; readonly until?: string | undefined }
): Promise<Outcome<{ readonly id: number }>> {
  const until =
    asked.act === 'watch' ? untilOf(asked.until ?? new Date(Date.now() + longestWatchMs).toISOString()) : null
  return act<Outcome<{ readonly id: number }>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ by: string }>(
      'select by from saved_search where id = $1 and removed_at is null and (by = $2 or shared) for update',
      [asked.id, ground.user]
    )
    const [found] = rows
    if (found === undefined || (found.by !== ground.user && asked.act !== 'seen')) return refusedAct('not-found')
    if (asked.act === 'seen') await takeNote(tx, ground, asked.id)
    else
      await tx.query(
        `update saved_search set shared = case $2 when 'share' then true when 'unshare' then false else shared end,
           watch_until = case $2 when 'watch' then $3::timestamptz when 'stop' then null else watch_until end,
           removed_at = case $2 when 'remove' then now() else removed_at end,
           sealed = case $2 when 'remove' then ''::bytea else sealed end where id = $1`,
        [asked.id, asked.act, until]
      )
    const entry = {
      act: 'search.change',
      subject: `search:${asked.id}`,
      detail: { act: asked.act, ...(until && { until }) }
    }
    return { result: { kind: 'done', value: { id: asked.id } }, entry }
  })
}

async function takeNote(tx: Tx, ground: Ground, id: number): Promise<void> {
  await tx.query(
    `insert into watch_seen (search_id, user_id, mandate_id, hit_id)
     values ($1, $2, $3, coalesce((select max(id) from watch_hit where search_id = $1), 0))
     on conflict (search_id, user_id) do update set hit_id = excluded.hit_id`,
    [id, ground.user, mandateOf(ground)]
  )
}

/** Not longer than a year from now: who goes on following says so anew. */
function untilOf(until: string | undefined): string | null {
  if (until === undefined) return null
  return new Date(Math.min(Date.parse(until), Date.now() + longestWatchMs)).toISOString()
}

interface SavedWords {
  readonly name: string
  readonly terms: SavedTerms
}

function sealSaved(vault: Pick<Vault, 'keyring'>, mandate: ReturnType<typeof mandateOf>, words: SavedWords): Buffer {
  const kept = keptKeyOf(vault.keyring, mandate)
  return sealBytes(kept.bytes, label, mandate, Buffer.from(JSON.stringify(words)))
}

/** Null when the key of the mandate is gone. Throws when the sealed words were changed. */
export function openSaved(
  vault: Pick<Vault, 'keyring'>,
  mandate: ReturnType<typeof mandateOf>,
  sealed: Buffer
): SavedWords | null {
  const kept = vault.keyring.keptKey(mandate, false)
  if (kept.kind !== 'key') return null
  const opened = openBytes(kept.key.bytes, label, mandate, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`A saved search does not open: ${opened.detail}`)
  return JSON.parse(opened.bytes.toString('utf8')) as SavedWords
}
