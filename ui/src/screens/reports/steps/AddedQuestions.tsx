/** The questions that the organisation added to the form, under their headings; none must be answered. */
import { useTranslation } from 'react-i18next'
import type { ReportForm } from '../../../../../src/contract/reports/reports.ts'
import { useReportForm } from '../../../api/reports.ts'
import { useOwnWords } from '../../../names/useOwnWords.ts'
import type { Body, StepProps } from '../outbox.ts'

type Question = ReportForm['questions'][number]
type Value = NonNullable<Body['answers']>['values'][string]

export function AddedQuestions({ body, change }: StepProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const form = useReportForm()
  const values = body.answers?.values ?? {}
  const asked = (form?.questions ?? []).filter((one) => isAsked(one, body))
  if (form === null || asked.length === 0) return null
  const groups = Map.groupBy(asked, ({ group }) => (group === null ? t('reports.added') : words(group)))
  const answer = (name: string, value: Value): void =>
    change({ answers: { form: form.version, values: { ...stillAsked(form, values), [name]: value } } })
  return [...groups].map(([title, questions]) => (
    <details key={title} className="panel report-signs" open>
      <summary>{title}</summary>
      <div className="stack">
        {questions.map((one) => (
          <Asked key={one.name} question={one} value={values[one.name] ?? null} answer={answer} />
        ))}
      </div>
    </details>
  ))
}

type Values = NonNullable<Body['answers']>['values']

/** Without what the form does not ask, or not so, any more: it may have changed since the report was begun. */
function stillAsked({ questions }: ReportForm, values: Values): Values {
  return Object.fromEntries(
    questions.flatMap(({ name, kind, choices }) => {
      const value = values[name] ?? null
      const chosen = kind === 'one' || kind === 'many' ? [value ?? []].flat() : []
      const offered = chosen.every((one) => choices.some((choice) => choice.name === one))
      return value === null || !offered ? [] : [[name, value]]
    })
  )
}

interface AskedProps {
  readonly question: Question
  readonly value: Value
  readonly answer: (name: string, value: Value) => void
}

function Asked({ question, value, answer }: AskedProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const { name, kind, label, hint, choices } = question
  if (kind === 'note') return <p className="quiet">{words(label)}</p>
  const head = (
    <>
      <span>{words(label)}</span>
      {hint !== null && <small className="quiet">{words(hint)}</small>}
    </>
  )
  if (kind === 'many') {
    const chosen: readonly string[] = typeof value === 'object' && value !== null ? value : []
    const tick = (one: string): void =>
      answer(name, chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one])
    return (
      <fieldset className="report-people">
        <legend>{head}</legend>
        {choices.map((one) => (
          <label key={one.name} className="check">
            <input type="checkbox" checked={chosen.includes(one.name)} onChange={() => tick(one.name)} />
            <span>{words(one.label)}</span>
          </label>
        ))}
      </fieldset>
    )
  }
  const written = value === null || Array.isArray(value) ? '' : String(value)
  const given = (typed: string): void => answer(name, typed === '' ? null : typed)
  return (
    <label className="field">
      {head}
      {kind === 'one' ? (
        <select value={written} onChange={(event) => given(event.target.value)}>
          <option value="">{t('reports.unknown')}</option>
          {choices.map((one) => (
            <option key={one.name} value={one.name}>
              {words(one.label)}
            </option>
          ))}
        </select>
      ) : (
        <input maxLength={4_000} value={written} onChange={(event) => given(event.target.value)} {...inputOf[kind]} />
      )}
    </label>
  )
}

const inputOf = {
  text: {},
  day: { type: 'date' },
  whole: { type: 'number', step: 1 },
  number: { type: 'number', step: 'any' }
} as const

/** One row of tests holds, of the answers as they are now. */
function isAsked({ when }: Question, { answers, minor, form }: Body): boolean {
  const said = (name: string): readonly string[] => {
    const value = name === 'minor' ? minor : name === 'form' ? form : answers?.values[name]
    return [value ?? ''].flat().map(String)
  }
  return when.length === 0 || when.some((row) => row.every((one) => said(one.question).includes(one.value) === one.is))
}

/** The words of a fixed question: those of the form, where it has its own. */
export function useFixedWords(): (name: string, part: 'label' | 'hint', own: string) => string {
  const words = useOwnWords()
  const form = useReportForm()
  return (name, part, own) => {
    const given = form?.words?.[name]
    if (given === undefined) return own
    const text = given[part]
    return text === null ? '' : words(text)
  }
}
