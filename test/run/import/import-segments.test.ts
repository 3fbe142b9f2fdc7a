/** Records that were split into pieces, packed and not, or referred to: joined where all is there, else kept as cut; `verify FILE` judges the pieces together. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { httpText, noProfile } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { answer, importWorld, page, payload, record, uri, type ImportWorld } from './import-world.ts'

let world: ImportWorld

before(() => {
  world = importWorld('import-segments')
})
after(() => world.remove())

/** A response in pieces, as WARC 1.1 (7) splits it. */
function pieces(name: string, cuts: readonly number[], more: readonly string[] = []): Buffer[] {
  const block = Buffer.from(httpText(page(name)))
  const edges = [0, ...cuts, block.length]
  return edges.slice(1).map((end, at) => {
    const part = block.subarray(edges[at], end)
    if (at === 0) return record({ uri: uri(name), id: name, block: part, more: ['WARC-Segment-Number: 1', ...more] })
    const last = end === block.length ? [`WARC-Segment-Total-Length: ${block.length}`] : []
    const head = [`WARC-Segment-Number: ${at + 1}`, `WARC-Segment-Origin-ID: <urn:test:${name}>`, ...last]
    return record({ type: 'continuation', uri: uri(name), id: `${name}-${at + 1}`, block: part, more: head })
  })
}

test('pieces of a record are joined in any order and over files; what is not whole is never taken for a whole page', async () => {
  const data = await world.freshData('segments')
  const [heel1, heel2, heel3] = pieces('heel', [40, 90], [payload(page('heel'))])
  const [mis1, , mis3] = pieces('mist', [80, 160])
  const [fout1, fout2] = pieces('fout', [100], [payload('anders')])
  const [, wees2] = pieces('wees', [50])
  const files = {
    'a.warc': Buffer.concat([heel3, mis1, fout1].map((one) => one ?? Buffer.alloc(0))),
    'b.warc.gz': gzipSync(Buffer.concat([heel1, mis3, fout2, wees2].map((one) => one ?? Buffer.alloc(0)))),
    'c.warc': heel2 ?? Buffer.alloc(0)
  }
  const { ran, counts, captures } = await world.imported(data, files)
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'segments-joined': 2, 'payload-digest-differs': 1, 'segments-incomplete': 2 })
  assert.deepEqual(captures, [
    ['fout', 'segments-joined payload-digest-differs', 'disconnect'],
    ['heel', 'segments-joined', null],
    ['mist', 'segments-incomplete', 'disconnect']
  ])
  assert.match(ran.stderr, /record <urn:test:wees>: piece 2 of a record whose first piece is not in these files/)
  const whole = jsonLines(await baken(['export', 'adverts', '--data', data])).filter((one) =>
    String(one['url']).endsWith('/heel')
  )
  assert.match(String(whole[0]?.['body']), /in het weekend de hele dag, in Ede/, 'all of the text is there')
  assert.deepEqual(lastJson((await world.imported(data, files)).ran)['added'], 0, 'a second time all is known')
})

test('verify judges the pieces of a record together, and says which are not in the file', async () => {
  const name = 'stukken'
  const whole = pieces(name, [40, 90], [payload(page(name))])
  const cases: [string, readonly Buffer[], number, RegExp | null][] = [
    ['whole', whole, 0, null],
    ['turned', whole.toReversed(), 0, null],
    ['first', whole.slice(0, 1), 1, /only its first 1 pieces are in this file/],
    ['gap', [whole[0], whole[2]].flatMap((one) => one ?? []), 1, /its piece 2 is not in this file/],
    ['orphan', whole.slice(1), 1, /only later pieces of it are in this file/],
    ['digest', pieces(name, [60], [payload('anders')]), 1, /joined pieces does not match its payload digest/]
  ]
  for (const [title, records, wanted, words] of cases) {
    writeFileSync(world.file(`${title}.warc`), Buffer.concat(records))
    const [code, said] = await world.verified(`${title}.warc`)
    assert.equal(code, wanted, `${title}: ${said}`)
    if (words !== null) assert.match(said, words, title)
  }
})

