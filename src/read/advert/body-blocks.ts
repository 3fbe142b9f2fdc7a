/** Finds the text of the one advert on a page: its container, then the blocks in it that are prose. */
import { anyPattern } from '../../text/word-lists.ts'
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import type { Fields } from './fields.ts'
import { isNextCell } from './fields.ts'
import { labelOf } from './line-labels.ts'
import { fieldOf, isPlacedLabel, statesPrice, withoutPrice } from './field-words.ts'
import { comparable, hasContact, plainLength } from '../page/page-context.ts'
import { factPanels, longFact } from '../page/fact-panels.ts'
import { isDescriptionHeading } from '../page/section-words.ts'
import { hint } from '../html/region-words.ts'

/** What a block counts as prose: characters outside links, nothing for menus and rows of links. */
export function proseWeight(block: Block): number {
  if ((block.region & (outside | region.header)) !== 0) return 0
  const plain = plainLength(block)
  if (block.text.length > 12 && plain < block.text.length * 0.4) return 0
  return plain < 25 ? plain * 0.4 : plain
}

/** The smallest element around the title that holds 60% of the prose; without a title, the smallest that does; -1 where no element holds the page. */
export function findContainer(document: HtmlDocument, title: number): number {
  const { blocks, elements } = document
  const sums = new Float64Array(blocks.length + 1)
  for (let i = 0; i < blocks.length; i++) {
    sums[i + 1] = (sums[i] as number) + (i === title ? 0 : proseWeight(blocks[i] as Block))
  }
  const total = sums[blocks.length] as number
  let best = -1
  if (total === 0) return title >= 0 ? Math.max(elements[blocks[title]?.element ?? 0]?.parent ?? 0, 0) : 0
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as ElementRecord
    if (title >= 0 && (title < element.blockStart || title >= element.blockEnd)) continue
    if ((sums[element.blockEnd] as number) - (sums[element.blockStart] as number) >= total * 0.6) best = i
  }
  return best
}

export interface BodyFound {
  readonly body: readonly number[]
  /** Blocks around a text that say something of the advert, and are not of its text. */
  readonly around: readonly number[]
}

/**
 * The blocks of the advert's body inside a container: what a description element or heading marks when there is one, else
 * the prose after the title without fields, prices, dates and rows of links; of a product the lists of features too.
 */
export function bodyBlocks(
  document: HtmlDocument,
  container: number,
  title: number,
  fields: Fields,
  isProduct = false
): BodyFound {
  const holder = document.elements[container]
  const from = holder?.blockStart ?? 0
  const to = holder?.blockEnd ?? document.blocks.length
  const candidates: number[] = []
  const calls: number[] = []
  let underContact = false
  for (let i = from; i < to; i++) {
    const block = document.blocks[i] as Block
    if (i === title || (block.region & (outside | region.header)) !== 0) continue
    if (block.heading > 0) underContact = contactHeading.test(block.text)
    if (underContact && block.text.length < 200) continue
    const isField = fields.blocks.has(i) && !isBetweenProse(document, i, fields)
    if (isProse(block, isField)) (isCall(block) ? calls : candidates).push(i)
  }
  // A text that is nothing but a line with its number is the text.
  if (weigh(document, candidates) < 20)
    candidates.push(...calls.filter((i) => document.blocks[i]?.contacts.length === 0))
  const marked = describedBlocks(document, container, candidates)
  if (marked) return { body: marked, around: [] }
  const cell = labelledCell(document, from, to)
  if (cell) return { body: candidates.filter((i) => i >= cell.blockStart && i < cell.blockEnd), around: [] }
  const headed = headedBlocks(document, candidates, isProduct ? candidates : range(from, to), to)
  if (headed) return { body: headed, around: [] }
  const after = candidates.filter((i) => i > title)
  const weightAfter = weigh(document, after)
  const found = weightAfter >= weigh(document, candidates) * 0.3 ? after : candidates
  const body = isProduct ? found : together(document, found)
  return { body, around: found.filter((i) => !body.includes(i)) }
}

/** Share of the sentences of a page that an element must hold to be the one of its text. */
const nearlyAll = 0.9

/** Sentences of fewer characters do not tell where the text stands. */
const leastSentences = 60

