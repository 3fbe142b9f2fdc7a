/** What lies with whom in the cases of the reader: counts of cases and open tasks, never of others' cases. */
import { useTranslation } from 'react-i18next'
import { useWorkload } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

const columns = ['leads', 'cases', 'tasks', 'late'] as const

export function Workload() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const people = useWorkload().data ?? []
  if (people.length === 0) return null
  return (
    <Panel columns={12} title={t('case.workload')} note={t('case.workloadNote')}>
      <TableBox label={t('case.workload')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('case.workWho')}</th>
              {columns.map((one) => (
                <th key={one} scope="col" className="right">
                  {t(`case.work-${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.user}>
                <th scope="row">{names.person(one.user)}</th>
                {columns.map((column) => (
                  <td key={column} className="right number">
                    {format.number(one[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </Panel>
  )
}
