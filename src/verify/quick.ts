/** The cheap comparison of the halves that every start and every run makes: heads and counts, no record is read. */
import path from 'node:path'
import type pg from 'pg'
import { readAnchors } from './anchors.ts'
import { judgeAroundDatabase } from './around-database.ts'
import { judgeServerFiles } from './beside-schema.ts'
import { asSystem, hashesOf, indexNotesSince, mandatesOf, segmentsOf } from './ledger/database.ts'
import { notFile, placeAt } from './disk.ts'
import { judgeErasedCounts } from './ledger/erasures.ts'
import { judgeAnchors, judgeIndexNotes } from './evidence.ts'
import { readIndexList, type IndexEntry } from './index-list.ts'
import { damaged, type VerifyItem } from './item.ts'
import { judgeKeyFiles } from './key-files.ts'
import { judgeKeysNote, readKeysNote } from './keys-note.ts'
import { judgeLedgerNotes } from './ledger/ledger-notes.ts'
import { judgeLogQuickly } from './log/judge-log.ts'
import { judgeMandates } from './ledger/mandates.ts'
import type { SegmentRow } from './ledger/other-half.ts'
import { judgeWithdrawals } from './ledger/networks.ts'
import { judgeRights } from './ledger/rights.ts'
import { judgeNewestNotes } from './ledger/rows.ts'
import { judgeStanding } from './ledger/standing.ts'
import type { BothRoles } from './verify.ts'
import { storedNote } from './segments/stored-objects.ts'
import { segmentFile } from './segments/segment-context.ts'
import { judgeUsedKeys } from './used-keys.ts'

const compare = 'run "baken verify" and compare with the backup, before anything is changed'

/**
 * What ledger, tables and evidence do not agree on, at a moment when nothing of this data folder is being written here. `alone`:
 * no other machine writes either, so that the tables can be counted.
 */
export async function compareQuickly(
  { pool, owner }: BothRoles,
  evidenceDir: string,
  alone: boolean
): Promise<readonly VerifyItem[]> {
  // The list last: whoever writes now, on another machine, adds to it before the others note it.
  const indexNotes = await indexNotesSince(pool)
  const beside = readKeysNote(path.dirname(evidenceDir))
  const anchors = readAnchors(evidenceDir)
  const index = readIndexList(evidenceDir)
  const found: VerifyItem[] = index.problems.map(({ file, cause }) => damaged(`${evidenceDir}/index/${file}`, cause))
  found.push(...judgeIndexNotes(evidenceDir, index, anchors, { indexNotes }))
  found.push(...judgeAnchors(evidenceDir, index, anchors, !alone))
  const [last] = await asSystem<{ no: number }>(pool, null, 'select no from ledger order by no desc limit 1', [])
  const half = { lastEntry: last?.no ?? 0, hashesOf: (entries: readonly number[]) => hashesOf(pool, entries) }
  found.push(...judgeKeysNote(beside, anchors))
  for await (const item of judgeLedgerNotes([...anchors.ledger, ...beside.notes], half)) found.push(item)
  found.push(...(await judgeLogQuickly(evidenceDir, pool)))
  const rows = await segmentsOf(pool, null)
  const dropped = new Set(index.entries.flatMap((entry) => (entry.event === 'drop' ? [entry.segment] : [])))
  found.push(...judgeFiles(evidenceDir, rows, dropped), ...(await judgeDrops(pool, evidenceDir, dropped)))
  found.push(...(await judgeReturned(pool, evidenceDir, index.entries)))
  if (alone) found.push(...(await judgeCounts(pool, rows)))
  found.push(
    ...(await judgeErasedCounts(pool)),
    ...(await judgeWithdrawals(pool)),
    ...(await judgeUsedKeys(pool, path.dirname(evidenceDir), { captures: true }))
  )
  found.push(...(await judgeKeyFiles(pool, path.dirname(evidenceDir))), ...(await judgeRights(pool)))
  found.push(...judgeServerFiles(path.dirname(evidenceDir)), ...(await judgeAroundDatabase(pool)))
  found.push(...(await judgeNewestNotes(pool)), ...(await judgeMandates(pool)), ...(await judgeStanding(owner)))
  return found.filter((item) => item.kind === 'damaged')
}

