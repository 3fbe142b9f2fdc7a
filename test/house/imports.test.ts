/** Imports go the ways of the table, steps are pure, and the check has seen what it judges. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { importRules, type ImportRule } from './import-rules.ts'
import { filesBelow, importsOf, root, typeScriptFiles, type Import, type SourceFile } from './source-files.ts'

const files = typeScriptFiles()
const imports = files.flatMap((file) => importsOf(file))

test('imports go only the ways that the table allows', () => {
  assert.deepEqual(
    imports.flatMap((one) => breach(one) ?? []),
    []
  )
})

test('the check saw the imports that it judges', () => {
  assert.ok(imports.length > 300, `${imports.length} imports`)
  const lines = files.reduce(
    (sum, { text }) => sum + (text.match(/^(import|export) .*from '|^\} from '/gm)?.length ?? 0),
    0
  )
  assert.ok(imports.length >= lines, `${imports.length} imports found, ${lines} lines look like one`)
  for (const { from } of importRules)
    assert.ok(
      files.some((file) => within(file.name, from)),
      `${from} has files`
    )
  for (const rule of importRules) {
    for (const file of rule.files ?? [])
      assert.ok(
        imports.some((one) => within(one.from, rule.from) && one.to === file),
        `${rule.from} -> ${file} is used`
      )
  }
})

const planted: readonly (readonly [file: string, text: string, wrong: boolean])[] = [
  ['src/model/fact.ts', `import type { A } from '../read/read.ts'`, true],
  ['src/read/read.ts', `import {\n  a,\n  b\n} from '../store/adverts.ts'`, true],
  ['src/read/read.ts', `export { a } from '../extract/extract.ts'`, true],
  ['src/read/read.ts', `const a = await import('../run/app.ts')`, true],
  ['src/read/read.ts', `import type { Fact } from '../model/fact.ts'`, false],
  ['src/desk/search.ts', `import type { SearchHit } from '../contract/search.ts'`, false],
  ['src/desk/search.ts', `import { type SearchHit } from '../contract/search.ts'`, false],
  ['src/desk/search.ts', `import { SearchHit } from '../contract/search.ts'`, true],
  ['src/desk/search.ts', `import type { Route } from '../web/route.ts'`, true],
  ['src/accountability/ledger.ts', `import type { Route } from '../web/route.ts'`, true],
  ['src/contract/search.ts', `import type { Store } from '../store/connect.ts'`, true],
  ['src/crawl/gate.ts', `import '../../demo/cli.ts'`, true],
  ['src/weigh/member.ts', `import { isDisguised } from '../extract/extract.ts'`, false],
  ['src/weigh/member.ts', `import { phone } from '../extract/phone.ts'`, true],
  ['ui/src/App.tsx', `import { SearchHit } from '../../src/contract/search.ts'`, true],
  ['src/elsewhere/new.ts', `import { x } from '../model/fact.ts'`, true]
]
for (const [name, text, wrong] of planted) {
  test(`a planted import is ${wrong ? 'found' : 'let through'}: ${name}: ${text.replace(/\s+/g, ' ')}`, () => {
    const [one, ...more] = importsOf({ name, text })
    assert.ok(one !== undefined && more.length === 0)
    assert.equal(breach(one) !== null, wrong)
  })
}

test('H15 no files import each other in a circle, not even for their types', () => {
  assert.deepEqual(circles(imports), [])
  const planted = (from: string, to: string, typeOnly: boolean): Import => ({ from, to, typeOnly, ours: true })
  const circle = [planted('a.ts', 'b.ts', false), planted('b.ts', 'c.ts', true), planted('c.ts', 'a.ts', false)]
  assert.deepEqual(circles([...circle, planted('d.ts', 'a.ts', false)]), [['a.ts', 'b.ts', 'c.ts']])
})

/** Sets of files of which each reaches all others by imports (Tarjan's strongly connected components), each sorted. */
function circles(all: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>()
  for (const one of all) if (one.ours) targets.set(one.from, [...(targets.get(one.from) ?? []), one.to])
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const walk = (name: string): void => {
    order.set(name, order.size)
    let low = order.get(name) ?? 0
    stack.push(name)
    for (const to of targets.get(name) ?? []) {
      if (!order.has(to)) walk(to)
      if (stack.includes(to)) low = Math.min(low, lowest.get(to) ?? order.get(to) ?? 0)
    }
    lowest.set(name, low)
    if (low !== order.get(name)) return
    const circle = stack.splice(stack.indexOf(name))
    if (circle.length > 1) found.push(circle.toSorted())
  }
  for (const name of targets.keys()) if (!order.has(name)) walk(name)
  return found
}

