/** Reading adverts from JSON lines: bad lines are named and passed, good ones come whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readAdverts, type AdvertLine } from '../../src/evidence/archives/advert-jsonl.ts'
import { inPieces } from './archive-files.ts'
import { collect } from './sample.ts'

function read(file: string | Buffer, piece = 11, lineLimitBytes = 10_000): Promise<AdvertLine[]> {
  return collect(readAdverts(inPieces(Buffer.from(file), piece), { lineLimitBytes }))
}

const whole = {
  id: '7',
  url: 'http://shop.example/7',
  site: 's',
  account: 'a',
  category: 'c',
  title: 'Fiets',
  body: '🚲',
  seller: 'v',
  city: 'Goes',
  phone_field: '06 10000000',
  price: 10,
  posted_at: '2026-03-01',
  images: [{ url: 'http://shop.example/7.jpg', pdq: 'AB'.repeat(32), quality: 88 }],
  more: { x: 1 }
}

test('a whole line comes with every field, unknown ones left out, packed or not, in pieces of any size', async () => {
  const text = `${JSON.stringify(whole)}\n`
  for (const file of [
    Buffer.from(text),
    gzipSync(text),
    Buffer.from(`\ufeff${JSON.stringify(whole)}\r\n`),
    Buffer.from(text.trim())
  ]) {
    for (const piece of [1, 1000]) {
      const [only, ...rest] = await read(file, piece)
      assert.ok(only?.kind === 'advert' && rest.length === 0, JSON.stringify(only))
      const { images, price, phoneField, body } = only.advert
      assert.deepEqual(
        [price, phoneField, body, images],
        ['10', '06 10000000', '🚲', [{ url: 'http://shop.example/7.jpg', pdq: 'ab'.repeat(32), quality: 88 }]]
      )
      assert.deepEqual(only.notes, [])
    }
  }
})

test('a bad line is named by number and cause, and the lines around it are read', async () => {
  const bad = [
    '{"id":',
    '[1]',
    '"text"',
    '{"title":{"a":1}}',
    '{"site":"only"}',
    '{"id":"1","images":7}',
    `{"id":"${'x'.repeat(20_000)}"}`
  ]
  for (const line of bad) {
    const outcomes = await read(`{"id":"1"}\n${line}\n\n{"title":"🚲"}\n`)
    assert.deepEqual(
      outcomes.map((one) => `${one.kind} ${one.line}`),
      ['advert 1', 'damaged 2', 'advert 4'],
      line.slice(0, 30)
    )
  }
})

test('missing, null and odd fields are fine', async () => {
  const [one] = await read(
    '{"body":"x","title":null,"price":12.5,"city":true,"images":[null,"http://shop.example/a.jpg",{"pdq":"zz"}]}'
  )
  assert.ok(one?.kind === 'advert')
  assert.deepEqual(
    [one.advert.title, one.advert.price, one.advert.city, one.advert.images.length],
    ['', '12.5', 'true', 2]
  )
  assert.equal(one.notes.length, 2)
})

test('H6 an id or address that names nothing is none, and what a line says of other times is told whatever its words', async () => {
  const said = async (more: object): Promise<string> => {
    const [one] = await read(JSON.stringify({ body: 'x', seen_at: '2026-03-02T10:00:00Z', ...more }), 1000)
    assert.ok(one?.kind === 'advert')
    return [one.advert.id, one.advert.url, ...one.notes.map(({ kind }) => kind)].join('|')
  }
  for (const id of ['', ' ', '\t\u00a0', true, false, null])
    assert.equal(await said({ id, url: id }), '|', JSON.stringify(id))
  assert.equal(await said({ id: 0, url: ' x ' }), '0| x ')
  for (const other of [
    { gone: 'true' },
    { gone: 1 },
    { gone: true },
    { deleted: true },
    { removed_at: '2026-03-03' },
    { status: 404 },
    { status: '410' },
    { first_seen: '2026-03-01T10:00:00Z' },
    { last_seen: '2026-03-05T10:00:00Z' }
  ])
    assert.equal(await said({ id: 'a', ...other }), 'a||history-left-out', JSON.stringify(other))
  for (const plain of [
    { gone: false },
    { gone: 'nee' },
    { status: 200 },
    { removed_at: null },
    { last_seen: '2026-03-02T10:00:00Z' }
  ])
    assert.equal(await said({ id: 'a', ...plain }), 'a|', JSON.stringify(plain))
})

test('B8 keys named __proto__ or constructor change nothing', async () => {
  const [one] = await read(
    '{"id":"1","__proto__":{"title":"evil","polluted":1},"constructor":{"prototype":{"polluted":1}}}'
  )
  assert.ok(one?.kind === 'advert' && one.advert.title === '')
  assert.equal(({} as { polluted?: number }).polluted, undefined)
})

test('lines that end with CR alone or begin with a record separator are lines, in pieces of any size, and a CR within a value is none', async () => {
  const id = (one: AdvertLine): string => (one.kind === 'advert' ? one.advert.id : one.kind)
  for (const piece of [1, 2, 5, 1000]) {
    const mac = await read('{"id":"a"}\r{"id":"b"}\r\r{"id":"c"\r{"id":"d"}\r', piece)
    assert.deepEqual(mac.map(id), ['note', 'a', 'b', 'damaged', 'd'])
    assert.deepEqual(
      mac.map((one) => one.line),
      [1, 1, 2, 4, 5]
    )
    const within = await read('{"id":\r"a",\r"images":[{"url":"b"},\r{"url":"c"}]\r}\r\n{"id":"b"}\r\r\n', piece)
    assert.deepEqual(within.map(id), ['a', 'b'])
    const sequence = await read('\x1e{"id":"a"}\n\x1e{"id":"b"}\r\x1e{"id":"c"}\n', piece)
    assert.deepEqual(sequence.map(id).toSorted(), ['a', 'b', 'c', 'note', 'note'])
  }
})

test('bytes that are no UTF-8 are marked, and U+FFFD itself is not', async () => {
  const [bad, good] = await read(
    Buffer.concat([Buffer.from('{"title":"caf'), Buffer.of(0xe9), Buffer.from('"}\n{"title":"\ufffd"}\n')])
  )
  assert.ok(bad?.kind === 'advert' && bad.notes.length === 1 && bad.advert.title === 'caf\ufffd')
  assert.ok(good?.kind === 'advert' && good.notes.length === 0)
})

test('another kind of file is refused with what to do', async () => {
  const cases: [string, Buffer, string][] = [
    ['empty', Buffer.alloc(0), 'empty'],
    ['blank', Buffer.from('\n\n'), 'empty'],
    ['utf-16', Buffer.from('\ufeff{"id":"1"}\n', 'utf16le'), 'utf-16'],
    ['text', Buffer.from('hello\n'.repeat(1000)), 'not-jsonl'],
    ['cut gzip', gzipSync(`{"id":"1"}\n`.repeat(5000)).subarray(0, 60), 'packed']
  ]
  for (const [name, file, reason] of cases) {
    const last = (await read(file)).at(-1)
    assert.ok(
      last?.kind === 'refused' && last.reason === reason && last.do.length > 10,
      `${name}: ${JSON.stringify(last)}`
    )
  }
})
