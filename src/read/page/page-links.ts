/** Reads the links of a page and nothing else of it: for a crawl that leaves its adverts to a later run. */
import type { PageInput, PageLink } from '../../model/page.ts'
import { decodeBody } from '../bytes/charset.ts'
import type { Block } from '../html/document.ts'
import { outside } from '../html/document.ts'
import { looksLikeFeed, readFeed } from './feed.ts'
import { hashText } from '../hash.ts'
import { limits } from '../html/html-tags.ts'
import { parseHtml } from '../html/html.ts'
import { isReadable, kindOfStatus } from './kind.ts'
import type { Canonicalise } from './links.ts'
import { resolveLinks } from './links.ts'
import { plainLength } from './page-context.ts'
import { asHtml, headOf } from '../read.ts'

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
  const contentType = input.headers['content-type']
  if (input.body.byteLength === 0 || !isReadable(contentType, headOf(input))) return { links: [], prose: [] }
  const body = input.body.byteLength > limits.bytes ? input.body.subarray(0, limits.bytes) : input.body
  const { text } = decodeBody(body, contentType)
  if (!kindOfStatus(input.status) && looksLikeFeed(text, input.url))
    return { links: readFeed(text, input.url, canonical).links, prose: [] }
  const isPlain = /text\/plain/i.test(contentType ?? '')
  const document = parseHtml(isPlain ? asHtml(text) : text, /application\/xhtml\+xml/i.test(contentType ?? ''))
  const prose = new Set<number>()
  for (const block of document.blocks) if (isProse(block)) prose.add(hashText(block.text))
  return { links: resolveLinks(document, input.url, canonical).links, prose: [...prose] }
}
