/** The records of research: what was asked, by whom, and whether somebody looked a second time. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useRecords } from '../../api/figures/research.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { AskDialog } from './RecordDialogs.tsx'
import { stateOf } from './stateOf.ts'

export function RecordsPart() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const found = useRecords()
  const [asking, setAsking] = useState(false)
  const records = found.data?.records ?? []
  return (
    <div className="stack">
      <div className="row row-wrap">
        <Button className="button-primary" onPress={() => setAsking(true)}>
          {t('research.ask')}
        </Button>
      </div>
      {found.isPending && <Loading what={t('research.part-records')} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && records.length === 0 && (
        <Empty title={t('research.recordsNone')}>
          <p>{t('research.recordsNext')}</p>
        </Empty>
      )}
      {records.length > 0 && (
        <Panel columns={12} title={t('research.part-records')} bare>
          <TableBox label={t('research.part-records')}>
            <table>
              <thead>
                <tr>
                  <th>{t('research.question')}</th>
                  <th>{t('research.view')}</th>
                  <th>{t('research.by')}</th>
                  <th>{t('research.at')}</th>
                  <th>{t('research.state')}</th>
                </tr>
              </thead>
              <tbody>
                {records.map((one) => (
                  <tr key={one.key}>
                    <th scope="row">
                      <Go to={formatPlace('/research', { part: 'records', record: one.key })}>{one.question}</Go>
                    </th>
                    <td>{t(`research.view-${one.filters.view}`)}</td>
                    <td>{names.person(one.by)}</td>
                    <td>{format.day(one.at)}</td>
                    <td>{t(`research.state-${stateOf(one)}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        </Panel>
      )}
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </div>
  )
}
