/** The light model of an HTML page: elements in document order, blocks of text, links, pictures; flat arrays only. */

export interface ElementRecord {
  readonly tag: string
  /** Index of the parent; -1 for the first. */
  readonly parent: number
  /** First index after the subtree: the subtree of element i is i..end. */
  end: number
  /** The blocks of the subtree are blocks blockStart..blockEnd. */
  readonly blockStart: number
  blockEnd: number
  /** Name, value, name, value; only attributes that reading needs. */
  readonly attributes: readonly string[]
  /** Region bits that this element states itself; `settleRegions` adds those of its ancestors. */
  region: number
  /** Field bits from class, id and itemprop (see region-words.ts). */
  readonly hint: number
  /** Hash of tag and first telling class. */
  readonly kind: number
  /** Hash of the kinds from the root down to here. */
  readonly path: number
  readonly depth: number
}

/** A run of text between two block boundaries; `\n` where the page has a line break. */
export interface Block {
  /** Cut where the text of another advert begins (see siblings.ts). */
  text: string
  /** Index of the block-level element around it. */
  readonly element: number
  region: number
  /** 1 to 6 inside a heading, else 0. */
  readonly heading: number
  /** Characters inside links (not counting contact links). */
  linkLength: number
  /** Characters in bold at the start; equals the length when the whole block is bold. */
  readonly strongPrefix: number
  /** Characters at the start that are one link. */
  readonly linkPrefix: number
  /** Contact addresses (tel:, mailto:, wa.me and the like) that stand here, as written. */
  readonly contacts: readonly string[]
  /** ASCII digits in the text. */
  readonly digits: number
  /** Whether it states a way to reach someone; undefined until asked. */
  reach: boolean | undefined
}

export interface RawLink {
  readonly href: string
  readonly text: string
  readonly rel: string
  readonly from: 'a' | 'frame' | 'area' | 'next' | 'canonical' | 'refresh' | 'feed'
  readonly element: number
  /** Blocks finished before the link opened. */
  readonly block: number
  /** Where its text starts in that block. */
  readonly at: number
}

export interface RawImage {
  readonly src: string
  readonly alt: string
  readonly element: number
  readonly block: number
}

/** The text of an inline element that names a field (class, id, itemprop) or is a `<time>`. */
export interface InlineText {
  readonly element: number
  readonly block: number
  readonly text: string
}

export interface HtmlDocument {
  readonly elements: readonly ElementRecord[]
  readonly blocks: readonly Block[]
  readonly links: readonly RawLink[]
  readonly images: readonly RawImage[]
  readonly inlines: readonly InlineText[]
  readonly title: string
  /** name, property, http-equiv or itemprop (lower case) to content; the first wins. */
  readonly metas: ReadonlyMap<string, string>
  readonly base: string | null
  readonly language: string
  readonly jsonLd: readonly string[]
  /** Scripts that begin with the state of the page: an assignment of a value, or JSON alone. */
  readonly states: readonly string[]
  readonly passwordFields: number
  /** Signs of a challenge page in class, id or src: `recaptcha`, `turnstile`, ... */
  readonly challenges: readonly string[]
  readonly notes: readonly string[]
}

/** Region bits. A block's bits are those of all its ancestors. */
export const region = {
  nav: 1,
  header: 2,
  footer: 4,
  aside: 8,
  related: 16,
  comments: 32,
  cookie: 64,
  form: 128,
  legal: 256,
  promo: 512,
  noscript: 1024,
  ariaHidden: 2048,
  control: 4096,
  article: 8192,
  boilerplate: 16384,
  dialog: 32768
} as const

/** Regions whose text is never advert text. */
export const outside =
  region.nav |
  region.footer |
  region.aside |
  region.related |
  region.comments |
  region.cookie |
  region.form |
  region.legal |
  region.promo |
  region.noscript |
  region.control |
  region.boilerplate |
  region.dialog

/** The value of an attribute of an element, or undefined. */
export function attribute(element: ElementRecord, name: string): string | undefined {
  const list = element.attributes
  for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1]
  return undefined
}

/** Joins blocks to text, one line each; short cells of one table row or description pair share a line. */
export function joinBlocks(document: HtmlDocument, indices: Iterable<number>): string {
  let text = ''
  let last: Block | undefined
  for (const index of indices) {
    const block = document.blocks[index]
    if (!block) continue
    if (text !== '') text += last && sharesLine(document, last, block) ? ' ' : '\n'
    text += block.text
    last = block
  }
  return text
}

/** True when two neighbouring blocks are cells of one row, or a term and its description. */
export function sharesLine(document: HtmlDocument, first: Block, second: Block): boolean {
  if (first.text.length > 60 || second.text.length > 60) return false
  const left = document.elements[first.element]
  const right = document.elements[second.element]
  if (!left || !right || first.element === second.element) return false
  if (left.tag === 'dt' && right.tag === 'dd') return true
  return cell.test(left.tag) && cell.test(right.tag) && left.parent === right.parent
}

const cell = /^t[dh]$/
