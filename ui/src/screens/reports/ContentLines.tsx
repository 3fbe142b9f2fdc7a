/** What a report says beside its words, one line for each question, also where nobody knew. */
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { useSignWords } from '../../names/useSignWords.ts'
import { useFormat } from '../../frame/format.ts'
import { personRoles } from './answers.ts'
import { whenWords } from './Overview.tsx'

type Content = NonNullable<Report['content']>
type Line = [name: string, says: string | null]

export function ContentLines({ content }: { readonly content: Content }) {
  const { t } = useTranslation()
  const linesOf = useContentLines()
  return (
    <dl className="report-lines">
      {linesOf(content).map(([label, says]) => (
        <div key={label}>
          <dt className="quiet small">{label}</dt>
          <dd>{says ?? t('reports.unknown')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Each question with its answer; null: not known. */
export function useContentLines(): (content: Content) => Line[] {
  const { t } = useTranslation()
  const format = useFormat()
  const signWords = useSignWords()
  const words = useOwnWords()
  return ({ place, position, when, form, persons, minor, signs, answers = [] }) => {
    const people = personRoles
      .filter((role) => persons[role] != null)
      .map((role) => `${t(`reports.role-${role}`)}: ${format.number(persons[role] ?? 0)}`)
    return [
      [t('reports.place'), place],
      [t('reports.here'), position === null ? null : `${position.lat}, ${position.lon} (${position.metres} m)`],
      [t('reports.when'), when === null || when === 'unknown' ? null : whenWords(when, format)],
      [t('reports.people'), people.length === 0 ? null : people.join(', ')],
      [t('reports.minor'), minor === null ? null : t(`reports.minor-${minor}`)],
      [t('reports.form'), form === null ? null : t(`reports.form-${form}`)],
      [t('reports.title.3'), signs.length === 0 ? null : signs.map((id) => signWords.get(id) ?? id).join('; ')],
      ...answers.map(({ question, says }): Line => [words(question), words(says)])
    ]
  }
}
