/** The text of goods in a shop: their data hold a teaser where the page itself says what they are, in several panels. */
import type { Block, HtmlDocument } from '../html/document.ts'
import { attribute, joinBlocks } from '../html/document.ts'
import { mainIndices } from './main-text.ts'
import type { StructuredAdvert } from '../advert/stated/structured.ts'
import { plainLength } from '../page/page-context.ts'

/** How much more the page must say before its text stands for the teaser. */
const clearlyMore = 1
const leastMore = 100

/**
 * The text of the page below the title of its goods, when it says clearly more than `body`, the description as it was read; else `body`.
 * `title`: the block of the title, -1 when none shows it. Texts that the page repeats count once.
 */
export function goodsText(document: HtmlDocument, url: string, title: number, body: string): string {
  const seen = new Set<string>()
  const kept: number[] = []
  for (const i of mainIndices(document, url)) {
    const block = document.blocks[i] as Block
    if (i <= title || seen.has(block.text)) continue
    seen.add(block.text)
    kept.push(i)
  }
  const prose = kept.reduce((sum, i) => {
    const plain = plainLength(document.blocks[i] as Block)
    return plain >= leastProse ? sum + plain : sum
  }, 0)
  return prose > body.length * clearlyMore + leastMore ? joinBlocks(document, kept) : body
}

/** Letters from which a block is a text and no label or button. */
const leastProse = 40

/** True when structured data name what only goods have: a brand, a number of the maker or of the trade, a model, a rating. */
export function statesGoods(document: HtmlDocument, method: StructuredAdvert['method']): boolean {
  if (method === 'json-ld') return document.jsonLd.some((script) => markInData.test(script))
  return method === 'microdata' && document.elements.some((one) => marks.has(attribute(one, 'itemprop') ?? ''))
}

const names = ['brand', 'mpn', 'gtin', 'gtin8', 'gtin12', 'gtin13', 'gtin14', 'model', 'aggregateRating'] as const
const marks: ReadonlySet<string> = new Set(names)
const markInData = new RegExp(`"(?:${names.join('|')})"\\s{0,3}:`)
