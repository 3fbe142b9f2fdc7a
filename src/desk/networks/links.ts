/** What the linker shows people: merges that wait for a person, hubs and the words on them, and why two adverts are in one network. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Hub, LinkReason, PendingMerge } from '../../link/event.ts'
import type { MandateId } from '../../model/ids.ts'
import { tokensOf } from '../../store/sealed/value-tokens.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Explanation, Hop, HubRow, HubWord, Hubs, Merges, WaitingMerge } from '../../contract/desk/links.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { clearValues, namedLinks } from './members.ts'
import { refused, type Outcome } from '../outcome.ts'
import { comparePair } from '../duels/pair-compare.ts'
import { sidesOf } from '../duels/pair-sides.ts'
import { mandateOf, newestReadings, tokenKeyOf, type Vault } from '../adverts/vault.ts'

const mostMerges = 200
const mostHubs = 200

/** Merges that wait; `waiting` as the linker has them with adverts by their ids, null when it does not run here. */
export async function listMerges(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  waiting: readonly PendingMerge[] | null
): Promise<Merges> {
  const shown = (waiting ?? []).slice(0, mostMerges)
  return act<Merges>(pool, ground, async (tx) => {
    const shared = await sharedValues(
      tx,
      vault,
      mandateOf(ground),
      shown.map(({ a, b, kind, key }) => ({ from: a, to: b, kind, key }))
    )
    const names = await advertNames(tx, vault, [...new Set(shown.flatMap(({ a, b }) => [a, b]))])
    const merges = shown.map((one, at): WaitingMerge => {
      const { a, b, networkA, networkB, sizeA, sizeB, kind } = one
      const [ofA, ofB] = [names.get(a), names.get(b)]
      const called = {
        titleA: ofA?.title ?? null,
        titleB: ofB?.title ?? null,
        siteA: ofA?.site ?? '',
        siteB: ofB?.site ?? ''
      }
      return { a, b, networkA, networkB, sizeA, sizeB, kind, value: shared[at] ?? null, ...called }
    })
    const seen = [...names].flatMap(([advert, { title }]) => (title === null ? [] : [advert]))
    return {
      result: { linker: waiting !== null, merges },
      entry: { act: 'merges.list', detail: { count: waiting?.length ?? 0, shown: seen } }
    }
  })
}

/** Values that join nothing, with how they became so; `network`: only those that its members carry. */
export async function listHubs(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  found: readonly Hub[] | null,
  network?: number
): Promise<Hubs> {
  const mandate = mandateOf(ground)
  return act<Hubs>(pool, ground, async (tx) => {
    // A contact of a site that no advert carries (yet) is nothing that a person could judge.
    const used = (found ?? []).filter((one) => one.adverts > 0)
    const here = network === undefined ? used : await carriedIn(tx, { vault, mandate }, network, used)
    const shown = here.slice(0, mostHubs)
    const said = network === undefined ? await wordsOf(tx) : []
    const values = await openValues(tx, vault, mandate, [...shown.map((one) => one.key), ...said.map((one) => one.key)])
    const valueOf = (kind: string, key: string): string | null => values.get(`${kind} ${key}`) ?? null
    const hubs = shown.map((one): HubRow => ({ ...one, value: valueOf(one.kind, one.key) }))
    const words = said.map((one): HubWord => ({ ...one, value: valueOf(one.valueKind, one.key) }))
    const detail = { count: here.length, ...(network !== undefined && { network }) }
    return { result: { linker: found !== null, hubs, count: here.length, words }, entry: { act: 'hubs.list', detail } }
  })
}

/** Whether both adverts are members of the network now: what an explanation of the two needs. */
export async function pairIn(pool: pg.Pool, ground: Ground, network: number, a: number, b: number): Promise<boolean> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ n: number }>(
      'select count(*) as n from advert where mandate_id = $1 and network_id = $2 and id = any($3::int[])',
      [ground.mandate, network, [a, b]]
    )
    return { result: a !== b && rows[0]?.n === 2, entry: null }
  })
}

/** Why two members are in one network; `path` from the linker. */
export async function explained(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  about: { readonly network: number; readonly a: number; readonly b: number },
  path: readonly LinkReason[] | null
): Promise<Outcome<Explanation>> {
  return act<Outcome<Explanation>>(pool, ground, async (tx) => {
    const shared = await sharedValues(tx, vault, mandateOf(ground), path ?? [])
    const hops =
      path?.map(({ from, to, kind, rarity }, at): Hop => ({ from, to, kind, value: shared[at] ?? null, rarity })) ??
      null
    const compared = await comparedPair(tx, vault, about.a, about.b)
    const entry = { act: 'network.explain', subject: `network:${about.network}`, detail: { a: about.a, b: about.b } }
    return { result: { kind: 'done', value: { linker: true, path: hops, compared } }, entry }
  })
}

