/** Overviews for those who answer for Baken: what people did since a moment, and which accounts there are. Counts and names, no content. */
import type { Home } from '../../contract/desk/home.ts'
import type { Tx } from '../../store/ground.ts'
import { lastDay } from '../days.ts'

/** Entries that are looked through, newest first. */
const mostEntries = 50_000
const mostReaders = 10

/** Acts in which the text of adverts, or a value of theirs, was seen. */
export const readingActs = [
  'advert.read',
  'advert.replay',
  'evidence.read',
  'fact.look-up',
  'fact.read',
  'network.read',
  'search.run',
  'signal.read',
  'export.run'
]

/** What people did since a moment (ISO 8601), as far as row security shows it: auditors see all. */
export async function readingOverview(
  tx: Tx,
  since: string
): Promise<Omit<NonNullable<Home['audit']>, 'erasedSoon' | 'rights'>> {
  const { rows } = await tx.query<{ actor: string; act: string; n: number; night: number }>(
    `select actor, act, count(*)::int as n,
       (count(*) filter (where extract(hour from at at time zone 'Europe/Amsterdam') not between 6 and 21))::int as night
     from (select actor, act, at from ledger order by no desc limit $2) l
     where at >= $1 and actor not in ('pipeline', 'console') group by actor, act`,
    [since, mostEntries]
  )
  const byAct: Record<string, number> = {}
  for (const row of rows) byAct[row.act] = (byAct[row.act] ?? 0) + row.n
  const readers = [
    ...Map.groupBy(
      rows.filter((row) => readingActs.includes(row.act)),
      (row) => row.actor
    )
  ]
    .map(([actor, acts]) => ({
      actor,
      reads: acts.reduce((sum, one) => sum + one.n, 0),
      night: acts.reduce((sum, one) => sum + one.night, 0)
    }))
    .toSorted((a, b) => b.reads - a.reads || (a.actor < b.actor ? -1 : 1))
  return {
    acts: rows.reduce((sum, one) => sum + one.n, 0),
    people: new Set(rows.filter((row) => row.actor !== 'visitor').map((row) => row.actor)).size,
    refusals: (byAct['access.refused'] ?? 0) + (byAct['session.refused'] ?? 0) + (byAct['session.throttled'] ?? 0),
    byAct,
    readers: readers.slice(0, mostReaders)
  }
}

/** Accounts by role and state, and mandates that end within thirty days. */
export async function accountsOverview(tx: Tx, now: Date): Promise<NonNullable<Home['accounts']>> {
  const { rows } = await tx.query<{ role: string; active: boolean; mandates: number }>(
    `select role, active, (select count(*) from user_mandate m where m.user_id = u.id)::int as mandates
     from app_user u where role <> 'system' limit 10000`
  )
  const byRole: Record<string, number> = {}
  const active = rows.filter((row) => row.active)
  for (const row of active) byRole[row.role] = (byRole[row.role] ?? 0) + 1
  const ending = await tx.query<{ id: string; until: string; zone: string }>(
    `select id, valid_until as until, zone from mandate where withdrawn_at is null and valid_until > $1
       and valid_until <= $1::timestamptz + interval '30 days' order by valid_until limit 100`,
    [now]
  )
  // Auditors and administrators work without a mandate.
  const needing = active.filter((row) => !['administrator', 'auditor'].includes(row.role))
  return {
    active: active.length,
    inactive: rows.length - active.length,
    byRole,
    withoutMandate: needing.filter((row) => row.mandates === 0).length,
    mandatesEnding: ending.rows.map(({ id, until, zone }) => ({ id, until, lastDay: lastDay(until, zone) }))
  }
}
