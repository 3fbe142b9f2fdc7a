/** Strangers read the log: a program in Python with hashlib alone, and openssl for the signature on the checkpoint. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { growLog, proofText } from '../../src/evidence/log/log.ts'
import { logKeyOf } from '../../src/evidence/log/note.ts'
import { scratch } from '../support/baken.ts'

const size = 66_000
const key = logKeyOf(Buffer.alloc(32, 3))
const entry = (number: number): Buffer => createHash('sha256').update(`${number}`).digest()
let place: ReturnType<typeof scratch>
let folder: string

describe('strangers read the log', () => {
  before(async () => {
    place = scratch('log-peers')
    folder = path.join(place.folder, 'log')
    const hashes = async (from: number, most: number) =>
      Array.from({ length: Math.min(most, size - from) }, (_, at) => entry(from + at + 1))
    while ((await growLog(folder, key, hashes)).behind === true);
  })
  after(() => place.remove())

  function missing(program: string): string | false {
    return spawnSync(program, ['--version']).status === 0 || spawnSync(program, ['version']).status === 0
      ? false
      : `${program} is not on this machine`
  }

  function stranger(proofs: readonly string[]): { readonly code: number | null; readonly said: string } {
    const program = path.join(import.meta.dirname, 'log-stranger.py')
    const ran = spawnSync('python3', [program, folder], { input: proofs.join('=====\n'), encoding: 'utf8' })
    return { code: ran.status, said: ran.stdout + ran.stderr }
  }

  test(
    'a program in Python with hashlib alone finds every tile and proof right, and a changed one wrong',
    { skip: missing('python3') },
    () => {
      const checkpoint = { origin: key.origin, size, root: Buffer.alloc(32) }
      const numbers = [1, 2, 256, 257, 65_536, 65_537, size]
      const proofs = numbers.map((number) => proofText(folder, number, entry(number), checkpoint))
      assert.deepEqual(stranger(proofs), { code: 0, said: `${key.origin}: ${size} entries\n` })
      const wrong = proofText(folder, 300, entry(301), checkpoint)
      assert.match(stranger([...proofs, wrong]).said, /entry 300 is not in the log/)
      const tile = path.join(folder, 'tile/0/017')
      const bytes = readFileSync(tile)
      bytes[5] = (bytes[5] ?? 0) ^ 1
      writeFileSync(tile, bytes)
      assert.equal(stranger([]).code, 1)
      bytes[5] ^= 1
      writeFileSync(tile, bytes)
    }
  )

  test(
    'openssl alone checks the signature on the checkpoint with the published key',
    { skip: missing('openssl') },
    () => {
      const file = (name: string, bytes: string | Buffer): string => {
        writeFileSync(path.join(place.folder, name), bytes)
        return path.join(place.folder, name)
      }
      const note = readFileSync(path.join(folder, 'checkpoint'), 'utf8')
      const text = note.slice(0, note.indexOf('\n\n') + 1)
      const raw = Buffer.from(
        readFileSync(path.join(folder, 'vkey'), 'utf8').trim().split('+').slice(2).join('+'),
        'base64'
      )
      const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)])
      const signature = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64').subarray(4)
      const check = (said: string): number | null =>
        spawnSync('openssl', [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-keyform',
          'DER',
          '-inkey',
          file('key.der', der),
          '-rawin',
          '-in',
          file('text', said),
          '-sigfile',
          file('signature', signature)
        ]).status
      assert.equal(check(text), 0)
      assert.notEqual(check(text.replace(`\n${size}\n`, `\n${size + 1}\n`)), 0)
    }
  )
})
