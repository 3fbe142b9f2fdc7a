/** Rows of signals as people tell them apart: what identifies the network, where, since when, how it grows, and who else looks at it. */
import { LedgerUnavailable } from '../../accountability/acts.ts'
import type { ClassSign } from '../../contract/network-class.ts'
import type { Reason, SignalRow, SignalState, Weighing } from '../../contract/desk/signals.ts'
import { forms } from '../../model/form.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openPlaces, type PlaceKeys } from '../../store/signal-places.ts'
import { indicators } from '../../weigh/indicators.ts'
import { namesOf, postingsOf } from '../networks/network-names.ts'
import { mandateOf, placeKeysOf, type Vault } from '../adverts/vault.ts'

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
  readonly raised: boolean
  readonly step: number
  readonly class: string | null
  readonly class_signs: unknown
}

export interface NamedRows {
  readonly rows: SignalRow[]
  /** Opened adverts whose number or title stands in the rows. */
  readonly shown: number[]
}

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
  const keys = placeKeysOf(vault, ground)
  const rows = stored.map((one): SignalRow => {
    const looked = looks.get(one.id)
    const posted = postings.get(one.network_id ?? 0)
    const named = read.get(one.network_id ?? 0)
    const own = ownRow(one, keys)
    return {
      ...own,
      places: own.places.filter((place) => named?.mistaken.has(place) !== true),
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

/** Signs of the class as the weigh step wrote them (weigh/classes.ts). */
export function classSignsOf(stored: unknown): ClassSign[] {
  return Array.isArray(stored) ? (stored as ClassSign[]) : []
}

/** Reasons as a reader meets them: a stronger kind of evidence above a weaker one, within a kind as they were weighed. */
export function reasonsInOrder(stored: unknown): Reason[] {
  const place = new Map(evidenceSteps.map((step, at) => [step, at]))
  const of = (reason: Reason): number => place.get(reason.step ?? reason.evidence) ?? evidenceSteps.length
  return reasonsOf(stored).toSorted((a, b) => of(a) - of(b))
}

/** The same reasons, each seen first in adverts that can be read: of a network only a few are opened, and not always the first that shows a reason. */
export function seenInOpenFirst(reasons: readonly Reason[], open: ReadonlySet<number>): Reason[] {
  return reasons.map((reason) => ({
    ...reason,
    seenIn: reason.seenIn.toSorted((a, b) => Number(open.has(b.advert)) - Number(open.has(a.advert)))
  }))
}

/** What the signal says by itself. */
function ownRow(stored: StoredSignal, keys: PlaceKeys) {
  const facets =
    typeof stored.facets === 'object' && stored.facets !== null
      ? new Map(Object.entries(stored.facets))
      : new Map<string, unknown>()
  const places: unknown = facets.get('places')
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
    places: typeof places === 'string' ? openPlaces(keys, places) : [],
    firstSeen: stored.first_seen ?? stored.created_at,
    lastSeen: stored.last_seen ?? stored.created_at,
    createdAt: stored.created_at,
    mergedInto: stored.merged_into,
    assignedTo: stored.assigned_to,
    proposedBy: stored.proposed_by,
    top: grounds.slice(0, 3).map((reason) => reason.indicator),
    forms: formsIn(facets.get('forms')),
    evidence: strongest(grounds),
    step: stored.step,
    raised: stored.raised,
    class:
      stored.class ??
      reasons.map((reason) => indicators.get(reason.indicator)?.class ?? '').find((one) => one !== '') ??
      null
  }
}

/** Forms of exploitation as the weigh step found them (weigh/forms.ts). */
function formsIn(stored: unknown): SignalRow['forms'] {
  const found = texts(stored)
  return forms.filter((form) => found.includes(form))
}

/** Steps of evidence, the strongest first: a stronger kind always stands above a weaker one. */
const evidenceSteps = [
  'validated',
  'duty',
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
  const found = new Set(grounds.map((reason) => reason.step ?? reason.evidence))
  return evidenceSteps.find((step) => found.has(step)) ?? null
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
