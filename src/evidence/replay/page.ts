/** Rewrites a captured page into one that only draws: no script, no form, no frame, no address that anything could be asked of. Pure. */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import {
  blockElements,
  escaped,
  goneElements,
  insteadOf,
  keptAttributes,
  keptElements,
  pictureAttributes,
  pictureSets,
  setReferences,
  voidElements,
  type Gone
} from './markup.ts'
import { rewriteStyle, type SheetParts } from './sheet.ts'

export type PageTree = Tree.Document

/** Browsers go no deeper either; what costs the square of its depth stays cheap. */
const mostDepth = 512
export const mostPageChars = 4_000_000

class TooDeep extends Error {}

/** The tree of a page, or null where it is too long or too deep to be drawn. */
export function parsePage(html: string): PageTree | null {
  if (html.length > mostPageChars) return null
  let depth = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      if (++depth > mostDepth) throw new TooDeep()
    },
    onItemPop: () => void depth--
  }
  try {
    return parse(html, { treeAdapter, scriptingEnabled: false })
  } catch (error) {
    if (error instanceof TooDeep) return null
    throw error
  }
}

export interface PageReferences {
  /** Of each picture the addresses under which it may have been captured, the likeliest first. */
  readonly pictures: readonly (readonly string[])[]
  /** Style sheets of other addresses. */
  readonly sheets: readonly string[]
  /** Texts of sheets and of style attributes within the page. */
  readonly styles: readonly string[]
  /** What the page says its addresses are relative to. */
  readonly base: string | null
}

/** What a page would ask for, as it is written there. */
export function pageReferences(page: PageTree): PageReferences {
  const found = {
    pictures: [] as string[][],
    sheets: [] as string[],
    styles: [] as string[],
    base: null as string | null
  }
  for (const element of elementsOf(page)) {
    const style = valueOf(element, 'style')
    if (style !== null) found.styles.push(`a{${style}}`)
    if (isPicture(element)) found.pictures.push(candidates(element))
    else if (element.tagName === 'style') found.styles.push(textIn(element))
    else if (element.tagName === 'base') found.base ??= valueOf(element, 'href')
    else {
      const sheet = sheetOf(element)
      if (sheet !== null) found.sheets.push(sheet)
    }
  }
  return found
}

export interface PageParts {
  /** The picture under the first of these addresses that was captured; null where none is to be shown. */
  picture(candidates: readonly string[]): string | null
  /** The rewritten text of a sheet of another address; null where there is none. */
  sheet(reference: string): string | null
  /** The rewritten text of a sheet within the page. */
  style(text: string): string
  /** For style attributes. */
  readonly inline: SheetParts
  /** The texts with what has to be covered covered, each as long as before. A line end stands alone where words do not run on. */
  cover(texts: readonly string[]): readonly string[]
}

export interface WrittenPage {
  readonly html: string
  readonly removed: Readonly<Partial<Record<Gone, number>>>
}

/** Stands where a picture is not shown, with its own description behind it. */
const placeholder = '▨'

/** Markup, or a text by its place among all texts. */
type Piece = string | { readonly text: number }

interface Writing {
  readonly parts: PageParts
  readonly pieces: Piece[]
  readonly texts: string[]
  readonly removed: Partial<Record<Gone, number>>
}

/** Writes the page anew from what is allowed; nothing of the old markup is copied. */
export function writePage(page: PageTree, parts: PageParts): WrittenPage {
  const writing: Writing = { parts, pieces: ['<!doctype html>'], texts: [], removed: {} }
  for (const child of page.childNodes) if (defaultTreeAdapter.isElementNode(child)) writeRoot(child, writing)
  const covered = parts.cover(writing.texts)
  const html = writing.pieces.map((piece) => (typeof piece === 'string' ? piece : escaped(covered[piece.text] ?? '')))
  return { html: html.join(''), removed: writing.removed }
}

function writeRoot(element: Tree.Element, writing: Writing): void {
  const { pieces } = writing
  pieces.push('<html')
  writeAttributes(element, writing)
  pieces.push('><head><meta charset="utf-8">')
  const [head, ...rest] = element.childNodes.filter((node) => defaultTreeAdapter.isElementNode(node))
  for (const child of head?.childNodes ?? []) writeNode(child, writing)
  pieces.push('</head>')
  for (const child of rest) {
    if (child.tagName !== 'body') writeNode(child, writing)
    else {
      pieces.push('<body')
      writeAttributes(child, writing)
      pieces.push('>')
      for (const node of child.childNodes) writeNode(node, writing)
      pieces.push('</body>')
    }
  }
  pieces.push('</html>')
}

function writeNode(node: Tree.ChildNode, writing: Writing): void {
  if (defaultTreeAdapter.isTextNode(node)) return writeText(node.value, writing)
  if (!defaultTreeAdapter.isElementNode(node)) return
  const { tagName } = node
  const sheet = sheetOf(node)
  if (tagName === 'style' || sheet !== null) return writeSheet(node, sheet, writing)
  if (isPicture(node)) return writePicture(node, writing)
  if (tagName === 'input') return writeInput(node, writing)
  const gone = goneElements[tagName]
  if (tagName === 'meta' && /^refresh$/i.test(valueOf(node, 'http-equiv') ?? '')) count(writing, 'refreshes')
  if (gone !== undefined) return gone === null ? undefined : count(writing, gone)
  if (tagName === 'form') count(writing, 'forms')
  if (tagName === 'a' && valueOf(node, 'href') !== null) count(writing, 'links')
  writeElement(node, writing)
}

