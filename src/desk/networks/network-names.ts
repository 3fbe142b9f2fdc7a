/** What identifies networks, as far as their newest opened adverts say it, and when their adverts were posted. */
import type { SignalRow } from '../../contract/desk/signals.ts'
import type { SealedReading } from '../../model/reading.ts'
import { valueKinds } from '../../model/value-kind.ts'
import type { Tx } from '../../store/ground.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { mistakenPlaces } from '../facts/place-or-name.ts'
import { newestReadings, type Vault } from '../adverts/vault.ts'

/** Opened adverts that a name is made of, for each network and for all of a list. */
const mostForName = 5
const mostRead = 500
const weeksShown = 12

export interface Postings {
  readonly posted: { readonly from: string; readonly to: string }
  readonly weeks: { readonly from: string; readonly counts: number[] }
}

/**
 * When the adverts of networks were posted, and how many in each of the last twelve weeks. Those whose site does not say it count by the day they
 * were first seen; sealed ones too, as every list of members shows them: what their text says is not told.
 */
export async function postingsOf(tx: Tx, mandate: string, networks: readonly number[]): Promise<Map<number, Postings>> {
  if (networks.length === 0) return new Map()
  const { rows } = await tx.query<{ network: number; week: number; n: number; first: string; last: string }>(
    `select network_id as network, floor((extract(epoch from at) / 86400 + 3) / 7)::int as week, count(*)::int as n, min(at) as first, max(at) as last
     from (select network_id, case when state = 'open' then coalesce(posted_at, first_seen) else first_seen end as at from advert
       where mandate_id = $1 and network_id = any($2::int[]) and state <> 'erased') a group by 1, 2 order by 1, 2`,
    [mandate, networks]
  )
  const found = new Map<number, Postings>()
  for (const [network, weeks] of Map.groupBy(rows, (row) => row.network)) {
    const last = weeks.at(-1)
    if (last === undefined) continue
    const start = last.week - weeksShown + 1
    const counts = Array.from({ length: weeksShown }, () => 0)
    for (const { week, n } of weeks) if (week >= start) counts[week - start] = n
    // Weeks start on Monday: day 4 of 1970 was one.
    const from = new Date((start * 7 - 3) * 86_400_000).toISOString().slice(0, 10)
    found.set(network, { posted: { from: weeks[0]?.first ?? last.first, to: last.last }, weeks: { from, counts } })
  }
  return found
}

export interface Name {
  readonly identity: SignalRow['identity']
  readonly title: string | null
  readonly adverts: number[]
  /** Words that were read as places and stand for persons here ("Charlotte"): no places to name a network by. */
  readonly mistaken: ReadonlySet<string>
}

/** What identifies networks, as far as their newest opened adverts say it. */
export async function namesOf(
  tx: Tx,
  vault: Vault,
  mandate: string,
  networks: readonly number[]
): Promise<Map<number, Name>> {
  if (networks.length === 0) return new Map()
  const each = Math.max(1, Math.min(mostForName, Math.floor(mostRead / networks.length)))
  const { rows } = await tx.query<{ network: number; advert: number; rejected: number[] | null }>(
    `select n.id as network, a.id as advert,
       (select array_agg(f.ordinal) from fact f where f.sighting_id = a.sighting_id and f.state = 'rejected') as rejected
     from unnest($2::int[]) n(id) cross join lateral (select id, sighting_id from advert
       where mandate_id = $1 and network_id = n.id and state = 'open' order by last_seen desc, id desc limit $3) a`,
    [mandate, networks, each]
  )
  const readings = await newestReadings(
    tx,
    vault,
    rows.map((row) => row.advert)
  )
  const found = new Map<number, Name>()
  for (const [network, members] of Map.groupBy(rows, (row) => row.network)) {
    const read = members.flatMap(({ advert, rejected }) => {
      const reading = readings.get(advert)
      return reading === undefined
        ? []
        : [{ ...reading, facts: reading.facts.filter((_fact, at) => rejected?.includes(at) !== true) }]
    })
    if (read.length === 0) continue
    const title = commonest(read.map((one) => maskedTitle(one).trim()).filter((one) => one !== ''))
    const adverts = members.map((row) => row.advert)
    found.set(network, { identity: identityOf(read), title, adverts, mistaken: mistakenPlaces(read) })
  }
  return found
}

/** The value of the strongest kind that most of the adverts state. */
function identityOf(read: readonly SealedReading[]): SignalRow['identity'] {
  for (const kind of ['phone', 'handle', 'email', ...valueKinds]) {
    const stated = read.flatMap((one) => [
      ...new Set(one.facts.filter((fact) => fact.kind === kind).map((fact) => fact.value))
    ])
    const value = commonest(stated)
    if (value !== null) return { kind, value }
  }
  return null
}

/** The text that stands most often in a list; of two the first in the alphabet. */
export function commonest(all: readonly string[]): string | null {
  const counts = [...Map.groupBy(all, (one) => one)].map(([one, same]) => [one, same.length] as const)
  return counts.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}
