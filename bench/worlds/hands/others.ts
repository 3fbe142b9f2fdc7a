/** The rest of a market: bulk spam, scams, work agencies, goods, and single grave adverts for work. */
import { place, worldDays, type Hand, type WorldAdvert } from '../advert.ts'
import { edited, listOf, makeDraft, ownLines, type Language } from '../phrases.ts'
import { serviceSites, tradeSites, type Picture, type Site } from '../supplies.ts'

const goodsSite = siteAt(0)
const workSite = siteAt(1)

function siteAt(nth: number): Site {
  const site = tradeSites[nth] ?? serviceSites[0]
  if (site === undefined) throw new Error('no sites')
  return site
}

/** A campaign: one text with a link, at fixed hours, from throw-away accounts, with pictures of others. */
export function spam(hand: Hand, language: Language, count: number): WorldAdvert[] {
  const { random, supplies } = hand
  const links = Array.from({ length: random.int(1, 4) }, () => `https://${supplies.host(random)}/join`)
  const draft = makeDraft(
    random,
    language,
    'spam.title',
    random.shuffle(['spam', 'spam.more', ...ownLines(random.int(1, 3)), ...random.sample(['spam', 'spam.more'], 1)])
  )
  const slots = { year: String(random.int(2019, 2025)), kilo: String(random.int(3, 99)) }
  const pictures = taken(hand, random.int(3, 12))
  const start = random.int(0, worldDays - 40)
  const hour = random.int(0, 23)
  return Array.from({ length: count }, (_, nth) =>
    place(hand, {
      ...silent,
      habit: 'spam',
      template: `${hand.network}/0`,
      draft: edited(random, draft, 0.3),
      day: start + Math.floor((nth * 35) / count),
      hour,
      site: random.pick(serviceSites),
      account: supplies.account(random, 'user'),
      category: 'services',
      name: supplies.name(random, language),
      city: supplies.city(random, language),
      pictures: pictures.length === 0 ? [] : [random.pick(pictures)],
      slots: { link: random.pick(links), ...slots }
    })
  )
}

/** A swindler: several names, money first, pictures taken from others. */
export function scam(hand: Hand, language: Language, count: number): WorldAdvert[] {
  const { random, supplies } = hand
  const phones = Array.from({ length: random.int(1, 3) }, () => supplies.number(language))
  const accounts = Array.from({ length: random.int(1, 4) }, () =>
    supplies.account(random, supplies.name(random, language))
  )
  const drafts = [0, 1].map(() => makeDraft(random, language, 'scam.title', ['scam', ...ownLines(random.int(0, 2))]))
  const pictures = taken(hand, 6)
  const start = random.int(0, worldDays - 60)
  return Array.from({ length: count }, (_, nth) => {
    const which = random.int(0, drafts.length - 1)
    return place(hand, {
      ...silent,
      habit: 'scam',
      template: `${hand.network}/${which}`,
      draft: edited(
        random,
        drafts[which] ?? makeDraft(random, language, 'scam.title', ['scam', ...ownLines(random.int(0, 2))]),
        0.15
      ),
      day: start + Math.floor((nth * 50) / count),
      hour: random.int(8, 23),
      site: random.pick(serviceSites),
      account: random.pick(accounts),
      category: 'services',
      name: supplies.name(random, language),
      city: supplies.city(random, language),
      phone: random.pick(phones),
      disguised: random.chance(0.2),
      price: random.int(20, 50) * 5,
      pictures: pictures.length === 0 ? [] : [random.pick(pictures)]
    })
  })
}

/** A work agency: lawful offers under an open name. */
export function jobs(hand: Hand, language: Language, count: number): WorldAdvert[] {
  const { random, supplies } = hand
  const name = supplies.house(random)
  const phone = supplies.number(language)
  const drafts = [0, 1].map(() =>
    makeDraft(random, language, 'jobs.title', [
      'jobs.offer',
      'jobs.terms',
      ...(random.chance(0.5) ? ['jobs.terms'] : []),
      ...(random.chance(0.6) ? ['jobs.housing'] : []),
      'jobs.contact',
      ...ownLines(random.int(1, 3))
    ])
  )
  const codes = { year: String(random.int(2019, 2025)), kilo: String(random.int(3, 99)) }
  const cities = [0, 1, 2].map(() => supplies.city(random, language))
  return Array.from({ length: count }, (_, nth) => {
    const which = nth % drafts.length
    return place(hand, {
      ...silent,
      habit: 'jobs',
      template: `${hand.network}/${which}`,
      draft: drafts[which] ?? makeDraft(random, language, 'jobs.title', []),
      day: Math.floor(((nth + 0.5) * worldDays) / count),
      hour: random.int(8, 17),
      site: workSite,
      account: null,
      category: 'jobs',
      name,
      city: random.pick(cities),
      phone,
      slots: { house: name, ...codes }
    })
  })
}

/** Somebody who sells something, with a picture of the maker's that others use too. */
export function goods(hand: Hand, language: Language, most: number): WorldAdvert[] {
  const { random, supplies } = hand
  const name = supplies.name(random, language)
  const phone = supplies.number(language)
  const account = supplies.account(random, name)
  const city = supplies.city(random, language)
  return Array.from({ length: Math.min(most, random.int(1, 3)) }, (_, nth) =>
    place(hand, {
      ...silent,
      habit: 'goods',
      template: `${hand.network}/${nth}`,
      draft: makeDraft(
        random,
        language,
        'goods.title',
        random.shuffle(['goods', 'goods.detail', 'goods.detail'].slice(0, random.int(2, 3)))
      ),
      day: random.int(0, worldDays - 1),
      hour: random.int(8, 22),
      site: goodsSite,
      account,
      category: 'goods',
      name,
      city,
      phone,
      pictures: random.chance(0.7) ? [random.pick(supplies.stock)] : [supplies.picture(random)],
      slots: {
        goods: String(random.int(2, 90) * 5),
        item: random.pick(listOf(language, 'goods.item')),
        year: String(random.int(2012, 2025)),
        kilo: String(random.int(2, 60))
      }
    })
  )
}

/** One advert for work with a wage far too low, papers to be handed in and a room that ends with the work. */
export function grave(hand: Hand, language: Language): WorldAdvert {
  const { random, supplies } = hand
  return place(hand, {
    ...silent,
    habit: 'grave',
    template: `${hand.network}/0`,
    draft: makeDraft(random, language, 'grave.title', ['grave']),
    day: random.int(0, worldDays - 1),
    hour: random.int(8, 22),
    site: workSite,
    account: null,
    category: 'jobs',
    name: supplies.name(random, language),
    city: supplies.city(random, language),
    phone: supplies.number(language),
    slots: { low: String(random.int(3, 6)) }
  })
}

const silent = {
  account: null,
  phone: null,
  disguised: false,
  price: null,
  pictures: [] as readonly Picture[],
  slots: {},
  otherPhones: [] as readonly string[]
}

/** Pictures that lawful advertisers placed, in other hands. */
function taken({ random, supplies }: Hand, count: number): Picture[] {
  return random.sample(supplies.placed, count)
}
