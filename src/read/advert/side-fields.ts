/** Fields of the advert in a side column outside of the page's main part: label and value, or what class names call so. */
import type { Block } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import type { PageContext } from '../page/page-context.ts'
import { isPlaceOfSeller } from '../page/place-sources.ts'
import { isPlaceAlone } from '../page/place-value.ts'
import { hasContact } from '../page/page-context.ts'
import type { FieldFound, FieldName } from './field-words.ts'
import type { Fields } from './fields.ts'
import { readFields } from './fields.ts'

/** What a column states of the advert beside it; menus and lists of others state none of them. */
const ofAdvert: ReadonlySet<FieldName> = new Set(['price', 'city', 'phone', 'posted'])

const skip = (outside & ~(region.aside | region.control)) | region.header

export interface SideFields extends Fields {
  /** Blocks of the column that state a way to reach the advertiser. */
  readonly contacts: readonly number[]
}

const none: SideFields = { found: [], blocks: new Set(), contacts: [] }

/** Fields outside of blocks from..to, where a column states two or more different ones; none otherwise. Linear. */
export function sideFields(
  page: PageContext,
  { from, to }: { readonly from: number; readonly to: number }
): SideFields {
  const { document } = page
  if (from <= 0 && to >= document.blocks.length) return none
  const isSide = (i: number): boolean => ((document.blocks[i] as Block).region & region.aside) !== 0
  const found: FieldFound[] = []
  const blocks = new Set<number>()
  for (const [start, end] of [
    [0, from],
    [to, document.blocks.length]
  ] as const) {
    const read = readFields(document, start, end, skip)
    for (const field of read.found)
      if (ofAdvert.has(field.name) && field.strength >= 2 && isSide(field.block)) found.push(field)
    for (const i of read.blocks) if (isSide(i)) blocks.add(i)
  }
  for (let i = 0; i < document.blocks.length; i++)
    if ((i < from || i >= to) && isSide(i) && isPlaceOfSeller(page, i))
      found.push({ name: 'city', value: document.blocks[i]?.text ?? '', block: i, strength: 1 })
  const isSeller = found.some(({ strength }) => strength === 1)
  const isPlaced = found.some(({ name, value, strength }) => name === 'city' && strength >= 3 && isPlaceAlone(value))
  if (!isSeller && !isPlaced && new Set(found.map(({ name }) => name)).size < 2) return none
  const near = found.map(({ block }) => block)
  const [first, last] = [Math.min(...near) - 6, Math.max(...near) + 6]
  const contacts: number[] = []
  for (let i = Math.max(0, first); i <= last && i < document.blocks.length; i++) {
    const block = document.blocks[i] as Block
    if ((i < from || i >= to) && isSide(i) && (block.region & skip) === 0 && hasContact(block)) contacts.push(i)
  }
  return { found, blocks, contacts }
}
