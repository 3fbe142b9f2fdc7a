/** The operator's list of what nobody may keep: digests of known abuse material, in `DATA/forbidden-hashes.txt`. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Vault } from '../../adverts/vault.ts'

export interface Forbidden {
  has(sha256: string): boolean
  /** Whether one of these PDQ hashes is within 31 bits of a listed one, as its makers advise. */
  near(pdqs: readonly string[]): boolean
}

export const forbiddenName = 'forbidden-hashes.txt'
const nearBits = 31

/**
 * Lines `sha256:HEX` or `pdq:HEX`, each of 64 digits; `#` begins a comment. No file: an empty list. Throws on any other line: a list that cannot
 * be read lets nothing in.
 */
export async function forbiddenList({ evidenceDir }: Vault): Promise<Forbidden> {
  const text = await readFile(path.join(evidenceDir, '..', forbiddenName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    }
  )
  const sha256 = new Set<string>()
  const pdq: bigint[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const said = line.replace(/#.*/, '').trim().toLowerCase()
    if (said === '') continue
    const found = /^(sha256|pdq):([0-9a-f]{64})$/.exec(said)
    if (found === null)
      throw new Error(`${forbiddenName}, line ${at + 1}: write sha256: or pdq: and 64 hexadecimal digits.`)
    if (found[1] === 'sha256') sha256.add(found[2] ?? '')
    else pdq.push(BigInt(`0x${found[2]}`))
  }
  return {
    has: (digest) => sha256.has(digest),
    near: (hashes) => {
      if (pdq.length === 0) return false
      const asked = hashes.map((hash) => BigInt(`0x${hash}`))
      return asked.some((one) => pdq.some((known) => bitsOf(one ^ known) <= nearBits))
    }
  }
}

function bitsOf(value: bigint): number {
  let bits = 0
  for (let left = value; left > 0n && bits <= nearBits; left &= left - 1n) bits++
  return bits
}
