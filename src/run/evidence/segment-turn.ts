/** Opens, follows and ends the segment of a capture writer: in the index, in the database with a ledger entry, and among the anchors. */
import type { WriteFailure } from '../../evidence/segments/group-writer.ts'
import type { SegmentMark } from '../../evidence/segments/segment-head.ts'
import type { IndexHead } from '../../evidence/segments/segment-index.ts'
import { openSegment, type SegmentWriter } from '../../evidence/segments/segment.ts'
import { commitSegment } from '../../store/captures.ts'
import { record, withGround, type Ground } from '../../store/ground.ts'
import { lockClass } from '../../store/locks.ts'
import { ledgerHead } from '../../store/segments.ts'
import { noteHalves } from './anchoring.ts'
import type { App } from '../app.ts'

/** Turned over to a person: nothing more is taken in, nothing committed is lost. */
export class EvidenceFull extends Error {}

/** The error for a write that the disk did not take, with what to do about it. */
export function cannotWrite({ reason, detail }: WriteFailure): EvidenceFull {
  const action =
    reason === 'disk-full'
      ? '. What was committed is kept: make room, then run the same command again, and it goes on from there.'
      : ''
  return new EvidenceFull(`Evidence cannot be written (${reason}): ${detail}${action}`)
}

/*
 * Steps, in this order; after a kill between any two of them the next start goes on (recovery.ts):
 * open: 1 file with description, 2 head, 3 index entry, 4 row and ledger entry, 5 anchor;
 * capture: 6 append, 7 flush, 8 rows and ledger entry, 9 head;
 * close: 10 flush, 11 head, 12 index entry, 13 row and ledger entry, 14 anchor.
 */

/** Who writes a segment: the ground of its acts, and the worker number that says whether the writer lives. */
export interface SegmentOwner {
  readonly ground: Ground
  readonly worker: number
}

const lockPollMs = 20

/**
 * Runs work while no process opens or recovers a segment: a file without a row then has a dead opener, and the first anchor is that of
 * the first segment. The lock ends with the session of its process.
 */
export async function withSegmentLock<T>({ session }: App, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const release = await lockUnlessLost(session)
    if (release !== null) {
      try {
        return await work()
      } finally {
        await release()
      }
    }
    await new Promise((resolve) => setTimeout(resolve, lockPollMs))
  }
}

/** A session that was lost is taken anew only when the server is back: who is about to end does not wait for that, nor keeps a lock that comes then. */
async function lockUnlessLost(session: App['session']): ReturnType<App['session']['tryLock']> {
  const asked = session.tryLock(lockClass.segments, '')
  try {
    return await Promise.race([asked, session.lost()])
  } catch (error) {
    asked.then(
      (late) => late?.(),
      () => {}
    )
    throw error
  }
}

/** Opens a new segment for a writer of this process. Throws `EvidenceFull` when the disk does not take it. */
export function nextSegment(app: App, owner: SegmentOwner): Promise<SegmentWriter> {
  return withSegmentLock(app, () => openOwned(app, owner))
}

async function openOwned(app: App, { ground, worker }: SegmentOwner): Promise<SegmentWriter> {
  const ledgerAnchor = await withGround(app.store.pool, ground, ledgerHead)
  const opened = await openSegment(app.evidenceDir, { previous: null, ledgerAnchor, software: 'baken/0.1.0' })
  if (opened.kind === 'failed') throw cannotWrite(opened)
  const { segment } = opened.writer
  app.segments.writing.add(segment)
  try {
    await withGround(app.store.pool, ground, async (tx) => {
      await commitSegment(tx, segment, worker, 0, 0, false)
      await record(tx, ground, { act: 'segment.open', subject: segment, detail: indexDetail(opened.index) })
    })
    await noteTurn(app, 'open', segment)
    return opened.writer
  } catch (error) {
    // It is left to recovery.
    app.segments.writing.delete(segment)
    await opened.writer.release()
    throw error
  }
}

/** Closes a segment of this process for good; until the database knows, recovery leaves it alone. */
export async function closeSegment(app: App, owner: SegmentOwner, ending: SegmentWriter): Promise<void> {
  try {
    await closeOwned(app, owner, ending)
  } finally {
    app.segments.writing.delete(ending.segment)
  }
}

async function closeOwned(app: App, { ground, worker }: SegmentOwner, ending: SegmentWriter): Promise<void> {
  const closed = await ending.close()
  if (closed.kind === 'failed') throw cannotWrite(closed)
  const { mark, index } = closed
  await withGround(app.store.pool, ground, async (tx) => {
    await commitSegment(tx, ending.segment, worker, mark.bytes, mark.records, true)
    const detail = { records: mark.records, bytes: mark.bytes, last: mark.last, ...indexDetail(index) }
    await record(tx, ground, { act: 'segment.close', subject: ending.segment, detail })
  })
  await noteTurn(app, 'close', ending.segment)
}

async function noteTurn(app: App, why: 'open' | 'close', segment: string): Promise<void> {
  try {
    await noteHalves(app, why, segment)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!/^E[A-Z]+$/.test(code ?? '')) throw error
    throw new EvidenceFull(`The anchors of evidence cannot be written: ${message}`)
  }
}

/** How a ledger entry notes an entry of the index: the anchor that shows an index that was cut or rebuilt. */
export function indexDetail({ number, digest }: IndexHead): { readonly index: number; readonly entry: string } {
  return { index: number, entry: digest }
}

export interface HeadMover {
  /** Everything before the mark is committed: the head follows at most a second later, also when nothing more comes. */
  committed(writer: SegmentWriter, mark: SegmentMark): void
  /** Before the segment is closed or let go. */
  stop(): void
}

const headEveryMs = 1_000

/** Moves the head of a segment, once a second at most: it tells a check without a database how far the segment is whole. */
export function makeHeadMover(): HeadMover {
  let [movedAt, timer]: [number, NodeJS.Timeout | null] = [0, null]
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const move = (writer: SegmentWriter, mark: SegmentMark): void => {
    stop()
    writer.commitHead(mark)
    movedAt = Date.now()
  }
  return {
    committed: (writer, mark) => {
      stop()
      const waitMs = movedAt + headEveryMs - Date.now()
      if (waitMs <= 0) move(writer, mark)
      else timer = setTimeout(() => moveLater(writer, mark, move), waitMs).unref()
    },
    stop
  }
}

/** A disk that does not take the head is told by the next write; until then the head lags, which is no fault. */
function moveLater(
  writer: SegmentWriter,
  mark: SegmentMark,
  move: (writer: SegmentWriter, mark: SegmentMark) => void
): void {
  try {
    move(writer, mark)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
  }
}
