/** The route of replays: a captured page drawn again, to be had once from the second origin. */
import { findSession } from '../../../accountability/sign-in/sessions.ts'
import { Replay, ReplayBody, ReplayParameters } from '../../../contract/replay.ts'
import { None } from '../../../contract/fields.ts'
import { replayPage } from '../../../desk/replay/replay.ts'
import { accessProblem } from '../../access.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route, type RouteContext } from '../../route.ts'

export const replayRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/adverts/{id}/versions/{version}/replay',
    access: 'content',
    summary: 'The captured page of a version, drawn again without anything that asks or runs',
    params: ReplayParameters,
    query: None,
    body: ReplayBody,
    answer: Replay,
    run: async (context, { params, body }) => {
      const { store, ground, vault, frames, site, token } = context
      if (frames === null || token === null) return problem('replay-off')
      const desk = { pool: store.pool, ground, vault }
      const outcome = await replayPage(desk, { ...body, advert: params.id, version: params.version })
      if (outcome.kind === 'refused') return answerOf(outcome)
      const { html, told } = outcome.value
      const { capture } = told.custody
      const alive = () => sameGround(context, token)
      const path = frames.hold({ html, framedBy: site.origin, session: token, capture, alive })
      return { status: 200, body: { ...told, address: `${frames.originFor(site)}${path}` } satisfies Replay }
    }
  })
]

/** Whether the session is still there, with a role that reads content, under the mandate under which the page was read. */
async function sameGround({ store, ground }: RouteContext, token: string): Promise<boolean> {
  const session = await findSession(store.pool, token, undefined, false)
  return session !== null && accessProblem('content', session) === null && session.line === ground.mandate
}
