/** Rows of signals as people tell them apart: what identifies the network, where, since when, how it grows, and who else looks at it. */
import { LedgerUnavailable } from '../accountability/acts.ts'
import type { Reason, SignalRow, SignalState, Weighing } from '../contract/signals.ts'
import type { Ground, Tx } from '../store/ground.ts'
import type { SealedReading } from '../model/reading.ts'
import { valueKinds } from '../model/value-kind.ts'
import { indicators } from '../weigh/indicators.ts'
import { maskedTitle } from './masks.ts'
import { mandateOf, newestReadings, type Vault } from './vault.ts'

export interface StoredSignal {
  readonly id: number
  readonly kind: SignalRow['kind']
  readonly network_id: number | null
  readonly state: SignalState
  readonly version: number
  readonly priority: number
  readonly reasons: unknown
  readonly weigh_version: number
  readonly facets: unknown
  readonly assigned_to: string | null
  readonly proposed_by: string | null
  readonly created_at: string
  readonly adverts: number | null
  readonly first_seen: string | null
  readonly last_seen: string | null
  readonly merged_into: number | null
}

export interface NamedRows {
  readonly rows: SignalRow[]
  /** Opened adverts whose number or title stands in the rows. */
  readonly shown: number[]
}

/** Opened adverts that a name is made of, for each signal and for all of a list. */
const mostForName = 5
const mostRead = 500
const weeksShown = 12
const lookerMinutes = 15

/** The rows of stored signals, in their order. */
export async function signalRows(
  tx: Tx,
  vault: Vault,
  ground: Ground,
  stored: readonly StoredSignal[]
): Promise<NamedRows> {
  const networks = [...new Set(stored.flatMap((one) => (one.network_id === null ? [] : [one.network_id])))]
  const mandate = mandateOf(ground)
  const postings = await postingsOf(tx, mandate, networks)
  const read = await namesOf(tx, vault, mandate, networks)
  const looks = await looksOf(tx, ground, stored)
  const done = await doneOf(tx, stored)
  const rows = stored.map((one): SignalRow => {
    const looked = looks.get(one.id)
    const posted = postings.get(one.network_id ?? 0)
    const named = read.get(one.network_id ?? 0)
    return {
      ...ownRow(one),
      identity: named?.identity ?? null,
      title: named?.title ?? null,
      posted: posted?.posted ?? null,
      weeks: posted?.weeks ?? null,
      lookedAt: looked?.at ?? null,
      fresh: looked?.fresh ?? null,
      lookers: looked?.others ?? [],
      merged: done.get(one.id)?.merged ?? 0,
      last: done.get(one.id)?.last ?? null
    }
  })
  return { rows, shown: [...read.values()].flatMap((one) => one.adverts) }
}

/** Reasons as the weigh step wrote them (weigh/weigh.ts). */
export function reasonsOf(stored: unknown): Reason[] {
  return Array.isArray(stored) ? (stored as Reason[]) : []
}

/** What the signal says by itself. */
function ownRow(stored: StoredSignal) {
  const facets =
    typeof stored.facets === 'object' && stored.facets !== null
      ? new Map(Object.entries(stored.facets))
      : new Map<string, unknown>()
  const reasons = reasonsOf(stored.reasons)
  const grounds = reasons.filter((reason) => reason.direction === 'for').toSorted((a, b) => b.points - a.points)
  return {
    id: stored.id,
    kind: stored.kind,
    network: stored.network_id,
    state: stored.state,
    version: stored.version,
    priority: stored.priority,
    adverts: stored.adverts ?? 0,
    sites: texts(facets.get('sites')),
    places: texts(facets.get('places')),
    firstSeen: stored.first_seen ?? stored.created_at,
    lastSeen: stored.last_seen ?? stored.created_at,
    createdAt: stored.created_at,
    mergedInto: stored.merged_into,
    assignedTo: stored.assigned_to,
    proposedBy: stored.proposed_by,
    top: grounds.slice(0, 3).map((reason) => reason.indicator),
    forms: formsOf(grounds),
    evidence: strongest(grounds),
    class: reasons.map((reason) => indicators.get(reason.indicator)?.class ?? '').find((one) => one !== '') ?? null
  }
}

/** Forms of exploitation that its grounds speak of; indicators of any form say nothing of it. */
function formsOf(grounds: readonly Reason[]): SignalRow['forms'] {
  const forms = new Set(grounds.map((reason) => indicators.get(reason.indicator)?.exploitation))
  return (['sexual', 'labour', 'criminal', 'minors'] as const).filter((form) => forms.has(form))
}

