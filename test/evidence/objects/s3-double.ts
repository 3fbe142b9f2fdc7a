/** An S3 on loopback as somebody else runs one: versions, object lock, conditional puts, ranges; and what a bad one does, when it is told to. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Version {
  readonly id: string
  body: Buffer
  readonly meta: Readonly<Record<string, string>>
  mode: string
  until: string
  hold: boolean
  readonly mark: boolean
}

/** How it misbehaves: null, as it should. */
export type Mischief =
  | null
  /** Says that it took an object, and forgets it. */
  | 'forgets'
  /** Takes an object, and keeps or gives other bytes of the same length. */
  | 'changes'
  /** Keeps less than it took. */
  | 'cuts'
  /** Ends the connection before it answers, after it did what was asked. */
  | 'hangs-up-after'
  | 'hangs-up-before'
  /** Breaks off within a body. */
  | 'breaks-off'
  /** Never answers. */
  | 'silent'
  /** 503, as a store that is overloaded. */
  | 'busy'
  | 'forbidden'
  | 'skewed'
  /** Takes what is there already once more. */
  | 'overwrites'
  /** Sends to another address. */
  | 'redirects'
  /** Gives the whole object where a range is asked for. */
  | 'whole'

export interface S3Double {
  readonly endpoint: string
  readonly objects: Map<string, Version[]>
  mischief: Mischief
  /** How often the mischief is done before it ends by itself. */
  times: number
  /** Method and path of each request, with the headers. */
  readonly asked: { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

export const bucket = 'baken-evidence'

export async function startS3(): Promise<S3Double> {
  const server = createServer((request, response) => void answer(double, request, response))
  const double: S3Double = {
    endpoint: '',
    objects: new Map(),
    mischief: null,
    times: Infinity,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(double, { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

let count = 0

async function answer(double: S3Double, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://s3.test')
  const { method = '', headers } = request
  double.asked.push({ method, path: request.url ?? '', headers })
  const mischief = double.times > 0 ? double.mischief : null
  if (mischief !== null) double.times--
  if (mischief === 'silent') return
  if (mischief === 'hangs-up-before') return void request.socket.destroy()
  const body = await bodyOf(request)
  if (mischief === 'busy') return error(response, 503, 'SlowDown', 'Please reduce your request rate.')
  if (mischief === 'forbidden') return error(response, 403, 'AccessDenied', 'Access Denied')
  if (mischief === 'redirects') return void response.writeHead(307, { location: 'http://elsewhere.test/' }).end()
  if (mischief === 'skewed') {
    response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString())
    return error(response, 403, 'RequestTimeTooSkewed', 'The difference is too large.')
  }
  const [, named = '', ...rest] = url.pathname.split('/')
  if (named !== bucket) return error(response, 404, 'NoSuchBucket', 'The bucket does not exist')
  const key = rest.map(decodeURIComponent).join('/')
  if (key === '') return ofBucket(double, url, response)
  const versions = double.objects.get(key) ?? []
  if (method === 'PUT' && url.searchParams.has('retention')) return retention(versions, url, body, response)
  if (method === 'PUT' && url.searchParams.has('legal-hold')) {
    const found = versionOf(versions, url)
    if (found === undefined) return error(response, 404, 'NoSuchKey', 'no such key')
    found.hold = body.toString().includes('<Status>ON<')
    return void response.end()
  }
  if (method === 'PUT') return put(double, { key, headers, body, mischief }, response)
  if (method === 'DELETE') return remove(double, key, url, response)
  give({ method, headers, mischief }, versionOf(versions, url), response)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function error(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`)
}

function versionOf(versions: readonly Version[], url: URL): Version | undefined {
  const id = url.searchParams.get('versionId')
  return id === null ? versions.at(-1) : versions.find((one) => one.id === id)
}

function put(
  double: S3Double,
  one: { key: string; headers: IncomingMessage['headers']; body: Buffer; mischief: Mischief },
  response: ServerResponse
): void {
  const { key, headers, body, mischief } = one
  const versions = double.objects.get(key) ?? []
  if (headers['if-none-match'] === '*' && versions.at(-1)?.mark === false && mischief !== 'overwrites')
    return error(response, 412, 'PreconditionFailed', 'At least one of the pre-conditions did not hold')
  const given = createHash('sha256').update(body)
  if (given.copy().digest('hex') !== headers['x-amz-content-sha256'])
    return error(response, 400, 'XAmzContentSHA256Mismatch', 'The provided header does not match what was computed.')
  if (given.digest('base64') !== headers['x-amz-checksum-sha256']) return error(response, 400, 'BadDigest', 'no match')
  if (mischief !== 'forgets') double.objects.set(key, [...versions, madeOf(headers, body, mischief)])
  if (mischief === 'hangs-up-after') return void response.destroy()
  response.setHeader('etag', '"0"')
  response.end()
}

function madeOf(headers: IncomingMessage['headers'], body: Buffer, mischief: Mischief): Version {
  const text = (name: string): string => String(headers[name] ?? '')
  const kept =
    mischief === 'cuts'
      ? body.subarray(0, -1)
      : mischief === 'changes'
        ? Buffer.from(body.map((byte) => byte ^ 1))
        : body
  return {
    id: `v${++count}`,
    body: kept,
    meta: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name.startsWith('x-amz-meta-') && typeof value === 'string' ? [[name, value]] : []
      )
    ),
    mode: text('x-amz-object-lock-mode'),
    until: text('x-amz-object-lock-retain-until-date'),
    hold: text('x-amz-object-lock-legal-hold') === 'ON',
    mark: false
  }
}

function retention(versions: readonly Version[], url: URL, body: Buffer, response: ServerResponse): void {
  const found = versionOf(versions, url)
  const until = /<RetainUntilDate>([^<]+)</.exec(body.toString())?.[1] ?? ''
  if (found === undefined) return error(response, 404, 'NoSuchKey', 'no such key')
  if (found.until !== '' && Date.parse(until) < Date.parse(found.until))
    return error(response, 403, 'AccessDenied', 'Access Denied')
  found.until = until
  response.end()
}

function remove(double: S3Double, key: string, url: URL, response: ServerResponse): void {
  const versions = double.objects.get(key) ?? []
  const id = url.searchParams.get('versionId')
  if (id === null) {
    const mark: Version = {
      id: `v${++count}`,
      body: Buffer.alloc(0),
      meta: {},
      mode: '',
      until: '',
      hold: false,
      mark: true
    }
    double.objects.set(key, [...versions, mark])
    return void response.writeHead(204).end()
  }
  const found = versionOf(versions, url)
  if (found?.hold === true || (found !== undefined && found.until !== '' && Date.parse(found.until) > Date.now()))
    return error(response, 403, 'AccessDenied', 'Access Denied')
  double.objects.set(
    key,
    versions.filter((one) => one !== found)
  )
  response.writeHead(204).end()
}

function give(
  one: { method: string; headers: IncomingMessage['headers']; mischief: Mischief },
  found: Version | undefined,
  response: ServerResponse
): void {
  if (found === undefined || found.mark) return error(response, 404, 'NoSuchKey', 'The specified key does not exist.')
  const { body, meta, until, hold, id } = found
  const range = one.mischief === 'whole' ? null : /^bytes=(\d+)-(\d+)$/.exec(one.headers.range ?? '')
  const [from, to] =
    range === null ? [0, body.length - 1] : [Number(range[1]), Math.min(Number(range[2]), body.length - 1)]
  if (from >= body.length && body.length > 0) return error(response, 416, 'InvalidRange', 'not satisfiable')
  const part = body.subarray(from, to + 1)
  response.writeHead(range === null ? 200 : 206, {
    ...meta,
    'x-amz-version-id': id,
    'content-length': part.length,
    ...(until !== '' && { 'x-amz-object-lock-retain-until-date': until }),
    'x-amz-object-lock-legal-hold': hold ? 'ON' : 'OFF'
  })
  if (one.method === 'HEAD') return void response.end()
  if (one.mischief !== 'breaks-off') return void response.end(part)
  response.write(part.subarray(0, Math.floor(part.length / 2)), () => response.destroy())
}

function ofBucket(double: S3Double, url: URL, response: ServerResponse): void {
  response.setHeader('content-type', 'application/xml')
  if (url.searchParams.has('object-lock'))
    return void response.end(
      '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>'
    )
  // Two a page, so that every list has pages.
  const prefix = url.searchParams.get('prefix') ?? ''
  const all = [...double.objects]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, versions]) =>
      key.startsWith(prefix) ? versions.toReversed().map((one, at) => ({ key, one, latest: at === 0 })) : []
    )
  const after = all.findIndex(
    ({ key, one }) => key === url.searchParams.get('key-marker') && one.id === url.searchParams.get('version-id-marker')
  )
  const page = all.slice(after + 1, after + 3)
  const last = page.at(-1)
  const more = last !== undefined && all.at(-1) !== last
  const rows = page.map(({ key, one, latest }) => {
    const inside = `<Key>${key.replaceAll('&', '&amp;')}</Key><VersionId>${one.id}</VersionId><IsLatest>${latest}</IsLatest>`
    return one.mark
      ? `<DeleteMarker>${inside}</DeleteMarker>`
      : `<Version>${inside}<Size>${one.body.length}</Size></Version>`
  })
  const next = more
    ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.one.id}</NextVersionIdMarker>`
    : ''
  response.end(`<ListVersionsResult><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListVersionsResult>`)
}
