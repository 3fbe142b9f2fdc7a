/** Any S3 with object lock as a store of segments: put if absent, with its digest; retention and hold by the store itself; every version listed. */
import { createHash } from 'node:crypto'
import {
  failure,
  ObjectBroken,
  objectName,
  segmentOf,
  type Missing,
  type ObjectStore,
  type StoreFailure,
  type StoredObject
} from './object-store.ts'
import { versionsIn } from './s3-versions.ts'
import { asker, type Patience, type S3Answer, type S3Place } from './s3-request.ts'

const closeHeader = 'x-amz-meta-baken-close'
const digestHeader = 'x-amz-meta-baken-sha256'
const mostPages = 100_000
const mostAnswerBytes = 8 * 1024 * 1024

export function s3Store(place: S3Place, patience?: Patience): ObjectStore {
  const ask = asker(place, patience)
  const keyOf = (segment: string): string => `${place.prefix}${objectName(segment)}`
  const look = async (segment: string): Promise<StoredObject | Missing | StoreFailure> => {
    const answer = await ask({ method: 'HEAD', key: keyOf(segment), what: `show segment ${segment}` })
    if (answer.kind === 'failed') return answer
    await answer.body.dump()
    return answer.status === 404 ? { kind: 'missing' } : objectOf(answer)
  }
  const put = async (
    segment: string,
    sub: 'retention' | 'legal-hold',
    version: string | null,
    body: string
  ): Promise<StoreFailure | null> => {
    const answer = await ask({
      method: 'PUT',
      key: keyOf(segment),
      query: { [sub]: '', ...(version !== null && { versionId: version }) },
      headers: digestsOf(body),
      body,
      what: `lock the object of segment ${segment}`
    })
    return ended(answer, segment)
  }
  return {
    place: `${place.endpoint}/${place.bucket}/${place.prefix}`,
    locks: place.lock !== 'none',
    async check() {
      const what = 'say whether its bucket locks objects'
      const answer = await ask({ method: 'GET', key: '', query: { 'object-lock': '' }, what })
      if (answer.kind === 'failed') return answer
      const text = await textOf(answer)
      if (typeof text !== 'string') return text
      if (place.lock === 'none' || /<ObjectLockEnabled>Enabled</.test(text)) return { kind: 'ready' }
      return failure(
        `the bucket ${place.bucket} at ${place.endpoint} has no object lock: make one that has, or write lock: none in evidence.yaml`,
        false
      )
    },
    async put(segment, file, { bytes, sha256, close }, { until, hold }) {
      const hex = sha256.slice('sha256:'.length)
      const answer = await ask({
        method: 'PUT',
        key: keyOf(segment),
        headers: {
          'if-none-match': '*',
          'content-type': 'application/warc',
          'x-amz-checksum-sha256': Buffer.from(hex, 'hex').toString('base64'),
          [closeHeader]: Buffer.from(close, 'utf8').toString('base64url'),
          [digestHeader]: sha256,
          ...(place.lock !== 'none' && {
            ...(until !== null && {
              'x-amz-object-lock-mode': place.lock.toUpperCase(),
              'x-amz-object-lock-retain-until-date': until
            }),
            'x-amz-object-lock-legal-hold': hold ? 'ON' : 'OFF'
          })
        },
        body: { file, sha256: hex, bytes },
        what: `take segment ${segment}`
      })
      if (answer.kind === 'failed') return answer
      await answer.body.dump()
      if (answer.status === 412 || answer.status === 409) return { kind: 'there' }
      return answer.status === 404
        ? failure(`${place.endpoint} has no bucket ${place.bucket}`, false)
        : { kind: 'made' }
    },
    look,
    async read(segment, offset, length) {
      const answer = await get(ask, keyOf(segment), segment, { range: `bytes=${offset}-${offset + length - 1}` })
      if (answer.kind !== 'answer') return answer
      const parts: Buffer[] = []
      let bytes = 0
      try {
        for await (const part of answer.body) {
          parts.push(part as Buffer)
          bytes += (part as Buffer).length
          if (bytes > length) break
        }
      } catch (error) {
        return failure(`${place.endpoint} broke off within segment ${segment}: ${(error as Error).message}`, true)
      }
      if (answer.status !== 206)
        return failure(`${place.endpoint} gave all of segment ${segment} where a part was asked for`, false)
      return bytes === length
        ? { kind: 'bytes', bytes: Buffer.concat(parts) }
        : failure(`${place.endpoint} gave ${bytes} bytes of segment ${segment} where ${length} were asked for`, false)
    },
    async readAll(segment) {
      const answer = await get(ask, keyOf(segment), segment, {})
      return answer.kind === 'answer' ? { kind: 'stream', pieces: piecesOf(answer, place, segment) } : answer
    },
    async lock(segment, version, { until, hold }) {
      if (place.lock === 'none') return { kind: 'locked' }
      const wrong =
        (until === null ? null : await put(segment, 'retention', version, retentionText(place.lock, until))) ??
        (await put(
          segment,
          'legal-hold',
          version,
          `<LegalHold xmlns="${namespace}"><Status>${hold ? 'ON' : 'OFF'}</Status></LegalHold>`
        ))
      return wrong ?? { kind: 'locked' }
    },
    async drop(segment, version) {
      // Without a version a store that keeps versions would hide the object with a mark and keep its bytes.
      const found = version === null ? await look(segment) : null
      if (found?.kind === 'failed') return found
      if (found?.kind === 'missing') return { kind: 'gone' }
      const named = version ?? found?.version ?? null
      const query = named === null ? {} : { versionId: named }
      const answer = await ask({ method: 'DELETE', key: keyOf(segment), query, what: `delete segment ${segment}` })
      if (answer.kind === 'failed')
        return / \(403 (AccessDenied|InvalidRequest)/.test(answer.cause)
          ? { kind: 'kept', cause: answer.cause }
          : answer
      await answer.body.dump()
      return { kind: 'gone' }
    },
    async *list() {
      let after: Readonly<Record<string, string>> = {}
      for (let page = 0; page < mostPages; page++) {
        const query = { versions: '', prefix: place.prefix, 'max-keys': '1000', ...after }
        const answer = await ask({ method: 'GET', key: '', query, what: 'list its objects' })
        if (answer.kind === 'failed') return void (yield answer)
        const text = await textOf(answer)
        if (typeof text !== 'string') return void (yield text)
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
  }
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
  ask: ReturnType<typeof asker>,
  key: string,
  segment: string,
  headers: Readonly<Record<string, string>>
): Promise<S3Answer | Missing | StoreFailure> {
  const answer = await ask({ method: 'GET', key, headers, what: `give segment ${segment}` })
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

async function ended(answer: S3Answer | StoreFailure, segment: string): Promise<StoreFailure | null> {
  if (answer.kind === 'failed') return answer
  await answer.body.dump()
  return answer.status < 300 ? null : failure(`segment ${segment} is not there to be locked (${answer.status})`, false)
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
