/** What comes from the server in Dutch and English, in the language of the reader. */
import { useTranslation } from 'react-i18next'

interface BothWords {
  readonly nl: string
  readonly en: string
}

/** Picks the words of the language in force. */
export function useOwnWords(): (of: BothWords) => string {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? ({ en }) => en : ({ nl }) => nl
}
