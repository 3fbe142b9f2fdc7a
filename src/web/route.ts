/** What a route is: data for the server, for the document of the interface, and for the tests that try every role on every route. */
import type { Static, TSchema } from 'typebox'
import type { SessionState } from '../accountability/sign-in/sessions.ts'
import type { GivenBy } from '../accountability/acts.ts'
import { reasonGiven, type Outcome } from '../desk/outcome.ts'
import type { Vault } from '../desk/adverts/vault.ts'
import type { LinkDesk } from '../desk/networks/link-acts.ts'
import type { SourceDesk } from '../desk/sources/source-acts.ts'
import type { What } from '../contract/events.ts'
import type { Ground } from '../store/ground.ts'
import type { Store } from '../store/connect.ts'
import type { Access } from './access.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { problem, type ProblemAnswer } from './problems.ts'
import type { Frames } from './replay/frames.ts'

/** What a handler works with. */
export interface RouteContext {
  readonly store: Store
  readonly vault: Vault
  readonly linkDesk: LinkDesk | null
  readonly sourceDesk: SourceDesk | null
  readonly demo: boolean
  /** Null on public routes without a session. */
  readonly session: SessionState | null
  readonly token: string | null
  /** Network address of the client. */
  readonly client: string
  /** Token of a browser in which somebody signed in before. */
  readonly browser: string | null
  /** Origin and host name under which the browser sees this server. */
  readonly site: { readonly origin: string; readonly name: string }
  /** The secret of a sign-in at a provider that this browser began. */
  readonly pending: string | null
  /** The provider of single sign-on. */
  readonly identities: IdentityProvider | null
  /** The second origin, from which captured pages are shown; null where none is set. */
  readonly frames: Frames | null
  /** The user and the mandate in force; on routes for content and operation always with both. */
  readonly ground: Ground
  /** Tells the operator of a fault of our own that the answer only names. */
  log(error: Error): void
  /** Whether a colleague has not closed the last screen since this moment. */
  stayed(user: string, since: string): boolean
  /** Tells colleagues under this mandate what the user does with signals now. */
  colleague(act: string, signals: readonly number[]): void
  /** Tells the screens of the desk under a mandate of a report; of one with a possible minor only those of coordinators. */
  reported(mandate: string | null, minor: boolean): void
  /** Tells the screens of these people, and nobody else, that a case of theirs changed. */
  casesChanged(people: readonly string[]): void
  /** Whom to call on duty, as the operator set it; null where nobody is named. */
  readonly duty: string | null
  /** Tells the screens of everybody under this mandate that something changed. */
  changed(what: What): void
}

export type RouteAnswer =
  | ProblemAnswer
  | {
      readonly status: 200 | 204 | 302
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
      readonly cookie?: string | null
      /** A token by which this browser is known at its next sign-in. */
      readonly browser?: string
      /** Secret that binds a sign-in at a provider to this browser; null forgets it. */
      readonly pending?: string | null
    }

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params: TSchema
  readonly query: TSchema
  readonly body: TSchema
  /** The largest body, in bytes, where it may be larger than usual. */
  readonly bodyBytes?: number
  /** Schema of the 200 answer; null for 204; a text is another media type. */
  readonly answer: TSchema | string | null
  readonly run: (context: RouteContext, input: RawInput) => Promise<RouteAnswer>
}

export interface RawInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

interface Spec<P extends TSchema, Q extends TSchema, B extends TSchema> extends Omit<
  Route,
  'params' | 'query' | 'body' | 'run'
> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly run: (
    context: RouteContext,
    input: { readonly params: Static<P>; readonly query: Static<Q>; readonly body: Static<B> }
  ) => Promise<RouteAnswer>
}

/** Makes a route whose handler gets what its schemas promise: the server validates before it runs. */
export function route<P extends TSchema, Q extends TSchema, B extends TSchema>(spec: Spec<P, Q, B>): Route {
  const run = (context: RouteContext, { params, query, body }: RawInput): Promise<RouteAnswer> =>
    spec.run(context, { params: params as Static<P>, query: query as Static<Q>, body: body as Static<B> })
  return { ...spec, run }
}

/** The answer of an outcome at the desk. */
export function answerOf<T>(outcome: Outcome<T>): RouteAnswer {
  return outcome.kind === 'done' ? { status: 200, body: outcome.value } : problem(outcome.reason, outcome.detail)
}

/** Done, and nothing to tell. */
export const done: RouteAnswer = { status: 204, body: null }

/** Who acts, and why; null where no reason was given. */
export function givenBy({ ground }: RouteContext, reason: string | undefined): GivenBy | null {
  const given = reasonGiven(reason)
  return given === null ? null : { user: ground.user, reason: given }
}

/** Text as a CSV file of a name. */
export function csvFile(name: string, body: string): RouteAnswer {
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` }
  return { status: 200, body, headers }
}
