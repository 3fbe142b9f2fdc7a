/** Recovery after a killed writer: what was committed stays, what was not goes, and a loss is told. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  recoverSegment,
  removeLeftovers,
  unclosedSegments,
  unlistedSegments
} from '../../src/evidence/segments/recover.ts'
import { headPath, segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { openCapture, readSealed } from '../../src/evidence/segments/read-segment.ts'
import { openSegment } from '../../src/evidence/segments/segment.ts'
import { verifyEvidence } from '../../src/verify/evidence.ts'
import { anchor, appendTo, collect, sampleExchange, temporaryFolder, writtenSegment } from '../evidence/sample.ts'

const at = '2026-03-02T12:00:00.000Z'

async function notOk(dir: string): Promise<unknown[]> {
  return (await collect(verifyEvidence(dir, { running: false, half: null }))).filter((item) => item.kind !== 'ok')
}

test('C9 wherever a writer dies after the last commit, recovery keeps every committed capture and nothing else', async () => {
  const folder = temporaryFolder()
  const { segment, captures, writer } = await writtenSegment(folder.path, 3, false)
  const committed = writer.bytes()
  const [tail, path] = [appendTo(writer, sampleExchange()), segmentPath(folder.path, segment)]
  await writer.flush()
  const whole = readFileSync(path)
  for (let size = committed; size <= committed + tail.length; size += 97) {
    const copy = temporaryFolder()
    cpSync(folder.path, copy.path, { recursive: true })
    writeFileSync(segmentPath(copy.path, segment), whole.subarray(0, size))
    const recovery = await recoverSegment(copy.path, segment, committed, at)
    assert.ok(recovery.kind === 'recovered', JSON.stringify(recovery))
    assert.equal(recovery.cutBytes, size - committed)
    assert.equal(recovery.mark.records, 4)
    assert.deepEqual(await notOk(copy.path), [])
    assert.deepEqual(unclosedSegments(copy.path), [])
    const last = captures.at(-1)
    assert.ok(last !== undefined)
    const sealed = await readSealed(segmentPath(copy.path, segment), last.offset, last.length)
    assert.ok(sealed.kind === 'record' && openCapture(sealed.bytes, last.dataKey).kind === 'capture')
    copy.remove()
  }
  await writer.close()
  folder.remove()
})

test('C9 a head that is older than the database is brought to the database', async () => {
  const folder = temporaryFolder()
  const { segment, captures, writer } = await writtenSegment(folder.path, 3, false)
  writeFileSync(headPath(folder.path, segment), '')
  const last = captures.at(-1)
  assert.ok(last !== undefined)
  const recovery = await recoverSegment(folder.path, segment, last.offset + last.length, at)
  assert.ok(recovery.kind === 'recovered' && recovery.cutBytes === 0)
  assert.deepEqual(await notOk(folder.path), [])
  assert.equal(
    (await recoverSegment(folder.path, segment, last.offset + last.length, at)).kind,
    'recovered',
    'again is harmless'
  )
  assert.deepEqual(await notOk(folder.path), [])
  await writer.release()
  folder.remove()
})

test('C9 a segment without any commit keeps its description; one that was never listed is removed', async () => {
  const folder = temporaryFolder()
  const { segment, writer } = await writtenSegment(folder.path, 2, false)
  await writer.release()
  const recovery = await recoverSegment(folder.path, segment, 0, at)
  assert.ok(recovery.kind === 'recovered' && recovery.mark.records === 1)
  const opening = await openSegment(folder.path, { previous: null, ledgerAnchor: null, software: 'baken/test' })
  assert.ok(opening.kind === 'open')
  const { segment: orphan } = opening.writer
  await opening.writer.release()
  rmSync(`${folder.path}/index/00000003.json`)
  writeFileSync(`${folder.path}/segments/.new-00-x.head.json`, 'half')
  assert.deepEqual(unlistedSegments(folder.path), [orphan])
  assert.equal((await recoverSegment(folder.path, orphan, 0, at)).kind, 'removed')
  assert.equal(existsSync(segmentPath(folder.path, orphan)), false)
  assert.equal(removeLeftovers(folder.path, Date.now() + 120_000), 1)
  assert.deepEqual(await notOk(folder.path), [])
  folder.remove()
})

test('C11 a segment that lost committed bytes, or holds others, is told and left as it is', async () => {
  const folder = temporaryFolder()
  const { segment, captures, writer } = await writtenSegment(folder.path, 3, false)
  const path = segmentPath(folder.path, segment)
  const whole = readFileSync(path)
  const committed = writer.bytes()
  truncateSync(path, committed - 1)
  const lost = await recoverSegment(folder.path, segment, committed, at)
  assert.ok(lost.kind === 'damaged' && /last writes were lost/.test(lost.cause))
  assert.equal(statSync(path).size, committed - 1)
  const changed: Buffer = Buffer.from(whole)
  const place = (captures[1]?.offset ?? 0) + 900
  changed[place] = (changed[place] ?? 0) ^ 4
  writeFileSync(path, changed)
  assert.equal((await recoverSegment(folder.path, segment, committed, at)).kind, 'damaged')
  writeFileSync(path, whole)
  assert.equal((await recoverSegment(folder.path, segment, committed - 5, at)).kind, 'damaged', 'no end of a record')
  rmSync(path)
  assert.equal((await recoverSegment(folder.path, segment, committed, at)).kind, 'damaged')
  await writer.close()
  folder.remove()
})

const writerProgram = `
import { openSegment } from ${JSON.stringify(new URL('../../src/evidence/segments/segment.ts', import.meta.url).href)}
const opening = await openSegment(process.argv[1], { previous: null, ledgerAnchor: null, software: 'baken/test' })
const exchange = { url: 'http://shop.example/', method: 'GET', requestHeaders: [], status: 200, statusText: 'OK', httpVersion: '1.1', responseHeaders: [],
  body: Buffer.alloc(5000, 'x'), truncated: null, remoteAddress: '', startedAt: '2026-03-02T10:00:00.000Z', durationMs: 1, serverDate: null, tls: null }
for (;;) {
  const one = opening.writer.append(exchange, { mandate: 'oefening', source: 'practice-nl' })
  const flushed = await opening.writer.flush()
  if (flushed.kind === 'failed') process.exit(1)
  process.stdout.write(JSON.stringify({ segment: one.segment, offset: one.offset, length: one.length, key: one.dataKey.toString('hex') }) + '\\n')
  opening.writer.commitHead(flushed.mark)
}
`

test('C9 a writer killed with SIGKILL at a random moment loses nothing that it said was durable', async () => {
  const folder = temporaryFolder()
  let recovered = 0
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writerProgram, folder.path], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.length > 4000 + round * 3001) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const told = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { segment: string; offset: number; length: number; key: string })
    const last = told.at(-1)
    assert.ok(last !== undefined && told.length > 10)
    const recovery = await recoverSegment(folder.path, last.segment, last.offset + last.length, at)
    assert.ok(recovery.kind === 'recovered', JSON.stringify(recovery))
    anchor(folder.path, 'close', last.segment)
    for (const { segment, offset, length, key } of told) {
      const sealed = await readSealed(segmentPath(folder.path, segment), offset, length)
      assert.ok(sealed.kind === 'record' && openCapture(sealed.bytes, Buffer.from(key, 'hex')).kind === 'capture')
      recovered++
    }
  }
  removeLeftovers(folder.path, Date.now() + 120_000)
  assert.deepEqual(await notOk(folder.path), [])
  assert.ok(recovered > 30)
  folder.remove()
})
