/** What is new in a week: wording and combinations of signs that at least five networks used, and from which groups of networks it comes. */
import { useTranslation } from 'react-i18next'
import type { ResearchWording } from '../../../../src/contract/research/wording.ts'
import { useWording } from '../../api/figures/research.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { usePlace } from '../../place/place.tsx'
import { useSigns } from './useSigns.ts'
import { WeekChoice } from './WeekChoice.tsx'

type Week = ResearchWording['weeks'][number]

export function WordingPart() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const found = useWording()
  if (found.isPending) return <Loading what={t('research.part-new')} lines={8} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { weeks, least } = found.data
  const told = weeks.find((one) => one.wording.length + one.signs.length > 0)
  const week = weeks.find((one) => one.week === query['week']) ?? told ?? weeks[0]
  if (week === undefined)
    return (
      <Empty title={t('research.none')}>
        <p>{t('research.noneNext')}</p>
      </Empty>
    )
  return (
    <div className="grid">
      <div className="c12 row-wrap">
        <WeekChoice weeks={weeks.map((one) => one.week)} chosen={week.week} />
        <span className="quiet">{t('research.counted', { networks: week.networks, adverts: week.adverts })}</span>
      </div>
      <News week={week} what="wording" />
      <News week={week} what="signs" />
      {week.leans.length > 0 && <Leans week={week} />}
      <p className="c12 quiet">{t('research.rule', { least })}</p>
    </div>
  )
}

function News({ week, what }: { readonly week: Week; readonly what: 'wording' | 'signs' }) {
  const { t } = useTranslation()
  const format = useFormat()
  const signs = useSigns()
  const rows = week[what]
  return (
    <Panel
      columns={6}
      title={t(`research.new-${what}`)}
      note={t('research.firstIn', { day: format.day(week.week) })}
      bare
    >
      {rows.length === 0 && <p className="panel-body">{t('research.nothingNew')}</p>}
      {rows.length > 0 && (
        <TableBox label={t(`research.new-${what}`)}>
          <table>
            <thead>
              <tr>
                <th>{t(`research.of-${what}`)}</th>
                <th className="number">{t('research.networks')}</th>
                <th className="number">{t('research.before')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.of}>
                  <th scope="row">{what === 'signs' ? signs(row.of) : row.of}</th>
                  <td className="number">{format.number(row.networks)}</td>
                  <td className="number">{format.number(row.before)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Panel>
  )
}

/** Whether the new wording comes from some groups more than all adverts do. */
function Leans({ week }: { readonly week: Week }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel
      columns={12}
      title={t('research.leans')}
      note={t('research.leansNote')}
      foot={<span>{t('research.leansWhy')}</span>}
      bare
    >
      <TableBox label={t('research.leans')}>
        <table>
          <thead>
            <tr>
              <th>{t('research.group')}</th>
              <th className="number">{t('research.shareUsing')}</th>
              <th className="number">{t('research.shareBase')}</th>
              <th>{t('research.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {week.leans.map((one) => (
              <tr key={`${one.by} ${one.of}`}>
                <th scope="row">
                  {t(`research.by-${one.by}`)}: {one.of}
                </th>
                <td className="number">{format.percent(one.using / one.usingAll)}</td>
                <td className="number">{format.percent(one.base / one.baseAll)}</td>
                <td>{t(`research.verdict-${one.verdict}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </Panel>
  )
}
