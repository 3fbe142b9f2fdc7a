/** Asks a time-stamping authority (RFC 3161) for a stamp on a digest, over HTTP. Only the digest leaves. */
import { randomBytes, type X509Certificate } from 'node:crypto'
import type { Stamp } from '../../verify/stamps/stamp.ts'
import { askOutside } from './outside-answer.ts'

export interface Authority {
  readonly url: string
  /** Certificates of whom its own has to follow; null where none were given: then nobody checks who signed. */
  readonly roots: readonly X509Certificate[] | null
}

export type StampOutcome =
  /** `answer`: the whole answer, as `openssl ts -verify -in` reads it. */
  | { readonly kind: 'stamped'; readonly answer: Buffer; readonly stamp: Extract<Stamp, { kind: 'stamp' }> }
  | { readonly kind: 'failed'; readonly cause: string }

const mostBytes = 1024 * 1024
const waitMs = 30_000

/** `digest`: SHA-256, 32 bytes. What is no stamp on it, to this request, by this authority, is not given back. */
export async function askAuthority(digest: Uint8Array, { url, roots }: Authority): Promise<StampOutcome> {
  // Loaded when an authority is asked: every service, import and crawl paid for it at its start.
  const { timestampRequest } = await import('../../evidence/packages/timestamps.ts')
  const { judgeStamp } = await import('../../verify/stamps/stamp.ts')
  const nonce = randomBytes(8)
  const headers = { 'content-type': 'application/timestamp-query' }
  const body = new Uint8Array(timestampRequest(digest, nonce))
  const answer = await askOutside(url, { method: 'POST', headers, body }, { waitMs, mostBytes })
  if (answer.kind === 'failed') return { kind: 'failed', cause: `it does not answer: ${answer.cause}` }
  if (answer.status < 200 || answer.status > 299) return { kind: 'failed', cause: `it answers ${answer.status}` }
  if (answer.kind === 'too-long') return { kind: 'failed', cause: 'its answer is longer than any time stamp' }
  const stamp = judgeStamp(answer.body, { digest, nonce, roots })
  return stamp.kind === 'stamp' ? { kind: 'stamped', answer: answer.body, stamp } : { kind: 'failed', cause: stamp.why }
}
