/** What a start does about segments whose writer died: cut what was never committed, and close them. */
import { existsSync, readdirSync, statSync, unlinkSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Stream } from '../digest.ts'
import { scanSegment } from './segment-scan.ts'
import { segmentPath, writeHead, headPath, type SegmentMark } from './segment-head.ts'
import { appendIndex, noDigest, readIndex } from './segment-index.ts'
import { temporaryName } from '../stamped-json.ts'

export type Recovery =
  /** Cut back to the last committed record, head rewritten, closed in the index. */
  | { readonly kind: 'recovered'; readonly segment: string; readonly mark: SegmentMark; readonly cutBytes: number }
  /** It was made and never listed, and holds no capture: removed. */
  | { readonly kind: 'removed'; readonly segment: string }
  /** The disk holds less, or other, than was committed: nothing was changed. */
  | { readonly kind: 'damaged'; readonly segment: string; readonly cause: string; readonly do: string }

/** Segments that are listed and neither closed nor dropped: in use, or left by a process that died. */
export function unclosedSegments(evidenceDir: string): readonly string[] {
  const state = new Map<string, string>()
  for (const entry of readIndex(evidenceDir).entries) state.set(entry.segment, entry.event)
  return [...state].filter(([, event]) => event === 'open').map(([segment]) => segment)
}

/** Segment files that are not in the index: made by a process that died before it could list them, if no capture is in them. */
export function unlistedSegments(evidenceDir: string): readonly string[] {
  const listed = new Set(readIndex(evidenceDir).entries.map((entry) => entry.segment))
  const folder = join(evidenceDir, 'segments')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => name.endsWith('.warc'))
    .map((name) => name.slice(0, -5))
    .filter((segment) => !listed.has(segment))
}

/**
 * Recovers one segment. `committedBytes`: end (offset + length) of its last capture in the database, 0 when there is none.
 * Only for segments whose writer is dead for certain: the caller holds the lock that a writer would hold.
 */
export async function recoverSegment(
  evidenceDir: string,
  segment: string,
  committedBytes: number,
  at: string
): Promise<Recovery> {
  const path = segmentPath(evidenceDir, segment)
  const restore = `restore ${path} from the backup, then start again`
  if (!existsSync(path)) return { kind: 'damaged', segment, cause: 'the segment file is missing', do: restore }
  const sizeBytes = statSync(path).size
  if (sizeBytes < committedBytes) {
    const cause = `the file ends at byte ${sizeBytes}, and ${committedBytes} bytes were committed: last writes were lost`
    return { kind: 'damaged', segment, cause, do: restore }
  }
  const found = await findMark(path, committedBytes)
  if (typeof found === 'string') return { kind: 'damaged', segment, cause: found, do: restore }
  const listed = readIndex(evidenceDir).entries.some((entry) => entry.segment === segment)
  if (!listed) {
    if (committedBytes > 0)
      return {
        kind: 'damaged',
        segment,
        cause: 'its entry in the index is missing',
        do: 'restore the index folder from the backup'
      }
    for (const file of [path, headPath(evidenceDir, segment)]) if (existsSync(file)) unlinkSync(file)
    return { kind: 'removed', segment }
  }
  const { mark } = found
  if (mark.records === 0) return { kind: 'damaged', segment, cause: 'the segment has no readable record', do: restore }
  await cutFile(path, mark.bytes)
  writeHead(evidenceDir, segment, mark, true)
  const file = await digestFile(path, mark.bytes)
  const added = appendIndex(evidenceDir, { event: 'close', segment, ...mark, file, recovered: true }, at)
  if (added.kind === 'refused')
    return { kind: 'damaged', segment, cause: added.detail, do: 'restore the index folder from the backup' }
  return { kind: 'recovered', segment, mark, cutBytes: sizeBytes - mark.bytes }
}

/** Removes what interrupted writes left (`.new-…`) and is older than a minute. */
export function removeLeftovers(evidenceDir: string, nowMs: number): number {
  let removed = 0
  for (const folder of ['index', 'segments'].map((name) => join(evidenceDir, name)).filter(existsSync)) {
    for (const name of readdirSync(folder).filter((one) => temporaryName.test(one))) {
      if (nowMs - statSync(join(folder, name)).mtimeMs < 60_000) continue
      unlinkSync(join(folder, name))
      removed++
    }
  }
  return removed
}

/** The mark at `committedBytes`, or after the first record when nothing was committed. */
async function findMark(path: string, committedBytes: number): Promise<{ mark: SegmentMark } | string> {
  let mark: SegmentMark = { records: 0, bytes: 0, last: noDigest }
  for await (const item of scanSegment(path)) {
    if (item.kind === 'end') break
    if (item.kind === 'unreadable') {
      return mark.bytes === committedBytes || committedBytes === 0 ? { mark } : `byte ${item.offset}: ${item.cause}`
    }
    if (mark.records > 0 && mark.bytes >= committedBytes) break
    if (item.faults.length > 0) return `record ${item.record.number} at byte ${item.offset}: ${item.faults.join('; ')}`
    mark = { records: item.record.number, bytes: item.offset + item.bytes, last: item.digest }
  }
  if (mark.records === 0) return committedBytes === 0 ? { mark } : 'the segment has no readable record'
  if (committedBytes > 0 && mark.bytes !== committedBytes) return `byte ${committedBytes} is not the end of a record`
  return { mark }
}

async function cutFile(path: string, sizeBytes: number): Promise<void> {
  const file = await openFile(path, 'r+')
  try {
    await file.truncate(sizeBytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function digestFile(
  path: string,
  sizeBytes: number
): Promise<ReturnType<ReturnType<typeof sha256Stream>['digest']>> {
  const digest = sha256Stream()
  const file = await openFile(path, 'r')
  try {
    for await (const chunk of file.createReadStream({ end: Math.max(0, sizeBytes - 1), autoClose: false }))
      digest.update(chunk as Buffer)
  } finally {
    await file.close()
  }
  return digest.digest()
}
