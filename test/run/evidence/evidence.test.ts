/** Evidence after a crawl: whole as it is, every damage named, erased on time, and no sealed text in the clear anywhere. */
import assert from 'node:assert/strict'
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../../demo/server.ts'
import { versionOn } from '../../../demo/advert.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { openApp } from '../../../src/run/app.ts'
import type { Settings } from '../../../src/run/settings.ts'
import { baken, endAll, jsonLines, scratch, smallWeb, sourceFiles } from '../../support/baken.ts'
import { superuserOf } from '../../support/superuser.ts'
import { filesIn } from '../../support/files-in.ts'

let web: Demo
let folder: ReturnType<typeof scratch>
let data: string
let settings: Settings

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('evidence')
  data = path.join(folder.folder, 'data')
  settings = { dataDir: data, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/test' }
  const files = sourceFiles(
    folder.folder,
    web.sources.filter((one) => one.id === 'oefen-werkhal' || one.id === 'oefen-grensland')
  )
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

test('after a crawl the evidence and the ledger verify, and without an operand the ledger is among what was checked', async () => {
  const [evidence, both] = [await baken(['verify', data, '--json']), await baken(['verify', '--json', '--data', data])]
  assert.equal(evidence.code, 0, evidence.stdout)
  assert.equal(both.code, 0, both.stdout)
  const [alone, halves] = [evidence, both].map((ran) => jsonLines(ran).at(-1)?.checked as Record<string, number>)
  assert.ok((alone?.captures ?? 0) > 10, JSON.stringify(alone))
  assert.deepEqual(
    {
      ...alone,
      captureRows: alone?.captures,
      segmentRows: alone?.segments,
      ledgerEntries: halves?.ledgerEntries,
      boundRows: halves?.boundRows,
      mandates: 1,
      // Nine people of the practice instance, the two actors that are none, and two requests of persons about their data.
      accessRows: 13
    },
    halves,
    'the tables agree with what evidence holds'
  )
  assert.ok((halves?.ledgerEntries ?? 0) > 3, 'the ledger was not checked')
  assert.ok((halves?.boundRows ?? 0) > (alone?.captures ?? 0), 'what was read was not checked')
})

test('C1 C2 a flipped byte at any place, or a segment that is gone, is found and its file named', async () => {
  const copies = [0.01, 0.37, 0.82, Math.random()].map((share, nth) =>
    damagedCopy(`flip-${nth}`, (file) => {
      const bytes = readFileSync(file)
      const at = Math.min(bytes.length - 1, Math.floor(share * bytes.length))
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      writeFileSync(file, bytes)
      return `byte ${at} of ${bytes.length}`
    })
  )
  copies.push(damagedCopy('gone', (file) => (rmSync(file), 'the segment is gone')))
  for (const { at, segment, what } of copies) {
    const ran = await baken(['verify', at])
    assert.equal(ran.code, 1, `${what}: ${ran.stdout}${ran.stderr}`)
    assert.ok(ran.stdout.includes(segment), `${what}: ${ran.stdout} does not name ${segment}`)
  }
})

test('sealed text stands nowhere in the clear: not in a file of the data folder, not in a row of the database', async () => {
  const rows = jsonLines(await baken(['export', 'adverts', '--data', data]))
  const sealed = rows.filter((row) => row.state === 'sealed')
  assert.ok(sealed.length >= 10, 'hardly anything is sealed: nothing is proven')
  for (const row of sealed)
    assert.ok(
      !('body' in row && row.body !== null) && !('title' in row && row.title !== null),
      'a sealed advert shows text'
    )
  const sentences = sentencesOfAdverts()
  assert.ok(sentences.length >= 5, 'no sentences to look for')
  assert.deepEqual(placesOf(sentences, [data]), [])
  const [address, source] = [String(sealed[0]?.url), String(sealed[0]?.source)]
  // PostgreSQL compresses long values, so that a search through its files alone would prove little.
  assert.deepEqual(await tablesWith([...sentences, address]), [])
  // Both looks see what is there in the clear: names of sources are.
  assert.ok((await tablesWith([source])).includes('capture'), 'the search through the rows finds nothing at all')
  assert.ok(
    placesOf([source], [data]).some((place) => place.includes('postgres')),
    'the search through the database files finds nothing at all'
  )
})

test('C18 what gave no reason is erased on its day: state and chain stay, address and text are gone', async () => {
  const before = jsonLines(await baken(['export', 'captures', '--data', data]))
  const opened = await openApp(settings, 'hold')
  assert.equal(opened.kind, 'app')
  if (opened.kind !== 'app') return
  const later = new Date(Date.now() + 40 * 86_400_000)
  let erased = 0
  try {
    erased = (await eraseDue(opened.app.store, opened.app.keyring, later)).erased.reduce(
      (sum, one) => sum + one.captures,
      0
    )
    const again = await eraseDue(opened.app.store, opened.app.keyring, later)
    assert.deepEqual(again.erased, [], 'twice erases more than once')
  } finally {
    await opened.app.close()
  }
  const sealedBefore = before.filter((row) => row.state === 'sealed').length
  assert.ok(sealedBefore > 10, 'nothing was sealed')
  assert.equal(erased, sealedBefore)
  const after = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.equal(after.length, before.length, 'an erased capture is still counted')
  const gone = after.filter((row) => row.state === 'erased')
  assert.equal(gone.length, erased)
  for (const row of gone) assert.equal(row.url, null)
  const adverts = jsonLines(await baken(['export', 'adverts', '--data', data])).filter((row) => row.state === 'erased')
  assert.ok(adverts.length > 0)
  for (const row of adverts) assert.deepEqual([row.url, row.title ?? null, row.body ?? null], [null, null, null])
  const verified = await baken(['verify', '--data', data])
  assert.equal(verified.code, 0, verified.stdout)
})

test('C2 a ledger entry that the superuser altered, and one removed, are named by their number', async () => {
  await asSuperuser(async (root) => {
    await root.query('alter table ledger disable trigger all')
    const altered = await root.query(`update ledger set actor = 'niemand' where no = 3`)
    const removed = await root.query('delete from ledger where no = 5')
    assert.deepEqual([altered.rowCount, removed.rowCount], [1, 1])
  })
  const ran = await baken(['verify', '--data', data])
  assert.equal(ran.code, 1)
  assert.match(ran.stdout, /ledger entry 3 \(columns\)/)
  assert.match(ran.stdout, /ledger entry 6 \(gap\)/)
  assert.match(ran.stdout, /damaged: table ledger: its triggers are not as the migrations made them/)
})

/** A copy of the evidence with damage done to its largest segment. */
function damagedCopy(name: string, damage: (file: string) => string): { at: string; segment: string; what: string } {
  const at = path.join(folder.folder, name)
  cpSync(path.join(data, 'evidence'), at, { recursive: true })
  const segments = filesIn(at)
    .filter((file) => file.endsWith('.warc'))
    .sort((a, b) => statSync(b).size - statSync(a).size)
  const [file] = segments
  assert.ok(file !== undefined, `no segment among ${filesIn(at).join(', ')}`)
  return { at, segment: path.basename(file), what: damage(file) }
}

/** Distinctive sentences out of the adverts of the crawled sites, as the practice web wrote them. */
function sentencesOfAdverts(): string[] {
  const found = new Set<string>()
  for (const advert of web.world.adverts) {
    const version = versionOn(advert, 0)
    if (version === null || (advert.site !== 'werkhal' && advert.site !== 'grensland')) continue
    for (const sentence of version.body.split(/(?<=[.!?])\s+|\n/))
      if (sentence.length >= 30) found.add(sentence.slice(0, 60))
  }
  return [...found].slice(0, 60)
}

/** Tables with one of the texts in any column of any row, as text or as bytes. */
async function tablesWith(texts: readonly string[]): Promise<string[]> {
  return asSuperuser(async (root) => {
    const { rows } = await root.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'baken'`
    )
    assert.ok(rows.length > 10)
    const needles = texts.flatMap((text) => [
      text,
      Buffer.from(text).toString('hex'),
      JSON.stringify(text).slice(1, -1)
    ])
    const found: string[] = []
    for (const { name } of rows) {
      const hit = await root.query(
        `select 1 from baken."${name}" x where exists (select 1 from unnest($1::text[]) n where position(n in x::text) > 0) limit 1`,
        [needles]
      )
      if (hit.rowCount !== 0) found.push(name)
    }
    return found
  })
}

/** The superuser on the database of the stopped data folder: for what an attacker or a curious administrator does. */
async function asSuperuser<T>(work: (root: ReturnType<typeof superuserOf>) => Promise<T>): Promise<T> {
  const opened = await openApp(settings, 'hold')
  if (opened.kind !== 'app') assert.fail(opened.message)
  const root = superuserOf(data)
  try {
    return await work(root)
  } finally {
    await root.end()
    await opened.app.close()
  }
}

/** Files below the folders that hold one of the texts, as UTF-8, in base64 or with JSON escapes. */
function placesOf(texts: readonly string[], folders: readonly string[]): string[] {
  const wanted = texts.flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    Buffer.from(text).toString('hex')
  ])
  const needles = [...new Set(wanted)].map((text) => Buffer.from(text))
  return folders.flatMap(filesIn).filter((file) => {
    const bytes = readFileSync(file)
    return needles.some((needle) => bytes.includes(needle))
  })
}
