/** Signals: the queue of what deserves a look, and one signal with its reasons, members and weighings. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Signal, SignalList, SignalRow, SignalState, Weighing } from '../../contract/desk/signals.ts'
import { alreadyOn } from './already-on.ts'
import { confirmedOf } from './confirmed.ts'
import { cursorText, readCursor } from '../cursor.ts'
import { regionTokens } from '../../store/signal-places.ts'
import { networkMembers } from '../networks/members.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { classSignsOf, reasonsInOrder, seenInOpenFirst, signalRows, type StoredSignal } from './signal-rows.ts'
import { mandateOf, placeKeysOf, type Vault } from '../adverts/vault.ts'
import { indicators, type Indicator } from '../../weigh/indicators.ts'

export interface SignalFilter {
  /** `open` (the default) is new, taken or proposed. */
  readonly state?: 'open' | 'new' | 'taken' | 'proposed' | 'escalated' | 'dismissed' | 'all' | undefined
  /** Taken or proposed by me. */
  readonly mine?: boolean | undefined
  /** A form, or `unknown`. */
  readonly form?: SignalRow['forms'][number] | 'unknown' | undefined
  /** A class of data/indicators.csv, or `none`. */
  readonly class?: string | undefined
  /** A place that its adverts name, in any case. */
  readonly region?: string | undefined
  readonly site?: string | undefined
  /** Days since its newest advert was seen, at most. */
  readonly age?: number | undefined
  readonly after?: string | undefined
  /** 1 to 200; 50 when absent. */
  readonly limit?: number | undefined
}

const mostCounted = 1_000
const mostParts = 1_000

