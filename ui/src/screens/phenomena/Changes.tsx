/** Weeks from which the rates stand on another level: the words beside the chart. */
import { useTranslation } from 'react-i18next'
import type { PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'
import { useFormat } from '../../frame/format.ts'

export function Changes({ table }: { readonly table: PhenomenonTable }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (table.steady === 0) return null
  return (
    <>
      <p className="small">{t(table.changes.length === 0 ? 'phenomena.noChanges' : 'phenomena.changes')}</p>
      <ul className="small quiet">
        {table.changes.map(({ week, before, after, p }) => (
          <li key={week}>
            {t('phenomena.change', {
              way: after > before ? '▲' : '▼',
              week,
              before: format.number(before),
              after: format.number(after),
              p: format.number(p)
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