/**
 * Those of the blocks that stand in the smallest element with nearly all sentences: facts in a list, buttons and panels around a text are not of it.
 * All of them where they say no sentences, or where the text stands beside them without an element of its own.
 */
function together(document: HtmlDocument, candidates: readonly number[]): number[] {
  const sums = new Float64Array(document.blocks.length + 1)
  for (const i of candidates) sums[i + 1] = sentences(document.blocks[i] as Block)
  for (let i = 0; i < document.blocks.length; i++) sums[i + 1] = (sums[i + 1] as number) + (sums[i] as number)
  const total = sums[document.blocks.length] as number
  if (total < leastSentences) return [...candidates]
  let home: ElementRecord | undefined
  for (const element of document.elements)
    if ((sums[element.blockEnd] as number) - (sums[element.blockStart] as number) >= total * nearlyAll) home = element
  if (home === undefined) return [...candidates]
  const { blockStart, blockEnd } = home
  return candidates.filter((i) => i >= blockStart && i < blockEnd)
}

/** Characters of a block outside links when it says a sentence, else 0. */
function sentences(block: Block): number {
  const plain = plainLength(block)
  if (block.heading > 0 || plain < 25) return 0
  return plain >= 80 || /\p{L}[\p{L}\d)”"]*[.!?…](?:\s|$)/u.test(block.text) ? plain : 0
}

/** "Tarief: 180 per uur, alleen in het weekend" between two paragraphs of the same make, or as the last of them, is one of them, not a field. */
function isBetweenProse(document: HtmlDocument, i: number, fields: Fields): boolean {
  const own = document.elements[(document.blocks[i] as Block).element]
  if (own === undefined || !isParagraphLike(document, i - 1, own, fields)) return false
  return document.elements[own.parent]?.blockEnd === i + 1 || isParagraphLike(document, i + 1, own, fields)
}

/** A paragraph of prose beside another, of the same make. */
function isParagraphLike(document: HtmlDocument, i: number, own: ElementRecord, fields: Fields): boolean {
  const block = document.blocks[i]
  const element = document.elements[block?.element ?? -1]
  return (
    block !== undefined &&
    element !== undefined &&
    !fields.blocks.has(i) &&
    block.heading === 0 &&
    element !== own &&
    element.parent === own.parent &&
    element.path === own.path &&
    plainLength(block) >= 25
  )
}

/** A line around a contact with hardly a word beside it, such as a button "Bel 06..." or "Tel: 06...": how, not what. */
function isCall(block: Block): boolean {
  if (block.text.length > 80 || !hasContact(block)) return false
  return (block.text.replace(/\S*(?::|\d|@)\S*/g, '').match(/\p{L}+/gu)?.length ?? 0) <= 2
}

function isProse(block: Block, isField: boolean): boolean {
  const plain = plainLength(block)
  if (isField) return false
  if (block.text.length > 12 && plain < block.text.length * 0.4) return false
  if (plain === 0) return false
  if (isMetaLine(block.text)) return false
  if (block.text.length <= 60 && block.digits >= 3 && isPlacedLabel(block.text) && !/[.!?]\s/.test(block.text))
    return false
  if (block.text.length <= 160 && placedAt.test(block.text) && !/[.!?](?:\s|$)/.test(block.text)) return false
  if (block.text.length <= 40) {
    if (statesPrice(block.text) && withoutPrice(block.text).trim().length < 6) return false
    if (fieldOf(block.text.replace(/[\s:]+$/, '')) !== undefined) return false
  }
  return true
}

/** True for a short line about the advert rather than of it: "Posted on 3 May", "12 views", "© 2026". */
export function isMetaLine(text: string): boolean {
  return text.length <= 120 && metaLine.test(text)
}

const metaLine = new RegExp(`^(?:${anyPattern('meta-lines')})`, 'iu')

/** "Ede € 50 Geplaatst: vandaag 14:05 Nummer 12": a label of placing with its date, in a line that is no sentence. */
const placedAt = new RegExp(`(?:^|\\s)(?:${anyPattern('placed-at')})\\s?(?::|op|on|am|le|el|la|na)\\s`, 'iu')

