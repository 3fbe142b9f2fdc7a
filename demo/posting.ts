/** Turns a text with slots into an advert: fills the slots, writes the number where the hand wants it, keeps the truth. */
import type { AdvertDraft, AdvertVersion, Category, HandKind, Language, PictureRef, SiteId } from './advert.ts'
import type { Draft } from './compose.ts'
import { writeNumber, type NumberStyle } from './disguise.ts'
import { fillSlots } from './grammar.ts'
import type { Random } from './random.ts'
import { applyStyle, type Style } from './style.ts'
import { dayWords, hourWords } from './text/books.ts'

/** Where the number stands; `split` begins in the title and ends in the text. */
export type NumberPlace = 'field' | 'body' | 'both' | 'title' | 'split' | 'picture' | 'none'

export interface Persona {
  readonly name: string
  readonly age: number
  /** Euro per hour. */
  readonly price: number
  readonly days: string
  readonly hours: string
}

export interface Posting {
  readonly site: SiteId
  readonly hand: string
  readonly kind: HandKind
  readonly template: string
  readonly category: Category
  readonly language: Language
  readonly persona: Persona
  readonly draft: Draft
  readonly style: Style
  readonly town: string
  readonly account: string
  /** E.164, first one first; all are written at the same place. */
  readonly numbers: readonly string[]
  readonly numberStyle: NumberStyle
  readonly numberPlace: NumberPlace
  readonly postedDay: number
  readonly untilDay: number | null
  readonly pictures: readonly PictureRef[]
  /** Line for handle, e-mail or web address. */
  readonly extra?: string | undefined
  readonly slots?: Readonly<Record<string, string>>
  readonly showPrice?: boolean
  /** The whole text instead of the draft, for adverts that say nothing; the number can only stand in the field then. */
  readonly wholeText?: string
}

/** Marks the place of the number while habits and typing errors are added, so that these never touch it. */
const mark = '\ue000'

/** Draws a person that an advert presents. */
export function makePersona(random: Random, names: readonly string[], language: Language, cheap = false): Persona {
  return {
    name: random.pick(names),
    age: random.int(21, random.pick([28, 34, 48])),
    price: cheap ? random.pick([60, 70, 80, 90]) : random.pick([100, 110, 120, 130, 140, 150, 160, 175, 180, 200, 250]),
    days: random.pick(dayWords[language]),
    hours: random.pick(hourWords)
  }
}

/** Writes one advert with one version. */
export function writeAdvert(random: Random, posting: Posting): AdvertDraft {
  const { numbers, numberPlace, kind } = posting
  const stated = numberPlace === 'none' || numberPlace === 'picture' ? [] : numbers
  const picture = numberPlace === 'picture' ? numbers[0] : undefined
  return {
    site: posting.site,
    hand: posting.hand,
    kind,
    template: posting.template,
    name: posting.persona.name,
    account: posting.account,
    category: posting.category,
    language: posting.language,
    postedDay: posting.postedDay,
    untilDay: posting.untilDay,
    versions: [writeVersion(random, posting, stated)],
    pictures:
      picture === undefined ? posting.pictures : [...posting.pictures, { scene: -1, variant: 0, number: picture }],
    hiddenPhones: picture === undefined ? [] : [picture]
  }
}

function writeVersion(random: Random, posting: Posting, stated: readonly string[]): AdvertVersion {
  const { persona, draft, style, numberPlace, language } = posting
  const inBody = stated.length > 0 && (numberPlace === 'body' || numberPlace === 'both' || numberPlace === 'split')
  const values = { ...slotValues(random, persona, posting.town), ...posting.slots, phone: mark }
  const sentences = draft.sentences.map((sentence) => fillSlots(sentence, values))
  const withNumber = draft.contact.includes('[phone]') ? draft.contact : `${draft.contact} [phone]`
  const contact = inBody ? fillSlots(withNumber, values) : stated.length === 0 && random.chance(0.5) ? draft.form : null
  if (contact !== null) {
    if (style.contactFirst) sentences.unshift(contact)
    else sentences.push(contact)
  }
  if (posting.extra) sentences.push(posting.extra)
  let body = posting.wholeText ?? applyStyle(random, sentences, style)
  let title = fillSlots(draft.title, values).replace(mark, '').trim()
  const written = stated.map((number) => writeNumber(random, number, posting.numberStyle, language))
  if (numberPlace === 'split' && written[0] !== undefined) {
    const half = Math.ceil(written[0].length / 2)
    title = `${title} ${written[0].slice(0, half)}`
    body = body.replaceAll(mark, written[0].slice(half))
  } else body = body.replaceAll(mark, written.join(language === 'nl' ? ' of ' : ' / '))
  if (numberPlace === 'title') title = `${title} ${written.join(' ')}`
  const field = stated.length > 0 && (numberPlace === 'field' || numberPlace === 'both') ? stated[0] : undefined
  return {
    day: posting.postedDay,
    title: title.slice(0, 110),
    body,
    price: posting.showPrice === false ? null : `€ ${persona.price}`,
    town: posting.town,
    contact:
      field === undefined
        ? null
        : writeNumber(random, field, random.pick(['plain', 'separated', 'international']), language),
    phones: numberPlace === 'field' && field !== undefined ? [field] : stated
  }
}

function slotValues(random: Random, persona: Persona, town: string): Record<string, string> {
  const half = Math.round((persona.price * 0.6) / 5) * 5
  return {
    name: persona.name,
    age: String(persona.age),
    town,
    price: String(persona.price),
    half: String(half),
    double: String(persona.price * 2 - 20),
    low: String(random.pick([40, 45, 50, 55, 60])),
    deposit: String(random.pick([25, 50, 75, 100])),
    days: persona.days,
    hours: persona.hours,
    names: persona.name,
    count: String(random.int(2, 6))
  }
}
