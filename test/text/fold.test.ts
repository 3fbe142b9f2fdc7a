/** Folding keeps a map to the original characters, for any string. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { fold, sourceSpan } from '../../src/text/fold.ts'

const cases: readonly (readonly [title: string, source: string, folded: string])[] = [
  ['lower case and accents', 'Ánna ÉÈ Ło ß Ø', 'anna ee lo ss o'],
  ['keycap emoji', '0️⃣6\u20e3', '06'],
  ['full-width digits and letters', '０６ Ａｂ', '06 ab'],
  ['circled, negative circled and superscript digits', '⓪⑥➏❶⁵₄', '066154'],
  ['digits of other scripts', '٠٦ ۰۶ ०६ 𝟎𝟔 𝟶𝟼', '06 06 06 06 06'],
  ['invisible characters', '0\u200b6\u2060\u00ad1\ufeff', '061'],
  ['right-to-left override', '\u202e54321\u202c ok', '12345 ok'],
  ['an override ends with its line', '\u202e21\nab', '12\nab'],
  ['look-alike letters inside Latin words', 'аnnа', 'anna'],
  ['Cyrillic words stay Cyrillic', 'Анна обади', 'анна обади'],
  ['non-breaking and thin spaces', '1\u00a02\u20093', '1 2 3'],
  ['lone surrogates and emoji', 'a\ud800b👻', 'a□b□']
]

for (const [title, source, folded] of cases) {
  test(`folds ${title}`, () => assert.equal(fold(source).text, folded))
}

test('every folded character maps to original characters inside the text, for any string', () => {
  let seen = 0
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => {
      const folded = fold(source)
      for (let at = 0; at < folded.text.length; at += 1) {
        const span = sourceSpan(folded, at, at + 1)
        assert.ok(span.start >= 0 && span.start < span.end && span.end <= source.length)
        seen += 1
      }
    }),
    { numRuns: 500 }
  )
  assert.ok(seen > 1000, `looked at ${seen} characters`)
})

test('a span over a whole fold covers the outermost mapped characters', () => {
  const source = 'x 6️⃣1️⃣ y'
  const folded = fold(source)
  const at = folded.text.indexOf('61')
  const span = sourceSpan(folded, at, at + 2)
  assert.equal(source.slice(span.start, span.end), '6️⃣1️⃣')
})

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (source) => {
      const once = fold(source).text
      assert.equal(fold(once).text, once)
    }),
    { numRuns: 300 }
  )
})
