/** Gradient boosting of regression trees over histograms (Friedman 2001; Chen and Guestrin 2016), for weights of rows and soft labels. */

export interface Rows {
  /** `width` numbers a row. */
  readonly features: Float32Array
  readonly width: number
  /** 0 to 1. */
  readonly label: Float32Array
  readonly weight: Float32Array
  /** Rows of one page are drawn together: what is learned from half of the pages must hold for the others. */
  readonly page: Int32Array
}

export type Tree = { readonly value: number } | Split
interface Split {
  readonly feature: number
  readonly limit: number
  readonly under: Tree
  readonly over: Tree
}

export interface Boosted {
  readonly base: number
  readonly trees: readonly Tree[]
}

const settings = {
  trees: 80,
  depth: 5,
  rate: 0.1,
  leastWeight: 60,
  shrink: 3,
  bins: 48,
  pages: 0.5,
  names: 0.5
} as const
/** Rows of one page that a tree is grown from, at most. */
const rowsOfPage = 1_000

/** Learns the log odds of the label; the same rows give the same trees. */
export function boost(rows: Rows): Boosted {
  const { label, weight, width } = rows
  const n = label.length
  const cuts = Array.from({ length: width }, (_, f) => cutsOf(rows, f))
  const bins = binsOf(rows, cuts)
  const wanted = label.reduce((sum, one, i) => sum + one * (weight[i] ?? 0), 0)
  const all = weight.reduce((sum, one) => sum + one, 0)
  const base = Math.log(wanted / (all - wanted))
  const scores = new Float64Array(n).fill(base)
  const random = randomFrom(7)
  const trees: Tree[] = []
  const grower: Grower = { rows, cuts, bins, gradient: new Float64Array(n), curve: new Float64Array(n), names: [] }
  for (let t = 0; t < settings.trees; t++) {
    const drawn = draw(rows, random)
    for (let i = 0; i < n; i++) {
      const sure = 1 / (1 + Math.exp(-(scores[i] as number)))
      const of = (weight[i] as number) * (drawn.times[i] as number)
      grower.gradient[i] = of * ((label[i] as number) - sure)
      grower.curve[i] = of * Math.max(sure * (1 - sure), 1e-4)
    }
    grower.names = cuts.flatMap((list, f) => (list.length > 0 && random() < settings.names ? [f] : []))
    const tree = grow(grower, drawn.indices, settings.depth)
    trees.push(tree)
    for (let i = 0; i < n; i++) scores[i] = (scores[i] as number) + valueOf(tree, rows.features, i * width)
  }
  return { base, trees }
}

interface Grower {
  readonly rows: Rows
  readonly cuts: readonly (readonly number[])[]
  readonly bins: Uint8Array
  readonly gradient: Float64Array
  readonly curve: Float64Array
  names: readonly number[]
}

function grow(grower: Grower, indices: Int32Array, depth: number): Tree {
  const { gradient, curve, bins, cuts, rows } = grower
  let [slope, bend] = [0, 0]
  for (const i of indices) {
    slope += gradient[i] as number
    bend += curve[i] as number
  }
  const leaf = { value: (settings.rate * slope) / (bend + settings.shrink) }
  const best = depth === 0 || bend < 2 * settings.leastWeight ? null : bestSplit(grower, indices, slope, bend)
  if (best === null) return leaf
  const isUnder = (i: number): boolean => (bins[i * rows.width + best.feature] as number) <= best.bin
  return {
    feature: best.feature,
    limit: cuts[best.feature]?.[best.bin] ?? 0,
    under: grow(grower, indices.filter(isUnder), depth - 1),
    over: grow(
      grower,
      indices.filter((i) => !isUnder(i)),
      depth - 1
    )
  }
}

function bestSplit(
  { rows, cuts, bins, gradient, curve, names }: Grower,
  indices: Int32Array,
  slope: number,
  bend: number
): { readonly feature: number; readonly bin: number } | null {
  const worth = (g: number, h: number): number => (g * g) / (h + settings.shrink)
  const slopes = new Float64Array(settings.bins + 2)
  const bends = new Float64Array(settings.bins + 2)
  let best: { readonly feature: number; readonly bin: number } | null = null
  let most = 1e-6
  for (const feature of names) {
    slopes.fill(0)
    bends.fill(0)
    for (const i of indices) {
      const bin = bins[i * rows.width + feature] as number
      slopes[bin] = (slopes[bin] as number) + (gradient[i] as number)
      bends[bin] = (bends[bin] as number) + (curve[i] as number)
    }
    let [under, weight] = [0, 0]
    for (let bin = 0; bin < (cuts[feature]?.length ?? 0); bin++) {
      under += slopes[bin] as number
      weight += bends[bin] as number
      if (weight < settings.leastWeight || bend - weight < settings.leastWeight) continue
      const gain = worth(under, weight) + worth(slope - under, bend - weight) - worth(slope, bend)
      if (gain <= most) continue
      most = gain
      best = { feature, bin }
    }
  }
  return best
}

/** Half of the pages, of each at most so many rows; a row that stands for others counts as often. */
function draw({ page }: Rows, random: () => number): { readonly indices: Int32Array; readonly times: Float32Array } {
  const times = new Float32Array(page.length)
  const indices: number[] = []
  for (let from = 0, to = 0; from < page.length; from = to) {
    while (to < page.length && page[to] === page[from]) to++
    if (random() >= settings.pages) continue
    const share = Math.min(1, rowsOfPage / (to - from))
    for (let i = from; i < to; i++) {
      if (share < 1 && random() >= share) continue
      times[i] = 1 / share
      indices.push(i)
    }
  }
  return { indices: Int32Array.from(indices), times }
}

/** Limits that part the values of a feature into as many bins of like size; none for one that never varies. */
function cutsOf({ features, width, label }: Rows, feature: number): number[] {
  const step = Math.max(1, Math.floor(label.length / 20_000))
  const values: number[] = []
  for (let i = 0; i < label.length; i += step) values.push(features[i * width + feature] as number)
  values.sort((a, b) => a - b)
  const last = values[values.length - 1] ?? 0
  const cuts = new Set([values[0] ?? 0])
  for (let k = 1; k < settings.bins; k++) cuts.add(values[Math.floor((k * values.length) / settings.bins)] ?? 0)
  return [...cuts].filter((cut) => cut < last)
}

function binsOf({ features, width, label }: Rows, cuts: readonly (readonly number[])[]): Uint8Array {
  const bins = new Uint8Array(label.length * width)
  for (let at = 0; at < bins.length; at++) {
    const list = cuts[at % width] ?? []
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((features[at] as number) <= (list[middle] as number)) high = middle
      else low = middle + 1
    }
    bins[at] = low
  }
  return bins
}

function valueOf(tree: Tree, features: Float32Array, from: number): number {
  let node = tree
  while ('feature' in node) node = (features[from + node.feature] as number) <= node.limit ? node.under : node.over
  return node.value
}

/** Linear congruential numbers from 0 to 1 (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
