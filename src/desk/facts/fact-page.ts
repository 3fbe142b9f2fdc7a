/** The page of one identifier: which adverts state it, where and when, and what else they state. Bounded, and it says so. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { FactPage } from '../../contract/desk/facts.ts'
import type { SignalState } from '../../contract/desk/signals.ts'
import { blind } from '../../link/fingerprint.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { openReading } from '../../store/sealed/readings.ts'
import { tokensOf } from '../../store/sealed/value-tokens.ts'
import {
  advertsOf,
  eventsOf,
  itineraryOf,
  linkedIn,
  placesOf,
  pricesOf,
  statedIn,
  weeksOf,
  type Carrier,
  type ReadVersion
} from './fact-history.ts'
import { carrierCounts } from '../networks/members.ts'
import { namesOf } from '../networks/network-names.ts'
import { refused, type Outcome } from '../outcome.ts'
import { understand, type AskedFact } from '../search/understand.ts'
import { blindKeyOf, mandateOf, tokenKeyOf, type Vault } from '../adverts/vault.ts'

/** Networks that are called by name. */
const mostNamed = 5
/** Carriers that are counted; sites and weeks are over these. */
const mostCarriers = 5_000
/** Opened adverts that are read and shown, and their versions. */
const mostShown = 300
const mostVersions = 600
const mostLinked = 200
const timeoutMs = 5_000

export type LookUpKind = FactPage['kind']

/** The value as its kind writes it, or null when it is none: `06 - 12 34 56 78` is `phone +31612345678`. `any` tells the kind. */
export function identified(kind: LookUpKind | 'any', value: string): AskedFact | null {
  const typed = value.trim()
  if (kind === 'name' || kind === 'place') {
    const capital = typed.slice(0, 1).toUpperCase() + typed.slice(1)
    const readings = [...new Set([typed, capital])].map((one) => ({ kind, value: one }))
    return typed === '' ? null : { kind, value: capital, readings }
  }
  const read = understand('', typed).facts.find((one) => kind === 'any' || one.kind === kind)
  if (read !== undefined || kind !== 'phone') return read ?? null
  // Extraction leaves examples and rows of one digit alone; a person who says that it is a number means it.
  const number = parsePhoneNumberFromString(typed, 'NL')
  if (number?.isPossible() !== true) return null
  return { kind, value: number.number, readings: [{ kind, value: number.number }] }
}

/** The identifiers in a text that somebody typed; else the number that the whole of it may be. */
export function typedFacts(text: string): readonly AskedFact[] {
  const { facts } = understand('', text)
  if (facts.length > 0) return facts
  const number = identified('phone', text)
  return number === null ? [] : [number]
}

