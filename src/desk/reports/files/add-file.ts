/** Taking in the files of a report: announced with their digest, brought part by part, judged by their content when the last is here. */
import { hash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { act } from '../../../accountability/acts.ts'
import type { FileBody, FilePartBody, ReportFile } from '../../../contract/reports/files.ts'
import { fileLimits, type FileRefusal } from '../../../model/report-file.ts'
import type { Ground, Tx } from '../../../store/ground.ts'
import type { Vault } from '../../adverts/vault.ts'
import { refused, refusedAct, type Outcome, type Refusal } from '../../outcome.ts'
import { reportKey } from '../sealed-report.ts'
import type { StoredReport } from '../stored-report.ts'
import { fileKind, fileName, pictureKind } from './file-kind.ts'
import { forbiddenList } from './forbidden.ts'
import { pictureCopies, type PictureCopies } from './picture-copies.ts'
import { fileRow, openCopy, openWords, savePart, sealWords, type FileWords, type StoredFile } from './sealed-file.ts'

/** Announces a file of the own report. `file-name`, `file-too-large`, `too-many-files`: not one that is taken; `file-forbidden`: nobody may keep it. */
export async function announceFile(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  id: string,
  body: FileBody
): Promise<Outcome<ReportFile>> {
  const name = fileName(body.name)
  const forbidden = (await forbiddenList(vault)).has(body.sha256)
  return act<Outcome<ReportFile>>(pool, ground, async (tx) => {
    const report = await ownReport(tx, ground, id)
    const key = report === null ? null : reportKey(vault.keyring, report.id, report)
    if (report === null) return refusedAct('not-found')
    if (key === null) return refusedAct('erased')
    const { rows } = await tx.query<StoredFile>('select * from report_file where report_no = $1', [report.no])
    const known = rows.find((row) => row.key === body.key)
    if (known !== undefined) return { result: done(known, report, openWords(key, known)), entry: null }
    const no = refusalOf(body, name, forbidden, rows)
    if (no !== null || name === null) {
      const entry = { act: 'report.file-refuse', subject: `report:${id}`, detail: { why: no, bytes: body.bytes } }
      return { result: refused(no ?? 'file-name'), entry }
    }
    const words = { name, sha256: body.sha256 }
    const file = randomUUID()
    const made = await tx.query<StoredFile>(
      `insert into report_file (id, report_no, mandate_id, key, bytes, sealed) values ($1, $2, $3, $4, $5, $6) returning *`,
      [file, report.no, ground.mandate, body.key, body.bytes, sealWords(key, file, words)]
    )
    const detail = { file, bytes: body.bytes }
    const entry = { act: 'report.file-begin', subject: `report:${id}`, detail }
    return { result: done(made.rows[0], report, words), entry }
  })
}

function refusalOf(body: FileBody, name: string | null, forbidden: boolean, files: readonly unknown[]): Refusal | null {
  if (name === null) return 'file-name'
  if (forbidden) return 'file-forbidden'
  if (body.bytes > fileLimits.bytes) return 'file-too-large'
  return files.length >= fileLimits.files ? 'too-many-files' : null
}

/**
 * Adds the bytes from `at` on. Bytes that are here already, and such as leave a gap, change nothing: `received` says where to go on.
 * With the last one the file is judged; why it was not taken in stands in `why`, and nothing of it is kept.
 */
export async function addPart(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  place: { readonly id: string; readonly file: string },
  { at, data }: FilePartBody
): Promise<Outcome<ReportFile>> {
  const bytes = Buffer.from(data, 'base64')
  const added = await act<Outcome<{ row: ReportFile; whole: boolean }>>(pool, ground, async (tx) => {
    const held = await heldFile(tx, ground, vault, place)
    if (typeof held === 'string') return refusedAct(held)
    const { report, file, key } = held
    const fits = file.state === 'coming' && at === file.received && at + bytes.length <= file.bytes
    if (!fits) return { result: told(held, file), entry: null }
    if (at === 0 && report.minor && pictureKind(bytes) !== null) return refusedNow(tx, held, 'minor')
    await savePart(tx, key, file, { copy: 'original', at, bytes, mandate: ground.mandate })
    const { rows } = await tx.query<StoredFile>('update report_file set received = $2 where id = $1 returning *', [
      file.id,
      at + bytes.length
    ])
    return { result: told(held, rows[0] ?? file), entry: null }
  })
  if (added.kind === 'refused' || !added.value.whole) return plain(added)
  return plain(await judge(pool, ground, vault, place))
}

interface Held {
  readonly report: StoredReport
  readonly file: StoredFile
  readonly key: Buffer
  readonly words: FileWords
}

async function heldFile(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { id, file }: { readonly id: string; readonly file: string }
): Promise<Held | Refusal> {
  const report = await ownReport(tx, ground, id)
  if (report === null) return 'not-found'
  const { rows } = await tx.query<StoredFile>('select * from report_file where id = $1 and report_no = $2 for update', [
    file,
    report.no
  ])
  const [row] = rows
  if (row === undefined) return 'not-found'
  const key = reportKey(vault.keyring, report.id, report)
  const words = openWords(key, row)
  return key === null || words === null ? 'erased' : { report, file: row, key, words }
}

/** Judged outside of a transaction, since decoding takes a while; what was judged meanwhile by another request stands. */
async function judge(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  place: { readonly id: string; readonly file: string }
): Promise<Outcome<{ row: ReportFile; whole: boolean }>> {
  const read = await act<Outcome<Held & { bytes: Buffer }>>(pool, ground, async (tx) => {
    const held = await heldFile(tx, ground, vault, place)
    if (typeof held === 'string') return refusedAct(held)
    const bytes = (await openCopy(tx, held.key, held.file.id, 'original')) ?? Buffer.alloc(0)
    return { result: { kind: 'done', value: { ...held, bytes } }, entry: null }
  })
  if (read.kind === 'refused') return read
  const verdict = await verdictOf(vault, read.value)
  return act<Outcome<{ row: ReportFile; whole: boolean }>>(pool, ground, async (tx) => {
    const held = await heldFile(tx, ground, vault, place)
    if (typeof held === 'string') return refusedAct(held)
    if (held.file.state !== 'coming') return { result: told(held, held.file), entry: null }
    if (verdict.kind === 'refused') return refusedNow(tx, held, verdict.why)
    if (held.report.minor && verdict.copies !== null) return refusedNow(tx, held, 'minor')
    for (const copy of ['shown', 'blurred'] as const) {
      const bytes = verdict.copies?.[copy]
      if (bytes !== undefined) await savePart(tx, held.key, held.file, { copy, at: 0, bytes, mandate: ground.mandate })
    }
    const { rows } = await tx.query<StoredFile>(
      `update report_file set state = 'kept', media = $2, done_at = now() where id = $1 returning *`,
      [held.file.id, verdict.media]
    )
    const { id, bytes } = held.file
    const detail = { file: id, bytes, media: verdict.media, sealed: await sealedDigest(tx, id) }
    return {
      result: told(held, rows[0] ?? held.file),
      entry: { act: 'report.file-keep', subject: `report:${place.id}`, detail }
    }
  })
}

type Verdict =
  | { readonly kind: 'kept'; readonly media: string; readonly copies: PictureCopies | null }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

async function verdictOf(vault: Vault, { bytes, words, report }: Held & { bytes: Buffer }): Promise<Verdict> {
  const digest = hash('sha256', bytes, 'hex')
  const forbidden = await forbiddenList(vault)
  if (forbidden.has(digest)) return { kind: 'refused', why: 'forbidden' }
  if (digest !== words.sha256) return { kind: 'refused', why: 'damaged' }
  const found = await fileKind(bytes)
  if (found.kind === 'refused') return found
  if (!found.picture) return { kind: 'kept', media: found.media, copies: null }
  if (report.minor) return { kind: 'refused', why: 'minor' }
  const copies = await pictureCopies(bytes)
  if (copies === null) return { kind: 'refused', why: 'picture' }
  return forbidden.near(copies.hashes)
    ? { kind: 'refused', why: 'forbidden' }
    : { kind: 'kept', media: found.media, copies }
}

/** SHA-256 of the sealed bytes of the original: provable while they are here, and telling nothing afterwards. */
async function sealedDigest(tx: Tx, file: string): Promise<string> {
  const { rows } = await tx.query<{ digest: string }>(
    `select encode(sha256(string_agg(sealed, '' order by at)), 'hex') as digest from report_file_part where file_id = $1 and copy = 'original'`,
    [file]
  )
  return `sha256:${rows[0]?.digest ?? ''}`
}

/** Nothing of it stays but that it came. */
async function refusedNow(tx: Tx, held: Held, why: FileRefusal) {
  await tx.query('delete from report_file_part where file_id = $1', [held.file.id])
  const { rows } = await tx.query<StoredFile>(
    `update report_file set state = 'refused', why = $2, received = 0, done_at = now() where id = $1 returning *`,
    [held.file.id, why]
  )
  const { id, bytes } = held.file
  const alarm = why === 'forbidden' ? { to: 'coordinator' } : {}
  return {
    result: told(held, rows[0] ?? held.file),
    entry: {
      act: 'report.file-refuse',
      subject: `report:${held.report.id}`,
      detail: { file: id, bytes, why, ...alarm }
    }
  }
}

/** Only the sender adds to a report. */
async function ownReport(tx: Tx, ground: Ground, id: string): Promise<StoredReport | null> {
  const { rows } = await tx.query<StoredReport>('select * from report where id = $1 and by = $2 and mandate_id = $3', [
    id,
    ground.user,
    ground.mandate
  ])
  return rows[0] ?? null
}

function told({ report, words }: Held, file: StoredFile): Outcome<{ row: ReportFile; whole: boolean }> {
  const whole = file.state === 'coming' && file.received === file.bytes
  return { kind: 'done', value: { row: fileRow(file, report, words), whole } }
}

function done(file: StoredFile | undefined, report: StoredReport, words: FileWords | null): Outcome<ReportFile> {
  return file === undefined ? refused('not-found') : { kind: 'done', value: fileRow(file, report, words) }
}

function plain(outcome: Outcome<{ row: ReportFile }>): Outcome<ReportFile> {
  return outcome.kind === 'refused' ? outcome : { kind: 'done', value: outcome.value.row }
}
