/** Index of picture hashes: representatives found through 16 slots of 16 bits, verified by Hamming distance, mirrored ones too. */
import { IntList, KeyTable } from '../columns.ts'

/** Pictures of lower PDQ quality have too little structure to tell anything. */
export const leastPictureQuality = 50
/** Hamming distance up to which two PDQ hashes are the same picture (the reference advises 31). */
const samePictureBits = 31

export interface PictureState {
  [column: string]: IntList | KeyTable
  /** Eight words per representative. */
  readonly bits: IntList
  /** Sixteen links per representative: the next one with the same 16 bits in that slot. */
  readonly next: IntList
  readonly slots: KeyTable
}

export function createPictures(): PictureState {
  return { bits: new IntList(), next: new IntList(-1), slots: new KeyTable() }
}

/**
 * Finds the representative of a picture, or makes the picture one. `hash` is 64 hex digits. Representatives are looked up by
 * equal slots: certain up to 15 differing bits, and of 31 differing bits still 92 of 100 by calculation; looking at slots one
 * bit away as well costs 17 times as much for the rest. Returns null when the hash is not one, or of
 * a picture of one colour.
 */
export function assignPicture(state: PictureState, hash: string): { group: number; isNew: boolean } | null {
  const bits = parseHash(hash)
  if (!bits || isFlat(bits)) return null
  let found = nearest(state, bits)
  if (found < 0) found = nearest(state, mirroredBits(bits))
  if (found >= 0) return { group: found, isNew: false }
  const group = state.bits.extend(8) / 8
  state.bits.data.set(bits, group * 8)
  const at = state.next.extend(16)
  for (let slot = 0; slot < 16; slot++) {
    const part = slotBits(bits, slot)
    state.next.data[at + slot] = state.slots.get(slot, part, -1)
    state.slots.set(slot, part, group)
  }
  return { group, isNew: true }
}

/** Erases the representatives that nobody has any more: their bits, and their places in the lists; numbers stay. */
export function erasePictures(state: PictureState, lives: (picture: number) => boolean): void {
  const slots = new KeyTable()
  state.next.data.fill(-1)
  for (let picture = 0; picture * 8 < state.bits.length; picture++) {
    if (!lives(picture)) {
      state.bits.data.fill(0, picture * 8, picture * 8 + 8)
      continue
    }
    const bits = state.bits.data.slice(picture * 8, picture * 8 + 8)
    for (let slot = 0; slot < 16; slot++) {
      const part = slotBits(bits, slot)
      state.next.data[picture * 16 + slot] = slots.get(slot, part, -1)
      slots.set(slot, part, picture)
    }
  }
  Object.assign(state.slots, { hi: slots.hi, lo: slots.lo, value: slots.value, used: slots.used })
}

/** Half of the bits of a PDQ hash are set, by its making; next to none or all of them come from a picture without structure. */
function isFlat(bits: Int32Array): boolean {
  const set = hamming(bits, 0, new Int32Array(8), 0, 256)
  return set < 16 || set > 240
}

/** Number of differing bits of two hashes of 64 hex digits; 256 when either is not one. */
export function pictureDistance(a: string, b: string): number {
  const left = parseHash(a)
  const right = parseHash(b)
  return left && right ? hamming(left, 0, right, 0, 256) : 256
}

/**
 * The hash of the mirrored picture, from the hash alone: mirroring negates the odd horizontal frequencies, and a negated
 * coefficient falls on the other side of the median (which lies near zero). Right to a few bits.
 */
export function mirroredHash(hash: string): string | null {
  const bits = parseHash(hash)
  if (!bits) return null
  return Array.from(mirroredBits(bits), (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function mirroredBits(bits: Int32Array): Int32Array {
  // Column j of the 16x16 block is bit j of each 16; index 0 is frequency 1, so the odd frequencies are the even bits.
  return bits.map((word) => word ^ 0x55555555)
}

/** Longest list that is walked per slot: flat pictures make some slot values very common. */
const stepsPerSlot = 64

function nearest(state: PictureState, bits: Int32Array): number {
  let best = -1
  let bestDistance = samePictureBits + 1
  for (let slot = 0; slot < 16; slot++) {
    let group = state.slots.get(slot, slotBits(bits, slot), -1)
    for (let step = 0; group >= 0 && step < stepsPerSlot; step++) {
      const distance = hamming(state.bits.data, group * 8, bits, 0, bestDistance)
      if (distance < bestDistance || (distance === bestDistance && best >= 0 && group < best)) {
        best = group
        bestDistance = distance
      }
      if (best >= 0 && bestDistance === 0) return best
      group = state.next.data[group * 16 + slot]!
    }
  }
  return best
}

function slotBits(bits: Int32Array, slot: number): number {
  return (bits[slot >> 1]! >>> ((slot & 1) << 4)) & 0xffff
}

function hamming(a: Int32Array, fromA: number, b: Int32Array, fromB: number, enough: number): number {
  let sum = 0
  for (let i = 0; i < 8; i++) {
    let x = a[fromA + i]! ^ b[fromB + i]!
    x -= (x >>> 1) & 0x55555555
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
    sum += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    if (sum > enough) return sum
  }
  return sum
}

function parseHash(hash: string): Int32Array | null {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const bits = new Int32Array(8)
  for (let i = 0; i < 8; i++) bits[i] = parseInt(hash.slice(i * 8, i * 8 + 8), 16)
  return bits
}
