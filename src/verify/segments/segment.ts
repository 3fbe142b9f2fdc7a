/** Checks one segment: every record, its end against head and index, and what the ledger and the tables say of it. */
import { closeSync } from 'node:fs'
import { notFile, openPlain, placeAt, runningText, unreadable } from '../disk.ts'
import { endOf, type IndexEntry, type SegmentEnd } from '../index-list.ts'
import { bytePlace, damaged, note, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { rowText } from '../ledger/other-half.ts'
import { nameOf, scanRecords, type ScanItem } from './records.ts'
import { headFile, recover, segmentFile, type Expectation, type Pass, type SegmentContext } from './segment-context.ts'
import { compareRows } from './segment-rows.ts'
import { secondsOf } from './seconds.ts'
import { readStampedFile } from '../stamped.ts'
import { noteFile, storedNote, verifyStored } from './stored-objects.ts'

/** Checks a segment that the index lists. */
export async function* verifySegment(
  context: SegmentContext,
  segment: string,
  entries: readonly IndexEntry[]
): AsyncGenerator<VerifyItem> {
  const file = segmentFile(context.evidenceDir, segment)
  const drop = entries.find((entry) => entry.event === 'drop')
  if (drop !== undefined) {
    context.originals.dropped(segment)
    yield judgeDropped(context, segment, drop)
    return
  }
  yield* judgeReturned(context, segment)
  const close = entries.find((entry) => entry.event === 'close')?.end ?? null
  const note = storedNote(context.evidenceDir, segment)
  const wrong = notFile(placeAt(file))
  if (wrong !== null && (note === null || close === null || placeAt(file).kind !== 'missing')) {
    yield damaged(file, `${wrong}; the index lists it${heldOf(context, segment)}`)
    return
  }
  if (typeof note === 'string' && wrong === null)
    yield damaged(noteFile(context.evidenceDir, segment), note, '', 'start Baken with its jobs: it is made anew')
  const { head, items } = readHead(context, segment)
  yield* items
  if (
    close !== null &&
    head !== null &&
    (head.bytes !== close.bytes || head.last !== close.last || head.records !== close.records)
  )
    yield damaged(
      headFile(context.evidenceDir, segment),
      'the head is another than the one the segment was closed with'
    )
  const expectation: Expectation = {
    end: close ?? head,
    closed: close !== null,
    warcinfo: entries.find((entry) => entry.event === 'open')?.warcinfo ?? null
  }
  if (wrong === null || close === null) yield* verifyRecords(context, segment, expectation)
  else yield* verifyStored(context, segment, close, (copy) => verifyRecords(context, segment, expectation, copy))
}

/** What the ledger holds of a segment whose file cannot be read, in words. */
function heldOf({ half }: SegmentContext, segment: string): string {
  const stored = half?.stored.get(segment)
  return stored === undefined ? '' : `, and the ledger stored ${stored.captures} captures in it`
}

function judgeDropped({ evidenceDir, half }: SegmentContext, segment: string, drop: IndexEntry): VerifyItem {
  const file = segmentFile(evidenceDir, segment)
  const entry = half?.dropped.get(segment)
  if (half !== null && entry === undefined)
    return damaged(
      file,
      `the index says that it was removed at ${drop.at}, and no ledger entry says so: it was taken away by something else`
    )
  if (placeAt(file).kind !== 'missing')
    return half?.droppedBefore.has(segment) === true
      ? damaged(
          file,
          `it was removed at ${drop.at} (ledger entry ${entry}), and is here again`,
          '',
          'find out who put it back, and start Baken with its jobs, which removes it again'
        )
      : warning(file, `it was to be removed at ${drop.at} and is still there`, 'start Baken: it removes the file')
  const said = entry === undefined ? '' : ` (ledger entry ${entry})`
  return ok(file, `removed on purpose at ${drop.at}: ${drop.reason}${said}`, {})
}

/** A segment that the ledger removed, and that files and index hold as if it had not: an older copy of the folder was put back. */
function* judgeReturned({ evidenceDir, half }: SegmentContext, segment: string): Generator<VerifyItem> {
  const entry = half?.dropped.get(segment)
  const file = segmentFile(evidenceDir, segment)
  if (entry === undefined || placeAt(file).kind === 'missing') return
  if (half?.droppedBefore.has(segment) === true)
    yield damaged(
      file,
      `ledger entry ${entry} removed it, since everything in it was erased, and it is here again`,
      '',
      'the folder was set back to an older state: find out who did it, and start Baken with its jobs, which removes it again'
    )
  else
    yield warning(
      file,
      `ledger entry ${entry} was to remove it, and it is still here: an erasing that was interrupted, or a folder that was set back`,
      'start Baken with its jobs: it removes the file'
    )
}

function readHead(
  { evidenceDir }: SegmentContext,
  segment: string
): { head: SegmentEnd | null; items: readonly VerifyItem[] } {
  const file = headFile(evidenceDir, segment)
  const reading = readStampedFile(file)
  if (reading.kind === 'damaged') {
    const missing = placeAt(file).kind === 'missing'
    return {
      head: null,
      items: [damaged(file, missing ? 'the head of the segment is missing' : reading.cause, '', recover)]
    }
  }
  const { fields } = reading
  const head = endOf(fields)
  if (fields['format'] !== 'baken-head/1' || fields['segment'] !== segment || head === null)
    return { head: null, items: [damaged(file, 'it is the head of something else', '', recover)] }
  return { head, items: [] }
}

/** Checks all records of a segment file; `expectation` null: the file stands alone. */
export async function* verifyRecords(
  context: SegmentContext,
  segment: string,
  expectation: Expectation | null,
  file = segmentFile(context.evidenceDir, segment)
): AsyncGenerator<VerifyItem> {
  const place = placeAt(file)
  const row = context.half?.segmentRows.get(segment) ?? null
  const committed =
    expectation === null
      ? Infinity
      : expectation.closed
        ? (expectation.end?.bytes ?? 0)
        : Math.max(expectation.end?.bytes ?? 0, row?.bytes ?? 0)
  let pass: Pass
  try {
    pass = readPass(context, { file, segment, expectation, committed })
  } catch (error) {
    yield damaged(file, unreadable(error), '', 'check the disk and the rights on the file')
    return
  }
  yield* pass.items
  const sizeBytes = place.kind === 'file' ? place.bytes : 0
  if (expectation?.end != null) yield* judgeEnd(file, sizeBytes, expectation, pass)
  if (expectation !== null) yield* judgeTail(context, file, { sizeBytes, committed, closed: expectation.closed }, pass)
  yield* compareRows(context, segment, pass, { file, committed, closed: expectation?.closed ?? false })
  const counts = { captures: pass.captures, segments: pass.items.length === 0 ? 1 : 0 }
  yield ok(file, `${pass.captures} captures are whole`, counts, pass.wholeBytes)
}

interface PassOrder {
  readonly file: string
  readonly segment: string
  readonly expectation: Expectation | null
  readonly committed: number
}

function readPass(context: SegmentContext, order: PassOrder): Pass {
  const { file, expectation, committed } = order
  const pass: Pass = {
    items: [],
    records: 0,
    last: '',
    captures: 0,
    wholeBytes: 0,
    tailRecords: 0,
    tornBytes: 0,
    file: '',
    rowDigest: ''
  }
  const rows = runningText()
  const descriptor = openPlain(file)
  try {
    for (const item of scanRecords(descriptor, expectation?.closed === true ? committed : Infinity)) {
      if (item.kind === 'end') pass.file = item.file
      else if (item.offset >= committed) {
        if (item.kind === 'record' && item.faults.length === 0) pass.tailRecords++
        else pass.tornBytes += item.bytes
      } else judgeItem(context, order, item, pass, rows.update)
    }
  } finally {
    closeSync(descriptor)
  }
  pass.rowDigest = rows.digest()
  return pass
}

function judgeItem(
  context: SegmentContext,
  { file, segment, expectation }: PassOrder,
  item: Exclude<ScanItem, { kind: 'end' }>,
  pass: Pass,
  addRow: (text: string) => void
): void {
  if (item.kind === 'unreadable') {
    pass.items.push(damaged(`${file}: record ${item.number}`, item.cause, bytePlace(item.offset, item.bytes)))
    return
  }
  const { header, digest } = item
  // Of a million records few are ever named.
  const named = (): string => `${file}: record ${header.number}, ${nameOf(header)}`
  const faults = [...item.faults]
  if (header.number === 1 && faults.length === 0) {
    if (header.type !== 'warcinfo') faults.push('a segment begins with its description, and this is none')
    else if (header.fileName !== `${segment}.warc` && expectation !== null)
      faults.push(`it describes ${header.fileName}: two segments were exchanged`)
    else if (expectation?.warcinfo != null && digest !== expectation.warcinfo)
      faults.push('it is not the one that the index lists')
  }
  const mark = context.half?.stored.get(segment)?.marks.get(header.number)
  if (faults.length === 0 && mark !== undefined && mark.last !== digest)
    faults.push(`ledger entry ${mark.entry} stored another record in this place: it was replaced`)
  for (const cause of faults) pass.items.push(damaged(named(), cause, bytePlace(item.offset, item.bytes)))
  if (item.description !== null) noteLedger(context, named(), item.description)
  pass.records = Math.max(pass.records, header.number)
  pass.last = digest
  if (faults.length === 0) pass.wholeBytes += item.bytes
  if (header.type !== 'resource') return
  if (faults.length === 0) {
    pass.captures++
    context.originals.note(segment, header, digest, named)
  }
  // The table alone asks for the digest over rows.
  if (context.half === null) return
  const seen = secondsOf(header.date) ?? ''
  const original = header.original?.id ?? null
  const text = rowText({ id: header.id, offset: item.offset, length: item.bytes, digest, seen, original })
  addRow(`${text}\n`)
}

/** `baken-ledger: NUMBER HASH` of a description: where the ledger stood when the segment was opened. */
function noteLedger({ notes }: SegmentContext, where: string, description: Buffer): void {
  const found = /^baken-ledger: (\d{1,15}) ([0-9a-f]{64})\r$/m.exec(description.toString('utf8'))
  if (found !== null) notes.push({ no: Number(found[1]), hash: found[2] ?? '', where })
}

function* judgeEnd(file: string, sizeBytes: number, { end, closed }: Expectation, pass: Pass): Generator<VerifyItem> {
  if (end === null) return
  const clean = pass.items.length === 0
  if (pass.records < end.records) {
    const [first, last] = [pass.records + 1, end.records]
    const which = first === last ? `record ${first} is` : `records ${first} to ${last} are`
    pass.items.push(
      damaged(file, `${which} missing at the end: the file has ${sizeBytes} bytes of ${end.bytes}`, `byte ${sizeBytes}`)
    )
  } else if (closed && pass.records > end.records)
    pass.items.push(damaged(file, `it holds ${pass.records} records where ${end.records} were committed`))
  else if (closed && clean && pass.last !== end.last)
    pass.items.push(damaged(file, `record ${end.records} is not the one that was committed last`))
  else if (clean && sizeBytes < end.bytes)
    pass.items.push(damaged(file, `the file ends ${end.bytes - sizeBytes} bytes too early`, `byte ${sizeBytes}`))
  else if (closed && clean && sizeBytes === end.bytes && end.file !== null && pass.file !== end.file)
    pass.items.push(damaged(file, 'the file is not the one that the index closed'))
  else return
  const found = pass.items.at(-1)
  if (found !== undefined) yield found
}

function* judgeTail(
  { running: writing }: SegmentContext,
  file: string,
  { sizeBytes, committed, closed }: { sizeBytes: number; committed: number; closed: boolean },
  pass: Pass
): Generator<VerifyItem> {
  if (sizeBytes <= committed) return
  const place = bytePlace(committed, sizeBytes - committed)
  if (closed) {
    const found = damaged(file, 'bytes were added after the segment was closed', place)
    pass.items.push(found)
    yield found
  } else if (writing) yield note(file, `being written: ${pass.tailRecords} records are not committed yet`, place)
  else if (pass.tornBytes > 0)
    yield unchecked(file, 'uncommitted tail: its writer was killed, and the end of it is no record', recover, place)
  else
    yield warning(
      file,
      `uncommitted tail: its writer was killed; ${pass.tailRecords} whole records stand in it`,
      recover,
      place
    )
}
