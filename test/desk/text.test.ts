/** The pure parts of the desk: CSV, cursors, highlights and how a search is understood. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fc } from '../properties.ts'
import { csvLine } from '../../src/desk/exports/csv.ts'
import { cursorText, readCursor } from '../../src/desk/cursor.ts'
import { marksIn, snippetOf } from '../../src/desk/search/highlight.ts'
import { reasonGiven } from '../../src/desk/outcome.ts'
import { understand } from '../../src/desk/search/understand.ts'

describe('a CSV line', () => {
  const cases: [unknown, string][] = [
    ['=HYPERLINK("http://x.example")', `"'=HYPERLINK(""http://x.example"")"`],
    ['+31612345678', `'+31612345678`],
    ['-1', `'-1`],
    ['@cmd', `'@cmd`],
    ['\tx', `"'\tx"`],
    ['  =1+1', `'  =1+1`],
    ['\uFF1D1+1', `'\uFF1D1+1`],
    [-1.5, '-1.5'],
    [null, ''],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    [{ a: 1 }, '"{""a"":1}"'],
    ['gewoon', 'gewoon']
  ]
  for (const [value, expected] of cases) {
    test(`D1 writes ${JSON.stringify(value)} inert`, () => assert.equal(csvLine([value]), `${expected}\r\n`))
  }

  test('gives back every text but for the apostrophe in front, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
          { minLength: 2 }
        ),
        (texts) => {
          const back = parsed(csvLine(texts))
          assert.equal(back.length, texts.length)
          back.forEach((text, index) => assert.ok(text === texts[index] || text === `'${texts[index]}`))
          assert.ok(!back.some((text) => /^[=+\-@\t\r\n]/.test(text)))
        }
      )
    )
  })
})

describe('a cursor', () => {
  test('comes back as it went, and anything else is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.boolean(), (a, b, c) => {
        fc.pre(a.length < 100)
        assert.deepEqual(readCursor(cursorText([a, b, c]), ['string', 'number', 'boolean']), [a.toWellFormed(), b, c])
      })
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.ok(readCursor(text, ['string', 'number', 'boolean']) === null)
      )
    )
  })
})

describe('highlights', () => {
  test('stand on words however they are written, and on the characters of a fact', () => {
    const text = 'Één MASSAGE, massages niet; bel 06-1'
    const fact = {
      kind: 'phone' as const,
      value: 'x',
      raw: '06-1',
      start: 32,
      end: 36,
      method: 'm',
      version: 1,
      confidence: 1
    }
    const marks = marksIn(text, [fact], ['een', 'massage'], new Set(['phone x']))
    assert.deepEqual(
      marks.map(([start, end]) => text.slice(start, end)),
      ['Één', 'MASSAGE', 'massages', '06-1']
    )
  })

  test('never overlap and always lie inside the piece shown, for any text and words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 5 })),
        (text, words) => {
          const marks = marksIn(text, [], words, new Set())
          marks.forEach(([start, end], index) =>
            assert.ok(start < end && start >= (marks[index - 1]?.[1] ?? 0) && end <= text.length)
          )
          const piece = snippetOf(text, marks)
          assert.ok(piece.text.length <= 300 && text.includes(piece.text))
          for (const [start, end] of piece.marks) assert.ok(start < end && start >= 0 && end <= piece.text.length)
        }
      )
    )
  })
})

describe('a search', () => {
  test('keeps phrases, takes facts out of the words, and tries a bare handle on every service', () => {
    const asked = understand('"rustige kamer" utrecht 06 12345678', '@Sanne_x')
    assert.deepEqual(asked.words, ['rustige', 'kamer', 'utrecht'])
    assert.deepEqual(
      asked.facts.map((fact) => [fact.kind, fact.value]),
      [
        ['phone', '+31612345678'],
        ['handle', 'sanne_x']
      ]
    )
    assert.ok(asked.facts[1]?.readings.some((one) => one.value === 'telegram:sanne_x'))
  })

  test('is bounded whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.string({ maxLength: 100 }), (q, fact) => {
        const asked = understand(q, fact)
        assert.ok(asked.words.length <= 32 && asked.facts.length <= 10)
      }),
      { numRuns: 50 }
    )
  })
})

test('a reason is trimmed, bounded and storable, or none at all', () => {
  assert.equal(reasonGiven(' a\0b\uD800 '), 'ab\uFFFD')
  assert.equal(reasonGiven(' \n '), null)
  assert.equal(reasonGiven(undefined), null)
  assert.equal(reasonGiven('x'.repeat(5000))?.length, 2000)
})

/** A reader of RFC 4180, written apart from the writer. */
function parsed(line: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? ''
    if (quoted && char === '"' && line[at + 1] === '"') cell += line[++at]
    else if (char === '"') quoted = !quoted
    else if (!quoted && char === ',') cell = (cells.push(cell), '')
    else if (!quoted && char === '\r') break
    else cell += char
  }
  return [...cells, cell]
}
