/** Tests of content decoding: what is coded comes out, bombs do not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  brotliCompressSync,
  constants,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync
} from 'node:zlib'
import { fc } from '../properties.ts'
import { decodeBody } from '../../src/crawl/fetch/decode.ts'
import type { DecodeResult } from '../../src/crawl/fetch/decode.ts'
import type { Exchange } from '../../src/model/exchange.ts'

const decode = async (
  coding: string | readonly string[],
  body: Uint8Array,
  truncated: Exchange['truncated'] = null
): Promise<DecodeResult> =>
  await decodeBody(
    { responseHeaders: [coding].flat().map((value) => ['Content-ENCODING', value] as const), body, truncated },
    { maxBytes: 5_000_000, maxRatio: 200 }
  )

const html = Buffer.from('<p>Een gewone pagina met wat tekst, niet te lang.</p>\n'.repeat(50))

test('every coding gives back what went in, alone and on top of each other', async () => {
  const cases: readonly (readonly [string | readonly string[], Uint8Array])[] = [
    ['gzip', gzipSync(html)],
    ['x-gzip', gzipSync(html)],
    [' GZIP ', gzipSync(html)],
    ['deflate', deflateSync(html)],
    ['deflate', deflateRawSync(html)],
    ['br', brotliCompressSync(html)],
    ['zstd', zstdCompressSync(html)],
    ['identity', html],
    ['', html],
    ['gzip, gzip', gzipSync(gzipSync(html))],
    ['deflate, br', brotliCompressSync(deflateSync(html))],
    [['deflate', 'gzip'], gzipSync(deflateSync(html))]
  ]
  for (const [coding, body] of cases) {
    const result = await decode(coding, body)
    assert.equal(result.kind, 'body', `${coding}: ${JSON.stringify(result).slice(0, 200)}`)
    assert.ok(result.kind === 'body' && html.equals(result.body) && !result.partial, String(coding))
  }
})

test('any bytes survive coding and decoding', async () => {
  const coders: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync]
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
      fc.constantFrom(...coders),
      async (bytes, [coding, coder]) => {
        const result = await decode(coding, coder(bytes))
        assert.ok(result.kind === 'body' && Buffer.from(bytes).equals(result.body))
      }
    )
  )
})

test('A14 a decompression bomb is stopped at a bound of output and ratio', async () => {
  const zeros = Buffer.alloc(20_000_000)
  const gzip = gzipSync(zeros)
  const bombs: readonly (readonly [string, Uint8Array])[] = [
    ['gzip', gzip],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
    ['zstd', zstdCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzip)]
  ]
  for (const [coding, body] of bombs) {
    const before = process.memoryUsage().arrayBuffers
    const result = await decode(coding, body)
    assert.equal(result.kind === 'failed' && result.reason, 'too-large', `${coding} ${body.length}`)
    assert.ok(process.memoryUsage().arrayBuffers - before < 40_000_000, coding)
    const cut = await decode(coding, body.subarray(0, body.length - 20), 'length')
    assert.equal(cut.kind, 'failed', `${coding}, cut`)
  }
  const nine = 'gzip, '.repeat(9).slice(0, -2)
  assert.equal((await decode(nine, gzip)).kind, 'failed')
})

test('A14 layers that each stay within the bound of ratio are refused for what they make together', async () => {
  const body = gzipSync(gzipSync(Buffer.alloc(2_000_000)))
  const exchange = {
    responseHeaders: [['Content-Encoding', 'gzip, gzip']] as [string, string][],
    truncated: null,
    body
  }
  // Each layer of zeros unpacks about a thousand times at most; both together many times that.
  const limits = { maxBytes: 50_000_000, maxRatio: 2_000 }
  const refused = await decodeBody(exchange, limits)
  assert.equal(refused.kind === 'failed' && refused.reason, 'too-large')
  assert.equal((await decodeBody(exchange, { ...limits, maxRatio: 1e9 })).kind, 'body')
})

test('A14 a repetitive page of ordinary size is no bomb', async () => {
  const result = await decode('gzip', gzipSync(Buffer.from('<li>zelfde regel</li>'.repeat(40_000))))
  assert.ok(result.kind === 'body' && result.body.length === 840_000)
})

test('a cut or damaged body gives what can be read, marked as partial', async () => {
  const noise = Buffer.from(Array.from({ length: 60_000 }, (_, i) => 32 + ((i * 7919 + (i >> 3) * 104_729) % 90)))
  const gzip = gzipSync(noise)
  const cut = await decode('gzip', gzip.subarray(0, gzip.length >> 1), 'disconnect')
  assert.ok(
    cut.kind === 'body' && cut.partial && cut.body.length > 1_000 && noise.subarray(0, cut.body.length).equals(cut.body)
  )
  const unmarked = await decode('gzip', gzip.subarray(0, gzip.length >> 1))
  assert.ok(unmarked.kind === 'body' && unmarked.partial)
  const plain = await decode('', html, 'length')
  assert.ok(plain.kind === 'body' && plain.partial)
})

test('a header that does not tell the truth is survived', async () => {
  const notCoded = await decode('gzip', html)
  assert.ok(notCoded.kind === 'body' && html.equals(notCoded.body))
  for (const coding of ['br', 'deflate', 'compress', 'utf-8', 'none', 'constructor', '__proto__', 'gzip, utf-8']) {
    const asItIs = await decode(coding, html)
    assert.ok(asItIs.kind === 'body' && html.equals(asItIs.body), `C11 ${coding}`)
  }
  const damaged = await decode('zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]))
  assert.equal(damaged.kind === 'failed' && damaged.reason, 'decode')
  const unannounced = await decode('', gzipSync(html))
  assert.ok(unannounced.kind === 'body' && html.equals(unannounced.body), 'C9 gzip is known by its bytes')
  const inside = await decode('br', brotliCompressSync(gzipSync(html)))
  assert.ok(inside.kind === 'body' && html.equals(inside.body))
  const lookalike = Buffer.from([0x1f, 0x8b, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255])
  const kept = await decode('', lookalike)
  assert.ok(kept.kind === 'body' && lookalike.equals(kept.body))
  const empty = await decode('gzip', new Uint8Array())
  assert.ok(empty.kind === 'body' && empty.body.length === 0)
})

test('data after the end of a gzip stream does not matter, two members do', async () => {
  const two = Buffer.concat([gzipSync(html), gzipSync(html)])
  const result = await decode('gzip', two)
  assert.ok(result.kind === 'body' && result.body.length === html.length * 2)
  const garbage = await decode('gzip', Buffer.concat([gzipSync(html), Buffer.from('rest')]))
  assert.ok(garbage.kind === 'body' && html.equals(garbage.body))
  const whole = gzipSync(html)
  whole[whole.length - 6] = (whole.at(-6) ?? 0) ^ 1
  const wrongSum = await decode('gzip', whole)
  assert.ok(wrongSum.kind === 'body' && wrongSum.partial, 'a wrong checksum is told')
})

test('a stream that was flushed but never ended is read', async () => {
  const gzip = createGzip()
  const chunks: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk))
  gzip.write(html)
  await new Promise<void>((resolve) => gzip.flush(resolve))
  const result = await decode('gzip', Buffer.concat(chunks))
  gzip.destroy()
  assert.ok(result.kind === 'body' && result.partial && html.equals(result.body))
})
