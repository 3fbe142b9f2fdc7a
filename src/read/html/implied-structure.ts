/** Which open elements a start tag or a text ends although no end tag says so: head, select, and HTML inside svg or math (HTML Standard 13.2.6). */
import { blockTags, scopeTags, tableTags } from './html-tags.ts'

/** An open element as far as these rules look at it. */
export interface OpenTag {
  readonly tag: string
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Start tags that stay in the head; any other one ends it (13.2.6.4.4). */
const headTags = set('base basefont bgsound link meta title script style noscript noframes template head html')
/** Start tags that end svg and math (13.2.6.5). */
const breakoutTags = set(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ' +
    'ruby s small span strong strike sub sup table tt u ul var'
)
/** Start tags that end a select: what nobody can choose. */
const selectEnds = set('input keygen textarea select')
/** HTML stands inside these elements of svg and math as it does in the body. */
const integrationPoints = set('foreignobject desc title annotation-xml')
const foreignRoots = set('svg math')

/** How many of the open elements, counted from the innermost, a start tag ends; 0 when none. */
export function endedByTag(open: readonly OpenTag[], tag: string): number {
  const last = open.length - 1
  const top = open[last]?.tag
  if (top === 'head') return headTags.has(tag) ? 0 : 1
  if (top === 'noscript' && open[last - 1]?.tag === 'head') return headTags.has(tag) ? 0 : 2
  if (selectEnds.has(tag)) {
    const from = lastIndexOf(open, 'select', 3)
    if (from >= 0) return open.length - from
  }
  if (breakoutTags.has(tag)) {
    const root = foreignRoot(open)
    if (root >= 0) return open.length - root
  }
  return 0
}

/** How many of the open elements end because a start tag closes some of them unsaid, as `<li>` does an open `<li>`. */
export function impliedEnds(open: readonly OpenTag[], closes: ReadonlySet<string> | undefined): number {
  let ends = 0
  if (!closes) return ends
  for (let i = open.length - 1; i >= 0; i--) {
    const { tag } = open[i] as OpenTag
    if (closes.has(tag)) ends = open.length - i
    else if (blockTags.has(tag)) break
  }
  return ends
}

/**
 * What an end tag does: how many elements it ends, counted from the innermost, or which single one it takes out of the middle
 * (`<b><div></b>`: the inline element ends, the block around the cursor stays open); `removes` is -1 when none.
 */
export function endedByEndTag(
  open: readonly OpenTag[],
  tag: string
): { readonly ends: number; readonly removes: number } {
  const inline = !blockTags.has(tag)
  let misnested = false
  for (let i = open.length - 1; i >= 0; i--) {
    const one = (open[i] as OpenTag).tag
    if (one === tag) return misnested ? { ends: 0, removes: i } : { ends: open.length - i, removes: -1 }
    if (scopeTags.has(one) && (misnested || (!tableTags.has(tag) && tag !== 'template'))) break
    if (inline && blockTags.has(one)) misnested = true
  }
  return { ends: 0, removes: -1 }
}

/** True when a text that is not white space ends the innermost element: a head has no text. */
export function endedByText(open: readonly OpenTag[]): boolean {
  return open[open.length - 1]?.tag === 'head'
}

/** True inside svg or math, where `<title/>` and `<style/>` close themselves. */
export function isForeign(open: readonly OpenTag[]): boolean {
  return foreignRoot(open) >= 0
}

/** Index of the svg or math element whose rules hold here; -1 outside, and inside an element that takes HTML. */
function foreignRoot(open: readonly OpenTag[]): number {
  for (let i = open.length - 1; i >= 0 && i >= open.length - 64; i--) {
    const tag = (open[i] as OpenTag).tag
    if (foreignRoots.has(tag)) return i
    if (integrationPoints.has(tag) && lastIndexOf(open, 'svg', 64) >= 0) return -1
  }
  return -1
}

function lastIndexOf(open: readonly OpenTag[], tag: string, within: number): number {
  for (let i = open.length - 1; i >= 0 && i >= open.length - within; i--) if (open[i]?.tag === tag) return i
  return -1
}

/**
 * True for an element that is silent elsewhere and shown here: text of a drawing that is shown itself, what stands in for frames, which are
 * pages of their own, the tree of a custom element, a field of text that takes none.
 */
export function isShownHere(
  tag: string,
  open: readonly (OpenTag & { readonly silent: boolean })[],
  attributes: readonly string[]
): boolean {
  if (tag === 'noframes') return open.some((one) => one.tag === 'frameset')
  if (tag === 'template') return attributes.includes('shadowrootmode') && !(open[open.length - 1]?.silent ?? false)
  if (tag === 'textarea') return attributes.includes('readonly') && !(open[open.length - 1]?.silent ?? false)
  return (tag === 'text' || tag === 'foreignobject') && isShownInDrawing(open)
}

/** Parts of a drawing that are never drawn where they stand. */
const undrawn = set('defs symbol title desc metadata style script template mask clippath pattern marker')

/** True where the text of a drawing is shown: its svg stands in shown text, and nothing between hides it. False outside of drawings. */
function isShownInDrawing(open: readonly (OpenTag & { readonly silent: boolean })[]): boolean {
  for (let i = open.length - 1; i >= 0; i--) {
    const { tag, silent } = open[i] as OpenTag & { readonly silent: boolean }
    if (tag === 'svg') return !(open[i - 1]?.silent ?? false)
    if (!silent || undrawn.has(tag)) return false
  }
  return false
}

/** True when source[start..end] is white space only. */
export function isBlank(source: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (source.charCodeAt(i) > 32) return false
  return true
}
