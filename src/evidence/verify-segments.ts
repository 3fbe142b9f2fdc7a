/** Checks an evidence folder of Baken: the list of segments, every segment, every head; without keys and without a database. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { segmentId } from './ids.ts'
import { nameOf, scanSegment } from './segment-scan.ts'
import { headPath, readHead, segmentPath, type SegmentMark } from './segment-head.ts'
import { readIndex, strayIndexFiles, type IndexEntry, type IndexHead } from './segment-index.ts'
import { temporaryName } from './stamped-json.ts'
import { bytePlace, damaged, ok, warning, type VerifyItem } from './verify-item.ts'

const recover = 'start Baken on this data folder: it recovers what was committed'

/** `expect`: an entry of the index as the ledger holds it; without one a rollback of the whole folder cannot be seen. */
export async function* verifyEvidence(evidenceDir: string, expect: IndexHead | null): AsyncGenerator<VerifyItem> {
  const index = readIndex(evidenceDir)
  for (const { file, cause } of index.problems) yield damaged(join(evidenceDir, 'index', file), cause)
  if (expect !== null) yield* verifyAnchor(evidenceDir, index.entries, expect)
  if (existsSync(join(evidenceDir, 'index'))) {
    for (const { name, interrupted } of strayIndexFiles(evidenceDir))
      yield stray(join(evidenceDir, 'index', name), interrupted)
  }
  if (index.files > 0 && index.problems.length === 0) {
    yield ok(join(evidenceDir, 'index'), `${index.files} entries follow each other`, index.files, 0)
  }
  const bySegment = Map.groupBy(index.entries, (entry) => entry.segment)
  for (const [segment, entries] of bySegment) yield* verifyListed(evidenceDir, segment, entries)
  yield* verifyUnlisted(evidenceDir, new Set(bySegment.keys()), index.problems.length > 0)
}

/** Checks one segment file on its own, with its head and its index entries when they stand where ours do. */
export async function* verifySegmentFile(path: string): AsyncGenerator<VerifyItem> {
  const segment = basename(path).replace(/\.warc$/, '')
  const evidenceDir = dirname(dirname(path))
  if (segmentId.test(segment) && basename(dirname(path)) === 'segments') {
    const entries = readIndex(evidenceDir).entries.filter((entry) => entry.segment === segment)
    if (entries.length > 0) {
      yield* verifyListed(evidenceDir, segment, entries)
      return
    }
  }
  yield* verifyRecords(path, statSync(path).size, null)
  yield warning(
    path,
    'neither head nor index stand beside it: a cut at its end cannot be seen',
    'check the whole evidence folder instead'
  )
}

async function* verifyListed(
  evidenceDir: string,
  segment: string,
  entries: readonly IndexEntry[]
): AsyncGenerator<VerifyItem> {
  const path = segmentPath(evidenceDir, segment)
  const close = entries.find((entry) => entry.event === 'close')
  const drop = entries.find((entry) => entry.event === 'drop')
  if (drop !== undefined) {
    if (existsSync(path))
      yield warning(path, `it was to be removed at ${drop.at} and is still there`, 'remove the file')
    else yield ok(path, `removed on purpose at ${drop.at}: ${drop.reason}`, 0, 0)
    return
  }
  if (!existsSync(path)) {
    yield damaged(path, 'the file is missing; the index lists it', '', 'restore it from the backup')
    return
  }
  const head = readHead(evidenceDir, segment)
  if (head.kind === 'missing')
    yield damaged(headPath(evidenceDir, segment), 'the head of the segment is missing', '', recover)
  if (head.kind === 'damaged') yield damaged(headPath(evidenceDir, segment), head.cause, '', recover)
  const mark = head.kind === 'head' ? head.mark : null
  if (
    close !== undefined &&
    mark !== null &&
    (mark.bytes !== close.bytes || mark.last !== close.last || mark.records !== close.records)
  ) {
    yield damaged(headPath(evidenceDir, segment), 'the head is another than the one the segment was closed with')
  }
  const sizeBytes = statSync(path).size
  const open = entries.find((entry) => entry.event === 'open')
  yield* verifyRecords(path, sizeBytes, {
    mark: close ?? mark,
    close,
    warcinfo: open?.event === 'open' ? open.warcinfo : null
  })
}

interface Expected {
  readonly mark: SegmentMark | null
  readonly close: (IndexEntry & { readonly event: 'close' }) | undefined
  readonly warcinfo: string | null
}

