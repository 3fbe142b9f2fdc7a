/** A server of its own for the second origin, at another port of the same machine: it knows no session, no route and no file. */
import Fastify, { type FastifyInstance } from 'fastify'
import type { Transport } from '../transport.ts'
import { addFrames, type Frames } from './frames.ts'

/** Makes the server; `listen` is the caller's. Every request is answered as one for a captured page, before anything of it is read. */
export function createFrameServer(frames: Frames, { tls }: Pick<Transport, 'tls'>): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1,
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    http: { headersTimeout: 15_000, keepAliveTimeout: 5_000 },
    forceCloseConnections: true,
    ...(tls !== undefined && { https: { ...tls, minVersion: 'TLSv1.2' as const } })
  }) as unknown as FastifyInstance
  addFrames(server, frames)
  return server
}
