/** Compares what the tables say was erased with the ledger's acts of erasing: nothing is erased, and no advert gone, without one. */
import type pg from 'pg'
import { asSystem, mandatesOf } from './database.ts'
import { damaged, type VerifyItem } from '../item.ts'

const mostNamed = 20
const action = 'keep the database as it is, and restore these rows from its backup'

/** Tables of which each row belongs to an advert. */
const ofAdverts = ['sighting', 'advert_capture', 'fact', 'network_membership'] as const

/** Judges every mandate, each in one statement: ledger and tables are seen at one moment, also while others write. */
export async function* judgeErasures(pool: pg.Pool): AsyncGenerator<VerifyItem> {
  for (const mandate of await mandatesOf(pool)) {
    const [found] = await asSystem<Erased>(pool, mandate, erasedNow, [`mandate:${mandate}`])
    if (found === undefined) continue
    yield* limited(mandate, [...judgeAdverts(found), ...judgeCaptures(mandate, found)])
    yield* limited(mandate, await strangeVersions(pool, mandate))
    for (const table of ofAdverts) yield* limited(mandate, await orphans(pool, mandate, table))
  }
}

/**
 * As `judgeErasures`, for a start: numbers alone, a mandate a line. A capture that is not erased has its key; what is erased was
 * erased by an act.
 */
export async function judgeErasedCounts(pool: pg.Pool): Promise<VerifyItem[]> {
  const items: VerifyItem[] = []
  for (const mandate of await mandatesOf(pool)) {
    const [counts] = await asSystem<Counts>(pool, mandate, countsNow, [`mandate:${mandate}`])
    if (counts === undefined) continue
    const { keys, living, captures, adverts, toldCaptures, toldAdverts } = counts
    const where = `mandate ${mandate}`
    if (keys !== living)
      items.push(damaged(where, `${living} captures are not erased, and ${keys} keys are there for them`, '', action))
    if (captures !== toldCaptures)
      items.push(damaged(where, `${captures} captures are erased, and the ledger erased ${toldCaptures}`, '', action))
    if (adverts !== toldAdverts)
      items.push(damaged(where, `${adverts} adverts are erased, and the ledger erased ${toldAdverts}`, '', action))
  }
  return items
}

/** One act `retention.erase`. */
interface Act {
  readonly no: number
  readonly captures: number | null
  readonly readings: number | null
  readonly adverts: number | null
  /** Which adverts, as `3-7 9`; older entries only say how many. */
  readonly ids: string | null
  readonly dueBefore: string | null
}

interface Erased {
  readonly acts: readonly Act[]
  readonly adverts: readonly number[]
  /** Of the adverts that acts name: those whose row is there. */
  readonly all: readonly number[]
  /** Adverts that are erased by their state, and of which something is left. */
  readonly left: readonly number[]
  readonly captures: number
  /** Erased captures by the day on which they were due, the latest first. */
  readonly latest: readonly { readonly id: string; readonly due: string }[]
  readonly readings: number
}

const acts = `select no, detail from ledger where act = 'retention.erase' and subject = $1`
const erasedNow = `select
  (select coalesce(json_agg(json_build_object('no', no, 'captures', detail->'captures', 'readings', detail->'readings',
     'adverts', detail->'adverts', 'ids', detail->>'advertIds', 'dueBefore', detail->>'dueBefore') order by no), '[]') from (${acts}) l) as acts,
  (select coalesce(array_agg(id order by id), '{}') from advert where state = 'erased') as adverts,
  (select coalesce(array_agg(id), '{}') from advert) as "all",
  (select coalesce(array_agg(id order by id), '{}') from advert a where state = 'erased' and (url_mac is not null
     or exists (select 1 from sighting s where s.advert_id = a.id and s.reading is not null)
     or exists (select 1 from fact f where f.advert_id = a.id))) as left,
  (select count(*)::int from capture where state = 'erased') as captures,
  (select coalesce(json_agg(e), '[]') from (select id, to_char(erase_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due
     from capture where state = 'erased' order by erase_at desc limit ${mostNamed}) e) as latest,
  (select count(*)::int from sighting where reading is null) as readings`

interface Counts {
  readonly keys: number
  readonly living: number
  readonly captures: number
  readonly adverts: number
  readonly toldCaptures: number
  readonly toldAdverts: number
}

const told = (what: string): string => `(select coalesce(sum((detail->>'${what}')::bigint), 0)::int from (${acts}) l)`
const countsNow = `select (select count(*)::int from capture_key) as keys, c.living, c.captures,
  (select count(*)::int from advert where state = 'erased') as adverts,
  ${told('captures')} as "toldCaptures", ${told('adverts')} as "toldAdverts"
  from (select count(*) filter (where state <> 'erased')::int as living, count(*) filter (where state = 'erased')::int as captures from capture) c`

