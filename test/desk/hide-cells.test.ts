/** Hidden cells: none below five is shown, and what is shown tells of no hidden one that it is below five, by any sum or difference. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { hiddenCells, leastShown, placesOf, withTotals, type Cells } from '../../src/desk/figures/tables/hide-cells.ts'

/** A table of two dimensions from rows of counts. */
function table(rows: readonly (readonly number[])[]): Cells {
  return withTotals([rows.length, rows[0]?.length ?? 0], ([row = 0, column = 0]) => rows[row]?.[column] ?? 0)
}

/** Sums that a reader knows: for each line of categories, its total. Cells by their number. */
function linesOf({ sizes }: Cells): { readonly parts: number[]; readonly total: number }[] {
  const places = placesOf(sizes)
  const name = (at: readonly number[]): number => places.findIndex((one) => one.every((place, i) => place === at[i]))
  return sizes.flatMap((size, dimension) =>
    places
      .filter((at) => at[dimension] === size)
      .map((at) => ({
        total: name(at),
        parts: Array.from({ length: size }, (_, category) => name(at.with(dimension, category)))
      }))
  )
}

/** The audit: which hidden cells follow from the shown ones, by elimination over all lines. Shares nothing with what hides. */
function computable(cells: Cells, hidden: readonly boolean[]): number[] {
  const unknown = hidden.flatMap((is, cell) => (is ? [cell] : []))
  const rows = linesOf(cells)
    .map(({ parts, total }) => unknown.map((cell): number => (cell === total ? -1 : parts.includes(cell) ? 1 : 0)))
    .filter((row) => row.some((one) => one !== 0))
  let at = 0
  for (let column = 0; column < unknown.length && at < rows.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= at && Math.abs(row[column] ?? 0) > 1e-9)
    if (pivot === -1) continue
    const [row = []] = rows.splice(pivot, 1)
    const lead = row[column] ?? 1
    const scaled = row.map((one) => one / lead)
    for (const [i, other] of rows.entries()) {
      const times = other[column] ?? 0
      rows[i] = other.map((one, c) => one - times * (scaled[c] ?? 0))
    }
    rows.splice(at++, 0, scaled)
  }
  return rows.flatMap((row) => {
    const used = row.flatMap((one, i) => (Math.abs(one) > 1e-9 ? [i] : []))
    return used.length === 1 ? [unknown[used[0] ?? 0] ?? -1] : []
  })
}

/** The largest value that a cell can have in any table of whole numbers, none of the hidden ones zero, with the same shown cells: tried one by one. */
function largest(cells: Cells, hidden: readonly boolean[], cell: number): number {
  const unknown = hidden.flatMap((is, one) => (is && one !== cell ? [one] : []))
  const lines = linesOf(cells)
  const most = Math.max(...cells.counts)
  for (let value = leastShown + 3; value >= 1; value--) {
    const tried = new Map<number, number>([[cell, value]])
    if (fits({ lines, cells, hidden, unknown, most }, tried)) return value
  }
  return 0
}

interface Puzzle {
  readonly lines: ReturnType<typeof linesOf>
  readonly cells: Cells
  readonly hidden: readonly boolean[]
  readonly unknown: readonly number[]
  readonly most: number
}

/** Whether what was tried can be completed to a whole table. */
function fits(puzzle: Puzzle, tried: Map<number, number>): boolean {
  const { lines, cells, hidden, unknown, most } = puzzle
  const valueOf = (one: number): number | undefined => (hidden[one] === true ? tried.get(one) : cells.counts[one])
  // What follows from a line with one unknown is filled in; a line that is full must agree.
  const filled: number[] = []
  const undo = (): false => {
    for (const one of filled) tried.delete(one)
    return false
  }
  for (let again = true; again;) {
    again = false
    for (const { parts, total } of lines) {
      const open = [...parts, total].filter((one) => valueOf(one) === undefined)
      if (open.length > 1) continue
      const sum = parts.reduce((all, one) => all + (valueOf(one) ?? 0), 0)
      const [one] = open
      if (one === undefined) {
        if (sum !== valueOf(total)) return undo()
        continue
      }
      const follows = one === total ? sum : (valueOf(total) ?? 0) - sum
      if (follows < 1 || follows > most * 2) return undo()
      tried.set(one, follows)
      filled.push(one)
      again = true
    }
  }
  const next = unknown.find((one) => !tried.has(one))
  if (next === undefined) return true
  for (let value = 1; value <= most + leastShown; value++) {
    tried.set(next, value)
    if (fits(puzzle, tried)) return true
    tried.delete(next)
  }
  return undo()
}

