/** Gives the newest checkpoint of the log to each witness and authority whose turn it is, by itself; what fails is tried again later. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { checkpointNote, logFolder, type LogState } from '../../evidence/log/log.ts'
import { createFile } from '../../evidence/stamped-json.ts'
import { record, withGround, type Tx } from '../../store/ground.ts'
import {
  copiedSize,
  entriesBehind,
  onlyPlaces,
  takeTurn,
  turnDone,
  turnFailed,
  turnLater,
  type OutsideTurn
} from '../../store/proof/outside-turns.ts'
import { parseKey, parseNote, signatureOf } from '../../verify/log/signed-note.ts'
import { stampFolder, stampNames } from '../../verify/stamps/stamp-files.ts'
import { askAuthority } from './ask-authority.ts'
import { growOwnLog, type Halves } from './growing-log.ts'
import { copyToFolder, isAddress, sendToWitness, type CopyOutcome } from './outside-copies.ts'
import { readOutside, type OutsidePlace } from './outside-settings.ts'

const settingsPlace = 'outside.yaml'
const system = { user: 'pipeline', mandate: null }
/** Longer than any place is waited for. */
const turnMs = 3 * 60_000
const [firstWaitMs, longestWaitMs] = [30_000, 6 * 60 * 60_000]

/** What a place did with a checkpoint. */
type Outcome =
  | {
      readonly kind: 'done'
      readonly size: number
      readonly skewSeconds: number | null
      readonly act: string
      readonly detail: Readonly<Record<string, unknown>>
    }
  /** `alarm`: it contradicts the log. */
  | { readonly kind: 'failed'; readonly cause: string; readonly alarm: boolean }

/** How long after so many failures a place is asked again: 30 seconds, twice as long each time, 6 hours at most. */
export function waitAfterMs(fails: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, Math.max(0, fails - 1)))
}

export interface RoundOptions {
  readonly dataDir: string
  readonly now: () => Date
  /** Told once when a place begins to fail, or fails for another cause. */
  readonly say: (text: string) => void
}

/** One round over all places, one after the other. What is wrong is told and noted; nothing is thrown for a place that fails. */
export async function workOutside(halves: Halves, { dataDir, now, say }: RoundOptions): Promise<void> {
  const settings = readOutside(dataDir)
  const refused = settings.kind === 'refused'
  const places: readonly OutsidePlace[] = refused ? [] : settings.places
  await asSystem(halves, (tx) => onlyPlaces(tx, refused ? [settingsPlace] : places.map(({ place }) => place)))
  if (refused) {
    const turn = await asSystem(halves, (tx) =>
      takeTurn(tx, { place: settingsPlace, kind: 'settings' }, turnFrom(now()))
    )
    if (turn === null) return
    await asSystem(halves, (tx) => noteFailure(tx, settingsPlace, { turn, cause: settings.cause, at: now() }))
    if (turn.cause !== settings.cause) say(settings.cause)
    return
  }
  // All of a round get one tree, so that a package can show it with the stamp and the witness on it.
  let grown: LogState | null = null
  for (const one of places) {
    const at = now()
    const turn = await asSystem(halves, (tx) => turnWithWork(tx, one, at))
    if (turn === null) continue
    grown ??= await growOwnLog(halves)
    const outcome = await give(halves, one, { now, state: grown })
    const nextAt = new Date(now().getTime() + settings.everyMs)
    await asSystem(halves, (tx) => settle(tx, one.place, { turn, outcome, at: now(), nextAt }))
    const unkept = outcome.kind === 'done' ? outcome.detail['unkept'] : undefined
    if (typeof unkept === 'string')
      say(`${one.place} signed the log, and what it signed could not be kept, for packages: ${unkept}.`)
    if (outcome.kind === 'failed' && turn.cause !== outcome.cause)
      say(`The log did not get to ${one.place}: ${outcome.cause}. It is tried again by itself.`)
  }
}

/** The turn of a place that is due and has something to get; where nothing waits for it, its turn comes again as before. */
async function turnWithWork(tx: Tx, one: OutsidePlace, at: Date): Promise<OutsideTurn | null> {
  const turn = await takeTurn(tx, one, turnFrom(at))
  if (turn === null || (await entriesBehind(tx, turn.size)) > 0) return turn
  await turnLater(tx, one.place, at)
  return null
}

function turnFrom(now: Date): { readonly now: Date; readonly until: Date } {
  return { now, until: new Date(now.getTime() + turnMs) }
}

/** Notes how a turn went, with what the ledger says of it. */
async function settle(
  tx: Tx,
  place: string,
  one: { readonly turn: OutsideTurn; readonly outcome: Outcome; readonly at: Date; readonly nextAt: Date }
): Promise<void> {
  const { turn, outcome, at, nextAt } = one
  if (outcome.kind === 'done') {
    await turnDone(tx, place, { ...outcome, at, nextAt })
    await record(tx, system, { act: outcome.act, detail: outcome.detail })
    return
  }
  const { cause } = outcome
  await noteFailure(tx, place, { turn, cause, at })
  if (outcome.alarm && turn.cause !== cause)
    await record(tx, system, { act: 'evidence.alarm', detail: { count: 1, found: [cause.slice(0, 300)] } })
}

