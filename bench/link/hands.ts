/** The hands behind generated adverts: who posts, with which numbers, texts and pictures, and which traps they meet. */
import { random, type Random } from './random.ts'
import type { Noise } from './wording.ts'

export type HandKind = 'person' | 'ring' | 'agency' | 'spam' | 'seller' | 'shop'

export interface Hand {
  readonly id: number
  readonly kind: HandKind
  readonly adverts: number
  readonly firstDay: number
  readonly lastDay: number
  readonly phones: readonly string[]
  readonly email: string | null
  readonly handle: string | null
  readonly url: string | null
  readonly accounts: number
  /** Seeds of own texts; public ones are shared by unrelated hands. */
  readonly texts: readonly { seed: number; sentences: number; public: boolean }[]
  readonly pictures: readonly number[]
  /** Contact of a booking desk that stands beside the own number. */
  readonly desk: { kind: 'phone' | 'url'; value: string } | null
  readonly feed: string | null
}

/** What differs from run to run, so that no figure is tuned to one world. */
export interface World {
  readonly seed: number
  readonly n: number
  readonly noise: Noise
  readonly stockShare: number
  readonly publicShare: number
  readonly bareShare: number
  readonly missShare: number
  readonly falseShare: number
  readonly typoShare: number
  readonly sites: number
  readonly leakySites: number
  readonly twoPhones: number
}

export function worldOf(n: number, seed: number): World {
  const draw = random(seed, 1)
  const between = (low: number, high: number): number => low + draw.next() * (high - low)
  return {
    seed,
    n,
    noise: {
      typo: between(0.004, 0.02),
      synonym: between(0.01, 0.05),
      emoji: between(0.01, 0.05),
      lookAlike: between(0, 0.02),
      drop: between(0.03, 0.12),
      swap: between(0.1, 0.3),
      insert: between(0.1, 0.3)
    },
    stockShare: between(0.1, 0.3),
    publicShare: between(0.04, 0.1),
    bareShare: between(0.1, 0.25),
    missShare: between(0.01, 0.04),
    falseShare: between(0.0005, 0.002),
    typoShare: between(0.002, 0.008),
    sites: draw.int(8, 20),
    leakySites: draw.int(1, 3),
    twoPhones: between(0.05, 0.15)
  }
}

/** Hands until their adverts reach n. Kinds come in fixed shares of the adverts; sizes are drawn. */
export function handsOf(world: World): Hand[] {
  const draw = random(world.seed, 2)
  const shares: [HandKind, number][] = [
    ['person', 0.42],
    ['ring', 0.2],
    ['agency', 0.12],
    ['spam', 0.08],
    ['seller', 0.12],
    ['shop', 0.06]
  ]
  const hands: Hand[] = []
  const pool = { phone: 0, picture: 1000, text: 1000 }
  const desks = Math.max(3, Math.round(world.n / 4000))
  const retired: { phone: string; until: number }[] = []
  for (const [kind, share] of shares) {
    for (let adverts = 0; adverts < share * world.n;) {
      const hand = handOf(world, kind, hands.length, draw, pool, desks, retired)
      hands.push(hand)
      adverts += hand.adverts
    }
  }
  return hands
}

export function phoneNumber(index: number): string {
  // 06 1 and seven digits, spread so that neighbours are not one digit apart.
  return `061${String((index * 7_368_787) % 10_000_000).padStart(7, '0')}`
}

const sizes: Record<HandKind, [number, number]> = {
  person: [1, 6],
  ring: [12, 160],
  agency: [8, 70],
  spam: [20, 300],
  seller: [1, 4],
  shop: [8, 60]
}

function handOf(
  world: World,
  kind: HandKind,
  id: number,
  draw: Random,
  pool: { phone: number; picture: number; text: number },
  desks: number,
  retired: { phone: string; until: number }[]
): Hand {
  const [low, high] = sizes[kind]
  const adverts = Math.round(low * Math.exp(draw.next() * Math.log(high / low)))
  const firstDay = draw.int(0, 600)
  const lastDay = Math.min(
    900,
    firstDay + (kind === 'person' || kind === 'seller' ? draw.int(1, 120) : draw.int(20, 250))
  )
  const phones = Array.from({ length: phonesFor(kind, adverts, draw) }, () => {
    const old = draw.chance(0.01) ? retired.find((item) => item.until + 170 < firstDay) : undefined
    if (old) {
      retired.splice(retired.indexOf(old), 1)
      return old.phone
    }
    return phoneNumber(pool.phone++)
  })
  if (kind === 'person' && phones[0] && draw.chance(0.05)) retired.push({ phone: phones[0], until: lastDay })
  const usesPublic = kind === 'person' && draw.chance(world.publicShare)
  const textCount =
    kind === 'ring' ? draw.int(1, 4) : kind === 'agency' ? draw.int(2, 8) : kind === 'shop' ? Math.ceil(adverts / 3) : 1
  const sentences = (): number => (kind === 'seller' || kind === 'shop' ? draw.int(2, 5) : draw.int(4, 9))
  const texts = Array.from({ length: textCount }, () =>
    usesPublic
      ? { seed: draw.int(0, 4 + Math.round(world.n / 20_000)), sentences: 6, public: true }
      : { seed: pool.text++, sentences: sentences(), public: false }
  )
  const pictures = Array.from(
    { length: kind === 'ring' ? draw.int(4, 25) : kind === 'spam' ? 2 : draw.int(0, 3) },
    () => {
      if (draw.chance(0.04)) return draw.int(0, 30)
      return draw.chance(kind === 'ring' ? 0.03 : 0) ? draw.int(1000, pool.picture) : pool.picture++
    }
  )
  const business = kind === 'agency' || kind === 'shop'
  return {
    id,
    kind,
    adverts,
    firstDay,
    lastDay,
    phones,
    texts,
    pictures,
    email: draw.chance(business ? 0.6 : 0.1) ? `h${id}@mail.example` : null,
    handle: draw.chance(kind === 'ring' ? 0.4 : 0.15) ? `telegram:h${id}` : null,
    url: draw.chance(business ? 0.7 : kind === 'spam' ? 0.5 : 0.03) ? `https://h${id}.example/` : null,
    accounts: kind === 'ring' || kind === 'spam' ? Math.ceil(adverts / draw.int(2, 12)) : draw.int(1, 2),
    desk: kind === 'person' && draw.chance(0.06) ? deskOf(draw.int(0, desks - 1)) : null,
    feed: draw.chance(0.02) ? `feed${draw.int(0, Math.max(2, Math.round(world.n / 20_000)))}` : null
  }
}

function phonesFor(kind: HandKind, adverts: number, draw: Random): number {
  if (kind === 'ring') return Math.max(1, Math.round(adverts / draw.int(4, 20)))
  if (kind === 'spam') return draw.chance(0.3) ? 0 : Math.max(1, Math.round(adverts / draw.int(8, 30)))
  if (kind === 'agency') return draw.int(1, 2)
  return kind === 'seller' ? (draw.chance(0.6) ? 1 : 0) : draw.chance(0.93) ? 1 : 0
}

function deskOf(index: number): { kind: 'phone' | 'url'; value: string } {
  return index % 2 === 0
    ? { kind: 'phone', value: phoneNumber(8_000_000 + index) }
    : { kind: 'url', value: `https://desk${index}.example/` }
}
