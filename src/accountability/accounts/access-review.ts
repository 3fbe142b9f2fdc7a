/** The review of access: who has which role under which mandates, when they last used it, and an auditor's word on whether that is right. */
import type pg from 'pg'
import type { AccessPage } from '../../contract/oversight/audit.ts'
import { contentRoles } from '../../model/mandate.ts'
import type { Ground } from '../../store/ground.ts'
import { act } from '../acts.ts'

/** The mandates of an account `u` in SQL: a review holds while they are equal to those that it saw, in one order. */
export const heldMandates = `coalesce((select array_agg(um.mandate_id order by um.mandate_id) from user_mandate um where um.user_id = u.id), '{}')`

type Row = AccessPage['accounts'][number]

const unusedMs = 90 * 86_400_000

interface Stored extends Omit<Row, 'flags' | 'review'> {
  readonly madeAt: string
  readonly ended: boolean
  readonly review: Row['review']
}

/** Every account of a person; those with something odd, and not reviewed as they are, come first. */
export async function readAccess(pool: pg.Pool, ground: Ground, now = new Date()): Promise<AccessPage> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<Stored>(
      `select u.id, u.name, u.role, u.active, u.created_at as "madeAt", u.factor_since is not null as "secondFactor", m.mandates, m.ended,
         (select l.at from ledger l where l.actor = u.id order by l.no desc limit 1) as "lastActAt",
         (select jsonb_build_object('verdict', r.verdict, 'reason', r.reason, 'by', r.by, 'at', r.at) from access_review r
           where r.user_id = u.id and r.role = u.role and r.mandates = m.mandates order by r.id desc limit 1) as review
       from app_user u cross join lateral (
         select ${heldMandates} as mandates, coalesce((select bool_or(not x.holds and x.valid_from <= now())
           from user_mandate um join mandate_now x on x.id = um.mandate_id where um.user_id = u.id), false) as ended) m
       where u.role <> 'system' order by u.id limit 10000`
    )
    const accounts = rows
      .map(({ madeAt, ended, ...row }) => ({ ...row, flags: flagsOf({ ...row, madeAt, ended }, now) }))
      .toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
    return { result: { accounts }, entry: { act: 'access.list', detail: { accounts: accounts.length } } }
  })
}

/** An auditor's word on an account as it is now; `revoke` is seen by administrators, who do it. False: there is no such account. */
export async function reviewAccess(
  pool: pg.Pool,
  ground: Ground,
  user: string,
  { verdict, reason }: { readonly verdict: 'right' | 'revoke'; readonly reason: string }
): Promise<boolean> {
  return act<boolean>(pool, ground, async (tx) => {
    const { rowCount } = await tx.query(
      `insert into access_review (user_id, role, mandates, verdict, reason, by)
       select u.id, u.role, ${heldMandates}, $2, $3, $4
       from app_user u where u.id = $1 and u.role <> 'system'`,
      [user, verdict, reason, ground.user]
    )
    if (rowCount !== 1) return { result: false, entry: null }
    return { result: true, entry: { act: 'access.review', subject: `user:${user}`, detail: { verdict, reason } } }
  })
}

function flagsOf(row: Omit<Stored, 'review'>, now: Date): Row['flags'] {
  const { active, mandates, lastActAt } = row
  const old = (at: string): boolean => now.getTime() - Date.parse(at) > unusedMs
  const flags: Row['flags'][number][] = []
  if (active && lastActAt !== null && old(lastActAt)) flags.push('unused')
  if (active && lastActAt === null && old(row.madeAt)) flags.push('never-used')
  if (active && !row.secondFactor && (contentRoles.includes(row.role) || row.role === 'administrator'))
    flags.push('no-factor')
  if (!active && mandates.length > 0) flags.push('closed-with-mandates')
  if (active && row.ended) flags.push('ended-mandate')
  return flags
}

function weight({ flags, review }: Pick<Row, 'flags' | 'review'>): number {
  return (review === null ? 100 : 0) + flags.length
}
