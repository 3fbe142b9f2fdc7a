/** Pages in archives that are not what they seem, through the door: each oddity is kept with the capture and told by `import`, and `verify FILE` says what of it is damage. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { httpText, warcText, zipFile } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { answer, digest, importWorld, page, payload, record, uri, type ImportWorld } from './import-world.ts'

let world: ImportWorld

before(() => {
  world = importWorld('import-pages')
})
after(() => world.remove())

const html = 'Content-Type: text/html'

/** A response of any bytes. */
function response(name: string, body: Buffer | string, headers: readonly string[], status = '200 OK'): Buffer {
  const head = `HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n`
  return record({ uri: uri(name), id: name, block: Buffer.concat([Buffer.from(head), Buffer.from(body)]) })
}

test('G7 a coded body that breaks off or is not coded at all, and a part of a page, are told and never whole', async () => {
  const data = await world.freshData('bodies')
  const packed = gzipSync(page('Kast'))
  const broken = Buffer.from(packed)
  broken.fill(0xff, 20, 40)
  const bytes = Buffer.concat([
    response('kort', packed.subarray(0, 100), [html, 'Content-Encoding: gzip']),
    response('kortbr', brotliCompressSync(page('Klok')).subarray(0, 60), [html, 'Content-Encoding: br']),
    response('tweemaal', brotliCompressSync(packed), [html, 'Content-Encoding: gzip, br']),
    response('kapot', broken, [html, 'Content-Encoding: gzip']),
    response('gewoon', page('Lamp'), [html, 'Content-Encoding: gzip']),
    response('onbekend', page('Bank'), [html, 'Content-Encoding: foo']),
    response('deel', page('Deur'), [html, 'Content-Range: bytes 0-50/5000'], '206 Partial Content'),
    response('alles', 'x'.repeat(51), [html, 'Content-Range: bytes 0-50/51'], '206 Partial Content'),
    response('heel', packed, [html, 'Content-Encoding: gzip']),
    response('ongezegd', packed, [html])
  ])
  const { ran, counts, captures } = await world.imported(data, { 'bodies.warc': bytes })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, {
    'missing-bytes': 2,
    'coding-broken': 1,
    'stored-without-coding': 2,
    'partial-content': 1,
    'header-slip': 1
  })
  assert.deepEqual(captures, [
    ['alles', '', null],
    ['deel', 'partial-content', 'length'],
    ['gewoon', 'stored-without-coding', null],
    ['heel', '', null],
    ['kapot', 'coding-broken', null],
    ['kort', 'missing-bytes', 'disconnect'],
    ['kortbr', 'missing-bytes', 'disconnect'],
    ['onbekend', 'stored-without-coding', null],
    ['ongezegd', 'header-slip', null],
    ['tweemaal', '', null]
  ])
  const [code, said] = await world.verified('bodies.warc')
  assert.equal(code, 0, said)
  assert.match(said, /2 records, <urn:test:kort> first: hold a coded body that breaks off/)
  assert.match(said, /1 record, <urn:test:deel> first: hold an answer 206/)
})

test('G7 an interim answer before the answer is passed over, and the page is there, whichever of both its digest covers', async () => {
  const data = await world.freshData('interim')
  const going = 'HTTP/1.1 100 Continue\r\n\r\n'
  const early = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n'
  const block = (name: string): string => httpText(page(name))
  const bytes = Buffer.concat([
    record({ uri: uri('een'), id: 'een', block: going + block('een'), more: [payload(page('een'))] }),
    record({
      uri: uri('twee'),
      id: 'twee',
      block: going + early + block('twee'),
      more: [payload(early + block('twee'))]
    }),
    record({ uri: uri('fout'), id: 'fout', block: going + block('fout'), more: [payload('anders')] }),
    record({ uri: uri('los'), id: 'los', block: going })
  ])
  const { counts, captures } = await world.imported(data, { 'interim.warc': bytes })
  assert.deepEqual(counts, { 'interim-answer': 3, 'payload-digest-differs': 1 })
  assert.deepEqual(
    captures.map(([name]) => name),
    ['een', 'fout', 'los', 'twee']
  )
  const rows = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.deepEqual(rows.map((one) => one['status']).toSorted(), [100, 200, 200, 200])
  assert.equal(jsonLines(await baken(['export', 'adverts', '--data', data])).length, 3)
  const [code, said] = await world.verified('interim.warc')
  assert.equal(code, 1)
  assert.doesNotMatch(said, /damaged: .*<urn:test:(?:een|twee|los)>/)
})

