/** Reports that wait for somebody, above the signals in one queue; the filters of the address hold for them too. */
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '../../../../src/contract/reports/reports.ts'
import { useReports } from '../../api/reports.ts'
import { useFormat } from '../../frame/format.ts'
import { formatPlace } from '../../place/address.ts'
import { Go, usePlace } from '../../place/place.tsx'

const dayMs = 86_400_000
/** So many stand above the signals; the rest is a click further. */
const mostAbove = 3
/** What only a signal has: with one of these set no report fits. */
const ofSignals = ['class', 'region', 'site', 'mine'] as const

export function QueueReports() {
  const { t } = useTranslation()
  const format = useFormat()
  const { query } = usePlace()
  const { data = [] } = useReports('open')
  const rows = ofSignals.some((name) => (query[name] ?? '') !== '') ? [] : data.filter((one) => fits(one, query))
  if (rows.length === 0)
    return query['kind'] === 'reports' ? <p className="quiet queue-no-reports">{t('reports.noneHere')}</p> : null
  const alone = query['kind'] === 'reports'
  const shown = alone ? rows : rows.slice(0, mostAbove)
  return (
    <section className="queue-reports" aria-label={t('reports.inbox')}>
      <h2 className="small quiet">
        {t('reports.inbox')} <span className="number">{format.number(rows.length)}</span>
      </h2>
      <ul className="divide">
        {shown.map((one) => (
          <li key={one.id}>
            <Go to={`/reports/${one.id}`}>{one.headline ?? one.id}</Go>
            <p className="quiet small">
              {t(`reports.state-${one.state}`)}
              {one.readBy !== null && one.state === 'sent' && (
                <> · {t('reports.readBy', { at: format.moment(one.readBy) })}</>
              )}
              {one.late !== null && one.late !== 'no' && <> · {t('reports.marks.late')}</>}
              {one.danger && <> · {t('reports.marks.danger')}</>}
              {one.urgent && <> · {t('reports.marks.urgent')}</>}
            </p>
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <p className="small">
          <Go to={formatPlace('/signals', { ...query, kind: 'reports' })}>
            {t('reports.more', { count: rows.length - shown.length })}
          </Go>
        </p>
      )}
    </section>
  )
}

function fits({ form, sentAt }: ReportRow, query: Readonly<Record<string, string>>): boolean {
  const wanted = query['form'] ?? ''
  const days = Number(query['age'] ?? 0)
  const young = days === 0 || (sentAt !== null && Date.now() - Date.parse(sentAt) <= days * dayMs)
  return young && (wanted === '' || (form ?? 'unknown') === wanted)
}
