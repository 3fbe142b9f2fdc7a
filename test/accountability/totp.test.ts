/** Codes of authenticator apps against the vectors of the RFCs, and which of them are taken when. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedStep, base32, stepOf, totpCode, totpUri } from '../../src/accountability/sign-in/totp.ts'

const secret = Buffer.from('12345678901234567890')

test('a code is the one of RFC 6238, appendix B, in its last six digits', () => {
  const vectors: readonly [number, string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130']
  ]
  for (const [seconds, code] of vectors) assert.equal(totpCode(secret, stepOf(seconds * 1_000)), code)
})

test('base32 is that of RFC 4648, without padding, and the address names account and secret', () => {
  const vectors = [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI']
  ] as const
  for (const [text, written] of vectors) assert.equal(base32(Buffer.from(text)), written)
  const uri = new URL(totpUri(secret, 'a.jansen'))
  assert.deepEqual(
    [uri.protocol, uri.pathname, uri.searchParams.get('secret'), uri.searchParams.get('issuer')],
    ['otpauth:', '/Baken:a.jansen', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'Baken']
  )
})

test('a code is taken in its step, the one before and the one after, and never one that is not newer than the last', () => {
  const at = 1_234_567_890_000
  const step = stepOf(at)
  const taken = (by: number, last = 0): number | null => acceptedStep(secret, totpCode(secret, step + by), at, last)
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((by) => taken(by)),
    [null, step - 1, step, step + 1, null]
  )
  assert.equal(taken(0, step), null)
  assert.equal(taken(-1, step), null)
  assert.equal(taken(1, step), step + 1)
  assert.equal(acceptedStep(secret, '005 924', at, 0), step)
  for (const odd of ['', '00592', '0059244', '00592a', '００５９２４'])
    assert.equal(acceptedStep(secret, odd, at, 0), null, odd)
})
