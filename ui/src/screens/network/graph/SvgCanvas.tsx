/** The graph as SVG: where the browser has no WebGL, and the same things to see. */
import { useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PointerEvent, Ref } from 'react'
import type { Drawn } from '../model/drawing.ts'
import { frameOf, radiusOf, standing } from './frame.ts'
import type { CanvasHandle, CanvasProps, Frame, Size } from './frame.ts'
import { labelsOf } from './labels.ts'
import type { Labels } from './labels.ts'

export function SvgCanvas({ room, focus, onPick, onOpen, ref }: CanvasProps & { readonly ref: Ref<CanvasHandle> }) {
  const box = useRef<SVGSVGElement>(null)
  const size = useSize(box)
  const whole = useMemo(() => frameOf(room.drawing, size), [room.drawing, size])
  // Where somebody moved to is kept while the drawing is the same.
  const [moved, setMoved] = useState<{ readonly of: Frame; readonly frame: Frame } | null>(null)
  const frame = moved?.of === whole ? moved.frame : whole
  const setFrame = (next: Frame): void => setMoved({ of: whole, frame: next })
  useImperativeHandle(ref, () => ({ zoom: (by) => setFrame(zoomed(frame, by)), fit: () => setFrame(whole) }))
  const drag = useDrag(size, frame, setFrame)
  const stands = useMemo(() => standing(room), [room])
  const scale = scaleOf(size, frame)
  const wholeScale = scaleOf(size, whole)
  const first = new Set([...room.view.picked, ...(focus === null ? [] : [focus])])
  const aside = size === null ? 0 : Math.max(0, size.width / scale - frame.width) / 2
  const sheet = { left: frame.x - aside, right: frame.x + frame.width + aside }
  const labels = labelsOf(room.drawing, scale, first, room.words, sheet)
  const { nodes, lines } = size === null ? { nodes: [], lines: [] } : room.drawing
  const byId = new Map(room.drawing.nodes.map((node) => [node.id, node]))
  return (
    <svg
      ref={box}
      className="graph"
      viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
      aria-hidden="true"
      {...drag}
    >
      {lines.map((line) => {
        const [from, to] = [byId.get(line.from), byId.get(line.to)]
        if (from === undefined || to === undefined) return null
        return (
          <line
            key={line.id}
            className={`graph-line graph-${line.sort} graph-line-${stands.line(line.from, line.to)}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            strokeWidth={(1 + Math.log2(line.adverts) * 0.6) / scale ** 0.5}
          />
        )
      })}
      {nodes.map((node) => (
        <g
          key={node.id}
          className={`graph-node graph-${node.sort} graph-${stands.node(node.id)} ${node.id === focus ? 'graph-focus' : ''} ${room.view.picked.includes(node.id) ? 'graph-picked' : ''}`}
          transform={`translate(${node.x} ${node.y})`}
          onClick={(event) => onPick(node.id, event.shiftKey || event.ctrlKey || event.metaKey)}
          onDoubleClick={() => onOpen(node.id)}
        >
          <title>{room.words.node(node)}</title>
          <Shape node={{ ...node, r: radiusOf(node, wholeScale) }} scale={scale} />
        </g>
      ))}
      {size !== null && <Names labels={labels} first={first} scale={scale} />}
    </svg>
  )
}

interface NamesProps {
  readonly labels: Labels
  readonly first: ReadonlySet<string>
  readonly scale: number
}

/** Names of open folds and of what has room for its name, over everything else. */
function Names({ labels, first, scale }: NamesProps) {
  return (
    <>
      {labels.captions.map(({ id, x, y, text }) => (
        <text key={id} className="graph-caption" x={x} y={y} style={{ fontSize: `${12 / scale}px` }}>
          {text}
        </text>
      ))}
      {labels.names.map(({ id, x, y, text }) => (
        <text
          key={id}
          className={first.has(id) ? 'graph-name graph-name-on' : 'graph-name'}
          x={x}
          y={y}
          style={{ fontSize: `${11.5 / scale}px` }}
        >
          {text}
        </text>
      ))}
    </>
  )
}

/** Adverts are dots, folds rings with their count, shared things a shape by kind. */
function Shape({ node, scale }: { readonly node: Drawn; readonly scale: number }) {
  if (node.sort === 'advert') {
    const { state, gone } = node.advert
    return (
      <>
        <circle
          className={`graph-dot ${state === 'sealed' ? 'graph-sealed' : ''} ${gone ? 'graph-gone' : ''}`}
          r={node.r}
        />
        {node.pinned && <circle className="graph-pin" r={node.r + 4} />}
      </>
    )
  }
  if (node.sort === 'fold') {
    return (
      <>
        <circle className={`graph-ring ${node.fold.sealed ? 'graph-sealed' : ''}`} r={node.r} />
        <text className="graph-count" style={{ fontSize: `${Math.max(13 / scale, node.r * 0.62)}px` }} dy="0.35em">
          {node.adverts.length}
        </text>
      </>
    )
  }
  return (
    <path
      className={`graph-thing kind-${node.shared.kind} ${node.shared.sealed ? 'graph-sealed' : ''}`}
      d={shapePath(node.shared.kind, node.r)}
    />
  )
}

/** A square for numbers, a diamond for accounts, a lying bar for mail, a triangle for pictures, a hexagon for texts. */
export function shapePath(kind: string, r: number): string {
  const s = r * 0.9
  switch (kind) {
    case 'phone':
      return `M${-s} ${-s}H${s}V${s}H${-s}Z`
    case 'handle':
    case 'account':
      return `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z`
    case 'picture':
      return `M0 ${-r * 1.15}L${r * 1.15} ${r * 0.9}H${-r * 1.15}Z`
    case 'email':
    case 'url':
      return `M${-r * 1.15} ${-r * 0.75}H${r * 1.15}V${r * 0.75}H${-r * 1.15}Z`
    default:
      return `M${-r * 1.15} 0L${-r * 0.58} ${-r}H${r * 0.58}L${r * 1.15} 0L${r * 0.58} ${r}H${-r * 0.58}Z`
  }
}

/** What the element measures on the screen, in pixels; null until it stands there. */
function useSize(box: { readonly current: SVGSVGElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const here = box.current
    if (here === null) return undefined
    const measure = (): void => {
      const { width, height } = here.getBoundingClientRect()
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(here)
    return () => watch.disconnect()
  }, [box])
  return size
}

function scaleOf(size: Size | null, frame: Frame): number {
  if (size === null || size.width === 0) return 1
  return Math.min(size.width / frame.width, size.height / frame.height)
}

function zoomed(frame: Frame, by: number): Frame {
  const [width, height] = [frame.width / by, frame.height / by]
  return { x: frame.x + (frame.width - width) / 2, y: frame.y + (frame.height - height) / 2, width, height }
}

function useDrag(size: Size | null, frame: Frame, setFrame: (frame: Frame) => void) {
  const from = useRef<{ x: number; y: number; frame: Frame } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      from.current = { x: event.clientX, y: event.clientY, frame }
    },
    onPointerMove: (event: PointerEvent) => {
      const start = from.current
      if (start === null || event.buttons === 0) return
      const scale = scaleOf(size, start.frame)
      const [dx, dy] = [(event.clientX - start.x) / scale, (event.clientY - start.y) / scale]
      if (Math.hypot(dx, dy) * scale < 4) return
      setFrame({ ...start.frame, x: start.frame.x - dx, y: start.frame.y - dy })
    },
    onPointerUp: () => {
      from.current = null
    }
  }
}
