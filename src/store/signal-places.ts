/** Places that the adverts of a signal name: facts of adverts, so they stand beside it as sealed text and, to be asked for, as keyed tokens. */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto'
import type { Keyring } from '../evidence/keys.ts'
import { derive } from '../evidence/seal.ts'
import type { MandateId } from '../model/ids.ts'
import { oncePer } from '../model/once-per.ts'
import { secretKeyOf } from '../model/secret-key.ts'
import { fingerprintKeyOf } from './sealed/address-mac.ts'

/** Signals that name one place have its token in common within a slot only, as values of facts do (value-tokens.ts). */
const slots = 64
/** Sealed lists are filled up to a multiple of so many bytes: their length tells no name. */
const padTo = 256
const nonceBytes = 12
const tagBytes = 16

export interface PlaceKeys {
  readonly seal: KeyObject
  readonly token: KeyObject
}

/** What the facets of a signal say about places. */
export interface SealedPlaces {
  /** Nonce, AES-256-GCM of the names as JSON with spaces behind it, tag; base64url. */
  readonly places: string
  /** One token for each place (`regionTokens`). */
  readonly regions: readonly string[]
}

/** The keys for places of signals, from the mandate's key for fingerprints. Throws, with what to do, when that is lost. */
export function placeKeys(keyring: Keyring, mandate: MandateId): PlaceKeys {
  return placeKeysOf(fingerprintKeyOf(keyring, mandate))
}

const placeKeysOf: (blind: Uint8Array) => PlaceKeys = oncePer((blind) => ({
  seal: secretKeyOf(derive(blind, 'signal-places')),
  token: secretKeyOf(derive(blind, 'signal-regions'))
}))

/** Of a network that names more places the rest is neither said nor found by a filter on places. */
const mostPlaces = 100

/** The places that adverts name, one of each advert: what most of them name comes first, and tells one network from another. */
export function commonPlaces(named: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const place of named) counts.set(place, (counts.get(place) ?? 0) + 1)
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostPlaces)
    .map(([place]) => place)
}

/** Seals the places of the signal of a network: the same places give the same bytes there, so that nothing changes where nothing did. */
export function sealPlaces({ seal, token }: PlaceKeys, network: number, names: readonly string[]): SealedPlaces {
  const text = Buffer.from(JSON.stringify(names))
  const padded = Buffer.concat([text, Buffer.alloc((padTo - (text.length % padTo)) % padTo, ' ')])
  // A nonce made of all that is sealed: it is used twice only for the same bytes.
  const nonce = createHmac('sha256', token)
    .update(`nonce\0${network}\0`)
    .update(padded)
    .digest()
    .subarray(0, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', seal, nonce)
  const sealed = Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()])
  return {
    places: sealed.toString('base64url'),
    regions: names.map((name) => regionToken(token, name, Math.abs(network) % slots))
  }
}

/** The names again. Throws when they were changed, or sealed under the key of another folder. */
export function openPlaces({ seal }: PlaceKeys, sealed: string): string[] {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', seal, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
    const names: unknown = JSON.parse(text.toString('utf8'))
    return Array.isArray(names) ? names.map(String) : []
  } catch (cause) {
    throw new Error(
      'The places of a signal do not open: its row was changed, or the keys are those of another folder.',
      { cause }
    )
  }
}

/** Every token under which a place may stand, in any case. */
export function regionTokens({ token }: PlaceKeys, name: string): string[] {
  return Array.from({ length: slots }, (_, slot) => regionToken(token, name, slot))
}

function regionToken(token: KeyObject, name: string, slot: number): string {
  return createHmac('sha256', token).update(`region\0${slot}\0${name.toLowerCase()}`).digest('base64url').slice(0, 22)
}
