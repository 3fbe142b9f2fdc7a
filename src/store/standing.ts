/** Binds who may do what to the ledger: how an account, session, rule or approval stands after an act goes with the entry of that act. */
import { oweStanding, type Standing, type Tx } from './ground.ts'

/** What is bound so; each has its text below, and its own in verify/ledger/standing.ts. */
export type StandingKind = 'account' | 'session' | 'role-rule' | 'break-glass' | 'proposal'

interface Bound {
  readonly table: string
  readonly key: string
  /** What the entry says in words of its own: a check names what differs. An argument list of jsonb_build_object. */
  readonly says: string
  /** What is bound beside that, by digest only. An argument list of jsonb_build_array. */
  readonly values: string
}

/**
 * Secrets stand by their SHA-256: a hash of a password has 16 random bytes in it, so that its digest confirms no guess. What changes with
 * use (counters, the newest code) is not bound, nor is an app that was not confirmed.
 */
const kinds: Readonly<Record<StandingKind, Bound>> = {
  account: {
    table: 'app_user',
    key: 'id',
    says: `'role', r.role, 'active', r.active, 'demo', r.demo,
      'mandates', coalesce((select jsonb_agg(m.mandate_id order by m.mandate_id) from user_mandate m where m.user_id = r.id), '[]')`,
    values: `r.id, r.name, encode(sha256(convert_to(r.password_hash, 'UTF8')), 'hex'), extract(epoch from r.password_until), r.identity,
      extract(epoch from r.factor_since),
      (select jsonb_agg(jsonb_build_array(p.id, encode(p.public_key, 'hex')) order by p.id) from passkey p where p.user_id = r.id),
      (select encode(t.salt, 'hex') from totp t where t.user_id = r.id and t.confirmed_at is not null),
      (select jsonb_agg(jsonb_build_array(encode(c.digest, 'hex'), extract(epoch from c.used_at)) order by c.digest) from recovery_code c where c.user_id = r.id)`
  },
  session: {
    table: 'session',
    key: `encode(sha256(r.token_hash), 'hex')`,
    says: `'user', r.user_id, 'strong', r.strong, 'factorDue', r.factor_due`,
    values: `extract(epoch from r.created_at), extract(epoch from r.expires_at)`
  },
  'role-rule': { table: 'role_rule', key: 'role', says: `'secondFactor', r.second_factor`, values: 'r.role' },
  'break-glass': {
    table: 'break_glass',
    key: 'id',
    says: `'state', r.state, 'askedBy', r.asked_by, 'decidedBy', r.decided_by, 'mandates', r.mandates`,
    values: `r.id, r.hours, r.reason, extract(epoch from r.asked_at), extract(epoch from r.decided_at), r.decided_because, extract(epoch from r.until),
      r.ended_by, r.ended_because`
  },
  proposal: {
    table: 'mandate_proposal',
    key: 'id',
    says: `'state', r.state, 'proposedBy', r.proposed_by, 'decidedBy', r.decided_by`,
    values: `r.id, r.mandate, r.reason, extract(epoch from r.proposed_at), extract(epoch from r.decided_at), r.decided_because`
  }
}

/**
 * Notes how these stand now. Call it in the transaction of the act, after its last change to them; the next ledger entry of that transaction
 * tells it. They are locked first: two acts on one account tell it one after the other.
 */
export async function noteStanding(tx: Tx, kind: StandingKind, ids: readonly (string | number)[]): Promise<void> {
  if (ids.length === 0) return
  const { table, key, says, values } = kinds[kind]
  const keyed = key === 'id' || key === 'role' ? `r.${key}` : key
  const named = ids.map(String)
  await tx.query({
    name: `lock-${kind}`,
    text: `select 1 from ${table} r where ${keyed}::text = any($1) order by ${keyed} for no key update`,
    values: [named]
  })
  const { rows } = await tx.query<Standing>({
    name: `stand-${kind}`,
    text: `select $2::text as kind, ${keyed}::text as id, jsonb_build_object(${says}) as says,
        encode(substr(sha256(convert_to(jsonb_build_array(${values})::text, 'UTF8')), 1, 16), 'hex') as digest
      from ${table} r where ${keyed}::text = any($1) order by ${keyed}`,
    values: [named, kind]
  })
  for (const row of rows) oweStanding(tx, row)
}
