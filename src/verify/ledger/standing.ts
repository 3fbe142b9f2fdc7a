/** Compares accounts, sessions, rules of roles and approvals with how the ledger says each stood after the last act on it. */
import type pg from 'pg'
import { atOneMoment, type Snapshot } from './database.ts'
import { sha256 } from '../disk.ts'
import { damaged, ok, type VerifyItem } from '../item.ts'

const action = 'keep the database as it is, and restore this row from its backup'
const mostNamed = 20

/** What decides on access, as docs/evidence-format.md lists it. */
interface AccessTable {
  readonly kind: string
  /** What is bound beside what the entry says in words. */
  readonly what: string
  /** Whether rows end without an act that is told: a session ends by its time. */
  readonly mayGo: boolean
  readonly query: string
}

const digestOf = (bound: string): string =>
  `encode(substr(sha256(convert_to(jsonb_build_array(${bound})::text, 'UTF8')), 1, 16), 'hex')`

const accessTables: readonly AccessTable[] = [
  {
    kind: 'account',
    what: 'its name, password, second factor, passkeys, recovery codes or identity were',
    mayGo: false,
    query: `select r.id::text as id, jsonb_build_object('role', r.role, 'active', r.active, 'demo', r.demo,
      'mandates', coalesce((select jsonb_agg(m.mandate_id order by m.mandate_id) from user_mandate m where m.user_id = r.id), '[]')) as says,
        ${digestOf(`r.id, r.name, encode(sha256(convert_to(r.password_hash, 'UTF8')), 'hex'), extract(epoch from r.password_until), r.identity,
      extract(epoch from r.factor_since),
      (select jsonb_agg(jsonb_build_array(p.id, encode(p.public_key, 'hex')) order by p.id) from passkey p where p.user_id = r.id),
      (select encode(t.salt, 'hex') from totp t where t.user_id = r.id and t.confirmed_at is not null),
      (select jsonb_agg(jsonb_build_array(encode(c.digest, 'hex'), extract(epoch from c.used_at)) order by c.digest) from recovery_code c where c.user_id = r.id)`)} as digest
      from app_user r`
  },
  {
    kind: 'session',
    what: 'its times were',
    mayGo: true,
    query: `select encode(sha256(r.token_hash), 'hex')::text as id, jsonb_build_object('user', r.user_id, 'strong', r.strong, 'factorDue', r.factor_due) as says,
        ${digestOf(`extract(epoch from r.created_at), extract(epoch from r.expires_at)`)} as digest
      from session r`
  },
  {
    kind: 'role-rule',
    what: 'it was',
    mayGo: false,
    query: `select r.role::text as id, jsonb_build_object('secondFactor', r.second_factor) as says,
        ${digestOf(`r.role`)} as digest
      from role_rule r`
  },
  {
    kind: 'break-glass',
    what: 'its hours, reasons or times were',
    mayGo: false,
    query: `select r.id::text as id, jsonb_build_object('state', r.state, 'askedBy', r.asked_by, 'decidedBy', r.decided_by, 'mandates', r.mandates) as says,
        ${digestOf(`r.id, r.hours, r.reason, extract(epoch from r.asked_at), extract(epoch from r.decided_at), r.decided_because, extract(epoch from r.until),
      r.ended_by, r.ended_because`)} as digest
      from break_glass r`
  },
  {
    kind: 'proposal',
    what: 'what was proposed, or why, was',
    mayGo: false,
    query: `select r.id::text as id, jsonb_build_object('state', r.state, 'proposedBy', r.proposed_by, 'decidedBy', r.decided_by) as says,
        ${digestOf(`r.id, r.mandate, r.reason, extract(epoch from r.proposed_at), extract(epoch from r.decided_at), r.decided_because`)} as digest
      from mandate_proposal r`
  }
]

type Says = Readonly<Record<string, unknown>>

interface Told {
  readonly entry: number
  readonly says: Says
  readonly digest: string
}

