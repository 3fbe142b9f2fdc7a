/** The seal: what opens, and what must not. */
import assert from 'node:assert/strict'
import { createSecretKey, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { derive, newDataKey, openBytes, randomBytesPooled, seal, sealBytes } from '../../src/evidence/seal.ts'

test('any bytes sealed under a key and label open again under them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), fc.string(), (bytes, label, context) => {
      const key = newDataKey()
      const opened = openBytes(key, label, context, sealBytes(key, label, context, bytes))
      assert.ok(opened.kind === 'opened')
      assert.deepEqual([...opened.bytes], [...bytes])
    })
  )
})

test('another key, label or context opens nothing, and says which it is', () => {
  const key = newDataKey()
  const blob = sealBytes(key, 'reading/1', 'capture a', Buffer.from('text'))
  const cases: [string, ReturnType<typeof openBytes>, string][] = [
    ['key', openBytes(newDataKey(), 'reading/1', 'capture a', blob), 'wrong-key'],
    ['label', openBytes(key, 'reading/2', 'capture a', blob), 'wrong-key'],
    ['context', openBytes(key, 'reading/1', 'capture b', blob), 'changed'],
    ['empty', openBytes(key, 'reading/1', 'capture a', Buffer.alloc(0)), 'format'],
    ['short', openBytes(key, 'reading/1', 'capture a', blob.subarray(0, 40)), 'format']
  ]
  for (const [name, opened, reason] of cases) assert.equal(opened.kind === 'refused' && opened.reason, reason, name)
})

test('C1 every flipped bit of a sealed blob is refused', () => {
  const key = newDataKey()
  const blob = sealBytes(key, 'x', 'y', Buffer.from('thirty-two bytes of some content'))
  for (let bit = 0; bit < blob.length * 8; bit++) {
    const changed = Buffer.from(blob)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.equal(openBytes(key, 'x', 'y', changed).kind, 'refused', `bit ${bit}`)
  }
})

test('sub-keys are those of HKDF-SHA256 as Node derives them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ maxLength: 40 }), (key, label) => {
      const info = Buffer.from(`baken/1/${label}`, 'utf8')
      assert.ok(derive(key, label).equals(Buffer.from(hkdfSync('sha256', createSecretKey(key), '', info, 32))))
      const sealed = sealBytes(key, label, '', new Uint8Array())
      const both = Buffer.from(hkdfSync('sha256', createSecretKey(key), '', info, 64))
      assert.ok(sealed.subarray(13, 45).equals(both.subarray(32)), 'the commitment is the second half of 64 bytes')
    })
  )
})

test('a data key that is kept keeps no pool of small buffers with it', () => {
  const key = newDataKey()
  assert.equal(key.buffer.byteLength, 32)
  assert.equal(seal(key, 'capture', '', new Uint8Array(9)).commit.buffer.byteLength, 32)
})

test('sub-keys differ by label and pooled random bytes never come twice', () => {
  const key = newDataKey()
  assert.notDeepEqual(derive(key, 'a'), derive(key, 'b'))
  const seen = new Set(Array.from({ length: 5000 }, () => randomBytesPooled(12).toString('hex')))
  assert.equal(seen.size, 5000)
})
