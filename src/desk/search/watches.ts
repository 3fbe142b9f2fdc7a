/** Followed searches: what a batch of adverts brings for each is counted by site, once, in the transaction that writes the batch; and what came in since a person looked. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { SearchNews } from '../../contract/desk/saved-searches.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { dialledRegions } from '../../store/sources.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { mandateOf, newestReadings, type Vault } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { understandIn, type Understood } from './understand.ts'
import { advertsFound, type SearchTerms } from './search.ts'
import { answers, type Arrived } from './match.ts'
import { openSaved } from './saved.ts'

export interface ArrivedVersion extends Arrived {
  /** The advert was not there before; else its text became another. */
  readonly fresh: boolean
  /** The number of its sighting. */
  readonly sighting: number
}

interface Watch {
  readonly id: number
  readonly asked: Understood
  readonly terms: SearchTerms
}

const mostWatches = 2_000
/** Followed searches as they were read last, by mandate: they change rarely and are asked for with each batch. */
const read = new Map<string, { readonly state: string; readonly watches: readonly Watch[] }>()

/**
 * Counts versions that answer a followed search. Only what really came is given: adverts seen for the first time and texts that changed,
 * never what was seen again. A flood is one count a site, not an alert an advert.
 */
export async function countArrived(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  arrived: readonly ArrivedVersion[]
): Promise<void> {
  if (arrived.length === 0) return
  const watches = await watchesOf(tx, keyring, mandate)
  const hits = watches.flatMap(({ id, asked, terms }) =>
    countedBySite(
      id,
      arrived.filter((one) => answers(one, asked, terms))
    )
  )
  if (hits.length === 0) return
  await tx.query({
    name: 'insert-watch-hits',
    text: `insert into watch_hit (mandate_id, search_id, site, fresh, changed, from_sighting)
           select $1, h.*, $6 from unnest($2::int[], $3::text[], $4::int[], $5::int[]) as h`,
    values: [
      mandate,
      hits.map((one) => one.id),
      hits.map((one) => one.site),
      hits.map((one) => one.fresh),
      hits.map((one) => one.changed),
      Math.min(...arrived.map((one) => one.sighting))
    ]
  })
}

/** How many versions came in by site for what is followed under an id, new adverts apart from texts that changed. */
export function countedBySite<Id>(id: Id, found: readonly ArrivedVersion[]) {
  return [...Map.groupBy(found, (one) => one.site)].map(([site, some]) => {
    const fresh = some.filter((one) => one.fresh).length
    return { id, site, fresh, changed: some.length - fresh }
  })
}

async function watchesOf(tx: Tx, keyring: Keyring, mandate: string): Promise<readonly Watch[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'followed-searches',
    text: `select id from saved_search where mandate_id = $1 and removed_at is null and watch_until > now() order by id limit ${mostWatches}`,
    values: [mandate]
  })
  if (rows.length === 0) return []
  const dialled = await dialledRegions(tx)
  const ids = rows.map((row) => row.id)
  const state = [...dialled, ...ids].join()
  const known = read.get(mandate)
  if (known?.state === state) return known.watches
  // What is followed is written once, so that it is read only when another search is among them.
  const { rows: saved } = await tx.query<{ id: number; sealed: Buffer }>(
    'select id, sealed from saved_search where id = any($1) order by id',
    [ids]
  )
  const watches = saved.flatMap(({ id, sealed }): Watch[] => {
    const words = openSaved({ keyring }, mandate as MandateId, sealed)
    if (words === null) return []
    const { terms } = words
    return [{ id, terms, asked: understandIn(terms.q ?? '', terms.fact ?? '', dialled) }]
  })
  read.set(mandate, { state, watches })
  return watches
}

const mostShown = 20

interface Followed {
  readonly sealed: Buffer
  /** Where to begin to look; null: nothing came in since. */
  readonly since: string | null
}

/** Opened adverts that are new, and those whose text became another: sealed ones are in the count of the search and not here. `not-found`: there is no such search, or it is not for you. */
export async function searchNews(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: number
): Promise<Outcome<SearchNews>> {
  return act<Outcome<SearchNews>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<Followed>(
      `select s.sealed, (select min(h.from_sighting) from watch_hit h where h.search_id = s.id
         and h.id > coalesce((select w.hit_id from watch_seen w where w.search_id = s.id and w.user_id = $2), 0)) as since
       from saved_search s where s.id = $1 and s.removed_at is null and (s.by = $2 or s.shared)`,
      [id, ground.user]
    )
    const [followed] = rows
    const words = followed === undefined ? null : openSaved(vault, mandateOf(ground), followed.sealed)
    if (followed === undefined || words === null) return refusedAct('not-found')
    const open = followed.since === null ? [] : await advertsFound(tx, ground, vault, { ...words.terms, state: 'open' })
    const { rows: came } = await tx.query<Omit<SearchNews['adverts'][number], 'title'>>(
      `select a.id as advert, a.site, v.version, v.seen_at as "seenAt" from advert a join lateral (
         select s.version, min(s.seen_at) as seen_at, min(s.id) as first from sighting s where s.advert_id = a.id
         group by s.version order by s.version desc limit 1) v on v.first >= $2
       where a.id = any($1::int[]) and a.state = 'open' order by v.first desc limit ${mostShown + 1}`,
      [open, followed.since ?? 0]
    )
    const shown = came.slice(0, mostShown)
    const ids = shown.map((one) => one.advert)
    const readings = await newestReadings(tx, vault, ids)
    const adverts = shown.map((one) => {
      const reading = readings.get(one.advert)
      return { ...one, title: reading === undefined ? null : maskedTitle(reading) }
    })
    const value = { adverts, more: came.length > mostShown }
    return {
      result: { kind: 'done', value },
      entry: { act: 'search.news', subject: `search:${id}`, detail: { adverts: ids } }
    }
  })
}
