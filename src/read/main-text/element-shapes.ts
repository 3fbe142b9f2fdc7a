/** What each element of a page holds, in flat arrays: its text and links, its likes beside it, what its names and those around it say. */
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { attribute } from '../html/document.ts'
import type { NameLean } from './name-lean.ts'

/** Sums over the blocks before each block: the value of blocks from..to is sums[to] - sums[from]. */
export interface BlockSums {
  readonly chars: Float64Array
  readonly links: Float64Array
  readonly prices: Float64Array
  readonly pictures: Float64Array
}

/** Arrays by element index. An index of another element is -1 where there is none. */
export interface ElementShapes {
  /** Elements of one make in one parent, this one included. */
  readonly alike: Int32Array
  /** The innermost element at or above this one with two likes or more beside it. */
  readonly item: Int32Array
  /** The one at or above it whose likes hold most text together. */
  readonly mainItem: Int32Array
  /** Text of an element and its likes. */
  readonly groupChars: Float64Array
  /** Links in that text. */
  readonly groupLinks: Float64Array
  /** The innermost element at or above with 300 letters, a tenth of the page's, two fifths of the page's. */
  readonly near: Int32Array
  readonly tenth: Int32Array
  readonly most: Int32Array
  /** Lean of the names at and above: all of them, the nearest more than the farther, the worst and the best. */
  readonly leanSum: Float32Array
  readonly leanNear: Float32Array
  readonly leanLeast: Float32Array
  readonly leanMost: Float32Array
  /** Bits of `around`. */
  readonly around: Int32Array
}

/** What stands around a block: tags and roles at or above its element. */
export const around = {
  main: 1,
  article: 2,
  list: 4,
  table: 8,
  header: 16,
  footer: 32,
  nav: 64,
  aside: 128,
  form: 256,
  button: 512,
  link: 1024,
  paragraph: 2048,
  item: 4096,
  section: 8192,
  label: 16384,
  figure: 32768,
  details: 65536,
  quote: 131072
} as const

const tagBits: ReadonlyMap<string, number> = new Map([
  ['main', around.main],
  ['article', around.article],
  ['ul', around.list],
  ['ol', around.list],
  ['dl', around.list],
  ['menu', around.nav],
  ['table', around.table],
  ['header', around.header],
  ['footer', around.footer],
  ['nav', around.nav],
  ['aside', around.aside],
  ['form', around.form],
  ['button', around.button],
  ['a', around.link],
  ['p', around.paragraph],
  ['li', around.item],
  ['section', around.section],
  ['label', around.label],
  ['legend', around.label],
  ['figure', around.figure],
  ['figcaption', around.figure],
  ['details', around.details],
  ['blockquote', around.quote]
])

const roleBits: ReadonlyMap<string, number> = new Map([
  ['main', around.main],
  ['article', around.article],
  ['navigation', around.nav],
  ['menu', around.nav],
  ['menubar', around.nav],
  ['banner', around.header],
  ['contentinfo', around.footer],
  ['complementary', around.aside],
  ['search', around.form],
  ['button', around.button],
  ['list', around.list]
])

/** The shapes of all elements; linear in them. */
export function elementShapes(
  document: HtmlDocument,
  sums: BlockSums,
  leanOf: (names: string) => NameLean
): ElementShapes {
  const { elements } = document
  const n = elements.length
  const shapes = {
    alike: new Int32Array(n),
    item: new Int32Array(n),
    mainItem: new Int32Array(n),
    groupChars: new Float64Array(n),
    groupLinks: new Float64Array(n),
    near: new Int32Array(n),
    tenth: new Int32Array(n),
    most: new Int32Array(n),
    leanSum: new Float32Array(n),
    leanNear: new Float32Array(n),
    leanLeast: new Float32Array(n),
    leanMost: new Float32Array(n),
    around: new Int32Array(n)
  }
  countAlikes(elements, sums, shapes)
  const total = sums.chars[document.blocks.length] as number
  for (let i = 0; i < n; i++) {
    const element = elements[i] as ElementRecord
    if (element.blockEnd === element.blockStart) continue
    inherit(shapes, i, element.parent, between(sums.chars, element), total)
    addNames(shapes, i, element, leanOf)
  }
  return shapes
}

