/** Puts an advert together from blocks and fields: contact text, account, pictures, dates, what structured data adds. */
import type { CanonicalUrl } from '../../model/ids.ts'
import type { AdvertImage, AdvertReading, DateValue } from '../../model/page.ts'
import { accountHref, alikeTo } from '../site/address-shape.ts'
import type { Block } from '../html/document.ts'
import { joinBlocks, outside, region } from '../html/document.ts'
import { postingDate, structuredDate } from '../../text/dates.ts'
import { spellsNumber } from '../../text/spelled-number.ts'
import type { FieldFound } from './field-words.ts'
import type { Fields } from './fields.ts'
import { bestField } from './fields.ts'
import { fieldOf, phoneLike, placedLabel, statesPrice } from './field-words.ts'
import { baseOf } from '../page/links.ts'
import type { PageContext } from '../page/page-context.ts'
import { comparable, hasContact } from '../page/page-context.ts'
import { hint } from '../html/region-words.ts'
import { addressOfTitle, placeBesideFields } from '../page/place-sources.ts'
import { isPlaceAlone, placePart, placeStrength } from '../page/place-value.ts'
import type { StructuredAdvert } from './stated/structured.ts'

export interface AdvertParts {
  readonly key: string
  readonly title: string
  readonly body: string
  readonly contact: string
  readonly fields: Fields
  /** Blocks in which the advert's pictures, account link and date are looked for. */
  readonly from: number
  readonly to: number
  readonly method: string
  readonly structured?: StructuredAdvert
}

/** Limits of one advert's texts, in characters. */
const maxTitle = 500
const maxBody = 100_000
const maxContact = 10_000

/** Builds the reading; fields that nobody states are left out. */
export function assembleAdvert(page: PageContext, parts: AdvertParts): AdvertReading {
  const { fields, structured } = parts
  const value = (name: Parameters<typeof bestField>[1]): string | undefined => clean(bestField(fields, name)?.value)
  const account = clean(accountOf(page, parts.from, parts.to)) ?? value('account')
  const seller = clean(structured?.seller) ?? value('seller')
  const category = clean(structured?.category) ?? value('category') ?? clean(breadcrumb(page))
  const city = placeOf(page, parts)
  const phoneField = clean(structured?.phone) ?? phoneOf(value('phone'))
  const price = clean(structured?.price) ?? priceOf(fields)
  const postedAt = postedOf(page, parts)
  return {
    key: parts.key,
    url: page.url,
    title: parts.title.slice(0, maxTitle),
    body: parts.body.slice(0, maxBody),
    contact: parts.contact.slice(0, maxContact),
    ...(account !== undefined && { account }),
    ...(category !== undefined && { category }),
    ...(seller !== undefined && { seller }),
    ...(city !== undefined && { city }),
    ...(phoneField !== undefined && { phoneField }),
    ...(price !== undefined && { price }),
    ...(postedAt && { postedAt }),
    images: imagesOf(page, parts),
    method: parts.method
  }
}

/** Text of the blocks that are not body: fields, everything that can be used to reach the advertiser, and what else is asked for. */
export function contactText(
  page: PageContext,
  indices: Iterable<number>,
  body: ReadonlySet<number>,
  { fields, besides }: { readonly fields: Fields; readonly besides?: ReadonlySet<number> }
): string {
  const kept: number[] = []
  for (const i of indices) {
    const block = page.document.blocks[i]
    if (!block || body.has(i)) continue
    if (fields.blocks.has(i) || besides?.has(i) === true || hasContact(block) || isCalledContact(page, block))
      kept.push(i)
  }
  return joinBlocks(page.document, kept)
}

/** A short block whose class says contact or phone: its number may be written out in words. */
function isCalledContact(page: PageContext, block: Block): boolean {
  const own = page.document.elements[block.element]
  const bits = (own?.hint ?? 0) | (page.document.elements[own?.parent ?? -1]?.hint ?? 0)
  return block.text.length < 300 && (bits & (hint.contact | hint.phone)) !== 0
}

/** Regions where fields and contacts of an advert may stand: a seller's box in the side column, a button that shows a number. */
export const contactOutside = outside & ~(region.aside | region.control | region.form | region.dialog | region.noscript)

function clean(value: string | undefined): string | undefined {
  const text = value?.replace(/\s+/g, ' ').trim().slice(0, 200)
  return text === undefined || text === '' || text === '-' ? undefined : text
}

/** Values of a field, the surest first; equals as they stand on the page. */
function valuesByStrength(fields: Fields, name: FieldFound['name']): string[] {
  return fields.found
    .filter((field) => field.name === name)
    .sort((a, b) => b.strength - a.strength)
    .map(({ value }) => value)
}

