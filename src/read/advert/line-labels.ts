/** Reads the lines of a block: labels with their values, several in one line, one without a colon, a price or a place alone. */
import type { Block, HtmlDocument } from '../html/document.ts'
import { struckTags } from '../html/html-tags.ts'
import type { FieldFound, FieldName } from './field-words.ts'
import { byline, fieldOf, priceIn, statesPrice, withoutPrice } from './field-words.ts'
import { isPlaceAlone } from '../page/place-value.ts'

/** What the lines of a block state, in whatever region it stands. */
export interface BlockLines {
  readonly fields: readonly FieldFound[]
  /** Most lines are label and value. */
  readonly isFields: boolean
  /** They are, and no line says more. */
  readonly isAll: boolean
  /** What is found where the block is read as one line of parts; undefined until asked. */
  parts: readonly FieldFound[] | undefined
}

/** An advert is read again once it is known what its site repeats: that changes regions, never the lines. */
const linesRead = new WeakMap<readonly Block[], BlockLines[]>()

/** The lines of block `i`, read once. */
export function linesOf({ blocks }: HtmlDocument, i: number): BlockLines {
  let known = linesRead.get(blocks)
  if (known === undefined) linesRead.set(blocks, (known = []))
  return (known[i] ??= readLines(blocks[i] as Block, i))
}

/** Short texts in which no line is a field: most menus, buttons and headings of a site, on every page again. */
const barren = new Set<string>()
const maxBarren = 8_192
const longestBarren = 120

function readLines(block: Block, i: number): BlockLines {
  const fields: FieldFound[] = []
  const isShort = block.strongPrefix === 0 && block.text.length <= longestBarren
  if (isShort && barren.has(block.text)) return { fields, isFields: false, isAll: false, parts: undefined }
  if (block.text.length > maxLines) return { fields, isFields: false, isAll: false, parts: undefined }
  const lines = block.text.split('\n', 40)
  let labelled = 0
  for (const line of lines)
    if (readLine(line, i, lines.length === 1 ? block.strongPrefix : 0, fields)) labelled++
    else if (lines.length >= 3 && line.length <= 60) lookAtLine(line, i, fields)
  const isFields = labelled > 0 && labelled >= lines.filter((line) => line.trim() !== '').length * 0.6
  // A line that says more than a value is the advert's text, in whatever paragraph it stands.
  const isAll = isFields && !lines.some((line) => line.length > 80 && !line.includes(':'))
  if (isShort && labelled === 0 && fields.length === 0) {
    if (barren.size >= maxBarren) barren.clear()
    barren.add(block.text)
  }
  return { fields, isFields, isAll, parts: undefined }
}

/** Longer blocks are prose. In characters. */
const maxLines = 600

/** "€ 40 Zwolle" in a paragraph of lines: a price, a place or both and nothing else. */
function lookAtLine(line: string, block: number, found: FieldFound[]): void {
  const price = priceIn(line)
  const rest = withoutPrice(line).replace(/^[\s,;–-]+|[\s,;–-]+$/g, '')
  const isPlace = rest !== '' && isPlaceAlone(rest)
  if (price !== undefined && (rest === '' || isPlace)) found.push({ name: 'price', value: price, block, strength: 1 })
  if (isPlace) found.push({ name: 'city', value: rest, block, strength: 1 })
}

/** `Label: value`, or a bold label and a value after it. */
export function readLine(line: string, block: number, strongPrefix: number, found: FieldFound[]): boolean {
  if (readRunningLine(line, block, found) || readBareLabel(line, block, found)) return true
  const colon = line.indexOf(':')
  if (colon > 0 && colon <= maxLabel) {
    const name = labelOf(line.slice(0, colon))
    const value = line.slice(colon + 1).trim()
    if (name && isValue(value) && value.length <= maxValue) {
      found.push({ name, value, block, strength: 3 })
      return true
    }
  }
  if (strongPrefix > 0 && strongPrefix < line.length && strongPrefix <= maxLabel) {
    const name = labelOf(line.slice(0, strongPrefix))
    const value = line.slice(strongPrefix).trim()
    if (name && isValue(value) && value.length <= maxValue) {
      found.push({ name, value, block, strength: 3 })
      return true
    }
  }
  const name = line.length <= 90 ? byline.exec(line.trim())?.[1] : undefined
  if (name && !/\d{4}/.test(name) && name.split(/\s+/).length <= 4)
    found.push({ name: 'seller', value: name, block, strength: 2 })
  return false
}

/** Longer texts before a colon are no labels, longer ones behind it no values. In characters. */
export const maxLabel = 32
export const maxValue = 160

