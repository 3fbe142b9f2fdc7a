/** The browser part as files: served from one folder, with its page for every address of a screen. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problems.ts'

/** Registers the files of `uiFolder` (null: none was built) and the answer for every address that is no route. */
export async function serveUi(server: FastifyInstance, uiFolder: string | null): Promise<void> {
  const index = uiFolder === null ? null : path.join(uiFolder, 'index.html')
  if (uiFolder !== null) {
    await server.register(fastifyStatic, {
      root: uiFolder,
      index: false,
      decorateReply: false,
      // The build puts a packed copy beside each script, style and table.
      preCompressed: true,
      setHeaders: (response, file) => {
        // Vite puts a digest of the content in the names under assets/.
        const forever = file.includes(`${path.sep}assets${path.sep}`)
        response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
      }
    })
    server.get('/', { exposeHeadRoute: true }, (_request, reply) => sendPage(reply, index))
    server.get('/index.html', { exposeHeadRoute: true }, (_request, reply) => sendPage(reply, index))
  }
  server.setNotFoundHandler((request, reply) => {
    if (isScreen(request)) return sendPage(reply, index)
    const { status, body } = problem('not-found')
    return reply.code(status).type('application/json').send(JSON.stringify(body))
  })
}

/**
 * Addresses of screens are made by the browser part: a page for whoever asks for HTML, outside of the interface and the files. An address
 * that is spelled in an odd way (`//api`, `/%61pi`) is no screen.
 */
function isScreen(request: FastifyRequest): boolean {
  const address = request.url.split('?')[0] ?? ''
  const asksPage =
    (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html')
  return asksPage && /^\/(?!api(\/|$)|assets(\/|$))([\w-]+\/)*[\w-]+$/i.test(address)
}

async function sendPage(reply: FastifyReply, index: string | null): Promise<FastifyReply> {
  if (index === null || !existsSync(index)) {
    return reply
      .code(404)
      .type('text/plain')
      .send('The browser part is not built. Run "npm start", or build it with: node bin/node24.js ui/build.ts\n')
  }
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(readFileSync(index, 'utf8'))
}
