/** Who is already on a signal, as far as the reader may know; nothing stands here for who may know of nothing. */
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'

export function AlreadyOn({ already }: { readonly already: NonNullable<Signal['already']> }) {
  const { t } = useTranslation()
  const names = useNames()
  const { cases, proposals, reports } = already
  return (
    <section className="block" aria-labelledby="already-title">
      <h3 id="already-title">{t('already.title')}</h3>
      <ul className="plain">
        {cases.map((one) => (
          <li key={one.id}>
            <Go to={`/cases/${one.id}`}>{t('already.case', { title: one.title })}</Go>{' '}
            <span className="quiet">{t('already.lead', { name: names.person(one.lead) })}</span>
          </li>
        ))}
        {proposals.map((one) => (
          <li key={one.id}>
            <Go to="/proposals?show=decided">{t('already.proposal', { id: one.id })}</Go>{' '}
            <span className="quiet">
              {t(`proposal.state-${one.state}`)}, {names.person(one.by)}
            </span>
          </li>
        ))}
        {reports.map((one) => (
          <li key={one.id}>
            <Go to={`/reports/${one.id}`}>{t('already.report', { id: one.id })}</Go>
          </li>
        ))}
      </ul>
    </section>
  )
}
