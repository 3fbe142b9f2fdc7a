/** Adverts and their sightings in PostgreSQL: a version is one row, moved on to the newest capture that shows the same text. */
import type { Tx } from './ground.ts'

export interface SeenAdvert {
  readonly sourceId: string | null
  readonly site: string
  readonly url: string
  readonly key: string
  readonly seenAt: string
  readonly postedAt: string | null
  readonly state: 'sealed' | 'open'
}

/** Inserts or finds adverts, in the order given; twice the same identity in one call is a broken promise. */
export async function upsertAdverts(tx: Tx, mandate: string, seen: readonly SeenAdvert[]): Promise<UpsertedAdvert[]> {
  if (seen.length === 0) return []
  const { rows } = await tx.query<{
    id: number
    url: string
    key: string
    source_id: string | null
    sighting_id: number | null
    link_no: number | null
    versions: number
    state: string
  }>({
    name: 'upsert-adverts',
    text: `
      insert into advert as a (mandate_id, source_id, site, url, key, first_seen, last_seen, posted_at, state)
      select $1, s.source_id, s.site, s.url, s.key, s.seen_at, s.seen_at, s.posted_at, s.state
      from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[])
        as s(source_id, site, url, key, seen_at, posted_at, state)
      on conflict (mandate_id, source_id, url, key) do update set last_seen = greatest(a.last_seen, excluded.last_seen),
        first_seen = least(a.first_seen, excluded.first_seen), gone_at = null
      returning a.id, a.url, a.key, a.source_id, a.sighting_id, a.link_no, a.versions, a.state`,
    values: [
      mandate,
      seen.map((one) => one.sourceId),
      seen.map((one) => one.site),
      seen.map((one) => one.url),
      seen.map((one) => one.key),
      seen.map((one) => one.seenAt),
      seen.map((one) => one.postedAt),
      seen.map((one) => one.state)
    ]
  })
  const byIdentity = new Map(rows.map((row) => [`${row.source_id ?? ''}\n${row.url}\n${row.key}`, row]))
  return seen.map((one) => {
    const row = byIdentity.get(`${one.sourceId ?? ''}\n${one.url}\n${one.key}`)
    if (row === undefined) throw new Error(`The advert ${one.url} was neither inserted nor found.`)
    return {
      id: row.id,
      sightingId: row.sighting_id,
      linkNo: row.link_no,
      versions: row.versions,
      state: row.state as UpsertedAdvert['state']
    }
  })
}

export interface UpsertedAdvert {
  readonly id: number
  /** The newest sighting before this one; null when the advert is new. */
  readonly sightingId: number | null
  /** Its number in the linker; null when it never was there. */
  readonly linkNo: number | null
  readonly versions: number
  readonly state: 'sealed' | 'open' | 'erased'
}

export interface KnownSighting {
  readonly id: number
  readonly text_mac: Buffer
  readonly version: number
  readonly capture_id: string
}

export async function sightingsById(tx: Tx, ids: readonly number[]): Promise<Map<number, KnownSighting>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<KnownSighting>({
    name: 'sightings-by-id',
    text: 'select id, text_mac, version, capture_id from sighting where id = any($1::bigint[])',
    values: [ids]
  })
  return new Map(rows.map((row) => [row.id, row]))
}

export interface NewSighting {
  readonly advertId: number
  readonly captureId: string
  readonly version: number
  readonly seenAt: string
  readonly textMac: Buffer
  readonly reading: Buffer
}

/** Inserts new versions and returns their ids in order. */
export async function insertSightings(
  tx: Tx,
  mandate: string,
  sightings: readonly NewSighting[],
  versions: { readonly read: number; readonly extract: number }
): Promise<number[]> {
  if (sightings.length === 0) return []
  const { rows } = await tx.query<{ id: number; advert_id: number }>({
    name: 'insert-sightings',
    text: `
      with made as (
        insert into sighting (mandate_id, read_version, extract_version, advert_id, capture_id, version, seen_at, text_mac, reading)
        select $1, $2, $3, s.* from unnest($4::int[], $5::uuid[], $6::int[], $7::timestamptz[], $8::bytea[], $9::bytea[]) as s
        returning id, advert_id, version),
      moved as (update advert a set sighting_id = m.id, versions = m.version from made m where a.id = m.advert_id)
      select id, advert_id from made`,
    values: [
      mandate,
      versions.read,
      versions.extract,
      sightings.map((one) => one.advertId),
      sightings.map((one) => one.captureId),
      sightings.map((one) => one.version),
      sightings.map((one) => one.seenAt),
      sightings.map((one) => one.textMac),
      sightings.map((one) => one.reading)
    ]
  })
  const byAdvert = new Map(rows.map((row) => [row.advert_id, row.id]))
  return sightings.map((one) => byAdvert.get(one.advertId) ?? 0)
}

