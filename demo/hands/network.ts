/** Networks: one hand behind many adverts, tied by numbers, texts or pictures, moving its personas between towns. */
import type { AdvertDraft, Category, HandKind, Language, PictureRef, SiteId } from '../advert.ts'
import { composeDraft, drawTraits, type Draft } from '../compose.ts'
import { disguisedStyles, plainStyles, type NumberStyle } from '../disguise.ts'
import { womenNames } from '../names.ts'
import { makePersona, writeAdvert, type NumberPlace, type Persona } from '../posting.ts'
import type { Random } from '../random.ts'
import { makeStyle, varyCopy, type Style } from '../style.ts'
import { pickDays, pickSite, pickTown, type Supplies } from '../supplies.ts'
import { traitShares } from '../traits.ts'
import { ownContact } from './independent.ts'

interface Text {
  readonly draft: Draft
  readonly template: string
  readonly style: Style
}

interface Member {
  readonly persona: Persona
  /** The first is the persona's usual one; the others tie it to the rest of the network. */
  readonly texts: readonly Text[]
  readonly towns: readonly string[]
  readonly pictures: readonly PictureRef[]
  readonly number: string
  readonly account: string
}

/** What one network shares and how it works. */
interface Plan {
  readonly ties: readonly string[]
  readonly language: Language
  readonly category: Category
  readonly sites: readonly SiteId[]
  readonly numberStyles: readonly NumberStyle[]
  readonly numbers: readonly string[]
  readonly rotation: 'persona' | 'day' | 'any'
  readonly variation: number
  readonly extra: string | undefined
  readonly showPrice: boolean
}

/** What ties twenty networks together, so that each world has every way, rare and common. */
export const networkTies: readonly (readonly string[])[] = [
  ...Array.from({ length: 3 }, () => ['numbers']),
  ...Array.from({ length: 3 }, () => ['texts']),
  ...Array.from({ length: 5 }, () => ['numbers', 'texts']),
  ...Array.from({ length: 5 }, () => ['numbers', 'texts', 'pictures']),
  ...Array.from({ length: 3 }, () => ['texts', 'pictures']),
  ['numbers', 'pictures']
]

/** Writes the adverts of one network of `size` adverts that shares what `ties` says. */
export function networkAdverts(supplies: Supplies, hand: string, size: number, ties: readonly string[]): AdvertDraft[] {
  const { random } = supplies
  const plan = makePlan(supplies, size, ties)
  const members = makeMembers(supplies, plan, size)
  const adverts: AdvertDraft[] = []
  for (let nth = 0; nth < size; nth++) {
    const member = members[nth % members.length] as Member
    const round = Math.floor(nth / members.length)
    const site = random.pick(plan.sites)
    const [postedDay, untilDay] = pickDays(random, site, -42 + Math.floor((nth * 46) / size) + random.int(-2, 2))
    const number = pickNumber(random, plan, member, postedDay)
    const style = random.pick(plan.numberStyles)
    const text = random.chance(0.15) ? random.pick(member.texts) : (member.texts[0] as Text)
    adverts.push(
      writeAdvert(random, {
        site,
        hand,
        kind: 'network' satisfies HandKind,
        template: text.template,
        category: plan.category,
        language: plan.language,
        persona: member.persona,
        draft: { ...text.draft, sentences: varyCopy(random, text.draft.sentences, plan.language, plan.variation) },
        style: text.style,
        account: member.account,
        numbers: number === null ? [] : [number],
        numberStyle: style,
        numberPlace: networkPlace(random, style, number),
        town: member.towns[round % member.towns.length] as string,
        postedDay,
        untilDay,
        pictures: random
          .sample(member.pictures, random.int(1, 3))
          .map((picture) => ({ ...picture, variant: random.int(0, 3) })),
        extra: plan.extra,
        showPrice: plan.showPrice
      })
    )
  }
  return adverts
}

