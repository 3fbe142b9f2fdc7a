/** Membership of networks over time: written with each change, read back as it stood at a moment. */
import type { LinkDelta, NetworkEvent } from '../../link/event.ts'
import type { Tx } from '../ground.ts'
import { idOf, noteRows } from '../row-log.ts'

/** Closes what ended and opens what began, at the time of this transaction. `changes`: advert by number in the linker, to its network. */
export async function saveStays(
  tx: Tx,
  mandate: string,
  changes: ReadonlyMap<number, number | null>,
  advertOf: readonly number[]
): Promise<void> {
  if (changes.size === 0) return
  const entries = [...changes]
  const values = [mandate, entries.map(([no]) => advertOf[no]), entries.map(([, to]) => to)]
  const closed = await tx.query<{ id: number }>({
    name: 'close-stays',
    text: `update network_membership m set until_at = now() from unnest($2::int[], $3::int[]) as n(id, v)
           where m.mandate_id = $1 and m.advert_id = n.id and m.until_at is null and m.network_id is distinct from n.v
           returning m.id`,
    values
  })
  const opened = await tx.query<{ id: number }>({
    name: 'open-stays',
    text: `insert into network_membership (mandate_id, advert_id, network_id, from_at)
           select $1, n.id, n.v, now() from unnest($2::int[], $3::int[]) as n(id, v) where n.v is not null on conflict do nothing
           returning id`,
    values
  })
  await noteRows(tx, 'stay', [...closed.rows, ...opened.rows].map(idOf))
}

/** Adverts of a network as it was known at a moment (ISO 8601), in the order in which they came to it; at most `most`. */
export async function membersAt(tx: Tx, mandate: string, network: number, at: string, most: number): Promise<number[]> {
  const { rows } = await tx.query<{ advert_id: number }>(
    `select advert_id from network_membership
     where mandate_id = $1 and network_id = $2 and from_at <= $3 and (until_at is null or until_at > $3)
     order by id limit $4`,
    [mandate, network, at, most]
  )
  return rows.map((row) => row.advert_id)
}

/** How many there were at that moment, and when the network was known first. */
export async function countAt(
  tx: Tx,
  mandate: string,
  network: number,
  at: string
): Promise<{ adverts: number; knownSince: string | null }> {
  const { rows } = await tx.query<{ adverts: number; known_since: string | null }>(
    `select count(*) filter (where from_at <= $3 and (until_at is null or until_at > $3)) as adverts, min(from_at) as known_since
     from network_membership where mandate_id = $1 and network_id = $2`,
    [mandate, network, at]
  )
  return { adverts: rows[0]?.adverts ?? 0, knownSince: rows[0]?.known_since ?? null }
}

/** What an event is stored with: networks and adverts by their ids in the store. */
export interface EventDetail {
  readonly networks: readonly number[]
  readonly adverts: readonly number[]
  readonly key: string
  readonly because: string
}

const mostNetworksPerEvent = 50

/**
 * Writes events on every network that they are about: a merge also on the network that went up in the other, a split also on the
 * one that came out, and what is about adverts or a value (a veto, a hub, a merge that waits) on the networks it touched.
 */
export async function saveNetworkEvents(
  tx: Tx,
  mandate: string,
  deltas: readonly LinkDelta[],
  advertOf: readonly number[],
  networkOf: (linkNo: number) => number | null
): Promise<void> {
  const rows = deltas.flatMap((delta) => delta.events.flatMap((event) => eventRows(event, delta, advertOf, networkOf)))
  if (rows.length === 0) return
  const made = await tx.query<{ id: number }>({
    name: 'insert-network-events',
    text: `insert into network_event (mandate_id, network_id, at, kind, detail)
           select $1, e.id, now(), e.kind, e.detail from unnest($2::int[], $3::text[], $4::jsonb[]) as e(id, kind, detail)
           returning id`,
    values: [
      mandate,
      rows.map((one) => one.network),
      rows.map((one) => one.kind),
      rows.map((one) => JSON.stringify(one.detail))
    ]
  })
  await noteRows(tx, 'network-event', made.rows.map(idOf))
}

interface EventRow {
  readonly network: number
  readonly kind: string
  readonly detail: EventDetail
}

function eventRows(
  event: NetworkEvent,
  delta: LinkDelta,
  advertOf: readonly number[],
  networkOf: (linkNo: number) => number | null
): EventRow[] {
  const { kind, network, others, key, because } = event
  if (network !== 0) {
    const own: EventRow = { network, kind, detail: { networks: others, adverts: [], key, because } }
    if (kind !== 'merge' && kind !== 'split') return [own]
    const mirrored = { networks: [network], adverts: [], key, because }
    return [
      own,
      ...others.map((other) => ({
        network: other,
        kind: kind === 'merge' ? 'merged-into' : 'split-from',
        detail: mirrored
      }))
    ]
  }
  const touched = new Set(delta.networks.flatMap((change) => [change.from, change.to]))
  for (const linkNo of others) touched.add(networkOf(linkNo))
  touched.delete(null)
  const networks = [...touched].flatMap((id) => id ?? []).slice(0, mostNetworksPerEvent)
  const detail = { networks, adverts: others.flatMap((linkNo) => advertOf[linkNo] ?? []), key, because }
  return (networks.length === 0 ? [0] : networks).map((id) => ({ network: id, kind, detail }))
}
