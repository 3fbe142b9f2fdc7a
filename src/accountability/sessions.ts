/** Sessions: a random token in a cookie, of which the database holds only the digest; sign-in slows down after failures. */
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '../model/mandate.ts'
import { withGround } from '../store/ground.ts'
import type { MandateSummary } from '../contract/session.ts'
import { act, note } from './acts.ts'
import { verifyPassword } from './passwords.ts'

export interface SessionLimits {
  /** From sign-in to the end, whatever happens. */
  readonly longestMs: number
  /** Without any request. */
  readonly idleMs: number
}

export const sessionLimits: SessionLimits = { longestMs: 8 * 3_600_000, idleMs: 30 * 60_000 }

export interface SessionState {
  readonly user: { readonly id: string; readonly name: string; readonly role: Role }
  /** Mandates in force that this user may work under. */
  readonly mandates: readonly MandateSummary[]
  /** The chosen one, while it is in force. */
  readonly mandate: MandateSummary | null
  /** One was chosen and is no longer in force. */
  readonly mandateEnded: boolean
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly session: SessionState }
  | { readonly kind: 'refused'; readonly reason: 'wrong' }
  | { readonly kind: 'refused'; readonly reason: 'throttled'; readonly retryAfterSeconds: number }

/**
 * Checks a password and starts a session under a fresh token (256 bits, base64url). After five failures within 15 minutes each
 * further try waits: 5 s, 10 s, 20 s, up to 15 minutes. Unknown users take as long as known ones and are throttled alike.
 */
export async function signIn(
  pool: pg.Pool,
  id: string,
  password: string,
  limits = sessionLimits
): Promise<SignInOutcome> {
  const waitSeconds = await admitted(pool, id)
  if (waitSeconds > 0) {
    await note(pool, visitor, { act: 'session.throttled', subject: `user:${id}` })
    return { kind: 'refused', reason: 'throttled', retryAfterSeconds: waitSeconds }
  }
  const { rows } = await pool.query<{ id: string; password_hash: string | null }>(
    'select id, password_hash from app_user where id = $1 and active',
    [id]
  )
  const known = rows[0]
  if (!(await verifyPassword(password, known?.password_hash ?? null)) || known === undefined) {
    await note(pool, visitor, { act: 'session.refused', subject: `user:${id}` })
    return { kind: 'refused', reason: 'wrong' }
  }
  const token = randomBytes(32).toString('base64url')
  await act(pool, { user: known.id, mandate: null }, async (tx) => {
    await tx.query('delete from sign_in_failure where user_id = $1', [known.id])
    await tx.query('delete from session where expires_at < now()')
    await tx.query(
      `insert into session (token_hash, user_id, expires_at) values ($1, $2, now() + make_interval(secs => $3))`,
      [digest(token), known.id, limits.longestMs / 1000]
    )
    return { result: null, entry: { act: 'session.start', subject: `user:${known.id}` } }
  })
  const session = await findSession(pool, token, limits)
  if (session === null) throw new Error('A session that was just made is not there.')
  return { kind: 'signed-in', token, session }
}

/**
 * The session of a token, or null: unknown, expired, idle too long, or its user is no longer active. `touch`: this counts as use
 * (a page that listens for events does not keep its session alive).
 */
export async function findSession(
  pool: pg.Pool,
  token: string,
  limits = sessionLimits,
  touch = true
): Promise<SessionState | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const { rows } = await pool.query<SessionRow>({
    name: 'session',
    text: `
      with alive as (
        select s.token_hash, s.mandate_id, s.seen_at, u.id, u.name, u.role from session s join app_user u on u.id = s.user_id and u.active
        where s.token_hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(secs => $2)),
      touched as (
        update session s set seen_at = now() from alive a where $3 and s.token_hash = a.token_hash and a.seen_at < now() - interval '1 minute')
      select a.id as user_id, a.name, a.role, a.mandate_id as chosen, m.id, m.legal_basis, m.purpose, m.valid_until, m.keep, m.erase_after_days
      from alive a left join user_mandate um on um.user_id = a.id
      left join mandate m on m.id = um.mandate_id and m.withdrawn_at is null and now() >= m.valid_from and now() < m.valid_until
      order by m.id`,
    values: [digest(token), limits.idleMs / 1000, touch]
  })
  const first = rows[0]
  if (first === undefined) return null
  const mandates = rows.flatMap((row) => (row.id === null ? [] : [summary(row, row.id)]))
  const mandate = mandates.find((one) => one.id === first.chosen) ?? null
  const user = { id: first.user_id, name: first.name, role: first.role }
  return { user, mandates, mandate, mandateEnded: first.chosen !== null && mandate === null }
}

export type ChooseOutcome =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'refused'; readonly reason: 'unknown-mandate' }

/** Puts a mandate in force for this session; the reason is kept in the ledger. One that the user may not have is as unknown as none. */
export async function chooseMandate(
  pool: pg.Pool,
  token: string,
  session: SessionState,
  mandate: string,
  reason: string
): Promise<ChooseOutcome> {
  if (!session.mandates.some((one) => one.id === mandate)) return { kind: 'refused', reason: 'unknown-mandate' }
  return act<ChooseOutcome>(pool, { user: session.user.id, mandate }, async (tx) => {
    await tx.query('update session set mandate_id = $2 where token_hash = $1', [digest(token), mandate])
    return {
      result: { kind: 'chosen' },
      entry: { act: 'mandate.choose', subject: `mandate:${mandate}`, detail: { reason } }
    }
  })
}

/** Ends a session. */
export async function signOut(pool: pg.Pool, token: string, user: string): Promise<void> {
  await act(pool, { user, mandate: null }, async (tx) => {
    await tx.query('delete from session where token_hash = $1', [digest(token)])
    return { result: null, entry: { act: 'session.end', subject: `user:${user}` } }
  })
}

/** Who is not known acts under this name in the ledger; no account may have it. */
const visitor = { user: 'visitor', mandate: null }

interface SessionRow {
  readonly user_id: string
  readonly name: string
  readonly role: Role
  readonly chosen: string | null
  readonly id: string | null
  readonly legal_basis: string
  readonly purpose: string
  readonly valid_until: string
  readonly keep: 'sealed' | 'open'
  readonly erase_after_days: number
}

function summary(row: SessionRow, id: string): MandateSummary {
  const { legal_basis: legalBasis, purpose, valid_until: until, keep, erase_after_days: eraseAfterDays } = row
  return { id, legalBasis, purpose, until, keep, eraseAfterDays }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Counts this try as a failure until it succeeds, so that parallel guesses count too. Returns seconds to wait, 0 when admitted. */
async function admitted(pool: pg.Pool, id: string): Promise<number> {
  return withGround(pool, visitor, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(7267332, hashtext($1))', [id])
    const { rows } = await tx.query<{ n: number; passed: number }>(
      `select count(*) as n, coalesce(extract(epoch from now() - max(at)), 0)::float8 as passed from sign_in_failure
       where user_id = $1 and at > now() - interval '15 minutes'`,
      [id]
    )
    const { n = 0, passed = 0 } = rows[0] ?? {}
    const wait = n < 5 ? 0 : Math.min(900, 5 * 2 ** (n - 5)) - passed
    if (wait > 0) return Math.ceil(wait)
    await tx.query(`delete from sign_in_failure where at < now() - interval '1 hour'`)
    await tx.query('insert into sign_in_failure (user_id) values ($1)', [id])
    return 0
  })
}
