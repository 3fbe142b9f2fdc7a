/** Which things of a drawing have room for their name, and where it stands: what is chosen first, then the largest, none over another. Pure. */
import type { Drawn } from '../model/drawing.ts'

export interface Label {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly text: string
}

const most = 28

/** `scale`: pixels of the screen for one of the drawing; `first`: ids that get their name before others. */
export function labelsOf(
  nodes: readonly Drawn[],
  scale: number,
  first: ReadonlySet<string>,
  nameOf: (node: Drawn) => string
): Label[] {
  const rank = (node: Drawn): number =>
    (first.has(node.id) ? 1e6 : 0) +
    (node.sort === 'shared' ? 1000 : node.sort === 'fold' ? 500 : 0) +
    node.adverts.length
  const boxes: Box[] = nodes.map((node) => boxAround(node, scale))
  const labels: Label[] = []
  for (const node of nodes.toSorted((a, b) => rank(b) - rank(a))) {
    if (node.sort === 'advert' && !first.has(node.id)) continue
    const text = cut(nameOf(node))
    const half = (text.length * 3.2 + 4) / scale
    const y = node.y + node.r + 15 / scale
    const box = { left: node.x - half, right: node.x + half, top: y - 11 / scale, bottom: y + 4 / scale }
    if (!first.has(node.id) && boxes.some((other) => overlap(box, other))) continue
    boxes.push(box)
    labels.push({ id: node.id, x: node.x, y, text })
  }
  return labels
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
