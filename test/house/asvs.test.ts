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
