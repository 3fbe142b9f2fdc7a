/** Reads what adverts count as: the living ones out of their sealed traits, the erased ones as the counts that are left of them. */
import type { Keyring } from '../../evidence/keys.ts'
import { cellOf, untold, type AdvertTraits, type Cell, type CountedPlace } from '../../model/phenomena/traits.ts'
import { dayAfter, mondayOf } from '../../model/phenomena/weeks.ts'
import type { Tx } from '../ground.ts'
import { openTraits, type CountedRow } from './sealed-traits.ts'

/** One advert as it is counted. */
export interface CountedAdvert {
  readonly id: number
  /** Null: nothing joins it to another, and it counts as a network of its own. */
  readonly network: number | null
  readonly cell: Cell
  readonly place: CountedPlace | null
}

/** A count of erased adverts: '' in the dimensions that its level does not tell. */
export interface FoldedCount {
  readonly level: string
  readonly cell: Cell
  readonly adverts: number
  readonly networks: number
}

interface Row extends CountedRow {
  readonly id: number
  readonly network_id: number | null
  readonly source_id: string | null
  readonly week: string
  readonly sighting: number | null
}

const chunk = 10_000

/** The living adverts first seen from one week to another (both included), in the order of their ids. */
export async function countedAdverts(tx: Tx, keyring: Keyring, from: string, to: string): Promise<CountedAdvert[]> {
  const adverts: CountedAdvert[] = []
  const [begin, last] = [mondayOf(from), mondayOf(to)]
  if (begin === null || last === null) return adverts
  const seen = new Set<number>()
  for (let after = 0; ;) {
    const { rows } = await tx.query<Row>({
      name: 'counted-adverts',
      text: `
        select a.id, a.network_id, a.source_id, a.key, to_char(a.first_seen at time zone 'Europe/Amsterdam', 'IYYY-"W"IW') as week,
          s.id as sighting, s.capture_id, s.counted, k.kek, k.wrapped
        from advert a
        left join lateral (select s.id, s.capture_id, s.counted from sighting s where s.advert_id = a.id and s.counted is not null
          order by (s.id = a.sighting_id) desc, s.version desc limit 1) s on true
        left join capture_key k on k.capture_id = s.capture_id
        where a.id > $1 and a.state <> 'erased' and a.mandate_id = (select ground_content())
          and a.first_seen >= ($2::date)::timestamp at time zone 'Europe/Amsterdam'
          and a.first_seen < ($3::date)::timestamp at time zone 'Europe/Amsterdam'
        order by a.id limit $4`,
      values: [after, begin, dayAfter(last, 7), chunk]
    })
    for (const row of rows) adverts.push(advertOf(row, keptTraits(keyring, row, seen)))
    if (rows.length < chunk) break
    after = rows.at(-1)?.id ?? 0
  }
  for (const one of opened.keys()) if (!seen.has(one)) opened.delete(one)
  return adverts
}

/** The given adverts, and all living adverts of their networks, whenever they were seen. */
export async function countedWithNetworks(tx: Tx, keyring: Keyring, ids: readonly number[]): Promise<CountedAdvert[]> {
  const { rows } = await tx.query<Row>({
    name: 'counted-with-networks',
    text: `
      select a.id, a.network_id, a.source_id, a.key, to_char(a.first_seen at time zone 'Europe/Amsterdam', 'IYYY-"W"IW') as week,
        s.id as sighting, s.capture_id, s.counted, k.kek, k.wrapped
      from advert a
      left join lateral (select s.id, s.capture_id, s.counted from sighting s where s.advert_id = a.id and s.counted is not null
        order by (s.id = a.sighting_id) desc, s.version desc limit 1) s on true
      left join capture_key k on k.capture_id = s.capture_id
      where a.state <> 'erased' and (a.id = any($1::int[]) or a.network_id in (select network_id from advert where id = any($1::int[])))
      order by a.id`,
    values: [ids]
  })
  // What is about to be erased is kept in no memory.
  return rows.map((row) => advertOf(row, traitsOf(keyring, row)))
}

/** Counts that are left of erased adverts, of a level, from one week to another. */
export async function foldedCounts(tx: Tx, level: string, from: string, to: string): Promise<FoldedCount[]> {
  const { rows } = await tx.query<Cell & { adverts: number; networks: number }>({
    name: 'folded-counts',
    text: `
      select week, place, form, language, source, price, disguise, adverts, networks from phenomenon_folded
      where mandate_id = (select ground_content()) and level = $1 and week >= $2 and week <= $3
      order by week, place, form, language, source, price, disguise`,
    values: [level, from, to]
  })
  return rows.map(({ adverts, networks, ...cell }) => ({ level, cell, adverts, networks }))
}

/** Adds counts of adverts that are erased in this transaction. */
export async function addFolded(tx: Tx, mandate: string, folded: readonly FoldedCount[]): Promise<void> {
  if (folded.length === 0) return
  await tx.query({
    name: 'add-folded',
    text: `
      insert into phenomenon_folded as p (mandate_id, level, week, place, form, language, source, price, disguise, adverts, networks)
      select $1, f.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::int[]) as f
      on conflict (mandate_id, level, week, source, place, form, language, price, disguise)
        do update set adverts = p.adverts + excluded.adverts, networks = p.networks + excluded.networks`,
    values: [
      mandate,
      folded.map((one) => one.level),
      folded.map((one) => one.cell.week),
      folded.map((one) => one.cell.place),
      folded.map((one) => one.cell.form),
      folded.map((one) => one.cell.language),
      folded.map((one) => one.cell.source),
      folded.map((one) => one.cell.price),
      folded.map((one) => one.cell.disguise),
      folded.map((one) => one.adverts),
      folded.map((one) => one.networks)
    ]
  })
}

/** Traits that this process opened before, by sighting, with the last bytes of what was opened: the same look a minute later opens nothing again. What a look does not meet is forgotten. */
const opened = new Map<number, { readonly tag: string; readonly traits: AdvertTraits }>()

function advertOf(row: Row, traits: AdvertTraits): CountedAdvert {
  return {
    id: row.id,
    network: row.network_id,
    cell: cellOf(traits, row.week, row.source_id ?? 'unknown'),
    place: traits.place
  }
}

function traitsOf(keyring: Keyring, row: Row): AdvertTraits {
  if (row.sighting === null || row.counted === null || row.kek === null) return untold
  return openTraits(keyring, row) ?? untold
}

function keptTraits(keyring: Keyring, row: Row, seen: Set<number>): AdvertTraits {
  if (row.sighting === null || row.counted === null || row.kek === null) return untold
  seen.add(row.sighting)
  const tag = row.counted.toString('base64', row.counted.length - 16)
  const known = opened.get(row.sighting)
  if (known?.tag === tag) return known.traits
  const traits = traitsOf(keyring, row)
  opened.set(row.sighting, { tag, traits })
  return traits
}
