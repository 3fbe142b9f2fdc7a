/** How much of everything there is under a mandate, for metrics: numbers only, no names and no addresses. */
import type { Tx } from '../ground.ts'

/** One count of a kind, by up to two labels. */
export interface Counted {
  readonly name: string
  readonly state: string | null
  readonly reason: string | null
  readonly n: number
}

/** Counts over the mandate in force. Reads whole indexes: ask it seldom. */
export async function countAll(tx: Tx): Promise<Counted[]> {
  const { rows } = await tx.query<Counted>(`
    select 'addresses' as name, state, reason, count(*)::bigint as n from address group by 2, 3
    union all select 'sources', state, null, count(*) from source group by 2
    union all select 'fetched_pages', null, null, coalesce(sum(visits), 0) from address
    union all select 'fetched_bytes', null, null, coalesce(sum(n), 0) from tally where kind = 'bytes'
    union all select 'passed_links', null, reason, sum(n) from tally where kind = 'passed' group by 3
    union all select 'adverts', state, null, count(*) from advert group by 2
    union all select 'networks', null, null, count(*) from network where ended_at is null
    union all select 'signals', state, null, count(*) from signal group by 2
    union all select 'jobs', state, null, count(*) from job group by 2
    union all select 'unread_captures', null, null, count(*) from capture where read_version = 0 and state <> 'erased' and page_kind is null and step_error is null
    union all select 'captures_overdue', null, null, count(*) from capture where state = 'sealed' and erase_at < now() - interval '1 day'`)
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

/** Hosts that rest because something is wrong with them, over all mandates. */
export async function countResting(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*)::int as n from host where rest_because is not null and next_at > now()'
  )
  return rows[0]?.n ?? 0
}
