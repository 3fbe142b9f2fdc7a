/** The year report as a text: what was published of a year, what changed, why it became less, and tables of reports with their hidden cells. Pure. */
import type { FigureLineRow, FigurePage, FigureRow } from '../../../contract/figures/figures.ts'
import type { PublishedTable } from '../../../contract/figures/figure-tables.ts'
import type { Block } from '../../dossier/document.ts'
import { standingNotes } from '../notes.ts'
import { placesOf } from '../tables/hide-cells.ts'
import { reportWords, type ReportLanguage } from './report-words.ts'

export interface YearReport {
  readonly year: number
  readonly language: ReportLanguage
  /** The newest figure that was known. */
  readonly state: number
  /** Series with a value of the year, each with its values of that year alone. */
  readonly lines: readonly FigureLineRow[]
  /** Every figure that is named, by its number. */
  readonly figures: ReadonlyMap<number, FigureRow>
  readonly changes: FigurePage['changes']
  readonly falls: FigurePage['falls']
  readonly notes: FigurePage['notes']
  readonly words: FigurePage['words']
  readonly tables: readonly PublishedTable[]
}

type Says = ReturnType<typeof reportWords>

export function* reportBlocks(report: YearReport): Generator<Block> {
  const says = reportWords(report.language)
  yield { kind: 'heading', level: 1, text: says('title', { year: report.year }) }
  for (const key of ['about', 'crime']) yield { kind: 'paragraph', text: says(key) }
  yield { kind: 'paragraph', text: says('stand', { state: report.state }) }
  yield* valueBlocks(report, says)
  yield* changeBlocks(report, says)
  yield* fallBlocks(report, says)
  if (report.tables.length === 0) return
  yield { kind: 'heading', level: 2, text: says('tables') }
  yield { kind: 'paragraph', text: says('hiddenSays') }
  for (const table of report.tables) yield* tableBlocks(table, says)
}

/** The cell of a figure, as other exports name it. */
function cellOf(id: number): string {
  return `F${id}`
}

function* valueBlocks({ lines, language, notes, words }: YearReport, says: Says): Generator<Block> {
  const standing = standingNotes(notes)
  const told = (text: string | null): string =>
    text === null ? '' : (words.find((one) => one.text === text)?.[language] ?? text)
  const head = ['cell', 'value', 'unit', 'state', 'publication', 'definition', 'note'].map((one) => says(one))
  yield { kind: 'heading', level: 2, text: says('values') }
  for (const { kind, title, figures } of lines) {
    yield { kind: 'heading', level: 3, text: title[language] }
    if (kind === 'estimate') yield { kind: 'paragraph', text: says('estimate') }
    const rows = figures.map((one) => [
      cellOf(one.id),
      one.value,
      says(`unit-${one.unit}`),
      says(`state-${one.state}`),
      `${told(one.publisher)}: ${told(one.status)}`,
      told(one.definition),
      [told(one.note), standing.get(one.id) ?? ''].filter((text) => text !== '').join('; ')
    ])
    yield { kind: 'table', head, rows }
  }
}

function* changeBlocks({ changes, figures }: YearReport, says: Says): Generator<Block> {
  yield { kind: 'heading', level: 2, text: says('changes') }
  const rows = changes.flatMap(({ first, later }) => pairOf(figures, first, later) ?? [])
  const head = [says('cell'), says('first'), says('cell'), says('later')]
  yield rows.length === 0 ? { kind: 'paragraph', text: says('none') } : { kind: 'table', head, rows }
}

function* fallBlocks({ falls, figures, language }: YearReport, says: Says): Generator<Block> {
  yield { kind: 'heading', level: 2, text: says('falls') }
  yield { kind: 'paragraph', text: says('crime') }
  const head = [says('cell'), says('from'), says('cell'), says('to'), says('causes')]
  const rows = falls.flatMap((fall) => {
    const known = fall.causes.map((cause) => `${cause.year}: ${cause[language]}`)
    const why = [
      ...(known.length === 0 ? [says('noCause')] : known),
      ...(fall.otherPublication ? [says('other')] : []),
      ...(fall.missingYears > 0 ? [says('missing')] : [])
    ]
    return pairOf(figures, fall.fromFigure, fall.toFigure)?.map((row) => [...row, why.join('; ')]) ?? []
  })
  yield rows.length === 0 ? { kind: 'paragraph', text: says('none') } : { kind: 'table', head, rows }
}

/** Two values, each behind its cell. */
function pairOf(figures: ReadonlyMap<number, FigureRow>, from: number, to: number): string[][] | null {
  const [before, after] = [figures.get(from), figures.get(to)]
  if (before === undefined || after === undefined) return null
  return [[cellOf(from), before.value, cellOf(to), after.value]]
}

/** A row for each cell of the published table, totals among them; what is hidden says so. */
function* tableBlocks(table: PublishedTable, says: Says): Generator<Block> {
  const { id, title, publisher, status, dimensions, counts, invented } = table
  yield { kind: 'heading', level: 3, text: title }
  yield {
    kind: 'paragraph',
    text: [publisher, says(`state-${status}`), ...(invented ? [says('invented')] : [])].join(', ')
  }
  const rows = placesOf(dimensions.map((one) => one.categories.length)).map((place, cell) => {
    const named = dimensions.map((one, at) => says(`in-${one.categories[place[at] ?? 0] ?? 'total'}`))
    const count = counts[cell] ?? null
    return [`T${id}/${cell}`, ...named, count === null ? says('hidden') : String(count)]
  })
  yield { kind: 'table', head: [says('cell'), ...dimensions.map((one) => says(`by-${one.name}`)), says('value')], rows }
}
