/** Addresses as sealed text: those of the frontier under the key of a day, those of captures and adverts under the data key of a capture. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { currentKey, type Keyring, type WrappingKey } from '../../evidence/keys.ts'
import { derive, openBytes, randomBytesPooled, sealBytes } from '../../evidence/seal.ts'
import type { CaptureId, MandateId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import { oncePer } from '../../model/once-per.ts'
import { secretKeyOf } from '../../model/secret-key.ts'
import { addressKey } from './address-mac.ts'
import { keyNotHere, keyOfRow } from './key-not-here.ts'
import { dataKeyOf } from './readings.ts'

/** What the frontier of one mandate is read and written with. */
export interface AddressKeys {
  /** Key of the keyed hashes (address-mac.ts). */
  readonly mac: Buffer
  /** The key for what is sealed now. Throws, with what to do, when it cannot be had. */
  readonly under: () => WrappingKey
}

/** The keys of a mandate's frontier: addresses are sealed like its captures, under the day's key or the kept key. */
export function addressKeys(keyring: Keyring, mandate: Pick<Mandate, 'id' | 'keep'>): AddressKeys {
  const id = mandate.id as MandateId
  return { mac: addressKey(keyring, id), under: () => sealingKey(keyring, mandate, new Date()) }
}

/** The key under which captures and addresses of a mandate are sealed at a moment. Throws, with what to do, when it cannot be had. */
export function sealingKey(keyring: Keyring, mandate: Pick<Mandate, 'id' | 'keep'>, at: Date): WrappingKey {
  const id = mandate.id as MandateId
  const made = mandate.keep === 'open' ? keyring.keptKey(id, true) : currentKey(keyring, id, at.toISOString())
  if (made.kind === 'key') return made.key
  throw new Error(keyNotHere('captures', made.kind))
}

/** An address of the frontier, with what was told about it when it was refused or failed: words of it may stand there too. */
export interface FrontierText {
  readonly url: string
  readonly detail: string | null
}

const mostDetailChars = 500

/** Seals an address of the frontier: version 1, nonce, AES-256-GCM, tag; 29 bytes more than the text. `mac`: its keyed hash, authenticated. */
export function sealAddress(under: WrappingKey, mac: Uint8Array, { url, detail }: FrontierText): Buffer {
  const text = detail === null ? url : `${url}\n${detail.slice(0, mostDetailChars)}`
  const nonce = randomBytesPooled(12)
  const cipher = createCipheriv('aes-256-gcm', secretKeyOf(frontierKey(under)), nonce)
  cipher.setAAD(mac)
  return Buffer.concat([Uint8Array.of(1), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** The inverse of `sealAddress`; null when the key is destroyed. Throws DoesNotOpen when it cannot be had, or address or hash were changed. */
export function openAddress(keyring: Keyring, kek: string, mac: Uint8Array, sealed: Buffer): FrontierText | null {
  const under = keyOfRow(keyring, kek)
  if (under === null) return null
  const options = { authTagLength: 16 }
  const decipher = createDecipheriv('aes-256-gcm', secretKeyOf(frontierKey(under)), sealed.subarray(1, 13), options)
  decipher.setAAD(mac)
  decipher.setAuthTag(sealed.subarray(-16))
  const bytes = decipher.update(sealed.subarray(13, -16))
  try {
    decipher.final()
  } catch {
    throw new DoesNotOpen(`An address of the frontier does not open under ${kek}: its row was changed.`)
  }
  const text = bytes.toString('utf8')
  // A canonical address has no line breaks.
  const end = text.indexOf('\n')
  return end < 0 ? { url: text, detail: null } : { url: text.slice(0, end), detail: text.slice(end + 1) }
}

/** One derivation a key and not one an address: for as long as the keyring holds the key. */
const frontierKey: (under: WrappingKey) => Buffer = oncePer((under) => derive(under.bytes, 'frontier'))

/** Seals the address of a capture under a sub-key of its data key: it opens as long as the capture does. */
export function sealUrl(dataKey: Uint8Array, capture: CaptureId, url: string): Buffer {
  return sealBytes(dataKey, 'url', capture, Buffer.from(url, 'utf8'))
}

/** A capture with its sealed address and its wrapped key, as selected. */
export interface SealedUrlRow {
  readonly capture_id: string
  readonly url_sealed: Buffer | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

/** The address of a capture; null when it is erased. Throws when its row was changed. */
export function urlOf(keyring: Keyring, row: SealedUrlRow): string | null {
  return openText(keyring, row, row.url_sealed, 'url')
}

/** Where an advert stands. */
export interface AdvertPlace {
  readonly url: string
  /** Place on its page; `id:ID` for a line of advert JSONL. */
  readonly key: string
}

/** Seals where an advert stands beside the reading of a capture that shows it, under the same data key. */
export function sealPlace(dataKey: Uint8Array, capture: CaptureId, { url, key }: AdvertPlace): Buffer {
  return sealBytes(dataKey, 'place', capture, Buffer.from(`${url}\n${key}`, 'utf8'))
}

/** A sighting with its sealed place and the wrapped key of its capture. */
export interface PlaceRow {
  readonly capture_id: string
  readonly place: Buffer | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

/** Where an advert stands by one of its sightings; null when that was erased. Throws when its row was changed. */
export function placeOf(keyring: Keyring, row: PlaceRow): AdvertPlace | null {
  const text = openText(keyring, row, row.place, 'place')
  return text === null ? null : placeIn(text)
}

/** As `placeOf`, with the data key of the capture at hand. */
export function placeUnder(
  dataKey: Uint8Array,
  { capture_id, place }: { readonly capture_id: string; readonly place: Buffer }
): AdvertPlace {
  return placeIn(textUnder(dataKey, capture_id, place, 'place'))
}

function placeIn(text: string): AdvertPlace {
  // A canonical address has no line breaks; a place may.
  const end = text.indexOf('\n')
  return { url: text.slice(0, end), key: text.slice(end + 1) }
}

function openText(
  keyring: Keyring,
  row: Pick<PlaceRow, 'capture_id' | 'kek' | 'wrapped'>,
  sealed: Buffer | null,
  label: 'url' | 'place'
): string | null {
  const { capture_id, kek, wrapped } = row
  if (sealed === null || kek === null || wrapped === null) return null
  const dataKey = dataKeyOf(keyring, { capture_id, kek, wrapped })
  if (dataKey === null) return null
  try {
    return textUnder(dataKey, capture_id, sealed, label)
  } finally {
    dataKey.fill(0)
  }
}

function textUnder(dataKey: Uint8Array, capture: string, sealed: Buffer, label: 'url' | 'place'): string {
  const opened = openBytes(dataKey, label, capture, sealed)
  if (opened.kind === 'refused')
    throw new DoesNotOpen(`The address of capture ${capture} does not open: ${opened.detail}`)
  return opened.bytes.toString('utf8')
}
