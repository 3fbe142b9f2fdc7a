/** Writing and reading segments: what is appended comes back byte for byte, and only with its key. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { fc } from '../properties.ts'
import { sha256 } from '../../src/evidence/digest.ts'
import { newDataKey } from '../../src/evidence/seal.ts'
import { openCapture, readSealed } from '../../src/evidence/segments/read-segment.ts'
import { headPath, segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { readIndex } from '../../src/evidence/segments/segment-index.ts'
import {
  anyExchange,
  appendTo,
  meta,
  newSegment,
  plain,
  sampleExchange,
  temporaryFolder,
  writtenSegment
} from './sample.ts'

test('any exchange comes back byte for byte from its place in the segment', async () => {
  const folder = temporaryFolder()
  const writer = await newSegment(folder.path)
  const exchanges = fc.sample(anyExchange, { numRuns: 150, seed: 42 })
  const appended = exchanges.map((exchange) => appendTo(writer, exchange))
  assert.equal((await writer.flush()).kind, 'durable')
  for (const [index, capture] of appended.entries()) {
    const sealed = await readSealed(segmentPath(folder.path, capture.segment), capture.offset, capture.length)
    assert.ok(sealed.kind === 'record' && sealed.digest === capture.recordDigest)
    const opened = openCapture(sealed.bytes, capture.dataKey)
    assert.ok(opened.kind === 'capture', JSON.stringify(opened))
    assert.deepEqual(plain(opened.exchange), plain(exchanges[index] ?? sampleExchange()))
    assert.deepEqual(opened.meta, meta)
    assert.equal(opened.id, capture.captureId)
    assert.equal(sha256(opened.exchange.body), capture.payloadDigest)
  }
  await writer.close()
  folder.remove()
})

test('a segment shows nothing of address, headers, mandate or text', async () => {
  const folder = temporaryFolder()
  const { segment } = await writtenSegment(folder.path, 3)
  const bytes = readFileSync(segmentPath(folder.path, segment)).toString('latin1')
  assert.ok(bytes.includes('application/vnd.baken.sealed'), 'the file is what it should be')
  for (const word of ['shop.example', 'User-Agent', 'oefening', 'practice-nl', 'body 1', '127.0.0.1'])
    assert.ok(!bytes.includes(word), word)
  folder.remove()
})

test('a wrong key, and any changed byte of a record, opens nothing', async () => {
  const folder = temporaryFolder()
  const { segment, captures } = await writtenSegment(folder.path, 1)
  const [capture] = captures
  assert.ok(capture !== undefined)
  const sealed = await readSealed(segmentPath(folder.path, segment), capture.offset, capture.length)
  assert.ok(sealed.kind === 'record')
  const wrong = openCapture(sealed.bytes, newDataKey())
  assert.ok(wrong.kind === 'refused' && wrong.reason === 'wrong-key')
  for (let at = 0; at < sealed.bytes.length; at++) {
    const changed: Buffer = Buffer.from(sealed.bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x20
    assert.equal(openCapture(changed, capture.dataKey).kind, 'refused', `byte ${at}`)
  }
  const late = await readSealed(segmentPath(folder.path, segment), capture.offset + 10, capture.length)
  assert.ok(late.kind === 'damaged' && /too early/.test(late.cause))
  folder.remove()
})

test('flushes at once share the disk and each covers what was appended before it', async () => {
  const folder = temporaryFolder()
  const writer = await newSegment(folder.path)
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const { offset, length } = appendTo(writer, sampleExchange())
      const flushed = await writer.flush()
      return flushed.kind === 'durable' && flushed.mark.bytes >= offset + length
    })
  )
  assert.deepEqual(new Set(outcomes), new Set([true]))
  assert.equal(readFileSync(segmentPath(folder.path, writer.segment)).length, writer.bytes())
  const closed = await writer.close()
  assert.ok(closed.kind === 'closed' && closed.mark.records === 51)
  const head = JSON.parse(readFileSync(headPath(folder.path, writer.segment), 'utf8')) as { bytes: number }
  assert.equal(head.bytes, writer.bytes())
  const refused = writer.append(sampleExchange(), meta)
  assert.ok(refused.kind === 'failed' && refused.reason === 'closed')
  folder.remove()
})

test('C12 many writers in one folder make one unbroken list of segments', async () => {
  const folder = temporaryFolder()
  const made = await Promise.all(Array.from({ length: 20 }, () => writtenSegment(folder.path, 2)))
  const index = readIndex(folder.path)
  assert.deepEqual(index.problems, [])
  assert.equal(index.entries.length, 40)
  const ids = new Set(made.flatMap((one) => one.captures.map((capture) => capture.captureId)))
  assert.equal(ids.size, 40)
  const files = readdirSync(`${folder.path}/segments`).filter((name) => name.startsWith('.'))
  assert.deepEqual(files, [])
  folder.remove()
})

test('C12 two processes that add to the list at one moment leave each entry that was told as added, in one chain', async () => {
  const folder = temporaryFolder()
  const perProcess = 150
  const meeting = temporaryFolder()
  const told = await Promise.all(['een', 'twee'].map((name) => added(folder.path, name, perProcess, meeting.path)))
  const index = readIndex(folder.path)
  assert.deepEqual(index.problems, [])
  const kept = new Map(index.entries.map((entry) => [entry.number, entry.segment]))
  assert.deepEqual(
    told.flat().filter(({ number, segment }) => kept.get(number) !== segment),
    [],
    'entries that were told as added and are not there'
  )
  assert.equal(index.entries.length, 2 * perProcess)
  const turns = index.entries.filter(
    (entry, at) => entry.segment.slice(0, 3) !== index.entries[at - 1]?.segment.slice(0, 3)
  )
  assert.ok(turns.length > 4, `the processes took ${turns.length} turns: they did not meet`)
  folder.remove()
  meeting.remove()
})

/** Adds entries from a process of its own, which begins when both have come to the folder `meeting`; the numbers that it was told. */
async function added(
  evidenceDir: string,
  name: string,
  count: number,
  meeting: string
): Promise<{ readonly number: number; readonly segment: string }[]> {
  const program = `
    import { appendIndex } from ${JSON.stringify(new URL('../../src/evidence/segments/segment-index.ts', import.meta.url).href)}
    import { readdirSync, writeFileSync } from 'node:fs'
    const told = []
    writeFileSync(${JSON.stringify(path.join(meeting, name))}, '')
    while (readdirSync(${JSON.stringify(meeting)}).length < 2);
    for (let n = 0; n < ${count}; n++) {
      const segment = '${name}-' + n
      const done = appendIndex(${JSON.stringify(evidenceDir)}, { event: 'drop', segment, reason: 'proef' }, '2026-01-01T00:00:00Z')
      told.push({ number: done.head.number, segment })
    }
    process.stdout.write(JSON.stringify(told))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    maxBuffer: 1e7
  })
  return JSON.parse(stdout) as { number: number; segment: string }[]
}

test('a header that no HTTP client hands over is a broken promise, and leaves no half record', async () => {
  const folder = temporaryFolder()
  const writer = await newSegment(folder.path)
  const before = writer.bytes()
  assert.throws(() => writer.append(sampleExchange({ responseHeaders: [['A', 'b\r\nEvil: yes']] }), meta))
  assert.throws(() => writer.append(sampleExchange({ responseHeaders: [['A: b', 'c']] }), meta))
  assert.equal(writer.bytes(), before)
  await writer.close()
  folder.remove()
})
