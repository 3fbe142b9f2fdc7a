/** Reports at the console: sent from a file once each, and exported with the ground, the person and the rights that any content needs. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { stringify } from 'yaml'
import { readXlsForm } from '../../src/desk/reports/form/xlsform-in.ts'
import { writeSheets } from '../../src/desk/reports/form/sheets-out.ts'
import { baken, endAll, jsonLines, scratch, type Ran } from '../support/baken.ts'

describe('reports at the console', () => {
  let folder: ReturnType<typeof scratch>
  const inFolder = (name: string): string => path.join(folder.folder, name)
  const run = (args: readonly string[], stdin = ''): Promise<Ran> =>
    baken([...args, '--data', inFolder('data')], { BAKEN_DUTY: 'Dienst 088 0000000' }, stdin)
  const add = async (content: unknown, ...more: string[]): Promise<Ran> => {
    writeFileSync(inFolder('report.json'), typeof content === 'string' ? content : JSON.stringify(content))
    return run(['report', 'add', inFolder('report.json'), ...more])
  }
  const exported = async (...more: string[]): Promise<Record<string, unknown>[]> => {
    const ran = await run(['export', 'reports', '--mandate', 'een', '--reason', 'proef', ...more])
    assert.equal(ran.code, 0, ran.stderr)
    return jsonLines(ran)
  }

  before(async () => {
    folder = scratch('reports')
    const terms = {
      id: 'een',
      legal_basis: 'verzonnen',
      purpose: 'proef',
      sources: ['*'],
      granted_by: 'test',
      from: 'today',
      until: '30 days',
      keep: 'open'
    }
    writeFileSync(inFolder('een.yaml'), stringify(terms))
    assert.equal((await run(['mandate', 'add', inFolder('een.yaml')])).code, 0)
    for (const [id, role] of [
      ['otto', 'officer'],
      ['ine', 'analyst'],
      ['cor', 'coordinator'],
      ['aud', 'auditor']
    ] as const) {
      const args = ['user', 'add', id, '--name', id, '--role', role, '--mandate', 'een']
      assert.equal((await run(args, `een boomhut voor ${id}\n`)).code, 0)
    }
  })
  after(async () => {
    await endAll()
    folder.remove()
  })

  test('S4.2 a report from a file gets a receipt, the same file again gets the same one, and under a key a change is a correction', async () => {
    const first = await add({ what: 'Zeven mensen in een busje, bel 06 12345678', place: 'De Lier', signs: ['1.1'] })
    assert.equal(first.code, 0, first.stderr)
    const [receipt] = jsonLines(first)
    assert.match(String(receipt?.['number']), /^M-\d{4}-\d{5}$/)
    assert.deepEqual([receipt?.['state'], receipt?.['version'], receipt?.['call']], ['sent', 1, null])
    const again = await add({ what: 'Zeven mensen in een busje, bel 06 12345678', place: 'De Lier', signs: ['1.1'] })
    assert.deepEqual(jsonLines(again), [receipt])
    assert.match(again.stderr, /was sent before/)
    const key = 'melding-0001'
    await add({ key, place: 'Ede' })
    const [corrected] = jsonLines(await add({ key, place: 'Ede-Wageningen' }))
    assert.equal(corrected?.['version'], 2)
    const rows = await exported()
    assert.deepEqual(
      rows.map((row) => [row['state'], row['version'], row['by'], row['what'], row['place']]),
      [
        ['sent', 1, 'console', 'Zeven mensen in een busje, bel 06 12345678', 'De Lier'],
        ['sent', 2, 'console', null, 'Ede-Wageningen']
      ]
    )
    const [row] = rows as [{ facts: { value: string }[]; notices: { receiver: string }[] }, unknown]
    assert.equal(row.facts[0]?.value, '+31612345678')
    assert.deepEqual(
      row.notices.map(({ receiver }) => receiver),
      ['comensha', 'emm']
    )
  })

  test('S4.6 a possible minor and a draft are in no export but a coordinator’s, and --sealed leaves the words out', async () => {
    const before = (await exported()).length
    const as = (user: string, ...args: string[]): Promise<Ran> =>
      run([...args, '--as', user, '--reason', 'proef'], `een boomhut voor ${user}\n`)
    writeFileSync(inFolder('two.jsonl'), '{"place":"Assen","minor":"doubt"}\n{"place":"Sneek","draft":true}\n')
    const sent = await as('otto', 'report', 'add', inFolder('two.jsonl'))
    assert.deepEqual([sent.code, jsonLines(sent).map((one) => one['state'])], [0, ['sent', 'draft']], sent.stderr)
    assert.equal((await exported()).length, before)
    assert.equal(jsonLines(await as('ine', 'export', 'reports')).length, before)
    const ofCoordinator = jsonLines(await as('cor', 'export', 'reports'))
    assert.deepEqual(
      ofCoordinator.slice(before).map((one) => [one['place'], one['minor'], one['by'], one['role']]),
      [['Assen', true, 'otto', 'officer']]
    )
    assert.equal((await as('otto', 'export', 'reports')).code, 3)
    const sealed = await run(['export', 'reports', '--sealed'])
    assert.equal(jsonLines(sealed).length, before)
    assert.equal(/De Lier|busje|\+316|"signs"|"versions"/.test(sealed.stdout), false)
    const csv = await run(['export', 'reports', '--csv', '--reason', 'proef'])
    assert.match(csv.stdout, /^\uFEFFid,state,version,sent_at/)
    const entries = jsonLines(await run(['export', 'reports', '--reason', 'zaak 12'])).length
    assert.equal(entries, before)
  })

  test('a report on stdin comes from the person whose password stands before it, and direct danger says whom to call', async () => {
    const danger = await run(['report', 'add', '-', '--as', 'otto'], 'een boomhut voor otto\n{\n "danger": true\n}\n')
    assert.equal(danger.code, 0, danger.stderr)
    assert.deepEqual(jsonLines(danger)[0]?.['call'], { emergency: '112', duty: 'Dienst 088 0000000' })
    assert.match(danger.stderr, /call 112 now, then Dienst 088 0000000/)
    const plain = await run(['report', 'add', '-'], '[{"place":"Ommen"},{"place":"Dalfsen"}]')
    assert.equal(jsonLines(plain).length, 2, plain.stderr)
  })

  test('what is no report is told with its place, and nothing of its file is sent', async () => {
    const before = (await exported()).length
    const wrong: readonly [unknown, number, RegExp][] = [
      ['', 2, /Nothing is in it/],
      ['geen json', 2, /not JSON/],
      ['{"place":"a"}\n{"place":', 2, /Line 2 is not JSON/],
      ['{"place":"a"}\n{"plaats":"b"}', 2, /report 2: .*plaats/],
      ['[1]', 2, /object/],
      [{ what: 'x'.repeat(20_001) }, 2, /what /],
      [{ what: 'x'.repeat(1_000_000) }, 2, /what /],
      [{ signs: ['9.9'] }, 2, /sign of no list/],
      [{}, 2, /nothing is in it/],
      [{ what: 'Mijn informant zegt iets', informant: true }, 3, /informant/],
      [{ place: 'x', mandate: 'elders' }, 3, /no mandate "elders"/]
    ]
    for (const [content, code, says] of wrong) {
      const ran = await add(content)
      assert.deepEqual([ran.code, ran.stdout], [code, ''], JSON.stringify(content).slice(0, 60))
      assert.match(ran.stderr, says)
    }
    assert.equal((await run(['report', 'add', inFolder('none.json')])).code, 2)
    assert.equal((await run(['report'])).code, 2)
    const auditor = await run(['report', 'add', '-', '--as', 'aud'], 'een boomhut voor aud\n{"place":"x"}')
    assert.deepEqual([auditor.code, /sends no reports/.test(auditor.stderr)], [3, true])
    assert.equal((await exported()).length, before)
  })

  const survey = [
    ['type', 'name', 'label', 'required', 'relevant', 'calculation'],
    ['start', 'start'],
    ['select_one status', 'cas_Status', 'Status', 'false'],
    ['select_multiple control', 'vic_Control', 'Methods of control\u00A0'],
    ['begin_group', 'g', 'Referral'],
    [
      'text',
      'cas_From',
      'Referring organisation',
      'true',
      "${cas_Status} = 'open' and not(selected(${vic_Control}, 'b'))"
    ],
    ['date', 'cas_Date', 'Date of referral', '', 'count(${x}) > 1'],
    ['end_group'],
    ['text', 'place', 'In welke gemeente?'],
    ['calculate', '__version__', '', '', '', "'v1'"]
  ]
  const choices = [
    ['list_name', 'name', 'label::English (en)', 'label::Nederlands (nl)'],
    ['status', 'open', 'Open', 'Lopend'],
    ['control', 'a', 'Debts', 'Schulden'],
    ['control', 'b', 'Threats', 'Dreiging']
  ]
  const writeForm = (name: string, rows = survey): string => {
    const file = inFolder(name)
    writeFileSync(
      file,
      writeSheets(
        new Map([
          ['survey', rows],
          ['choices', choices]
        ])
      )
    )
    return file
  }

  test('S4.12 the form goes out as XLSForm and comes back the same; one of others adds its questions, and a report answers them', async () => {
    assert.equal((await run(['report', 'form', 'export', inFolder('own.xlsx')])).code, 0)
    const own = await readXlsForm(readFileSync(inFolder('own.xlsx')))
    assert.deepEqual([own.form.questions, own.form.words, own.notes], [[], {}, []])
    const other = await run(['report', 'form', 'import', writeForm('other.xlsx')])
    const [said] = jsonLines(other)
    assert.deepEqual([other.code, said?.['questions'], said?.['words'], said?.['notes']], [0, 4, 1, 4], other.stderr)
    assert.match(other.stderr, /row 6: cas_From is not required[^]*cas_Date is always asked[^]*calculate is left out/)
    await run(['report', 'form', 'export', inFolder('again.xlsx')])
    const again = await run(['report', 'form', 'import', inFolder('again.xlsx')])
    assert.match(again.stderr, /already: nothing changed/)
    const form = Number(said?.['version'])
    const values = { cas_Status: 'open', vic_Control: ['b', 'a'], cas_Date: '2026-11-02' }
    const sent = await add({ key: 'form-0001', answers: { form, values } })
    assert.equal(sent.code, 0, sent.stderr)
    const row = (await exported()).at(-1) as { answers: { name: string; says: { nl: string } }[] }
    assert.deepEqual(
      row.answers.map(({ name, says }) => [name, says.nl]),
      [
        ['cas_Status', 'Lopend'],
        ['vic_Control', 'Dreiging; Schulden'],
        ['cas_Date', '2026-11-02']
      ]
    )
    const wrong: [number, object][] = [
      [form, { cas_Status: 'nooit' }],
      [form, { cas_Date: 'gisteren' }],
      [form, { none: 'x' }],
      [9_999, values]
    ]
    const lines = wrong.map(([of, given]) => JSON.stringify({ place: 'Ede', answers: { form: of, values: given } }))
    const refused = await add(lines.join('\n'))
    assert.deepEqual([refused.code, refused.stdout, refused.stderr.match(/does not ask/g)?.length], [2, '', 4])
  })

  test('S4.12 what is no XLSForm is told with its row, and the form stays as it was', async () => {
    const faults: [string, RegExp][] = [
      [
        writeForm('type.xlsx', [
          ['type', 'name'],
          ['tekst', 'a']
        ]),
        /row 2 of survey: XLSForm has no type "tekst"/
      ],
      [
        writeForm('twice.xlsx', [['type', 'name'], ['text', 'a'], [], ['text', 'a']]),
        /row 4 of survey: the name a stands twice/
      ],
      [
        writeForm('list.xlsx', [
          ['type', 'name'],
          ['select_one x', 'a']
        ]),
        /no list of choices "x"/
      ],
      [
        writeForm('open.xlsx', [
          ['type', 'name'],
          ['begin group', 'a'],
          ['text', 'b']
        ]),
        /does not end/
      ],
      [
        writeForm('name.xlsx', [
          ['type', 'name'],
          ['text', '__proto__ x']
        ]),
        /is no name of a question/
      ],
      [inFolder('een.yaml'), /no XLSX/]
    ]
    for (const [file, says] of faults) {
      await assert.rejects(readXlsForm(readFileSync(file)), { message: says }, file)
    }
    const before = await run(['report', 'form', 'import', faults[0]?.[0] ?? ''])
    assert.deepEqual([before.code, /stays as it was/.test(before.stderr)], [2, true])
  })

  test('S4.12 pyxform takes both forms without a warning', async (t) => {
    const ran = (file: string) =>
      spawnSync('xls2xform', [file, `${file}.xml`, '--skip_validate', '--json'], { encoding: 'utf8' })
    if (ran(inFolder('own.xlsx')).error !== undefined)
      return t.skip('pyxform is not here: pip install pyxform, and have its xls2xform in PATH')
    for (const name of ['own.xlsx', 'again.xlsx']) {
      const { stdout, stderr } = ran(inFolder(name))
      const said = JSON.parse(stdout + stderr) as { code: number; warnings: readonly string[] }
      assert.deepEqual([said.code, said.warnings], [100, []], name)
    }
  })
})
