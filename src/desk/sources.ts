/** Sources: how far each crawl is, what it yields, and which addresses were refused or failed, by reason. */
import type pg from 'pg'
import { act } from '../accountability/acts.ts'
import type { Keyring } from '../evidence/keys.ts'
import type { Source } from '../model/source.ts'
import type { Ground, Tx } from '../store/ground.ts'
import { openAddress } from '../store/sealed-address.ts'
import type { AddressRow, SourceRow } from '../contract/sources.ts'
import { cursorText, readCursor } from './cursor.ts'
import { refused, type Outcome } from './outcome.ts'

/** All sources of the mandate in force, with counts. */
export async function listSources(pool: pg.Pool, ground: Ground): Promise<Outcome<{ sources: SourceRow[] }>> {
  return act<Outcome<{ sources: SourceRow[] }>>(pool, ground, async (tx) => {
    const sources = await sourcesIn(tx)
    return { result: { kind: 'done', value: { sources } }, entry: { act: 'sources.list' } }
  })
}

/** The sources of the mandate in force, with counts. */
export async function sourcesIn(tx: Tx): Promise<SourceRow[]> {
  const { rows } = await tx.query<StoredSource>(
    'select id, name, mandate_id, state, spec from source order by id limit 1000'
  )
  const counts = await addressCounts(tx)
  const yields = new Map(
    (await tx.query<Yield>('select * from source_yield()')).rows.map((row) => [row.source_id, row])
  )
  const tallies = await tx.query<{ source_id: string; n: number }>(
    `select source_id, sum(n)::bigint as n from tally where kind = 'bytes' group by source_id`
  )
  const bytes = new Map(tallies.rows.map((row) => [row.source_id, row.n]))
  return rows.map((row) => sourceRow(row, counts.get(row.id), yields.get(row.id), bytes.get(row.id) ?? 0))
}

export interface AddressFilter {
  readonly state: 'refused' | 'failed'
  readonly reason?: string | undefined
  readonly after?: string | undefined
}

const pageSize = 100

/** Addresses of a source that were refused or failed, newest first. */
export async function listAddresses(
  pool: pg.Pool,
  ground: Ground,
  keyring: Keyring,
  source: string,
  filter: AddressFilter
): Promise<Outcome<{ addresses: AddressRow[]; next: string | null }>> {
  const place = filter.after === undefined ? [] : readCursor(filter.after, ['number'])
  if (place === null) return refused('bad-cursor')
  return act<Outcome<{ addresses: AddressRow[]; next: string | null }>>(pool, ground, async (tx) => {
    const known = await tx.query('select 1 from source where id = $1', [source])
    if (known.rowCount === 0) return { result: refused('not-found'), entry: null }
    const { rows } = await tx.query<
      Omit<AddressRow, 'url' | 'detail'> & { url_mac: Buffer; sealed: Buffer; kek: string }
    >(
      `select id, url_mac, sealed, kek, state, reason, last_status as status, last_at as at from address
       where source_id = $1 and sealed is not null and state = $2 and ($3::text is null or reason = $3) and ($4::bigint is null or id < $4) order by id desc limit $5`,
      [source, filter.state, filter.reason ?? null, place[0] ?? null, pageSize + 1]
    )
    const addresses = rows.slice(0, pageSize).flatMap(({ url_mac, sealed, kek, ...row }): AddressRow[] => {
      const text = openAddress(keyring, kek, url_mac, sealed)
      return text === null ? [] : [{ ...row, ...text }]
    })
    const last = rows[pageSize - 1]
    const next = rows.length > pageSize && last !== undefined ? cursorText([last.id]) : null
    const detail = { state: filter.state, reason: filter.reason ?? null }
    return {
      result: { kind: 'done', value: { addresses, next } },
      entry: { act: 'addresses.list', subject: `source:${source}`, detail }
    }
  })
}

interface StoredSource {
  readonly id: string
  readonly name: string
  readonly mandate_id: string
  readonly state: string
  readonly spec: Partial<Source>
}

interface Counts {
  due: number
  done: number
  lastAt: string | null
  refused: Record<string, number>
  failed: Record<string, number>
}

interface Yield {
  readonly source_id: string
  readonly captures: number
  readonly adverts: number
  readonly networks: number
  readonly signals: number
  readonly recent: number
  readonly recent_adverts: number
  readonly before: number
  readonly before_adverts: number
}

async function addressCounts(tx: Tx): Promise<Map<string, Counts>> {
  const { rows } = await tx.query<{
    source_id: string
    state: string
    reason: string | null
    n: number
    last_at: string | null
  }>(
    'select source_id, state, reason, count(*) as n, max(last_at) as last_at from address group by source_id, state, reason'
  )
  const counts = new Map<string, Counts>()
  for (const row of rows) {
    const one = counts.get(row.source_id) ?? { due: 0, done: 0, lastAt: null, refused: {}, failed: {} }
    counts.set(row.source_id, one)
    if (row.state === 'due') one.due += row.n
    if (row.state === 'done') one.done += row.n
    if (row.state === 'refused' || row.state === 'failed') one[row.state][row.reason ?? 'unknown'] = row.n
    if (row.last_at !== null && (one.lastAt === null || row.last_at > one.lastAt)) one.lastAt = row.last_at
  }
  return counts
}

function sourceRow(row: StoredSource, counts: Counts | undefined, found: Yield | undefined, bytes: number): SourceRow {
  return {
    id: row.id,
    name: row.name,
    mandate: row.mandate_id,
    state: row.state,
    hosts: row.spec.scope?.hosts ?? [],
    due: counts?.due ?? 0,
    done: counts?.done ?? 0,
    captures: found?.captures ?? 0,
    adverts: found?.adverts ?? 0,
    networks: found?.networks ?? 0,
    signals: found?.signals ?? 0,
    bytes,
    refused: counts?.refused ?? {},
    failed: counts?.failed ?? {},
    alarms: found === undefined ? [] : alarms(found),
    lastAt: counts?.lastAt ?? null,
    robots: row.spec.politeness?.robots ?? 'obey',
    delayMs: row.spec.politeness?.delayMs ?? 0
  }
}

/** No adverts on the last 50 pages of a source that had them before: its layout changed, or a wall came up (never "no adverts today"). */
function alarms(found: Yield): string[] {
  const had = found.before >= 50 && found.before_adverts >= found.before * 0.2
  return had && found.recent >= 50 && found.recent_adverts === 0 ? ['layout-changed'] : []
}
