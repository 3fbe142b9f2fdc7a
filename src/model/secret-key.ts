/** Key bytes as the object that Node's crypto wants: made once per key, because each call with raw bytes costs 25 µs more. */
import { createSecretKey, type KeyObject } from 'node:crypto'

/** The same object for the same bytes object, for as long as that lives. Bytes must not change afterwards. */
export function secretKeyOf(bytes: Uint8Array): KeyObject {
  let known = made.get(bytes)
  if (known === undefined) {
    known = createSecretKey(bytes)
    made.set(bytes, known)
  }
  return known
}

const made = new WeakMap<Uint8Array, KeyObject>()
