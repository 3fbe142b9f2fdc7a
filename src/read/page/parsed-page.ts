/** The bytes of an answer as a document: what reading a page whole and taking its links alone both begin with. */
import type { PageInput } from '../../model/page.ts'
import { decodeBody, type DecodedBody } from '../bytes/charset.ts'
import { isReadable } from '../bytes/media-type.ts'
import type { HtmlDocument } from '../html/document.ts'
import { limits } from '../html/html-tags.ts'
import { parseHtml } from '../html/html.ts'
import { looksLikeFeed } from './feed.ts'
import { kindOfStatus } from './kind.ts'

export type ParsedPage =
  /** No body, or one that is no text. */
  | { readonly kind: 'empty' | 'not-html' }
  | { readonly kind: 'feed'; readonly decoded: DecodedBody; readonly notes: readonly string[] }
  /** `notes`: what went over a limit before parsing; the document has its own. */
  | {
      readonly kind: 'html'
      readonly decoded: DecodedBody
      readonly document: HtmlDocument
      readonly notes: readonly string[]
    }

/** Never throws on any bytes. Under a status that says what a page is, a feed is a page as any other. */
export function parsePage(input: PageInput): ParsedPage {
  const contentType = input.headers['content-type']
  if (input.body.byteLength === 0) return { kind: 'empty' }
  if (!isReadable(contentType, headOf(input))) return { kind: 'not-html' }
  // A list of addresses has no tree to build: it is read as long as its protocol allows.
  const bytes = looksLikeFeed(headOf(input), input.url) ? feedBytes : limits.bytes
  const tooLong = input.body.byteLength > bytes
  const decoded = decodeBody(tooLong ? input.body.subarray(0, bytes) : input.body, contentType)
  const notes = tooLong ? [`body over ${bytes} bytes, the rest not read`] : []
  if (!kindOfStatus(input.status) && looksLikeFeed(decoded.text, input.url)) return { kind: 'feed', decoded, notes }
  const document = parseHtml(
    /text\/plain/i.test(contentType ?? '') ? asHtml(decoded.text) : decoded.text,
    /application\/xhtml\+xml/i.test(contentType ?? '')
  )
  return { kind: 'html', decoded, document, notes }
}

/** The sitemap protocol: 50 MB a file. */
export const feedBytes = 52_428_800

/** The first bytes of a body as text: what its content is judged by where nothing is declared. */
function headOf({ body }: PageInput): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(1024, body.byteLength)).toString('latin1')
}

/** Plain text keeps its lines. */
function asHtml(text: string): string {
  return /<(?:html|body|!doctype)[\s>]/i.test(text.slice(0, 2000))
    ? text
    : `<pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`
}
