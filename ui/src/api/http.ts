/** Requests to our own server: JSON in, JSON out; a refusal is an Error that carries the server's problem. */
import type { Problem } from '../../../src/contract/problem.ts'

/** `status` 0 means that no answer came at all. */
export interface Refusal extends Error {
  readonly status: number
  readonly problem: Problem
}

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

const timeoutMs = 30_000

/** GET; `path` starts with /api/. Empty query values are left out. Rejects with a Refusal. */
export function read<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '' && value !== false) {
      parameters.set(name, value === true ? '1' : String(value))
    }
  }
  const text = parameters.toString()
  return answer<Answer>(text === '' ? path : `${path}?${text}`, { ...(signal && { signal }) })
}

/** POST, PUT or DELETE with a JSON body. Rejects with a Refusal. */
export function send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object = {}): Promise<Answer> {
  return answer<Answer>(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
}

/** POST whose answer is a file: the browser saves it under a name. Answers the headers that came with it. Rejects with a Refusal. */
export async function download(path: string, body: object, name: string): Promise<Headers> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  let response: Response
  let file: Blob
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init })
    file = await response.blob()
  } catch (error) {
    throw refusal(0, { error: 'offline', message: String(error) })
  }
  if (!response.ok) {
    const value = parsed(await file.text())
    throw refusal(response.status, isProblem(value) ? value : { error: `http-${response.status}`, message: '' })
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
  return response.headers
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'problem' in error
}

/** The refusal in an error of any kind; what is no refusal becomes `interface-fault`. */
export function refusalOf(error: unknown): Refusal {
  return isRefusal(error) ? error : refusal(0, { error: 'interface-fault', message: String(error) })
}

/** Keys of the words for an error, the closest first. */
export function problemKeys(error: unknown): string[] {
  return [`problem.${isRefusal(error) ? error.problem.error : 'other'}.what`, 'problem.other.what']
}

async function answer<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const limit = AbortSignal.timeout(timeoutMs)
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
  let response: Response
  let text: string
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init, signal })
    text = await response.text()
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw refusal(0, { error: limit.aborted ? 'timeout' : 'offline', message: String(error) })
  }
  const value = parsed(text)
  if (response.ok) return value as Answer
  throw refusal(
    response.status,
    isProblem(value) ? value : { error: `http-${response.status}`, message: text.slice(0, 200) }
  )
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string'
}

function refusal(status: number, problem: Problem): Refusal {
  return Object.assign(new Error(problem.message), { status, problem })
}
