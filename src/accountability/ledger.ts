/** Reading the ledger: own acts for everybody, all acts for auditors; reading it is an act as well. */
import type pg from 'pg'
import type { Ground } from '../store/ground.ts'
import type { LedgerPage } from '../contract/ledger.ts'
import { act } from './acts.ts'
import { chainColumns, linkFault, rowFault, type ChainRow } from './ledger-chain.ts'

export interface LedgerFilter {
  /** Only own acts, for auditors too. */
  readonly mine?: boolean | undefined
  /** An act (`advert.read`) or its noun (`advert`). */
  readonly act?: string | undefined
  readonly subject?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Entries before this number: `next` of the page before. */
  readonly after?: number | undefined
  /** 1 to 500; 100 when absent. */
  readonly limit?: number | undefined
}

/** A page of entries, newest first. Row-level security decides whose acts are seen. */
export async function readLedger(pool: pg.Pool, ground: Ground, filter: LedgerFilter): Promise<LedgerPage> {
  const limit = Math.max(1, Math.min(filter.limit ?? 100, 500))
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<ChainRow>(
      `select ${chainColumns} from ledger
       where ($1::text is null or actor = $1) and ($2::text is null or act = $2 or act like $3) and ($4::text is null or subject = $4)
         and ($5::timestamptz is null or ledger.at >= $5) and ($6::timestamptz is null or ledger.at < $6) and ($7::bigint is null or no < $7)
       order by ledger.no desc limit $8`,
      [
        filter.mine ? ground.user : null,
        filter.act ?? null,
        nounPattern(filter.act),
        filter.subject ?? null,
        filter.from ?? null,
        filter.to ?? null,
        filter.after ?? null,
        limit + 1
      ]
    )
    const shown = rows.slice(0, limit)
    const detail = Object.fromEntries(Object.entries({ ...filter }).filter(([, value]) => value !== undefined))
    return {
      result: {
        entries: shown.map(({ no, at, actor, mandate, act: name, subject, detail: said, hash }) => ({
          no,
          at,
          actor,
          mandate,
          act: name,
          subject,
          detail: said as Record<string, unknown>,
          hash: hash.toString('hex')
        })),
        next: rows.length > limit ? (shown.at(-1)?.no ?? null) : null,
        chain: whole(shown) ? 'intact' : 'broken'
      },
      entry: { act: 'ledger.read', detail }
    }
  })
}

/** Every row by itself, and against its neighbour where both are shown: others' acts in between are not seen here. */
function whole(newestFirst: readonly ChainRow[]): boolean {
  return newestFirst.every((row, index) => {
    const older = newestFirst[index + 1]
    const adjacent = older !== undefined && older.no + 1 === row.no
    return rowFault(row) === null && (!adjacent || linkFault(older, row) === null)
  })
}

function nounPattern(act: string | undefined): string {
  return `${(act ?? '').replaceAll(/[\\%_]/g, '\\$&')}.%`
}
