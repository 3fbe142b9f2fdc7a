/** Networks and adverts by week. The line is broken where a source was not looked at or is new, and where a week is hidden: never drawn as a fall. */
import { useTranslation } from 'react-i18next'
import type { PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'
import { useFormat } from '../../frame/format.ts'
import { useSize } from '../../parts/map/useSize.ts'
import { totalAt, weeksOf } from './cells.ts'
import '../../parts/bars.css'

const edge = { left: 44, right: 16, top: 16, bottom: 28 }

interface TrendProps {
  readonly table: PhenomenonTable
  /** A week to be marked, and what happened in it. */
  readonly mark?: { readonly week: string; readonly says: string }
}

export function TrendChart({ table, mark }: TrendProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { box, width, height } = useSize([860, 240])
  const weeks = weeksOf(table)
  const totals = weeks.map((_, at) => totalAt(table, at))
  const broken = new Set(table.breaks.map((one) => one.week))
  const most = Math.max(1, ...totals.flatMap((one) => (one === null ? [] : [one.networks, one.adverts])))
  const step = (width - edge.left - edge.right) / Math.max(1, weeks.length)
  const x = (at: number): number => edge.left + (at + 0.5) * step
  const y = (count: number): number => height - edge.bottom - (count / most) * (height - edge.top - edge.bottom)
  const joined = weeks.flatMap((week, at) => {
    const [before, now] = [totals[at - 1], totals[at]]
    if (!before || !now || broken.has(week) || broken.has(weeks[at - 1] ?? '')) return []
    return [`M${x(at - 1)} ${y(before.networks)}L${x(at)} ${y(now.networks)}`]
  })
  const marked = mark === undefined ? -1 : weeks.indexOf(mark.week)
  const every = Math.max(1, Math.ceil(60 / step))
  return (
    <svg
      ref={box}
      className="chart chart-middle"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('phenomena.chart', { from: weeks[0], to: weeks.at(-1) })}
    >
      {[0, most].map((count) => (
        <Level key={count} y={y(count)} to={width - edge.right} says={format.number(count)} />
      ))}
      {marked >= 0 && <Moment x={x(marked)} to={y(0)} says={mark?.says ?? ''} />}
      {weeks.map((week, at) => (
        <g key={week}>
          {broken.has(week) && (
            <rect
              className="phenomenon-break"
              x={x(at) - step / 2}
              y={edge.top}
              width={step}
              height={y(0) - edge.top}
            />
          )}
          {totals[at] && (
            <rect
              className="phenomenon-adverts"
              x={x(at) - step * 0.3}
              y={y(totals[at].adverts)}
              width={step * 0.6}
              height={y(0) - y(totals[at].adverts)}
            />
          )}
          {at % every === 0 && (
            <text x={x(at)} y={height - 8} textAnchor="middle">
              {week.slice(5)}
            </text>
          )}
        </g>
      ))}
      {table.changes.map(({ week, before, after }) => (
        <ChangeMark key={week} x={x(weeks.indexOf(week)) - step / 2} to={y(0)} rises={after > before} />
      ))}
      <path className="phenomenon-line" d={joined.join('')} />
      {totals.map(
        (one, at) => one && <circle key={at} className="phenomenon-mark" cx={x(at)} cy={y(one.networks)} r={4} />
      )}
    </svg>
  )
}

/** A line at a count. */
function Level({ y, to, says }: { readonly y: number; readonly to: number; readonly says: string }) {
  return (
    <g>
      <line className="gridline" x1={edge.left} x2={to} y1={y} y2={y} />
      <text x={edge.left - 6} y={y + 4} textAnchor="end">
        {says}
      </text>
    </g>
  )
}

/** A line across the chart where something happened, with what it was. */
function Moment({ x, to, says }: { readonly x: number; readonly to: number; readonly says: string }) {
  return (
    <g>
      <line className="phenomenon-moment" x1={x} x2={x} y1={edge.top} y2={to} />
      <text x={x} y={edge.top - 4} textAnchor="middle">
        {says}
      </text>
    </g>
  )
}

function ChangeMark({ x, to, rises }: { readonly x: number; readonly to: number; readonly rises: boolean }) {
  return (
    <g className="phenomenon-change">
      <line x1={x} x2={x} y1={edge.top} y2={to} />
      <text x={x} y={edge.top - 4} textAnchor="middle">
        {rises ? '▲' : '▼'}
      </text>
    </g>
  )
}
