/** B-cubed and pairwise quality of a clustering against the truth; an item without a label (null) is a cluster of its own. */

export type Label = string | number | null

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/**
 * B-cubed (Bagga and Baldwin, 1998): per item, the share of its predicted cluster that truly belongs with it, and the share of
 * its true cluster that was found; averaged over items. Both arrays are indexed by item.
 */
export function bcubed(truth: readonly Label[], predicted: readonly Label[]): Quality {
  const { trueSizes, foundSizes, cells } = contingency(truth, predicted)
  let precision = 0
  let recall = 0
  for (const { truth: t, found, count } of cells) {
    precision += (count * count) / (foundSizes.get(found) ?? 1)
    recall += (count * count) / (trueSizes.get(t) ?? 1)
  }
  const items = Math.max(1, truth.length)
  return quality(precision / items, recall / items)
}

/** Pairs: of the pairs put together, the share that belongs together, and of those that belong, the share put together. 1 where there are no pairs. */
export function pairwise(truth: readonly Label[], predicted: readonly Label[]): Quality {
  const { trueSizes, foundSizes, cells } = contingency(truth, predicted)
  const pairs = (sizes: Iterable<number>): number => {
    let sum = 0
    for (const size of sizes) sum += (size * (size - 1)) / 2
    return sum
  }
  const both = pairs(cells.map((cell) => cell.count))
  const found = pairs(foundSizes.values())
  const wanted = pairs(trueSizes.values())
  return quality(found === 0 ? 1 : both / found, wanted === 0 ? 1 : both / wanted)
}

/** Size of the largest predicted cluster divided by that of the largest true one. */
export function largestRatio(truth: readonly Label[], predicted: readonly Label[]): number {
  const { trueSizes, foundSizes } = contingency(truth, predicted)
  const largest = (sizes: Iterable<number>): number => [...sizes].reduce((most, size) => Math.max(most, size), 0)
  return largest(foundSizes.values()) / Math.max(1, largest(trueSizes.values()))
}

type Key = string | number

function contingency(truth: readonly Label[], predicted: readonly Label[]) {
  if (truth.length !== predicted.length) throw new Error('truth and prediction differ in length')
  const trueSizes = new Map<Key, number>()
  const foundSizes = new Map<Key, number>()
  const byTruth = new Map<Key, Map<Key, number>>()
  for (let i = 0; i < truth.length; i++) {
    const t = truth[i] ?? `alone ${i}`
    const found = predicted[i] ?? `alone ${i}`
    trueSizes.set(t, (trueSizes.get(t) ?? 0) + 1)
    foundSizes.set(found, (foundSizes.get(found) ?? 0) + 1)
    let row = byTruth.get(t)
    if (!row) byTruth.set(t, (row = new Map<Key, number>()))
    row.set(found, (row.get(found) ?? 0) + 1)
  }
  const cells: { truth: Key; found: Key; count: number }[] = []
  for (const [t, row] of byTruth) for (const [found, count] of row) cells.push({ truth: t, found, count })
  return { trueSizes, foundSizes, cells }
}

function quality(precision: number, recall: number): Quality {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
