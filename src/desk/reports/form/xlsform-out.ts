/** Writes the form of a report as an XLSForm (xlsform.org), which `pyxform` takes without a warning and an import reads back. Pure. */
import type { BothWords, FormQuestion, ReportFormDefinition } from '../../../model/report.ts'
import { fixedChoices, fixedQuestions } from './fixed-questions.ts'
import { writeRelevant } from './relevance.ts'
import { writeSheets } from './sheets-out.ts'

const languages = { nl: 'Nederlands (nl)', en: 'English (en)' } as const

const typeNames = { text: 'text', number: 'decimal', whole: 'integer', day: 'date', note: 'note' } as const

/** `version`: of the form, 0 for the one that comes with Baken. */
export function writeXlsForm(form: ReportFormDefinition, version: number): Buffer {
  return writeSheets(
    new Map([
      ['survey', surveyOf(form)],
      ['choices', choicesOf(form)],
      [
        'settings',
        [
          ['form_title', 'form_id', 'version', 'default_language'],
          [form.title.nl, 'baken_report', String(version), languages.nl]
        ]
      ]
    ])
  )
}

function surveyOf({ words, questions }: ReportFormDefinition): string[][] {
  const rows = [
    [
      'type',
      'name',
      `label::${languages.nl}`,
      `label::${languages.en}`,
      `hint::${languages.nl}`,
      `hint::${languages.en}`,
      'relevant'
    ]
  ]
  for (const fixed of fixedQuestions().values()) {
    const { label, hint } = words[fixed.name] ?? fixed
    rows.push([fixed.type, fixed.name, ...both(label), ...both(hint), fixed.relevant])
  }
  let group: BothWords | null = null
  let groups = 0
  for (const question of questions) {
    if (!sameWords(group, question.group)) {
      if (group !== null) rows.push(['end_group'])
      group = question.group
      if (group !== null) rows.push(['begin_group', `group_${++groups}`, ...both(group)])
    }
    const { name, label, hint, when } = question
    rows.push([typeOf(question), name, ...both(label), ...both(hint), writeRelevant(when)])
  }
  if (group !== null) rows.push(['end_group'])
  return rows
}

function choicesOf({ questions }: ReportFormDefinition): string[][] {
  const own = questions.flatMap((question) =>
    question.choices.map(({ name, label }) => [`choices_${question.name}`, name, ...both(label)])
  )
  const fixed = fixedChoices().map(({ list, name, label }) => [list, name, ...both(label)])
  return [['list_name', 'name', `label::${languages.nl}`, `label::${languages.en}`], ...fixed, ...own]
}

function typeOf({ kind, name }: FormQuestion): string {
  if (kind === 'one') return `select_one choices_${name}`
  return kind === 'many' ? `select_multiple choices_${name}` : typeNames[kind]
}

function both(words: BothWords | null): [string, string] {
  return [words?.nl ?? '', words?.en ?? '']
}

export function sameWords(a: BothWords | null, b: BothWords | null): boolean {
  return a?.nl === b?.nl && a?.en === b?.en
}
