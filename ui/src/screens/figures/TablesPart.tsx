/** Tables of reports in counts: two dimensions beside each other, the others summed or at one category; hidden cells say so. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureTables, PublishedTable } from '../../../../src/contract/figures/figure-tables.ts'
import { useFigureTable } from '../../api/figures/figures.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { refine, usePlace } from '../../place/place.tsx'

export function TablesPart({ tables }: Pick<FigureTables, 'tables'>) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const chosen = tables.find((one) => String(one.id) === query['table']) ?? tables[0]
  const table = useFigureTable(chosen?.id ?? null)
  if (chosen === undefined) return null
  return (
    <>
      <div className="row-wrap figure-ask">
        <label className="field field-row">
          <span>{t('figures.whichTable')}</span>
          <select value={chosen.id} onChange={(event) => refine({ table: event.target.value })}>
            {tables.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <a className="button button-small push no-print" href={`/api/figure-tables/${chosen.id}/csv`} download>
          <Icon name="download" /> CSV
        </a>
      </div>
      {table.isPending && <Loading what={chosen.title} lines={8} />}
      {table.isError && <ProblemNote error={table.error} retry={() => void table.refetch()} />}
      {table.isSuccess && <Published key={table.data.id} table={table.data} />}
    </>
  )
}

function Published({ table }: { readonly table: PublishedTable }) {
  const { t, i18n } = useTranslation()
  const { dimensions, publisher, year, status, source, invented, least, hidden } = table
  const [[rows, columns], setAxes] = useState<readonly [number, number]>([0, 1])
  const says = (name: string): string => (i18n.exists(`figures.in-${name}`) ? t(`figures.in-${name}`) : name)
  const axis = (which: 0 | 1, value: number): void => {
    const other = which === 0 ? columns : rows
    const kept = other === value ? (which === 0 ? rows : columns) : other
    setAxes(which === 0 ? [value, kept] : [kept, value])
  }
  return (
    <Panel
      columns={12}
      title={table.title}
      note={`${publisher}, ${year}, ${says(status)}${invented ? `, ${t('figures.invented')}` : ''}`}
      foot={
        <>
          <span>{t('figures.hiddenWhy', { least, count: hidden })}</span>
          <span>
            {t('figures.source')}: {source}
          </span>
        </>
      }
      bare
    >
      <div className="panel-body row-wrap">
        {([0, 1] as const).map((which) => (
          <label key={which} className="field field-row">
            <span>{t(which === 0 ? 'figures.rows' : 'figures.columns')}</span>
            <select value={which === 0 ? rows : columns} onChange={(event) => axis(which, Number(event.target.value))}>
              {dimensions.map((one, at) => (
                <option key={one.name} value={at}>
                  {t(`figures.by-${one.name}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <Counts {...{ table, rows, columns, says }} />
    </Panel>
  )
}

interface CountsProps {
  readonly table: PublishedTable
  readonly rows: number
  readonly columns: number
  readonly says: (name: string) => string
}

function Counts({ table: { title, dimensions, counts }, rows, columns, says }: CountsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const sizes = dimensions.map((one) => one.categories.length)
  const named = (dimension: number): string[] => [...(dimensions[dimension]?.categories ?? []), 'total']
  const countAt = (row: number, column: number): number | null => {
    const cell = sizes.reduce(
      (sum, size, at) => sum * (size + 1) + (at === rows ? row : at === columns ? column : size),
      0
    )
    return counts[cell] ?? null
  }
  return (
    <TableBox label={title} whole>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`figures.by-${dimensions[rows]?.name ?? 'reporter'}`)}</th>
            {named(columns).map((one) => (
              <th key={one} scope="col" className="right">
                {says(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named(rows).map((one, row) => (
            <tr key={one}>
              <th scope="row">{says(one)}</th>
              {named(columns).map((other, column) => {
                const count = countAt(row, column)
                return (
                  <td key={other} className="right number">
                    {count === null ? (
                      <span className="figure-hidden">{t('figures.hidden')}</span>
                    ) : (
                      format.number(count)
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
