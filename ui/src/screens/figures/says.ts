/** How a published value is written for a reader. */
import { useTranslation } from 'react-i18next'
import type { FigurePage, FigureRow } from '../../../../src/contract/figures/figures.ts'
import { useFormat } from '../../frame/format.ts'

/** "1.561", "950–952", "68 of 152". */
export function useSaysValue(): (of: Pick<FigureRow, 'numbers' | 'form'>) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ numbers, form }) => {
    const [a = '', b = ''] = numbers.map((one) => format.number(one))
    if (form === 'one') return a
    return form === 'range' ? `${a}–${b}` : t('figures.either', { a, b })
  }
}

/** What a publication says in words, in the language of the screen where it is known in both; else as it was published. */
export function useTold({ words }: Pick<FigurePage, 'words'>): (text: string) => string {
  const { i18n } = useTranslation()
  return (text) => words.find((one) => one.text === text)?.[i18n.language === 'en' ? 'en' : 'nl'] ?? text
}

/** What is not known to be the last word: drawn hollow, and said. */
export function isOpen({ state }: Pick<FigureRow, 'state'>): boolean {
  return state === 'provisional' || state === 'first' || state === 'derived' || state === 'contradictory'
}
