/** Versions of adverts in PostgreSQL: a row per run of captures that show one text, with the reading of the newest of them. */
import type { Tx } from '../ground.ts'
import type { ReadingRow } from '../sealed/readings.ts'

/** One capture that shows an advert, as stored. */
export interface AdvertCapture {
  readonly advert_id: number
  readonly capture_id: string
  /** Milliseconds since 1970. */
  readonly seen_ms: number
  readonly text_mac: Buffer
}

/** Which captures show these adverts, as far as they are not erased. */
export async function advertCaptures(tx: Tx, adverts: readonly number[]): Promise<AdvertCapture[]> {
  if (adverts.length === 0) return []
  const { rows } = await tx.query<AdvertCapture>({
    name: 'advert-captures',
    text: `select advert_id, capture_id, (extract(epoch from seen_at) * 1000)::float8 as seen_ms, text_mac
           from advert_capture where advert_id = any($1::int[])`,
    values: [adverts]
  })
  return rows
}

export interface NewAdvertCapture {
  readonly advertId: number
  readonly captureId: string
  readonly seenAt: string
  readonly postedAt: string | null
  readonly textMac: Buffer
}

/** Notes that captures show adverts; one that was noted before gets what is read in it now. */
export async function saveAdvertCaptures(tx: Tx, mandate: string, seen: readonly NewAdvertCapture[]): Promise<void> {
  if (seen.length === 0) return
  await tx.query({
    name: 'save-advert-captures',
    text: `
      insert into advert_capture (mandate_id, advert_id, capture_id, seen_at, posted_at, text_mac)
      select $1, s.* from unnest($2::int[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::bytea[]) as s
      on conflict (advert_id, capture_id) do update set seen_at = excluded.seen_at, posted_at = excluded.posted_at, text_mac = excluded.text_mac`,
    values: [
      mandate,
      seen.map((one) => one.advertId),
      seen.map((one) => one.captureId),
      seen.map((one) => one.seenAt),
      seen.map((one) => one.postedAt),
      seen.map((one) => one.textMac)
    ]
  })
}

/** A version as stored; its reading is null when its capture was erased. */
export interface SightingRow extends Omit<ReadingRow, 'kek' | 'wrapped' | 'reading'> {
  readonly id: number
  readonly advert_id: number
  readonly version: number
  readonly seen_ms: number
  readonly text_mac: Buffer
}

/** The versions of these adverts in order; `newestOnly`: the present one of each. */
export async function sightingsOf(
  tx: Tx,
  adverts: readonly number[],
  newestOnly: boolean
): Promise<Map<number, SightingRow[]>> {
  if (adverts.length === 0) return new Map()
  const { rows } = await tx.query<SightingRow>({
    name: newestOnly ? 'newest-sightings-of' : 'sightings-of',
    text: `
      select s.id, s.advert_id, s.capture_id, s.version, (extract(epoch from s.seen_at) * 1000)::float8 as seen_ms, s.text_mac, a.key
      from advert a join sighting s on ${newestOnly ? 's.id = a.sighting_id' : 's.advert_id = a.id'}
      where a.id = any($1::int[]) order by s.version, s.id`,
    values: [adverts]
  })
  return Map.groupBy(rows, (row) => row.advert_id)
}

export interface NewSighting {
  readonly advertId: number
  readonly captureId: string
  readonly version: number
  /** How many versions the advert has: the last of them is the present one. */
  readonly versions: number
  readonly seenAt: string
  readonly textMac: Buffer
  readonly reading: Buffer
  /** Where the advert stands, sealed like the reading (sealed-address.ts). */
  readonly place: Buffer
  /** What it counts as, sealed likewise (phenomena/sealed-traits.ts). */
  readonly counted: Buffer
}

/** Versions of the steps that made a reading. */
export interface ReadBy {
  readonly read: number
  readonly extract: number
}

