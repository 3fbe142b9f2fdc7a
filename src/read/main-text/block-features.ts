/** Describes each block of a page in numbers: what it says, where it stands, what stands around and beside it. */
import type { Block, HtmlDocument } from '../html/document.ts'
import { region } from '../html/document.ts'
import { priceLike } from '../advert/field-words.ts'
import { around, between, blockSums, elementShapes } from './element-shapes.ts'
import type { BlockSums, ElementShapes } from './element-shapes.ts'
import type { NameLean } from './name-lean.ts'
import { kindSigns } from './kind-signs.ts'

const regionNames = Object.keys(region) as (keyof typeof region)[]
const aroundNames = Object.keys(around) as (keyof typeof around)[]
const ownNames = [
  'letters',
  'links',
  'digits',
  'heading',
  'bold',
  'sentences',
  'ends',
  'upper',
  'priced',
  'lines'
] as const
const placeNames = ['place', 'place-from-end', 'after-title', 'times', 'is-title', 'first-time', 'depth'] as const
const besideNames = [
  'before',
  'before-links',
  'before-heading',
  'after',
  'after-links',
  'after-heading',
  'before-2',
  'after-2',
  'run-links',
  'run-letters'
] as const
const holderNames = ['links', 'mean', 'share', 'prices', 'up'] as const
const holders = ['parent', 'near', 'tenth', 'most'] as const
const itemNames = ['alike', 'mean', 'share', 'links', 'prices', 'pictures', 'place'] as const
const items = ['item', 'main-item'] as const
const leanNames = ['lean', 'lean-near', 'lean-least', 'lean-most'] as const
const pageNames = [
  'page-letters',
  'page-links',
  'page-prose',
  'page-prices',
  'page-items',
  'page-is',
  'page-states',
  'by-weight'
] as const

/** Names of the numbers of a block, in their order. */
export const featureNames: readonly string[] = [
  ...ownNames,
  ...placeNames,
  ...besideNames,
  ...regionNames.map((name) => `region-${name}`),
  ...aroundNames.map((name) => `in-${name}`),
  ...leanNames,
  ...holders.flatMap((holder) => holderNames.map((name) => `${holder}-${name}`)),
  ...items.flatMap((item) => itemNames.map((name) => `${item}-${name}`)),
  ...pageNames
]

/** What the numbers of all blocks are made from. */
interface Page {
  readonly document: HtmlDocument
  readonly sums: BlockSums
  readonly shapes: ElementShapes
  readonly times: ReadonlyMap<string, number>
  readonly title: number
  readonly signs: readonly number[]
}

/**
 * A row of numbers for each block, one after the other, in the order of `featureNames`; `leanOf` reads class names,
 * `byWeight` is `keptByWeight`. Linear in the page.
 */
export function blockFeatures(
  document: HtmlDocument,
  url: string,
  leanOf: (names: string) => NameLean,
  byWeight: ReadonlySet<number>
): Float32Array {
  const { blocks } = document
  const sums = blockSums(document, (block) => block.digits > 0 && block.text.length < 60 && priceLike.test(block.text))
  const shapes = elementShapes(document, sums, leanOf)
  const times = new Map<string, number>()
  for (const { text } of blocks) times.set(text, (times.get(text) ?? 0) + 1)
  const title = titleBlock(document)
  const page: Page = { document, sums, shapes, times, title, signs: kindSigns(document, url, sums, shapes) }
  const rows = new Float32Array(blocks.length * featureNames.length)
  const seen = new Set<string>()
  let at = 0
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block
    at = put(rows, at, ownFeatures(block))
    at = put(rows, at, placeFeatures(page, i, !seen.has(block.text)))
    at = put(rows, at, besideFeatures(page, i))
    for (const name of regionNames) rows[at++] = (block.region & region[name]) === 0 ? 0 : 1
    const bits = shapes.around[block.element] ?? 0
    for (const name of aroundNames) rows[at++] = (bits & around[name]) === 0 ? 0 : 1
    for (const lean of [shapes.leanSum, shapes.leanNear, shapes.leanLeast, shapes.leanMost])
      rows[at++] = lean[block.element] ?? 0
    const parent = document.elements[block.element]?.parent ?? -1
    for (const element of [
      parent,
      shapes.near[block.element] ?? -1,
      shapes.tenth[block.element] ?? -1,
      shapes.most[block.element] ?? -1
    ])
      at = put(rows, at, holderFeatures(page, block, element))
    for (const list of [shapes.item, shapes.mainItem])
      at = put(rows, at, itemFeatures(page, i, list[block.element] ?? -1))
    at = put(rows, at, page.signs)
    rows[at++] = byWeight.has(i) ? 1 : 0
    seen.add(block.text)
  }
  return rows
}

