/** Routes of break-glass: asked by a person of a content role, approved by another, seen by auditors. */
import { BreakGlassBody, BreakGlassList, BreakGlassParameters } from '../contract/break-glass.ts'
import { None, ReasonBody } from '../contract/fields.ts'
import { askBreakGlass, decideBreakGlass, listBreakGlass } from '../accountability/break-glass.ts'
import { reasonGiven } from '../desk/outcome.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'

export const breakGlassRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/break-glass',
    access: 'signed-in',
    summary:
      'Break-glass: who asked for what and why, who approved it, until when, and what was read; all of it for auditors',
    params: None,
    query: None,
    body: None,
    answer: BreakGlassList,
    run: async ({ store, ground }) => ({ status: 200, body: await listBreakGlass(store, ground.user) })
  }),
  route({
    method: 'POST',
    path: '/api/break-glass',
    access: 'signed-in',
    summary: 'Ask to read under mandates for some hours; a coordinator or administrator must approve it',
    params: None,
    query: None,
    body: BreakGlassBody,
    answer: BreakGlassList,
    run: async ({ store, ground }, { body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      const outcome = await askBreakGlass(store, body, { user: ground.user, reason })
      if (outcome.kind === 'refused') return problem(outcome.reason)
      return { status: 200, body: await listBreakGlass(store, ground.user) }
    }
  }),
  route({
    method: 'POST',
    path: '/api/break-glass/{id}/{decision}',
    access: 'signed-in',
    summary: 'Approve or refuse what another person asked, or end what was approved',
    params: BreakGlassParameters,
    query: None,
    body: ReasonBody,
    answer: null,
    run: async ({ store, ground }, { params, body }) => {
      const reason = reasonGiven(body.reason)
      if (reason === null) return problem('reason-missing')
      const outcome = await decideBreakGlass(store, params.id, params.decision, { user: ground.user, reason })
      return outcome.kind === 'refused' ? problem(outcome.reason) : { status: 204, body: null }
    }
  })
]
