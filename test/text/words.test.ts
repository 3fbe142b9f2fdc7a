/** Words of a text: those of plain letters, of other scripts, pictures, and what stands in no word, in every mixture and with their places. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { tokensOf, wordsOf } from '../../src/text/words.ts'

test('a word goes on over letters with accents, strokes and of other scripts, and ends at any other sign', () => {
  const cases: [string, string[]][] = [
    ['Bel me, nu!', ['bel', 'me', 'nu']],
    ['caféhouder łódź x9é', ['cafehouder', 'lodz', 'x9e']],
    ['a🌹b ☎06', ['a', '🌹', 'b', '☎', '06']],
    ['abc漢字def', ['abc', '漢字', '字', 'def']],
    ['каша and kаsha', ['каша', 'and', 'kasha']],
    ['٣٤ 12', ['34', '12']],
    ['--- ... ', []],
    ['end-é', ['end', 'e']]
  ]
  for (const [text, words] of cases) assert.deepEqual(wordsOf(text), words, text)
})

test('each word stands where its token says, whatever stands around it', () => {
  const pieces = fc.constantFrom(
    'a',
    'z9',
    ' ',
    '-',
    'é',
    'ł',
    '漢',
    'カ',
    '🌹',
    'а',
    '\u202e',
    '\u202c',
    '\ud83d',
    '\n',
    '٣'
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('')
      for (const { start, end } of tokensOf(text)) assert.ok(start >= 0 && end > start && end <= text.length)
      // Plain words between two spaces are found as they are, beside whatever else.
      assert.ok(wordsOf(`${text.replaceAll(/[\u202e\u202c]/g, '')} plain7 `).includes('plain7'))
    })
  )
})
