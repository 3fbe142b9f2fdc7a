/** Panel 3: the adverts by the day they were posted, a lane a place or site. Dragging or Shift with arrows chooses a period; the slider cuts what came later. */
import { useMemo, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../frame/format.ts'
import { advertsBetween, timesOf } from '../model/time.ts'
import type { Bin, TimeLane, Times } from '../model/time.ts'
import { useNames } from '../../../names/useNames.ts'
import type { Room } from '../room.ts'
import '../../../parts/lanes.css'

export function TimePanel({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [by, setBy] = useState<'place' | 'site'>('place')
  const times = useMemo(() => timesOf(room.picture.members, room.drawing.adverts, by), [room.picture, room.drawing, by])
  const seen = room.drawing.adverts.filter((one) => one.dated === 'seen').length
  const dayAt = (bin: number): string => new Date(times.from + bin * times.stepMs).toISOString()
  return (
    <section className="panel net-time" aria-labelledby="net-time-title">
      <div className="panel-head">
        <h2 id="net-time-title">{t('lanes.title')}</h2>
        <span className="quiet">
          {format.period(dayAt(0), new Date(times.last).toISOString())} ·{' '}
          {t(seen === 0 ? 'prices.note' : 'lanes.seenToo', { count: seen, shown: format.number(seen) })}
        </span>
        <span className="segs push" role="group" aria-label={t('lanes.by')}>
          {(['place', 'site'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
              {t(`lanes.by-${one}`)}
            </button>
          ))}
        </span>
      </div>
      <div className="panel-body net-lanes" id="net-panel-3" tabIndex={-1}>
        {times.lanes.map((lane, at) => (
          <LaneRow key={`${by} ${lane.rest} ${lane.name}`} by={by} room={room} times={times} lane={lane} nr={at} />
        ))}
        <Axis times={times} dayAt={dayAt} />
        <Until room={room} times={times} />
      </div>
    </section>
  )
}

interface LaneProps {
  readonly by: 'place' | 'site'
  readonly room: Room
  readonly times: Times
  readonly lane: TimeLane
  readonly nr: number
}

function LaneRow({ by, room, times, lane, nr }: LaneProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [at, setAt] = useState(0)
  const [start, setStart] = useState<number | null>(null)
  const [focused, setFocused] = useState(false)
  const active = lane.bins[Math.min(at, lane.bins.length - 1)]
  const called = lane.name === null || by === 'place' ? lane.name : names.site(lane.name)
  const name = lane.rest ? t('room.rest') : (called ?? t('lanes.noPlace'))
  const dayOf = (bin: Bin): string => format.day(bin.adverts[0]?.at ?? null)
  const choose = (a: number, b: number): void => room.step({ kind: 'brush', adverts: advertsBetween(times, nr, a, b) })
  function press(event: KeyboardEvent): void {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: lane.bins.length - 1 }[event.key]
    if (to !== undefined) {
      const next = Math.max(0, Math.min(lane.bins.length - 1, to))
      const from = event.shiftKey ? (start ?? at) : null
      setStart(from)
      setAt(next)
      if (from !== null) choose(lane.bins[from]?.at ?? 0, lane.bins[next]?.at ?? 0)
    } else if (event.key === ' ' && active !== undefined) choose(active.at, active.at)
    else if (event.key === 'Enter' && active?.adverts[0] !== undefined) room.open(active.adverts[0].advert)
    else return
    event.preventDefault()
  }
  const id = (bin: Bin): string => `net-bin-${nr}-${bin.at}`
  return (
    <>
      <span className="lane-name cut" aria-hidden="true" title={name}>
        {name}
      </span>
      <div
        className="lane-track net-track"
        role="listbox"
        tabIndex={0}
        aria-multiselectable="true"
        aria-orientation="horizontal"
        aria-label={t('lanes.lane', { name, count: lane.adverts })}
        aria-activedescendant={active === undefined ? undefined : id(active)}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        {...useBrush(times, choose)}
      >
        {lane.bins.map((bin) => (
          <Mark
            key={bin.at}
            id={id(bin)}
            room={room}
            times={times}
            bin={bin}
            active={focused && bin === active}
            says={t('room.bin', {
              day: dayOf(bin),
              count: bin.adverts.length,
              shown: format.number(bin.adverts.length)
            })}
          />
        ))}
      </div>
      <span className="lane-sum">{format.number(lane.adverts)}</span>
    </>
  )
}

interface MarkProps {
  readonly id: string
  readonly room: Room
  readonly times: Times
  readonly bin: Bin
  readonly active: boolean
  readonly says: string
}

/** The adverts of a few days: hollow when all are gone, dashed when all are sealed. */
function Mark({ id, room, times, bin, active, says }: MarkProps) {
  const chosen = bin.adverts.filter((one) => room.chosen.has(one.advert)).length
  const size = Math.min(20, 9 + 2.6 * Math.log2(bin.adverts.length))
  const names = ['net-mark']
  if (bin.adverts.every((one) => one.gone)) names.push('net-mark-gone')
  if (bin.adverts.every((one) => one.state === 'sealed')) names.push('net-mark-sealed')
  if (chosen > 0) names.push('net-on')
  if (active) names.push('mark-active')
  const counted = size > 15 && bin.adverts.length < 1000
  if (counted) names.push('net-mark-count')
  return (
    <i
      id={id}
      role="option"
      aria-selected={chosen > 0}
      aria-label={says}
      title={says}
      className={names.join(' ')}
      style={{ left: `${((bin.at + 0.5) / times.bins) * 100}%`, width: size, height: size }}
    >
      {counted ? bin.adverts.length : ''}
    </i>
  )
}

/** Dragging along a lane chooses the days from where it began to where it ends; a click chooses those under it. */
function useBrush(times: Times, choose: (a: number, b: number) => void) {
  const [from, setFrom] = useState<number | null>(null)
  const binAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left) / Math.max(1, box.width)
    return Math.max(0, Math.min(times.bins - 1, Math.floor(share * times.bins)))
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => setFrom(binAt(event)),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (from !== null) choose(from, binAt(event))
      setFrom(null)
    }
  }
}

function Axis({ times, dayAt }: { readonly times: Times; readonly dayAt: (bin: number) => string }) {
  const format = useFormat()
  const ticks = times.bins < 4 ? [0] : [0, 1, 2, 3].map((nr) => Math.round((nr * (times.bins - 1)) / 3))
  return (
    <div className="lane-axis" aria-hidden="true">
      {ticks.map((bin) => (
        <span key={bin} style={{ left: `${((bin + 0.5) / times.bins) * 100}%` }}>
          {format.dayMonth(dayAt(bin))}
        </span>
      ))}
    </div>
  )
}

const dayMs = 86_400_000

/** The slider of days: what was posted after it is left out of every panel. */
function Until({ room, times }: Pick<LaneProps, 'room' | 'times'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const days = Math.round((times.last - times.from) / dayMs)
  const shown = room.view.until === null ? days : Math.round((Date.parse(room.view.until) - times.from) / dayMs)
  const words = format.day(new Date(times.from + shown * dayMs).toISOString())
  if (days === 0) return null // One day leaves nothing to cut.
  return (
    <label className="net-until">
      <span className="quiet">{t('room.until')}</span>
      <input
        type="range"
        min={0}
        max={days}
        value={shown}
        aria-valuetext={words}
        onChange={(event) => {
          const day = Number(event.target.value)
          room.step({
            kind: 'until',
            day: day >= days ? null : new Date(times.from + day * dayMs).toISOString().slice(0, 10)
          })
        }}
      />
      <b className="number">{words}</b>
    </label>
  )
}
