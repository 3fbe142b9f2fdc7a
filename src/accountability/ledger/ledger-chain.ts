/** The chain of the ledger: what one row must satisfy alone, and beside the row before it. Pure; the database is not trusted here. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

/** A row as read for checking: `at` is `to_char(at at time zone 'UTC', ...)` with microseconds, as in the entry. */
export interface ChainRow {
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

/** The columns to select for a `ChainRow`. */
export const chainColumns = `no, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, mandate, act, subject, detail, entry, prev, hash`

export type ChainFault = 'hash' | 'columns' | 'gap' | 'previous'

/** What is wrong inside one row: `hash` (entry or hash was changed) or `columns` (they differ from the hashed entry). */
export function rowFault(row: ChainRow): ChainFault | null {
  const hash = createHash('sha256').update(row.prev).update(row.entry, 'utf8').digest()
  if (!hash.equals(row.hash)) return 'hash'
  const { no, at, actor, mandate, act, subject, detail } = row
  return isDeepStrictEqual(told(row.entry), { no, at, actor, mandate, act, subject, detail }) ? null : 'columns'
}

/** What is wrong between two rows: `gap` (numbers between them are missing) or `previous` (another row stood before it). */
export function linkFault(before: { readonly no: number; readonly hash: Buffer }, row: ChainRow): ChainFault | null {
  if (row.no !== before.no + 1) return 'gap'
  return row.prev.equals(before.hash) ? null : 'previous'
}

/** What an entry says beside its salt, which stands in no column (entries of before have none). */
function told(entry: string): unknown {
  try {
    const { salt: _salt, ...rest } = JSON.parse(entry) as { readonly salt?: unknown }
    return rest
  } catch {
    return null
  }
}
