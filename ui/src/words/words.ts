/** Sets up the two languages: Dutch unless the person chose English. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { keepChoice, readChoice } from '../frame/choices.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'

export async function startWords(): Promise<void> {
  const language = readChoice('language') === 'en' ? 'en' : 'nl'
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nl',
    resources: { nl: { translation: nl }, en: { translation: en } },
    // React escapes what it draws; doing it twice would show &amp; to the reader.
    interpolation: { escapeValue: false }
  })
  document.documentElement.lang = language
}

export function keepLanguage(language: 'nl' | 'en'): void {
  keepChoice('language', language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}
