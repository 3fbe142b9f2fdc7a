/** Panel 1: the graph, with what is folded, which kinds are drawn, and why two things belong together. One stop of the Tab key; arrows walk in it. */
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { foldings } from '../model/view.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { Canvas } from '../graph/Canvas.tsx'
import type { CanvasHandle } from '../graph/frame.ts'
import { isDirection, neighbourOf } from '../graph/walk.ts'
import type { Room } from '../room.ts'
import { WhyBox } from './WhyBox.tsx'

interface GraphPanelProps {
  readonly room: Room
  readonly focus: string | null
  readonly onFocus: (id: string | null) => void
  readonly onOpen: (id: string) => void
  readonly onCut: () => void
}

export function GraphPanel({ room, focus, onFocus, onOpen, onCut }: GraphPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { drawing } = room
  const canvas = useRef<CanvasHandle>(null)
  const drawn = drawing.nodes.filter((node) => node.sort !== 'shared').length
  const shared = drawing.nodes.length - drawn
  return (
    <section className="panel net-graph" aria-labelledby="net-graph-title">
      <div className="panel-head">
        <h2 id="net-graph-title">{t('room.graph')}</h2>
        <span className="quiet">
          {drawing.folded === 0
            ? t('room.allDrawn', { count: drawing.adverts.length, shown: format.number(drawing.adverts.length) })
            : t(`room.foldedBy-${room.picture.by}`, {
                folded: format.number(drawing.folded),
                of: format.number(drawing.adverts.length),
                count: drawing.folds
              })}
        </span>
        <span className="push row-wrap">
          <KindButtons room={room} />
        </span>
      </div>
      <div className="net-drawing">
        <Walk room={room} focus={focus} onFocus={onFocus} onOpen={onOpen}>
          <Canvas
            ref={canvas}
            room={room}
            focus={focus}
            onPick={(id, also) => {
              onFocus(id)
              room.step({ kind: also ? 'pick-also' : 'pick', id })
            }}
            onOpen={onOpen}
          />
        </Walk>
        <div className="on-canvas">
          <Button className="button-small" aria-label={t('room.further')} onPress={() => canvas.current?.zoom(1 / 1.4)}>
            −
          </Button>
          <Button className="button-small" aria-label={t('room.nearer')} onPress={() => canvas.current?.zoom(1.4)}>
            +
          </Button>
          <Button className="button-small" onPress={() => canvas.current?.fit()}>
            {t('room.fit')}
          </Button>
        </div>
      </div>
      <p className="visually-hidden" id="net-graph-says">
        {t('room.graphSays', { adverts: drawing.adverts.length, folds: drawing.folds, shared })} {t('room.graphKeys')}
      </p>
      <WhyBox room={room} onCut={onCut} />
    </section>
  )
}

/** How folds are made, everything folded or not, and the way back. */
export function GraphTools({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="segs" role="group" aria-label={t('room.foldBy')}>
        {foldings.map((by) => (
          <button
            key={by}
            type="button"
            aria-pressed={room.view.by === by}
            onClick={() => room.step({ kind: 'fold-by', by })}
          >
            {t(`room.by-${by}`)}
          </button>
        ))}
      </span>
      <Button
        className="button-small"
        aria-pressed={room.view.folded}
        onPress={() => room.step({ kind: 'fold-all', folded: !room.view.folded })}
      >
        <Icon name="fold" size={14} /> {t(room.view.folded ? 'room.unfold' : 'room.foldAll')} <kbd>f</kbd>
      </Button>
      <Button className="button-small" isDisabled={room.steps === 0} onPress={() => room.step({ kind: 'back' })}>
        <Icon name="undo" size={14} /> {t('room.back', { count: room.steps })} <kbd>z</kbd>
      </Button>
    </>
  )
}

/** A button for each kind of shared thing, with how many there are: what is drawn of it, and what pressing brings. */
function KindButtons({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  const names = useNames()
  const counts = new Map<string, number>()
  for (const { kind } of room.picture.shared) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return null
  return (
    <span className="net-kinds" role="group" aria-label={t('room.kinds')}>
      {[...counts].map(([kind, count]) => {
        const shown = !room.view.hidden.includes(kind)
        return (
          <button
            key={kind}
            type="button"
            className={`net-kind kind-${kind}`}
            aria-pressed={shown}
            onClick={() => room.step({ kind: 'show-kind', name: kind, shown: !shown })}
          >
            <i className={`net-shape net-shape-${kind.replace('+', '-')}`} aria-hidden="true" />
            {names.kind(kind)} <span className="count">{count}</span>
          </button>
        )
      })}
    </span>
  )
}

interface WalkProps extends Pick<GraphPanelProps, 'room' | 'focus' | 'onFocus' | 'onOpen'> {
  readonly children: React.ReactNode
}

/** The keys of the graph. What has the focus is said; the drawing itself is hidden from screen readers, the table is its twin. */
function Walk({ room, focus, onFocus, onOpen, children }: WalkProps) {
  const { t } = useTranslation()
  const [inside, setInside] = useState(false)
  const node = room.drawing.nodes.find((one) => one.id === focus)
  const box = useRef<HTMLDivElement>(null)
  const press = useRef<(event: KeyboardEvent) => void>(null)
  press.current = (event) => {
    if (isDirection(event.key)) onFocus(neighbourOf(room.drawing, focus, event.key) ?? focus)
    else if (event.key === 'Home') onFocus(room.drawing.nodes[0]?.id ?? null)
    else if (event.key === 'Enter' && node !== undefined) onOpen(node.id)
    else if (event.key === ' ' && node !== undefined) room.step({ kind: 'pick-also', id: node.id })
    else return
    event.preventDefault()
  }
  const enter = useRef<() => void>(null)
  enter.current = () => {
    setInside(true)
    if (node === undefined) onFocus(room.drawing.nodes[0]?.id ?? null)
  }
  // The element is an application: what it does with keys is its own, which no role of a control says.
  useEffect(() => {
    const here = box.current
    const listen = (event: KeyboardEvent): void => press.current?.(event)
    const entered = (): void => enter.current?.()
    const left = (): void => setInside(false)
    here?.addEventListener('keydown', listen)
    here?.addEventListener('focusin', entered)
    here?.addEventListener('focusout', left)
    return () => {
      here?.removeEventListener('keydown', listen)
      here?.removeEventListener('focusin', entered)
      here?.removeEventListener('focusout', left)
    }
  }, [])
  return (
    <div
      ref={box}
      className="canvas"
      id="net-panel-1"
      role="application"
      tabIndex={0}
      aria-label={t('room.graph')}
      aria-describedby="net-graph-says"
    >
      {children}
      <p className="visually-hidden" aria-live="polite">
        {inside && node !== undefined
          ? t(room.view.picked.includes(node.id) ? 'room.atPicked' : 'room.at', {
              what: room.words.node(node),
              count: node.adverts.length
            })
          : ''}
      </p>
    </div>
  )
}
