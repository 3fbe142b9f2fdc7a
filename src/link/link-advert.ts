/** From a sealed reading to what linking sees of an advert: keyed fingerprints of its values, its text and its pictures. */
import { isExampleValue } from '../extract/contact/example.ts'
import type { Fact } from '../model/fact.ts'
import type { SealedReading } from '../model/reading.ts'
import { isValueKind } from '../model/value-kind.ts'
import type { LinkAdvert, LinkValue } from './event.ts'
import { blind, fingerprint } from './fingerprint.ts'

/** Kinds of facts that get a blind row: what can be searched for, or can join adverts. */
const blindKinds = new Set(['phone', 'email', 'handle', 'url', 'name', 'place'])

export interface BlindFact {
  readonly ordinal: number
  readonly kind: string
  readonly blind: string
  readonly confidence: number
}

/** Facts as keyed hashes, with their place in `reading.facts`. The same value twice in one advert gives two rows. */
export function blindFacts(reading: SealedReading, key: Uint8Array): BlindFact[] {
  const rows: BlindFact[] = []
  reading.facts.forEach((fact, ordinal) => {
    if (blindKinds.has(fact.kind))
      rows.push({ ordinal, kind: fact.kind, blind: blind(fact.kind, fact.value, key), confidence: fact.confidence })
  })
  return rows
}

export interface LinkContext {
  readonly linkNo: number
  readonly site: string
  readonly day: number
  readonly key: Uint8Array
  readonly rejected: ReadonlySet<string>
}

/** An advert as the linker sees it: keyed fingerprints only, and no value that a person rejected. */
export function linkAdvert(reading: SealedReading, facts: readonly BlindFact[], context: LinkContext): LinkAdvert {
  const live = facts.filter((fact) => !context.rejected.has(`${fact.kind} ${fact.blind}`))
  const values = new Map<string, LinkValue>()
  for (const fact of live) {
    if (!isValueKind(fact.kind) || ownSite(reading.facts[fact.ordinal], context.site)) continue
    const known = values.get(`${fact.kind} ${fact.blind}`)
    if (known === undefined || known.confidence < fact.confidence) {
      const value = { kind: fact.kind, key: fact.blind, confidence: fact.confidence }
      const example = isExampleValue(fact.kind, reading.facts[fact.ordinal]?.value ?? '')
      values.set(`${fact.kind} ${fact.blind}`, example ? { ...value, example } : value)
    }
  }
  const ofKind = (kind: string): string[] => [
    ...new Set(live.filter((fact) => fact.kind === kind).map((fact) => fact.blind))
  ]
  return {
    id: context.linkNo,
    site: context.site,
    account: reading.account === null ? null : blind('account', `${context.site} ${reading.account}`, context.key),
    day: context.day,
    values: [...values.values()],
    features: fingerprint(reading.title, reading.body, masks(reading), context.key).features,
    pictures: reading.images.flatMap((image) =>
      image.pdq === null ? [] : [{ pdq: image.pdq, quality: image.quality ?? 0 }]
    ),
    places: ofKind('place'),
    names: ofKind('name')
  }
}

/** What varies between copies of one text: contacts, prices, ages, names and places are slots, not text. */
const maskedKinds = new Set(['phone', 'email', 'handle', 'url', 'price', 'age', 'name', 'place', 'date'])

function masks(reading: SealedReading): { start: number; end: number }[] {
  const limit = reading.title.length + 1 + reading.body.length
  return reading.facts
    .filter((fact) => maskedKinds.has(fact.kind) && fact.end <= limit)
    .flatMap((fact) => (fact.spans ?? [fact]).map(({ start, end }) => ({ start, end })))
    .sort((a, b) => a.start - b.start)
}

/** A link to the site itself says nothing about the operator who placed the advert. */
function ownSite(fact: Fact | undefined, site: string): boolean {
  if (fact?.kind !== 'url') return false
  try {
    return new URL(fact.value).host === site
  } catch {
    return false
  }
}
