/** The list of what the product does not reach yet can only shrink, and tests do not count as users. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { judgeUnused, readAllowed } from '../../tools/unused.ts'
import { root } from './source-files.ts'

test('H1 what only tests use fails unless a row allows it, and a row that is no longer needed fails too', () => {
  assert.deepEqual(judgeUnused(['src/a.ts', 'src/b.ts run'], ['src/a.ts', 'src/b.ts run']), [])
  assert.deepEqual(judgeUnused(['src/b.ts run'], ['src/a.ts']), [
    'src/b.ts run is reached by no command: join it or delete it',
    'src/a.ts is used or gone: take its row out of the list'
  ])
  assert.throws(() => readAllowed('src/a.ts\tcrawl\n'), /lacks/)
})

test('H1 the production run sees neither tests nor benches', () => {
  const { entry, project } = JSON.parse(readFileSync(path.join(root, 'knip-production.json'), 'utf8')) as Record<
    string,
    readonly string[]
  >
  const seen = [...(entry ?? []), ...(project ?? [])]
  assert.ok(seen.length >= 8 && seen.every((glob) => !/^(test|bench|tools)/.test(glob)), seen.join(' '))
})