/** Judges all of them at one moment. */
export async function judgeStanding(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => {
    const { told, items } = await toldIn(at)
    let whole = 0
    for (const table of accessTables) {
      const last = told.get(table.kind) ?? new Map<string, Told>()
      for (const row of await at.ask<{ id: string; says: Says; digest: string }>(table.query)) {
        const found = judgeOne(table, row, last.get(row.id))
        last.delete(row.id)
        items.push(...found)
        if (found.length === 0) whole++
      }
      if (!table.mayGo)
        for (const [id, { entry }] of last)
          items.push(
            damaged(`${table.kind} ${id}`, `ledger entry ${entry} tells of it, and its row is gone`, '', action)
          )
    }
    const named = items.slice(0, mostNamed)
    if (items.length > mostNamed)
      named.push(damaged('accounts', `${items.length - mostNamed} more differences`, '', action))
    if (whole > 0) named.push(ok('accounts', 'they are what the ledger says', { accessRows: whole }))
    return named
  })
}

/** By kind and id: what was told last. What an update found counts only where nothing was told before. */
async function toldIn(at: Snapshot): Promise<{ told: Map<string, Map<string, Told>>; items: VerifyItem[] }> {
  const rows = await at.ask<{ entry: number; kind: string; id: string; says: Says; digest: string }>(
    `select distinct on (s->>'kind', s->>'id') l.no as entry, s->>'kind' as kind, s->>'id' as id, s->'says' as says, s->>'digest' as digest
     from ledger l cross join lateral jsonb_array_elements(case jsonb_typeof(l.detail->'stands') when 'array' then l.detail->'stands' else '[]' end) s
     where l.detail ? 'stands' and jsonb_typeof(s->'says') = 'object' and s->>'digest' is not null
       and (s->>'kind' <> 'session' or l.at > now() - interval '2 days')
       and (l.act <> 'access.begin' or l.no = (select min(b.no) from ledger b where b.detail ? 'stands'))
     order by s->>'kind', s->>'id', l.no desc`
  )
  const told = new Map<string, Map<string, Told>>()
  for (const { kind, id, ...one } of rows) {
    const ofKind = told.get(kind) ?? new Map<string, Told>()
    told.set(kind, ofKind)
    ofKind.set(id, one)
  }
  const late = await at.ask<{ no: number }>(
    `select no from ledger where act = 'access.begin' and detail ? 'stands' and no > (select min(b.no) from ledger b where b.detail ? 'stands') order by ledger.no`
  )
  const items = late.map(({ no }) =>
    damaged(`ledger entry ${no}`, 'it says that accounts are bound from here on, and they were before', '', action)
  )
  return { told, items }
}

function judgeOne(
  { kind, what }: AccessTable,
  { id, says, digest }: { readonly id: string; readonly says: Says; readonly digest: string },
  told: Told | undefined
): VerifyItem[] {
  const where = `${kind} ${id}`
  if (told === undefined)
    return isOwn(kind, id, says, digest) ? [] : [damaged(where, 'no act of the ledger made it', '', action)]
  const different = Object.keys(says).filter((name) => JSON.stringify(says[name]) !== JSON.stringify(told.says[name]))
  if (different.length > 0)
    return different.map((name) =>
      damaged(
        where,
        `its ${name} is ${JSON.stringify(says[name])}, and ledger entry ${told.entry} left it at ${JSON.stringify(told.says[name])}`,
        '',
        action
      )
    )
  return digest === told.digest
    ? []
    : [damaged(where, `it is not what ledger entry ${told.entry} left: ${what} changed`, '', action)]
}

/** The two actors that are no persons, as every database is made with them: nobody signs in as one. */
const ownActors: Readonly<Record<string, string>> = { pipeline: 'Baken', console: 'Console' }

function isOwn(kind: string, id: string, says: Says, digest: string): boolean {
  const name = kind === 'account' ? ownActors[id] : undefined
  if (name === undefined) return false
  const bound = `["${id}", "${name}", null, null, null, null, null, null, null]`
  return (
    says['role'] === 'system' &&
    says['active'] === true &&
    JSON.stringify(says['mandates']) === '[]' &&
    digest === sha256(Buffer.from(bound)).slice('sha256:'.length, 'sha256:'.length + 32)
  )
}
