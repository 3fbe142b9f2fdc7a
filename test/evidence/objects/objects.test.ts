/** One contract for every store of segments, held against a folder, an S3 on loopback and SeaweedFS; and what bad stores are told to be. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { folderStore } from '../../../src/evidence/objects/folder-store.ts'
import { objectName, type ObjectAbout, type ObjectStore } from '../../../src/evidence/objects/object-store.ts'
import { asker, type S3Place } from '../../../src/evidence/objects/s3-request.ts'
import { s3Store } from '../../../src/evidence/objects/s3-store.ts'
import { collect, temporaryFolder } from '../sample.ts'
import { bucket, startS3, type Mischief, type S3Double } from './s3-double.ts'
import { startSeaweed, type Seaweed } from './seaweed.ts'

const place = temporaryFolder()
const patience = { tries: 3, pauseMs: 5, quietMs: 400 }
const day = 86_400_000
const inDays = (days: number): string => new Date(Math.floor((Date.now() + days * day) / 1000) * 1000).toISOString()
let double: S3Double

before(async () => {
  double = await startS3()
})
after(async () => {
  await double.close()
  place.remove()
})

function placeOf(endpoint: string, change: Partial<S3Place> = {}): S3Place {
  const credentials = (): { accessKey: string; secretKey: string } => ({ accessKey: 'key', secretKey: 'secret-words' })
  const usual = {
    endpoint,
    region: 'us-east-1',
    bucket,
    prefix: 'unit-1/',
    ca: null,
    lock: 'governance',
    credentials
  } as const
  return { ...usual, ...change }
}

function newSegment(): string {
  return `20260302T100000000-${randomBytes(6).toString('hex')}`
}

interface Made {
  readonly segment: string
  readonly file: string
  readonly bytes: Buffer
  readonly about: ObjectAbout
}

function madeFile(size = 50_000): Made {
  const [segment, bytes] = [newSegment(), randomBytes(size)]
  const file = path.join(place.path, `${segment}.warc`)
  writeFileSync(file, bytes)
  const sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}` as const
  return { segment, file, bytes, about: { bytes: size, sha256, close: '{"format":"baken-index/1","x":"é"}\n' } }
}

async function whole(store: ObjectStore, segment: string): Promise<Buffer> {
  const all = await store.readAll(segment)
  assert.ok(all.kind === 'stream', JSON.stringify(all))
  return Buffer.concat(await collect(all.pieces))
}

/** What run/evidence/objects and verify rest on. */
async function holdsTo(store: ObjectStore): Promise<void> {
  assert.deepEqual(await store.check(), { kind: 'ready' })
  const { segment, file, bytes, about } = madeFile()
  const until = inDays(2)
  assert.deepEqual(await store.look(segment), { kind: 'missing' })
  assert.equal((await store.read(segment, 0, 1)).kind, 'missing')
  assert.equal((await store.readAll(segment)).kind, 'missing')
  assert.deepEqual(await store.put(segment, file, about, { until, hold: true }), { kind: 'made' })

  const found = await store.look(segment)
  assert.ok(found.kind === 'object')
  assert.deepEqual(
    [found.bytes, found.sha256, found.close, found.until, found.hold],
    [about.bytes, about.sha256, about.close, until, true]
  )
  assert.ok((await whole(store, segment)).equals(bytes))
  const part = await store.read(segment, 12_345, 678)
  assert.ok(part.kind === 'bytes' && part.bytes.equals(bytes.subarray(12_345, 12_345 + 678)))
  for (const [from, length] of [
    [49_990, 20],
    [60_000, 1]
  ] as const)
    assert.equal((await store.read(segment, from, length)).kind, 'failed', 'a part beyond the end')

  // What stands there stays, whoever comes second and with what.
  const other = madeFile()
  assert.deepEqual(await store.put(segment, other.file, other.about, { until: null, hold: false }), { kind: 'there' })
  assert.ok((await whole(store, segment)).equals(bytes))
  // Bytes that are not what the digest says are not taken.
  const wrong = madeFile()
  const refused = await store.put(wrong.segment, other.file, wrong.about, { until: null, hold: false })
  assert.equal(refused.kind, 'failed')
  assert.deepEqual(await store.look(wrong.segment), { kind: 'missing' })

  // Held, then locked, it stays; a date moves on, never back.
  const { version } = found
  assert.equal((await store.drop(segment, version)).kind, 'kept')
  assert.deepEqual(await store.lock(segment, version, { until: inDays(3), hold: false }), { kind: 'locked' })
  await store.lock(segment, version, { until: inDays(1), hold: false })
  const locked = await store.look(segment)
  assert.ok(locked.kind === 'object')
  assert.deepEqual([locked.until?.slice(0, 10), locked.hold], [inDays(3).slice(0, 10), false])
  assert.equal((await store.drop(segment, version)).kind, 'kept')
  assert.ok((await whole(store, segment)).equals(bytes))

  // Without a lock it goes, and what is gone is gone.
  assert.deepEqual(await store.put(other.segment, other.file, other.about, { until: null, hold: false }), {
    kind: 'made'
  })
  const names = (await collect(store.list())).flatMap((one) => (one.kind === 'listed' ? [one] : assert.fail(one.cause)))
  const mine = names.filter((one) => one.segment === segment || one.segment === other.segment)
  assert.deepEqual(
    mine.map((one) => [one.name, one.bytes, one.latest, one.deleteMark]).toSorted(),
    [segment, other.segment].map((one) => [objectName(one), 50_000, true, false]).toSorted()
  )
  const free = await store.look(other.segment)
  assert.ok(free.kind === 'object')
  assert.deepEqual(await store.drop(other.segment, free.version), { kind: 'gone' })
  assert.deepEqual(await store.look(other.segment), { kind: 'missing' })
  assert.deepEqual(await store.drop(other.segment, null), { kind: 'gone' }, 'again')
  const left = (await collect(store.list())).filter((one) => one.kind === 'listed' && one.segment === other.segment)
  assert.deepEqual(left, [], 'no version and no mark of it is left')
}

