/** Records that were split into pieces: joined over files where all is there, else kept as cut; `verify FILE` judges the pieces together. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { httpText } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { importWorld, page, payload, record, uri, type ImportWorld } from './import-world.ts'

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
