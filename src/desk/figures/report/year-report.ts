/** The year report in Dutch or English as a tagged PDF, of the figures as they stood at a state: the same state gives the same bytes. */
import { hash } from 'node:crypto'
import type pg from 'pg'
import { act } from '../../../accountability/acts.ts'
import type { Ground, Tx } from '../../../store/ground.ts'
import type { Block } from '../../dossier/document.ts'
import { taggedPdf } from '../../dossier/formats/pdf.ts'
import { refusedAct, type Outcome } from '../../outcome.ts'
import { changesOf, fallsOf } from '../compare.ts'
import { allLines, stateNow, wordsOf } from '../figures.ts'
import { notesOf } from '../notes.ts'
import { publishedAt } from '../tables/figure-tables.ts'
import { reportBlocks, type YearReport } from './report-document.ts'
import { reportWords, type ReportLanguage } from './report-words.ts'

export interface ReportAsked {
  readonly year: number
  readonly language: ReportLanguage
  /** Null: now. */
  readonly state: number | null
}

interface MadeReport {
  readonly name: string
  readonly blocks: readonly Block[]
  /** When the newest of what is in it was written, ISO 8601. */
  readonly at: string
  readonly report: YearReport
}

/** What the report says. `not-found`: nothing is known of the year. */
export async function readYearReport(pool: pg.Pool, ground: Ground, asked: ReportAsked): Promise<Outcome<MadeReport>> {
  return act<Outcome<MadeReport>>(pool, ground, async (tx) => {
    const newest = await stateNow(tx)
    const state = asked.state === null ? newest : Math.min(asked.state, newest)
    const report = await gather(tx, { ...asked, state })
    if (report.lines.length + report.tables.length === 0) return refusedAct('not-found')
    const { year, language } = asked
    const value = {
      name: `${year}-${language}`,
      blocks: [...reportBlocks(report)],
      at: await newestOf(tx, state),
      report
    }
    const entry = { act: 'figures.report', subject: `year:${year}`, detail: { year, language, state } }
    return { result: { kind: 'done', value }, entry }
  })
}

async function gather(
  tx: Tx,
  { year, language, state }: ReportAsked & { readonly state: number }
): Promise<YearReport> {
  const all = await allLines(tx, state)
  const every = all.flatMap((line) => line.figures)
  const figures = new Map(every.map((one) => [one.id, one]))
  const lines = all.flatMap((line) => {
    const own = line.figures.filter((one) => one.fromYear <= year && one.toYear >= year)
    return own.length === 0 ? [] : [{ ...line, figures: own }]
  })
  return {
    year,
    language,
    state,
    lines,
    figures,
    changes: changesOf(every).filter(({ later }) => figures.get(later)?.toYear === year),
    falls: fallsOf(every).filter(({ toYear }) => toYear === year),
    notes: await notesOf(tx, [...figures.keys()], state),
    words: wordsOf(every),
    tables: await publishedAt(tx, year, state)
  }
}

/** The newest moment of figures, tables and notes of a state. */
async function newestOf(tx: Tx, state: number): Promise<string> {
  const { rows } = await tx.query<{ at: string | null }>(
    `select max(at) as at from (select at from figure where id <= $1 union all select at from figure_note where state <= $1
       union all select t.at from figure_table t where not exists (select 1 from figure f where f.id > $1 and f.at <= t.at)) w`,
    [state]
  )
  return new Date(rows[0]?.at ?? 0).toISOString()
}

export async function yearReportPdf({ blocks, at, report: { year, language } }: MadeReport): Promise<Buffer> {
  const says = reportWords(language)
  const digest = hash('sha256', JSON.stringify(blocks), 'hex')
  return taggedPdf(
    blocks,
    {
      title: says('title', { year }),
      language,
      at: new Date(at),
      footer: `${says('digest')}: ${digest}`,
      page: (no) => says('page', { no })
    },
    () => Promise.resolve()
  )
}