test('the contract of a store holds for a folder', async () => {
  const folder = path.join(place.path, 'store')
  mkdirSync(folder)
  await holdsTo(folderStore(folder))
  assert.deepEqual(
    readdirSync(path.join(folder, 'segments')).filter((name) => name.startsWith('.')),
    []
  )
})

test('the contract of a store holds for an S3, with a list in pages', async () => {
  for (let n = 0; n < 5; n++) {
    const { segment, file, about } = madeFile(10)
    assert.equal(
      (await s3Store(placeOf(double.endpoint), patience).put(segment, file, about, { until: null, hold: false })).kind,
      'made'
    )
  }
  await holdsTo(s3Store(placeOf(double.endpoint), patience))
  assert.ok(double.asked.some(({ path: asked }) => asked.includes('key-marker=')))
})

test('the contract of a store holds for SeaweedFS', async (context) => {
  const weed: Seaweed | { kind: 'none'; why: string } = await startSeaweed()
  if (weed.kind === 'none') return context.skip(weed.why)
  try {
    const at = placeOf(weed.endpoint)
    const headers = { 'x-amz-bucket-object-lock-enabled': 'true' }
    const ask = asker(at, { tries: 20, pauseMs: 200, quietMs: 30_000 })
    const bucketMade = await ask({ method: 'PUT', key: '', headers, what: 'make a bucket' })
    assert.ok(bucketMade.kind === 'answer' && bucketMade.status < 300)
    await holdsTo(s3Store(at))
    const plain = { ...at, bucket: 'plain' }
    const plainMade = await asker(plain)({ method: 'PUT', key: '', what: 'make a bucket' })
    assert.ok(plainMade.kind === 'answer')
    const unlocked = await s3Store(plain).check()
    assert.ok(unlocked.kind === 'failed' && /has no object lock/.test(unlocked.cause), JSON.stringify(unlocked))
  } finally {
    await weed.close()
  }
})

