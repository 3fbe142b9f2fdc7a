/** Files with tables of reports: totals must be the sum of their cells, nationality itself has no place, and what is published hides small cells. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { published } from '../../src/desk/figures/tables/figure-tables.ts'
import { readTableFile } from '../../src/desk/figures/tables/table-file.ts'

const head = 'table,title,publisher,year,status,source,reporter,age,nationality,region,count'
const row = (...at: readonly (string | number)[]): string => `proef,Proef,P,2020,provisional,x,${at.join(',')}`
const file = (...rows: readonly string[]): Buffer => Buffer.from([head, ...rows].join('\n'))
const cells = [
  row('police', 'minor', 'known', 'north', 3),
  row('police', 'adult', 'known', 'north', 40),
  row('care', 'minor', 'known', 'north', 9),
  row('care', 'adult', 'known', 'north', 12)
]

test('S8.5 totals of a file are the sums of its cells, and one that is not is told by its line', () => {
  const good = readTableFile(
    file(...cells, row('total', 'total', 'total', 'total', 64), row('police', 'total', 'known', 'north', 43))
  )
  assert.equal(good.kind === 'table' ? good.table.cells.length : 0, 4)
  const bad = readTableFile(file(...cells, row('total', 'minor', 'total', 'total', 11)))
  assert.deepEqual(bad.kind === 'wrong' ? bad.faults : [], [
    { line: 6, column: 'count', fault: 'sum-differs', value: '11 <> 12' }
  ])
})

test('S8.5 nationality is known or not, and anything else is refused; so are other ages, doubles and no counts', () => {
  const read = readTableFile(
    file(
      row('police', 'minor', 'Nergensland', 'north', 3),
      row('police', '17', 'known', 'north', 3),
      row('care', 'adult', 'known', 'north', '<5'),
      ...cells,
      cells[0] ?? ''
    )
  )
  assert.deepEqual(
    (read.kind === 'wrong' ? read.faults : []).map(({ line, column, fault }) => `${line} ${column} ${fault}`),
    ['2 nationality no-nationality', '3 age no-age', '4 count no-count']
  )
  const twice = readTableFile(file(...cells, cells[0] ?? ''))
  assert.deepEqual(twice.kind === 'wrong' ? twice.faults.map(({ line, fault }) => `${line} ${fault}`) : [], ['6 twice'])
  const origin = readTableFile(Buffer.from(`${head},country\n${cells[0]},x`))
  assert.ok(origin.kind === 'wrong' && origin.faults[0]?.fault === 'column-unknown')
})

test('S8.6 what is published of a table has no count below five, and shown counts add up', () => {
  const read = readTableFile(file(...cells))
  assert.ok(read.kind === 'table')
  const { counts, dimensions, hidden } = published({ ...read.table, id: 1 })
  assert.deepEqual(
    dimensions.map(({ categories }) => categories),
    [['care', 'police'], ['minor', 'adult'], ['known'], ['north']]
  )
  assert.ok(hidden > 0)
  assert.ok(counts.every((one) => one === null || one === 0 || one >= 5))
  assert.equal(counts.at(-1), 64)
})
