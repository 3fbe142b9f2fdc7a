/** `/metrics`: counts for whoever watches over the machine, in OpenMetrics text; read on the machine itself, or by an operator who is signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SessionState } from '../../accountability/sign-in/sessions.ts'
import { problem, type ProblemAnswer, type ProblemKey } from '../problems.ts'

export const metricsRoute = { method: 'GET', path: '/metrics' } as const

const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

export interface MetricsParts {
  /** Null where nothing is known of the pipeline. */
  readonly metrics: (() => Promise<string>) | null
  sessionOf(request: FastifyRequest): Promise<SessionState | null>
  /** Why this client must wait, or null. */
  waitOf(session: SessionState | null, request: FastifyRequest): Promise<ProblemAnswer | null>
  /** Keeps who was refused. */
  note(session: SessionState, reason: ProblemKey): Promise<void>
  send(reply: FastifyReply, answer: ProblemAnswer): FastifyReply
}

export function serveMetrics(server: FastifyInstance, { metrics, sessionOf, waitOf, note, send }: MetricsParts): void {
  server.get(metricsRoute.path, { exposeHeadRoute: true }, async (request, reply) => {
    const session = await sessionOf(request)
    const wait = await waitOf(session, request)
    if (wait !== null) return send(reply, wait)
    if (!isOfThisMachine(request)) {
      if (session === null) return send(reply, problem('signed-out'))
      const refusal =
        session.due !== null
          ? (`${session.due}-due` as const)
          : session.user.role === 'operator'
            ? null
            : 'no-content-role'
      if (refusal !== null) {
        await note(session, refusal)
        return send(reply, problem(refusal))
      }
    }
    if (metrics === null) return send(reply, problem('not-found'))
    return reply
      .header('cache-control', 'no-store')
      .type(type)
      .send(await metrics())
  })
}

const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/** From loopback, and not passed on by a proxy there, known or not: that speaks for others. */
function isOfThisMachine({ headers, socket }: FastifyRequest): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  return (address === '::1' || address.startsWith('127.')) && forwarded.every((name) => headers[name] === undefined)
}
