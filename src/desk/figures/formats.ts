/** A series in the forms that other programs read: CSV as it is taken in, SDMX-CSV 2.0 and JSON-stat 2.0. Pure. */
import type { FigurePage, FigureRow } from '../../contract/figures/figures.ts'
import { headLine, rowLine } from '../exports/csv.ts'
import { figureColumns } from './figure-file.ts'
import { standingNotes } from './notes.ts'

const csvColumns = figureColumns.map((one) => one.name)

/** The columns of a file that is taken in, in the same order: what is taken along here can be taken in elsewhere. */
export function figureCsv(page: FigurePage): string {
  const notes = standingNotes(page.notes)
  const rows = page.lines.flatMap(({ kind, figures }) =>
    figures.map(({ period, interval, ...figure }) => ({
      ...figure,
      cell_note: notes.get(figure.id) ?? null,
      year: period,
      kind,
      low: interval?.low ?? null,
      high: interval?.high ?? null
    }))
  )
  return headLine(csvColumns) + rows.map((row) => rowLine(csvColumns, row)).join('')
}

const sdmxColumns = [
  'STRUCTURE',
  'STRUCTURE_ID',
  'ACTION',
  'SERIES',
  'FIGURE',
  'TIME_PERIOD',
  'OBS_VALUE',
  'OBS_STATUS',
  'UNIT_MEASURE',
  'MEASURE_TITLE',
  'PUBLISHER',
  'PUBLICATION',
  'DEFINITION',
  'PUBLISHED',
  'KIND',
  'STATE',
  'VALUE_LOW',
  'VALUE_HIGH',
  'VALUE_AS_PUBLISHED',
  'METHOD',
  'NOTE',
  'SOURCE',
  'COMMENT_OBS'
] as const

/** Codes of CL_OBS_STATUS: estimated, provisional, else a normal value. */
function statusCode({ state }: FigureRow): string {
  return state === 'estimate' ? 'E' : state === 'provisional' ? 'P' : 'A'
}

/**
 * SDMX-CSV 2.0: a figure a row, under the dataflow BAKEN:FIGURES(1.0) with the dimensions SERIES, FIGURE and TIME_PERIOD. FIGURE is the
 * number of the publication's value, since one year may have several. OBS_VALUE is NaN, which SDMX writes for a missing number, where a
 * range or two values were published: these stand in VALUE_LOW and VALUE_HIGH. What a person wrote beside a value is its COMMENT_OBS.
 */
export function figureSdmx(page: FigurePage): string {
  const notes = standingNotes(page.notes)
  const rows = page.lines.flatMap(({ kind, figures }) =>
    figures.map((one) => ({
      STRUCTURE: 'dataflow',
      STRUCTURE_ID: 'BAKEN:FIGURES(1.0)',
      ACTION: 'I',
      SERIES: one.series,
      FIGURE: `F${one.id}`,
      TIME_PERIOD: sdmxPeriod(one),
      OBS_VALUE: one.form === 'one' ? (one.numbers[0] ?? 'NaN') : 'NaN',
      OBS_STATUS: statusCode(one),
      UNIT_MEASURE: one.unit,
      MEASURE_TITLE: one.measure,
      PUBLISHER: one.publisher,
      PUBLICATION: one.status,
      DEFINITION: one.definition,
      PUBLISHED: one.published,
      KIND: kind,
      STATE: one.state,
      VALUE_LOW: one.interval?.low ?? (one.form === 'one' ? null : one.numbers[0]),
      VALUE_HIGH: one.interval?.high ?? (one.form === 'one' ? null : one.numbers[1]),
      VALUE_AS_PUBLISHED: one.value,
      METHOD: one.method,
      NOTE: one.note,
      SOURCE: one.source,
      COMMENT_OBS: notes.get(one.id) ?? null
    }))
  )
  // Without the mark by which spreadsheets know a character set: readers of SDMX take it for a part of the first name.
  return [Object.fromEntries(sdmxColumns.map((name) => [name, name])), ...rows]
    .map((row) => rowLine(sdmxColumns, row))
    .join('')
}

/** A year, or a time range of SDMX (start and duration). */
function sdmxPeriod({ fromYear, toYear }: FigureRow): string {
  return fromYear === toYear ? String(fromYear) : `${fromYear}-01-01/P${toYear - fromYear + 1}Y`
}

/** JSON-stat 2.0: a dataset of figure × period, sparse; what each figure is stands in its label and in `extension`, what a person wrote beside it in its note. */
export function figureJsonStat(page: FigurePage): Record<string, unknown> {
  const figures = page.lines.flatMap((line) => line.figures)
  const periods = [...new Set(figures.map((one) => one.period))]
  const place = (one: FigureRow, at: number): string => String(at * periods.length + periods.indexOf(one.period))
  const value: Record<string, number> = {}
  const status: Record<string, string> = {}
  for (const [at, one] of figures.entries()) {
    const [single] = one.numbers
    if (one.form === 'one' && single !== undefined) value[place(one, at)] = single
    status[place(one, at)] = one.state
  }
  return {
    version: '2.0',
    class: 'dataset',
    label: page.series,
    source: [...new Set(figures.map((one) => one.publisher))].join('; '),
    id: ['figure', 'period'],
    size: [figures.length, periods.length],
    role: { time: ['period'] },
    dimension: {
      figure: {
        category: {
          index: figures.map((one) => `F${one.id}`),
          label: Object.fromEntries(
            figures.map((one) => [`F${one.id}`, `${one.measure}: ${one.publisher}, ${one.status}`])
          ),
          note: Object.fromEntries([...standingNotes(page.notes)].map(([id, text]) => [`F${id}`, [text]]))
        }
      },
      period: { category: { index: periods } }
    },
    value,
    status,
    extension: { state: page.state, figures: figures.map((one) => ({ ...one, id: `F${one.id}` })) }
  }
}
