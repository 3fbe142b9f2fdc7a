/** The first screen of auditors: who read how much, and what was done most; it comes with the sentences for acts. */
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import { useFormat } from '../../frame/format.ts'
import { Person } from '../../names/Named.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { actWords } from '../ledger/sentence.ts'
import { Figures } from './ContentPanels.tsx'

/** So many kinds of acts are listed. */
const mostActs = 8

export function AuditPanels({ audit }: { readonly audit: NonNullable<Home['audit']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <Panel columns={8} title={t('home.audit')} note={t('home.readersNote')} bare>
        <div className="panel-body">
          <Figures
            of={[
              ['acts', audit.acts],
              ['people', audit.people],
              ['refusals', audit.refusals],
              ...(audit.erasedSoon === null ? [] : ([['erasedSoon', audit.erasedSoon]] as const))
            ]}
          />
        </div>
        <h3 className="home-sub">{t('home.readers')}</h3>
        <TableBox label={t('home.readers')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('ledger.actor')}</th>
                <th scope="col" className="right">
                  {t('home.reads')}
                </th>
                <th scope="col" className="right">
                  {t('home.night')}
                </th>
              </tr>
            </thead>
            <tbody>
              {audit.readers.map((reader) => (
                <tr key={reader.actor}>
                  <th scope="row">
                    <Go to={formatPlace('/ledger', { about: 'person', value: reader.actor })}>
                      <Person id={reader.actor} />
                    </Go>
                  </th>
                  <td className="right number">{format.number(reader.reads)}</td>
                  <td className="right number">{format.number(reader.night)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </Panel>
    </>
  )
}

/** What kinds of acts there were, the most frequent first. */
export function AuditAside({ audit }: { readonly audit: NonNullable<Home['audit']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const acts = Object.entries(audit.byAct).toSorted((a, b) => b[1] - a[1])
  return (
    <Panel columns={4} title={t('home.byAct')} bare>
      <ul className="divide">
        {acts.slice(0, mostActs).map(([act, count]) => (
          <li key={act} className="item">
            <Go className="item-title" to={formatPlace('/ledger', { act })}>
              {actWords(act, (keys, values) => t(keys, values ?? {}))}
            </Go>
            <span className="quiet number">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
