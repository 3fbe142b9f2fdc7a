/** One exercise: sentences to choose in the story, acts to put in order and whom to call, then what is said to it. What is chosen stays in this window. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Exercise, ExerciseFeedback } from '../../../../src/contract/training/exercises.ts'
import { useAnswerExercise, useExercise } from '../../api/training/exercises.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Feedback } from './Feedback.tsx'

export function ExercisePart({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const exercise = useExercise(id)
  if (exercise.isPending) return <Loading what={t('exercise.title')} lines={8} />
  if (exercise.isError) return <ProblemNote error={exercise.error} retry={() => void exercise.refetch()} />
  return <Steps exercise={exercise.data} />
}

function Steps({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const answer = useAnswerExercise(exercise.id)
  const { busy, problem, send } = useSending()
  const [step, setStep] = useState<1 | 2 | 3>(1)
  const [passages, setPassages] = useState<ReadonlySet<number>>(new Set())
  const [acts, setActs] = useState<readonly number[]>(exercise.acts.map((_, at) => at))
  const [call, setCall] = useState<number | null>(null)
  const [said, setSaid] = useState<ExerciseFeedback | null>(null)
  const again = (): void => {
    setStep(1)
    setPassages(new Set())
    setCall(null)
    setSaid(null)
  }
  return (
    <section className="panel exercise" aria-labelledby="exercise-title">
      <p className="exercise-stripe small">{t('exercise.invented')}</p>
      <div className="panel-body stack">
        <h2 id="exercise-title">{words(exercise.title)}</h2>
        <p className="quiet">{words(exercise.intro)}</p>
        <p className="small quiet" role="status">
          {t('exercise.step', { step })}: {t(`exercise.step-${step}`)}
        </p>
        {problem !== null && <ProblemNote error={problem} />}
        {step === 1 && <Story exercise={exercise} chosen={passages} onChange={setPassages} />}
        {step === 2 && <Acts {...{ exercise, acts, call }} onOrder={setActs} onCall={setCall} />}
        {step === 3 && said !== null && <Feedback said={said} />}
        <div className="exercise-foot">
          {step === 1 && (
            <Button className="button-primary" onPress={() => setStep(2)}>
              {t('exercise.next')}
            </Button>
          )}
          {step === 2 && (
            <Button
              className="button-primary"
              isDisabled={call === null}
              data-pending={busy || undefined}
              onPress={() =>
                void send(async () => {
                  setSaid(await answer.mutateAsync({ passages: [...passages], acts: [...acts], call: call ?? 0 }))
                  setStep(3)
                })
              }
            >
              {t('exercise.check')}
            </Button>
          )}
          {step === 3 && <Button onPress={again}>{t('exercise.again')}</Button>}
        </div>
      </div>
    </section>
  )
}

interface StoryProps {
  readonly exercise: Exercise
  readonly chosen: ReadonlySet<number>
  readonly onChange: (chosen: ReadonlySet<number>) => void
}

function Story({ exercise, chosen, onChange }: StoryProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  return (
    <fieldset className="exercise-story">
      <legend className="small quiet">{t('exercise.tap')}</legend>
      {exercise.parts.map((part, at) =>
        part.passage === null ? (
          <p key={at}>{words(part)}</p>
        ) : (
          <label key={at} className={chosen.has(part.passage) ? 'check passage passage-on' : 'check passage'}>
            <input
              type="checkbox"
              checked={chosen.has(part.passage)}
              onChange={() => onChange(toggled(chosen, part.passage ?? -1))}
            />
            <span>{words(part)}</span>
          </label>
        )
      )}
      <p className="small" role="status">
        {t('exercise.chosen', { count: chosen.size })}
      </p>
    </fieldset>
  )
}

function toggled(chosen: ReadonlySet<number>, one: number): ReadonlySet<number> {
  const next = new Set(chosen)
  if (!next.delete(one)) next.add(one)
  return next
}

interface ActsProps {
  readonly exercise: Exercise
  readonly acts: readonly number[]
  readonly call: number | null
  readonly onOrder: (acts: readonly number[]) => void
  readonly onCall: (call: number) => void
}

/** Buttons instead of dragging: each act moves one place earlier. */
function Acts({ exercise, acts, call, onOrder, onCall }: ActsProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  return (
    <>
      <p>{t('exercise.order')}</p>
      <ol className="divide exercise-acts">
        {acts.map((act, at) => {
          const says = words(exercise.acts[act] ?? { nl: '', en: '' })
          return (
            <li key={act}>
              <span>{says}</span>
              <Button
                aria-label={t('exercise.earlier', { act: says })}
                isDisabled={at === 0}
                onPress={() => onOrder(acts.with(at, acts[at - 1] ?? act).with(at - 1, act))}
              >
                ↑
              </Button>
            </li>
          )
        })}
      </ol>
      <fieldset className="exercise-story">
        <legend>{t('exercise.whom')}</legend>
        {exercise.call.map((one, at) => (
          <label key={one.en} className="check passage">
            <input type="radio" name="call" checked={call === at} onChange={() => onCall(at)} />
            <span>{words(one)}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
