/** Reads the links of a page and nothing else of it: for a crawl that leaves its adverts to a later run. */
import type { PageInput, PageLink } from '../../model/page.ts'
import type { Block } from '../html/document.ts'
import { outside } from '../html/document.ts'
import { readFeed } from './feed.ts'
import { hashText } from '../hash.ts'
import type { Canonicalise } from './links.ts'
import { resolveLinks } from './links.ts'
import { plainLength } from './page-context.ts'
import { parsePage } from './parsed-page.ts'

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

/** The links that `readPage` gives for the same input. Never throws on any bytes. */
export function pageLinks(input: PageInput, canonical: Canonicalise): PageLinks {
  const page = parsePage(input)
  if (page.kind === 'feed') return { links: readFeed(page.decoded.text, input.url, canonical).links, prose: [] }
  if (page.kind !== 'html') return { links: [], prose: [] }
  const { document } = page
  const prose = new Set<number>()
  for (const block of document.blocks) if (isProse(block)) prose.add(hashText(block.text))
  return { links: resolveLinks(document, input.url, canonical).links, prose: [...prose] }
}
