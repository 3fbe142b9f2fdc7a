/** The values of a series through the years: every published value of a year, hollow where it is not the last word, with known breaks. The table beside it is its twin. */
import { useTranslation } from 'react-i18next'
import type { FigurePage, FigureRow } from '../../../../src/contract/figures/figures.ts'
import { useFormat } from '../../frame/format.ts'
import { useSize } from '../../parts/map/useSize.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { placeLabels, type Label } from './labels.ts'
import { isOpen, useSaysValue } from './says.ts'
import '../../parts/bars.css'

const edge = { left: 52, right: 24, top: 34, bottom: 30 }

interface Point {
  readonly figure: FigureRow
  readonly beside: boolean
  readonly x: number
  readonly y: number
}

export function FigureChart({ page, title }: { readonly page: FigurePage; readonly title: string }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const says = useSaysValue()
  const { box, width, height } = useSize([860, 300])
  const [first] = page.lines
  const drawn = page.lines.map((line) => line.figures.filter((one) => isDrawn(one, first?.figures[0]?.unit)))
  const all = drawn.flat()
  if (all.length === 0) return null
  const years = all.map((one) => one.fromYear)
  const [from, to] = [Math.min(...years), Math.max(...years)]
  const step = niceStep(Math.max(...all.flatMap((one) => one.numbers)))
  const top = step * Math.ceil(Math.max(...all.flatMap((one) => one.numbers)) / step)
  const x = (year: number): number =>
    to === from ? width / 2 : edge.left + 20 + ((year - from) / (to - from)) * (width - edge.left - edge.right - 40)
  const y = (value: number): number => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom)
  const points = drawn.map((line, at) =>
    line.map((figure): Point => ({
      figure,
      beside: at > 0,
      x: x(figure.fromYear),
      y: y(middle(figure))
    }))
  )
  const labels = placeLabels(
    points.flat().map((one) => ({ x: one.x, y: one.y, text: says(one.figure) })),
    points.flatMap(joined),
    { left: edge.left, right: width, top: 0, bottom: height - edge.bottom }
  )
  const causes = new Map(page.falls.flatMap((fall) => fall.causes.map((cause) => [`${cause.year} ${cause.en}`, cause])))
  const marks = [...causes.values()].filter((cause) => cause.year > from && cause.year <= to)
  return (
    <figure className="figure-chart">
      <svg
        ref={box}
        className="chart chart-high"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('figures.chart', { title, from, to })}
      >
        <Axes {...{ top, step, years, x, y, width, height }} />
        {marks.map((cause) => (
          <g key={cause.year + cause.en}>
            <line
              className="figure-break"
              x1={x(cause.year - 0.5)}
              x2={x(cause.year - 0.5)}
              y1={12}
              y2={height - edge.bottom}
            />
            <title>{words(cause)}</title>
          </g>
        ))}
        {points.map((line, at) => (
          <path
            key={at}
            className={at === 0 ? 'figure-line' : 'figure-line figure-line-beside'}
            d={joined(line)
              .map(([a, b]) => `M${a.x} ${a.y}L${b.x} ${b.y}`)
              .join('')}
          />
        ))}
        {points.flat().map((point, at) => (
          <Mark key={point.figure.id} point={point} label={labels[at] ?? null} />
        ))}
      </svg>
      <Legend beside={points.length > 1} broken={marks.length > 0} />
    </figure>
  )
}

interface AxesProps {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly step: number
  readonly years: readonly number[]
  readonly x: (year: number) => number
  readonly y: (value: number) => number
}

function Axes({ top, step, years, x, y, width, height }: AxesProps) {
  const format = useFormat()
  const named = roomy(
    [...new Set(years)].toSorted((a, b) => a - b),
    x
  )
  return (
    <>
      {Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step).map((value) => (
        <g key={value}>
          <line className="gridline" x1={edge.left} x2={width - edge.right} y1={y(value)} y2={y(value)} />
          <text x={edge.left - 8} y={y(value) + 4} textAnchor="end">
            {format.number(value)}
          </text>
        </g>
      ))}
      {named.map((year) => (
        <text key={year} x={x(year)} y={height - 8} textAnchor="middle">
          {year}
        </text>
      ))}
    </>
  )
}

function Legend({ beside, broken }: { readonly beside: boolean; readonly broken: boolean }) {
  const { t } = useTranslation()
  const marks = ['later', 'open', ...(beside ? ['beside'] : []), ...(broken ? ['break'] : [])]
  return (
    <figcaption className="figure-legend small quiet">
      {marks.map((one) => (
        <span key={one}>
          <i className={`figure-key figure-key-${one}`} aria-hidden="true" /> {t(`figures.mark-${one}`)}
        </span>
      ))}
      <span>{t('figures.lineNote')}</span>
    </figcaption>
  )
}

interface MarkProps {
  readonly point: Point
  /** Null where there is no room: the table has the number. */
  readonly label: Label | null
}

function Mark({ point: { figure, beside, x, y }, label }: MarkProps) {
  const says = useSaysValue()
  const style = `${beside ? 'figure-mark figure-mark-beside' : 'figure-mark'}${isOpen(figure) ? ' figure-mark-open' : ''}`
  return (
    <>
      {beside ? (
        <rect className={style} x={x - 5} y={y - 5} width={10} height={10} rx={1.5} />
      ) : (
        <circle className={style} cx={x} cy={y} r={5.5} />
      )}
      {label !== null && (
        <text className="figure-value" x={label.x} y={label.y} textAnchor={label.anchor}>
          {says(figure)}
        </text>
      )}
    </>
  )
}

/** A value of one year that is no norm, in the unit of the series. */
function isDrawn(one: FigureRow, unit: string | undefined): boolean {
  return one.fromYear === one.toYear && one.state !== 'norm' && one.unit === unit
}

/** Years whose names do not touch: the last and, going back, each that leaves room. */
function roomy(years: readonly number[], x: (year: number) => number): number[] {
  const named: number[] = []
  for (const year of years.toReversed()) {
    const after = named.at(-1)
    if (after === undefined || x(after) - x(year) >= 34) named.push(year)
  }
  return named
}

function middle({ numbers }: FigureRow): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

/** Values of years that follow on each other and come from one publication are joined; any other pair is not. */
function joined(line: readonly Point[]): (readonly [Point, Point])[] {
  return line.flatMap((point, at) => {
    const before = line[at - 1]
    const { figure } = point
    return before !== undefined &&
      figure.fromYear === before.figure.fromYear + 1 &&
      figure.status === before.figure.status &&
      figure.definition === before.figure.definition
      ? [[before, point] as const]
      : []
  })
}

/** 1, 2 or 5 times a power of ten, so that at most six lines are drawn. */
function niceStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 5)))
  return [1, 2, 5, 10].map((one) => one * power).find((one) => most / one <= 6) ?? power * 10
}
