/** A timeline with one lane a place (or site, or name) and one mark an advert: Tab to a lane, arrows along its marks, Enter opens. */
import { useMemo, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../frame/format.ts'
import { lanesOf, nearestMark } from './lanes.ts'
import type { Lane, LaneMark } from './lanes.ts'
import './lanes.css'

/** Shapes and hues by group, the most frequent first; what comes after shares the last. */
const shapes = ['a', 'b', 'c', 'd', 'e'] as const

interface LaneTimelineProps {
  readonly marks: readonly LaneMark[]
  readonly label: string
  readonly chosen: number | null
  readonly onChoose: (id: number) => void
  readonly onOpen: (id: number) => void
}

export function LaneTimeline({ marks, label, chosen, onChoose, onOpen }: LaneTimelineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { lanes, ticks, weeks } = useMemo(() => lanesOf(marks), [marks])
  const groups = useMemo(() => groupsOf(marks), [marks])
  return (
    <div className="lane-box">
      <div className="lanes" role="group" aria-label={label} style={{ '--weeks': weeks } as object}>
        {lanes.map((lane) => (
          <LaneRow key={lane.name} lane={lane} groups={groups} chosen={chosen} onChoose={onChoose} onOpen={onOpen} />
        ))}
        <div className="lane-axis" aria-hidden="true">
          {ticks.map(({ x, at }) => (
            <span key={x} style={{ left: `${x * 100}%` }}>
              {format.dayMonth(new Date(at).toISOString())}
            </span>
          ))}
        </div>
      </div>
      <p className="lane-legend">
        {groups.slice(0, shapes.length).map((group, at) => (
          <span key={group}>
            <i className={`mark-dot mark-${shapes[at]}`} aria-hidden="true" /> {group}
          </span>
        ))}
        {marks.some((mark) => mark.gone) && (
          <span>
            <i className="mark-dot mark-a mark-gone" aria-hidden="true" /> {t('advert.gone')}
          </span>
        )}
      </p>
    </div>
  )
}

interface LaneRowProps extends Pick<LaneTimelineProps, 'chosen' | 'onChoose' | 'onOpen'> {
  readonly lane: Lane
  readonly groups: readonly string[]
}

function LaneRow({ lane, groups, chosen, onChoose, onOpen }: LaneRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [at, setAt] = useState(0)
  const [focused, setFocused] = useState(false)
  const id = (mark: LaneMark): string => `mark-${lane.name.replaceAll(/\W+/g, '-')}-${mark.id}`
  const active = lane.marks[Math.min(at, lane.marks.length - 1)]
  function go(to: number): void {
    const next = Math.max(0, Math.min(lane.marks.length - 1, to))
    setAt(next)
    const mark = lane.marks[next]
    if (mark !== undefined) onChoose(mark.id)
  }
  function press(event: KeyboardEvent): void {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: lane.marks.length - 1 }[event.key]
    if (to !== undefined) go(to)
    else if ((event.key === 'Enter' || event.key === ' ') && active !== undefined) onOpen(active.id)
    else return
    event.preventDefault()
  }
  function point(event: MouseEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect()
    go(nearestMark(lane, (event.clientX - box.left) / Math.max(1, box.width)))
  }
  return (
    <div className="lane">
      <span className="lane-name cut" aria-hidden="true" title={lane.name}>
        {lane.name}
      </span>
      <div
        className="lane-track"
        role="listbox"
        tabIndex={0}
        aria-label={t('lanes.lane', { name: lane.name, count: lane.marks.length })}
        aria-orientation="horizontal"
        aria-activedescendant={active === undefined ? undefined : id(active)}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onClick={point}
        onDoubleClick={() => active !== undefined && onOpen(active.id)}
      >
        <i className="lane-band" style={{ left: `${lane.from * 100}%`, width: `${(lane.to - lane.from) * 100}%` }} />
        {lane.marks.map((mark) => (
          <i
            key={mark.id}
            id={id(mark)}
            role="option"
            aria-selected={mark.id === chosen}
            aria-label={t('lanes.mark', { day: format.day(mark.at), group: mark.group, title: mark.title })}
            title={`${format.day(mark.at)} · ${mark.group} · ${mark.title}`}
            className={markClass(mark, groups, focused && mark === active)}
            style={{ left: `${mark.x * 100}%` }}
          />
        ))}
      </div>
      <span className="lane-sum">{format.number(lane.marks.length)}</span>
    </div>
  )
}

function markClass(mark: LaneMark, groups: readonly string[], active: boolean): string {
  const shape = shapes[Math.min(groups.indexOf(mark.group), shapes.length - 1)] ?? 'e'
  return `mark-dot mark-${shape}${mark.gone ? ' mark-gone' : ''}${active ? ' mark-active' : ''}`
}

function groupsOf(marks: readonly LaneMark[]): string[] {
  return [...Map.groupBy(marks, (mark) => mark.group)]
    .toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([group]) => group)
}
