/** Sources in PostgreSQL: the parsed source file, what its site repeats, and what was spent on its address patterns. */
import { isDeepStrictEqual } from 'node:util'
import type { ParameterState } from '../crawl/parameters.ts'
import type { TrapState } from '../crawl/trap.ts'
import type { Source } from '../model/source.ts'
import { lockClass } from './locks.ts'
import { record, type Ground, type Tx } from './ground.ts'

export interface StoredSource {
  readonly source: Source
  /** Sealed (store/sealed/site-profiles.ts). */
  readonly profile: Buffer | null
  readonly trap: TrapState | null
  /** Pages that gave something new, per address pattern. */
  readonly useful: Readonly<Record<string, number>>
  readonly sentOn: readonly SentOn[]
  readonly parameters: ParameterState
}

/** A host that a start address sends its visitors to. */
export interface SentOn {
  readonly host: string
  readonly from: string
  /** It is another name of the site and belongs to the scope; false: nothing is asked there. */
  readonly followed: boolean
  /** ISO 8601. */
  readonly at: string
}

export type SavedSource = { readonly kind: 'saved' } | { readonly kind: 'refused'; readonly message: string }

/** Saves a source under its mandate; refused when its id belongs to another mandate (which row security hides). */
export async function saveSource(tx: Tx, mandate: string, source: Source): Promise<SavedSource> {
  if (await updateSource(tx, source)) return { kind: 'saved' }
  try {
    await tx.query('savepoint source')
    await tx.query('insert into source (id, mandate_id, name, spec) values ($1, $2, $3, $4)', [
      source.id,
      mandate,
      source.name,
      JSON.stringify(source)
    ])
    return { kind: 'saved' }
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    await tx.query('rollback to savepoint source')
    // Another process may have added it under this mandate at the same moment: then it is there to update.
    if (await updateSource(tx, source)) return { kind: 'saved' }
    return ofAnotherMandate(source)
  }
}

/** Saves a source that is new, or was removed before; refused where one of this id stands, however many ask at the same moment. */
export async function saveNewSource(tx: Tx, mandate: string, source: Source): Promise<SavedSource> {
  try {
    await tx.query('savepoint source')
    const { rowCount } = await tx.query(
      `insert into source (id, mandate_id, name, spec) values ($1, $2, $3, $4)
       on conflict (id) do update set name = excluded.name, spec = excluded.spec, state = 'active' where source.state = 'removed'`,
      [source.id, mandate, source.name, JSON.stringify(source)]
    )
    if (rowCount === 1) return { kind: 'saved' }
    return { kind: 'refused', message: `There is a source "${source.id}" already: give this one another id.` }
  } catch (error) {
    // Row security refuses to touch the one of another mandate.
    if ((error as { code?: string }).code !== '42501') throw error
    await tx.query('rollback to savepoint source')
    return ofAnotherMandate(source)
  }
}

function ofAnotherMandate({ id }: Source): SavedSource {
  return { kind: 'refused', message: `The source "${id}" belongs to another mandate: give this one another id.` }
}

async function updateSource(tx: Tx, source: Source): Promise<boolean> {
  const { rows } = await tx.query<{ spec: Source }>('select spec from source where id = $1 for update', [source.id])
  const before = rows[0]?.spec
  if (before === undefined) return false
  await tx.query(`update source set name = $2, spec = $3, state = 'active' where id = $1`, [
    source.id,
    source.name,
    JSON.stringify(source)
  ])
  await reschedule(tx, source)
  await readmit(tx, before, source)
  return true
}

/** What is already scheduled follows changed limits of revisits: no sooner than the least, no later than the most after the last visit. */
async function reschedule(tx: Tx, { id, revisit }: Source): Promise<void> {
  await tx.query({
    name: 'reschedule',
    text: `update address set due_at = x.due from (
             select id, greatest(last_at + $2 * interval '1 millisecond', least(due_at, last_at + $3 * interval '1 millisecond')) as due
             from address where source_id = $1 and state = 'done' and due_at < 'infinity' and last_at is not null and sealed is not null) x
           where address.id = x.id and address.due_at <> x.due`,
    values: [id, revisit.minMs, revisit.maxMs]
  })
}

/**
 * What a former limit or rule turned down and the new one may let through is due again, and judged by it; a host that waits for a longer
 * delay than the new one waits for the new one.
 */
async function readmit(tx: Tx, before: Source, after: Source): Promise<void> {
  const reasons = [
    ...(after.limits.pages > before.limits.pages ? ['page-limit'] : []),
    // The database gives the fields of an object back in an order of its own.
    ...(isDeepStrictEqual(JSON.parse(JSON.stringify(after.scope)), before.scope) ? [] : ['out-of-scope']),
    ...(after.politeness.robots === before.politeness.robots ? [] : ['robots', 'robots-unavailable'])
  ]
  const deeper = after.limits.depth > before.limits.depth
  if (deeper || reasons.length > 0)
    await tx.query({
      name: 'readmit',
      text: `update address set state = 'due', due_at = now(), reason = null
             where source_id = $1 and state = 'refused' and sealed is not null and (reason = any($2) or ($3 and reason = 'depth' and depth <= $4))
               and (reason <> 'out-of-scope' or host = any($5))`,
      values: [after.id, reasons, deeper, after.limits.depth, after.scope.hosts]
    })
  if (after.politeness.delayMs < before.politeness.delayMs)
    await tx.query({
      name: 'sooner-hosts',
      text: `update host set next_at = least(next_at, now() + $2 * interval '1 millisecond')
             where host = any($1) and lease_by is null and rest_because is null`,
      values: [after.scope.hosts, after.politeness.delayMs]
    })
}

