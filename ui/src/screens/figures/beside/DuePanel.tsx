/** Definitive figures that are late or due soon, by the dated list. */
import { useTranslation } from 'react-i18next'
import type { FigureList } from '../../../../../src/contract/figures/figures.ts'
import { useFormat } from '../../../frame/format.ts'
import { useOwnWords } from '../../../names/useOwnWords.ts'

export function DuePanel({ due }: Pick<FigureList, 'due'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  if (due.length === 0) return null
  return (
    <section className="note" aria-label={t('figures.due')}>
      <b>{t('figures.due')}</b>
      <ul className="small">
        {due.map((one) => (
          <li key={`${one.series} ${one.year}`}>
            <b>{one.late ? t('figures.late', { count: one.days }) : t('figures.soon', { count: one.days })}</b>:{' '}
            {one.year}, {words(one.says)} ({format.day(one.due)})
          </li>
        ))}
      </ul>
    </section>
  )
}
