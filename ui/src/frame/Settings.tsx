/** The switches for language and theme. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { keepLanguage } from '../words/words.ts'
import { announce } from './announce.tsx'
import { themes, useTheme } from './theme.ts'

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'nl' ? 'en' : 'nl'
  return (
    <Button
      className="icon-button"
      aria-label={t('frame.language')}
      onPress={() => {
        keepLanguage(other).catch(() => announce(t('progress.offline')))
      }}
    >
      {other.toUpperCase()}
    </Button>
  )
}

export function ThemeSwitch() {
  const { t } = useTranslation()
  const [theme, setTheme] = useTheme()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  const sign = { system: '◐', light: '☀', dark: '☾' }[theme]
  return (
    <Button
      className="icon-button"
      aria-label={t('frame.theme', { now: t(`theme.${theme}`), next: t(`theme.${next}`) })}
      onPress={() => setTheme(next)}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  )
}
