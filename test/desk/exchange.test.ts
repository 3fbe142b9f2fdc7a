/** Files of others as reports: STIX, FollowTheMoney and lists, whole or refused with the place; and the taxonomy that goes out. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { csvReports } from '../../src/desk/reports/exchange/csv-reports.ts'
import { exchangeFormat, readExchange, type ExchangeFile } from '../../src/desk/reports/exchange/exchange-file.ts'
import { readStix } from '../../src/desk/reports/exchange/stix-in.ts'
import { extract } from '../../src/extract/extract.ts'
import { exportCommand } from '../../src/cli/commands/export.ts'
import type { CommandContext } from '../../src/cli/command.ts'
import { readFtm } from '../../src/desk/reports/exchange/ftm-in.ts'
import { indicators } from '../../src/weigh/indicators.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const identity = (n: number, more: object = {}): object => {
  return {
    type: 'identity',
    id: `identity--${uuid(n)}`,
    spec_version: '2.1',
    modified: '2026-01-01T00:00:00Z',
    name: `Naam ${n}`,
    ...more
  }
}
const relation = (n: number, from: number, to: number): object => {
  const [source_ref, target_ref] = [`identity--${uuid(from)}`, `identity--${uuid(to)}`]
  return {
    type: 'relationship',
    id: `relationship--${uuid(n)}`,
    relationship_type: 'related-to',
    source_ref,
    target_ref
  }
}

describe('files of others', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'baken-exchange-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const stix = (objects: readonly unknown[]): Promise<ExchangeFile> => {
    const file = path.join(folder, 'bundle.json')
    const text = JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects })
    assert.equal(exchangeFormat(text), 'stix')
    writeFileSync(file, text)
    return readExchange(file, 'stix')
  }
  const ftm = (...lines: readonly unknown[]): Promise<ExchangeFile> => {
    const file = path.join(folder, 'entities.jsonl')
    writeFileSync(file, lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'))
    return readExchange(file, 'ftm')
  }
  const words = async (read: ExchangeFile): Promise<string> => {
    assert.equal(read.kind, 'reports', JSON.stringify(read))
    const all: string[] = []
    if (read.kind === 'reports') for await (const one of read.reports) all.push(one.what ?? '')
    return all.join('\n')
  }
  const problems = (read: ExchangeFile): readonly string[] => (read.kind === 'wrong' ? read.problems : [])

  test('D3 a cycle, a reference that leads nowhere, an older version and unknown extensions are taken, and each is told', async () => {
    const read = await stix([
      identity(1, {
        extensions: { 'extension-definition--x': { extension_type: 'property-extension', kleur: 'rood' } }
      }),
      relation(2, 1, 3),
      identity(3, {
        contact_information: 'bel 06 12345678',
        object_marking_refs: ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed']
      }),
      relation(4, 3, 1),
      relation(5, 1, 99),
      identity(1, { modified: '2025-01-01T00:00:00Z', name: 'Oud' }),
      { type: 'x-eigen', id: `x-eigen--${uuid(6)}`, name: 'Iets eigens' }
    ])
    const text = await words(read)
    assert.match(text, /^STIX 2\.1 · bundle\.json · sha256 [0-9a-f]{64} · 1\n/)
    assert.match(text, /identity Naam 3 .*bel 06 12345678.*TLP:RED/)
    assert.match(text, /source: Naam 1 \(identity--.*target: Naam 3 \(identity--/)
    assert.match(text, /target: identity--\S+99 \(not in the file\)/)
    assert.match(text, /x-eigen Iets eigens/)
    assert.match(text, /"kleur":"rood"/)
    assert.doesNotMatch(text, /Oud/)
    const notes = read.kind === 'reports' ? read.notes.join('\n') : ''
    assert.match(notes, /extension-definition--x[^]*older version[^]*type x-eigen[^]*1 references lead to nothing/)
    assert.equal(text, await words(await readExchange(path.join(folder, 'bundle.json'), 'stix')))
  })

  test('D3 what contradicts itself refuses the whole file, by its number', async () => {
    assert.match(
      problems(await stix([identity(1), identity(1, { name: 'Anders' })]))[0] ?? '',
      /object 2: identity--.* stands at object 1 too/
    )
    assert.match(problems(await stix([identity(1), 7]))[0] ?? '', /object 2 of the list is no object/)
    assert.match(problems(await stix([{ ...identity(1), id: 'identity--1' }]))[0] ?? '', /object 1: its "id"/)
    assert.match(problems(await stix([{ ...relation(1, 2, 3), target_ref: 5 }]))[0] ?? '', /no reference/)
    assert.match(problems(await stix([]))[0] ?? '', /no entities/)
    const file = path.join(folder, 'cut.json')
    writeFileSync(file, '{"type":"bundle","objects":[{"type":"identity"')
    assert.match(problems(await readExchange(file, 'stix'))[0] ?? '', /ends too early/)
  })

  test('B5 a type of forty letters that the pattern of the standard takes seconds for is refused at once', () => {
    const started = process.cpuUsage()
    for (const type of [`${'a'.repeat(40)}!`, `${'a'.repeat(200_000)}!`])
      assert.equal(readStix({ type, id: `${type}--${uuid(1)}` }).kind, 'wrong')
    assert.ok(process.cpuUsage(started).user < 500_000, 'microseconds of the processor')
  })

  test('D3 a long bundle is read an object at a time, and its last reference is found', async () => {
    const file = path.join(folder, 'long.json')
    const objects = 20_000
    writeFileSync(file, `{"type":"bundle","objects":[${JSON.stringify(identity(1))}`)
    for (let at = 2; at <= objects; at += 1_000)
      appendFileSync(
        file,
        Array.from(
          { length: Math.min(1_000, objects - at + 1) },
          (_, n) => `,\n${JSON.stringify(identity(at + n, { description: '}]{"[\\"' }))}`
        ).join('')
      )
    appendFileSync(file, `,${JSON.stringify(relation(1, objects, 1))}]}`)
    const read = await readExchange(file, 'stix')
    assert.deepEqual(read.kind === 'reports' && [read.entities, read.notes], [objects + 1, []])
    assert.match(await words(read), /source: Naam 20000 .*target: Naam 1 /)
  })

  test('D4 entities of FollowTheMoney are taken a line each, with those that they name; a wrong one is told with its line', async () => {
    const jan = {
      id: 'p1',
      schema: 'Person',
      properties: {
        name: ['Jan Voorbeeld'],
        phone: ['+31612345678'],
        birthDate: [`${new Date().getFullYear() - 15}-01-01`]
      }
    }
    const owner = {
      id: 'o1',
      schema: 'Ownership',
      properties: { owner: ['p1'], asset: ['weg'] },
      datasets: ['x'],
      first_seen: '2026-01-01'
    }
    const read = await ftm(jan, '', owner)
    assert.match(
      await words(read),
      /Person Jan Voorbeeld \[p1\].*\+31612345678[^]*owner: Jan Voorbeeld \(p1\); asset: weg \(not in the file\)/
    )
    if (read.kind === 'reports') for await (const one of read.reports) assert.equal(one.minor, 'doubt')
    const wrong = await ftm(
      jan,
      '{"id":',
      { ...jan, id: 'a', schema: 'Mens' },
      { ...jan, id: 'b', properties: { name: 'Jan' } },
      { ...jan, id: 'c', properties: { birthDate: ['gisteren'] } }
    )
    assert.deepEqual(problems(wrong), [
      'line 2 is not JSON.',
      'line 3: there is no schema "Mens".',
      'line 4: the property name is no list of texts.',
      'line 5: the property birthDate holds no date.'
    ])
  })

  test('D2 a list is read with any separator and character set, and a formula is never more than words', () => {
    const rows = 'plaats;wat;kenteken\r\nÉén;"twee\nregels; ""q""";\'=1+1\r\nTwee;=cmd|x;6,12345E+11\r\n'
    const sets = [
      Buffer.from(rows),
      Buffer.from(`\uFEFF${rows}`),
      Buffer.from(`\uFEFF${rows}`, 'utf16le'),
      Buffer.from(`\uFEFF${rows}`, 'utf16le').swap16(),
      Buffer.from(rows, 'latin1'),
      Buffer.from(`sep=;\n${rows}`)
    ]
    for (const bytes of sets) {
      const read = csvReports(bytes)
      assert.deepEqual(read.kind === 'reports' && read.reports, [
        { place: 'Één', what: 'twee\nregels; "q"\nkenteken: =1+1' },
        { place: 'Twee', what: '=cmd|x\nkenteken: 6,12345E+11' }
      ])
      assert.match(read.kind === 'reports' ? read.notes.join() : '', /line \d, wat: a formula[^]*last digits are lost/)
    }
    for (const one of [',', '\t', '|'])
      assert.equal(csvReports(Buffer.from(`place${one}form\na${one}labour\n`)).kind, 'reports')
  })

  test('D2 what is no list is told with its line', () => {
    const faults: [string, RegExp][] = [
      ['place,what\na,b,c\n', /line 2 has 3 cells, and there are 2 columns/],
      ['place,what\n"a\nb",c\nd\n', /line 4 has 1 cells/],
      ['place\n"a\n', /opens in line 2 is never closed/],
      ['place\n"a"b\n', /line 2: something stands after/],
      ['place\na\0\n', /line 2 holds a NUL/],
      ['a,a\n1,2\n', /two columns are called "a"/],
      [','.repeat(10_000_000), /more than 200 columns/],
      ['place\n', /nothing is in it/],
      ['form\nwerk\n', /line 2, form: it is none of/]
    ]
    for (const [text, says] of faults) {
      const read = csvReports(Buffer.from(text))
      assert.match(read.kind === 'wrong' ? read.problems.join() : 'taken', says)
    }
  })

  test('S10.11 the taxonomy of MISP has every indicator once, under its form, as the schema of taxonomies wants it, and names no person', async () => {
    const taxonomy = JSON.parse((await exported('misp-taxonomy')).join('')) as Taxonomy
    const { predicates, values, namespace, description, version } = taxonomy
    const entries = values.flatMap((one) => one.entry.map((entry) => entry.value))
    assert.deepEqual(
      [namespace, new Set(entries).size, values.map((one) => one.predicate)],
      ['baken', entries.length, predicates.map((one) => one.value)]
    )
    assert.deepEqual(entries.toSorted(), [...indicators.keys()].toSorted())
    // The schema of misp-taxonomies: texts that are not empty, a whole version, and nothing that it does not know.
    assert.ok(description !== '' && Number.isInteger(version))
    assert.deepEqual(
      Object.keys(taxonomy).toSorted(),
      ['description', 'expanded', 'namespace', 'predicates', 'refs', 'values', 'version'],
      'no other key'
    )
    for (const one of [...predicates, ...values.flatMap((each) => each.entry)]) {
      assert.deepEqual(Object.keys(one).toSorted(), ['description', 'expanded', 'value'])
      assert.ok(one.value !== '' && one.expanded !== '' && !/["\s]/.test(one.value), one.value)
    }
    const said = extract(JSON.stringify(taxonomy), { region: 'NL' })
    assert.deepEqual(
      said.filter(({ kind }) => kind === 'phone' || kind === 'email'),
      []
    )
  })

  test('S10.11 the indicators go out as entities of FollowTheMoney, each once, with properties that their schema has, and none is a person', async () => {
    const lines = await exported('ftm-indicators')
    const ids = lines.map((line) => {
      const { kind, ...read } = readFtm(JSON.parse(line))
      assert.equal(kind, 'entity', line)
      assert.deepEqual('notes' in read && read.notes, [], 'the schema knows every property')
      return (JSON.parse(line) as { properties: { keywords: string[] } }).properties.keywords[1]
    })
    assert.deepEqual(ids, [...indicators.keys()])
    assert.ok(lines.every((line) => (JSON.parse(line) as { schema: string }).schema === 'Document'))
    const said = extract(lines.join('\n'), { region: 'NL' })
    assert.deepEqual(
      said.filter(({ kind }) => kind === 'phone' || kind === 'email'),
      []
    )
  })
})

interface Entry {
  readonly value: string
  readonly expanded: string
}

interface Taxonomy {
  readonly namespace: string
  readonly description: string
  readonly version: number
  readonly predicates: readonly Entry[]
  readonly values: readonly { readonly predicate: string; readonly entry: readonly Entry[] }[]
}

/** What `baken export` writes. */
async function exported(kind: string): Promise<string[]> {
  const lines: string[] = []
  const output = { data: async (line: string) => void lines.push(line) }
  await exportCommand.run({ operands: [kind], options: {}, output } as unknown as CommandContext)
  return lines
}