/**
 * The first value in which a known place stands; else a place beside the fields; else the first behind a label that could be a name, and one that
 * only a class name calls a place where the titles of the page say it too: buttons and maps have such classes. What is none is left out.
 */
function placeOf(page: PageContext, parts: AdvertParts): string | undefined {
  const { fields, structured } = parts
  const values = [structured?.city ?? '', ...valuesByStrength(fields, 'city')]
  const sure = new Set(fields.found.filter(({ strength }) => strength >= 3).map(({ value }) => value))
  const stated = values.find((value) => placeStrength(value) === 2 && (value === structured?.city || sure.has(value)))
  // What a class name calls a place may be the seller's; the address in the title is the advert's.
  const address = stated === undefined && parts.key === 'page' ? addressOfTitle(page) : undefined
  if (address !== undefined) return clean(address)
  const known = stated ?? values.find((value) => placeStrength(value) === 2)
  if (known !== undefined) return clean(placePart(known))
  const beside = parts.key === 'page' ? placeBesideFields(page, parts.from, parts.to) : undefined
  if (beside !== undefined) return clean(beside)
  const named = values.find((value) => placeStrength(value) === 1)
  if (named === undefined) return undefined
  const isSure =
    named === structured?.city ||
    isPlaceAlone(named) ||
    fields.found.some((one) => one.value === named && one.strength > 2)
  const titles = ` ${comparable(`${parts.title} ${page.document.title}`)} `
  return isSure || titles.includes(` ${comparable(placePart(named))} `) ? clean(placePart(named)) : undefined
}

/** The first value that states an amount, else one behind a label; an amount that stands there twice, for eyes and for ears, once. */
function priceOf(fields: Fields): string | undefined {
  const priced = fields.found.filter(({ name }) => name === 'price')
  const values = valuesByStrength(fields, 'price')
  // "On request" is a price behind a label only; what a class name calls a price may be a button beside it.
  const labelled = priced.find(
    ({ strength, value }) => strength >= 3 && (!/\d/.test(value) || isAmount(value, 30))
  )?.value
  const isLabelled = new Set(priced.filter(({ strength }) => strength >= 3).map(({ value }) => value))
  const stated = values.find((value) => /\d/.test(value) && isAmount(value, isLabelled.has(value) ? 30 : 12))
  const text = clean(stated ?? labelled)
  if (text === undefined) return undefined
  const amounts = text.match(singleAmount) ?? []
  const digits = amounts.map((one) => one.replace(/\D/g, ''))
  const twice = digits.findIndex((one, i) => one.length >= 2 && digits.indexOf(one) < i)
  if (twice < 0) return text
  const one = (amounts[digits.indexOf(digits[twice] ?? '')] ?? text).trim()
  return /[€£$]/.test(one) ? one : `${one} ${/[€£$]/.exec(text)?.[0] ?? ''}`.trim()
}

/** An amount with its currency, or a number with a few letters at most: "8 rooms for rent in Leeds", "4.5 %" and stars have the class of a price too. */
function isAmount(value: string, letters: number): boolean {
  if (statesPrice(value)) return true
  const digits = value.replace(/\D/g, '').length
  return digits >= (letters < 30 ? 2 : 1) && (value.match(/\p{L}/gu)?.length ?? 0) <= letters && !/[%★☆²]/.test(value)
}

/** One amount with its currency sign on either side; a space stands between two amounts, not in one. */
const singleAmount = /(?:[€£$]\s?)?\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{2}(?!\d)|,-{1,2})?(?:\s?[€£$](?!\s?\d))?/g

/** The number in a phone field, without what stands around it; the whole text when the number is written out in words. */
function phoneOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const found = phoneLike.exec(text)?.[0]
  if (found !== undefined) return found.trim()
  if (text.length > 60 || placedLabel.test(text)) return undefined
  return text.replace(/\D/g, '').length >= 5 || spellsNumber(text) ? text : undefined
}

