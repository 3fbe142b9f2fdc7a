/** Finds places: postcodes, names in nine languages, short names, districts; ambiguous names only where the context asks for a place. */
import type { Fact } from '../../model/fact.ts'
import { claim, claimSpan, factAt, isCapitalised, isClaimed, originalAt } from '../document.ts'
import type { Document } from '../document.ts'
import { confidenceOf } from './place-context.ts'
import type { NameAt } from './place-context.ts'
import { belgianPostcodes, dutchPostcodes, placeNames } from '../../text/places.ts'
import type { Place, PlaceName } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { perWord } from '../../text/vocabulary.ts'

const namesOf = perWord((word) => placeNames().get(word) ?? null)

/** Characters between a place and a date that still belong to one line of a tour. */
const maxTourGap = 24
const taken = claim.link | claim.price | claim.phone | claim.age

export function findPlaces(doc: Document): Fact[] {
  const facts: Fact[] = []
  for (let i = 0; i < doc.tokens.length; i += 1) {
    const token = doc.tokens[i]
    if (token === undefined) continue
    const found = token.digits ? readPostcode(doc, i, token) : readName(doc, i, token)
    if (found === null) continue
    facts.push(placeFact(doc, found))
    i = found.lastToken
  }
  return facts
}

interface Found {
  readonly start: number
  readonly end: number
  readonly lastToken: number
  readonly place: Place
  readonly name: string
  readonly basis: string
  readonly confidence: number
  readonly postcode?: string
}

function placeFact(doc: Document, found: Found): Fact {
  const { place } = found
  claimSpan(doc, found.start, found.end, claim.place)
  const attributes: Record<string, string | number> = {
    id: place.id,
    lat: place.lat,
    lon: place.lon,
    country: place.country,
    basis: found.basis
  }
  if (found.postcode !== undefined) attributes['postcode'] = found.postcode
  const date = tourDate(doc, found)
  if (date !== undefined) {
    const [from = '', until] = date.value.split('/')
    attributes['on'] = from
    if (until !== undefined) attributes['until'] = until
  }
  return factAt(doc, 'place', found.start, found.end, found.name, found.basis, found.confidence, attributes)
}

/** The nearest date on the same line; of two as near the one before, as in "12 May Utrecht". */
function tourDate(doc: Document, found: Found): { value: string } | undefined {
  const far = (date: { start: number; end: number }): number =>
    date.start >= found.end ? date.start - found.end : found.start - date.end
  return doc.hints.dates
    .filter(({ start, end }) => nearOnLine(doc, found, start, end))
    .sort((a, b) => far(a) - far(b) || a.start - b.start)[0]
}

function nearOnLine(doc: Document, found: Found, start: number, end: number): boolean {
  const [from, to] = start >= found.end ? [found.end, start] : [end, found.start]
  return to >= from && to - from <= maxTourGap && !/[\n.;]/.test(doc.plain.slice(from, to))
}

/** "1012 AB", "1012 Amsterdam", "postcode 1012"; in Belgium "2000 Antwerpen". */
function readPostcode(doc: Document, index: number, token: Token): Found | null {
  if (token.end - token.start !== 4 || isClaimed(doc, token.start, token.end, taken | claim.date)) return null
  const before = doc.plain.charAt(token.start - 1)
  if (/[\d.,/:€£$-]/.test(before)) return null
  const next = doc.tokens[index + 1]
  const dutch = dutchPostcodes().get(token.text)
  const region = doc.context.region.toUpperCase()
  if (dutch !== undefined && next !== undefined && isPostcodeLetters(doc, token, next) && !isYearAndName(doc, index)) {
    return {
      start: token.start,
      end: next.end,
      lastToken: index + 1,
      place: dutch,
      name: dutch.name,
      basis: 'postcode',
      confidence: 0.95,
      postcode: `${token.text} ${next.text.toUpperCase()}`
    }
  }
  const named = next !== undefined && !next.digits && next.start - token.end <= 2 ? nameAt(doc, index + 1) : null
  const belgian = belgianPostcodes().get(token.text)
  if (named !== null && !(isYear.test(token.text) && named.name.kind === 'weak')) {
    const inBelgium =
      belgian !== undefined &&
      (region === 'BE' || dutch === undefined || !sameTown(named.name, dutch.name)) &&
      belgian.some((place) => near(place, named.name.places))
    const place = inBelgium
      ? named.name.places.find((one) => one.country === 'BE')
      : dutch !== undefined && near(dutch, named.name.places)
        ? named.name.places.find((one) => one.country === 'NL')
        : undefined
    if (place !== undefined) {
      return {
        start: token.start,
        end: named.end,
        lastToken: named.lastToken,
        place,
        name: place.name,
        basis: 'postcode-name',
        confidence: 0.95,
        postcode: token.text
      }
    }
  }
  if (
    !/(?:postcode|postal|code postal|pc|zip|postleitzahl|plz)\s?:?\s?$/.test(
      doc.plain.slice(Math.max(0, token.start - 14), token.start)
    )
  )
    return null
  const place = region === 'BE' ? belgian?.[0] : dutch
  return place === undefined
    ? null
    : {
        start: token.start,
        end: token.end,
        lastToken: index,
        place,
        name: place.name,
        basis: 'postcode',
        confidence: 0.85,
        postcode: token.text
      }
}

