/** Routes of tables of reports: which there are, each as it is published, and files that are taken in. */
import { IdParameter, None } from '../../../contract/fields.ts'
import { FigureTables, PublishedTable, TableFileAnswer } from '../../../contract/figures/figure-tables.ts'
import { FigureFileBody } from '../../../contract/figures/figures.ts'
import { importTable, listTables, readPublishedTable, tableCsv } from '../../../desk/figures/tables/figure-tables.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { answerOf, csvFile, route, type Route } from '../../route.ts'

export const figureTableRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/figure-tables',
    access: 'signed-in',
    summary: 'The tables of reports in counts',
    params: None,
    query: None,
    body: None,
    answer: FigureTables,
    run: async ({ store, ground }) => ({ status: 200, body: await listTables(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/figure-tables/{id}',
    access: 'signed-in',
    summary: 'A table as it is published: cells below five, and those from which one could be computed, are hidden',
    params: IdParameter,
    query: None,
    body: None,
    answer: PublishedTable,
    run: async ({ store, ground }, { params }) =>
      answerOf(await readPublishedTable(store.pool, ground, params.id, 'screen'))
  }),
  route({
    method: 'GET',
    path: '/api/figure-tables/{id}/csv',
    access: 'signed-in',
    summary: 'A table as it is published, as CSV: a cell a row',
    params: IdParameter,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async ({ store, ground }, { params }) => {
      const outcome = await readPublishedTable(store.pool, ground, params.id, 'export')
      return outcome.kind === 'done' ? csvFile(`${outcome.value.name}.csv`, tableCsv(outcome.value)) : answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/figure-table-files',
    access: 'coordination',
    summary: 'Take in a table of reports, whole or, with any fault, not at all',
    params: None,
    query: None,
    body: FigureFileBody,
    bodyBytes: 2_100_000,
    answer: TableFileAnswer,
    run: async ({ store, ground }, { body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      return { status: 200, body: await importTable(store.pool, ground, Buffer.from(body.csv), { reason }) }
    }
  })
]
