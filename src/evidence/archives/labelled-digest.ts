/** Checks the labelled digests that other programs write into WARC and WACZ files. */
import { createHash } from 'node:crypto'

export type LabelledCheck = 'same' | 'different' | 'unknown'

const lengths: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 }

/**
 * A running check against a labelled digest of a WARC or WACZ (`sha1:BASE32`, `sha-256:hex`, base64 as well: WARC 1.1 5.8 leaves
 * the encoding open, so its length decides). `unknown`: an algorithm or encoding that is not known here.
 */
export function labelledCheck(label: string): { update(bytes: Uint8Array): void; result(): LabelledCheck } {
  const { algorithm, expected } = partsOf(label)
  if (expected === null) return { update: () => undefined, result: () => 'unknown' }
  const running = createHash(algorithm)
  return {
    update: (bytes) => void running.update(bytes),
    result: () => (running.digest().equals(expected) ? 'same' : 'different')
  }
}

/** Two labels of one content of which at most one can hold: digests of one kind that differ, however they are written; null when there are none. */
export function contradictingLabels(labels: readonly string[]): readonly [string, string] | null {
  const seen = new Map<string, { readonly label: string; readonly digest: Buffer }>()
  for (const label of labels) {
    const { algorithm, expected } = partsOf(label)
    if (expected === null) continue
    const before = seen.get(algorithm)
    if (before === undefined) seen.set(algorithm, { label, digest: expected })
    else if (!before.digest.equals(expected)) return [before.label, label]
  }
  return null
}

/** `expected` null: an algorithm or encoding that is not known here. */
function partsOf(label: string): { readonly algorithm: string; readonly expected: Buffer | null } {
  const colon = label.indexOf(':')
  const algorithm = label.slice(0, colon).trim().toLowerCase().replace('-', '')
  const sizeBytes = colon < 0 ? undefined : lengths[algorithm]
  return {
    algorithm,
    expected: sizeBytes === undefined ? null : decodeDigest(label.slice(colon + 1).trim(), sizeBytes)
  }
}

/** The same against several labels of one content, each of which must hold: `different` when any does not, `unknown` when none can be judged. */
export function labelledChecks(labels: readonly string[]): {
  update(bytes: Uint8Array): void
  result(): LabelledCheck
} {
  const checks = labels.map(labelledCheck)
  return {
    update: (bytes) => {
      for (const check of checks) check.update(bytes)
    },
    result: () => allOf(checks.map((check) => check.result()))
  }
}

/** One verdict for several labels of one content. */
export function allOf(verdicts: readonly LabelledCheck[]): LabelledCheck {
  if (verdicts.includes('different')) return 'different'
  return verdicts.includes('same') ? 'same' : 'unknown'
}

function decodeDigest(text: string, sizeBytes: number): Buffer | null {
  if (text.length === sizeBytes * 2 && /^[0-9a-f]+$/i.test(text)) return Buffer.from(text, 'hex')
  const bare = text.replace(/=+$/, '')
  if (bare.length === Math.ceil((sizeBytes * 8) / 5) && /^[a-z2-7]+$/i.test(bare)) return decodeBase32(bare, sizeBytes)
  if (bare.length === Math.ceil((sizeBytes * 8) / 6) && /^[a-z0-9+/_-]+$/i.test(bare))
    return Buffer.from(bare, 'base64')
  return null
}

function decodeBase32(text: string, sizeBytes: number): Buffer {
  const out = Buffer.alloc(sizeBytes)
  let bits = 0
  let value = 0
  let at = 0
  for (const char of text.toUpperCase()) {
    value = ((value << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char)) & 0xfff
    bits += 5
    if (bits >= 8 && at < sizeBytes) out[at++] = (value >> (bits -= 8)) & 0xff
  }
  return out
}
