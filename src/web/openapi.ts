/** The OpenAPI 3.1 document of the interface, made from the table of routes: what is not in the table is not served. */
import { Problem } from '../contract/problem.ts'
import type { TSchema } from 'typebox'
import { problems } from './problems.ts'
import type { Route } from './route.ts'

/**
 * The text of the document. `version` is the version of Baken; `cookie` the name of the session's cookie at the address that is asked. The
 * text of the name that was last asked for is kept: an installation has one name, and who asks under others fills no memory.
 */
export function openApiText(routes: readonly Route[], version: string): (cookie: string) => string {
  let kept = { cookie: '', text: '' }
  return (cookie) => {
    if (kept.cookie !== cookie) kept = { cookie, text: JSON.stringify(openApi(routes, version, cookie)) }
    return kept.text
  }
}

function openApi(routes: readonly Route[], version: string, cookie: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of routes) {
    const path = (paths[one.path] ??= {})
    path[one.method.toLowerCase()] = operation(one)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baken',
      version,
      description:
        'The interface between the workbench and its server. Writes need `content-type: application/json`. Every act and every read is written to the ledger.'
    },
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookie,
          description: 'Set at sign-in. Named after host and port, which cookies do not tell apart by themselves.'
        }
      },
      schemas: { Problem: Problem }
    },
    'x-problems': Object.fromEntries(
      Object.entries(problems).map(([key, [status, message]]) => [key, { status, message }])
    )
  }
}

function operation(one: Route): Record<string, unknown> {
  const hasBody = one.method === 'POST' || one.method === 'PUT'
  return {
    operationId: operationId(one),
    summary: one.summary,
    'x-access': one.access,
    ...(one.access !== 'public' && { security: [{ session: [] }] }),
    parameters: [...parameters(one.params, 'path'), ...parameters(one.query, 'query')],
    ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: one.body } } } }),
    responses: {
      ...success(one.answer),
      default: {
        description: 'A refusal or error',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
      }
    }
  }
}

function operationId(one: Route): string {
  const words = one.path
    .replace('/api/', '')
    .split(/[/{}.]+/)
    .filter((word) => word !== '')
  return [one.method.toLowerCase(), ...words].join('-')
}

function parameters(schema: TSchema, place: 'path' | 'query'): Record<string, unknown>[] {
  const { properties = {}, required = [] } = schema as TSchema & {
    readonly properties?: Record<string, TSchema>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: value
  }))
}

function success(answer: TSchema | string | null): Record<string, unknown> {
  if (answer === null) return { 204: { description: 'Done' } }
  if (typeof answer === 'string') return { 200: { description: 'A file or stream', content: { [answer]: {} } } }
  return { 200: { description: 'Done', content: { 'application/json': { schema: answer } } } }
}
