/** One advert of a world with its truth, and how a hand places it. */
import type { Random } from '../../demo/random.ts'
import { disguisedNumber, plainNumber } from './numbers.ts'
import { phrasesOf, written, type Draft, type Style } from './phrases.ts'
import { copyOf, type Picture, type Site, type Supplies } from './supplies.ts'

export type Kind = 'independent' | 'house' | 'spam' | 'scam' | 'jobs' | 'goods' | 'ring' | 'grave'

/** An advert and who is behind it. `network`: one hand; `template`: one text with its edits; `habit`: the case that it stands for. */
export interface WorldAdvert {
  readonly network: string
  readonly template: string
  readonly kind: Kind
  readonly habit: string
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly site: string
  readonly account: string | null
  readonly category: string
  readonly title: string
  readonly body: string
  readonly name: string
  readonly city: string
  /** E.164, of text and field. */
  readonly phones: readonly string[]
  readonly phoneField: string
  readonly price: number | null
  readonly pictures: readonly Picture[]
}

/** What one hand has to work with. */
export interface Hand {
  readonly random: Random
  readonly supplies: Supplies
  readonly network: string
  readonly kind: Kind
  readonly style: Style
}

/** What a hand wants placed. */
export interface Post {
  readonly habit: string
  readonly template: string
  readonly draft: Draft
  readonly day: number
  readonly hour: number
  readonly site: Site
  readonly account: string | null
  readonly category: string
  readonly name: string
  readonly city: string
  /** E.164; null where the hand gives none. */
  readonly phone: string | null
  readonly disguised: boolean
  /** Euro an hour; null where none is told. */
  readonly price: number | null
  readonly pictures: readonly Picture[]
  readonly slots: Readonly<Record<string, string>>
  /** Numbers in `slots`, for the truth. */
  readonly otherPhones: readonly string[]
}

/** Days of a world: half a year. */
export const worldDays = 182
const firstDayMs = Date.UTC(2025, 8, 1)
const minuteMs = 60_000

/** The advert as its site shows it. */
export function place(hand: Hand, post: Post): WorldAdvert {
  const { random } = hand
  const { site, draft, phone } = post
  // Where a site has a field for the number, most leave it out of the text.
  const inField = phone !== null && site.numberField
  const inText = phone !== null && (!inField || random.chance(0.3))
  const text =
    phone === null || !inText
      ? ''
      : post.disguised
        ? disguisedNumber(random, phone, draft.language)
        : plainNumber(random, phone)
  const { title, body } = written(
    draft,
    { ...post.slots, name: post.name, city: post.city, phone: text, ...prices(post.price), ...hours(random) },
    hand.style
  )
  const footer = site.footer
    ? `\n${(phrasesOf(draft.language, 'footer')[0] ?? '').replace('<desk>', `https://${site.host}/safe`)}`
    : ''
  const uploaded = post.pictures.map((one) => copyOf(random, one))
  // A text may have left out the only sentence with the number: then the field tells it, as sites ask for one.
  const told = phone === null || (text !== '' && body.toLowerCase().includes(text.toLowerCase()))
  return {
    network: hand.network,
    template: post.template,
    kind: hand.kind,
    habit: post.habit,
    atMs:
      firstDayMs +
      Math.min(worldDays - 1, post.day) * 1440 * minuteMs +
      (post.hour * 60 + random.int(0, 59)) * minuteMs,
    site: site.host,
    account: site.accounts ? post.account : null,
    category: post.category,
    title,
    body: body + footer,
    name: post.name,
    city: post.city,
    phones: [...new Set([...(phone === null ? [] : [phone]), ...post.otherPhones])],
    phoneField: inField || (!told && phone !== null) ? plainNumber(random, phone ?? '') : '',
    price: post.price,
    pictures: uploaded
  }
}

function prices(price: number | null): Record<string, string> {
  if (price === null) return {}
  return { price: String(price), half: String(Math.round((price * 0.6) / 5) * 5) }
}

function hours(random: Random): Record<string, string> {
  return { hour: String(random.int(10, 13)), late: String(random.int(18, 23)) }
}
