/** How many reports of a person there are, and about how many people: whoever was reported by several counts once. */
import { useTranslation } from 'react-i18next'
import type { ChainFigures } from '../../../../../src/contract/figures/chain.ts'
import { useFormat } from '../../../frame/format.ts'
import { TableBox } from '../../../parts/table/TableBox.tsx'
import { Panel } from '../../../parts/Panel.tsx'

export function PeoplePanel({ people: { years, all } }: Pick<ChainFigures, 'people'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (value: number | null) => (value === null ? t('figures.peopleHidden') : format.number(value))
  return (
    <Panel columns={12} title={t('figures.people')} note={t('figures.peopleNote')} foot={t('figures.peopleFoot')}>
      {all.reports === 0 && <p className="quiet">{t('figures.peopleNone')}</p>}
      {all.reports !== null && all.reports > 0 && (
        <p>
          {t(all.people === null ? 'figures.peopleFew' : 'figures.peopleSays', {
            reports: count(all.reports),
            people: count(all.people)
          })}
        </p>
      )}
      {years.length > 0 && (
        <TableBox label={t('figures.people')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('figures.peopleYear')}</th>
                <th scope="col" className="right">
                  {t('figures.peopleReports')}
                </th>
                <th scope="col" className="right">
                  {t('figures.peoplePeople')}
                </th>
              </tr>
            </thead>
            <tbody>
              {[
                ...years.map((one) => ({ ...one, name: String(one.year) })),
                { ...all, name: t('figures.peopleAll') }
              ].map(({ name, reports, people }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number right">{count(reports)}</td>
                  <td className="number right">{count(people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Panel>
  )
}
