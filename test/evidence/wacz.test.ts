/** Reading WACZ files: harmless ones are read, hostile ones are refused before a byte is unpacked. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import { openZip } from '../../src/evidence/archives/zip-guard.ts'
import { waczSignerOf } from '../../src/evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf } from '../../src/evidence/packages/write-wacz.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { readWacz, type WaczOutcome } from '../../src/evidence/archives/wacz.ts'
import { httpText, warcText, zipFile, type ZipPart } from '../evidence/archive-files.ts'
import { collect, openedCaptures, temporaryFolder } from '../evidence/sample.ts'

const canonical = (address: string): CanonicalUrl => address as CanonicalUrl
const warc = gzipSync(warcText({ block: httpText('bike') }))
const data: ZipPart = { name: 'archive/data.warc.gz', data: warc }

async function readFile(zip: Buffer): Promise<WaczOutcome[]> {
  const folder = temporaryFolder()
  writeFileSync(`${folder.path}/a.wacz`, zip)
  const outcomes = await collect(readWacz(`${folder.path}/a.wacz`, { canonical }))
  folder.remove()
  return outcomes
}

test('the WARC files of a WACZ are read in place, each outcome with its file, and one that no list covers is noted', async () => {
  const outcomes = await readFile(
    zipFile([
      data,
      { name: 'archive/more.warc', data: warcText({ block: httpText('boat') }) },
      { name: 'pages/pages.jsonl', data: Buffer.from('{}') }
    ])
  )
  assert.deepEqual(
    outcomes.map((one) => ('file' in one ? [one.kind, one.file] : [one.kind])),
    [['exchange', 'archive/data.warc.gz'], ['note'], ['exchange', 'archive/more.warc'], ['note']]
  )
})

test('T37 a list that was changed, one that names an archive that is not there, and one with names from here on are told', async () => {
  const hash = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const told = async (paths: readonly string[], digestOf?: (list: Buffer) => string): Promise<unknown[]> => {
    const list = Buffer.from(
      JSON.stringify({ resources: paths.map((one) => ({ path: one, hash: hash(warc), bytes: warc.length })) })
    )
    const digest = JSON.stringify({ path: 'datapackage.json', hash: (digestOf ?? hash)(list) })
    const parts = [
      data,
      { name: 'datapackage.json', data: list },
      { name: 'datapackage-digest.json', data: Buffer.from(digest) }
    ]
    const outcomes = await readFile(zipFile(parts))
    assert.equal(outcomes.filter((one) => one.kind === 'exchange').length, 1)
    return outcomes.flatMap((one) => (one.kind === 'note' ? [[one.place, one.note.kind]] : []))
  }
  assert.deepEqual(await told([data.name]), [])
  assert.deepEqual(await told([`./${data.name}`]), [])
  assert.deepEqual(await told([data.name], () => hash(Buffer.from('{}'))), [
    ['datapackage.json', 'member-digest-differs']
  ])
  assert.deepEqual(await told([data.name, 'archive/gone.warc.gz', 'pages/gone.jsonl']), [
    ['archive/gone.warc.gz', 'missing-bytes']
  ])
})

test('C15 zip slip, links, bombs, duplicates, overlaps, encryption and too many entries are refused', async () => {
  const small = Buffer.from('x')
  const cases: [string, Buffer, string][] = [
    ['parent folder', zipFile([data, { name: '../../etc/evil', data: small }]), 'unsafe-name'],
    ['hidden parent', zipFile([data, { name: 'archive/../../evil.warc.gz', data: small }]), 'unsafe-name'],
    ['root', zipFile([data, { name: '/etc/evil', data: small }]), 'unsafe-name'],
    ['drive', zipFile([data, { name: 'C:evil', data: small }]), 'unsafe-name'],
    ['backslash', zipFile([data, { name: '..\\evil', data: small }]), 'unsafe-name'],
    ['line break', zipFile([data, { name: 'a\nb', data: small }]), 'unsafe-name'],
    ['link', zipFile([data, { name: 'archive/l', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]), 'link'],
    ['twice', zipFile([data, data]), 'duplicate'],
    ['twice but for case', zipFile([data, { ...data, name: 'archive/DATA.warc.gz' }]), 'duplicate'],
    ['encrypted', zipFile([{ ...data, flags: 0x801, sizeBytes: warc.length - 12 }]), 'encrypted'],
    ['overlap', zipFile([data, { name: 'b', data: small, offset: 0 }]), 'overlap'],
    ['many', zipFile([data], 60_000), 'too-many'],
    ['cut', zipFile([data]).subarray(0, -30), 'not-zip'],
    ['text', Buffer.from('hello'), 'not-zip'],
    ['empty', Buffer.alloc(0), 'not-zip'],
    ['no archive', zipFile([{ name: 'a.txt', data: small }]), 'no-warc']
  ]
  for (const [name, zip, reason] of cases) {
    const outcomes = await readFile(zip)
    const [only] = outcomes
    assert.ok(
      outcomes.length === 1 && only?.kind === 'refused' && only.reason === reason && only.do.length > 10,
      `${name}: ${JSON.stringify(outcomes)}`
    )
  }
  const missing = await collect(readWacz('/nowhere.wacz', { canonical }))
  assert.ok(missing[0]?.kind === 'refused')
})

test('C15 an entry that claims another size than it has is refused or damaged, never read', async () => {
  for (const sizeBytes of [data.data.length + 1, 5_000_000_00]) {
    const outcomes = await readFile(zipFile([{ ...data, sizeBytes }]))
    assert.ok(outcomes.every((one) => one.kind !== 'exchange') && outcomes.length > 0, JSON.stringify(outcomes))
  }
})

function datapackage(parts: readonly ZipPart[]): Buffer {
  const hash = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  return Buffer.from(
    JSON.stringify({
      resources: parts.map(({ name, data: bytes }) => ({ path: name, hash: hash(bytes), bytes: bytes.length }))
    })
  )
}

async function verified(zip: Buffer): Promise<string[]> {
  const folder = temporaryFolder()
  writeFileSync(`${folder.path}/a.wacz`, zip)
  const items = await collect(verifyPath(`${folder.path}/a.wacz`))
  folder.remove()
  return items.map((item) => `${item.kind}: ${item.item.replace(/^.*a\.wacz/, '')} ${item.cause}`)
}

test('C7 a WACZ is checked against its digests, and one without signature is called unsigned, never valid', async () => {
  const list = datapackage([data])
  const signed = Buffer.from(
    JSON.stringify({ path: 'datapackage.json', hash: `sha256:${createHash('sha256').update(list).digest('hex')}` })
  )
  const parts = [data, { name: 'datapackage.json', data: list }, { name: 'datapackage-digest.json', data: signed }]
  const whole = await verified(zipFile(parts))
  assert.ok(
    whole.some((line) => line.startsWith('ok: : archive/')) && !whole.some((line) => line.startsWith('damaged')),
    whole.join('\n')
  )
  assert.ok(whole.some((line) => /unsigned/.test(line)))
  const noDigest = await verified(zipFile(parts.slice(0, 2)))
  assert.ok(
    noDigest.some((line) => /unchecked: .*unsigned/.test(line)),
    noDigest.join('\n')
  )
  const noPackage = await verified(zipFile(parts.slice(0, 1)))
  assert.ok(
    noPackage.some((line) => line.startsWith('damaged')),
    noPackage.join('\n')
  )
  const missing = await verified(zipFile(parts.slice(1)))
  assert.ok(
    missing.some((line) => /damaged.*archive/.test(line)),
    missing.join('\n')
  )
  const changed = { ...data, data: gzipSync(warcText({ block: httpText('boat') })) }
  assert.ok((await verified(zipFile([changed, ...parts.slice(1)]))).some((line) => /damaged: : archive/.test(line)))
})

test('C1 a flipped byte in a file of a WACZ is found', async () => {
  const list = datapackage([data])
  const zip = zipFile([data, { name: 'datapackage.json', data: list }])
  for (let at = 0; at < 30 + data.name.length + data.data.length; at += 3) {
    const changed: Buffer = Buffer.from(zip)
    changed[at] = (changed[at] ?? 0) ^ 1
    // Local headers repeat what the list says and nothing reads all of them: only what changes content counts.
    const content = at >= 30 + data.name.length
    assert.ok(!content || (await verified(changed)).some((line) => line.startsWith('damaged')), `byte ${at}`)
  }
})

test('T12 a changed file of a WACZ is named, the rest is checked all the same, and a file that is not listed is told', async () => {
  const pages = { name: 'pages/pages.jsonl', data: Buffer.from('{"format":"json-pages-1.0"}\n') }
  const list = datapackage([pages, data])
  const changed = { ...pages, data: Buffer.from('{"format":"json-pages-1.1"}\n') }
  const stranger = { name: 'extra.txt', data: Buffer.from('meer') }
  const lines = await verified(zipFile([changed, data, { name: 'datapackage.json', data: list }, stranger]))
  for (const wanted of [
    /^damaged: : pages\/pages\.jsonl it does not match its digest/,
    /^ok: : archive\//,
    /^unchecked: : extra\.txt .*does not list it/,
    /^unchecked: {2}unsigned/
  ])
    assert.ok(
      lines.some((line) => wanted.test(line)),
      `${wanted}\n${lines.join('\n')}`
    )
})

test('a comment of the zip file, and pages that no record holds, are told; pages that a record holds are not', async () => {
  const lines = [
    '{"format":"json-pages-1.0"}',
    ...['', 'elders', '#deel'].map((one) => page(`http://shop.example/${one}`)),
    'x'
  ]
  const pages = { name: 'pages/pages.jsonl', data: Buffer.from(`${lines.join('\n')}\n`) }
  const list = datapackage([pages, data])
  const zip = zipFile([pages, data, { name: 'datapackage.json', data: list }])
  const comment = Buffer.from('not covered by anything, at length')
  const commented = Buffer.concat([zip, comment])
  commented.writeUInt16LE(comment.length, zip.length - 2)
  const told = await verified(commented)
  for (const wanted of [
    /^unchecked: {2}the zip file has a comment of 34 bytes there, which no digest covers/,
    /^warning: : pages\/pages\.jsonl 1 of 3 pages that it names, "http:\/\/shop\.example\/elders" first, are in no record/,
    /^warning: : pages\/pages\.jsonl 1 of its lines name no page/
  ])
    assert.ok(
      told.some((line) => wanted.test(line)),
      `${wanted}\n${told.join('\n')}`
    )
  assert.ok(!(await verified(zip)).some((line) => line.includes('comment')))
})

function page(url: string): string {
  return JSON.stringify({ url, ts: '2026-03-01T10:00:00Z' })
}

test('C15 a packed entry that unpacks to far more than its size is refused before a byte of it is unpacked', async () => {
  const sizeBytes = 65 * 1024 * 1024
  const packed = deflateRawSync(Buffer.alloc(sizeBytes))
  const zip = zipFile([{ name: 'archive/data.warc', data: packed, sizeBytes }])
  const list = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  for (const place of [8, list + 10]) zip.writeUInt16LE(8, place) // Packed with deflate.
  const [only, ...more] = await readFile(zip)
  assert.ok(only?.kind === 'refused' && only.reason === 'bomb' && more.length === 0, JSON.stringify(only))
})

test('what waits for a WACZ holds the memory of its records and no more', async () => {
  const folder = temporaryFolder()
  const [opened] = await openedCaptures(folder.path, 1)
  assert.ok(opened !== undefined)
  // As opening gives them: cut from the pool of small buffers, which stays whole while one piece of it is held.
  const [members, of] = [Buffer.from(opened.members), Buffer.from('original')]
  assert.ok(members.buffer.byteLength > members.length)
  const waits = waczCapture({ ...opened, members, original: { id: opened.id, date: opened.date, members: of } })
  for (const [kept, from] of [
    [waits.members, members],
    [waits.original?.members, of]
  ] as const) {
    assert.deepEqual(kept, from)
    assert.equal(kept?.buffer.byteLength, from.length)
  }
  folder.remove()
})

test('a WACZ of ours passes `wacz validate` and `warcio check`, and both and ours find a change in what they cover', async (t) => {
  const runs = (tool: string, ...words: string[]): boolean => spawnSync(tool, words, { timeout: 60_000 }).status === 0
  if (!runs('wacz', '--help') || !runs('warcio', '--help'))
    return t.skip('wacz and warcio are not here: pip install wacz warcio, and have both in PATH')
  const folder = temporaryFolder()
  t.after(() => folder.remove())
  const opened = await openedCaptures(folder.path, 3)
  const id = '00000000-0000-7000-8000-000000000001'
  const whole = waczOf(
    opened.map(waczCapture),
    { title: 'Proef', at: '2026-03-02T10:00:00Z', software: 'baken', id },
    waczSignerOf(randomBytes(32))
  )
  const [file, records] = [path.join(folder.path, 'a.wacz'), path.join(folder.path, 'data.warc')]
  const zip = await openZip(whole)
  assert.ok(zip.kind !== 'refused')
  const parts = new Map<string, Buffer>()
  for (const name of zip.names) parts.set(name, Buffer.concat(await collect(await zip.open(name))))
  const verdicts = async (): Promise<boolean[]> => {
    const kinds = (await collect(verifyPath(file))).map((one) => one.kind)
    return [runs('wacz', 'validate', '-f', file), !kinds.includes('damaged')]
  }
  writeFileSync(file, whole)
  const bodies = gunzipSync(parts.get('archive/data.warc.gz') ?? '').toString('latin1')
  writeFileSync(records, Buffer.from(bodies, 'latin1'))
  assert.deepEqual([...(await verdicts()), runs('warcio', 'check', records)], [true, true, true])
  writeFileSync(records, Buffer.from(bodies.replace('body 1', 'body 7'), 'latin1'))
  assert.equal(runs('warcio', 'check', records), false)
  for (const name of ['archive/data.warc.gz', 'indexes/index.cdx', 'pages/pages.jsonl', 'datapackage.json']) {
    const changed = Buffer.from(parts.get(name) ?? '')
    // In text a letter of an address or title, so that only the digest shows it.
    const at = name.endsWith('.gz')
      ? changed.length >> 1
      : changed.indexOf(name === 'datapackage.json' ? 'Proef' : 'shop')
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(
      file,
      zipFile([...parts].map(([one, bytes]) => ({ name: one, data: one === name ? changed : bytes })))
    )
    assert.deepEqual(await verdicts(), [false, false], name)
  }
})