test('G7 letters that had to be guessed are told with the character set, and sure ones are not', async () => {
  const data = await world.freshData('letters')
  const text = page('Caf\u00e9 cr\u00e8me \u00e0 la carte')
  const bytes = Buffer.concat([
    response('geen', Buffer.from(text, 'latin1'), [html]),
    response('gelogen', Buffer.from(text, 'latin1'), ['Content-Type: text/html; charset=utf-8']),
    response('waar', Buffer.from(text, 'latin1'), ['Content-Type: text/html; charset=windows-1252']),
    response('utf', text, [html]),
    response('ingepakt', gzipSync(Buffer.from(text, 'latin1')), [html, 'Content-Encoding: gzip']),
    response('beeld', Buffer.from([0xff, 0xd8, 0xe9, 0x20]), ['Content-Type: image/jpeg'])
  ])
  const { ran, counts, captures } = await world.imported(data, { 'letters.warc': bytes })
  assert.deepEqual([ran.code, counts], [0, { 'encoding-assumed': 3 }])
  assert.deepEqual(
    captures.filter(([, notes]) => notes !== '').map(([name]) => name),
    ['geen', 'gelogen', 'ingepakt']
  )
  assert.match(ran.stderr, /<urn:test:gelogen>: its letters were read as windows-1252 \(guess: header says utf-8/)
})

test('G7 digests of unknown kind and records without type or id are told as what they are, and verify names them', async () => {
  const data = await world.freshData('fields')
  const without = (name: string, field: RegExp, more: readonly string[] = []): Buffer =>
    Buffer.from(answer(name, more).toString('latin1').replace(field, ''), 'latin1')
  const bytes = Buffer.concat([
    without('soort', /WARC-Type: .*\r\n/, [payload(page('soort'))]),
    without('naam', /WARC-Record-ID: .*\r\n/),
    answer('lading', ['WARC-Payload-Digest: kapot']),
    warcText({
      uri: uri('blok'),
      id: 'blok',
      block: httpText(page('blok')),
      more: ['WARC-Block-Digest: sha1:', payload(page('blok'))]
    })
  ])
  const { ran, counts, captures } = await world.imported(data, { 'fields.warc': bytes })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'field-missing': 2, 'digest-unknown': 2 })
  assert.deepEqual(captures, [
    ['blok', 'digest-unknown', null],
    ['lading', 'digest-unknown', null],
    ['naam', 'field-missing', null]
  ])
  assert.match(ran.stderr, /<urn:test:soort>: its header states no WARC-Type.*the record was passed over/)
  const [code, said] = await world.verified('fields.warc')
  assert.equal(code, 1)
  assert.match(said, /<urn:test:soort>.*: its header states no WARC-Type/)
  assert.match(said, /its header states no WARC-Record-ID/)
})