/** The sum over the blocks of an element. */
export function between(sums: Float64Array, element: Pick<ElementRecord, 'blockStart' | 'blockEnd'>): number {
  return (sums[element.blockEnd] as number) - (sums[element.blockStart] as number)
}

type Shapes = { -readonly [name in keyof ElementShapes]: ElementShapes[name] }

function countAlikes(elements: readonly ElementRecord[], sums: BlockSums, shapes: Shapes): void {
  const groups = new Map<number, { count: number; chars: number; links: number }>()
  const own: ({ count: number; chars: number; links: number } | undefined)[] = []
  for (const element of elements) {
    if (element.blockEnd === element.blockStart) {
      own.push(undefined)
      continue
    }
    const key = element.parent * 4_294_967_296 + (element.kind >>> 0)
    const group = groups.get(key) ?? { count: 0, chars: 0, links: 0 }
    groups.set(key, group)
    group.count++
    group.chars += between(sums.chars, element)
    group.links += between(sums.links, element)
    own.push(group)
  }
  for (let i = 0; i < elements.length; i++) {
    const group = own[i]
    if (!group) continue
    shapes.alike[i] = group.count
    shapes.groupChars[i] = group.chars
    shapes.groupLinks[i] = group.links
  }
}

function inherit(shapes: Shapes, i: number, parent: number, chars: number, total: number): void {
  const above = (list: Int32Array): number => (parent < 0 ? -1 : (list[parent] as number))
  const isItem = (shapes.alike[i] as number) >= 3
  shapes.item[i] = isItem ? i : above(shapes.item)
  const held = above(shapes.mainItem)
  shapes.mainItem[i] =
    isItem && (held < 0 || (shapes.groupChars[i] as number) >= (shapes.groupChars[held] as number) * 0.8) ? i : held
  shapes.near[i] = chars >= 300 ? i : above(shapes.near)
  shapes.tenth[i] = chars >= total * 0.1 ? i : above(shapes.tenth)
  shapes.most[i] = chars >= total * 0.4 ? i : above(shapes.most)
}

function addNames(shapes: Shapes, i: number, element: ElementRecord, leanOf: (names: string) => NameLean): void {
  const { parent, tag } = element
  const above = (list: Float32Array): number => (parent < 0 ? 0 : (list[parent] as number))
  let bits = (parent < 0 ? 0 : (shapes.around[parent] as number)) | (tagBits.get(tag) ?? 0)
  let [sum, least, most] = [0, 0, 0]
  if (element.attributes.length > 0 && tag !== 'html' && tag !== 'body') {
    bits |= roleBits.get(attribute(element, 'role') ?? '') ?? 0
    for (const name of ['class', 'id'] as const) {
      const lean = leanOf(attribute(element, name) ?? '')
      sum += lean.sum
      least = Math.min(least, lean.least)
      most = Math.max(most, lean.most)
    }
  }
  shapes.around[i] = bits
  shapes.leanSum[i] = above(shapes.leanSum) + sum
  shapes.leanNear[i] = above(shapes.leanNear) * 0.6 + sum
  shapes.leanLeast[i] = Math.min(above(shapes.leanLeast), least)
  shapes.leanMost[i] = Math.max(above(shapes.leanMost), most)
}

/** Sums over blocks, where a block counts as priced when `isPriced` says so. */
export function blockSums(document: HtmlDocument, isPriced: (block: Block) => boolean): BlockSums {
  const n = document.blocks.length + 1
  const sums = {
    chars: new Float64Array(n),
    links: new Float64Array(n),
    prices: new Float64Array(n),
    pictures: new Float64Array(n)
  }
  for (const { block } of document.images)
    if (block >= 0 && block + 1 < n) sums.pictures[block + 1] = (sums.pictures[block + 1] as number) + 1
  for (let i = 0; i + 1 < n; i++) {
    const block = document.blocks[i] as Block
    sums.chars[i + 1] = (sums.chars[i] as number) + block.text.length
    sums.links[i + 1] = (sums.links[i] as number) + block.linkLength
    sums.prices[i + 1] = (sums.prices[i] as number) + (isPriced(block) ? 1 : 0)
    sums.pictures[i + 1] = (sums.pictures[i] as number) + (sums.pictures[i + 1] as number)
  }
  return sums
}
