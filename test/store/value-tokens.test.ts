/** Tokens of values: read back with the key, found by 64 of them, and unlike beside different adverts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  nameOf,
  namesOf,
  templateOf,
  templateToken,
  tokensFor,
  tokensOf,
  valueKey
} from '../../src/store/sealed/value-tokens.ts'

const key = valueKey(Buffer.alloc(32, 7))
const names = ['00ff12ab34cd56ef', 'ffffffffffffffff', 't12', 'p7', '', 'abcdefghijklm']

test('a token is read back with its key, whatever it names, and with no other', () => {
  const values = names.flatMap((name) => [0, 1, 63, 64, 1_000_003, -5].map((holder) => ({ name, holder })))
  assert.deepEqual(
    namesOf(key, tokensFor(key, values)),
    values.map((one) => one.name)
  )
  assert.deepEqual([namesOf(key, []), tokensFor(key, [])], [[], []])
  const [token = ''] = tokensOf(key, names[0] ?? '')
  assert.throws(() => nameOf(valueKey(Buffer.alloc(32, 8)), token), /does not open/)
  assert.throws(() => tokensOf(key, 'longer than a block holds'), RangeError)
  assert.deepEqual([templateOf(key, templateToken(key, 31_007, 12)), templateOf(key, null)], [31_007, null])
})

test('a value is found by its 64 tokens at every holder, and two adverts rarely share one', () => {
  for (const name of names) {
    const all = new Set(tokensOf(key, name))
    assert.equal(all.size, 64)
    const beside = tokensFor(
      key,
      Array.from({ length: 64 }, (_, holder) => ({ name, holder: holder + 640 }))
    )
    assert.deepEqual(new Set(beside), all)
  }
  assert.equal(new Set(names.flatMap((name) => tokensOf(key, name))).size, names.length * 64)
})
