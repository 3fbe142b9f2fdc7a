/** Light, dark, or as the machine has it: an attribute on the root that the style tokens read. */
import { useState } from 'react'
import { keepChoice, readChoice } from './choices.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(chosenTheme)
  return [
    theme,
    (next) => {
      keepChoice('theme', next)
      applyTheme(next)
      setTheme(next)
    }
  ]
}

/** Applies the kept choice; called before the first drawing so that nothing flashes. */
export function applyTheme(theme: Theme = chosenTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

function chosenTheme(): Theme {
  return themes.find((theme) => theme === readChoice('theme')) ?? 'system'
}
