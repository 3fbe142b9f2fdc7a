/** Reading WARC files of others: what is read, and what is refused in words. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { fc } from '../properties.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import type { WarcOutcome } from '../../src/evidence/archives/warc-exchange.ts'
import { readWarc } from '../../src/evidence/archives/warc.ts'
import { httpText, inPieces, once, warcText } from './archive-files.ts'
import { collect } from './sample.ts'

const canonical = (address: string): CanonicalUrl | null => (URL.parse(address)?.href ?? null) as CanonicalUrl | null

function read(...parts: readonly Uint8Array[]): Promise<WarcOutcome[]> {
  return collect(readWarc(once(...parts), { canonical }))
}

function bodies(outcomes: readonly WarcOutcome[]): string[] {
  return outcomes.flatMap((one) => (one.kind === 'exchange' ? [Buffer.from(one.exchange.body).toString()] : []))
}

const three = [1, 2, 3].map((n) =>
  warcText({ id: `r${n}`, uri: `http://shop.example/${n}`, block: httpText(`<p>bike ${n}</p>`) })
)

test('a plain and a packed WARC, in pieces of any size, give the same exchanges', async () => {
  const files = [Buffer.concat(three), Buffer.concat(three.map((one) => gzipSync(one))), gzipSync(Buffer.concat(three))]
  for (const file of files) {
    for (const size of [1, 7, 500, 100_000]) {
      const outcomes = await collect(readWarc(inPieces(file, size), { canonical }))
      assert.deepEqual(bodies(outcomes), ['<p>bike 1</p>', '<p>bike 2</p>', '<p>bike 3</p>'])
    }
  }
})

test('a response carries its address, time, headers, and the request beside it, whether that comes before or after', async () => {
  const response = warcText({
    id: 'a',
    block: httpText('x', ['Date: Mon, 06 May 2024 07:08:09 GMT']),
    more: ['WARC-IP-Address: 192.0.2.7']
  })
  const request = warcText({
    type: 'request',
    id: 'b',
    block: 'GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n',
    more: ['WARC-Concurrent-To: <urn:test:a>']
  })
  for (const order of [
    [response, request],
    [request, response]
  ]) {
    const outcomes = await read(...order)
    const found = outcomes.find((one) => one.kind === 'exchange')
    assert.ok(found?.kind === 'exchange')
    assert.deepEqual(found.exchange.requestHeaders, [['Host', 'shop.example']])
    assert.equal(found.exchange.startedAt, '2024-05-06T07:08:09.000Z')
    assert.equal(found.exchange.remoteAddress, '192.0.2.7')
    assert.equal(found.exchange.serverDate, 'Mon, 06 May 2024 07:08:09 GMT')
    assert.deepEqual(outcomes.map((one) => one.kind).sort(), ['exchange', 'skipped'])
  }
  // A request of another page is no request of this one.
  const apart = request
    .toString()
    .replace('GET / HTTP', 'GET /2 HTTP')
    .replace(/Content-Length: \d+/, (line) => `Content-Length: ${Number(line.slice(16)) + 1}`)
  const [elsewhere] = (await read(response, Buffer.from(apart))).filter((one) => one.kind === 'exchange')
  assert.deepEqual(elsewhere?.exchange.requestHeaders, [])
})

test('C17 quirks of old writers are read, and what cannot be read says why', async () => {
  const chunked = ['Transfer-Encoding: chunked']
  const cases: [string, Buffer, string[], string | null][] = [
    ['address in angle brackets', warcText({ uri: '<http://shop.example/>', block: httpText('a') }), ['a'], null],
    ['address with spaces', warcText({ uri: 'http://shop.example/a b', block: httpText('a') }), ['a'], null],
    ['line feeds only', warcText({ eol: '\n', block: 'HTTP/1.0 200 OK\nA: b\n\nbody' }), ['body'], null],
    ['WARC 0.18', warcText({ version: 'WARC/0.18', block: httpText('a') }), ['a'], null],
    ['chunks', warcText({ block: httpText('3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n', chunked) }), ['abcde'], null],
    ['chunked in name only', warcText({ block: httpText('<p>whole</p>', chunked) }), ['<p>whole</p>'], null],
    ['folded header', warcText({ block: 'HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\r\nbody' }), ['body'], null],
    ['no reason phrase', warcText({ block: 'HTTP/1.1 200\r\nA: b\r\n\r\nbody' }), ['body'], null],
    ['HTTP/2', warcText({ block: 'HTTP/2 200\r\nA: b\r\n\r\nbody' }), ['body'], null],
    ['a resource', warcText({ type: 'resource', block: 'plain' }), ['plain'], null],
    [
      'revisit to a missing record',
      warcText({
        type: 'revisit',
        block: httpText(''),
        more: ['WARC-Payload-Digest: sha1:AAAA', 'WARC-Refers-To-Target-URI: http://shop.example/old']
      }),
      [],
      'revisit'
    ],
    ['no HTTP', warcText({ block: 'hello' }), [], 'bad-http'],
    ['a name lookup', warcText({ uri: 'dns:shop.example', block: 'x' }), [], 'not-http'],
    ['not an address', warcText({ uri: 'http://', block: httpText('a') }), [], 'address'],
    ['unknown type', warcText({ type: 'novel', block: 'x' }), [], 'unknown-type'],
    ['metadata', warcText({ type: 'metadata', block: 'x' }), [], 'metadata'],
    ['split over files', warcText({ type: 'continuation', block: 'x' }), [], 'continuation'],
    [
      'our own sealed records',
      Buffer.from(
        warcText({ type: 'resource', block: 'x' })
          .toString()
          .replace('application/http', 'application/vnd.baken.sealed')
      ),
      [],
      'sealed'
    ],
    [
      'no date',
      Buffer.from(
        warcText({ block: httpText('a') })
          .toString()
          .replace('2024-05-06T07', 'yesterday')
      ),
      [],
      'date'
    ]
  ]
  for (const [name, file, expected, reason] of cases) {
    const outcomes = await read(file)
    assert.deepEqual(bodies(outcomes), expected, name)
    assert.equal(outcomes.length, 1, name)
    const [only] = outcomes
    if (reason !== null) assert.equal(only?.kind === 'skipped' ? only.reason : only?.kind, reason, name)
  }
})

test('C17 a revisit gets the body of its original when that came before it in the file', async () => {
  const digest = `sha1:${createHash('sha1').update('same').digest('hex')}`
  const first = warcText({ id: 'a', block: httpText('same'), more: [`WARC-Payload-Digest: ${digest}`] })
  const again = warcText({
    id: 'b',
    type: 'revisit',
    block: httpText('', ['X: later']),
    more: [`WARC-Payload-Digest: ${digest}`]
  })
  const outcomes = await read(first, again)
  assert.deepEqual(bodies(outcomes), ['same', 'same'])
  assert.ok(outcomes[1]?.kind === 'exchange' && outcomes[1].notes.some((one) => one.kind === 'revisit-resolved'))
})

test('a file that is no WARC is refused once, with what it is and what to do', async () => {
  const cases: [string, Buffer, string][] = [
    ['empty', Buffer.alloc(0), 'empty'],
    ['a text file', Buffer.from('Dear reader,\nhello\n'), 'not-warc'],
    ['an ARC file', Buffer.from('filedesc://x.arc 0.0.0.0 20240101000000 text/plain 77\n'), 'arc'],
    ['a packed ARC file', gzipSync('filedesc://x.arc 0.0.0.0 20240101000000 text/plain 77\n'), 'arc'],
    ['a packed text file', gzipSync('Dear reader'), 'not-warc'],
    ['a zip file', Buffer.from('PK\x03\x04aaaaaaa'), 'zip'],
    ['zstd', Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0), 'zstd'],
    ['one byte', Buffer.from('W'), 'not-warc']
  ]
  for (const [name, file, reason] of cases) {
    const outcomes = await read(file)
    assert.equal(outcomes.length, 1, name)
    const [only] = outcomes
    assert.ok(
      only?.kind === 'refused' && only.reason === reason && only.do.length > 10,
      `${name}: ${JSON.stringify(only)}`
    )
  }
  const noGzip = await read(Buffer.concat([Buffer.of(0x1f, 0x8b, 8, 0), Buffer.alloc(40, 0xff)]))
  assert.ok(noGzip[0]?.kind === 'damaged' && noGzip.length === 1, JSON.stringify(noGzip))
})

test('a wrong Content-Length costs one record, which is named; the others are read', async () => {
  for (const length of [3, 25, 55, 58, 59, 60, 61, 65, 400, 5_000, 999_999_999]) {
    const wrong = warcText({ id: 'wrong', block: httpText('<p>bike 2</p>'), length })
    const outcomes = await read(three[0] ?? wrong, wrong, three[2] ?? wrong)
    assert.deepEqual(bodies(outcomes), ['<p>bike 1</p>', '<p>bike 3</p>'], `length ${length}`)
    const damaged = outcomes.filter((one) => one.kind === 'damaged')
    assert.ok(damaged.length === 1 && damaged[0]?.cause.includes('wrong'), JSON.stringify(outcomes))
  }
})

test('C3 a WARC cut anywhere gives the records before the cut and says where it ends', async () => {
  for (const records of [three, three.map((one) => gzipSync(one))]) {
    const whole = Buffer.concat(records)
    const ends = records.map((_, index) => Buffer.concat(records.slice(0, index + 1)).length)
    const slack = records === three ? 4 : 0
    let withinContent = 0
    for (let cut = 0; cut < whole.length; cut += 3) {
      const outcomes = await read(whole.subarray(0, cut))
      assert.equal(bodies(outcomes).length, ends.filter((end) => end - slack <= cut).length, `cut at ${cut}`)
      const between = ends.some((end) => end - slack <= cut && cut <= end)
      assert.equal(
        outcomes.some((one) => one.kind === 'damaged' || one.kind === 'refused'),
        !between,
        `cut at ${cut}: ${JSON.stringify(outcomes)}`
      )
      if (outcomes.some((one) => one.kind === 'damaged' && /the file ends after \d+ of \d+ bytes/.test(one.cause)))
        withinContent++
    }
    if (records === three)
      assert.ok(withinContent > 5, `of ${withinContent} cuts within a record is said how much is there`)
  }
})

test('C1 a flipped byte in a packed WARC costs one member at most, and is told', async () => {
  const members = three.map((one) => gzipSync(one))
  const whole = Buffer.concat(members)
  let told = 0
  for (let at = 0; at < whole.length; at += 2) {
    const changed: Buffer = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    const outcomes = await read(changed)
    const found = bodies(outcomes)
    assert.ok(found.length >= 2, `byte ${at}: ${found.length}`)
    if (found.length === 3) continue
    told++
    assert.ok(
      outcomes.some((one) => one.kind === 'damaged'),
      `byte ${at}`
    )
  }
  assert.ok(told > whole.length / 4)
})

test('C4 a record whose header or body was changed under its block digest is damaged', async () => {
  const block = httpText('body')
  const more = [`WARC-Block-Digest: sha1:${createHash('sha1').update(block).digest('hex')}`]
  assert.deepEqual(bodies(await read(warcText({ block, more }))), ['body'])
  for (const changed of [block.replace('text/html', 'text/plai'), block.replace('body', 'bodY')]) {
    const outcomes = await read(warcText({ block: changed, more }))
    assert.ok(outcomes.length === 1 && outcomes[0]?.kind === 'damaged', JSON.stringify(outcomes))
  }
})

test('C17 a head of any line ends is read; one without an end, a NUL in it and a transfer coding that stays are told', async () => {
  const told = async (block: string, body: string, ...kinds: (string | null)[]): Promise<void> => {
    const [one] = await read(warcText({ block }))
    assert.ok(one?.kind === 'exchange', JSON.stringify(one))
    const notes = one.notes.map(({ kind }) => kind).toSorted()
    assert.deepEqual([Buffer.from(one.exchange.body).toString(), one.exchange.truncated, ...notes], [body, ...kinds])
  }
  const head = 'HTTP/1.1 200 OK\nContent-Type: text/html'
  for (const ends of ['\r\n\r\n', '\n\n', '\n\r\n', '\r\n\n']) await told(`${head}${ends}bike`, 'bike', null)
  for (const rest of ['', `\nX: ${'x'.repeat(300_000)}\n\nbike`])
    await told(`${head}${rest}`, '', 'disconnect', 'header-slip', 'missing-bytes')
  await told(httpText('bike', ['X-Odd: a\0b']), 'bike', null, 'header-slip')
  await told(httpText('bike', ['Transfer-Encoding: gzip']), 'bike', null, 'stored-without-coding')
  await told(httpText('bike', ['Transfer-Encoding: identity']), 'bike', null)
})

test('a short body is kept as incomplete, and a payload that does not match is noted', async () => {
  const [short] = await read(warcText({ block: httpText('half', ['Content-Length: 100']) }))
  assert.ok(short?.kind === 'exchange' && short.exchange.truncated === 'disconnect')
  const [stated] = await read(warcText({ block: httpText('half'), more: ['WARC-Truncated: length'] }))
  assert.ok(stated?.kind === 'exchange' && stated.exchange.truncated === 'length')
  const [unknown] = await read(warcText({ block: httpText('half'), more: ['WARC-Truncated: banana'] }))
  assert.ok(unknown?.kind === 'exchange')
  assert.deepEqual(
    unknown.notes.map(({ kind }) => kind),
    ['header-left-out'],
    'H2 a reason that nobody knows is told'
  )
  const [other] = await read(
    warcText({ block: httpText('body'), more: [`WARC-Payload-Digest: sha256:${'0'.repeat(64)}`] })
  )
  assert.ok(other?.kind === 'exchange' && other.notes.some((one) => one.kind === 'payload-digest-differs'))
})

test('a record above the limit is skipped, a bomb ends at a bound, and the record after is read', async () => {
  const large = warcText({ id: 'large', block: httpText('x'.repeat(3_000_000)) })
  for (const file of [
    Buffer.concat([large, three[1] ?? large]),
    Buffer.concat([gzipSync(large), gzipSync(three[1] ?? large)])
  ]) {
    const outcomes = await collect(readWarc(once(file), { canonical, blockLimitBytes: 1_000_000 }))
    assert.deepEqual(bodies(outcomes), ['<p>bike 2</p>'])
    assert.ok(outcomes[0]?.kind === 'skipped' && outcomes[0].reason === 'too-large', JSON.stringify(outcomes[0]))
  }
  const zeros = Buffer.alloc(66 * 1024 * 1024)
  const bomb = gzipSync(
    Buffer.concat([Buffer.from(warcText({ id: 'bomb', block: '', length: zeros.length }).subarray(0, -4)), zeros])
  )
  const outcomes = await read(bomb, gzipSync(three[2] ?? bomb))
  assert.deepEqual(bodies(outcomes), ['<p>bike 3</p>'])
  assert.ok(
    outcomes.some((one) => one.kind === 'damaged' && /bomb/.test(one.cause)),
    JSON.stringify(outcomes)
  )
})

test('any bytes at all end in outcomes, never in an exception', async () => {
  const start = fc.constantFrom(
    Buffer.from('WARC/1.0\r\n'),
    Buffer.of(0x1f, 0x8b, 8, 0),
    Buffer.alloc(0),
    three[0] ?? Buffer.alloc(0)
  )
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (first, rest) => {
      assert.ok((await read(first, rest)).length > 0 || first.length + rest.length === 0)
    }),
    { numRuns: 300 }
  )
})
