/** Keyed hashes of addresses: by them the database knows an address, and they are all that stays when everything there was erased. */
import type { Keyring } from '../../evidence/keys.ts'
import { derive } from '../../evidence/seal.ts'
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { hmac, hmacKey, hmacKeyOf } from '../../model/secret-key.ts'
import type { MandateId } from '../../model/ids.ts'
import { oncePer } from '../../model/once-per.ts'
import { keyNotHere } from './key-not-here.ts'

/** The key for addresses of a mandate: a sub-key of its key for fingerprints, made on first use. Throws when that cannot be had. */
export function addressKey(keyring: Keyring, mandate: MandateId): Buffer {
  return addressKeyOf(fingerprintKeyOf(keyring, mandate))
}

/** The key for fingerprints of a mandate, made on first use; 32 bytes. Throws, with what to do, when it is lost. */
export function fingerprintKeyOf(keyring: Keyring, mandate: MandateId): Buffer {
  const found = keyring.blindKey(mandate, true)
  if (found.kind !== 'key') throw new DoesNotOpen(keyNotHere(`fingerprints of mandate ${mandate}`, found.kind))
  return found.key.bytes
}

/** The same sub-key, from the mandate's key for fingerprints: the same object each time, since making one costs 10 µs. */
export const addressKeyOf: (blindKey: Uint8Array) => Buffer = oncePer((blindKey) => derive(blindKey, 'address'))

/** 16 bytes of HMAC-SHA256 over source and address: an address of the frontier. */
export function addressMac(key: Buffer, source: string, url: string): Buffer {
  return hmac(hmacKeyOf(key), `${source}\0${url}`).subarray(0, 16)
}

/** As `addressMac`, whatever the source: the address of a capture or an advert (`url_mac`). */
export function urlMac(key: Buffer, url: string): Buffer {
  return addressMac(key, '', url)
}

/**
 * The name by which the place of an advert on its page is stored. `page` (the page is the advert) stays; ids and anchors of sites,
 * which often stand in addresses too, become 22 characters of a keyed hash.
 */
export function placeName(key: Buffer, place: string): string {
  if (place === wholePage) return place
  return hmac(hmacKeyOf(key), `place\0${place}`).toString('base64url').slice(0, 22)
}

/** Place of the one advert of its page. */
export const wholePage = 'page'

/** Names patterns of addresses (crawl/trap.ts) by 12 bytes of HMAC-SHA256, in base64url: words of addresses that are erased stand in them. */
export function patternName(key: Buffer): (pattern: string) => string {
  const own = hmacKey(derive(key, 'pattern'))
  // Every address is judged and counted by the few patterns of its site.
  const known = new Map<string, string>()
  return (pattern) => {
    let name = known.get(pattern)
    if (name === undefined) {
      name = hmac(own, pattern).toString('base64url').slice(0, 16)
      if (known.size >= mostPatterns) known.clear()
      known.set(pattern, name)
    }
    return name
  }
}

const mostPatterns = 4_096
