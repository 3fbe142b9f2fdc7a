/** What weighing knows of one advert of a network: counts, categories and places; made from the sealed reading, kept in memory only. */
import { isDisguised } from '../extract/extract.ts'
import type { Fact } from '../model/fact.ts'
import type { SealedReading } from '../model/reading.ts'
import { classWordsIn, type ClassWords } from './wording.ts'

export interface Place {
  readonly name: string
  readonly lat: number
  readonly lon: number
}

type Spans = readonly (readonly [number, number])[]

export interface WeighMember {
  readonly advert: number
  readonly site: string
  /** Days since 1970-01-01. */
  readonly firstDay: number
  readonly lastDay: number
  /** Minutes since 1970-01-01 in which it was posted; null where its site tells a day or nothing. */
  readonly postedMinute: number | null
  readonly template: number | null
  readonly phones: readonly string[]
  readonly names: readonly string[]
  /** Where the text states its numbers and its names. */
  readonly phoneSpans: Spans
  readonly nameSpans: Spans
  /** Every way to reach somebody that it states: numbers, mail, accounts of messengers, hosts of links that leave the site. */
  readonly contacts: readonly string[]
  /** Hosts of links that leave the site. */
  readonly hosts: readonly string[]
  /** Who placed it, as the site says; null where it does not. */
  readonly account: string | null
  readonly places: readonly Place[]
  readonly pictures: readonly string[]
  readonly pricePerHour: number | null
  readonly currency: string
  readonly age: number | null
  /** Spans of phones that are written so that machines cannot read them. */
  readonly disguised: Spans
  /** Spans of numbers of registers of companies or licences. */
  readonly registered: Spans
  /** Spans of addresses with street and number. */
  readonly addressed: Spans
  /** Spans of what only a program leaves in a text. */
  readonly generated: Spans
  /** Its words sell a thing. */
  readonly goods: boolean
  /** Spans per category that extraction names (`third-person`, `screening`, ...). */
  readonly signs: ReadonlyMap<string, Spans>
}

export interface MemberContext {
  readonly advert: number
  readonly site: string
  readonly firstDay: number
  readonly lastDay: number
  readonly template: number | null
  /** Ordinals of facts that a person rejected. */
  readonly rejected: ReadonlySet<number>
}

/** Only facts of this confidence count: a reason must not rest on a guess. */
const leastConfidence = 0.5
const signKinds = new Set(['service', 'condition', 'availability', 'voice'])
const mostText = 10_000
const mostHits = 10

export function weighMember(reading: SealedReading, context: MemberContext): WeighMember {
  const { rejected, ...about } = context
  const facts = reading.facts.filter((fact, ordinal) => fact.confidence >= leastConfidence && !rejected.has(ordinal))
  const of = (kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind)
  const [phones, names] = [of('phone'), of('name')]
  const hourly = of('price').find((fact) => typeof fact.attributes?.perHour === 'number')
  const age = of('age')[0]
  const hosts = [...new Set(of('url').flatMap((fact) => otherHost(fact.value, about.site)))]
  const text = reading.text.slice(0, mostText)
  return {
    ...about,
    postedMinute: minuteOf(reading.postedAt?.value ?? ''),
    phones: [...new Set(phones.map((fact) => fact.value))],
    names: [
      ...new Set([
        ...names.map((fact) => fact.value.toLowerCase()),
        ...(reading.seller === null ? [] : [reading.seller.toLowerCase()])
      ])
    ],
    phoneSpans: spansOf(phones),
    nameSpans: spansOf(names),
    contacts: [...new Set([...[...phones, ...of('email'), ...of('handle')].map((fact) => fact.value), ...hosts])],
    hosts,
    account: reading.account,
    places: of('place').flatMap((fact) => {
      const { lat, lon } = fact.attributes ?? {}
      return typeof lat === 'number' && typeof lon === 'number' ? [{ name: fact.value, lat, lon }] : []
    }),
    pictures: reading.images.flatMap((image) => (image.pdq !== null && (image.quality ?? 0) >= 50 ? [image.pdq] : [])),
    pricePerHour: hourly === undefined ? null : Number(hourly.attributes?.perHour),
    currency: String(hourly?.attributes?.currency ?? ''),
    age: age === undefined ? null : Number(age.value),
    disguised: spansOf(phones.filter(isDisguised)),
    registered: matches(text, 'registered'),
    addressed: matches(text, 'addressed'),
    generated: matches(text, 'generated'),
    goods: classWordsIn(text, 'goods', 1).length > 0,
    signs: signsOf(facts)
  }
}

/** All parts of each fact, in their order. */
function spansOf(facts: readonly Fact[]): Spans {
  return facts.flatMap((fact) => (fact.spans ?? [fact]).map(({ start, end }) => [start, end] as const))
}

function signsOf(facts: readonly Fact[]): Map<string, Spans> {
  return new Map(
    [
      ...Map.groupBy(
        facts.filter((fact) => signKinds.has(fact.kind)),
        (fact) => fact.value
      )
    ].map(([category, said]) => [category, said.map((fact) => [fact.start, fact.end] as const)])
  )
}

function matches(text: string, of: ClassWords): Spans {
  return classWordsIn(text, of, mostHits).map(({ start, end }) => [start, end] as const)
}

/** Midnight is what a time becomes of which only the day is known. */
function minuteOf(posted: string): number | null {
  if (!/T\d{2}:\d{2}/.test(posted) || /T00:00(?::00(?:\.0+)?)?(?:Z|$)/.test(posted)) return null
  const at = Date.parse(posted)
  return Number.isNaN(at) ? null : Math.floor(at / 60_000)
}

function otherHost(url: string, site: string): string[] {
  try {
    const { host } = new URL(url)
    return host === site ? [] : [host.replace(/^www\./, '')]
  } catch {
    return []
  }
}