function put(rows: Float32Array, at: number, values: readonly number[]): number {
  rows.set(values, at)
  return at + values.length
}

function titleBlock(document: HtmlDocument): number {
  const heads: number[] = []
  for (let i = 0; i < document.blocks.length; i++) if ((document.blocks[i] as Block).heading === 1) heads.push(i)
  const title = document.title.toLowerCase()
  return heads.find((i) => title.includes((document.blocks[i] as Block).text.toLowerCase())) ?? heads[0] ?? -1
}

function ownFeatures(block: Block): number[] {
  const { text } = block
  let sentences = 0
  let upper = 0
  let letters = 0
  let lines = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 65 && unit <= 90) upper++
    else if (unit >= 97 && unit <= 122) letters++
    else if (unit === 10) lines++
    else if (
      (unit === 46 || unit === 33 || unit === 63 || unit === 44) &&
      (i + 1 === text.length || text.charCodeAt(i + 1) <= 32)
    )
      sentences++
  }
  const last = text.charCodeAt(text.length - 1)
  return [
    Math.log2(1 + text.length),
    block.linkLength / text.length,
    block.digits / text.length,
    block.heading,
    block.strongPrefix / text.length,
    sentences,
    last === 46 || last === 33 || last === 63 || last === 58 ? 1 : 0,
    upper / Math.max(1, upper + letters),
    block.digits > 0 && text.length < 60 && priceLike.test(text) ? 1 : 0,
    lines
  ]
}

function placeFeatures({ document, sums, times, title }: Page, i: number, isFirst: boolean): number[] {
  const block = document.blocks[i] as Block
  const total = Math.max(1, sums.chars[document.blocks.length] as number)
  const before = sums.chars[i] as number
  const after = title < 0 ? 0 : before - (sums.chars[title] as number)
  const { text } = block
  return [
    before / total,
    total - before,
    after,
    times.get(text) ?? 1,
    i === title || (text.length > 8 && document.title.includes(text)) ? 1 : 0,
    isFirst ? 1 : 0,
    document.elements[block.element]?.depth ?? 0
  ]
}

function besideFeatures({ document, sums }: Page, i: number): number[] {
  const { blocks } = document
  const one = (j: number): [number, number, number] => {
    const block = blocks[j]
    return block ? [Math.log2(1 + block.text.length), block.linkLength / block.text.length, block.heading] : [0, 1, 0]
  }
  const size = (j: number): number => Math.log2(1 + (blocks[j]?.text.length ?? 0))
  const [from, to] = [Math.max(0, i - 5), Math.min(blocks.length, i + 6)]
  const chars = (sums.chars[to] as number) - (sums.chars[from] as number)
  const links = (sums.links[to] as number) - (sums.links[from] as number)
  return [
    ...one(i - 1),
    ...one(i + 1),
    size(i - 2),
    size(i + 2),
    links / Math.max(1, chars),
    Math.log2(1 + chars / (to - from))
  ]
}

function holderFeatures({ document, sums }: Page, block: Block, index: number): number[] {
  const element = document.elements[index]
  if (!element) return [0, 0, 0, 0, -1]
  const chars = between(sums.chars, element)
  const count = element.blockEnd - element.blockStart
  return [
    between(sums.links, element) / Math.max(1, chars),
    chars / Math.max(1, count),
    chars / Math.max(1, sums.chars[document.blocks.length] as number),
    between(sums.prices, element),
    (document.elements[block.element]?.depth ?? 0) - element.depth
  ]
}

function itemFeatures({ document, sums, shapes }: Page, i: number, index: number): number[] {
  const element = document.elements[index]
  if (!element) return [0, 0, 0, 0, 0, 0, 0]
  const alike = shapes.alike[index] as number
  const chars = shapes.groupChars[index] as number
  return [
    alike,
    chars / alike,
    chars / Math.max(1, sums.chars[document.blocks.length] as number),
    (shapes.groupLinks[index] as number) / Math.max(1, chars),
    between(sums.prices, element),
    between(sums.pictures, element),
    (i - element.blockStart) / Math.max(1, element.blockEnd - element.blockStart)
  ]
}
