/** Oefeningen: which there are, and one of them in three steps on a phone: what is seen, what is done first, how it was. And practice queues. */
import { useTranslation } from 'react-i18next'
import type { Exercise } from '../../../../src/contract/training/exercises.ts'
import { useExercises } from '../../api/training/exercises.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Choice } from '../../parts/Choice.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { formatPlace } from '../../place/address.ts'
import { ExercisePart } from './ExercisePart.tsx'
import { PracticeList } from './PracticeList.tsx'
import { PracticePart } from './PracticePart.tsx'
import './exercises.css'

/** `queues`: this person works with the queue of signals, and has queues to practise with. */
export function ExercisesScreen({ queues }: { readonly queues: boolean }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const { id, practice } = query
  const list = id === undefined && practice === undefined
  return (
    <div className="page exercises">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('exercise.title')}</h1>
          {list ? <p>{t('exercise.about')}</p> : <Go to="/exercises">{t('exercise.back')}</Go>}
        </div>
      </header>
      {list && queues && <PracticeList />}
      {list && <List />}
      {practice !== undefined && <PracticePart key={practice} id={practice} />}
      {practice === undefined && id !== undefined && <ExercisePart key={id} id={id} />}
    </div>
  )
}

const forms: readonly Exercise['form'][] = ['sexual', 'labour', 'criminal', 'services', 'minors']

/** All of them, or those of one form of exploitation. */
function List() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const exercises = useExercises()
  const { query } = usePlace()
  const form = forms.find((one) => one === query['form'])
  if (exercises.isPending) return <Loading what={t('exercise.title')} lines={8} />
  if (exercises.isError) return <ProblemNote error={exercises.error} retry={() => void exercises.refetch()} />
  const shown = exercises.data.exercises.filter((one) => form === undefined || one.form === form)
  return (
    <div className="stack">
      <div className="exercise-forms">
        <Choice
          label={t('exercise.form')}
          values={['', ...forms]}
          value={form ?? ''}
          says={(one) => t(one === '' ? 'exercise.form-all' : `exercise.form-${one}`)}
          onChange={(one) => refine({ form: one || null })}
        />
        <p className="small quiet" role="status">
          {t('exercise.shown', { count: shown.length })}
        </p>
      </div>
      <ul className="panel divide exercise-list">
        {shown.map((one) => (
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
    </div>
  )
}
