/** Prices as adverts state them through time, as steps: the change is what matters; a table is its twin. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../frame/format.ts'
import { useNames } from '../names/useNames.ts'
import { useSize } from './map/useSize.ts'
import './bars.css'

export interface Price {
  readonly at: string
  readonly advert: number
  readonly amount: number
  readonly value: string
}

const [left, bottom] = [48, 24]

export function PriceSteps({ prices, label }: { readonly prices: readonly Price[]; readonly label: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [table, setTable] = useState(false)
  return (
    <>
      <div className="map-tools">
        <span className="quiet small">{t('prices.says', { count: prices.length })}</span>
        <Button className="link-button push" onPress={() => setTable(!table)}>
          {t(table ? 'weeks.asBars' : 'map.asTable')}
        </Button>
      </div>
      {table ? (
        <div className="table-box" role="region" aria-label={label} tabIndex={0}>
          <table>
            <tbody>
              {prices.map((one, at) => (
                <tr key={at}>
                  <th scope="row">{format.day(one.at)}</th>
                  <td>{names.value('price', one.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Drawing prices={prices} label={label} />
      )}
    </>
  )
}

function Drawing({ prices, label }: { readonly prices: readonly Price[]; readonly label: string }) {
  const format = useFormat()
  const names = useNames()
  const { box, width, height } = useSize([520, 180])
  const times = prices.map((one) => Date.parse(one.at))
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const top = Math.max(...prices.map((one) => one.amount)) * 1.1
  const x = (time: number): number => left + ((time - from) / Math.max(1, to - from)) * (width - left - 16)
  const y = (amount: number): number => height - bottom - (amount / top) * (height - bottom - 12)
  const points = prices.map((one) => ({ one, x: x(Date.parse(one.at)), y: y(one.amount) }))
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  return (
    <svg ref={box} className="chart chart-low" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line
            className="gridline"
            x1={left}
            x2={width - 16}
            y1={y(share * (top / 1.1))}
            y2={y(share * (top / 1.1))}
          />
          <text x={left - 8} y={y(share * (top / 1.1)) + 4} textAnchor="end">
            {format.number(share * (top / 1.1))}
          </text>
        </g>
      ))}
      <path
        className="steps-line"
        d={`M${first.x} ${first.y}${points
          .slice(1)
          .map((point) => `H${point.x}V${point.y}`)
          .join('')}`}
      />
      {points.map((point, at) => (
        <circle key={at} className="steps-mark" cx={point.x} cy={point.y} r="4">
          <title>{`${format.day(point.one.at)}: ${names.value('price', point.one.value)}`}</title>
        </circle>
      ))}
      <text x={left} y={height - 6}>
        {format.dayMonth(first.one.at)}
      </text>
      <text x={width - 16} y={height - 6} textAnchor="end">
        {format.dayMonth(last.one.at)}
      </text>
    </svg>
  )
}
