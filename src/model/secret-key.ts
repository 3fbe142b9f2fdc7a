/** Key bytes as the object that Node's crypto wants: made once per key, because each call with raw bytes costs 25 µs more. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { oncePer } from './once-per.ts'

/** The same object for the same bytes object, for as long as that lives. Bytes must not change afterwards. */
export const secretKeyOf: (bytes: Uint8Array) => KeyObject = oncePer((bytes) => createSecretKey(bytes))