test('what users run imports no package that only makers install', () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8')
  ) as Record<string, Record<string, string>>
  const packages = filesBelow(['src', 'ui', 'demo', 'bin'], /\.(tsx?|js)$/)
    .flatMap((file) => importsOf(file))
    .filter((one) => !one.ours && !one.typeOnly && !one.to.startsWith('node:'))
    .map((one) => ({ from: one.from, name: /^(?:@[^/]+\/)?[^/]+/.exec(one.to)?.[0] ?? '' }))
  assert.ok(new Set(packages.map((one) => one.name)).size > 20 && 'playwright-core' in devDependencies)
  assert.deepEqual(
    packages.filter((one) => !(one.name in dependencies)),
    []
  )
})

/** What a pure step may not ask for: time, chance, disk, network, the process. A small loader of tables may read its file. */
const impure =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.|\bsetTimeout\(|\bfetch\(|\brandom(Bytes|UUID|Int)\(/
const pureFolders = ['src/model', 'src/read', 'src/extract', 'src/link', 'src/weigh']
const purePackages =
  /^(node:(buffer|crypto)|chardet|htmlparser2|iconv-lite|jsonrepair|tldts|libphonenumber-js\/max|sharp)$/
const loaders = new Set(['src/weigh/indicators.ts', 'src/weigh/wording.ts'])

test('steps from read to weigh ask neither clock, chance, disk, network nor database', () => {
  const steps = files.filter((file) => pureFolders.some((folder) => within(file.name, folder)))
  assert.ok(steps.length > 80, `${steps.length} files`)
  assert.deepEqual(
    steps.flatMap((file) => impurities(file)),
    []
  )
  for (const text of [
    'const now = Date.now()',
    `import { readFileSync } from 'node:fs'`,
    'const seed = Math.random()'
  ]) {
    assert.equal(impurities({ name: 'src/read/planted.ts', text }).length, 1, text)
  }
})

function impurities(file: SourceFile): string[] {
  const code = file.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*/g, '')
  const asks = impure.exec(code)?.[0]
  const packages = importsOf(file).filter(
    (one) => !one.ours && !one.typeOnly && !purePackages.test(one.to) && !loaders.has(file.name)
  )
  return [...(asks === undefined ? [] : [`${file.name}: ${asks}`]), ...packages.map((one) => `${file.name}: ${one.to}`)]
}

/** Why an import is not allowed, or null. */
function breach(one: Import): string | null {
  if (!one.ours) return null
  const rule = importRules.find((each) => within(one.from, each.from))
  if (rule === undefined) return `${one.from} is in a folder that the table does not know`
  if (
    within(one.to, rule.from) ||
    rule.may.some((folder) => within(one.to, folder)) ||
    rule.files?.includes(one.to) === true
  )
    return null
  if (one.typeOnly && rule.types?.some((place) => within(one.to, place)) === true) return null
  return `${one.from} -> ${one.to}: ${reason(rule)}`
}

function reason(rule: ImportRule): string {
  return `${rule.from} may import ${rule.may.join(', ') || 'nothing'}; ${rule.because}`
}

function within(name: string, place: string): boolean {
  return name === place || name.startsWith(`${place}/`)
}
