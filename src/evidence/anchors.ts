/** Notes beside evidence how much ledger and how many index entries there were, so that either one shows when the other was cut. */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isDigest, type Digest } from './digest.ts'
import { indexHead, noDigest, type IndexHead } from './segments/segment-index.ts'
import { readStamped, replaceFile, stampedText, syncFolder, type Stamped } from './stamped-json.ts'

/*
 * anchors.jsonl is only ever added to: what was noted once is compared for ever. anchors.head.json is replaced, says how many lines
 * there are, and is newer than the last line: a ledger grows with every act, and not each is worth a line. A head that would hide
 * an older, higher state is kept as a line first. The caller holds a lock that all processes on this folder share.
 */

/** Number and hash (hex) of the newest ledger entry. */
export interface LedgerHead {
  readonly number: number
  readonly hash: string
}

/** The last line: its number, 0 when there is none, and its digest. */
export interface AnchorMark {
  readonly number: number
  readonly digest: Digest
}

export interface AnchorNote {
  /** Why a line is added; null: only the head is moved. */
  readonly why: 'start' | 'open' | 'close' | 'recover' | 'drop' | 'end' | 'time' | 'alarm' | null
  readonly segment: string | null
  /** A note of the ledger stands beside the keys too (keys-note.ts), and is missed from then on. */
  readonly inKeys?: boolean
  /** ISO 8601 UTC. */
  readonly at: string
}

const [lineFile, headFile] = ['anchors.jsonl', 'anchors.head.json']

/** Notes where ledger and index stand now. A text: the index cannot be read, and nothing was noted. */
export function noteAnchor(evidenceDir: string, ledger: LedgerHead | null, note: AnchorNote): AnchorMark | string {
  const index = indexHead(evidenceDir)
  if (typeof index === 'string') return index
  const now: Noted = {
    ledger: ledger?.number ?? 0,
    hash: ledger?.hash ?? '0'.repeat(64),
    index: index.number,
    entry: index.digest
  }
  const state = readState(evidenceDir)
  const { head } = state
  const hides = head !== null && (head.ledger > now.ledger || head.index > now.index)
  if (head !== null && (hides || note.why === 'alarm')) addLine(evidenceDir, state, head, { ...note, why: 'alarm' })
  if (note.why !== null && note.why !== 'alarm') addLine(evidenceDir, state, now, note)
  const inKeys = state.inKeys || note.inKeys === true
  if (note.why === null && head !== null && sameNote(head, now) && inKeys === state.inKeys) return markOf(state)
  const { lines, last, bytes } = state
  const beside = inKeys ? { keys: true } : {}
  replaceFile(
    join(evidenceDir, headFile),
    stampedText({ format: 'baken-anchor-head/1', lines, last, bytes, ...beside, at: note.at, ...now }),
    true
  )
  return markOf(state)
}

interface Noted {
  readonly ledger: number
  readonly hash: string
  readonly index: number
  readonly entry: IndexHead['digest']
}

interface State {
  head: Noted | null
  readonly inKeys: boolean
  lines: number
  last: Digest
  /** Of anchors.jsonl, whole lines only. */
  bytes: number
}

function markOf({ lines, last }: State): AnchorMark {
  return { number: lines, digest: last }
}

function sameNote(one: Noted, two: Noted): boolean {
  return one.ledger === two.ledger && one.hash === two.hash && one.index === two.index && one.entry === two.entry
}

function readState(evidenceDir: string): State {
  const fields = headFields(join(evidenceDir, headFile))
  const [lines, last, bytes] = [Number(fields?.['lines'] ?? 0), fields?.['last'], Number(fields?.['bytes'] ?? 0)]
  const inKeys = fields?.['keys'] === true
  const state: State = { head: headOf(fields), inKeys, lines, last: isDigest(last) ? last : noDigest, bytes }
  const size = statSync(join(evidenceDir, lineFile), { throwIfNoEntry: false })?.size ?? 0
  // Lines that are gone stay missed: the next one goes on from what the head says, and does not follow what is there.
  if (size <= bytes) return { ...state, bytes: size }
  const rest = readFrom(join(evidenceDir, lineFile), bytes, size - bytes)
  for (let start = 0; ;) {
    const end = rest.indexOf(10, start)
    if (end < 0) return state
    const line = readStamped(rest.subarray(start, end + 1))
    state.lines++
    state.last = line.kind === 'stamped' ? line.digest : noDigest
    state.bytes += end + 1 - start
    start = end + 1
  }
}

function headFields(file: string): Stamped | null {
  try {
    const reading = readStamped(readFileSync(file))
    return reading.kind === 'stamped' ? reading.fields : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function headOf(fields: Stamped | null): Noted | null {
  if (fields === null) return null
  const { ledger, hash, index, entry } = fields
  if (typeof ledger !== 'number' || typeof index !== 'number' || typeof hash !== 'string' || !isDigest(entry))
    return null
  return { ledger, hash, index, entry }
}

function readFrom(file: string, offset: number, count: number): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(count)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, count, offset))
  } finally {
    closeSync(descriptor)
  }
}

function addLine(evidenceDir: string, state: State, noted: Noted, { why, segment, at }: AnchorNote): void {
  const file = join(evidenceDir, lineFile)
  const created = statSync(file, { throwIfNoEntry: false }) === undefined
  const number = state.lines + 1
  const text = stampedText({ format: 'baken-anchor/1', number, previous: state.last, at, why, segment, ...noted })
  const descriptor = openSync(file, 'a', 0o640)
  try {
    // Half a line that an interrupted write left: nothing was noted with it.
    ftruncateSync(descriptor, state.bytes)
    writeSync(descriptor, text)
    fdatasyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (created) syncFolder(evidenceDir)
  const line = readStamped(Buffer.from(text, 'utf8'))
  if (line.kind === 'damaged') throw new Error(`an anchor does not read back: ${line.cause}`)
  state.lines = number
  state.last = line.digest
  state.bytes += Buffer.byteLength(text)
}
