/** Weighs what a page shows of one advert: for it being one, and against it. */
import type { AdvertReading } from '../../../model/page.ts'
import type { Block } from '../../html/document.ts'
import { region } from '../../html/document.ts'
import { alikeTo, isPagedAddress } from '../../site/address-shape.ts'
import type { Sign } from '../../page/article-signs.ts'
import { articleSigns, isAmongArticles, showsMembers } from '../../page/article-signs.ts'
import { isFrontPage, looksLikeItem } from '../../page/links.ts'
import { organisationOf } from '../../page/organisation.ts'
import type { PageContext } from '../../page/page-context.ts'
import { hasContact } from '../../page/page-context.ts'
import { hasCart, hasLinkedHeading, hasReply, isPaged, statesManyPrices } from '../../page/page-signs.ts'
import { listTitle, isSiteMatter } from '../../page/wall-words.ts'
import { type FieldFound, statesPrice } from '../field-words.ts'
import type { Fields } from '../fields.ts'
import { isStatedReading, offerTypes } from '../stated/main-item.ts'
import type { StructuredAdvert } from '../stated/structured.ts'

/** What is known of the rest of the page. */
export interface Surroundings {
  /** The one structured item that speaks of this page, if any. */
  readonly structured?: StructuredAdvert
  /** Targets of a group of teasers on the page. */
  readonly teasers: readonly string[]
  /** Characters of prose inside those teasers. */
  readonly teaserText: number
  /** Others answer below it: the page is a thread. */
  readonly isThread: boolean
}

export interface Verdict {
  /** Evidence summed; `isAdvert` holds the verdict. */
  readonly score: number
  readonly isAdvert: boolean
  readonly reasons: readonly string[]
}

const threshold = 3

export interface Evidence extends Surroundings {
  readonly fields: Fields
  readonly agrees: boolean
  readonly used: ReadonlySet<number>
  /** Blocks that belong to the advert: not menus, nor what stands above its title. */
  readonly nearby: readonly number[]
}

export function weighEvidence(page: PageContext, advert: AdvertReading, known: Evidence): Verdict {
  const reasons: string[] = []
  let score = 0
  let offer = 0
  const add = (points: number, reason: string, offering = 0): void => {
    score += points
    offer += offering
    reasons.push(reason)
  }
  const isOf = (i: number): boolean => hasContact(page.document.blocks[i] as Block)
  const inside = [...known.used].some(isOf)
  const isOffered = known.structured !== undefined && offerTypes.test(known.structured.type)
  if (isOffered) add(3, `structured data: ${known.structured?.type}`, 1)
  else if (known.structured?.method === 'page-state') add(1.5, 'a record of the page’s own title in its scripts', 0.6)
  else if (known.structured) add(0.5, `structured data: ${known.structured.type}`)
  if (!isOffered && offerMeta.test(page.document.metas.get('og:type') ?? '') && advert.body.length >= 80)
    add(1.5, 'metadata of an offer', 0.6)
  if (known.agrees) add(1, 'heading and title agree')
  if (inside) add(2, 'a contact in the text', advert.body.length > longText ? 0.6 : 1)
  else if (known.nearby.some(isOf)) add(2, 'a contact beside the text', isNearText(page, known) ? 1 : 0.6)
  const isPriced = advert.price !== undefined && isSurePrice(known, advert.price)
  if (advert.price !== undefined) add(isPriced ? 1 : 0.5, 'a price', isPriced ? 1 : 0.4)
  if (advert.postedAt) add(1, 'a date of placing', 0.4)
  if (advert.city !== undefined) add(0.5, 'a place', 0.4)
  if (advert.account !== undefined || advert.seller !== undefined) add(0.5, 'an advertiser', 0.2)
  const labelled = labelledFields(known.fields)
  const labels = new Set(labelled.map((field) => field.block)).size
  const offers = labelled.some(({ name }) => offeredFields.has(name))
  if (labels >= 2) add(labels >= 4 ? 1.5 : 1, `${labels} labelled fields`, offers ? 0.7 : 0.1)
  if (hasReply(page)) add(1, 'a way to reply', 0.8)
  if (advert.images.length > 0) add(0.5, 'pictures')
  if (advert.body.length >= 80) add(1, 'a text')
  else if (advert.body.length >= 30) add(0.5, 'a short text')
  if (looksLikeItem(page.url)) add(0.5, 'an address of one item')
  // An article among its likes is long; what says so little among its likes is an advert.
  if (!isAmongArticles(page.url) && alikeTeasers(page, known)) {
    const isOpen = advert.body.length < longText && !isMarkedArticle(page)
    // A day, a writer and others beside it is what each article of a magazine shows.
    const shows = inside || isPriced || advert.city !== undefined || offers
    const offered = advert.body.length < 100 ? 1 : isOpen && shows ? 0.6 : 0.2
    add(1.5, 'beside it, teasers of pages with an address like its own', offered)
  }
  const reach = inside || known.nearby.some(isOf)
  const replies = hasReply(page)
  const offersFields = labels >= 2 && offers
  score += against(page, advert, known, { reasons, statesContact: inside && advert.body.length < longText })
  for (const sign of articleSigns(page, advert, { contact: reach, inside, offer: replies || offersFields })) {
    score -= sign.points
    reasons.push(sign.reason)
  }
  // What costs more is asked of what looks like an advert so far.
  if (score >= threshold && !isPriced && !replies && !offersFields) {
    const sign = articleByShape(page, known.used, inside)
    score -= sign.points
    if (sign.points > 0) reasons.push(sign.reason)
  }
  if (score >= threshold && !isOffered && !(inside && advert.body.length < longText)) {
    const sign = goodsByShape(page, advert, replies)
    score -= sign.points
    if (sign.points > 0) reasons.push(sign.reason)
  }
  if (score >= threshold && isStatedReading(page.document, known.structured)) {
    score -= 8
    reasons.push('a page to read, as its data say')
  }
  const speaks = /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(advert.body) || advert.images.length > 0
  return { score, isAdvert: score >= threshold && offer >= 1 && speaks, reasons }
}

