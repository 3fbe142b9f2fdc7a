/** Reads a page as the page of one advert, and weighs the evidence that it is one. */
import type { AdvertReading } from '../../model/page.ts'
import type { Block } from '../html/document.ts'
import { joinBlocks, region } from '../html/document.ts'
import { assembleAdvert, contactOutside, contactText } from './assemble.ts'
import { bodyBlocks, chooseBody, findContainer } from './body-blocks.ts'
import { priceIn } from './field-words.ts'
import type { FieldFound } from './field-words.ts'
import type { Fields } from './fields.ts'
import { readFields } from './fields.ts'
import { alikeTo, isPagedAddress } from '../site/address-shape.ts'
import { isFrontPage, looksLikeItem } from '../page/links.ts'
import type { PageContext } from '../page/page-context.ts'
import { comparable, hasContact } from '../page/page-context.ts'
import { organisationOf } from '../page/organisation.ts'
import type { StructuredAdvert } from './stated/structured.ts'
import { articleSigns, showsMembers } from '../page/article-signs.ts'
import { trimBody } from './body-lines.ts'
import { goodsText, statesGoods } from '../main-text/goods.ts'
import { sideFields } from './side-fields.ts'
import { findTitle, titleParts } from './title.ts'
import { hasLinkedHeading, hasReply, isPaged } from '../page/page-signs.ts'
import { listTitle, isSiteMatter } from '../page/wall-words.ts'

export interface DetailFound {
  readonly advert: AdvertReading
  /** Evidence summed; `isAdvert` holds the verdict. */
  readonly score: number
  readonly isAdvert: boolean
  readonly reasons: readonly string[]
}

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

const threshold = 3

/** Longer texts beside an advert's are panels. In characters. */
const longestBeside = 200

/** Reads title, body, contact and fields around the page's title; null when there is no text at all to be an advert. */
export function readDetail(page: PageContext, around: Surroundings): DetailFound | null {
  const { document } = page
  const title = around.structured ? findTitle(document, page.url, around.structured.title) : page.title
  const container = findContainer(document, title.block)
  const holder = document.elements[container]
  const from = holder?.blockStart ?? 0
  const to = holder?.blockEnd ?? document.blocks.length
  const wide = widen(page, container)
  const stated = readFields(document, wide.from, wide.to, contactOutside | region.boilerplate)
  const inside = stated.found.filter((field) => field.block >= from && field.block < to)
  const pricedTitle = priceIn((document.blocks[title.block]?.text ?? '').slice(title.text.length))
  const titled: FieldFound[] =
    pricedTitle === undefined ? [] : [{ name: 'price', value: pricedTitle, block: title.block, strength: 1 }]
  const side = sideFields(page, wide)
  const fields: Fields = {
    found: [...inside, ...stated.found, ...side.found, ...titled],
    blocks: side.found.length === 0 ? stated.blocks : new Set([...stated.blocks, ...side.blocks])
  }
  const { body, around: besides } = bodyBlocks(document, container, title.block, fields, isProduct(around))
  const shown = joinBlocks(document, body)
  const whole = besides.length === 0 ? shown : joinBlocks(document, sorted([...body, ...besides]))
  const described = chooseBody(shown, around.structured?.body ?? '', whole)
  const told = isGoods(page, around) ? goodsText(document, page.url, title.block, described) : described
  const { text, cut } = trimBody(told, [comparable(title.text), ...titleParts(document)])
  if (title.text === '' && text === '') return null
  // Where the stated description stands in for what is shown, a contact shown beside it must not be lost with it.
  const used = new Set(
    shown.includes(text) ? body : body.filter((i) => text.includes((document.blocks[i] as Block).text))
  )
  if (title.block >= 0) used.add(title.block)
  const nearby = contactIndices(page, wide.from, wide.to).filter(
    (i) => i >= title.block || fields.blocks.has(i) || isBeside(page, i, title.block)
  )
  if (side.found.length > 0) nearby.push(...new Set([...side.blocks, ...side.contacts]))
  const beside = [
    contactText(page, nearby, used, {
      fields,
      besides: new Set(besides.filter((i) => (document.blocks[i] as Block).text.length <= longestBeside))
    }),
    cut
  ]
    .filter((part) => part !== '')
    .join('\n')
  const contact = withStructured(beside, text, around.structured)
  const advert = assembleAdvert(page, {
    key: 'page',
    title: title.text,
    body: text,
    contact,
    fields,
    from: wide.from,
    to: wide.to,
    method: around.structured ? around.structured.method : 'blocks',
    ...(around.structured && { structured: around.structured })
  })
  const verdict = weighEvidence(page, advert, { ...around, fields, agrees: title.agrees, used, nearby })
  return { advert, ...verdict }
}

