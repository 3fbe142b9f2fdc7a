/** Verification of the whole ledger: every hash recomputed, every link checked, every fault named by its number. */
import type pg from 'pg'
import { withGround } from '../store/ground.ts'
import { chainColumns, firstPrevious, linkFault, rowFault, type ChainFault, type ChainRow } from './ledger-chain.ts'

export interface LedgerFault {
  /** The entry at which it shows; for `gap` the entry after the missing ones. */
  readonly no: number
  readonly fault: ChainFault | 'anchor'
  readonly says: string
}

export interface LedgerVerdict {
  readonly verdict: 'intact' | 'broken'
  readonly entries: number
  /** The last entry: written elsewhere (evidence, a dossier), it is the anchor that shows a rewritten or shortened ledger. */
  readonly last: { readonly no: number; readonly hash: string } | null
  /** At most 1,000. */
  readonly faults: readonly LedgerFault[]
}

export interface LedgerAnchor {
  readonly no: number
  /** Hex. */
  readonly hash: string
}

const batchRows = 5_000
const mostFaults = 1_000

/**
 * Reads the ledger from the first entry in batches and checks it; `anchors` are entries that were noted outside. Without an
 * anchor, a ledger that was rewritten as a whole, or cut at its end, cannot be told from a true one.
 */
export async function verifyLedger(pool: pg.Pool, anchors: readonly LedgerAnchor[] = []): Promise<LedgerVerdict> {
  const faults: LedgerFault[] = []
  const open = new Map(anchors.map((anchor) => [anchor.no, anchor.hash]))
  const say = (no: number, fault: LedgerFault['fault'], says: string): void => {
    if (faults.length < mostFaults) faults.push({ no, fault, says })
  }
  let before: { no: number; hash: Buffer } = { no: 0, hash: firstPrevious }
  let entries = 0
  for (;;) {
    const rows = await batch(pool, before.no)
    for (const row of rows) {
      const inside = rowFault(row)
      if (inside !== null) say(row.no, inside, wording(inside, row.no, before.no))
      const link = linkFault(before, row)
      if (link !== null) say(row.no, link, wording(link, row.no, before.no))
      const noted = open.get(row.no)
      if (noted !== undefined && noted !== row.hash.toString('hex'))
        say(row.no, 'anchor', `entry ${row.no} is not the one that was noted outside the ledger`)
      open.delete(row.no)
      before = { no: row.no, hash: row.hash }
    }
    entries += rows.length
    if (rows.length < batchRows) break
  }
  for (const no of open.keys()) say(no, 'anchor', `entry ${no} was noted outside the ledger and is gone`)
  const last = entries === 0 ? null : { no: before.no, hash: before.hash.toString('hex') }
  return { verdict: faults.length === 0 ? 'intact' : 'broken', entries, last, faults }
}

async function batch(pool: pg.Pool, after: number): Promise<ChainRow[]> {
  // The console's role may see every entry; ordinary users see their own acts.
  return withGround(pool, { user: 'console', mandate: null }, async (tx) => {
    const { rows } = await tx.query<ChainRow>(
      `select ${chainColumns} from ledger where no > $1 order by ledger.no limit $2`,
      [after, batchRows]
    )
    return rows
  })
}

function wording(fault: ChainFault, no: number, before: number): string {
  switch (fault) {
    case 'hash':
      return `entry ${no} was changed: its text does not give its hash`
    case 'columns':
      return `entry ${no} was changed: its columns differ from the text that was hashed`
    case 'gap':
      return before + 2 === no ? `entry ${no - 1} is missing` : `entries ${before + 1} to ${no - 1} are missing`
    case 'previous':
      return `entry ${no} does not follow entry ${before}: one of them was replaced`
  }
}
