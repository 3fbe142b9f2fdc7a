/** Keys that rows are sealed under: destroyed is erased, and what cannot be had for another reason is told, with what to do. */
import type { Keyring, WrappingKey } from '../../evidence/keys.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'

/**
 * Says it in a sentence. Of a key that an erasing destroyed the keys folder is never to be restored: what is sealed under it came back with an
 * older copy of the database.
 */
export function keyNotHere(what: string, kind: 'destroyed' | 'missing' | 'lost' | 'damaged'): string {
  const then =
    kind === 'destroyed'
      ? 'an erasing ended it, so that this database is older than that erasing. Run "baken verify", restore the newest backup of the database, and never an older one of the keys: it would undo the erasing.'
      : 'restore the keys folder from its backup.'
  return `The key for ${what} cannot be had (${kind}): ${then}`
}

/**
 * The key that a stored row is sealed under; null where an erasing destroyed it. A row has a key that was made: where that is missing, lost or
 * damaged the folder of keys is another one, or not whole. What it seals is not erased then, and nobody may take it for that: throws DoesNotOpen.
 */
export function keyOfRow(keyring: Keyring, kek: string): WrappingKey | null {
  const found = keyring.byName(kek)
  if (found.kind === 'key') return found.key
  if (found.kind === 'destroyed') return null
  throw new DoesNotOpen(`${found.detail}. ${keyNotHere(`what is sealed under ${kek}`, found.kind)}`)
}

/** Hears that something does not open, for who goes on with what does. */
export type Shut = (why: DoesNotOpen) => void

/** What `open` gives; null where that does not open and somebody hears of it. With nobody to hear of it, it throws. */
export function openedOr<T>(shut: Shut | undefined, open: () => T): T | null {
  try {
    return open()
  } catch (error) {
    if (shut === undefined || !(error instanceof DoesNotOpen)) throw error
    shut(error)
    return null
  }
}
