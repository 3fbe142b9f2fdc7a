/** Two thousand changed bytes at random places of an evidence folder, of a WARC and of a WACZ: each is found, and its file named. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { verifyPath } from '../../src/verify/verify.ts'
import { httpText, warcText, zipFile } from '../evidence/archive-files.ts'
import { collect, temporaryFolder, writtenSegment } from '../evidence/sample.ts'
import { filesIn } from '../support/files-in.ts'

const flips = 2_000
const seed = 20_260_302

/** Numbers of 0 or more below 1 that are the same in every run (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

test(`C1 ${flips} random byte changes in evidence are all found, and the file of each is named`, async () => {
  const folder = temporaryFolder()
  await writtenSegment(folder.path, 3)
  await writtenSegment(folder.path, 2)
  const { writer } = await writtenSegment(folder.path, 2, false)
  const files = filesIn(folder.path)
  const sizes = files.map((file) => statSync(file).size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const random = randomFrom(seed)
  const hit = new Set<string>()
  for (let n = 0; n < flips; n++) {
    // Half of them anywhere, half in a file of its own turn: small files would hardly be hit.
    let at = Math.floor(random() * total)
    let which = 0
    for (; at >= (sizes[which] ?? 0); which++) at -= sizes[which] ?? 0
    if (n % 2 === 1) {
      which = n % files.length
      at = Math.floor(random() * (sizes[which] ?? 0))
    }
    const file = files[which] ?? ''
    const whole = readFileSync(file)
    const changed: Buffer = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255))
    writeFileSync(file, changed)
    const found = (await collect(verifyPath(folder.path))).filter((item) => item.kind === 'damaged')
    writeFileSync(file, whole)
    const segment = relative(folder.path, file).replace(/\.(warc|head\.json)$/, '')
    assert.ok(
      found.some((item) => item.item.includes(segment)),
      `seed ${seed}, change ${n}: byte ${at} of ${segment}: ${JSON.stringify(found)}`
    )
    hit.add(file)
  }
  assert.equal(hit.size, files.length, 'every file was changed at least once')
  assert.deepEqual(
    (await collect(verifyPath(folder.path))).filter((item) => item.kind !== 'ok'),
    []
  )
  await writer.close()
  folder.remove()
})

const labelled = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Records whose blocks carry digests; their header fields carry none in any WARC. */
function archive(): Buffer {
  const parts = Array.from({ length: 4 }, (_, n) => {
    const block = httpText(`bladzijde ${n} ${'tekst '.repeat(60)}`)
    return gzipSync(warcText({ id: `r${n}`, block, more: [`WARC-Block-Digest: ${labelled(block)}`] }))
  })
  return Buffer.concat(parts)
}

test('C1 random byte changes in a packed WARC are found wherever they change what unpacks', async () => {
  const folder = temporaryFolder()
  const [file, whole, random] = [join(folder.path, 'a.warc.gz'), archive(), randomFrom(seed)]
  let unseen = 0
  for (let n = 0; n < 300; n++) {
    const changed: Buffer = Buffer.from(whole)
    const at = Math.floor(random() * whole.length)
    changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255))
    writeFileSync(file, changed)
    const found = await collect(verifyPath(file))
    // Time, system and flags of a gzip header change nothing that unpacks.
    if (!found.some((item) => item.kind === 'damaged' && item.item.startsWith(file))) unseen++
  }
  assert.ok(unseen <= 300 * 0.05, `${unseen} of 300 changes were not seen`)
  folder.remove()
})

test('C1 random byte changes in the files of a WACZ are found, and the member is named', async () => {
  const folder = temporaryFolder()
  const members = [
    { name: 'archive/data.warc.gz', data: archive() },
    { name: 'pages/pages.jsonl', data: Buffer.from('{"format":"json-pages-1.0"}\n'.repeat(20)) }
  ]
  const list = Buffer.from(
    JSON.stringify({
      resources: members.map(({ name, data }) => ({ path: name, hash: labelled(data), bytes: data.length }))
    })
  )
  const own = Buffer.from(JSON.stringify({ path: 'datapackage.json', hash: labelled(list) }))
  const parts = [...members, { name: 'datapackage.json', data: list }, { name: 'datapackage-digest.json', data: own }]
  const [file, whole, random] = [join(folder.path, 'a.wacz'), zipFile(parts), randomFrom(seed)]
  writeFileSync(file, whole)
  const clean = await collect(verifyPath(file))
  assert.deepEqual(
    clean.filter((item) => item.kind !== 'ok').map((item) => `${item.kind}: ${item.cause}`),
    ['warning: unsigned: datapackage-digest.json holds no signature']
  )
  for (const { name, data } of parts) {
    const start = whole.indexOf(data)
    for (let n = 0; n < 60; n++) {
      const changed: Buffer = Buffer.from(whole)
      // One in three in the header before it.
      const at =
        n % 3 === 0
          ? start - name.length - 26 + Math.floor(random() * (name.length + 22))
          : start + Math.floor(random() * data.length)
      changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255))
      writeFileSync(file, changed)
      const found = (await collect(verifyPath(file))).filter((item) => item.kind === 'damaged')
      assert.ok(
        found.some((item) => item.item.startsWith(file)),
        `${name} byte ${at - start}: nothing was found`
      )
      if (at >= start)
        assert.ok(
          found.some((item) => item.item.includes(name)),
          `${name}: ${JSON.stringify(found)}`
        )
    }
  }
  folder.remove()
})
