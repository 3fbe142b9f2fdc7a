/** The questions that every report has, with the words that come with Baken (data/report-questions.tsv) and the choices of each. */
import { readFileSync } from 'node:fs'
import type { SignList } from '../../../contract/desk/signs.ts'
import { minorAnswers, reportForms, type BothWords, type FormWords } from '../../../model/report.ts'
import { signsOf } from '../../home/signs.ts'

interface FixedQuestion extends FormWords {
  readonly name: string
  /** As an XLSForm writes it. */
  readonly type: string
  readonly relevant: string
}

let known: ReadonlyMap<string, FixedQuestion> | null = null

/** By name, in the order of the form. */
export function fixedQuestions(): ReadonlyMap<string, FixedQuestion> {
  known ??= new Map(
    readFileSync(new URL('../../../../data/report-questions.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [name = '', type = '', nl = '', en = '', hintNl = '', hintEn = '', relevant = ''] = line.split('\t')
        const hint = hintNl === '' ? null : { nl: hintNl, en: hintEn }
        return [name, { name, type, label: { nl, en }, hint, relevant }]
      })
  )
  return known
}

interface Choice {
  readonly list: string
  readonly name: string
  readonly label: BothWords
}

const words: Readonly<Record<string, BothWords>> = {
  'minor yes': { nl: 'Ja', en: 'Yes' },
  'minor doubt': { nl: 'Misschien', en: 'Perhaps' },
  'minor no': { nl: 'Nee', en: 'No' },
  'minor unknown': { nl: 'Weet ik niet', en: 'I do not know' },
  'form sexual': { nl: 'Seksuele uitbuiting', en: 'Sexual exploitation' },
  'form labour': { nl: 'Arbeidsuitbuiting', en: 'Labour exploitation' },
  'form criminal': { nl: 'Criminele uitbuiting', en: 'Criminal exploitation' },
  'form other': { nl: 'Iets anders', en: 'Something else' },
  'form unknown': { nl: 'Weet ik niet', en: 'I do not know' },
  'yes yes': { nl: 'Ja', en: 'Yes' }
}

const signLists: readonly SignList[] = ['official', 'minors', 'labour', 'criminal']

/** The choices of the fixed questions; those of signs are the lists of signs. */
export function fixedChoices(): readonly Choice[] {
  const plain = [
    ...minorAnswers.map((name) => ['minor', name] as const),
    ...reportForms.map((name) => ['form', name] as const),
    ['yes', 'yes'] as const
  ].map(([list, name]) => ({ list, name, label: words[`${list} ${name}`] ?? { nl: name, en: name } }))
  const signs = signLists.flatMap((list) =>
    signsOf(list).headings.flatMap((heading) =>
      heading.groups.flatMap((group) => group.signs.map(({ id, nl, en }) => ({ list, name: id, label: { nl, en } })))
    )
  )
  return [...plain, ...signs]
}