async function* verifyRecords(path: string, sizeBytes: number, expected: Expected | null): AsyncGenerator<VerifyItem> {
  const mark = expected?.mark ?? null
  let [records, faults, last] = [0, 0, '']
  const fault = (item: VerifyItem): VerifyItem => {
    faults++
    return item
  }
  for await (const item of scanSegment(path, mark?.bytes ?? Infinity)) {
    if (item.kind === 'unreadable') {
      yield fault(damaged(`${path}: record ${item.number}`, item.cause, bytePlace(item.offset, item.bytes)))
    } else if (item.kind === 'record') {
      const { record } = item
      const place = bytePlace(item.offset, item.bytes)
      for (const cause of item.faults)
        yield fault(damaged(`${path}: record ${record.number}, ${nameOf(record)}`, cause, place))
      if (
        record.number === 1 &&
        expected?.warcinfo != null &&
        item.digest !== expected.warcinfo &&
        item.faults.length === 0
      ) {
        yield fault(damaged(`${path}: record 1, ${nameOf(record)}`, 'it is not the one that the index lists', place))
      }
      records = Math.max(records, record.number)
      last = item.digest
    } else if (
      expected?.close !== undefined &&
      faults === 0 &&
      sizeBytes >= expected.close.bytes &&
      item.file !== expected.close.file
    ) {
      yield fault(damaged(path, 'the file is not the one that the index closed'))
    }
  }
  if (mark !== null)
    yield* verifyEnd(path, sizeBytes, mark, { records, last, faults }, expected?.close !== undefined, fault)
  if (faults === 0) yield ok(path, `${Math.max(0, records - 1)} captures`, records, mark?.bytes ?? sizeBytes)
}

function* verifyEnd(
  path: string,
  sizeBytes: number,
  mark: SegmentMark,
  seen: { readonly records: number; readonly last: string; readonly faults: number },
  closed: boolean,
  fault: (item: VerifyItem) => VerifyItem
): Generator<VerifyItem> {
  if (seen.records < mark.records) {
    const [first, end] = [seen.records + 1, mark.records]
    const which = first === end ? `record ${first} is` : `records ${first} to ${end} are`
    yield fault(
      damaged(
        path,
        `${which} missing at the end: the file has ${sizeBytes} bytes of ${mark.bytes}`,
        `byte ${sizeBytes}`
      )
    )
  } else if (seen.records > mark.records) {
    yield fault(damaged(path, `it holds ${seen.records} records where ${mark.records} were committed`))
  } else if (seen.last !== mark.last && seen.faults === 0) {
    yield fault(damaged(path, `record ${mark.records} is not the one that was committed last`))
  } else if (sizeBytes < mark.bytes && seen.faults === 0) {
    yield fault(damaged(path, `the file ends ${mark.bytes - sizeBytes} bytes too early`, `byte ${sizeBytes}`))
  }
  if (sizeBytes > mark.bytes) {
    const place = bytePlace(mark.bytes, sizeBytes - mark.bytes)
    if (closed) yield fault(damaged(path, 'bytes were added after the segment was closed', place))
    else yield warning(path, 'uncommitted tail: it is being written now, or its writer was killed', recover, place)
  }
}

function* verifyAnchor(evidenceDir: string, entries: readonly IndexEntry[], expect: IndexHead): Generator<VerifyItem> {
  if (expect.number === 0) return
  const item = join(evidenceDir, 'index')
  const entry = entries.find((one) => one.number === expect.number)
  const action = 'compare with the backup: the folder was set back to an older state, or replaced'
  if (entry === undefined)
    yield damaged(item, `the ledger knows entry ${expect.number} and the index does not`, '', action)
  else if (entry.digest !== expect.digest)
    yield damaged(item, `entry ${expect.number} is not the one that the ledger knows`, '', action)
}

async function* verifyUnlisted(
  evidenceDir: string,
  listed: ReadonlySet<string>,
  gaps: boolean
): AsyncGenerator<VerifyItem> {
  const folder = join(evidenceDir, 'segments')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  for (const name of names) {
    const path = join(folder, name)
    const segment = /^(.*?)(?:\.warc|\.head\.json)$/.exec(name)?.[1] ?? ''
    if (!segmentId.test(segment)) yield stray(path, temporaryName.test(name))
    else if (listed.has(segment)) continue
    else if (name.endsWith('.head.json')) {
      if (!names.includes(`${segment}.warc`))
        yield damaged(path, 'its segment is missing, and the index does not list it')
    } else yield await judgeUnlisted(path, gaps)
  }
}

async function judgeUnlisted(path: string, gaps: boolean): Promise<VerifyItem> {
  let captures = 0
  for await (const item of scanSegment(path)) if (item.kind === 'record' && item.record.type === 'resource') captures++
  if (captures === 0 && !gaps) return warning(path, 'it was made and never listed, and holds no capture', recover)
  return damaged(
    path,
    `the index does not list it: its entry was removed, or the file was added`,
    '',
    'restore the index folder from the backup'
  )
}

function stray(path: string, interrupted: boolean): VerifyItem {
  if (interrupted) return warning(path, 'an interrupted write left it', recover)
  return warning(path, 'it does not belong here and was not checked', 'move it elsewhere')
}
