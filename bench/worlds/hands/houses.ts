/** Licensed houses and agencies: open names, several persons on one number, hours, an address that stays. */
import type { Random } from '../../../demo/random.ts'
import { place, worldDays, type Hand, type WorldAdvert } from '../advert.ts'
import { edited, makeDraft, ownLines, type Language } from '../phrases.ts'
import { serviceSites, type Picture } from '../supplies.ts'

/** The adverts of one house, `count` of them. */
export function house(hand: Hand, language: Language, count: number): WorldAdvert[] {
  const { random, supplies } = hand
  const escort = random.chance(0.35)
  const habit = escort ? 'escort' : 'licensed'
  const name = supplies.house(random)
  const phones = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => supplies.number(language))
  const home = supplies.city(random, language)
  const cities = escort
    ? [home, ...Array.from({ length: random.int(1, 4) }, () => supplies.city(random, language))]
    : [home]
  const sites = random.sample(serviceSites, random.int(1, 3))
  const account = supplies.account(random, name)
  const persons = makePersons(hand, language, random.int(3, 9))
  const shared = random.chance(0.15)
  const drafts = Array.from({ length: random.int(1, 3) }, () =>
    makeDraft(random, language, 'house.title', houseSections(random, escort))
  )
  const address = {
    street: supplies.street(random),
    nr: String(random.int(1, 240)),
    licence: String(random.int(1_000_000, 9_999_999))
  }
  const website = supplies.host(random)
  const price = random.int(24, 44) * 5
  const start = random.int(0, 60)
  return Array.from({ length: count }, (_, nth) => {
    const which = random.int(0, drafts.length - 1)
    const person = random.pick(persons)
    const draft = drafts[which] ?? makeDraft(random, language, 'house.title', [])
    return place(hand, {
      habit,
      template: `${hand.network}/${which}`,
      draft: withSite(random.chance(0.3) ? edited(random, draft, 0.12) : draft, website),
      day: Math.min(worldDays - 1, start + Math.floor((nth * (worldDays - start)) / count)),
      hour: random.int(9, 20),
      site: random.pick(sites),
      account,
      category: 'services',
      name: person.name,
      city: random.pick(cities),
      phone: random.pick(phones),
      disguised: false,
      price,
      pictures: [shared ? random.pick(persons).picture : person.picture],
      slots: {
        house: name,
        names: random
          .sample(persons, random.int(2, Math.min(6, persons.length)))
          .map((one) => one.name)
          .join(', '),
        year: String(1990 + hand.random.int(0, 30)),
        ...address
      },
      otherPhones: []
    })
  })
}

function makePersons(
  { random, supplies }: Hand,
  language: Language,
  count: number
): { name: string; picture: Picture }[] {
  return Array.from({ length: count }, () => {
    const picture = supplies.picture(random)
    if (random.chance(0.1)) supplies.placed.push(picture)
    return { name: supplies.name(random, language), picture }
  })
}

/** A house tells most of what is open about it; some forget the licence, some write as rings do. */
function houseSections(random: Random, escort: boolean): string[] {
  const told = [
    'house.welcome',
    'house.persons',
    ...(escort ? ['house.drive'] : ['house.address']),
    ...(random.chance(0.85) ? ['house.hours'] : ['ring.night']),
    ...(random.chance(0.7) ? ['house.licence'] : []),
    ...(random.chance(0.6) ? ['house.extra'] : []),
    ...(random.chance(0.2) ? ['ring.she'] : []),
    ...(random.chance(0.12) ? ['ring.rotate'] : []),
    ...(random.chance(0.12) ? ['ring.new'] : []),
    ...(random.chance(0.7) ? ['house.price'] : []),
    'house.contact',
    ...ownLines(random.int(2, 5))
  ]
  return random.shuffle(told.filter((one) => one === 'house.persons' || one === 'house.contact' || random.chance(0.85)))
}

function withSite<T extends { readonly sentences: readonly object[] }>(draft: T, website: string): T {
  return { ...draft, sentences: [...draft.sentences, { section: 'site', text: `https://${website}` }] }
}
