/** The first screen of each role: what is new since yesterday, mine, due and wrong, and what to do first; never empty. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import { accountsOverview, readingOverview } from '../../accountability/ledger/overview.ts'
import { rightsDue } from '../../accountability/rights-requests.ts'
import type { Home, ScreenCounts } from '../../contract/desk/home.ts'
import { caseRoles, contentRoles, type Role } from '../../model/mandate.ts'
import { atOnce, type Ground, type Tx } from '../../store/ground.ts'
import { dueNow } from '../figures/due.ts'
import { guideOf } from './guide.ts'
import { homeCases } from './home-cases.ts'
import { todoOf } from './home-todo.ts'
import { requestsWhere } from '../adverts/requests.ts'
import { proposalsWaiting } from '../proposals/proposal-rows.ts'
import { secondLooksWaiting } from '../second-looks/second-looks.ts'
import { signalRows } from '../signals/signal-rows.ts'
import { reportCounts } from '../reports/reports.ts'
import { searchesIn } from '../search/saved.ts'
import { signalsWhere } from '../signals/signals.ts'
import { sourcesIn } from '../sources/sources.ts'
import type { Vault } from '../adverts/vault.ts'

export interface HomeAsked {
  readonly role: Role
  readonly demo: boolean
  /** ISO 8601; null without a mandate. */
  readonly mandateEnds: string | null
  readonly now: Date
}

const mostOfEach = 10
const daysShown = 14
const dayMs = 86_400_000

/** Reads the first screen. Without a mandate in force no content and no operation is shown, and choosing one comes first. */
export async function readHome(pool: pg.Pool, ground: Ground, vault: Vault, asked: HomeAsked): Promise<Home> {
  const { role, demo, mandateEnds, now } = asked
  const since = new Date(Math.floor(now.getTime() / dayMs) * dayMs - dayMs).toISOString()
  const readsContent = contentRoles.includes(role) && ground.mandate !== null
  return act(pool, ground, async (tx) => {
    const found = readsContent ? await contentOf(tx, ground, vault, { since, now, role }) : null
    const cases = caseRoles.includes(role) && ground.mandate !== null ? await homeCases(tx, ground, vault) : null
    const operation =
      (readsContent || role === 'operator') && ground.mandate !== null ? await operationOf(tx, since) : null
    const audit =
      role === 'auditor'
        ? { ...(await readingOverview(tx, since)), erasedSoon: await erasedSoon(tx, now), rights: await rightsDue(tx) }
        : null
    const accounts = role === 'administrator' ? await accountsOverview(tx, now) : null
    const field = role === 'officer' || role === 'partner' ? await fieldOf(tx, ground, since) : null
    const parts = { content: found?.content ?? null, cases, operation, audit, accounts, field }
    const todo = todoOf({ role, mandate: ground.mandate, mandateEnds, now, ...parts })
    const guide = demo ? await guideOf(tx, ground.user, role) : null
    const result: Home = { role, since, demo, mandateEnds, todo, guide, ...parts }
    const detail = {
      signals: found?.signals ?? [],
      adverts: found?.adverts ?? [],
      cases: cases?.cases.map((one) => one.id) ?? [],
      referrals: cases?.referrals.map((one) => one.key) ?? []
    }
    return { result, entry: { act: 'home.read', detail } }
  })
}

/** Numbers beside the doors of the screens; polled, and no act: nothing but how many is told. `merges`: how many wait, as the linker says. */
export async function screenCounts(pool: pg.Pool, ground: Ground, merges: number): Promise<ScreenCounts> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<Omit<ScreenCounts, 'merges' | 'reports' | 'alerts'>>(
      `select count(*) filter (where state in ('new', 'taken', 'proposed'))::int as open, count(*) filter (where state = 'new')::int as new,
         count(*) filter (where state in ('taken', 'proposed') and assigned_to = $1)::int as mine,
         count(*) filter (where state = 'proposed' and proposed_by <> $1)::int as "toConfirm",
         (select count(*)::int from (select 1 from signal where merged_into is null and state = 'escalated' limit 10000) e) as escalated,
         (select count(*)::int from (select 1 from signal where merged_into is null and state = 'dismissed' limit 10000) d) as dismissed,
         (select count(*)::int from open_request where state = 'asked' and by <> $1) as requests
       from (select state, assigned_to, proposed_by from signal
         where merged_into is null and state in ('new', 'taken', 'proposed') limit 10000) s`,
      [ground.user]
    )
    const counted = rows[0] ?? { open: 0, new: 0, mine: 0, toConfirm: 0, escalated: 0, dismissed: 0, requests: 0 }
    const { unread: reports, alerts } = await reportCounts(tx, ground)
    return { result: { ...counted, reports, alerts, merges }, entry: null }
  })
}

