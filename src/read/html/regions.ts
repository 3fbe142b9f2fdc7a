/** Settles which region each block stands in: what elements say of themselves, doubted where it would hide the page. */
import type { Block, ElementRecord, HtmlDocument } from './document.ts'
import { outside, region } from './document.ts'
import { isDescriptionHeading, sectionOfHeading } from '../page/section-words.ts'

/**
 * Passes region bits down from ancestors to descendants and to blocks. A class name that would hide more than 60% of the
 * page's text, or its h1, is not believed (`<div class="sidebar-layout">`). Headings such as "Vergelijkbare advertenties"
 * set the region of what follows them in the same container.
 */
export function settleRegions(document: HtmlDocument): void {
  const { elements, blocks } = document
  const sums = new Float64Array(blocks.length + 1)
  let h1 = -1
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block
    sums[i + 1] = (sums[i] as number) + block.text.length - block.linkLength
    if (h1 < 0 && block.heading === 1) h1 = i
  }
  const total = sums[blocks.length] as number
  for (const element of elements) {
    const own = element.region
    const inherited = elements[element.parent]?.region ?? 0
    const bits = own === 0 ? 0 : believed(element, own, sums, total, h1)
    element.region =
      inherited | ((bits & region.comments) !== 0 && isDescribed(document, element) ? bits & ~region.comments : bits)
  }
  for (const block of blocks) block.region = elements[block.element]?.region ?? 0
  applyHeadings(document)
}

/** A box that opens with the heading of a description holds one, whatever its class: sellers comment on what they sell. */
function isDescribed({ blocks }: HtmlDocument, element: ElementRecord): boolean {
  const first = blocks[element.blockStart]
  return first !== undefined && element.blockEnd > element.blockStart + 1 && isDescriptionHeading(first)
}

const named = region.nav | region.footer | region.aside | region.form

function believed(element: ElementRecord, own: number, sums: Float64Array, total: number, h1: number): number {
  if (element.tag === 'html' || element.tag === 'body') return 0
  const bits = element.tag === 'main' || element.tag === 'article' ? own & ~outside : own
  if ((bits & (outside | region.header)) === 0) return bits
  const inside = (sums[element.blockEnd] as number) - (sums[element.blockStart] as number)
  const byTag =
    element.tag === 'nav' || element.tag === 'footer' || element.tag === 'aside' || element.tag === 'noscript'
  const hidesTitle = h1 >= element.blockStart && h1 < element.blockEnd && (bits & ~region.header) !== 0
  if (byTag && !hidesTitle) return bits
  if (inside > total * 0.6 && (total > 200 || element.tag === 'form')) return bits & ~(outside | region.header)
  return hidesTitle ? bits & ~(named | outside) : bits
}

/** A heading that names a foreign section marks the blocks up to the next heading of its rank, inside its container. */
function applyHeadings(document: HtmlDocument): void {
  const { blocks, elements } = document
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block
    const looksLikeHeading = block.heading > 0 || (block.strongPrefix === block.text.length && block.text.length < 60)
    if (!looksLikeHeading || block.heading === 1 || block.text.length > 80) continue
    const bits = sectionOfHeading(block.text)
    if (bits === 0) continue
    const end = sectionEnd(elements, block)
    for (let j = i; j < blocks.length && j < end; j++) {
      const next = blocks[j] as Block
      if (j > i && next.heading > 0 && next.heading <= (block.heading || 6) && sectionOfHeading(next.text) !== bits)
        break
      next.region |= bits
    }
  }
}

/** The end of the smallest ancestor that holds more than the heading itself. */
function sectionEnd(elements: readonly ElementRecord[], block: Block): number {
  let index = block.element
  for (let steps = 0; steps < 6; steps++) {
    const element = elements[index]
    if (!element) return Number.MAX_SAFE_INTEGER
    if (element.blockEnd - element.blockStart > 1) return element.blockEnd
    index = element.parent
  }
  return Number.MAX_SAFE_INTEGER
}
