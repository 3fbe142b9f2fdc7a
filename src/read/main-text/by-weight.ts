/** The blocks that the weight of the text alone would call the main text: a first opinion, which the trees weigh with everything else. */
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { outside, region } from '../html/document.ts'

/** Indices of the blocks in the innermost element that holds most of the text, without regions that frame it. Linear, up to the depth. */
export function keptByWeight(document: HtmlDocument): ReadonlySet<number> {
  const { blocks, elements } = document
  const skip = believedRegions(blocks)
  const weights = new Float64Array(blocks.length + 1)
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block
    weights[i + 1] = (weights[i] as number) + ((block.region & skip) === 0 ? weightOf(block) : 0)
  }
  const holder = container(elements, weights)
  const from = holder?.blockStart ?? 0
  const to = holder?.blockEnd ?? blocks.length
  const labels = repeatedLabels(blocks, from, to)
  const kept = new Set<number>()
  for (let i = from; i < to; i++) {
    const block = blocks[i] as Block
    if ((block.region & skip) === 0 && !labels.has(block.text)) kept.add(i)
  }
  return kept
}

/*
 * The numbers below were chosen on 353 real pages (`baken bench wcxb`), each alone: the neighbours that were tried stand beside them.
 */
/** A region that holds this share of the text is the page's own matter (0.25: 0.759 over all; 0.35: 0.762; 0.5: 0.766). */
const ownShare = 0.5
/** A child with this share of its parent's text is the better container (0.75: 0.754 over all; 0.85: 0.766). */
const containerShare = 0.85
/** A container never holds less than this share of the whole page's text. */
const leastShare = 0.5
/** Labels of buttons and cells: so short, and so often on one page (never: forums 0.754; 3 times: 0.769). */
const labelChars = 30
const labelTimes = 3

/** Regions that a class name may claim for what is the page's own matter: the posts of a thread stand in "comments". */
const doubtful = [
  region.comments,
  region.aside,
  region.related,
  region.form,
  region.legal,
  region.promo,
  region.nav
] as const
const anyDoubtful = doubtful.reduce<number>((sum, bit) => sum | bit, 0)

/** The region bits that are left out: not those under which a large part of the page's text stands. */
function believedRegions(blocks: readonly Block[]): number {
  const under = new Map<number, number>(doubtful.map((bit) => [bit, 0]))
  let total = 0
  for (const block of blocks) {
    const bits = block.region & outside
    if ((bits & ~anyDoubtful) !== 0) continue
    const weight = weightOf(block)
    total += weight
    for (const bit of doubtful) if ((bits & bit) !== 0) under.set(bit, (under.get(bit) ?? 0) + weight)
  }
  let believed = outside
  for (const [bit, weight] of under) if (weight > total * ownShare) believed &= ~bit
  return believed
}

/** Prose weighs its length, links and short labels little. */
function weightOf(block: Block): number {
  const plain = block.text.length - block.linkLength
  return plain >= 40 ? plain : plain * 0.3 + block.linkLength * 0.1
}

/** Never a container: what stands beside a paragraph belongs with it. */
const prose = /^(?:p|h[1-6]|pre|li|dd|blockquote)$/

/** The innermost element that still holds most of the weight of its parent, down from the page; undefined for the page itself. */
function container(elements: readonly ElementRecord[], weights: Float64Array): ElementRecord | undefined {
  const inside = (element: ElementRecord): number =>
    (weights[element.blockEnd] as number) - (weights[element.blockStart] as number)
  const total = weights[weights.length - 1] as number
  let holder: ElementRecord | undefined
  let [from, end, weight] = [0, elements.length, total]
  for (;;) {
    const enough = Math.max(weight * containerShare, total * leastShare)
    let next = -1
    for (let i = from; i < end && next < 0; i = (elements[i] as ElementRecord).end)
      if (inside(elements[i] as ElementRecord) >= enough && !prose.test((elements[i] as ElementRecord).tag)) next = i
    if (next < 0 || total === 0) return holder
    holder = elements[next] as ElementRecord
    ;[from, end, weight] = [next + 1, holder.end, inside(holder)]
  }
}

function repeatedLabels(blocks: readonly Block[], from: number, to: number): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (let i = from; i < to; i++) {
    const { text } = blocks[i] as Block
    if (text.length <= labelChars) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, times]) => times >= labelTimes).map(([text]) => text))
}
