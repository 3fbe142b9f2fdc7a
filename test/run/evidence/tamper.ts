/** A data folder of three segments with its database, and what somebody with the rights of an administrator does to both. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { demoMandate, makeDemo } from '../../../src/accountability/demo.ts'
import { findMandate } from '../../../src/accountability/mandates/mandates.ts'
import { noteAnchor } from '../../../src/evidence/anchors.ts'
import { openKeyring } from '../../../src/evidence/keys.ts'
import type { CanonicalUrl, SourceId } from '../../../src/model/ids.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import type { App } from '../../../src/run/app.ts'
import { createCaptureWriter, type CaptureWriter } from '../../../src/run/evidence/capture-writer.ts'
import { openSession } from '../../../src/run/database-session.ts'
import { scanRecords } from '../../../src/verify/segments/records.ts'
import { openPlain } from '../../../src/verify/disk.ts'
import { verifyHalves, verifyPath } from '../../../src/verify/verify.ts'
import type { VerifyItem } from '../../../src/verify/item.ts'
import { collect, sampleExchange } from '../../evidence/sample.ts'
import { scratch } from '../../support/baken.ts'
import { withGround } from '../../../src/store/ground.ts'
import { testStore, type TestStore } from '../../support/database.ts'
import { keepTables } from '../../support/superuser.ts'

export const tables = ['ledger', 'segment', 'capture', 'capture_key'] as const
/** Folders below the data folder. */
const kept = ['evidence', 'keys'] as const

export interface TamperWorld {
  readonly app: App
  readonly store: TestStore
  readonly mandate: Mandate
  readonly data: string
  readonly evidence: string
  /** Two closed segments, then one that is still open. */
  readonly segments: readonly [string, string, string]
  /** Number of the last ledger entry. */
  readonly lastEntry: number
  file(segment: string): string
  index(number: number): string
  /** Evidence, ledger and tables, as `baken verify` checks them. */
  check(running?: boolean): Promise<VerifyItem[]>
  /** Evidence alone, as `baken verify PATH` does. */
  checkEvidence(): Promise<VerifyItem[]>
  /** SQL as the superuser, past triggers and foreign keys. */
  sql(text: string): Promise<number>
  /** Puts evidence, keys and tables back. */
  restore(): Promise<void>
  close(): Promise<void>
}

