/** Reading the ledger: own acts for everybody, all acts for auditors; reading it is an act as well. */
import type pg from 'pg'
import type { Ground, Tx } from '../../store/ground.ts'
import type { LedgerPage } from '../../contract/oversight/ledger.ts'
import { act } from '../acts.ts'
import { chainColumns, linkFault, rowFault, type ChainRow } from './ledger-chain.ts'

export interface LedgerFilter {
  /** Only own acts, for auditors too. */
  readonly mine?: boolean | undefined
  /** Only acts of people: not what Baken did by itself. */
  readonly people?: boolean | undefined
  /** An act (`advert.read`) or its noun (`advert`). */
  readonly act?: string | undefined
  readonly subject?: string | undefined
  /** What entries are about (`advert:12`, `fact:phone +31612345678`): any of these will do. Absent: whatever they are about. */
  readonly about?: About | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Entries before this number: `next` of the page before. */
  readonly after?: number | undefined
  /** 1 to 500; 100 when absent. */
  readonly limit?: number | undefined
}

/** "Who saw this": subjects, tokens of values whose adverts count as well, and a person who acted. */
export interface About {
  readonly subjects: readonly string[]
  readonly tokens: readonly string[]
  readonly person: string | null
}

/** A page of entries, newest first. Row-level security decides whose acts are seen. */
export async function readLedger(
  pool: pg.Pool,
  ground: Ground,
  filter: LedgerFilter
): Promise<Omit<LedgerPage, 'facts'>> {
  const limit = Math.max(1, Math.min(filter.limit ?? 100, 500))
  return act(pool, ground, async (tx) => {
    const found =
      filter.about === undefined
        ? null
        : await numbersAbout(tx, filter.about, filter.mine ? ground.user : null, filter, limit + 1)
    const { rows } = await tx.query<ChainRow & { readonly reason: string | null }>(
      `select ${chainColumns}, coalesce(nullif(detail->>'reason', ''), (select m.detail->>'reason' from ledger m
         where m.actor = ledger.actor and m.act = 'mandate.choose' and m.no < ledger.no and ledger.mandate is not null order by m.no desc limit 1)) as reason
       from ledger
       where ($1::text is null or actor = $1) and ($2::text is null or act = $2 or act like $3) and ($4::text is null or subject = $4)
         and ($5::timestamptz is null or ledger.at >= $5) and ($6::timestamptz is null or ledger.at < $6) and ($7::bigint is null or no < $7)
         and ($9::bigint[] is null or no = any($9)) ${filter.people === true ? onlyPeople : ''}
       order by ledger.no desc limit $8`,
      [
        filter.mine ? ground.user : null,
        filter.act ?? null,
        nounPattern(filter.act),
        filter.subject ?? null,
        filter.from ?? null,
        filter.to ?? null,
        filter.after ?? null,
        limit + 1,
        found
      ]
    )
    const shown = rows.slice(0, limit)
    const { about, ...asked } = filter
    const detail = {
      ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
      ...(about !== undefined && { about: about.subjects, ...(about.person !== null && { person: about.person }) })
    }
    return {
      result: {
        entries: shown.map(({ no, at, actor, mandate, act: name, subject, detail: said, reason, hash }) => ({
          no,
          at,
          actor,
          mandate,
          act: name,
          subject,
          detail: said as Record<string, unknown>,
          reason,
          hash: hash.toString('hex')
        })),
        next: rows.length > limit ? (shown.at(-1)?.no ?? null) : null,
        chain: whole(shown) && !(await missesRows(tx, shown)) ? 'intact' : 'broken'
      },
      entry: { act: 'ledger.read', detail }
    }
  })
}

/** As the index of migration 0220 has it. */
const onlyPeople = `and actor <> 'pipeline'`

/** Numbers of the newest entries about something, within the other limits of the filter that the index can keep. */
async function numbersAbout(
  tx: Tx,
  about: About,
  actor: string | null,
  filter: LedgerFilter,
  most: number
): Promise<number[]> {
  // An act or subject beside it is looked for among more, so that a page is not empty for want of the next one.
  const narrowed = filter.act !== undefined || filter.subject !== undefined || filter.people === true
  const { rows } = await tx.query<{ no: number }>('select no from ledger_about($1, $2, $3, $4, $5, $6, $7, $8) as no', [
    about.subjects,
    about.tokens,
    about.person,
    actor,
    filter.from ?? null,
    filter.to ?? null,
    filter.after ?? null,
    narrowed ? 20_000 : most
  ])
  return rows.map((row) => row.no)
}

/** Every row by itself, and against its neighbour where both are shown: others' acts in between are not seen here. */
function whole(newestFirst: readonly ChainRow[]): boolean {
  return newestFirst.every((row, index) => {
    const older = newestFirst[index + 1]
    const adjacent = older !== undefined && older.no + 1 === row.no
    return rowFault(row) === null && (!adjacent || linkFault(older, row) === null)
  })
}

/** Entries between the newest and the oldest that are looked for, whatever the filter left out. */
const mostBetween = 20_000

/** Whether a number is missing between the shown entries: told to who sees all acts, since others see numbers of their own only. */
async function missesRows(tx: Tx, newestFirst: readonly ChainRow[]): Promise<boolean> {
  const [newest, oldest] = [newestFirst[0]?.no, newestFirst.at(-1)?.no]
  if (newest === undefined || oldest === undefined || newest - oldest > mostBetween) return false
  const { rows } = await tx.query<{ misses: boolean }>(
    `select ground_role() = 'auditor' and (select count(*) from ledger where no between $1 and $2) < $2::bigint - $1::bigint + 1 as misses`,
    [oldest, newest]
  )
  return rows[0]?.misses === true
}

function nounPattern(act: string | undefined): string {
  return `${(act ?? '').replaceAll(/[\\%_]/g, '\\$&')}.%`
}