function judgeAdverts({ acts: known, adverts, all, left }: Erased): VerifyItem[] {
  const items = left.map((id) =>
    damaged(`advert ${id}`, 'it is erased by its state, and its address, texts or facts are still there', '', action)
  )
  const actOf = new Map<number, number>()
  for (const { no, ids } of known) for (const id of idsOf(ids)) actOf.set(id, no)
  const erased = new Set(adverts)
  const there = new Set(all)
  for (const [id, no] of actOf) {
    if (!there.has(id))
      items.push(damaged(`advert ${id}`, `ledger entry ${no} erased it, and its row is gone`, '', action))
    else if (!erased.has(id))
      items.push(damaged(`advert ${id}`, `ledger entry ${no} erased it, and its row is not erased`, '', action))
  }
  const unnamed = adverts.filter((id) => !actOf.has(id))
  const counted = sumOf(known.filter((one) => one.ids === null).map((one) => one.adverts))
  if (unnamed.length > counted && counted === 0)
    items.push(
      ...unnamed.map((id) => damaged(`advert ${id}`, 'it is erased, and no act of the ledger erased it', '', action))
    )
  else if (unnamed.length !== counted)
    items.push(
      damaged(
        `adverts ${unnamed.slice(0, mostNamed).join(', ')}`,
        `${unnamed.length} are erased, and the ledger erased ${counted} of them, without naming which`,
        '',
        action
      )
    )
  return items
}

function* judgeCaptures(mandate: string, { acts: known, captures, latest, readings }: Erased): Generator<VerifyItem> {
  const toldCaptures = sumOf(known.map((one) => one.captures))
  const toldReadings = sumOf(known.map((one) => one.readings))
  const before = known.reduce(
    (last, one) => (one.dueBefore !== null && one.dueBefore > last ? one.dueBefore : last),
    ''
  )
  for (const { id, due } of latest)
    if (due > before)
      yield damaged(`capture ${id}`, `it is erased, and no act of the ledger erased what was due at ${due}`, '', action)
  if (captures !== toldCaptures)
    yield damaged(
      `table capture, mandate ${mandate}`,
      `${captures} captures are erased, and the ledger erased ${toldCaptures}`,
      '',
      action
    )
  if (readings > toldReadings)
    yield damaged(
      `table sighting, mandate ${mandate}`,
      `the texts of ${readings} versions of adverts are gone, and the ledger erased ${toldReadings}`,
      '',
      action
    )
}

/** Adverts of which a table still has rows, and which are gone themselves: no act removes an advert. */
async function orphans(pool: pg.Pool, mandate: string, table: (typeof ofAdverts)[number]): Promise<VerifyItem[]> {
  const rows = await asSystem<{ id: number }>(
    pool,
    mandate,
    `select distinct t.advert_id as id from ${table} t where not exists (select 1 from advert a where a.id = t.advert_id) order by id limit 1000`,
    []
  )
  return rows.map(({ id }) =>
    damaged(`advert ${id}`, `the table ${table} knows it, and its row in the table advert is gone`, '', action)
  )
}

/** Adverts that are shown with a version of another advert, or with one that is not there. */
async function strangeVersions(pool: pg.Pool, mandate: string): Promise<VerifyItem[]> {
  const rows = await asSystem<{ id: number }>(
    pool,
    mandate,
    `select a.id from advert a where a.sighting_id is not null
       and not exists (select 1 from sighting s where s.id = a.sighting_id and s.advert_id = a.id) order by a.id limit 1000`,
    []
  )
  return rows.map(({ id }) => damaged(`advert ${id}`, 'it shows a version that is not its own, or is gone', '', action))
}

function* limited(mandate: string, items: readonly VerifyItem[]): Generator<VerifyItem> {
  yield* items.slice(0, mostNamed)
  if (items.length > mostNamed)
    yield damaged(`mandate ${mandate}`, `${items.length - mostNamed} more adverts or captures differ`, '', action)
}

/** `3-7 9` as numbers; at most 1,000,000, what is no such text gives none. */
function idsOf(text: string | null): number[] {
  const ids: number[] = []
  for (const [, first = '', last = first] of (text ?? '').matchAll(/(\d{1,10})(?:-(\d{1,10}))?/g))
    for (let id = Number(first); id <= Number(last) && ids.length < 1_000_000; id++) ids.push(id)
  return ids
}

function sumOf(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}
