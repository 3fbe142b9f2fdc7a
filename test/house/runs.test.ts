/** Test runs: those of different checkouts on one machine leave each other's files alone, and files that share a process each other's tests. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { groupOf, testFiles } from '../groups.ts'
import { keptFolder, removeLeftBehind } from '../support/database.ts'

test('the database template of another checkout stays while it is used, and goes after a day without use', () => {
  const name = (digest: string): string =>
    path.join(keptFolder(), `baken-test-template-${process.getuid?.() ?? 0}-${digest}${process.pid}`)
  const [used, forgotten] = [name('aaaa'), name('bbbb')]
  try {
    mkdirSync(used)
    mkdirSync(forgotten)
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3600_000)
    utimesSync(forgotten, twoDaysAgo, twoDaysAgo)
    removeLeftBehind()
    assert.ok(existsSync(used))
    assert.ok(!existsSync(forgotten))
  } finally {
    rmSync(used, { recursive: true, force: true })
    rmSync(forgotten, { recursive: true, force: true })
  }
})

test('a file that shares a process has its hooks in a suite: at the root they run before and after the tests of all files, and one that fails fails all', () => {
  const shared = testFiles().filter((file) => ['together', 'served'].includes(groupOf(file)))
  const atRoot = shared.filter((file) =>
    /^(before|after)(Each)?\(/m.test(readFileSync(path.join(import.meta.dirname, '..', file), 'utf8'))
  )
  assert.ok(shared.length > 100)
  assert.deepEqual(atRoot, [])
})

test('tests of properties try the same cases in every run: they take fast-check from properties.ts, which gives it a seed', () => {
  const folder = path.join(import.meta.dirname, '..')
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'properties.ts')
    .filter((name) => /from 'fast-check'$/m.test(readFileSync(path.join(folder, name), 'utf8')))
  assert.deepEqual(own, [])
})
