/** Writes opened captures as a standard .warc.gz: the inner records as they were sealed, byte for byte. */
import { gzipSync } from 'node:zlib'
import { sha256 } from './digest.ts'
import { newCaptureId } from './ids.ts'
import type { OpenedCapture } from './segments/read-segment.ts'
import { warcRecord, type Field } from './segments/warc-record.ts'

export interface ExportOptions {
  readonly software: string
  /** File name and time for the warcinfo record. */
  readonly fileName: string
  readonly timeMs: number
  /** What the reader has to know about the making: mandate, who asked, ledger number. */
  readonly remarks: readonly (readonly [name: string, value: string])[]
}

/** A stream of gzip members that any WARC tool reads. */
export async function* exportWarc(
  captures: AsyncIterable<OpenedCapture> | Iterable<OpenedCapture>,
  options: ExportOptions
): AsyncGenerator<Buffer> {
  const lines: Field[] = [['software', options.software], ['format', 'WARC File Format 1.1'], ...options.remarks]
  const block = Buffer.from(
    lines.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`).join(''),
    'utf8'
  )
  const fields: Field[] = [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', `<urn:uuid:${newCaptureId(options.timeMs)}>`],
    ['WARC-Date', new Date(options.timeMs).toISOString()],
    ['WARC-Filename', options.fileName],
    ['WARC-Block-Digest', sha256(block)],
    ['Content-Type', 'application/warc-fields']
  ]
  yield gzipSync(warcRecord(fields, block))
  for await (const capture of captures) yield capture.members
}
