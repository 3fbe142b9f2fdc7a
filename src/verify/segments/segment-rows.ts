/** Compares one segment with what the database says of it: the ledger's `capture.store` entries and the tables segment and capture. */
import { closeSync } from 'node:fs'
import { openPlain } from '../disk.ts'
import { bytePlace, damaged, note, ok, warning, type VerifyItem } from '../item.ts'
import type { CaptureRow, OtherHalf, SegmentRow, StoredSegment } from '../ledger/other-half.ts'
import { scanRecords } from './records.ts'
import { sameMoment, timeOf } from './seconds.ts'
import { recover, type Pass, type SegmentContext } from './segment-context.ts'

const mostNamed = 20
const database = 'keep the database and the folder as they are, and compare both with their backups'

interface SegmentState {
  /** The segment, or the copy of it that came out of a store. */
  readonly file: string
  readonly committed: number
  readonly closed: boolean
}

/** Says what the two halves do not agree on. Nothing to compare: nothing is said. */
export async function* compareRows(
  context: SegmentContext,
  segment: string,
  pass: Pass,
  state: SegmentState
): AsyncGenerator<VerifyItem> {
  const { half, running } = context
  if (half === null) return
  const { file } = state
  // Asked again where it matters: the service may have gone on since the tables were read.
  const row = running ? await half.segmentRowOf(segment) : (half.segmentRows.get(segment) ?? null)
  yield* judgeRow(file, row, pass, state, running)
  yield* judgeStored(file, await storedNow(context, half, segment, pass), pass)
  const sum = half.captureSums.get(segment)
  const agreed =
    pass.items.length === 0 &&
    (sum?.count ?? 0) === pass.captures &&
    (pass.captures === 0 || sum?.digest === pass.rowDigest)
  const faults = agreed ? [] : differences(file, await half.capturesOf(segment), state.committed, running)
  yield* faults.slice(0, mostNamed)
  if (faults.length > mostNamed)
    yield damaged(
      `table capture, segment ${segment}`,
      `${faults.length - mostNamed} more captures differ`,
      '',
      database
    )
  if (row !== null) yield ok(`table segment, ${segment}`, 'agrees', { segmentRows: 1 })
  yield ok(`table capture, segment ${segment}`, 'agrees', {
    captureRows: Math.max(0, (sum?.count ?? 0) - faults.length)
  })
}

function* judgeRow(
  file: string,
  row: SegmentRow | null,
  pass: Pass,
  { closed, committed }: SegmentState,
  running: boolean
): Generator<VerifyItem> {
  if (row === null) {
    if (pass.captures === 0)
      yield running
        ? note(file, 'being opened: the table segment does not know it yet')
        : warning(file, 'the table segment does not know it yet: its writer was killed before', recover)
    else
      yield damaged(
        file,
        'the table segment does not list it: its row was removed, or the file was added',
        '',
        database
      )
  } else if (row.closed && !closed && !running)
    yield damaged(
      file,
      'the table segment says that it was closed, and the index does not: its entry was removed',
      '',
      database
    )
  else if (row.closed && row.bytes !== committed && !running)
    yield damaged(file, `the table segment says ${row.bytes} bytes, and the index ${committed}`, '', database)
  else if (!row.closed && row.bytes > committed && closed)
    yield damaged(
      file,
      `the table segment has ${row.bytes} bytes of it committed, and the index closed it at ${committed}`,
      '',
      database
    )
}

/** Entries that came since the ledger was read are asked for where a service runs, up to where the file was read. */
function storedNow(
  { running }: SegmentContext,
  half: OtherHalf,
  segment: string,
  { records }: Pass
): Promise<StoredSegment> {
  const known = half.stored.get(segment) ?? { captures: 0, marks: new Map() }
  return running ? half.storedOf(segment, records) : Promise.resolve(known)
}

function* judgeStored(file: string, stored: StoredSegment, pass: Pass): Generator<VerifyItem> {
  const clean = pass.items.length === 0
  const beyond = [...stored.marks].filter(([number]) => number > pass.records)
  const [first] = beyond
  if (clean && first !== undefined)
    yield damaged(
      file,
      `ledger entry ${first[1].entry} stored records up to ${first[0]}, and the file ends at record ${pass.records}`,
      '',
      database
    )
  else if (clean && stored.captures < pass.captures)
    yield damaged(
      file,
      `it holds ${pass.captures} captures, and the ledger stored ${stored.captures}: entries of the ledger were removed, or captures added`,
      '',
      database
    )
  else if (clean && stored.captures > pass.captures)
    yield damaged(
      file,
      `the ledger stored ${stored.captures} captures in it, and it holds ${pass.captures}`,
      '',
      database
    )
}

/** Captures by name that only one side has, or that the two sides have differently. Records that do not read are told by the scan. */
function differences(file: string, rows: readonly CaptureRow[], committed: number, running: boolean): VerifyItem[] {
  const left = new Map(rows.map((row) => [row.id, row]))
  const found: VerifyItem[] = []
  let unreadable = 0
  const descriptor = openPlain(file)
  try {
    for (const item of scanRecords(descriptor)) {
      if (item.kind === 'unreadable') unreadable++
      if (item.kind !== 'record' || item.header.type !== 'resource') continue
      const { id, number } = item.header
      const row = left.get(id)
      left.delete(id)
      const place = bytePlace(item.offset, item.bytes)
      const named = `${file}: record ${number}, capture ${id}`
      if (item.offset >= committed || item.faults.length > 0) continue
      if (row === undefined)
        found.push(
          damaged(
            named,
            'it has no row in the table capture: the row was removed, or the record was added',
            place,
            database
          )
        )
      else if (row.digest !== item.digest)
        found.push(
          damaged(named, 'the table capture knows another record under this name: it was replaced', place, database)
        )
      else if (unreadable === 0 && (row.offset !== item.offset || row.length !== item.bytes))
        found.push(
          damaged(named, `the table capture has it at byte ${row.offset}: records were moved`, place, database)
        )
      else if (row.original !== (item.header.original?.id ?? null))
        found.push(
          damaged(
            named,
            `its record ${restsOn(item.header.original?.id)}, and the table capture says that it ${restsOn(row.original)}`,
            place,
            database
          )
        )
      else if (!sameMoment(row.seen, item.header.date))
        found.push(
          damaged(
            named,
            `its record was seen at ${item.header.date}, and the table capture says ${timeOf(row.seen)}`,
            place,
            database
          )
        )
    }
  } finally {
    closeSync(descriptor)
  }
  for (const row of left.values()) {
    if (running && row.offset >= committed) continue
    const place = bytePlace(row.offset, row.length)
    found.push(
      damaged(
        `${file}: capture ${row.id}`,
        'the table capture lists it, and the segment does not hold it whole',
        place,
        database
      )
    )
  }
  return found
}

function restsOn(original: string | null | undefined): string {
  return original == null ? 'has content of its own' : `has the content of capture ${original}`
}
