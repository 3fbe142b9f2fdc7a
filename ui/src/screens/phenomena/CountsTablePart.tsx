/** The table of counts, a row for each value and one of totals, weeks across: the twin of the chart. A value narrows the counts to it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PhenomenonTable } from '../../../../src/contract/phenomena/counts.ts'
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
    // A town of ours by its name, one of another country with that behind it.
    const [land, town] = value.split('/')
    if (town === undefined) return value
    return land === 'NL' ? town : `${town} (${land})`
  }
}

interface TablePartProps {
  readonly table: CountsTable
  /** Values are no buttons where the table stands as it is. */
  readonly fixed?: boolean
  /** Weeks from which the level is another one. */
  readonly changes?: PhenomenonTable['changes']
}

export function CountsTablePart({ table, fixed = false, changes = [] }: TablePartProps) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const by: Dimension | undefined = table.dimensions[1]?.name
  const weeks = weeksOf(table)
  return (
    <TableBox label={t('phenomena.tableLabel')} whole>
      <table>
        <thead>
          <tr>
            <th scope="col">{by === undefined ? '' : t(`phenomena.by-${by}`)}</th>
            {weeks.map((week) => (
              <th key={week} scope="col" className="right">
                {week}
                {changes.map(
                  (one) =>
                    one.week === week && (
                      <span key={week} className="quiet">
                        {' '}
                        {t(one.after > one.before ? 'phenomena.up' : 'phenomena.down')}
                      </span>
                    )
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {valuesOf(table).map((value, nth) => (
            <tr key={value}>
              <th scope="row">
                {fixed || by === undefined ? (
                  says(value)
                ) : (
                  <Button className="link-button" onPress={() => refine({ [by]: value, by: null })}>
                    {says(value)}
                  </Button>
                )}
              </th>
              {weeks.map((week, at) => (
                <CountCell key={week} counts={cellAt(table, at, nth)} />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('phenomena.total')}</th>
            {weeks.map((week, at) => (
              <CountCell key={week} counts={totalAt(table, at)} />
            ))}
          </tr>
        </tbody>
      </table>
    </TableBox>
  )
}

function CountCell({ counts }: { readonly counts: CellCounts | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <td className={`right number ${counts?.adverts === 0 ? 'phenomenon-zero' : ''}`}>
      {counts === null ? (
        <span className="phenomenon-hidden">{t('phenomena.hidden')}</span>
      ) : counts.adverts === 0 ? (
        <span className="quiet">0</span>
      ) : (
        t('phenomena.cell', { networks: format.number(counts.networks), adverts: format.number(counts.adverts) })
      )}
    </td>
  )
}