/** Inserts new versions and returns their ids in order. */
export async function insertSightings(
  tx: Tx,
  mandate: string,
  sightings: readonly NewSighting[],
  steps: ReadBy
): Promise<number[]> {
  if (sightings.length === 0) return []
  const { rows } = await tx.query<{ id: number; advert_id: number; version: number }>({
    name: 'insert-sightings',
    text: `
      with made as (
        insert into sighting (mandate_id, read_version, extract_version, advert_id, capture_id, version, seen_at, text_mac, reading, place, counted)
        select $1, $2, $3, s.* from unnest($4::int[], $5::uuid[], $6::int[], $7::timestamptz[], $8::bytea[], $9::bytea[], $11::bytea[], $12::bytea[]) as s
        returning id, advert_id, version),
      moved as (
        update advert a set sighting_id = m.id, versions = m.version
        from made m join unnest($4::int[], $10::int[]) as of(advert_id, versions) on of.advert_id = m.advert_id and of.versions = m.version
        where a.id = m.advert_id)
      select id, advert_id, version from made`,
    values: [
      mandate,
      steps.read,
      steps.extract,
      sightings.map((one) => one.advertId),
      sightings.map((one) => one.captureId),
      sightings.map((one) => one.version),
      sightings.map((one) => one.seenAt),
      sightings.map((one) => one.textMac),
      sightings.map((one) => one.reading),
      sightings.map((one) => one.versions),
      sightings.map((one) => one.place),
      sightings.map((one) => one.counted)
    ]
  })
  const ids = new Map(rows.map((row) => [`${row.advert_id} ${row.version}`, row.id]))
  return sightings.map((one) => ids.get(`${one.advertId} ${one.version}`) ?? 0)
}

/** The same text in a newer capture (or read by a newer version): the sighting moves on, so that erasing the old capture loses nothing. */
export async function moveSighting(tx: Tx, id: number, to: NewSighting, steps: ReadBy): Promise<void> {
  await tx.query({
    name: 'move-sighting',
    text: `update sighting set capture_id = $2, seen_at = $3, text_mac = $4, reading = $5, version = $6, place = $7, read_version = $8,
             extract_version = $9, counted = $10 where id = $1`,
    values: [
      id,
      to.captureId,
      to.seenAt,
      to.textMac,
      to.reading,
      to.version,
      to.place,
      steps.read,
      steps.extract,
      to.counted
    ]
  })
}

/** Takes away versions that are none any more, with their facts. */
export async function dropSightings(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query({
    name: 'drop-sightings',
    text: 'with gone as (delete from sighting where id = any($1::bigint[])) delete from fact where sighting_id = any($1::bigint[])',
    values: [ids]
  })
}

/** Numbers versions anew, and sets what follows from the whole of an advert: its present version and when it says it was placed. Returns the versions that have another number now. */
export async function renumberVersions(
  tx: Tx,
  numbers: readonly { readonly id: number; readonly version: number }[],
  adverts: readonly { readonly id: number; readonly newest: number; readonly versions: number }[]
): Promise<number[]> {
  if (adverts.length === 0) return []
  const renumbered = await tx.query<{ id: number }>({
    name: 'renumber-versions',
    text: `update sighting s set version = n.version from unnest($1::bigint[], $2::int[]) as n(id, version) where s.id = n.id and s.version <> n.version returning s.id`,
    values: [numbers.map((one) => one.id), numbers.map((one) => one.version)]
  })
  await tx.query({
    name: 'settle-versions',
    text: `
      update advert a set sighting_id = n.newest, versions = n.versions,
        posted_at = coalesce((select min(c.posted_at) from advert_capture c where c.advert_id = a.id), a.posted_at)
      from unnest($1::int[], $2::bigint[], $3::int[]) as n(id, newest, versions) where a.id = n.id`,
    values: [adverts.map((one) => one.id), adverts.map((one) => one.newest), adverts.map((one) => one.versions)]
  })
  return renumbered.rows.map((row) => row.id)
}

/** Captures whose reading is wanted again: an older version came to stand on one whose reading was not kept. */
export async function askReading(tx: Tx, captures: readonly string[]): Promise<void> {
  if (captures.length === 0) return
  await tx.query({
    name: 'ask-reading',
    text: `update capture set read_version = 0, page_kind = null, step_error = null where id = any($1::uuid[]) and state <> 'erased'`,
    values: [captures]
  })
}

/** Networks of adverts whose present version is another one: what was said of them rests on the text of before. */
export async function touchNetworks(tx: Tx, mandate: string, adverts: readonly number[]): Promise<number[]> {
  if (adverts.length === 0) return []
  const { rows } = await tx.query<{ id: number }>({
    name: 'touch-networks',
    text: `update network set changed_at = clock_timestamp()
           where mandate_id = $1 and id in (select network_id from advert where id = any($2::int[])) returning id`,
    values: [mandate, adverts]
  })
  return rows.map((row) => row.id)
}
