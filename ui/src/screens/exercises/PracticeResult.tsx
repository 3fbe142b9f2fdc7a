/** What was known of a practice queue: rings found, strangers accused, adverts opened without ground. For this person alone, kept nowhere. */
import { useTranslation } from 'react-i18next'
import type { PracticeFeedback } from '../../../../src/contract/training/practice.ts'

export function PracticeResult({ said }: { readonly said: PracticeFeedback }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <h3>{t('exercise.step-3')}</h3>
      <ul className="exercise-order">
        <li>{t('practice.rings', said.rings)}</li>
        <li>{t('practice.strangers', said.strangers)}</li>
        <li>{t('practice.openedAll', said.opened)}</li>
      </ul>
      <p className="small quiet">{t('practice.kept')}</p>
    </div>
  )
}
