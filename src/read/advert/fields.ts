/** Finds what a page states as label and value ("Prijs: 100", a table row, a dt and its dd), and what class names call a field. */
import { anyPattern } from '../../text/word-lists.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import { attribute, sharesLine } from '../html/document.ts'
import type { FieldFound, FieldName } from './field-words.ts'
import {
  currentPrice,
  isPlacedLabel,
  isPriceAlone,
  phoneLike,
  priceIn,
  statesPrice,
  withCurrency,
  withoutPrice,
  withoutTexts
} from './field-words.ts'
import { hint } from '../html/region-words.ts'
import { isAge, isValue, labelOf, linesOf, maxValue, readLine, struckTexts, valueOfNamed } from './line-labels.ts'
import { isPlaceAlone, placeStrength, withoutSigns } from '../page/place-value.ts'

export interface Fields {
  readonly found: readonly FieldFound[]
  /** Blocks that are label or value and nothing else. */
  readonly blocks: ReadonlySet<number>
}

/** Reads the fields of blocks from..to. Linear. `skip` bits name regions that are not looked at. */
export function readFields(document: HtmlDocument, from: number, to: number, skip: number): Fields {
  const found: FieldFound[] = []
  const blocks = new Set<number>()
  const struck = struckTexts(document)
  for (let i = from; i < to; i++) {
    const block = document.blocks[i] as Block
    if ((block.region & skip) !== 0 || blocks.has(i)) continue
    // Bars and dots part a line before a label at its beginning takes all of it.
    const isBarred = block.text.length <= 200 && barred.test(block.text)
    if (isBarred && readMetaLine(document, i, found, blocks)) continue
    if (readLabelled(document, i, to, found, blocks)) continue
    if (!isBarred && readMetaLine(document, i, found, blocks)) continue
    readHinted(document, i, struck.get(i) ?? nothing, { found, blocks })
  }
  readInlines(document, from, to, skip, found, blocks)
  if (!found.some(({ name, value }) => name === 'city' && placeStrength(value) > 0))
    readPlaceAlone(document, { from, to, skip }, found, blocks)
  return { found, blocks }
}

/** Blocks after the first that are looked at for a place alone. */
const maxPlaceBlocks = 60

/** A short line that names a place and nothing else: sites set it beside the title without a label. */
function readPlaceAlone(
  document: HtmlDocument,
  { from, to, skip }: { readonly from: number; readonly to: number; readonly skip: number },
  found: FieldFound[],
  blocks: Set<number>
): void {
  for (let i = from, tried = 0; i < to && tried < maxPlaceBlocks; i++) {
    const block = document.blocks[i] as Block
    if ((block.region & skip) !== 0) continue
    tried++
    if (block.text.length > 160 || block.heading === 1) continue
    if (block.linkLength > 0 && (block.linkLength < block.text.length * 0.9 || isOneOfSeveral(document, i))) continue
    const lines = block.text.split('\n', 12)
    const line = lines
      .filter((one) => one.length <= 70)
      .map((one) => withoutPrice(withoutSigns(one)).trim())
      .find((one) => isPlaceAlone(one))
    if (line === undefined || (lines.length === 1 && block.text.length > 70)) continue
    found.push({ name: 'city', value: line, block: i, strength: 1 })
    if (lines.length === 1) blocks.add(i)
    return
  }
}

/** A linked place with another beside it is a part of a menu. */
function isOneOfSeveral(document: HtmlDocument, i: number): boolean {
  return [i - 1, i + 1].some((j) => {
    const block = document.blocks[j]
    return block !== undefined && block.linkLength >= block.text.length && isPlaceAlone(block.text)
  })
}

/** The best value of a field: label before class name before looks; the first of equals. */
export function bestField(fields: Fields, name: FieldName): FieldFound | undefined {
  let best: FieldFound | undefined
  for (const field of fields.found) if (field.name === name && (!best || field.strength > best.strength)) best = field
  return best
}

