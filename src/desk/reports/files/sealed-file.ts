/** A stored file of a report, and its sealed parts under the key of the report. */
import { openBytes, sealBytes } from '../../../evidence/seal.ts'
import type { ReportFile } from '../../../contract/reports/files.ts'
import type { FileCopy, FileRefusal } from '../../../model/report-file.ts'
import type { Tx } from '../../../store/ground.ts'
import type { StoredReport } from '../stored-report.ts'

export interface StoredFile {
  readonly id: string
  readonly report_no: number
  readonly key: string
  readonly state: ReportFile['state']
  readonly why: FileRefusal | null
  readonly bytes: number
  readonly received: number
  readonly media: string | null
  readonly sealed: Buffer
}

/** What of a file is sealed beside its bytes. `sha256`: hex, of the original, as the device of the sender says; compared when all is here. */
export interface FileWords {
  readonly name: string
  readonly sha256: string
}

const [wordsLabel, partLabel] = ['report-file', 'report-file-part']

export function sealWords(key: Buffer, file: string, words: FileWords): Buffer {
  return sealBytes(key, wordsLabel, file, Buffer.from(JSON.stringify(words)))
}

export function openWords(key: Buffer | null, { id, sealed }: StoredFile): FileWords | null {
  const found = key === null ? null : openBytes(key, wordsLabel, id, sealed)
  return found?.kind === 'opened' ? (JSON.parse(found.bytes.toString('utf8')) as FileWords) : null
}

/** Adds a part; one that is there already stays as it is. */
export async function savePart(
  tx: Tx,
  key: Buffer,
  file: Pick<StoredFile, 'id' | 'report_no'>,
  { copy, at, bytes, mandate }: { copy: FileCopy; at: number; bytes: Buffer; mandate: string | null }
): Promise<void> {
  await tx.query(
    `insert into report_file_part (file_id, report_no, mandate_id, copy, at, sealed) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [file.id, file.report_no, mandate, copy, at, sealBytes(key, partLabel, contextOf(file.id, copy, at), bytes)]
  )
}

/** All bytes of a copy; null when there is none, or a part of it does not open. */
export async function openCopy(tx: Tx, key: Buffer, file: string, copy: FileCopy): Promise<Buffer | null> {
  const { rows } = await tx.query<{ at: number; sealed: Buffer }>(
    'select at, sealed from report_file_part where file_id = $1 and copy = $2 order by at',
    [file, copy]
  )
  const parts: Buffer[] = []
  for (const { at, sealed } of rows) {
    const found = openBytes(key, partLabel, contextOf(file, copy, at), sealed)
    if (found.kind !== 'opened') return null
    parts.push(found.bytes)
  }
  return parts.length === 0 ? null : Buffer.concat(parts)
}

/** The files of a report as its sender and the desk see them. */
export async function filesOf(tx: Tx, report: StoredReport, key: Buffer | null): Promise<ReportFile[]> {
  const { rows } = await tx.query<StoredFile>(
    'select id, report_no, key, state, why, bytes, received, media, sealed from report_file where report_no = $1 order by made_at, id',
    [report.no]
  )
  return rows.map((row) => fileRow(row, report, openWords(key, row)))
}

export function fileRow(file: StoredFile, report: StoredReport, words: FileWords | null): ReportFile {
  const { id, state, why, bytes, received, media } = file
  const picture = media?.startsWith('image/') === true
  return {
    id,
    name: words?.name ?? null,
    sha256: words?.sha256 ?? null,
    state,
    why,
    bytes,
    received,
    media,
    shown: picture && state === 'kept' && !report.minor
  }
}

function contextOf(file: string, copy: FileCopy, at: number): string {
  return `${file}/${copy}/${at}`
}
