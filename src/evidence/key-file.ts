/** One key on disk: a secret file, a public mark that it exists, and a mark that it was destroyed; lost and destroyed are told apart. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { derive } from './seal.ts'
import { createFile, readStamped, stampedText, syncFolder, temporaryName } from './stamped-json.ts'

/** A key that wraps data keys: 32 bytes, its name (`epoch/MANDATE-YYYYMMDD`, `kept/MANDATE`) and an id that is safe to show. */
export interface WrappingKey {
  readonly name: string
  readonly id: string
  readonly bytes: Buffer
}

export type KeyOutcome =
  | { readonly kind: 'key'; readonly key: WrappingKey }
  /** Destroyed on purpose: what was sealed under it is erased for good. */
  | { readonly kind: 'destroyed'; readonly name: string; readonly at: string }
  /** Never made, or it existed and is gone (`lost`), or its file is not what was written. */
  | { readonly kind: 'missing' | 'lost' | 'damaged'; readonly name: string; readonly detail: string }

/*
 * States of a key: missing -> present (NAME.key, then NAME.json) -> destroyed (NAME.gone, then NAME.key overwritten and unlinked).
 * NAME.json without NAME.key and without NAME.gone is a lost key: restore it from backup; a new one is never made in its place.
 * NAME.gone with NAME.key is a destruction that was interrupted: the next reader finishes it.
 */

/** Reads a key; with `create`, makes it when it never existed. Two processes that create at once get the same key. */
export function readKey(folder: string, name: string, create: boolean): KeyOutcome {
  const paths = keyPaths(folder, name)
  if (existsSync(paths.gone)) {
    if (existsSync(paths.secret)) wipe(paths.secret)
    return { kind: 'destroyed', name, at: destroyedAt(paths.gone) }
  }
  if (!existsSync(paths.secret)) {
    if (existsSync(paths.mark)) {
      return { kind: 'lost', name, detail: `the key file ${name}.key is gone; restore the keys folder from its backup` }
    }
    if (!create) return { kind: 'missing', name, detail: `there is no key ${name}` }
    mkdirSync(dirname(paths.secret), { recursive: true, mode: 0o700 })
    const fields = { format: 'baken-key/1', name, key: randomBytes(32).toString('base64url') }
    createFile(paths.secret, stampedText(fields), 0o600)
  }
  const outcome = parseKey(paths.secret, name)
  if (outcome.kind === 'key' && !existsSync(paths.mark)) {
    createFile(paths.mark, stampedText({ format: 'baken-key-mark/1', name, id: outcome.key.id }))
  }
  return outcome
}

/** Destroys a key: mark, overwrite, fsync, unlink. False when there was none (never made, or destroyed before). */
export function destroyKey(folder: string, name: string, at: string): boolean {
  const paths = keyPaths(folder, name)
  if (!existsSync(paths.secret) && !existsSync(paths.mark)) return false
  const first = createFile(paths.gone, stampedText({ format: 'baken-key-gone/1', name, at }))
  if (existsSync(paths.secret)) wipe(paths.secret)
  wipeHalfMade(paths.secret)
  return first
}

/** Copies that a process was killed over while it made this key: under the name of a destroyed key nothing is made any more. */
function wipeHalfMade(secret: string): void {
  const folder = dirname(secret)
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (temporaryName.test(name) && name.endsWith(`-${basename(secret)}`)) wipe(join(folder, name))
}

function keyPaths(folder: string, name: string): { secret: string; mark: string; gone: string } {
  const base = `${folder}/${name}`
  return { secret: `${base}.key`, mark: `${base}.json`, gone: `${base}.gone` }
}

function parseKey(path: string, name: string): KeyOutcome {
  const reading = readStamped(readFileSync(path))
  if (reading.kind === 'damaged') {
    return { kind: 'damaged', name, detail: `key file ${name}.key: ${reading.cause}; restore it from its backup` }
  }
  const bytes = Buffer.from(String(reading.fields['key'] ?? ''), 'base64url')
  if (reading.fields['format'] !== 'baken-key/1' || reading.fields['name'] !== name || bytes.length !== 32) {
    return { kind: 'damaged', name, detail: `key file ${name}.key holds another key; restore it from its backup` }
  }
  return { kind: 'key', key: { name, id: derive(bytes, 'id').subarray(0, 8).toString('hex'), bytes } }
}

function wipe(path: string): void {
  const file = openSync(path, 'r+')
  try {
    writeSync(file, randomBytes(statSync(path).size), 0)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  unlinkSync(path)
  syncFolder(dirname(path))
}

function destroyedAt(path: string): string {
  const reading = readStamped(readFileSync(path))
  return reading.kind === 'stamped' ? String(reading.fields['at'] ?? '') : ''
}
