/** Tables of reports through the interface: taken in whole or not at all, and published without small cells, on the screen and as CSV, whoever asks. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { FigureTables, PublishedTable, TableFileAnswer } from '../../../src/contract/figures/figure-tables.ts'
import { placesOf } from '../../../src/desk/figures/tables/hide-cells.ts'
import { readCsv } from '../../../src/desk/reports/exchange/csv-rows.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { json, startInterface, type Answer, type Running } from '../running.ts'

const practice = readFileSync(new URL('../../../data/figures-table-practice.csv', import.meta.url), 'utf8')

describe('tables of reports', () => {
  let at: Running
  let id: number
  before(async () => {
    at = await startInterface()
    id = json<TableFileAnswer>(await takeIn(practice)).id ?? 0
    assert.ok(id > 0)
  })
  after(() => closeInAgreement(at))

  const takeIn = async (csv: string): Promise<Answer> =>
    (await at.as('coordinator')).ask('POST', '/api/figure-table-files', { csv, reason: 'Jaarcijfers' })

  test('S8.5 the table by reporter, age, nationality known and region adds up wherever nothing is hidden', async () => {
    const table = json<PublishedTable>(await (await at.as('prosecutor')).ask('GET', `/api/figure-tables/${id}`))
    assert.deepEqual(
      table.dimensions.map((one) => one.name),
      ['reporter', 'age', 'nationality', 'region']
    )
    const sizes = table.dimensions.map((one) => one.categories.length)
    const cell = (place: readonly number[]): number | null =>
      table.counts[place.reduce((sum, one, d) => sum * ((sizes[d] ?? 0) + 1) + one, 0)] ?? null
    let checked = 0
    for (const [dimension, size] of sizes.entries()) {
      for (const place of placesOf(sizes).filter((one) => one[dimension] === size)) {
        const all = [
          cell(place),
          ...Array.from({ length: size }, (_, category) => cell(place.with(dimension, category)))
        ]
        if (all.includes(null)) continue
        checked++
        const [total, ...parts] = all.map((one) => one ?? 0)
        assert.equal(
          parts.reduce((sum, one) => sum + one, 0),
          total
        )
      }
    }
    assert.ok(checked >= 5, `${checked} lines of totals had nothing hidden`)
  })

  test('S8.6 on screen and as CSV no cell below five leaves, though the file had many', async () => {
    const read = readCsv(Buffer.from(practice))
    const small =
      read.kind === 'rows' ? read.rows.filter(({ cells }) => ['1', '2', '3', '4'].includes(cells.at(-1) ?? '')) : []
    assert.ok(small.length > 15, `${small.length} small cells in the file`)
    for (const user of ['coordinator', 'analyst', 'officer', 'auditor', 'administrator']) {
      const person = await at.as(user)
      const table = json<PublishedTable>(await person.ask('GET', `/api/figure-tables/${id}`))
      assert.ok(table.counts.every((one) => one === null || one === 0 || one >= 5))
      assert.ok(table.hidden > small.length, 'nothing is hidden beside the small cells')
      const csv = readCsv(Buffer.from((await person.ask('GET', `/api/figure-tables/${id}/csv`)).text))
      assert.ok(csv.kind === 'rows')
      assert.equal(csv.rows.filter(({ cells }) => cells[4] === '' && cells[5] === 'yes').length, table.hidden)
      assert.ok(csv.rows.every(({ cells }) => !['1', '2', '3', '4'].includes(cells[4] ?? '')))
    }
  })

  test('S8.5 a total that is not the sum of its cells refuses the file, by its line', async () => {
    const lines = practice.trim().split('\n')
    const first = (lines[1] ?? '').split(',')
    const total = [...first.slice(0, 7).with(0, 'ander'), 'total', 'total', 'total', 'total', '1'].join(',')
    const csv = [lines[0], ...lines.slice(1).map((line) => line.replace('oefentabel', 'ander')), total].join('\n')
    const { faults } = json<TableFileAnswer>(await takeIn(csv))
    assert.deepEqual(
      faults.map(({ line, fault }) => `${line} ${fault}`),
      [`${lines.length + 1} sum-differs`]
    )
    const { tables } = json<FigureTables>(await (await at.as('analyst')).ask('GET', '/api/figure-tables'))
    assert.deepEqual(
      tables.map((one) => [one.name, one.invented]),
      [['oefentabel', true]]
    )
  })
})
