/** Two opened adverts beside each other: what they have in common, and what speaks against one hand. Differences of language or origin are not among it. Pure. */
import type { Comparison } from '../../contract/desk/network-picture.ts'
import { foldWords } from '../../link/templates/fold.ts'
import type { FactKind } from '../../model/fact.ts'
import { oncePer } from '../../model/once-per.ts'
import type { SealedReading } from '../../model/reading.ts'
import { maskedBody } from '../networks/network-template.ts'
import { namesIn, placesIn } from '../facts/place-or-name.ts'

export interface Side {
  readonly site: string
  /** When it was posted, or first seen. */
  readonly at: string
  readonly reading: SealedReading
}

type Point = Comparison['common'][number]

/** Kinds whose values speak for or against one hand, the strongest first. */
const kinds: readonly FactKind[] = ['phone', 'handle', 'email', 'url', 'name', 'place', 'price', 'age']
/** Kinds of which a different value says something: prices and ages vary within one hand. */
const telling: ReadonlySet<string> = new Set(['phone', 'handle', 'email', 'name'])
const mostValues = 5
const farKm = 80
const dayMs = 86_400_000
/** Share of equal word pairs from which texts may come from one hand (linking joins from about 0.25), and below which they are different; short texts say nothing. */
export const alikeFrom = 0.12
const [differentBelow, leastWords] = [0.08, 20]

export function comparePair(a: Side, b: Side): Comparison {
  const common: Point[] = []
  const against: Point[] = []
  for (const kind of kinds) {
    const [ofA, ofB] = [valuesOf(kind, a.reading), valuesOf(kind, b.reading)]
    const both = ofA.filter((value) => ofB.includes(value))
    if (both.length > 0) common.push(point(kind, both, both))
    else if (telling.has(kind) && ofA.length > 0 && ofB.length > 0) against.push(point(kind, ofA, ofB))
  }
  const alike = likeness(a.reading, b.reading)
  if (alike !== null && alike >= alikeFrom) common.push({ ...point('text', [], []), amount: Math.round(alike * 100) })
  if (alike !== null && alike < differentBelow)
    against.push({ ...point('text', [], []), amount: Math.round(alike * 100) })
  const { account } = a.reading
  if (a.site === b.site && account !== null && b.reading.account !== null) {
    if (account === b.reading.account) common.push(point('account', [account], [account]))
    else against.push(point('account', [account], [b.reading.account]))
  }
  const apart = farApart(a, b)
  if (apart !== null) against.push(apart)
  return { common, against }
}

/** The share of word pairs that two texts have in common, 0 to 1; null where one is too short to tell. */
function likeness(a: SealedReading, b: SealedReading): number | null {
  const [ofA, ofB] = [bodyPairs(a), bodyPairs(b)]
  if (Math.min(ofA.size, ofB.size) < leastWords) return null
  let both = 0
  for (const pair of ofA) if (ofB.has(pair)) both++
  return both / (ofA.size + ofB.size - both)
}

/** Each two words that follow each other in the body of a reading, masked words covered. */
export const bodyPairs: (reading: SealedReading) => ReadonlySet<string> = oncePer((reading) => {
  const words = foldWords(maskedBody(reading))
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))
})

function valuesOf(kind: FactKind, reading: SealedReading): string[] {
  if (kind === 'name') return namesIn(reading)
  if (kind === 'place') return placesIn(reading).map((fact) => fact.value)
  return [...new Set(reading.facts.filter((fact) => fact.kind === kind).map((fact) => fact.value))]
}

/** Two places on one day that are far apart. */
function farApart(a: Side, b: Side): Point | null {
  if (Math.abs(Date.parse(a.at) - Date.parse(b.at)) > dayMs) return null
  const [from, to] = [placesIn(a.reading)[0], placesIn(b.reading)[0]]
  if (from === undefined || to === undefined) return null
  const km = kmBetween(from.attributes ?? {}, to.attributes ?? {})
  return km === null || km < farKm ? null : { ...point('far', [from.value], [to.value]), amount: Math.round(km) }
}

type Attributes = Readonly<Record<string, string | number | boolean>>

/** Along the surface of the earth; null where one has no coordinates. */
function kmBetween(a: Attributes, b: Attributes): number | null {
  const [latA, lonA, latB, lonB] = [a['lat'], a['lon'], b['lat'], b['lon']].map((one) =>
    typeof one === 'number' ? (one * Math.PI) / 180 : null
  )
  if (latA == null || lonA == null || latB == null || lonB == null) return null
  const chord = Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin((lonB - lonA) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)))
}

function point(kind: string, a: readonly string[], b: readonly string[]): Point {
  return { kind, a: a.slice(0, mostValues), b: b.slice(0, mostValues), amount: null }
}
