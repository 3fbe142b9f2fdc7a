/** What the hands of a world share: sites, places, numbers, pictures, links and names, all from one seed. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { makeNumberBook, type NumberCountry } from '../../demo/phones.ts'
import type { Random } from '../../demo/random.ts'
import { listOf, type Language } from './phrases.ts'

/** A site and its habits. */
export interface Site {
  readonly host: string
  /** Adverts name the account that placed them. */
  readonly accounts: boolean
  /** Numbers go into a field of their own, and mostly not into the text. */
  readonly numberField: boolean
  /** The site closes each text with its own words. */
  readonly footer: boolean
}

/** A picture as its PDQ hash. */
export interface Picture {
  readonly pdq: string
  readonly quality: number
}

export interface Supplies {
  readonly city: (random: Random, language: Language) => string
  readonly number: (language: Language) => string
  readonly name: (random: Random, language: Language) => string
  readonly account: (random: Random, stem: string) => string
  readonly house: (random: Random) => string
  readonly host: (random: Random) => string
  readonly street: (random: Random) => string
  readonly picture: (random: Random) => Picture
  /** Pictures that lawful advertisers placed so far: what spam and scams take. */
  readonly placed: Picture[]
  readonly stock: readonly Picture[]
}

/** Sites where services stand, and one with goods and work. */
export const serviceSites: readonly Site[] = [
  { host: 'avondblad.example', accounts: true, numberField: false, footer: false },
  { host: 'kompas-contact.example', accounts: true, numberField: true, footer: false },
  { host: 'citylist.example', accounts: false, numberField: false, footer: true },
  { host: 'rendez.example', accounts: true, numberField: false, footer: true },
  { host: 'bulletin.test', accounts: false, numberField: false, footer: false }
]
export const tradeSites: readonly Site[] = [
  { host: 'rommelzolder.example', accounts: true, numberField: false, footer: false },
  { host: 'werkbord.test', accounts: false, numberField: false, footer: false }
]

const countries: Readonly<Record<Language, readonly string[]>> = {
  nl: ['NL', 'NL', 'NL', 'BE'],
  en: ['NL', 'NL', 'GB'],
  de: ['DE'],
  fr: ['FR', 'BE'],
  es: ['ES', 'NL'],
  ro: ['NL', 'DE', 'RO'],
  pl: ['NL', 'DE', 'PL']
}
const numberCountries: Readonly<Record<Language, readonly NumberCountry[]>> = {
  nl: ['NL'],
  en: ['NL', 'NL', 'GB'],
  de: ['DE', 'NL'],
  fr: ['FR'],
  es: ['NL', 'FR'],
  ro: ['NL', 'GB'],
  pl: ['NL']
}
const houseNames = [
  'Alpha',
  'Birch',
  'Cascade',
  'Delta',
  'Ember',
  'Fontein',
  'Globe',
  'Horizon',
  'Iris',
  'Jasmin',
  'Kobalt',
  'Lotus'
]
const houseKinds = ['House', 'Lounge', 'Studio', 'Palace', 'Point', 'Salon', 'Club', 'Services', 'Group']
const streets = [
  'Havenstraat',
  'Dorpsweg',
  'Lindelaan',
  'Stationsplein',
  'Molenpad',
  'Kerksteeg',
  'Bremstraat',
  'Parklaan',
  'Zuidkade'
]

/** Supplies of a world. */
export function makeSupplies(random: Random, shown = false): Supplies {
  const book = makeNumberBook(random.fork('numbers'), shown)
  const choice = random.fork('number countries')
  const places = readPlaces()
  const accounts = new Set<string>()
  const hosts = new Set<string>()
  const picture = (from: Random): Picture => ({
    pdq: hex(from, 64),
    quality: from.chance(0.05) ? from.int(20, 45) : from.int(60, 100)
  })
  const stock = random.fork('stock')
  const once = (used: Set<string>, make: () => string): string => {
    for (;;) {
      const one = make()
      if (used.has(one)) continue
      used.add(one)
      return one
    }
  }
  return {
    // The largest of a country come first in the table; squaring prefers them.
    city: (from, language) => {
      const list = places.get(from.pick(countries[language])) ?? ['Utrecht']
      return list[Math.floor(from.next() ** 2 * Math.min(40, list.length))] ?? 'Utrecht'
    },
    number: (language) => book.issue(choice.pick(numberCountries[language])),
    name: (from, language) => from.pick(listOf(language, 'names')),
    account: (from, stem) =>
      once(
        accounts,
        () => `${stem.toLowerCase().replaceAll(/[^a-z]/g, '')}${from.pick(['', '_', '.'])}${from.int(1, 9_999)}`
      ),
    house: (from) => `${from.pick(houseNames)} ${from.pick(houseKinds)} ${from.int(1, 99)}`,
    host: (from) => once(hosts, () => `${from.pick(houseNames).toLowerCase()}-${from.int(1, 9_999)}.example`),
    street: (from) => from.pick(streets),
    picture,
    placed: [],
    stock: Array.from({ length: 40 }, () => picture(stock))
  }
}

/** The picture as another upload of it hashes: a few bits differ; a crop hashes as another picture. */
export function copyOf(random: Random, { pdq, quality }: Picture): Picture {
  if (random.chance(0.06)) return { pdq: hex(random, 64), quality }
  const digits = [...pdq]
  for (let flips = random.int(0, 12); flips > 0; flips--) {
    const at = random.int(0, digits.length - 1)
    digits[at] = (Number.parseInt(digits[at] ?? '0', 16) ^ (1 << random.int(0, 3))).toString(16)
  }
  return { pdq: digits.join(''), quality }
}

function hex(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.int(0, 15).toString(16)).join('')
}

/** Names of places of 40,000 people and more, by country, the largest first. */
function readPlaces(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(path.join(import.meta.dirname, '../../data/places.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((row) => Number(row[7]) >= 40_000)
    .toSorted((a, b) => Number(b[7]) - Number(a[7]))
  return new Map(
    [...Map.groupBy(rows, (row) => row[1] ?? '')].map(([country, list]) => [country, list.map((row) => row[4] ?? '')])
  )
}
