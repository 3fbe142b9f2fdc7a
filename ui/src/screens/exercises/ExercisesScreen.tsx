/** Oefeningen: which there are, and one of them in three steps on a phone: what is seen, what is done first, how it was. */
import { useTranslation } from 'react-i18next'
import { useExercises } from '../../api/training/exercises.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Go, usePlace } from '../../place/place.tsx'
import { formatPlace } from '../../place/address.ts'
import { ExercisePart } from './ExercisePart.tsx'
import './exercises.css'

export function ExercisesScreen() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const id = query['id']
  return (
    <div className="page exercises">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('exercise.title')}</h1>
          {id === undefined ? <p>{t('exercise.about')}</p> : <Go to="/exercises">{t('exercise.back')}</Go>}
        </div>
      </header>
      {id === undefined ? <List /> : <ExercisePart key={id} id={id} />}
    </div>
  )
}

function List() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const exercises = useExercises()
  if (exercises.isPending) return <Loading what={t('exercise.title')} lines={8} />
  if (exercises.isError) return <ProblemNote error={exercises.error} retry={() => void exercises.refetch()} />
  return (
    <ul className="panel divide exercise-list">
      {exercises.data.exercises.map((one) => (
        <li key={one.id} className="item">
          <Go className="item-title" to={formatPlace('/exercises', { id: one.id })}>
            {words(one.title)}
          </Go>
          <p className="small">{words(one.intro)}</p>
          <p className="small quiet">
            {t(`exercise.form-${one.form}`)} · {t('exercise.minutes', { minutes: one.minutes })}
            {one.doneAt !== null && ` · ${t('exercise.done', { day: format.day(one.doneAt) })}`}
          </p>
        </li>
      ))}
    </ul>
  )
}
