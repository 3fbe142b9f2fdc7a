/** Takes from the edges of an advert's text the lines that are not of it: its title, labelled fields, numbers, what the site adds. */
import { comparable } from '../page/page-context.ts'
import { fieldOf, phoneLike, withoutPrice } from './field-words.ts'
import { isMetaLine } from './body-blocks.ts'
import { isPlaceAlone } from '../page/place-value.ts'
import { maxLabel, maxValue } from './line-labels.ts'

/** Fields that stand beside a text, not in it. */
const besideText: ReadonlySet<string> = new Set(['price', 'city', 'phone', 'posted', 'updated', 'category', 'seller'])

/** Shorter texts keep all their lines. In characters. */
const leastText = 30

/**
 * The text without such lines, `titles` made comparable, and those of them that say something. Old pages set all of an advert in one paragraph of lines; a text that
 * would lose nearly all stays whole.
 */
export function trimBody(text: string, titles: readonly string[]): { readonly text: string; readonly cut: string } {
  if (!text.includes('\n')) return { text, cut: '' }
  const lines = text.split('\n')
  const named = new Set(titles)
  let from = 0
  let to = lines.length
  while (from < to && isEdge(lines[from] ?? '', named)) from++
  // Where no title opens the text, what closes it was written with it.
  while (from > 0 && to > from && isEdge(lines[to - 1] ?? '', named)) to--
  const kept = lines.slice(from, to).join('\n')
  if (kept.trim().length < leastText || (from === 0 && to === lines.length)) return { text, cut: '' }
  const cut = [...lines.slice(0, from), ...lines.slice(to)].filter(
    (line) => /[\p{L}\p{N}]/u.test(line) && !named.has(comparable(line))
  )
  return { text: kept, cut: cut.join('\n') }
}

/** A value, no sentence: "Bel: 06 ... of loop binnen" says more than a number. */
function isShort(value: string): boolean {
  return value.length <= 60 && (value.match(/\p{L}{2,}/gu)?.length ?? 0) <= 4
}

function isEdge(line: string, titles: ReadonlySet<string>): boolean {
  const text = line.trim()
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return true
  if (text.length > maxValue) return false
  if (titles.has(comparable(text))) return true
  if (isMetaLine(text)) return true
  const colon = text.indexOf(':')
  const field = colon > 0 && colon <= maxLabel ? fieldOf(text.slice(0, colon).trim()) : undefined
  if (field !== undefined && besideText.has(field)) return isShort(text.slice(colon + 1))
  const left = withoutPrice(text.replace(phoneLike, ''))
  if (text.length <= 60 && isPlaceAlone(left.trim())) return true
  return text.length <= 60 && left !== text && !/\p{L}{3}/u.test(left.replace(/^[\p{L}.]{2,14}[\s.:]/u, ''))
}