function readLabelled(
  document: HtmlDocument,
  i: number,
  to: number,
  found: FieldFound[],
  blocks: Set<number>
): boolean {
  const block = document.blocks[i] as Block
  const alone = labelOf(block.text)
  if (alone && block.heading === 0) {
    const next = document.blocks[i + 1]
    if (alone === 'body' && next && isNextCell(document, block, next)) {
      blocks.add(i)
      return true
    }
    if (!next || i + 1 >= to || next.text.length > maxValue || next.heading > 0) return false
    if (!isValue(next.text) || (labelOf(next.text) && !sharesLine(document, block, next))) return false
    const near = nearby(document, block, next) || block.text.trim().endsWith(':')
    if (!near) return false
    found.push({ name: alone, value: next.text, block: i + 1, strength: 3 })
    blocks.add(i).add(i + 1)
    return true
  }
  const { fields, isFields, isAll } = linesOf(document, i)
  found.push(...fields)
  if (isAll) blocks.add(i)
  return isFields
}

/** `Massage - Kampen - € 120 - placed 4 January by anna - tel. 06...`: parts by dashes or bars, two or more of them a field. */
function readMetaLine(document: HtmlDocument, i: number, found: FieldFound[], blocks: Set<number>): boolean {
  const said = linesOf(document, i)
  said.parts ??= partsOf(document.blocks[i] as Block, i)
  if (said.parts.length < 2) return false
  found.push(...said.parts)
  blocks.add(i)
  return true
}

/** Its fields; fewer than two make no such line. */
function partsOf(block: Block, i: number): FieldFound[] {
  if (block.text.length > 200 || block.heading > 0 || block.text.includes('\n')) return []
  const isListed = !joined.test(block.text)
  if (isListed && (block.text.length > 60 || !/,\s|\s\/\s/.test(block.text))) return []
  const parts = block.text.split(isListed ? listSeparator : separator, 12).filter((part) => part.trim() !== '')
  if (parts.length < 2 || (isListed && parts.length > 4)) return []
  const fields: FieldFound[] = []
  for (const part of parts) {
    if (part.length > 60) return []
    const before = fields.length
    if (statesPrice(part)) fields.push({ name: 'price', value: part, block: i, strength: 2 })
    else if (placedLike.test(part)) fields.push({ name: 'posted', value: part, block: i, strength: 2 })
    else if (phoneLike.test(part)) fields.push({ name: 'phone', value: part, block: i, strength: 2 })
    else if (isAge(part)) fields.push({ name: 'other', value: part, block: i, strength: 1 })
    else if (isPlaceAlone(part.trim())) fields.push({ name: 'city', value: part.trim(), block: i, strength: 2 })
    const writer = writerLike.exec(part)?.[1]
    if (writer) fields.push({ name: 'seller', value: writer, block: i, strength: 2 })
    else if (fields.length === before) readLine(part, i, 0, fields)
    // Commas part the fields of a line only where each of its parts is one: sentences have commas too.
    if (isListed && fields.length === before) return []
  }
  return fields
}

