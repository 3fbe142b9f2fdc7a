/** What became of an act on many: how many were done, and each one that was not, with why; those can be picked again. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Report } from './useActs.ts'
import { useRowName } from './useSignalName.ts'

interface BulkReportProps {
  readonly report: Report
  readonly onPick: (ids: readonly number[]) => void
  readonly onClose: () => void
}

export function BulkReport({ report, onPick, onClose }: BulkReportProps) {
  const { t } = useTranslation()
  const nameOf = useRowName()
  const rows = new Map(report.targets.map((row) => [row.id, row]))
  return (
    <section className="note note-warn bulk-report" aria-label={t('report.title')}>
      <h3>
        {t('queue.partlyDone', {
          act: t(`act.${report.act.act}.past`),
          count: report.done.length,
          failed: report.failed.length
        })}
      </h3>
      <ul>
        {report.failed.map(({ id, error }) => {
          const row = rows.get(id)
          return (
            <li key={id}>
              <b>{row === undefined ? t('queue.signal') : nameOf(row)}</b>{' '}
              {t([`problem.${error}.what`, 'problem.other.what'])}
            </li>
          )
        })}
      </ul>
      <div className="actions">
        <Button onPress={onClose}>{t('notice.close')}</Button>
        <Button className="button-primary" onPress={() => onPick(report.failed.map((one) => one.id))}>
          {t('report.pick', { count: report.failed.length })}
        </Button>
      </div>
    </section>
  )
}
