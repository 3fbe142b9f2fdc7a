/** A round over the store of evidence.yaml: closed segments go there, locks follow the clocks of captures, what was erased goes, and local files beyond the limit. */
import { existsSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { eachLine } from '../../../accountability/retention/due.ts'
import type { ObjectLock, ObjectStore } from '../../../evidence/objects/object-store.ts'
import { openObjectStore } from '../../../evidence/objects/read-settings.ts'
import { readStoredNote } from '../../../evidence/objects/stored-note.ts'
import { segmentPath } from '../../../evidence/segments/segment-head.ts'
import { readIndex } from '../../../evidence/segments/segment-index.ts'
import { syncFolder } from '../../../evidence/stamped-json.ts'
import type { Store } from '../../../store/connect.ts'
import { record, withGround, type Tx } from '../../../store/ground.ts'
import {
  addObject,
  anyWaitingForStore,
  endStoreTurn,
  holdStoreTurn,
  lockObject,
  objectRows,
  onlyStore,
  readFromStoreAgain,
  removeObject,
  segmentClocks,
  takeStoreTurn,
  type ObjectRow,
  type SegmentClock
} from '../../../store/proof/stored-objects.ts'
import { waitAfterMs } from '../outside-work.ts'
import { pushSegment, stillThere, type ClosedSegment } from './push-segment.ts'

const system = { user: 'pipeline', mandate: null }
const turnMs = 15 * 60_000
const usualEveryMs = 30_000
const locksEveryMs = 60 * 60_000

export interface StoreParts {
  readonly store: Store
  readonly evidenceDir: string
  /** Told once when the store begins to fail, or fails for another cause. */
  readonly say: (text: string) => void
  readonly now?: () => Date
  /** It is its turn, whatever was noted: a person asked. */
  readonly force?: boolean
  /** Called after each step, for tests that stop there. */
  readonly reached?: (step: number) => Promise<void>
}

export interface RoundOutcome {
  readonly pushed: number
  readonly locked: number
  readonly dropped: number
  /** Local files that went. */
  readonly freed: number
  /** Closed segments of the folder that the store has not got. */
  readonly waiting: number
  readonly cause: string | null
}

/** Null: no store is named, or it is not its turn. What is wrong is told and noted; nothing is thrown for a store that fails. */
export async function workStore(parts: StoreParts): Promise<RoundOutcome | null> {
  const { store: database, evidenceDir, say, now = () => new Date(), force = false } = parts
  const opening = openObjectStore(path.dirname(evidenceDir))
  if (opening.kind === 'none') return null
  const place = opening.kind === 'store' ? opening.store.place : 'evidence.yaml'
  const turn = await asSystem(database, async (tx) => {
    await onlyStore(tx, place)
    return takeStoreTurn(tx, place, { now: now(), until: new Date(now().getTime() + turnMs), force })
  })
  if (turn === null) return null
  const locksDue = force || turn.locks_at === null || now().getTime() - Date.parse(turn.locks_at) >= locksEveryMs
  const round =
    opening.kind === 'store'
      ? await makeRound(parts, now, opening.store, opening.localBytes).run(locksDue)
      : { ...nothing, cause: opening.cause, alarms: [] }
  const { cause, waiting, alarms } = round
  const at = now()
  const nextAt = new Date(at.getTime() + (cause === null ? usualEveryMs : waitAfterMs(turn.fails + 1)))
  await asSystem(database, async (tx) => {
    await endStoreTurn(tx, place, { at, nextAt, waiting, locked: locksDue && cause === null, cause })
    if (alarms.length > 0 && turn.cause !== cause)
      await record(tx, system, { act: 'evidence.alarm', detail: { count: alarms.length, found: alarms.slice(0, 10) } })
  })
  if (cause !== null && turn.cause !== cause)
    say(`Evidence did not get to its store: ${cause}. It stays here, and is tried again by itself.`)
  if (cause === null && turn.cause !== null) say(`Evidence gets to its store again: ${place}.`)
  return round
}

const nothing: RoundOutcome = { pushed: 0, locked: 0, dropped: 0, freed: 0, waiting: 0, cause: null }

type Round = RoundOutcome & { readonly alarms: readonly string[] }

function asSystem<T>({ pool }: Pick<Store, 'pool'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(pool, system, work)
}

/** What ends a round: the store does not do what was asked. */
class RoundEnds extends Error {}

function makeRound(
  { store: database, evidenceDir, reached = async () => {} }: StoreParts,
  now: () => Date,
  store: ObjectStore,
  localBytes: number | null
): { run(locksDue: boolean): Promise<Round> } {
  const counts = { pushed: 0, locked: 0, dropped: 0, freed: 0, waiting: 0 }
  const alarms: string[] = []
  const holdTurn = (): Promise<void> =>
    asSystem(database, (tx) => holdStoreTurn(tx, store.place, new Date(now().getTime() + turnMs)))

  const push = async (entry: ClosedSegment): Promise<void> => {
    await holdTurn()
    const { segment } = entry
    const wanted = lockOf((await clocksOf(database, [segment])).get(segment), now())
    const done = await pushSegment(store, evidenceDir, entry, { lock: wanted, at: now(), reached })
    if (done.kind === 'failed') {
      if (done.alarm) alarms.push(done.cause.slice(0, 300))
      throw new RoundEnds(done.cause)
    }
    const { version, lock } = done
    const { place } = store
    await asSystem(database, async (tx) => {
      const row = { segment, place, version, bytes: entry.bytes, keep_until: lock.until, hold: lock.hold, at: now() }
      if (!(await addObject(tx, row))) return
      const detail = { place, bytes: entry.bytes, file: entry.file, version, ...lock }
      await record(tx, system, { act: 'evidence.store', subject: segment, detail })
    })
    await reached(5)
    counts.pushed++
  }

  const relock = async (row: ObjectRow, clock: SegmentClock | undefined): Promise<void> => {
    const wanted = lockOf(clock, now())
    const until = later(row.keep_until, wanted.until)
    if (row.hold === wanted.hold && until === row.keep_until) return
    await holdTurn()
    const lock = { until: inFuture(until, now()), hold: wanted.hold }
    const done = await store.lock(row.segment, row.version, lock)
    if (done.kind === 'failed') throw new RoundEnds(done.cause)
    await asSystem(database, async (tx) => {
      await lockObject(tx, row, { until, hold: wanted.hold })
      await record(tx, system, {
        act: 'evidence.lock',
        subject: row.segment,
        detail: { place: store.place, until, hold: wanted.hold }
      })
    })
    counts.locked++
  }

  const drop = async (row: ObjectRow): Promise<void> => {
    if (row.keep_until !== null && Date.parse(row.keep_until) > now().getTime()) return
    await holdTurn()
    if (row.hold) {
      const released = await store.lock(row.segment, row.version, { until: null, hold: false })
      if (released.kind === 'failed') throw new RoundEnds(released.cause)
    }
    const done = await store.drop(row.segment, row.version)
    if (done.kind === 'failed') throw new RoundEnds(done.cause)
    // Its clock is behind this one, or somebody locked it longer: it is asked again.
    if (done.kind === 'kept') return
    await asSystem(database, async (tx) => {
      await removeObject(tx, row)
      const detail = { place: store.place, bytes: row.bytes, version: row.version }
      await record(tx, system, { act: 'evidence.unstore', subject: row.segment, detail })
    })
    counts.dropped++
  }

  /** Captures that could not be read while the store was away are read now. */
  const takeUpWaiting = async (): Promise<void> => {
    if (!(await eachLine(database, anyWaitingForStore)).includes(true)) return
    const there = await store.check()
    if (there.kind === 'failed') throw new RoundEnds(there.cause)
    await eachLine(database, readFromStoreAgain)
  }

  /** Step 6, oldest first, of segments in which everything was read. */
  const free = async (closed: ReadonlyMap<string, ClosedSegment>, rows: readonly ObjectRow[]): Promise<void> => {
    if (localBytes === null) return
    const here = rows.filter(({ segment }) => existsSync(segmentPath(evidenceDir, segment)))
    let kept = here.reduce((sum, { segment }) => sum + statSync(segmentPath(evidenceDir, segment)).size, 0)
    if (kept <= localBytes) return
    const clocks = await clocksOf(
      database,
      here.map(({ segment }) => segment)
    )
    for (const { segment } of here) {
      const entry = closed.get(segment)
      if (kept <= localBytes) return
      if (entry === undefined || clocks.get(segment)?.unread === true) continue
      const note = readStoredNote(evidenceDir, segment)
      if (note?.file !== entry.file || note.place !== store.place) continue
      const there = await stillThere(store, entry)
      if (there !== true) {
        alarms.push(there.slice(0, 300))
        throw new RoundEnds(there)
      }
      const file = segmentPath(evidenceDir, segment)
      unlinkSync(file)
      syncFolder(path.dirname(file))
      await reached(6)
      kept -= entry.bytes
      counts.freed++
    }
  }

  const run = async (locksDue: boolean): Promise<void> => {
    const { closed, dropped } = segmentsOf(evidenceDir)
    const rows = await asSystem(database, (tx) => objectRows(tx, store.place))
    const known = new Set(rows.map(({ segment }) => segment))
    const waiting = [...closed.values()].filter(
      ({ segment }) => !known.has(segment) && existsSync(segmentPath(evidenceDir, segment))
    )
    counts.waiting = waiting.length
    for (const entry of waiting) {
      await push(entry)
      counts.waiting--
    }
    const living = rows.filter((row) => !row.dropped)
    if (locksDue) {
      const clocks = await clocksOf(
        database,
        living.map(({ segment }) => segment)
      )
      for (const row of living) await relock(row, clocks.get(row.segment))
    }
    for (const row of rows) if (row.dropped || dropped.has(row.segment)) await drop(row)
    await takeUpWaiting()
    await free(closed, await asSystem(database, (tx) => objectRows(tx, store.place)))
  }

  return {
    async run(locksDue) {
      try {
        await run(locksDue)
        return { ...counts, cause: null, alarms }
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException
        if (!(error instanceof RoundEnds) && !/^E[A-Z]+$/.test(code ?? '')) throw error
        return { ...counts, cause: message, alarms }
      }
    }
  }
}

/** How many closed segments of the folder have their file here. */
export function closedSegmentFiles(evidenceDir: string): number {
  return [...segmentsOf(evidenceDir).closed.keys()].filter((one) => existsSync(segmentPath(evidenceDir, one))).length
}

/** Segments of the folder by what the index says of them. */
function segmentsOf(evidenceDir: string): {
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

/** Over all lines of mandates: the latest clock, and whether any of them holds. */
async function clocksOf(database: Store, segments: readonly string[]): Promise<Map<string, SegmentClock>> {
  const clocks = new Map<string, SegmentClock>()
  const lines = await eachLine(database, (tx) => segmentClocks(tx, segments))
  for (const one of lines.flat()) {
    const { segment, until, hold, unread } = one
    const before = clocks.get(segment)
    clocks.set(segment, {
      segment,
      until: later(before?.until ?? null, until),
      hold: hold || before?.hold === true,
      unread: unread || before?.unread === true
    })
  }
  return clocks
}

function lockOf(clock: SegmentClock | undefined, now: Date): ObjectLock {
  return { until: inFuture(wholeSecond(clock?.until ?? null), now), hold: clock?.hold ?? false }
}

/** The next whole second: stores keep no parts of one. */
function wholeSecond(time: string | null): string | null {
  return time === null ? null : new Date(Math.ceil(Date.parse(time) / 1000) * 1000).toISOString()
}

/** A store takes no date that is over. */
function inFuture(until: string | null, now: Date): string | null {
  return until !== null && Date.parse(until) > now.getTime() ? new Date(until).toISOString() : null
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) >= Date.parse(b) ? a : b
}