/** Ten regions and four forms, with sixteen cells below five. */
const regions = table([
  [3, 12, 7, 21],
  [9, 2, 15, 6],
  [4, 18, 1, 11],
  [26, 7, 9, 2],
  [8, 3, 22, 14],
  [17, 3, 4, 31],
  [2, 13, 6, 1],
  [11, 4, 19, 2],
  [6, 25, 3, 16],
  [14, 1, 2, 3]
])

test('S8.6 the audit sees what follows from a table in which only the small cells are hidden', () => {
  const small = regions.counts.map((count) => count > 0 && count < leastShown)
  assert.equal(small.filter(Boolean).length, 16)
  assert.ok(computable(regions, small).length >= 5, 'an audit that finds nothing here proves nothing')
})

test('S8.6 in ten regions by four forms no hidden cell follows from the shown ones, and at least 21 are hidden', (context) => {
  const hidden = hiddenCells(regions)
  assert.deepEqual(computable(regions, hidden), [])
  for (const [cell, count] of regions.counts.entries())
    assert.ok(hidden[cell] === true || count === 0 || count >= leastShown)
  const many = hidden.filter(Boolean).length
  context.diagnostic(`${many} of ${hidden.length} cells hidden, 16 of them small`)
  assert.ok(many >= 21 && many <= 32, `${many} hidden`)
})

test('S8.6 every small cell could as well hold five or more, whatever is added up or subtracted', () => {
  const counts = fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 30 })), { minLength: 3, maxLength: 3 }),
    {
      minLength: 2,
      maxLength: 4
    }
  )
  fc.assert(
    fc.property(counts, (rows) => {
      const cells = table(rows)
      const hidden = hiddenCells(cells)
      assert.deepEqual(
        computable(cells, hidden).filter((cell) => (cells.counts[cell] ?? 0) < leastShown),
        []
      )
      for (const [cell, count] of cells.counts.entries()) {
        if (count === 0) assert.equal(hidden[cell], false, 'a zero protects nothing')
        if (count === 0 || count >= leastShown) continue
        assert.ok(hidden[cell], `${count} is shown`)
        assert.ok(
          largest(cells, hidden, cell) >= leastShown,
          `${count} in ${JSON.stringify(rows)} is known to be small`
        )
      }
    }),
    { numRuns: 60, seed: 12 }
  )
})

test('S8.6 four dimensions: reporter, age, nationality known and region hide what follows by any of them', () => {
  const sizes = [4, 2, 2, 5]
  const cells = withTotals(
    sizes,
    ([reporter = 0, age = 0, known = 0, region = 0]) =>
      ((reporter * 7 + age * 5 + known * 3 + region * 11) % 13) * (age === 1 ? 1 : 3)
  )
  const hidden = hiddenCells(cells)
  assert.ok(hidden.some(Boolean) && !hidden.every(Boolean))
  assert.deepEqual(computable(cells, hidden), [])
})

test('a table that nothing can protect shows no cell but zeros', () => {
  const hidden = hiddenCells(
    table([
      [3, 0],
      [0, 0]
    ])
  )
  assert.deepEqual(hidden, [true, false, true, false, false, false, true, false, true])
})

test('where a total is known and all beside a small cell is zero, every cell but the zeros is hidden, and what is in no table stays out of it', () => {
  const cells = table([
    [3, 0],
    [0, 30]
  ])
  const at = (...hidden: number[]): boolean[] => cells.counts.map((_, cell) => hidden.includes(cell))
  assert.deepEqual(hiddenCells(cells), at(0, 2, 6, 8), 'its totals protect it')
  assert.deepEqual(hiddenCells(cells, leastShown, { told: at(8) }), at(0, 2, 4, 5, 6, 7, 8))
  assert.deepEqual(hiddenCells(cells, leastShown, { told: at(8), absent: at(1) }), at(0, 1, 2, 4, 5, 6, 7, 8))
})

test('a small cell of which something was told is protected by as few cells as any other', () => {
  const cells = table([
    [3, 6],
    [30, 60]
  ])
  const told = cells.counts.map((_, cell) => cell === 0)
  assert.deepEqual(hiddenCells(cells, leastShown, { told }), hiddenCells(cells))
  assert.equal(hiddenCells(cells).filter(Boolean).length, 4)
})