/** The queue: what was raised, then by step of evidence, then by priority. */
export async function listSignals(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  filter: SignalFilter
): Promise<Outcome<SignalList>> {
  const limit = Math.max(1, Math.min(filter.limit ?? 50, 200))
  const place = filter.after === undefined ? [] : readCursor(filter.after, ['boolean', 'number', 'number', 'number'])
  if (place === null) return refused('bad-cursor')
  return act<Outcome<SignalList>>(pool, ground, async (tx) => {
    const states = statesOf(filter.state ?? 'open')
    const values = [
      states,
      filter.mine ? ground.user : null,
      filter.form ?? null,
      filter.class === undefined ? null : classIndicators(filter.class),
      filter.class ?? null,
      filter.region === undefined ? null : regionTokens(placeKeysOf(vault, ground), filter.region),
      filter.site ?? null,
      filter.age ?? null
    ]
    const { rows } = await tx.query<StoredSignal>(
      `${signalSelect} where ${wanted} and ($9::bool is null or (s.raised, s.step, s.priority, s.id) < ($9::bool, $10::smallint, $11::real, $12::bigint))
       ${queueOrder} limit $13`,
      [...values, ...[0, 1, 2, 3].map((at) => place[at] ?? null), limit + 1]
    )
    const counted = await tx.query<{ n: number }>(
      `select count(*) as n from (select 1 from ${signalTables} where ${wanted} limit $9) t`,
      [...values, mostCounted + 1]
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const n = counted.rows[0]?.n ?? 0
    const { rows: signals, shown } = await signalRows(tx, vault, ground, page)
    const value: SignalList = {
      signals,
      count: { value: Math.min(n, mostCounted), exact: n <= mostCounted },
      next:
        rows.length > limit && last !== undefined ? cursorText([last.raised, last.step, last.priority, last.id]) : null
    }
    const { after: _after, limit: _limit, state = 'open', mine = false, ...others } = filter
    const detail = { ...others, state, mine, shown: page.map((row) => row.id), adverts: shown }
    return { result: { kind: 'done', value }, entry: { act: 'signals.list', detail } }
  })
}

/** One signal with its reasons for and against, up to 200 members, and who weighed it before. */
export async function readSignal(pool: pg.Pool, ground: Ground, vault: Vault, id: number): Promise<Outcome<Signal>> {
  return act<Outcome<Signal>>(pool, ground, async (tx) => {
    const found = await signalIn(tx, ground, vault, id)
    if (found === null) return refusedAct('not-found')
    const { value, shown } = found
    // Not in `signalIn`: what is pinned in a case never tells of another.
    const already = await alreadyOn(tx, ground, vault, value)
    const confirmed = await confirmedOf(
      tx,
      id,
      value.reasons.map((one) => one.indicator)
    )
    return {
      result: { kind: 'done', value: { ...value, already, confirmed } },
      entry: { act: 'signal.read', subject: `signal:${id}`, detail: { network: value.network, adverts: shown } }
    }
  })
}

/** The signal as it stands in this transaction, with the opened adverts that it shows, or null; whoever asks writes the entry. */
export async function signalIn(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  id: number
): Promise<{ readonly value: Signal; readonly shown: number[] } | null> {
  const stored = await storedSignal(tx, id)
  if (stored === null) return null
  const network = stored.network_id
  const shown = network === null ? null : await networkMembers(tx, vault, mandateOf(ground), network)
  const named = await signalRows(tx, vault, ground, [stored])
  const row = named.rows[0]
  if (row === undefined) throw new Error(`Signal ${id} has no row.`)
  const parts = await partsOf(tx, vault, ground, id)
  const members = shown?.members ?? []
  const opened = members.filter((one) => one.state === 'open').map((one) => one.advert)
  const value: Signal = {
    ...row,
    reasons: seenInOpenFirst(reasonsInOrder(stored.reasons), new Set(opened)),
    classSigns: classSignsOf(stored.class_signs),
    weighVersion: stored.weigh_version,
    members,
    membersCount: stored.adverts ?? 0,
    weighings: await weighingsOf(tx, id),
    parts: parts.value
  }
  return { value, shown: [...new Set([...opened, ...parts.shown])] }
}

/** Signals for which `condition` (of our own text, with its values) holds, in the order of the queue. */
export async function signalsWhere(
  tx: Tx,
  condition: string,
  values: readonly unknown[],
  most: number
): Promise<StoredSignal[]> {
  const { rows } = await tx.query<StoredSignal>(
    `${signalSelect} where ${condition} ${queueOrder} limit $${values.length + 1}`,
    [...values, most]
  )
  return rows
}

/** The signal with this number under the mandate in force, or null. `lock` for acts. */
export async function storedSignal(tx: Tx, id: number, lock = false): Promise<StoredSignal | null> {
  const { rows } = await tx.query<StoredSignal>(`${signalSelect} where s.id = $1 ${lock ? 'for update of s' : ''}`, [
    id
  ])
  return rows[0] ?? null
}

/** A stronger kind of evidence always stands above a weaker one; what a person moved to the front stands above all. */
const queueOrder = 'order by s.raised desc, s.step desc, s.priority desc, s.id desc'

const signalTables = 'signal s left join network n on n.mandate_id = s.mandate_id and n.id = s.network_id'

const noClass = 'none'

/** The filters of the queue: $1 states, $2 whose, $3 form, $5 a class or none ($4: by indicators, where it was weighed before classes were told), $6 place, $7 site, $8 days. */
const wanted = `s.merged_into is null and s.state = any($1) and ($2::text is null or s.assigned_to = $2 or s.proposed_by = $2)
  and ($3::text is null or case $3 when 'unknown' then coalesce(s.facets->'forms', '[]') = '[]' else s.facets->'forms' ? $3 end)
  and ($4::text[] is null or case when n.class is null
    then $5 = '${noClass}' and s.reasons is not null and not exists (select 1 from jsonb_array_elements(s.reasons) r where r->>'indicator' = any($4))
      or $5 <> '${noClass}' and exists (select 1 from jsonb_array_elements(s.reasons) r where r->>'indicator' = any($4))
    else n.class = case $5 when '${noClass}' then 'unclear' else $5 end end)
  and ($6::text[] is null or s.facets->'regions' ?| $6)
  and ($7::text is null or s.facets->'sites' ? $7)
  and ($8::int is null or n.last_seen >= now() - make_interval(days => $8))`

const signalSelect = `
  select s.id, s.kind, s.network_id, s.state, s.version, s.priority, s.reasons, s.weigh_version, s.facets, s.assigned_to, s.proposed_by, s.created_at, s.merged_into, s.raised, s.step,
    n.class, n.class_signs, n.adverts, n.first_seen, n.last_seen
  from ${signalTables}`

function indicatorsOf(belongs: (one: Indicator) => boolean): string[] {
  return [...indicators.values()].filter(belongs).map((one) => one.id)
}

/** Indicators that name a class; for `none` those that name any. */
function classIndicators(name: string): string[] {
  return indicatorsOf((one) => (name === 'none' ? one.class !== '' : one.class === name))
}

function statesOf(filter: NonNullable<SignalFilter['state']>): SignalState[] {
  if (filter === 'open') return ['new', 'taken', 'proposed']
  if (filter === 'all') return ['new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended']
  return [filter]
}

/** The signals that were merged into one, as they are. */
async function partsOf(
  tx: Tx,
  vault: Vault,
  ground: Ground,
  into: number
): Promise<{ value: Signal['parts']; shown: readonly number[] }> {
  const stored = await signalsWhere(tx, 's.merged_into = $1', [into], mostParts)
  if (stored.length === 0) return { value: [], shown: [] }
  const merges = await tx.query<{ id: number; merge_id: number }>(
    'select id, merge_id from signal where id = any($1::bigint[])',
    [stored.map((one) => one.id)]
  )
  const mergeOf = new Map(merges.rows.map((row) => [row.id, row.merge_id]))
  const { rows, shown } = await signalRows(tx, vault, ground, stored)
  const value = rows.map((signal, at) => ({
    signal,
    reasons: reasonsInOrder(stored[at]?.reasons),
    merge: mergeOf.get(signal.id) ?? 0
  }))
  return { value, shown }
}

async function weighingsOf(tx: Tx, id: number): Promise<Weighing[]> {
  const { rows } = await tx.query<Weighing>(
    'select act, by, at, reason, priority from weighing where signal_id = $1 order by id desc limit 200',
    [id]
  )
  return rows.reverse()
}
