/** After a crash: cuts off what a dead worker appended to its segment and never committed, and closes the segment. */
import { recoverSegment, removeLeftovers, unclosedSegments, unlistedSegments } from '../../evidence/segments/recover.ts'
import { indexHead, readIndex } from '../../evidence/segments/segment-index.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'
import { closeSegmentRow, leftSegments, type LeftSegment } from '../../store/segments.ts'
import { noteHalves } from './anchoring.ts'
import type { App } from '../app.ts'
import { indexDetail, withSegmentLock } from './segment-turn.ts'

const ground = { user: 'pipeline', mandate: null }

/** Recovers the segments of workers that no longer live, and of engines of this process that broke. Each is a ledger entry; damage is thrown, since nothing may be built on it. */
export function recoverSegments(app: App): Promise<number> {
  return withSegmentLock(app, () => recoverLeft(app))
}

async function recoverLeft(app: App): Promise<number> {
  removeLeftovers(app.evidenceDir, Date.now())
  const recovered = await withGround(app.store.pool, ground, async (tx) => {
    const left = new Set([...unclosedSegments(app.evidenceDir), ...unlistedSegments(app.evidenceDir)])
    const rows = await leftSegments(tx, [...left], app.session.worker())
    return (await closeRows(app, tx, rows, left)) + (await recoverFiles(app, tx, rows, left))
  })
  if (recovered > 0) await noteHalves(app, 'recover', null)
  return recovered
}

async function recoverFiles(
  app: App,
  tx: Tx,
  rows: readonly LeftSegment[],
  left: ReadonlySet<string>
): Promise<number> {
  const known = new Map(rows.map((row) => [row.id, row]))
  let recovered = 0
  for (const segment of left) {
    const row = known.get(segment)
    // No row: its writer died between making the file and telling the database; the lock says that none is just doing so.
    if (app.segments.writing.has(segment) || row?.alive === true) continue
    const outcome = await recoverSegment(app.evidenceDir, segment, row?.committed_bytes ?? 0, new Date().toISOString())
    if (outcome.kind === 'damaged')
      throw new Error(`Evidence segment ${segment} is damaged: ${outcome.cause}. ${outcome.do}`)
    if (outcome.kind === 'recovered') await closeSegmentRow(tx, segment, app.session.worker(), outcome.mark)
    await recordRecovery(app, tx, segment, outcome.kind, outcome.kind === 'recovered' ? outcome.cutBytes : 0)
    recovered++
  }
  return recovered
}

/** Segments that the index closed, and whose writer died before it could tell the database. */
async function closeRows(app: App, tx: Tx, rows: readonly LeftSegment[], left: ReadonlySet<string>): Promise<number> {
  const dead = rows.filter((row) => !left.has(row.id) && !row.alive && !app.segments.writing.has(row.id))
  if (dead.length === 0) return 0
  const ends = new Map(
    readIndex(app.evidenceDir).entries.flatMap((entry) => (entry.event === 'close' ? [[entry.segment, entry]] : []))
  )
  let closed = 0
  for (const { id } of dead) {
    const end = ends.get(id)
    if (end === undefined) continue
    await closeSegmentRow(tx, id, app.session.worker(), end)
    await recordRecovery(app, tx, id, 'closed', 0)
    closed++
  }
  return closed
}

async function recordRecovery(app: App, tx: Tx, segment: string, outcome: string, cutBytes: number): Promise<void> {
  const head = indexHead(app.evidenceDir)
  const detail = { outcome, cutBytes, ...(typeof head === 'string' ? {} : indexDetail(head)) }
  await record(tx, ground, { act: 'segment.recover', subject: segment, detail })
}
