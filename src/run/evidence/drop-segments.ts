/** Takes segments off the disk in which every capture was erased: first the ledger says so, then index and files follow. */
import { existsSync } from 'node:fs'
import { mandateLines } from '../../accountability/mandates/mandates.ts'
import { asRetention, eachLine } from '../../accountability/retention/due.ts'
import { dropSegment } from '../../evidence/segments/drop-segment.ts'
import { headPath, segmentPath } from '../../evidence/segments/segment-head.ts'
import { readIndex } from '../../evidence/segments/segment-index.ts'
import type { Store } from '../../store/connect.ts'
import { record, withGround } from '../../store/ground.ts'
import { droppedSegments, dropSegmentRow, lockSegment, restedOn, segmentCaptures } from '../../store/segments.ts'

const reason = 'every capture in it was erased'

/**
 * Drops the closed segments of this evidence folder that hold nothing any more. The entry `segment.drop` comes first: files that are
 * gone without one were taken. A drop that was interrupted after its entry is finished here. Returns the segments dropped.
 */
export async function dropErasedSegments(
  store: Store,
  evidenceDir: string,
  at: Date,
  reached: (step: string) => Promise<void>
): Promise<string[]> {
  const here = closedSegments(evidenceDir)
  const dropped = await droppedSegments(store.pool, [...here])
  const lines = await mandateLines(store.pool)
  for (const [segment, captures] of [...(await emptySegments(store, here))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await withGround(store.pool, { user: 'pipeline', mandate: null }, async (tx) => {
      // Behind the lock nothing more comes to rest on it; what came before it, once it was seen empty, is counted.
      await lockSegment(tx, segment)
      for (const { line } of lines) {
        await asRetention(tx, line)
        if ((await restedOn(tx, [segment])).length > 0) return
      }
      await asRetention(tx, '')
      const row = await dropSegmentRow(tx, segment)
      if (row === null) return
      dropped.push(segment)
      const detail = { captures, records: row.records, bytes: row.bytes, because: reason }
      await record(tx, { user: 'pipeline', mandate: null }, { act: 'segment.drop', subject: segment, detail })
    })
    await reached('segment-entry')
  }
  for (const segment of dropped) {
    const outcome = dropSegment(evidenceDir, segment, reason, at.toISOString())
    if (outcome.kind === 'refused')
      throw new Error(`The erased segment ${segment} could not be dropped: ${outcome.detail}.`)
    await reached('segment')
  }
  return dropped
}

/** Segments of this folder that are closed and of which a file is there. */
function closedSegments(evidenceDir: string): Set<string> {
  const closed = new Set<string>()
  for (const entry of readIndex(evidenceDir).entries) if (entry.event === 'close') closed.add(entry.segment)
  for (const segment of closed) {
    const files = [segmentPath(evidenceDir, segment), headPath(evidenceDir, segment)]
    if (!files.some((file) => existsSync(file))) closed.delete(segment)
  }
  return closed
}

/** Segments with captures, all of them erased, under whatever mandate, and on whose content no living capture rests; with how many. */
async function emptySegments(store: Store, here: ReadonlySet<string>): Promise<Map<string, number>> {
  const erased = new Map<string, number>()
  const living = new Set<string>()
  const lines = await eachLine(store, (tx) => segmentCaptures(tx))
  for (const { segment, n, alive } of lines.flat()) {
    if (alive) living.add(segment)
    else erased.set(segment, (erased.get(segment) ?? 0) + n)
  }
  for (const segment of (await eachLine(store, (tx) => restedOn(tx, [...erased.keys()]))).flat()) living.add(segment)
  for (const segment of erased.keys()) if (living.has(segment) || !here.has(segment)) erased.delete(segment)
  return erased
}