/** Looks an identifier up. `not-a-fact`: the value is none of that kind. An identifier that no advert states has an empty page. */
export async function readFactPage(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  asked: AskedFact
): Promise<Outcome<FactPage>> {
  const mandate = mandateOf(ground)
  const key = blindKeyOf(vault, mandate)
  const readings = asked.readings.map((one) => ({ ...one, key: key === null ? '' : blind(one.kind, one.value, key) }))
  try {
    return await act<Outcome<FactPage>>(pool, ground, async (tx) => {
      await tx.query(`set local statement_timeout = ${timeoutMs}`)
      const { carriers, exact } = await carriersOf(
        tx,
        vault,
        mandate,
        key === null ? [] : readings.map((one) => one.key)
      )
      const open = carriers.filter((one) => one.state === 'open')
      const shown = open.slice(0, mostShown)
      const read = await versionsOf(
        tx,
        vault,
        shown.map((one) => one.id)
      )
      const adverts = advertsOf(shown, read)
      const known = await networksOf(tx, vault, mandate, carriers)
      const value: FactPage = {
        kind: asked.kind as LookUpKind,
        value: asked.value,
        readings,
        adverts: { value: carriers.length, exact },
        open: open.length,
        sealed: carriers.length - open.length,
        sites: sitesOf(carriers),
        weeks: weeksOf(carriers),
        shown: adverts,
        itinerary: itineraryOf(adverts),
        places: placesOf(adverts, read),
        linked: await linkedFacts(tx, { vault, mandate, asked }, adverts, read),
        stated: statedIn(adverts, read),
        prices: pricesOf(read),
        events: eventsOf(shown, read),
        ...known.value
      }
      await tx.query('set local statement_timeout = 0')
      const detail = {
        facts: asked.readings.map((one) => `${one.kind} ${one.value}`),
        results: carriers.length,
        shown: [...new Set([...adverts.map((one) => one.advert), ...known.read])]
      }
      return { result: { kind: 'done', value }, entry: { act: 'fact.look-up', detail } }
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return refused('too-expensive')
    throw error
  }
}

/** Newest first; `exact` false: there are more than are counted. */
async function carriersOf(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  keys: readonly string[]
): Promise<{ carriers: Carrier[]; exact: boolean }> {
  const { rows: found } = await tx.query<{ id: number; sightings: number[] }>(
    `select advert_id as id, array_agg(sighting_id) as sightings
     from (select advert_id, sighting_id from fact where mandate_id = $1 and token = any($2) and state <> 'rejected' limit $3) f
     group by advert_id`,
    [mandate, keys.flatMap((one) => tokensOf(tokenKeyOf(vault, mandate), one)), mostCarriers * 2]
  )
  const sightings = new Map(found.map((one) => [one.id, one.sightings.map(Number)]))
  const ids = [...sightings.keys()].slice(0, mostCarriers)
  const { rows } = await tx.query<Omit<Carrier, 'current'> & { sighting_id: number }>(
    `select id, state, site, first_seen, last_seen, gone_at, posted_at, network_id, versions, sighting_id from advert
     where id = any($1::int[]) and state <> 'erased' order by coalesce(posted_at, first_seen) desc, id desc`,
    [ids]
  )
  const carriers = rows.map(({ sighting_id: newest, ...row }) => ({
    ...row,
    current: sightings.get(row.id)?.includes(Number(newest)) === true
  }))
  return { carriers, exact: sightings.size <= mostCarriers && found.length < mostCarriers * 2 }
}

/** Versions of opened adverts in the order of time, without the facts that people called wrong. */
async function versionsOf(tx: Tx, vault: Vault, adverts: readonly number[]): Promise<ReadVersion[]> {
  if (adverts.length === 0) return []
  const { rows } = await tx.query<{
    id: number
    advert_id: number
    version: number
    seen_at: string
    key: string
    capture_id: string
    kek: string
    wrapped: Buffer
    reading: Buffer
  }>(
    `select s.id, s.advert_id, s.version, s.seen_at, a.key, s.capture_id, k.kek, k.wrapped, s.reading
     from sighting s join advert a on a.id = s.advert_id join capture_key k on k.capture_id = s.capture_id
     where s.advert_id = any($1::int[]) and a.state = 'open' and s.reading is not null
     order by s.id = a.sighting_id desc, s.seen_at desc limit $2`,
    [adverts, mostVersions]
  )
  const rejected = await rejectedIn(
    tx,
    rows.map((row) => row.id)
  )
  return rows
    .flatMap((row): ReadVersion[] => {
      const reading = openReading(vault.keyring, row)
      if (reading === null) return []
      const wrong = rejected.get(Number(row.id))
      const facts =
        wrong === undefined ? reading.facts : reading.facts.filter((_fact, ordinal) => !wrong.includes(ordinal))
      const { advert_id: advert, version, seen_at: seenAt } = row
      return [{ advert, version, seenAt, reading: { ...reading, facts } }]
    })
    .toSorted((a, b) => a.advert - b.advert || a.version - b.version)
}

async function rejectedIn(tx: Tx, sightings: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await tx.query<{ id: number; ordinals: number[] }>(
    `select sighting_id as id, array_agg(ordinal) as ordinals from fact
     where sighting_id = any($1::bigint[]) and state = 'rejected' group by sighting_id`,
    [sightings]
  )
  return new Map(rows.map((row) => [Number(row.id), row.ordinals]))
}

function sitesOf(carriers: readonly Carrier[]): FactPage['sites'] {
  return [...Map.groupBy(carriers, (one) => one.site)]
    .map(([site, rows]) => ({
      site,
      open: rows.filter((one) => one.state === 'open').length,
      sealed: rows.filter((one) => one.state === 'sealed').length,
      from: rows.map(dayOf).reduce((a, b) => (a < b ? a : b)),
      to: rows.map(dayOf).reduce((a, b) => (a > b ? a : b))
    }))
    .toSorted((a, b) => b.open + b.sealed - a.open - a.sealed || (a.site < b.site ? -1 : 1))
}

/** When it was posted; of a sealed one, and where the site does not say, when it was first seen. */
function dayOf({ state, posted_at: posted, first_seen: seen }: Carrier): string {
  return state === 'open' ? (posted ?? seen) : seen
}

async function linkedFacts(
  tx: Tx,
  { vault, mandate, asked }: { readonly vault: Vault; readonly mandate: MandateId; readonly asked: AskedFact },
  adverts: FactPage['shown'],
  read: readonly ReadVersion[]
): Promise<FactPage['linked']> {
  const key = blindKeyOf(vault, mandate)
  const linked = linkedIn(adverts, read, asked).slice(0, mostLinked)
  if (key === null || linked.length === 0) return []
  const keys = linked.map((one) => blind(one.kind, one.value, key))
  const counts = await carrierCounts(tx, { vault, mandate }, keys)
  return linked.map((one, at) => ({ ...one, adverts: Math.max(one.together, counts.get(keys[at] ?? '') ?? 0) }))
}

/** Networks of the carriers, largest share first, and the signals that they are; `read`: opened adverts that the first are named by. */
async function networksOf(
  tx: Tx,
  vault: Vault,
  mandate: MandateId,
  carriers: readonly Carrier[]
): Promise<{ value: Pick<FactPage, 'networks' | 'signals'>; read: number[] }> {
  const counted = new Map<number, number>()
  for (const { network_id: id } of carriers) if (id !== null) counted.set(id, (counted.get(id) ?? 0) + 1)
  const ids = [...counted].toSorted((a, b) => b[1] - a[1]).slice(0, 100)
  const { rows } = await tx.query<{ id: number; size: number; signal: number | null; state: SignalState | null }>(
    `select n.id, n.adverts as size, s.id as signal, s.state from network n
     left join signal s on s.mandate_id = n.mandate_id and s.network_id = n.id where n.mandate_id = $1 and n.id = any($2::int[])`,
    [mandate, ids.map(([id]) => id)]
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const first = ids.slice(0, mostNamed).map(([id]) => id)
  const names = await namesOf(tx, vault, mandate, first)
  const value = {
    networks: ids.flatMap(([id, adverts]) => {
      const size = byId.get(id)?.size
      const { identity = null, title = null } = names.get(id) ?? {}
      return size === undefined ? [] : [{ id, adverts, size, identity, title }]
    }),
    signals: ids.flatMap(([network]) => {
      const row = byId.get(network)
      return row?.signal == null || row.state === null ? [] : [{ id: row.signal, state: row.state, network }]
    })
  }
  return { value, read: [...names.values()].flatMap((one) => one.adverts) }
}
