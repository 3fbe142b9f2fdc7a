/** Adverts in PostgreSQL: who they are, when they were seen, their blind facts and words. Their versions are in versions.ts. */
import type { KeyObject } from 'node:crypto'
import type { Tx } from '../ground.ts'
import { nameOf, namesOf, tokensFor } from '../sealed/value-tokens.ts'

export interface SeenAdvert {
  readonly sourceId: string | null
  readonly site: string
  /** Keyed hash of its address (address-mac.ts). */
  readonly urlMac: Buffer
  /** Name of its place on the page (`placeName`). */
  readonly key: string
  /** Times of the oldest and the newest capture that shows it here. */
  readonly firstSeen: string
  readonly lastSeen: string
  /** The earliest day that it says it was placed on. */
  readonly postedAt: string | null
  readonly state: 'sealed' | 'open'
  /** What finds it again at another address; null when its text says too little for that. */
  readonly marks: AdvertMarks | null
}

/** What is kept of an advert when it is first seen, by keyed hashes. */
export interface AdvertMarks {
  readonly text: Buffer
  readonly number: Buffer
  readonly named: Buffer | null
}

/** Inserts or finds adverts, in the order given; twice the same identity in one call is a broken promise. */
export async function upsertAdverts(tx: Tx, mandate: string, seen: readonly SeenAdvert[]): Promise<UpsertedAdvert[]> {
  if (seen.length === 0) return []
  const { rows } = await tx.query<{
    id: number
    url_mac: Buffer
    key: string
    source_id: string | null
    sighting_id: number | null
    link_no: number | null
    versions: number
    state: string
  }>({
    name: 'upsert-adverts',
    text: `
      insert into advert as a (mandate_id, source_id, site, url_mac, key, first_seen, last_seen, posted_at, state, same_text, same_number, named_mac)
      select $1, s.*
      from unnest($2::text[], $3::text[], $4::bytea[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[],
          $10::bytea[], $11::bytea[], $12::bytea[])
        as s(source_id, site, url_mac, key, first_seen, last_seen, posted_at, state, same_text, same_number, named_mac)
      on conflict (mandate_id, source_id, url_mac, key) where url_mac is not null do update set last_seen = greatest(a.last_seen, excluded.last_seen),
        first_seen = least(a.first_seen, excluded.first_seen), posted_at = least(a.posted_at, excluded.posted_at),
        same_text = case when a.sighting_id is null and excluded.same_text is not null then excluded.same_text else a.same_text end,
        same_number = case when a.sighting_id is null and excluded.same_text is not null then excluded.same_number else a.same_number end,
        named_mac = case when a.sighting_id is null and excluded.same_text is not null then excluded.named_mac else a.named_mac end
      returning a.id, a.url_mac, a.key, a.source_id, a.sighting_id, a.link_no, a.versions, a.state`,
    values: [
      mandate,
      seen.map((one) => one.sourceId),
      seen.map((one) => one.site),
      seen.map((one) => one.urlMac),
      seen.map((one) => one.key),
      seen.map((one) => one.firstSeen),
      seen.map((one) => one.lastSeen),
      seen.map((one) => one.postedAt),
      seen.map((one) => one.state),
      seen.map((one) => one.marks?.text ?? null),
      seen.map((one) => one.marks?.number ?? null),
      seen.map((one) => one.marks?.named ?? null)
    ]
  })
  const identity = (source: string | null, mac: Buffer, key: string): string =>
    `${source ?? ''}\n${mac.toString('base64')}\n${key}`
  const byIdentity = new Map(rows.map((row) => [identity(row.source_id, row.url_mac, row.key), row]))
  return seen.map((one) => {
    const row = byIdentity.get(identity(one.sourceId, one.urlMac, one.key))
    if (row === undefined) throw new Error(`An advert of ${one.site} was neither inserted nor found.`)
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

export interface NewFact {
  readonly sightingId: number
  readonly ordinal: number
  readonly advertId: number
  readonly kind: string
  readonly blind: string
  readonly confidence: number
  /** What a person said of its value in this advert; absent: it is proposed. */
  readonly rejected?: Rejection | undefined
}

/** Who rejected a fact, when and why. */
export interface Rejection {
  readonly by: string | null
  readonly at: string | null
  readonly because: string | null
}

/** Replaces the fact rows of the given sightings; `key`: that of tokens (value-tokens.ts). */
export async function replaceFacts(
  tx: Tx,
  mandate: string,
  key: KeyObject,
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
      insert into fact (mandate_id, sighting_id, ordinal, advert_id, kind, token, confidence, state, decided_by, decided_at, decided_because)
      select $1, f.* from unnest($2::bigint[], $3::smallint[], $4::int[], $5::text[], $6::text[], $7::real[], $8::text[], $9::text[],
        $10::timestamptz[], $11::text[]) as f`,
    values: [
      mandate,
      facts.map((one) => one.sightingId),
      facts.map((one) => one.ordinal),
      facts.map((one) => one.advertId),
      facts.map((one) => one.kind),
      tokensFor(
        key,
        facts.map((one) => ({ name: one.blind, holder: one.advertId }))
      ),
      facts.map((one) => one.confidence),
      facts.map((one) => (one.rejected === undefined ? 'proposed' : 'rejected')),
      facts.map((one) => one.rejected?.by ?? null),
      facts.map((one) => one.rejected?.at ?? null),
      facts.map((one) => one.rejected?.because ?? null)
    ]
  })
}

/** Fact rows of sightings as they are now: `kind blind` per sighting. */
export async function factsOf(
  tx: Tx,
  key: KeyObject,
  sightings: readonly number[]
): Promise<Map<number, { kind: string; blind: string }[]>> {
  if (sightings.length === 0) return new Map()
  const { rows } = await tx.query<{ sighting_id: number; kind: string; token: string }>({
    name: 'facts-of',
    text: 'select sighting_id, kind, token from fact where sighting_id = any($1::bigint[])',
    values: [sightings]
  })
  const names = namesOf(
    key,
    rows.map((row) => row.token)
  )
  const facts = rows.map(({ sighting_id, kind }, at) => ({ sighting_id, kind, blind: names[at] ?? '' }))
  return Map.groupBy(facts, (row) => row.sighting_id)
}

/** Facts that a person rejected, by advert and then by `KIND BLIND`. */
export type RejectedFacts = ReadonlyMap<number, ReadonlyMap<string, Rejection>>

/** Facts that a person rejected on these adverts: they stay rejected when the advert is read again. */
export async function rejectedFacts(tx: Tx, key: KeyObject, adverts: readonly number[]): Promise<RejectedFacts> {
  const rejected = new Map<number, Map<string, Rejection>>()
  if (adverts.length === 0) return rejected
  const { rows } = await tx.query<{ advert_id: number; kind: string; token: string } & Rejection>({
    name: 'rejected-facts',
    text: `select advert_id, kind, token, decided_by as by, decided_at::text as at, decided_because as because from fact
           where advert_id = any($1::int[]) and state = 'rejected' order by decided_at nulls first`,
    values: [adverts]
  })
  for (const { advert_id, kind, token, by, at, because } of rows) {
    const own = rejected.get(advert_id) ?? new Map<string, Rejection>()
    rejected.set(advert_id, own.set(`${kind} ${nameOf(key, token)}`, { by, at, because }))
  }
  return rejected
}

/**
 * Sets when adverts went: at the first answer "gone" from one of their addresses after the last capture that shows them, or at the second
 * redirect there; null when there is none, whatever came in first. `pages`: addresses that answered so; `ids`: adverts that were seen. Call it when the kinds of
 * the pages are written. Returns the adverts that changed.
 */
export async function settleGone(
  tx: Tx,
  ids: readonly number[],
  pages: readonly { readonly sourceId: string; readonly urlMac: Buffer }[]
): Promise<number[]> {
  if (ids.length + pages.length === 0) return []
  const { rows } = await tx.query<{ id: number }>({
    name: 'settle-gone',
    text: `
      update advert a set gone_at = g.at from (
        select t.id, least(case when t.gone_at > t.last_seen then t.gone_at end,
          (select min(c.seen_at) from capture c where c.source_id = t.source_id and c.url_mac = any(p.macs) and c.page_kind = 'gone' and c.seen_at > t.last_seen),
          (select c.seen_at from capture c where c.source_id = t.source_id and c.url_mac = any(p.macs) and c.page_kind = 'redirect' and c.seen_at > t.last_seen
           order by c.seen_at offset 1 limit 1)) as at
        from advert t
        cross join lateral (select array(select t.url_mac union all select x.url_mac from advert_address x where x.advert_id = t.id) as macs) p
        where t.id in (
          select unnest($1::int[])
          union all
          select o.id from unnest($2::text[], $3::bytea[]) as p(source_id, url_mac) join advert o on o.source_id = p.source_id and o.url_mac = p.url_mac
          union all
          select x.advert_id from unnest($2::text[], $3::bytea[]) as p(source_id, url_mac)
            join advert_address x on x.source_id = p.source_id and x.url_mac = p.url_mac)) g
      where a.id = g.id and a.gone_at is distinct from g.at returning a.id`,
    values: [ids, pages.map((one) => one.sourceId), pages.map((one) => one.urlMac)]
  })
  return rows.map((row) => row.id)
}
