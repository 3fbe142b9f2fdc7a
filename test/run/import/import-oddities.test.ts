/** Oddities of archives through the door: each is kept with the capture and told by `import`, and `verify FILE` says the same of the file. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { httpText } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { answer, fileTime, importWorld, page, payload, record, uri, type ImportWorld } from './import-world.ts'

let world: ImportWorld

before(() => {
  world = importWorld('import-oddities')
})
after(() => world.remove())

test('a payload digest that contradicts is told and kept on any record, each of several lines counts, and verify names it', async () => {
  const data = await world.freshData('digests')
  const bytes = Buffer.concat([
    record({ type: 'resource', uri: uri('bron'), id: 'bron', block: page('Bron'), more: [payload('anders')] }),
    record({ type: 'resource', uri: uri('goed'), id: 'goed', block: page('Goed'), more: [payload(page('Goed'))] }),
    answer('twee', [payload(page('twee')), payload('anders')]),
    answer('beide', [
      payload(page('beide')),
      `WARC-Payload-Digest: md5:${createHash('md5').update(page('beide')).digest('hex')}`
    ]),
    record({ type: 'metadata', uri: uri('bij'), id: 'bij', block: 'x: y\r\n', more: [payload('anders')] })
  ])
  const { ran, counts, captures } = await world.imported(data, { 'digests.warc': bytes })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, {
    'status-assumed': 2,
    'payload-digest-differs': 3,
    'header-contradicts': 1,
    'header-repeated': 1
  })
  assert.match(ran.stderr, /2 lines warc-payload-digest that contradict each other, "sha1:[0-9a-f]{40}" and/)
  assert.deepEqual(captures, [
    ['beide', 'header-repeated', null],
    ['bron', 'status-assumed payload-digest-differs', null],
    ['goed', 'status-assumed', null],
    ['twee', 'header-contradicts payload-digest-differs', null]
  ])
  const [code, said] = await world.verified('digests.warc')
  assert.equal(code, 1)
  for (const id of ['bron', 'twee', 'bij'])
    assert.match(said, new RegExp(`<urn:test:${id}>.*its payload does not match its payload digest`))
  assert.doesNotMatch(said, /<urn:test:(?:goed|beide)>/)
})

test('a revisit never takes the body of a record whose digest contradicts', async () => {
  const data = await world.freshData('revisit')
  const again = record({ type: 'revisit', uri: uri('twee'), id: 'r', block: httpText(''), more: [payload('echt')] })
  const { counts, captures } = await world.imported(data, {
    'false.warc': Buffer.concat([answer('een', [payload('echt')]), again])
  })
  assert.deepEqual(counts, { 'payload-digest-differs': 1, 'revisit-without-original': 1 })
  assert.deepEqual(captures, [['een', 'payload-digest-differs', null]])
})

test('a header that contradicts itself, and an id of two records, are told, kept and named by verify', async () => {
  const data = await world.freshData('headers')
  const bytes = Buffer.concat([
    answer('dag', ['WARC-Date: 2026-03-05T10:00:00Z']),
    answer('plek', [`WARC-Target-URI: ${uri('elders')}`]),
    answer('zelfde', [`WARC-Target-URI: ${uri('zelfde')}`]),
    answer('een'),
    record({ uri: uri('ander'), id: 'een', block: httpText(page('ander')) }),
    answer('een')
  ])
  const { ran, counts, captures } = await world.imported(data, { 'headers.warc': bytes })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'header-contradicts': 2, 'header-repeated': 1, 'record-id-twice': 1, 'said-twice': 1 })
  assert.deepEqual(captures, [
    ['ander', 'record-id-twice', null],
    ['dag', 'header-contradicts', null],
    ['een', '', null],
    ['plek', 'header-contradicts', null],
    ['zelfde', 'header-repeated', null]
  ])
  const [code, said] = await world.verified('headers.warc')
  assert.equal(code, 1)
  assert.match(said, /<urn:test:dag>.*states warc-date 2 times, and differently/)
  assert.match(said, /<urn:test:plek>.*states warc-target-uri 2 times/)
  assert.match(said, /<urn:test:een>.*another record with the same WARC-Record-ID starts at byte/)
  assert.match(said, /1 record, <urn:test:een> first: stand in the file twice/)
  const other = await world.imported(data, {
    'later.warc': answer('nieuw'),
    'last.warc': record({ uri: uri('x'), id: 'nieuw', block: httpText('x') })
  })
  assert.deepEqual(other.counts, { 'record-id-twice': 1 }, 'an id counts over all files of one import')
})

test('G1 dates with an offset, without a zone, ahead of now or before the web are told, and nothing is lost or the newest for years', async () => {
  const data = await world.freshData('dates')
  const lines = [
    { id: 'a', site: 'l', title: 'Kast te koop', body: 'De kast van nu', seen_at: '2026-03-02T10:00:00Z' },
    { id: 'a', site: 'l', title: 'Kast te koop', body: 'De kast van straks', seen_at: '2093-01-01T10:00:00+01:00' },
    { id: 'b', site: 'l', title: 'Tent te koop', body: 'De tent', seen_at: '2026-03-02 10:00' },
    { id: 'c', site: 'l', title: 'Bank te koop', body: 'De bank', seen_at: '0001-01-01T00:00:00Z' },
    { id: 'd', site: 'l', title: 'Stoel te koop', body: 'De stoel', seen_at: -86400 },
    { id: 'e', site: 'l', title: 'Fiets te koop', body: 'De fiets', seen_at: '2016-12-31T23:59:60Z' }
  ]
  const files = {
    'dates.warc': Buffer.concat([
      answer('verschil', [], '2026-03-01T12:00:00+02:00'),
      answer('cijfers', [], '20260301100000'),
      answer('zonder', [], '2026-03-01T10:00:00'),
      answer('straks', [], '2091-01-01T00:00:00Z'),
      answer('maand', [], '2026-03'),
      answer('minuut', [], '2026-03-01T10:00Z'),
      answer('vroeger', [], '1969-12-31T23:00:00Z'),
      answer('schrikkel', [], '2016-12-31T23:59:60Z'),
      answer('schrikkel14', [], '20161231235960'),
      answer('fijn', [], '2026-03-01T10:00:00.123456789Z'),
      answer('nullen', [], '2026-03-01T10:00:00.123000000Z'),
      answer('gewoon')
    ]),
    'dates.jsonl': lines.map((line) => JSON.stringify(line)).join('\n')
  }
  const { ran, counts, captures } = await world.imported(data, files)
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual(counts, {
    'date-with-offset': 1,
    'date-imprecise': 2,
    'date-without-zone': 3,
    'date-rounded': 4,
    'time-ahead': 2,
    'time-before-web': 2,
    'time-from-file': 1,
    'zone-assumed': 1
  })
  assert.deepEqual(
    captures.filter(([name]) => !name.startsWith('l/')),
    [
      ['cijfers', 'date-without-zone', null],
      ['fijn', 'date-rounded', null],
      ['gewoon', '', null],
      ['maand', 'date-imprecise', null],
      ['minuut', 'date-imprecise', null],
      ['nullen', '', null],
      ['schrikkel', 'date-rounded', null],
      ['schrikkel14', 'date-rounded date-without-zone', null],
      ['straks', 'time-ahead', null],
      ['verschil', 'date-with-offset', null],
      ['vroeger', 'time-before-web', null],
      ['zonder', 'date-without-zone', null]
    ]
  )
  const times = jsonLines(await baken(['export', 'captures', '--data', data])).map((one) => [
    String(one['url']).split('/').at(-1),
    one['seen_at']
  ])
  assert.deepEqual(times.toSorted(), [
    ['a', '2026-03-02T10:00:00.000Z'],
    ['a', fileTime],
    ['b', '2026-03-02T09:00:00.000Z'],
    ['c', fileTime],
    ['cijfers', '2026-03-01T10:00:00.000Z'],
    ['d', fileTime],
    ['e', '2017-01-01T00:00:00.000Z'],
    ['fijn', '2026-03-01T10:00:00.123Z'],
    ['gewoon', '2026-03-01T10:00:00.000Z'],
    ['maand', '2026-03-01T00:00:00.000Z'],
    ['minuut', '2026-03-01T10:00:00.000Z'],
    ['nullen', '2026-03-01T10:00:00.123Z'],
    ['schrikkel', '2017-01-01T00:00:00.000Z'],
    ['schrikkel14', '2017-01-01T00:00:00.000Z'],
    ['straks', fileTime],
    ['verschil', '2026-03-01T10:00:00.000Z'],
    ['vroeger', fileTime],
    ['zonder', '2026-03-01T10:00:00.000Z']
  ])
  assert.match(ran.stderr, /2091-01-01T00:00:00\.000Z, which is ahead of now: the time of the file, 2026-09-21/)
  for (const name of Object.keys(files)) utimesSync(world.file(name), 1_780_000_000, 1_780_000_000)
  const copied = await baken(['import', ...Object.keys(files).map(world.file), '--data', data])
  assert.equal(lastJson(copied)['added'], 0, 'a copy of the file, written at another time, is known')
  const [code, said] = await world.verified('dates.warc')
  assert.equal(code, 0, said)
  assert.match(ran.stderr, /"2016-12-31T23:59:60Z" names a second 60.*: 2017-01-01T00:00:00\.000Z stands for it/)
  assert.match(said, /1 record, <urn:test:schrikkel> first: state a WARC-Date with a second 60/)
  assert.match(said, /1 record, <urn:test:fijn> first: state a WARC-Date finer than a millisecond/)
  assert.match(said, /4 records, <urn:test:verschil> first: state a WARC-Date that is not in UTC/)
  assert.match(said, /1 record, <urn:test:straks> first: state a WARC-Date ahead of now/)
})

test('what was left out, cut off by its archive or said of no moment is named one by one, ten of a kind, and not only counted', async () => {
  const data = await world.freshData('left-out')
  const names = Array.from({ length: 12 }, (_, n) =>
    record({ uri: `dns:naam${n}.example.test`, id: `naam${n}`, block: 'x' })
  )
  const password = 'geheim-woord'
  const withPassword = uri('kast').replace('//', `//gast:${password}@`)
  const ask = record({ type: 'request', uri: uri('los'), id: 'vraag', block: 'GET /los HTTP/1.1\r\nHost: odd\r\n\r\n' })
  const line = { id: 'a', site: 'l', title: 'Kast te koop', body: 'De kast', seen_at: '2026-11-02T24:00:00Z' }
  const { ran, counts, captures } = await world.imported(data, {
    'left-out.warc': Buffer.concat([
      ...names,
      record({ uri: uri('geen'), id: 'geen', block: 'hallo' }),
      record({ type: 'conversion', uri: uri('plaatje'), id: 'anders', block: 'x' }),
      record({ type: 'continuation', uri: uri('vervolg'), id: 'vervolg', block: 'x' }),
      answer('kort', ['WARC-Truncated: length']),
      record({ uri: withPassword, id: 'gast', block: httpText(page('Gast')) }),
      record({ type: 'request', uri: withPassword, id: 'gast-r', block: 'GET / HTTP/1.1\r\nHost: odd\r\n\r\n' }),
      record({ uri: withPassword.replace('http', 'ftp'), id: 'ftp', block: 'x' }),
      ask
    ]),
    'left-out.jsonl': [line, { ...line, id: 'b', url: withPassword }].map((one) => JSON.stringify(one)).join('\n')
  })
  assert.deepEqual(counts, {
    'address-of-no-page': 14,
    'address-left-out': 1,
    'answer-unreadable': 1,
    'conversion-left-out': 1,
    'segments-incomplete': 1,
    'cut-off': 1,
    'request-alone': 2,
    'time-from-file': 2
  })
  assert.ok(!`${ran.stdout}${ran.stderr}`.includes(password), 'a password in an address is not told')
  const kept = await baken(['export', 'adverts', '--data', data])
  assert.ok(!`${kept.stdout}${kept.stderr}`.includes(password), 'nor kept in the address of an advert')
  assert.deepEqual(
    captures.filter(([name]) => !name.startsWith('l/')),
    [['kort', 'cut-off', 'length']]
  )
  assert.equal(ran.stderr.match(/its address is "dns:naam\d+\.example\.test"/g)?.length, 10)
  for (const said of [
    /more notes of the kind address-of-no-page/,
    /a GET request for "http:\/\/\*\*\*@odd\.example\.test\/kast" to which no answer/,
    /its address "http:\/\/\*\*\*@odd\.example\.test\/kast" cannot be kept/,
    /<urn:test:geen>/,
    /<urn:test:anders>.*a conversion record holds no page/,
    /<urn:test:vervolg>/,
    /<urn:test:kort>.*its WARC-Truncated says "length"/,
    /<urn:test:vraag>.*a GET request for "http:\/\/odd\.example\.test\/los" to which no answer was found/,
    /it says "2026-11-02T24:00:00Z" for when it was seen, which names no moment/
  ])
    assert.match(ran.stderr, said)
})

test('a POST beside its answer is known without an id, and where nobody can know, GET is told to be assumed', async () => {
  const data = await world.freshData('methods')
  const ask = (method: string, name: string, date?: string): Buffer =>
    record({
      type: 'request',
      uri: uri(name),
      id: `q-${method}-${name}-${date ?? ''}`,
      block: `${method} /${name} HTTP/1.1\r\nHost: odd.example.test\r\n\r\n`,
      ...(date !== undefined && { date })
    })
  const twice = (name: string): Buffer =>
    record({ uri: uri(name), id: `${name}-2`, block: httpText(page(`${name} 2`)) })
  const far = Array.from({ length: 40 }, (_, nth) => answer(`ver${nth}`))
  const { ran, counts, captures } = await world.imported(data, {
    'methods.warc': Buffer.concat([
      ask('POST', 'voor'),
      answer('voor'),
      answer('na'),
      ask('PUT', 'na'),
      ask('POST', 'later', '2026-03-01T10:00:03Z'),
      answer('later'),
      ask('GET', 'beide'),
      answer('beide'),
      ask('POST', 'beide'),
      twice('beide'),
      answer('los'),
      answer('tussen'),
      ask('POST', 'los', '2026-03-01T09:00:00Z'),
      ...far,
      ask('POST', 'gewoon-anders')
    ])
  })
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual(counts, { 'other-method': 4, 'method-assumed': 1, 'request-alone': 2 })
  const told = captures.filter(([name]) => !name.startsWith('ver'))
  assert.deepEqual(told, [
    ['beide', '', null],
    ['los', 'method-assumed', null],
    ['tussen', '', null]
  ])
  assert.equal(captures.length, told.length + far.length)
})
