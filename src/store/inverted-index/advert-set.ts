/** A set of adverts as bits by their id: a million take 125 KB, and sets of any size are joined in the same time. */

export interface AdvertSet {
  /** Bit N of the set is advert N, from the lowest bit of each byte, as PostgreSQL's `get_bit` counts. */
  readonly bits: Uint8Array
}

export function emptySet(adverts: number): AdvertSet {
  return { bits: new Uint8Array((adverts >>> 3) + 1) }
}

export function addAdvert(set: AdvertSet, advert: number): void {
  set.bits[advert >>> 3]! |= 1 << (advert & 7)
}

export function hasAdvert(set: AdvertSet, advert: number): boolean {
  return ((set.bits[advert >>> 3]! >>> (advert & 7)) & 1) === 1
}

/** Sets of one size only. */
export function both(a: AdvertSet, b: AdvertSet): AdvertSet {
  const bits = new Uint8Array(a.bits)
  for (let at = 0; at < bits.length; at++) bits[at]! &= b.bits[at]!
  return { bits }
}

export function either(a: AdvertSet, b: AdvertSet): AdvertSet {
  const bits = new Uint8Array(a.bits)
  for (let at = 0; at < bits.length; at++) bits[at]! |= b.bits[at]!
  return { bits }
}

export function without(a: AdvertSet, b: AdvertSet): AdvertSet {
  const bits = new Uint8Array(a.bits)
  for (let at = 0; at < bits.length; at++) bits[at]! &= ~b.bits[at]!
  return { bits }
}
