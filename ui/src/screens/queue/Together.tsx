/** What signals hold together: their adverts, sites and places, each counted once where they share it. */
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useNames } from '../../names/useNames.ts'

export function Together({ rows }: { readonly rows: readonly Pick<SignalRow, 'adverts' | 'places' | 'sites'>[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const places = [...new Set(rows.flatMap((one) => one.places))]
  const sites = [...new Set(rows.flatMap((one) => one.sites))]
  return t('merging.holds', {
    adverts: t('queue.adverts', { count: rows.reduce((sum, one) => sum + one.adverts, 0) }),
    sites: t('queue.sites', { count: sites.length }),
    places: names.places(places, 5)
  })
}
