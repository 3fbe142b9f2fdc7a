/** Published figures through the interface: every value with its publication, what changed later, falls with their causes, forms for other programs, faulty files. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { FigureFileAnswer, FigureList, FigurePage, FigureRow } from '../../../src/contract/figures/figures.ts'
import type { Home } from '../../../src/contract/desk/home.ts'
import { dueFigures } from '../../../src/desk/figures/due.ts'
import type { FigureState } from '../../../src/model/figures/figure.ts'
import { readCsv } from '../../../src/desk/reports/exchange/csv-rows.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, startInterface, type Answer, type Running } from '../running.ts'

const published = readFileSync(new URL('../../../data/figures-nl.csv', import.meta.url), 'utf8')
const head = 'series,publisher,measure,year,value,unit,status,source'

describe('published figures', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    assert.deepEqual(await takeIn(published), { added: 45, known: 0, state: 45, faults: [] })
  })
  after(() => closeInAgreement(at))

  const takeIn = async (csv: string): Promise<FigureFileAnswer> =>
    json(await (await at.as('coordinator')).ask('POST', '/api/figure-files', { csv, reason: 'Nieuwe publicatie' }))
  const page = async (series: string, query = ''): Promise<FigurePage> =>
    json(await (await at.as('prosecutor')).ask('GET', `/api/figures/${series}${query}`))
  const all = (one: FigurePage): FigureRow[] => one.lines.flatMap((line) => [...line.figures])

  test('S9 each definition, note and method of the published figures is said in both languages', async () => {
    const { series } = json<FigureList>(await (await at.as('prosecutor')).ask('GET', '/api/figures'))
    assert.ok(series.length > 10)
    for (const { id } of series) {
      const shown = await page(id)
      const words = new Map(shown.words.map((one) => [one.text, one]))
      for (const { definition, note, method } of all(shown))
        for (const text of [definition, note, method])
          assert.ok(text === null || (words.get(text)?.nl && words.get(text)?.en), `${id}: ${text}`)
    }
  })

  test('S8.1 2014 and 2015 show every published value, each with publication, definition, status and date', async () => {
    const shown = await page('victims_reported')
    const of = (year: number): string[] =>
      (shown.several.find((one) => one.year === year)?.figures ?? []).map(
        (id) => all(shown).find((one) => one.id === id)?.value ?? ''
      )
    assert.deepEqual(
      [of(2014), of(2015)],
      [
        ['1561', '1255'],
        ['1321', '1150']
      ]
    )
    for (const one of all(shown))
      assert.ok(one.publisher && one.definition && one.status && one.source && one.unit, JSON.stringify(one))
    const [monitor] = all(shown).filter((one) => one.value === '1561')
    assert.deepEqual([monitor?.status, monitor?.published], ['Monitor 2011-2015 (2016)', '2016-09-30'])
    // A range, and two values of which the source leaves open which is true, stay what they are.
    assert.deepEqual(
      [...all(shown), ...all(await page('victims_minor'))]
        .filter((one) => one.form !== 'one')
        .map(({ value, form, numbers, state }) => [value, form, numbers, state]),
      [
        ['950-952', 'range', [950, 952], 'derived'],
        ['956-958', 'range', [956, 958], 'published'],
        ['68 or 152', 'either', [68, 152], 'contradictory']
      ]
    )
  })

  test('S8.2 provisional to definitive is a row of differences, and an old state reads the same bytes after a later publication', async () => {
    const shown = await page('reports_by_reporter')
    const values = (one: FigurePage): unknown[] =>
      one.changes.map(({ first, later, difference }) => [
        ...[first, later].map((id) => {
          const figure = all(one).find((each) => each.id === id)
          return `${figure?.state} ${figure?.value}`
        }),
        difference
      ])
    assert.deepEqual(values(shown), [['provisional 481', 'definitive 490', 9]])
    assert.deepEqual(
      values(await page('victims_reported_rev')).map((one) => (one as unknown[])[2]),
      [-38, -29]
    )
    const analyst = await at.as('analyst')
    const addresses = ['', '/csv', '/sdmx', '/json-stat'].map((form) => `/api/figures/om_inflow${form}?state=45`)
    const read = (): Promise<string[]> =>
      Promise.all(addresses.map(async (address) => (await analyst.ask('GET', address)).text))
    const old = await read()
    const added = `${head}\nom_inflow,Ministry JenV,suspects delivered to the prosecution service,2020,191,persons,definitive,x`
    assert.equal((await takeIn(added)).state, 46)
    assert.deepEqual(await read(), old)
    const now = await page('om_inflow')
    assert.equal(now.changes.length, 1)
    assert.ok(all(now).some((one) => one.value === '187') && all(now).some((one) => one.value === '191'))
  })

  test('S8.3 a fall of reports comes with the causes on record, or with the words that none is known, and nothing speaks of crime', async () => {
    const { falls } = await page('victims_reported_rev')
    assert.deepEqual(
      falls
        .filter((one) => one.series === 'victims_reported_rev')
        .map((one) => [one.toYear, one.causes.length, one.otherPublication]),
      [
        [2015, 0, true],
        [2016, 0, false],
        [2018, 1, true],
        [2020, 0, true],
        [2021, 0, true]
      ]
    )
    const [cause] = falls.find((one) => one.toYear === 2018)?.causes ?? []
    assert.match(cause?.nl ?? '', /met toestemming/)
    assert.match(cause?.source ?? '', /^https:/)
    const [police] = (await page('police_suspects')).falls
    assert.deepEqual([police?.fromYear, police?.toYear, police?.missingYears], [2016, 2019, 2])
    // A norm is no value that something fell from, and a share is no count.
    assert.deepEqual(
      (await page('victims_minor')).falls.map(({ fromYear, toYear }) => [fromYear, toYear]),
      [[2016, 2020]]
    )
    assert.deepEqual(
      (await page('om_inflow')).falls.map((one) => one.toYear),
      [2017, 2019]
    )
  })

  test('S8.8 an estimate stands in a series of its own, with its method, and is never mixed with counts', async () => {
    const { series } = json<FigureList>(await (await at.as('officer')).ask('GET', '/api/figures'))
    assert.deepEqual(
      series.filter((one) => one.kind === 'estimate').map((one) => one.id),
      ['estimate']
    )
    const [estimate] = all(await page('estimate'))
    assert.deepEqual([estimate?.method, estimate?.interval], ['multiple systems estimation', null])
    const wide = `${head},kind,method,low,high`
    const given = `${wide}\nproef-schatting,P,M,2020,500,persons,estimate,x,estimate,capture and recapture,400,650`
    assert.equal((await takeIn(given)).added, 1)
    assert.deepEqual(all(await page('proef-schatting'))[0]?.interval, { low: 400, high: 650 })
    const mixed = `${wide}\nom_inflow,P,M,2020,500,persons,estimate,x,estimate,a method,,`
    assert.deepEqual((await takeIn(mixed)).faults, [
      { line: 0, column: 'series', fault: 'other-kind', value: 'om_inflow' }
    ])
    const within = `${wide}\na,P,M,2020,1,persons,press,x,,,,\na,P,M,2020,1,persons,estimate,x,,m,,\nb,P,M,2020,1,persons,estimate,x,,,,\nc,P,M,2020,1,persons,press,x,,,1,2`
    assert.deepEqual(
      (await takeIn(within)).faults.map(({ line, column, fault }) => `${line} ${column} ${fault}`),
      ['3 series other-kind', '4 method no-method', '5 low interval-apart']
    )
    // The database holds them apart by itself.
    await assert.rejects(
      at.world.store.root.query(
        `insert into baken.figure (series, kind, publisher, measure, definition, period, from_year, to_year, value, numbers, form, unit, state, status, method, source, by)
         select 'om_inflow', 'estimate', publisher, measure, definition, period, from_year, to_year, value, numbers, form, unit, state, status, method, source, by
         from baken.figure where series = 'estimate'`
      ),
      /figure_series_kind_fkey|foreign key/
    )
  })

  test('S8.9 CSV, SDMX-CSV and JSON-stat say the same values, and what was taken along is taken in again as nothing new', async () => {
    const analyst = await at.as('analyst')
    const text = async (form: string): Promise<string> =>
      (await analyst.ask('GET', `/api/figures/victims_reported_rev/${form}`)).text
    const figures = all(await page('victims_reported_rev'))
    const sdmx = readCsv(Buffer.from(await text('sdmx')))
    assert.ok(sdmx.kind === 'rows')
    const cell = (row: (typeof sdmx.rows)[number], name: string): string => row.cells[sdmx.columns.indexOf(name)] ?? ''
    assert.deepEqual(sdmx.columns.slice(0, 3), ['STRUCTURE', 'STRUCTURE_ID', 'ACTION'])
    assert.deepEqual(
      sdmx.rows.map((row) => [cell(row, 'FIGURE'), cell(row, 'OBS_VALUE'), cell(row, 'VALUE_AS_PUBLISHED')]),
      figures.map((one) => [`F${one.id}`, one.form === 'one' ? one.value : 'NaN', one.value])
    )
    const set = JSON.parse(await text('json-stat')) as {
      size: [number, number]
      value: Record<string, number>
      dimension: { figure: { category: { index: string[] } }; period: { category: { index: string[] } } }
    }
    const { figure, period } = set.dimension
    for (const one of figures.filter((each) => each.form === 'one')) {
      const place =
        figure.category.index.indexOf(`F${one.id}`) * set.size[1] + period.category.index.indexOf(one.period)
      assert.equal(set.value[place], one.numbers[0])
    }
    assert.equal(Object.keys(set.value).length, figures.filter((one) => one.form === 'one').length)
    const again = await takeIn(await text('csv'))
    assert.deepEqual([again.added, again.known, again.faults], [0, figures.length, []])
    assert.deepEqual((await takeIn(published)).added, 0)
  })

  test('S8.11 a note beside a value is written by a person in versions, stands in every export, and changes no older state', async () => {
    const [coordinator, analyst] = [await at.as('coordinator'), await at.as('analyst')]
    const one = all(await page('victims_minor')).find((each) => each.value === '227') ?? assert.fail('no 227')
    const write = (version: number, text: string, who = coordinator): Promise<Answer> =>
      who.ask('POST', `/api/figure-notes/${one.id}`, { version, text })
    const exports = async (query = ''): Promise<string[]> => {
      const forms = ['csv', 'sdmx', 'json-stat'].map((form) => `/api/figures/victims_minor/${form}${query}`)
      return Promise.all(forms.map(async (address) => (await analyst.ask('GET', address)).text))
    }
    const old = await exports('?state=45')
    assert.equal((await write(0, 'Alleen meldingen met een bekende leeftijd, "zie bijlage".')).status, 200)
    assert.equal(errorOf(await write(0, 'van een ander')), '409 changed')
    const text = 'Alleen meldingen met een bekende leeftijd; de rest telt niet mee.'
    assert.equal((await write(1, text)).status, 200)
    const { notes } = await page('victims_minor')
    assert.deepEqual(
      notes.map(({ figure, version, by }) => [figure, version, by]),
      [
        [one.id, 1, 'coordinator'],
        [one.id, 2, 'coordinator']
      ]
    )
    const [csv = '', sdmx = '', stat = ''] = await exports()
    for (const [file, id, note] of [
      [csv, 'value', 'cell_note'],
      [sdmx, 'FIGURE', 'COMMENT_OBS']
    ] as const) {
      const read = readCsv(Buffer.from(file))
      assert.ok(read.kind === 'rows')
      const noted = read.rows.flatMap(({ cells }) => {
        const says = cells[read.columns.indexOf(note)] ?? ''
        return says === '' ? [] : [[cells[read.columns.indexOf(id)], says]]
      })
      assert.deepEqual(noted, [[id === 'value' ? '227' : `F${one.id}`, text]])
    }
    const set = JSON.parse(stat) as { dimension: { figure: { category: { note: Record<string, string[]> } } } }
    assert.deepEqual(set.dimension.figure.category.note, { [`F${one.id}`]: [text] })
    assert.deepEqual((await takeIn(csv)).added, 0, 'what was taken along is taken in again as nothing new')
    assert.deepEqual(await exports('?state=45'), old, 'a state that a later publication ended reads the same')
    assert.equal((await write(2, '')).status, 200)
    assert.ok((await exports()).every((file) => !file.includes('bekende leeftijd')))
    assert.equal((await write(3, 'x', analyst)).status, 403)
    await assert.rejects(at.world.store.root.query(`update baken.figure_note set text = 'x'`))
  })

  test('S8.10 definitive figures are due by a dated list: 60 days ahead they are reminded of, after their day they are late until they are in', async () => {
    const known = (state: FigureState) => [{ series: 'victims_reported_rev', fromYear: 2025, toYear: 2025, state }]
    const of2025 = (today: string, state: FigureState): unknown[] =>
      dueFigures(known(state), today)
        .filter((one) => one.year === 2025)
        .map(({ late, days }) => [late, days])
    assert.deepEqual(of2025('2026-08-18', 'provisional'), [])
    assert.deepEqual(of2025('2026-08-19', 'provisional'), [[false, 60]])
    assert.deepEqual(of2025('2026-10-18', 'first'), [[false, 0]])
    assert.deepEqual(of2025('2026-10-28', 'provisional'), [[true, 10]])
    assert.deepEqual(of2025('2026-10-28', 'definitive'), [])
    assert.deepEqual(dueFigures([], '2026-10-28'), [], 'nothing of it is kept here')
    // What was taken in ends with 2021: the figures of 2022 are late, for whoever looks, and a coordinator is reminded first thing.
    const { due } = json<FigureList>(await (await at.as('officer')).ask('GET', '/api/figures'))
    assert.deepEqual([due[0]?.series, due[0]?.year, due[0]?.late], ['victims_reported_rev', 2022, true])
    const todo = async (user: string): Promise<number> =>
      json<Home>(await (await at.as(user)).ask('GET', '/api/home')).todo.find((one) => one.code === 'figures-late')
        ?.count ?? 0
    assert.ok((await todo('coordinator')) >= due.filter((one) => one.late).length)
    assert.equal(await todo('analyst'), 0)
    const line = `${head}\nvictims_reported_rev,P,possible victims reported,2022,900,persons,definitive,x`
    assert.equal((await takeIn(line)).added, 1)
    const after = json<FigureList>(await (await at.as('officer')).ask('GET', '/api/figures'))
    assert.equal(
      after.due.some((one) => one.year === 2022),
      false
    )
  })

  test('a file with faults tells each by its line, and nothing of it is taken in', async () => {
    const csv = `${head}\nok,P,M,2020,12,persons,press,x\nok,P,M,vorig jaar,12,persons,press,x\nok,,M,2020,veel,persons,press,x\nNiet zo,P,M,2020,12-9,persons,press,x`
    const answer = await takeIn(csv)
    assert.deepEqual(
      answer.faults.map(({ line, column, fault }) => `${line} ${column} ${fault}`),
      ['3 year no-year', '4 publisher empty', '5 series no-series-name', '5 value no-value']
    )
    assert.equal(errorOf(await (await at.as('analyst')).ask('GET', '/api/figures/ok')), '404 not-found')
    const columns = await takeIn('series,publisher,nationality\na,b,c')
    assert.ok(columns.faults.some((one) => one.column === 'nationality' && one.fault === 'column-unknown'))
    assert.ok(columns.faults.some((one) => one.column === 'value' && one.fault === 'column-missing'))
  })

  test('a figure is never changed, not even by the owner of the tables, and only a coordinator takes a file in', async () => {
    for (const sql of [
      'update baken.figure set value = 1',
      'delete from baken.figure',
      'delete from baken.figure_series'
    ])
      await assert.rejects(at.world.store.root.query(sql), sql)
    const { status } = await (await at.as('analyst')).ask('POST', '/api/figure-files', { csv: published, reason: 'x' })
    assert.equal(status, 403)
  })
})
