/** One key on disk: a secret file, a public mark that it exists, and a mark that it was destroyed; lost and destroyed are told apart. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { HolderAway } from './holders/holder.ts'
import type { Holders } from './holders/read-holders.ts'
import { derive } from './seal.ts'
import {
  createFile,
  readStamped,
  stampedText,
  syncFolder,
  temporaryName,
  writeTemporary,
  type Stamped
} from './stamped-json.ts'

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
 * A key that a holder wraps (holders/) stands in NAME.key as that gave it. The states are the same.
 * States of a key: missing -> present (NAME.key, then NAME.json) -> destroyed (NAME.gone, then NAME.key overwritten and unlinked).
 * NAME.json without NAME.key and without NAME.gone is a lost key: restore it from backup; a new one is never made in its place.
 * NAME.gone with NAME.key is a destruction that was interrupted: the next reader finishes it.
 */

/** Reads a key; with `create`, makes it when it never existed. Two processes that create at once get the same key. Throws `HolderAway` while its holder gives no answer. */
export function readKey(folder: string, name: string, create: boolean, holders: Holders): KeyOutcome {
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
    createFile(paths.secret, stampedText(fieldsOf(name, randomBytes(32), holders)), 0o600)
  }
  const outcome = parseKey(paths.secret, name, holders)
  if (outcome.kind === 'key' && !existsSync(paths.mark)) {
    createFile(paths.mark, stampedText({ format: 'baken-key-mark/1', name, id: outcome.key.id }))
  }
  return outcome
}

/**
 * Destroys a key: mark, overwrite, fsync, unlink; then each holder destroys what it holds for that name. False when there was none (never made,
 * or destroyed before). Throws `HolderAway` when a holder does not do it: here it is gone then, and the next call asks again.
 */
export function destroyKey(folder: string, name: string, at: string, holders: Holders): boolean {
  const paths = keyPaths(folder, name)
  if (!existsSync(paths.secret) && !existsSync(paths.mark)) return false
  const first = createFile(paths.gone, stampedText({ format: 'baken-key-gone/1', name, at }))
  if (existsSync(paths.secret)) wipe(paths.secret)
  wipeHalfMade(paths.secret)
  for (const holder of holders.all) holder.destroy(name)
  return first
}

/**
 * Wraps a living key by the first holder and puts the file in the place of the one before, which is overwritten. The key stays the same, so nothing that
 * is sealed under it changes. False when there is no such key, or it cannot be had. Nobody else may work on the folder meanwhile.
 */
export function rewrapKey(folder: string, name: string, holders: Holders): boolean {
  const paths = keyPaths(folder, name)
  const found = existsSync(paths.gone) || !existsSync(paths.secret) ? null : parseKey(paths.secret, name, holders)
  if (found?.kind !== 'key') return false
  const made = writeTemporary(paths.secret, stampedText(fieldsOf(name, found.key.bytes, holders)), 0o600, true)
  const written = parseKey(made, name, holders)
  if (written.kind !== 'key' || !written.key.bytes.equals(found.key.bytes)) {
    unlinkSync(made)
    throw new HolderAway(`holder ${holders.first?.id} does not give back what it wrapped for ${name}`)
  }
  const before = openSync(paths.secret, 'r+')
  try {
    renameSync(made, paths.secret)
    syncFolder(dirname(paths.secret))
    overwrite(before, fstatSync(before).size)
  } finally {
    closeSync(before)
  }
  return true
}

/** Names of all keys that have a file, in order, and who wrapped each: the id of a holder, null where it lies as it is. */
export function keyFiles(folder: string): readonly { readonly name: string; readonly holder: string | null }[] {
  const names = keyKinds.flatMap((kind) =>
    existsSync(join(folder, kind))
      ? readdirSync(join(folder, kind)).flatMap((file) =>
          file.endsWith('.key') && !temporaryName.test(file) ? [`${kind}/${file.slice(0, -'.key'.length)}`] : []
        )
      : []
  )
  return names.sort().map((name) => {
    const reading = readStamped(readFileSync(keyPaths(folder, name).secret))
    const holder = reading.kind === 'stamped' ? reading.fields['holder'] : undefined
    return { name, holder: typeof holder === 'string' ? holder : null }
  })
}

