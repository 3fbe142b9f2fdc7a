/** Routes of Baken's own chain in figures: from report to outcome, and in the categories that statistics of others use. */
import { None } from '../../../contract/fields.ts'
import { CategoryFigures, ChainFigures } from '../../../contract/figures/chain.ts'
import { categoriesCsv, readCategories } from '../../../desk/figures/categories.ts'
import { readChain } from '../../../desk/figures/chain.ts'
import { csvFile, route, type Route } from '../../route.ts'

export const chainRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/chain-figures',
    access: 'content',
    summary:
      'From report to outcome under the mandate in force: how many, and in how many days; cases in steps of five',
    params: None,
    query: None,
    body: None,
    answer: ChainFigures,
    run: async ({ store, ground }) => ({ status: 200, body: await readChain(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/category-figures',
    access: 'content',
    summary:
      'The records of the chain in categories of IC-TIP and fields of HTCDS, in steps of five, the not mapped among them',
    params: None,
    query: None,
    body: None,
    answer: CategoryFigures,
    run: async ({ store, ground, vault }) => ({
      status: 200,
      body: await readCategories(store.pool, ground, vault, 'screen')
    })
  }),
  route({
    method: 'GET',
    path: '/api/category-figures/csv',
    access: 'content',
    summary: 'The same as CSV, a value a row',
    params: None,
    query: None,
    body: None,
    answer: 'text/csv',
    run: async ({ store, ground, vault }) =>
      csvFile('categories.csv', categoriesCsv(await readCategories(store.pool, ground, vault, 'export')))
  })
]