/** Writes `perSegment` captures into each segment, the way a crawl does. */
export async function tamperWorld(perSegment = 6): Promise<TamperWorld> {
  const store = await testStore()
  const folder = scratch('tamper')
  const data = path.join(folder.folder, 'data')
  const evidence = path.join(data, 'evidence')
  mkdirSync(evidence, { recursive: true })
  const keys = openKeyring(data)
  assert.ok(keys.kind === 'keyring')
  await makeDemo(store)
  const mandate = await findMandate(store, demoMandate)
  assert.ok(mandate !== null)
  const session = await openSession(store.pool)
  const app: App = {
    settings: { dataDir: data, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/test' },
    store,
    keyring: keys.keyring,
    evidenceDir: evidence,
    session,
    segments: { writing: new Set() },
    joined: null,
    close: async () => {}
  }
  await withGround(store.pool, { user: 'pipeline', mandate: demoMandate }, (tx) =>
    tx.query(`insert into source (id, mandate_id, name, spec) values ('practice-nl', $1, 'Proef', '{}')`, [demoMandate])
  )
  const last = await writeSegments(app, mandate, perSegment)
  await new Promise((resolve) => setTimeout(resolve, 1_100)) // The head follows what was committed, also when nothing more comes.
  await noteHalves(app, 'end', null)
  const names = readdirSync(path.join(evidence, 'segments'))
    .filter((name) => name.endsWith('.warc'))
    .sort()
  const segments = names.map((name) => name.replace('.warc', '')) as [string, string, string]
  assert.equal(segments.length, 3)
  const { rows } = await store.root.query<{ no: number }>('select max(no)::int as no from baken.ledger')
  const copy = path.join(folder.folder, 'copy')
  for (const one of kept) cpSync(path.join(data, one), path.join(copy, one), { recursive: true })
  const restoreTables = await keepTables(store.root, tables)
  const sql = async (text: string): Promise<number> => {
    await store.root.query(`set session_replication_role = replica; set search_path = baken, pg_catalog`)
    return (await store.root.query(text)).rowCount ?? 0
  }
  return {
    app,
    store,
    mandate,
    data,
    evidence,
    segments,
    lastEntry: rows[0]?.no ?? 0,
    file: (segment) => path.join(evidence, 'segments', `${segment}.warc`),
    index: (number) => path.join(evidence, 'index', `${String(number).padStart(8, '0')}.json`),
    check: (running = false) => collect(verifyHalves(store, data, running)),
    checkEvidence: () => collect(verifyPath(evidence)),
    sql,
    async restore() {
      for (const one of kept) rmSync(path.join(data, one), { recursive: true, force: true })
      cpSync(copy, data, { recursive: true })
      await restoreTables()
    },
    async close() {
      await last.close()
      await session.close()
      await store.close()
      folder.remove()
    }
  }
}

/** Three writers one after another; the last one, which is returned, stays open. */
async function writeSegments(app: App, mandate: Mandate, perSegment: number): Promise<CaptureWriter> {
  for (let nth = 0; ; nth++) {
    const writer = createCaptureWriter(app, mandate, () => {})
    for (let n = 0; n < perSegment; n++) {
      const [body, url] = [Buffer.from(`bladzijde ${nth}-${n}`), `http://shop.example/${nth}/${n}` as CanonicalUrl]
      const exchange = sampleExchange({ body, url })
      await writer.add({ exchange, sourceId: 'practice-nl' as SourceId, address: null, origin: 'import' })
    }
    if (nth === 2) return writer
    await writer.close()
  }
}

/** Where each record of a segment begins, and where the last one ends. */
export function recordPlaces(file: string): number[] {
  const places: number[] = []
  const descriptor = openPlain(file)
  for (const item of scanRecords(descriptor)) places.push(item.kind === 'end' ? item.bytes : item.offset)
  return places
}

/** Rewrites a file of records: `edit` gets them one by one and returns them as they shall stand. */
export function editRecords(file: string, edit: (records: Buffer[]) => Buffer[]): void {
  const [bytes, places] = [readFileSync(file), recordPlaces(file)]
  const records = places.slice(0, -1).map((place, at) => bytes.subarray(place, places[at + 1]))
  writeFileSync(file, Buffer.concat(edit(records)))
}

function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Gives records new numbers and a new chain, as somebody does who rebuilds a segment whole. */
export function rechain(records: readonly Buffer[]): Buffer[] {
  let previous = digestOf('')
  return records.map((record, at) => {
    const end = record.indexOf('Baken-Record: ')
    const block = record.subarray(record.indexOf('\r\n\r\n') + 4)
    const head = Buffer.concat([
      record.subarray(0, end),
      Buffer.from(`Baken-Record: ${at + 1}\r\nBaken-Previous: ${previous}\r\n`)
    ])
    const whole = Buffer.concat([head, Buffer.from(`Baken-Head: ${digestOf(head)}\r\n\r\n`), block])
    previous = digestOf(whole)
    return whole
  })
}

type Fields = Record<string, unknown>

function restamp(file: string, change: (fields: Fields) => Fields): string {
  const { digest: _digest, ...fields } = JSON.parse(readFileSync(file, 'utf8')) as Fields
  const text = JSON.stringify(change(fields))
  const digest = digestOf(text)
  writeFileSync(file, `${text.slice(0, -1)},"digest":"${digest}"}\n`)
  return digest
}

/** Rebuilds heads, index and anchors around the segments as they stand now: everything beside the records agrees afterwards. */
export function rebuildAround({ evidence }: TamperWorld): void {
  const ends = new Map<string, Fields>()
  for (const name of readdirSync(path.join(evidence, 'segments')).filter((one) => one.endsWith('.warc'))) {
    const file = path.join(evidence, 'segments', name)
    const [bytes, places] = [readFileSync(file), recordPlaces(file)]
    const last = digestOf(bytes.subarray(places.at(-2), places.at(-1)))
    const end = { records: places.length - 1, bytes: bytes.length, last }
    const segment = name.replace('.warc', '')
    ends.set(segment, { ...end, file: digestOf(bytes), warcinfo: digestOf(bytes.subarray(0, places[1])) })
    restamp(file.replace('.warc', '.head.json'), (fields) => ({ ...fields, ...end }))
  }
  const digests: string[] = [digestOf('')]
  const folder = path.join(evidence, 'index')
  for (const [at, name] of readdirSync(folder).sort().entries()) {
    const digest = restamp(path.join(folder, name), (fields) => {
      const { warcinfo, file, ...end } = ends.get(String(fields['segment'])) ?? {}
      const more = fields['event'] === 'open' ? { warcinfo } : { ...end, file }
      return { ...fields, ...more, number: at + 1, previous: digests.at(-1) }
    })
    digests.push(digest)
  }
  reanchor(evidence, digests)
}

/** Makes the anchors agree with a rebuilt index: `digests` by entry number. */
function reanchor(evidence: string, digests: readonly string[]): void {
  const lines = path.join(evidence, 'anchors.jsonl')
  let previous = digestOf('')
  const cut = (fields: Fields): Fields => {
    const index = Math.min(Number(fields['index']), digests.length - 1)
    return { ...fields, index, entry: digests[index] }
  }
  const scratchFile = `${lines}.one`
  const made = readFileSync(lines, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      writeFileSync(scratchFile, line)
      previous = restamp(scratchFile, (fields) => ({ ...cut(fields), previous }))
      return readFileSync(scratchFile, 'utf8')
    })
  unlinkSync(scratchFile)
  writeFileSync(lines, made.join(''))
  restamp(path.join(evidence, 'anchors.head.json'), (fields) => ({ ...cut(fields), last: previous }))
}

/** An entry of the index that says that the second segment was removed on purpose. */
export function forgeDrop(w: TamperWorld): void {
  const last = JSON.parse(readFileSync(w.index(5), 'utf8')) as { digest: string }
  const text = JSON.stringify({
    format: 'baken-index/1',
    number: 6,
    previous: last.digest,
    at: '2026-03-02T10:00:00.000Z',
    event: 'drop',
    segment: w.segments[1],
    reason: 'all captures erased'
  })
  const own = digestOf(text)
  writeFileSync(w.index(6), `${text.slice(0, -1)},"digest":"${own}"}\n`)
}

/** Removes the anchors; `why` given: new ones are noted after. */
export function removeAnchors(w: TamperWorld, why?: 'start' | null): void {
  for (const name of ['anchors.jsonl', 'anchors.head.json']) unlinkSync(path.join(w.evidence, name))
  if (why !== undefined) noteAnchor(w.evidence, null, { why, segment: null, at: new Date().toISOString() })
}
