/** What an import finds odd is told, counted, kept with the capture and never passed over; what nobody did is not written down. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { stringify } from 'yaml'
import { httpText, warcText, zipFile, type RecordParts } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson, scratch, type Ran } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>

before(() => {
  folder = scratch('import-notes')
  const mandate = {
    id: 'proef',
    legal_basis: 'proef',
    purpose: 'proef',
    sources: ['*'],
    granted_by: 'test',
    keep: 'open'
  }
  writeFileSync(file('mandate.yaml'), stringify({ ...mandate, from: '2026-01-01', until: '2030-01-01' }))
})
after(() => folder.remove())

function file(name: string): string {
  return path.join(folder.folder, name)
}

/** A fresh data folder with a mandate that keeps texts open. */
async function freshData(name: string): Promise<string> {
  const data = file(`data-${name}`)
  const added = await baken(['mandate', 'add', file('mandate.yaml'), '--data', data])
  assert.equal(added.code, 0, added.stderr)
  return data
}

type Notes = Readonly<Record<string, { readonly count: number; readonly examples: readonly string[] }>>

async function imported(
  data: string,
  files: Readonly<Record<string, Buffer | string>>,
  zone = 'UTC'
): Promise<{ ran: Ran; notes: Notes; counts: Record<string, number> }> {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(file(name), content)
    utimesSync(file(name), 1_790_000_000, 1_790_000_000)
  }
  const ran = await baken(['import', ...Object.keys(files).map(file), '--data', data], { TZ: zone })
  const summary = lastJson(ran)
  return {
    ran,
    notes: summary['notes'] as Notes,
    counts: Object.fromEntries(
      Object.entries((summary['notes'] ?? {}) as Notes).map(([kind, { count }]) => [kind, count])
    )
  }
}

const page = (good: string): string =>
  `<!doctype html><html lang="nl"><title>${good} - Prikbord</title><article><h1>${good} te koop</h1><p>${good} in goede staat, weinig gebruikt en droog ` +
  'bewaard. Ophalen kan op werkdagen na vijven en in het weekend de hele dag, in Ede. Bel 06 48 15 16 11</p></article></html>'
const sha1 = (text: string): string => `WARC-Payload-Digest: sha1:${createHash('sha1').update(text).digest('hex')}`
const at = (record: Buffer, date: string): Buffer =>
  Buffer.from(record.toString('latin1').replace('2024-05-06T07:08:09Z', date), 'latin1')
const record = (parts: RecordParts, date = '2026-03-01T10:00:00Z'): Buffer => at(warcText(parts), date)

test('T10 digests that contradict, missing bytes and an assumed status are told, kept, and make the import a failed one', async () => {
  const data = await freshData('digests')
  const { ran, counts, notes } = await imported(data, {
    'odd.warc': Buffer.concat([
      record({ uri: 'http://odd.example.test/1', id: 'wrong', block: httpText(page('Kast')), more: [sha1('anders')] }),
      record({
        uri: 'http://odd.example.test/2',
        id: 'short',
        block: httpText(page('Lamp'), ['Content-Type: text/html', 'Content-Length: 9999'])
      }),
      record({ uri: 'http://odd.example.test/3', id: 'bare', type: 'resource', block: page('Tent') }),
      record({
        uri: 'http://odd.example.test/4',
        id: 'clean',
        block: httpText(page('Klok')),
        more: [sha1(page('Klok'))]
      })
    ])
  })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'payload-digest-differs': 1, 'missing-bytes': 1, 'status-assumed': 1 })
  assert.match(
    notes['payload-digest-differs']?.examples[0] ?? '',
    /^odd\.warc, record <urn:test:wrong>: .*does not match/
  )
  assert.match(ran.stderr, /odd\.warc, record <urn:test:short>: fewer bytes than the response announced/)
  const captures = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.deepEqual(captures.map((one) => [String(one['url']).slice(-1), one['origin'], one['notes']]).toSorted(), [
    ['1', 'import', 'payload-digest-differs'],
    ['2', 'import', 'missing-bytes'],
    ['3', 'import', 'status-assumed'],
    ['4', 'import', '']
  ])
})

