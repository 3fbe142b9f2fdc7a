/** Walking a drawing with arrow keys: to the neighbour that lies most in that direction, else to whatever does. Pure. */
import type { Drawing, Drawn } from '../model/drawing.ts'

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

const directions: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

export function isDirection(key: string): key is Direction {
  return Object.hasOwn(directions, key)
}

/** The thing to go to; the first one where nothing has the focus yet, null where there is nothing further that way. */
export function neighbourOf(drawing: Drawing, from: string | null, direction: Direction): string | null {
  const at = drawing.nodes.find((node) => node.id === from)
  if (at === undefined) return drawing.nodes[0]?.id ?? null
  const tied = new Set(
    drawing.lines.flatMap((line) => (line.from === from ? [line.to] : line.to === from ? [line.from] : []))
  )
  return (
    nearest(
      at,
      drawing.nodes.filter((node) => tied.has(node.id)),
      direction
    ) ??
    nearest(
      at,
      drawing.nodes.filter((node) => node.id !== from),
      direction
    )
  )
}

function nearest(from: Drawn, nodes: readonly Drawn[], direction: Direction): string | null {
  const [dx, dy] = directions[direction]
  let best: { id: string; cost: number } | null = null
  for (const node of nodes) {
    const [gx, gy] = [node.x - from.x, node.y - from.y]
    const along = gx * dx + gy * dy
    const aside = Math.abs(gx * dy) + Math.abs(gy * dx)
    if (along <= 0 || aside > along * 1.6) continue
    const cost = along + aside * 1.5
    if (best === null || cost < best.cost) best = { id: node.id, cost }
  }
  return best?.id ?? null
}
