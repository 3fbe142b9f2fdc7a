/** Folding and fingerprints: what must not matter, and what nobody may learn without the key. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { blind, fingerprint } from '../../src/link/fingerprint.ts'
import { foldWords } from '../../src/link/templates/fold.ts'
import { hashKey } from '../../src/link/templates/keyed-hash.ts'
import { textOf } from './build.ts'

const key = new Uint8Array(32).fill(1)
const other = new Uint8Array(32).fill(2)

const folds: readonly (readonly [string, string, string])[] = [
  ['case and accents', 'Één CAFÉ', 'en cafe'],
  ['zero-width signs', 'mas\u200bsa\u2060ge', 'masage'],
  ['full-width and mathematical letters', 'ｈｅｌｌｏ 𝐡𝐞𝐥𝐥𝐨', 'helo helo'],
  ['leet inside words', 'm4ss4ge h0tel', 'masage hotel'],
  ['long runs', 'sooooo gooood', 'so god'],
  ['spaced-out words', 'm a s s a g e now', 'masage now'],
  ['numbers however written', 'call 06 1234 5678 or 06-12345678', 'cal # or #'],
  ['addresses and e-mails', 'see https://a.example/x or me@mail.example', 'se # or #'],
  ['emoji', 'hi 🌹✨ there', 'hi there']
]
for (const [name, text, words] of folds)
  test(`folding undoes ${name}`, () => assert.equal(foldWords(text).join(' '), words))

test('B12 Cyrillic and Greek look-alikes fold to the Latin letters that they imitate', () => {
  assert.deepEqual(
    foldWords('Апnа rοѕе'),
    foldWords('Anna rose').map((word) => (word === 'ana' ? 'anna' : word).replace('nn', 'n'))
  )
  assert.deepEqual(foldWords('ѕехо'), ['sexo'])
})

test('folding is harmless and bounded on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.deepEqual(
        foldWords(text).filter((word) => word !== '#' && !/^\p{L}+$/u.test(word)),
        []
      )
    }),
    { numRuns: 50 }
  )
  const start = process.cpuUsage()
  for (const text of [
    '0'.repeat(50_000),
    'a@'.repeat(25_000),
    'a '.repeat(25_000),
    'http://'.repeat(7_000),
    '\u0301'.repeat(50_000)
  ])
    foldWords(text)
  const used = process.cpuUsage(start)
  assert.ok(used.user + used.system < 2_000_000, `${used.user} µs for five texts of 50,000 characters`)
})

test('a typo leaves most features, another text none', () => {
  const base = textOf(1, 60)
  const share = (text: string): number => {
    const own = new Set(fingerprint('', base, [], key).features)
    const its = fingerprint('', text, [], key).features
    return its.filter((feature) => own.has(feature)).length / own.size
  }
  assert.ok(share(base.replace(/(\w+) (\w+) (\w+)/, '$1 oops $3')) > 0.85)
  assert.ok(share(textOf(2, 60)) < 0.05)
})

test('masked spans do not matter to the features', () => {
  const made = (contact: string): Uint32Array => {
    const body = `call me on ${contact} any day of the week please`
    return fingerprint('hello', body, [{ start: 6 + 11, end: 6 + 11 + contact.length }], key).features
  }
  assert.deepEqual(made('nul zes twaalf'), made('0612'))
})

test('another key gives other features and other blinded values', () => {
  const first = fingerprint('', textOf(1), [], key).features
  const second = new Set(fingerprint('', textOf(1), [], other).features)
  assert.ok(first.length > 20 && first.filter((feature) => second.has(feature)).length === 0)
  assert.notEqual(blind('phone', '+31612345678', key), blind('phone', '+31612345678', other))
  assert.notEqual(blind('phone', 'x', key), blind('email', 'x', key))
})

test('T32 the key of features is derived: half of the key of values gives neither its features nor any of its bits', () => {
  const text = 'Kamer te huur in een rustige straat, bel voor meer'
  const changed = Uint8Array.from(key)
  changed[31]! ^= 1
  const features = (of: Uint8Array): string => fingerprint(text, '', [], of).features.join()
  assert.notEqual(features(key), features(changed), 'the end of the key does not count')
  const derived = hashKey(key)
  const view = new DataView(key.buffer, key.byteOffset)
  for (let at = 0; at + 4 <= key.length; at++)
    assert.ok(![derived.k0, derived.k1].includes(view.getInt32(at, true)), `bytes at ${at} are used as they are`)
  assert.deepEqual(hashKey(Uint8Array.from(key)), derived)
})

test('blind is HMAC-SHA256', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ minLength: 16, maxLength: 100 }), (value, secret) => {
      assert.equal(
        blind('url', value, secret),
        createHmac('sha256', secret).update(`url\u0000${value}`).digest('hex').slice(0, 16)
      )
    })
  )
})

test('features are sorted and distinct', () => {
  const { features } = fingerprint('', `${textOf(1)} ${textOf(1)}`, [], key)
  assert.deepEqual(
    [...features],
    [...new Set(features)].toSorted((a, b) => a - b)
  )
})

test('letters are folded as by every step: ligatures in full, styled and turned round ones as they look', () => {
  assert.deepEqual(foldWords('Œil, Kjær, straße'), ['oeil', 'kjaer', 'strase'])
  assert.deepEqual(foldWords('\u202eessam\u202c 𝓂𝒶𝓈𝓈𝒶𝑔𝑒 ｍａｓｓａｇｅ'), ['mase', 'masage', 'masage'])
})
