/** What hands draw from while they write: numbers, picture scenes, towns, sites, accounts, and what they take from each other. */
import type { Category, Language, PictureRef, SiteId } from './advert.ts'
import type { Draft } from './compose.ts'
import { accountWords } from './names.ts'
import { makeNumberBook, type NumberBook } from './phones.ts'
import { borderTowns, dutchTowns } from './places.ts'
import type { Random } from './random.ts'
import type { Style } from './style.ts'

/** A person's text and pictures that somebody else may steal. */
export interface Stealable {
  readonly draft: Draft
  readonly template: string
  readonly style: Style
  readonly language: Language
  readonly pictures: readonly PictureRef[]
}

export interface Supplies {
  readonly random: Random
  readonly numbers: NumberBook
  readonly newScene: () => number
  readonly newTemplate: () => string
  readonly newAccount: () => string
  /** Numbers of booking desks that unrelated persons list beside their own. */
  readonly bookingDesks: readonly string[]
  /** Accounts of feed services that post for unrelated persons. */
  readonly feedAccounts: readonly string[]
  /** Pictures that anybody finds in a stock library. */
  readonly stockScenes: readonly number[]
  readonly stealable: Stealable[]
  /** Numbers whose holder stopped long ago. */
  readonly released: string[]
  /** Numbers in use, for those who mistype. */
  readonly inUse: string[]
}

export function makeSupplies(random: Random): Supplies {
  const numbers = makeNumberBook(random.fork('numbers'))
  let scene = 0
  let template = 0
  let account = 0
  const newScene = (): number => ++scene
  return {
    random,
    numbers,
    newScene,
    newTemplate: () => `t${++template}`,
    newAccount: () =>
      `${random.pick(accountWords)}${random.pick(['', '_', '-', '.'])}${random.pick(accountWords)}${++account + random.int(0, 9)}`,
    bookingDesks: [numbers.issue('NL'), numbers.issue('NL'), numbers.issue('NL')],
    feedAccounts: ['advertplus-feed', 'plaatshulp', 'post4all'],
    stockScenes: Array.from({ length: 12 }, newScene),
    stealable: [],
    released: [],
    inUse: []
  }
}

const companySites: Readonly<Record<'nl' | 'en' | 'border' | 'other', readonly (readonly [SiteId, number])[]>> = {
  nl: [
    ['kompas', 27],
    ['prikbord', 14],
    ['marktplein', 14],
    ['avenue', 14],
    ['dagprikker', 15],
    ['lantern', 9],
    ['grensland', 7]
  ],
  en: [
    ['lantern', 46],
    ['avenue', 25],
    ['dagprikker', 10],
    ['kompas', 11],
    ['prikbord', 4],
    ['grensland', 4]
  ],
  border: [
    ['grensland', 74],
    ['lantern', 9],
    ['avenue', 8],
    ['kompas', 9]
  ],
  other: [
    ['lantern', 34],
    ['kompas', 18],
    ['grensland', 16],
    ['dagprikker', 18],
    ['prikbord', 14]
  ]
}

/** A site on which somebody with this category and language would advertise. */
export function pickSite(random: Random, category: Category, language: Language): SiteId {
  if (category === 'work')
    return random.weighted([
      ['werkhal', 74],
      ['prikbord', 11],
      ['marktplein', 15]
    ])
  if (category === 'goods' || category === 'services' || category === 'rooms') {
    return random.weighted([
      ['marktplein', 45],
      ['prikbord', 25],
      ['kompas', 14],
      ['dagprikker', 16]
    ])
  }
  if (language === 'nl' || language === 'en') return random.weighted(companySites[language])
  return random.weighted(companySites[language === 'de' || language === 'fr' ? 'border' : 'other'])
}

/** A town, larger ones more often; near the border for the border site. */
export function pickTown(random: Random, site: SiteId): string {
  if (site === 'grensland') return random.pick(borderTowns)
  const rank = Math.floor(random.next() ** 1.7 * dutchTowns.length)
  return dutchTowns[rank] as string
}

/** Posting and vanishing days as the site shows them: only on `dagprikker` do adverts come and go while the days pass. */
export function pickDays(random: Random, site: SiteId, around: number | null = null): readonly [number, number | null] {
  if (site !== 'dagprikker') {
    const day = around ?? -Math.floor(random.next() ** 2 * 60)
    return [Math.min(0, day), null]
  }
  const posted = around === null ? random.int(-18, 12) : Math.max(-18, Math.min(12, around + random.int(0, 3)))
  const until = posted + random.int(3, 24)
  return [posted, until < 1 ? random.int(1, 9) : until > 14 ? null : until]
}
