/** Rings: several persons advertised by one hand. Each shows a part of the documented signs, none shows all. */
import type { Random } from '../../../demo/random.ts'
import { place, worldDays, type Hand, type WorldAdvert } from '../advert.ts'
import { edited, makeDraft, ownLines, type Draft, type Language } from '../phrases.ts'
import { serviceSites, type Picture, type Site } from '../supplies.ts'

/** Signs that a ring may show, each with the chance that it does. */
const signs = {
  rotates: 0.6,
  moves: 0.6,
  templates: 0.7,
  disguises: 0.5,
  speaksForOthers: 0.5,
  dayAndNight: 0.5,
  low: 0.45,
  confined: 0.4,
  cash: 0.4,
  supply: 0.3,
  real: 0.3,
  arrival: 0.4,
  pictures: 0.5
} as const
type Sign = keyof typeof signs

interface Person {
  readonly name: string
  readonly pictures: readonly Picture[]
  readonly cell: number
}

/** A part of a ring with its own numbers, accounts and texts; most rings are one cell. */
interface Cell {
  readonly language: Language
  readonly numbers: readonly string[]
  readonly accounts: readonly string[]
  readonly drafts: readonly Draft[]
  readonly sites: readonly Site[]
  readonly cities: readonly string[]
}

/** A driver's number that two rings gave during one week. */
export interface Driver {
  readonly phone: string
  readonly fromDay: number
}

/** The adverts of one ring, `count` of them. `weak`: two cells that share one picture or one account only. */
export function ring(
  hand: Hand,
  language: Language,
  count: number,
  options: { readonly weak: boolean; readonly driver: Driver | null }
): WorldAdvert[] {
  const { random } = hand
  const shown = drawSigns(random)
  const cells = Array.from({ length: options.weak ? 2 : 1 }, () =>
    makeCell(hand, language, Math.ceil(count / (options.weak ? 2 : 1)), shown)
  )
  const persons = makePersons(hand, language, count, shown, cells.length)
  const days = Math.min(worldDays - 10, Math.max(20, Math.round(count * (shown.has('rotates') ? 1.5 : 2.5))))
  const start =
    options.driver === null
      ? random.int(0, worldDays - days - 1)
      : Math.max(0, Math.min(worldDays - days - 1, options.driver.fromDay - Math.floor(days / 2)))
  const bridge = makeBridge(hand, options.weak, cells)
  const price = shown.has('low') ? random.int(10, 15) * 5 : random.int(22, 36) * 5
  return Array.from({ length: count }, (_, nth) => {
    const person = persons[random.int(0, persons.length - 1)] as Person
    const cell = cells[person.cell] as Cell
    const day = start + Math.floor((nth * days) / count)
    const which = shown.has('templates')
      ? random.int(0, cell.drafts.length - 1)
      : person.name.length % cell.drafts.length
    const draft = cell.drafts[which] as Draft
    const bridged = bridge !== null && random.chance(0.25)
    const driving = options.driver !== null && day >= options.driver.fromDay && day < options.driver.fromDay + 7
    return place(hand, {
      habit: options.weak ? 'weak' : options.driver === null ? 'ring' : 'driver',
      template: `${hand.network}/${person.cell}-${which}`,
      draft: withDriver(edited(random, draft, shown.has('templates') ? 0.12 : 0.3), driving),
      day,
      hour: shown.has('dayAndNight') ? random.int(0, 23) : random.int(10, 22),
      site: random.pick(cell.sites),
      account: bridged && bridge.account !== null ? bridge.account : staged(cell.accounts, nth + 2, count),
      category: 'services',
      name: person.name,
      city: cityOf(cell, persons.indexOf(person), day, shown),
      phone: staged(cell.numbers, nth, count),
      disguised: shown.has('disguises') && random.chance(0.7),
      price: price + (random.chance(0.2) ? 10 : 0),
      pictures: bridged && bridge.picture !== null ? [bridge.picture] : [pictureOf(random, persons, person, shown)],
      slots: driving ? { driver: options.driver?.phone ?? '' } : {},
      otherPhones: driving ? [options.driver?.phone ?? ''] : []
    })
  })
}

