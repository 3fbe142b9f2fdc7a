/** A file of published figures (CSV) as figures, or every fault of it with its line: nothing is taken in of a file that has one. Pure. */
import {
  figureKinds,
  type Figure,
  type FigureFault,
  type FigureKind,
  type FigureState
} from '../../model/figures/figure.ts'
import { readTable } from '../../text/data-file.ts'
import { namedRows, type NamedRow } from './named-rows.ts'

export type FigureFile =
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'wrong'; readonly faults: readonly FigureFault[] }

interface Column {
  readonly name: string
  /** A cell must say something. */
  readonly needed: boolean
  /** The column may be missing from a file. */
  readonly optional: boolean
  readonly mostChars: number
}

function column(name: string, needed: boolean, optional = false, mostChars = 300): Column {
  return { name, needed, optional, mostChars }
}

/** What a file holds, in any order. */
export const figureColumns: readonly Column[] = [
  column('series', true, false, 64),
  column('publisher', true),
  column('measure', true),
  column('year', true, false, 60),
  column('value', true, false, 60),
  column('unit', true, false, 60),
  column('status', true),
  column('note', false, true, 1_000),
  column('source', true, false, 1_000),
  column('definition', false, true, 1_000),
  column('published', false, true, 10),
  column('kind', false, true, 10),
  column('method', false, true),
  column('low', false, true, 30),
  column('high', false, true, 30),
  // What a person wrote beside the value where the file was made: read with it, and not taken in.
  column('cell_note', false, true, 1_000)
]

const mostFaults = 100
const number = String.raw`\d{1,12}(?:\.\d{1,6})?`
const pair = new RegExp(String.raw`^(${number})\s*([-–]|\p{L}+|\|)\s*(${number})$`, 'u')
const single = new RegExp(`^${number}$`)
/** Words by which a status or note says its state. */
const stateWords = readTable('figure-states.tsv').map(
  ([word = '', state = '']) => [word, state as FigureState] as const
)

export function readFigures(bytes: Buffer): FigureFile {
  const names = (optional: boolean): string[] =>
    figureColumns.filter((one) => one.optional === optional).map((one) => one.name)
  const read = namedRows(bytes, names(false), names(true))
  if (read.kind === 'wrong') return { kind: 'wrong', faults: read.faults.slice(0, mostFaults) }
  const faults: FigureFault[] = []
  const kinds = new Map<string, FigureKind>()
  const figures: Figure[] = []
  for (const row of read.rows) {
    const { line } = row
    const [found, wrong] = figureOf(row)
    faults.push(...wrong)
    if (found === null) continue
    const kind = kinds.get(found.series)
    if (kind === undefined) kinds.set(found.series, found.kind)
    else if (kind !== found.kind) faults.push({ line, column: 'series', fault: 'other-kind', value: found.series })
    figures.push(found)
  }
  return faults.length > 0 ? { kind: 'wrong', faults: faults.slice(0, mostFaults) } : { kind: 'figures', figures }
}

/** A row as a figure; null with its faults. */
function figureOf({ line, cell }: NamedRow): readonly [Figure | null, FigureFault[]] {
  const faults: FigureFault[] = []
  const wrong = (name: string, fault: FigureFault['fault']): void =>
    void faults.push({ line, column: name, fault, value: cell(name).slice(0, 60) })
  for (const { name, needed, mostChars } of figureColumns) {
    if (needed && cell(name) === '') wrong(name, 'empty')
    if (cell(name).length > mostChars) wrong(name, 'too-long')
  }
  if (faults.length > 0) return [null, faults]
  const state = stateOf(cell('status'), cell('note'))
  const kind = cell('kind') === '' ? (state === 'estimate' ? 'estimate' : 'count') : cell('kind')
  const years = (cell('year').match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number)
  const value = valueOf(cell('value'))
  const interval = intervalOf(cell('low'), cell('high'))
  // A method may stand in the words of what was measured, between brackets, as publications write it.
  const method = cell('method') || (/\(([^()]+)\)$/.exec(cell('measure'))?.[1] ?? '')
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(cell('series'))) wrong('series', 'no-series-name')
  if (years.length === 0) wrong('year', 'no-year')
  if (value === null) wrong('value', 'no-value')
  if (!isKind(kind)) wrong('kind', 'no-kind')
  if (cell('published') !== '' && !isDay(cell('published'))) wrong('published', 'no-day')
  if (interval === 'wrong') wrong('low', 'no-value')
  else if (interval !== null && kind !== 'estimate') wrong('low', 'interval-apart')
  if (kind === 'estimate' && method === '') wrong('method', 'no-method')
  if (faults.length > 0 || value === null || !isKind(kind) || interval === 'wrong') return [null, faults]
  return [
    {
      series: cell('series'),
      kind,
      publisher: cell('publisher'),
      measure: cell('measure'),
      definition: cell('definition') || cell('measure'),
      period: cell('year'),
      fromYear: Math.min(...years),
      toYear: Math.max(...years),
      value: cell('value'),
      ...value,
      unit: cell('unit'),
      state: kind === 'estimate' ? 'estimate' : state,
      status: cell('status'),
      published: cell('published') || null,
      method: kind === 'estimate' ? method : null,
      interval,
      note: cell('note') || null,
      source: cell('source')
    },
    []
  ]
}

function isKind(text: string): text is FigureKind {
  return (figureKinds as readonly string[]).includes(text)
}

/** A status begins with such a word; a note is one, since notes also speak of norms and estimates beside the value. */
function stateOf(status: string, note: string): FigureState {
  const found = stateWords.find(([word]) => status.toLowerCase().startsWith(word) || note.toLowerCase() === word)
  return found?.[1] ?? 'published'
}

/** `1561`, `950-952` (a range), `68 or 152` (two values, a word or | between them). */
function valueOf(text: string): Pick<Figure, 'numbers' | 'form'> | null {
  if (single.test(text)) return { numbers: [Number(text)], form: 'one' }
  const [, from, between, to] = pair.exec(text) ?? []
  if (from === undefined || to === undefined) return null
  const numbers = [Number(from), Number(to)]
  if (between !== '-' && between !== '–') return { numbers, form: 'either' }
  return Number(from) <= Number(to) ? { numbers, form: 'range' } : null
}

function intervalOf(low: string, high: string): Figure['interval'] | 'wrong' {
  if (low === '' && high === '') return null
  if (!single.test(low) || !single.test(high) || Number(low) > Number(high)) return 'wrong'
  return [Number(low), Number(high)]
}

/** A year, month or day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}(?:-\d\d){0,2}$/.test(text)) return false
  const whole = `${text}${'-01'.repeat((10 - text.length) / 3)}`
  const parsed = new Date(`${whole}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(whole)
}
