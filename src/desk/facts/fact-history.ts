/** What the adverts of one identifier tell together: places in the order of time, weeks, other identifiers, names, prices, events. Pure. */
import type { FactAdvert, FactPage, LinkedFact, PlacePoint, Stay } from '../../contract/desk/facts.ts'
import { mondayOfDay } from '../../model/phenomena/weeks.ts'
import type { Fact } from '../../model/fact.ts'
import type { SealedReading } from '../../model/reading.ts'
import { valueKinds } from '../../model/value-kind.ts'
import { maskedTitle } from '../adverts/masks.ts'
import type { AskedFact } from '../search/understand.ts'

const mostPrices = 500
const mostEvents = 500

/** An advert that states the value in a version that nobody called wrong. */
export interface Carrier {
  readonly id: number
  readonly state: 'sealed' | 'open'
  readonly site: string
  readonly first_seen: string
  readonly last_seen: string
  readonly gone_at: string | null
  readonly posted_at: string | null
  readonly network_id: number | null
  readonly versions: number
  /** Its newest version states it. */
  readonly current: boolean
}

/** A version of an opened advert, with the facts that nobody called wrong. */
export interface ReadVersion {
  readonly advert: number
  readonly version: number
  readonly seenAt: string
  readonly reading: SealedReading
}

/** The rows of opened adverts, in the order of the carriers, from the newest version of each. */
export function advertsOf(carriers: readonly Carrier[], read: readonly ReadVersion[]): FactAdvert[] {
  const newest = newestOf(read)
  return carriers.flatMap((row): FactAdvert[] => {
    const reading = newest.get(row.id)?.reading
    if (reading === undefined) return []
    return [
      {
        advert: row.id,
        site: row.site,
        title: maskedTitle(reading),
        at: row.posted_at ?? row.first_seen,
        dated: row.posted_at === null ? 'seen' : 'posted',
        firstSeen: row.first_seen,
        lastSeen: row.last_seen,
        gone: row.gone_at !== null,
        network: row.network_id,
        place: placeIn(reading.facts)?.value ?? reading.city,
        versions: row.versions,
        current: row.current
      }
    ]
  })
}

/** Stays in the order of time: adverts one after the other that are about one place. Adverts without a place are left out. */
export function itineraryOf(adverts: readonly FactAdvert[]): Stay[] {
  const stays: { place: string; from: string; to: string; adverts: number[] }[] = []
  for (const { advert, place, at } of inTime(adverts)) {
    if (place === null) continue
    const last = stays.at(-1)
    if (last?.place === place) {
      last.adverts.push(advert)
      last.to = at
    } else stays.push({ place, from: at, to: at, adverts: [advert] })
  }
  return stays
}

/** Places with their coordinates, most adverts first. */
export function placesOf(adverts: readonly FactAdvert[], read: readonly ReadVersion[]): PlacePoint[] {
  const where = new Map<string, { lat: number; lon: number }>()
  for (const { reading } of read) {
    for (const { kind, value, attributes } of reading.facts) {
      const { lat, lon } = attributes ?? {}
      if (kind === 'place' && typeof lat === 'number' && typeof lon === 'number') where.set(value, { lat, lon })
    }
  }
  return [...Map.groupBy(inTime(adverts), (one) => one.place)]
    .flatMap(([place, rows]): PlacePoint[] => {
      const point = place === null ? undefined : where.get(place)
      if (place === null || point === undefined) return []
      return [{ place, ...point, adverts: rows.length, ...periodOf(rows) }]
    })
    .toSorted((a, b) => b.adverts - a.adverts)
}

/** Adverts a week, opened and sealed, in the order of time; weeks without any are left out. */
export function weeksOf(carriers: readonly Carrier[]): FactPage['weeks'] {
  return [...Map.groupBy(carriers, (one) => mondayOf(one.posted_at ?? one.first_seen))]
    .map(([week, rows]) => {
      const open = rows.filter((one) => one.state === 'open').length
      return { week, open, sealed: rows.length - open }
    })
    .toSorted((a, b) => (a.week < b.week ? -1 : 1))
}

/** Other identifiers in the same adverts, those that stand in most of them first. `adverts` is filled in by who can count them all. */
export function linkedIn(
  adverts: readonly FactAdvert[],
  read: readonly ReadVersion[],
  asked: AskedFact
): Omit<LinkedFact, 'adverts'>[] {
  const own = new Set(asked.readings.map((one) => `${one.kind} ${one.value}`))
  return tallied(adverts, read, ({ kind, value }) => joins.has(kind) && !own.has(`${kind} ${value}`)).map(
    ({ kind, value, adverts: together, from, to }) => ({ kind, value, reason: 'same-advert', together, from, to })
  )
}

