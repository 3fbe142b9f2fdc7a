/** The records of the chain in categories of IC-TIP and fields of HTCDS, and what fits none of them. */
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CategoryFigures } from '../../../../../src/contract/figures/chain.ts'
import { useCategoryFigures } from '../../../api/figures/figures.ts'
import { useFormat } from '../../../frame/format.ts'
import { Loading, ProblemNote } from '../../../frame/Notice.tsx'
import { useOwnWords } from '../../../names/useOwnWords.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { TableBox } from '../../../parts/table/TableBox.tsx'

export function CategoriesPanel() {
  const { t } = useTranslation()
  const categories = useCategoryFigures()
  if (categories.isPending) return <Loading what={t('figures.categories')} lines={4} />
  if (categories.isError) return <ProblemNote error={categories.error} retry={() => void categories.refetch()} />
  const { rows } = categories.data
  const unmapped = rows.filter((one) => !one.mapped).length
  return (
    <Panel
      columns={12}
      title={t('figures.categories')}
      note={t('figures.categoriesNote', { count: unmapped })}
      foot={
        <>
          <span>{t('figures.categoriesFoot')}</span>
          <a className="button button-small push no-print" href="/api/category-figures/csv" download>
            <Icon name="download" /> CSV
          </a>
        </>
      }
      bare
    >
      {rows.length === 0 ? <p className="panel-body quiet">{t('figures.categoriesNone')}</p> : <Rows rows={rows} />}
    </Panel>
  )
}

function Rows({ rows }: Pick<CategoryFigures, 'rows'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const groups = Map.groupBy(rows, (one) => one.group)
  return (
    <TableBox label={t('figures.categories')} whole>
      <table>
        <thead>
          <tr>
            {(['recorded', 'icTip', 'htcds', 'decidedBy'] as const).map((one) => (
              <th key={one} scope="col">
                {t(`figures.${one}`)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('figures.number')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...groups].map(([group, all]) => (
            <Fragment key={group}>
              <tr>
                <th scope="rowgroup" colSpan={5}>
                  {t(`figures.group-${group}`)}
                </th>
              </tr>
              {all.map((one) => (
                <tr key={one.value}>
                  <td>{one.says === null ? one.value : words(one.says)}</td>
                  <td className="small">
                    {one.mapped ? `${one.entity ?? ''}: ${one.category ?? ''}` : <b>{t('figures.unmapped')}</b>}
                  </td>
                  <td className="small">{one.field === null ? '–' : `${one.field}: ${one.fieldValue ?? ''}`}</td>
                  <td className="small">{one.decidedBy === null ? '–' : t(`figures.decided-${one.decidedBy}`)}</td>
                  <td className="right number">{t('figures.chainAtLeast', { count: format.number(one.atLeast) })}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