function noteFailure(
  tx: Tx,
  place: string,
  { turn, cause, at }: { readonly turn: OutsideTurn; readonly cause: string; readonly at: Date }
): Promise<void> {
  return turnFailed(tx, place, { at, nextAt: new Date(at.getTime() + waitAfterMs(turn.fails + 1)), cause })
}

function asSystem<T>({ store }: Halves, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withGround(store.pool, system, work)
}

async function give(
  halves: Halves,
  one: OutsidePlace,
  { now, state }: { readonly now: () => Date; readonly state: LogState }
): Promise<Outcome> {
  if (state.kind !== 'log')
    return failed(state.kind === 'none' ? 'the log has no entry yet' : `the log cannot grow: ${state.cause}`)
  return one.kind === 'authority' ? stampBy(halves, one, now) : copyTo(halves, one, now)
}

function failed(cause: string, alarm = false): Outcome {
  return { kind: 'failed', cause, alarm }
}

async function copyTo(halves: Halves, { place, key }: OutsidePlace, now: () => Date): Promise<Outcome> {
  const known = await asSystem(halves, (tx) => copiedSize(tx, place))
  const copied = isAddress(place)
    ? await sendToWitness(halves.evidenceDir, { address: place, known })
    : copyToFolder(halves.evidenceDir, place, now())
  if (copied.kind !== 'copied') return failed(copied.cause, copied.kind === 'contradicts')
  const wrong = key === null ? null : unsigned(copied, key)
  if (wrong !== null) return failed(wrong)
  const { size } = copied
  const kept = keepCosigned(halves.evidenceDir, place, copied)
  return { kind: 'done', size, skewSeconds: null, act: 'log.copy', detail: { to: place, size, ...kept } }
}

/**
 * What a witness signed is kept beside the log, for packages that leave: `file` says where. `unkept`: why it could not be; the copy is
 * with the witness all the same, which can be asked.
 */
export function keepCosigned(
  evidenceDir: string,
  place: string,
  { size, note, cosigned }: Extract<CopyOutcome, { kind: 'copied' }>
): { readonly file?: string; readonly unkept?: string } {
  if (cosigned === '') return {}
  const folder = path.join(logFolder(evidenceDir), 'witness')
  const { stamp } = stampNames(size, place)
  const file = stamp.replace(/tsr$/, 'checkpoint')
  const at = path.join(folder, file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 })
    // It may have signed this tree before, at another time: what it signed first stays.
    if (!createFile(at, `${note}${cosigned}`, 0o440) && !readFileSync(at, 'utf8').startsWith(note))
      return { unkept: `${at} is of another tree of ${size} entries` }
    return { file }
  } catch (error) {
    return { unkept: `${folder}: ${(error as Error).message}` }
  }
}

/** Null when the signature of this witness on what it was given holds, else why not. */
export function unsigned(
  { where, note, cosigned }: Extract<CopyOutcome, { kind: 'copied' }>,
  vkey: string
): string | null {
  const [key, signed] = [parseKey(vkey), parseNote(`${note}${cosigned}`)]
  if (key?.type !== 4) return `${where} did not sign with that key: it is no public key of a witness`
  return signed !== null && typeof signatureOf(signed, key) === 'object' ? null : `${where} did not sign with that key`
}

/** The stamp and the checkpoint that it is on are kept beside the log, for good. */
async function stampBy({ evidenceDir }: Halves, { place, roots }: OutsidePlace, now: () => Date): Promise<Outcome> {
  const note = checkpointNote(logFolder(evidenceDir))
  const size = Number(note.split('\n')[1])
  const outcome = await askAuthority(createHash('sha256').update(note).digest(), { url: place, roots })
  if (outcome.kind === 'failed') return failed(outcome.cause)
  const { answer, stamp } = outcome
  const skewSeconds = Math.round((Date.parse(stamp.at) - now().getTime()) / 1000)
  const [folder, names] = [stampFolder(evidenceDir), stampNames(size, place)]
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 })
    const file = path.join(folder, names.checkpoint)
    if (!createFile(file, note, 0o440) && readFileSync(file, 'utf8') !== note)
      return failed(`${file} is another checkpoint of ${size} entries than this log has: it was made anew`, true)
    createFile(path.join(folder, names.stamp), answer, 0o440)
  } catch (error) {
    return failed(`it could not be kept in ${folder}: ${(error as Error).message}`)
  }
  const detail = { by: place, size, at: stamp.at, serial: stamp.serial, file: names.stamp, skewSeconds }
  return { kind: 'done', size, skewSeconds, act: 'log.stamp', detail }
}
