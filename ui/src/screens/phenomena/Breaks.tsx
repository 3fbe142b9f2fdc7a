/** Breaks of a curve in words: which source was new, or not looked at, in which weeks. */
import { useTranslation } from 'react-i18next'
import type { PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'
import { spansOf, weeksOf } from './cells.ts'

export function Breaks({ table }: { readonly table: PhenomenonTable }) {
  const { t } = useTranslation()
  if (table.breaks.length === 0) return null
  return (
    <>
      <p className="small">{t('phenomena.breaks')}</p>
      <ul className="small quiet">
        {spansOf(table.breaks, weeksOf(table)).map(({ source, kind, spans }) => (
          <li key={`${source} ${kind}`}>
            {t(`phenomena.break-${kind}`, { source })}: {spans.join(', ')}
          </li>
        ))}
      </ul>
    </>
  )
}
