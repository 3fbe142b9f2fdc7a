/** The table of counts, weeks down: the twin of the chart. A heading narrows the counts to its value. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Dimension } from '../../../../src/model/phenomena/traits.ts'
import { useFormat } from '../../frame/format.ts'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { refine } from '../../place/place.tsx'
import { cellAt, totalAt, valuesOf, weeksOf, type CellCounts, type CountsTable } from './cells.ts'

/** What a value is called. */
export function useSaysValue(): (value: string) => string {
  const { t, i18n } = useTranslation()
  return (value) => {
    if (i18n.exists(`phenomena.is-${value}`)) return t(`phenomena.is-${value}`)
    return value.startsWith('NL/') ? value.slice(3) : value
  }
}

interface TablePartProps {
  readonly table: CountsTable
  /** Headings are no buttons where the table stands as it is. */
  readonly fixed?: boolean
}

export function CountsTablePart({ table, fixed = false }: TablePartProps) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const by: Dimension | undefined = table.dimensions[1]?.name
  return (
    <TableBox label={t('phenomena.tableLabel')} whole>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('phenomena.by-week')}</th>
            {valuesOf(table).map((value) => (
              <th key={value} scope="col" className="right">
                {fixed || by === undefined ? (
                  says(value)
                ) : (
                  <Button className="link-button" onPress={() => refine({ [by]: value, by: null })}>
                    {says(value)}
                  </Button>
                )}
              </th>
            ))}
            <th scope="col" className="right">
              {t('phenomena.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeksOf(table).map((week, at) => (
            <tr key={week}>
              <th scope="row">{week}</th>
              {valuesOf(table).map((value, nth) => (
                <CountCell key={value} counts={cellAt(table, at, nth)} />
              ))}
              <CountCell counts={totalAt(table, at)} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function CountCell({ counts }: { readonly counts: CellCounts | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <td className="right number">
      {counts === null ? (
        <span className="phenomenon-hidden">{t('phenomena.hidden')}</span>
      ) : (
        t('phenomena.cell', { networks: format.number(counts.networks), adverts: format.number(counts.adverts) })
      )}
    </td>
  )
}