test('G7 an answer 304 is kept as it was, and told when what it refers to is nowhere', async () => {
  const data = await world.freshData('unmodified')
  const again = (id: string, name: string, more: readonly string[]): Buffer =>
    record({
      type: 'revisit',
      uri: uri(name),
      id,
      block: 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n',
      date: '2026-03-04T10:00:00Z',
      more: ['WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified', ...more]
    })
  const { ran, counts, captures } = await world.imported(data, {
    'later.warc': Buffer.concat([
      again('a', 'kast', ['WARC-Refers-To: <urn:test:kast>']),
      again('b', 'lamp', ['WARC-Refers-To: <urn:test:nergens>']),
      again('c', 'klok', [`WARC-Refers-To-Target-URI: ${uri('klok')}`, 'WARC-Refers-To-Date: 2026-03-01T10:00:00Z']),
      again('d', 'bank', [`WARC-Refers-To-Target-URI: ${uri('bank')}`, 'WARC-Refers-To-Date: 2025-03-01T10:00:00Z'])
    ]),
    'first.warc': Buffer.concat(['kast', 'lamp', 'klok', 'bank'].map((name) => answer(name)))
  })
  assert.deepEqual([ran.code, counts], [1, { 'revisit-without-original': 2 }])
  assert.match(ran.stderr, /<urn:test:b>: a revisit.*neither in these files nor here/)
  assert.equal(captures.length, 8)
  assert.deepEqual(
    captures.filter(([, notes]) => notes !== '').map(([name]) => name),
    ['bank', 'lamp']
  )
  const other = await world.imported(data, { 'more.warc': again('e', 'kast', ['WARC-Refers-To: <urn:test:kast>']) })
  assert.deepEqual(other.counts, {}, 'the record is here from before')
})

test('G9 a WARC under any spelling of its name within a WACZ is checked, and a WACZ without records is not whole', async () => {
  const data = await world.freshData('wacz')
  const wrong = Buffer.from(answer('b').toString('latin1').replace('goede staat', 'slechte dag'), 'latin1')
  const parts = [
    { name: 'archive/a.warc', data: answer('a') },
    { name: 'archive/B.WARC', data: wrong }
  ]
  const packed = (members: readonly { name: string; data: Buffer }[], change: object = {}): Buffer => {
    const resources = members.map(({ name, data: of }) => {
      const hash = `sha256:${createHash('sha256').update(of).digest('hex')}`
      return { path: name, hash, bytes: of.length, ...change }
    })
    const list = Buffer.from(JSON.stringify({ resources }))
    const signed = Buffer.from(
      JSON.stringify({ path: 'datapackage.json', hash: `sha256:${createHash('sha256').update(list).digest('hex')}` })
    )
    return zipFile([
      ...members,
      { name: 'datapackage.json', data: list },
      { name: 'datapackage-digest.json', data: signed }
    ])
  }
  const inner = packed([{ name: 'archive/c.warc', data: answer('c') }])
  const files = {
    'upper.wacz': packed(parts),
    'size.wacz': packed(parts.slice(0, 1), { bytes: 5 }),
    'bare.wacz': packed([{ name: 'archive/e.warc', data: answer('e') }], { hash: undefined }),
    'kind.wacz': packed([{ name: 'archive/f.warc', data: answer('f') }], { hash: digest('x').replace('sha1', 'sha0') }),
    'nested.wacz': packed([
      { name: 'archive/d.warc', data: answer('d') },
      { name: 'archive/c.wacz', data: inner }
    ]),
    'empty.wacz': packed([{ name: 'pages/pages.jsonl', data: Buffer.from('{}\n') }])
  }
  const { ran, counts } = await world.imported(data, files)
  assert.deepEqual(counts, {
    'member-digest-differs': 1,
    'member-without-digest': 1,
    'digest-unknown': 1,
    'member-left-out': 1,
    'said-twice': 1
  })
  assert.deepEqual(lastJson(ran)['failed'], { damaged: 1, 'refused-file': 1 })
  const said = async (name: string): Promise<string> => (await world.verified(name)).join(' ')
  assert.match(await said('upper.wacz'), /^1 .*archive\/B\.WARC.*does not match its digest/s)
  assert.match(await said('nested.wacz'), /^1 .*archive\/c\.wacz.*were not checked/s)
  assert.match(await said('empty.wacz'), /^1 .*it holds no WARC file/s)
  assert.match(await said('size.wacz'), /^1 .*datapackage\.json states 5/s)
})
