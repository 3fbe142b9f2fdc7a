/** Where reports at the console come from: JSON, a list (CSV), or a file of entities of others (STIX, FollowTheMoney), by its name and its first words. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { ReportBody } from '../contract/reports/reports.ts'
import { csvReports } from '../desk/reports/exchange/csv-reports.ts'
import { exchangeFormat, readExchange } from '../desk/reports/exchange/exchange-file.ts'
import { UsageError } from './command.ts'
import { judgedReports, mostBytes, reportsIn, type ReportFile } from './report-file.ts'

export type KeyedReport = ReportBody & { readonly key: string }

export type ReportSource =
  | {
      readonly kind: 'reports'
      readonly reports: Iterable<KeyedReport> | AsyncIterable<KeyedReport>
      /** The mandates that they name; null: one that names none. */
      readonly mandates: ReadonlySet<string | null>
      readonly notes: readonly string[]
      /** The lines of the password, where stdin was read. */
      readonly stdin: string | undefined
    }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

const headBytes = 64 * 1024

/** `as`: with stdin, the lines before the first brace are the password's. Throws a UsageError for what is no file, or too large. */
export async function reportsFrom(file: string, as: boolean): Promise<ReportSource> {
  if (file === '-') {
    const { stdin, text } = fromStdin(as)
    return held(reportsIn(text), [], stdin)
  }
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) throw new UsageError(`${file} does not exist.`)
  if (stats.isDirectory()) throw new UsageError(`${file} is a folder: name a file.`)
  const format = exchangeFormat(headOf(file))
  if (format !== null) {
    const read = await readExchange(file, format)
    if (read.kind === 'wrong') return read
    const notes = [`${read.entities} entities were read.`, ...read.notes]
    return { kind: 'reports', reports: read.reports, mandates: new Set([null]), notes, stdin: undefined }
  }
  if (stats.size > mostBytes) throw new UsageError(`${file} is larger than ${mostBytes} bytes: divide it.`)
  if (!/\.(?:csv|tsv)$/i.test(file)) return held(reportsIn(readFileSync(file, 'utf8')), [], undefined)
  const list = csvReports(readFileSync(file))
  return list.kind === 'wrong' ? list : held(judgedReports(list.reports, 'row'), list.notes, undefined)
}

function held(found: ReportFile, notes: readonly string[], stdin: string | undefined): ReportSource {
  if (found.kind === 'wrong') return found
  const mandates = new Set(found.reports.map((one) => one.mandate ?? null))
  return { kind: 'reports', reports: found.reports, mandates, notes, stdin }
}

function headOf(file: string): string {
  const buffer = Buffer.alloc(headBytes)
  const handle = openSync(file, 'r')
  const bytes = readSync(handle, buffer, 0, headBytes, 0)
  closeSync(handle)
  return buffer.toString('utf8', 0, bytes).replace(/^\uFEFF/, '')
}

function fromStdin(as: boolean): { readonly stdin: string | undefined; readonly text: string } {
  const all = readFileSync(0, 'utf8')
  if (Buffer.byteLength(all) > mostBytes) throw new UsageError(`stdin holds more than ${mostBytes} bytes: divide it.`)
  if (!as) return { stdin: undefined, text: all }
  const [, password = ''] = /^([^\n]*\n?)/.exec(all) ?? []
  const rest = all.slice(password.length)
  const begins = rest.search(/^[ \t]*[{[]/m)
  const at = password.length + (begins === -1 ? rest.length : begins)
  return { stdin: all.slice(0, at), text: all.slice(at) }
}