/** What a start found of writes that were interrupted. */
export interface SettledKeys {
  /** Keys whose destruction was begun and is finished now. */
  readonly finished: readonly string[]
  /** Files that an interrupted write of a key left, which are overwritten and gone. */
  readonly wiped: number
  /** Keys that are not wrapped by the first holder: it was named since, or wrapping anew was interrupted. */
  readonly otherwise: number
}

/** Finishes what a killed process left in the keys folder. What is younger than `leaveMs` may be another process at work, and stays. */
export function settleKeys(folder: string, holders: Holders, nowMs: number): SettledKeys {
  const finished: string[] = []
  let wiped = 0
  for (const kind of keyKinds) {
    const names = existsSync(join(folder, kind)) ? readdirSync(join(folder, kind)) : []
    const there = new Set(names)
    for (const file of names) {
      const path = join(folder, kind, file)
      if (temporaryName.test(file)) {
        const { mtimeMs, nlink } = statSync(path)
        if (nowMs - mtimeMs < leaveMs) continue
        // Made and linked, and ended before its first name went: the same bytes are the living key.
        if (nlink > 1) unlinkSync(path)
        else wipe(path)
        wiped++
      } else if (file.endsWith('.gone') && there.has(file.replace(/\.gone$/, '.key'))) {
        const name = `${kind}/${file.slice(0, -'.gone'.length)}`
        wipe(keyPaths(folder, name).secret)
        finished.push(name)
      }
    }
  }
  const { first } = holders
  const otherwise = first === null ? 0 : keyFiles(folder).filter(({ holder }) => holder !== first.id).length
  return { finished, wiped, otherwise }
}

const leaveMs = 60_000
const keyKinds = ['accounts', 'blind', 'epoch', 'kept', 'link'] as const

/** What the file of a key holds: wrapped by the first holder, or as it is where there is none. */
function fieldsOf(name: string, bytes: Buffer, { first }: Holders): Stamped {
  if (first === null) return { format: 'baken-key/1', name, key: bytes.toString('base64url') }
  return { format: 'baken-key/2', name, holder: first.id, id: idOf(bytes), wrapped: first.wrap(name, bytes) }
}

function idOf(bytes: Buffer): string {
  return derive(bytes, 'id').subarray(0, 8).toString('hex')
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

function parseKey(path: string, name: string, holders: Holders): KeyOutcome {
  const reading = readStamped(readFileSync(path))
  if (reading.kind === 'damaged') {
    return { kind: 'damaged', name, detail: `key file ${name}.key: ${reading.cause}; restore it from its backup` }
  }
  const { fields } = reading
  if (fields['format'] === 'baken-key/2' && fields['name'] === name) return unwrapped(name, fields, holders)
  const bytes = Buffer.from(String(fields['key'] ?? ''), 'base64url')
  if (fields['format'] !== 'baken-key/1' || fields['name'] !== name || bytes.length !== 32) {
    return { kind: 'damaged', name, detail: `key file ${name}.key holds another key; restore it from its backup` }
  }
  return { kind: 'key', key: { name, id: idOf(bytes), bytes } }
}

/** The key in a file that a holder wrapped; the file says which key it is, so that a holder that gives another is found. */
function unwrapped(name: string, fields: Stamped, holders: Holders): KeyOutcome {
  const holder = holders.all.find(({ id }) => id === fields['holder'])
  if (holder === undefined)
    throw new HolderAway(`key ${name} was wrapped by holder ${String(fields['holder'])}, which keys.yaml does not name`)
  const found = holder.unwrap(name, String(fields['wrapped'] ?? ''))
  if (found.kind === 'gone') return { kind: 'lost', name, detail: found.cause }
  if (found.kind !== 'key') return { kind: 'damaged', name, detail: `key file ${name}.key: ${found.cause}` }
  return idOf(found.bytes) === fields['id']
    ? { kind: 'key', key: { name, id: idOf(found.bytes), bytes: found.bytes } }
    : { kind: 'damaged', name, detail: `holder ${holder.id} gave another key than ${name}` }
}

function wipe(path: string): void {
  const file = openSync(path, 'r+')
  try {
    overwrite(file, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
  unlinkSync(path)
  syncFolder(dirname(path))
}

function overwrite(file: number, sizeBytes: number): void {
  writeSync(file, randomBytes(sizeBytes), 0, sizeBytes, 0)
  fsyncSync(file)
}

function destroyedAt(path: string): string {
  const reading = readStamped(readFileSync(path))
  return reading.kind === 'stamped' ? String(reading.fields['at'] ?? '') : ''
}
