/** The HTTP server: the table of routes behind its guards, the live events, the document of the interface, and the browser part. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { GroundEnded, LedgerUnavailable, note } from '../accountability/acts.ts'
import { PasswordsBusy } from '../accountability/passwords.ts'
import { findSession, type SessionState } from '../accountability/sessions.ts'
import type { Keyring } from '../evidence/keys.ts'
import type { Store } from '../store/connect.ts'
import { accessProblem } from './access.ts'
import { createEventHub, type EventHub, type LiveFeed } from './events.ts'
import { cleaned } from './query-values.ts'
import { openApi } from './openapi.ts'
import { problem, type ProblemAnswer, type ProblemKey } from './problems.ts'
import { LinkerUnavailable, NothingToJudge, type LinkDesk } from '../desk/link-acts.ts'
import type { Route, RouteAnswer, RouteContext } from './route.ts'
import { advertRoutes, operationRoutes, requestRoutes, signalRoutes } from './routes-desk.ts'
import { networkRoutes } from './routes-links.ts'
import { sessionRoutes } from './routes-session.ts'
import { answerHeaders, cookieName, isJson, knownHost, ownOrigin, sessionCookie, sessionToken } from './security.ts'
import { serveUi } from './ui-files.ts'

export interface ServerOptions {
  readonly store: Store
  readonly keyring: Keyring
  /** `DATA/evidence`. */
  readonly evidenceDir: string
  /** Folder of the built browser part; null serves the interface only. */
  readonly uiFolder: string | null
  /** The store holds the demo: its users are shown at sign-in. */
  readonly demo: boolean
  readonly version: string
  /** Null where no linker can be reached: decisions on facts and links answer 503. */
  readonly linkDesk: LinkDesk | null
  /** Null where nothing is known of the pipeline. */
  readonly live: LiveFeed | null
  /** Names beside the loopback ones, for DNS-rebinding's sake. */
  readonly hosts?: readonly string[]
  readonly https?: boolean
  /** Told of every fault of our own; the answer to the user says nothing of it. */
  readonly log?: (error: Error, where: string) => void
}

/** Every route of the interface but the events and the document, which are no JSON answers of the desk. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...signalRoutes,
  ...advertRoutes,
  ...networkRoutes,
  ...requestRoutes,
  ...operationRoutes
]

const bodyLimitBytes = 256 * 1024

/** Makes the server; `listen` is the caller's. Closing it ends its event streams and nothing of the store. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const guard = { hosts: (options.hosts ?? []).map((host) => host.toLowerCase()), https: options.https ?? false }
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 100, caseSensitive: true },
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    http: { headersTimeout: 15_000, keepAliveTimeout: 30_000 },
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, useDefaults: false, allErrors: false } }
  })
  const hub = createEventHub(options.live)
  server.addHook('onClose', async () => hub.close())
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(answerHeaders)
    if (!knownHost(request, guard)) return sendAnswer(reply, problem('wrong-host'))
    if (!request.url.startsWith('/api/')) return undefined
    reply.header('cache-control', 'no-store')
    if (!ownOrigin(request, guard)) return sendAnswer(reply, problem('cross-site'))
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isJson(request))
      return sendAnswer(reply, problem('not-json'))
    return undefined
  })
  server.addHook('preValidation', async (request) => {
    request.body = cleaned(request.body)
    request.query = cleaned(request.query)
  })
  server.setErrorHandler(async (error, request, reply) =>
    sendAnswer(reply, faultAnswer(error as Error, request, options))
  )
  for (const one of routes) addRoute(server, one, options, hub, guard)
  addEvents(server, options, hub)
  server.get('/api/openapi.json', async (request, reply) => {
    const document = openApi(routes, options.version, cookieName(request))
    return reply.type('application/json').send(JSON.stringify(document))
  })
  await serveUi(server, options.uiFolder)
  return server
}

type Guard = Parameters<typeof sessionCookie>[2]

function addRoute(server: FastifyInstance, one: Route, options: ServerOptions, hub: EventHub, guard: Guard): void {
  const hasBody = one.method === 'POST' || one.method === 'PUT'
  const found = new WeakMap<FastifyRequest, { session: SessionState | null; token: string | null }>()
  server.route({
    method: one.method,
    url: one.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: { params: one.params, querystring: one.query, ...(hasBody && { body: one.body }) },
    // Before the body is read and the input is judged: who may not use a route learns nothing from it.
    onRequest: async (request, reply) => {
      const token = sessionToken(request)
      const session = token === null || one.access === 'public' ? null : await findSession(options.store.pool, token)
      const refusal = accessProblem(one.access, session)
      if (refusal === null) return void found.set(request, { session, token })
      if (session !== null) await noteRefusal(options.store, session, one, refusal)
      return sendAnswer(reply, problem(refusal))
    },
    handler: async (request, reply) => {
      const { session, token } = found.get(request) ?? { session: null, token: null }
      const context = contextOf(options, hub, session, token)
      const { params, query, body } = request
      const answer = await one.run(context, { params, query, body })
      if ('cookie' in answer && answer.cookie !== undefined)
        reply.header('set-cookie', sessionCookie(request, answer.cookie, guard))
      return sendAnswer(reply, answer)
    }
  })
}

function contextOf(
  options: ServerOptions,
  hub: EventHub,
  session: SessionState | null,
  token: string | null
): RouteContext {
  const { store, keyring, evidenceDir, linkDesk, demo } = options
  const ground = { user: session?.user.id ?? 'visitor', mandate: session?.mandate?.id ?? null }
  return {
    store,
    vault: { keyring, evidenceDir },
    linkDesk,
    demo,
    session,
    token,
    ground,
    changed: (what) => hub.changed(what, ground.mandate)
  }
}

/** Whoever is refused leaves a trace: who tried what, never on what. */
async function noteRefusal(store: Store, session: SessionState, one: Route, reason: ProblemKey): Promise<void> {
  const detail = { route: `${one.method} ${one.path}`, reason, role: session.user.role }
  await note(store.pool, { user: session.user.id, mandate: null }, { act: 'access.refused', detail })
}

