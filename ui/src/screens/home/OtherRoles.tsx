/** The first screens of operators and administrators: figures, what needs a look, and no content. */
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import { useFormat } from '../../frame/format.ts'
import { termOf } from '../../frame/term.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'
import { Mandate } from '../../names/Named.tsx'
import { Figures } from './ContentPanels.tsx'

export function OperationPanels({ operation }: { readonly operation: NonNullable<Home['operation']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sources, due, failedSinceYesterday, refusedSinceYesterday, alarms } = operation
  return (
    <>
      <Panel columns={8} title={t('nav.sources')}>
        <Figures
          of={[
            ['sources', sources],
            ['due', due],
            ['failed', failedSinceYesterday],
            ['refused', refusedSinceYesterday]
          ]}
        />
      </Panel>
      <Panel columns={8} title={t('home.alarms')} bare>
        {alarms.length === 0 ? (
          <p className="panel-body quiet">{t('home.noAlarms')}</p>
        ) : (
          <ul className="divide">
            {alarms.map((source) => (
              <li key={source.id} className="item">
                <Go className="item-title" to="/sources">
                  {source.name}
                </Go>
                <span className="quiet small">{format.moment(source.lastAt)}</span>
                {source.alarms.map((alarm) => (
                  <p key={alarm} className="small soft">
                    {t([`alarm.${alarm}`, 'alarm.other'], { alarm })}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

export function AccountsPanels({ accounts }: { readonly accounts: NonNullable<Home['accounts']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <Panel columns={8} title={t('home.accounts')}>
        <Figures
          of={[
            ['active', accounts.active],
            ['inactive', accounts.inactive],
            ['withoutMandate', accounts.withoutMandate]
          ]}
        />
        <dl className="kv home-roles">
          {Object.entries(accounts.byRole).map(([role, count]) => (
            <div key={role} className="band">
              <dt>{t(`role.${role}`)}</dt>
              <dd className="number">{format.number(count)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel columns={8} title={t('home.mandates')} bare>
        {accounts.mandatesEnding.length === 0 ? (
          <p className="panel-body quiet">{t('home.noMandates')}</p>
        ) : (
          <ul className="divide">
            {accounts.mandatesEnding.map((mandate) => (
              <li key={mandate.id} className="item">
                <strong>
                  <Mandate id={mandate.id} />
                </strong>
                <span className="quiet">{termOf(mandate, t, format)}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}
