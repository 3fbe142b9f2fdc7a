/** Opens what the database keeps sealed with the keys of a data folder, as docs/evidence-format.md describes it; nothing is written or kept. */
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import path from 'node:path'
import { HolderAway } from '../evidence/holders/holder.ts'
import { readHolders, type HoldersReading } from '../evidence/holders/read-holders.ts'
import { placeAt } from './disk.ts'
import { readStampedFile, type Fields } from './stamped.ts'

/** A key by its name. `destroyed`: on purpose; `lost`: it must be there and is not, or its file is damaged; `away`: its holder gives no answer, so nothing can be said of it. */
export type KeyState =
  | { readonly kind: 'key'; readonly bytes: Buffer }
  | { readonly kind: 'destroyed' | 'lost' | 'away'; readonly cause: string }

/** Keys by name, each read once. */
export interface KeyFolder {
  readonly folder: string
  state(name: string): KeyState
}

const keyName = /^(?:(?:epoch|link)\/[a-z0-9][a-z0-9-]{0,63}-\d{8}|(?:kept|blind|accounts)\/[a-z0-9][a-z0-9-]{0,63})$/

/** The keys of a data folder; null when none were made there, they are kept elsewhere, or they may not be read. */
export function keyFolder(dataDir: string): KeyFolder | null {
  const folder = path.join(dataDir, 'keys')
  if (placeAt(path.join(folder, 'keyring.json')).kind !== 'file') return null
  const known = new Map<string, KeyState>()
  const holders = readHolders(dataDir)
  return {
    folder,
    state(name) {
      const found = known.get(name) ?? stateOf(folder, name, holders)
      known.set(name, found)
      return found
    }
  }
}

function stateOf(folder: string, name: string, holders: HoldersReading): KeyState {
  if (!keyName.test(name)) return { kind: 'lost', cause: `${JSON.stringify(name)} is no name of a key` }
  if (placeAt(path.join(folder, `${name}.gone`)).kind !== 'missing')
    return { kind: 'destroyed', cause: 'it was destroyed' }
  const reading = readStampedFile(path.join(folder, `${name}.key`))
  if (reading.kind === 'damaged') return { kind: 'lost', cause: reading.cause }
  if (reading.fields['format'] === 'baken-key/2' && reading.fields['name'] === name)
    return unwrapped(name, reading.fields, holders)
  const bytes = Buffer.from(String(reading.fields['key']), 'base64url')
  if (reading.fields['name'] !== name || bytes.length !== 32)
    return { kind: 'lost', cause: 'it is the file of another key' }
  return { kind: 'key', bytes }
}

/** A key that its file holds as a holder wrapped it: that is asked, and what it gives must be the key that the file names. */
function unwrapped(name: string, fields: Fields, reading: HoldersReading): KeyState {
  if (reading.kind === 'refused') return { kind: 'away', cause: reading.cause }
  const holder = reading.holders.all.find(({ id }) => id === fields['holder'])
  if (holder === undefined)
    return { kind: 'away', cause: `holder ${String(fields['holder'])} wrapped it, and keys.yaml does not name that` }
  try {
    const found = holder.unwrap(name, String(fields['wrapped']))
    if (found.kind !== 'key') return { kind: 'lost', cause: found.cause }
    return expand(found.bytes, 'id', 32).subarray(0, 8).toString('hex') === fields['id']
      ? { kind: 'key', bytes: found.bytes }
      : { kind: 'lost', cause: `holder ${holder.id} gave another key` }
  } catch (error) {
    if (error instanceof HolderAway) return { kind: 'away', cause: error.message }
    throw error
  }
}

/** The data key of a capture, or null when the wrapped key was changed or belongs to another capture. */
export function unwrap(wrapped: Buffer, name: string, key: Buffer, capture: string): Buffer | null {
  if (wrapped.length !== 61 || wrapped[0] !== 1) return null
  return decrypt(key, wrapped.subarray(1, 13), wrapped.subarray(13), `baken-wrap/1\n${name}\n${capture}`)
}

/** Key commitment of a data key for the record of its capture, in hex. */
export function commitmentOf(dataKey: Buffer): string {
  return expand(dataKey, 'capture', 64).subarray(32).toString('hex')
}

/** The address sealed in a row, or null when it was changed or belongs to another capture. */
export function addressIn(sealed: Buffer, dataKey: Buffer, capture: string): string | null {
  const keys = expand(dataKey, 'url', 64)
  if (sealed.length < 61 || sealed[0] !== 1 || !sealed.subarray(13, 45).equals(keys.subarray(32))) return null
  const context = `baken-seal/1\nurl\n${capture}`
  return decrypt(keys.subarray(0, 32), sealed.subarray(1, 13), sealed.subarray(45), context)?.toString('utf8') ?? null
}

/** Keyed hash of an address as the tables hold it, 16 bytes; `blind`: the key for fingerprints of the mandate. */
export function addressHash(blind: Buffer, url: string): Buffer {
  return createHmac('sha256', expand(blind, 'address', 32))
    .update(`\0${url}`)
    .digest()
    .subarray(0, 16)
}

/** The plain text of a record sealed with a data key, or of content under its own cipher key (`label` null: `key` is that); null when it does not open. */
export function sealedText(
  key: Buffer,
  label: 'capture' | null,
  {
    id,
    date,
    nonce,
    block
  }: { readonly id: string; readonly date: string; readonly nonce: Buffer; readonly block: Buffer }
): Buffer | null {
  const cipher = label === null ? key : expand(key, label, 64).subarray(0, 32)
  if (cipher.length !== 32 || block.length < 16) return null
  return decrypt(cipher, nonce, block, `baken-seal/1\n${label ?? 'content'}\n${id} ${date}`)
}

function expand(key: Buffer, label: string, sizeBytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `baken/1/${label}`, sizeBytes))
}

/** AES-256-GCM with its tag of 16 bytes at the end; null when it does not open. */
function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer, context: string): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(context, 'utf8'))
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    return null
  }
}
