/** Break-glass as an act of two persons: one asks with a reason, another approves for some hours, and every reading under it is in the ledger. */
import type { BreakGlass, BreakGlassDecision, BreakGlassList } from '../../contract/oversight/break-glass.ts'
import { contentRoles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { noteStanding } from '../../store/standing.ts'
import { lockedRole } from '../accounts/account-rules.ts'
import { act, type Done, type GivenBy } from '../acts.ts'
import { isSecondPerson } from '../second-person.ts'

/** Who approves: they lead the work, or decide on rights anyway. */
const approverRoles: readonly Role[] = ['coordinator', 'administrator']
const lapsesAfterHours = 24

export type BreakGlassOutcome =
  | { readonly kind: 'done'; readonly id: number }
  | {
      readonly kind: 'refused'
      readonly reason: 'not-found' | 'second-person' | 'wrong-state' | 'unknown-mandate' | 'no-content-role'
    }

/** Asks to read under mandates for some hours. Only content roles; the mandates must be in force. */
export async function askBreakGlass(
  store: Store,
  { mandates, hours }: { readonly mandates: readonly string[]; readonly hours: number },
  by: GivenBy
): Promise<BreakGlassOutcome> {
  return act<BreakGlassOutcome>(store.owner, { user: by.user, mandate: null }, async (tx) => {
    const role = await lockedRole(tx, by.user)
    if (role === null || !contentRoles.includes(role)) return refuse('no-content-role')
    const wanted = [...new Set(mandates)].sort()
    if (!(await allHold(tx, wanted))) return refuse('unknown-mandate')
    const made = await tx.query<{ id: number }>(
      'insert into break_glass (mandates, hours, reason, asked_by) values ($1, $2, $3, $4) returning id',
      [wanted, hours, by.reason, by.user]
    )
    const id = made.rows[0]?.id ?? 0
    await noteStanding(tx, 'break-glass', [id])
    return done(id, 'ask', { mandates: wanted, hours, reason: by.reason })
  })
}

/** Approves or refuses what another person asked, or ends what was approved: the own one too. */
export async function decideBreakGlass(
  store: Store,
  id: number,
  decision: BreakGlassDecision,
  by: GivenBy
): Promise<BreakGlassOutcome> {
  return act<BreakGlassOutcome>(store.owner, { user: by.user, mandate: null }, async (tx) => {
    const role = await lockedRole(tx, by.user)
    const { rows } = await tx.query<Stored>(`${select} where b.id = $1 for update of b`, [id])
    const found = rows[0]
    const own = found?.askedBy === by.user
    // Who may not decide is told the same for what exists and what does not.
    if (found === undefined || role === null || (!own && !approverRoles.includes(role))) return refuse('not-found')
    if (decision === 'end') {
      if (!standsOpen(found)) return refuse('wrong-state')
      await tx.query(
        `update break_glass set state = 'ended', until = now(), ended_by = $2, ended_because = $3 where id = $1`,
        [id, by.user, by.reason]
      )
      await noteStanding(tx, 'break-glass', [id])
      return done(id, 'end', { askedBy: found.askedBy, reason: by.reason })
    }
    if (own) return refuse('second-person')
    if (found.state !== 'asked') return refuse('wrong-state')
    const approved = decision === 'approve'
    // What was asked is judged anew: a mandate may have ended since, and who asked may have another role.
    if (approved && !(await allHold(tx, found.mandates))) return refuse('unknown-mandate')
    const askers = approved ? await lockedRole(tx, found.askedBy) : null
    if (approved && (askers === null || !contentRoles.includes(askers))) return refuse('no-content-role')
    const asked = { by: found.askedBy, at: found.askedAt }
    if (approved && !(await isSecondPerson(tx, asked, by.user))) return refuse('second-person')
    await tx.query(
      `update break_glass set state = $2, decided_by = $3, decided_at = now(), decided_because = $4,
         until = case when $5 then now() + make_interval(hours => hours) end where id = $1`,
      [id, approved ? 'approved' : 'refused', by.user, by.reason, approved]
    )
    await noteStanding(tx, 'break-glass', [id])
    const { mandates, hours, askedBy } = found
    return done(id, decision, { askedBy, mandates, ...(approved && { hours }), reason: by.reason })
  })
}

/** Whether all these mandates are in force. */
async function allHold(tx: Tx, mandates: readonly string[]): Promise<boolean> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from mandate_now where id = any($1) and holds`,
    [mandates]
  )
  return rows[0]?.n === mandates.length
}

/** What stands open, was asked and was done, newest first after those that wait; for auditors and approvers all, else the own ones. */
export async function listBreakGlass(store: Store, user: string): Promise<BreakGlassList> {
  return act(store.owner, { user, mandate: null }, async (tx) => {
    const role = await lockedRole(tx, user)
    const all = user === 'console' || role === 'auditor' || (role !== null && approverRoles.includes(role))
    const { rows } = await tx.query<Stored>(
      `${select} where ($1 or b.asked_by = $2) order by (a.active and b.state in ('asked', 'approved')) desc, b.id desc limit 1000`,
      [all, user]
    )
    const list = rows.map((row) => ({ ...row, may: mayOf(row, user, role) }))
    return { result: { list }, entry: { act: 'emergency.list', detail: { shown: list.length } } }
  })
}

/** The mandates that `user` may read under by this break-glass now; null when it does not hold for that person. */
export async function heldBreakGlass(store: Store, id: number, user: string): Promise<readonly string[] | null> {
  const { rows } = await store.owner.query<{ mandates: string[] }>(
    'select mandates from break_glass_held($2) where id = $1',
    [id, user]
  )
  return rows[0]?.mandates ?? null
}

type Stored = Omit<BreakGlass, 'may'>

const during = `from ledger l where l.actor = b.asked_by and l.at >= b.decided_at and l.at < b.until and l.mandate = any(b.mandates)`

const select = `select b.id, b.mandates, b.hours, b.reason, b.asked_by as "askedBy", b.asked_at as "askedAt", b.decided_by as "decidedBy",
  b.decided_at as "decidedAt", b.decided_because as "decidedBecause", b.until, b.ended_by as "endedBy", b.ended_because as "endedBecause",
  case when b.state = 'asked' and b.asked_at < now() - interval '${lapsesAfterHours} hours' then 'lapsed'
    when b.state = 'approved' and now() >= b.until then 'over'
    when b.state in ('asked', 'approved') and not a.active then 'closed' else b.state end as state,
  (select count(*)::int ${during}) as acts, (select count(*)::int ${during} and l.act = 'export.run') as exports
  from break_glass b join app_user a on a.id = b.asked_by`

/** It would open mandates until its time: at once, or when the account of who asked is opened again. */
function standsOpen({ state, until }: Stored): boolean {
  return state === 'approved' || (state === 'closed' && until !== null)
}

function mayOf(one: Stored, user: string, role: Role | null): BreakGlass['may'] {
  const { state, askedBy } = one
  const approver = role !== null && approverRoles.includes(role)
  if (state === 'asked') return approver && askedBy !== user ? ['approve', 'refuse'] : []
  return standsOpen(one) && (approver || askedBy === user) ? ['end'] : []
}

function refuse(reason: Extract<BreakGlassOutcome, { kind: 'refused' }>['reason']): Done<BreakGlassOutcome> {
  return { result: { kind: 'refused', reason }, entry: null }
}

function done(id: number, verb: string, detail: Readonly<Record<string, unknown>>): Done<BreakGlassOutcome> {
  return { result: { kind: 'done', id }, entry: { act: `emergency.${verb}`, subject: `emergency:${id}`, detail } }
}
