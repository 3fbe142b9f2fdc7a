/** After a crash: cuts off what a dead worker appended to its segment and never committed, and closes the segment. */
import { recoverSegment, removeLeftovers, unclosedSegments, unlistedSegments } from '../evidence/recover.ts'
import { workerLockClass } from '../store/frontier.ts'
import { record, withGround } from '../store/ground.ts'
import type { App } from './app.ts'

/** Recovers the segments of workers that no longer live, and of engines of this process that broke. Each is a ledger entry; damage is thrown, since nothing may be built on it. */
export async function recoverSegments(app: App): Promise<number> {
  const ground = { user: 'pipeline', mandate: null }
  const { opening, writing } = app.segments
  while (opening.size > 0) await Promise.all(opening)
  removeLeftovers(app.evidenceDir, Date.now())
  const left = new Set([...unclosedSegments(app.evidenceDir), ...unlistedSegments(app.evidenceDir)])
  if (left.size === 0) return 0
  return withGround(app.store.pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: string; committed_bytes: number; alive: boolean }>(
      `select id, committed_bytes, s.worker <> $2 and exists (
         select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${workerLockClass} and l.objid = s.worker) as alive
       from segment s where id = any($1::text[]) for update`,
      [[...left], app.session.worker()]
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    let recovered = 0
    for (const segment of left) {
      const row = known.get(segment)
      // No row: its writer died between making the file and telling the database, or is just doing so on another machine.
      if (writing.has(segment) || row?.alive === true || (row === undefined && ageMs(segment) < graceMs(app))) continue
      const outcome = await recoverSegment(
        app.evidenceDir,
        segment,
        row?.committed_bytes ?? 0,
        new Date().toISOString()
      )
      if (outcome.kind === 'damaged')
        throw new Error(`Evidence segment ${segment} is damaged: ${outcome.cause}. ${outcome.do}`)
      await tx.query('update segment set closed = true where id = $1', [segment])
      const detail = { outcome: outcome.kind, cutBytes: outcome.kind === 'recovered' ? outcome.cutBytes : 0 }
      await record(tx, ground, { act: 'segment.recover', subject: segment, detail })
      recovered++
    }
    return recovered
  })
}

/** With a server of our own no other machine writes here: what has no row is dead. */
function graceMs(app: App): number {
  return app.store.serverPid === null ? 10 * 60_000 : 0
}

/** Segment ids begin with their time: `20261123T173651123-...`. */
function ageMs(segment: string): number {
  const [, y, mo, d, h, mi, s, ms] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})/.exec(segment) ?? []
  return Date.now() - Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), Number(ms))
}
