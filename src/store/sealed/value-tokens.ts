/** Values of facts and links as the database keeps them: each under one of 64 tokens, so that rows with one value are mostly unlike. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto'
import type { Keyring } from '../../evidence/keys.ts'
import { derive } from '../../evidence/seal.ts'
import type { MandateId } from '../../model/ids.ts'
import { oncePer } from '../../model/once-per.ts'
import { secretKeyOf } from '../../model/secret-key.ts'
import { fingerprintKeyOf } from './address-mac.ts'

/**
 * Linking names a value by a keyed hash (16 hexadecimal digits) or a group by its number (`t12`). Equal names beside adverts would tell
 * whoever knows some of the adverts what the others say. A token is one AES block of name and slot: who has the key reads the name
 * back, and finds a value by asking for its 64 tokens; who has not sees which rows are equal only within a slot.
 */
const slots = 64

const blockBytes = 16
const hashed = 0
const named = 1

/** The key of tokens, from the mandate's key for fingerprints: the same object for the same key. */
export const valueKey: (blindKey: Uint8Array) => KeyObject = oncePer((blindKey) =>
  secretKeyOf(derive(blindKey, 'value-token'))
)

/** As `valueKey`, of a mandate; its key for fingerprints is made on first use. Throws when that cannot be had. */
export function mandateValueKey(keyring: Keyring, mandate: MandateId): KeyObject {
  return valueKey(fingerprintKeyOf(keyring, mandate))
}

/** A value beside the row that holds it: `holder` is the number of the advert, or what stands for a link. */
export interface HeldValue {
  readonly name: string
  readonly holder: number
}

/** Tokens of values in one go, in order; the same value at the same holder has the same token. */
export function tokensFor(key: KeyObject, values: readonly HeldValue[]): string[] {
  return encrypted(
    key,
    values.map(({ name, holder }) => block(name, Math.abs(holder) % slots))
  )
}

/** Every token under which a value may stand. */
export function tokensOf(key: KeyObject, name: string): string[] {
  return encrypted(
    key,
    Array.from({ length: slots }, (_, slot) => block(name, slot))
  )
}

/** The names behind tokens, in order. Throws when one was made under another key or changed. */
export function namesOf(key: KeyObject, tokens: readonly string[]): string[] {
  if (tokens.length === 0) return []
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const plain = decipher.update(Buffer.concat(tokens.map((token) => Buffer.from(token, 'base64url'))))
  return tokens.map((_, at) => nameIn(plain.subarray(at * blockBytes, (at + 1) * blockBytes)))
}

/** The name of a link where it must be unique and never read back: a keyed hash of 22 characters. */
export function edgeOf(key: KeyObject, name: string): string {
  return createHmac('sha256', key).update(name).digest('base64url').slice(0, 22)
}

/** The name behind one token. */
export function nameOf(key: KeyObject, token: string): string {
  const [name] = namesOf(key, [token])
  if (name === undefined) throw new Error('a token has no name')
  return name
}

function encrypted(key: KeyObject, blocks: readonly Buffer[]): string[] {
  if (blocks.length === 0) return []
  // Single blocks that hold the whole of what they say: no chaining, no padding.
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const bytes = cipher.update(Buffer.concat(blocks))
  return blocks.map((_, at) => bytes.toString('base64url', at * blockBytes, (at + 1) * blockBytes))
}

function block(name: string, slot: number): Buffer {
  const bytes = Buffer.alloc(blockBytes)
  bytes[1] = slot
  if (/^[0-9a-f]{16}$/.test(name)) {
    bytes[0] = hashed
    bytes.write(name, 2, 'hex')
    return bytes
  }
  const length = Buffer.byteLength(name)
  if (length > blockBytes - 3) throw new RangeError(`a value is named by ${blockBytes - 3} bytes at most`)
  bytes[0] = named
  bytes[2] = length
  bytes.write(name, 3)
  return bytes
}

function nameIn(bytes: Buffer): string {
  const [tag = -1, slot = slots, length = blockBytes] = bytes
  if (tag === hashed && slot < slots && bytes.readUIntBE(10, 6) === 0) return bytes.toString('hex', 2, 10)
  if (tag === named && slot < slots && length <= blockBytes - 3) return bytes.toString('utf8', 3, 3 + length)
  throw new DoesNotOpen(
    'A value of a fact or a link does not open: its row was changed, or the keys are those of another folder.'
  )
}

/** The token of a template's number beside an advert. */
export function templateToken(key: KeyObject, template: number, advert: number): string {
  const [token] = tokensFor(key, [{ name: `t${template}`, holder: advert }])
  if (token === undefined) throw new Error('a template has no token')
  return token
}

/** The template's number behind a token; null for none. */
export function templateOf(key: KeyObject, token: string | null): number | null {
  return token === null ? null : Number(nameOf(key, token).slice(1))
}