const sorted = (indices: number[]): number[] => indices.sort((a, b) => a - b)

function isProduct({ structured }: Surroundings): boolean {
  return /^(?:Individual)?Product$/.test(structured?.type ?? '')
}

function isGoods(page: PageContext, around: Surroundings): boolean {
  return isProduct(around) && statesGoods(page.document, around.structured?.method ?? 'json-ld')
}

/** The part of the page in which fields and contacts belong to the advert: all of it, menus and the like left out later. */
function widen(page: PageContext, container: number): { from: number; to: number } {
  const { elements, blocks } = page.document
  let index = container
  while (index > 0) {
    const element = elements[index]
    if (!element || element.tag === 'main' || element.tag === 'body' || element.tag === 'article') break
    index = element.parent
  }
  const element = elements[index]
  if (!element || element.tag !== 'main') return { from: 0, to: blocks.length }
  return { from: element.blockStart, to: element.blockEnd }
}

function contactIndices(page: PageContext, from: number, to: number): number[] {
  const indices: number[] = []
  for (let i = from; i < to; i++) {
    const block = page.document.blocks[i] as Block
    const isLink = block.text.length > 60 && block.linkLength > block.text.length * 0.6
    if ((block.region & (contactOutside | region.header)) === 0 && !isLink) indices.push(i)
  }
  return indices
}

function withStructured(contact: string, body: string, structured: StructuredAdvert | undefined): string {
  const digits = (text: string): string => text.replace(/\D/g, '')
  const extra: string[] = []
  const phone = structured?.phone ?? ''
  if (digits(phone).length >= 8 && !digits(body + contact).includes(digits(phone).slice(-8))) extra.push(phone)
  const email = structured?.email ?? ''
  if (email !== '' && !(body + contact).includes(email)) extra.push(email)
  return [contact, ...extra].filter((part) => part !== '').join('\n')
}

/** True when a block above the title stands in the same small box as the title (two levels up at most). */
function isBeside(page: PageContext, index: number, title: number): boolean {
  const { elements, blocks } = page.document
  const own = elements[blocks[title]?.element ?? -1]
  const box = elements[elements[own?.parent ?? -1]?.parent ?? -1] ?? elements[own?.parent ?? -1]
  return (
    box !== undefined && box.tag !== 'body' && box.tag !== 'html' && index >= box.blockStart && index < box.blockEnd
  )
}

interface Evidence extends Surroundings {
  readonly fields: Fields
  readonly agrees: boolean
  readonly used: ReadonlySet<number>
  /** Blocks that belong to the advert: not menus, nor what stands above its title. */
  readonly nearby: readonly number[]
}

const offerTypes =
  /^(?:Product|IndividualProduct|Offer|AggregateOffer|Demand|JobPosting|Service|ClassifiedAd|ClassifiedAdvert|Advertisement|Accommodation|Apartment|Room|House|RealEstateListing|HealthAndBeautyBusiness|DaySpa)$/

