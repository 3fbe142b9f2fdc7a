/** Documents keep up with the code: settings, options, acts, keys and paths that exist are named, and nothing is said about this repository's making. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { mandateKeys, parseMandate } from '../../src/accountability/mandates/mandate-file.ts'
import { commands } from '../../src/cli/commands.ts'
import { parseSource } from '../../src/crawl/sources/source-file.ts'
import { knownKeys } from '../../src/crawl/sources/source-schema.ts'
import { evidenceKeys } from '../../src/evidence/objects/read-settings.ts'
import { holderKeys } from '../../src/evidence/holders/read-holders.ts'
import { outsideKeys } from '../../src/run/evidence/outside-settings.ts'
import { environmentNames } from '../../src/run/settings.ts'
import { filesBelow, root, typeScriptFiles } from './source-files.ts'

const settings = read('docs/settings.md')
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].map((name) => ({
    name,
    text: read(name)
  })),
  ...filesBelow(['docs'], /\.md$/)
]

test('every environment variable that is read is documented', () => {
  const code = filesBelow(['src', 'ui', 'test', 'tools', 'bin'], /\.(tsx?|js)$/)
  const used = new Set(
    code.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:process\.env|environment)(?:\.|\[')([A-Z][A-Z_]+)/g)].map((found) => found[1] ?? '')
    )
  )
  for (const name of environmentNames) used.add(name)
  assert.ok(used.size >= 6, [...used].join(' '))
  assert.deepEqual(
    [...used].filter((name) => !settings.includes(`\`${name}\``)),
    []
  )
})

test('every option of a command stands in its help, and every command in the readme', async () => {
  assert.ok(commands.length >= 10)
  const readme = read('README.md')
  for (const row of commands) {
    const { name, usage, help, options } = await row.load()
    assert.equal(name, row.name)
    for (const option of Object.keys(options))
      assert.match(`${usage}\n${help}`, new RegExp(`--${option}\\b`), `baken ${name} --${option}`)
    assert.ok(readme.includes(`\`baken ${name}`), `README.md names baken ${name}`)
  }
})

test('every act that code writes into the ledger is documented', () => {
  const ledger = read('docs/ledger.md')
  const acts = new Set(
    filesBelow(['src'], /\.ts$/).flatMap(({ text }) =>
      [...text.matchAll(/\bact: '([a-z]+\.[a-z-]+)'/g)].map((found) => found[1] ?? '')
    )
  )
  assert.ok(acts.size >= 25, `${acts.size} acts seen`)
  assert.deepEqual(
    [...acts].filter((act) => !documented(ledger, act)),
    []
  )
  assert.ok(!documented(ledger, 'advert.forget'))
})

test('every key of a source file, of a mandate, of outside.yaml, evidence.yaml and keys.yaml is documented', () => {
  const keys = Object.entries(knownKeys).flatMap(([place, names]) =>
    names.map((name) => (place === '' ? name : `${place}.${name}`))
  )
  assert.ok(keys.length > 25, `${keys.length} keys`)
  // A mapping is documented by its keys.
  const missing = [...keys, ...mandateKeys, ...outsideKeys, ...holderKeys, ...evidenceKeys].filter(
    (key) => !settings.includes(`\`${key}\``) && !settings.includes(`\`${key}.`)
  )
  assert.deepEqual(missing, [])
})

test('the example files are accepted', () => {
  const mandate = parseMandate(parse(read('docs/examples/mandate.yaml')))
  assert.equal(mandate.kind, 'mandate', JSON.stringify(mandate))
  const source = parseSource(read('docs/examples/source.yaml'), 'source.yaml')
  assert.equal(source.kind, 'source', JSON.stringify(source))
})

test('paths and links in documents lead somewhere', () => {
  const dead: string[] = []
  let seen = 0
  for (const { name, text } of documents) {
    const named = [...text.matchAll(/`((?:src|test|docs|data|demo|bench|ui|tools|bin)\/[\w./-]*\w)`/g)].map(
      (found) => found[1] ?? ''
    )
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((found) =>
      path.posix.join(path.posix.dirname(name), found[1] ?? '')
    )
    for (const one of [...named, ...linked]) {
      seen++
      if (!existsSync(path.join(root, one)) && !/[A-Z]{4}|^ui\/dist/.test(one)) dead.push(`${name}: ${one}`)
    }
  }
  assert.ok(seen > 60, `${seen} paths`)
  assert.deepEqual(dead, [])
})

test('every noun that linking exports stands in the table of words', () => {
  const words = read('docs/words.md')
  const nouns = new Set(
    filesBelow(['src/link'], /\.ts$/).flatMap(({ text }) =>
      [...text.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map((found) => found[1] ?? '')
    )
  )
  assert.ok(nouns.size > 30 && nouns.has('CoOccurrence'), `${nouns.size} nouns`)
  assert.deepEqual(
    [...nouns].filter((noun) => !words.includes(`\`${noun}\``)),
    []
  )
})

/** Spelled in pieces, so that this file does not find itself. */
const unwanted = [
  ['/wo', 'rk/'],
  ['/tmp/', 'brief'],
  ['registry', '\\.'],
  ['npmj', 's\\.'],
  ['(?<!user[- ])(?<!language )\\bassis', 'tant\\b'],
  ['\\bCha', 'tGPT\\b'],
  ['\\bCla', 'ude\\b'],
  ['\\bCop', 'ilot\\b'],
  ['\\bAnthr', 'opic\\b'],
  ['\\bOpen', 'AI\\b'],
  ['\\bAI[- ]gen', 'erated\\b'],
  ['\\bas an A', 'I\\b']
].map((parts) => new RegExp(parts.join(''), 'i'))

