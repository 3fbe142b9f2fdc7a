/** Groups of records on a disk that fails. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { makeGroupWriter } from '../../src/evidence/segments/group-writer.ts'
import { noDigest } from '../../src/evidence/segments/segment-index.ts'

test('C10 on a full disk a flush says so, all who wait for it hear it, and nothing more is taken in', async () => {
  const file = await open('/dev/full', 'w')
  const group = makeGroupWriter(file, '/dev/full', { records: 0, bytes: 0, last: noDigest })
  group.add(Buffer.from('record'))
  const outcomes = await Promise.all([group.flush(), group.flush(), group.flush()])
  assert.deepEqual(
    outcomes.map((one) => one.kind === 'failed' && one.reason),
    ['disk-full', 'disk-full', 'disk-full']
  )
  assert.equal(group.failure()?.reason, 'disk-full')
  await group.end({ kind: 'failed', reason: 'closed', detail: '' })
  assert.equal(group.failure()?.reason, 'disk-full', 'the first cause stays')
})

test('C10 a write of which the disk takes a part goes on with the rest, and what was not durable is cut off again', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-group-'))
  try {
    const file = path.join(folder, 'limited')
    const code = `
      import { open } from 'node:fs/promises'
      const { makeGroupWriter } = await import(${JSON.stringify(new URL('../../src/evidence/segments/group-writer.ts', import.meta.url).href)})
      const group = makeGroupWriter(await open(${JSON.stringify(file)}, 'w'), 'limited', { records: 0, bytes: 0, last: '' })
      group.add(Buffer.alloc(1000, 'a'))
      const first = await group.flush()
      for (let nth = 0; nth < 20; nth++) group.add(Buffer.alloc(1000, 'b'))
      const second = await group.flush()
      console.log(JSON.stringify([first.kind, second.kind, second.reason]))`
    // The limit on the size of files, of 4 or 8 KiB, lets a write through in part, as a disk that is nearly full does.
    const ran = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 8 && exec "$0" --disable-warning=ExperimentalWarning --input-type=module -e "$1"',
        process.execPath,
        code
      ],
      { encoding: 'utf8' }
    )
    assert.equal(ran.stdout.trim(), '["durable","failed","disk-full"]', ran.stderr)
    assert.equal(statSync(file).size, 1000)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
