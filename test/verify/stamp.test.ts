/** Verdicts on time stamps of authorities that openssl plays: each fault in words of its own, whatever the bytes. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { timestampRequest } from '../../src/evidence/packages/timestamps.ts'
import { rootsIn } from '../../src/verify/stamps/roots.ts'
import { judgeStamp, type Stamp } from '../../src/verify/stamps/stamp.ts'
import { scratch } from '../support/baken.ts'
import { startAuthority, type Signer, type StampAuthority } from './stamp-authority.ts'

const digest = createHash('sha256').update('x').digest()
const nonce = Buffer.from('00ff000000000001', 'hex')
let place: ReturnType<typeof scratch>
let authority: StampAuthority

describe('time stamps', () => {
  before(async () => {
    place = scratch('stamps')
    authority = await startAuthority(place.folder)
  })
  after(async () => {
    await authority.close()
    place.remove()
  })

  function roots(file: string) {
    const found = rootsIn(readFileSync(file, 'utf8'))
    assert.ok(typeof found !== 'string')
    return found
  }
  const trusting = () => roots(authority.roots)
  const asked = (signer: Signer) => {
    const request = timestampRequest(digest, nonce)
    return signer === 'broad' ? authority.broad(request) : authority.reply(request, signer)
  }
  const why = (stamp: Stamp): string => (stamp.kind === 'refused' ? stamp.why : `a stamp by ${stamp.authority}`)

  test('C8 a stamp by RSA and by an elliptic curve holds, under the root that vouches for its signer alone', () => {
    for (const signer of ['good', 'elliptic'] as const) {
      const stamp = judgeStamp(asked(signer), { digest, nonce, roots: trusting() })
      assert.ok(stamp.kind === 'stamp', why(stamp))
      assert.deepEqual(
        [stamp.signer, stamp.authority, stamp.ends],
        ['trusted', `CN=stamps ${signer}`, '2099-01-01T00:00:00.000Z']
      )
      assert.ok(Math.abs(Date.parse(stamp.at) - Date.now()) < 60_000)
      const alone = judgeStamp(asked(signer), { digest, nonce: null, roots: null })
      assert.ok(alone.kind === 'stamp' && alone.signer === 'unchecked')
    }
    const strangers = roots(authority.strangerRoots)
    assert.match(
      why(judgeStamp(asked('good'), { digest, nonce, roots: strangers })),
      /none of the certificates .* vouches/
    )
    assert.equal(judgeStamp(asked('stranger'), { digest, nonce, roots: strangers }).kind, 'stamp')
  })

  test('C8 another digest, another request, an ended certificate, one for other things, and a wrong authority are told apart', () => {
    const wanted = { digest, nonce, roots: trusting() }
    for (const [stamp, says] of [
      [judgeStamp(asked('good'), { ...wanted, digest: createHash('sha256').update('y').digest() }), /something else/],
      [judgeStamp(asked('good'), { ...wanted, nonce: Buffer.alloc(8, 9) }), /the nonce is not ours/],
      [judgeStamp(asked('ended'), wanted), /the certificate of CN=stamps ended had ended on 2021-01-01/],
      [judgeStamp(asked('broad'), wanted), /not for time stamps alone: CN=stamps broad/],
      [judgeStamp(asked('stranger'), wanted), /signed by CN=stamps stranger, for whom none/]
    ] as const)
      assert.match(why(stamp), says)
  })

  test('C8 a stamp with another time, or another signature, is refused for that', () => {
    const answer = asked('good')
    const wanted = { digest, nonce, roots: trusting() }
    const right = judgeStamp(answer, wanted)
    assert.ok(right.kind === 'stamp')
    const time = right.at.slice(0, 19).replaceAll(/[-T:]/g, '')
    const seconds = answer.indexOf(`${time}Z`) + time.length - 1
    for (const at of [seconds, answer.length - 1]) {
      const changed = Buffer.from(answer)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.match(why(judgeStamp(changed, wanted)), /its signature does not hold/)
    }
  })

  test('no answer however damaged breaks the reader, and none with another signature, time or digest passes', () => {
    const answer = asked('good')
    const wanted = { digest, nonce, roots: trusting() }
    const right = judgeStamp(answer, wanted)
    for (let at = 0; at < answer.length; at += 2) {
      if (at % 32 === 0) assert.equal(judgeStamp(answer.subarray(0, at), wanted).kind, 'refused')
      const changed = Buffer.from(answer)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      const judged = judgeStamp(changed, wanted)
      // What no signature is over (text beside the status, certificates that are not used) may differ; what is told may not.
      if (judged.kind === 'stamp') assert.deepEqual(judged, right)
    }
  })
})
