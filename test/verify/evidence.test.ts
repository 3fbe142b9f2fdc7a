/** What a check of an evidence folder finds: every changed byte, every removed record and file, every cut. */
import assert from 'node:assert/strict'
import { cpSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '../../src/evidence/digest.ts'
import { dropSegment } from '../../src/evidence/segments/drop-segment.ts'
import { appendIndex, noDigest } from '../../src/evidence/segments/segment-index.ts'
import { segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { readStamped } from '../../src/evidence/stamped-json.ts'
import { verifyEvidence } from '../../src/verify/evidence.ts'
import type { VerifyItem } from '../../src/verify/item.ts'
import {
  anchor,
  appendTo,
  collect,
  newSegment,
  sampleExchange,
  temporaryFolder,
  writtenSegment
} from '../evidence/sample.ts'
import { filesIn } from '../support/files-in.ts'

const still = { running: false, half: null } as const

async function findings(dir: string): Promise<VerifyItem[]> {
  const items = await collect(verifyEvidence(dir, still))
  assert.ok(items.length > 0, 'a check of nothing proves nothing')
  return items.filter((item) => item.kind !== 'ok')
}

/** Two segments: one closed, one still open with its head at the end. */
async function evidence(): Promise<{
  path: string
  remove(): void
  closed: Awaited<ReturnType<typeof writtenSegment>>
  open: Awaited<ReturnType<typeof writtenSegment>>
}> {
  const folder = temporaryFolder()
  const closed = await writtenSegment(folder.path, 4)
  const open = await writtenSegment(folder.path, 2, false)
  return { ...folder, closed, open }
}

test('an untouched folder is clean, its records are counted, while one segment is still being written', async () => {
  const { path, remove, open } = await evidence()
  const items = await collect(verifyEvidence(path, still))
  assert.deepEqual(
    items.filter((item) => item.kind !== 'ok'),
    []
  )
  assert.equal(
    items.reduce((sum, item) => sum + (item.counts?.captures ?? 0), 0),
    6
  )
  await open.writer.close()
  assert.deepEqual(await findings(path), [])
  remove()
})

test('C1 every flipped byte in every stored file is found and its file is named', async () => {
  const { path, remove, open } = await evidence()
  let flips = 0
  for (const file of filesIn(path)) {
    const whole = readFileSync(file)
    for (let at = flips % 61; at < whole.length; at += 61) {
      const changed: Buffer = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(file, changed)
      const found = await findings(path)
      const name = relative(path, file).split('.')[0] ?? ''
      assert.ok(
        found.some((item) => item.kind === 'damaged' && item.item.includes(name)),
        `${name} byte ${at}: ${JSON.stringify(found)}`
      )
      flips++
    }
    writeFileSync(file, whole)
  }
  assert.ok(flips > 250, `${flips} flips`)
  assert.deepEqual(await findings(path), [])
  await open.writer.close()
  remove()
})

test('C1 every flipped byte in an index entry or head is found', async () => {
  const { path, remove, open } = await evidence()
  for (const file of filesIn(path).filter((name) => name.endsWith('.json'))) {
    const whole = readFileSync(file)
    assert.equal(readStamped(whole).kind, 'stamped')
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const changed: Buffer = Buffer.from(whole)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      assert.equal(readStamped(changed).kind, 'damaged', `${file} bit ${bit}`)
    }
  }
  await open.writer.close()
  remove()
})

test('C1 a flipped byte within a capture names that capture and its bytes, and only that one', async () => {
  const { path, remove, closed, open } = await evidence()
  const [, second] = closed.captures
  assert.ok(second !== undefined)
  const file = segmentPath(path, closed.segment)
  const whole = readFileSync(file)
  for (const at of [second.offset + 30, second.offset + second.length - 40]) {
    const changed: Buffer = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(file, changed)
    const found = await findings(path)
    assert.equal(found.length, 1, JSON.stringify(found))
    assert.ok(found[0]?.place.startsWith(`bytes ${second.offset}-`), JSON.stringify(found))
  }
  await open.writer.close()
  remove()
})

test('C1 a record larger than memory should hold at once is judged like the others', async () => {
  const folder = temporaryFolder()
  const writer = await newSegment(folder.path)
  const places = [3_000_000, 10].map((size) =>
    appendTo(writer, sampleExchange({ responseHeaders: [['Content-Encoding', 'br']], body: Buffer.alloc(size, 'ab') }))
  )
  await writer.close()
  assert.deepEqual(await findings(folder.path), [])
  const file = segmentPath(folder.path, writer.segment)
  const whole = readFileSync(file)
  const [large] = places
  assert.ok(large !== undefined && large.length > 2_000_000)
  for (const at of [large.offset + 1_500_000, large.offset + large.length - 2]) {
    const changed: Buffer = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(file, changed)
    assert.deepEqual(
      (await findings(folder.path)).map((item) => item.place),
      [`bytes ${large.offset}-${large.offset + large.length - 1}`]
    )
  }
  writeFileSync(file, whole.subarray(0, large.offset + 1_500_000))
  assert.ok((await findings(folder.path)).some((item) => /ends within this record/.test(item.cause)))
  folder.remove()
})

test('C2 each record taken out, each file deleted, and each index entry deleted is found', async () => {
  const { path, remove, closed, open } = await evidence()
  for (const { segment, captures } of [closed, open]) {
    const file = segmentPath(path, segment)
    const whole = readFileSync(file)
    for (const { offset, length, number } of captures) {
      writeFileSync(file, Buffer.concat([whole.subarray(0, offset), whole.subarray(offset + length)]))
      const found = await findings(path)
      assert.ok(
        found.some((item) => item.kind === 'damaged' && /missing/.test(item.cause)),
        `record ${number}: ${JSON.stringify(found)}`
      )
    }
    const [first, second] = captures
    assert.ok(first !== undefined && second !== undefined)
    const swapped = [whole.subarray(0, first.offset), whole.subarray(second.offset, second.offset + second.length)]
    const rest = [whole.subarray(first.offset, second.offset), whole.subarray(second.offset + second.length)]
    writeFileSync(file, Buffer.concat([...swapped, ...rest]))
    assert.ok(
      (await findings(path)).some((item) => item.kind === 'damaged'),
      'two records exchanged'
    )
    writeFileSync(file, whole)
  }
  const copy = `${path}-copy`
  const files = filesIn(path)
  for (const file of files) {
    cpSync(path, copy, { recursive: true })
    rmSync(join(copy, relative(path, file)))
    const found = await findings(copy)
    assert.notEqual(
      found.find((item) => item.kind === 'damaged'),
      undefined,
      `${file} deleted`
    )
    const entry = Number(/index\/(\d+)\.json$/.exec(file)?.[1] ?? 3)
    const gap = `entry ${entry} is missing from the list of segments`
    assert.ok(entry > 2 || found.some((item) => item.cause === gap), `${file}: ${JSON.stringify(found)}`)
    rmSync(copy, { recursive: true })
  }
  assert.equal(files.length, 3 + 4 + 2)
  await open.writer.close()
  remove()
})

test('C2 a segment that takes the place of another with the same length is found', async () => {
  const { path, remove, closed, open } = await evidence()
  const other = await writtenSegment(path, 4)
  assert.deepEqual(await findings(path), [])
  writeFileSync(segmentPath(path, closed.segment), readFileSync(segmentPath(path, other.segment)))
  const found = await findings(path)
  assert.ok(found.some((item) => item.kind === 'damaged' && item.item.includes(closed.segment)))
  await open.writer.close()
  remove()
})

test('C3 a segment cut at any 512 bytes is found, and the records before the cut count as whole', async () => {
  const { path, remove, closed, open } = await evidence()
  for (const { segment, captures } of [closed, open]) {
    const file = segmentPath(path, segment)
    const whole = readFileSync(file)
    for (let cut = 0; cut < whole.length; cut += 512) {
      writeFileSync(file, whole)
      truncateSync(file, cut)
      const found = (await findings(path)).filter((item) => item.kind === 'damaged')
      assert.ok(
        found.some((item) => item.item.startsWith(file)),
        `cut at ${cut}`
      )
      const intact = captures.filter((capture) => capture.offset + capture.length <= cut)
      for (const { captureId } of intact)
        assert.ok(!found.some((item) => item.item.includes(captureId)), `cut at ${cut}`)
    }
    writeFileSync(file, whole)
  }
  await open.writer.close()
  remove()
})

test('C5 C6 a list of segments that is set back or rebuilt is found against the anchors beside it', async () => {
  const { path, remove, closed, open } = await evidence()
  const index = `${path}/index`
  cpSync(index, `${path}-older`, { recursive: true })
  await open.writer.close()
  anchor(path, 'close', open.segment)
  assert.deepEqual(await findings(path), [])
  rmSync(index, { recursive: true })
  cpSync(`${path}-older`, index, { recursive: true })
  const back = await findings(path)
  assert.ok(
    back.some((item) => item.item.endsWith('00000004.json') && /noted entry 4/.test(item.cause)),
    JSON.stringify(back)
  )
  rmSync(index, { recursive: true })
  for (const { segment } of [closed, open])
    assert.equal(
      appendIndex(path, { event: 'open', segment, warcinfo: noDigest }, '2026-03-02T10:00:00.000Z').kind,
      'added'
    )
  const rebuilt = await findings(path)
  assert.ok(
    rebuilt.some((item) => item.item.endsWith('00000001.json') && /rebuilt/.test(item.cause)),
    JSON.stringify(rebuilt)
  )
  for (const at of [path, `${path}-older`]) rmSync(at, { recursive: true })
  remove()
})

test('C9 bytes after the head are told as not checked, with what to do, and as being written beside a service; after closing they are damage', async () => {
  const { path, remove, closed, open } = await evidence()
  const append = (segment: string): void => writeFileSync(segmentPath(path, segment), 'half a rec', { flag: 'a' })
  append(open.segment)
  const found = await findings(path)
  assert.deepEqual(
    found.map((item) => item.kind),
    ['unchecked']
  )
  assert.match(found[0]?.do ?? '', /start Baken/)
  const written = (await collect(verifyEvidence(path, { running: true, half: null }))).filter(
    (item) => item.kind !== 'ok'
  )
  assert.deepEqual(
    written.map((item) => item.kind),
    ['note'],
    'beside a running service it is said and no fault'
  )
  append(closed.segment)
  assert.ok((await findings(path)).some((item) => item.kind === 'damaged' && /added/.test(item.cause)))
  await open.writer.close()
  remove()
})

test('C18 a segment that was removed on purpose leaves a clean chain that says why', async () => {
  const { path, remove, closed, open } = await evidence()
  assert.equal(dropSegment(path, open.segment, 'x', '2026-04-01T00:00:00.000Z').kind, 'refused', 'it is not closed')
  for (let again = 0; again < 2; again++) {
    const dropped = dropSegment(path, closed.segment, 'all captures erased', '2026-04-01T00:00:00.000Z')
    assert.ok(dropped.kind === 'added' && dropped.head.number === 4)
  }
  assert.deepEqual(await findings(path), [])
  const items = await collect(verifyEvidence(path, still))
  assert.ok(items.some((item) => item.cause.includes('all captures erased')))
  await open.writer.close()
  remove()
})

test('a closed segment is what sha256sum says it is', async () => {
  const { path, remove, closed, open } = await evidence()
  const entry = readdirSync(`${path}/index`)
    .map((name) => readFileSync(`${path}/index/${name}`, 'utf8'))
    .find((text) => text.includes('"close"'))
  assert.ok(entry?.includes(sha256(readFileSync(segmentPath(path, closed.segment)))))
  assert.ok(statSync(segmentPath(path, closed.segment)).size > 0)
  await open.writer.close()
  remove()
})
