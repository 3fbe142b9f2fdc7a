/** What weighing knows of one advert of a network: counts, categories and places; made from the sealed reading, kept in memory only. */
import { isDisguised } from '../extract/extract.ts'
import type { SealedReading } from '../model/reading.ts'

export interface Place {
  readonly name: string
  readonly lat: number
  readonly lon: number
}

export interface WeighMember {
  readonly advert: number
  readonly site: string
  /** Days since 1970-01-01. */
  readonly firstDay: number
  readonly lastDay: number
  readonly template: number | null
  readonly phones: readonly string[]
  readonly names: readonly string[]
  readonly places: readonly Place[]
  readonly pictures: readonly string[]
  readonly ownUrl: boolean
  readonly pricePerHour: number | null
  readonly currency: string
  readonly age: number | null
  /** Spans of phones that are written so that machines cannot read them. */
  readonly disguised: readonly (readonly [number, number])[]
  /** Spans per category that extraction names (`third-person`, `screening`, ...). */
  readonly signs: ReadonlyMap<string, readonly (readonly [number, number])[]>
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

export function weighMember(reading: SealedReading, context: MemberContext): WeighMember {
  const facts = reading.facts.filter(
    (fact, ordinal) => fact.confidence >= leastConfidence && !context.rejected.has(ordinal)
  )
  const of = (kind: string) => facts.filter((fact) => fact.kind === kind)
  const signs = new Map<string, (readonly [number, number])[]>()
  for (const fact of facts) {
    if (!signKinds.has(fact.kind)) continue
    const spans = signs.get(fact.value)
    if (spans === undefined) signs.set(fact.value, [[fact.start, fact.end]])
    else spans.push([fact.start, fact.end])
  }
  const hourly = of('price').find((fact) => typeof fact.attributes?.perHour === 'number')
  const age = of('age')[0]
  return {
    ...context,
    phones: [...new Set(of('phone').map((fact) => fact.value))],
    names: [
      ...new Set([
        ...of('name').map((fact) => fact.value.toLowerCase()),
        ...(reading.seller === null ? [] : [reading.seller.toLowerCase()])
      ])
    ],
    places: of('place').flatMap((fact) => {
      const { lat, lon } = fact.attributes ?? {}
      return typeof lat === 'number' && typeof lon === 'number' ? [{ name: fact.value, lat, lon }] : []
    }),
    pictures: reading.images.flatMap((image) => (image.pdq !== null && (image.quality ?? 0) >= 50 ? [image.pdq] : [])),
    ownUrl: of('url').some((fact) => hostOf(fact.value) !== context.site),
    pricePerHour: hourly === undefined ? null : Number(hourly.attributes?.perHour),
    currency: String(hourly?.attributes?.currency ?? ''),
    age: age === undefined ? null : Number(age.value),
    disguised: of('phone')
      .filter(isDisguised)
      .map((fact) => [fact.start, fact.end] as const),
    signs
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}
