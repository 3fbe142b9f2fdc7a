/** Weeks as bars of which a stretch is chosen: by dragging, or by keys (arrows walk, with Shift they stretch, Enter chooses, Escape lets go); a table is its twin. */
import { useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../frame/format.ts'
import { filledWeeks, widthOf } from './weeks.ts'
import type { Week } from './weeks.ts'
import './bars.css'

interface WeekBrushProps {
  readonly weeks: readonly { readonly week: string; readonly count: number }[]
  readonly label: string
  /** The first and the last day of the stretch in force, or null. */
  readonly chosen: { readonly from: string; readonly to: string } | null
  /** First and last day; null takes the choice back. */
  readonly onChoose: (days: { from: string; to: string } | null) => void
}

interface Stretch {
  readonly start: number
  readonly end: number
}

export function WeekBrush({ weeks, label, chosen, onChoose }: WeekBrushProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const all = filledWeeks(weeks.map(({ week, count }) => ({ week, open: count, sealed: 0 })))
  const [stretch, setStretch] = useState<Stretch | null>(null)
  const [table, setTable] = useState(false)
  const most = Math.max(1, ...all.map((one) => one.open))
  const says = saysOf(all, stretch)
  const words =
    says === null
      ? t('weeks.says', { count: all.length, most })
      : t('weeks.stretch', { period: format.period(says.from, says.to), adverts: format.number(says.count) })
  const choose = (of: Stretch | null): void => {
    const days = saysOf(all, of)
    onChoose(days === null ? null : { from: days.from, to: days.to })
  }
  return (
    <figure className="week-bars">
      <figcaption className="row-wrap small">
        <span className="quiet" aria-live="polite">
          {words}
        </span>
        <span className="push row">
          {chosen !== null && (
            <Button className="link-button" onPress={() => onChoose(null)}>
              {t('weeks.all')}
            </Button>
          )}
          <Button className="link-button" onPress={() => setTable(!table)}>
            {t(table ? 'weeks.asBars' : 'map.asTable')}
          </Button>
        </span>
      </figcaption>
      {table ? (
        <WeekTable weeks={all} label={label} onChoose={(at) => choose({ start: at, end: at })} />
      ) : (
        <Bars {...{ all, most, label, words, stretch, setStretch, choose, chosen }} />
      )}
    </figure>
  )
}

interface BarsProps {
  readonly all: readonly Week[]
  readonly most: number
  readonly label: string
  readonly words: string
  readonly stretch: Stretch | null
  readonly setStretch: (stretch: Stretch | null) => void
  readonly choose: (stretch: Stretch | null) => void
  readonly chosen: WeekBrushProps['chosen']
}

function Bars({ all, most, label, words, stretch, setStretch, choose, chosen }: BarsProps) {
  const format = useFormat()
  const [dragging, setDragging] = useState(false)
  const width = widthOf(all.length)
  return (
    <>
      <div
        className="hist brush"
        style={width}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, all.length)}
        aria-valuenow={(stretch?.end ?? all.length - 1) + 1}
        aria-valuetext={words}
        onKeyDown={(event) => {
          const next = pressed(event, stretch, all.length)
          if (next === undefined) return
          event.preventDefault()
          if (event.key === 'Enter' || event.key === 'Escape') choose(next)
          setStretch(next)
        }}
        onPointerDown={(event) => {
          const at = weekAt(event, all.length)
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
          setStretch({ start: at, end: at })
        }}
        onPointerMove={(event) => {
          const at = weekAt(event, all.length)
          setStretch({ start: dragging && stretch !== null ? stretch.start : at, end: at })
        }}
        onPointerUp={() => {
          setDragging(false)
          choose(stretch)
        }}
        onPointerLeave={() => {
          if (!dragging) setStretch(null)
        }}
      >
        {all.map((one, nr) => (
          <span key={one.week} className={inside(nr, one, stretch, chosen) ? 'on' : undefined}>
            <i className="bar-open" style={{ height: `${(100 * one.open) / most}%` }} />
          </span>
        ))}
      </div>
      <p className="hist-axis" style={width} aria-hidden="true">
        <span>{format.dayMonth(all[0]?.week ?? null)}</span>
        <span>{format.dayMonth(all.at(-1)?.week ?? null)}</span>
      </p>
    </>
  )
}

interface WeekTableProps {
  readonly weeks: readonly Week[]
  readonly label: string
  readonly onChoose: (at: number) => void
}

function WeekTable({ weeks, label, onChoose }: WeekTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="table-box" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('weeks.from')}</th>
            <th scope="col">{t('map.adverts')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((one, at) => (
            <tr key={one.week}>
              <th scope="row">
                <Button className="link-button" onPress={() => onChoose(at)}>
                  {format.day(one.week)}
                </Button>
              </th>
              <td className="number">{one.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function saysOf(all: readonly Week[], stretch: Stretch | null): { from: string; to: string; count: number } | null {
  if (stretch === null) return null
  const [start, end] = [Math.min(stretch.start, stretch.end), Math.max(stretch.start, stretch.end)]
  const [first, last] = [all[start], all[end]]
  if (first === undefined || last === undefined) return null
  const sunday = new Date(Date.parse(last.week) + 6 * 86_400_000).toISOString().slice(0, 10)
  return { from: first.week, to: sunday, count: all.slice(start, end + 1).reduce((sum, one) => sum + one.open, 0) }
}

/** The stretch after a key; undefined: the key means nothing here. */
function pressed(event: KeyboardEvent, stretch: Stretch | null, weeks: number): Stretch | null | undefined {
  if (event.key === 'Enter') return stretch
  if (event.key === 'Escape') return null
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by === undefined) return undefined
  const end = Math.max(0, Math.min(weeks - 1, (stretch?.end ?? (by > 0 ? -1 : weeks)) + by))
  return { start: event.shiftKey && stretch !== null ? stretch.start : end, end }
}

function weekAt(event: PointerEvent<HTMLElement>, weeks: number): number {
  const box = event.currentTarget.getBoundingClientRect()
  return Math.max(0, Math.min(weeks - 1, Math.floor(((event.clientX - box.left) / box.width) * weeks)))
}

function inside(nr: number, { week }: Week, stretch: Stretch | null, chosen: WeekBrushProps['chosen']): boolean {
  if (stretch !== null) return nr >= Math.min(stretch.start, stretch.end) && nr <= Math.max(stretch.start, stretch.end)
  return chosen !== null && week >= chosen.from && week <= chosen.to
}