function makePlan(supplies: Supplies, size: number, ties: readonly string[]): Plan {
  const { random } = supplies
  const shares = traitShares.network
  const language = random.weighted<Language>([
    ['nl', 54],
    ['en', 33],
    ['de', 3],
    ['fr', 3],
    ['es', 2],
    ['ro', 2],
    ['hu', 1],
    ['bg', 1],
    ['pl', 1]
  ])
  const category: Category = random.chance(0.15) ? 'massage' : 'company'
  const first = pickSite(random, category, language)
  const sites = [first, ...Array.from({ length: random.int(0, 3) }, () => pickSite(random, category, language))]
  const count = Math.max(1, Math.round(size / random.pick([6, 10, 18, 30, 40])))
  return {
    ties,
    language,
    category,
    sites,
    numberStyles: random.chance(shares.disguised) ? random.sample(disguisedStyles, random.int(1, 4)) : [...plainStyles],
    numbers: Array.from({ length: count }, () => supplies.numbers.issue('NL')),
    rotation: random.pick(['persona', 'day', 'any']),
    variation: random.pick([0.1, 0.3, 0.5, 0.8]),
    extra:
      ties.includes('numbers') && random.chance(0.3) ? ownContact(random, supplies.newAccount(), 'boeking') : undefined,
    showPrice: random.chance(0.7)
  }
}

function makeMembers(supplies: Supplies, plan: Plan, size: number): Member[] {
  const { random } = supplies
  const shares = traitShares.network
  const count = Math.max(2, Math.round(size / random.pick([2, 3, 4, 6])))
  const coded = random.chance(shares.codedEmoji)
  const traits = drawTraits(random, shares)
  const person = plan.category === 'massage' ? ('massage' as const) : random.weighted(shares.voices)
  const write = (): Text => {
    const style = makeStyle(random, plan.language, coded)
    const longer = {
      ...style,
      counts: { ...style.counts, self: Math.max(2, style.counts.self), offer: Math.max(2, style.counts.offer) }
    }
    return {
      draft: composeDraft(random, { language: plan.language, person, traits }, longer),
      template: supplies.newTemplate(),
      style: longer
    }
  }
  const texts = Array.from({ length: 1 + Math.floor(size / random.pick([25, 40, 60])) }, write)
  const scenes = Array.from({ length: random.int(3, 8) }, () => ({ scene: supplies.newScene(), variant: 0 }))
  const accounts = Array.from({ length: Math.max(1, Math.round(count / random.pick([1, 2, 5]))) }, supplies.newAccount)
  const cheap = traits.includes('lowprice')
  return Array.from({ length: count }, (_, nth): Member => ({
    persona: makePersona(random, womenNames, plan.language, cheap),
    texts: plan.ties.includes('texts') ? random.shuffle(texts) : [write()],
    towns: Array.from({ length: random.int(1, 5) }, () => pickTown(random, plan.sites[0] as SiteId)),
    pictures: plan.ties.includes('pictures')
      ? scenes
      : Array.from({ length: random.int(1, 3) }, () => ({ scene: supplies.newScene(), variant: 0 })),
    number: supplies.numbers.issue('NL'),
    account: accounts[nth % accounts.length] as string
  }))
}

/**
 * A network that shares numbers uses its pool, fixed per persona, changing every five days, or any; others use the
 * persona's own. Now and then a persona has another number of the pool: that is what ties the numbers together.
 */
function pickNumber(random: Random, plan: Plan, member: Member, day: number): string | null {
  if (random.chance(0.05)) return null
  if (!plan.ties.includes('numbers')) return member.number
  const { numbers } = plan
  if (plan.rotation === 'any' || random.chance(0.15)) return random.pick(numbers)
  const turn = plan.rotation === 'day' ? Math.floor((day + 60) / 5) : member.persona.name.length + member.persona.age
  return numbers[turn % numbers.length] as string
}

function networkPlace(random: Random, style: NumberStyle, number: string | null): NumberPlace {
  if (number === null) return 'none'
  if ((plainStyles as readonly string[]).includes(style))
    return random.weighted([
      ['field', 35],
      ['body', 40],
      ['both', 15],
      ['title', 7],
      ['picture', 3]
    ])
  return 'body'
}
