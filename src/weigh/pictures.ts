/** Adverts by the picture that they show: re-encoded and resized copies of one are the same picture; turned ones are not looked for here. */
import type { WeighMember } from './member.ts'

/** Bits of PDQ that may differ, as its makers say. */
const sameWithin = 31
/** Pictures that others are held against; a network that shows more of them shows variety enough. */
const mostPictures = 400

/** Members by picture, in the order in which the pictures come. An advert stands once under each picture that it shows. */
export function byPicture(members: readonly WeighMember[]): readonly (readonly WeighMember[])[] {
  const known: { readonly bits: Uint32Array; readonly members: Set<WeighMember> }[] = []
  for (const member of members) {
    for (const pdq of member.pictures) {
      const bits = bitsOf(pdq)
      const same = known.find((one) => differ(one.bits, bits) <= sameWithin)
      if (same !== undefined) same.members.add(member)
      else if (known.length < mostPictures) known.push({ bits, members: new Set([member]) })
    }
  }
  return known.map((one) => [...one.members])
}

function bitsOf(pdq: string): Uint32Array {
  return Uint32Array.from({ length: 8 }, (_, at) => Number.parseInt(pdq.slice(at * 8, at * 8 + 8), 16) || 0)
}

function differ(a: Uint32Array, b: Uint32Array): number {
  let bits = 0
  for (let at = 0; at < 8 && bits <= sameWithin; at++) {
    let rest = ((a[at] ?? 0) ^ (b[at] ?? 0)) >>> 0
    rest -= (rest >>> 1) & 0x55555555
    rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
    bits += (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return bits
}
