/** Words that people write at the desk: sealed under the kept key of the mandate, with a digest of what was sealed. */
import { DoesNotOpen } from '../model/does-not-open.ts'
import { createHash, randomBytes } from 'node:crypto'
import { openBytes, sealBytes } from '../evidence/seal.ts'
import type { MandateId } from '../model/ids.ts'
import { isInvisible } from '../text/fold-points.ts'
import { keptKeyOf } from '../store/sealed/capture-keys.ts'
import { keyOfRow } from '../store/sealed/key-not-here.ts'
import type { Vault } from './adverts/vault.ts'

interface SealedWords {
  readonly sealed: Buffer
  /** SHA-256 of the text before it was sealed, its salt included: it confirms no guess, and the salt goes with the words. */
  readonly digest: Buffer
}

/** Where words belong: what is sealed for one place opens in no other. */
interface WordsPlace {
  readonly mandate: MandateId
  /** What they are, such as `proposal` or `case-note`. */
  readonly label: string
  /** Which of them, where that is known before they are written. */
  readonly context?: string
}

/** Seals a value as JSON: an object with a salt of its own, which no digest of short words can be without. */
export function sealWords(
  vault: Pick<Vault, 'keyring'>,
  place: WordsPlace,
  value: string | readonly unknown[]
): Pick<SealedWords, 'sealed'>
export function sealWords(vault: Pick<Vault, 'keyring'>, place: WordsPlace, value: object): SealedWords
export function sealWords(vault: Pick<Vault, 'keyring'>, place: WordsPlace, value: string | object): SealedWords {
  const salted =
    typeof value === 'string' || Array.isArray(value) || saltName in value
      ? value
      : { ...value, [saltName]: randomBytes(16).toString('base64url') }
  const bytes = Buffer.from(JSON.stringify(salted))
  const key = keptKeyOf(vault.keyring, place.mandate)
  const sealed = sealBytes(key.bytes, place.label, `${place.mandate}/${place.context ?? ''}`, bytes)
  return { sealed, digest: digestOf(bytes) }
}

/** Opens what `sealWords` made. Throws when it does not open: the row was changed, or the key is gone. */
export function openWords<T>(vault: Pick<Vault, 'keyring'>, place: WordsPlace, sealed: Buffer): T {
  return withoutSalt(openSalted<T>(vault, place, sealed).value)
}

/** As `openWords`, with the salt of an object in it as it was sealed, and the digest of all that. */
export function openSalted<T>(
  vault: Pick<Vault, 'keyring'>,
  place: WordsPlace,
  sealed: Buffer
): { readonly value: T; readonly digest: Buffer } {
  // What was sealed had a key: none is made here, or a folder of other keys would get one that opens nothing.
  const key = keyOfRow(vault.keyring, `kept/${place.mandate}`)
  if (key === null) throw new DoesNotOpen(`Words of a ${place.label} do not open: the key of the mandate is destroyed`)
  const opened = openBytes(key.bytes, place.label, `${place.mandate}/${place.context ?? ''}`, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`Words of a ${place.label} do not open: ${opened.detail}`)
  return { value: JSON.parse(opened.bytes.toString('utf8')) as T, digest: digestOf(opened.bytes) }
}

const saltName = 'salt'

/** What people wrote, without the salt. */
export function withoutSalt<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !(saltName in value)) return value
  const { [saltName]: _salt, ...rest } = value
  return rest as T
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** A digest as it is shown and written into the ledger. */
export const digestText = (digest: Buffer): string => `sha256:${digest.toString('hex')}`

/** Text as typed, without NUL and half characters, trimmed; empty where nobody would see anything of it: signs without width alone are no words. */
export function cleanText(text: string): string {
  const trimmed = text.replaceAll('\0', '').toWellFormed().trim()
  for (const letter of trimmed) if (letter.trim() !== '' && !isInvisible(letter.codePointAt(0) ?? 0)) return trimmed
  return ''
}
