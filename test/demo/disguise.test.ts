/** Written numbers: every style carries all digits, in order. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { fc } from '../properties.ts'
import { disguisedStyles, plainStyles, writeNumber } from '../../demo/disguise.ts'
import { digitWords, pairWords } from '../../demo/number-words.ts'
import { makeNumberBook } from '../../demo/phones.ts'
import { makeRandom } from '../../demo/random.ts'

const number = fc.integer({ min: 0, max: 9_999_999 }).map((tail) => `+3161${String(tail).padStart(7, '0')}`)

test('plain, filler, zero-width, keycap and one-digit-a-line numbers keep their digits in order', () => {
  fc.assert(
    fc.property(
      number,
      fc.constantFrom(...plainStyles, 'filler', 'zerowidth', 'keycap', 'lines', 'wame' as const),
      fc.integer(),
      (e164, style, seed) => {
        const digits = writeNumber(makeRandom(seed), e164, style, 'nl').replace(/\D/g, '')
        assert.ok(digits.endsWith(e164.slice(3)), `${style}: ${digits}`)
      }
    )
  )
})

test('numbers in words can be read back in all nine languages', () => {
  fc.assert(
    fc.property(
      number,
      fc.constantFrom(...(Object.keys(digitWords) as (keyof typeof digitWords)[])),
      (e164, language) => {
        const words = writeNumber(makeRandom(1), e164, 'words', language).split(/[ ,-]+/)
        assert.equal(words.map((word) => digitWords[language].indexOf(word)).join(''), `0${e164.slice(3)}`)
      }
    )
  )
})

test('pairs are spoken as people say them', () => {
  for (const [pair, nl, en] of [
    ['34', 'vierendertig', 'thirty-four'],
    ['22', 'tweeëntwintig', 'twenty-two'],
    ['12', 'twaalf', 'twelve'],
    ['06', 'nul zes', 'zero six'],
    ['80', 'tachtig', 'eighty']
  ] as const) {
    assert.equal(pairWords(pair, 'nl'), nl)
    assert.equal(pairWords(pair, 'en'), en)
  }
})

test('a disguised number is not readable as plain digits in most styles', () => {
  const hidden = disguisedStyles.filter(
    (style) => !/06\d{8}|\+31/.test(writeNumber(makeRandom(5), '+31612345678', style, 'nl'))
  )
  assert.ok(hidden.length >= disguisedStyles.length - 1, hidden.join())
})

test('numbers are issued once, from ranges kept for fiction or generated', () => {
  const book = makeNumberBook(makeRandom(2))
  const issued = [
    ...Array.from({ length: 900 }, () => book.issue('GB')),
    ...Array.from({ length: 200 }, () => book.issue('DE')),
    ...Array.from({ length: 500 }, () => book.issue('FR'))
  ]
  assert.equal(new Set(issued).size, issued.length)
  for (const one of issued) assert.match(one, /^(?:\+447700900\d{3}|\+49176040690\d\d|\+3363998\d{4}|\+3161\d{7})$/)
})
