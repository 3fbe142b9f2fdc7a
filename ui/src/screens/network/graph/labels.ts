/** Which things of a drawing have room for their name, and where it stands: what is chosen first, then the largest, none over another. Pure. */
import type { Drawn } from '../model/drawing.ts'
import type { Fold } from '../model/folds.ts'

export interface Label {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly text: string
}

const most = 28

/** Names of things, and of folds that are open. */
export interface Labels {
  readonly names: readonly Label[]
  readonly captions: readonly Label[]
}

/** What of the drawing is in view, in its own measure. */
export interface Sheet {
  readonly left: number
  readonly right: number
}

const everywhere: Sheet = { left: -Infinity, right: Infinity }

/** `scale`: pixels of the screen for one of the drawing; `first`: ids that get their name before others. A name at the edge of `sheet` stands where it is whole. */
export function labelsOf(
  { nodes, opened }: { readonly nodes: readonly Drawn[]; readonly opened: readonly Fold[] },
  scale: number,
  first: ReadonlySet<string>,
  words: { node(node: Drawn): string; fold(fold: Fold): string },
  sheet: Sheet = everywhere
): Labels {
  const rank = (node: Drawn): number =>
    (first.has(node.id) ? 1e6 : 0) +
    (node.sort === 'shared' ? 1000 : node.sort === 'fold' ? 500 : 0) +
    node.adverts.length
  const boxes: Box[] = nodes.map((node) => boxAround(node, scale))
  const names: Label[] = []
  const captions: Label[] = []
  for (const node of nodes.toSorted((a, b) => rank(b) - rank(a))) {
    if (node.sort === 'advert' && !first.has(node.id)) continue
    const text = cut(words.node(node))
    const label = placed({ id: node.id, x: node.x, y: node.y + node.r + 15 / scale, text }, scale, sheet)
    const box = boxOf(label, scale)
    if (!first.has(node.id) && boxes.some((other) => overlap(box, other))) continue
    boxes.push(box)
    names.push(label)
  }
  for (const fold of opened.toSorted((a, b) => b.r - a.r)) {
    const above = { id: fold.id, x: fold.x, y: fold.y - fold.r - 12 / scale, text: cut(words.fold(fold)) }
    const label = placed(above, scale, sheet)
    const box = boxOf(label, scale)
    if (boxes.some((other) => overlap(box, other))) continue
    boxes.push(box)
    captions.push(label)
  }
  return { names, captions }
}

/** The label moved sideways until it is whole; what is out of view stays there. */
function placed(label: Label, scale: number, { left, right }: Sheet): Label {
  const half = halfOf(label, scale)
  if (label.x < left || label.x > right || right - left < 2 * half) return label
  return { ...label, x: Math.min(Math.max(label.x, left + half), right - half) }
}

function halfOf({ text }: Label, scale: number): number {
  return (text.length * 3.3 + 4) / scale
}

function boxOf(label: Label, scale: number): Box {
  const half = halfOf(label, scale)
  return { left: label.x - half, right: label.x + half, top: label.y - 11 / scale, bottom: label.y + 4 / scale }
}

export function cut(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function boxAround({ x, y, r }: Drawn, scale: number): Box {
  const room = r - 2 / scale
  return { left: x - room, right: x + room, top: y - room, bottom: y + room }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
