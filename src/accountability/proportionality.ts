/** Proportionality for auditors: what was collected by line of mandates, source and week, and what of it was opened, read and erased when. */
import type { Proportionality, ProportionalityWeek } from '../contract/oversight/proportionality.ts'
import type { MandateId } from '../model/ids.ts'
import type { Store } from '../store/connect.ts'
import type { Tx } from '../store/ground.ts'
import { noteCounts } from './acts.ts'
import { eachLine } from './retention/due.ts'
import { readingActs } from './ledger/overview.ts'

/** Source and week together, of one line. */
const mostRows = 20_000

/** Counts of all that was ever collected, also under mandates that ended; an act. `as`: looked at on the screen, or taken along. */
export async function readProportionality(
  store: Store,
  by: string,
  as: 'screen' | 'export',
  now = new Date()
): Promise<Proportionality> {
  const lines = await eachLine(store, async (tx, { line }) => ({
    line,
    sources: await sourcesOf(tx, line),
    weeks: await weeksOf(tx, line, now),
    because: await reasonsOf(tx, line)
  }))
  const rows = lines.reduce((sum, one) => sum + one.weeks.length, 0)
  await noteCounts(store.pool, by, as, {
    act: 'proportionality.read',
    subject: 'export:proportionality',
    lines: lines.length,
    rows
  })
  return { lines }
}

/** The Monday, in UTC, of the week of a moment. One sum on each of all rows: `date_trunc` in a time zone costs more than twice as much. */
const weekSeen = "date_bin('7 days', seen_at, '1970-01-05T00:00Z')"
const weekFirstSeen = "date_bin('7 days', a.first_seen, '1970-01-05T00:00Z')"

/** What became of the signal of each network; one that was merged shares what became of the one that it went into. */
const becameOf = `select s.network_id, coalesce(i.state, s.state) as state from signal s left join signal i on i.id = s.merged_into
  where s.mandate_id = $1 and s.network_id is not null`

async function weeksOf(tx: Tx, line: MandateId, now: Date): Promise<ProportionalityWeek[]> {
  const { rows } = await tx.query<ProportionalityWeek>(
    `with page as (
       select source_id as source, ${weekSeen} as week, count(*)::int as pages,
         (count(*) filter (where state = 'sealed'))::int as sealed, (count(*) filter (where state = 'open'))::int as open,
         (count(*) filter (where state = 'erased' and erased_at <= erase_at + interval '1 day'))::int as on_time,
         (count(*) filter (where state = 'erased' and erased_at > erase_at + interval '1 day'))::int as late,
         (count(*) filter (where state = 'erased' and erased_at is null))::int as unknown,
         (count(*) filter (where state = 'sealed' and erase_at < $2::timestamptz - interval '1 day'))::int as overdue
       from capture where mandate_id = $1 group by 1, 2),
     seen as (
       select distinct substring(about from 8)::bigint as advert from ledger l, unnest(ledger_subjects(l.act, l.subject, l.detail)) as about
       where l.act = any($3::text[]) and l.actor not in ('pipeline', 'console')
         and l.mandate in (select id from mandate where line = $1) and about ~ '^advert:[0-9]{1,18}$'),
     became as (${becameOf}),
     found as (
       select a.source_id as source, ${weekFirstSeen} as week, count(*)::int as adverts,
         (count(*) filter (where a.state = 'sealed'))::int as sealed, (count(*) filter (where a.state = 'open'))::int as open,
         (count(*) filter (where a.state = 'erased'))::int as erased,
         (count(*) filter (where a.opened_at is not null and a.opened_because like 'signal:%'))::int as for_signal,
         (count(*) filter (where a.opened_at is not null and a.opened_because like 'request:%'))::int as for_request,
         (count(*) filter (where a.opened_at is not null))::int as ever_open,
         (count(*) filter (where a.opened_at is not null and g.state = 'escalated'))::int as confirmed,
         (count(*) filter (where a.opened_at is not null and g.state = 'dismissed'))::int as dismissed,
         (count(*) filter (where a.opened_at is not null and s.advert is not null))::int as read
       from advert a left join seen s on s.advert = a.id left join became g on g.network_id = a.network_id where a.mandate_id = $1 group by 1, 2)
     select coalesce(p.source, f.source) as source, to_char(coalesce(p.week, f.week) at time zone 'UTC', 'YYYY-MM-DD') as week, coalesce(p.pages, 0) as pages,
       coalesce(p.sealed, 0) as sealed, coalesce(p.open, 0) as open, coalesce(p.on_time, 0) as "erasedOnTime",
       coalesce(p.late, 0) as "erasedLate", coalesce(p.unknown, 0) as "erasedUnknown", coalesce(p.overdue, 0) as overdue,
       coalesce(f.adverts, 0) as adverts, coalesce(f.sealed, 0) as "advertsSealed", coalesce(f.open, 0) as "advertsOpen",
       coalesce(f.erased, 0) as "advertsErased", coalesce(f.read, 0) as read,
       coalesce(f.for_signal, 0) as "openedForSignal", coalesce(f.for_request, 0) as "openedForRequest",
       coalesce(f.ever_open - f.for_signal - f.for_request, 0) as "openedOther",
       coalesce(f.confirmed, 0) as confirmed, coalesce(f.dismissed, 0) as dismissed
     from page p full join found f on coalesce(f.source, '') = coalesce(p.source, '') and f.week = p.week
     order by 2, 1 nulls first limit ${mostRows}`,
    [line, now, readingActs]
  )
  return rows
}

async function sourcesOf(tx: Tx, line: MandateId): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from source where mandate_id = $1 order by id limit 10000',
    [line]
  )
  return rows
}

async function reasonsOf(tx: Tx, line: MandateId): Promise<Proportionality['lines'][number]['because'][number][]> {
  const { rows } = await tx.query<Proportionality['lines'][number]['because'][number]>(
    `with became as (${becameOf})
     select split_part(coalesce(a.opened_because, 'other'), ':', 1) as why, count(*)::int as count,
       (count(*) filter (where g.state = 'escalated'))::int as confirmed, (count(*) filter (where g.state = 'dismissed'))::int as dismissed
     from advert a left join became g on g.network_id = a.network_id
     where a.mandate_id = $1 and a.opened_at is not null group by 1 order by 2 desc, 1 limit 100`,
    [line]
  )
  return rows
}