function addEvents(server: FastifyInstance, options: ServerOptions, hub: EventHub): void {
  server.get('/api/events', async (request, reply) => {
    const token = sessionToken(request)
    const session = token === null ? null : await findSession(options.store.pool, token, undefined, false)
    if (token === null || session === null) return sendAnswer(reply, problem('signed-out'))
    const mandate = accessProblem('operation', session) === null ? (session.mandate?.id ?? null) : null
    const alive = async (): Promise<boolean> => {
      const now = await findSession(options.store.pool, token, undefined, false)
      return now !== null && (mandate === null || now.mandate?.id === mandate)
    }
    reply.hijack()
    reply.raw.writeHead(200, {
      ...answerHeaders,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no'
    })
    if (!hub.add(reply.raw, { mandate, alive })) reply.raw.end()
    return reply
  })
}

function sendAnswer(reply: FastifyReply, answer: RouteAnswer): FastifyReply {
  reply.code(answer.status)
  if ('headers' in answer && answer.headers !== undefined) return reply.headers(answer.headers).send(answer.body)
  if (answer.status === 429)
    reply.header('retry-after', String((answer as ProblemAnswer).body.detail?.['seconds'] ?? 60))
  if (answer.status === 204) return reply.send()
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body))
}

/** Errors as problems: what the caller did wrong by name, what broke here without details. */
function faultAnswer(
  error: Error & {
    readonly code?: string
    readonly validation?: readonly { readonly instancePath: string; readonly message?: string }[]
  },
  request: FastifyRequest,
  options: ServerOptions
): ProblemAnswer {
  const wrong = error.validation?.[0]
  if (wrong !== undefined)
    return problem('bad-request', {
      field: wrong.instancePath.slice(1, 100),
      says: (wrong.message ?? '').slice(0, 200)
    })
  if (error instanceof LedgerUnavailable) return told(error, 'ledger-unavailable')
  if (error instanceof GroundEnded) return problem('mandate-ended')
  if (error instanceof NothingToJudge) return problem('changed')
  if (error instanceof LinkerUnavailable) return problem('linker-unavailable')
  if (error instanceof PasswordsBusy) return problem('busy')
  const code = error.code ?? ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('not-json')
  if (code.startsWith('FST_ERR_CTP_')) return problem('bad-request', { field: 'body' })
  if (
    /^(ECONN|ENOENT|57P0|08|53)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
    return told(error, 'store-unavailable')
  return told(error, 'fault')

  function told(cause: Error, key: ProblemKey): ProblemAnswer {
    options.log?.(cause, `${request.method} ${request.routeOptions.url ?? '?'}`)
    return problem(key)
  }
}
