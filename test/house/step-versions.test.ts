/** The version of each pure step is tied to a digest of its code and data: a rule that changed without a word on its version fails here. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { stepVersions } from '../../src/pipeline.ts'
import { filesBelow, root, type SourceFile } from './source-files.ts'

type Step = keyof typeof stepVersions

/** What the outcome of each step rests on: its own folder, what it shares with others, and its data. */
const parts: Readonly<Record<Step, readonly string[]>> = {
  read: ['src/read', 'src/text', 'data/words', 'data/p'],
  extract: ['src/extract', 'src/text', 'data/words', 'data/p'],
  link: ['src/link', 'src/text/fold', 'src/extract/contact/example.ts'],
  weigh: [
    'src/weigh',
    'src/text/fold',
    'data/indicators',
    'data/weigh-sentences.tsv',
    'data/class-words.tsv',
    'data/class-explains.tsv',
    'data/grave-words.tsv',
    'data/minimum-wages.tsv'
  ]
}

const files = filesBelow(['src', 'data'], /\.(ts|tsv|csv)$/)
const table = readFileSync(path.join(root, 'test/house/step-versions.tsv'), 'utf8')

interface Row {
  readonly step: string
  readonly version: number
  readonly digest: string
  readonly why: string
}

/** Rows `STEP <tab> VERSION <tab> DIGEST <tab> WHY`, the newest of a step last. */
function rowsOf(text: string): Row[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [step = '', version = '', digest = '', why = ''] = line.split('\t')
      return { step, version: Number(version), digest, why }
    })
}

/** A digest of code and data that comments, layout, imports and names of files do not change. */
function digestOf(step: Step, all: readonly SourceFile[]): string {
  const digests = all
    .filter(({ name }) => parts[step].some((part) => name.startsWith(part)))
    .map(({ name, text }) =>
      createHash('sha256')
        .update(name.endsWith('.ts') ? meaningOf(text) : text)
        .digest('hex')
    )
  return createHash('sha256').update(digests.toSorted().join('\n')).digest('hex').slice(0, 16)
}

function meaningOf(code: string): string {
  return code
    .replace(/^\s*\/\*\*?[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^(?:import|export) [^;]*?from '[^']*'$/gm, '')
    .replace(/\s+/g, '')
}

/** What is wrong with the rows of a step, or null. */
function problem(step: Step, version: number, digest: string, rows: readonly Row[]): string | null {
  const own = rows.filter((row) => row.step === step)
  const last = own.at(-1)
  if (last?.version !== version || last.digest !== digest)
    return `${step} changed. Raise its version if any outcome changes, then append to test/house/step-versions.tsv: ${[step, version, digest, 'WHY'].join('\t')}`
  for (const [at, row] of own.entries()) {
    const before = own[at - 1]
    if (row.why === '' || row.why === 'WHY') return `${step} ${row.digest} lacks its reason`
    if (before !== undefined && row.version < before.version) return `${step} ${row.version} is lower than before`
    if (before?.version === row.version && !row.why.startsWith('same outcomes: '))
      return `${step} ${row.digest} keeps its version: say "same outcomes: " and why`
  }
  return null
}

for (const step of Object.keys(stepVersions) as Step[])
  test(`H7 the version of ${step} is the one of its code and data`, () => {
    assert.equal(problem(step, stepVersions[step], digestOf(step, files), rowsOf(table)), null)
  })

test('H7 a changed rule or word is noticed, a comment and a moved file are not', () => {
  const file = {
    name: 'src/weigh/planted.ts',
    text: "/** One. */\nimport { a } from './a.ts'\n\nexport const from = 4\n"
  }
  const digest = digestOf('weigh', [file])
  const text = file.text.replace('One.', 'Two.').replace('./a.ts', '../b/a.ts')
  assert.equal(digestOf('weigh', [{ name: 'src/weigh/deeper/planted.ts', text }]), digest)
  assert.notEqual(digestOf('weigh', [{ ...file, text: file.text.replace('4', '3') }]), digest)
  assert.notEqual(digestOf('weigh', [file, { name: 'data/indicators.csv', text: 'id\n' }]), digest)
  const rows = rowsOf('weigh\t3\taa\tfirst\nweigh\t3\tbb\tfaster')
  assert.match(problem('weigh', 3, 'cc', rows) ?? '', /weigh changed/)
  assert.match(problem('weigh', 4, 'bb', rows) ?? '', /weigh changed/)
  assert.match(problem('weigh', 3, 'bb', rows) ?? '', /same outcomes/)
  assert.equal(problem('weigh', 3, 'bb', rowsOf('weigh\t3\taa\tfirst\nweigh\t3\tbb\tsame outcomes: faster')), null)
})
