/** The chain between the records of a segment, and the digest over its rows, each held by itself. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { runningText, sha256 } from '../../src/verify/disk.ts'
import { verifyEvidence } from '../../src/verify/evidence.ts'
import { collect, temporaryFolder, writtenSegment } from '../evidence/sample.ts'

test('C2 a record that takes the place of another whole one of the same number is found by the chain, and named', async () => {
  const { path, remove } = temporaryFolder()
  const closed = await writtenSegment(path, 4)
  const other = await writtenSegment(path, 4)
  const [mine, theirs] = [closed.captures[1], other.captures[1]]
  assert.ok(mine !== undefined && theirs !== undefined && mine.number === theirs.number)
  const [file, whole] = [segmentPath(path, closed.segment), readFileSync(segmentPath(path, closed.segment))]
  const record = readFileSync(segmentPath(path, other.segment)).subarray(theirs.offset, theirs.offset + theirs.length)
  writeFileSync(
    file,
    Buffer.concat([whole.subarray(0, mine.offset), record, whole.subarray(mine.offset + mine.length)])
  )
  const found = await collect(verifyEvidence(path, { running: false, half: null }))
  for (const id of [theirs.captureId, closed.captures[2]?.captureId ?? ''])
    assert.ok(
      found.some((item) => item.item.includes(id) && /does not follow the record before it/.test(item.cause)),
      JSON.stringify(found)
    )
  remove()
})

test('the digest over the rows of a long segment is that of their whole text', () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `${at} ${'€'.repeat(at % 70)}\n`)
  const sum = runningText()
  for (const row of rows) sum.update(row)
  assert.equal(sum.digest(), sha256(Buffer.from(rows.join(''), 'utf8')))
})