function writeElement(element: Tree.Element, writing: Writing): void {
  const { pieces } = writing
  const name = keptElements.has(element.tagName) ? element.tagName : (insteadOf[element.tagName] ?? 'span')
  const block = blockElements.has(element.tagName)
  if (block) writing.texts.push('\n')
  pieces.push(`<${name}`)
  writeAttributes(element, writing)
  pieces.push('>')
  if (voidElements.has(name)) return
  for (const child of element.childNodes) writeNode(child, writing)
  pieces.push(`</${name}>`)
  if (block) writing.texts.push('\n')
}

function writeAttributes(element: Tree.Element, writing: Writing): void {
  for (const { name, value } of element.attrs) {
    if (name.startsWith('on')) count(writing, 'handlers')
    else if (name === 'style') {
      const style = rewriteStyle(value, writing.parts.inline)
      if (style !== '') writing.pieces.push(` style="${escaped(style)}"`)
    } else if (name === 'title') writeSpoken(name, value, writing)
    else if (keptAttributes.has(name)) writing.pieces.push(` ${name}="${escaped(value)}"`)
  }
}

function writeText(text: string, { pieces, texts }: Writing): void {
  pieces.push({ text: texts.length })
  texts.push(text)
}

/** An attribute that people read: covered as the words of the page are, apart from those around it. */
function writeSpoken(name: string, value: string, writing: Writing): void {
  writing.texts.push('\n')
  writing.pieces.push(` ${name}="`)
  writeText(value.slice(0, 2_000), writing)
  writing.pieces.push('"')
  writing.texts.push('\n')
}

function writeSheet(element: Tree.Element, reference: string | null, { parts, pieces }: Writing): void {
  const css = reference === null ? parts.style(textIn(element)) : parts.sheet(reference)
  if (css === null || css === '') return
  const media = valueOf(element, 'media')
  // No sign of markup is left in a rewritten sheet; this holds even if one were.
  pieces.push(`<style${media === null ? '' : ` media="${escaped(media)}"`}>${css.replaceAll('<', '')}</style>`)
}

function writePicture(element: Tree.Element, writing: Writing): void {
  const shown = writing.parts.picture(candidates(element))
  writing.pieces.push(shown === null ? '<span' : `<img src="${escaped(shown)}" alt=""`)
  writeAttributes(element, writing)
  if (shown !== null) return void writing.pieces.push('>')
  writing.pieces.push(`>${placeholder} `)
  writing.texts.push('\n')
  writeText((valueOf(element, 'alt') ?? '').slice(0, 2_000), writing)
  writing.texts.push('\n')
  writing.pieces.push('</span>')
}

/** What a field shows, as words; what it keeps to itself is not shown. */
function writeInput(element: Tree.Element, writing: Writing): void {
  count(writing, 'forms')
  const type = (valueOf(element, 'type') ?? 'text').toLowerCase()
  if (/^(?:hidden|password|file)$/.test(type)) return
  const said = valueOf(element, 'value') ?? valueOf(element, 'placeholder') ?? ''
  writing.pieces.push('<span')
  writeAttributes(element, writing)
  writing.pieces.push('>')
  writing.texts.push('\n')
  writeText(said.slice(0, 2_000), writing)
  writing.texts.push('\n')
  writing.pieces.push('</span>')
}

function count({ removed }: Writing, what: Gone): void {
  removed[what] = (removed[what] ?? 0) + 1
}

function isPicture({ tagName, attrs }: Tree.Element): boolean {
  return (
    tagName === 'img' ||
    (tagName === 'input' && attrs.some(({ name, value }) => name === 'type' && /^image$/i.test(value)))
  )
}

/** Its own addresses, then those of the `source` elements beside it. */
function candidates(element: Tree.Element): string[] {
  const parent = element.parentNode
  const beside =
    parent !== null && defaultTreeAdapter.isElementNode(parent) && parent.tagName === 'picture'
      ? parent.childNodes.filter((node) => defaultTreeAdapter.isElementNode(node) && node.tagName === 'source')
      : []
  const own = pictureAttributes.flatMap((name) => valueOf(element, name) ?? [])
  const sets = [element, ...(beside as Tree.Element[])].flatMap((one) =>
    pictureSets.flatMap((name) => setReferences(valueOf(one, name) ?? ''))
  )
  return [...own, ...sets].slice(0, 20)
}

/** The address of the style sheet that a `link` asks for; null for any other element. */
function sheetOf(element: Tree.Element): string | null {
  if (element.tagName !== 'link') return null
  const relations = (valueOf(element, 'rel') ?? '').toLowerCase().split(/\s+/)
  return relations.includes('stylesheet') && !relations.includes('alternate') ? valueOf(element, 'href') : null
}

function valueOf(element: Tree.Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null
}

function textIn(element: Tree.Element): string {
  return element.childNodes.map((node) => (defaultTreeAdapter.isTextNode(node) ? node.value : '')).join('')
}

function* elementsOf(page: PageTree): Generator<Tree.Element> {
  const open: Tree.Node[] = [page]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('tagName' in node) yield node
    if ('childNodes' in node)
      for (let at = node.childNodes.length - 1; at >= 0; at--) open.push(node.childNodes[at] as Tree.Node)
  }
}
