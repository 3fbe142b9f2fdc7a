/** Signs and sends one request to an S3 over HTTP, and asks again where it was lost or turned away for the moment; never more than a few times. */
import { createReadStream, readFileSync } from 'node:fs'
import type { Agent as UndiciAgent, Dispatcher } from 'undici'
import { createHash } from 'node:crypto'
import { failure, type StoreFailure } from './object-store.ts'

export interface S3Place {
  /** `https://s3.example` or `http://127.0.0.1:8333`; no path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** In front of each name, empty or with a slash at its end. */
  readonly prefix: string
  /** PEM file of who vouches for the endpoint; null: the system's. */
  readonly ca: string | null
  /** How objects are locked; `none`: they are not. */
  readonly lock: 'compliance' | 'governance' | 'none'
  /** Read anew for each request: it may be renewed while the service runs. A text: why there are none. */
  credentials(): Credentials | string
}

export interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Below the bucket, without a slash in front; empty for the bucket itself. */
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** A text, or a file with its SHA-256 in hex and its length. */
  readonly body?: string | { readonly file: string; readonly sha256: string; readonly bytes: number }
  /** What is asked for in words, for the sentence that says that it failed. */
  readonly what: string
}

export interface S3Answer {
  readonly kind: 'answer'
  readonly status: number
  header(name: string): string | null
  /** The body, to be read to its end or let go. */
  readonly body: Dispatcher.ResponseData['body']
  /** Name of the error, where the answer is one. */
  readonly code: string
}

export interface Patience {
  readonly tries: number
  /** Before the second try; twice as long before each more. */
  readonly pauseMs: number
  /** Longest time without a byte. */
  readonly quietMs: number
}

const usualPatience: Patience = { tries: 4, pauseMs: 300, quietMs: 30_000 }
const mostErrorBytes = 16 * 1024
const emptySha256 = createHash('sha256').digest('hex')

export type AskS3 = (request: S3Request) => Promise<S3Answer | StoreFailure>

/** `answer` for what the store decided (2xx, 404, 409, 412 and 416); a failure, in a sentence, for all else. */
export function asker(place: S3Place, patience: Patience = usualPatience): AskS3 {
  let agent: UndiciAgent | null = null
  return async (request) => {
    const { Agent } = await import('undici')
    const ca = place.ca === null ? {} : { ca: readCa(place.ca) }
    agent ??= new Agent({ connect: { ...ca, timeout: 10_000 }, connections: 4, keepAliveTimeout: 5_000 })
    let last: StoreFailure = failure(`${place.endpoint} was not asked`, true)
    for (let attempt = 0; attempt < patience.tries; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, patience.pauseMs * 2 ** (attempt - 1)))
      const answer = await askOnce(place, request, agent, patience.quietMs)
      if (answer.kind === 'answer' || !answer.away) return answer
      last = answer
    }
    return last
  }
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Without it the endpoint is not believed, which the connection says.
    return ''
  }
}

async function askOnce(
  place: S3Place,
  request: S3Request,
  dispatcher: UndiciAgent,
  quietMs: number
): Promise<S3Answer | StoreFailure> {
  const credentials = place.credentials()
  if (typeof credentials === 'string') return failure(credentials, false)
  const { method, body, what } = request
  const said = `${place.endpoint} did not ${what}`
  try {
    const { url, headers } = await signed(place, request, credentials)
    const { request: send } = await import('undici')
    const answer = await send(url, {
      method,
      headers: Object.fromEntries(headers),
      ...(body !== undefined && { body: typeof body === 'string' ? body : createReadStream(body.file) }),
      dispatcher,
      headersTimeout: quietMs,
      bodyTimeout: quietMs
    })
    const header = (name: string): string | null => {
      const value = answer.headers[name]
      return typeof value === 'string' ? value : null
    }
    const { statusCode: status } = answer
    if (status >= 200 && status < 300) return { kind: 'answer', status, header, body: answer.body, code: '' }
    const { code, text } = method === 'HEAD' ? { code: '', text: '' } : await errorOf(answer.body)
    if (method === 'HEAD') await answer.body.dump()
    if ([404, 409, 412, 416].includes(status) && code !== 'NoSuchBucket')
      return { kind: 'answer', status, header, body: answer.body, code }
    return refused({ said, status, code, text, date: header('date') })
  } catch (error) {
    return failure(`${said}: ${lostText(error)}`, true)
  }
}

async function signed(
  { endpoint, region, bucket }: S3Place,
  { method, key, query = {}, headers = {}, body }: S3Request,
  { accessKey, secretKey }: Credentials
): Promise<{ readonly url: URL; readonly headers: Headers }> {
  const { AwsV4Signer } = await import('aws4fetch')
  const url = new URL(`${endpoint}/${bucket}${key === '' ? '' : `/${key}`}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const of =
    body === undefined
      ? { sha256: emptySha256, bytes: 0 }
      : typeof body === 'string'
        ? { sha256: createHash('sha256').update(body).digest('hex'), bytes: Buffer.byteLength(body) }
        : body
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': of.sha256 },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    datetime: new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  })
  const made = await signer.sign()
  if (body !== undefined) made.headers.set('content-length', String(of.bytes))
  return made
}

async function errorOf(
  body: Dispatcher.ResponseData['body']
): Promise<{ readonly code: string; readonly text: string }> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of body) {
    parts.push(part as Buffer)
    bytes += (part as Buffer).length
    if (bytes > mostErrorBytes) break
  }
  const text = Buffer.concat(parts).toString('utf8').slice(0, mostErrorBytes)
  const of = (name: string): string => (new RegExp(`<${name}>([^<]{0,300})</${name}>`).exec(text)?.[1] ?? '').trim()
  return { code: of('Code'), text: of('Message') }
}

/** Errors that pass: a store that is busy, restarting or behind. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

function refused(one: {
  readonly said: string
  readonly status: number
  readonly code: string
  readonly text: string
  readonly date: string | null
}): StoreFailure {
  const { said, status, code, text, date } = one
  const reason = [code, text.replaceAll(/[^\x20-\x7e]+/g, ' ')].filter((part) => part !== '').join(': ')
  const told = `${said} (${status}${reason === '' ? '' : ` ${reason}`})`
  if (code === 'RequestTimeTooSkewed' || code === 'RequestExpired') {
    const at = date === null ? NaN : Date.parse(date)
    const apart = Number.isNaN(at) ? '' : ` by ${Math.round(Math.abs(at - Date.now()) / 1000)} seconds`
    return failure(`${told}: its clock and that of this machine differ${apart}; set the clock right`, true)
  }
  if (passing.has(status)) return failure(`${told}: it is asked again`, true)
  if (code === 'NoSuchBucket')
    return failure(`${told}: make the bucket, with object lock, or mend bucket in evidence.yaml`, false)
  if (status === 401 || status === 403)
    return failure(`${told}: see to the credentials and to what they may do in this bucket`, false)
  if (status >= 300 && status < 400)
    return failure(`${told}: it sends elsewhere, which is not followed; mend endpoint or region`, false)
  return failure(told, false)
}

/** Why no answer came, in words of the system. */
function lostText(error: unknown): string {
  const { code, message, cause } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'it is silent for too long'
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'it cannot be reached in time'
  return cause instanceof Error ? cause.message : message === '' ? String(code) : message
}
