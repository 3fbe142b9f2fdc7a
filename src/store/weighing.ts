/** What weighing reads (members of networks) and writes (signals) in PostgreSQL. */
import type { Weighed } from '../weigh/weigh.ts'
import type { Tx } from './ground.ts'
import { noteHistory, type WeighedBy } from './weighed/history.ts'
import type { SealedInputs } from './weighed/inputs.ts'
import { idOf, noteRows } from './row-log.ts'
import type { ReadingRow } from './sealed/readings.ts'
import type { SealedPlaces } from './signal-places.ts'

export interface MemberRow {
  readonly advert_id: number
  readonly network_id: number
  readonly sighting_id: number
  readonly site: string
  readonly first_seen: string
  readonly last_seen: string
  readonly posted_at: string | null
  /** Token of its template (value-tokens.ts). */
  readonly template: string | null
  readonly state: 'sealed' | 'open' | 'erased'
  readonly key: string
}

/** Members of the given networks that can be read, at most `most` per network, newest first. */
export async function networkMembers(tx: Tx, networks: readonly number[], most: number): Promise<MemberRow[]> {
  const { rows } = await tx.query<MemberRow>({
    name: 'network-members',
    text: `
      select m.* from unnest($1::int[]) as n(id)
      cross join lateral (
        select a.id as advert_id, a.network_id, a.sighting_id, a.site, a.first_seen, a.last_seen, a.posted_at, a.template, a.state, a.key
        from advert a where a.network_id = n.id and a.state <> 'erased' and a.mandate_id = (select ground_content())
        order by a.last_seen desc, a.id limit $2) m`,
    values: [networks, most]
  })
  return rows
}

/** How many adverts of each network are open because a signal needed them. */
export async function openedForSignals(tx: Tx, networks: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ network_id: number; n: number }>({
    name: 'opened-for-signals',
    text: `select network_id, count(*)::int as n from advert where network_id = any($1::int[]) and mandate_id = (select ground_content())
           and state = 'open' and opened_because like 'signal:%' group by 1`,
    values: [networks]
  })
  return new Map(rows.map((row) => [row.network_id, row.n]))
}

