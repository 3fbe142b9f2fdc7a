/** Records waiting for one file, written and made durable in groups: many captures share one fdatasync. */
import type { FileHandle } from 'node:fs/promises'
import { sha256, sha256Stream, type Digest } from '../digest.ts'
import type { SegmentMark } from './segment-head.ts'

export type WriteFailure = {
  readonly kind: 'failed'
  readonly reason: 'disk-full' | 'read-only' | 'io' | 'closed' | 'full' | 'index'
  readonly detail: string
}

export type Flushed = { readonly kind: 'durable'; readonly mark: SegmentMark } | WriteFailure

export interface GroupWriter {
  /** Adds a record to the group that waits; its digest. */
  add(record: Buffer): Digest
  /** Where the segment will end when all that waits is written. */
  mark(): SegmentMark
  waitingBytes(): number
  failure(): WriteFailure | null
  /** Writes what was added before the call. Calls during a write share the next one. */
  flush(): Promise<Flushed>
  /** Closes the file; SHA-256 of all of it. */
  end(failure: WriteFailure): Promise<Digest>
}

/**
 * A failed write or fdatasync is final: after it the kernel may have dropped the pages and call the next fdatasync a success,
 * so the file is cut back to what was durable and takes nothing more.
 */
export function makeGroupWriter(file: FileHandle, path: string, start: SegmentMark): GroupWriter {
  const fileDigest = sha256Stream()
  let pending: Buffer[] = []
  let mark = start
  let durable = start
  let failure: WriteFailure | null = null
  let running: Promise<Flushed> | null = null
  let next: Promise<Flushed> | null = null

  const writePending = async (): Promise<Flushed> => {
    const [buffers, target] = [pending, mark]
    pending = []
    if (failure !== null) return failure
    try {
      if (target.bytes > durable.bytes) {
        await writeAll(file, buffers)
        await file.datasync()
      }
    } catch (error) {
      failure = writeFailure(error, path)
      await file.truncate(durable.bytes).catch(() => undefined)
      return failure
    }
    durable = target
    return { kind: 'durable', mark: target }
  }
  const startNext = (): Promise<Flushed> => {
    next = null
    running = writePending().finally(() => (running = null))
    return running
  }
  return {
    add: (record) => {
      const last = sha256(record)
      pending.push(record)
      fileDigest.update(record)
      mark = { records: mark.records + 1, bytes: mark.bytes + record.length, last }
      return last
    },
    mark: () => mark,
    waitingBytes: () => mark.bytes - durable.bytes,
    failure: () => failure,
    flush: () => {
      if (next !== null) return next
      if (running === null) return startNext()
      next = running.then(startNext, startNext)
      return next
    },
    end: async (reason) => {
      failure ??= reason
      await file.close()
      return fileDigest.digest()
    }
  }
}

/** A system error as an outcome; anything else is a defect and thrown on. */
export function writeFailure(error: unknown, path: string): WriteFailure {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
  const reason = full ? 'disk-full' : code === 'EROFS' || code === 'EACCES' ? 'read-only' : 'io'
  return { kind: 'failed', reason, detail: `${path}: ${message}` }
}

async function writeAll(file: FileHandle, buffers: Buffer[]): Promise<void> {
  // A write may take a part only (a nearly full disk does); 512 buffers stay below IOV_MAX.
  for (let first = 0; first < buffers.length; first += 512) {
    const group = buffers.slice(first, first + 512)
    const total = group.reduce((sum, buffer) => sum + buffer.length, 0)
    let { bytesWritten } = await file.writev(group)
    if (bytesWritten === total) continue
    const rest = Buffer.concat(group)
    while (bytesWritten < total) bytesWritten += (await file.write(rest, bytesWritten)).bytesWritten
  }
}
