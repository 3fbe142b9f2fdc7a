/** Seeded randomness for generated adverts: the same seed gives the same adverts on any machine. */

export interface Random {
  /** 0 up to but not 1. */
  next(): number
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** True with this chance. */
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Index below `count`, small ones more often (about 1/rank). */
  zipf(count: number): number
}

/** Mulberry32 over a mix of the given numbers. */
export function random(...seeds: number[]): Random {
  let state = 0x9e3779b9
  for (const seed of seeds) {
    state = Math.imul(state ^ seed ^ (seed >>> 16), 0x85ebca6b)
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ (state >>> 16)
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new Error('pick from nothing')
      return item
    },
    zipf: (count) => Math.min(count - 1, Math.floor(Math.exp(next() * Math.log(count + 1))) - 1)
  }
}
