/** Signals: the queue of what deserves a look, and one signal with its reasons, members and weighings. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import type { Ground, Tx } from '../store/ground.ts'
import type { Reason, Signal, SignalList, SignalRow, SignalState, Weighing } from '../contract/signals.ts'
import { cursorText, readCursor } from './cursor.ts'
import { networkMembers } from './members.ts'
import { refused, type Outcome } from './outcome.ts'
import { mandateOf, type Vault } from './vault.ts'

export interface SignalFilter {
  /** `open` (the default) is new, taken or proposed. */
  readonly state?: 'open' | 'new' | 'taken' | 'proposed' | 'escalated' | 'dismissed' | 'all' | undefined
  /** Taken or proposed by me. */
  readonly mine?: boolean | undefined
  readonly after?: string | undefined
  /** 1 to 200; 50 when absent. */
  readonly limit?: number | undefined
}

const mostCounted = 1_000

/** The queue, highest priority first. */
export async function listSignals(pool: pg.Pool, ground: Ground, filter: SignalFilter): Promise<Outcome<SignalList>> {
  const limit = Math.max(1, Math.min(filter.limit ?? 50, 200))
  const place = filter.after === undefined ? [] : readCursor(filter.after, ['number', 'number'])
  if (place === null) return refused('bad-cursor')
  return act<Outcome<SignalList>>(pool, ground, async (tx) => {
    const states = statesOf(filter.state ?? 'open')
    const mine = filter.mine ? ground.user : null
    const { rows } = await tx.query<StoredSignal>(
      `${signalSelect} where s.state = any($1) and ($2::text is null or s.assigned_to = $2 or s.proposed_by = $2)
         and ($3::real is null or (s.priority, s.id) < ($3::real, $4::bigint))
       order by s.priority desc, s.id desc limit $5`,
      [states, mine, place[0] ?? null, place[1] ?? null, limit + 1]
    )
    const counted = await tx.query<{ n: number }>(
      `select count(*) as n from (select 1 from signal s where s.state = any($1) and ($2::text is null or s.assigned_to = $2 or s.proposed_by = $2)
       limit $3) t`,
      [states, mine, mostCounted + 1]
    )
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const n = counted.rows[0]?.n ?? 0
    const value: SignalList = {
      signals: shown.map(signalRow),
      count: { value: Math.min(n, mostCounted), exact: n <= mostCounted },
      next: rows.length > limit && last !== undefined ? cursorText([last.priority, last.id]) : null
    }
    const detail = { state: filter.state ?? 'open', mine: filter.mine ?? false, shown: shown.map((row) => row.id) }
    return { result: { kind: 'done', value }, entry: { act: 'signals.list', detail } }
  })
}

/** One signal with its reasons for and against, up to 200 members, and who weighed it before. */
export async function readSignal(pool: pg.Pool, ground: Ground, vault: Vault, id: number): Promise<Outcome<Signal>> {
  const mandate = mandateOf(ground)
  return act<Outcome<Signal>>(pool, ground, async (tx) => {
    const stored = await storedSignal(tx, id)
    if (stored === null) return { result: refused('not-found'), entry: null }
    const network = stored.network_id
    const shown = network === null ? null : await networkMembers(tx, vault, mandate, network)
    const value: Signal = {
      ...signalRow(stored),
      reasons: reasonsOf(stored.reasons),
      weighVersion: stored.weigh_version,
      members: shown?.members ?? [],
      membersCount: stored.adverts ?? 0,
      weighings: await weighingsOf(tx, id)
    }
    const opened = value.members.filter((one) => one.state === 'open').map((one) => one.advert)
    return {
      result: { kind: 'done', value },
      entry: { act: 'signal.read', subject: `signal:${id}`, detail: { network, adverts: opened } }
    }
  })
}

export interface StoredSignal {
  readonly id: number
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
}

/** The signal with this number under the mandate in force, or null. `lock` for acts. */
export async function storedSignal(tx: Tx, id: number, lock = false): Promise<StoredSignal | null> {
  const { rows } = await tx.query<StoredSignal>(`${signalSelect} where s.id = $1 ${lock ? 'for update of s' : ''}`, [
    id
  ])
  return rows[0] ?? null
}

export function signalRow(stored: StoredSignal): SignalRow {
  const facets =
    typeof stored.facets === 'object' && stored.facets !== null
      ? new Map(Object.entries(stored.facets))
      : new Map<string, unknown>()
  const reasons = reasonsOf(stored.reasons)
  return {
    id: stored.id,
    network: stored.network_id,
    state: stored.state,
    version: stored.version,
    priority: stored.priority,
    adverts: stored.adverts ?? 0,
    sites: texts(facets.get('sites')),
    places: texts(facets.get('places')),
    firstSeen: stored.first_seen ?? stored.created_at,
    lastSeen: stored.last_seen ?? stored.created_at,
    assignedTo: stored.assigned_to,
    proposedBy: stored.proposed_by,
    top: reasons
      .filter((reason) => reason.direction === 'for')
      .sort((a, b) => b.points - a.points)
      .slice(0, 3)
      .map((reason) => reason.indicator)
  }
}

const signalSelect = `
  select s.id, s.network_id, s.state, s.version, s.priority, s.reasons, s.weigh_version, s.facets, s.assigned_to, s.proposed_by, s.created_at,
    n.adverts, n.first_seen, n.last_seen
  from signal s left join network n on n.mandate_id = s.mandate_id and n.id = s.network_id`

function statesOf(filter: NonNullable<SignalFilter['state']>): SignalState[] {
  if (filter === 'open') return ['new', 'taken', 'proposed']
  if (filter === 'all') return ['new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended']
  return [filter]
}

async function weighingsOf(tx: Tx, id: number): Promise<Weighing[]> {
  const { rows } = await tx.query<Weighing>(
    'select act, by, at, reason, priority from weighing where signal_id = $1 order by id desc limit 200',
    [id]
  )
  return rows.reverse()
}

/** Reasons as the weigh step wrote them (weigh/weigh.ts). */
function reasonsOf(stored: unknown): Reason[] {
  return Array.isArray(stored) ? (stored as Reason[]) : []
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
