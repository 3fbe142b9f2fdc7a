/** The places that Baken knows by name, with their names in nine languages, short names and districts; and postcodes. */
import { readTable } from './data-file.ts'
import { fold } from './fold.ts'
import { tokenize } from './tokens.ts'

export interface Place {
  /** GeoNames id, or `pc4:1012`, `pc-be:1000` for places known by postcode only. */
  readonly id: string
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

/** Names by their first word, longest first. */
export const placeNames: ReadonlyMap<string, readonly PlaceName[]> = buildNames()

/** Dutch four-digit postcodes. */
export const dutchPostcodes: ReadonlyMap<string, Place> = new Map(
  readTable('pc4-nl.tsv').map(([code = '', name = '', , , , lat = '', lon = '']) => [
    code,
    postcodePlace(`pc4:${code}`, name, 'NL', lat, lon)
  ])
)

/** Belgian postcodes; several places may share one. */
export const belgianPostcodes: ReadonlyMap<string, readonly Place[]> = buildBelgian()

function buildNames(): Map<string, PlaceName[]> {
  const names = new Map<string, { words: string[]; places: Place[]; kind: string }>()
  const byName = new Map<string, Place>()
  for (const [id = '', country = '', , , name = '', lat = '', lon = '', population = '', other = ''] of readTable(
    'places.tsv'
  )) {
    const place = { id, name, country, lat: Number(lat), lon: Number(lon), population: Number(population) }
    const known = byName.get(`${country}/${name}`)
    if (known === undefined || known.population < place.population) byName.set(`${country}/${name}`, place)
    addName(names, name, place, 'name')
    for (const pair of other.split(';'))
      if (pair.includes(':')) addName(names, pair.slice(pair.indexOf(':') + 1), place, 'name')
  }
  for (const [code = '', name = '', , , , lat = '', lon = ''] of readTable('pc4-nl.tsv')) {
    if (!names.has(keyOf(name))) addName(names, name, postcodePlace(`pc4:${code}`, name, 'NL', lat, lon), 'name')
  }
  for (const [alias = '', country = '', target = '', kind = ''] of readTable('place-aliases.tsv')) {
    const place = byName.get(`${country}/${target}`)
    if (place !== undefined) addName(names, alias, place, kind)
  }
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

function postcodePlace(id: string, name: string, country: string, lat: string, lon: string): Place {
  return { id, name, country, lat: Number(lat), lon: Number(lon), population: 0 }
}

function buildBelgian(): Map<string, Place[]> {
  const codes = new Map<string, Place[]>()
  for (const [code = '', name = '', , , lat = '', lon = ''] of readTable('postcodes-be.tsv')) {
    codes.set(code, [...(codes.get(code) ?? []), postcodePlace(`pc-be:${code}`, name, 'BE', lat, lon)])
  }
  return codes
}
