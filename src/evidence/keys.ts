/** The keyring: data keys of captures are wrapped under a key per mandate and day, and erased by destroying that key. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaptureId, MandateId } from '../model/ids.ts'
import { secretKeyOf } from '../model/secret-key.ts'
import { readHolders, type Holders } from './holders/read-holders.ts'
import {
  destroyKey,
  keyFiles,
  readKey,
  rewrapKey,
  settleKeys,
  type KeyOutcome,
  type SettledKeys,
  type WrappingKey
} from './key-file.ts'
import { dataKeyBytes, randomBytesPooled, type Opened } from './seal.ts'
import { createFile, stampedText } from './stamped-json.ts'

export type { WrappingKey } from './key-file.ts'

export interface Keyring {
  /** The key of one mandate and one day (`YYYYMMDD`, UTC, of the capture). `create` only for captures made now. */
  epochKey(mandate: MandateId, day: string, create: boolean): KeyOutcome
  /** The key for opened captures of a mandate; `create` only when the first is opened. */
  keptKey(mandate: MandateId, create: boolean): KeyOutcome
  /** The key for keyed fingerprints (HMAC) of a mandate's facts. */
  blindKey(mandate: MandateId, create: boolean): KeyOutcome
  /** The key under which the log and the snapshot of a mandate's linker are sealed, from one erasing to the next (`generation`). */
  linkKey(mandate: MandateId, generation: number, create: boolean): KeyOutcome
  /** The key of which the secrets of second factors are made, and under which recovery codes are hashed. */
  accountKey(create: boolean): KeyOutcome
  /** The key under which requests of persons about their data are sealed. */
  rightsKey(create: boolean): KeyOutcome
  /** The secret from which the key follows that signs packages (signing.ts). */
  signingKey(create: boolean): KeyOutcome
  /** The secret from which the key follows that signs checkpoints of the log (log/note.ts). */
  logKey(create: boolean): KeyOutcome
  /** Makes the key of a log that begins anew, behind all that were made before; from then on it is the one of `logKey`. */
  newLogKey(): KeyOutcome
  /** A wrapping key by its name, as kept beside a wrapped data key. */
  byName(name: string): KeyOutcome
  /** Erases: afterwards nothing wrapped under this key opens, here or in any other process within 5 seconds. False: there was none. Throws when this is no name of a key. */
  destroy(name: string): boolean
  /** As `destroy`, for the kept key at the end of the term of a mandate. */
  destroyKept(mandate: MandateId): boolean
  /** Names of all keys that are there, and the holder that wrapped each; null where it lies as it is. */
  held(): readonly { readonly name: string; readonly holder: string | null }[]
  /** Whether a key of `held` can be had. */
  opens(name: string): boolean
  /** Wraps a key anew by the first holder of `keys.yaml`; false when it cannot be had. Nobody else may work on the folder meanwhile. */
  rewrap(name: string): boolean
  /** Finishes destructions that were interrupted, and wipes what an interrupted write left. Called when a start holds the folder. */
  settle(): SettledKeys
  /** Days with a living epoch key, oldest first: what retention walks over. */
  epochs(): readonly { readonly mandate: MandateId; readonly day: string }[]
}

export type KeyringOutcome =
  | { readonly kind: 'keyring'; readonly keyring: Keyring }
  | { readonly kind: 'refused'; readonly reason: 'keys-missing' | 'holders'; readonly detail: string }

/**
 * Opens `DATA/keys`, made on first use. Refused when evidence exists in `DATA/evidence` and the keys do not: new keys would
 * hide that the old evidence cannot be opened any more; and when `keys.yaml`, which names who wraps keys, cannot be read.
 */
