/** Walks the whole ledger: every hash recomputed, every link checked, and what its entries say of evidence gathered on the way. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { digestText } from '../disk.ts'
import { damaged, type VerifyItem } from '../item.ts'
import type { OtherHalf, StoredSegment } from './other-half.ts'

/** A row as it is read for checking; `at` in UTC with microseconds, as in the entry. */
export interface LedgerRow {
  readonly no: number
  readonly at: string
  readonly actor: string
  readonly mandate: string | null
  readonly act: string
  readonly subject: string | null
  readonly detail: unknown
  /** The exact text that was hashed. */
  readonly entry: string
  readonly prev: Buffer
  readonly hash: Buffer
}

export interface LedgerWalk {
  readonly items: readonly VerifyItem[]
  readonly entries: number
  readonly lastEntry: number
  readonly stored: OtherHalf['stored']
  readonly indexNotes: OtherHalf['indexNotes']
  readonly dropped: OtherHalf['dropped']
  readonly droppedBefore: OtherHalf['droppedBefore']
}

const mostFaults = 1000
const restore = 'compare the database with its backup, and keep it as it is'

/** Checks rows in the order of their numbers, from the first. */
export async function walkLedger(rows: AsyncIterable<LedgerRow>): Promise<LedgerWalk> {
  const items: VerifyItem[] = []
  const gather = makeGatherer()
  let before: { no: number; hash: Buffer } = { no: 0, hash: Buffer.alloc(32) }
  let [entries, faults] = [0, 0]
  for await (const row of rows) {
    entries++
    const wrong = faultsOf(row, before)
    for (const [fault, cause] of wrong) {
      faults++
      if (items.length < mostFaults) items.push(damaged(`ledger entry ${row.no} (${fault})`, cause, '', restore))
    }
    if (wrong.every(([fault]) => fault === 'gap')) gather.add(row)
    before = { no: row.no, hash: row.hash }
  }
  if (faults > items.length)
    items.push(damaged('ledger', `${faults - items.length} more entries are at fault`, '', restore))
  return { items, entries, lastEntry: before.no, ...gather.gathered }
}

type Fault = readonly [kind: 'hash' | 'columns' | 'gap' | 'previous', cause: string]

function faultsOf(row: LedgerRow, before: { readonly no: number; readonly hash: Buffer }): Fault[] {
  const faults: Fault[] = []
  const { no, at, actor, mandate, act, subject, detail, entry, prev, hash } = row
  const right = createHash('sha256').update(prev).update(entry, 'utf8').digest()
  if (!right.equals(hash)) faults.push(['hash', `entry ${no} was changed: its text does not give its hash`])
  else if (!isDeepStrictEqual(columnsIn(entry), { no, at, actor, mandate, act, subject, detail }))
    faults.push(['columns', `entry ${no} was changed: its columns differ from the text that was hashed`])
  if (no !== before.no + 1) {
    const which = before.no + 2 === no ? `entry ${no - 1} is` : `entries ${before.no + 1} to ${no - 1} are`
    faults.push(['gap', `${which} missing`])
  } else if (!prev.equals(before.hash))
    faults.push(['previous', `entry ${no} does not follow entry ${before.no}: one of them was replaced`])
  return faults
}

/** What an entry says, without its salt: that stands in its text alone. */
function columnsIn(entry: string): unknown {
  try {
    const read: unknown = JSON.parse(entry)
    if (typeof read !== 'object' || read === null) return null
    return Object.fromEntries(Object.entries(read).filter(([name]) => name !== 'salt'))
  } catch {
    return null
  }
}

/** Collects what entries say of segments; `storedBy` does the same for the entries of one. */
function makeGatherer(): {
  add(row: LedgerRow): void
  readonly gathered: Pick<LedgerWalk, 'stored' | 'indexNotes' | 'dropped' | 'droppedBefore'>
} {
  const stored = new Map<string, MutableStored>()
  const indexNotes: { number: number; digest: string; entry: number }[] = []
  const dropped = new Map<string, number>()
  const droppedBefore = new Set<string>()
  return {
    gathered: { stored, indexNotes, dropped, droppedBefore },
    add: ({ no, act, subject, detail }) => {
      if (subject === null || typeof detail !== 'object' || detail === null) return
      if (act === 'capture.store') {
        const one = stored.get(subject) ?? { captures: 0, marks: new Map() }
        stored.set(subject, one)
        addStored(one, no, detail)
        return
      }
      // A run drops segments last: what it says before that comes from a later one.
      if (ofRuns.has(act)) for (const segment of dropped.keys()) droppedBefore.add(segment)
      if (!act.startsWith('segment.')) return
      const { index, entry } = detail as { readonly index?: unknown; readonly entry?: unknown }
      if (typeof index === 'number' && typeof entry === 'string' && digestText.test(entry))
        indexNotes.push({ number: index, digest: entry, entry: no })
      if (act === 'segment.drop') dropped.set(subject, no)
    }
  }
}

const ofRuns: ReadonlySet<string> = new Set(['retention.erase', 'retention.links', 'retention.destroy-key'])

interface MutableStored {
  captures: number
  marks: Map<number, { last: string; entry: number }>
}

function addStored(stored: MutableStored, no: number, detail: object): void {
  const { captures, records, last } = detail as { captures?: unknown; records?: unknown; last?: unknown }
  if (typeof captures !== 'number' || typeof records !== 'number' || typeof last !== 'string') return
  stored.captures += captures
  stored.marks.set(records, { last, entry: no })
}

/** What the `capture.store` entries of one segment say, from their numbers and details. */
export function storedBy(rows: readonly { readonly no: number; readonly detail: unknown }[]): StoredSegment {
  const stored: MutableStored = { captures: 0, marks: new Map() }
  for (const { no, detail } of rows) if (typeof detail === 'object' && detail !== null) addStored(stored, no, detail)
  return stored
}
