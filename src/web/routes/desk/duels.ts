/** Routes of "the same or not?": the pairs that wait for an answer, and answering one. */
import { None } from '../../../contract/fields.ts'
import { DuelAnswered, DuelBody, Duels, DuelsQuery } from '../../../contract/desk/duels.ts'
import { keepUnsure, listDuels, mayAnswer, newestJudgement } from '../../../desk/duels/duels.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { problem } from '../../problems.ts'
import { isSet } from '../../query-values.ts'
import { route, type Route } from '../../route.ts'
import { shownBy } from '../../linker-looks.ts'

export const duelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/duels',
    access: 'content',
    summary: 'Pairs of opened adverts that are just not linked, side by side',
    params: None,
    query: DuelsQuery,
    body: None,
    answer: Duels,
    run: async ({ store, ground, vault, linkDesk }, { query }) => {
      const waiting = await shownBy(linkDesk, (desk) => desk.waiting(ground))
      const asked = { network: query.network, held: isSet(query.held) }
      return { status: 200, body: await listDuels(store.pool, ground, vault, waiting, asked) }
    }
  }),
  route({
    method: 'POST',
    path: '/api/duels',
    access: 'content',
    summary: 'Answer whether two adverts are of one hand: same, different, or unsure',
    params: None,
    query: None,
    body: DuelBody,
    answer: DuelAnswered,
    run: async ({ store, ground, linkDesk, changed }, { body }) => {
      const because = reasonGiven(body.reason)
      if (because === null) return problem('reason-missing')
      if (body.a === body.b) return problem('bad-request', { field: 'b' })
      const [a, b] = [Math.min(body.a, body.b), Math.max(body.a, body.b)]
      const may = await mayAnswer(store.pool, ground, a, b, body.answer)
      if (may.kind === 'refused') return problem(may.reason)
      if (body.answer === 'unsure')
        return {
          status: 200,
          body: { judgement: await keepUnsure(store.pool, ground, a, b, because), networksChanged: 0 }
        }
      if (linkDesk === null) return problem('linker-unavailable')
      const { networksChanged } = await linkDesk[body.answer](ground, a, b, because)
      if (networksChanged > 0) changed('signals')
      return { status: 200, body: { judgement: await newestJudgement(store.pool, ground, a, b), networksChanged } }
    }
  })
]
