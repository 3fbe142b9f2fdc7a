/** How rare a shared thing is: in how many adverts it stands, with a mark where it is too common to build on alone. */
import { useTranslation } from 'react-i18next'

/** Above this many adverts a shared value says little on its own. */
export const commonAbove = 200

/** The mark of a value in so many adverts; nothing for a rarer one. */
export function CommonMark({ adverts }: { readonly adverts: number }) {
  const { t } = useTranslation()
  if (adverts <= commonAbove) return null
  return <span className="tag tag-warn">{t('links.common')}</span>
}
