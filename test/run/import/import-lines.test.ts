/** Lines of adverts that lose something on the way, through the door: nothing is rounded, replaced or dropped without a word. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { baken, jsonLines, lastJson } from '../../support/baken.ts'
import { importWorld, type ImportWorld } from './import-world.ts'

let world: ImportWorld

before(() => {
  world = importWorld('import-lines')
})
after(() => world.remove())

const seen = '"seen_at":"2026-03-01T10:00:00Z"'

test('G8 long numbers stay apart, and keys said twice, addresses that cannot be kept and halves of letters are told', async () => {
  const data = await world.freshData('lines')
  const lines = [
    `{"id":12345678901234567891,"site":"l","body":"De eerste kast",${seen}}`,
    `{"id":12345678901234567892,"site":"l","body":"De tweede kast",${seen}}`,
    `{"id":"t","site":"l","title":"eerste","title":"tweede","body":"Een \\"titel\\": twee",${seen}}`,
    `{"id":"d","site":"l","body":"Diep","extra":{"a":1,"\\u0061":2},"a":[{"b":1},{"b":2}],${seen}}`,
    `{"id":"r","site":"l","url":"/ad/rel","body":"Een fiets",${seen}}`,
    `{"id":"j","site":"l","url":"javascript:alert(1)","body":"Een lamp",${seen}}`,
    `{"id":"h","site":"l","body":"a\\ud800b en verder",${seen}}`
  ]
  const { ran, counts } = await world.imported(data, { 'lines.jsonl': lines.join('\n') })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'key-twice': 2, 'address-left-out': 2, 'not-utf8': 1 })
  assert.match(ran.stderr, /lines\.jsonl, line 3: it says "title" more than once/)
  assert.match(ran.stderr, /lines\.jsonl, line 4: it says "a" more than once/)
  assert.match(ran.stderr, /lines\.jsonl, line 5: its address "\/ad\/rel" cannot be kept/)
  const out = await baken(['export', 'adverts', '--data', data])
  assert.doesNotMatch(out.stdout, /\\ud8/i)
  assert.deepEqual(
    jsonLines(out)
      .map((one) => [one['id'], one['title'], one['body']])
      .toSorted(),
    [
      ['12345678901234567891', '', 'De eerste kast'],
      ['12345678901234567892', '', 'De tweede kast'],
      ['d', '', 'Diep'],
      ['h', '', 'a\ufffdb en verder'],
      ['j', '', 'Een lamp'],
      ['r', '', 'Een fiets'],
      ['t', 'tweede', 'Een "titel": twee']
    ]
  )
})

test('G8 G11 a list over lines is refused whole, and an export that comes back makes no history and no empty version', async () => {
  const data = await world.freshData('back')
  const list = `[\n{"id":"1","body":"een",${seen}},\n{"id":"2","body":"twee",${seen}}\n]\n`
  const glued = `[{"id":"1","body":"een",${seen}},\n{"id":"2","body":"twee",${seen}}]\n`
  const back = [
    {
      id: 'g',
      site: 'l',
      state: 'open',
      first_seen: '2026-03-01T10:00:00.000Z',
      last_seen: '2026-03-02T10:00:00.000Z'
    },
    { id: 'n', site: 'l', state: 'open', first_seen: '2026-03-02T10:00:00.000Z', last_seen: '2026-03-02T10:00:00.000Z' }
  ].map((one, nth) => ({ ...one, gone: nth === 0, title: 'Kast', body: `De kast van ${nth}` }))
  const sealed = { ...back[0], id: 's', state: 'sealed', gone: false, title: undefined, body: undefined }
  const { ran, counts } = await world.imported(data, {
    'list.jsonl': list,
    'glued.jsonl': glued,
    'back.jsonl': [...back, sealed].map((one) => JSON.stringify(one)).join('\n')
  })
  assert.equal(ran.code, 1)
  assert.deepEqual(counts, { 'history-left-out': 1 })
  assert.deepEqual(lastJson(ran)['failed'], { 'refused-file': 2, 'bad-line': 1 })
  assert.match(ran.stderr, /list\.jsonl: line 1: the file is one JSON list.*jq -c/)
  assert.match(
    ran.stderr,
    /back\.jsonl, line 1: it says that the advert is gone and that it was first seen at 2026-03-01/
  )
  assert.match(ran.stderr, /back\.jsonl, line 3: it tells of an advert whose text is sealed/)
  const rows = jsonLines(await baken(['export', 'adverts', '--data', data])).map((one) => [one['id'], one['gone']])
  assert.deepEqual(rows.toSorted(), [
    ['g', false],
    ['n', false]
  ])
})
