/** The report of a year, to take along as a PDF in Dutch or English. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureList } from '../../../../../src/contract/figures/figures.ts'
import { Icon } from '../../../parts/Icon.tsx'

export function YearReport({ series }: Pick<FigureList, 'series'>) {
  const { t } = useTranslation()
  const from = Math.min(...series.map((one) => one.fromYear))
  const to = Math.max(...series.map((one) => one.toYear))
  const years = Array.from({ length: to - from + 1 }, (_, at) => to - at)
  const [year, setYear] = useState(to)
  return (
    <div className="row-wrap no-print">
      <label className="field field-row">
        <span>{t('figures.report')}</span>
        <select value={year} onChange={(event) => setYear(Number(event.target.value))}>
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {(['nl', 'en'] as const).map((language) => (
        <a
          key={language}
          className="button button-small"
          href={`/api/figure-reports/${year}?language=${language}`}
          download
        >
          <Icon name="download" /> {t(`figures.reportIn-${language}`)}
        </a>
      ))}
    </div>
  )
}
