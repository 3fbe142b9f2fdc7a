/** How networks move from place to place: bars and the table of the same flows, of at least five networks each. */
import { useTranslation } from 'react-i18next'
import { useFlows } from '../../api/figures/research.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { usePlace } from '../../place/place.tsx'
import { WeekChoice } from './WeekChoice.tsx'

export function FlowsPart() {
  const { t } = useTranslation()
  const format = useFormat()
  const { query } = usePlace()
  const found = useFlows()
  if (found.isPending) return <Loading what={t('research.part-flows')} lines={8} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { weeks, least, over } = found.data
  const week = weeks.find((one) => one.week === query['week']) ?? weeks[0]
  if (week === undefined)
    return (
      <Empty title={t('research.none')}>
        <p>{t('research.noneNext')}</p>
      </Empty>
    )
  const most = Math.max(1, ...week.flows.map((one) => one.networks))
  return (
    <div className="grid">
      <div className="c12 row-wrap">
        <WeekChoice weeks={weeks.map((one) => one.week)} chosen={week.week} />
      </div>
      <Panel columns={12} title={t('research.flows')} note={t('research.flowsOver', { count: over })} bare>
        {week.flows.length === 0 && <p className="panel-body">{t('research.flowsNone', { least })}</p>}
        {week.flows.length > 0 && (
          <TableBox label={t('research.flows')}>
            <table>
              <thead>
                <tr>
                  <th>{t('research.from')}</th>
                  <th>{t('research.to')}</th>
                  <th className="number">{t('research.networks')}</th>
                  <th aria-hidden="true" />
                </tr>
              </thead>
              <tbody>
                {week.flows.map(({ from, to, networks }) => (
                  <tr key={`${from} ${to}`}>
                    <td>{from}</td>
                    <td>{to}</td>
                    <td className="number">{format.number(networks)}</td>
                    <td aria-hidden="true">
                      <meter min={0} max={most} value={networks} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Panel>
      <p className="c12 quiet">{t('research.flowsRule', { least })}</p>
    </div>
  )
}
