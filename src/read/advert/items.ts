/** Finds what repeats on a page: blocks of one make, each with a title of its own; teasers of a list or whole adverts. */
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { outside, region } from '../html/document.ts'
import { hashText, mixHash } from '../hash.ts'
import { hint } from '../html/region-words.ts'

export interface Item {
  /** Blocks from..to of the page. */
  readonly from: number
  readonly to: number
  /** Its element; -1 when it is a run of siblings that a heading or a rule begins. */
  readonly element: number
  readonly title: number
}

export interface ItemGroup {
  readonly items: readonly Item[]
  /** Share of the page's own text (menus, footers and the like left out) that the items hold. */
  readonly coverage: number
}

/**
 * The repetitions of a page, most text first. Candidates: elements of one make at one place in the tree (two or more),
 * and runs of siblings that a repeated heading or `<hr>` begins. Kept: those with titles of one make in 70% of their items.
 * Linear in elements; at most 24 candidates are judged. Text in `skip` regions does not count.
 */
export function findItems(document: HtmlDocument, skip: number = outside): ItemGroup[] {
  const sums = textSums(document, skip)
  const total = sums[document.blocks.length] as number
  if (total === 0) return []
  const strict = [...elementCandidates(document, sums, false), ...runCandidates(document)]
  const groups: ItemGroup[] = []
  for (const ranges of strict) judge(document, ranges, sums, total, 2, groups)
  for (const ranges of elementCandidates(document, sums, true)) judge(document, ranges, sums, total, 3, groups)
  return groups.sort((a, b) => b.coverage - a.coverage || b.items.length - a.items.length)
}

type Range = Pick<Item, 'from' | 'to' | 'element'>

const foreign = outside & ~region.boilerplate & ~region.aside

function textSums(document: HtmlDocument, skip: number): Float64Array {
  const sums = new Float64Array(document.blocks.length + 1)
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i] as Block
    sums[i + 1] = (sums[i] as number) + ((block.region & skip) !== 0 ? 0 : block.text.length)
  }
  return sums
}

/** Elements with one path; `loose`: of one tag under parents of one path, whatever their class. */
function elementCandidates(document: HtmlDocument, sums: Float64Array, loose: boolean): Range[][] {
  const groups = new Map<number, number[]>()
  const { elements } = document
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as ElementRecord
    if (element.blockEnd === element.blockStart || (element.region & foreign) !== 0 || element.parent < 0) continue
    const key = loose ? mixHash(elements[element.parent]?.path ?? 0, hashText(element.tag)) : element.path
    const list = groups.get(key)
    if (list) list.push(i)
    else groups.set(key, [i])
  }
  const weighed: { text: number; list: number[] }[] = []
  for (const list of groups.values()) {
    if (list.length < 2) continue
    let text = 0
    for (const i of list) text += held(sums, elements[i] as ElementRecord)
    if (text > 0) weighed.push({ text, list })
  }
  return weighed
    .sort((a, b) => b.text - a.text)
    .slice(0, loose ? 6 : 12)
    .map(({ list }) =>
      list.map((i) => ({
        from: (elements[i] as ElementRecord).blockStart,
        to: (elements[i] as ElementRecord).blockEnd,
        element: i
      }))
    )
}

function held(sums: Float64Array, element: ElementRecord): number {
  return (sums[element.blockEnd] as number) - (sums[element.blockStart] as number)
}

const runTags = new Set(['h2', 'h3', 'h4', 'h5', 'hr', 'dt'])

/** Siblings in a row without a box of their own: split where a heading or a rule stands. */
function runCandidates(document: HtmlDocument): Range[][] {
  const starts = new Map<string, { parent: number; at: number[] }>()
  for (const element of document.elements) {
    if (!runTags.has(element.tag) || (element.region & foreign) !== 0) continue
    const key = `${element.parent} ${element.tag}`
    const found = starts.get(key)
    if (found) found.at.push(element.blockStart)
    else starts.set(key, { parent: element.parent, at: [element.blockStart] })
  }
  const candidates: Range[][] = []
  for (const [key, { parent, at }] of starts) {
    const rule = key.endsWith(' hr')
    if (at.length < (rule ? 1 : 2) || candidates.length >= 6) continue
    const holder = document.elements[parent]
    const last = holder ? holder.blockEnd : document.blocks.length
    const edges = rule ? [holder?.blockStart ?? 0, ...at, last] : [...at, last]
    const ranges: Range[] = []
    for (let i = 0; i + 1 < edges.length; i++) {
      const from = edges[i] as number
      const to = edges[i + 1] as number
      if (to > from) ranges.push({ from, to, element: -1 })
    }
    if (ranges.length >= 2) candidates.push(ranges)
  }
  return candidates
}

function judge(
  document: HtmlDocument,
  ranges: readonly Range[],
  sums: Float64Array,
  total: number,
  fewest: number,
  groups: ItemGroup[]
): void {
  const titled: { item: Item; make: string; size: number }[] = []
  const makes = new Map<string, number>()
  let count = 0
  for (const range of ranges) {
    const size = (sums[range.to] as number) - (sums[range.from] as number)
    if (size === 0) continue
    count++
    const title = titleOf(document, range.from, range.to)
    if (title < 0) continue
    const block = document.blocks[title] as Block
    const make = `${block.heading} ${document.elements[block.element]?.tag}`
    makes.set(make, (makes.get(make) ?? 0) + 1)
    titled.push({ item: { ...range, title }, make, size })
  }
  const [make, alike] = [...makes].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  if (alike < fewest || titled.length < count * 0.7 || alike < titled.length * 0.7) return
  const kept = titled.filter((one) => one.make === make)
  groups.push({ items: kept.map((one) => one.item), coverage: kept.reduce((sum, one) => sum + one.size, 0) / total })
}

/** Cut text: a teaser. */
const ellipsis = /(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$/

/** The block that titles an item: a heading, a block called title, a bold or linked first line; -1 when there is none. */
function titleOf(document: HtmlDocument, from: number, to: number): number {
  let fallback = -1
  const end = Math.min(to, from + 12)
  for (let i = from; i < end; i++) {
    const block = document.blocks[i] as Block
    if ((block.region & foreign) !== 0 || !/\p{L}|\p{N}/u.test(block.text)) continue
    if (block.heading > 0) return i
    if (((document.elements[block.element]?.hint ?? 0) & hint.title) !== 0) return i
    if (fallback >= 0) continue
    const firstLine = block.text.indexOf('\n') < 0 ? block.text.length : block.text.indexOf('\n')
    const bold = block.strongPrefix >= Math.min(firstLine, block.text.length) * 0.8 && block.strongPrefix >= 3
    if (block.linkPrefix >= 5 && block.linkPrefix <= 160 && ellipsis.test(block.text)) fallback = i
    else if (bold && block.strongPrefix <= 160) fallback = i
    else if (block.linkPrefix >= 5 && block.linkPrefix >= firstLine * 0.9 && block.linkPrefix <= 160) fallback = i
    else if (block.linkLength >= Math.max(3, block.text.length * 0.5) && block.text.length <= 160) fallback = i
  }
  return fallback
}