/** Names and ages that the adverts state. */
export function statedIn(adverts: readonly FactAdvert[], read: readonly ReadVersion[]): FactPage['stated'] {
  return tallied(adverts, read, ({ kind }) => kind === 'name' || kind === 'age').map((one) => ({
    ...one,
    kind: one.kind as 'name' | 'age'
  }))
}

/** Prices over time: of each version that states them, once each. */
export function pricesOf(read: readonly ReadVersion[]): FactPage['prices'] {
  const prices = read.flatMap(({ advert, seenAt, reading }) => {
    const stated = reading.facts.filter((fact) => fact.kind === 'price')
    return [...new Map(stated.map((fact) => [fact.value, fact])).values()].flatMap(({ value, attributes }) => {
      const { amount, currency, minutes } = attributes ?? {}
      if (typeof amount !== 'number' || typeof currency !== 'string') return []
      const at = instantOf(reading.postedAt?.value) ?? seenAt
      return [{ at, advert, amount, currency, minutes: typeof minutes === 'number' ? minutes : null, value }]
    })
  })
  return prices.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(-mostPrices)
}

/** What happened to the adverts: posted or first seen, changed, gone; newest first. */
export function eventsOf(carriers: readonly Carrier[], read: readonly ReadVersion[]): FactPage['events'] {
  const events: FactPage['events'][number][] = carriers.flatMap((row) => [
    row.posted_at === null
      ? { at: row.first_seen, kind: 'seen', advert: row.id, version: null }
      : { at: row.posted_at, kind: 'posted', advert: row.id, version: null },
    ...(row.gone_at === null ? [] : [{ at: row.gone_at, kind: 'gone' as const, advert: row.id, version: null }])
  ])
  for (const { advert, version, seenAt } of read)
    if (version > 1) events.push({ at: seenAt, kind: 'changed', advert, version })
  return events.toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : a.advert - b.advert)).slice(0, mostEvents)
}

const joins: ReadonlySet<string> = new Set(valueKinds)

/** The place that a text is about: the surest one, of two as sure the first. */
function placeIn(facts: readonly Fact[]): Fact | undefined {
  return facts
    .filter((one) => one.kind === 'place')
    .toSorted((a, b) => b.confidence - a.confidence || a.start - b.start)[0]
}

function newestOf(read: readonly ReadVersion[]): Map<number, ReadVersion> {
  return new Map(read.map((one) => [one.advert, one]))
}

function inTime(adverts: readonly FactAdvert[]): FactAdvert[] {
  return adverts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.advert - b.advert))
}

interface Tally {
  readonly kind: string
  readonly value: string
  readonly adverts: number
  readonly from: string
  readonly to: string
}

/** Facts that `wanted` takes, each with the adverts that state it in any version, most adverts first. */
function tallied(
  adverts: readonly FactAdvert[],
  read: readonly ReadVersion[],
  wanted: (fact: Fact) => boolean
): Tally[] {
  const byId = new Map(adverts.map((one) => [one.advert, one]))
  const found = new Map<string, { kind: string; value: string; in: Map<number, FactAdvert> }>()
  for (const { advert, reading } of read) {
    const row = byId.get(advert)
    if (row === undefined) continue
    for (const fact of reading.facts.filter(wanted)) {
      const name = `${fact.kind} ${fact.value}`
      const entry = found.get(name) ?? { kind: fact.kind, value: fact.value, in: new Map<number, FactAdvert>() }
      entry.in.set(advert, row)
      found.set(name, entry)
    }
  }
  return [...found.values()]
    .map(({ kind, value, in: rows }) => ({ kind, value, adverts: rows.size, ...periodOf(inTime([...rows.values()])) }))
    .toSorted((a, b) => b.adverts - a.adverts || (a.value < b.value ? -1 : 1))
}

function periodOf(inOrder: readonly FactAdvert[]): { from: string; to: string } {
  return { from: inOrder[0]?.at ?? '', to: inOrder.at(-1)?.at ?? '' }
}

function mondayOf(at: string): string {
  return mondayOfDay(new Date(Date.parse(at)).toISOString().slice(0, 10))
}

function instantOf(value: string | undefined): string | null {
  const parsed = Date.parse(value ?? '')
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString()
}
