/** Marks over a text, masked words, and differences between versions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { diff, words } from '../../ui/src/text/diff.ts'
import { maskedText, maskedTitle } from '../../ui/src/text/masked.ts'
import type { FactRow } from '../../src/contract/desk/adverts.ts'
import { markedSides } from '../../ui/src/text/sides.ts'
import { segments } from '../../ui/src/text/segments.ts'

const anyMarks = fc.array(
  fc.record({ start: fc.integer({ min: -3, max: 60 }), end: fc.integer({ min: -3, max: 60 }), label: fc.nat(5) }),
  {
    maxLength: 12
  }
)

test('pieces are the text again, and each character carries exactly the marks over it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), anyMarks, (text, marks) => {
      const pieces = segments(text, marks)
      assert.equal(pieces.map((piece) => piece.text).join(''), text)
      for (const piece of pieces) {
        for (let at = piece.start; at < piece.end; at++) {
          const over = marks.filter((mark) => mark.start <= at && at < mark.end)
          assert.equal(piece.marks.length, over.length)
        }
      }
    })
  )
})

test('of overlapping marks the shortest comes first, and each ends exactly once', () => {
  const pieces = segments('bel 06 1 nu', [
    { start: 0, end: 11, label: 'all' },
    { start: 4, end: 8, label: 'number' },
    { start: 6, end: 11, label: 'tail' }
  ])
  assert.deepEqual(
    pieces.map((piece) => [piece.text, piece.marks.map((mark) => mark.label), piece.ending.map((mark) => mark.label)]),
    [
      ['bel ', ['all'], []],
      ['06', ['number', 'all'], []],
      [' 1', ['number', 'tail', 'all'], ['number']],
      [' nu', ['tail', 'all'], ['tail', 'all']]
    ]
  )
})

test('masked words are replaced wherever their spans overlap or touch', () => {
  const fact = (spans: readonly (readonly [number, number])[], state: 'proposed' | 'rejected' = 'proposed') => ({
    kind: 'masked',
    state,
    spans
  })
  assert.equal(maskedText('een twee drie', [fact([[4, 8]])], '▒'), 'een ▒ drie')
  assert.equal(maskedText('een twee drie', [fact([[4, 6]]), fact([[5, 8]])], '▒'), 'een ▒ drie')
  assert.equal(maskedText('een twee drie', [fact([[4, 8]], 'rejected')], '▒'), 'een twee drie')
})

test('a masked word in the title of an advert is hidden there too', () => {
  const fact = { kind: 'masked', state: 'proposed', spans: [[0, 6]] } as unknown as FactRow
  assert.equal(maskedTitle({ title: 'Geheim adres', text: 'Geheim adres\nbody', facts: [fact] }, '▒'), '▒ adres')
})

test('what is the same and removed is the old text; what is the same and added is the new one', () => {
  const sentence = fc
    .array(fc.constantFrom('rustig', 'adres', ' ', ' ', 'Zwolle', '06', '1', '.', '\n', 'ë', '🌷'), { maxLength: 40 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(sentence, sentence, (before, after) => {
      const changes = diff(before, after)
      assert.equal(
        changes
          .filter((change) => change.kind !== 'added')
          .map((change) => change.text)
          .join(''),
        before
      )
      assert.equal(
        changes
          .filter((change) => change.kind !== 'removed')
          .map((change) => change.text)
          .join(''),
        after
      )
      if (before === after) assert.ok(changes.every((change) => change.kind === 'same'))
    }),
    { numRuns: 300 }
  )
})

test('words of a text are the text again, whatever its characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => assert.equal(words(text).join(''), text))
  )
})

test('one changed number is one removal and one addition', () => {
  assert.deepEqual(diff('Kamer in Zwolle, 100 euro.', 'Kamer in Zwolle, 120 euro.'), [
    { kind: 'same', text: 'Kamer in Zwolle, ' },
    { kind: 'removed', text: '100' },
    { kind: 'added', text: '120' },
    { kind: 'same', text: ' euro.' }
  ])
})

test('two long texts with nothing in common end as one replacement, soon', () => {
  const before = Array.from({ length: 8000 }, (_, at) => `a${at}`).join(' ')
  const after = Array.from({ length: 8000 }, (_, at) => `b${at}`).join(' ')
  const start = process.cpuUsage()
  const changes = diff(before, after)
  const spent = process.cpuUsage(start)
  assert.ok(changes.length >= 2)
  assert.ok(spent.user / 1000 < 2000, `${spent.user / 1000} ms`)
})

test('two texts that are nearly alike carry marks on what differs, and two that have little in common on what is the same', () => {
  const marked = (a: string, b: string): readonly unknown[] => {
    const { marks, ...sides } = markedSides(diff(a, b))
    const of = (side: 'a' | 'b'): string[] => sides[side].flatMap((one) => (one.marked ? [one.text] : []))
    return [marks, of('a'), of('b')]
  }
  assert.deepEqual(marked('Kamer in Zwolle voor 100 euro per nacht', 'Kamer in Emmen voor 120 euro per nacht'), [
    'differs',
    ['Zwolle', '100'],
    ['Emmen', '120']
  ])
  assert.deepEqual(
    marked(
      'Mooie ruime kamer met balkon dicht bij het station, ik spreek Frans. Bel mij nu.',
      'Werk gezocht als schilder of stukadoor in de hele provincie, ik kom zelf. Bel mij nu.'
    ),
    ['common', ['. Bel mij nu.'], ['. Bel mij nu.']]
  )
  assert.deepEqual(marked('', ''), ['differs', [], []])
})

test('the pieces of both sides are the texts again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', ' ', 'c d', '.')),
      fc.array(fc.constantFrom('a', 'b', ' ')),
      (x, y) => {
        const { a, b } = markedSides(diff(x.join(''), y.join('')))
        assert.deepEqual(
          [a.map((one) => one.text).join(''), b.map((one) => one.text).join('')],
          [x.join(''), y.join('')]
        )
      }
    )
  )
})