/** Sources that are crawled. */
export function activeSources(tx: Tx): Promise<StoredSource[]> {
  return storedSources(tx, `where state = 'active'`)
}

/** Sources that are crawled, and those that finish what is leased of them. */
export async function sourcesToCrawl(tx: Tx): Promise<(StoredSource & { readonly draining: boolean })[]> {
  const { rows } = await tx.query<{ id: string }>(`select id from source where state = 'draining'`)
  const draining = new Set(rows.map((row) => row.id))
  const stored = await storedSources(tx, `where state in ('active', 'draining')`)
  return stored.map((one) => ({ ...one, draining: draining.has(one.source.id) }))
}

/**
 * Sources that were drained and of which nothing is leased any more rest from now on, each with its entry in the ledger. Returns their ids.
 * A host that is leased counts while addresses of the source are due there: those that its worker took are due until they are settled.
 */
export async function endDrained(tx: Tx, ground: Ground): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'end-drained',
    text: `update source s set state = 'paused' where s.state = 'draining' and not exists (
             select 1 from host h where h.lease_by is not null and h.lease_until >= now()
               and exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = $1 and l.objid = h.lease_by)
               and exists (select 1 from address a where a.host = h.host and a.state = 'due' and a.source_id = s.id))
           returning s.id`,
    values: [lockClass.worker]
  })
  for (const { id } of rows) await record(tx, ground, { act: 'source.drained', subject: `source:${id}` })
  return rows.map((row) => row.id)
}

/** Every source, also those that rest or were removed: their captures are still read. */
export function everySource(tx: Tx): Promise<StoredSource[]> {
  return storedSources(tx, '')
}

async function storedSources(tx: Tx, where: string): Promise<StoredSource[]> {
  const { rows } = await tx.query<{
    spec: Source
    profile: Buffer | null
    trap: TrapState | null
    useful: Record<string, number>
    sent_on: SentOn[]
    parameters: ParameterState
  }>(`select spec, profile, trap, useful, sent_on, parameters from source ${where} order by id`)
  return rows.map(({ spec, sent_on: sentOn, ...row }) => ({ source: withNames(spec, sentOn), sentOn, ...row }))
}

/** The scope of a source whose file names no hosts grows by other names of its site. */
function withNames(source: Source, sentOn: readonly SentOn[]): Source {
  const names = sentOn.filter((one) => one.followed).map((one) => one.host)
  if (names.length === 0 || source.scope.given === true) return source
  return { ...source, scope: { ...source.scope, hosts: [...new Set([...source.scope.hosts, ...names])] } }
}

const mostSentOn = 20

/** Notes where the start of a source sends its visitors; true when that is new. At most 20 hosts of a source are kept. */
export async function saveSentOn(tx: Tx, sourceId: string, sent: SentOn): Promise<boolean> {
  const { rows } = await tx.query<{ sent_on: SentOn[] }>('select sent_on from source where id = $1 for update', [
    sourceId
  ])
  const before = rows[0]?.sent_on ?? []
  if (before.some((one) => one.host === sent.host && one.followed === sent.followed) || before.length >= mostSentOn)
    return false
  const now = [...before.filter((one) => one.host !== sent.host), sent]
  await tx.query('update source set sent_on = $2 where id = $1', [sourceId, JSON.stringify(now)])
  return true
}

/** `profile`: sealed. */
export async function saveProfile(tx: Tx, sourceId: string, profile: Buffer): Promise<void> {
  await tx.query('update source set profile = $2 where id = $1', [sourceId, profile])
}

export async function saveTrap(tx: Tx, sourceId: string, trap: TrapState): Promise<void> {
  await tx.query({
    name: 'save-trap',
    text: 'update source set trap = $2 where id = $1',
    values: [sourceId, JSON.stringify(trap)]
  })
}

/** Adds to the pages that gave something new, per pattern; the caller is the only one who reads pages of this mandate. */
export async function saveUseful(tx: Tx, sourceId: string, useful: Readonly<Record<string, number>>): Promise<void> {
  await tx.query({
    name: 'save-useful',
    text: 'update source set useful = $2 where id = $1',
    values: [sourceId, JSON.stringify(useful)]
  })
}

/** Keeps what pages told of the query parameters of a source; the caller is the only one who reads pages of this mandate. */
export async function saveParameters(tx: Tx, sourceId: string, parameters: ParameterState): Promise<void> {
  await tx.query({
    name: 'save-parameters',
    text: 'update source set parameters = $2 where id = $1',
    values: [sourceId, JSON.stringify(parameters)]
  })
}

/** Pages captured so far for a source, against its limit. */
export async function capturedPages(tx: Tx, sourceId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from address where source_id = $1 and visits > 0`,
    [sourceId]
  )
  return rows[0]?.n ?? 0
}

/** Where the sources of the mandate dial, the most common first; `NL` where there are none. */
export async function dialledRegions(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ region: string }>({
    name: 'dialled-regions',
    text: `select coalesce(spec->>'region', 'NL') as region from source group by 1 order by count(*) desc, 1 limit 5`
  })
  return rows.length === 0 ? ['NL'] : rows.map((row) => row.region)
}

/** True when the mandate of this ground has any source. */
export async function anySource(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from source limit 1')
  return rowCount !== 0
}
