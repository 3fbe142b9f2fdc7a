/** Identifiers that follow from what they name (UUID of version 5, RFC 9562): the same thing has the same one in every format. Pure. */
import { createHash } from 'node:crypto'

/** Baken's own name space: SHA-1 of `baken.example` under that of domain names. */
const ours = uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'baken.example')

export function uuid5(space: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The identifier of something in a dossier: of a case, and what it is within it. */
export function idOf(...names: readonly (string | number)[]): string {
  return uuid5(ours, names.join('\n'))
}