const barred = /\s[|·•]\s/
const joined = /[|·•»–—]| - /
const listSeparator = /,\s+|\s+\/\s+/
const separator = /\s+[-–—|·•»]\s+|\s*[|·•]\s*/
const placedLike = new RegExp(
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.? \p{L}{3,10}\.? \d{4}|${anyPattern('date-signs')}`,
  'iu'
)
const writerLike = /(?:^|\s)(?:door|by|von|par|por|de către|от|przez)\s+([\w.@-]{3,40})\s*$/iu

const hintFields: readonly (readonly [number, FieldName])[] = [
  [hint.price, 'price'],
  [hint.place, 'city'],
  [hint.phone, 'phone'],
  [hint.date, 'posted'],
  [hint.seller, 'seller'],
  [hint.category, 'category']
]
const anyField = hintFields.reduce((bits, [bit]) => bits | bit, 0)

/** A short block whose own element, or the one just around it, is called by a field's name. */
function readHinted(
  document: HtmlDocument,
  i: number,
  struck: readonly string[],
  { found, blocks }: { readonly found: FieldFound[]; readonly blocks: Set<number> }
): void {
  const block = document.blocks[i] as Block
  if (block.text.length > 100) return
  // A heading is a field only where it says nothing but a price.
  if (block.heading > 0 && block.heading < 3 && !isPriceAlone(block.text)) return
  let bits = 0
  let index = block.element
  for (let steps = 0; steps < 2; steps++) {
    const element = document.elements[index]
    if (!element || element.blockEnd - element.blockStart > 1) break
    bits |= element.hint
    index = element.parent
  }
  for (const [bit, name] of hintFields) {
    if ((bits & bit) === 0) continue
    const value = valueOfNamed(name, block.text)
    if (value === undefined) continue
    found.push({ name, value: bit === hint.price ? currentPrice(value, struck) : value, block: i, strength: 2 })
    blocks.add(i)
  }
  if ((bits & anyField) !== 0 || block.text.length > maxPriced || isSentence(block.text)) return
  const text = withoutTexts(block.text, struck)
  const price = priceIn(text)
  // "Delivery: 12 €" states another price than the advert's; a longer line counts where it opens with its price.
  if (price === undefined || /^[^\d:]{2,40}:/.test(text) || (text.length > 40 && text.indexOf(price) > 0)) return
  found.push({ name: 'price', value: price, block: i, strength: 1 })
  if (withoutPrice(text).trim().length <= 12) blocks.add(i)
}

/** Longer lines say more than a price. In characters. */
const maxPriced = 90

const nothing: readonly string[] = []

/** "The total is £2,400,000." states no price of the advert. */
function isSentence(text: string): boolean {
  // Its last character is asked first: the pattern tries each letter of a text.
  return (
    /[.!?]$/.test(text) && /\p{L}[\p{L}\d,.€£$ ]*[.!?]$/u.test(text) && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3
  )
}

/** Inline elements that a class names (`<span class="price">`), and `<time datetime>`, which says it more precisely. */
function readInlines(
  document: HtmlDocument,
  from: number,
  to: number,
  skip: number,
  found: FieldFound[],
  blocks: Set<number>
): void {
  const covered = new Map<number, number>()
  for (const inline of document.inlines) {
    if (inline.block < from || inline.block >= to) continue
    const block = document.blocks[inline.block]
    const element = document.elements[inline.element]
    if (!block || !element || (block.region & skip) !== 0) continue
    const written = element.tag === 'time' ? attribute(element, 'datetime') : undefined
    if (written) {
      const labelled = isPlacedLabel(block.text) || found.some((field) => isLabelOf(field, inline.block))
      found.push({ name: 'posted', value: written, block: inline.block, strength: labelled ? 4 : 3 })
    }
    if (inline.text === '' && (element.hint & hint.place) !== 0) readPinned(block, inline.block, found, blocks)
    if (inline.text === '' || inline.text.length > 100) continue
    let names = 0
    for (const [bit, name] of hintFields) {
      if ((element.hint & bit) === 0) continue
      const value = name === 'price' ? withCurrency(inline.text, block.text) : valueOfNamed(name, inline.text)
      if (value === undefined) continue
      found.push({ name, value, block: inline.block, strength: 2 })
      names++
    }
    if (element.tag === 'time') names++
    if (names > 0) covered.set(inline.block, (covered.get(inline.block) ?? 0) + inline.text.length)
  }
  for (const [i, chars] of covered) {
    const block = document.blocks[i] as Block
    if (block.text.length <= 200 && block.heading === 0 && chars >= block.text.length * 0.5) blocks.add(i)
  }
}

/** A short line behind a drawing that is called a place's: a pin of a map. */
function readPinned(block: Block, i: number, found: FieldFound[], blocks: Set<number>): void {
  if (block.text.length > 60 || block.heading === 1 || block.digits > 6 || placeStrength(block.text) === 0) return
  found.push({ name: 'city', value: block.text, block: i, strength: 2.5 })
  blocks.add(i)
}

/** True when a field was read by a label that says when the advert was placed, in the same block. */
function isLabelOf(field: FieldFound, block: number): boolean {
  return field.name === 'posted' && field.block === block && field.strength === 3
}

/** True when the second block stands in the cell after the first's, however long it is. */
export function isNextCell(document: HtmlDocument, first: Block, second: Block): boolean {
  let left = document.elements[first.element]
  let right = document.elements[second.element]
  for (let up = 0; left && !cellTag.test(left.tag) && up < 4; up++) left = document.elements[left.parent]
  for (let up = 0; right && !cellTag.test(right.tag) && up < 4; up++) right = document.elements[right.parent]
  return (
    left !== undefined &&
    right !== undefined &&
    left !== right &&
    left.parent === right.parent &&
    cellTag.test(right.tag)
  )
}

const cellTag = /^(?:t[dh]|d[dt])$/

/** True when the second block follows the first in the same row, list or small box. */
function nearby(document: HtmlDocument, first: Block, second: Block): boolean {
  if (sharesLine(document, first, second)) return true
  const left = document.elements[first.element]
  const right = document.elements[second.element]
  if (!left || !right) return false
  return left.parent === right.parent || left.parent === second.element || right.parent === first.element
}
