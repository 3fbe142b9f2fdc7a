/** Reads a file of reports (JSON: one, a list, or one a line) into bodies as the interface takes them, or says where it is wrong. */
import { hash } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { ReportBody } from '../contract/reports/reports.ts'

export type ReportFile =
  | { readonly kind: 'reports'; readonly reports: readonly (ReportBody & { readonly key: string })[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

/** More than anybody types in a day, little enough to hold. */
export const mostReports = 1_000
export const mostBytes = 32 * 1024 * 1024
const mostProblems = 20

const schema = Compile(ReportBody)

/** Every report is judged before any is sent. Never throws. One without a key gets one of its content: the same file again is the same report. */
export function reportsIn(text: string): ReportFile {
  const values = valuesIn(text.replace(/^\uFEFF/, ''))
  if (typeof values === 'string') return { kind: 'wrong', problems: [values] }
  if (values.length === 0) return { kind: 'wrong', problems: ['Nothing is in it: write at least {"place": "…"}.'] }
  return judgedReports(values, 'report')
}

/** The same for values that were read: each is judged by the schema of the interface. `each`: what one is called in a problem. */
export function judgedReports(values: readonly unknown[], each: string): ReportFile {
  if (values.length > mostReports)
    return { kind: 'wrong', problems: [`It holds ${values.length} reports: give at most ${mostReports} at a time.`] }
  const problems = values.flatMap((value, at) => problemsOf(value, values.length === 1 ? '' : `${each} ${at + 1}: `))
  if (problems.length > 0) return { kind: 'wrong', problems: problems.slice(0, mostProblems) }
  const reports = (values as ReportBody[]).map((body) => ({ ...body, key: body.key ?? keyOf(body) }))
  return { kind: 'reports', reports }
}

function valuesIn(text: string): readonly unknown[] | string {
  if (text.trim() === '') return []
  try {
    const whole: unknown = JSON.parse(text)
    return Array.isArray(whole) ? (whole as unknown[]) : [whole]
  } catch (error) {
    const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, no: at + 1 }]))
    if (lines.length < 2 || !lines.every(({ line }) => line.trim().startsWith('{')))
      return `It is not JSON: ${(error as Error).message.slice(0, 200)}.`
    const values: unknown[] = []
    for (const { line, no } of lines) {
      try {
        values.push(JSON.parse(line))
      } catch (cause) {
        return `Line ${no} is not JSON: ${(cause as Error).message.slice(0, 200)}.`
      }
    }
    return values
  }
}

function problemsOf(value: unknown, where: string): string[] {
  return schema.Errors(value).map(({ instancePath, message, params }) => {
    const field = instancePath.slice(1).replaceAll('/', '.')
    const extra = (params as { readonly additionalProperties?: readonly string[] }).additionalProperties
    const names = extra === undefined ? '' : ` (${extra.slice(0, 5).join(', ').slice(0, 200)})`
    return `${where}${field === '' ? 'the report' : field.slice(0, 100)} ${message}${names}.`
  })
}

function keyOf(body: ReportBody): string {
  const sorted = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `file-${hash('sha256', JSON.stringify(sorted), 'hex').slice(0, 40)}`
}
