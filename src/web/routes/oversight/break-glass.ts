/** Routes of break-glass: asked by a person of a content role, approved by another, seen by auditors. */
import { BreakGlassBody, BreakGlassList, BreakGlassParameters } from '../../../contract/oversight/break-glass.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import { askBreakGlass, decideBreakGlass, listBreakGlass } from '../../../accountability/mandates/break-glass.ts'
import { problem } from '../../problems.ts'
import { done, givenBy, route, type Route } from '../../route.ts'

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
    run: async (context, { body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      const outcome = await askBreakGlass(context.store, body, by)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      return { status: 200, body: await listBreakGlass(context.store, by.user) }
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
    run: async (context, { params, body }) => {
      const by = givenBy(context, body.reason)
      if (by === null) return problem('reason-missing')
      const outcome = await decideBreakGlass(context.store, params.id, params.decision, by)
      return outcome.kind === 'refused' ? problem(outcome.reason) : done
    }
  })
]