/** The account that a link inside the advert names (`/user/anna82`, `profile.php?id=5`). */
function accountOf(page: PageContext, from: number, to: number): string | undefined {
  const alike = alikeTo(page.url)
  for (let i = 0; i < page.document.links.length; i++) {
    const link = page.document.links[i]
    if (!link || link.block < from || link.block >= to || !page.links.targets[i]) continue
    const element = page.document.elements[link.element]
    if (element && (element.region & contactOutside) !== 0) continue
    const name = accountHref.exec(link.href)?.[1]
    if (!name || alike(page.links.targets[i] as string) || page.links.targets[i] === page.url) continue
    if (!/^(?:login|logout|register|edit|new|inloggen|settings|index|forgot.*)$/i.test(name)) return decode(name)
  }
  return undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The last step but one of a breadcrumb names the category. */
function breadcrumb(page: PageContext): string | undefined {
  const { document } = page
  const steps: string[] = []
  for (const link of document.links) {
    const element = document.elements[link.element]
    if (!element || (element.region & region.nav) === 0) continue
    let index = link.element
    for (let up = 0; up < 5; up++) {
      const holder = document.elements[index]
      if (!holder) break
      if ((holder.hint & hint.crumb) !== 0) {
        steps.push(link.text)
        break
      }
      index = holder.parent
    }
    if (steps.length >= 8) break
  }
  return steps.length >= 2 ? steps[steps.length - 1] : undefined
}

/** The day of placing: what is stated for machines, then behind a label, then by a class name, then by its looks. */
function postedOf(page: PageContext, parts: AdvertParts): DateValue | undefined {
  if (parts.structured?.posted) {
    const date = structuredDate(parts.structured.posted, page.seenAt)
    if (date) return date
  }
  const stated = bestField(parts.fields, 'posted')
  const dated = stated && statedDate(stated.value, page.seenAt)
  if (dated && stated.strength >= 3) return dated
  const labelled = dateInBlocks(page, parts, true)
  if (labelled) return labelled
  if (dated) return dated
  const changed = bestField(parts.fields, 'updated')
  const update = changed && statedDate(changed.value, page.seenAt)
  if (update) return update
  const meta = parts.key === 'page' ? page.document.metas.get('article:published_time') : undefined
  if (meta) return structuredDate(meta, page.seenAt) ?? undefined
  return dateInBlocks(page, parts, false)
}

function statedDate(value: string, seenAt: string): DateValue | null {
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? structuredDate(value, seenAt) : postingDate(value, seenAt)
}

/** The first date in a short block that is not another field's; `labelled`: only behind words that say that it was placed then. */
function dateInBlocks(page: PageContext, parts: AdvertParts, labelled: boolean): DateValue | undefined {
  for (let i = parts.from, tried = 0; i < parts.to && tried < 40; i++) {
    const block = page.document.blocks[i] as Block
    if (block.text.length > 400 || (block.region & outside) !== 0 || block.text === parts.title) continue
    if (block.text.length > 120 && !block.text.includes('\n')) continue
    tried++
    for (const line of block.text.split('\n', 12)) {
      const date = dateInLine(line, page.seenAt, labelled)
      if (date) return date
    }
  }
  return undefined
}

function dateInLine(line: string, seenAt: string, labelled: boolean): DateValue | undefined {
  if (line.length > 120) return undefined
  const label = /^[^\d:]{2,30}:/.exec(line)?.[0].replace(':', '').trim()
  const field = label === undefined ? undefined : fieldOf(label)
  if (field !== undefined && field !== 'posted') return undefined
  const placed = placedLabel.exec(line)
  if (!placed && (labelled || (statesPrice(line) && !/\d{4}/.test(line)))) return undefined
  const date =
    postingDate(placed ? line.slice(placed.index) : line, seenAt) ?? (placed ? postingDate(line, seenAt) : null)
  return date && (placed || date.raw.length >= line.length * 0.25) ? date : undefined
}

function imagesOf(page: PageContext, parts: AdvertParts): AdvertImage[] {
  const { document } = page
  const base = baseOf(document, page.url)
  const urls = new Set<string>()
  for (const src of parts.structured?.images ?? []) addUrl(urls, src, base)
  for (const image of document.images) {
    if (image.block < parts.from || image.block > parts.to || urls.size >= 50) continue
    const element = document.elements[image.element]
    if (element && (element.region & (outside & ~region.boilerplate)) !== 0) continue
    if (!/\b(?:logo|icon|sprite|avatar-default|pixel|spacer|blank)\b/i.test(image.src)) addUrl(urls, image.src, base)
  }
  return [...urls].map((url) => ({ url: url as CanonicalUrl, pdq: null, quality: null }))
}

/** A rooted path in plain characters needs no parser. */
const plainPath = /^\/(?!\/)(?:[\w~-][\w.~/-]*)?$/

function addUrl(urls: Set<string>, src: string, base: string): void {
  if (plainPath.test(src) && !src.includes('/.')) {
    urls.add(base.slice(0, base.indexOf('/', base.indexOf('//') + 2)) + src)
    return
  }
  try {
    const url = new URL(src, base)
    if (url.protocol === 'http:' || url.protocol === 'https:') urls.add(url.href)
  } catch {
    // A picture without a usable address is no picture.
  }
}
