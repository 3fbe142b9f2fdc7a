/** The route of Baken's own chain in figures. */
import { None } from '../../../contract/fields.ts'
import { ChainFigures } from '../../../contract/figures/chain.ts'
import { readChain } from '../../../desk/figures/chain.ts'
import { route, type Route } from '../../route.ts'

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
  })
]