async function contentOf(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { since, now, role }: { readonly since: string; readonly now: Date; readonly role: Role }
): Promise<{ content: NonNullable<Home['content']>; signals: number[]; adverts: number[] }> {
  const { user } = ground
  const [mine, toConfirm, fresh, next, escalated] = await atOnce(
    signalsWhere(
      tx,
      `s.merged_into is null and s.state in ('taken', 'proposed') and s.assigned_to = $1`,
      [user],
      mostOfEach
    ),
    signalsWhere(tx, `s.merged_into is null and s.state = 'proposed' and s.proposed_by <> $1`, [user], mostOfEach),
    signalsWhere(tx, `s.merged_into is null and s.state = 'new' and s.created_at >= $1`, [since], mostOfEach),
    signalsWhere(tx, `s.merged_into is null and s.state = 'new'`, [], mostOfEach),
    signalsWhere(tx, `s.state = 'escalated' and $1 in (s.assigned_to, s.proposed_by)`, [user], mostOfEach)
  )
  const lists = { mine, toConfirm, fresh, next, escalated }
  const stored = [...new Map(Object.values(lists).flatMap((list) => list.map((one) => [one.id, one]))).values()]
  const { rows, shown } = await signalRows(tx, vault, ground, stored)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const rowsOf = (name: keyof typeof lists) => lists[name].flatMap(({ id }) => byId.get(id) ?? [])
  const [counted, secondLooks, proposals, days, requests, answers, soon, followed] = await atOnce(
    newCounts(tx, ground, since),
    secondLooksWaiting(tx, user),
    proposalsWaiting(tx),
    daysOf(tx, ground, now),
    requestsWhere(tx, `r.state = 'asked' and r.by <> $1`, [user], mostOfEach),
    requestsWhere(tx, `r.by = $1 and r.decided_at >= $2`, [user, since], mostOfEach),
    erasedSoon(tx, now),
    searchesIn(tx, ground, vault, true)
  )
  // Who keeps the figures is reminded of those that are due.
  const due = role === 'coordinator' ? await dueNow(tx, now) : []
  const content = {
    figuresLate: due.filter((one) => one.late).length,
    figuresDue: due.filter((one) => !one.late).length,
    newSignals: counted?.signals ?? 0,
    newAdverts: counted?.adverts ?? 0,
    newNetworks: counted?.networks ?? 0,
    days,
    open: counted?.open ?? 0,
    mine: rowsOf('mine'),
    toConfirm: rowsOf('toConfirm'),
    fresh: rowsOf('fresh'),
    next: rowsOf('next'),
    escalated: rowsOf('escalated'),
    proposals,
    questions: counted?.questions ?? 0,
    secondLooks,
    grave: counted?.grave ?? 0,
    handoffs: counted?.handoffs ?? 0,
    requests,
    answers,
    erasedSoon: soon ?? 0,
    watches: followed.filter((one) => one.news.fresh + one.news.changed > 0)
  }
  return { content, signals: stored.map((one) => one.id), adverts: shown }
}

interface NewCounts {
  readonly grave: number
  readonly handoffs: number
  readonly questions: number
  readonly signals: number
  readonly adverts: number
  readonly networks: number
  readonly open: number
}

