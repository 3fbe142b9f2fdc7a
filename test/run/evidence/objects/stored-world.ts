/** A data folder with closed segments, a store that they go to, and what its tests ask of both. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, afterEach, before, beforeEach } from 'node:test'
import type pg from 'pg'
import { custodyOf, type CustodyRow } from '../../../../src/desk/adverts/custody.ts'
import { objectName } from '../../../../src/evidence/objects/object-store.ts'
import { openObjectStore } from '../../../../src/evidence/objects/read-settings.ts'
import { workStore, type RoundOutcome } from '../../../../src/run/evidence/objects/work-store.ts'
import type { StoredCapture } from '../../../../src/store/captures.ts'
import { verifyHalves } from '../../../../src/verify/verify.ts'
import type { VerifyItem } from '../../../../src/verify/item.ts'
import type { EvidenceOptions } from '../../../../src/verify/evidence.ts'
import { bucket, startS3, type Mischief, type S3Double, type Version } from '../../../evidence/objects/s3-double.ts'
import { collect } from '../../../evidence/sample.ts'
import { tamperWorld, type TamperWorld } from '../tamper.ts'

/** What the tests of this folder share; filled before the first. */
export const its = {} as { world: TamperWorld; double: S3Double; folder: string; said: string[] }

before(async () => {
  const world = await tamperWorld(3)
  const folder = path.join(world.data, '..', 'store')
  Object.assign(its, { world, double: await startS3(), folder, said: [] })
})
after(async () => {
  await its.double.close()
  await its.world.close()
})
beforeEach(async () => {
  its.said = []
  mkdirSync(its.folder, { recursive: true })
  await its.world.sql('update baken.capture set read_version = 1')
})
afterEach(async () => {
  rmSync(its.folder, { recursive: true, force: true })
  rmSync(path.join(its.world.data, 'evidence.yaml'), { force: true })
  its.double.objects.clear()
  Object.assign(its.double, { mischief: null, times: Infinity })
  await its.world.restore()
  await its.world.sql('delete from baken.evidence_object')
  await its.world.sql('delete from baken.evidence_turn')
})

/** What a store does that says it took a segment, and how that is told. */
export const lies: readonly (readonly [Mischief, RegExp])[] = [
  ['forgets', /it said that it took segment .*, and does not have it/],
  ['changes', /what it gives as segment .* is other than what was put/],
  ['cuts', /it has \d+ bytes of segment .*, which has \d+/]
]

export function useFolder(local = 'all'): void {
  writeFileSync(path.join(its.world.data, 'evidence.yaml'), `store:\n  folder: ${its.folder}\nlocal: ${local}\n`)
}

export function useS3(local = 'all'): void {
  const file = path.join(its.world.data, 's3.yaml')
  writeFileSync(file, 'access_key: key\nsecret_key: secret-words\n')
  chmodSync(file, 0o600)
  const text = `store:\n  s3: ${its.double.endpoint}\n  bucket: ${bucket}\n  prefix: unit-1/\n  credentials_file: s3.yaml\nlocal: ${local}\n`
  writeFileSync(path.join(its.world.data, 'evidence.yaml'), text)
}

export async function round(now = new Date()): Promise<RoundOutcome> {
  const { app } = its.world
  const done = await workStore({ ...app, say: (text) => void its.said.push(text), force: true, now: () => now })
  assert.ok(done !== null)
  return done
}

/** As `baken verify` does, with the store that evidence.yaml names. */
export async function check(): Promise<VerifyItem[]> {
  return collect(verifyHalves(its.world.store, its.world.data, false, objects()))
}

export function objects(): Pick<EvidenceOptions, 'objects'> {
  const opening = openObjectStore(its.world.data)
  assert.ok(opening.kind === 'store')
  const { place, readAll, list } = opening.store
  return { objects: { kind: 'reader', place, readAll, list } }
}

export async function faults(): Promise<string[]> {
  return (await check()).flatMap(({ kind, item, cause }) =>
    kind === 'damaged' || kind === 'unchecked' ? [`${kind}: ${path.basename(item)}: ${cause}`] : []
  )
}

export function acts(act: string): Promise<{ subject: string; detail: Record<string, unknown> }[]> {
  return its.world.store.root
    .query<{ subject: string; detail: Record<string, unknown> }>(
      'select subject, detail from baken.ledger where act = $1 order by no',
      [act]
    )
    .then(({ rows }) => rows)
}

/** The first capture of a segment, as processing opens it. */
export async function firstOf(segment: string): Promise<StoredCapture> {
  const { rows } = await its.world.store.root.query<StoredCapture>(
    `select c.id, c.source_id, c.address_id, c.url_mac, c.segment, c.seg_offset::int, c.seg_length, c.seen_at, k.kek, k.wrapped
     from baken.capture c join baken.capture_key k on k.capture_id = c.id where c.segment = $1 order by c.seg_offset limit 1`,
    [segment]
  )
  assert.ok(rows[0] !== undefined)
  return rows[0]
}

export async function killedAt(step: number): Promise<string> {
  const { host, port, user, password, database } = its.world.store.pool.options as pg.PoolConfig
  const order = { data: its.world.data, database: { host, port, user, password, database }, killAt: step }
  const program = path.join(import.meta.dirname, 'killed-round.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  await once(child, 'close')
  return text
}

export async function clean(): Promise<void> {
  rmSync(its.folder, { recursive: true, force: true })
  mkdirSync(its.folder)
  its.double.objects.clear()
  await its.world.restore()
  await its.world.sql('delete from baken.evidence_object')
  await its.world.sql('delete from baken.evidence_turn')
  await its.world.sql('update baken.capture set read_version = 1')
}

/** What is said of the record of the first capture of a segment. */
export async function custodyVerdict(segment: string): Promise<string> {
  const { rows } = await its.world.store.root.query<CustodyRow>(
    `select c.id as capture, c.url_sealed, k.kek, k.wrapped, c.status, c.seen_at as captured_at, c.bytes, c.truncated, c.state as capture_state,
       c.erase_at, c.segment, c.seg_offset::int, c.seg_length, c.record_digest, c.mandate_id, c.ledger_no, c.origin, c.notes
     from baken.capture c join baken.capture_key k on k.capture_id = c.id where c.segment = $1 order by c.seg_offset limit 1`,
    [segment]
  )
  assert.ok(rows[0] !== undefined)
  return (await custodyOf({ ...its.world.app }, rows[0])).verdict
}

/** The same bytes, but for one bit in the middle. */
export function flipped(bytes: Buffer): Buffer {
  const [changed, middle] = [Buffer.from(bytes), Math.floor(bytes.length / 2)]
  changed.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  return changed
}

/** The first version of the object of a segment. */
export function versionOf(segment: string): Version | undefined {
  return its.double.objects.get(`unit-1/${objectName(segment)}`)?.[0]
}

export function inDays(text = ''): number {
  return Math.round((Date.parse(text) - Date.now()) / 86_400_000)
}
