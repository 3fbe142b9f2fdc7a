/** The steps of one round over a store of evidence: put, lock, delete, read again, and free what is here too. */
import { existsSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import type { ObjectStore } from '../../../evidence/objects/object-store.ts'
import { readStoredNote } from '../../../evidence/objects/stored-note.ts'
import { segmentPath } from '../../../evidence/segments/segment-head.ts'
import { readIndex } from '../../../evidence/segments/segment-index.ts'
import { syncFolder } from '../../../evidence/stamped-json.ts'
import { eachLine } from '../../../accountability/retention/due.ts'
import type { Store } from '../../../store/connect.ts'
import { record, withGround, type Tx } from '../../../store/ground.ts'
import {
  addObject,
  anyWaitingForStore,
  holdStoreTurn,
  lockObject,
  objectRows,
  readFromStoreAgain,
  removeObject,
  type ObjectRow,
  type SegmentClock
} from '../../../store/proof/stored-objects.ts'
import { clocksOf, inFuture, later, lockOf } from './clocks-of-segments.ts'
import { pushSegment, stillThere, type ClosedSegment } from './push-segment.ts'

const system = { user: 'pipeline', mandate: null }

/** As long as one step may take before another process takes the round up. */
export const turnMs = 15 * 60_000

export interface RoundState {
  readonly database: Store
  readonly evidenceDir: string
  readonly store: ObjectStore
  /** Of segments that the store has, so much stays here at most; null: all of it. */
  readonly localBytes: number | null
  readonly now: () => Date
  readonly reached: (step: number) => Promise<void>
  readonly counts: { pushed: number; locked: number; dropped: number; freed: number; waiting: number }
  /** What is not what it was written as. */
  readonly alarms: string[]
}

/** What ends a round: the store does not do what was asked. */
export class RoundEnds extends Error {}

/** All steps, in this order. Throws `RoundEnds`. */
export async function runRound(state: RoundState, locksDue: boolean): Promise<void> {
  const { database, evidenceDir, store, counts } = state
  const { closed, dropped } = segmentsOf(evidenceDir)
  // A store that is gone is noticed within the hour, and when a person asks, though nothing waits for it.
  if (locksDue) await mustAnswer(state)
  const rows = await asSystem(state, (tx) => objectRows(tx, store.place))
  const known = new Set(rows.map(({ segment }) => segment))
  const waiting = [...closed.values()].filter(
    ({ segment }) => !known.has(segment) && existsSync(segmentPath(evidenceDir, segment))
  )
  counts.waiting = waiting.length
  for (const entry of waiting) {
    await push(state, entry)
    counts.waiting--
  }
  const living = rows.filter((row) => !row.dropped)
  if (locksDue) {
    const clocks = await clocksOf(
      database,
      living.map(({ segment }) => segment)
    )
    for (const row of living) await relock(state, row, clocks.get(row.segment))
  }
  for (const row of rows) if (row.dropped || dropped.has(row.segment)) await drop(state, row)
  await takeUpWaiting(state)
  await free(state, closed)
}

/** Segments of the folder by what the index says of them. */
export function segmentsOf(evidenceDir: string): {
  readonly closed: ReadonlyMap<string, ClosedSegment>
  readonly dropped: ReadonlySet<string>
} {
  const closed = new Map<string, ClosedSegment>()
  const dropped = new Set<string>()
  for (const entry of readIndex(evidenceDir).entries) {
    if (entry.event === 'close') closed.set(entry.segment, entry)
    if (entry.event === 'drop') dropped.add(entry.segment)
  }
  for (const segment of dropped) closed.delete(segment)
  return { closed, dropped }
}

function asSystem<T>({ database }: RoundState, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(database.pool, system, work)
}

function holdTurn(state: RoundState): Promise<void> {
  const until = new Date(state.now().getTime() + turnMs)
  return asSystem(state, (tx) => holdStoreTurn(tx, state.store.place, until))
}

async function push(state: RoundState, entry: ClosedSegment): Promise<void> {
  const { database, evidenceDir, store, now, reached, alarms } = state
  await holdTurn(state)
  const { segment } = entry
  const wanted = lockOf((await clocksOf(database, [segment])).get(segment), now())
  const done = await pushSegment(store, evidenceDir, entry, { lock: wanted, at: now(), reached })
  if (done.kind === 'failed') {
    if (done.alarm) alarms.push(done.cause.slice(0, 300))
    throw new RoundEnds(done.cause)
  }
  const { version, lock } = done
  const { place } = store
  await asSystem(state, async (tx) => {
    const row = { segment, place, version, bytes: entry.bytes, keep_until: lock.until, hold: lock.hold, at: now() }
    if (!(await addObject(tx, row))) return
    const detail = { place, bytes: entry.bytes, file: entry.file, version, ...lock }
    await record(tx, system, { act: 'evidence.store', subject: segment, detail })
  })
  await reached(5)
  state.counts.pushed++
}

async function relock(state: RoundState, row: ObjectRow, clock: SegmentClock | undefined): Promise<void> {
  const { store, now } = state
  const wanted = lockOf(clock, now())
  const until = later(row.keep_until, wanted.until)
  if (row.hold === wanted.hold && until === row.keep_until) return
  await holdTurn(state)
  const done = await store.lock(row.segment, row.version, { until: inFuture(until, now()), hold: wanted.hold })
  if (done.kind === 'failed') throw new RoundEnds(done.cause)
  await asSystem(state, async (tx) => {
    await lockObject(tx, row, { until, hold: wanted.hold })
    const detail = { place: store.place, until, hold: wanted.hold }
    await record(tx, system, { act: 'evidence.lock', subject: row.segment, detail })
  })
  state.counts.locked++
}

async function drop(state: RoundState, row: ObjectRow): Promise<void> {
  const { store, now } = state
  if (row.keep_until !== null && Date.parse(row.keep_until) > now().getTime()) return
  await holdTurn(state)
  if (row.hold) {
    const released = await store.lock(row.segment, row.version, { until: null, hold: false })
    if (released.kind === 'failed') throw new RoundEnds(released.cause)
  }
  const done = await store.drop(row.segment, row.version)
  if (done.kind === 'failed') throw new RoundEnds(done.cause)
  // Its clock is behind this one, or somebody locked it longer: it is asked again.
  if (done.kind === 'kept') return
  await asSystem(state, async (tx) => {
    await removeObject(tx, row)
    const detail = { place: store.place, bytes: row.bytes, version: row.version }
    await record(tx, system, { act: 'evidence.unstore', subject: row.segment, detail })
  })
  state.counts.dropped++
}

/** Captures that could not be read while the store was away are read now. */
async function takeUpWaiting(state: RoundState): Promise<void> {
  const { database } = state
  if (!(await eachLine(database, anyWaitingForStore)).includes(true)) return
  await mustAnswer(state)
  await eachLine(database, readFromStoreAgain)
}

async function mustAnswer({ store }: RoundState): Promise<void> {
  const there = await store.check()
  if (there.kind === 'failed') throw new RoundEnds(there.cause)
}

/** Step 6, oldest first, of segments in which everything was read. */
async function free(state: RoundState, closed: ReadonlyMap<string, ClosedSegment>): Promise<void> {
  const { database, evidenceDir, store, localBytes, reached, alarms, counts } = state
  if (localBytes === null) return
  const rows = await asSystem(state, (tx) => objectRows(tx, store.place))
  const here = rows.map(({ segment }) => segment).filter((one) => existsSync(segmentPath(evidenceDir, one)))
  let kept = here.reduce((sum, segment) => sum + statSync(segmentPath(evidenceDir, segment)).size, 0)
  if (kept <= localBytes) return
  const clocks = await clocksOf(database, here)
  for (const segment of here) {
    const entry = closed.get(segment)
    if (kept <= localBytes) return
    if (entry === undefined || clocks.get(segment)?.unread === true) continue
    const note = readStoredNote(evidenceDir, segment)
    if (note?.file !== entry.file || note.place !== store.place) continue
    const there = await stillThere(store, entry)
    if (there.kind !== 'there') {
      if (there.alarm) alarms.push(there.cause.slice(0, 300))
      throw new RoundEnds(there.cause)
    }
    const file = segmentPath(evidenceDir, segment)
    unlinkSync(file)
    syncFolder(path.dirname(file))
    await reached(6)
    kept -= entry.bytes
    counts.freed++
  }
}