function weighEvidence(
  page: PageContext,
  advert: AdvertReading,
  known: Evidence
): Pick<DetailFound, 'score' | 'isAdvert' | 'reasons'> {
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
  if (known.structured && offerTypes.test(known.structured.type)) add(3, `structured data: ${known.structured.type}`, 1)
  else if (known.structured?.method === 'page-state') add(1.5, 'a record of the page’s own title in its scripts', 0.6)
  else if (known.structured) add(0.5, `structured data: ${known.structured.type}`)
  if (known.agrees) add(1, 'heading and title agree')
  if (inside) add(2, 'a contact in the text', advert.body.length > longText ? 0.6 : 1)
  else if (known.nearby.some(isOf)) add(2, 'a contact beside the text', isNearText(page, known) ? 1 : 0.6)
  if (advert.price !== undefined) add(1, 'a price', 1)
  if (advert.postedAt) add(1, 'a date of placing', 0.4)
  if (advert.city !== undefined) add(0.5, 'a place', 0.4)
  if (advert.account !== undefined || advert.seller !== undefined) add(0.5, 'an advertiser', 0.2)
  const labelled = known.fields.found.filter((field) => field.strength === 3)
  const labels = new Set(labelled.map((field) => field.block)).size
  const offers = labelled.some(({ name }) => offeredFields.has(name))
  if (labels >= 2) add(labels >= 4 ? 1.5 : 1, `${labels} labelled fields`, offers ? 0.7 : 0.3)
  if (hasReply(page)) add(1, 'a way to reply', 0.8)
  if (advert.images.length > 0) add(0.5, 'pictures')
  if (advert.body.length >= 80) add(1, 'a text')
  else if (advert.body.length >= 30) add(0.5, 'a short text')
  if (looksLikeItem(page.url)) add(0.5, 'an address of one item')
  // An article among its likes is long; what says so little among its likes is an advert.
  if (alikeTeasers(page, known)) {
    const offered = advert.body.length < 100 ? 1 : advert.body.length < longText ? 0.6 : 0.2
    add(1.5, 'beside it, teasers of pages with an address like its own', offered)
  }
  const reach = inside || known.nearby.some(isOf)
  const replies = hasReply(page)
  score += against(page, advert, known, { reasons, statesContact: inside && advert.body.length < longText })
  for (const sign of articleSigns(page, advert, { contact: reach, offer: replies || (labels >= 2 && offers) })) {
    score -= sign.points
    reasons.push(sign.reason)
  }
  const speaks = /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(advert.body) || advert.images.length > 0
  return { score, isAdvert: score >= threshold && offer >= 1 && speaks, reasons }
}

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
  if (hasLinkedHeading(page, known.used)) subtract(2.5, 'a heading that leads to another page')
  if (isFrontPage(page.url)) subtract(1.5, 'the front page')
  if (known.teasers.length > 0 && !alikeTeasers(page, known)) {
    if (known.teaserText > advert.body.length * 2) subtract(2.5, 'mostly teasers of other pages')
    else subtract(1, 'teasers of other pages')
  }
  const organisation = offerTypes.test(known.structured?.type ?? '') ? undefined : organisationOf(page, advert.title)
  if (organisation !== undefined) subtract(6, `a site of an organisation: ${organisation.slice(0, 40)}`)
  if (isPagedAddress(page.url)) subtract(3, 'an address of one page of a list')
  else if (isPaged(page)) subtract(1.5, 'paging')
  // Shops and boards on blog software call every page an article; what is written to be read says so in its data too.
  if (articleTypes.test(known.structured?.type ?? '')) subtract(statesContact ? 3 : 6, 'an article')
  else if (/^article$/i.test(page.document.metas.get('og:type') ?? '')) subtract(1, 'an article')
  if (known.isThread || showsMembers(page) || postTypes.test(known.structured?.type ?? ''))
    subtract(statesContact || advert.price !== undefined ? 1 : 6, 'a post of a forum')
  if (advert.body.length > longText * 2) subtract(2.5, 'a long text')
  else if (advert.body.length > longText) subtract(1, 'a long text')
  return score
}

/** Letters of a text that is longer than people write adverts. */
const longText = 2_500

const articleTypes = /^(?:News|Tech|Scholarly)?Article$|^(?:BlogPosting|Report|Review|Recipe|HowTo|Event)$/

const postTypes = /^(?:DiscussionForumPosting|SocialMediaPosting|Question|QAPage)$/

/** Labels that an offer has, and a profile of a forum has not. */
const offeredFields: ReadonlySet<string> = new Set(['price', 'city', 'phone', 'category'])

/** Blocks between a text and the contact that belongs to it. */
const nearText = 12

/** True when a contact stands within a few blocks of the text or its title: a company shows its number on every page. */
function isNearText(page: PageContext, known: Evidence): boolean {
  const own = [...known.used]
  return known.nearby.some(
    (i) => hasContact(page.document.blocks[i] as Block) && own.some((j) => Math.abs(i - j) <= nearText)
  )
}
