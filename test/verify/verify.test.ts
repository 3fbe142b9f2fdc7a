/** The check as a user calls it: any path, without keys, with words on what to do. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import { exportWarc } from '../../src/evidence/export-warc.ts'
import { openKeyring, unwrapDataKey, wrapDataKey } from '../../src/evidence/keys.ts'
import { openCapture, readSealed, type OpenedCapture } from '../../src/evidence/segments/read-segment.ts'
import { segmentPath } from '../../src/evidence/segments/segment-head.ts'
import { makeSummary, type VerifyItem } from '../../src/verify/item.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { readWarc } from '../../src/evidence/archives/warc.ts'
import { httpText, once, warcText } from '../evidence/archive-files.ts'
import { collect, mandate, plain, sampleExchange, temporaryFolder, writtenSegment } from '../evidence/sample.ts'

function check(path: string): Promise<VerifyItem[]> {
  return collect(verifyPath(path))
}

test('a data folder, its evidence folder, one segment and one head are all checked, keys or not', async () => {
  const folder = temporaryFolder()
  const { segment } = await writtenSegment(`${folder.path}/evidence`, 3)
  const file = segmentPath(`${folder.path}/evidence`, segment)
  for (const path of [folder.path, `${folder.path}/evidence`, file, file.replace('.warc', '.head.json')]) {
    const sum = makeSummary()
    for (const item of await check(path)) sum.add(item)
    const { verdict, damaged, unchecked, warnings, checked } = sum.summary()
    assert.deepEqual(
      { verdict, damaged, unchecked, warnings },
      { verdict: 'intact', damaged: 0, unchecked: 0, warnings: 0 },
      path
    )
    assert.deepEqual([checked.segments, checked.captures], [1, 3], path)
  }
  const alone = `${folder.path}/copy.warc`
  writeFileSync(alone, readFileSync(file))
  const items = await check(alone)
  assert.deepEqual(
    items.map((item) => item.kind),
    ['ok', 'warning'],
    'a lone copy cannot show a cut at its end'
  )
  const changed = readFileSync(file)
  for (let at = 0; at < changed.length; at += 97) {
    changed[at] = (changed[at] ?? 0) ^ 2
    writeFileSync(alone, changed)
    assert.ok(
      (await check(alone)).some((item) => item.kind === 'damaged'),
      `byte ${at}`
    )
    changed[at] = (changed[at] ?? 0) ^ 2
  }
  folder.remove()
})

test('a check of nothing says so and counts as nothing checked', async () => {
  const folder = temporaryFolder()
  const sum = makeSummary()
  for (const item of await check(folder.path)) sum.add(item)
  assert.deepEqual([sum.summary().verdict, sum.summary().unchecked], ['nothing', 1])
  assert.equal((await check(`${folder.path}/none`))[0]?.kind, 'damaged')
  await writtenSegment(`${folder.path}/evidence`, 1)
  openKeyringAnyway(folder.path)
  renameSync(`${folder.path}/evidence`, `${folder.path}/elsewhere`)
  assert.ok((await check(folder.path)).some((item) => item.kind === 'damaged' && /missing/.test(item.cause)))
  folder.remove()
})

function openKeyringAnyway(dataDir: string): void {
  mkdirSync(`${dataDir}/keys`, { recursive: true })
  writeFileSync(`${dataDir}/keys/keyring.json`, '{}')
}

test('C4 C7 a foreign WARC is checked by its own digests, and one without any is never called whole', async () => {
  const folder = temporaryFolder()
  const path = `${folder.path}/a.warc`
  const block = httpText('body')
  const digest = (text: string): string => createHash('sha1').update(text).digest('hex')
  const kinds = async (bytes: Buffer): Promise<string[]> => {
    writeFileSync(path, bytes)
    return (await check(path)).map((item) => item.kind)
  }
  const more = [`WARC-Block-Digest: sha1:${digest(block)}`]
  assert.deepEqual(await kinds(warcText({ block, more })), ['ok'])
  assert.deepEqual(await kinds(gzipSync(warcText({ block, more }))), ['ok'])
  assert.deepEqual(await kinds(warcText({ block: block.replace('html', 'htmm'), more })), ['damaged'])
  // A header field was changed and the payload was not: only the digest of the block tells, and the record is named.
  const payload = `WARC-Payload-Digest: sha1:${digest('body')}`
  writeFileSync(path, warcText({ block: block.replace('html', 'htmm'), more: [...more, payload] }))
  const [said] = await check(path)
  assert.match(
    `${said?.kind}: ${said?.item}: ${said?.cause}`,
    /^damaged: .*its content does not match its (?:block )?digest/
  )
  // The same of every type of record, between two that are whole: only that one is named, and the others are counted.
  const [whole, after] = ['r1', 'r3'].map((id) => warcText({ id, block, more: [...more, payload] }))
  assert.ok(whole !== undefined && after !== undefined)
  for (const type of ['response', 'request', 'metadata', 'resource', 'revisit', 'warcinfo', 'conversion', 'own-type']) {
    const changed = warcText({ type, id: 'r2', block: block.replace('html', 'htmm'), more: [...more, payload] })
    writeFileSync(path, Buffer.concat([whole, changed, after]))
    const items = await check(path)
    const found = items.flatMap((item) => (item.kind === 'damaged' ? [`${item.cause}, ${item.place}`] : []))
    assert.deepEqual(found, [`record <urn:test:r2>: its content does not match its digest, byte ${whole.length}`], type)
    const sum = makeSummary()
    for (const item of items) sum.add(item)
    assert.equal(sum.summary().checked.warcRecords, 2, type)
  }
  assert.deepEqual(await kinds(warcText({ block, more: [`WARC-Payload-Digest: sha1:${digest('body')}`] })), ['ok'])
  assert.deepEqual(await kinds(warcText({ block, more: [`WARC-Payload-Digest: sha1:${digest('boat')}`] })), ['damaged'])
  assert.deepEqual(await kinds(warcText({ block })), ['unchecked'])
  assert.deepEqual(await kinds(Buffer.from('hello')), ['damaged'])
  assert.deepEqual(await kinds(Buffer.alloc(0)), ['damaged'])
  folder.remove()
})

test('C18 after its epoch key is destroyed a capture cannot be opened by anything that is left, and the chain is clean', async () => {
  const folder = temporaryFolder()
  const outcome = openKeyring(folder.path)
  assert.ok(outcome.kind === 'keyring')
  const { keyring } = outcome
  const epoch = keyring.epochKey(mandate, '20260302', true)
  assert.ok(epoch.kind === 'key')
  const { captures } = await writtenSegment(`${folder.path}/evidence`, 2)
  const wrapped = captures.map(({ captureId, dataKey }) => ({
    captureId,
    bytes: wrapDataKey(dataKey, epoch.key, captureId)
  }))
  const kept = keyring.keptKey(mandate, true)
  const [first] = captures
  assert.ok(kept.kind === 'key' && first !== undefined)
  const rewrapped = wrapDataKey(first.dataKey, kept.key, first.captureId)
  keyring.destroy(`epoch/${mandate}-20260302`)
  assert.equal(keyring.byName(epoch.key.name).kind, 'destroyed')
  for (const { captureId, bytes } of wrapped) assert.equal(unwrapDataKey(bytes, kept.key, captureId).kind, 'refused')
  assert.equal(unwrapDataKey(rewrapped, kept.key, first.captureId).kind, 'opened', 'the opened one stays')
  assert.deepEqual(
    (await check(folder.path)).filter((item) => item.kind !== 'ok'),
    []
  )
  rmSync(folder.path, { recursive: true })
})

test('an export is a standard WARC that reads back as the same exchanges', async () => {
  const folder = temporaryFolder()
  const { segment, captures } = await writtenSegment(folder.path, 3)
  const opened: OpenedCapture[] = []
  for (const { offset, length, dataKey } of captures) {
    const sealed = await readSealed(segmentPath(folder.path, segment), offset, length)
    assert.ok(sealed.kind === 'record')
    const capture = openCapture(sealed.bytes, dataKey)
    assert.ok(capture.kind === 'capture')
    opened.push(capture)
  }
  const file = Buffer.concat(
    await collect(
      exportWarc(opened, {
        software: 'baken/test',
        fileName: 'x.warc.gz',
        timeMs: 0,
        remarks: [['mandate', 'oefening']]
      })
    )
  )
  assert.equal(
    gunzipSync(file)
      .toString('latin1')
      .match(/^WARC\/1\.1\r$/gm)?.length,
    1 + 3 * 3
  )
  const canonical = (address: string): CanonicalUrl => address as CanonicalUrl
  const outcomes = await collect(readWarc(once(file), { canonical }))
  const exchanges = outcomes.flatMap((one) => (one.kind === 'exchange' ? [one] : []))
  assert.deepEqual(
    exchanges.flatMap((one) => one.notes),
    []
  )
  const expected = sampleExchange()
  for (const [index, { exchange }] of exchanges.entries()) {
    assert.deepEqual(
      plain({ ...exchange, responseHeaders: [], durationMs: 0 }),
      plain({ ...expected, body: Buffer.from(`body ${index}`), responseHeaders: [], durationMs: 0 })
    )
    assert.deepEqual(exchange.responseHeaders[1], ['X-Archive-Orig-Transfer-Encoding', 'chunked'])
  }
  assert.equal(exchanges.length, 3)
  writeFileSync(`${folder.path}/x.warc.gz`, file)
  assert.deepEqual(
    (await check(`${folder.path}/x.warc.gz`)).map((item) => item.kind),
    ['ok']
  )
  folder.remove()
})

test('T21 a right block digest hides no wrong payload digest, on any type of record that carries one', async () => {
  const folder = temporaryFolder()
  const path = `${folder.path}/a.warc`
  const digest = (text: string): string => `sha1:${createHash('sha1').update(text).digest('hex')}`
  const request = 'POST / HTTP/1.1\r\nHost: shop.example\r\n\r\nbody'
  for (const [type, block] of [
    ['response', httpText('body')],
    ['request', request]
  ] as const) {
    for (const [payload, kind] of [
      ['body', 'ok'],
      ['boat', 'damaged']
    ] as const) {
      const more = [`WARC-Block-Digest: ${digest(block)}`, `WARC-Payload-Digest: ${digest(payload)}`]
      writeFileSync(path, warcText({ type, block, more }))
      const [first] = await check(path)
      assert.equal(first?.kind, kind, `${type}, payload ${payload}: ${JSON.stringify(first)}`)
      if (kind === 'damaged') assert.match(first?.cause ?? '', /payload/)
    }
  }
  folder.remove()
})

test('T20 what cannot be judged is told as not checked, and is no good result', async () => {
  const folder = temporaryFolder()
  mkdirSync(`${folder.path}/src`)
  writeFileSync(`${folder.path}/src/x.bin`, 'hello')
  for (const path of [`${folder.path}/src/x.bin`, folder.path]) {
    const sum = makeSummary()
    const items = await check(path)
    for (const item of items) sum.add(item)
    assert.deepEqual(
      items.map((item) => [item.kind, item.item.endsWith('x.bin')]),
      [['unchecked', true]]
    )
    assert.equal(sum.summary().verdict, 'nothing')
  }
  const block = httpText('body')
  const more = [`WARC-Block-Digest: sha1:${createHash('sha1').update(block).digest('hex')}`]
  writeFileSync(`${folder.path}/good.warc`, warcText({ block, more }))
  const sum = makeSummary()
  for (const item of await check(folder.path)) sum.add(item)
  assert.deepEqual([sum.summary().verdict, sum.summary().checked.warcRecords], ['incomplete', 1])
  folder.remove()
})