/** The outermost elements that class, id or itemprop call a description, when they hold a fair part of the prose. */
function describedBlocks(document: HtmlDocument, container: number, candidates: readonly number[]): number[] | null {
  const end = document.elements[container]?.end ?? document.elements.length
  let best: number[] | null = null
  let bestWeight = 0
  let tried = 0
  for (let i = Math.max(container, 0); i < end && tried < 50; i++) {
    const element = document.elements[i] as ElementRecord
    if ((element.hint & hint.description) === 0 || element.blockEnd === element.blockStart) continue
    tried++
    const inside = candidates.filter((block) => block >= element.blockStart && block < element.blockEnd)
    const weight = weigh(document, inside)
    if (weight > bestWeight) {
      best = inside
      bestWeight = weight
    }
    i = element.end - 1
  }
  return best && bestWeight >= Math.min(60, weigh(document, candidates) * 0.25) ? best : null
}

/** The cell beside a label "Tekst", "Description" in a table or description list. */
function labelledCell(document: HtmlDocument, from: number, to: number): ElementRecord | null {
  for (let i = from; i + 1 < to; i++) {
    const block = document.blocks[i] as Block
    const next = document.blocks[i + 1] as Block
    if (
      block.text.length > 40 ||
      (block.region & outside) !== 0 ||
      labelOf(block.text) !== 'body' ||
      !isNextCell(document, block, next)
    )
      continue
    let cell = document.elements[next.element]
    while (cell && !/^(?:td|th|dd)$/.test(cell.tag)) cell = document.elements[cell.parent]
    if (cell && next.text.length > 20) return cell
  }
  return null
}

const contactHeading = new RegExp(`^(?:${anyPattern('contact-headings')})`, 'iu')

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}

/** A section under such a heading that holds less of the text is one of several. */
const leastHeaded = 0.35

/** What stands under a heading "Description", in the element of the heading when the text stands there too. */
function headedBlocks(
  document: HtmlDocument,
  candidates: readonly number[],
  heads: readonly number[],
  to: number
): number[] | null {
  const start = heads.find((i) => {
    const block = document.blocks[i] as Block
    return (block.region & outside) === 0 && isDescriptionHeading(block)
  })
  if (start === undefined) return null
  const head = document.blocks[start] as Block
  let end = sectionOf(document, candidates, start) ?? to
  for (let i = start + 1; i < end; i++) {
    const block = document.blocks[i] as Block
    if (block.heading > 0 && (block.heading < head.heading || contactHeading.test(block.text))) {
      end = i
      break
    }
  }
  const panels = factPanels(document, start, end, head.heading)
  const inside = candidates.filter((i) => i > start && i < end && !panels.has(i))
  const weight = weigh(document, inside)
  return weight >= 20 && told(document, inside) >= told(document, candidates) * leastHeaded ? inside : null
}

/** Weight of what says more than a label or a value: panels of facts around a description are made of those. */
function told(document: HtmlDocument, indices: readonly number[]): number {
  const long = indices.filter((i) => plainLength(document.blocks[i] as Block) >= longFact)
  return weigh(document, long.length === 0 ? indices : long)
}

/** Where the smallest element ends that holds a heading and a text behind it; undefined where none does within a few steps. */
function sectionOf(document: HtmlDocument, candidates: readonly number[], start: number): number | undefined {
  let element = document.elements[(document.blocks[start] as Block).element]
  for (let up = 0; element && up < 4; up++) {
    const { blockEnd } = element
    const inside = candidates.filter((i) => i > start && i < blockEnd)
    if (weigh(document, inside) >= 60) return blockEnd
    element = document.elements[element.parent]
  }
  return undefined
}

function weigh(document: HtmlDocument, indices: readonly number[]): number {
  let weight = 0
  for (const i of indices) weight += plainLength(document.blocks[i] as Block)
  return weight
}

/** The page's text is what a visitor saw; a description in structured data counts when it says clearly more. `whole`: with what stands around the text. */
export function chooseBody(shown: string, stated: string, whole: string): string {
  if (stated.length > shown.length * 1.5 + 40) return stated
  const start = comparable(stated).slice(0, 40)
  if (
    stated.length >= 40 &&
    start.length >= 20 &&
    whole.length > stated.length * 2.5 &&
    comparable(whole).includes(comparable(stated).slice(-40))
  )
    return stated
  return shown === '' ? stated : shown
}
