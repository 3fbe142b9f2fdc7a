/** What every request passes before its route: one Host of ours, our own origin, a method that the address has, JSON for writes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { backFromProvider } from './identity-provider.ts'
import { problem, type ProblemAnswer } from './problems.ts'
import {
  answerHeaders,
  isJson,
  knownHost,
  oneHost,
  ownOrigin,
  policyWithFrames,
  type GuardOptions
} from './security.ts'

/** A method and address of the interface, with `{name}` for parameters. */
export interface Declared {
  readonly method: string
  readonly path: string
}

/** Router patterns that serve the page and files of the browser part: the same for everybody, and the only ones that are not guarded. */
const openPatterns: ReadonlySet<string> = new Set(['/', '/index.html', '/*'])

/**
 * Judges by the route that the router found, never by the spelling of the address: the router decodes `/%61pi/session`, and a guard
 * that looks at the text of the address would let it pass. What no pattern above serves is guarded, so a route that is added later is too.
 * `refuse` sends the problem.
 */
export function addGuards(
  server: FastifyInstance,
  options: GuardOptions,
  declared: readonly Declared[],
  refuse: (reply: FastifyReply, answer: ProblemAnswer) => FastifyReply
): void {
  const methodsAt = methodTable([...declared, ...pageMethods])
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(answerHeaders)
    // Files and the page say themselves how long they may be kept.
    reply.header('cache-control', 'no-store')
    if (!oneHost(request)) return refuse(reply, problem('bad-request', { field: 'host' }))
    if (!knownHost(request, options)) return refuse(reply, problem('wrong-host'))
    const framing = policyWithFrames(request, options)
    if (framing !== null) reply.header('content-security-policy', framing)
    const pattern = request.routeOptions.url
    const open = pattern !== undefined && openPatterns.has(pattern)
    if (!open && pattern !== backFromProvider && !ownOrigin(request, options))
      return refuse(reply, problem('cross-site'))
    const found = pattern !== undefined && pattern !== '/*'
    const methods = found ? [] : methodsAt(request)
    if (methods.length > 0) {
      const allowed = methods.join(', ')
      return refuse(reply.header('allow', allowed), problem('wrong-method', { allowed }))
    }
    if (request.method === 'GET' || request.method === 'HEAD') return undefined
    // Before a body of any kind is read: there is nothing at this address that takes one.
    if (!found) return refuse(reply, problem('not-found'))
    if (!isJson(request)) return refuse(reply, problem('not-json'))
    return undefined
  })
}

const pageMethods = withHead(['/', '/index.html'].map((path) => ({ method: 'GET', path })))

/** What can be got can be asked about without its body (RFC 9110, 9.1). */
export function withHead(declared: readonly Declared[]): readonly Declared[] {
  return declared.flatMap((one) => (one.method === 'GET' ? [one, { method: 'HEAD', path: one.path }] : [one]))
}

/** The methods of the address of a request, in the order of the alphabet; empty where the interface has no such address. */
function methodTable(declared: readonly Declared[]): (request: FastifyRequest) => readonly string[] {
  const patterns = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()
  for (const { method, path } of declared) {
    const known = patterns.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() }
    known.methods.add(method)
    patterns.set(path, known)
  }
  return (request) => {
    const address = decodedPath(request.url)
    if (address === null) return []
    const methods = new Set(
      [...patterns.values()].flatMap((one) => (one.pattern.test(address) ? [...one.methods] : []))
    )
    return [...methods].toSorted()
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

/** The path of an address as the router reads it: without query and without scheme and host, decoded once; null where it cannot be. */
export function decodedPath(url: string): string | null {
  const path = (url.split(/[?#]/, 1)[0] ?? '').replace(/^https?:\/\/[^/]*/i, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** JSON without a body is no body: a DELETE of a careful client says what it would send, and sends nothing. */
export function takeEmptyBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null, undefined)
    else void parse(request, String(text), done)
  })
}
