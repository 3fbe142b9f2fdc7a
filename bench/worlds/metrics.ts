/** Figures of groups and of rankings, written for this bench alone: B-cubed, pairs, average precision. */

/** Between 0 and 1. */
export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

interface Cells {
  /** How many of each true group stand in each found one. */
  readonly both: ReadonlyMap<string, number>
  readonly byTrue: ReadonlyMap<string, number>
  readonly byFound: ReadonlyMap<string, number>
}

/** B-cubed (Bagga and Baldwin): for each item the share of its found group that is right, and of its true group that was found; null is alone. */
export function bcubedOf(truth: readonly string[], found: readonly (string | null)[]): Quality {
  const { both, byTrue, byFound } = cellsOf(truth, found)
  let [precision, recall] = [0, 0]
  for (const [key, count] of both) {
    const [one, other] = partsOf(key)
    precision += (count * count) / (byFound.get(other) ?? 1)
    recall += (count * count) / (byTrue.get(one) ?? 1)
  }
  return quality(precision / truth.length, recall / truth.length)
}

/** Over all pairs of items: of the pairs put together the share that is right, and of the right ones the share put together. */
export function pairsOf(truth: readonly string[], found: readonly (string | null)[]): Quality {
  const { both, byTrue, byFound } = cellsOf(truth, found)
  const pairs = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const right = pairs(both)
  const [wanted, made] = [pairs(byTrue), pairs(byFound)]
  return quality(made === 0 ? 1 : right / made, wanted === 0 ? 1 : right / wanted)
}

/** Mean of the precision at each relevant item, divided by `all` relevant ones, those that the ranking lacks among them. */
export function averagePrecision(relevant: readonly boolean[], all: number): number {
  let [hits, sum] = [0, 0]
  relevant.forEach((one, at) => {
    if (one) sum += ++hits / (at + 1)
  })
  return all === 0 ? 0 : sum / all
}

/** The share of relevant ones among the first `k`; of fewer, where there are fewer. */
export function precisionAt(relevant: readonly boolean[], k: number): number {
  const first = relevant.slice(0, k)
  return first.length === 0 ? 0 : first.filter(Boolean).length / first.length
}

function cellsOf(truth: readonly string[], found: readonly (string | null)[]): Cells {
  const [both, byTrue, byFound] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1)
  truth.forEach((one, at) => {
    const other = found[at] ?? `alone ${at}`
    count(both, `${one}\t${other}`)
    count(byTrue, one)
    count(byFound, other)
  })
  return { both, byTrue, byFound }
}

function partsOf(key: string): readonly [string, string] {
  const [one = '', other = ''] = key.split('\t')
  return [one, other]
}

function quality(precision: number, recall: number): Quality {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
