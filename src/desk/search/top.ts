/** The first ones of a walk: the highest by what the list is sorted by. Pure. */

export interface Ranked {
  readonly id: number
  readonly key: number
}

/** Keeps the `most` highest by key, then by id. */
export function topOf(most: number): { offer(id: number, key: number): void; done(): Ranked[] } {
  const kept: Ranked[] = []
  let full = false
  let leastKey = 0
  let leastId = 0
  return {
    offer(id, key) {
      if (full && (key < leastKey || (key === leastKey && id < leastId))) return
      let low = 0
      let high = kept.length
      while (low < high) {
        const middle = (low + high) >>> 1
        const other = kept[middle]!
        if (other.key > key || (other.key === key && other.id > id)) low = middle + 1
        else high = middle
      }
      kept.splice(low, 0, { id, key })
      if (kept.length > most) kept.pop()
      full = kept.length === most
      leastKey = kept.at(-1)?.key ?? 0
      leastId = kept.at(-1)?.id ?? 0
    },
    done: () => kept
  }
}
