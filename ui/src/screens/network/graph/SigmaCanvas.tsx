/** The graph by sigma (WebGL): it draws things and lines and takes the pointer; names, counts and rings stand over it as SVG that follows its camera. */
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { Ref } from 'react'
import { MultiUndirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { sdfCircle, sdfDiamond, sdfRectangle, sdfSquare, sdfTriangle } from 'sigma/rendering'
import type { Drawn } from '../model/drawing.ts'
import type { Room } from '../room.ts'
import { frameOf, radiusOf, standing } from './frame.ts'
import type { CanvasHandle, CanvasProps, Stands } from './frame.ts'
import { inkOf } from './ink.ts'
import type { Ink } from './ink.ts'
import { Overlay } from './Overlay.tsx'
import type { Seen } from './Overlay.tsx'

export function SigmaCanvas({ room, focus, onPick, onOpen, ref }: CanvasProps & { readonly ref: Ref<CanvasHandle> }) {
  const box = useRef<HTMLDivElement>(null)
  const sigma = useRef<Sigma | null>(null)
  const acts = useRef({ onPick, onOpen })
  acts.current = { onPick, onOpen }
  const [seen, setSeen] = useState<Seen | null>(null)
  const scheme = useScheme()
  const stands = useMemo(() => standing(room), [room])
  useEffect(() => {
    if (box.current === null) return undefined
    const made = started(box.current)
    sigma.current = made
    made.on('clickNode', ({ node, event }) => {
      const { shiftKey, ctrlKey, metaKey } = event.original as MouseEvent
      acts.current.onPick(node, shiftKey || ctrlKey || metaKey)
    })
    made.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault()
      acts.current.onOpen(node)
    })
    made.on('afterRender', () => setSeen(seenBy(made)))
    return () => {
      sigma.current = null
      made.kill()
    }
  }, [])
  useEffect(() => {
    const made = sigma.current
    if (made === null || box.current === null) return
    const { width, height } = box.current.getBoundingClientRect()
    const frame = frameOf(room.drawing, { width, height })
    made.setCustomBBox({ x: [frame.x, frame.x + frame.width], y: [-frame.y - frame.height, -frame.y] })
    const scale = Math.min(width / frame.width, height / frame.height)
    fill(made.getGraph(), room, stands, { ink: inkOf(box.current), scale })
    made.refresh()
  }, [room, stands, scheme])
  useImperativeHandle(
    ref,
    () => ({
      zoom: (by) => {
        const camera = sigma.current?.getCamera()
        if (camera !== undefined) camera.setState({ ratio: camera.getState().ratio / by })
      },
      fit: () => {
        sigma.current?.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 })
      }
    }),
    []
  )
  return (
    <>
      <div ref={box} className="graph graph-gl" aria-hidden="true" />
      {seen !== null && <Overlay room={room} focus={focus} seen={seen} stands={stands} />}
    </>
  )
}

const shapes = [
  { ...sdfCircle(), name: 'circle' },
  { ...sdfSquare(), name: 'square' },
  { ...sdfDiamond(), name: 'diamond' },
  { ...sdfTriangle(), name: 'triangle' },
  { ...sdfRectangle(), name: 'rectangle' }
]

/** A shape for each kind, so that colour is never the only sign. */
const shapeOfKind: Readonly<Record<string, string>> = {
  phone: 'square',
  handle: 'diamond',
  account: 'diamond',
  picture: 'triangle',
  email: 'rectangle',
  url: 'rectangle'
}

function started(box: HTMLElement): Sigma {
  return new Sigma(new MultiUndirectedGraph(), box, {
    primitives: { nodes: { shapes } },
    styles: {
      nodes: {
        x: { attribute: 'x' },
        y: { attribute: 'y' },
        size: { attribute: 'size' },
        color: { attribute: 'color' },
        shape: { attribute: 'shape' },
        labelVisibility: 'hidden',
        cursor: 'pointer'
      },
      edges: { size: { attribute: 'size' }, color: { attribute: 'color' } }
    },
    settings: {
      itemSizesReference: 'positions',
      renderLabels: false,
      stagePadding: 0,
      minCameraRatio: 0.05,
      maxCameraRatio: 3,
      enableCameraRotation: false,
      allowInvalidContainer: true,
      // The page scrolls under the wheel; coming nearer has its buttons, and a wheel with Ctrl.
      gestureTarget: 'shared'
    }
  } as ConstructorParameters<typeof Sigma>[2])
}

interface Paint {
  readonly ink: Ink
  /** Pixels for one of the drawing when all of it is in view. */
  readonly scale: number
}

function fill(graph: ReturnType<Sigma['getGraph']>, { drawing }: Room, stands: Stands, { ink, scale }: Paint): void {
  graph.clear()
  for (const node of drawing.nodes) {
    graph.addNode(node.id, {
      x: node.x,
      y: -node.y,
      size: radiusOf(node, scale),
      shape: node.sort === 'shared' ? (shapeOfKind[node.shared.kind] ?? 'circle') : 'circle',
      color: stands.node(node.id) === 'back' ? ink.faded(colourOf(node, ink)) : colourOf(node, ink)
    })
  }
  for (const line of drawing.lines) {
    const stand = stands.line(line.from, line.to)
    const plain = line.sort === 'different' ? ink.bad : line.sort === 'same' ? ink.accent : ink.line
    graph.addEdge(line.from, line.to, {
      size: (stand === 'path' ? 3.5 : 1 + 0.3 * Math.log2(line.adverts)) / scale,
      color: stand === 'path' ? ink.accent : stand === 'back' ? ink.faded(plain) : plain
    })
  }
}

function colourOf(node: Drawn, ink: Ink): string {
  if (node.sort === 'shared') return node.shared.sealed ? ink.sealed : ink.kind(node.shared.kind)
  if (node.sort === 'fold') return node.fold.sealed ? ink.sealedFold : ink.fold
  return node.advert.state === 'sealed' ? ink.sealed : ink.advert
}

/** Where the camera shows things now: one scale and one shift, since it does not turn. */
function seenBy(sigma: Sigma): Seen {
  const zero = sigma.graphToViewport({ x: 0, y: 0 })
  const one = sigma.graphToViewport({ x: 100, y: 0 })
  const { width, height } = sigma.getDimensions()
  const scale = (one.x - zero.x) / 100
  return { x: zero.x, y: zero.y, scale, whole: scale * sigma.getCamera().getState().ratio, width, height }
}

/** Changes when the theme does. */
function useScheme(): string {
  const dark = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), [])
  const [scheme, setScheme] = useState('')
  useEffect(() => {
    const tell = (): void => setScheme(`${dark.matches} ${document.documentElement.dataset['theme'] ?? ''}`)
    const watch = new MutationObserver(tell)
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    dark.addEventListener('change', tell)
    return () => {
      watch.disconnect()
      dark.removeEventListener('change', tell)
    }
  }, [dark])
  return scheme
}