/** Steps of evidence, the strongest first: a stronger kind always stands above a weaker one. */
const evidenceSteps = [
  'validated',
  'supported',
  'delphi_strong',
  'delphi_medium',
  'official_list',
  'practice',
  'weak',
  'unvalidated',
  'contested'
]

function strongest(grounds: readonly Reason[]): string | null {
  const found = new Set(grounds.map((reason) => reason.evidence))
  return evidenceSteps.find((step) => found.has(step)) ?? null
}

interface Postings {
  readonly posted: { readonly from: string; readonly to: string }
  readonly weeks: { readonly from: string; readonly counts: number[] }
}

/** When the adverts of networks were posted (seen, where the site does not say), and how many in each of the last twelve weeks. */
async function postingsOf(tx: Tx, mandate: string, networks: readonly number[]): Promise<Map<number, Postings>> {
  if (networks.length === 0) return new Map()
  const { rows } = await tx.query<{ network: number; week: number; n: number; first: string; last: string }>(
    `select network_id as network, floor((extract(epoch from at) / 86400 + 3) / 7)::int as week, count(*)::int as n, min(at) as first, max(at) as last
     from (select network_id, coalesce(posted_at, first_seen) as at from advert
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

interface Name {
  readonly identity: SignalRow['identity']
  readonly title: string | null
  readonly adverts: number[]
}

/** What identifies networks, as far as their newest opened adverts say it. */
async function namesOf(tx: Tx, vault: Vault, mandate: string, networks: readonly number[]): Promise<Map<number, Name>> {
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
    found.set(network, { identity: identityOf(read), title, adverts: members.map((row) => row.advert) })
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
function commonest(all: readonly string[]): string | null {
  const counts = [...Map.groupBy(all, (one) => one)].map(([one, same]) => [one, same.length] as const)
  return counts.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}

/** What people did last with each signal, and how many were merged into it. */
async function doneOf(
  tx: Tx,
  stored: readonly StoredSignal[]
): Promise<Map<number, { merged: number; last: SignalRow['last'] }>> {
  const { rows } = await tx.query<{ id: number; merged: number } & { [Key in keyof Weighing]: Weighing[Key] | null }>(
    `select s.id, (select count(*)::int from signal m where m.merged_into = s.id) as merged, w.act, w.by, w.at, w.reason, w.priority
     from unnest($1::bigint[]) s(id) left join lateral (select act, by, at, reason, priority from weighing
       where signal_id = s.id order by id desc limit 1) w on true`,
    [stored.map((one) => one.id)]
  )
  return new Map(
    rows.map(({ id, merged, act, by, at, reason, priority }) => {
      const last =
        act === null || by === null || at === null
          ? null
          : { act, by, at, reason: reason ?? '', priority: priority ?? 0 }
      return [id, { merged, last }]
    })
  )
}

interface Look {
  /** When this person looked last, and adverts that came since. */
  readonly at: string | null
  readonly fresh: number | null
  readonly others: SignalRow['lookers']
}

/** Looks are entries of the ledger: where it cannot be read, it cannot be written either, and nothing is shown. */
async function looksOf(tx: Tx, ground: Ground, stored: readonly StoredSignal[]): Promise<Map<number, Look>> {
  try {
    return await looksFound(tx, ground, stored)
  } catch (cause) {
    throw new LedgerUnavailable('The ledger cannot be read: nothing is shown.', { cause })
  }
}

async function looksFound(tx: Tx, ground: Ground, stored: readonly StoredSignal[]): Promise<Map<number, Look>> {
  const ids = stored.map((one) => one.id)
  const { rows } = await tx.query<{ id: number; at: string; fresh: number }>(
    `select s.id, l.at, (select count(*) from advert a where a.mandate_id = $4 and a.network_id = s.network and a.first_seen > l.at)::int as fresh
     from unnest($1::bigint[], $2::int[]) s(id, network) cross join lateral (select at from ledger
       where subject = 'signal:' || s.id and actor = $3 and act = 'signal.read' order by no desc limit 1) l`,
    [ids, stored.map((one) => one.network_id), ground.user, ground.mandate]
  )
  const others = await tx.query<{ signal: number; by: string; at: string }>(
    'select signal, by, at from signal_lookers($1::bigint[], $2) order by at desc',
    [ids, new Date(Date.now() - lookerMinutes * 60_000).toISOString()]
  )
  const own = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    ids.map((id) => [
      id,
      {
        at: own.get(id)?.at ?? null,
        fresh: own.get(id)?.fresh ?? null,
        others: others.rows.filter((row) => row.signal === id).map(({ by, at }) => ({ by, at }))
      }
    ])
  )
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
