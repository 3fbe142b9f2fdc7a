/** Any S3 with object lock as a store of segments: put if absent, with its digest; retention and hold by the store itself; every version listed. */
import { createHash } from 'node:crypto'
import {
  failure,
  ObjectBroken,
  objectName,
  segmentOf,
  type Missing,
  type ObjectAbout,
  type ObjectLock,
  type ObjectStore,
  type StoreFailure,
  type StoredObject
} from './object-store.ts'
import { versionsIn } from './s3-versions.ts'
import { asker, type AskS3, type Patience, type S3Answer, type S3Place } from './s3-request.ts'

const closeHeader = 'x-amz-meta-baken-close'
const digestHeader = 'x-amz-meta-baken-sha256'
const mostPages = 100_000
const mostAnswerBytes = 8 * 1024 * 1024

export function s3Store(place: S3Place, patience?: Patience): ObjectStore {
  const at: At = { place, ask: asker(place, patience) }
  return {
    place: `${place.endpoint}/${place.bucket}/${place.prefix}`,
    locks: place.lock !== 'none',
    check: () => check(at),
    put: (segment, file, about, lock) => put(at, segment, { file, about, lock }),
    look: (segment) => look(at, segment),
    read: (segment, offset, length) => read(at, segment, { offset, length }),
    async readAll(segment) {
      const answer = await get(at, segment, {})
      return answer.kind === 'answer' ? { kind: 'stream', pieces: piecesOf(answer, place, segment) } : answer
    },
    lock: (segment, version, one) => lock(at, { segment, version }, one),
    drop: (segment, version) => drop(at, segment, version),
    list: () => list(at)
  }
}

/** A store that is asked. */
interface At {
  readonly place: S3Place
  readonly ask: AskS3
}

function keyOf({ place }: At, segment: string): string {
  return `${place.prefix}${objectName(segment)}`
}

async function check({ place, ask }: At): ReturnType<ObjectStore['check']> {
  const what = 'say whether its bucket locks objects'
  const answer = await ask({ method: 'GET', key: '', query: { 'object-lock': '' }, what })
  if (answer.kind === 'failed') return answer
  const text = await textOf(answer)
  if (typeof text !== 'string') return text
  if (place.lock === 'none' || /<ObjectLockEnabled>Enabled</.test(text)) return { kind: 'ready' }
  const cause = `the bucket ${place.bucket} at ${place.endpoint} has no object lock: make one that has, or write lock: none in evidence.yaml`
  return failure(cause, false)
}

async function put(
  at: At,
  segment: string,
  one: { readonly file: string; readonly about: ObjectAbout; readonly lock: ObjectLock }
): ReturnType<ObjectStore['put']> {
  const { bytes, sha256, close } = one.about
  const { lock: mode, endpoint, bucket } = at.place
  const hex = sha256.slice('sha256:'.length)
  const dated = one.lock.until !== null && {
    'x-amz-object-lock-mode': mode.toUpperCase(),
    'x-amz-object-lock-retain-until-date': one.lock.until
  }
  const answer = await at.ask({
    method: 'PUT',
    key: keyOf(at, segment),
    headers: {
      'if-none-match': '*',
      'content-type': 'application/warc',
      'x-amz-checksum-sha256': Buffer.from(hex, 'hex').toString('base64'),
      [closeHeader]: Buffer.from(close, 'utf8').toString('base64url'),
      [digestHeader]: sha256,
      ...(mode !== 'none' && { ...dated, 'x-amz-object-lock-legal-hold': one.lock.hold ? 'ON' : 'OFF' })
    },
    body: { file: one.file, sha256: hex, bytes },
    what: `take segment ${segment}`
  })
  if (answer.kind === 'failed') return answer
  await letGo(answer)
  if (answer.status === 412 || answer.status === 409) return { kind: 'there' }
  return answer.status === 404 ? failure(`${endpoint} has no bucket ${bucket}`, false) : { kind: 'made' }
}

async function look(at: At, segment: string): ReturnType<ObjectStore['look']> {
  const answer = await at.ask({ method: 'HEAD', key: keyOf(at, segment), what: `show segment ${segment}` })
  if (answer.kind === 'failed') return answer
  await letGo(answer)
  return answer.status === 404 ? { kind: 'missing' } : objectOf(answer)
}

async function read(
  at: At,
  segment: string,
  { offset, length }: { readonly offset: number; readonly length: number }
): ReturnType<ObjectStore['read']> {
  const { endpoint } = at.place
  const answer = await get(at, segment, { range: `bytes=${offset}-${offset + length - 1}` })
  if (answer.kind !== 'answer') return answer
  if (answer.status !== 206) {
    await letGo(answer)
    return failure(`${endpoint} gave all of segment ${segment} where a part was asked for`, false)
  }
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of answer.body) {
      parts.push(part as Buffer)
      bytes += (part as Buffer).length
      if (bytes > length) break
    }
  } catch (error) {
    return failure(`${endpoint} broke off within segment ${segment}: ${(error as Error).message}`, true)
  }
  return bytes === length
    ? { kind: 'bytes', bytes: Buffer.concat(parts) }
    : failure(`${endpoint} gave ${bytes} bytes of segment ${segment} where ${length} were asked for`, false)
}

interface Version {
  readonly segment: string
  readonly version: string | null
}

