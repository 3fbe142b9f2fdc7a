/** HMAC by one-shot hashes gives what Node's own gives. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { hmac, hmacKey, hmacKeyOf } from '../../src/model/secret-key.ts'

const messages = ['', 'a', 'é😀\ud800 end', 'x'.repeat(64), 'long '.repeat(5_000)]

test('HMAC by one-shot hashes is HMAC-SHA256, for texts and for bytes', () => {
  for (const size of [0, 1, 32, 63, 64]) {
    const key = Buffer.from(Array.from({ length: size }, (_, at) => (at * 37 + size) % 256))
    for (const message of messages) {
      const expected = createHmac('sha256', key).update(message, 'utf8').digest()
      assert.deepEqual(hmac(hmacKey(key), message), expected)
      assert.deepEqual(hmac(hmacKeyOf(key), message), expected)
      assert.deepEqual(hmac(hmacKeyOf(key), Buffer.from(message, 'utf8')), expected)
    }
  }
})

test('A key that HMAC would hash first is refused', () => {
  assert.throws(() => hmacKey(Buffer.alloc(65)), RangeError)
})