test('T22 an answer to POST is passed over and told, in each way in which archives write it', async () => {
  const data = await freshData('post')
  const request = (id: string, method: string): Buffer =>
    record({
      type: 'request',
      uri: `http://post.example.test/${id}`,
      id: `q-${id}`,
      block: `${method} /${id} HTTP/1.1\r\nHost: post.example.test\r\n\r\n`,
      more: [`WARC-Concurrent-To: <urn:test:${id}>`]
    })
  const answer = (id: string, uri = `http://post.example.test/${id}`): Buffer =>
    record({ uri, id, block: httpText(page(id)), more: [`WARC-Concurrent-To: <urn:test:q-${id}>`] })
  const { ran, counts } = await imported(data, {
    'post.warc': Buffer.concat([
      answer('after'),
      request('after', 'POST'),
      request('before', 'PUT'),
      answer('before'),
      answer('written', 'http://post.example.test/written?__wb_method=POST&q=1'),
      answer('get'),
      request('get', 'GET')
    ])
  })
  assert.deepEqual([ran.code, counts], [0, { 'other-method': 3 }])
  assert.deepEqual(lastJson(ran)['skipped'], { request: 3, method: 3 })
  const captures = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.deepEqual(
    captures.map((one) => one['url']),
    ['http://post.example.test/get']
  )
})

test('T23 bytes that are no UTF-8, and lines that tell no time, name or address, are told with their line', async () => {
  const data = await freshData('lines')
  const line = (fields: object): string => JSON.stringify(fields)
  const { ran, counts, notes } = await imported(data, {
    'lines.jsonl': Buffer.concat([
      Buffer.from(
        `${line({ body: 'Zonder naam, 06 48 15 16 41' })}\n${line({ body: 'Ook zonder naam, 06 48 15 16 42' })}\n`
      ),
      Buffer.from(`${line({ body: 'Zonder naam, 06 48 15 16 41' })}\n`),
      Buffer.from('{"id":"c","seen_at":"2026-03-01T10:00:00+01:00","title":"caf\xe9 te koop"}\n', 'latin1'),
      Buffer.from(`${line({ id: 'd', seen_at: '2026-03-01T10:00:00+01:00', title: 'Deur te koop' })}\n`)
    ])
  })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'time-from-file': 3, 'named-by-content': 3, 'said-twice': 1, 'not-utf8': 1 })
  assert.match(notes['not-utf8']?.examples[0] ?? '', /^lines\.jsonl, line 4: /)
  assert.match(notes['said-twice']?.examples[0] ?? '', /line 3: it is the same as line 1/)
  const adverts = jsonLines(await baken(['export', 'adverts', '--data', data]))
  assert.deepEqual(
    adverts.map((one) => [one['body'] || one['title'], one['first_seen']]).toSorted(),
    [
      ['Deur te koop', '2026-03-01T09:00:00.000Z'],
      ['Ook zonder naam, 06 48 15 16 42', '2026-09-21T14:13:20.000Z'],
      ['Zonder naam, 06 48 15 16 41', '2026-09-21T14:13:20.000Z'],
      ['caf\ufffd te koop', '2026-03-01T09:00:00.000Z']
    ],
    'T11 none took the place of another'
  )
})

test('T24 a revisit takes its content from a later file, from what is here already, and is named when it is nowhere', async () => {
  const data = await freshData('revisit')
  const url = 'http://again.example.test/1'
  const original = record({ uri: url, id: 'first', block: httpText(page('Kast')), more: [sha1(page('Kast'))] })
  const revisit = (id: string, date: string, digest = sha1(page('Kast'))): Buffer =>
    record(
      {
        type: 'revisit',
        uri: url,
        id,
        block: httpText(''),
        more: [digest, `WARC-Refers-To-Target-URI: ${url}`, 'WARC-Refers-To-Date: 2026-03-01T10:00:00Z']
      },
      date
    )
  const first = await imported(data, { 'a.warc': revisit('second', '2026-03-05T10:00:00Z'), 'b.warc': original })
  assert.deepEqual([first.ran.code, first.counts], [0, { 'revisit-resolved': 1 }])
  const later = await imported(data, { 'c.warc': revisit('third', '2026-03-09T10:00:00+02:00') })
  assert.deepEqual([later.ran.code, later.counts], [0, { 'revisit-resolved': 1, 'date-with-offset': 1 }])
  const twice = await imported(data, { 'c.warc': revisit('third', '2026-03-09T10:00:00+02:00') })
  assert.deepEqual([lastJson(twice.ran)['added'], lastJson(twice.ran)['known']], [0, 1])
  const lost = await imported(data, { 'd.warc': revisit('lost', '2026-03-10T10:00:00Z', sha1('nergens')) })
  assert.deepEqual([lost.ran.code, lost.counts], [1, { 'revisit-without-original': 1 }])
  assert.match(
    lost.ran.stderr,
    /d\.warc, record <urn:test:lost>: a revisit: the same content as http:\/\/again\.example\.test\/1 of 2026-03-01/
  )
  const [advert, ...others] = jsonLines(await baken(['export', 'adverts', '--data', data]))
  assert.deepEqual(others, [])
  assert.deepEqual(
    [advert?.['first_seen'], advert?.['last_seen']],
    ['2026-03-01T10:00:00.000Z', '2026-03-09T08:00:00.000Z']
  )
})