test('no secret and no key stands in what is sent, beside the name of the key, and every request is signed', async () => {
  await s3Store(placeOf(double.endpoint), patience).check()
  for (const { path: asked, headers } of double.asked) {
    assert.ok(!`${asked} ${JSON.stringify(headers)}`.includes('secret-words'))
    assert.match(String(headers.authorization), /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/s3\/aws4_request/)
  }
})

/** What is told of a store that does this all the time, when it is asked in this way. */
const bad: readonly (readonly [Mischief, 'look' | 'read' | 'put', RegExp, away: boolean])[] = [
  ['busy', 'look', /\(503\): it is asked again/, true],
  ['busy', 'read', /503 SlowDown: Please reduce your request rate/, true],
  ['forbidden', 'read', /403 AccessDenied.*see to the credentials/, false],
  ['skewed', 'read', /its clock and that of this machine differ by 3[56]\d\d seconds/, true],
  ['silent', 'look', /it is silent for too long/, true],
  ['hangs-up-before', 'put', /did not take segment/, true],
  ['redirects', 'read', /it sends elsewhere, which is not followed/, false],
  ['breaks-off', 'read', /broke off within segment/, true],
  ['whole', 'read', /gave all of segment .* where a part was asked for/, false]
]

for (const [mischief, how, told, away] of bad)
  test(`a store that is or does "${mischief}" is told so, when asked to ${how}, and asked no more than three times`, async () => {
    const store = s3Store(placeOf(double.endpoint), patience)
    const { segment, file, about } = madeFile(4_000)
    if (how !== 'put') await store.put(segment, file, about, { until: null, hold: false })
    const before = double.asked.length
    double.mischief = mischief
    try {
      const answer =
        how === 'look'
          ? await store.look(segment)
          : how === 'read'
            ? await store.read(segment, 100, 2_000)
            : await store.put(segment, file, about, { until: null, hold: false })
      assert.ok(answer.kind === 'failed', JSON.stringify(answer))
      assert.match(answer.cause, told)
      assert.equal(answer.away, away)
      assert.ok(!answer.cause.includes('secret-words'))
      assert.ok(double.asked.length - before <= 3, `${double.asked.length - before} requests`)
    } finally {
      double.mischief = null
    }
  })

test('what is lost once is asked again, and a put whose answer was lost makes one object', async () => {
  const store = s3Store(placeOf(double.endpoint), patience)
  const { segment, file, bytes, about } = madeFile(4_000)
  Object.assign(double, { mischief: 'hangs-up-after', times: 1 })
  const put = await store.put(segment, file, about, { until: null, hold: false })
  Object.assign(double, { mischief: null, times: Infinity })
  assert.deepEqual(put, { kind: 'there' }, 'the second try finds what the first made')
  assert.equal(double.objects.get(`unit-1/${objectName(segment)}`)?.length, 1)
  assert.ok((await whole(store, segment)).equals(bytes))
})

test('a bucket that is not there, and one without object lock, are told before anything is put', async () => {
  const other = await s3Store(placeOf(double.endpoint, { bucket: 'other' }), patience).check()
  assert.ok(
    other.kind === 'failed' && /NoSuchBucket.*make the bucket, with object lock/.test(other.cause),
    JSON.stringify(other)
  )
})

test('a folder that is not there is never made: a disk that is not mounted is no store', async () => {
  const gone = path.join(place.path, 'not-mounted')
  const store = folderStore(gone)
  const { segment, file, about } = madeFile(10)
  for (const answer of [
    await store.check(),
    await store.put(segment, file, about, { until: null, hold: false }),
    await store.look(segment)
  ])
    assert.ok(answer.kind === 'failed' && answer.away, JSON.stringify(answer))
  assert.ok(!existsSync(gone))
})
