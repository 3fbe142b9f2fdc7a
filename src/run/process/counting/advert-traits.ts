/** What an advert counts as in research on phenomena, from its reading, while its facts are at hand. Pure. */
import { isDisguised } from '../../../extract/extract.ts'
import type { Fact } from '../../../model/fact.ts'
import { unknown, type AdvertTraits, type CountedPlace } from '../../../model/phenomena/traits.ts'
import type { SealedReading } from '../../../model/reading.ts'
import { placeNames } from '../../../text/places.ts'
import { fold } from '../../../text/fold.ts'
import { formsOf } from '../../../weigh/forms.ts'

/** As in weighing: a guess counts for nothing. */
const leastConfidence = 0.5
const signKinds: ReadonlySet<string> = new Set(['service', 'condition', 'availability', 'voice'])

export function traitsOf(reading: SealedReading): AdvertTraits {
  const facts = reading.facts.filter((fact) => fact.confidence >= leastConfidence)
  return {
    place: placeOf(facts, reading.city),
    form: formOf(facts),
    language: /^[a-z]{2}$/.test(reading.language) ? reading.language : unknown,
    price: priceOf(facts),
    disguise: disguiseOf(facts)
  }
}

/** The place that the site has a field for, else the first that the text names. */
function placeOf(facts: readonly Fact[], city: string | null): CountedPlace | null {
  const places = facts.filter((fact) => fact.kind === 'place' && typeof fact.attributes?.country === 'string')
  const named = city === null ? undefined : knownPlace(city)
  if (named !== undefined) return named
  const [first] = places
  if (first === undefined) return null
  const { country, lat, lon } = first.attributes ?? {}
  return { name: `${String(country)}/${first.value}`, lat: Number(lat), lon: Number(lon) }
}

function knownPlace(city: string): CountedPlace | undefined {
  const words = fold(city.slice(0, 100))
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const found = placeNames()
    .get(words[0] ?? '')
    ?.find((one) => one.kind === 'name' && one.words.join(' ') === words.join(' '))
  const place = found?.places.toSorted((a, b) => b.population - a.population)[0]
  return place && { name: `${place.country}/${place.name}`, lat: place.lat, lon: place.lon }
}

function formOf(facts: readonly Fact[]): AdvertTraits['form'] {
  const signs = new Map(facts.filter((fact) => signKinds.has(fact.kind)).map((fact) => [fact.value, []]))
  const forms = formsOf([{ signs }])
  return forms.length > 1 ? 'several' : (forms[0] ?? unknown)
}

/** The first price for an hour. */
function priceOf(facts: readonly Fact[]): AdvertTraits['price'] {
  const price = facts.find((fact) => fact.kind === 'price' && typeof fact.attributes?.perHour === 'number')
  if (price === undefined) return unknown
  if (price.attributes?.currency !== 'EUR') return 'other-currency'
  const euros = Number(price.attributes.perHour)
  if (euros < 50) return '0-50'
  if (euros < 100) return '50-100'
  if (euros < 150) return '100-150'
  if (euros < 200) return '150-200'
  return euros < 300 ? '200-300' : '300-'
}

const apart: ReadonlySet<string> = new Set(['words-between', 'filler', 'lines', 'spaced', 'multiplier'])

function disguiseOf(facts: readonly Fact[]): AdvertTraits['disguise'] {
  const phones = facts.filter((fact) => fact.kind === 'phone')
  const hidden = phones.find(isDisguised)
  if (hidden === undefined) return phones.length === 0 ? 'no-number' : 'open'
  if (/^(?:words|mixed)-(?!between)/.test(hidden.method)) return 'words'
  if (hidden.method === 'look-alike' || hidden.method === 'unicode-digits') return 'look-alike'
  return apart.has(hidden.method) ? 'apart' : 'other'
}