/** What adverts are called: their site, and the title of those that are open. */
async function advertNames(
  tx: Tx,
  vault: Vault,
  adverts: readonly number[]
): Promise<Map<number, { readonly title: string | null; readonly site: string }>> {
  const readings = await newestReadings(tx, vault, adverts)
  const { rows } = await tx.query<{ id: number; site: string }>(
    'select id, site from advert where id = any($1::int[])',
    [adverts]
  )
  return new Map(
    rows.map(({ id, site }) => {
      const reading = readings.get(id)
      return [id, { title: reading === undefined ? null : maskedTitle(reading), site }]
    })
  )
}

/** Two adverts beside each other; null unless both are open. */
async function comparedPair(tx: Tx, vault: Vault, a: number, b: number): Promise<Explanation['compared']> {
  const sides = await sidesOf(tx, vault, [a, b])
  const [first, second] = [sides.get(a), sides.get(b)]
  return first === undefined || second === undefined ? null : comparePair(first, second)
}

/** A hub or a value that joins, named by its blinded value: `not-found` when no advert under this mandate carries it. */
export async function valueKnown(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  kind: string,
  key: string
): Promise<Outcome<null>> {
  return act<Outcome<null>>(pool, ground, async (tx) => {
    const found = await tx.query(
      `select 1 from fact where mandate_id = $1 and token = any($2) and kind = $3
       union all select 1 from link where token = any($2) and kind = $3 and state = 'live' limit 1`,
      [ground.mandate, tokensOf(tokenKeyOf(vault, mandateOf(ground)), key), kind]
    )
    return { result: found.rowCount === 0 ? refused('not-found') : { kind: 'done', value: null }, entry: null }
  })
}

/** The value of each pair in clear, as far as both adverts are open; null otherwise. */
async function sharedValues(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  pairs: readonly { readonly from: number; readonly to: number; readonly kind: string; readonly key: string }[]
): Promise<(string | null)[]> {
  const readings = await newestReadings(tx, vault, [...new Set(pairs.flatMap((one) => [one.from, one.to]))])
  const values = clearValues(vault, mandate, readings)
  return pairs.map(({ from, to, kind, key }) =>
    readings.has(from) && readings.has(to) ? (values.get(`${kind} ${key}`) ?? null) : null
  )
}

/** Values in clear of which an open advert tells: one reading for each is enough. */
async function openValues(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  keys: readonly string[]
): Promise<Map<string, string>> {
  const key = tokenKeyOf(vault, mandate)
  const tokens = [...new Set(keys)].flatMap((one, nth) => tokensOf(key, one).map((token) => ({ nth, token })))
  const { rows } = await tx.query<{ advert_id: number }>(
    `select distinct c.advert_id
     from (select nth, array_agg(token) as tokens from unnest($2::int[], $3::text[]) as u(nth, token) group by 1) k cross join lateral (
       select f.advert_id from fact f join advert a on a.sighting_id = f.sighting_id
       where f.mandate_id = $1 and f.token = any(k.tokens) and a.state = 'open' limit 1) c`,
    [mandate, tokens.map((one) => one.nth), tokens.map((one) => one.token)]
  )
  return clearValues(
    vault,
    mandate,
    await newestReadings(
      tx,
      vault,
      rows.map((row) => row.advert_id)
    )
  )
}

async function carriedIn(
  tx: Tx,
  { vault, mandate }: { readonly vault: Vault; readonly mandate: MandateId },
  network: number,
  hubs: readonly Hub[]
): Promise<Hub[]> {
  const { rows } = await tx.query<{ kind: string; token: string }>(
    `select distinct f.kind, f.token from advert a join fact f on f.advert_id = a.id
     where a.mandate_id = $1 and a.network_id = $2 and f.state <> 'rejected'`,
    [mandate, network]
  )
  const carried = new Set(namedLinks(tokenKeyOf(vault, mandate), rows).map((row) => `${row.kind} ${row.blind}`))
  return hubs.filter((one) => carried.has(`${one.kind} ${one.key}`))
}

async function wordsOf(tx: Tx): Promise<Omit<HubWord, 'value'>[]> {
  const { rows } = await tx.query<Omit<HubWord, 'value'>>(
    `select id as judgement, kind, value_kind as "valueKind", blind as key, by, at, reason from judgement
     where kind in ('hub', 'own') and undone_at is null order by id desc limit $1`,
    [mostHubs]
  )
  return rows
}
