/** Reads an XLSForm as the form of a report: fixed questions get its words, others are added, and what cannot be asked here is told by row. */
import {
  formLimits,
  type BothWords,
  type FormQuestion,
  type FormWords,
  type QuestionKind,
  type ReportFormDefinition
} from '../../../model/report.ts'
import { fixedQuestions } from './fixed-questions.ts'
import { readRelevant } from './relevance.ts'
import { FormFault, readSheets } from './sheets-in.ts'
import { sheetRows, type SheetRow } from './sheet-rows.ts'
import { sameWords } from './xlsform-out.ts'

interface ReadForm {
  readonly form: ReportFormDefinition
  /** What of the form is not asked, or otherwise than it says, each with its row. */
  readonly notes: readonly string[]
}

/** Types that ask, by the first word of `type`. */
const asking: Readonly<Record<string, QuestionKind>> = {
  text: 'text',
  string: 'text',
  integer: 'whole',
  int: 'whole',
  decimal: 'number',
  range: 'number',
  date: 'day',
  datetime: 'text',
  time: 'text',
  barcode: 'text',
  note: 'note',
  select_one: 'one',
  select1: 'one',
  select_multiple: 'many',
  rank: 'many',
  acknowledge: 'one',
  trigger: 'one'
}
/** Types that XLSForm knows and a report leaves out: what a device fills in, what is computed, and files, which have a place of their own. */
const leftOut: ReadonlySet<string> = new Set(
  'start end today deviceid phonenumber username simserial subscriberid email audit start-geopoint background-audio calculate hidden xml-external csv-external image audio video file geopoint geotrace geoshape select_one_from_file select_multiple_from_file rank_from_file'.split(
    ' '
  )
)
const nameRule = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/
const origin = /citizen|nationalit|ethnic|religio|race$|country_?of_?(?:birth|origin)/i

/** Throws `FormFault` with the row, where the file is no XLSForm or contradicts itself: nothing of it holds then. */
export async function readXlsForm(bytes: Buffer): Promise<ReadForm> {
  const sheets = await readSheets(bytes)
  const survey = sheetRows(sheets, 'survey')
  if (survey === null) throw new FormFault('it has no sheet "survey": it is no XLSForm')
  if (survey.length === 0) throw new FormFault('its sheet "survey" asks nothing')
  const choices = choicesIn(sheetRows(sheets, 'choices') ?? [])
  const notes: string[] = []
  const words: Record<string, FormWords> = {}
  const questions: FormQuestion[] = []
  const groups: (BothWords | null)[] = []
  const names = new Set<string>()
  for (const row of survey) {
    const type = row.text('type').replaceAll(/\s+/g, ' ')
    if (type === '') continue
    const kind =
      type
        .toLowerCase()
        .replace(/^(begin|end) (group|repeat)$/, '$1_$2')
        .split(' ')[0] ?? ''
    if (kind === 'begin_group' || kind === 'begin_repeat') {
      if (kind === 'begin_repeat') notes.push(`row ${row.no}: a repeated group is asked once`)
      groups.push(row.words('label'))
    } else if (kind === 'end_group' || kind === 'end_repeat') {
      if (groups.pop() === undefined) throw new FormFault(`row ${row.no} of survey ends a group that did not begin`)
    } else if (fixedQuestions().has(row.text('name'))) takeWords(row, words)
    else if (leftOut.has(kind)) notes.push(`row ${row.no}: ${kind} is left out`)
    else {
      const question = questionOf(row, type, groups.findLast((one) => one !== null) ?? null, choices, notes)
      if (names.has(question.name))
        throw new FormFault(`row ${row.no} of survey: the name ${question.name} stands twice`)
      names.add(question.name)
      questions.push(question)
    }
    if (questions.length > formLimits.questions)
      throw new FormFault(`it has more than ${formLimits.questions} questions`)
  }
  if (groups.length > 0) throw new FormFault('a group of survey does not end')
  const title = (sheetRows(sheets, 'settings') ?? [])[0]?.text('form_title') ?? ''
  return {
    form: { title: both(title === '' ? 'Melding' : title), words, questions: connected(questions, notes) },
    notes
  }
}

