/** Every kind has its fixture, and extraction holds on any input: spans, order, time. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { extract, extractors, extractVersion } from '../../src/extract/extract.ts'
import { prepare } from '../../src/extract/document.ts'

const seenAt = '2026-05-10T12:00:00Z'
const fixtures = new URL('fixtures/', import.meta.url)

interface Line {
  readonly text: string
  readonly region: string
  readonly facts: readonly { readonly kind: string; readonly value: string; readonly raw: string }[]
}

for (const { kind } of extractors) {
  test(`${kind}: every line of its fixture gives the facts written there`, () => {
    const lines = readFileSync(new URL(`${kind}.jsonl`, fixtures), 'utf8')
      .trim()
      .split('\n')
    let facts = 0
    for (const line of lines) {
      const { text, region, facts: wanted } = JSON.parse(line) as Line
      const found = extract(text, { region, seenAt }).filter((fact) => fact.kind === kind)
      assert.deepEqual(
        found.map(({ value, raw }) => ({ kind, value, raw })),
        wanted,
        text
      )
      facts += wanted.length
    }
    assert.ok(facts > 0, 'the fixture states facts')
  })
}

test('the table holds each kind once and the fixtures folder nothing else', () => {
  const kinds = extractors.map(({ kind }) => kind)
  assert.equal(new Set(kinds).size, kinds.length)
  assert.deepEqual(readdirSync(fixtures).sort(), kinds.map((kind) => `${kind}.jsonl`).sort())
})

/** Pieces that lead extractors far into their rules, mixed with any characters at all. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '06',
      '12',
      '+31',
      'nul',
      'zes',
      'vierendertig',
      '@',
      ' at ',
      '.',
      't.me/',
      'wa.me/',
      '€',
      ' uur ',
      'jaar',
      '1012 AB',
      'vandaag 14:05',
      '\u202e',
      '\u200b',
      '6️⃣',
      '(0)',
      'drie keer de',
      '\n',
      ' punt nl',
      'Utrecht',
      'achterstevoren',
      'rest'
    )
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) }
)

test('B3 any string gives facts whose raw text stands at their span, sorted, with confidence from 0 to 1', () => {
  let seen = 0
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 4, maxLength: 30 }),
      fc.constantFrom('NL', 'BE', 'ES', 'HU', '', 'ZZ'),
      (parts, region) => {
        const text = parts.join('')
        let last = 0
        for (const fact of extract(text, { region, seenAt })) {
          assert.equal(fact.raw, text.slice(fact.start, fact.end))
          assert.ok(fact.start >= last && fact.end > fact.start && fact.end <= text.length)
          assert.ok(fact.confidence > 0 && fact.confidence <= 1 && fact.value !== '')
          assert.equal(fact.version, extractVersion)
          if (fact.kind === 'phone') assert.match(fact.value, /^\+[1-9]\d{6,14}$/)
          last = fact.start
          seen += 1
        }
      }
    ),
    { numRuns: 600 }
  )
  assert.ok(seen > 300, `saw ${seen} facts`)
})

test('the same text always gives the same facts', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
      const text = parts.join(' ')
      assert.deepEqual(extract(text, { region: 'NL', seenAt }), extract(text, { region: 'NL', seenAt }))
    }),
    { numRuns: 100 }
  )
})

const hostile = [
  '0',
  '06 ',
  '0\n',
  'nul',
  'nul ',
  'a.',
  'a@',
  '@',
  ' at ',
  '1,',
  '1.000 ',
  '€1 ',
  '12-',
  '06*',
  'o0',
  '+',
  '(0)',
  'drie keer ',
  'x',
  '\u202e0',
  '6️⃣',
  'é',
  '12:00-',
  'een en ',
  'NL91ABNA04',
  'kvk ',
  't.me/',
  'punt ',
  '1012 AB ',
  'ik ben ',
  '12 mei ',
  '20 jaar ',
  'achtachtacht',
  '\ud800',
  '٠ ',
  '0 a ',
  '12 kusje '
]

test('B4 no extractor blows up on tens of thousands of repeats: each ends within a second of CPU', () => {
  let checked = 0
  for (const unit of hostile) {
    const text = unit.repeat(Math.floor((/^(?:0|06 |0\n)$/.test(unit) ? 50_000 : 8_000) / unit.length))
    for (const { kind, find } of extractors) {
      const doc = prepare(text, { region: 'NL', seenAt })
      const started = process.cpuUsage()
      find(doc)
      const used = process.cpuUsage(started)
      const cpuMs = (used.user + used.system) / 1000
      assert.ok(cpuMs < 900, `${kind} took ${cpuMs} ms CPU on ${JSON.stringify(unit)} repeated`)
      checked += 1
    }
  }
  assert.equal(checked, hostile.length * extractors.length)
})

test('B8 keys of objects are only text here: __proto__ and constructor change nothing', () => {
  extract(
    '{"__proto__": {"polluted": 1}, "constructor": "06 12345678"} snap: __proto__ constructor@hasownproperty.nl',
    { region: '__proto__' }
  )
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})
