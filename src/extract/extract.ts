/** Extraction: which facts a text states, and where exactly. One table of extractors, one entry per kind. */
import type { ExtractContext, Fact, FactKind } from '../model/fact.ts'
import { findAges } from './person/age.ts'
import { findDates } from './date.ts'
import { extractVersion, maxFactsPerKind, prepare } from './document.ts'
import type { Document } from './document.ts'
import { findEmails } from './contact/email.ts'
import { findHandles } from './contact/handle.ts'
import { findLanguages } from './person/language.ts'
import { findNames } from './person/name.ts'
import { findPhones } from './phone/phone.ts'
import { homeOf } from './phone/phone-home.ts'
import { findPlaces } from './place/place.ts'
import { findPrices } from './price/price.ts'
import { findAvailability, findConditions, findMasked, findServices, findVoices } from './traits.ts'
import { findUrls } from './contact/url.ts'

export { extractVersion } from './document.ts'
export { isDisguised } from './phone/phone-method.ts'

export interface Extractor {
  readonly kind: FactKind
  readonly version: number
  /** Reads folded text; takes time linear in it; never throws. */
  readonly find: (doc: Document) => readonly Fact[]
}

/**
 * In this order: what is found first claims its characters. Addresses come before dates and prices, and those before
 * phone numbers, so that a number is only sought in digits that are nothing else.
 */
export const extractors: readonly Extractor[] = [
  extractor('email', findEmails),
  extractor('handle', findHandles),
  extractor('url', findUrls),
  extractor('date', findDates),
  extractor('price', findPrices),
  extractor('phone', findPhones),
  extractor('age', findAges),
  extractor('place', findPlaces),
  extractor('name', findNames),
  extractor('language', findLanguages),
  extractor('service', findServices),
  extractor('condition', findConditions),
  extractor('availability', findAvailability),
  extractor('voice', findVoices),
  extractor('masked', findMasked)
]

/**
 * All facts that a text states, sorted by start. Offsets are UTF-16 units of the text as given, and
 * `raw === text.slice(start, end)`. Title and body are given joined by a line break. Any string is fine: lone
 * surrogates, control characters, megabytes (read up to `maxTextUnits`).
 */
export function extract(text: string, context: ExtractContext): Fact[] {
  const doc = prepare(text, context)
  const facts: Fact[] = []
  for (const { find } of extractors) facts.push(...find(doc).slice(0, maxFactsPerKind))
  return facts.sort((a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0))
}

/** The country in which a text of unknown origin dials, as ISO 3166: see `homeOf`. */
export function likelyRegion(text: string): string {
  return homeOf(prepare(text, { region: '' }))
}

function extractor(kind: FactKind, find: Extractor['find']): Extractor {
  return { kind, version: extractVersion, find }
}
