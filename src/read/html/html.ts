/** Reads HTML into the light document model: htmlparser2's tokenizer, a tree builder of our own; linear and bounded. */
import { Tokenizer } from 'htmlparser2'
import type { HtmlDocument } from './document.ts'
import { limits } from './html-tags.ts'
import { settleRegions } from './regions.ts'
import { TreeBuilder } from './tree-builder.ts'

/**
 * Parses a page; `xml` for one that is served as XHTML. Never throws on any text; time and memory grow with the text, up to the limits in html-tags.ts.
 * Our own builder, because htmlparser2's Parser keeps its open elements with `unshift` and looks them up with `indexOf`:
 * 100,000 nested elements are quadratic there (FAULTS B1).
 */
export function parseHtml(text: string, xml = false): HtmlDocument {
  const cut = text.length > limits.bytes ? text.slice(0, limits.bytes) : text
  const builder = new TreeBuilder(cut, xml)
  if (cut !== text) builder.note(`page over ${limits.bytes} characters, the rest not read`)
  const tokenizer = new Tokenizer({ xmlMode: xml, decodeEntities: true }, builder)
  tokenizer.write(cut)
  tokenizer.end()
  const document = builder.finish()
  settleRegions(document)
  return document
}
