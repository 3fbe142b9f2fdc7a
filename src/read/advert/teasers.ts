/** Tells what a group of items is: teasers that lead to their advert, whole adverts on one page, or neither. */
import { anyPattern } from '../../text/word-lists.ts'
import type { Block } from '../html/document.ts'
import { attribute, outside, region } from '../html/document.ts'
import { emailLike, statesPrice } from './field-words.ts'
import type { Item, ItemGroup } from './items.ts'
import { moreLink, isSiteMatter } from '../page/wall-words.ts'
import type { PageContext } from '../page/page-context.ts'
import { hasContact, plainLength } from '../page/page-context.ts'
import { hint } from '../html/region-words.ts'
import { sectionOfHeading } from '../page/section-words.ts'

export interface GroupMeaning {
  readonly kind: 'teasers' | 'adverts' | 'neither'
  /** Addresses that the teasers lead to. */
  readonly targets: readonly string[]
  /** Each item has an author or a date of its own: posts of a thread, comments. */
  readonly posts: boolean
}

/** Reads a group: how many items lead elsewhere by their title, how many can be reached, how much they say. */
export function meaningOfGroup(page: PageContext, group: ItemGroup): GroupMeaning {
  const targets: string[] = []
  const lengths: number[] = []
  const linksByBlock = indexLinks(page)
  const count = group.items.length
  let reachable = 0
  let offering = 0
  let told = 0
  let sections = 0
  let signed = 0
  let offered = 0
  let byWhom = 0
  for (const item of group.items) {
    const target = detailTarget(page, item, linksByBlock)
    if (target) targets.push(target)
    const seen = look(page, item)
    lengths.push(seen.plain)
    if (seen.contact) reachable++
    if (seen.signs >= 2) offering++
    if (seen.contact || seen.signs > 0) told++
    if (seen.signed) signed++
    if (seen.byWhom) byWhom++
    if (seen.contact || seen.offers) offered++
    const title = page.document.blocks[item.title] as Block
    if (sectionOfHeading(title.text) !== 0 || generic.test(title.text) || isSiteMatter(title.text)) sections++
  }
  const thread = byWhom >= count * 0.6 && offered < count * 0.4 && numbered(page, group)
  const posts = signed >= count * 0.6 || thread
  const longest = Math.max(...lengths)
  const uneven = longest > 250 && longest > lengths.reduce((sum, length) => sum + length, 0) * 0.75
  if (uneven && !(reachable === count && count > 2)) return { kind: 'neither', targets, posts }
  if (targets.length >= count * 0.5 && new Set(targets).size >= Math.min(2, count))
    return { kind: 'teasers', targets, posts }
  const median = lengths.sort((a, b) => a - b)[count >> 1] ?? 0
  if (sections >= count * 0.5) return { kind: 'neither', targets, posts }
  // A long text under the page's own title has headings too, and a mailbox or an account in a few of its parts.
  if (page.title.agrees && median >= longSection && reachable < count * 0.8 && offering < count * 0.4)
    return { kind: 'neither', targets, posts }
  if (reachable >= Math.max(2, count * 0.4) && median >= 25) return { kind: 'adverts', targets, posts }
  // Who and when alone is what each answer in a thread says.
  if (posts && offered < count * 0.4) return { kind: 'neither', targets, posts }
  if (offering >= count * 0.6 && median >= 80 && count >= 3) return { kind: 'adverts', targets, posts }
  if (told === count && offered >= count * 0.5 && median >= 25 && numbered(page, group))
    return { kind: 'adverts', targets, posts }
  return { kind: 'neither', targets, posts }
}

/** Characters of the middle one of the parts of a text that is written to be read. */
const longSection = 400

/** Each item carries an id of one make with a number of its own: `b512`, `b513`. */
function numbered(page: PageContext, group: ItemGroup): boolean {
  const numbers = new Set<string>()
  const makes = new Set<string>()
  for (const item of group.items) {
    const element = page.document.elements[item.element]
    const id = element && (attribute(element, 'id') ?? attribute(element, 'data-id'))
    if (!id || !/\d{2}/.test(id)) return false
    numbers.add(id)
    makes.add(id.replace(/\d+/g, '9'))
  }
  return makes.size === 1 && numbers.size === group.items.length
}

/** Titles of sections of one advert, not of adverts. */
const generic = new RegExp(`^(?:${anyPattern('advert-headings')})\\s*:?$`, 'iu')

interface ItemLook {
  readonly plain: number
  readonly contact: boolean
  /** Price, date, place, seller: how many of them. */
  readonly signs: number
  /** States a price or a place. */
  readonly offers: boolean
  /** Says by whom. */
  readonly byWhom: boolean
  /** Says by whom and when. */
  readonly signed: boolean
}

function look(page: PageContext, item: Item): ItemLook {
  let plain = 0
  let contact = false
  let bits = 0
  for (let i = item.from; i < item.to; i++) {
    const block = page.document.blocks[i] as Block
    if ((block.region & (outside & ~region.control & ~region.boilerplate)) !== 0) continue
    if (i !== item.title) plain += plainLength(block)
    else plain += Math.max(0, plainLength(block) - 60)
    contact ||= hasContact(block)
    bits |= page.document.elements[block.element]?.hint ?? 0
    if (block.text.length < 200 && statesPrice(block.text)) bits |= hint.price
  }
  let signs = 0
  for (const bit of [hint.price, hint.date, hint.place, hint.seller]) if ((bits & bit) !== 0) signs++
  const byWhom = (bits & hint.seller) !== 0
  const signed = (bits & (hint.date | hint.seller)) === (hint.date | hint.seller)
  return { plain, contact, signs, offers: (bits & (hint.price | hint.place)) !== 0, byWhom, signed }
}

/** Links by the block they open in, so that items do not each walk all links. */
function indexLinks(page: PageContext): ReadonlyMap<number, readonly number[]> {
  const byBlock = new Map<number, number[]>()
  for (let i = 0; i < page.document.links.length; i++) {
    const block = page.document.links[i]?.block ?? -1
    const list = byBlock.get(block)
    if (list) list.push(i)
    else byBlock.set(block, [i])
  }
  return byBlock
}

/** Where the title or a "read more" of an item leads, when that is another page. */
function detailTarget(page: PageContext, item: Item, byBlock: ReadonlyMap<number, readonly number[]>): string | null {
  const { document, links } = page
  const title = document.blocks[item.title] as Block
  const wrapping = item.element >= 0 && document.elements[item.element]?.tag === 'a'
  for (let b = item.from; b < item.to; b++) {
    for (const index of byBlock.get(b) ?? []) {
      const link = document.links[index]
      const target = links.targets[index]
      if (!link || !target || target === page.url || emailLike.test(link.text)) continue
      const text = link.text.trim()
      const titles =
        text.length >= 2 &&
        ((title.text.includes(text) && text.length >= title.text.length * 0.4) ||
          text.startsWith(title.text.slice(0, 40)) ||
          (b === item.title && link.at <= 3 && title.text.startsWith(text)))
      if (titles || moreLink.test(text)) return target
      const holder = document.elements[link.element]
      if (holder && holder.blockStart <= item.title && holder.blockEnd > item.title) return target
    }
  }
  if (!wrapping) return null
  const index = document.links.findIndex((link) => link.element === item.element)
  return index >= 0 ? (links.targets[index] ?? null) : null
}
