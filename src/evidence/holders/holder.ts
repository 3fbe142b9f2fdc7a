/** Who holds what wraps the keys of `DATA/keys`: a passphrase, a command or a key service. It is asked by the name of a key, and gives away no key of its own. */

/** What a holder makes of a wrapped key. `gone`: it holds nothing for that name, so it was destroyed there; `refused`: what it was given was changed, or is of another name. */
export type Unwrapped =
  | { readonly kind: 'key'; readonly bytes: Buffer }
  | { readonly kind: 'gone' | 'refused'; readonly cause: string }

/**
 * The one interface of all holders. A name is that of a key (`epoch/MANDATE-YYYYMMDD`); a key has 32 bytes; what is wrapped is one
 * line of printable ASCII. Each call waits for its answer and throws `HolderAway` when none comes: that never counts as a key that is gone.
 */
export interface KeyHolder {
  /** As `keys.yaml` names it; stands in each file that it wrapped. */
  readonly id: string
  wrap(name: string, key: Uint8Array): string
  unwrap(name: string, wrapped: string): Unwrapped
  /** Afterwards nothing that was wrapped under this name opens, also from a backup of the files. A passphrase holds nothing by name: there the file is all, and this does nothing. Again: nothing. */
  destroy(name: string): void
}

/** A holder gave no answer, or none that can be used: ask again later. */
export class HolderAway extends Error {}

export const keyBytes = 32
const mostWrapped = 8_192

/** A wrapped key as a holder gave it, or an error: what does not fit in a file must not get there. */
export function asWrapped(holder: string, text: string): string {
  if (/^[\x21-\x7e]+$/.test(text) && text.length <= mostWrapped) return text
  throw new HolderAway(`${holder} gave something that is no wrapped key`)
}

/** The 32 bytes that a holder gave in base64, or an error. */
export function asKey(holder: string, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === keyBytes && bytes.toString('base64') === text) return bytes
  throw new HolderAway(`${holder} gave something that is no key of ${keyBytes} bytes`)
}
