/** The table of ASVS requirements names files that exist and states that are words of its own; what does not hold is there too. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { root } from './source-files.ts'

test('every row of the ASVS table has a state, and what it names as proof exists', () => {
  const rows = readFileSync(path.join(root, 'docs/asvs.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  assert.ok(rows.length > 100, `${rows.length} rows`)
  const named: string[] = []
  for (const [, requirement = '', state = '', , where = ''] of rows) {
    assert.match(state, /^(yes|part|no|op)$/, requirement)
    const files = [...where.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
    assert.ok(files.length > 0 || state === 'no' || requirement === '6.4.2', `${requirement} names nothing`)
    named.push(...files)
  }
  assert.deepEqual(
    [...new Set(named)].filter((file) => !existsSync(path.join(root, file))),
    []
  )
  assert.ok(rows.some(([, , state]) => state === 'no'))
})

/** Chapters that are held to level 3. */
const highest = new Set(['5', '8', '16'])

/** The numbers of a text: `1.2.1–3` and `V1.3.7–11` as all that lie between, `4.3` as all of that section, `V9` and `V17` as all of a chapter. */
function numbersIn(text: string, all: readonly string[]): string[] {
  return [...text.matchAll(/V?(\d+)\.(\d+)(?:\.(\d+)(?:[–-](\d+))?)?|V(\d+)(?![\d.])/g)].flatMap(
    ([, chapter, section, first, last = first, whole]) => {
      if (whole !== undefined) return all.filter((one) => one.startsWith(`${whole}.`))
      if (first === undefined) return all.filter((one) => one.startsWith(`${chapter}.${section}.`))
      return Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, at) => `${chapter}.${section}.${Number(first) + at}`
      )
    }
  )
}

test('every requirement of level 2, and of level 3 for files, authorisation and logging, has a row of the ASVS table or a reason why it does not apply', () => {
  const levels = new Map(
    readFileSync(path.join(import.meta.dirname, 'asvs-levels.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(2)
      .flatMap((line) => {
        const [section = '', digits = ''] = line.split('\t')
        return [...digits].map((digit, at) => [`${section}.${at + 1}` as string, Number(digit)] as const)
      })
  )
  const all = [...levels.keys()]
  assert.equal(all.length, 345)
  const text = readFileSync(path.join(root, 'docs/asvs.md'), 'utf8')
  const without = text.slice(text.indexOf('What has no row'), text.indexOf('\n## '))
  const rows = text.split('\n').flatMap((line) => (/^\| \d/.test(line) ? numbersIn(line.split('|')[1] ?? '', all) : []))
  assert.deepEqual(
    rows.filter((one) => !levels.has(one)),
    [],
    'the standard has these'
  )
  const told = new Set([...rows, ...numbersIn(without, all)])
  assert.deepEqual(
    all.filter((one) => !told.has(one) && ((levels.get(one) ?? 0) < 3 || highest.has(one.split('.')[0] ?? ''))),
    []
  )
})
