/** Content that stands apart, and captures that rest on it: they open to what captures with their content within give. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { fc } from '../properties.ts'
import { sha256 } from '../../src/evidence/digest.ts'
import { cipherKey, openUnder } from '../../src/evidence/seal.ts'
import { isApart } from '../../src/evidence/segments/content.ts'
import type { Form } from '../../src/evidence/segments/inner-records.ts'
import {
  openCapture,
  openStoredCapture,
  readSealed,
  type OpenedCapture
} from '../../src/evidence/segments/read-segment.ts'
import { originalFor, type Original } from '../../src/evidence/segments/revisit.ts'
import { splitOwnRecord } from '../../src/evidence/segments/outer-record.ts'
import type { Appended, SegmentWriter } from '../../src/evidence/segments/segment.ts'
import { segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { openZip } from '../../src/evidence/archives/zip-guard.ts'
import { readWarc } from '../../src/evidence/archives/warc.ts'
import { waczSignerOf } from '../../src/evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf } from '../../src/evidence/packages/write-wacz.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import { verifyEvidence } from '../../src/verify/evidence.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { anchor, anyExchange, collect, meta, newSegment, plain, sampleExchange, temporaryFolder } from './sample.ts'

const packed = {
  title: 'Proef',
  at: '2026-03-05T10:00:00Z',
  software: 'baken',
  id: '00000000-0000-7000-8000-000000000001'
}
const signer = waczSignerOf(Buffer.alloc(32, 7))
const page = `<p>${Array.from({ length: 400 }, (_, n) => `Fiets ${n} te koop`).join('</p><p>')}</p>`

function appended(writer: SegmentWriter, exchange: Exchange, form: Form): Appended {
  const one = writer.append(exchange, meta, form)
  return one.kind === 'appended' ? one : assert.fail(one.detail)
}

async function recordOf(folder: string, { segment, offset, length }: Appended): Promise<Buffer> {
  const read = await readSealed(segmentPath(folder, segment), offset, length)
  return read.kind === 'record' ? read.bytes : assert.fail(read.cause)
}

async function restingOn(folder: string, one: Appended, exchange: Exchange): Promise<Original> {
  return originalFor(await recordOf(folder, one), one, one.dataKey, exchange) ?? assert.fail('it is no original')
}

async function opened(folder: string, one: Appended): Promise<OpenedCapture> {
  const found = await openStoredCapture(folder, one, one.dataKey)
  return found.kind === 'capture' ? found : assert.fail(found.detail)
}

/** An original, a visit two days later that found it unchanged, and their exchanges. */
async function visitedTwice(change: Partial<Exchange> = {}): Promise<{
  folder: string
  remove(): void
  writer: SegmentWriter
  first: Appended
  again: Appended
  exchanges: readonly [Exchange, Exchange]
}> {
  const { path: folder, remove } = temporaryFolder()
  const writer = await newSegment(folder)
  const exchange = sampleExchange({ body: Buffer.from(page), ...change })
  const later = {
    ...exchange,
    startedAt: '2026-03-04T11:00:00.000Z',
    responseHeaders: [['Date', 'Wed, 04 Mar 2026 11:00:00 GMT'] as const, ['Content-Type', 'text/html'] as const]
  }
  const first = appended(writer, exchange, 'apart')
  await writer.flush()
  const again = appended(writer, later, await restingOn(folder, first, later))
  const flushed = await writer.flush()
  assert.ok(flushed.kind === 'durable')
  writer.commitHead(flushed.mark)
  return { folder, remove, writer, first, again, exchanges: [exchange, later] }
}

test('any exchange with its content apart, and any that rests on it, comes back as it was answered', async () => {
  const { path: folder, remove } = temporaryFolder()
  const writer = await newSegment(folder)
  const exchanges = fc.sample(anyExchange, { numRuns: 120, seed: 9 }).filter(isApart)
  assert.ok(exchanges.length > 10, `${exchanges.length}`)
  const firsts = exchanges.map((exchange) => appended(writer, exchange, 'apart'))
  await writer.flush()
  for (const [at, exchange] of exchanges.entries()) {
    const first = firsts[at] ?? assert.fail()
    assert.deepEqual(plain((await opened(folder, first)).exchange), plain(exchange))
    const later = { ...exchange, startedAt: '2091-03-04T11:00:00.000Z', status: 200, remoteAddress: '127.0.0.9' }
    const again = appended(writer, later, await restingOn(folder, first, later))
    await writer.flush()
    const found = await opened(folder, again)
    assert.deepEqual(plain(found.exchange), plain(later))
    assert.deepEqual([found.meta, found.original?.id], [meta, first.captureId])
    assert.ok(again.length < 6_000 || exchange.body.length < 6_000, `${again.length} of ${first.length}`)
  }
  await writer.close()
  remove()
})