const isYear = /^(?:19[5-9]|20[0-4])\d$/

/** "(C) 1991 DJ Delorie": a year and initials; a postcode has its town or nothing after it. */
function isYearAndName(doc: Document, index: number): boolean {
  const [year, letters, next] = [doc.tokens[index], doc.tokens[index + 1], doc.tokens[index + 2]]
  if (year === undefined || letters === undefined || next === undefined || !isYear.test(year.text)) return false
  return next.start - letters.end === 1 && isCapitalised(doc, next) && namesOf(next) === null
}

function isPostcodeLetters(doc: Document, token: Token, next: Token): boolean {
  if (
    next.digits ||
    next.end - next.start !== 2 ||
    next.start - token.end > 1 ||
    /^(?:sa|sd|ss)$/.test(next.text) ||
    !/^[a-z]{2}$/.test(next.text)
  )
    return false
  if (/[\p{L}\p{N}]/u.test(doc.plain.charAt(next.end))) return false
  const upper =
    originalAt(doc, next.start) !== next.text.charAt(0) && originalAt(doc, next.start + 1) !== next.text.charAt(1)
  return (
    upper ||
    (next.start === token.end &&
      doc.context.region.toUpperCase() === 'NL' &&
      !/^(?:kg|cm|km|mm|ml|el|eu|ft|lv|zl|de|en|of|st|nd|rd|th|pm|am)$/.test(next.text))
  )
}

function near(place: Place, others: readonly Place[]): boolean {
  return others.some(
    (other) =>
      other.country === place.country &&
      Math.abs(other.lat - place.lat) < 0.25 &&
      Math.abs(other.lon - place.lon) < 0.35
  )
}

function sameTown(name: PlaceName, town: string): boolean {
  return name.places.some((place) => place.name === town)
}

/** The longest known name at a token. */
function nameAt(doc: Document, index: number): NameAt | null {
  const first = doc.tokens[index]
  if (first === undefined) return null
  const names = namesOf(first) ?? placeNames().get(withoutHungarianEnding(doc, first.text))
  if (names === undefined) return null
  for (const name of names) {
    let fits = true
    for (let i = 1; i < name.words.length && fits; i += 1) {
      const token = doc.tokens[index + i]
      const before = doc.tokens[index + i - 1]
      fits =
        token !== undefined && before !== undefined && token.text === name.words[i] && token.start - before.end <= 2
    }
    const last = doc.tokens[index + name.words.length - 1]
    if (fits && last !== undefined) return { name, end: last.end, lastToken: index + name.words.length - 1 }
  }
  return null
}

function withoutHungarianEnding(doc: Document, word: string): string {
  if (doc.context.region.toUpperCase() !== 'HU' && doc.context.language !== 'hu') return ''
  return word.length > 5 ? word.replace(/(?:ban|ben|rol|bol|hoz|hez|on|en|ra|re|i|n)$/, '') : ''
}

function readName(doc: Document, index: number, token: Token): Found | null {
  if (namesOf(token) === null && withoutHungarianEnding(doc, token.text) === '') return null
  const found = nameAt(doc, index)
  if (found === null || isClaimed(doc, token.start, found.end, taken)) return null
  const place = choose(doc, found.name)
  const confidence = confidenceOf(doc, index, token, found, place)
  if (confidence === 0) return null
  const basis = found.name.kind === 'district' ? 'district' : found.name.kind === 'name' ? 'name' : 'alias'
  // "'s-Gravenhage" begins with its apostrophe.
  const start =
    token.text.length === 1 && /['’`]/.test(doc.plain.charAt(token.start - 1)) ? token.start - 1 : token.start
  return { start, end: found.end, lastToken: found.lastToken, place, name: place.name, basis, confidence }
}

/** Of places with the same name: the one in the country of the site, then of the phones, then the largest. */
function choose(doc: Document, name: PlaceName): Place {
  const region = doc.context.region.toUpperCase()
  const score = (place: Place): number =>
    (place.country === region ? 1e9 : 0) + (doc.hints.phoneRegions.has(place.country) ? 1e8 : 0) + place.population
  return name.places.reduce((best, place) => (score(place) > score(best) ? place : best), name.places[0] as Place)
}
