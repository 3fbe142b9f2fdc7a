/** Signs, combinations of them and values of counts in the reader's language. */
import { useTranslation } from 'react-i18next'

/** `condition:housing-offered + voice:rotation`, or `sexual · NL/Utrecht`, as words; what has none stays as it is. */
export function useSigns(): (of: string) => string {
  const { t, i18n } = useTranslation()
  const said = (key: string, other: string): string => (i18n.exists(key) ? t(key) : other)
  return (of) =>
    of
      .split(' + ')
      .map((sign) => said(`research.sign-${sign.replace(':', '-')}`, sign))
      .join(' + ')
      .split(' · ')
      .map((value) => said(`research.value-${value}`, value))
      .join(' · ')
}
