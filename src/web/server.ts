/** The HTTP server: the table of routes behind its guards, the live events, the document of the interface, and the browser part. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { findSession, type SessionState } from '../accountability/sign-in/sessions.ts'
import type { SessionChange } from '../contract/events.ts'
import type { Keyring } from '../evidence/keys.ts'
import type { Store } from '../store/connect.ts'
import { accessProblem } from './access.ts'
import { addGuards, takeEmptyBodies, withHead } from './guards.ts'
import { createEventHub, type EventHub, type LiveFeed } from './events.ts'
import { addressText, buildLateValidator, cleaned } from './query-values.ts'
import { faultAnswer, otherFault, wrongBody } from './faults.ts'
import { metricsRoute, serveMetrics } from './routes/metrics.ts'
import { openApiText } from './openapi.ts'
import { createRates, usualRates, type Rates } from './rates.ts'
import { problem, type ProblemAnswer } from './problems.ts'
import { noteRefusal, waitProblem } from './refusals.ts'
import type { LinkDesk } from '../desk/networks/link-acts.ts'
import type { SourceDesk } from '../desk/sources/source-acts.ts'
import type { Route, RouteAnswer, RouteContext } from './route.ts'
import { routes } from './routes/routes.ts'
import type { IdentityProvider } from './identity-provider.ts'
import {
  answerHeaders,
  browserCookie,
  browserToken,
  cookieName,
  httpsHeaders,
  identityCookie,
  identityToken,
  siteOf,
  sessionCookie,
  sessionToken
} from './security.ts'
import { isHttps, wayJudge, type Transport } from './transport.ts'
import { serveUi } from './ui-files.ts'
import { addFrames, type Frames } from './replay/frames.ts'

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
  /** Null where nothing crawls: sources are shown, and not tried or added. */
  readonly sourceDesk: SourceDesk | null
  /** Null where nothing is known of the pipeline. */
  readonly live: LiveFeed | null
  /** Names beside the loopback ones, for DNS-rebinding's sake. */
  readonly hosts?: readonly string[]
  /** The provider of single sign-on; absent where there is none. */
  readonly identities?: IdentityProvider
  /** Whom to call on duty when somebody is in direct danger; absent where nobody is named. */
  readonly duty?: string
  /** The second origin for captured pages; absent where there is none. */
  readonly frames?: Frames
  /** Counts for `/metrics`; absent where nothing is known of the pipeline. */
  readonly metrics?: () => Promise<string>
  /** How fast people and strangers may ask; the usual when absent. */
  readonly rates?: Rates
  /** TLS or a proxy that has it; without either the server belongs on loopback. */
  readonly transport?: Transport
  /** Told of every fault of our own; the answer to the user says nothing of it. */
  readonly log?: (error: Error, where: string) => void
}

/** What the server adds itself: no JSON answers of the desk. */
const [eventsRoute, documentRoute] = [
  { method: 'GET', path: '/api/events' },
  { method: 'GET', path: '/api/openapi.json' }
]

const bodyLimitBytes = 256 * 1024
/** Signals of one act that colleagues hear of by number; who has more of them on the screen reads the list again. */
const mostTold = 500

