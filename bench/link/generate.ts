/** Generated adverts with their truth: text, facts as an extractor would find them (errors included), pictures, hand and template. */
import { handsOf, phoneNumber, worldOf, type Hand, type World } from './hands.ts'
import { random, type Random } from './random.ts'
import { copy, nameOf, sentence, template, townOf } from './wording.ts'

export interface BenchFact {
  readonly kind: 'phone' | 'email' | 'handle' | 'url'
  readonly value: string
  readonly confidence: number
}

export interface BenchAdvert {
  readonly id: number
  readonly site: string
  readonly account: string | null
  readonly day: number
  readonly title: string
  readonly body: string
  readonly facts: readonly BenchFact[]
  readonly pictures: readonly { pdq: string; quality: number }[]
  readonly name: string
  readonly place: string
  /** Truth: which hand, which text of it. */
  readonly hand: number
  readonly template: number
  /** Truth: words that fill slots. */
  readonly slots: readonly string[]
}

/** Adverts of one world in order of their days, made one at a time. */
export function* generate(n: number, seed: number): Generator<BenchAdvert> {
  const world = worldOf(n, seed)
  const hands = handsOf(world)
  const plan: { hand: Hand; index: number; day: number }[] = []
  for (const hand of hands) {
    const draw = random(seed, 3, hand.id)
    for (let index = 0; index < hand.adverts; index++)
      plan.push({ hand, index, day: draw.int(hand.firstDay, hand.lastDay) })
  }
  plan.sort((a, b) => a.day - b.day || a.hand.id - b.hand.id || a.index - b.index)
  let id = 0
  for (const { hand, index, day } of plan.slice(0, n)) yield advertOf(world, hand, index, day, id++)
}

function advertOf(world: World, hand: Hand, index: number, day: number, id: number): BenchAdvert {
  const draw = random(world.seed, 4, hand.id, index)
  const text = draw.pick(hand.texts)
  const name = hand.kind === 'person' ? nameOf(random(9, hand.id)) : nameOf(draw)
  const place = hand.kind === 'person' && draw.chance(0.9) ? townOf(random(8, hand.id)) : townOf(draw)
  const site = draw.int(0, world.sites - 1)
  const phones = phonesOf(world, hand, draw)
  const fill: Record<string, string> = {
    '{name}': name,
    '{town}': place,
    '{price}': String(draw.int(4, 30) * 10),
    '{age}': String(draw.int(20, 50)),
    '{date}': `${draw.int(1, 28)}-${draw.int(1, 12)}`
  }
  const slots: string[] = []
  const lines = copy(
    template(text.seed, text.sentences, hand.kind === 'person' ? world.stockShare : world.stockShare / 2),
    world.noise,
    draw
  ).map((line) =>
    line.replace(/\{\w+\}/g, (slot) => {
      slots.push(fill[slot] ?? '')
      return fill[slot] ?? ''
    })
  )
  const facts = contactsOf(world, hand, site, phones, draw)
  if (site < world.leakySites) lines.push(sentence(random(6, site), 12, 18), sentence(random(7, site), 8, 12))
  const found = facts.filter(() => !draw.chance(world.missShare))
  if (draw.chance(world.falseShare))
    found.push({
      kind: draw.pick(['email', 'handle', 'phone']),
      value: `junk${draw.int(0, 20)}`,
      confidence: draw.chance(0.5) ? 0.9 : 0.6
    })
  return {
    id,
    site: `site${site}.example`,
    account: accountOf(hand, draw),
    day: 20_000 + day,
    title: draw.chance(0.5) ? `${name} ${place}` : (lines[0] ?? ''),
    body: [...lines, ...facts.map((fact) => fact.value)].join('.\n'),
    facts: found,
    pictures: picturesOf(hand, draw),
    name,
    place,
    hand: hand.id,
    template: text.seed,
    slots
  }
}

function phonesOf(world: World, hand: Hand, draw: Random): string[] {
  const bare = hand.kind === 'ring' || hand.kind === 'spam' ? world.bareShare : 0.03
  if (hand.phones.length === 0 || draw.chance(bare)) return []
  const phones = [draw.pick(hand.phones)]
  if (hand.kind === 'ring' && draw.chance(world.twoPhones)) phones.push(draw.pick(hand.phones))
  if (draw.chance(world.typoShare))
    phones[0] = phoneNumber(draw.chance(0.8) ? 9_000_000 + draw.int(0, 900_000) : draw.int(0, 1000))
  return [...new Set(phones)]
}

function contactsOf(world: World, hand: Hand, site: number, phones: readonly string[], draw: Random): BenchFact[] {
  const facts: BenchFact[] = phones.map((value) => ({ kind: 'phone', value, confidence: 0.95 }))
  const add = (kind: BenchFact['kind'], value: string | null, share: number): void => {
    if (value !== null && draw.chance(share)) facts.push({ kind, value, confidence: 0.95 })
  }
  add('email', hand.email, 0.7)
  add('handle', hand.handle, 0.6)
  add('url', hand.url, 0.8)
  if (hand.desk) add(hand.desk.kind, hand.desk.value, 0.9)
  if (site < world.leakySites)
    add(site === 0 ? 'email' : 'url', site === 0 ? 'help@site0.example' : `https://site${site}.example/help`, 0.95)
  return facts
}

function accountOf(hand: Hand, draw: Random): string | null {
  if (hand.feed && draw.chance(0.7)) return hand.feed
  return draw.chance(0.5) ? null : `u${hand.id}-${draw.int(0, hand.accounts - 1)}`
}

function picturesOf(hand: Hand, draw: Random): { pdq: string; quality: number }[] {
  if (hand.pictures.length === 0 || draw.chance(0.2)) return []
  return Array.from({ length: draw.int(1, Math.min(2, hand.pictures.length)) }, () => ({
    pdq: picture(draw.pick(hand.pictures), draw),
    quality: draw.chance(0.05) ? 30 : 90
  }))
}

/** The hash of a re-encoded, now and then mirrored or cropped picture. */
function picture(index: number, draw: Random): string {
  const base = random(13, draw.chance(0.08) ? draw.int(1e6, 2e9) : index)
  const words = Array.from({ length: 8 }, () => Math.floor(base.next() * 4_294_967_296))
  const mirrored = draw.chance(0.05)
  for (let flips = draw.int(0, 20); flips > 0; flips--) {
    const bit = draw.int(0, 255)
    words[bit >> 5] = ((words[bit >> 5] ?? 0) ^ (1 << (bit & 31))) >>> 0
  }
  return words.map((word) => ((mirrored ? word ^ 0x55555555 : word) >>> 0).toString(16).padStart(8, '0')).join('')
}
