/** Groups of records on a disk that fails. */
import assert from 'node:assert/strict'
import { open } from 'node:fs/promises'
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
