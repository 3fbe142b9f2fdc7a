/** What an import is given, what it counts, and a file of it while it is read. */
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { RecordIds } from '../../evidence/archives/warc-oddities.ts'
import type { Segments } from '../../evidence/archives/warc-segments.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { App } from '../app.ts'
import type { CaptureWriter } from '../evidence/capture-writer.ts'
import { tellNote, type ImportNotice, type NoteCounts } from './notes.ts'
import type { PendingRevisit } from './revisits.ts'

export interface ImportCounts {
  records: number
  added: number
  known: number
  /** Records that are no captures (warcinfo, request, ...), by reason. */
  skipped: Record<string, number>
  /** Bad lines and damaged records, by cause. */
  failed: Record<string, number>
  /** What was odd, by kind, with the first examples. */
  notes: NoteCounts
}

export interface ImportContext {
  readonly app: App
  readonly mandate: Mandate
  readonly writer: CaptureWriter
  /** Resolves when the process role has room for more (absent where none reads here): what it cannot hold it must open from the evidence. */
  readonly room?: () => Promise<void>
  readonly counts: ImportCounts
  readonly notice: (notice: ImportNotice) => void
  readonly stop: AbortSignal
}

/** A file while it is imported. */
export interface FileWork extends ImportContext {
  readonly file: string
  /** What the files of one import share. */
  readonly open: OpenEnds
}

/** What may be made whole by a later file of the same import. */
export interface OpenEnds {
  /** Revisits whose original may stand in a later file, or be here already. */
  readonly revisits: PendingRevisit[]
  readonly segments: Segments
  /** File of the first piece of each split record. */
  readonly segmentFiles: Map<string, string>
  readonly ids: RecordIds
}

/** `passedOver`: it is about a record that gives no capture. */
export function tell(work: FileWork, place: string, note: ImportNote, passedOver = false): void {
  tellNote(work.counts, work.notice, { file: work.file, place, passedOver }, note)
}

export function refuseFile(problem: string, what: string, work: FileWork): void {
  count(work.counts.failed, 'refused-file')
  work.notice({ file: work.file, place: '', problem, do: what })
}

export function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