/** Makes the server; `listen` is the caller's. Closing it ends its event streams and nothing of the store. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { transport = {} } = options
  const { frames } = options
  const guard = {
    hosts: (options.hosts ?? []).map((host) => host.toLowerCase()),
    https: isHttps(transport),
    ...(frames !== undefined && { frameOrigin: frames.originFor })
  }
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 2_000, caseSensitive: true },
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    http: { headersTimeout: 15_000, keepAliveTimeout: 30_000 },
    forceCloseConnections: true,
    // A client's address is the one of the connection, unless a proxy that is known says otherwise.
    trustProxy: transport.proxies === undefined ? false : [...transport.proxies],
    ...(transport.tls !== undefined && { https: { ...transport.tls, minVersion: 'TLSv1.2' as const } }),
    frameworkErrors: (error, _request, reply) =>
      void sendAnswer(reply.headers(answerHeaders), otherFault(error) ?? problem('not-found')),
    ajv: { customOptions: addressText },
    schemaController: { compilersFactory: { buildValidator: buildLateValidator } }
  })
  const hub = createEventHub(options.live)
  server.addHook('onClose', async () => hub.close())
  const declared = withHead([...routes, eventsRoute, documentRoute, metricsRoute])
  addWay(server, transport, guard)
  if (frames?.place.kind === 'name') addFrames(server, frames)
  addGuards(server, guard, declared, sendAnswer)
  takeEmptyBodies(server)
  server.addHook('preValidation', async (request) => {
    request.body = cleaned(request.body)
    request.query = cleaned(request.query)
    request.params = cleaned(request.params)
  })
  server.setErrorHandler(async (error, request, reply) =>
    sendAnswer(reply, faultAnswer(error as Error, request, options))
  )
  const parts = { hub, guard, admit: createRates(options.rates ?? usualRates) }
  for (const one of routes) addRoute(server, one, options, parts)
  addEvents(server, options, parts)
  addDocument(server, options, parts)
  addMetrics(server, options, parts)
  await serveUi(server, options.uiFolder)
  return server
}

type Guard = Parameters<typeof sessionCookie>[2]

/** Before everything else: a request that came in the wrong way is answered nothing but that. */
function addWay(server: FastifyInstance, transport: Transport, { https }: Guard): void {
  const judge = wayJudge(transport)
  server.addHook('onRequest', async (request, reply) => {
    if (https) reply.headers(httpsHeaders)
    const fault = judge(request)
    return fault === null ? undefined : sendAnswer(reply.headers(answerHeaders), problem(fault))
  })
}

interface Parts {
  readonly hub: EventHub
  readonly guard: Guard
  readonly admit: ReturnType<typeof createRates>
}

function addRoute(server: FastifyInstance, one: Route, options: ServerOptions, { hub, guard, admit }: Parts): void {
  const hasBody = one.method === 'POST' || one.method === 'PUT'
  const found = new WeakMap<FastifyRequest, { session: SessionState | null; token: string | null }>()
  server.route({
    method: one.method,
    exposeHeadRoute: one.method === 'GET',
    bodyLimit: one.bodyBytes ?? bodyLimitBytes,
    url: one.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: { params: one.params, querystring: one.query },
    // Before the body is read and the input is judged: who may not use a route learns nothing from it.
    onRequest: async (request, reply) => {
      const token = sessionToken(request, guard)
      const session = token === null || one.access === 'public' ? null : await findSession(options.store.pool, token)
      const wait = await waitProblem(options.store, admit, { session, client: request.ip }, one)
      if (wait !== null) return sendAnswer(reply, wait)
      const refusal = accessProblem(one.access, session)
      if (refusal === null) return void found.set(request, { session, token })
      if (session !== null) await noteRefusal(options.store, session, one, refusal)
      return sendAnswer(reply, problem(refusal))
    },
    // Not by the server's own schema, which makes "false" of false and "" of null: a reason of that kind is none.
    preHandler: async (request, reply) => {
      const wrong = hasBody ? wrongBody(one.body, request.body) : null
      return wrong === null ? undefined : sendAnswer(reply, wrong)
    },
    handler: async (request, reply) => {
      const { session, token } = found.get(request) ?? { session: null, token: null }
      const context = contextOf(options, hub, session, {
        token,
        client: request.ip,
        browser: browserToken(request, guard),
        site: siteOf(request, guard),
        pending: identityToken(request, guard)
      })
      const { params, query, body } = request
      const answer = await one.run(context, { params, query, body })
      if ('cookie' in answer && answer.cookie !== undefined)
        reply.header('set-cookie', sessionCookie(request, answer.cookie, guard))
      if ('pending' in answer && answer.pending !== undefined)
        reply.header('set-cookie', identityCookie(request, answer.pending, guard))
      if ('browser' in answer && answer.browser !== undefined)
        reply.header('set-cookie', browserCookie(request, answer.browser, guard))
      return sendAnswer(reply, answer)
    }
  })
}

