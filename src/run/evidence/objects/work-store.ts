/** A round over the store of evidence.yaml: closed segments go there, locks follow the clocks of captures, what was erased goes, and local files beyond the limit. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { openObjectStore, type StoreOpening } from '../../../evidence/objects/read-settings.ts'
import { segmentPath } from '../../../evidence/segments/segment-head.ts'
import type { Store } from '../../../store/connect.ts'
import { record, withGround, type Tx } from '../../../store/ground.ts'
import { endStoreTurn, onlyStore, takeStoreTurn } from '../../../store/proof/stored-objects.ts'
import { waitAfterMs } from '../outside-work.ts'
import { RoundEnds, runRound, segmentsOf, turnMs } from './round-steps.ts'

const system = { user: 'pipeline', mandate: null }
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
      ? await roundOver({ parts, now, locksDue }, opening)
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

/** What ends a round is its cause; it goes on with the next. */
async function roundOver(
  { parts, now, locksDue }: { readonly parts: StoreParts; readonly now: () => Date; readonly locksDue: boolean },
  { store, localBytes }: Extract<StoreOpening, { kind: 'store' }>
): Promise<Round> {
  const { store: database, evidenceDir, reached = async () => {} } = parts
  const counts = { pushed: 0, locked: 0, dropped: 0, freed: 0, waiting: 0 }
  const alarms: string[] = []
  try {
    await runRound({ database, evidenceDir, store, localBytes, now, reached, counts, alarms }, locksDue)
    return { ...counts, cause: null, alarms }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // A system error is one of the local disk.
    if (!(error instanceof RoundEnds) && !/^E[A-Z]+$/.test(code ?? '')) throw error
    return { ...counts, cause: message, alarms }
  }
}

/** How many closed segments of the folder have their file here. */
export function closedSegmentFiles(evidenceDir: string): number {
  return [...segmentsOf(evidenceDir).closed.keys()].filter((one) => existsSync(segmentPath(evidenceDir, one))).length
}
