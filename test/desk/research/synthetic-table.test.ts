/** S3.10: no row of a synthetic table is a combination that fewer than five networks have in common; its noise is what it says, and stays the same. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { countsOf, type Counted } from '../../../src/desk/phenomenon/counts.ts'
import { hiddenTable, type TableAsked, type Told } from '../../../src/desk/phenomenon/hidden-table.ts'
import {
  delta,
  epsilon,
  mostNoise,
  syntheticTable,
  threshold,
  type Synthetic
} from '../../../src/desk/phenomenon/synthetic.ts'
import type { Cell, Dimension } from '../../../src/model/phenomena/traits.ts'
import { fc } from '../../properties.ts'

const asked = (more: Partial<TableAsked> = {}): TableAsked => ({
  from: '2026-W30',
  to: '2026-W31',
  by: ['place'],
  filters: {},
  ...more
})
const keyOf = (nth: number): Buffer => createHash('sha256').update(`key ${nth}`).digest()
const cellOf = (week: string, place: string, form: string): Cell => ({
  week,
  place,
  form,
  language: 'nl',
  source: 'a',
  price: 'unknown',
  disguise: 'open'
})

type Group = readonly [week: string, place: string, form: string, networks: number]

function counted(groups: readonly Group[], state = 's'): Counted {
  let id = 0
  const living = groups.flatMap(([week, place, form, networks]) =>
    Array.from({ length: networks }, () => {
      id++
      return { id, network: id, cell: cellOf(week, place, form), place: null }
    })
  )
  return { living, folded: [], state }
}

function made(of: Counted, question: TableAsked, key: Uint8Array, before: readonly Told[] = []): Synthetic {
  const table = syntheticTable(of, question, key, before)
  assert.ok(table !== 'too-many')
  return table
}

test('S3.10 no row is a combination held by fewer than five networks, whatever is counted, asked and drawn', () => {
  const group = fc.tuple(
    fc.constantFrom('2026-W30', '2026-W31'),
    fc.constantFrom('A', 'B', 'C', 'unknown', 'withheld'),
    fc.constantFrom('x', 'y'),
    fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 40 }))
  )
  let rows = 0
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 1, maxLength: 10 }),
      fc.constantFrom<Partial<TableAsked>>({}, { by: [] }, { by: ['form', 'place'] }, { filters: { form: 'x' } }),
      fc.nat(1e6),
      (groups, question, nth) => {
        const of = counted(groups)
        const table = made(of, asked(question), keyOf(nth))
        const real = new Map(
          countsOf(of, table.columns).cells.map(({ key, networks }) => [
            JSON.stringify(table.columns.map((name: Dimension) => key[name])),
            networks
          ])
        )
        for (const { values, networks } of table.rows) {
          rows++
          const held = real.get(JSON.stringify(values)) ?? 0
          assert.ok(held >= 5, `${values.join(' ')} is held by ${held}`)
          assert.ok(networks >= threshold && Math.abs(networks - held) <= mostNoise)
          assert.ok(!values.includes('withheld'))
          if (question.filters?.form !== undefined) assert.ok(values.includes('x') && !values.includes('y'))
        }
      }
    ),
    { numRuns: 150 }
  )
  assert.ok(rows > 100, `${rows} rows were looked at`)
})

test('S3.10 four networks are no row under any of 2,000 keys, and thirty are one under each', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 4],
    ['2026-W30', 'B', 'x', 30]
  ])
  for (let nth = 0; nth < 2_000; nth++)
    assert.deepEqual(
      made(of, asked(), keyOf(nth)).rows.map(({ values }) => values.join(' ')),
      ['2026-W30 B']
    )
})

test('S3.10 the noise is two-sided geometric with the epsilon that the table states: neighbours differ by no more', () => {
  const drawn = (networks: number): Map<number, number> => {
    const of = counted(Array.from({ length: 150 }, (_, at): Group => ['2026-W30', `${at}`, 'x', networks]))
    const times = new Map<number, number>()
    for (let nth = 0; nth < 20; nth++)
      for (const row of made(of, asked(), keyOf(nth + networks * 100)).rows)
        times.set(row.networks, (times.get(row.networks) ?? 0) + 1)
    return times
  }
  const [one, other] = [drawn(30), drawn(31)]
  // Of 3,000 draws 2,285 are no noise, and 309 each one more and one less.
  const share = (Math.exp(epsilon) - 1) / (Math.exp(epsilon) + 1)
  assert.ok(Math.abs((one.get(30) ?? 0) / 3_000 - share) < 0.02, `${one.get(30)}`)
  assert.ok(Math.abs((one.get(29) ?? 0) - (one.get(31) ?? 0)) < 90)
  for (const [networks, times] of one) {
    const beside = other.get(networks) ?? 0
    if (times < 200 || beside < 200) continue
    const ratio = times / beside
    assert.ok(Math.abs(Math.log(ratio)) < epsilon + 0.2, `${networks}: ${times} and ${beside}`)
  }
  // What is lost by the bound: the chance of the outermost noise.
  const sum = Array.from({ length: 2 * mostNoise + 1 }, (_, at) => Math.exp(-epsilon * Math.abs(at - mostNoise)))
  assert.ok(Math.exp(-epsilon * mostNoise) / sum.reduce((all, each) => all + each, 0) <= delta)
})

test('S3.10 the same question on the same state has the same noise; another state, question or key has another', () => {
  const groups = Array.from({ length: 20 }, (_, at): Group => ['2026-W30', `place ${at}`, 'x', 50])
  const of = counted(groups)
  const first = made(of, asked(), keyOf(1)).rows
  assert.deepEqual(made(of, asked(), keyOf(1)).rows, first)
  assert.notDeepEqual(made(of, asked(), keyOf(2)).rows, first)
  assert.notDeepEqual(made(counted(groups, 'later'), asked(), keyOf(1)).rows, first)
  assert.notDeepEqual(made(of, asked({ to: '2026-W32' }), keyOf(1)).rows, first)
  const both = (by: Dimension[]) => made(of, asked({ by }), keyOf(1)).rows
  assert.deepEqual(both(['place', 'form']), both(['form', 'place']))
})

test('S3.10 what a publication hid is no row, nor any part of it, and what a row told protects no cell of a later table', () => {
  const of = counted([
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 30],
    ['2026-W30', 'C', 'x', 60]
  ])
  const weeks = ['2026-W30', '2026-W31']
  const hidden = hiddenTable(of, asked(), weeks)
  assert.ok(hidden !== 'too-many')
  assert.equal(hidden.told.get('place=B week=2026-W30'), null, 'it hides the small one')
  const names = ({ rows }: Synthetic): string[] => rows.map(({ values }) => values.join(' '))
  assert.deepEqual(names(made(of, asked(), keyOf(1), [hidden.told])), ['2026-W30 C'])
  assert.deepEqual(names(made(of, asked({ by: ['place', 'form'] }), keyOf(1), [hidden.told])), ['2026-W30 C x'])

  // Ten forms of two networks each are no rows, so the sum of the week is not known by them.
  const more = counted([
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 30],
    ['2026-W30', 'C', 'x', 60],
    ...Array.from({ length: 10 }, (_, at): Group => ['2026-W30', 'D', `form ${at}`, 2])
  ])
  const synthetic = made(more, asked({ by: ['place', 'form'] }), keyOf(1))
  assert.deepEqual(names(synthetic), ['2026-W30 B x', '2026-W30 C x'])
  assert.ok(synthetic.told.has('place=B week=2026-W30') && !synthetic.told.has('week=2026-W30'))
  const shown = (told: Told) => ['A', 'B', 'C', 'D'].filter((place) => told.get(`place=${place} week=2026-W30`) != null)
  // B is the cheapest to keep the three in A, unless about how many it has is known.
  const cheap = counted([
    ['2026-W30', 'A', 'x', 3],
    ['2026-W30', 'B', 'x', 30],
    ['2026-W30', 'C', 'x', 60],
    ...Array.from({ length: 20 }, (_, at): Group => ['2026-W30', 'D', `form ${at}`, 2])
  ])
  const other = made(cheap, asked({ by: ['place', 'form'] }), keyOf(1))
  const [before, after] = [hiddenTable(cheap, asked(), weeks), hiddenTable(cheap, asked(), weeks, [other.told])]
  assert.ok(before !== 'too-many' && after !== 'too-many')
  assert.deepEqual(
    [shown(before.told), shown(after.told)],
    [
      ['C', 'D'],
      ['B', 'C']
    ]
  )
})

test('S3.10 of erased adverts counts are rows too, and what was not kept of them is none', () => {
  const folded = (place: string, networks: number) => ({
    level: 'place',
    cell: { ...cellOf('2026-W30', place, ''), language: '', source: '', price: '', disguise: '' },
    adverts: networks,
    networks
  })
  const of: Counted = { living: [], folded: [folded('A', 40), folded('B', 4), folded('withheld', 90)], state: 's' }
  assert.deepEqual(
    made(of, asked(), keyOf(1)).rows.map(({ values }) => values),
    [['2026-W30', 'A']]
  )
})
