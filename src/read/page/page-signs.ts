/** Asks of a page what tells an advert from a list: a control to reply, links to further pages, headings that lead elsewhere. */
import { outside, region } from '../html/document.ts'
import { anyPattern } from '../../text/word-lists.ts'
import { statesPrice } from '../advert/field-words.ts'
import type { PageContext } from './page-context.ts'
import { plainLength } from './page-context.ts'
import { pagingLink, isReplyControl } from './wall-words.ts'

/** A heading in the text that is a link as a whole: the text under it is a teaser. */
export function hasLinkedHeading(page: PageContext, used: ReadonlySet<number>): boolean {
  const { document, links } = page
  return document.links.some((link, i) => {
    const target = links.targets[i]
    if (!target || target === page.url || link.from !== 'a') return false
    const block = document.blocks[link.block]
    return (
      block !== undefined &&
      block.heading > 1 &&
      (block.region & outside) === 0 &&
      block.linkLength >= block.text.length * 0.7 &&
      (used.has(link.block + 1) || used.has(link.block + 2))
    )
  })
}

/** True when the page has a control by which one replies to an advert. */
export function hasReply(page: PageContext): boolean {
  const skip = outside & ~(region.control | region.form | region.aside | region.dialog)
  return page.document.blocks.some(
    (block) =>
      block.text.length <= 60 &&
      (block.region & skip) === 0 &&
      ((block.region & (region.control | region.form)) !== 0 ||
        plainLength(block) < block.text.length * 0.5 ||
        block.heading > 0) &&
      isReplyControl(block.text)
  )
}

const cartWords = new RegExp(`^\\W{0,3}(?:${anyPattern('cart-controls')})(?!\\p{L})`, 'iu')

/** True when the page has a control that lays something in a cart: a shop shows its goods. */
export function hasCart({ document }: PageContext): boolean {
  return document.blocks.some(({ text }) => text.length <= 60 && cartWords.test(text))
}

/** Prices of so many amounts stand on a list. */
const manyPrices = 6

/** True when short lines outside of menus and related sections state many different prices. */
export function statesManyPrices({ document }: PageContext): boolean {
  const amounts = new Set<string>()
  for (const { text, region: where } of document.blocks) {
    if (text.length > 40 || (where & outside) !== 0 || !statesPrice(text)) continue
    amounts.add(text.replace(/\D/g, ''))
    if (amounts.size >= manyPrices) return true
  }
  return false
}

/** True when links lead to other pages of one list. */
export function isPaged(page: PageContext): boolean {
  let pages = 0
  for (const link of page.document.links) {
    if (link.from === 'next') return true
    if (
      link.text.length <= 20 &&
      pagingLink.test(link.text.trim()) &&
      /page|pagina|seite|[?&/]p|start|offset|\d/i.test(link.href)
    )
      pages++
  }
  return pages >= 3
}