test('T37 archives of other shapes are read, or refused with what to do, and a replaced member is told', async () => {
  const data = await freshData('shapes')
  const warc = (id: string): Buffer =>
    gzipSync(record({ uri: `http://${id}.example.test/1`, id, block: httpText(page('Kast')) }))
  const listed = (name: string, of: Buffer): Buffer =>
    Buffer.from(
      JSON.stringify({ resources: [{ path: name, hash: `sha256:${createHash('sha256').update(of).digest('hex')}` }] })
    )
  const wacz = (name: string, member: Buffer, list: Buffer): Buffer =>
    zipFile([
      { name: 'datapackage.json', data: list },
      { name, data: member }
    ])
  const { ran, counts } = await imported(data, {
    'deep.wacz': wacz('archive/sub/x.warc.gz', warc('deep'), Buffer.from('{}')),
    'old.wacz': wacz('warcs/x.warc.gz', warc('old'), Buffer.from('{}')),
    'same.wacz': wacz('archive/x.warc.gz', warc('same'), listed('archive/x.warc.gz', warc('same'))),
    'replaced.wacz': wacz('archive/x.warc.gz', warc('replaced'), listed('archive/x.warc.gz', warc('deep'))),
    'many.wacz': zipFile([{ name: 'one.wacz', data: wacz('archive/x.warc.gz', warc('one'), Buffer.from('{}')) }]),
    'old.arc': 'filedesc://old.arc 0.0.0.0 20260101000000 text/plain 10\n1 0 x\n',
    'packed.gz': gzipSync('filedesc://old.arc 0.0.0.0 20260101000000 text/plain 10\n1 0 x\n'),
    'dates.warc': Buffer.concat([
      record(
        { uri: 'http://offset.example.test/1', id: 'offset', block: httpText(page('Kast')) },
        '2026-03-01T12:00:00+02:00'
      ),
      record({ uri: 'http://offset.example.test/2', id: 'nodate', block: httpText(page('Kast')) }, 'vorige week')
    ])
  })
  assert.deepEqual(
    [ran.code, counts],
    [1, { 'member-digest-differs': 1, 'member-without-digest': 2, 'date-with-offset': 1, 'date-unreadable': 1 }]
  )
  assert.match(ran.stderr, /replaced\.wacz, archive\/x\.warc\.gz: it does not match its digest/)
  assert.match(ran.stderr, /many\.wacz: .*collection of WACZ files.*unpack it first/)
  for (const name of ['old.arc', 'packed.gz'])
    assert.match(ran.stderr, new RegExp(`${name}: arc: .*before WARC.*warcio recompress`))
  assert.match(ran.stderr, /dates\.warc, record <urn:test:nodate>: its WARC-Date "vorige week" is no time/)
  assert.deepEqual(lastJson(ran)['failed'], { 'refused-file': 3 })
  const captures = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.deepEqual(
    captures.map((one) => [new URL(String(one['url'])).host.split('.')[0], one['seen_at']]).toSorted(),
    ['deep', 'offset', 'old', 'replaced', 'same'].map((host) => [host, '2026-03-01T10:00:00.000Z'])
  )
})

test('T9 a time without a zone is that of the source, whatever the machine says, and a day of placing is never the day of seeing', async () => {
  const lines = [
    '03-04-2026',
    '13-04-2026',
    '2026-04-03 14:05',
    '2026-04-03T14:05:00+02:00',
    1_775_000_000,
    1_775_000_000_000,
    'morgen'
  ]
  const content = lines
    .map((posted_at, n) => JSON.stringify({ id: `d${n}`, site: 'j', body: `Bericht ${n}`, posted_at }))
    .join('\n')
  const told: unknown[] = []
  for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
    const data = await freshData(zone.replace('/', '-'))
    await imported(data, { 'days.jsonl': content }, zone)
    const rows = jsonLines(await baken(['export', 'adverts', '--data', data], { TZ: zone }))
    told.push(rows.map((one) => [one['id'], one['first_seen'], one['posted_at']]).toSorted())
  }
  const fileTime = '2026-09-21T14:13:20.000Z'
  const expected = [
    ['d0', fileTime, '2026-04-03'],
    ['d1', fileTime, '2026-04-13'],
    ['d2', fileTime, '2026-04-03T14:05'],
    ['d3', '2026-04-03T12:05:00.000Z', '2026-04-03T14:05+02:00'],
    ['d4', '2026-03-31T23:33:20.000Z', '2026-03-31T23:33:20.000Z'],
    ['d5', '2026-03-31T23:33:20.000Z', '2026-03-31T23:33:20.000Z'],
    ['d6', fileTime, null]
  ]
  assert.deepEqual(told, [expected, expected])
})
