/** `baken figures import|list|show`: published figures from a file, and each series with every value that was published. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { figureColumns } from '../../../desk/figures/figure-file.ts'
import { figureCsv, figureJsonStat, figureSdmx } from '../../../desk/figures/formats.ts'
import { importFigures, listFigures, readFigureSeries } from '../../../desk/figures/figures.ts'
import { readYearReport, yearReportPdf } from '../../../desk/figures/report/year-report.ts'
import type { FigureFault } from '../../../model/figures/figure.ts'
import type { App } from '../../../run/app.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../../command.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type ExitCode } from '../../output.ts'
import { machineUser } from '../../person.ts'
import { tableLines } from '../../table.ts'

type FigurePage = Parameters<typeof figureCsv>[0]

const mostBytes = 2_000_000
const ground = { user: 'console', mandate: null }

export const figures: Command = {
  name: 'figures',
  usage:
    'baken figures import FILE.csv [--reason TEXT] | list | show SERIES [--year Y] [--state N] [--csv|--sdmx-csv|--json-stat] | report YEAR --out FILE.pdf [--language nl|en] [--state N]',
  help: `
  import FILE.csv  takes in published figures, whole or, with any fault, not at all; each fault is told by its line. What is there already
                   is not taken in twice. Columns: ${figureColumns.map((one) => one.name).join(', ')}
                   (needed: those before note, and source). A value is 1561, 950-952 (a range) or "68 or 152" (the source leaves it open)
  list             the series
  show SERIES      every published value, with those of series that count the same in another way
  report YEAR      the report of a year as a tagged PDF, in Dutch or English (--language): the same state gives the same bytes
  --out FILE.pdf   where the report goes
  --year Y         only values of that year
  --state N        as it was known when figure N was the newest: the same bytes at any later time
  --csv            as it is taken in; --sdmx-csv: SDMX-CSV 2.0; --json-stat: JSON-stat 2.0
  --reason TEXT    why it is taken in, for the ledger`,
  options: {
    year: { type: 'string' },
    state: { type: 'string' },
    csv: { type: 'boolean' },
    'sdmx-csv': { type: 'boolean' },
    'json-stat': { type: 'boolean' },
    out: { type: 'string' },
    language: { type: 'string' },
    reason: { type: 'string' }
  },
  async run(context) {
    const [verb, operand] = context.operands
    const file = verb === 'import' ? fileOf(operand) : null
    if (!['import', 'list', 'show', 'report'].includes(verb ?? '') || (verb !== 'list' && operand === undefined))
      throw new UsageError('Say import and a file, list, show and a series, or report and a year.')
    const asked = verb === 'report' ? reportOf(context, operand ?? '') : null
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      if (file !== null) return await takeIn(opened.app, context, operand ?? '', file)
      if (asked !== null) return await report(opened.app, context, asked)
      return verb === 'list' ? await list(opened.app, context) : await show(opened.app, context, operand ?? '')
    } finally {
      await opened.app.close()
    }
  }
}

interface ReportOptions {
  readonly year: number
  readonly language: 'nl' | 'en'
  readonly state: number | null
  readonly out: string
}

function reportOf(context: CommandContext, year: string): ReportOptions {
  const [out, language = 'nl'] = [textOption(context, 'out'), textOption(context, 'language')]
  if (!/^(?:19|20)\d\d$/.test(year)) throw new UsageError('Say the year of the report: baken figures report 2020.')
  if (out === undefined) throw new UsageError('Say where the report goes: --out FILE.pdf.')
  if (language !== 'nl' && language !== 'en') throw new UsageError('--language is nl or en.')
  return { year: Number(year), language, state: wholeOption(context, 'state'), out }
}

async function report({ store }: App, { output }: CommandContext, asked: ReportOptions): Promise<ExitCode> {
  const outcome = await readYearReport(store.pool, ground, asked)
  if (outcome.kind !== 'done') {
    output.say(`baken figures: nothing is known of ${asked.year}.`)
    return exitCodes.problem
  }
  const pdf = await yearReportPdf(outcome.value)
  writeFileSync(asked.out, pdf)
  await output.data(JSON.stringify({ file: asked.out, bytes: pdf.length, state: outcome.value.report.state }))
  return exitCodes.done
}

function fileOf(file: string | undefined): Buffer {
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })
  if (file === undefined || stats === undefined || stats.isDirectory()) throw new UsageError('Name a file of figures.')
  if (stats.size > mostBytes) throw new UsageError(`${file} is larger than ${mostBytes} bytes.`)
  return readFileSync(file)
}

const faultWords: Readonly<Record<FigureFault['fault'], string>> = {
  file: 'is no list that can be read',
  'column-missing': 'this column is missing',
  'column-unknown': 'no figure has this column',
  empty: 'nothing is in it',
  'too-long': 'it is too long',
  'no-series-name': 'a series is named by small letters, digits, - and _',
  'no-year': 'no year is in it',
  'no-value': 'it is no number, range (950-952) or pair of values (68 or 152)',
  'no-kind': 'it is count or estimate',
  'no-day': 'it is no year, month or day (2019, 2019-10, 2019-10-18)',
  'no-method': 'an estimate says how it was made',
  'interval-apart': 'only an estimate has an interval',
  'other-kind': 'a series holds counts or estimates, never both'
}

function faultLine({ line, column, fault, value }: FigureFault): string {
  if (fault === 'file') return value
  const where = [...(line === 0 ? [] : [`line ${line}`]), column].join(', ')
  return `${where}: ${faultWords[fault]}${value === '' ? '' : ` (${JSON.stringify(value)})`}`
}

async function takeIn(app: App, context: CommandContext, name: string, file: Buffer): Promise<ExitCode> {
  const { output } = context
  const reason = textOption(context, 'reason')?.trim().slice(0, 2_000) ?? ''
  const detail = { person: machineUser(), ...(reason !== '' && { reason }) }
  const { added, known, state, faults } = await importFigures(app.store.pool, ground, file, detail)
  if (faults.length > 0) {
    for (const one of faults) output.say(`baken figures: ${name}: ${faultLine(one)}`)
    output.say('Nothing was taken in.')
    return exitCodes.usage
  }
  await output.data(JSON.stringify({ added, known, state }))
  return exitCodes.done
}

async function list({ store }: App, { output }: CommandContext): Promise<ExitCode> {
  const { series } = await listFigures(store.pool, ground)
  const lines = output.json
    ? series.map((one) => JSON.stringify(one))
    : tableLines(
        ['series', 'kind', 'values', 'years', 'title'],
        series.map((one) => [
          one.id,
          one.kind,
          String(one.figures),
          one.fromYear === one.toYear ? String(one.fromYear) : `${one.fromYear}-${one.toYear}`,
          one.title.en
        ]),
        'There are no figures yet: baken figures import FILE.csv.'
      )
  for (const line of lines) await output.data(line)
  return exitCodes.done
}

async function show({ store }: App, context: CommandContext, series: string): Promise<ExitCode> {
  const { output, options } = context
  const [year, state] = ['year', 'state'].map((name) => wholeOption(context, name))
  const as = ['csv', 'sdmx-csv', 'json-stat'].some((name) => options[name] === true) ? 'export' : 'screen'
  const outcome = await readFigureSeries(store.pool, ground, { series, state: state ?? null, as })
  if (outcome.kind !== 'done') {
    output.say(`baken figures: no figure of a series ${JSON.stringify(series)}: see baken figures list.`)
    return exitCodes.problem
  }
  const page = ofYear(outcome.value, year ?? null)
  for (const line of linesOf(page, context)) await output.data(line)
  return exitCodes.done
}

function wholeOption(context: CommandContext, name: string): number | null {
  const text = textOption(context, name)
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} is a number.`)
  return Number(text)
}

function ofYear(page: FigurePage, year: number | null): FigurePage {
  if (year === null) return page
  const lines = page.lines.map((line) => ({
    ...line,
    figures: line.figures.filter((one) => one.fromYear <= year && one.toYear >= year)
  }))
  return { ...page, lines }
}

function linesOf(page: FigurePage, { output, options }: CommandContext): readonly string[] {
  const whole = (text: string): string[] => text.trimEnd().split('\r\n')
  if (options['csv'] === true) return whole(figureCsv(page))
  if (options['sdmx-csv'] === true) return whole(figureSdmx(page))
  if (options['json-stat'] === true) return [JSON.stringify(figureJsonStat(page))]
  const all = page.lines.flatMap((line) => line.figures)
  if (output.json) return all.map((one) => JSON.stringify(one))
  return tableLines(
    ['series', 'period', 'value', 'unit', 'state', 'publication', 'published', 'definition'],
    all.map((one) => [
      one.series,
      one.period,
      one.value,
      one.unit,
      one.state,
      `${one.publisher}: ${one.status}`,
      one.published ?? '-',
      one.definition
    ]),
    'No value of that year.'
  )
}