/** The same text in a newer capture (or read by a newer version): the sighting moves on, so that erasing the old capture loses nothing. */
export async function moveSighting(
  tx: Tx,
  id: number,
  capture: string,
  seenAt: string,
  textMac: Buffer,
  reading: Buffer
): Promise<void> {
  await tx.query({
    name: 'move-sighting',
    text: 'update sighting set capture_id = $2, seen_at = $3, text_mac = $4, reading = $5 where id = $1',
    values: [id, capture, seenAt, textMac, reading]
  })
}

export interface NewFact {
  readonly sightingId: number
  readonly ordinal: number
  readonly advertId: number
  readonly kind: string
  readonly blind: string
  readonly confidence: number
  readonly state: 'proposed' | 'rejected'
}

/** Replaces the fact rows of the given sightings. */
export async function replaceFacts(
  tx: Tx,
  mandate: string,
  renewed: readonly number[],
  facts: readonly NewFact[]
): Promise<void> {
  if (renewed.length > 0) {
    await tx.query({
      name: 'drop-facts',
      text: 'delete from fact where sighting_id = any($1::bigint[])',
      values: [renewed]
    })
  }
  if (facts.length === 0) return
  await tx.query({
    name: 'insert-facts',
    text: `
      insert into fact (mandate_id, sighting_id, ordinal, advert_id, kind, blind, confidence, state)
      select $1, f.* from unnest($2::bigint[], $3::smallint[], $4::int[], $5::text[], $6::text[], $7::real[], $8::text[]) as f`,
    values: [
      mandate,
      facts.map((one) => one.sightingId),
      facts.map((one) => one.ordinal),
      facts.map((one) => one.advertId),
      facts.map((one) => one.kind),
      facts.map((one) => one.blind),
      facts.map((one) => one.confidence),
      facts.map((one) => one.state)
    ]
  })
}

/** Fact rows of sightings as they are now: `kind blind` per sighting. */
export async function factsOf(
  tx: Tx,
  sightings: readonly number[]
): Promise<Map<number, { kind: string; blind: string }[]>> {
  if (sightings.length === 0) return new Map()
  const { rows } = await tx.query<{ sighting_id: number; kind: string; blind: string }>({
    name: 'facts-of',
    text: 'select sighting_id, kind, blind from fact where sighting_id = any($1::bigint[])',
    values: [sightings]
  })
  return Map.groupBy(rows, (row) => row.sighting_id)
}

/** Facts that a person rejected on these adverts: they stay rejected when the advert is read again. */
export async function rejectedFacts(tx: Tx, adverts: readonly number[]): Promise<Set<string>> {
  if (adverts.length === 0) return new Set()
  const { rows } = await tx.query<{ advert_id: number; kind: string; blind: string }>({
    name: 'rejected-facts',
    text: `select advert_id, kind, blind from fact where advert_id = any($1::int[]) and state = 'rejected'`,
    values: [adverts]
  })
  return new Set(rows.map((row) => `${row.advert_id} ${row.kind} ${row.blind}`))
}

export async function saveWords(
  tx: Tx,
  mandate: string,
  words: readonly { readonly advertId: number; readonly words: string }[]
): Promise<void> {
  if (words.length === 0) return
  await tx.query({
    name: 'save-words',
    text: `insert into advert_words (mandate_id, advert_id, words) select $1, w.id, w.words::tsvector from unnest($2::int[], $3::text[]) as w(id, words)
           on conflict (advert_id) do update set words = excluded.words`,
    values: [mandate, words.map((one) => one.advertId), words.map((one) => one.words)]
  })
}

/** Marks the adverts of an address as gone. Returns how many. */
export async function markGone(
  tx: Tx,
  gone: readonly { readonly sourceId: string; readonly url: string; readonly at: string }[]
): Promise<number> {
  if (gone.length === 0) return 0
  const { rowCount } = await tx.query({
    name: 'mark-gone',
    text: `update advert a set gone_at = g.at from unnest($1::text[], $2::text[], $3::timestamptz[]) as g(source_id, url, at)
           where a.source_id = g.source_id and a.url = g.url and a.gone_at is null`,
    values: [gone.map((one) => one.sourceId), gone.map((one) => one.url), gone.map((one) => one.at)]
  })
  return rowCount ?? 0
}
