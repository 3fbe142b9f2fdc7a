/** Words that people write at the desk: sealed under the kept key of the mandate, with a digest of what was sealed. */
import { DoesNotOpen } from '../model/does-not-open.ts'
import { createHash } from 'node:crypto'
import { openBytes, sealBytes } from '../evidence/seal.ts'
import type { MandateId } from '../model/ids.ts'
import { keptKeyOf } from '../store/sealed/capture-keys.ts'
import type { Vault } from './adverts/vault.ts'

interface SealedWords {
  readonly sealed: Buffer
  /** SHA-256 of the text before it was sealed. */
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

/** Seals a value as JSON. */
export function sealWords(vault: Pick<Vault, 'keyring'>, place: WordsPlace, value: unknown): SealedWords {
  const bytes = Buffer.from(JSON.stringify(value))
  const key = keptKeyOf(vault.keyring, place.mandate)
  const sealed = sealBytes(key.bytes, place.label, `${place.mandate}/${place.context ?? ''}`, bytes)
  return { sealed, digest: createHash('sha256').update(bytes).digest() }
}

/** Opens what `sealWords` made. Throws when it does not open: the row was changed, or the key is gone. */
export function openWords<T>(vault: Pick<Vault, 'keyring'>, place: WordsPlace, sealed: Buffer): T {
  const key = keptKeyOf(vault.keyring, place.mandate)
  const opened = openBytes(key.bytes, place.label, `${place.mandate}/${place.context ?? ''}`, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`Words of a ${place.label} do not open: ${opened.detail}`)
  return JSON.parse(opened.bytes.toString('utf8')) as T
}

/** A digest as it is shown and written into the ledger. */
export const digestText = (digest: Buffer): string => `sha256:${digest.toString('hex')}`

/** Text as typed, without NUL and half characters, trimmed. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().trim()
}