export function openKeyring(dataDir: string, now: () => Date = () => new Date()): KeyringOutcome {
  const folder = join(dataDir, 'keys')
  const reading = readHolders(dataDir)
  if (reading.kind === 'refused') return { kind: 'refused', reason: 'holders', detail: reading.cause }
  if (!existsSync(join(folder, 'keyring.json'))) {
    if (holdsEvidence(join(dataDir, 'evidence'))) {
      const detail = `there is evidence in ${join(dataDir, 'evidence')} and no keyring in ${folder}: restore the keys folder from its backup`
      return { kind: 'refused', reason: 'keys-missing', detail }
    }
    for (const kind of ['epoch', 'kept', 'blind']) mkdirSync(join(folder, kind), { recursive: true, mode: 0o700 })
    createFile(join(folder, 'keyring.json'), stampedText({ format: 'baken-keyring/1', made: now().toISOString() }))
  }
  return { kind: 'keyring', keyring: makeKeyring(folder, now, reading.holders) }
}

/** The day of an epoch key: `YYYYMMDD` of an ISO 8601 UTC time. */
export function epochDay(isoTime: string): string {
  return new Date(isoTime).toISOString().slice(0, 10).replaceAll('-', '')
}

/**
 * The key for what is sealed now: that of the day of an ISO 8601 time, made on first use. Where it was destroyed (by a clock that ran
 * ahead and was set right), that of the next day which can be had: it lives a little longer, and taking in goes on.
 */
export function currentKey(keyring: Keyring, mandate: MandateId, isoTime: string): KeyOutcome {
  const start = Date.parse(isoTime)
  let found = keyring.epochKey(mandate, epochDay(isoTime), true)
  for (let days = 1; found.kind === 'destroyed' && days <= mostDaysAhead; days++) {
    found = keyring.epochKey(mandate, epochDay(new Date(start + days * 86_400_000).toISOString()), true)
  }
  return found
}

const mostDaysAhead = 4_000

/**
 * Wraps a data key for storage: version 1, nonce, AES-256-GCM of the key, tag; 61 bytes. The capture and the name of the
 * wrapping key are authenticated: a wrapped key that was moved to another row does not open.
 */
