/** Digests as evidence writes them: `sha256:` and hex. */
import { createHash, hash } from 'node:crypto'

/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`

const digestText = /^sha256:[0-9a-f]{64}$/

export function sha256(bytes: Uint8Array): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

/** Whether a text is a digest as evidence writes it. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && digestText.test(text)
}

/** A running SHA-256: `update` any number of times, then `digest` once. */
export function sha256Stream(): { update(bytes: Uint8Array): void; digest(): Digest } {
  const running = createHash('sha256')
  return {
    update: (bytes) => void running.update(bytes),
    digest: () => `sha256:${running.digest('hex')}`
  }
}