test('records that are not packed after some that are, revisits of profiles that nobody knows, and lines told apart by CR or a record separator are read and told', async () => {
  const data = await world.freshData('mixed')
  const again = (id: string, of: string, more: readonly string[], body = 'oud'): Buffer => {
    const refers = [`WARC-Refers-To-Target-URI: ${uri(of)}`, 'WARC-Refers-To-Date: 2026-03-01T10:00:00Z']
    const parts = { type: 'revisit', uri: uri(of), id, block: httpText(''), date: '2026-03-05T10:00:00Z' }
    return record({ ...parts, more: [...more, ...refers, ...(body === '' ? [] : [payload(page(body))])] })
  }
  const like = 'WARC-Profile: http://archive.example/nearly-the-same'
  const line = (id: string): string =>
    JSON.stringify({ id, site: 'l', title: 'Kast te koop', body: `De kast ${id}`, seen_at: '2026-03-01T10:00:00Z' })
  const { ran, counts, captures } = await world.imported(data, {
    'mixed.warc.gz': Buffer.concat([
      gzipSync(answer('een')),
      answer('twee'),
      answer('drie'),
      gzipSync(answer('vier')),
      gzipSync(answer('vijf', [payload(page('vijf'))]))
    ]),
    'plain.warc': Buffer.concat([answer('zes'), gzipSync(answer('zeven'))]),
    'again.warc': Buffer.concat([
      again('a', 'vijf', [like], 'vijf'),
      again('b', 'een', [like], ''),
      again('c', 'twee', [noProfile], '')
    ]),
    'cr.jsonl': `${line('k1')}\r${line('k2')}\r\r\n{"id":\r\n`,
    'rs.json-seq': ['r1', 'r2'].map((id) => `\x1e${line(id)}\n`).join('')
  })
  assert.deepEqual(counts, {
    'packing-mixed': 3,
    'revisit-profile': 3,
    'revisit-resolved': 2,
    'revisit-without-original': 1,
    'lines-marked': 2
  })
  assert.deepEqual(captures, [
    ['drie', '', null],
    ['een', '', null],
    ['l/k1', '', null],
    ['l/k2', '', null],
    ['l/r1', '', null],
    ['l/r2', '', null],
    ['twee', '', null],
    ['twee', 'revisit-profile revisit-resolved', null],
    ['vier', '', null],
    ['vijf', '', null],
    ['vijf', 'revisit-profile revisit-resolved', null],
    ['zes', '', null],
    ['zeven', '', null]
  ])
  assert.match(ran.stderr, /cr\.jsonl, line 4: not JSON/, 'lines are counted as they end')
  for (const said of [
    /mixed\.warc\.gz, byte \d+: from here on the file is not packed any more/,
    /plain\.warc, byte \d+: from here on the file is packed with gzip/,
    /<urn:test:b>: a revisit of a WARC-Profile that is not known, "http:\/\/archive\.example\/nearly-the-same"/,
    /<urn:test:b>: a revisit of an unknown profile that refers to http:\/\/odd\.example\.test\/een .*no capture here has a digest/,
    /<urn:test:c>: a revisit whose header states no WARC-Profile/,
    /cr\.jsonl, line 1: lines of this file end with CR alone/,
    /rs\.json-seq, line 1: lines of this file begin with a record separator/
  ])
    assert.match(ran.stderr, said)
  const [code, said] = await world.verified('mixed.warc.gz')
  assert.equal(code, 0, said)
  assert.match(said, /from byte \d+ on it is not packed any more: both were read/)
  const [, revisits] = await world.verified('again.warc')
  assert.match(revisits, /2 records, <urn:test:a> first: are a revisit of a WARC-Profile that is not known/)
  assert.match(revisits, /1 record, <urn:test:c> first: are a revisit without WARC-Profile/)
})
