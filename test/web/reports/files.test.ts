/** Files with a report by the routes that screens use: hashed at the door, resumed, judged by content, shown without metadata, sealed. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import type { ReportFile } from '../../../src/contract/reports/files.ts'
import { hashPicture } from '../../../src/link/pictures/picture.ts'
import { zipFile } from '../../evidence/archive-files.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, type Answer, type Browser } from '../running.ts'
import { startReporting, type Reporting } from './reporting.ts'

const partBytes = 256 * 1024

/** A picture with lines of its own, and a place and a camera in its metadata. */
async function picture(seed: number, side = 300): Promise<Buffer> {
  const pixels = Buffer.alloc(side * side * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * seed + (at >> 7) * 31 + ((at * at) >> 11)) & 255
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .withExif({ IFD0: { Make: 'Geheimcamera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 5/1 0/1' } })
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** A zip with these files; sizes claimed in its list are those of zip bombs. */
function zipOf(files: Readonly<Record<string, string>>, claimed: Readonly<Record<string, number>> = {}): Buffer {
  return zipFile(
    Object.entries(files).map(([name, text]) => {
      const sizeBytes = claimed[name] ?? Buffer.byteLength(text)
      return { name, data: deflateRawSync(text), sizeBytes, method: 8 }
    })
  )
}

describe('files of a report', () => {
  let { at, officer, analyst, coordinator, send, step, one } = {} as Reporting
  before(async () => {
    ;({ at, officer, analyst, coordinator, send, step, one } = await startReporting())
  })
  after(() => closeInAgreement(at))

  const announce = (id: string, name: string, bytes: Buffer, more: object = {}): Promise<Answer> =>
    officer.ask('POST', `/api/reports/${id}/files`, {
      key: `bestand-${hash('sha256', name, 'hex').slice(0, 12)}`,
      name,
      bytes: bytes.length,
      sha256: hash('sha256', bytes, 'hex'),
      ...more
    })
  const part = async (id: string, file: string, bytes: Buffer, from: number, to = from + partBytes) =>
    json<ReportFile>(
      await officer.ask('POST', `/api/reports/${id}/files/${file}`, {
        at: from,
        data: bytes.subarray(from, to).toString('base64')
      })
    )
  async function bring(id: string, name: string, bytes: Buffer, more: object = {}): Promise<ReportFile> {
    let file = json<ReportFile>(await announce(id, name, bytes, more))
    while (file.state === 'coming') file = await part(id, file.id, bytes, file.received)
    return file
  }
  const copyOf = async (who: Browser, id: string, file: string, copy: string) => {
    const answer = await fetch(`${at.base}/api/reports/${id}/files/${file}/${copy}`, {
      headers: { cookie: who.cookie }
    })
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: Buffer.from(await answer.arrayBuffer())
    }
  }
  const stored = async (file: string): Promise<number> => {
    const { rows } = await at.world.store.root.query<{ n: number }>(
      'select count(*)::int as n from report_file_part where file_id = $1',
      [file]
    )
    return rows[0]?.n ?? -1
  }

  test('S4.13 a file that was cut off half-way goes on where it stopped, and its digest is that of the original', async () => {
    const { id } = await send({ place: 'Ede' })
    const bytes = await picture(7, 900)
    assert.ok(bytes.length > 2 * partBytes, String(bytes.length))
    const first = json<ReportFile>(await announce(id, 'busje.jpg', bytes))
    const half = await part(id, first.id, bytes, 0)
    assert.deepEqual([half.state, half.received], ['coming', partBytes])
    // The device starts anew: the same key, the same file, and where to go on. What comes twice or leaves a gap changes nothing.
    const again = json<ReportFile>(await announce(id, 'busje.jpg', bytes))
    assert.deepEqual([again.id, again.received], [first.id, partBytes])
    assert.equal((await part(id, first.id, bytes, 0)).received, partBytes)
    assert.equal((await part(id, first.id, bytes, 2 * partBytes)).received, partBytes)
    const kept = await bring(id, 'busje.jpg', bytes)
    assert.deepEqual(
      [kept.id, kept.state, kept.media, kept.sha256, kept.shown],
      [first.id, 'kept', 'image/jpeg', hash('sha256', bytes, 'hex'), true]
    )
    const original = await copyOf(analyst, id, kept.id, 'original')
    assert.equal(hash('sha256', original.bytes, 'hex'), hash('sha256', bytes, 'hex'))
    const [listed] = (await one(id, analyst)).files
    assert.deepEqual(listed, kept)
  })

  test('S4.13 a picture is blurred and grey at first, shown without metadata, and its original stays sealed with the desk', async () => {
    const { id } = await send({ place: 'Ede' })
    const bytes = await picture(11)
    assert.ok(bytes.includes('Geheimcamera'))
    const { id: file } = await bring(id, 'paspoort.jpg', bytes)
    for (const who of [officer, analyst]) {
      const shown = await copyOf(who, id, file, 'shown')
      assert.deepEqual([shown.status, shown.type], [200, 'image/jpeg'])
      const { exif, xmp, iptc, width } = await sharp(shown.bytes).metadata()
      assert.deepEqual([exif, xmp, iptc, width], [undefined, undefined, undefined, 300])
      const blurred = await copyOf(who, id, file, 'blurred')
      const { channels } = await sharp(blurred.bytes).stats()
      const [red, green, blue] = channels.map(({ mean }) => Math.round(mean))
      assert.ok(Math.abs((red ?? 0) - (green ?? red ?? 0)) <= 1 && Math.abs((red ?? 0) - (blue ?? red ?? 0)) <= 1)
      const sharpness = async (from: Buffer): Promise<number> => (await sharp(from).stats()).sharpness
      assert.ok((await sharpness(blurred.bytes)) < (await sharpness(shown.bytes)) / 4)
    }
    assert.equal((await copyOf(officer, id, file, 'original')).status, 404)
    assert.equal((await copyOf(await at.as('elders'), id, file, 'shown')).status, 404)
    assert.equal((await copyOf(await at.as('partner'), id, file, 'blurred')).status, 404)
    const { rows } = await at.world.store.root.query<{ text: string }>(
      `select encode(sealed, 'escape') as text from report_file_part union all select f::text || encode(sealed, 'escape') from report_file f
       union all select entry from ledger`
    )
    assert.equal(
      rows.some(({ text }) => /Geheimcamera|paspoort\.jpg|JFIF/.test(text)),
      false
    )
    const acts = await at.world.store.root.query<{ act: string; copy: string }>(
      `select act, detail->>'copy' as copy from ledger where act like 'report.file%' and subject = $1 order by no`,
      [`report:${id}`]
    )
    assert.deepEqual(
      acts.rows.map(({ act, copy }) => `${act} ${copy}`),
      [
        'report.file-begin null',
        'report.file-keep null',
        ...['shown', 'blurred', 'shown', 'blurred'].map((copy) => `report.file-view ${copy}`)
      ]
    )
  })

  test('S4.13 content decides what a file is: programs, macros, bombs and damage are told and nothing of them is kept', async () => {
    const { id } = await send({ place: 'Ede' })
    const word = { 'word/document.xml': '<w/>', '[Content_Types].xml': '<t/>' }
    const files: readonly (readonly [name: string, bytes: Buffer, says: string])[] = [
      ['nota.txt', Buffer.from('Kenteken gezien: 12-abc-3\n'), 'text/plain; charset=utf-8'],
      ['nota.pdf', Buffer.from('%PDF-1.7\n%\xE2\xE3\n'), 'application/pdf'],
      ['brief.docx', zipOf(word), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['foto.jpg', Buffer.from('MZ\x90\0\x03\0\0\0programma', 'latin1'), 'kind'],
      ['foto.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.from('kapot')]), 'picture'],
      ['macro.docx', zipOf({ ...word, 'word/vbaProject.bin': 'x' }), 'macros'],
      ['los.zip', zipOf({ 'a.txt': 'a' }), 'kind'],
      ['bom.docx', zipOf(word, { 'word/document.xml': 120_000_000 }), 'bomb'],
      ['pad.docx', zipOf({ ...word, '../../etc/passwd': 'x' }), 'kind']
    ]
    const found: Record<string, string | null> = {}
    for (const [name, bytes] of files) {
      const other = await send({ place: `Ede ${name}` })
      const file = await bring(other.id, name, bytes)
      found[name] = file.why ?? file.media
      if (file.state === 'refused') assert.equal(await stored(file.id), 0, name)
    }
    assert.deepEqual(found, Object.fromEntries(files.map(([name, , says]) => [name, says])))
    const damaged = await bring(id, 'nota.txt', Buffer.from('anders'), { sha256: '0'.repeat(64) })
    assert.deepEqual([damaged.state, damaged.why, await stored(damaged.id)], ['refused', 'damaged', 0])
  })

  test('S4.13 odd names, 2 GB, an eleventh file and the report of somebody else are refused at the door', async () => {
    const { id } = await send({ place: 'Ede' })
    const bytes = Buffer.from('tekst')
    for (const name of [
      '',
      '   ',
      '../../etc/passwd',
      'a/b.txt',
      'a\\b.txt',
      '.verborgen',
      'gpj.\u202Etxt',
      'x'.repeat(201),
      'con:1',
      'a\u0007b'
    ])
      assert.equal(
        errorOf(await announce(id, name, bytes, { key: 'raar-0001' })),
        '422 file-name',
        JSON.stringify(name)
      )
    assert.equal(errorOf(await announce(id, 'film.mp4', bytes, { bytes: 2 * 1024 ** 3 })), '413 file-too-large')
    assert.equal(errorOf(await announce(id, 'leeg.txt', bytes, { bytes: 0 })), '400 bad-request')
    const many: number[] = []
    for (let no = 0; no < 12; no++) many.push((await announce(id, `${no} é 👩‍👧.txt`.replace('👩‍👧', 'x'), bytes)).status)
    assert.deepEqual(many, [...Array<number>(10).fill(200), 422, 422])
    const mine = await send({ place: 'Ede' }, analyst)
    assert.equal(errorOf(await announce(mine.id, 'a.txt', bytes)), '404 not-found')
  })

  test('S9.11 no picture is kept with a report of a possible minor, and one marked later shows none any more', async () => {
    const { id } = await send({ place: 'Ede', minor: 'doubt' })
    const refusedAt = await bring(id, 'foto.jpg', await picture(13))
    assert.deepEqual([refusedAt.state, refusedAt.why, await stored(refusedAt.id)], ['refused', 'minor', 0])
    assert.equal((await bring(id, 'nota.txt', Buffer.from('tekst'))).state, 'kept')
    const later = await send({ place: 'Ede' })
    const { id: file } = await bring(later.id, 'foto.jpg', await picture(17))
    await step(later.id, 'minor', {}, coordinator)
    for (const copy of ['blurred', 'shown', 'original'])
      assert.equal((await copyOf(coordinator, later.id, file, copy)).status, 404, copy)
  })

  test('what stands in the list of forbidden digests is never stored, by its bytes or by what is seen on it', async () => {
    const list = path.join(at.world.evidenceDir, '..', 'forbidden-hashes.txt')
    const listed = Buffer.from('verzonnen en verboden')
    const seen = await picture(19)
    const hashed = await hashPicture(seen)
    assert.equal(hashed.kind, 'hash')
    const pdq = hashed.kind === 'hash' ? hashed.pdq : ''
    writeFileSync(list, `# proef\nsha256:${hash('sha256', listed, 'hex')}\npdq:${pdq}\n`)
    const { id } = await send({ place: 'Ede' })
    assert.equal(errorOf(await announce(id, 'a.txt', listed)), '422 file-forbidden')
    const lied = await bring(id, 'b.txt', listed, { sha256: '0'.repeat(64) })
    assert.deepEqual([lied.why, await stored(lied.id)], ['forbidden', 0])
    // Another file of the same picture, turned.
    const turned = await sharp(seen).rotate(90).png().toBuffer()
    const near = await bring(id, 'c.png', turned)
    assert.deepEqual([near.why, await stored(near.id)], ['forbidden', 0])
    writeFileSync(list, 'sha256:kort\n')
    assert.equal(errorOf(await announce(id, 'd.txt', Buffer.from('x'))), '500 fault')
    assert.match(at.faults.join(), /forbidden-hashes\.txt, line 1/)
    writeFileSync(list, '')
  })
})
