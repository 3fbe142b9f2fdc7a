/** One capture opened out of a million, in `baken bench proof`: found in the database by its name, its key unwrapped, its record read and opened. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoMandate, makeDemo } from '../../src/accountability/demo.ts'
import { exchangeOf, type CaptureRow } from '../../src/desk/replay/captured.ts'
import { wrapDataKey } from '../../src/evidence/keys.ts'
import type { Appended } from '../../src/evidence/segments/segment.ts'
import { segmentPath } from '../../src/evidence/segments/segment-head.ts'
import type { App } from '../../src/run/app.ts'
import { insertCaptures, type NewCapture } from '../../src/store/captures.ts'
import { record, withGround } from '../../src/store/ground.ts'
import { urlMac } from '../../src/store/sealed/address-mac.ts'
import { sealUrl } from '../../src/store/sealed/sealed-address.ts'
import { pipeline } from '../filled/adverts.ts'
import { openStore } from '../filled/store.ts'
import { timed } from '../measure.ts'

export type Made = Pick<Appended, 'captureId' | 'segment' | 'offset' | 'length' | 'dataKey' | 'recordDigest'>

const openings = 300
/** Rows written in one statement. */
const perBatch = 1_000

/**
 * Writes a row with a wrapped key for each capture that was made, and copies of these rows under other names up to `rows`: opening one costs
 * what the database has, what its record has, and nothing that grows with the records beside it. The record is read once from the disk, which
 * was told to forget it, and once more from memory.
 */
export async function measureOpening(
  evidenceDir: string,
  made: readonly Made[],
  rows: number,
  say: (text: string) => void
): Promise<object> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'baken-bench-million-'))
  const app = await openStore(dataDir)
  try {
    await makeDemo(app.store)
    const started = performance.now()
    const inTable = await fill(app, made, rows)
    const fillSeconds = Math.round((performance.now() - started) / 1_000)
    say(`${inTable} captures are in the database after ${fillSeconds} s`)
    const asked = Array.from({ length: openings }, (_, n) => made[(n * 7_919) % made.length]!)
    const open = async ({ captureId }: Made): Promise<void> => openOne(app, evidenceDir, captureId)
    const files = new Set(made.map((one) => segmentPath(evidenceDir, one.segment)))
    const forget = (): void => files.forEach((file) => spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0']))
    const fromDisk = await timed(asked, open, null, forget)
    const fromMemory = await timed(asked, open)
    say(`one of them opened: ${fromDisk.p50Ms} ms, ${fromDisk.p95Ms} in 95 of 100`)
    return { rows: inTable, records: made.length, fillSeconds, fromDisk, fromMemory }
  } finally {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** As the desk opens one for a person: under row-level security, with the key of the data folder. */
async function openOne(app: App, evidenceDir: string, id: string): Promise<void> {
  const row = await withGround(app.store.pool, pipeline, async (tx) => {
    const { rows } = await tx.query<CaptureRow>(
      `select c.id as capture_id, c.segment, c.seg_offset, c.seg_length, k.kek, k.wrapped from capture c
       join capture_key k on k.capture_id = c.id where c.id = $1 and c.state = 'open'`,
      [id]
    )
    return rows[0]
  })
  if (row === undefined) throw new Error(`capture ${id} is not in the table`)
  const exchange = await exchangeOf({ keyring: app.keyring, evidenceDir }, row)
  if (typeof exchange === 'string') throw new Error(`capture ${id}: ${exchange}`)
}

async function fill(app: App, made: readonly Made[], rows: number): Promise<number> {
  await withGround(app.store.pool, pipeline, async (tx) => {
    await tx.query('set local synchronous_commit to off')
    for (const segment of new Set(made.map((one) => one.segment)))
      await tx.query(
        'insert into segment (id, worker, committed_bytes, records, closed) values ($1, 1, 0, 0, true) on conflict do nothing',
        [segment]
      )
    const no = await record(tx, pipeline, { act: 'capture.store', subject: 'bench' })
    for (let at = 0; at < made.length; at += perBatch)
      await insertCaptures(tx, demoMandate, made.slice(at, at + perBatch).map(rowOf(app)), no)
  })
  const copies = Math.max(0, Math.ceil(rows / made.length) - 1)
  for (let copy = 1; copy <= copies; copy++)
    await withGround(app.store.pool, pipeline, async (tx) => {
      await tx.query('set local synchronous_commit to off')
      await tx.query(
        `with copied as (
           insert into capture (mandate_id, ledger_no, id, url_mac, origin, status, bytes, segment, seg_offset, seg_length, record_digest,
             payload_mac, seen_at, state, erase_at, read_version, notes, url_sealed, differs)
           select mandate_id, ledger_no, gen_random_uuid(), url_mac, origin, 299, bytes, segment, seg_offset, seg_length, record_digest,
             payload_mac, seen_at + $1 * interval '1 minute', state, erase_at, read_version, notes, url_sealed, differs
           from capture where status = 200 returning mandate_id, id)
         insert into capture_key (mandate_id, capture_id, kek, wrapped)
         select c.mandate_id, c.id, k.kek, k.wrapped from copied c cross join (select kek, wrapped from capture_key limit 1) k`,
        [copy]
      )
    })
  await app.store.owner.query('analyze capture, capture_key')
  return made.length * (copies + 1)
}

function rowOf(app: App): (one: Made, at: number) => NewCapture {
  const under = app.keyring.keptKey(demoMandate, true)
  if (under.kind !== 'key') throw new Error('no key')
  const { key } = under
  return ({ captureId, segment, offset, length, dataKey, recordDigest }, at) => {
    const url = `http://adverts.example/ad/${captureId}`
    return {
      id: captureId,
      sourceId: null,
      addressId: null,
      urlMac: urlMac(key.bytes, url),
      urlSealed: sealUrl(dataKey, captureId, url),
      origin: 'import',
      status: 200,
      mediaType: null,
      bytes: 18_000,
      truncated: null,
      segment,
      offset,
      length,
      recordDigest: Buffer.from(recordDigest.slice(7), 'hex'),
      payloadMac: urlMac(key.bytes, recordDigest),
      seenAt: new Date(Date.UTC(2026, 2, 2) + at * 1_000).toISOString(),
      state: 'open',
      eraseAt: '9999-12-31T00:00:00Z',
      kek: key.name,
      wrapped: wrapDataKey(dataKey, key, captureId),
      readVersion: 1
    }
  }
}
