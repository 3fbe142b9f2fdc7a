/** Reads adverts by the selectors of a source file; what no selector names is recognised as on any site. */
import type { AdvertReading, PageSelectors } from '../../model/page.ts'
import type { AdvertsFound } from './adverts-found.ts'
import { assembleAdvert, contactText } from './assemble.ts'
import type { Block } from '../html/document.ts'
import { attribute, joinBlocks, outside, region } from '../html/document.ts'
import type { Fields } from './fields.ts'
import type { FieldFound } from './field-words.ts'
import { readFields } from './fields.ts'
import type { FieldName } from './field-words.ts'
import { digest64 } from '../hash.ts'
import type { PageContext } from '../page/page-context.ts'
import { plainLength } from '../page/page-context.ts'
import { compileSelector, selectAll } from '../html/selectors.ts'

const fieldOf: readonly (readonly [keyof PageSelectors, FieldName])[] = [
  ['price', 'price'],
  ['place', 'city'],
  ['posted', 'posted'],
  ['account', 'account']
]

/**
 * Adverts where `advert` matches, else one for the page when `title` and `body` (those given) match. An `advert` selector
 * that matches nothing gives no adverts. Null when no usable selector is given: then the page is read as any other.
 */
export function readSelected(page: PageContext, selectors: PageSelectors): AdvertsFound | null {
  const { document } = page
  const chosen = (name: keyof PageSelectors): ReturnType<typeof compileSelector> => {
    const text = selectors[name]
    return text === undefined ? null : compileSelector(text)
  }
  const advert = chosen('advert')
  if (advert) {
    const places = outermost(page, selectAll(document, advert)).slice(0, 1000)
    const adverts = places.map((index) => readPlace(page, selectors, index, places.length === 1))
    return { adverts, isList: false, because: `${adverts.length} places match the advert selector` }
  }
  const needed = (['title', 'body'] as const).filter((name) => chosen(name))
  if (needed.length === 0) return null
  const all = needed.every((name) => selectAll(document, chosen(name) ?? []).length > 0)
  if (!all) return { adverts: [], isList: false, because: 'title or body selector matches nothing' }
  return { adverts: [readPlace(page, selectors, 0, true)], isList: false, because: 'title and body selectors match' }
}

function outermost(page: PageContext, indices: readonly number[]): number[] {
  const kept: number[] = []
  let end = 0
  for (const index of indices) {
    if (index < end) continue
    kept.push(index)
    end = page.document.elements[index]?.end ?? index + 1
  }
  return kept
}

function readPlace(page: PageContext, selectors: PageSelectors, place: number, only: boolean): AdvertReading {
  const { document } = page
  const element = document.elements[place]
  const from = element?.blockStart ?? 0
  const to = element?.blockEnd ?? document.blocks.length
  const pick = (name: keyof PageSelectors): number[] => {
    const selector = selectors[name] === undefined ? null : compileSelector(selectors[name] ?? '')
    return selector
      ? outermost(page, selectAll(document, selector, place, element?.end ?? document.elements.length))
      : []
  }
  const blocksOf = (indices: readonly number[]): number[] =>
    indices.flatMap((index) => {
      const one = document.elements[index]
      return one ? Array.from({ length: one.blockEnd - one.blockStart }, (_, n) => one.blockStart + n) : []
    })
  const titleAt = pick('title')[0]
  const bodyAt = pick('body')
  const own = fieldsBySelector(page, pick)
  const read = readFields(document, from, to, outside & ~(region.aside | region.control))
  const fields: Fields = { found: [...own, ...read.found], blocks: read.blocks }
  const title = titleAt === undefined ? titleIn(page, from, to, only) : textAt(page, titleAt)
  const body = bodyAt.length > 0 ? blocksOf(bodyAt) : prose(page, from, to, fields, title)
  const contactAt = blocksOf(pick('contact'))
  const rest = Array.from({ length: to - from }, (_, n) => from + n)
  const text =
    bodyAt.length > 0 && body.length === 0
      ? bodyAt.map((index) => textAt(page, index)).join('\n')
      : joinBlocks(document, body)
  const contact =
    contactAt.length > 0 ? joinBlocks(document, contactAt) : contactText(page, rest, new Set(body), { fields })
  const id = (element && (attribute(element, 'id') || attribute(element, 'data-id'))) ?? ''
  const key = only ? 'page' : id === '' ? digest64(`${title}\n${text}`) : id
  return assembleAdvert(page, { key, title, body: text, contact, fields, from, to, method: 'selectors' })
}

function fieldsBySelector(page: PageContext, pick: (name: keyof PageSelectors) => number[]): FieldFound[] {
  return fieldOf.flatMap(([name, field]) =>
    pick(name)
      .slice(0, 1)
      .map((index): FieldFound => {
        const element = page.document.elements[index]
        const written = element && (attribute(element, 'datetime') ?? attribute(element, 'content'))
        return {
          name: field,
          value: (written ?? textAt(page, index)).replace(/^[\p{L} ]{2,20}:\s*/u, ''),
          block: element?.blockStart ?? 0,
          strength: 4
        }
      })
  )
}

/** Text of an element: its blocks, or for an inline one the text kept for it, else the block it stands in. */
function textAt(page: PageContext, index: number): string {
  const { document } = page
  const element = document.elements[index]
  if (!element) return ''
  if (element.blockEnd > element.blockStart) {
    return joinBlocks(
      document,
      Array.from({ length: element.blockEnd - element.blockStart }, (_, n) => element.blockStart + n)
    )
  }
  const inline = document.inlines.find((one) => one.element === index)
  return (
    inline?.text ??
    document.links.find((link) => link.element === index)?.text ??
    document.blocks[element.blockStart]?.text ??
    ''
  )
}

function titleIn(page: PageContext, from: number, to: number, only: boolean): string {
  for (let i = from; i < to; i++)
    if ((page.document.blocks[i] as Block).heading > 0) return (page.document.blocks[i] as Block).text
  return only ? page.title.text : ((page.document.blocks[from] as Block | undefined)?.text ?? '').slice(0, 200)
}

function prose(page: PageContext, from: number, to: number, fields: Fields, title: string): number[] {
  const kept: number[] = []
  for (let i = from; i < to; i++) {
    const block = page.document.blocks[i] as Block
    if ((block.region & outside) !== 0 || fields.blocks.has(i) || block.text === title) continue
    if (plainLength(block) >= block.text.length * 0.4) kept.push(i)
  }
  return kept
}
