/** Marks what a page shows of other adverts of its site: a link to a page of this page's own make, and the text that goes with it. */
import type { CanonicalUrl } from '../../model/ids.ts'
import { alikeTo } from '../site/address-shape.ts'
import type { Block, ElementRecord, HtmlDocument } from '../html/document.ts'
import { region } from '../html/document.ts'
import { labelOf } from './line-labels.ts'
import type { ResolvedLinks } from '../page/links.ts'
import type { PageContext } from '../page/page-context.ts'
import { comparable, plainLength } from '../page/page-context.ts'
import { hint } from '../html/region-words.ts'
import { findTitle, withoutSite } from './title.ts'
import { pagingLink } from '../page/wall-words.ts'

interface Sibling {
  readonly target: string
  /** Index of the link among the document's links. */
  readonly link: number
  readonly element: number
  readonly block: number
  /** Nearest links to another sibling before and after: an extent holds neither. */
  before: number
  after: number
  /** The largest element around the link that holds neither the title nor another sibling; -1 when there is none. */
  extent: number
}

/** More text than this before or after a link is not taken for the text of a teaser, in characters. */
const maxBefore = 300
const maxAfter = 600
const maxSiblings = 1_000

/** Opens a document for the steps of a reading: its title, and what belongs to other adverts marked. */
export function openPage(document: HtmlDocument, url: CanonicalUrl, links: ResolvedLinks, seenAt: string): PageContext {
  const siblings = siblingLinks(document, url, links)
  for (const one of siblings) {
    const block = document.blocks[one.block]
    if (block && block.linkLength >= block.text.length * 0.7) block.region |= region.related
  }
  const title = findTitle(document, url)
  return {
    document,
    url,
    links,
    seenAt,
    title,
    siblings: siblings.length === 0 ? 0 : markSiblings(document, siblings, title.block)
  }
}

/**
 * Marks the blocks and elements of such teasers as `related`: alone or many, with a box around them or not, under whatever
 * heading. Text in the middle of prose that happens to link to another advert stays. Returns how many other adverts have a
 * teaser here.
 */
function markSiblings(document: HtmlDocument, siblings: readonly Sibling[], title: number): number {
  for (const one of siblings) one.extent = largestExtent(document, one, title)
  const makes = new Map<number, Set<string>>()
  for (const one of siblings) {
    const path = document.elements[one.extent]?.path
    if (path === undefined) continue
    const targets = makes.get(path)
    if (targets) targets.add(one.target)
    else makes.set(path, new Set([one.target]))
  }
  const told = new Set<string>()
  siblings.forEach((one, i) => {
    const holder = document.elements[one.extent]
    const several =
      holder !== undefined && (makes.get(holder.path)?.size ?? 0) >= 2 && textBefore(document, holder, one) <= maxBefore
    const extent = several ? one.extent : loneExtent(document, one)
    const own = document.elements[extent]
    let chars = own && own.blockEnd > own.blockStart ? markElement(document, extent) : 0
    if (chars === 0) chars = markFlat(document, siblings, i, title)
    if (chars >= 20) told.add(one.target)
  })
  markHeadings(document, title)
  return told.size
}

/** A heading or bold line right over such text is the heading of it. */
function markHeadings(document: HtmlDocument, title: number): void {
  const { blocks } = document
  for (let i = blocks.length - 2; i >= 0; i--) {
    const block = blocks[i] as Block
    if (
      i === title ||
      (block.region & region.related) !== 0 ||
      ((blocks[i + 1] as Block).region & region.related) === 0
    )
      continue
    const headed = block.heading > 1 || (block.heading === 0 && block.strongPrefix >= block.text.length)
    if (headed && block.text.length <= 60 && labelOf(block.text) === null) block.region |= region.related
  }
}

