/**
 * Small cells of a published table, and every cell from which a small one could be computed (hypercube method: Repsilber 1994, as in
 * GHMITER of tau-ARGUS). Pure.
 *
 * A cell of 1 to k-1 is hidden, totals included. For each such cell a hypercube of cells is hidden along with it: one other category, or
 * the total, in every dimension. Adding a number to its corners with alternating signs leaves every shown sum as it is, so whoever reads
 * the table cannot tell the true table from one in which the cell holds k or more. A zero is shown and never a corner, and a corner stays
 * at least 1, since a reader knows that no zero is hidden. Hiding more cells never takes a hypercube away: one pass is enough.
 */

/** Cells below this are hidden. */
export const leastShown = 5

export interface Cells {
  /** How many categories each dimension has; the place after the last is the total. */
  readonly sizes: readonly number[]
  /** One count a cell, the first dimension slowest, with totals: `(size + 1)` places a dimension. */
  readonly counts: readonly number[]
}

/** A table with its totals from counts by category. `base`: a count for each combination of categories. */
export function withTotals(sizes: readonly number[], base: (at: readonly number[]) => number): Cells {
  const counts = placesOf(sizes).map((at) => {
    let sum = 0
    for (const place of expanded(at, sizes)) sum += base(place)
    return sum
  })
  return { sizes, counts }
}

/** Every place of a table with totals, in the order of its counts. */
export function placesOf(sizes: readonly number[]): number[][] {
  let places: number[][] = [[]]
  for (const size of sizes) places = places.flatMap((at) => Array.from({ length: size + 1 }, (_, one) => [...at, one]))
  return places
}

/** Combinations of categories that a place sums over. */
function expanded(at: readonly number[], sizes: readonly number[]): number[][] {
  let places: number[][] = [[]]
  for (const [dimension, size] of sizes.entries()) {
    const one = at[dimension] ?? 0
    const here = one < size ? [one] : Array.from({ length: size }, (_, category) => category)
    places = places.flatMap((before) => here.map((category) => [...before, category]))
  }
  return places
}

/** What is known of the cells of a table beside their counts, in their order. */
export interface CellsKnown {
  /** Cells that are to be hidden though they count `k` and more; a zero is shown all the same. */
  readonly small?: readonly boolean[]
  /** Cells that are not shown whatever they count: they cost nothing, and need no protection. */
  readonly absent?: readonly boolean[]
  /** Cells that everybody knows already, from an earlier table: hiding them protects nothing. */
  readonly told?: readonly boolean[]
}

/** Which cells are hidden, in the order of the counts. Where no hypercube protects a small cell, every cell but the zeros is hidden. */
export function hiddenCells(
  { sizes, counts }: Cells,
  k = leastShown,
  { small: marked = [], absent = [], told = [] }: CellsKnown = {}
): boolean[] {
  const places = placesOf(sizes)
  const isSmall = counts.map(
    (count, cell) => count > 0 && (count < k || marked[cell] === true) && absent[cell] !== true
  )
  const hidden = isSmall.map((is, cell) => is || absent[cell] === true)
  // The smallest first: they need the largest corners, which then serve others too.
  const small = counts
    .map((count, cell) => ({ count, cell }))
    .filter((one) => isSmall[one.cell])
    .toSorted((a, b) => a.count - b.count || a.cell - b.cell)
  for (const { cell } of small) {
    const cube = cheapest(cell, places, { sizes, counts, hidden, told }, k)
    if (cube === null) return counts.map((count, at) => count > 0 || absent[at] === true)
    for (const corner of cube) hidden[corner] = true
  }
  return hidden
}

/** The corners of the hypercube that hides least beside what is hidden; null: none protects the cell. */
function cheapest(
  cell: number,
  places: readonly (readonly number[])[],
  table: Cells & { readonly hidden: readonly boolean[]; readonly told: readonly boolean[] },
  k: number
): readonly number[] | null {
  const { sizes, counts, hidden, told } = table
  const at = places[cell] ?? []
  let best: { readonly cost: number; readonly corners: readonly number[] } | null = null
  for (const opposite of places) {
    if (opposite.some((one, dimension) => one === at[dimension])) continue
    const corners = cornersOf(at, opposite, sizes)
    const falling = corners.filter((corner) => corner.sign < 0)
    // All corners rise with the cell only where each dimension has one category: the sum would rise too.
    const room = Math.min(...falling.map((corner) => (counts[corner.cell] ?? 0) - 1))
    if (corners.some((corner) => (counts[corner.cell] ?? 0) === 0)) continue
    if (corners.some((corner) => told[corner.cell] === true && corner.cell !== cell)) continue
    if ((counts[cell] ?? 0) + room < k) continue
    const cost = corners.reduce((sum, corner) => sum + costOf(corner.cell, places, { sizes, counts }, hidden), 0)
    if (best === null || cost < best.cost) best = { cost, corners: corners.map((corner) => corner.cell) }
  }
  return best?.corners ?? null
}

interface Corner {
  readonly cell: number
  /** 1: it rises when the small cell rises. */
  readonly sign: 1 | -1
}

/**
 * Corners between two places. Between two categories the sign changes; between a category and its total it does not, since the total rises
 * with the category.
 */
function cornersOf(at: readonly number[], opposite: readonly number[], sizes: readonly number[]): Corner[] {
  let corners: { readonly cell: number; readonly sign: 1 | -1 }[] = [{ cell: 0, sign: 1 }]
  for (const [dimension, size] of sizes.entries()) {
    const [here, there] = [at[dimension] ?? 0, opposite[dimension] ?? 0]
    const turns = here < size && there < size
    corners = corners.flatMap(({ cell, sign }) => [
      { cell: cell * (size + 1) + here, sign },
      { cell: cell * (size + 1) + there, sign: turns ? (sign === 1 ? -1 : 1) : sign }
    ])
  }
  return corners
}

/** What is lost by hiding a cell: its count, and a total is dearer than any category. */
function costOf(
  cell: number,
  places: readonly (readonly number[])[],
  { sizes, counts }: Cells,
  hidden: readonly boolean[]
): number {
  if (hidden[cell] === true) return 0
  const totals = (places[cell] ?? []).filter((one, dimension) => one === sizes[dimension]).length
  return 1 + (counts[cell] ?? 0) + totals * 1_000_000
}
