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
import type { PageContext } from '../page/page-context.ts'
import { comparable } from '../page/page-context.ts'
import { hasCart } from '../page/page-signs.ts'
import type { StructuredAdvert } from './stated/structured.ts'
import { trimBody } from './body-lines.ts'
import { goodsText, statesGoods } from '../main-text/goods.ts'
import { sideFields } from './side-fields.ts'
import { findTitle, titleParts } from './title.ts'
import type { Surroundings, Verdict } from './verdict/weigh-evidence.ts'
import { weighEvidence } from './verdict/weigh-evidence.ts'

export interface DetailFound extends Verdict {
  readonly advert: AdvertReading
}

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
  if (!isProduct(around)) return false
  return statesGoods(page.document, around.structured?.method ?? 'json-ld') || hasCart(page)
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
