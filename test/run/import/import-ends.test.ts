/** Where answers and files end, and what belongs together, through the door: lengths that contradict, bytes after the end, ranges, requests of other pages, lines in gzip and ids. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { importWorld, page, record, uri, type ImportWorld } from './import-world.ts'

let world: ImportWorld

before(() => {
  world = importWorld('import-ends')
})
after(() => world.remove())

const html = 'Content-Type: text/html'

function response(name: string, body: string, headers: readonly string[], more: readonly string[] = []): Buffer {
  const block = `HTTP/1.1 200 OK\r\n${[html, ...headers].join('\r\n')}\r\n\r\n${body}`
  return record({ uri: uri(name), id: name, block, more })
}

function request(name: string, of: string, block: string): Buffer {
  return record({
    type: 'request',
    uri: uri(of),
    id: `${name}-r`,
    block,
    more: [`WARC-Concurrent-To: <urn:test:${name}>`]
  })
}

function chunked(body: string): string {
  return `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
}

test('H2 lengths that contradict, bytes after the end, a range and a request of another page are told and kept, and verify names them', async () => {
  const data = await world.freshData('ends')
  const all = page('Kast')
  const [length, chunks] = [`Content-Length: ${all.length}`, 'Transfer-Encoding: chunked']
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: odd.example.test\r\nX-Test: ja\r\n\r\n`
  const records = Buffer.concat([
    response('twee', all, [length, 'Content-Length: 12']),
    response('tussen', all, [`Content-Length: ${all.length + 50}`, 'Content-Length: 12']),
    response('kaal', all, ['Content-Encoding: br', 'Content-Length: 12']),
    response('lijst', all, [`${length}, ${all.length}`]),
    response('komma', all, [`${length}, 9`]),
    response('woord', all, ['Content-Length: veel']),
    response('naast', chunked(all), [chunks, 'Content-Length: 7']),
    response('past', chunked(all), [chunks, length]),
    response('achter', `${chunked(all)}<p>meer</p>`, [chunks]),
    response('trailer', chunked(all).replace('0\r\n\r\n', '0\r\nX-Sum: 1\r\n\r\n'), [chunks]),
    response('lang', `${all}<p>meer</p>`, [length]),
    response('bereik', all, ['Content-Range: bytes 0-99/5000']),
    response('alles', all, [`Content-Range: bytes 0-${all.length - 1}/${all.length}`]),
    response('elders', all, [length]),
    request('elders', 'ander', get('/ander')),
    response('regel', all, [length]),
    request('regel', 'regel', get('/nog-iets')),
    response('goed', all, [length]),
    request('goed', 'goed', get('/goed')),
    response('post', all, [length]),
    request('post', 'iets', get('/iets').replace('GET', 'POST'))
  ])
  const { ran, counts, captures } = await world.imported(data, { 'ends.warc': records })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, {
    'header-contradicts': 4,
    'stored-without-coding': 1,
    'header-slip': 3,
    'bytes-after': 2,
    'partial-content': 1,
    'request-differs': 2,
    'other-method': 1
  })
  assert.deepEqual(captures, [
    ['achter', 'bytes-after', null],
    ['alles', 'header-slip', null],
    ['bereik', 'partial-content', 'length'],
    ['elders', 'request-differs', null],
    ['goed', '', null],
    ['kaal', 'stored-without-coding', null],
    ['komma', 'header-contradicts', null],
    ['lang', 'bytes-after', null],
    ['lijst', '', null],
    ['naast', 'header-contradicts', null],
    ['past', 'header-slip', null],
    ['regel', 'request-differs', null],
    ['trailer', '', null],
    ['tussen', 'header-contradicts', null],
    ['twee', 'header-contradicts', null],
    ['woord', 'header-slip', null]
  ])
  const bodies = jsonLines(await baken(['export', 'adverts', '--data', data])).map((one) => String(one['body']))
  assert.equal(bodies.length, 16)
  for (const body of bodies) assert.match(body, /Kast in goede staat.*06 48 15 16 11/)
  const [code, said] = await world.verified('ends.warc')
  assert.equal(code, 0, said)
  for (const told of [
    /3 records, <urn:test:twee> first: state two lengths/,
    /1 record, <urn:test:naast> first: state chunks and a length/,
    /1 record, <urn:test:achter> first: hold bytes after the last chunk/,
    /1 record, <urn:test:lang> first: hold bytes after those/,
    /1 record, <urn:test:bereik> first: hold a whole answer that says/,
    /2 records, <urn:test:elders-r> first: belong to a record of another address/,
    /1 record, <urn:test:regel-r> first: hold a request for another address/
  ])
    assert.match(said, told)
})

test('H6 no line is lost to bytes after its gzip, names in other spellings are taken, and odd numbers are ids of their own', async () => {
  const data = await world.freshData('lines')
  const line = (id: string, more = ''): string =>
    `{"id":${id},"site":"l","body":"De kast van ${id.replaceAll('"', '')}","seen_at":"2026-03-01T10:00:00Z"${more}}\n`
  const spelled =
    '{"ID":"hoofd","Site":"l","URL":"http://odd.example.test/hoofd","Body":"Een bank","seenAt":"2026-03-01T10:00:00Z"}\n' +
    '{"id":"klein","Id":"groot","site":"l","body":"Een lamp","SEEN-AT":"2026-03-01T10:00:00Z"}\n'
  const junk = Buffer.from('\0\0dit is geen gzip, en meer dan twintig bytes lang')
  const { ran, counts } = await world.imported(data, {
    'junk.jsonl.gz': Buffer.concat([
      gzipSync(line('"a"')),
      gzipSync(line('"b"')),
      junk,
      gzipSync(line('"c"')),
      Buffer.from([0x1f, 0x8b, 9])
    ]),
    'ids.jsonl': ['1.5', '1.50', '2', '2.0', '1e400', '1e401', '-3', '7'].map((id) => line(id)).join(''),
    'spelled.jsonl': spelled
  })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'bytes-after': 2, 'id-odd': 6, 'key-spelled': 2, 'key-twice': 1 })
  assert.deepEqual(lastJson(ran)['failed'], {})
  assert.match(ran.stderr, /junk\.jsonl\.gz, line 2: \d+ bytes from byte \d+ on are no gzip/)
  const rows = jsonLines(await baken(['export', 'adverts', '--data', data])).map((one) => String(one['id']))
  assert.deepEqual(rows.toSorted(), [
    '-3',
    '1.5',
    '1.50',
    '1e400',
    '1e401',
    '2',
    '2.0',
    '7',
    'a',
    'b',
    'c',
    'hoofd',
    'klein'
  ])
})
