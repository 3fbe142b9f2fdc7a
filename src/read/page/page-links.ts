/** Reads the links of a page and nothing else of it: for a crawl that leaves its adverts to a later run. */
import type { PageInput, PageLink } from '../../model/page.ts'
import type { Block } from '../html/document.ts'
import { outside } from '../html/document.ts'
import { readFeed } from './feed.ts'
import { hashText } from '../hash.ts'
import type { Canonicalise } from './links.ts'
import { baseOf, inEncoding, resolveLinks } from './links.ts'
import { otherLinks } from './other-links.ts'
import { plainLength } from './page-context.ts'
import { parsePage, type ParsedPage } from './parsed-page.ts'

export interface PageLinks {
  readonly links: readonly PageLink[]
  /** Hashes of its blocks of text outside menus and links, each once: what a page says that others may not. */
  readonly prose: readonly number[]
}

function isProse(block: Block): boolean {
  // The blanks between links are outside links as well.
  const plain = plainLength(block)
  return plain >= leastProse && plain >= block.text.length / 2 && (block.region & outside) === 0
}

/** Characters outside links from which a block counts as text. */
const leastProse = 40

/** The links of a page's markup, with those that it names elsewhere behind them. `canonical`: for the character set of the page. */
export function allLinks(
  input: PageInput,
  { document, decoded }: Extract<ParsedPage, { kind: 'html' }>,
  links: readonly PageLink[],
  canonical: Canonicalise
): readonly PageLink[] {
  const others = otherLinks(input, decoded.text, baseOf(document, input.url), links, canonical)
  return others.length === 0 ? links : [...links, ...others]
}

/** The links that `readPage` gives for the same input. Never throws on any bytes. */
export function pageLinks(input: PageInput, canonical: Canonicalise): PageLinks {
  const page = parsePage(input)
  if (page.kind === 'feed') return { links: readFeed(page.decoded.text, input.url, canonical).links, prose: [] }
  if (page.kind !== 'html') return { links: [], prose: [] }
  const { document, decoded } = page
  const inSet = inEncoding(canonical, decoded.name)
  const prose = new Set<number>()
  for (const block of document.blocks) if (isProse(block)) prose.add(hashText(block.text))
  return { links: allLinks(input, page, resolveLinks(document, input.url, inSet).links, inSet), prose: [...prose] }
}
