/** What an administrator looks at: accounts with their last use, mandates with their lines, and which keys there are. No content. */
import type { AccountsPage, KeysPage, MandatesPage } from '../../contract/oversight/accounts.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import { heldMandates } from './access-review.ts'
import { act } from '../acts.ts'
import { lastDay } from '../days.ts'

type Account = AccountsPage['accounts'][number]
type MandateOf = MandatesPage['mandates'][number]

/** Every account of a person, by id. The last act is looked up as the owner: an administrator reads nobody else's ledger. */
export async function readAccounts(store: Store, by: string): Promise<AccountsPage> {
  return act(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<Account>(
      `select u.id, u.name, u.role, u.active, u.demo, u.password_until as "passwordUntil", u.factor_since as "factorSince", u.identity,
         m.mandates,
         (select case r.verdict when 'revoke' then r.reason end from access_review r where r.user_id = u.id and r.role = u.role
           and r.mandates = m.mandates
           order by r.id desc limit 1) as revoke,
         (select l.at from ledger l where l.actor = u.id order by l.no desc limit 1) as "lastActAt",
         (select count(*)::int from session s where s.user_id = u.id and s.expires_at > now()) as sessions
       from app_user u cross join lateral (select ${heldMandates} as mandates) m where u.role <> 'system' order by u.active desc, u.id limit 10000`
    )
    return { result: { accounts: rows }, entry: { act: 'accounts.list', detail: { accounts: rows.length } } }
  })
}

interface StoredMandate extends Omit<MandateOf, 'lastDay'> {
  readonly zone: string
}

/** Every mandate, newest first, with the accounts that may work under it and the reason of its end. */
export async function readMandates(store: Store, by: string): Promise<MandatesPage> {
  return act(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<StoredMandate>(
      `select m.id, m.line, m.succeeds, m.purpose, m.legal_basis as "legalBasis", m.granted_by as "grantedBy", m.valid_from as "from",
         m.valid_until as until, m.withdrawn_at as "withdrawnAt", m.keep, m.erase_after_days as "eraseAfterDays", m.hours, m.budget, m.sources, m.forms, m.zone, m.demo,
         m.proposed_by as "proposedBy", m.confirmed_by as "confirmedBy",
         case when m.withdrawn_at is not null then 'withdrawn' when now() < m.valid_from then 'not-begun'
           when m.holds then 'in-force' else 'ended' end as state,
         (select l.detail ->> 'reason' from ledger l where l.subject = 'mandate:' || m.id and l.act = 'mandate.withdraw'
           order by l.no desc limit 1) as "withdrawnBecause",
         coalesce((select array_agg(um.user_id order by um.user_id) from user_mandate um join app_user u on u.id = um.user_id and u.active
           where um.mandate_id = m.id), '{}') as users
       from mandate_now m order by m.created_at desc, m.id limit 10000`
    )
    const mandates = rows.map(({ zone, ...row }) => ({ ...row, lastDay: lastDay(row.until, zone) }))
    return { result: { mandates }, entry: { act: 'mandates.list', detail: { mandates: mandates.length } } }
  })
}

/** Which keys there are for each line of mandates; never a key itself. */
export async function readKeys(store: Store, keyring: Keyring, by: string): Promise<KeysPage> {
  const days = Map.groupBy(keyring.epochs(), (one) => one.mandate)
  return act(store.owner, { user: by, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ line: MandateId }>('select distinct line from mandate order by line limit 10000')
    const lines = rows.map(({ line }) => {
      const of = days.get(line) ?? []
      return {
        line,
        days: of.length,
        oldestDay: dayOf(of[0]?.day),
        newestDay: dayOf(of.at(-1)?.day),
        kept: stateOf(keyring.keptKey(line, false).kind),
        fingerprints: stateOf(keyring.blindKey(line, false).kind)
      }
    })
    return { result: { lines }, entry: { act: 'keys.list', detail: { lines: lines.length } } }
  })
}

function stateOf(kind: string): KeysPage['lines'][number]['kept'] {
  if (kind === 'key') return 'there'
  return kind === 'destroyed' ? 'destroyed' : 'none'
}

/** `20260131` as `2026-01-31`. */
function dayOf(day: string | undefined): string | null {
  return day === undefined ? null : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
}
