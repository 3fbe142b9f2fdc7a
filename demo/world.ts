/** Makes the practice web's world from a seed: who is there, what they advertise, and the truth about it; pure. */
import {
  siteIds,
  type AdvertDraft,
  type AdvertVersion,
  type DemoAdvert,
  type Hand,
  type HandKind,
  type SiteId,
  type World
} from './advert.ts'
import { agencyAdverts } from './hands/agency.ts'
import { independentAdverts } from './hands/independent.ts'
import { scamAdverts, spamAdverts } from './hands/junk.ts'
import { networkAdverts, networkTies } from './hands/network.ts'
import { traderAdverts } from './hands/trader.ts'
import { withGraveOffer, workAdverts } from './hands/work.ts'
import { writeNumber } from './disguise.ts'
import { makeRandom, type Random } from './random.ts'
import { withReturns } from './returns.ts'
import { makeSupplies, pickTown, type Supplies } from './supplies.ts'

export interface WorldOptions {
  readonly seed: number
  /** Adverts over all days, 300 at least; default 3600. */
  readonly adverts?: number
  /** Date of day 0, `YYYY-MM-DD`; fixed by default so that a seed gives the same bytes every day. */
  readonly today?: string
}

/** Sizes of networks at 3600 adverts; the first 20 advertise company, then 3 bundle work, then 2 recruit. */
const networkSizes = [120, 96, 80, 70, 60, 54, 48, 42, 38, 34, 30, 27, 24, 20, 17, 14, 11, 8, 6, 4]
const labourSizes = [46, 28, 12]
const recruiterSizes = [22, 9]

/** Makes a world; the same options give the same world. */
export function makeWorld(options: WorldOptions): World {
  const wanted = Math.max(300, Math.min(200_000, options.adverts ?? 3600))
  const random = makeRandom(options.seed)
  const supplies = makeSupplies(random.fork('supplies'))
  const siteNumbers = Object.fromEntries(siteIds.map((site) => [site, supplies.numbers.issue('NL')])) as Record<
    SiteId,
    string
  >
  const drafts: AdvertDraft[] = []
  const hands: Hand[] = []
  const add = (kind: HandKind, adverts: readonly AdvertDraft[], ties: readonly string[] = []): void => {
    for (const advert of adverts) drafts.push(advert)
    hands.push({ id: `h${hands.length + 1}`, kind, ties, adverts: adverts.length })
  }
  const nextHand = (): string => `h${hands.length + 1}`
  const until = (share: number, write: () => void): void => {
    const target = drafts.length + Math.round(wanted * share)
    while (drafts.length < target) write()
  }
  const write = { add, nextHand, until }
  addPersons(supplies, write, 0.2)
  addOrganised(supplies, write, wanted)
  until(0.045, () => add('trader', traderAdverts(supplies, nextHand())))
  until(0.055, () => add('employer', workAdverts(supplies, nextHand(), 'employer', random.int(1, 6))))
  until(0.03, () => add('trader', traderAdverts(supplies, nextHand())))
  while (drafts.length < wanted) add('independent', independentAdverts(supplies, nextHand()))
  trim(drafts, hands, wanted)
  const numbersOf = numbersByHand(drafts)
  const edited = drafts.map((draft) => withEdits(random, draft, numbersOf.get(draft.hand) ?? []))
  const adverts = withGraveOffer(withReturns(random.fork('returns'), number(random.fork('order'), edited)))
  return {
    seed: options.seed,
    today: options.today ?? '2026-03-02',
    adverts,
    hands: recounted(hands, adverts),
    siteNumbers
  }
}

/** Who posts again has one advert more, and whose advert was not posted one less. */
function recounted(hands: readonly Hand[], adverts: readonly DemoAdvert[]): Hand[] {
  const counts = new Map<string, number>()
  for (const one of adverts) counts.set(one.hand, (counts.get(one.hand) ?? 0) + 1)
  return hands.flatMap((hand) => (counts.has(hand.id) ? [{ ...hand, adverts: counts.get(hand.id) ?? 0 }] : []))
}

interface Writer {
  readonly add: (kind: HandKind, adverts: readonly AdvertDraft[], ties?: readonly string[]) => void
  readonly nextHand: () => string
  readonly until: (share: number, write: () => void) => void
}

function addPersons(supplies: Supplies, writer: Writer, share: number): void {
  writer.until(share, () => writer.add('independent', independentAdverts(supplies, writer.nextHand())))
}