test('no file names the machine that it was written on, who wrote it, or where packages come from', () => {
  const texts = [
    ...typeScriptFiles(),
    ...filesBelow(['bin', 'docs', 'ui', 'demo', 'data', '.ci'], /\.(md|js|css|html|sql|yaml|tsv|csv)$|\/run$/),
    ...[
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'SECURITY.md',
      'NOTICE',
      'package.json',
      'package-lock.json',
      'tools/package-lock.json'
    ].map((name) => ({ name, text: read(name) }))
  ]
  assert.ok(texts.length > 350, `${texts.length} files`)
  const found = texts.flatMap(({ name, text }) =>
    unwanted.flatMap((word) => (word.test(text) ? [`${name}: ${word.exec(text)?.[0]}`] : []))
  )
  assert.deepEqual(found, [])
  assert.ok(unwanted[0]?.test('see /wo' + 'rk/main'))
})

function documented(ledger: string, act: string): boolean {
  const [noun = '', verb = ''] = act.split('.')
  const row = ledger
    .split('\n')
    .find(
      (line) =>
        line.startsWith('|') &&
        line.includes(`\`${noun}.`) &&
        (line.includes(`\`${act}\``) || line.includes(`\`.${verb}\``))
    )
  return row !== undefined
}

function read(name: string): string {
  return readFileSync(path.join(root, name), 'utf8')
}

test('each of the twelve journeys, and of the twelve bars that complaints set, is the title of a test', () => {
  const titles = filesBelow(['test'], /\.test\.ts$/)
    .flatMap(({ text }) => [...text.matchAll(/^\s*(?:test|it|describe)\(\s*'(.+)'/gm)])
    .map((found) => found[1] ?? '')
  assert.ok(titles.length > 500, `${titles.length} titles`)
  const unnamed = ['Journey', 'Complaint'].flatMap((kind) =>
    Array.from({ length: 12 }, (_, at) => `${kind} ${at + 1}`).filter(
      (name) => !titles.some((title) => new RegExp(String.raw`\b${name}\b`).test(title))
    )
  )
  assert.deepEqual(unnamed, [])
})
