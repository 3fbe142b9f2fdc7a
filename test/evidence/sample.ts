/** Exchanges and folders for the tests of evidence. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc } from '../properties.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import type { CanonicalUrl, MandateId, SourceId } from '../../src/model/ids.ts'
import type { CaptureMeta } from '../../src/evidence/segments/inner-records.ts'
import { noteAnchor } from '../../src/evidence/anchors.ts'
import { openCapture, readSealed, type OpenedCapture } from '../../src/evidence/segments/read-segment.ts'
import { openSegment, type Appended, type SegmentWriter } from '../../src/evidence/segments/segment.ts'

export const mandate = 'oefening' as MandateId
export const meta: CaptureMeta = { mandate, source: 'practice-nl' as SourceId, attributes: { note: 'loopback' } }

export function sampleExchange(change: Partial<Exchange> = {}): Exchange {
  return {
    url: 'http://shop.example/ad/1?x=2' as CanonicalUrl,
    method: 'GET',
    requestHeaders: [
      ['Host', 'shop.example'],
      ['User-Agent', 'Baken']
    ],
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    responseHeaders: [
      ['Content-Type', 'text/html'],
      ['Transfer-Encoding', 'chunked'],
      ['Date', 'Mon, 02 Mar 2026 10:00:00 GMT']
    ],
    body: Buffer.from('<p>Fiets te koop, bel na zes uur</p>'),
    truncated: null,
    remoteAddress: '127.0.0.1',
    startedAt: '2026-03-02T10:00:00.123Z',
    durationMs: 12.5,
    serverDate: 'Mon, 02 Mar 2026 10:00:00 GMT',
    tls: null,
    ...change
  }
}

const latin1 = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 40
})
const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_!#'), minLength: 1, maxLength: 12 })
const headers = (value: fc.Arbitrary<string>): fc.Arbitrary<[string, string][]> =>
  fc.array(
    fc.tuple(
      fc.oneof(token, fc.constantFrom('Transfer-Encoding', 'X-Archive-Orig-Transfer-Encoding', 'transfer-encoding')),
      value
    ),
    { maxLength: 6 }
  )

/** Any exchange that an HTTP client can hand over. */
export const anyExchange: fc.Arbitrary<Exchange> = fc.record({
  url: fc.webUrl({ withQueryParameters: true }) as fc.Arbitrary<string> as fc.Arbitrary<CanonicalUrl>,
  method: fc.constant('GET' as const),
  requestHeaders: headers(latin1),
  status: fc.integer({ min: 100, max: 599 }),
  statusText: latin1,
  httpVersion: fc.constant('1.1' as const),
  responseHeaders: fc.oneof(
    headers(latin1),
    headers(fc.string({ unit: fc.constantFrom('é', '€', ' ', '漢', '🚲', 'a'), maxLength: 9 }))
  ),
  body: fc.oneof(fc.uint8Array({ maxLength: 3000 }), fc.constant(new Uint8Array(70_000).fill(7))),
  truncated: fc.constantFrom(null, 'length' as const, 'time' as const, 'disconnect' as const),
  remoteAddress: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('')),
  startedAt: fc
    .date({ min: new Date('1996-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }).map((ms) => ms + 0),
  serverDate: fc.option(latin1),
  tls: fc.option(
    fc.dictionary(
      fc.constantFrom('protocol', 'authorized', 'certificate'),
      fc.constantFrom('TLSv1.3', 'TLSv1.2', 'no: self-signed', 'é'),
      { noNullPrototype: true }
    )
  )
})

/** Bodies as plain bytes, for comparing. */
export function plain(exchange: Exchange): unknown {
  return { ...exchange, body: Buffer.from(exchange.body).toString('hex') }
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'baken-evidence-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export async function newSegment(evidenceDir: string): Promise<SegmentWriter> {
  const opening = await openSegment(evidenceDir, {
    previous: null,
    ledgerAnchor: { number: 7, hash: 'ab'.repeat(32) },
    software: 'baken/test'
  })
  if (opening.kind === 'failed') throw new Error(opening.detail)
  anchor(evidenceDir, 'open', opening.writer.segment)
  return opening.writer
}

/** Notes an anchor as a run does when it opens or closes a segment. */
export function anchor(evidenceDir: string, why: 'open' | 'close', segment: string): void {
  noteAnchor(evidenceDir, { number: 7, hash: 'ab'.repeat(32) }, { why, segment, at: '2026-03-02T10:00:00.000Z' })
}

export function appendTo(writer: SegmentWriter, exchange: Exchange): Appended {
  const appended = writer.append(exchange, meta)
  if (appended.kind === 'failed') throw new Error(appended.detail)
  return appended
}

/** A segment of `count` captures, written and committed; closed unless told otherwise. */
export async function writtenSegment(
  evidenceDir: string,
  count: number,
  close = true
): Promise<{ segment: string; captures: Appended[]; writer: SegmentWriter }> {
  const writer = await newSegment(evidenceDir)
  const captures: Appended[] = []
  for (let n = 0; n < count; n++) captures.push(appendTo(writer, sampleExchange({ body: Buffer.from(`body ${n}`) })))
  const flushed = await writer.flush()
  if (flushed.kind === 'failed') throw new Error(flushed.detail)
  writer.commitHead(flushed.mark)
  if (close) {
    const closed = await writer.close()
    if (closed.kind === 'failed') throw new Error(closed.detail)
    anchor(evidenceDir, 'close', writer.segment)
  }
  return { segment: writer.segment, captures, writer }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** So many captures, written to a segment in this folder and opened again. */
export async function openedCaptures(folder: string, count: number): Promise<OpenedCapture[]> {
  const { segment, captures } = await writtenSegment(folder, count)
  return Promise.all(
    captures.map(async ({ offset, length, dataKey }) => {
      const read = await readSealed(join(folder, 'segments', `${segment}.warc`), offset, length)
      const capture = read.kind === 'record' ? openCapture(read.bytes, dataKey) : null
      return capture?.kind === 'capture' ? capture : assert.fail('it does not open')
    })
  )
}