/** Links to pages of the same make that are neither paging nor this page under another address. */
function siblingLinks(document: HtmlDocument, url: string, links: ResolvedLinks): Sibling[] {
  const alike = alikeTo(url)
  const verdicts = new Map<string, boolean>()
  for (const [i, link] of document.links.entries())
    if (link.from === 'canonical' && links.targets[i]) verdicts.set(links.targets[i], false)
  let own: string | undefined
  const found: Sibling[] = []
  for (let i = 0; i < document.links.length && found.length < maxSiblings; i++) {
    const link = document.links[i]
    const target = links.targets[i]
    if (!link || !target || link.from !== 'a') continue
    let verdict = verdicts.get(target)
    if (verdict === undefined) verdicts.set(target, (verdict = alike(target)))
    if (!verdict) continue
    const bits = document.elements[link.element]?.region ?? 0
    const block = document.blocks[link.block]
    if ((bits & (region.nav | region.footer | region.header)) !== 0 || pagingLink.test(link.text)) continue
    if (block && block.heading > 0) {
      own ??= comparable(withoutSite(document))
      if (block.heading === 1 || (own !== '' && comparable(link.text) === own)) continue
    }
    found.push({
      target,
      link: i,
      element: link.element,
      block: link.block,
      before: -1,
      after: document.elements.length,
      extent: -1
    })
  }
  for (let i = 1; i < found.length; i++) {
    const [last, one] = [found[i - 1] as Sibling, found[i] as Sibling]
    one.before = last.target === one.target ? last.before : last.element
  }
  for (let i = found.length - 2; i >= 0; i--) {
    const [one, next] = [found[i] as Sibling, found[i + 1] as Sibling]
    one.after = next.target === one.target ? next.after : next.element
  }
  return found
}

function largestExtent(document: HtmlDocument, one: Sibling, title: number): number {
  let best = -1
  for (let index = one.element; index > 0;) {
    const element = document.elements[index]
    if (!element || element.tag === 'body' || element.tag === 'html' || element.tag === 'main') break
    if (index <= one.before || element.end > one.after || holds(element, title)) break
    if (element.blockEnd > element.blockStart) best = index
    index = element.parent
  }
  return best
}

/** Words that run on into a link: it is part of a sentence, not the title of a teaser. */
const sentence = /\p{L}{2,}\s+\p{L}{2,}[^.:!?\n–-]*$/u

function holds(element: ElementRecord, block: number): boolean {
  return block >= element.blockStart && block < element.blockEnd
}

/** Characters of an element that stand before the link, those of headings left out. */
function textBefore(document: HtmlDocument, holder: ElementRecord, one: Sibling): number {
  let chars = 0
  for (let i = holder.blockStart; i < one.block; i++) {
    const block = document.blocks[i] as Block
    if (block.heading === 0) chars += block.text.length
    if (isReach(document, block)) chars += maxBefore
  }
  const link = document.elements[one.element]
  if (link && link.blockEnd > link.blockStart) return chars
  const lead = document.blocks[one.block]?.text.slice(0, document.links[one.link]?.at ?? 0) ?? ''
  return chars + (sentence.test(lead) ? maxBefore + 1 : lead.length)
}

/**
 * The extent of a teaser that has no likes: as large as it may be while the link opens it and what follows the link stays
 * short and is no contact of the advert itself.
 */
function loneExtent(document: HtmlDocument, one: Sibling): number {
  let best = -1
  for (let index = one.element; index >= 0;) {
    const element = document.elements[index]
    if (!element) break
    if (element.blockEnd > element.blockStart) {
      if (textBefore(document, element, one) > 40) break
      let after = 0
      for (let i = Math.max(one.block + 1, element.blockStart); i < element.blockEnd; i++) {
        const block = document.blocks[i] as Block
        after += isReach(document, block) ? maxAfter + 1 : block.text.length
      }
      if (after > maxAfter) break
      best = index
    }
    if (index === one.extent) break
    index = element.parent
    if (one.extent < 0) break
  }
  return best
}

