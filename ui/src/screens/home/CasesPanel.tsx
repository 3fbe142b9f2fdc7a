/** Cases on the first screen: those of the reader with what waits in them, and what was referred to the reader. */
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'

type HomeCases = NonNullable<Home['cases']>

export function CasesPanel({ of }: { readonly of: HomeCases }) {
  const { t } = useTranslation()
  const empty = of.cases.length === 0 && of.referrals.length === 0
  return (
    <Panel
      columns={8}
      title={t('home.cases')}
      bare
      tools={
        <Go className="small" to="/cases">
          {t('home.allCases')}
        </Go>
      }
    >
      {empty ? (
        <p className="panel-body quiet">{t('home.noCases')}</p>
      ) : (
        <ul className="divide">
          {of.referrals.map((one) => (
            <ReferralLine key={one.key} referral={one} />
          ))}
          {of.cases.map((one) => (
            <CaseLine key={one.id} row={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function ReferralLine({ referral }: { readonly referral: HomeCases['referrals'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li className="item">
      <div>
        <Go className="item-title" to="/cases">
          {referral.title}
        </Go>
        <p className="quiet small">
          {t('home.referred', { by: names.person(referral.by), at: format.moment(referral.at) })}
        </p>
      </div>
      <span className="tag tag-warn">{t(`home.referral-${referral.state}`)}</span>
    </li>
  )
}

function CaseLine({ row }: { readonly row: HomeCases['cases'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li className="item">
      <div>
        <Go className="item-title" to={`/cases/${row.id}`}>
          {row.title}
        </Go>
        <p className="quiet small">
          {t('home.caseLine', {
            state: t(`home.case-${row.state}`),
            lead: names.person(row.lead),
            until: format.day(row.until)
          })}
        </p>
      </div>
      <span className="home-right">
        {row.myTasks > 0 && (
          <Go className="tag" to={`/cases/${row.id}?tab=tasks`}>
            {t('home.caseTasks', { count: row.myTasks })}
          </Go>
        )}
        {row.requests > 0 && <span className="tag tag-warn">{t('home.caseAsks', { count: row.requests })}</span>}
        {row.ended && <span className="tag tag-warn">{t('home.caseEnded')}</span>}
      </span>
    </li>
  )
}