async function lock(at: At, of: Version, { until, hold }: ObjectLock): ReturnType<ObjectStore['lock']> {
  const { lock: mode } = at.place
  if (mode === 'none') return { kind: 'locked' }
  const held = `<LegalHold xmlns="${namespace}"><Status>${hold ? 'ON' : 'OFF'}</Status></LegalHold>`
  const wrong =
    (until === null ? null : await putLock(at, of, 'retention', retentionText(mode, until))) ??
    (await putLock(at, of, 'legal-hold', held))
  return wrong ?? { kind: 'locked' }
}

async function putLock(
  at: At,
  { segment, version }: Version,
  sub: 'retention' | 'legal-hold',
  body: string
): Promise<StoreFailure | null> {
  const query = { [sub]: '', ...(version !== null && { versionId: version }) }
  const what = `lock the object of segment ${segment}`
  const answer = await at.ask({ method: 'PUT', key: keyOf(at, segment), query, headers: digestsOf(body), body, what })
  if (answer.kind === 'failed') return answer
  await letGo(answer)
  return answer.status < 300 ? null : failure(`segment ${segment} is not there to be locked (${answer.status})`, false)
}

async function drop(at: At, segment: string, version: string | null): ReturnType<ObjectStore['drop']> {
  // Without a version a store that keeps versions would hide the object with a mark and keep its bytes.
  const found = version === null ? await look(at, segment) : null
  if (found?.kind === 'failed') return found
  if (found?.kind === 'missing') return { kind: 'gone' }
  const named = version ?? found?.version ?? null
  const query = named === null ? {} : { versionId: named }
  const what = `delete segment ${segment}`
  const answer = await at.ask({ method: 'DELETE', key: keyOf(at, segment), query, what })
  if (answer.kind === 'failed')
    return / \(403 (AccessDenied|InvalidRequest)/.test(answer.cause) ? { kind: 'kept', cause: answer.cause } : answer
  await letGo(answer)
  return { kind: 'gone' }
}

async function* list({ place, ask }: At): ReturnType<ObjectStore['list']> {
  let after: Readonly<Record<string, string>> = {}
  for (let page = 0; page < mostPages; page++) {
    const query = { versions: '', prefix: place.prefix, 'max-keys': '1000', ...after }
    const answer = await ask({ method: 'GET', key: '', query, what: 'list its objects' })
    const given =
      answer.kind === 'failed' || answer.status < 300
        ? answer
        : failure(`${place.endpoint} has no list to give (${answer.status} ${answer.code})`, false)
    const text = given.kind === 'failed' ? given : await textOf(given)
    if (typeof text !== 'string') {
      yield text
      return
    }
    const { objects, next } = versionsIn(text)
    for (const { key, ...one } of objects) {
      const name = key.slice(place.prefix.length)
      yield { kind: 'listed', name, segment: segmentOf(name), ...one }
    }
    if (next === null) return
    after = next
  }
  yield failure(`${place.endpoint} goes on listing after ${mostPages} pages`, false)
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

function retentionText(mode: 'compliance' | 'governance', until: string): string {
  return `<Retention xmlns="${namespace}"><Mode>${mode.toUpperCase()}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`
}

/** What a store may ask for beside the signature where locks are changed. */
function digestsOf(body: string): Record<string, string> {
  return {
    'content-type': 'application/xml',
    'content-md5': createHash('md5').update(body).digest('base64'),
    'x-amz-checksum-sha256': createHash('sha256').update(body).digest('base64')
  }
}

function objectOf(answer: S3Answer): StoredObject {
  const until = answer.header('x-amz-object-lock-retain-until-date')
  const close = answer.header(closeHeader)
  return {
    kind: 'object',
    bytes: Number(answer.header('content-length') ?? -1),
    sha256: answer.header(digestHeader),
    close: close === null ? null : Buffer.from(close, 'base64url').toString('utf8'),
    until: until === null || Number.isNaN(Date.parse(until)) ? null : new Date(until).toISOString(),
    hold: answer.header('x-amz-object-lock-legal-hold') === 'ON',
    version: answer.header('x-amz-version-id')
  }
}

async function get(
  at: At,
  segment: string,
  headers: Readonly<Record<string, string>>
): Promise<S3Answer | Missing | StoreFailure> {
  const answer = await at.ask({ method: 'GET', key: keyOf(at, segment), headers, what: `give segment ${segment}` })
  if (answer.kind === 'failed') return answer
  if (answer.status === 404) return { kind: 'missing' }
  if (answer.status < 300) return answer
  return failure(`segment ${segment} is shorter there than what is asked for (${answer.status} ${answer.code})`, false)
}

async function* piecesOf({ body }: S3Answer, { endpoint }: S3Place, segment: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of body) yield part as Buffer
  } catch (error) {
    throw new ObjectBroken(`${endpoint} broke off within segment ${segment}: ${(error as Error).message}`)
  }
}

/** A short answer as text; an error where it breaks off or never ends. */
async function textOf(answer: S3Answer): Promise<string | StoreFailure> {
  if (answer.status >= 300) return answer.code
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of answer.body) {
      parts.push(part as Buffer)
      bytes += (part as Buffer).length
      if (bytes > mostAnswerBytes) return failure('an answer of the store is longer than any such', false)
    }
  } catch (error) {
    return failure(`an answer of the store broke off: ${(error as Error).message}`, true)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Ends an answer whose body says nothing; that it breaks off matters to nobody then. */
async function letGo({ body }: S3Answer): Promise<void> {
  await body.dump().catch(() => {})
}