/** Words of a fixed question, where they differ from those of Baken. */
function takeWords(row: SheetRow, into: Record<string, FormWords>): void {
  const fixed = fixedQuestions().get(row.text('name'))
  if (fixed === undefined) return
  const label = row.words('label') ?? fixed.label
  const hint = row.words('hint')
  if (!sameWords(label, fixed.label) || !sameWords(hint, fixed.hint)) into[fixed.name] = { label, hint }
}

type Choices = ReadonlyMap<string, FormQuestion['choices']>

function questionOf(
  row: SheetRow,
  type: string,
  group: BothWords | null,
  choices: Choices,
  notes: string[]
): FormQuestion {
  const [first = '', list = '', ...more] = type.split(' ')
  const kind = Object.hasOwn(asking, first.toLowerCase()) ? asking[first.toLowerCase()] : undefined
  const name = row.text('name')
  if (kind === undefined) throw new FormFault(`row ${row.no} of survey: XLSForm has no type "${type.slice(0, 60)}"`)
  if (!nameRule.test(name))
    throw new FormFault(`row ${row.no} of survey: "${name.slice(0, 60)}" is no name of a question`)
  const label = row.words('label') ?? row.words('hint') ?? both(name)
  let offered: FormQuestion['choices'] = []
  if (list !== '' && /^(?:select|rank)/i.test(first)) {
    const found = choices.get(list)
    if (found === undefined)
      throw new FormFault(`row ${row.no} of survey: there is no list of choices "${list.slice(0, 60)}"`)
    const other = { name: 'other', label: { nl: 'Anders', en: 'Other' } }
    offered = more.includes('or_other') ? [...found, other] : found
  } else if (kind === 'one') offered = [{ name: 'ok', label: { nl: 'Ja', en: 'Yes' } }]
  else if (kind === 'many') throw new FormFault(`row ${row.no} of survey: ${first} names no list of choices`)
  const relevant = row.text('relevant')
  const when = relevant === '' ? [] : readRelevant(relevant)
  if (when === null) notes.push(`row ${row.no}: "relevant" is more than is followed here: ${name} is always asked`)
  for (const column of ['constraint', 'calculation', 'choice_filter', 'repeat_count'])
    if (row.text(column) !== '') notes.push(`row ${row.no}: "${column}" is not followed`)
  if (/^(?:yes|true|true\(\))$/i.test(row.text('required')))
    notes.push(`row ${row.no}: ${name} is not required: no question of a report is`)
  if (origin.test(name))
    notes.push(`row ${row.no}: ${name} asks where somebody comes from, which counts nowhere in Baken`)
  return { name, kind, label, hint: row.words('hint'), group, choices: offered, when: when ?? [] }
}

function choicesIn(rows: readonly SheetRow[]): Choices {
  const lists = new Map<string, { name: string; label: BothWords }[]>()
  let count = 0
  for (const row of rows) {
    const list = row.text('list_name') || row.text('list name')
    const name = row.text('name') || row.text('value')
    if (list === '') continue
    if (name === '' || name.length > 200) throw new FormFault(`row ${row.no} of choices has no name that can be kept`)
    const known = lists.get(list) ?? []
    if (known.some((one) => one.name === name))
      throw new FormFault(`row ${row.no} of choices: ${name} stands twice in ${list}`)
    lists.set(list, [...known, { name, label: row.words('label') ?? both(name) }])
    if (++count > formLimits.choices) throw new FormFault(`it has more than ${formLimits.choices} choices`)
  }
  return lists
}

/** Conditions on what is no answer of this form (a value of a device, a fixed question) are not followed. */
function connected(questions: readonly FormQuestion[], notes: string[]): FormQuestion[] {
  const names = new Set([...questions.map((one) => one.name), 'minor', 'form'])
  return questions.map((question) => {
    const missing = question.when.flat().find((one) => !names.has(one.question))
    if (missing === undefined) return question
    notes.push(`${question.name} is always asked: its condition rests on ${missing.question}, which is no answer here`)
    return { ...question, when: [] }
  })
}

function both(text: string): BothWords {
  return { nl: text, en: text }
}