export function wrapDataKey(dataKey: Uint8Array, under: WrappingKey, capture: CaptureId): Buffer {
  if (dataKey.length !== dataKeyBytes) throw new RangeError('a data key has 32 bytes')
  const nonce = randomBytesPooled(12)
  const cipher = createCipheriv('aes-256-gcm', secretKeyOf(under.bytes), nonce)
  cipher.setAAD(Buffer.from(`baken-wrap/1\n${under.name}\n${capture}`))
  return Buffer.concat([Uint8Array.of(1), nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
}

/** The inverse of `wrapDataKey`; `changed` when the wrapped key, its capture or the wrapping key is another. */
export function unwrapDataKey(wrapped: Uint8Array, under: WrappingKey, capture: CaptureId): Opened {
  if (wrapped.length !== 61 || wrapped[0] !== 1) {
    return { kind: 'refused', reason: 'format', detail: 'not a wrapped key of version 1' }
  }
  const decipher = createDecipheriv('aes-256-gcm', secretKeyOf(under.bytes), wrapped.subarray(1, 13), {
    authTagLength: 16
  })
  decipher.setAAD(Buffer.from(`baken-wrap/1\n${under.name}\n${capture}`))
  decipher.setAuthTag(wrapped.subarray(45))
  const bytes = decipher.update(wrapped.subarray(13, 45))
  try {
    decipher.final()
  } catch {
    return {
      kind: 'refused',
      reason: 'changed',
      detail: `the wrapped key of capture ${capture} does not open under ${under.name}`
    }
  }
  return { kind: 'opened', bytes }
}

/** How long a process may go on with a key that another process destroyed. */
const cacheMs = 5_000
const cacheLimit = 256

function makeKeyring(folder: string, now: () => Date, holders: Holders): Keyring {
  const cache = new Map<string, { readonly key: WrappingKey; readonly untilMs: number }>()
  const mark = join(folder, 'keyring.json')
  const opened = readFileSync(mark, 'utf8')
  // A mount that went away leaves an empty folder, or another one: whether a key existed cannot be asked there.
  const isHere = (): boolean => existsSync(mark) && readFileSync(mark, 'utf8') === opened
  const away = `the keys folder ${folder} is not the one that was opened: put it back, as it was (is it mounted?)`
  // Not overwritten here: a caller may still hold the key, and would go on to wrap under zeros.
  const forget = (name: string): void => void cache.delete(name)
  const get = (name: string, create: boolean): KeyOutcome => {
    const known = cache.get(name)
    if (known !== undefined && known.untilMs > now().getTime()) return { kind: 'key', key: known.key }
    const outcome: KeyOutcome = isHere() ? readKey(folder, name, create, holders) : { kind: 'lost', name, detail: away }
    if (cache.size >= cacheLimit) cache.clear()
    if (outcome.kind === 'key') cache.set(name, { key: outcome.key, untilMs: now().getTime() + cacheMs })
    else forget(name)
    return outcome
  }
  const destroy = (name: string): boolean => {
    forget(name)
    if (!isHere()) throw new Error(away)
    return destroyKey(folder, name, now().toISOString(), holders)
  }
  return {
    epochKey: (mandate, day, create) => get(epochName(mandate, day), create),
    keptKey: (mandate, create) => get(`kept/${mandate}`, create),
    blindKey: (mandate, create) => get(`blind/${mandate}`, create),
    linkKey: (mandate, generation, create) => get(linkKeyName(mandate, generation), create),
    accountKey: (create) => get('accounts/second-factor', create),
    rightsKey: (create) => get('accounts/rights-requests', create),
    signingKey: (create) => get('accounts/signing', create),
    logKey: (create) => get(logKeyName(folder, 0), create),
    newLogKey: () => get(logKeyName(folder, 1), true),
    byName: (name) =>
      keyName.test(name)
        ? get(name, false)
        : { kind: 'missing', name, detail: `${JSON.stringify(name)} is no name of a key` },
    destroy(name) {
      if (!keyName.test(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a key`)
      return destroy(name)
    },
    held: () => keyFiles(folder),
    opens: (name) => get(name, false).kind === 'key',
    rewrap(name) {
      forget(name)
      if (!isHere()) throw new Error(away)
      return rewrapKey(folder, name, holders)
    },
    settle() {
      if (!isHere()) throw new Error(away)
      return settleKeys(folder, holders, now().getTime())
    },
    destroyKept: (mandate) => destroy(`kept/${mandate}`),
    epochs: () => listEpochs(join(folder, 'epoch'))
  }
}

const keyName = /^(?:(?:epoch|link)\/[a-z0-9][a-z0-9-]{0,63}-\d{8}|(?:kept|blind)\/[a-z0-9][a-z0-9-]{0,63})$/

/** The name of the newest key of the log, or of the one `ahead` of it: `accounts/log`, then `accounts/log-2`, `-3` and so on. */
function logKeyName(folder: string, ahead: number): string {
  const accounts = join(folder, 'accounts')
  const names = existsSync(accounts) ? readdirSync(accounts) : []
  const numbers = names.map((name) => Number(/^log-(\d{1,6})\.(?:key|json)$/.exec(name)?.[1] ?? 1))
  const number = Math.max(1, ...numbers) + ahead
  return number === 1 ? 'accounts/log' : `accounts/log-${number}`
}

function epochName(mandate: MandateId, day: string): string {
  if (!/^\d{8}$/.test(day)) throw new RangeError(`an epoch is a day YYYYMMDD, not ${JSON.stringify(day)}`)
  return `epoch/${mandate}-${day}`
}

/** The name of the key of a generation of a mandate's linker. */
export function linkKeyName(mandate: MandateId, generation: number): string {
  return `link/${mandate}-${String(generation).padStart(8, '0')}`
}

function listEpochs(folder: string): { mandate: MandateId; day: string }[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /-\d{8}\.key$/.test(name)) : []
  return names
    .map((name) => ({ mandate: name.slice(0, -13) as MandateId, day: name.slice(-12, -4) }))
    .sort((a, b) => (a.day === b.day ? (a.mandate < b.mandate ? -1 : 1) : a.day < b.day ? -1 : 1))
}

function holdsEvidence(folder: string): boolean {
  return ['index', 'segments'].some(
    (name) => existsSync(join(folder, name)) && readdirSync(join(folder, name)).length > 0
  )
}