/** What by its class or label is a way to reach the advertiser of this page. */
function isReach(document: HtmlDocument, block: Block): boolean {
  const own = document.elements[block.element]
  const bits = (own?.hint ?? 0) | (document.elements[own?.parent ?? -1]?.hint ?? 0)
  if ((bits & (hint.contact | hint.phone | hint.seller)) !== 0) return true
  const colon = block.text.indexOf(':')
  return labelOf(block.text) !== null || (colon > 0 && colon <= 32 && labelOf(block.text.slice(0, colon)) !== null)
}

/** Returns the characters outside links. */
function markElement(document: HtmlDocument, index: number): number {
  const element = document.elements[index] as ElementRecord
  let chars = 0
  for (let i = element.blockStart; i < element.blockEnd; i++) {
    const block = document.blocks[i] as Block
    block.region |= region.related
    chars += plainLength(block)
  }
  for (let i = index; i < element.end; i++) (document.elements[i] as ElementRecord).region |= region.related
  return chars
}

/** Without a box: the line that the link opens, and the blocks up to the next heading, the next sibling or the end. */
function markFlat(document: HtmlDocument, siblings: readonly Sibling[], index: number, title: number): number {
  const one = siblings[index] as Sibling
  const block = document.blocks[one.block]
  const link = document.links[one.link]
  if (!block || !link || one.block === title) return 0
  const headed =
    block.heading > 0 || (block.linkLength >= block.text.length * 0.7 && block.strongPrefix >= block.text.length)
  const whole = (block.region & region.related) !== 0
  let chars = 0
  if (!whole) {
    const cut = cutLine(block, link.at)
    if (cut === 0) return 0
    chars = Math.max(0, cut - link.text.length)
  }
  const container = document.elements[document.elements[block.element]?.parent ?? -1]
  const end = Math.min(container?.blockEnd ?? 0, title > one.block ? title : Infinity)
  const near = [siblings[index - 1], siblings[index + 1]]
  if (near.some((other) => other?.block === one.block && other.target !== one.target)) return chars
  const [previous, next] = near.map((other) =>
    other && container && holds(container, other.block) && opens(document, other) ? other : undefined
  )
  const bounded = next !== undefined && next.block < end
  const follows = previous !== undefined
  if (!bounded && !headed && !follows && !saidBefore(document, title, one.block)) return chars
  const stop = bounded ? next.block : end
  for (let i = one.block + 1, room = maxAfter; i < stop; i++) {
    const after = document.blocks[i] as Block
    room -= after.text.length
    if (after.heading > 0 || room < 0 || isReach(document, after)) break
    after.region |= region.related
    chars += plainLength(after)
  }
  return chars
}

/** True when a link begins its block: it may be the title of what follows. */
function opens(document: HtmlDocument, one: Sibling): boolean {
  return (document.links[one.link]?.at ?? 0) <= 3 || ((document.blocks[one.block]?.region ?? 0) & region.related) !== 0
}

/** Takes from a block the lines from the one that a link opens on; the whole block when little stands before. Returns characters. */
function cutLine(block: Block, at: number): number {
  const lineStart = block.text.lastIndexOf('\n', Math.max(0, at - 1)) + 1
  const lead = block.text.slice(lineStart, at)
  if (/[\p{L}\p{N}].{3}/u.test(lead) && !/^[^.!?]{1,30}:\s*$/.test(lead)) return 0
  const kept = block.text.slice(0, lineStart)
  const chars = block.text.length - lineStart
  if (kept.trim().length < 40) block.region |= region.related
  else {
    block.text = kept.trimEnd()
    block.linkLength = Math.min(block.linkLength, Math.max(0, block.linkLength - chars))
  }
  return chars
}

/** True when the page has said something of its own between its title and a block. */
function saidBefore(document: HtmlDocument, title: number, until: number): boolean {
  let chars = 0
  for (let i = title + 1; i < until && title >= 0; i++) {
    const block = document.blocks[i] as Block
    if ((block.region & region.related) === 0) chars += plainLength(block)
  }
  return chars >= 20
}
