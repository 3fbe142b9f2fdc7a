/** Persons who work for themselves: most of a world. Some show innocently what rings show too. */
import { listOf, makeDraft, ownLines, type Draft, type Language } from '../phrases.ts'
import { place, worldDays, type Hand, type WorldAdvert } from '../advert.ts'
import { serviceSites, type Picture, type Site } from '../supplies.ts'

const sections = ['hello', 'self', 'self', 'offer', 'place', 'hours', 'rules', 'price', 'contact', 'bye']

interface Persona {
  readonly name: string
  readonly phones: readonly string[]
  readonly site: Site
  readonly account: string
  readonly pictures: readonly Picture[]
  readonly price: number
  readonly disguised: boolean
  readonly city: string
}

/** What several persons may share without being one hand: an address they sublet, a booking desk. */
export interface Shared {
  readonly habit: string
  readonly city: string
  readonly slots: Readonly<Record<string, string>>
  readonly otherPhones: readonly string[]
}

/** The adverts of one person: one, a few, or a weekly renewal; at most `most`. */
export function independent(hand: Hand, language: Language, shared: Shared | null, most: number): WorldAdvert[] {
  const { random } = hand
  const persona = makePersona(hand, language, shared)
  const habit =
    shared?.habit ??
    random.weighted([
      ['plain', 78],
      ['touring', 8],
      ['always', 5],
      ['duo', 3],
      ['manager', 3],
      ['rewrites', 3]
    ])
  const count = Math.min(
    most,
    random.weighted([
      [1, 40],
      [random.int(2, 3), 25],
      [random.int(4, 11), 35]
    ])
  )
  const start = random.int(0, worldDays - 7)
  let draft = makeOwn(hand, language, habit, shared)
  let version = 0
  let city = persona.city
  const second = random.chance(0.1) ? hand.supplies.number(language) : null
  const friend = hand.supplies.name(random, language)
  const adverts: WorldAdvert[] = []
  for (let nth = 0; nth < count; nth++) {
    if (nth > 0 && (habit === 'rewrites' ? random.chance(0.4) : random.chance(0.04))) {
      draft = makeOwn(hand, language, habit, shared)
      version++
    }
    if (habit === 'touring' && nth > 0) city = hand.supplies.city(random, language)
    // A new number half-way, under the same account.
    const phone = second !== null && nth * 2 > count ? second : (persona.phones[0] ?? null)
    adverts.push(
      place(hand, {
        habit,
        template: `${hand.network}/${version}`,
        draft: random.chance(0.3) ? lightly(hand, draft) : draft,
        day: (start + nth * 7 + random.int(0, 1)) % worldDays,
        hour: random.int(9, 22),
        site: persona.site,
        account: persona.account,
        category: 'services',
        name: habit === 'duo' && nth % 2 === 1 ? friend : persona.name,
        city,
        phone,
        disguised: persona.disguised,
        price: persona.price,
        pictures: random.sample(persona.pictures, random.int(1, persona.pictures.length)),
        slots: { age: String(random.int(24, 58)), ...shared?.slots },
        otherPhones: shared?.otherPhones ?? []
      })
    )
  }
  return adverts
}

function makePersona(hand: Hand, language: Language, shared: Shared | null): Persona {
  const { random, supplies } = hand
  const name = supplies.name(random, language)
  const pictures = Array.from({ length: random.int(1, 4) }, () => supplies.picture(random))
  if (random.chance(0.3)) supplies.placed.push(...pictures.slice(0, 1))
  return {
    name,
    phones: random.chance(0.05) ? [] : [supplies.number(language)],
    site: random.pick(serviceSites),
    account: supplies.account(random, name),
    pictures,
    price: random.chance(0.06) ? random.int(12, 16) * 5 : random.int(22, 42) * 5,
    disguised: random.chance(0.15),
    city: shared?.city ?? supplies.city(random, language)
  }
}

/** A text of her own: some sections in some order, and a line or two that nobody else writes. */
function makeOwn(hand: Hand, language: Language, habit: string, shared: Shared | null): Draft {
  const { random } = hand
  const middle = sections.slice(1, -1).filter((one) => one === 'contact' || random.chance(0.65))
  const extra = extraSections(habit).filter(() => random.chance(0.8))
  const lines = ownLines(random.int(1, 4))
  const draft = makeDraft(random, language, 'title.own', [
    'hello',
    ...random.shuffle([...middle, ...extra, ...lines]),
    ...(random.chance(0.6) ? ['bye'] : [])
  ])
  const words = random
    .sample(listOf(language, 'hobby'), random.int(2, 5))
    .join(random.pick([', ', ' + ', ' · ', ' / ']))
  const own = [{ section: 'own', text: `${random.pick(['♡', '•', '-', '+', '>', '#'])} ${words} ${random.int(2, 99)}` }]
  const added = shared === null ? [] : Object.keys(shared.slots).map((slot) => ({ section: slot, text: `<${slot}>` }))
  return { ...draft, sentences: [...draft.sentences, ...(random.chance(0.6) ? own : []), ...added] }
}

function extraSections(habit: string): readonly string[] {
  if (habit === 'touring') return ['ring.new']
  if (habit === 'always') return ['ring.night', 'ring.price']
  if (habit === 'duo') return ['ring.we']
  if (habit === 'manager') return ['ring.she', 'ring.cash']
  return []
}

/** A renewal with a sentence less or in another place. */
function lightly({ random }: Hand, draft: Draft): Draft {
  const at = random.int(1, draft.sentences.length - 1)
  const one = draft.sentences[at]
  if (one === undefined || one.text.includes('<phone>')) return draft
  const rest = draft.sentences.toSpliced(at, 1)
  return { ...draft, sentences: random.chance(0.5) ? rest : [...rest, one] }
}
