/** MinHash of the text of each advert: how alike two texts are can be told when their features are long gone. */
import { IntList } from '../columns.ts'

/** 32 bytes an advert, four a column. All zero: no text, or one that came before texts were noted so. */
export interface MinHashes {
  [column: string]: IntList
  readonly a: IntList
  readonly b: IntList
  readonly c: IntList
  readonly d: IntList
  readonly e: IntList
  readonly f: IntList
  readonly g: IntList
  readonly h: IntList
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const perColumn = 4
const bins = names.length * perColumn
const binBits = 5

export function createMinHashes(): MinHashes {
  const list = (): IntList => new IntList(0)
  return { a: list(), b: list(), c: list(), d: list(), e: list(), f: list(), g: list(), h: list() }
}

/**
 * Notes the text of an advert by its sorted features: of each 32nd of their range (the first bits) the smallest one, by eight of its other
 * bits (one permutation hashing, Li, Owen and Zhang 2012; b-bit MinHash, Li and König 2010). Features are keyed and even.
 */
export function noteMinHash(state: MinHashes, advert: number, features: Uint32Array): void {
  const bytes = new Uint8Array(bins)
  for (const feature of features) {
    const bin = feature >>> (32 - binBits)
    if (bytes[bin] === 0) bytes[bin] = (feature >>> 1) & 0xff || 1
  }
  const words = new Int32Array(bytes.buffer)
  for (const [at, name] of names.entries()) {
    state[name].reach(advert + 1)
    state[name].data[advert] = words[at]!
  }
}

/** Estimated Jaccard similarity of the features of two adverts, 0 to 1; null when either has none noted. Standard error about 0.08. */
export function likeness(state: MinHashes, one: number, other: number): number | null {
  let [all, same, oneHas, otherHas] = [0, 0, 0, 0]
  for (const name of names) {
    const a = state[name].data[one] ?? 0
    const b = state[name].data[other] ?? 0
    oneHas |= a
    otherHas |= b
    for (let shift = 0; shift < 32; shift += 8) {
      const [x, y] = [(a >>> shift) & 0xff, (b >>> shift) & 0xff]
      if ((x | y) === 0) continue
      all++
      if (x === y) same++
    }
  }
  return oneHas === 0 || otherHas === 0 ? null : same / all
}
