/** Sources: how far each crawl is, what it yields, whether it fell silent, and which addresses were refused, failed or passed over, by reason. */
import type pg from 'pg'
import { act, type Done } from '../../accountability/acts.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Source } from '../../model/source.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openAddress } from '../../store/sealed/sealed-address.ts'
import type { AddressRow, SourceRow, Sources } from '../../contract/desk/sources.ts'
import { sentOnTold } from '../../store/summary.ts'
import { restingHosts } from '../../store/frontier/frontier-state.ts'
import { alarmsOf, changeOf, yieldsIn, type Yield } from './alarms.ts'
import { restsIn } from './rests.ts'
import { cursorText, readCursor } from '../cursor.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'

/** All sources of the mandate in force, with counts. */
export async function listSources(pool: pg.Pool, ground: Ground): Promise<Outcome<Sources>> {
  return act<Outcome<Sources>>(pool, ground, async (tx) => {
    const sources = await sourcesIn(tx)
    const bytes = await bytesOf(tx)
    const passed = await passedCounts(tx)
    const weeks = await weeksOf(tx)
    const rests = await restsIn(tx, ground)
    const sentOn = Map.groupBy(await sentOnTold(tx, null), (one) => one.source)
    const value = {
      sources: sources.map((one) => ({
        ...one,
        ...rests(one.id),
        bytes: bytes.get(one.id) ?? 0,
        passed: passed.get(one.id) ?? {},
        weeks: weeks.get(one.id) ?? Array.from({ length: weeksShown }, () => 0),
        sentOn: (sentOn.get(one.id) ?? []).map(({ from, host, followed, add }) => ({ from, host, followed, add }))
      })),
      resting: await restingHosts(tx, null)
    }
    return { result: { kind: 'done', value }, entry: { act: 'sources.list' } }
  })
}

type SourceInShort = Omit<SourceRow, 'passed' | 'weeks' | 'bytes' | 'sentOn' | 'rest' | 'today'>

/** The sources of the mandate in force, with what a look at each needs; not what is counted over all of their captures. */
export async function sourcesIn(tx: Tx): Promise<SourceInShort[]> {
  const { rows } = await tx.query<StoredSource>(
    `select id, name, mandate_id, state, spec,
       array(select p.key from jsonb_each(parameters) p where p.value->>'verdict' = 'session' order by 1) as sessions
     from source order by id limit 1000`
  )
  const counts = await addressCounts(tx)
  const yields = await yieldsIn(tx)
  return rows.map((row) => sourceRow(row, counts.get(row.id), yields.get(row.id)))
}

/** Bytes that were fetched, by source. */
async function bytesOf(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ source_id: string; n: number }>(
    `select source_id, sum(n)::bigint as n from tally where kind = 'bytes' group by source_id`
  )
  return new Map(rows.map((row) => [row.source_id, row.n]))
}

export interface AddressFilter {
  /** `passed`: the newest page of an address was of the kind `reason` and gave no advert. */
  readonly state: 'refused' | 'failed' | 'passed'
  readonly reason?: string | undefined
  readonly after?: string | undefined
}

const pageSize = 100

/** Addresses of a source that were refused, failed or passed over, newest first. */
export async function listAddresses(
  pool: pg.Pool,
  ground: Ground,
  keyring: Keyring,
  source: string,
  filter: AddressFilter
): Promise<Outcome<{ addresses: AddressRow[]; next: string | null }>> {
  const place = filter.after === undefined ? [] : readCursor(filter.after, ['number'])
  if (place === null) return refused('bad-cursor')
  const before = typeof place[0] === 'number' ? place[0] : null
  return act<Outcome<{ addresses: AddressRow[]; next: string | null }>>(pool, ground, async (tx) => {
    const known = await tx.query('select 1 from source where id = $1', [source])
    if (known.rowCount === 0) return refusedAct('not-found')
    if (filter.state === 'passed') return passedOver(tx, keyring, source, filter, before)
    const { rows } = await tx.query<SealedRow>(
      `select id, url_mac, sealed, kek, state, reason, last_status as status, last_at as at from address
       where source_id = $1 and sealed is not null and state = $2 and ($3::text is null or reason = $3) and ($4::bigint is null or id < $4) order by id desc limit $5`,
      [source, filter.state, filter.reason ?? null, before, pageSize + 1]
    )
    return pageOf(keyring, rows, source, filter)
  })
}

type AddressPage = Outcome<{ addresses: AddressRow[]; next: string | null }>
type SealedRow = Omit<AddressRow, 'url' | 'detail'> & {
  readonly url_mac: Buffer
  readonly sealed: Buffer
  readonly kek: string
}

/** Addresses that were read and gave nothing, by the kind of their page. Captures are content: only the numbers of addresses come from them. */
async function passedOver(
  tx: Tx,
  keyring: Keyring,
  source: string,
  filter: AddressFilter,
  before: number | null
): Promise<Done<AddressPage>> {
  const found = await tx.query<{ id: number }>('select id from passed_over($1, $2, $3::bigint, $4)', [
    source,
    filter.reason ?? '',
    before,
    pageSize + 1
  ])
  const { rows } = await tx.query<SealedRow>(
    `select id, url_mac, sealed, kek, state, $2::text as reason, last_status as status, last_at as at from address
     where id = any($1::bigint[]) and sealed is not null order by id desc`,
    [found.rows.map((row) => row.id), filter.reason ?? '']
  )
  return pageOf(keyring, rows, source, filter)
}

function pageOf(
  keyring: Keyring,
  rows: readonly SealedRow[],
  source: string,
  filter: AddressFilter
): Done<AddressPage> {
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
}

const weeksShown = 12

async function passedCounts(tx: Tx): Promise<Map<string, Record<string, number>>> {
  const { rows } = await tx.query<{ source_id: string; kind: string; n: number }>(
    'select source_id, kind, n::int as n from source_passed()'
  )
  const found = new Map<string, Record<string, number>>()
  for (const { source_id: id, kind, n } of rows) found.set(id, { ...found.get(id), [kind]: n })
  return found
}

async function weeksOf(tx: Tx): Promise<Map<string, number[]>> {
  const { rows } = await tx.query<{ source_id: string; week: number; n: number }>(
    'select source_id, week, n::int as n from source_weeks()'
  )
  const found = new Map<string, number[]>()
  for (const { source_id: id, week, n } of rows) {
    const weeks = found.get(id) ?? Array.from({ length: weeksShown }, () => 0)
    if (week >= 0 && week < weeksShown) weeks[week] = n
    found.set(id, weeks)
  }
  return found
}

interface StoredSource {
  readonly id: string
  readonly name: string
  readonly mandate_id: string
  readonly state: string
  readonly spec: Partial<Source>
  readonly sessions: string[]
}

interface Counts {
  due: number
  done: number
  lastAt: string | null
  refused: Record<string, number>
  failed: Record<string, number>
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

function sourceRow(row: StoredSource, counts: Counts | undefined, found: Yield | undefined): SourceInShort {
  const change = changeOf(found)
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
    refused: counts?.refused ?? {},
    failed: counts?.failed ?? {},
    alarms: alarmsOf(change),
    change,
    lastAt: counts?.lastAt ?? null,
    robots: row.spec.politeness?.robots ?? 'obey',
    delayMs: row.spec.politeness?.delayMs ?? 0,
    sessions: row.sessions
  }
}
