/** What the ledger is asked about; apart from the days of the form, so that a first screen that asks loads no calendar. */
import { useTranslation } from 'react-i18next'
import type { LedgerFilter } from '../../api/operations.ts'

/** What can be asked about, as the server names it. */
export const abouts = ['fact', 'advert', 'network', 'signal', 'person', 'case', 'capture', 'report', 'inCase'] as const

/** What the question is about. */
export function AboutField({ chosen }: { readonly chosen: LedgerFilter['about'] }) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('saw.what')}</span>
      <select name="about" defaultValue={chosen}>
        {abouts.map((one) => (
          <option key={one} value={one}>
            {t(`saw.kind-${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
