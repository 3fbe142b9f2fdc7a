/** What an advert is called whose title may be sealed: where it stood and of which day it is. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '../frame/format.ts'
import { useNames } from './useNames.ts'

/** `postedAt`: when it was posted, or first seen, as an ISO 8601 moment. */
export function useAdvertOnSite(): (advert: { readonly site: string; readonly postedAt: string }) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ site, postedAt }) => t('advert.onSite', { site: names.site(site), day: format.day(postedAt) })
}