/** A word that could begin a label, and the colon that ends it: at most four words. */
const labelInLine = /(?:^|[\s.,;|(])((?:\p{L}[\p{L}.'’-]*\s){0,3}\p{L}[\p{L}.'’-]*)\s?:\s/gu

/** A value in a line of several labels; longer ones are sentences. In characters. */
const maxRunningValue = 60

/** "Prix : 60 €. Publiée le : 15/02/26": several labels in one line, each with the value behind it. */
function readRunningLine(line: string, block: number, found: FieldFound[]): boolean {
  if (line.length > 400 || !hasColons(line)) return false
  const labels: { readonly name: FieldName; readonly start: number; readonly end: number }[] = []
  for (const match of line.matchAll(labelInLine)) {
    const end = match.index + match[0].length
    const words = (match[1] ?? '').split(' ')
    for (let skip = 0; skip < words.length; skip++) {
      const label = words.slice(skip).join(' ')
      const name = labelOf(label)
      if (!name) continue
      labels.push({ name, start: end - match[0].length + match[0].lastIndexOf(label), end })
      break
    }
  }
  if (labels.length < 2) return false
  // Text that says more than its labels and their values stays text, whatever fields are read from it.
  let onlyLabels = (labels[0]?.start ?? 0) <= 3
  for (const [i, { name, end }] of labels.entries()) {
    const value = line
      .slice(end, labels[i + 1]?.start ?? line.length)
      .replace(/[\s.,;|]+$/, '')
      .trim()
    if (isValue(value) && value.length <= maxValue) found.push({ name, value, block, strength: 3 })
    if (value.length > maxRunningValue) onlyLabels = false
  }
  return onlyLabels
}

/** Two colons or more. Asked first: to look for labels costs much, and few lines can have two. */
function hasColons(line: string): boolean {
  const first = line.indexOf(':')
  return first > 0 && line.includes(':', first + 1)
}

/** "Prijs € 17", "Plaats Amersfoort": a label without a colon counts before the value that it asks for only. */
function readBareLabel(line: string, block: number, found: FieldFound[]): boolean {
  if (line.length > 60 || !bareValue.test(line)) return false
  const words = line.split(' ', 4)
  for (let n = Math.min(2, words.length - 1); n > 0; n--) {
    const name = labelOf(words.slice(0, n).join(' '))
    const value = line.slice(words.slice(0, n).join(' ').length).trim()
    const fits =
      (name === 'price' && statesPrice(value) && value.length <= 24) || (name === 'city' && isPlaceAlone(value))
    if (!name || !fits) continue
    found.push({ name, value, block, strength: 3 })
    return true
  }
  return false
}

/** What any such value has: a digit of a price, or the capital of a place. */
const bareValue = /\d|\s(?:[\p{Lu}(]|\p{Ll}{1,3}\.\s?\p{Lu})/u

/** The star of a field to fill in and the label of the next one are no values. */
export function isValue(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) && !/[:：]\s*\*?$/u.test(text)
}

/** What a class name calls a field, without a label in front; "Tags: fashion, Paris" names a place only where it says nothing else. */
export function valueOfNamed(name: FieldName, text: string): string | undefined {
  const label = /^\s*([\p{L} ]{2,20}):\s*/u.exec(text)
  const value = text.slice(label?.[0].length ?? 0)
  const isOther = name === 'city' && label !== null && fieldOf(label[1] ?? '') !== 'city'
  return isOther && !isPlaceAlone(value) ? undefined : value
}

/** The field that a text names as a label, or null. */
export function labelOf(text: string): FieldName | null {
  if (text.length > maxLabel + 2) return null
  const last = text.charCodeAt(text.length - 1)
  if (last !== 58 && last !== 0xff1a && last !== 32) {
    const direct = fieldOf(text)
    if (direct || !text.includes('/')) return direct ?? null
  }
  const label = text.trim().replace(/^[^\p{L}\p{N}]+|[\s:：]+$/gu, '')
  const whole = fieldOf(label)
  if (whole || !label.includes('/')) return whole ?? null
  for (const part of label.split('/')) {
    const found = fieldOf(part.trim().replace(/[\s:.]+$/, ''))
    if (found) return found
  }
  return null
}

/** Texts that a page strikes out, by block. */
export function struckTexts(document: HtmlDocument): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>()
  for (const { element, block, text } of document.inlines)
    if (text !== '' && struckTags.has(document.elements[element]?.tag ?? ''))
      texts.set(block, [...(texts.get(block) ?? []), text])
  return texts
}

/** "33 years" beside a place is no sentence. */
export function isAge(part: string): boolean {
  return ageLike.test(part.trim())
}

const ageLike = new RegExp(`^(?:1[89]|[2-9]\\d)(?:\\s?\\p{L}{1,6}\\.?)?$`, 'u')
