/** Tests of source files: every fault is a named problem with its line and what to do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { parseDurationMs, parseSizeBytes } from '../../src/crawl/quantity.ts'
import { parseSource, sourceFromObject } from '../../src/crawl/sources/source-file.ts'

const example = `id: practice-nl            # [a-z0-9-]+
name: Oefensite
start: [http://127.0.0.1:8801/]
scope: { hosts: [127.0.0.1:8801], include: [], exclude: [/login] }
politeness: { delay_ms: 1000, concurrency: 1, robots: obey }
revisit: { min: 1h, max: 7d }
render: never
limits: { pages: 100000, depth: 20, bytes: 10MB }
pages: {}
allow_private: true
mandate: oefening
`

test('the example of the documentation reads as it says', () => {
  assert.deepEqual(parseSource(example, 'practice.yaml'), {
    kind: 'source',
    source: {
      id: 'practice-nl',
      name: 'Oefensite',
      start: ['http://127.0.0.1:8801/'],
      scope: { given: true, hosts: ['127.0.0.1:8801'], include: [], exclude: ['/login'] },
      politeness: { delayMs: 1_000, concurrency: 1, robots: 'obey' },
      revisit: { minMs: 3_600_000, maxMs: 604_800_000 },
      render: 'never',
      limits: { pages: 100_000, depth: 20, bytes: 10_000_000 },
      pages: {},
      allowPrivate: true,
      mandate: 'oefening',
      region: 'NL',
      timezone: 'Europe/Amsterdam'
    }
  })
})

test('id and start are enough, the rest has careful defaults', () => {
  const result = parseSource('id: a\nstart: ["https://Example.test/x/../y"]\n', 'a.yaml')
  assert.equal(result.kind, 'source')
  if (result.kind !== 'source') return
  assert.deepEqual(result.source.start, ['https://example.test/y'])
  assert.deepEqual(result.source.scope, { hosts: ['example.test'], include: [], exclude: [] })
  assert.deepEqual(result.source.politeness, { delayMs: 1_000, concurrency: 1, robots: 'obey' })
  assert.equal(result.source.allowPrivate, false)
  assert.equal(result.source.mandate, null)
  assert.equal(result.source.region, 'NL')
  assert.equal(result.source.timezone, 'Europe/Amsterdam')
})

const faults: readonly (readonly [
  title: string,
  yaml: string,
  path: string,
  line: number,
  problem: RegExp,
  hint: RegExp
])[] = [
  [
    'unknown key',
    'id: a\nstart: [http://a.test/]\npolitness: {}\n',
    'politness',
    3,
    /unknown key/,
    /did you mean politeness/
  ],
  [
    'unknown key below',
    'id: a\nstart: [http://a.test/]\nscope:\n  hosts: [a.test]\n  exlude: [/x]\n',
    'scope.exlude',
    5,
    /unknown key/,
    /did you mean exclude/
  ],
  [
    'hyphen for underscore',
    'id: a\nstart: [http://a.test/]\npoliteness:\n  delay-ms: 5\n',
    'politeness.delay-ms',
    4,
    /unknown key/,
    /did you mean delay_ms/
  ],
  ['no start', 'id: a\n', 'start', 1, /missing/, /list of addresses/],
  ['no id', 'start: [http://a.test/]\n', 'id', 1, /missing/, /id: practice-nl/],
  ['empty start', 'id: a\nstart: []\n', 'start', 2, /items/, /list of addresses/],
  ['start as text', 'id: a\nstart: http://a.test/\n', 'start', 2, /array/, /list of addresses/],
  ['wrong scheme', 'id: a\nstart:\n  - http://a.test/\n  - ftp://a.test/\n', 'start.1', 4, /ftp/, /https/],
  ['wrong id', 'id: A B\nstart: [http://a.test/]\n', 'id', 1, /pattern/, /a-z/],
  [
    'wrong type',
    'id: a\nstart: [http://a.test/]\npoliteness: { delay_ms: soon }\n',
    'politeness.delay_ms',
    3,
    /"soon"/,
    /delay_ms: 1000/
  ],
  [
    'negative delay',
    'id: a\nstart: [http://a.test/]\npoliteness: { delay_ms: -1 }\n',
    'politeness.delay_ms',
    3,
    /-1/,
    /0 to 3600000/
  ],
  ['mapping expected', 'id: a\nstart: [http://a.test/]\nlimits: 5\n', 'limits', 3, /object/, /mapping/],
  [
    'not one of',
    'id: a\nstart: [http://a.test/]\nrender: sometimes\n',
    'render',
    3,
    /not one of/,
    /never, auto or always/
  ],
  [
    'quoted boolean',
    'id: a\nstart: [http://a.test/]\nallow_private: "yes"\n',
    'allow_private',
    3,
    /boolean/,
    /true or false/
  ],
  [
    'duration without unit',
    'id: a\nstart: [http://a.test/]\nrevisit: { min: 5 }\n',
    'revisit.min',
    3,
    /not a duration/,
    /unit/
  ],
  [
    'limits swapped',
    'id: a\nstart: [http://a.test/]\nrevisit:\n  min: 7d\n  max: 1d\n',
    'revisit.max',
    5,
    /shorter/,
    /not below min/
  ],
  ['size too small', 'id: a\nstart: [http://a.test/]\nlimits:\n  bytes: 3\n', 'limits.bytes', 4, /not a size/, /10MB/],
  [
    'host with scheme',
    'id: a\nstart: [http://a.test/]\nscope: { hosts: ["http://a.test"] }\n',
    'scope.hosts.0',
    3,
    /not a host/,
    /without scheme/
  ],
  [
    'bad expression',
    'id: a\nstart: [http://a.test/]\nscope:\n  exclude:\n    - /ok\n    - "/(a/"\n',
    'scope.exclude.1',
    6,
    /bracket/,
    /prefixes or/
  ],
  ['duplicate key', 'id: a\nid: b\nstart: [http://a.test/]\n', 'f.yaml', 2, /not YAML.*unique/, /each key once/],
  ['open bracket', 'id: a\nstart: [http://a.test/\nname: x\n', 'f.yaml', 3, /not YAML/, /brackets/],
  ['tab', 'id: a\nscope:\n\thosts: [a.test]\n', 'f.yaml', 3, /not YAML/, /spaces/],
  ['a list', '- id: a\n', 'f.yaml', 1, /not a mapping/, /id:/],
  ['nothing', '  \n', 'f.yaml', 1, /empty/, /id:/],
  ['binary', '\u0000\u0001\u0002', 'f.yaml', 1, /not/, /./]
]

test('each fault is named with its place, its line and what to do', () => {
  for (const [title, yaml, path, line, problem, hint] of faults) {
    const result = parseSource(yaml, 'f.yaml')
    assert.equal(result.kind, 'invalid', title)
    if (result.kind !== 'invalid') continue
    const found = result.problems.find((each) => each.path === path)
    assert.ok(found, `${title}: ${JSON.stringify(result.problems)}`)
    assert.equal(found.line, line, title)
    assert.match(found.problem, problem, title)
    assert.match(found.hint, hint, title)
  }
})

test('all faults of a file are told at once, in the order of the file', () => {
  const result = parseSource(
    'id: A\nstart: x\nname: ""\nrender: 1\nlimits: { pages: 0, depth: -1 }\nmandate: "?"\nregion: nl\nx: 1\npages: { advert: 3, y: 1 }\n',
    'f.yaml'
  )
  assert.equal(result.kind, 'invalid')
  if (result.kind !== 'invalid') return
  assert.deepEqual(
    result.problems.map((each) => each.path),
    [
      'id',
      'start',
      'name',
      'render',
      'limits.pages',
      'limits.depth',
      'mandate',
      'region',
      'x',
      'pages.y',
      'pages.advert'
    ]
  )
})

test('tricks with aliases, nesting and size cost nothing and are told', () => {
  const bomb =
    'a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n'
  for (const text of [bomb, '['.repeat(30_000), `a: ${'x'.repeat(300_000)}`, '{a: '.repeat(20_000)]) {
    const before = process.cpuUsage()
    const result = parseSource(text, 'f.yaml')
    assert.equal(result.kind, 'invalid')
    assert.ok(result.kind === 'invalid' && result.problems.length > 0 && result.problems.length <= 50)
    assert.ok(process.cpuUsage(before).user < 1_500_000)
  }
  parseSource('__proto__: { polluted: 1 }\nid: a\n', 'f.yaml')
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

test('any text gives a source or problems', () => {
  fc.assert(fc.property(fc.string(), (text) => ['source', 'invalid'].includes(parseSource(text, 'f.yaml').kind)))
  fc.assert(fc.property(fc.jsonValue(), (value) => ['source', 'invalid'].includes(sourceFromObject(value).kind)))
})

test('durations and sizes read as people write them', () => {
  const durations: readonly (readonly [string, number | null])[] = [
    ['1h', 3_600_000],
    ['7d', 604_800_000],
    ['30m', 1_800_000],
    ['90s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['2w', 1_209_600_000],
    ['5', null],
    ['h', null],
    ['-1h', null],
    ['1y', null],
    ['1e3s', null]
  ]
  for (const [text, ms] of durations) assert.equal(parseDurationMs(text), ms, text)
  const sizes: readonly (readonly [string, number | null])[] = [
    ['10MB', 10_000_000],
    ['500 kB', 500_000],
    ['1GiB', 1_073_741_824],
    ['2048', 2_048],
    ['1.5MB', 1_500_000],
    ['', null],
    ['MB', null],
    ['1TB', null],
    ['999999999999GB', null]
  ]
  for (const [text, bytes] of sizes) assert.equal(parseSizeBytes(text), bytes, text)
})
