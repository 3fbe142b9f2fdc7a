/** Signs and combinations of them in the reader's language. */
import { useTranslation } from 'react-i18next'

/** `condition:housing-offered + voice:rotation` as words; what has none stays as it is. */
export function useSigns(): (of: string) => string {
  const { t, i18n } = useTranslation()
  return (of) =>
    of
      .split(' + ')
      .map((sign) => {
        const key = `research.sign-${sign.replace(':', '-')}`
        return i18n.exists(key) ? t(key) : sign
      })
      .join(' + ')
}