test('the records of both are those of a capture with its content within: standard WARC that a reader of archives takes', async () => {
  const { folder, remove, writer, first, again, exchanges } = await visitedTwice()
  const within = appended(writer, exchanges[1], 'within')
  await writer.flush()
  const lines = async (one: Appended): Promise<string[]> =>
    gunzipSync((await opened(folder, one)).members)
      .toString('latin1')
      // Each record has a name of its own, and the metadata of a revisit names its original.
      .replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'urn:uuid:X')
      .replace(/,"original":\{[^}]*\}/, '')
      .split('\r\n')
      .filter((line) => !/^(Content-Length|WARC-Block-Digest)/.test(line))
  assert.deepEqual(await lines(again), await lines(within))
  assert.equal((await lines(first)).filter((line) => line === 'WARC-Type: response').length, 1)
  const { original } = await opened(folder, again)
  const own = gunzipSync(original?.members ?? assert.fail()).toString('latin1')
  for (const line of [
    'WARC-Type: revisit',
    'WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
    `WARC-Refers-To: <urn:uuid:${first.captureId}>`,
    `WARC-Refers-To-Target-URI: ${exchanges[0].url}`,
    `WARC-Refers-To-Date: ${exchanges[0].startedAt}`,
    `WARC-Payload-Digest: ${sha256(exchanges[1].body)}`
  ])
    assert.ok(own.includes(`${line}\r\n`), line)
  assert.ok(!own.includes('baken-revisit'))
  await writer.close()
  remove()
})

test('a package of a capture that rests on another holds its content, and verifies alone', async () => {
  const { folder, remove, writer, again } = await visitedTwice()
  const wacz = waczOf([waczCapture(await opened(folder, again))], packed, signer)
  const file = path.join(folder, 'a.wacz')
  writeFileSync(file, wacz)
  const items = await collect(verifyPath(file))
  assert.deepEqual(
    items.filter((one) => one.kind === 'damaged' || one.kind === 'unchecked'),
    []
  )
  const parts = await openZip(readFileSync(file))
  assert.ok(parts.kind !== 'refused')
  const warc = gunzipSync(Buffer.concat(await collect(await parts.open('archive/data.warc.gz')))).toString('latin1')
  assert.ok(warc.includes('WARC-Type: response\r\n') && warc.includes(page) && !warc.includes('Refers-To'))
  assert.ok(items.length > 2, JSON.stringify(items))
  await writer.close()
  remove()
})

test('a package that holds the original too has the revisit as it was sealed, and its index says so', async () => {
  const { folder, remove, writer, first, again } = await visitedTwice()
  const both = [await opened(folder, first), await opened(folder, again)]
  const file = path.join(folder, 'b.wacz')
  writeFileSync(file, waczOf(both.map(waczCapture), packed, signer))
  const items = await collect(verifyPath(file))
  assert.deepEqual(
    items.filter((one) => one.kind === 'damaged' || one.kind === 'unchecked'),
    []
  )
  const parts = await openZip(readFileSync(file))
  assert.ok(parts.kind !== 'refused')
  const text = async (name: string): Promise<string> =>
    Buffer.concat(await collect(await parts.open(name))).toString('latin1')
  const lines = (await text('indexes/index.cdx')).trim().split('\n')
  assert.deepEqual(
    lines.map((line) => /"mime":"([^"]*)"/.exec(line)?.[1]),
    ['text/html', 'warc/revisit']
  )
  const warc = Buffer.from(await text('archive/data.warc.gz'), 'latin1')
  const types = gunzipSync(warc)
    .toString('latin1')
    .match(/WARC-Type: \w+/g)
  assert.deepEqual(
    types?.filter((type) => /response|revisit/.test(type)),
    ['WARC-Type: response', 'WARC-Type: revisit']
  )
  const outcomes = await collect(readWarc(Readable.from([warc]), { canonical: (address) => address as CanonicalUrl }))
  const bodies = outcomes.flatMap((one) => (one.kind === 'exchange' ? [Buffer.from(one.exchange.body).toString()] : []))
  assert.deepEqual(bodies, [page, page], JSON.stringify(outcomes.map((one) => one.kind)))
  await writer.close()
  remove()
})

test('the key of the content opens nothing else of the original, and a revisit opens nothing without its original', async () => {
  const { folder, remove, writer, first, again, exchanges } = await visitedTwice()
  const original = await restingOn(folder, first, exchanges[1])
  const bytes = await recordOf(folder, first)
  const parts = splitOwnRecord(bytes)
  assert.ok(typeof parts !== 'string' && parts.record.seal !== null && parts.record.content !== null)
  const context = `${parts.record.id} ${parts.record.date}`
  const end = parts.block.length - parts.record.content.bytes
  const heads = { nonce: parts.record.seal.nonce, block: parts.block.subarray(0, end) }
  assert.equal(
    openUnder(cipherKey(first.dataKey, 'capture'), 'capture', context, heads).kind,
    'opened',
    'the right key'
  )
  assert.equal(openUnder(original.key, 'capture', context, heads).kind, 'refused')
  const content = { nonce: parts.record.content.nonce, block: parts.block.subarray(end) }
  assert.equal(openUnder(original.key, 'content', context, content).kind, 'opened')
  const alone = openCapture(await recordOf(folder, again), again.dataKey)
  assert.ok(alone.kind === 'refused' && alone.reason === 'original')
  await writer.close()
  remove()
})

