/** A list as reports: a row each, by the names of its columns; what no question has is kept among the words, and nothing is ever run. Pure. */
import type { ReportBody } from '../../../contract/reports/reports.ts'
import { minorAnswers, personRoles, reportForms } from '../../../model/report.ts'
import { readCsv } from './csv-rows.ts'

type CsvReports =
  | { readonly kind: 'reports'; readonly reports: readonly ReportBody[]; readonly notes: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

/** Columns in Dutch that stand for a field. */
const dutch: Readonly<Record<string, string>> = {
  wat: 'what',
  plaats: 'place',
  wanneer: 'when',
  vorm: 'form',
  minderjarig: 'minor',
  haast: 'urgent',
  signalen: 'signs'
}
const most = { problems: 20, notes: 50 }
const yes = /^(?:yes|ja|true|waar|1|x)$/i

export function csvReports(bytes: Buffer): CsvReports {
  const read = readCsv(bytes)
  if (read.kind === 'wrong') return { kind: 'wrong', problems: read.problems }
  const [problems, notes]: [string[], string[]] = [[], [...read.notes]]
  const reports = read.rows.map(({ line, cells }) => {
    const body: Record<string, unknown> = {}
    const others: string[] = []
    for (const [at, column] of read.columns.entries()) {
      const value = asText(cells[at] ?? '', `line ${line}, ${column}`, notes)
      if (value === '') continue
      const problem = take(body, column, value, others)
      if (problem !== null) problems.push(`line ${line}, ${column.slice(0, 60)}: ${problem}`)
    }
    const words = [typeof body['what'] === 'string' ? body['what'] : '', ...others].filter((one) => one !== '')
    return { ...body, ...(words.length > 0 && { what: words.join('\n') }) } as ReportBody
  })
  if (problems.length > 0) return { kind: 'wrong', problems: problems.slice(0, most.problems) }
  const more = notes.length - most.notes
  return { kind: 'reports', reports, notes: more > 0 ? [...notes.slice(0, most.notes), `and ${more} more`] : notes }
}

/** Puts a cell where it belongs; a sentence where it cannot be that. */
function take(body: Record<string, unknown>, column: string, value: string, others: string[]): string | null {
  const field = dutch[column.toLowerCase()] ?? column.toLowerCase()
  const role = personRoles.find((one) => field === `persons_${one}`)
  if (field === 'what' || field === 'place' || field === 'when' || field === 'key') body[field] = value
  else if (field === 'urgent') body[field] = yes.test(value)
  else if (field === 'signs') body[field] = value.split(/[\s,;]+/).filter((one) => one !== '')
  else if (field === 'form' || field === 'minor') {
    const known: readonly string[] = field === 'form' ? reportForms : minorAnswers
    const said = value.toLowerCase()
    if (!known.includes(said)) return `it is none of ${known.join(', ')}`
    body[field] = said
  } else if (role !== undefined) {
    if (!/^\d{1,5}$/.test(value)) return 'it is no number'
    body['persons'] = { ...(body['persons'] as object | undefined), [role]: Number(value) }
  } else others.push(`${column}: ${value}`)
  return null
}

/** A cell as the words that it is: an apostrophe that kept a spreadsheet from running it goes, and digits that one lost are told. */
function asText(cell: string, where: string, notes: string[]): string {
  const text = cell.trim()
  if (/^\d[.,]?\d*E\+?\d+$/i.test(text))
    notes.push(`${where}: "${text}" is a number that a spreadsheet shortened: its last digits are lost`)
  if (/^'[=+\-@]/.test(text)) return text.slice(1)
  if (/^[=@]|^[+-](?![\d\s().-]*$)/.test(text)) notes.push(`${where}: a formula is taken as words, and not run`)
  return text
}
