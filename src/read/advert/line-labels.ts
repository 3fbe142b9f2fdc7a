/** Labels in running lines: several with a colon in one line, one without a colon before the value that it asks for. */
import type { FieldFound, FieldName } from './field-words.ts'
import { fieldOf, priceLike } from './field-words.ts'
import { isPlaceAlone } from '../page/place-value.ts'

/** Longer texts before a colon are no labels, longer ones behind it no values. In characters. */
export const maxLabel = 32
export const maxValue = 160

/** A word that could begin a label, and the colon that ends it: at most four words. */
const labelInLine = /(?:^|[\s.,;|(])((?:\p{L}[\p{L}.'’-]*\s){0,3}\p{L}[\p{L}.'’-]*)\s?:\s/gu

/** A value in a line of several labels; longer ones are sentences. In characters. */
const maxRunningValue = 60

/** "Prix : 60 €. Publiée le : 15/02/26": several labels in one line, each with the value behind it. */
export function readRunningLine(line: string, block: number, found: FieldFound[]): boolean {
  if (line.length > 400) return false
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
    if (value !== '' && value.length <= maxValue) found.push({ name, value, block, strength: 3 })
    if (value.length > maxRunningValue) onlyLabels = false
  }
  return onlyLabels
}

/** "Prijs € 17", "Plaats Amersfoort": a label without a colon counts before the value that it asks for only. */
export function readBareLabel(line: string, block: number, found: FieldFound[]): boolean {
  if (line.length > 60) return false
  const words = line.split(' ', 4)
  for (let n = Math.min(2, words.length - 1); n > 0; n--) {
    const name = labelOf(words.slice(0, n).join(' '))
    const value = line.slice(words.slice(0, n).join(' ').length).trim()
    const fits =
      (name === 'price' && priceLike.test(value) && value.length <= 24) || (name === 'city' && isPlaceAlone(value))
    if (!name || !fits) continue
    found.push({ name, value, block, strength: 3 })
    return true
  }
  return false
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