/** An amount without a currency that only a class name calls a price may be one of the exchange. */
function isSurePrice({ structured, fields }: Evidence, price: string): boolean {
  if (structured !== undefined || statesPrice(price)) return true
  return fields.found.some(({ name, value, strength }) => name === 'price' && strength >= 3 && value.includes(price))
}

/** Fields behind a label. The lists beside an article have a day for each of theirs: few such days are the advert's own. */
function labelledFields({ found }: Fields): readonly FieldFound[] {
  const stated = found.filter(({ strength }) => strength === 3)
  const other = stated.filter(({ name }) => !dayFields.has(name))
  return stated.length - other.length > maxDays ? other : stated
}

/** What metadata or data call an article; software for weblogs calls many pages so. */
function isMarkedArticle({ document }: PageContext): boolean {
  const { metas, jsonLd } = document
  if (/^article$/i.test(metas.get('og:type') ?? '')) return true
  return (
    articleMetas.some((name) => metas.has(name)) || jsonLd.some((script) => /"(?:Article|BlogPosting)"/.test(script))
  )
}

const articleMetas = ['article:published_time', 'article:author', 'article:section', 'article:publisher'] as const

/** Paragraphs of a text that is written to be read: this many, each of so many letters. */
const manyParagraphs = 4
const paragraphLength = 120

/** What speaks against an advert that asks no price, names no field of an offer and has no way to reply. */
function articleByShape(page: PageContext, used: ReadonlySet<number>, inside: boolean): Sign {
  let paragraphs = 0
  for (const i of used) if ((page.document.blocks[i] as Block).text.length >= paragraphLength) paragraphs++
  const isLong = paragraphs >= manyParagraphs
  const isRead = paragraphs >= manyParagraphs * 1.5
  if (isMarkedArticle(page)) return { points: inside ? (isLong ? 3 : 0) : 4, reason: 'an article that offers nothing' }
  return {
    points: isRead ? (inside ? 2.5 : 4.5) : isLong ? (inside ? 1.5 : 3) : 0,
    reason: 'paragraphs that offer nothing'
  }
}

/** What speaks against an advert on a page of a shop: a list of prices, or goods of which it says nothing. */
function goodsByShape(page: PageContext, advert: AdvertReading, replies: boolean): Sign {
  if (!replies && statesManyPrices(page)) return { points: 2.5, reason: 'prices of many' }
  return { points: advert.body.length < 80 && hasCart(page) ? 2 : 0, reason: 'goods of a shop' }
}