/** What is new since a moment, and how many signals are open. A signal is new as long as nobody took, merged or decided it: what the list of new ones shows. */
async function newCounts(tx: Tx, ground: Ground, since: string): Promise<NewCounts | undefined> {
  const { rows } = await tx.query<NewCounts>(
    `select (select count(*) from (select 1 from signal
         where merged_into is null and state = 'new' and created_at >= $1 limit 10000) t)::int as signals,
       (select count(*) from (select 1 from signal
         where merged_into is null and state in ('new', 'taken', 'proposed') limit 10000) t)::int as open,
       (case when ground_role() = 'coordinator'
         then (select count(*) from deconfliction_question where answer is null)
           + (select count(*) from deconfliction_notice where at >= $1)
         else (select count(*) from deconfliction_question where asked_by = $3 and answered_at >= $1) end)::int as questions,
       (select count(*) from (select 1 from grave_advert g join advert a on a.id = g.advert_id
         where g.set_aside_by is null and a.state = 'sealed'
           and not exists (select 1 from open_request r where r.advert_id = g.advert_id and r.state = 'asked') limit 1000) t)::int as grave,
       (case when ground_role() = 'coordinator'
         then (select count(*) from (select 1 from handoff where handed_by is null limit 1000) t) else 0 end)::int as handoffs,
       (select count(*) from (select 1 from advert where mandate_id = $2 and last_seen >= $1 and first_seen >= $1 limit 100000) t)::int as adverts,
       (select count(distinct network_id) from (select network_id from network_event
         where mandate_id = $2 and kind = 'made' and at >= $1 limit 10000) t)::int as networks`,
    [since, ground.mandate, ground.user]
  )
  return rows[0]
}

/** Adverts first seen on each of the last days, over those that were seen in that time. */
async function daysOf(tx: Tx, ground: Ground, now: Date): Promise<number[]> {
  const today = Math.floor(now.getTime() / dayMs)
  const { rows } = await tx.query<{ day: number; n: number }>(
    `select floor(extract(epoch from first_seen) / 86400)::int as day, count(*)::int as n
     from (select first_seen from advert where mandate_id = $1 and last_seen >= $2 and first_seen >= $2 limit 100000) a group by 1`,
    [ground.mandate, new Date((today - daysShown + 1) * dayMs)]
  )
  const counts = new Map(rows.map((row) => [row.day, row.n]))
  return Array.from({ length: daysShown }, (_, at) => counts.get(today - daysShown + 1 + at) ?? 0)
}

async function erasedSoon(tx: Tx, now: Date): Promise<number | null> {
  const { rows } = await tx.query<{ n: number | null }>('select erased_soon($1) as n', [
    new Date(now.getTime() + 7 * dayMs)
  ])
  return rows[0]?.n ?? null
}

async function operationOf(tx: Tx, since: string): Promise<NonNullable<Home['operation']>> {
  const sources = await sourcesIn(tx)
  const { rows } = await tx.query<{ failed: number; refused: number }>(
    `select count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'refused')::int as refused
     from (select state from address where state in ('failed', 'refused') and last_at >= $1 limit 100000) a`,
    [since]
  )
  return {
    sources: sources.length,
    due: sources.reduce((sum, one) => sum + one.due, 0),
    failedSinceYesterday: rows[0]?.failed ?? 0,
    refusedSinceYesterday: rows[0]?.refused ?? 0,
    alarms: sources
      .filter((one) => one.alarms.length > 0)
      .map(({ id, name, alarms, lastAt }) => ({ id, name, alarms, lastAt }))
  }
}

async function fieldOf(tx: Tx, { user }: Ground, since: string): Promise<NonNullable<Home['field']>> {
  const { rows } = await tx.query<{ at: string; facts: string[] }>(
    `select at, detail->'facts' as facts from ledger where actor = $1 and act = 'value.read' order by no desc limit $2`,
    [user, mostOfEach]
  )
  const { rows: counts } = await tx.query<{ acts: number; fresh: number }>(
    `select count(*)::int as acts, (count(*) filter (where at >= $2))::int as fresh
     from (select at from ledger where actor = $1 order by no desc limit 10000) l`,
    [user, since]
  )
  const looked = rows.map(({ at, facts }) => ({
    at,
    facts: facts.map((fact) => ({ kind: fact.split(' ', 1)[0] ?? '', value: fact.slice(fact.indexOf(' ') + 1) }))
  }))
  return { looked, acts: counts[0]?.acts ?? 0, actsSinceYesterday: counts[0]?.fresh ?? 0 }
}