test('C1 a changed byte of the original or of the revisit opens neither, and what differs in one byte is no original', async () => {
  const { folder, remove, writer, first, again, exchanges } = await visitedTwice()
  const [one, two] = [await recordOf(folder, first), await recordOf(folder, again)]
  assert.equal(openCapture(two, again.dataKey, one).kind, 'capture')
  const changedAt = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x20
    return changed
  }
  for (let at = 0; at < one.length; at += 7)
    assert.equal(openCapture(two, again.dataKey, changedAt(one, at)).kind, 'refused', `original, byte ${at}`)
  for (let at = 0; at < two.length; at++)
    assert.equal(openCapture(changedAt(two, at), again.dataKey, one).kind, 'refused', `revisit, byte ${at}`)
  assert.equal(openCapture(two, again.dataKey, anew(one, 'Baken-Record: 2', 'Baken-Record: 3')).kind, 'refused')
  assert.equal(openCapture(anew(two, 'Baken-Original: 0', 'Baken-Original: 1'), again.dataKey, one).kind, 'refused')
  const body = changedAt(Buffer.from(exchanges[1].body), 100)
  assert.equal(originalFor(one, first, first.dataKey, { ...exchanges[1], body }), null)
  assert.equal(originalFor(changedAt(one, one.length - 100), first, first.dataKey, exchanges[1]), null)
  await writer.close()
  remove()
})

/** A record that somebody wrote anew around the same content, with digests of its own. */
function anew(record: Buffer, from: string, to: string): Buffer {
  const end = record.indexOf('Baken-Head: ')
  const head = Buffer.from(record.subarray(0, end).toString('latin1').replace(from, to), 'latin1')
  assert.ok(!head.equals(record.subarray(0, end)))
  return Buffer.concat([head, Buffer.from(`Baken-Head: ${sha256(head)}`), record.subarray(end + 12 + 71)])
}

test('a check names a capture whose original is missing, in another segment too', async () => {
  const { folder, remove, writer, first, exchanges } = await visitedTwice()
  const other = await newSegment(folder)
  for (let n = 0; n < 3; n++) appended(other, exchanges[1], await restingOn(folder, first, exchanges[1]))
  for (const one of [writer, other]) {
    await one.close()
    anchor(folder, 'close', one.segment)
  }
  const still = { running: false, half: null } as const
  const check = async (): Promise<string[]> =>
    (await collect(verifyEvidence(folder, still))).filter((one) => one.kind === 'damaged').map((one) => one.cause)
  assert.deepEqual(await check(), [])
  const alone = await collect(verifyPath(segmentPath(folder, other.segment)))
  assert.ok(
    alone.some((one) => one.kind === 'unchecked' && /3 captures rest on content in this segment/.test(one.cause))
  )
  const whole = readFileSync(segmentPath(folder, writer.segment))
  const changed: Buffer = Buffer.from(whole)
  changed[first.offset + first.length - 50] = (changed[first.offset + first.length - 50] ?? 0) ^ 1
  writeFileSync(segmentPath(folder, writer.segment), changed)
  const named = new RegExp(`and 3 others rest on the content of capture ${first.captureId}`)
  assert.ok(
    (await check()).some((cause) => named.test(cause)),
    JSON.stringify(await check())
  )
  rmSync(segmentPath(folder, writer.segment))
  assert.ok((await check()).some((cause) => /and 2 others rest on the content of capture/.test(cause)))
  remove()
})

test('a stranger with a data key reads both from the words of docs/evidence-format.md alone', async (t) => {
  const runs = (tool: string, ...words: string[]): boolean => spawnSync(tool, words).status === 0
  if (!runs('python3', '--version') || !runs('openssl', 'version')) return t.skip('python3 and openssl are not here')
  const { folder, remove, writer, first, again, exchanges } = await visitedTwice()
  await writer.close()
  const program = path.join(import.meta.dirname, 'revisit-stranger.py')
  for (const [one, exchange] of [
    [first, exchanges[0]],
    [again, exchanges[1]]
  ] as const) {
    const ran = spawnSync('python3', [program, folder, one.captureId, one.dataKey.toString('hex')], {
      encoding: 'utf8'
    })
    assert.equal(ran.status, 0, ran.stderr)
    assert.deepEqual(JSON.parse(ran.stdout), {
      status: '200',
      url: exchange.url,
      original: one === again ? first.captureId : null,
      body: sha256(exchange.body),
      said: sha256(exchange.body)
    })
  }
  remove()
})
