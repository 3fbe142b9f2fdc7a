/** What is said to an answer: of each sentence what it was, why, and on what source, and how many were judged so: for this person alone, kept nowhere. */
import { useTranslation } from 'react-i18next'
import type { ExerciseFeedback } from '../../../../src/contract/training/exercises.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'

export function Feedback({ said }: { readonly said: ExerciseFeedback }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  return (
    <>
      <h3>{t('exercise.passages')}</h3>
      <p>{t('exercise.score', said.score)}</p>
      <ul className="divide exercise-said">
        {said.passages.map((one) => (
          <li key={one.passage}>
            <p>
              <b>{words(one)}</b>{' '}
              <span className={`tag said-${verdictOf(one)}`}>{t(`exercise.said-${verdictOf(one)}`)}</span>
            </p>
            <p className="small">{words(one.why)}</p>
            {one.sign !== null && (
              <p className="small quiet">
                {t(one.is === 'against' ? 'exercise.contrary' : 'exercise.list', { sign: words(one.sign) })}
              </p>
            )}
            <p className="small quiet wrap">{t('exercise.source', { source: words(one.source) })}</p>
          </li>
        ))}
      </ul>
      <h3>{t('exercise.acts')}</h3>
      <p>{t(said.actsRight ? 'exercise.actsRight' : 'exercise.actsOther')}</p>
      <ol className="exercise-order">
        {said.acts.map((one) => (
          <li key={one.en}>{words(one)}</li>
        ))}
      </ol>
      <h3>{t('exercise.whom')}</h3>
      <ul className="exercise-order">
        {said.call.map((one) => (
          <li key={one.en}>
            {words(one)} {one.right && <span className="tag">{t('exercise.callRight')}</span>}{' '}
            {one.chosen && <span className="tag">{t('exercise.callYours')}</span>}
          </li>
        ))}
      </ul>
      <h3>{t('exercise.remember')}</h3>
      <p>{words(said.remember)}</p>
      <p className="small quiet">{t('exercise.kept')}</p>
    </>
  )
}

/** How a choice and what a sentence is go together. */
function verdictOf({
  is,
  chosen
}: ExerciseFeedback['passages'][number]): 'seen' | 'missed' | 'not' | 'against' | 'left' {
  if (is === 'counts') return chosen ? 'seen' : 'missed'
  return chosen ? is : 'left'
}
