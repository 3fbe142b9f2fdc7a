/** Keeps the index small and true to what is kept: merges segments, takes out what was erased, and leaves keys that are about to go. */
import type { Keyring } from '../../evidence/keys.ts'
import type { Tx } from '../ground.ts'
import { documentsOf, lockIndex, replaceSegments } from './merge.ts'
import { listSegments, type SegmentRow } from './segment.ts'

/** So many segments of one tier and key are merged: a search reads at most seven of each. */
const perTier = 8
/** A segment larger than this is not merged further: merging is done in memory. */
const mostDocuments = 200_000

/** Merges what batches wrote under these keys, where enough has come together. True when something was merged. */
export async function mergeIndex(tx: Tx, keyring: Keyring, mandate: string, keks: readonly string[]): Promise<boolean> {
  await lockIndex(tx, mandate)
  const rows = (await listSegments(tx)).filter((row) => keks.includes(row.kek))
  let merged = false
  for (const some of Map.groupBy(rows, (row) => `${row.kek} ${row.tier}`).values()) {
    const chosen = some.length < perTier ? [] : withinLimit(some)
    if (chosen.length < perTier) continue
    await replaceSegments(tx, keyring, mandate, chosen, () => chosen[0]!.kek)
    merged = true
  }
  return merged
}

/**
 * Brings the index in line with what is kept, in the transaction of the caller: versions whose reading was erased leave, those of opened
 * captures move under the kept key when their segment is written anew, and each day that is over (`today` is `YYYYMMDD`) becomes one
 * segment. `leaving`: keys that are about to be destroyed; nothing stays under them. Run twice it changes nothing.
 */
export async function cleanIndex(
  tx: Tx,
  keyring: Keyring,
  mandate: string,
  today: string,
  leaving: readonly string[]
): Promise<{ readonly erased: number; readonly rewritten: number }> {
  await lockIndex(tx, mandate)
  const rows = await listSegments(tx)
  const sum = { erased: 0, rewritten: 0 }
  for (const [kek, segments] of Map.groupBy(rows, (row) => row.kek)) {
    const present = await presentKeys(tx, segments)
    const touched = leaving.includes(kek) ? segments : segments.filter((row) => present.dead.has(row.id))
    const over = isPastDay(kek, today) && segments.length > 1 ? withinLimit(segments) : []
    if (touched.length === 0 && over.length < 2) continue
    const chosen = [...new Set([...touched, ...over])].sort((a, b) => a.no - b.no)
    await replaceSegments(tx, keyring, mandate, chosen, (sighting) => {
      const now = present.keys.get(sighting) ?? null
      return now !== null && leaving.includes(now) ? null : now
    })
    sum.rewritten += chosen.length
    for (const row of chosen) sum.erased += present.dead.get(row.id) ?? 0
  }
  return sum
}

/** The smallest segments that together stay within the limit, in the order in which they were written. */
function withinLimit(rows: readonly SegmentRow[]): SegmentRow[] {
  let documents = 0
  return rows
    .toSorted((a, b) => a.documents - b.documents)
    .filter((row) => (documents += row.documents) <= mostDocuments)
    .sort((a, b) => a.no - b.no)
}

function isPastDay(kek: string, today: string): boolean {
  const day = /^epoch\/.*-(\d{8})$/.exec(kek)?.[1]
  return day !== undefined && day < today
}

interface Present {
  /** The key under which a sighting's capture is now; absent when its reading is erased. */
  readonly keys: ReadonlyMap<number, string>
  /** Segments that hold erased versions, with how many. */
  readonly dead: ReadonlyMap<string, number>
}

async function presentKeys(tx: Tx, segments: readonly SegmentRow[]): Promise<Present> {
  const keys = new Map<number, string>()
  const dead = new Map<string, number>()
  for (const [id, documents] of await documentsOf(
    tx,
    segments.map((row) => row.id)
  )) {
    const sightings = [...documents.sighting]
    const { rows } = await tx.query<{ id: number; kek: string }>({
      name: 'index-present-keys',
      text: `select s.id, k.kek from sighting s join capture_key k on k.capture_id = s.capture_id
             where s.id = any($1::bigint[]) and s.reading is not null`,
      values: [sightings]
    })
    for (const row of rows) keys.set(row.id, row.kek)
    const gone = sightings.filter((sighting) => !keys.has(sighting)).length
    if (gone > 0) dead.set(id, gone)
  }
  return { keys, dead }
}
