/** The main text of a page: an article, the items of a list, the posts of a thread, a product with what it is made of; no menus, frames and panels. */
import { wordRows } from '../../text/word-lists.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import { joinBlocks } from '../html/document.ts'
import { blockFeatures } from './block-features.ts'
import { keptByWeight } from './by-weight.ts'
import { leanReader } from './name-lean.ts'
import { scoreOf } from './trees.ts'

/** Main text of a page, one line a block; empty when there is none. Each block is scored, then kept as `chosen` says. */
export function mainText(document: HtmlDocument, url: string): string {
  return joinBlocks(document, mainIndices(document, url))
}

/** The same as indices of blocks, in their order. */
export function mainIndices(document: HtmlDocument, url: string): number[] {
  const { blocks } = document
  if (blocks.length === 0) return []
  const byWeight = keptByWeight(document)
  const features = blockFeatures(document, url, leanOf(), byWeight)
  const scores = Float64Array.from(blocks, (_, i) => scoreOf(features, i))
  return mainBlocks(document, scores, byWeight)
}

/** Indices of the blocks of the main text, by the scores of all blocks (log odds of being wanted) and by weight. */
export function mainBlocks(document: HtmlDocument, scores: Float64Array, byWeight: ReadonlySet<number>): number[] {
  const seen = new Set<string>()
  return chosen(document, pulled(document, settled(document, scores), byWeight)).filter((i) => {
    const { text } = document.blocks[i] as Block
    if (text.length < shownTwice) return true
    const isFirst = !seen.has(text)
    seen.add(text)
    return isFirst
  })
}

/** Letters from which a text that stands there twice is one text: a page for narrow screens repeats the page for wide ones. */
const shownTwice = 25

let reader: ReturnType<typeof leanReader> | undefined

/** Reads class names by `data/words/any/main-names.tsv`. */
function leanOf(): ReturnType<typeof leanReader> {
  reader ??= leanReader(new Map(wordRows('main-names').map(({ word, value }) => [word, Number(value)])))
  return reader
}

/** Letters up to which a page is judged by weight alone, and from which the trees judge it: they were learned from large pages. */
const small = 3_000
const large = 8_000
/** What the weight of the text adds to a score on a small page, and on a large one. */
const pull = { small: 9, large: 0.3 } as const

/** Scores with what the weight of the text says of each block. */
function pulled({ blocks }: HtmlDocument, scores: Float64Array, byWeight: ReadonlySet<number>): Float64Array {
  const chars = blocks.reduce((sum, { text }) => sum + text.length, 0)
  const share = Math.min(1, Math.max(0, (large - chars) / (large - small)))
  const by = pull.large + (pull.small - pull.large) * share ** 2
  return scores.map((score, i) => score * (share === 1 ? 0.1 : 1) + (byWeight.has(i) ? by : -by))
}

/** A block is judged with those of its make, which are kept or left together, and with those beside it. */
const share = { own: 0.3, make: 0.4, beside: 0.3 } as const
/** Blocks on either side that count as beside. */
const reach = 4

/** Scores after each was held against its likes and its neighbours; longer texts count for more. */
function settled({ blocks, elements }: HtmlDocument, scores: Float64Array): Float64Array {
  const weights = Float64Array.from(blocks, ({ text }) => Math.sqrt(text.length + 1))
  const makes = new Map<number, { sum: number; weight: number }>()
  const makeOf = ({ element }: Block): number => elements[element]?.path ?? 0
  for (const [i, block] of blocks.entries()) {
    const make = makes.get(makeOf(block)) ?? { sum: 0, weight: 0 }
    make.sum += (scores[i] as number) * (weights[i] as number)
    make.weight += weights[i] as number
    makes.set(makeOf(block), make)
  }
  return Float64Array.from(blocks, (block, i) => {
    let [sum, weight] = [0, 0]
    for (let j = Math.max(0, i - reach); j < Math.min(blocks.length, i + reach + 1); j++) {
      const near = (weights[j] as number) / (1 + Math.abs(i - j))
      sum += (scores[j] as number) * near
      weight += near
    }
    const make = makes.get(makeOf(block))
    const ofMake = make === undefined ? 0 : make.sum / make.weight
    return share.own * (scores[i] as number) + share.make * ofMake + (share.beside * sum) / weight
  })
}

/** Blocks less sure than the threshold of the greatest expected F1 are left out; a bit more (1: 0.780, 1.2: 0.785). */
const strictness = 1.1

/**
 * Indices of the blocks to keep, in their order: those that make the expected F1 of the whole greatest, when a score is the log odds of being
 * wanted. A page of which nothing is sure keeps its least unsure part so.
 */
function chosen({ blocks }: HtmlDocument, scores: Float64Array): number[] {
  const sure = scores.map((score) => 1 / (1 + Math.exp(-score)))
  const sizes = Float64Array.from(blocks, ({ text }) => text.length)
  const order = [...sure.keys()].sort((a, b) => (sure[b] as number) - (sure[a] as number))
  let all = 0
  for (const i of order) all += (sure[i] as number) * (sizes[i] as number)
  let [wanted, kept, best] = [0, 0, 0]
  for (const i of order) {
    wanted += (sure[i] as number) * (sizes[i] as number)
    kept += sizes[i] as number
    best = Math.max(best, (2 * wanted) / (kept + all))
  }
  const least = Math.min((best / 2) * strictness, sure[order[0] ?? 0] ?? 0)
  return [...sure.keys()].filter((i) => (sure[i] as number) >= least)
}
