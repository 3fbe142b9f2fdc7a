/** What presses about a report, as words: danger, urgent, a possible minor, a term that passed. */
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '../../../../src/contract/reports/reports.ts'

export function Marks({ row }: { readonly row: ReportRow }) {
  const { t } = useTranslation()
  const marks = (['danger', 'urgent', 'minor', 'late'] as const).filter((mark) =>
    mark === 'late' ? row.late !== null && row.late !== 'no' : row[mark]
  )
  return marks.map((mark) => (
    <span key={mark} className="tag tag-warn">
      {t(`reports.marks.${mark}`)}
    </span>
  ))
}
