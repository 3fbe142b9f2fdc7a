/** Routes of published figures: the series, each as it stands or stood, in forms for other programs, and files that are taken in. */
import Type from 'typebox'
import { IdParameter, None, number, text } from '../../../contract/fields.ts'
import {
  FigureFileAnswer,
  FigureFileBody,
  FigureList,
  FigureNote,
  FigureNoteBody,
  FigurePage,
  FigureParameters,
  FigureQuery,
  ReportQuery,
  ReportYear
} from '../../../contract/figures/figures.ts'
import { figureCsv, figureJsonStat, figureSdmx } from '../../../desk/figures/formats.ts'
import { importFigures, listFigures, readFigureSeries } from '../../../desk/figures/figures.ts'
import { writeNote } from '../../../desk/figures/notes.ts'
import { readYearReport, yearReportPdf } from '../../../desk/figures/report/year-report.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { answerOf, csvFile, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'

const read = { method: 'GET', access: 'signed-in', params: FigureParameters, query: FigureQuery, body: None } as const

interface Asked {
  readonly params: { readonly series: string }
  readonly query: { readonly state?: string | undefined }
}

/** A series in a form for other programs: taking it along is an act of its own. */
async function taken(
  { store, ground }: RouteContext,
  { params, query }: Asked,
  form: (page: FigurePage) => RouteAnswer
): Promise<RouteAnswer> {
  const outcome = await readFigureSeries(store.pool, ground, { ...params, state: stateOf(query), as: 'export' })
  return outcome.kind === 'done' ? form(outcome.value) : answerOf(outcome)
}

function stateOf({ state }: Asked['query']): number | null {
  return state === undefined ? null : Number(state)
}

export const figureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/figures',
    access: 'signed-in',
    summary: 'The series of published figures, with how many values each holds',
    params: None,
    query: None,
    body: None,
    answer: FigureList,
    run: async ({ store, ground }) => ({ status: 200, body: await listFigures(store.pool, ground) })
  }),
  route({
    ...read,
    path: '/api/figures/{series}',
    summary: 'A series of published figures with every published value, what later changed and why reports fell',
    answer: FigurePage,
    run: async ({ store, ground }, { params, query }) =>
      answerOf(await readFigureSeries(store.pool, ground, { ...params, state: stateOf(query), as: 'screen' }))
  }),
  route({
    ...read,
    path: '/api/figures/{series}/csv',
    summary: 'A series as CSV, in the columns of a file that is taken in',
    answer: 'text/csv',
    run: (context, asked) => taken(context, asked, (page) => csvFile(`${page.series}.csv`, figureCsv(page)))
  }),
  route({
    ...read,
    path: '/api/figures/{series}/sdmx',
    summary: 'A series as SDMX-CSV 2.0',
    answer: 'text/csv',
    run: (context, asked) => taken(context, asked, (page) => csvFile(`${page.series}.sdmx.csv`, figureSdmx(page)))
  }),
  route({
    ...read,
    path: '/api/figures/{series}/json-stat',
    summary: 'A series as a dataset of JSON-stat 2.0',
    answer: Type.Object({
      version: text,
      class: text,
      id: Type.Array(text),
      size: Type.Array(number),
      value: Type.Record(text, number)
    }),
    run: (context, asked) => taken(context, asked, (page) => ({ status: 200, body: figureJsonStat(page) }))
  }),
  route({
    method: 'GET',
    path: '/api/figure-reports/{year}',
    access: 'signed-in',
    summary:
      'The report of a year as a tagged PDF: what was published, what changed, why it became less, tables with hidden cells',
    params: ReportYear,
    query: ReportQuery,
    body: None,
    answer: 'application/pdf',
    run: async ({ store, ground }, { params, query: { language, state } }) => {
      const asked = { ...params, language, state: stateOf({ state }) }
      const outcome = await readYearReport(store.pool, ground, asked)
      if (outcome.kind !== 'done') return answerOf(outcome)
      const headers = {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="figures-${outcome.value.name}.pdf"`
      }
      return { status: 200, body: await yearReportPdf(outcome.value), headers }
    }
  }),
  route({
    method: 'POST',
    path: '/api/figure-notes/{id}',
    access: 'coordination',
    summary: 'Write the next version of the note beside a published value; every export carries it',
    params: IdParameter,
    query: None,
    body: FigureNoteBody,
    answer: FigureNote,
    run: async ({ store, ground }, { params, body }) => answerOf(await writeNote(store.pool, ground, params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/figure-files',
    access: 'coordination',
    summary: 'Take in a file of published figures, whole or, with any fault, not at all',
    params: None,
    query: None,
    body: FigureFileBody,
    bodyBytes: 2_100_000,
    answer: FigureFileAnswer,
    run: async ({ store, ground }, { body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      return { status: 200, body: await importFigures(store.pool, ground, Buffer.from(body.csv), { reason }) }
    }
  })
]
