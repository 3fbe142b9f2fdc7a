/** What follows from judgements on pairs: a is b and b is c make a and c one hand; b is not d makes a not d either. Pure. */

export interface PairJudgement {
  readonly id: number
  readonly kind: 'same' | 'different'
  readonly a: number
  readonly b: number
}

export interface Classes {
  /** What judgements say of two adverts, directly or by way of others; null: nothing. */
  readonly said: (a: number, b: number) => 'same' | 'different' | null
  /** Adverts by way of which judgements join two, both included; null where they do not. */
  readonly way: (a: number, b: number) => number[] | null
}

export function classesOf(judgements: readonly PairJudgement[]): Classes {
  const parent = new Map<number, number>()
  const joined = new Map<number, number[]>()
  const find = (one: number): number => {
    let root = one
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    return root
  }
  for (const { kind, a, b } of judgements) {
    if (kind !== 'same') continue
    joined.set(a, [...(joined.get(a) ?? []), b])
    joined.set(b, [...(joined.get(b) ?? []), a])
    const [from, to] = [find(a), find(b)]
    if (from !== to) parent.set(from, to)
  }
  const apart = new Set<string>()
  for (const { kind, a, b } of judgements) {
    if (kind !== 'different') continue
    apart.add(`${find(a)} ${find(b)}`).add(`${find(b)} ${find(a)}`)
  }
  return {
    said: (a, b) => (find(a) === find(b) ? 'same' : apart.has(`${find(a)} ${find(b)}`) ? 'different' : null),
    way: (a, b) => wayBetween(joined, a, b)
  }
}

function wayBetween(joined: ReadonlyMap<number, readonly number[]>, a: number, b: number): number[] | null {
  const before = new Map<number, number | null>([[a, null]])
  const open = [a]
  for (const at of open) {
    if (at === b) {
      const way: number[] = []
      for (let one: number | null = b; one !== null; one = before.get(one) ?? null) way.unshift(one)
      return way
    }
    for (const next of joined.get(at) ?? []) {
      if (before.has(next)) continue
      before.set(next, at)
      open.push(next)
    }
  }
  return null
}
