/** Followed searches: what a batch of adverts brings for each is counted by site, once, in the transaction that writes the batch. */
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { dialledRegions } from '../../store/sources.ts'
import { understandIn, type Understood } from './understand.ts'
import type { SearchTerms } from './search.ts'
import { answers, type Arrived } from './match.ts'
import { openSaved } from './saved.ts'

export interface ArrivedVersion extends Arrived {
  /** The advert was not there before; else its text became another. */
  readonly fresh: boolean
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
    text: `insert into watch_hit (mandate_id, search_id, site, fresh, changed)
           select $1, h.* from unnest($2::int[], $3::text[], $4::int[], $5::int[]) as h`,
    values: [
      mandate,
      hits.map((one) => one.id),
      hits.map((one) => one.site),
      hits.map((one) => one.fresh),
      hits.map((one) => one.changed)
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