/** Five signs at least, never all. */
function drawSigns(random: Random): ReadonlySet<Sign> {
  const names = Object.keys(signs) as Sign[]
  const drawn = names.filter((name) => random.chance(signs[name]))
  if (drawn.length < 5) return new Set([...drawn, ...random.sample(names, 3)])
  return new Set(drawn.length > 10 ? drawn.slice(1, 11) : drawn)
}

function makeCell(hand: Hand, language: Language, count: number, shown: ReadonlySet<Sign>): Cell {
  const { random, supplies } = hand
  const numbers = shown.has('rotates') ? Math.max(2, Math.round(count / random.int(4, 9))) : random.int(1, 2)
  return {
    language,
    numbers: Array.from({ length: numbers }, () => supplies.number(language)),
    accounts: Array.from({ length: Math.max(1, Math.round(count / random.int(9, 20))) }, () =>
      supplies.account(random, supplies.name(random, language))
    ),
    drafts: Array.from({ length: shown.has('templates') ? random.int(1, 3) : random.int(3, 5) }, () =>
      makeDraft(random, language, random.chance(0.7) ? 'ring.title' : 'title.own', ringSections(random, shown))
    ),
    sites: random.sample(serviceSites, random.int(1, 3)),
    cities: Array.from({ length: shown.has('moves') ? random.int(3, 8) : random.int(1, 2) }, () =>
      supplies.city(random, language)
    )
  }
}

function makePersons(hand: Hand, language: Language, count: number, shown: ReadonlySet<Sign>, cells: number): Person[] {
  const { random, supplies } = hand
  return Array.from({ length: Math.max(2, Math.min(16, Math.round(count / random.int(4, 8)))) }, (_, nth) => ({
    name: supplies.name(random, language),
    pictures: Array.from({ length: shown.has('pictures') ? 1 : 2 }, () => supplies.picture(random)),
    cell: nth % cells
  }))
}

/** What joins the cells of a weak ring: one picture or one account. */
function makeBridge(
  { random, supplies }: Hand,
  weak: boolean,
  cells: readonly Cell[]
): { picture: Picture | null; account: string | null } | null {
  if (!weak) return null
  const account =
    cells.some((cell) => cell.sites.some((site) => site.accounts)) && random.chance(0.5)
      ? supplies.account(random, 'shared')
      : null
  return { account, picture: account === null ? supplies.picture(random) : null }
}

/** A number, account or place in use at this point: each is followed by the next, with an overlap now and then. */
function staged(list: readonly string[], nth: number, count: number): string {
  const at = Math.min(list.length - 1, Math.floor((nth * list.length) / (count + 2)))
  return list[nth % 5 === 0 ? Math.max(0, at - 1) : at] ?? ''
}

/** Persons move from place to place within days, each a step behind another. */
function cityOf(cell: Cell, person: number, day: number, shown: ReadonlySet<Sign>): string {
  const step = shown.has('moves') ? Math.floor(day / 4) + person : person
  return cell.cities[step % cell.cities.length] ?? ''
}

function pictureOf(random: Random, persons: readonly Person[], person: Person, shown: ReadonlySet<Sign>): Picture {
  const from =
    shown.has('pictures') && random.chance(0.35)
      ? random.pick(persons.filter((one) => one.cell === person.cell))
      : person
  return random.pick(from.pictures)
}

function ringSections(random: Random, shown: ReadonlySet<Sign>): string[] {
  const others = shown.has('speaksForOthers')
  return [
    ...(others ? ['ring.she'] : ['hello']),
    ...(others && random.chance(0.5) ? ['ring.we'] : []),
    random.pick(['ring.offer', 'offer']),
    ...(random.chance(0.4) ? ['self'] : []),
    ...(shown.has('arrival') ? ['ring.new'] : []),
    ...(shown.has('dayAndNight') ? ['ring.night'] : ['hours']),
    ...(shown.has('confined') ? ['ring.limit'] : ['place']),
    ...(shown.has('supply') ? ['ring.rotate'] : []),
    random.pick(['ring.price', 'price']),
    ...(shown.has('cash') ? ['ring.cash'] : []),
    ...(shown.has('real') ? ['ring.real'] : []),
    random.pick(['ring.contact', 'contact']),
    ...ownLines(random.int(0, 3))
  ]
}

function withDriver(draft: Draft, driving: boolean): Draft {
  if (!driving) return draft
  return { ...draft, sentences: [...draft.sentences, { section: 'driver', text: `☎ <driver>` }] }
}
