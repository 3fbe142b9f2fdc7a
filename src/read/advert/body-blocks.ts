/** Finds the text of the one advert on a page: its container, then the blocks in it that are prose. */
import { anyPattern } from '../../text/word-lists.ts'
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import type { Fields } from './fields.ts'
import { isNextCell } from './fields.ts'
import { labelOf } from './line-labels.ts'
import { fieldOf, isPlacedLabel, statesPrice, withoutPrice } from './field-words.ts'
import { comparable, hasContact, plainLength } from '../page/page-context.ts'
import { hint } from '../html/region-words.ts'

/** What a block counts as prose: characters outside links, nothing for menus and rows of links. */
export function proseWeight(block: Block): number {
  if ((block.region & (outside | region.header)) !== 0) return 0
  const plain = plainLength(block)
  if (block.text.length > 12 && plain < block.text.length * 0.4) return 0
  return plain < 25 ? plain * 0.4 : plain
}

/** The smallest element around the title that holds 60% of the prose; without a title, the smallest that does. */
export function findContainer(document: HtmlDocument, title: number): number {
  const { blocks, elements } = document
  const sums = new Float64Array(blocks.length + 1)
  for (let i = 0; i < blocks.length; i++) {
    sums[i + 1] = (sums[i] as number) + (i === title ? 0 : proseWeight(blocks[i] as Block))
  }
  const total = sums[blocks.length] as number
  let best = 0
  if (total === 0) return title >= 0 ? Math.max(elements[blocks[title]?.element ?? 0]?.parent ?? 0, 0) : 0
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as ElementRecord
    if (title >= 0 && (title < element.blockStart || title >= element.blockEnd)) continue
    if ((sums[element.blockEnd] as number) - (sums[element.blockStart] as number) >= total * 0.6) best = i
  }
  return best
}

/**
 * The blocks of the advert's body inside a container: what a description element or heading marks when there is one, else
 * the prose after the title without fields, prices, dates and rows of links.
 */
export function bodyBlocks(document: HtmlDocument, container: number, title: number, fields: Fields): number[] {
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
  if (marked) return marked
  const cell = labelledCell(document, from, to)
  if (cell) return candidates.filter((i) => i >= cell.blockStart && i < cell.blockEnd)
  const headed = headedBlocks(document, candidates, to)
  if (headed) return headed
  const after = candidates.filter((i) => i > title)
  const weightAfter = weigh(document, after)
  return weightAfter >= weigh(document, candidates) * 0.3 ? after : candidates
}

/** "Tarief: 180 per uur, alleen in het weekend" between two paragraphs of the same make is one of them, not a field. */
function isBetweenProse(document: HtmlDocument, i: number, fields: Fields): boolean {
  const own = document.elements[(document.blocks[i] as Block).element]
  return (
    own !== undefined &&
    [i - 1, i + 1].every((j) => {
      const block = document.blocks[j]
      const element = document.elements[block?.element ?? -1]
      return (
        block !== undefined &&
        element !== undefined &&
        !fields.blocks.has(j) &&
        block.heading === 0 &&
        element !== own &&
        element.parent === own.parent &&
        element.path === own.path &&
        plainLength(block) >= 25
      )
    })
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
  for (let i = container; i < end && tried < 50; i++) {
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

const descriptionHeading = new RegExp(`^(?:${anyPattern('description-headings')})\\s*:?$`, 'iu')

const contactHeading = new RegExp(`^(?:${anyPattern('contact-headings')})`, 'iu')

function headedBlocks(document: HtmlDocument, candidates: readonly number[], to: number): number[] | null {
  const start = candidates.find((i) => descriptionHeading.test((document.blocks[i] as Block).text))
  if (start === undefined) return null
  const head = document.blocks[start] as Block
  if (head.heading === 0 && head.strongPrefix < head.text.length) return null
  let end = to
  for (let i = start + 1; i < to; i++) {
    const block = document.blocks[i] as Block
    if (block.heading > 0 && (block.heading < head.heading || contactHeading.test(block.text))) {
      end = i
      break
    }
  }
  const inside = candidates.filter((i) => i > start && i < end)
  return weigh(document, inside) >= 20 ? inside : null
}

function weigh(document: HtmlDocument, indices: readonly number[]): number {
  let weight = 0
  for (const i of indices) weight += plainLength(document.blocks[i] as Block)
  return weight
}

/** The page's text is what a visitor saw; a description in structured data counts when it says clearly more. */
export function chooseBody(shown: string, stated: string): string {
  if (stated.length > shown.length * 1.5 + 40) return stated
  const start = comparable(stated).slice(0, 40)
  if (
    stated.length >= 40 &&
    start.length >= 20 &&
    shown.length > stated.length * 2.5 &&
    comparable(shown).includes(comparable(stated).slice(-40))
  )
    return stated
  return shown === '' ? stated : shown
}
