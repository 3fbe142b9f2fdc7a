/** Sets up the language of the interface: Dutch unless the person chose English. Only the words of that language are loaded. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { keepChoice, readChoice } from '../frame/choices.ts'

export type Language = 'nl' | 'en'

const tables = {
  nl: async () => (await import('./nl.ts')).nl,
  en: async () => (await import('./en.ts')).en
}

/** Words that come with their screens, so that the first view stays small. */
const parts = {
  admin: {
    nl: async () => (await import('./admin-nl.ts')).adminNl,
    en: async () => (await import('./admin-en.ts')).adminEn
  },
  audit: {
    nl: async () => (await import('./audit-nl.ts')).auditWordsNl,
    en: async () => (await import('./audit-en.ts')).auditWordsEn
  },
  barriers: {
    nl: async () => (await import('./barriers-nl.ts')).barriersNl,
    en: async () => (await import('./barriers-en.ts')).barriersEn
  },
  chain: {
    nl: async () => (await import('./chain-nl.ts')).chainNl,
    en: async () => (await import('./chain-en.ts')).chainEn
  },
  content: {
    nl: async () => (await import('./content-nl.ts')).contentNl,
    en: async () => (await import('./content-en.ts')).contentEn
  },
  custody: {
    nl: async () => (await import('./custody-nl.ts')).custodyNl,
    en: async () => (await import('./custody-en.ts')).custodyEn
  },
  did: {
    nl: async () => (await import('./did-nl.ts')).didNl,
    en: async () => (await import('./did-en.ts')).didEn
  },
  case: {
    nl: async () => (await import('./case-nl.ts')).caseNl,
    en: async () => (await import('./case-en.ts')).caseEn
  },
  exercises: {
    nl: async () => (await import('./exercises-nl.ts')).exercisesNl,
    en: async () => (await import('./exercises-en.ts')).exercisesEn
  },
  figures: {
    nl: async () => (await import('./figures-nl.ts')).figuresNl,
    en: async () => (await import('./figures-en.ts')).figuresEn
  },
  minors: {
    nl: async () => (await import('./minors-nl.ts')).minorsNl,
    en: async () => (await import('./minors-en.ts')).minorsEn
  },
  phenomena: {
    nl: async () => (await import('./phenomena-nl.ts')).phenomenaNl,
    en: async () => (await import('./phenomena-en.ts')).phenomenaEn
  },
  partners: {
    nl: async () => (await import('./partners-nl.ts')).partnersNl,
    en: async () => (await import('./partners-en.ts')).partnersEn
  },
  replay: {
    nl: async () => (await import('./replay-nl.ts')).replayNl,
    en: async () => (await import('./replay-en.ts')).replayEn
  },
  reports: {
    nl: async () => (await import('./reports-nl.ts')).reportsNl,
    en: async () => (await import('./reports-en.ts')).reportsEn
  },
  research: {
    nl: async () => (await import('./research-nl.ts')).researchNl,
    en: async () => (await import('./research-en.ts')).researchEn
  },
  sources: {
    nl: async () => (await import('./sources-nl.ts')).sourcesNl,
    en: async () => (await import('./sources-en.ts')).sourcesEn
  }
} as const
export type Part = keyof typeof parts
const loaded = new Set<Part>()

/** Loads the words of a part in the language in force; a change of language brings them along. */
export async function loadWords(part: Part): Promise<void> {
  const language: Language = i18next.language === 'en' ? 'en' : 'nl'
  i18next.addResourceBundle(language, 'translation', await parts[part][language](), true)
  loaded.add(part)
}

export async function startWords(): Promise<void> {
  const language: Language = readChoice('language') === 'en' ? 'en' : 'nl'
  await i18next.use(initReactI18next).init({
    lng: language,
    // Both tables have the same keys; a test compares them.
    fallbackLng: false,
    // Words that come later are shown where their places were waiting.
    react: { bindI18nStore: 'added' },
    resources: { [language]: { translation: await tables[language]() } },
    // React escapes what it draws; doing it twice would show &amp; to the reader.
    interpolation: { escapeValue: false }
  })
  document.documentElement.lang = language
}

/** Loads the words of the other language and shows them. Rejects, and leaves all as it is, when they cannot be loaded. */
export async function keepLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await tables[language]())
  for (const part of loaded) i18next.addResourceBundle(language, 'translation', await parts[part][language](), true)
  await i18next.changeLanguage(language)
  keepChoice('language', language)
  document.documentElement.lang = language
}