/** The sealed readings of sightings, with what opens them. */
export async function readingsOf(tx: Tx, sightings: readonly number[]): Promise<Map<number, ReadingRow>> {
  if (sightings.length === 0) return new Map()
  const { rows } = await tx.query<ReadingRow & { id: number }>({
    name: 'readings-of',
    text: `select s.id, s.capture_id, a.key, k.kek, k.wrapped, s.reading from sighting s join advert a on a.id = s.advert_id
           join capture_key k on k.capture_id = s.capture_id where s.id = any($1::bigint[]) and s.reading is not null`,
    values: [sightings]
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ordinals of rejected facts per sighting. */
export async function rejectedOrdinals(tx: Tx, sightings: readonly number[]): Promise<Map<number, Set<number>>> {
  const { rows } = await tx.query<{ sighting_id: number; ordinal: number }>({
    name: 'rejected-ordinals',
    text: `select sighting_id, ordinal from fact where sighting_id = any($1::bigint[]) and state = 'rejected'`,
    values: [sightings]
  })
  const map = new Map<number, Set<number>>()
  for (const row of rows) map.set(row.sighting_id, (map.get(row.sighting_id) ?? new Set()).add(row.ordinal))
  return map
}

export interface WeighedNetwork {
  readonly network: number
  readonly weighed: Weighed
  /** The decision: a person should look. */
  readonly signal: boolean
  /** Seals what it was weighed from; asked of signals whose outcome changed. Null where nobody could make the weighing anew. */
  readonly inputs: () => SealedInputs | null
  readonly facets: SealedPlaces & {
    readonly sites: readonly string[]
    /** Forms of exploitation that its adverts speak of. */
    readonly forms: readonly string[]
    readonly adverts: number
    readonly firstSeen: string
    readonly lastSeen: string
  }
}

/**
 * Writes the outcome: a network with enough reasons becomes a signal or renews it; one that no longer has them ends a signal
 * that nobody has touched. A person's decision is never undone here. Returns the signal of each network that is one.
 */
export async function saveWeighed(
  tx: Tx,
  mandate: string,
  weighed: readonly WeighedNetwork[],
  { version, ...by }: WeighedBy & { readonly version: number }
): Promise<Map<number, number>> {
  const signals = weighed.filter((one) => one.signal)
  const ended = weighed.filter((one) => !one.signal).map((one) => one.network)
  const changed: number[] = []
  if (signals.length > 0) {
    const saved = await tx.query<{ id: number }>({
      name: 'save-signals',
      text: `
        insert into signal as s (mandate_id, weigh_version, network_id, priority, reasons, facets)
        select $1, $2, n.* from unnest($3::int[], $4::real[], $5::jsonb[], $6::jsonb[]) as n
        on conflict (mandate_id, network_id) do update set priority = excluded.priority, reasons = excluded.reasons, facets = excluded.facets,
          weigh_version = excluded.weigh_version, updated_at = now(), state = case when s.state = 'ended' then 'new' else s.state end,
          version = s.version + (s.state = 'ended')::int
        where s.reasons <> excluded.reasons or s.facets <> excluded.facets or s.weigh_version <> excluded.weigh_version or s.state = 'ended' returning s.id`,
      values: [
        mandate,
        version,
        signals.map((one) => one.network),
        signals.map((one) => one.weighed.priority),
        signals.map((one) => JSON.stringify(one.weighed.reasons)),
        signals.map((one) => JSON.stringify(one.facets))
      ]
    })
    changed.push(...saved.rows.map((row) => row.id))
    const noted = signals.map((one) => ({ network: one.network, class: one.weighed.class.name, inputs: one.inputs }))
    await noteHistory(tx, mandate, by, noted)
  }
  const over = await tx.query<{ id: number }>({
    name: 'end-signals',
    text: `update signal set state = 'ended', version = version + 1, updated_at = now() where network_id = any($1::int[]) and state = 'new' and merged_into is null returning id`,
    values: [ended]
  })
  await noteRows(tx, 'signal', [...changed, ...over.rows.map((row) => row.id)])
  await tx.query({
    name: 'networks-weighed',
    text: `update network n set weighed_at = clock_timestamp(), class = w.class, class_signs = w.signs
           from unnest($1::int[], $3::text[], $4::jsonb[]) as w(id, class, signs) where n.id = w.id and n.mandate_id = $2`,
    values: [
      weighed.map((one) => one.network),
      mandate,
      weighed.map((one) => one.weighed.class.name),
      weighed.map((one) => JSON.stringify(one.weighed.class.signs))
    ]
  })
  const { rows } = await tx.query<{ id: number; network_id: number }>({
    name: 'signals-of',
    text: 'select id, network_id from signal where mandate_id = $1 and network_id = any($2::int[])',
    values: [mandate, signals.map((one) => one.network)]
  })
  return new Map(rows.map((row) => [row.network_id, row.id]))
}

/** Networks that changed since they were weighed last: what a restart must do again. */
export async function unweighedNetworks(tx: Tx, mandate: string, most: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select id from network where mandate_id = $1 and ended_at is null and (weighed_at is null or weighed_at < changed_at) order by changed_at limit $2`,
    [mandate, most]
  )
  return rows.map((row) => row.id)
}

/** Ends signals of networks that ended (merged away or split up) and that nobody has touched. */
export async function endLostSignals(tx: Tx, mandate: string): Promise<void> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'end-lost-signals',
    text: `update signal s set state = 'ended', version = version + 1, updated_at = now() from network n
           where s.mandate_id = $1 and n.mandate_id = $1 and n.id = s.network_id and n.ended_at is not null and s.state = 'new' and s.merged_into is null returning s.id`,
    values: [mandate]
  })
  await noteRows(tx, 'signal', rows.map(idOf))
}

interface Lost {
  readonly id: number
  readonly network_id: number
  readonly next: number
  readonly in_hand: boolean
  /** The signal of the network in which its own went up, if that is one. */
  readonly other: number | null
  readonly other_in_hand: boolean | null
}

/**
 * Signals that a person has in hand or has decided go on with the network in which their own went up, with its adverts and what holds
 * them. A signal there that nobody has in hand gives its place to one that somebody has, and ends under the network that is gone; of two
 * in hand each stays where it is, and the one of the living network holds the adverts.
 */
export async function followNetworks(tx: Tx, mandate: string): Promise<void> {
  const changed = new Set<number>()
  for (let round = 0; round < mostFollowed; round++) {
    const { rows } = await tx.query<Lost>({ name: 'lost-signals', text: lostSignals, values: [mandate] })
    const one = rows[0]
    if (one === undefined) break
    const move = (id: number, to: number | null): Promise<unknown> =>
      tx.query(`update signal set network_id = $2, version = version + 1, updated_at = now() where id = $1`, [id, to])
    if (one.other !== null) await move(one.other, null)
    await move(one.id, one.next)
    if (one.other !== null) await move(one.other, one.network_id)
    for (const id of [one.id, one.other]) if (id !== null) changed.add(id)
  }
  await noteRows(tx, 'signal', [...changed])
}

const mostFollowed = 1000

/** The next signal of an ended network that can go on, those in hand first: along the merges, to the one that lives. */
const lostSignals = `
  with recursive way as (
    select s.id, s.network_id, s.network_id as at, 0 as step from signal s join network n on n.mandate_id = $1 and n.id = s.network_id
    where s.mandate_id = $1 and n.ended_at is not null and (s.state not in ('new', 'ended') or s.merged_into is not null)
    union all
    select w.id, w.network_id, (e.detail->'networks'->>0)::int, w.step + 1 from way w
    join network n on n.mandate_id = $1 and n.id = w.at and n.ended_at is not null
    cross join lateral (select detail from network_event e where e.mandate_id = $1 and e.network_id = w.at and e.kind = 'merged-into'
      order by e.id desc limit 1) e where w.step < 100)
  select l.* from (
    select s.id, w.network_id, w.at as next, (s.state in ('taken', 'proposed', 'escalated') or s.merged_into is not null or exists (select 1 from proposal p where p.mandate_id = $1
      and p.signals @> array[s.id] and p.state in ('drafted', 'offered', 'picked-up', 'other-intervention', 'held-until'))) as in_hand, o.id as other, (o.state in ('taken', 'proposed', 'escalated') or o.merged_into is not null or exists (select 1 from proposal p where p.mandate_id = $1
      and p.signals @> array[o.id] and p.state in ('drafted', 'offered', 'picked-up', 'other-intervention', 'held-until'))) as other_in_hand
    from way w join signal s on s.id = w.id join network n on n.mandate_id = $1 and n.id = w.at and n.ended_at is null
    left join signal o on o.mandate_id = $1 and o.network_id = w.at) l
  where l.other is null or (l.in_hand and not l.other_in_hand) order by l.in_hand desc, l.id limit 1`
