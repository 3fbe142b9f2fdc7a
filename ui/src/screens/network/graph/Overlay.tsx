/** Names, counts and rings over the drawing of sigma. The pointer goes through it. */
import type { Room } from '../room.ts'
import { radiusOf } from './frame.ts'
import type { Stands } from './frame.ts'
import { labelsOf } from './labels.ts'

/** Where the drawing is on the screen: pixels = x + scale × position. */
export interface Seen {
  readonly x: number
  readonly y: number
  readonly scale: number
  /** The scale at which all is in view: what things measure follows from it. */
  readonly whole: number
  readonly width: number
  readonly height: number
}

interface OverlayProps {
  readonly room: Room
  readonly focus: string | null
  readonly seen: Seen
  readonly stands: Stands
}

export function Overlay({ room, focus, seen, stands }: OverlayProps) {
  const { nodes } = room.drawing
  const first = new Set([...room.view.picked, ...(focus === null ? [] : [focus])])
  const sheet = { left: -seen.x / seen.scale, right: (seen.width - seen.x) / seen.scale }
  const labels = labelsOf(room.drawing, seen.scale, first, room.words, sheet)
  const at = (x: number, y: number): { x: number; y: number } => ({
    x: seen.x + x * seen.scale,
    y: seen.y + y * seen.scale
  })
  const rings = nodes.flatMap((node) => {
    const isPicked = room.view.picked.includes(node.id)
    const rings: string[] = []
    if (isPicked || (node.sort !== 'shared' && node.adverts.some((one) => room.chosen.has(one))))
      rings.push('graph-chosen')
    if (node.id === focus) rings.push('graph-focused')
    if (node.sort === 'advert' && node.pinned) rings.push('graph-pin')
    if (node.sort === 'advert' && node.advert.gone) rings.push('graph-hole')
    return rings.map((name) => ({ node, name }))
  })
  return (
    <svg className="graph graph-over" width={seen.width} height={seen.height} aria-hidden="true">
      {rings.map(({ node, name }) => {
        const { x, y } = at(node.x, node.y)
        const r = radiusOf(node, seen.whole) * seen.scale
        const wide = { 'graph-focused': r + 6, 'graph-pin': r + 4, 'graph-hole': r * 0.45, 'graph-chosen': r + 2 }[name]
        return <circle key={`${node.id} ${name}`} className={name} cx={x} cy={y} r={wide} />
      })}
      {nodes.map((node) => {
        if (node.sort !== 'fold') return null
        const { x, y } = at(node.x, node.y)
        return (
          <text
            key={node.id}
            className={`graph-count graph-${stands.node(node.id)}`}
            x={x}
            y={y}
            dy="0.35em"
            style={{ fontSize: `${Math.min(15, Math.max(10, radiusOf(node, seen.whole) * seen.scale * 0.7))}px` }}
          >
            {node.adverts.length}
          </text>
        )
      })}
      {labels.captions.map(({ id, x, y, text }) => {
        const spot = at(x, y)
        return (
          <text key={id} className="graph-caption" x={spot.x} y={spot.y}>
            {text}
          </text>
        )
      })}
      {labels.names.map(({ id, x, y, text }) => {
        const spot = at(x, y)
        return (
          <text
            key={id}
            className={first.has(id) ? 'graph-name graph-name-on' : `graph-name graph-${stands.node(id)}`}
            x={spot.x}
            y={spot.y}
          >
            {text}
          </text>
        )
      })}
    </svg>
  )
}