/** Networks grow in number, not in size, with the world; a small world has fewer and smaller ones. */
function addOrganised(supplies: Supplies, writer: Writer, wanted: number): void {
  const { random } = supplies
  const { add, nextHand } = writer
  const ties = random.shuffle(networkTies)
  for (const [nth, size] of scaled(networkSizes, wanted).entries()) {
    const tie = ties[nth % ties.length] as readonly string[]
    add('network', networkAdverts(supplies, nextHand(), size, tie), tie)
  }
  for (const size of scaled(labourSizes, wanted))
    add('labour-network', workAdverts(supplies, nextHand(), 'labour-network', size), ['numbers', 'texts'])
  for (const size of scaled(recruiterSizes, wanted))
    add('recruiter', workAdverts(supplies, nextHand(), 'recruiter', size), ['numbers', 'texts'])
  writer.until(0.065, () => add('agency', agencyAdverts(supplies, nextHand(), random.int(8, 34))))
  writer.until(0.035, () => add('spam', spamAdverts(supplies, nextHand(), random.int(12, 36))))
  writer.until(0.035, () => add('scam', scamAdverts(supplies, nextHand(), random.int(8, 26))))
}

function scaled(sizes: readonly number[], wanted: number): number[] {
  const times = wanted / 3600
  if (times < 1) return sizes.map((size) => Math.max(4, Math.round(size * times)))
  return Array.from({ length: Math.round(sizes.length * times) }, (_, nth) => sizes[nth % sizes.length] as number)
}

/** The last person may have written too many adverts. */
function trim(drafts: AdvertDraft[], hands: Hand[], wanted: number): void {
  while (drafts.length > wanted) {
    drafts.pop()
    const last = hands.pop()
    if (last && last.adverts > 1) hands.push({ ...last, adverts: last.adverts - 1 })
  }
}

function numbersByHand(drafts: readonly AdvertDraft[]): ReadonlyMap<string, readonly string[]> {
  const numbers = new Map<string, string[]>()
  for (const draft of drafts) {
    const known = numbers.get(draft.hand) ?? []
    known.push(...(draft.versions[0]?.phones ?? []))
    numbers.set(draft.hand, known)
  }
  return numbers
}

/** On the site of changing adverts a third is edited once or twice: another price, town, sentence, number style or number. */
function withEdits(random: Random, draft: AdvertDraft, numbers: readonly string[]): AdvertDraft {
  if (draft.site !== 'dagprikker' || !random.chance(0.35)) return draft
  const versions: AdvertVersion[] = [...draft.versions]
  let day = Math.max(0, draft.postedDay)
  for (let edit = 0; edit < random.int(1, 2); edit++) {
    day += random.int(1, 5)
    if (draft.untilDay !== null && day >= draft.untilDay) break
    const before = versions[versions.length - 1] as AdvertVersion
    versions.push({ ...before, ...editOf(random, before, draft, numbers), day })
  }
  return { ...draft, versions }
}

/** A network's advert whose number stands in the field alone may get another of the network's numbers. */
function editOf(
  random: Random,
  before: AdvertVersion,
  draft: AdvertDraft,
  numbers: readonly string[]
): Partial<AdvertVersion> {
  const way = random.int(0, 3)
  const number = before.phones[0]
  if (
    draft.kind === 'network' &&
    before.contact !== null &&
    before.phones.length === 1 &&
    !/\d.*\d.*\d.*\d.*\d.*\d/s.test(before.body + before.title)
  ) {
    const other = random.pick(numbers)
    return { contact: writeNumber(random, other, 'separated', draft.language), phones: [other] }
  }
  if (way === 0) return { town: pickTown(random, draft.site) }
  if (way === 1 && before.price !== null) return { price: `€ ${random.pick([80, 100, 120, 150, 180])}` }
  if (way === 2 && before.contact !== null && number !== undefined)
    return { contact: writeNumber(random, number, 'separated', draft.language) }
  return {
    body: `${before.body}\n${random.pick(['Vandaag bijgewerkt.', 'Update: nieuwe tijden.', 'Back from holiday.', 'Deze week vrij op donderdag.'])}`
  }
}

/** Numbers adverts per site in order of time, with gaps as real sites have; the number tells nothing about the hand. */
function number(random: Random, drafts: readonly AdvertDraft[]): DemoAdvert[] {
  const timed = random.shuffle(drafts).map((draft) => ({ ...draft, postedMinute: random.int(0, 1439) }))
  timed.sort((one, other) => one.postedDay - other.postedDay || one.postedMinute - other.postedMinute)
  const last = new Map<SiteId, number>(siteIds.map((site) => [site, random.int(10_000, 90_000)]))
  return timed.map((advert) => {
    const id = (last.get(advert.site) ?? 0) + random.int(1, 7)
    last.set(advert.site, id)
    return { ...advert, id }
  })
}