function* judgeFiles(
  evidenceDir: string,
  rows: ReadonlyMap<string, SegmentRow>,
  dropped: ReadonlySet<string>
): Generator<VerifyItem> {
  for (const [segment, { bytes }] of rows) {
    if (dropped.has(segment)) continue
    const file = segmentFile(evidenceDir, segment)
    const place = placeAt(file)
    const wrong = notFile(place)
    // A store has it alone: whether it does is asked by the whole check.
    if (place.kind === 'missing' && isStored(evidenceDir, segment, bytes)) continue
    if (wrong !== null) yield damaged(file, `${wrong}; the table segment lists it`, '', compare)
    else if (place.kind === 'file' && place.bytes < bytes)
      yield damaged(file, `it has ${place.bytes} bytes, and ${bytes} were committed`, '', compare)
  }
}

/** The note beside the segment says that all of it was read back out of a store. */
function isStored(evidenceDir: string, segment: string, bytes: number): boolean {
  const note = storedNote(evidenceDir, segment)
  return note !== null && typeof note !== 'string' && note.bytes === bytes
}

/** A removal on purpose stands in the ledger first. */
async function judgeDrops(pool: pg.Pool, evidenceDir: string, dropped: ReadonlySet<string>): Promise<VerifyItem[]> {
  if (dropped.size === 0) return []
  const rows = await asSystem<{ subject: string }>(
    pool,
    null,
    `select subject from ledger where subject = any($1) and act = 'segment.drop'`,
    [[...dropped]]
  )
  const told = new Set(rows.map((row) => row.subject))
  return [...dropped].flatMap((segment) =>
    told.has(segment)
      ? []
      : [
          damaged(
            segmentFile(evidenceDir, segment),
            'the index says that it was removed, and no ledger entry does',
            '',
            compare
          )
        ]
  )
}

/** Files of segments that the ledger removed before a later run of erasing began: they were put back. */
async function judgeReturned(
  pool: pg.Pool,
  evidenceDir: string,
  entries: readonly IndexEntry[]
): Promise<VerifyItem[]> {
  const here = new Set(entries.map((entry) => entry.segment))
  for (const segment of here) if (placeAt(segmentFile(evidenceDir, segment)).kind === 'missing') here.delete(segment)
  const rows = await asSystem<{ subject: string; no: number }>(
    pool,
    null,
    `select subject, no from ledger d where subject = any($1) and act = 'segment.drop' and exists (
       select 1 from ledger l where l.no > d.no and l.act in ('retention.erase', 'retention.links', 'retention.destroy-key'))`,
    [[...here]]
  )
  return rows.map(({ subject, no }) =>
    damaged(
      segmentFile(evidenceDir, subject),
      `ledger entry ${no} removed it, since everything in it was erased, and it is here again`,
      '',
      compare
    )
  )
}

/** Each segment holds its description and its captures. What a command that joined writes meanwhile is no difference: then the counts are taken again. */
async function judgeCounts(pool: pg.Pool, before: ReadonlyMap<string, SegmentRow>): Promise<VerifyItem[]> {
  let expected = recordsOf(before)
  for (let attempt = 0; attempt < 5; attempt++) {
    let captures = 0
    for (const mandate of await mandatesOf(pool)) {
      const [count] = await asSystem<{ n: number }>(pool, mandate, 'select count(*)::int as n from capture', [])
      captures += count?.n ?? 0
    }
    const now = recordsOf(await segmentsOf(pool, null))
    if (captures === now) return []
    if (expected === now)
      return [damaged('table capture', `it has ${captures} rows, and the segments hold ${now} captures`, '', compare)]
    expected = now
  }
  return []
}

function recordsOf(rows: ReadonlyMap<string, SegmentRow>): number {
  return [...rows.values()].reduce((sum, row) => sum + Math.max(0, row.records - 1), 0)
}
