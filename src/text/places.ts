/** The places that Baken knows by name, with their names in nine languages, short names and districts; and postcodes. */
import { readTable } from './data-file.ts'
import { fold } from './fold.ts'
import { tokenize } from './tokens.ts'

export interface Place {
  /** GeoNames id, or `pc4:1012`, `pc-be:1000` for places known by postcode only. */
  readonly id: string
  /** As the place is called where it lies ("Den Haag", "Köln", "Warszawa"): one value for all its names. */
  readonly name: string
  readonly country: string
  readonly lat: number
  readonly lon: number
  readonly population: number
}

export interface PlaceName {
  /** Folded words of the name. */
  readonly words: readonly string[]
  readonly places: readonly Place[]
  /** `name`, `alias` (short or inflected), `district`, or `weak` (also an ordinary word). */
  readonly kind: string
}

/** Names of the list that are those of a municipality, or of one part of a town. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['NL/Almere Stad', 'Almere'],
  ['DE/Munich', 'München'],
  ['NL/Zaanstad', 'Zaandam'],
  ['NL/Katwijk aan Zee', 'Katwijk'],
  ['NL/Noordwijk-Binnen', 'Noordwijk']
])

/** Names by their first word, longest first. Like the other tables made at first use: a command that reads no text does not wait for it. */
export const placeNames: () => ReadonlyMap<string, readonly PlaceName[]> = once(buildNames)

/** Dutch four-digit postcodes. */
export const dutchPostcodes: () => ReadonlyMap<string, Place> = once(buildDutch)

/** Belgian postcodes; several places may share one. */
export const belgianPostcodes: () => ReadonlyMap<string, readonly Place[]> = once(buildBelgian)

/** Makes a value when it is first asked for, and keeps it. */
export function once<T extends {}>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}

/** The language in which the names of a country are written on its own signs; Belgium has two by region. */
function homeLanguage(country: string, region: string): string {
  if (country === 'BE') return region === 'WAL' ? 'fr' : 'nl'
  return (
    { NL: 'nl', DE: 'de', AT: 'de', CH: 'de', FR: 'fr', LU: 'fr', ES: 'es', RO: 'ro', PL: 'pl', HU: 'hu', GB: 'en' }[
      country
    ] ?? ''
  )
}

/** The name at home: from the alternatives where GeoNames lists it under an English one. */
function homeName(name: string, country: string, region: string, other: string): string {
  const language = homeLanguage(country, region)
  const found = other.split(';').find((pair) => pair.startsWith(`${language}:`))
  // Some alternatives only differ in a sign or say more than the name ("Lahr/Schwarzwald").
  return language === '' || found === undefined || /[/’]/.test(found) ? name : found.slice(language.length + 1)
}

function buildNames(): Map<string, PlaceName[]> {
  const names = new Map<string, { words: string[]; places: Place[]; kind: string }>()
  const byName = new Map<string, Place>()
  for (const [
    id = '',
    country = '',
    region = '',
    ,
    listed = '',
    lat = '',
    lon = '',
    population = '',
    other = ''
  ] of readTable('places.tsv')) {
    const name = renamed.get(`${country}/${listed}`) ?? homeName(listed, country, region, other)
    const place = { id, name, country, lat: Number(lat), lon: Number(lon), population: Number(population) }
    for (const one of [listed, name]) {
      const known = byName.get(`${country}/${one}`)
      if (known === undefined || known.population < place.population) byName.set(`${country}/${one}`, place)
    }
    for (const one of [listed, name, ...shortened(name)]) addName(names, one, place, 'name')
    for (const pair of other.split(';'))
      if (pair.includes(':')) addName(names, pair.slice(pair.indexOf(':') + 1), place, 'name')
  }
  for (const [alias = '', country = '', target = '', kind = ''] of readTable('place-aliases.tsv')) {
    const place = byName.get(`${country}/${target}`)
    if (place !== undefined) addName(names, alias, place, kind)
  }
  for (const [code = '', name = '', , , , lat = '', lon = ''] of readTable('pc4-nl.tsv')) {
    if (names.has(keyOf(name))) continue
    for (const one of [name, ...shortened(name)])
      addName(names, one, postcodePlace(`pc4:${code}`, name, 'NL', lat, lon), 'name')
  }
  return byFirstWord(names)
}

/** "Alphen a/d Rijn", "Capelle a.d. IJssel". */
function shortened(name: string): string[] {
  const short = name.replace(/ aan (?:den|de|het) /, ' a/d ')
  return short === name ? [] : [short]
}

function byFirstWord(names: ReadonlyMap<string, PlaceName>): Map<string, PlaceName[]> {
  const byFirst = new Map<string, PlaceName[]>()
  for (const entry of names.values()) {
    const first = entry.words[0] ?? ''
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length)
  return byFirst
}

function addName(
  names: Map<string, { words: string[]; places: Place[]; kind: string }>,
  name: string,
  place: Place,
  kind: string
): void {
  const words = tokenize(fold(name).text).map((token) => token.text)
  if (words.length === 0 || words.length > 6 || words.join('').length < 2) return
  const key = words.join(' ')
  const known = names.get(key)
  if (known === undefined) names.set(key, { words, places: [place], kind })
  else if (!known.places.some((other) => other.id === place.id)) known.places.push(place)
}

function keyOf(name: string): string {
  return tokenize(fold(name).text)
    .map((token) => token.text)
    .join(' ')
}

/** The place of a postcode: the named one when it lies there, so that a town has one value and one id. */
function townOf(place: Place): Place {
  const named = (placeNames().get(tokenize(fold(place.name).text)[0]?.text ?? '') ?? []).find(
    ({ words }) => words.join(' ') === keyOf(place.name)
  )
  const town = named?.places.find(
    (one) =>
      one.country === place.country && Math.abs(one.lat - place.lat) < 0.25 && Math.abs(one.lon - place.lon) < 0.35
  )
  return town === undefined ? place : { ...town, lat: place.lat, lon: place.lon }
}

function postcodePlace(id: string, name: string, country: string, lat: string, lon: string): Place {
  return { id, name, country, lat: Number(lat), lon: Number(lon), population: 0 }
}

function buildDutch(): Map<string, Place> {
  return new Map(
    readTable('pc4-nl.tsv').map(([code = '', name = '', , , , lat = '', lon = '']) => [
      code,
      townOf(postcodePlace(`pc4:${code}`, name, 'NL', lat, lon))
    ])
  )
}

function buildBelgian(): Map<string, Place[]> {
  const codes = new Map<string, Place[]>()
  for (const [code = '', name = '', , , lat = '', lon = ''] of readTable('postcodes-be.tsv')) {
    codes.set(code, [...(codes.get(code) ?? []), townOf(postcodePlace(`pc-be:${code}`, name, 'BE', lat, lon))])
  }
  return codes
}
