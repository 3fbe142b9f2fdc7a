/** A world of adverts over half a year with its truth: the same seed and size give the same world, advert by advert. */
import { makeRandom, type Random } from '../../demo/random.ts'
import { worldDays, type Hand, type Kind, type WorldAdvert } from './advert.ts'
import { house } from './hands/houses.ts'
import { independent, type Shared } from './hands/independents.ts'
import { goods, grave, jobs, scam, spam } from './hands/others.ts'
import { ring, type Driver } from './hands/rings.ts'
import { plainNumber } from './numbers.ts'
import { makeStyle, type Language } from './phrases.ts'
import { makeSupplies, type Supplies } from './supplies.ts'

const languageShares: readonly (readonly [Language, number])[] = [
  ['nl', 46],
  ['en', 20],
  ['de', 9],
  ['fr', 7],
  ['es', 6],
  ['ro', 6],
  ['pl', 6]
]

/** Hands of each kind in a world of 10,000; their share of the adverts bounds them in small worlds. */
const perTenThousand = { ring: 70, house: 120, spam: 15, scam: 12, jobs: 30, grave: 15 }

/** The adverts of a world in the order in which they were placed; exactly `n`. `shown`: people are to read its numbers (demo/phones.ts). */
export function makeWorld(n: number, seed: number, shown = false): WorldAdvert[] {
  const random = makeRandom(`worlds ${seed}`)
  const supplies = makeSupplies(random.fork('supplies'), shown)
  const maker = { n, random, supplies }
  const placed = [
    ...some(maker, 'house', (hand, language) => house(hand, language, size(hand.random, 2.4, 0.6, [3, 40]))),
    ...someRings(maker),
    ...some(maker, 'jobs', (hand, language) => jobs(hand, language, hand.random.int(2, 20))),
    ...some(maker, 'grave', (hand, language) => [grave(hand, language)])
  ]
  const left = Math.max(0, n - placed.length)
  // Spam and scams come after the independents whose pictures they take, and are counted first.
  const junk = Math.floor(left * 0.22)
  const alone = [
    ...strangers(maker, Math.floor(left * 0.13)),
    ...independents(maker, left - junk - Math.floor(left * 0.13))
  ]
  const bulk = [
    ...some(maker, 'scam', (hand, language) => scam(hand, language, hand.random.int(5, 40))),
    ...some(maker, 'spam', (hand, language) => spam(hand, language, size(hand.random, 4, 0.5, [20, 150])))
  ].slice(0, junk)
  const short = Math.max(0, n - placed.length - alone.length - bulk.length)
  const all = [...placed, ...alone, ...bulk, ...independents({ ...maker, random: random.fork('more') }, short)]
  return all.slice(0, n).toSorted((a, b) => a.atMs - b.atMs)
}

interface Maker {
  readonly n: number
  readonly random: Random
  readonly supplies: Supplies
}

function makeHand({ random, supplies }: Maker, kind: Kind, nth: number | string): Hand {
  const own = random.fork(`${kind} ${nth}`)
  return { random: own, supplies, network: `${kind}-${nth}`, kind, style: makeStyle(own) }
}

function countOf({ n }: Maker, kind: keyof typeof perTenThousand): number {
  return Math.max(1, Math.round((perTenThousand[kind] * n) / 10_000))
}

function some(
  maker: Maker,
  kind: keyof typeof perTenThousand,
  make: (hand: Hand, language: Language) => WorldAdvert[]
): WorldAdvert[] {
  return Array.from({ length: countOf(maker, kind) }, (_, nth) => {
    const hand = makeHand(maker, kind, nth)
    return make(hand, hand.random.weighted(languageShares))
  }).flat()
}

/** Every seventh ring is held together weakly; two rings in thirty gave one driver's number for a week. */
function someRings(maker: Maker): WorldAdvert[] {
  const count = countOf(maker, 'ring')
  const drivers = new Map<number, Driver>()
  for (let nth = 3; nth + 1 < count; nth += 30) {
    const driver = { phone: maker.supplies.number('nl'), fromDay: maker.random.int(50, worldDays - 60) }
    drivers.set(nth, driver).set(nth + 1, driver)
  }
  return Array.from({ length: count }, (_, nth) => {
    const hand = makeHand(maker, 'ring', nth)
    const language = hand.random.weighted(languageShares)
    const weak = nth % 7 === 5
    return ring(hand, language, size(hand.random, weak ? 3.5 : 3.1, 0.65, [8, 135]), {
      weak,
      driver: drivers.get(nth) ?? null
    })
  }).flat()
}

/** Persons alone, some of whom sublet one flat or use one booking desk. */
function independents(maker: Maker, most: number): WorldAdvert[] {
  const adverts: WorldAdvert[] = []
  let shared: { readonly what: Shared; left: number } | null = null
  for (let nth = 0; adverts.length < most; nth++) {
    const hand = makeHand(maker, 'independent', `${maker.random.fork('name').int(100, 999)}-${nth}`)
    const language = hand.random.weighted(languageShares)
    if ((shared === null || shared.left === 0) && hand.random.chance(0.025)) shared = makeShared(hand, language)
    const what = shared !== null && shared.left-- > 0 ? shared.what : null
    adverts.push(...independent(hand, language, what, most - adverts.length))
  }
  return adverts
}

function makeShared({ random, supplies }: Hand, language: Language): { readonly what: Shared; left: number } {
  const city = supplies.city(random, language)
  if (random.chance(0.7)) {
    const address = `${supplies.street(random)} ${random.int(1, 240)}, ${city}`
    return { what: { habit: 'flat', city, slots: { flat: address }, otherPhones: [] }, left: random.int(2, 4) }
  }
  const desk = supplies.number(language)
  return {
    what: { habit: 'desk', city, slots: { desk: plainNumber(random, desk) }, otherPhones: [desk] },
    left: random.int(4, 12)
  }
}

function strangers(maker: Maker, most: number): WorldAdvert[] {
  const adverts: WorldAdvert[] = []
  for (let nth = 0; adverts.length < most; nth++) {
    const hand = makeHand(maker, 'goods', nth)
    adverts.push(...goods(hand, hand.random.weighted(languageShares), most - adverts.length))
  }
  return adverts
}

/** Log-normal sizes between two bounds. */
function size(random: Random, mean: number, spread: number, [low, high]: readonly [number, number]): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Math.max(low, Math.min(high, Math.round(Math.exp(mean + spread * normal))))
}

/** The line that `baken import` takes; nothing in it tells the truth. */
export function lineOf(advert: WorldAdvert, nth: number): object {
  const at = new Date(advert.atMs)
  return {
    id: idOf(nth),
    url: `http://${advert.site}/${advert.category}/${idOf(nth)}`,
    site: advert.site,
    ...(advert.account !== null && { account: advert.account }),
    category: advert.category,
    title: advert.title,
    body: advert.body,
    seller: advert.name,
    city: advert.city,
    ...(advert.phoneField !== '' && { phone_field: advert.phoneField }),
    ...(advert.price !== null && { price: `€ ${advert.price}` }),
    posted_at: at.toISOString(),
    seen_at: new Date(advert.atMs + 3_600_000).toISOString(),
    images: advert.pictures.map((one, at) => ({ url: `http://${advert.site}/picture/${idOf(nth)}-${at}.jpg`, ...one }))
  }
}

/** The name of an advert by its place in the world. */
export function idOf(nth: number): string {
  return `w${String(nth).padStart(6, '0')}`
}
