/** Standing bars of weeks: opened ones full, sealed ones hatched; arrows walk the weeks, and a table is its twin. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../frame/format.ts'
import { filledWeeks, widthOf } from './weeks.ts'
import type { Week } from './weeks.ts'
import './bars.css'

export function WeekBars({ weeks, label }: { readonly weeks: readonly Week[]; readonly label: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [at, setAt] = useState<number | null>(null)
  const [table, setTable] = useState(false)
  const all = filledWeeks(weeks)
  const most = Math.max(1, ...all.map((one) => one.open + one.sealed))
  const shown = at === null ? null : all[at]
  const says = (one: Week): string => t('weeks.week', { day: format.day(one.week), open: one.open, sealed: one.sealed })
  return (
    <figure className="week-bars">
      <figcaption className="row-wrap small">
        <span className="quiet" aria-live="polite">
          {shown == null ? t('weeks.says', { count: all.length, most }) : says(shown)}
        </span>
        <Button className="link-button push" onPress={() => setTable(!table)}>
          {t(table ? 'weeks.asBars' : 'map.asTable')}
        </Button>
      </figcaption>
      {table ? (
        <Table weeks={all} label={label} />
      ) : (
        <>
          <div
            className="hist"
            style={widthOf(all.length)}
            role="slider"
            tabIndex={0}
            aria-label={label}
            aria-valuemin={1}
            aria-valuemax={Math.max(1, all.length)}
            aria-valuenow={(at ?? all.length - 1) + 1}
            aria-valuetext={says(shown ?? all.at(-1) ?? { week: '', open: 0, sealed: 0 })}
            onKeyDown={(event) => {
              const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
              if (by === undefined) return
              event.preventDefault()
              setAt(Math.max(0, Math.min(all.length - 1, (at ?? all.length - 1) + by)))
            }}
          >
            {all.map((one, nr) => (
              <span
                key={one.week}
                className={nr === at ? 'on' : undefined}
                title={says(one)}
                onMouseEnter={() => setAt(nr)}
              >
                <i className="bar-sealed" style={{ height: `${(100 * one.sealed) / most}%` }} />
                <i className="bar-open" style={{ height: `${(100 * one.open) / most}%` }} />
              </span>
            ))}
          </div>
          <p className="hist-axis" style={widthOf(all.length)} aria-hidden="true">
            <span>{format.dayMonth(all[0]?.week ?? null)}</span>
            {all.length > 1 && <span>{format.dayMonth(all.at(-1)?.week ?? null)}</span>}
          </p>
        </>
      )}
    </figure>
  )
}

function Table({ weeks, label }: { readonly weeks: readonly Week[]; readonly label: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="table-box" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('weeks.from')}</th>
            <th scope="col">{t('advert.state-open')}</th>
            <th scope="col">{t('advert.state-sealed')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((one) => (
            <tr key={one.week}>
              <th scope="row">{format.day(one.week)}</th>
              <td className="number">{one.open}</td>
              <td className="number">{one.sealed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
