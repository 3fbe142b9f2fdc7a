/** Weighs the numbers of a block with the trees of `data/main-text-trees.tsv`: how surely it is the page's own matter. */
import { readTable } from '../../text/data-file.ts'
import { featureNames } from './block-features.ts'

/** All trees in flat arrays, each tree from its root on; a split goes to the next node, or to `over` when the number is above its limit. */
export interface Trees {
  /** Index in `featureNames`; -1 for a leaf. */
  readonly feature: Int16Array
  /** Of a split its limit, of a leaf its share of the score. */
  readonly value: Float64Array
  readonly over: Int32Array
  readonly roots: readonly number[]
}

const file = 'main-text-trees.tsv'
const leafName = 'leaf'

/** The trees of a table of `name value` rows: a split is followed by its two subtrees. An unknown name throws. */
export function treesOf(rows: readonly (readonly string[])[]): Trees {
  const indices = new Map(featureNames.map((name, i) => [name, i]))
  const trees = {
    feature: new Int16Array(rows.length),
    value: new Float64Array(rows.length),
    over: new Int32Array(rows.length),
    roots: [] as number[]
  }
  // Splits whose second subtree has not begun yet: a leaf ends the first subtree of the last of them, or the tree.
  const open: number[] = []
  let isRoot = true
  for (const [i, [name = '', value = '']] of rows.entries()) {
    if (isRoot) trees.roots.push(i)
    const index = indices.get(name)
    if (index === undefined && name !== leafName)
      throw new Error(`data/${file} line ${i + 2}: no number of a block is called ${name}`)
    trees.feature[i] = index ?? -1
    trees.value[i] = Number(value)
    const split = index === undefined ? open.pop() : undefined
    if (split !== undefined) trees.over[split] = i + 1
    if (index !== undefined) open.push(i)
    isRoot = index === undefined && split === undefined
  }
  return trees
}

let known: Trees | undefined

/** The score of row `i` of `features` (log odds): above 0 when it is rather the page's own matter. */
export function scoreOf(
  features: Float32Array,
  i: number,
  trees: Trees = (known ??= treesOf(readTable(file)))
): number {
  const from = i * featureNames.length
  let score = 0
  for (const root of trees.roots) {
    let node = root
    while ((trees.feature[node] as number) >= 0)
      node =
        (features[from + (trees.feature[node] as number)] as number) <= (trees.value[node] as number)
          ? node + 1
          : (trees.over[node] as number)
    score += trees.value[node] as number
  }
  return score
}
