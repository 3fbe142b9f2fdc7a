/** Errors of the server and of the desk as problems: what the caller did wrong by name, what broke here without details. */
import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { DoesNotOpen } from '../model/does-not-open.ts'
import type { FastifyRequest } from 'fastify'
import { GroundEnded, LedgerUnavailable } from '../accountability/acts.ts'
import { PasswordsBusy } from '../accountability/sign-in/passwords.ts'
import { LinkerUnavailable, NothingToJudge } from '../desk/networks/link-acts.ts'
import { problem, type ProblemAnswer, type ProblemKey } from './problems.ts'

interface Wrong {
  readonly instancePath: string
  readonly message?: string
}

/** Shapes of bodies, compiled when first asked for: to compile those of all routes took half a second of a core at each start. */
const shapes = new WeakMap<TSchema, Validator>()

/** The first thing that is wrong with a body, or null. */
export function wrongBody(schema: TSchema, body: unknown): ProblemAnswer | null {
  const shape = shapes.get(schema) ?? Compile(schema)
  shapes.set(schema, shape)
  const [wrong] = shape.Errors(body)
  return wrong === undefined ? null : wrongInput(wrong)
}

function wrongInput({ instancePath, message = '' }: Wrong): ProblemAnswer {
  return problem('bad-request', { field: instancePath.slice(1, 100), says: message.slice(0, 200) })
}

/** What the server or the static files found wrong with a request: an address that decodes to nothing, a folder, a range. */
export function otherFault(
  error: Error & { readonly code?: string; readonly statusCode?: number }
): ProblemAnswer | null {
  const { code = '', statusCode = 500 } = error
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('not-json')
  if (code.startsWith('FST_ERR_CTP_')) return problem('bad-request', { field: 'body' })
  if (statusCode === 403 || statusCode === 404) return problem('not-found')
  return statusCode >= 400 && statusCode < 500 ? problem('bad-request', { field: 'address' }) : null
}

/** Errors as problems: what the caller did wrong by name, what broke here without details. */
export function faultAnswer(
  error: Error & { readonly code?: string; readonly statusCode?: number; readonly validation?: readonly Wrong[] },
  request: FastifyRequest,
  options: { readonly log?: (error: Error, where: string) => void }
): ProblemAnswer {
  const wrong = error.validation?.[0]
  if (wrong !== undefined) return wrongInput(wrong)
  if (error instanceof LedgerUnavailable) return told(error, 'ledger-unavailable')
  if (error instanceof GroundEnded) return problem('mandate-ended')
  if (error instanceof NothingToJudge) return problem('changed')
  if (error instanceof LinkerUnavailable) return problem('linker-unavailable')
  if (error instanceof DoesNotOpen) return told(error, 'does-not-open')
  if (error instanceof PasswordsBusy) return problem('busy')
  const code = error.code ?? ''
  const theirs = otherFault(error)
  if (theirs !== null) return theirs
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
