/** Two test runs of different checkouts on one machine leave each other's files alone. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { removeLeftBehind } from '../support/database.ts'

test('the database template of another checkout stays while it is used, and goes after a day without use', () => {
  const name = (digest: string): string =>
    path.join(tmpdir(), `baken-test-template-${process.getuid?.() ?? 0}-${digest}${process.pid}`)
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
