/** Tables of reports through the interface: taken in whole or not at all, and published without small cells, on the screen and as CSV, whoever asks. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { FigureTables, PublishedTable, TableFileAnswer } from '../../../src/contract/figures/figure-tables.ts'
import type { FigureList, FigurePage } from '../../../src/contract/figures/figures.ts'
import { readYearReport } from '../../../src/desk/figures/report/year-report.ts'
import { placesOf } from '../../../src/desk/figures/tables/hide-cells.ts'
import { readCsv } from '../../../src/desk/reports/exchange/csv-rows.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { json, startInterface, type Answer, type Running } from '../running.ts'

const figures = readFileSync(new URL('../../../data/figures-nl.csv', import.meta.url), 'utf8')
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

  test('S8.12 every number of the year report is that of the cell it names, in both languages, twice in the same bytes, with hidden cells hidden', async () => {
    const coordinator = await at.as('coordinator')
    const give = (csv: string): Promise<Answer> =>
      coordinator.ask('POST', '/api/figure-files', { csv, reason: 'Jaarcijfers' })
    assert.equal((await give(figures)).status, 200)
    const asked = { year: 2020, language: 'nl', state: 45 } as const
    const made = async (more: object = {}) => {
      const outcome = await readYearReport(
        at.world.store.pool,
        { user: 'coordinator', mandate: null },
        { ...asked, ...more }
      )
      return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
    }
    const { series } = json<FigureList>(await coordinator.ask('GET', '/api/figures'))
    const cells = new Map<string, string>()
    for (const { id: name } of series)
      for (const { figures: all } of json<FigurePage>(await coordinator.ask('GET', `/api/figures/${name}?state=45`))
        .lines)
        for (const one of all) cells.set(`F${one.id}`, one.value)
    const table = json<PublishedTable>(await coordinator.ask('GET', `/api/figure-tables/${id}`))
    for (const [cell, count] of table.counts.entries()) cells.set(`T${id}/${cell}`, count === null ? '' : String(count))
    for (const [year, language] of [
      [2020, 'nl'],
      [2020, 'en'],
      [2018, 'nl'],
      [2025, 'en']
    ] as const) {
      const { blocks } = await made({ year, language })
      const rows = blocks.flatMap((one) => (one.kind === 'table' ? one.rows : []))
      const named = rows.flatMap((row) =>
        row.flatMap((one, place) => (/^[FT]\d+(?:\/\d+)?$/.test(one) ? [{ row, one, place }] : []))
      )
      assert.ok(named.length >= 5, `${named.length} cells in ${year}`)
      for (const { row, one, place } of named) {
        const says = cells.get(one) ?? assert.fail(`${one} is no cell`)
        const value = one.startsWith('T') ? row.at(-1) : row[place + 1]
        if (says === '') assert.match(value ?? '', /^(?:verborgen|hidden)$/)
        else assert.equal(value, says, one)
      }
      // Outside the tables no number stands but the year and the state, and every row names its cell.
      assert.ok(rows.every((row) => /^[FT]\d/.test(row[0] ?? '')))
      const said = blocks.flatMap((one) => (one.kind === 'paragraph' || one.kind === 'heading' ? [one.text] : []))
      for (const text of said)
        for (const number of text.match(/\d+/g) ?? []) assert.ok([String(year), '45'].includes(number), text)
    }
    const words = (await made({ year: 2018 })).blocks.map((one) => JSON.stringify(one)).join('\n')
    assert.match(words, /Minder meldingen betekent niet minder misdaad/)
    assert.match(words, /"956-958","F\d+","668","2018: [^"]*toestemming/)
    assert.equal(
      (await made({ year: 2025 })).blocks.some(
        (one) => one.kind === 'table' && one.rows.some((row) => row.includes('verborgen'))
      ),
      true
    )
    const pdf = async (state = ''): Promise<string> => {
      const { status, headers, text } = await coordinator.ask('GET', `/api/figure-reports/2020?language=nl${state}`)
      assert.deepEqual([status, headers.get('content-type')], [200, 'application/pdf'])
      return text
    }
    const first = await pdf()
    assert.ok(first.startsWith('%PDF-1.7') && first.includes('/StructTreeRoot') && first.includes('/Lang (nl)'))
    assert.equal(await pdf(), first)
    const later = 'series,publisher,measure,year,value,unit,status,source\nom_inflow,P,M,2020,190,persons,definitive,x'
    assert.equal((await give(later)).status, 200)
    assert.equal(await pdf('&state=45'), first, 'as the figures stood')
    assert.notEqual(await pdf(), first)
    assert.equal((await coordinator.ask('GET', '/api/figure-reports/1999?language=nl')).status, 404)
  })
})
