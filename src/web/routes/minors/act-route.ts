/** What routes of acts in the file of a minor share: their shape, and telling the screens of members that something changed. */
import type { Static, TSchema } from 'typebox'
import { None } from '../../../contract/fields.ts'
import { MinorFile } from '../../../contract/minors/minors.ts'
import type { Desk } from '../../../desk/adverts/vault.ts'
import type { Outcome } from '../../../desk/outcome.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'
import { deskOf } from '../cases/told.ts'

/** The file after an act; only its members' screens hear of it. */
export function told({ casesChanged }: RouteContext, outcome: Outcome<MinorFile>): RouteAnswer {
  if (outcome.kind === 'done') casesChanged(outcome.value.people.map((one) => one.user))
  return answerOf(outcome)
}

interface ActRoute<P extends TSchema, B extends TSchema> {
  readonly path: string
  readonly summary: string
  readonly params: P
  readonly body: B
  readonly run: (desk: Desk, params: Static<P>, body: Static<B>) => Promise<Outcome<MinorFile>>
}

/** An act in a file: its answer is the file after it. */
export function acts<P extends TSchema, B extends TSchema>({
  path,
  summary,
  params,
  body,
  run
}: ActRoute<P, B>): Route {
  return route({
    method: 'POST',
    path: `/api/minors/{id}/${path}`,
    access: 'cases',
    summary,
    params,
    query: None,
    body,
    answer: MinorFile,
    run: async (context, input) => told(context, await run(deskOf(context), input.params, input.body))
  })
}
