/** Seeded random choices: the same seed gives the same practice web, byte for byte. */

/** A stream of choices; forking by label keeps one part's choices independent of how many another part made. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number
  /** Whole number in [low, high], both included. */
  readonly int: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** Up to `count` different items, in random order. */
  readonly sample: <T>(items: readonly T[], count: number) => T[]
  readonly shuffle: <T>(items: readonly T[]) => T[]
  /** Picks by weight; weights need not add up to one. */
  readonly weighted: <T>(items: readonly (readonly [T, number])[]) => T
  readonly fork: (label: string) => Random
}

/** A stream from a number or text (mulberry32 over an FNV-1a hash: small and good enough for test data, never for secrets). */
export function makeRandom(seed: number | string): Random {
  const start = hash32(String(seed))
  let state = start
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new Error('pick from an empty list')
    return item
  }
  const shuffle = <T>(items: readonly T[]): T[] => {
    const copy = [...items]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = int(0, last)
      const held = copy[last] as T
      copy[last] = copy[other] as T
      copy[other] = held
    }
    return copy
  }
  const weighted = <T>(items: readonly (readonly [T, number])[]): T => {
    let total = 0
    for (const [, weight] of items) total += weight
    let left = next() * total
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return pick(items)[0]
  }
  return {
    next,
    int,
    pick,
    shuffle,
    weighted,
    chance: (probability) => next() < probability,
    sample: (items, count) => shuffle(items).slice(0, count),
    fork: (label) => makeRandom(`${start}/${label}`)
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
