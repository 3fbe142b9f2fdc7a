/** A dossier without names: its proof holds what the ledger hashed or nothing, and no byte of the package says a name in any writing. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import PizZip from 'pizzip'
import { openSalted } from '../../../src/desk/sealed-words.ts'
import { logKeyOf } from '../../../src/evidence/log/note.ts'
import { signingKeyOf } from '../../../src/evidence/packages/signing.ts'
import { storedZip } from '../../../src/evidence/packages/zip-stored.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { errorOf } from '../running.ts'
import { dossierWorld, laidOut, made, packageOf, rowsOf, textOf, type DossierWorld } from './dossiers.ts'
import { wordsOf } from './pdf-words.ts'

/** Bytes as they are read by whoever looks for a name: as UTF-8, and as UTF-16 from an even and an odd place (a copy, which starts at an even address). */
const writings = (bytes: Buffer): string[] => [
  bytes.toString('utf8'),
  bytes.toString('latin1'),
  bytes.toString('utf16le'),
  Buffer.from(bytes.subarray(1)).toString('utf16le')
]

describe('dossier without names', () => {
  let world: DossierWorld
  let folder: string
  before(async () => {
    world = await dossierWorld()
    const { at, detective, one } = world
    const job = await made(detective, one, { names: ['coordinator', 'Kwartelstaart'], unconfirmed: true })
    folder = laidOut(at, await packageOf(at, detective, one, job.result ?? 0))
  })
  after(() => world.close())

  test('S6.8 S6.2 every entry of the ledger in it has the hash that the ledger gave it, and those with a name are missing', async () => {
    const checked = spawnSync('sha256sum', ['--check', '--strict', 'proof/LEDGERSUMS'], {
      cwd: folder,
      encoding: 'utf8'
    })
    assert.equal(checked.status, 0, checked.stdout + checked.stderr)
    const { rows } = await world.at.world.store.root.query<{ no: number; entry: string; hash: Buffer }>(
      `select no, entry, hash from ledger where subject = $1 and act in ('case.open', 'case.pin', 'case.confirm') order by no`,
      [`case:${world.one.id}`]
    )
    const there = new Set(readdirSync(path.join(folder, 'proof/ledger')))
    const sums = readFileSync(path.join(folder, 'proof/LEDGERSUMS'), 'utf8')
    const named = rows.filter((row) => row.entry.includes('coordinator'))
    assert.ok(named.length > 0 && named.length < rows.length, 'some entries name the account, and others do not')
    for (const { no, entry, hash } of rows) {
      const file = String(no).padStart(9, '0')
      assert.equal(there.has(file), !entry.includes('coordinator'), `entry ${no}: ${entry}`)
      assert.equal(sums.includes(hash.toString('hex')), there.has(file), `the hash of entry ${no}`)
    }
  })

  test('S6.8 no byte of the package, and no word of its PDF, says a name', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(folder, name)).isFile()
    )
    assert.ok(files.length > 15)
    for (const name of files) {
      const bytes = readFileSync(path.join(folder, name))
      const texts = writings(bytes)
      if (name.endsWith('.pdf')) texts.push(wordsOf(bytes))
      for (const text of texts) assert.doesNotMatch(text, /coordinator|kwartelstaart|kw\u0430rtelst/i, name)
    }
  })

  test('S6.8 nobody who has the package can try a guess at an entry that stayed out of it, also when the guess is right in every column', async () => {
    const files = readdirSync(path.join(folder, 'proof'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(?:ledger|log)\/\d{9}$/.test(name)
    )
    const held = files.map((name) => readFileSync(path.join(folder, 'proof', name)))
    const said = (hash: Buffer): boolean => {
      const leaf = createHash('sha256').update(Uint8Array.of(0)).update(hash).digest('base64')
      return held.some((bytes) => bytes.includes(hash) || bytes.includes(leaf))
    }
    // Whoever guesses is given the hash of the entry before as well, which the package often holds.
    const { rows } = await world.at.world.store.root.query<{ no: number; prev: Buffer; entry: string; guess: string }>(
      `select no, prev, entry, (entry::jsonb - 'salt')::text as guess from ledger order by no`
    )
    const there = new Set(files.map((name) => Number(name.slice(-9))))
    const hashOf = (prev: Buffer, text: string): Buffer => createHash('sha256').update(prev).update(text).digest()
    const hidden = rows.filter((row) => !there.has(row.no) && said(hashOf(row.prev, row.entry)))
    assert.ok(hidden.length > 0, 'the package holds hashes of entries that stayed out of it')
    for (const row of hidden) assert.equal(said(hashOf(row.prev, row.guess)), false, `a guess at entry ${row.no} shows`)
  })

  test('S6.8 nobody who has the package can try a name at the digest of an item, whose salt stays behind', async () => {
    const { store, keyring } = world.at.world
    const { rows } = await store.root.query<{ no: number; mandate_id: string; digest: Buffer; sealed: Buffer }>(
      'select no, mandate_id, digest, sealed from case_item where case_id = $1 order by no',
      [world.one.id]
    )
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => readFileSync(path.join(folder, name)))
    const said = (text: string): boolean => files.some((bytes) => bytes.includes(text))
    let tried = 0
    for (const { no, mandate_id, digest, sealed } of rows) {
      const place = { mandate: mandate_id as MandateId, label: 'case-item', context: `${world.one.id}/${no}` }
      const { value } = openSalted<{ salt: string }>({ keyring }, place, sealed)
      const { salt, ...guess } = value
      assert.equal(said(salt), false, `the salt of item ${no}`)
      assert.ok(said(digest.toString('hex')), `the digest of item ${no} is there`)
      const text = JSON.stringify(guess)
      const shown = said(text)
      assert.equal(said(createHash('sha256').update(text).digest('hex')), shown, `item ${no}`)
      if (!shown) tried++
    }
    assert.ok(tried > 0, 'no item says a name')
  })

  test('baken verify finds an entry that was changed in a package that was signed anew, and a log of another key', async () => {
    const { at, detective, one } = world
    const files = new Map(await world.filesOf((await made(detective, one)).result ?? 0))
    const key = at.world.keyring.logKey(false)
    assert.ok(key.kind === 'key')
    const [own, other] = [key.key.bytes, Buffer.alloc(32)].map((secret) => logKeyOf(secret).vkey)
    const file = path.join(at.world.dataDir, 'signed-anew.zip')
    const judged = async (logKey?: string): Promise<string[]> => {
      const sums = [...files].filter(([name]) => !/SHA256SUMS/.test(name))
      const list = sums
        .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
        .join('')
      const signer = signingKeyOf(Buffer.alloc(32))
      files.set('proof/key.pem', Buffer.from(signer.pem))
      files.set('SHA256SUMS', Buffer.from(list))
      files.set('proof/SHA256SUMS.sig', signer.sign(Buffer.from(list)))
      const { at: moment } = JSON.parse((files.get('manifest.json') ?? Buffer.alloc(0)).toString('utf8')) as {
        at: string
      }
      const zip = storedZip(moment)
      writeFileSync(file, Buffer.concat([...[...files].flatMap(([name, bytes]) => zip.add(name, bytes)), ...zip.end()]))
      const found: string[] = []
      for await (const item of verifyPath(file, {
        running: false,
        half: null,
        ...(logKey !== undefined && { logKey })
      }))
        if (item.kind === 'damaged') found.push(`${item.item.replace(`${file}: `, '')}: ${item.cause}`)
      return found
    }
    files.set('proof/key.pem', Buffer.from(signingKeyOf(Buffer.alloc(32)).pem))
    assert.deepEqual(await judged(own), [])
    const name = [...files.keys()].find((one) => one.startsWith('proof/ledger/')) ?? ''
    const number = name.slice(-9)
    assert.match((await judged(other))[0] ?? '', /checkpoint is not signed by the key that was given/)
    files.set(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), Buffer.from(' ')]))
    assert.deepEqual(await judged(), [`proof/log/${number}: it proves another entry than ${Number(number)}`])
    files.delete(`proof/log/${number}`)
    assert.deepEqual(await judged(), [`proof/log/${number}: it is missing`])
  })

  test('S6.2 each of a thousand changed bytes in its files is found by the list of digests, with sha256sum alone', () => {
    const listed = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n')
    mkdirSync(path.join(folder, 'flips'))
    const flips = Array.from({ length: 1_000 }, (_one, n) => {
      const line = listed[n % listed.length] ?? ''
      const bytes = readFileSync(path.join(folder, line.slice(66)))
      const place = (n * 7919) % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (n % 8))
      writeFileSync(path.join(folder, `flips/${n}`), bytes)
      return `${line.slice(0, 66)}flips/${n}\n`
    })
    writeFileSync(path.join(folder, 'FLIPS'), flips.join(''))
    const { stdout } = spawnSync('sha256sum', ['--check', '--quiet', 'FLIPS'], { cwd: folder, encoding: 'utf8' })
    assert.equal(stdout.split('FAILED').length - 1, 1_000)
  })

  test('a page that shows a closed advert stays behind, also where names stand, and its row says so', async () => {
    const { at, detective, one, adverts } = world
    const { root } = at.world.store
    const [closed = 0] = await sampleAdverts(at.world, [{ title: 'Dicht', body: 'Verderop bel je Wielewaal' }])
    const beside = `update baken.sighting set capture_id = (select capture_id from baken.sighting where advert_id = $1) where advert_id = $2`
    await root.query(beside, [adverts[0], closed])
    const job = await made(detective, one)
    const files = await world.filesOf(job.result ?? 0)
    const rows = rowsOf(textOf(files, 'captures.csv'))
    assert.deepEqual(rows.map((row) => row[3]).toSorted(), ['open', 'open-beside-closed'])
    const [stays, goes] = ['open-beside-closed', 'open'].map((state) => rows.find((row) => row[3] === state)?.[0] ?? '')
    const zip = new PizZip(files.get('evidence.wacz') ?? assert.fail('no captures'))
    const records = gunzipSync(zip.file('archive/data.warc.gz')?.asNodeBuffer() ?? '').toString('utf8')
    assert.ok(records.includes('Kas twee') && !records.includes('HYPERLINK'), 'of the two pages one goes')
    assert.match(textOf(files, 'dossier.html'), /de pagina blijft achter/)
    const given = async (capture = '') => errorOf(await detective.ask('GET', `/api/evidence/${capture}`))
    assert.equal(await given(stays), '409 sealed-beside')
    assert.equal((await detective.ask('GET', `/api/evidence/${goes}`)).status, 200)
  })
})
