/** The usual methods, run beside ours on the same adverts: MinHash-LSH and SimHash for texts, shared facts for networks. */
import { mixPair } from '../../src/link/columns.ts'
import type { BenchAdvert } from './generate.ts'

/** Union-find over adverts; label of each at the end. */
function unionFind(count: number): { join(a: number, b: number): void; labels(): number[] } {
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const find = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] as number
    while (parent[at] !== root) {
      const next = parent[at] as number
      parent[at] = root
      at = next
    }
    return root
  }
  return {
    join: (a, b) => void (parent[find(a)] = find(b)),
    labels: () => Array.from(parent, (_, i) => find(i))
  }
}

/** Adverts that share a fact of these kinds, used at most `cut` times, are one. */
export function sharedFacts(
  adverts: Iterable<Pick<BenchAdvert, 'id' | 'facts' | 'account' | 'site'>>,
  count: number,
  kinds: readonly string[],
  cut: number
): number[] {
  const uses = new Map<string, number[]>()
  const put = (key: string, id: number): void => {
    const list = uses.get(key)
    if (list) list.push(id)
    else uses.set(key, [id])
  }
  for (const advert of adverts) {
    for (const fact of advert.facts) if (kinds.includes(fact.kind)) put(`${fact.kind}:${fact.value}`, advert.id)
    if (advert.account !== null && kinds.includes('account')) put(`${advert.site}:${advert.account}`, advert.id)
  }
  const sets = unionFind(count)
  for (const ids of uses.values()) if (ids.length <= cut) for (const id of ids) sets.join(ids[0] as number, id)
  return sets.labels()
}

const rows = 4
const bands = 16

/** MinHash with 64 permutations in 16 bands over the same shingles; single link at an estimated Jaccard of 0.5. */
export function minHash(features: readonly Uint32Array[]): number[] {
  const sets = unionFind(features.length)
  const signatures = new Int32Array(features.length * rows * bands)
  for (const [id, list] of features.entries()) {
    for (let k = 0; k < rows * bands; k++) {
      let least = 0xffffffff
      for (const feature of list)
        least = Math.min(least, (Math.imul(feature ^ (k * 0x9e3779b1), 0x85ebca6b) ^ (feature >>> 11)) >>> 0)
      signatures[id * rows * bands + k] = least
    }
  }
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<number, number>()
    for (let id = 0; id < features.length; id++) {
      if ((features[id] as Uint32Array).length < 7) continue
      const at = id * rows * bands + band * rows
      const key = mixPair(
        mixPair(signatures[at] as number, signatures[at + 1] as number),
        mixPair(signatures[at + 2] as number, signatures[at + 3] as number)
      )
      const other = buckets.get(key)
      if (other === undefined) buckets.set(key, id)
      else if (agreement(signatures, id, other) >= 0.5) sets.join(id, other)
    }
  }
  return sets.labels()
}

function agreement(signatures: Int32Array, a: number, b: number): number {
  let same = 0
  for (let k = 0; k < rows * bands; k++)
    if (signatures[a * rows * bands + k] === signatures[b * rows * bands + k]) same++
  return same / (rows * bands)
}

/** SimHash of 64 bits; at most 3 differing, found through four blocks of 16. */
export function simHash(features: readonly Uint32Array[]): number[] {
  const sets = unionFind(features.length)
  const hashes = features.map(simHashOf)
  for (let block = 0; block < 4; block++) {
    const buckets = new Map<number, number[]>()
    for (const [id, [hi, lo]] of hashes.entries()) {
      if ((features[id] as Uint32Array).length < 7) continue
      const key = ((block < 2 ? hi : lo) >>> ((block & 1) * 16)) & 0xffff
      const list = buckets.get(key)
      if (!list) buckets.set(key, [id])
      else {
        for (const other of list.slice(-40)) {
          const [otherHi, otherLo] = hashes[other] as [number, number]
          if (bits(hi ^ otherHi) + bits(lo ^ otherLo) <= 3) sets.join(id, other)
        }
        list.push(id)
      }
    }
  }
  return sets.labels()
}

function simHashOf(list: Uint32Array): [number, number] {
  const sums = new Int32Array(64)
  for (const feature of list) {
    const second = mixPair(feature, 99)
    for (let bit = 0; bit < 32; bit++) {
      sums[bit] = (sums[bit] as number) + ((mixPair(feature, 7) >>> bit) & 1 ? 1 : -1)
      sums[bit + 32] = (sums[bit + 32] as number) + ((second >>> bit) & 1 ? 1 : -1)
    }
  }
  let hi = 0
  let lo = 0
  for (let bit = 0; bit < 32; bit++) {
    if ((sums[bit] as number) > 0) hi |= 1 << bit
    if ((sums[bit + 32] as number) > 0) lo |= 1 << bit
  }
  return [hi, lo]
}

function bits(x: number): number {
  let count = 0
  for (let rest = x >>> 0; rest !== 0; rest &= rest - 1) count++
  return count
}
