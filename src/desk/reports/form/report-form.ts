/** The form that holds, its versions, and what an answer to one of its added questions says. */
import type pg from 'pg'
import { act } from '../../../accountability/acts.ts'
import type { Answers } from '../../../contract/reports/reports.ts'
import type { BothWords, FormAnswer, FormQuestion, ReportFormDefinition } from '../../../model/report.ts'
import { withGround } from '../../../store/ground.ts'

interface HeldForm {
  /** 0: the one that comes with Baken. */
  readonly version: number
  readonly form: ReportFormDefinition
}

const first: HeldForm = {
  version: 0,
  form: { title: { nl: 'Melding', en: 'Report' }, words: {}, questions: [] }
}
/** The form is no content: it is read the same whoever asks. */
const reader = { user: 'pipeline', mandate: null }

/** The newest version, or the one that is asked for; null: there is no such version. */
export async function heldForm(pool: pg.Pool, version: number | null = null): Promise<HeldForm | null> {
  if (version === 0) return first
  const { rows } = await withGround(pool, reader, (tx) =>
    tx.query<{ version: number; definition: ReportFormDefinition }>(
      'select version, definition from report_form where $1::int is null or version = $1 order by version desc limit 1',
      [version]
    )
  )
  const [row] = rows
  if (row === undefined) return version === null ? first : null
  return { version: row.version, form: row.definition }
}

/** Keeps a form as the next version unless it is what holds. `detail`: what the ledger says beside (person, reason). */
export async function saveForm(
  pool: pg.Pool,
  form: ReportFormDefinition,
  detail: Readonly<Record<string, unknown>>
): Promise<{ readonly version: number; readonly added: boolean }> {
  return act<{ readonly version: number; readonly added: boolean }>(
    pool,
    { user: 'console', mandate: null },
    async (tx) => {
      const { rows } = await tx.query<{ version: number; same: boolean }>(
        'select version, definition = $1::jsonb as same from report_form order by version desc limit 1',
        [JSON.stringify(form)]
      )
      const [newest] = rows
      if (newest?.same === true) return { result: { version: newest.version, added: false }, entry: null }
      const made = await tx.query<{ version: number }>(
        `insert into report_form (by, definition) values ('console', $1) returning version`,
        [JSON.stringify(form)]
      )
      const version = made.rows[0]?.version ?? 0
      const entry = { act: 'report.form', detail: { version, questions: form.questions.length, ...detail } }
      return { result: { version, added: true }, entry }
    }
  )
}

/** What a report answers, with the words of the questions; null: it answers what its form does not ask, or not so. `lenient`: what does not fit is left out. */
export async function answersIn(
  pool: pg.Pool,
  answers: Answers | undefined,
  lenient = false
): Promise<readonly FormAnswer[] | null> {
  const values = Object.entries(answers?.values ?? {})
  if (answers === undefined || values.length === 0) return []
  const held = await heldForm(pool, answers.form)
  if (held === null) return lenient ? [] : null
  const asked = new Map(held.form.questions.map((one) => [one.name, one]))
  if (!lenient && values.some(([name]) => !asked.has(name))) return null
  const found: FormAnswer[] = []
  // In the order of the form, so that the same answers are the same content.
  for (const question of held.form.questions) {
    const says = saysOf(question, answers.values[question.name])
    if (says === 'wrong' && lenient) continue
    if (says === 'wrong') return null
    const value = answers.values[question.name] ?? null
    if (says !== null && value !== null) found.push({ name: question.name, question: question.label, value, says })
  }
  return found
}

/** Null: not answered. */
function saysOf(
  { kind, choices }: FormQuestion,
  value: Answers['values'][string] | undefined
): BothWords | 'wrong' | null {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (kind === 'one' || kind === 'many') {
    const named = [value].flat().map((one) => choices.find((choice) => choice.name === String(one)))
    if (named.includes(undefined) || (kind === 'one' && named.length > 1)) return 'wrong'
    const words = (language: 'nl' | 'en'): string => [...new Set(named.map((one) => one?.label[language]))].join('; ')
    return { nl: words('nl'), en: words('en') }
  }
  if (kind === 'note' || Array.isArray(value)) return 'wrong'
  const text = String(value).replaceAll('\0', '').toWellFormed().trim()
  if (text === '') return null
  const fits =
    kind === 'whole'
      ? /^-?\d{1,15}$/
      : kind === 'number'
        ? /^-?\d{1,15}(?:[.,]\d{1,15})?$/
        : kind === 'day'
          ? /^\d{4}-\d\d-\d\d$/
          : /^/
  return fits.test(text) ? { nl: text, en: text } : 'wrong'
}
