/** Whether an answer is read as a page: by its label and its first bytes, as browsers judge both. */

/**
 * True for what is read as a page or a list of addresses. A label that says nothing (none, no media type, `*` for a type, one of
 * unknown or packed bytes) leaves it to the content; one of a server's own handler does where the content begins as a page does.
 * Source: WHATWG MIME Sniffing, 5 (labels) and 7.1 (signatures of HTML). `head`: the first bytes as Latin-1.
 */
export function isReadable(contentType: string | undefined, head: string): boolean {
  if (isBinary(head)) return false
  const type = essenceOf(contentType ?? '')
  if (readable.test(type)) return true
  if (/^application\/(?:feed\+)?json$/.test(type)) return head.includes('jsonfeed.org/version')
  if (type === '' || unknown.test(type))
    return /<[a-z!?]/i.test(head) || /^\s*(?:\ufeff|\u00ef\u00bb\u00bf)?https?:\/\/\S/i.test(head)
  return !otherKinds.test(type) && pageSignature.test(head)
}

/** The last media type that is one, in lower case and without its parameters; empty when there is none. */
function essenceOf(contentType: string): string {
  for (const value of contentType.split(',').reverse()) {
    const type = (value.split(';')[0] ?? '').trim().toLowerCase()
    if (/^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/.test(type)) return type
  }
  return ''
}

const readable =
  /^(?:text\/html|application\/xhtml\+xml|application\/xml|text\/xml|text\/plain|application\/(?:rss|atom|rdf)\+xml)$/
const unknown =
  /^(?:\*\/\*|text\/\*|unknown\/unknown|application\/(?:unknown|octet-stream|force-download|x-download|download)|application\/(?:x-)?gzip)$/
/** Labels that browsers believe: what they say is no page, whatever it begins with. */
const otherKinds = /^(?:image|audio|video|font|model|multipart|message)\/|(?:script|css|json|calendar|csv|pdf|zip)/
const pageSignature =
  /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--|<\?xml|<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>])/i

/** Control bytes that no text has. */
function isBinary(head: string): boolean {
  return (
    /^(?:%PDF-|GIF8|\x89PNG|\xff\xd8\xff|PK\x03\x04|\x1f\x8b|RIFF)/.test(head) ||
    /[\0-\x08\x0e-\x1a]/.test(head.slice(0, 512).replace(/\0/g, ''))
  )
}
