/** What the database keeps of a token: its digest, from which the token cannot be had back. */
import { createHash } from 'node:crypto'

/** SHA-256 of a random token: 32 bytes. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