/** Types of OpenGraph for one thing that is offered. */
const offerMeta = /(?:^|[.:])(?:product|product\.item|offer|classified|listing|realestate|house|apartment|job|car)$/i

/** On an advert's page, related teasers lead to addresses of the same make; on a list they do not. */
function alikeTeasers(page: PageContext, known: Evidence): boolean {
  const alike = alikeTo(page.url)
  if (known.teasers.length === 0) return page.siblings >= 2 || relatedAlike(page, alike) >= 2
  return known.teasers.filter(alike).length >= known.teasers.length * 0.5
}

/** Links in a section of related adverts that lead to addresses of the page's own make. */
function relatedAlike(page: PageContext, alike: (target: string) => boolean): number {
  const { document, links } = page
  let count = 0
  for (let i = 0; i < document.links.length && count < 2; i++) {
    const target = links.targets[i]
    const block = document.blocks[document.links[i]?.block ?? -1]
    if (target && block && (block.region & region.related) !== 0 && alike(target)) count++
  }
  return count
}

/** `statesContact`: a contact stands in a text that is no longer than an advert's. */
function against(
  page: PageContext,
  advert: AdvertReading,
  known: Evidence,
  { reasons, statesContact }: { readonly reasons: string[]; readonly statesContact: boolean }
): number {
  let score = 0
  const subtract = (points: number, reason: string): void => {
    score -= points
    reasons.push(reason)
  }
  if (isSiteMatter(advert.title.trim())) subtract(5, 'a page about the site')
  if (listTitle.test(advert.title.trim())) subtract(3, 'a title of a list')
  // A list states no single thing of its own title; whoever does may show as many others as he likes.
  const isOne = known.agrees && advert.price !== undefined && offerTypes.test(known.structured?.type ?? '')
  if (!isOne && hasLinkedHeading(page, known.used)) subtract(2.5, 'a heading that leads to another page')
  if (isFrontPage(page.url)) subtract(2.5, 'the front page')
  if (known.teasers.length > 0 && !isOne && !alikeTeasers(page, known)) {
    if (known.teaserText > advert.body.length * 2) subtract(2.5, 'mostly teasers of other pages')
    else subtract(1, 'teasers of other pages')
  }
  const organisation = offerTypes.test(known.structured?.type ?? '') ? undefined : organisationOf(page, advert.title)
  if (organisation !== undefined) subtract(6, `a site of an organisation: ${organisation.slice(0, 40)}`)
  if (isPagedAddress(page.url)) subtract(3, 'an address of one page of a list')
  else if (isPaged(page)) subtract(1.5, 'paging')
  // Shops and boards on blog software call every page an article; what is written to be read says so in its data too.
  if (articleTypes.test(known.structured?.type ?? '')) subtract(statesContact ? 3 : 6, 'an article')
  else if (!isOne && /^article$/i.test(page.document.metas.get('og:type') ?? '')) subtract(1, 'an article')
  if (known.isThread || showsMembers(page) || postTypes.test(known.structured?.type ?? ''))
    subtract(statesContact || advert.price !== undefined ? 1 : 6, 'a post of a forum')
  if (isOne) return score
  if (advert.body.length > longText * 2) subtract(2.5, 'a long text')
  else if (advert.body.length > longText) subtract(1, 'a long text')
  return score
}

/** Letters of a text that is longer than people write adverts. */
const longText = 2_500

const articleTypes = /^(?:News|Tech|Scholarly)?Article$|^(?:BlogPosting|Report|Review|Recipe|HowTo|Event)$/

const postTypes = /^(?:DiscussionForumPosting|SocialMediaPosting|Question|QAPage)$/

/** Days that an advert states of itself: placed, changed, free from, ends. */
const maxDays = 6

const dayFields: ReadonlySet<string> = new Set(['posted', 'updated'])

/** Labels that an offer has, and a profile of a forum or an article with its category has not. */
const offeredFields: ReadonlySet<string> = new Set(['price', 'city', 'phone'])

/** Blocks between a text and the contact that belongs to it. */
const nearText = 12

/** True when a contact stands within a few blocks of the text or its title: a company shows its number on every page. */
function isNearText(page: PageContext, known: Evidence): boolean {
  const own = [...known.used]
  return known.nearby.some(
    (i) => hasContact(page.document.blocks[i] as Block) && own.some((j) => Math.abs(i - j) <= nearText)
  )
}
