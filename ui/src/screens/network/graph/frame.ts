/** What every way of drawing a graph takes and can do. */
import type { Drawing, Drawn } from '../model/drawing.ts'
import type { Room } from '../room.ts'

export interface CanvasProps {
  readonly room: Room
  /** The thing that arrow keys are at. */
  readonly focus: string | null
  readonly onPick: (id: string, also: boolean) => void
  readonly onOpen: (id: string) => void
}

export interface CanvasHandle {
  /** Above 1 comes nearer. */
  readonly zoom: (by: number) => void
  readonly fit: () => void
}

export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels around the outermost things: as much as the largest of the small ones and a name above it take. */
const marginPx = 32

/** The part of the plane that the drawing takes, with room for names: at the edge too, things and names are whole in a box of that size (pixels). */
export function frameOf({ nodes }: Pick<Drawing, 'nodes'>, box: Size | null): Frame {
  if (nodes.length === 0) return { x: -100, y: -60, width: 200, height: 120 }
  const left = Math.min(...nodes.map((one) => one.x - one.r))
  const right = Math.max(...nodes.map((one) => one.x + one.r))
  const top = Math.min(...nodes.map((one) => one.y - one.r))
  const bottom = Math.max(...nodes.map((one) => one.y + one.r))
  const scale =
    box === null
      ? Infinity
      : Math.min(
          Math.max(1, box.width - 2 * marginPx) / Math.max(1, right - left),
          Math.max(1, box.height - 2 * marginPx) / Math.max(1, bottom - top)
        )
  const pad = Math.max(46, marginPx / scale)
  return {
    x: left - pad,
    y: top - pad,
    width: Math.max(260, right - left + pad * 2),
    height: Math.max(180, bottom - top + pad * 2.4)
  }
}

/** What a thing measures in a drawing of that scale: never so small that it cannot be seen or hit. */
export function radiusOf(node: Drawn, scale: number): number {
  const leastPx = node.sort === 'advert' ? 3.5 : node.sort === 'shared' ? 7.5 : 11
  return Math.max(node.r, leastPx / Math.max(0.01, scale))
}

export interface Stands {
  readonly node: (id: string) => 'on' | 'plain' | 'back'
  readonly line: (from: string, to: string) => 'path' | 'plain' | 'back'
}

/** Which lines and things are on the path, touch what is chosen, or stand back. */
export function standing(room: Room): Stands {
  const { drawing, chosen, path, view } = room
  const onPath = new Set(
    path === null
      ? []
      : drawing.nodes.flatMap((node) => {
          const isOn =
            node.sort === 'shared' ? path.shared.has(node.shared.id) : node.adverts.some((one) => path.adverts.has(one))
          return isOn ? [node.id] : []
        })
  )
  const picked = new Set(view.picked)
  const touched = new Set(
    drawing.nodes.flatMap((node) => {
      const isOn =
        picked.has(node.id) ||
        onPath.has(node.id) ||
        (node.sort !== 'shared' && node.adverts.some((one) => chosen.has(one)))
      return isOn ? [node.id] : []
    })
  )
  const quiet = chosen.size === 0 && picked.size === 0
  const linked = new Set(
    drawing.lines.flatMap(({ from, to }) => [...(touched.has(from) ? [to] : []), ...(touched.has(to) ? [from] : [])])
  )
  return {
    node: (id) => (touched.has(id) ? 'on' : quiet || linked.has(id) ? 'plain' : 'back'),
    line: (from, to) => {
      if (onPath.has(from) && onPath.has(to)) return 'path'
      return quiet || touched.has(from) || touched.has(to) ? 'plain' : 'back'
    }
  }
}