function contextOf(
  options: ServerOptions,
  hub: EventHub,
  session: SessionState | null,
  from: Pick<RouteContext, 'token' | 'client' | 'browser' | 'site' | 'pending'>
): RouteContext {
  const { store, keyring, evidenceDir, linkDesk, sourceDesk, demo } = options
  const ground = { user: session?.user.id ?? 'visitor', mandate: session?.line ?? null, under: session?.mandate?.id }
  return {
    store,
    vault: { keyring, evidenceDir },
    linkDesk,
    sourceDesk,
    demo,
    identities: options.identities ?? null,
    frames: options.frames ?? null,
    session,
    ...from,
    ground,
    stayed: (user, since) => hub.stayed(user, since),
    log: (error) => options.log?.(error, 'bulk'),
    colleague: (act, signals) => {
      const told = { by: ground.user, act, signals: signals.slice(0, mostTold), at: new Date().toISOString() }
      hub.colleague(told, ground.mandate)
    },
    reported: (mandate, minor) => hub.reports(mandate, ground.user, minor),
    casesChanged: (people) => hub.cases(ground.mandate, ground.user, people),
    duty: options.duty ?? null,
    changed: (what) => hub.changed(what, ground.mandate, ground.user)
  }
}

/** The document of the interface, for everybody: who asks is counted by network address. */
function addDocument(server: FastifyInstance, { store, version }: ServerOptions, { guard, admit }: Parts): void {
  const text = openApiText(routes, version)
  server.get(documentRoute.path, { exposeHeadRoute: true }, async (request, reply) => {
    const wait = await waitProblem(store, admit, { session: null, client: request.ip }, documentRoute)
    if (wait !== null) return sendAnswer(reply, wait)
    return reply.type('application/json').send(text(cookieName(request, guard)))
  })
}

function addMetrics(server: FastifyInstance, { store, metrics }: ServerOptions, { guard, admit }: Parts): void {
  serveMetrics(server, {
    metrics: metrics ?? null,
    note: (session, reason) => noteRefusal(store, session, metricsRoute, reason),
    send: sendAnswer,
    async sessionOf(request) {
      const token = sessionToken(request, guard)
      return token === null ? null : findSession(store.pool, token, undefined, false)
    },
    waitOf: (session, { ip: client }) => waitProblem(store, admit, { session, client }, metricsRoute)
  })
}

function addEvents(server: FastifyInstance, options: ServerOptions, { hub, guard, admit }: Parts): void {
  server.get(eventsRoute.path, { exposeHeadRoute: true }, async (request, reply) => {
    const token = sessionToken(request, guard)
    const session = token === null ? null : await findSession(options.store.pool, token, undefined, false)
    const wait = await waitProblem(options.store, admit, { session, client: request.ip }, eventsRoute)
    if (wait !== null) return sendAnswer(reply, wait)
    const refusal = accessProblem('signed-in', session)
    if (refusal !== null || token === null || session === null)
      return sendAnswer(reply, problem(refusal ?? 'signed-out'))
    const room = hub.room(session.user.id)
    if (room !== 'room') return sendAnswer(reply, problem(room))
    if (request.method === 'HEAD') return reply.type('text/event-stream').send('')
    const mandate = accessProblem('operation', session) === null ? session.line : null
    const content = accessProblem('content', session) === null
    const cases = accessProblem('cases', session) === null ? session.line : null
    let held = JSON.stringify(session.breakGlass)
    const alive = async (): Promise<'alive' | 'changed' | 'ended' | 'gone'> => {
      const now = await findSession(options.store.pool, token, undefined, false)
      if (now === null) return 'gone'
      if (mandate !== null && now.line !== mandate) return 'ended'
      const before = held
      held = JSON.stringify(now.breakGlass)
      return held === before ? 'alive' : 'changed'
    }
    reply.hijack()
    reply.raw.writeHead(200, {
      ...answerHeaders,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no'
    })
    // A screen that asks anew after its mandate ended learns it here, and what began or ended between its reading and this line.
    if (session.mandateEnded) reply.raw.write('event: mandate-ended\ndata: {}\n\n')
    const inForce: SessionChange = { breakGlass: session.breakGlass.map((one) => one.id) }
    reply.raw.write(`event: session\ndata: ${JSON.stringify(inForce)}\n\n`)
    const { id: user, role } = session.user
    hub.add(reply.raw, { user, mandate, content, cases, coordinates: content && role === 'coordinator', alive })
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
