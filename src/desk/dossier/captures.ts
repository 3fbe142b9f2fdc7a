/** The captures that show what a case holds, and the facts that stand in them, each with its characters. */
import { closedBeside } from '../adverts/beside.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import { urlOf } from '../../store/sealed/sealed-address.ts'
import type { Tx } from '../../store/ground.ts'
import type { Advert } from '../../contract/desk/adverts.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import type { StoredCase } from '../cases/case-rows.ts'
import { openSalted } from '../sealed-words.ts'
import type { StateCapture, StateFact, StateItem } from './state.ts'

const batch = 500

/** Splits a list into batches: one statement for each. */
export function batches<T>(list: readonly T[], size = batch): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_one, at) => list.slice(at * size, (at + 1) * size))
}

/** All adverts that items rest on, each once, in their order. */
export function advertsOf(items: readonly Pick<StateItem, 'holds'>[]): number[] {
  return [...new Set(items.flatMap((one) => one.holds))].sort((a, b) => a - b)
}

interface CaptureRow {
  readonly id: string
  readonly adverts: number[]
  readonly seen_at: string
  readonly server_at: string | null
  readonly url_sealed: Buffer | null
  readonly state: StateCapture['state']
  readonly origin: StateCapture['origin']
  readonly record_digest: Buffer
  readonly ledger_no: number | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

/** Every capture in which an advert of the items was read, the oldest first. Addresses of sealed ones stay sealed. */
export async function capturesOf(tx: Tx, { vault }: Desk, items: readonly StateItem[]): Promise<StateCapture[]> {
  const found = new Map<string, StateCapture>()
  for (const part of batches(advertsOf(items))) {
    const { rows } = await tx.query<CaptureRow>(
      `select c.id, w.adverts, c.seen_at, c.server_at, c.url_sealed, c.state, c.origin, c.record_digest, c.ledger_no, k.kek, k.wrapped
       from (select s.capture_id, array_agg(distinct s.advert_id order by s.advert_id) as adverts from sighting s
         where s.advert_id = any($1::int[]) group by 1) w
       join capture c on c.id = w.capture_id left join capture_key k on k.capture_id = c.id`,
      [part]
    )
    const open = rows.flatMap((row) => (row.state === 'open' ? [row.id] : []))
    const beside = await closedBeside(tx, open)
    for (const row of rows) {
      const adverts = [...(found.get(row.id)?.adverts ?? []), ...row.adverts]
      found.set(row.id, {
        id: row.id,
        adverts,
        seenAt: row.seen_at,
        serverAt: row.server_at,
        url: row.state === 'open' ? urlOf(vault.keyring, { ...row, capture_id: row.id }) : null,
        state: row.state,
        ...(beside.has(row.id) && { beside: true as const }),
        origin: row.origin,
        recordDigest: `sha256:${row.record_digest.toString('hex')}`,
        ledgerNo: row.ledger_no
      })
    }
  }
  return [...found.values()].toSorted((a, b) =>
    a.seenAt === b.seenAt ? (a.id < b.id ? -1 : 1) : a.seenAt < b.seenAt ? -1 : 1
  )
}

/** What was pinned, as it was sealed, with its salt, for some items of a case: by it the digest of an item can be made again. */
export async function pinnedContents(
  tx: Tx,
  { vault, ground }: Desk,
  id: string,
  numbers: readonly number[]
): Promise<Map<number, unknown>> {
  const { rows } = await tx.query<{ no: number; sealed: Buffer }>(
    'select no, sealed from case_item where case_id = $1 and no = any($2::int[]) order by no',
    [id, numbers]
  )
  return new Map(
    rows.map(({ no, sealed }) => {
      const place = { mandate: mandateOf(ground), label: 'case-item', context: `${id}/${no}` }
      return [no, openSalted(vault, place, sealed).value]
    })
  )
}

/** Facts of the items: of a pinned advert as they were pinned, of networks and signals those of their opened adverts now. */
export async function factsOf(
  tx: Tx,
  desk: Desk,
  row: Pick<StoredCase, 'id'>,
  items: readonly Pick<StateItem, 'no' | 'kind' | 'holds'>[]
): Promise<StateFact[]> {
  const facts: StateFact[] = []
  const adverts = items.filter((one) => one.kind === 'advert')
  for (const part of batches(adverts)) {
    const contents = await pinnedContents(
      tx,
      desk,
      row.id,
      part.map((one) => one.no)
    )
    for (const [no, content] of contents) facts.push(...factsOfAdvert(no, content as Advert))
  }
  const others = items.filter((one) => one.kind !== 'advert')
  const newest = new Map<number, Omit<StateFact, 'item'>[]>()
  for (const part of batches(advertsOf(others)))
    for (const [advert, found] of await newestFacts(tx, desk, part)) newest.set(advert, found)
  for (const { no, holds } of others)
    for (const advert of holds.toSorted((a, b) => a - b))
      facts.push(...(newest.get(advert) ?? []).map((one) => ({ item: no, ...one })))
  return facts
}

function factsOfAdvert(item: number, { id, versions }: Advert): StateFact[] {
  return versions.flatMap(({ version, reading, custody }) =>
    (reading?.facts ?? []).map(({ kind, value, raw, spans, method, confidence, state }) => ({
      item,
      advert: id,
      version,
      capture: custody.capture,
      kind,
      value,
      raw,
      spans,
      method,
      confidence,
      state
    }))
  )
}

/** Facts of the newest version of opened adverts, by advert. */
async function newestFacts(
  tx: Tx,
  { vault }: Desk,
  adverts: readonly number[]
): Promise<Map<number, Omit<StateFact, 'item'>[]>> {
  const { rows } = await tx.query<
    ReadingRow & { advert: number; version: number; states: Readonly<Record<string, StateFact['state']>> | null }
  >(
    `select a.id as advert, a.key, s.version, s.capture_id, s.reading, k.kek, k.wrapped,
       (select jsonb_object_agg(f.ordinal, f.state) from fact f where f.sighting_id = s.id) as states
     from advert a join sighting s on s.id = a.sighting_id join capture_key k on k.capture_id = s.capture_id
     where a.id = any($1::int[]) and a.state = 'open' and s.reading is not null order by a.id`,
    [adverts]
  )
  const facts = rows.flatMap((row) =>
    (openReading(vault.keyring, row)?.facts ?? []).map((fact, ordinal) => ({
      advert: row.advert,
      version: row.version,
      capture: row.capture_id,
      kind: fact.kind,
      value: fact.value,
      raw: fact.raw,
      spans: (fact.spans ?? [fact]).map(({ start, end }) => [start, end] as const),
      method: fact.method,
      confidence: fact.confidence,
      state: row.states?.[ordinal] ?? 'proposed'
    }))
  )
  return Map.groupBy(facts, (one) => one.advert)
}
