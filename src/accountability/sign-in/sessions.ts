/** Sessions: a random token in a cookie, of which the database holds only the digest; sign-in slows down after failures. */
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '../../model/mandate.ts'
import type { MandateSummary, Session } from '../../contract/session.ts'
import type { Tx } from '../../store/ground.ts'
import { noteStanding } from '../../store/standing.ts'
import { act, note } from '../acts.ts'
import { lastDay } from '../days.ts'
import { knowBrowser } from './known-browsers.ts'
import { keepNewestSessions } from './own-sessions.ts'
import { verifyPassword } from './passwords.ts'
import { admitted, refusalToNote, succeeded, visitor, type SignInFrom } from './sign-in-limits.ts'
import { tokenDigest } from './token-digest.ts'

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
  /** The line of the chosen one: the id under which its data stand. */
  readonly line: string | null
  /** One was chosen and is no longer in force. */
  readonly mandateEnded: boolean
  /** What the person has to do before anything else is answered; null when nothing. */
  readonly due: Session['due']
  /** Break-glass that is in force for this person now, whichever mandate is chosen; the first that ends is first. */
  readonly breakGlass: Session['breakGlass']
}

export type SignInOutcome =
  | {
      readonly kind: 'signed-in'
      readonly token: string
      readonly session: SessionState
      /** Token by which this browser is known from now on; null when it has one. */
      readonly browser: string | null
    }
  | { readonly kind: 'refused'; readonly reason: 'wrong' | 'no-users' }
  | { readonly kind: 'refused'; readonly reason: 'throttled'; readonly retryAfterSeconds: number }

/** Where a try comes from: the client's network address, and the token of a browser in which somebody signed in before. */
export interface SignInPlace {
  readonly client: string
  readonly browser: string | null
}

/**
 * Checks a password and starts a session under a fresh token (256 bits, base64url). The name may be typed with capitals and blanks
 * around it. After five failures each further try from there waits: 5 s, 10 s, 20 s, up to 15 minutes (sign-in-limits.ts says who
 * is counted). Unknown users take as long as known ones and are throttled alike.
 */
export async function signIn(
  pool: pg.Pool,
  typed: string,
  password: string,
  place: SignInPlace = { client: 'local', browser: null },
  limits = sessionLimits
): Promise<SignInOutcome> {
  const { known, from, anybody } = await accountOf(pool, typed, place)
  if (!anybody) return { kind: 'refused', reason: 'no-users' }
  const waitSeconds = await admitted(pool, from)
  if (waitSeconds > 0) {
    await noteRefused(pool, from, 'session.throttled')
    return { kind: 'refused', reason: 'throttled', retryAfterSeconds: waitSeconds }
  }
  if (!(await verifyPassword(password, known?.password_hash ?? null)) || known === undefined) {
    await noteRefused(pool, from, 'session.refused')
    return { kind: 'refused', reason: 'wrong' }
  }
  const browser = from.browser === null ? randomBytes(32).toString('base64url') : null
  const token = await act(pool, { user: known.id, mandate: null }, async (tx) => {
    await succeeded(tx, from)
    await knowBrowser(tx, known.id, browser === null ? from.browser : tokenDigest(browser).toString('hex'))
    await tx.query('delete from session where expires_at < now()')
    const result = await insertSession(tx, known, { limits, client: from.client })
    return { result, entry: { act: 'session.start', subject: `user:${known.id}` } }
  })
  const session = await findSession(pool, token, limits)
  // The account was closed or its password changed in this moment.
  if (session === null) return { kind: 'refused', reason: 'wrong' }
  return { kind: 'signed-in', token, session, browser }
}

interface Begun {
  /** The second factor was shown; else it is due where the account has one. */
  readonly shown?: boolean
  /** More than a password was shown, here or to a provider: the role's rule is met. */
  readonly strong?: boolean
  readonly mandate?: string | null
  readonly limits?: SessionLimits
  readonly client?: string
}

/** A session under a fresh token, which is returned. It holds while the account is of the generation that was judged. */
export async function insertSession(
  tx: Tx,
  { id, generation }: Pick<Known, 'id' | 'generation'>,
  { shown = false, strong = false, mandate = null, limits = sessionLimits, client }: Begun = {}
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx.query(
    `insert into session (token_hash, user_id, generation, factor_due, mandate_id, expires_at, strong, client)
     values ($1, $2, $3, not $4 and (select factor_since is not null from app_user where id = $2), $5, now() + make_interval(secs => $6), $7, $8)`,
    [tokenDigest(token), id, generation, shown, mandate, limits.longestMs / 1000, strong, client ?? null]
  )
  await keepNewestSessions(tx, id)
  await noteStanding(tx, 'session', [createHash('sha256').update(tokenDigest(token)).digest('hex')])
  return token
}

/** The session in which somebody goes on whose rights or proofs just changed: of the account as it is now, nothing due by then asked again. */
export async function goOn(tx: Tx, user: string, mandate: string | null): Promise<string> {
  const { rows } = await tx.query<{ generation: number }>('select generation from app_user where id = $1', [user])
  return insertSession(tx, { id: user, generation: rows[0]?.generation ?? 0 }, { shown: true, mandate })
}

/** Ends every session of a user, those too that are being opened by what held until now. */
export async function endSessions(tx: Tx, user: string): Promise<void> {
  await tx.query('update app_user set generation = generation + 1 where id = $1', [user])
  await tx.query('delete from session where user_id = $1', [user])
}

/** Ends every session of a user and begins the one in which they go on: for changes that they make themselves. Resolves to its token. */
export async function renewSession(tx: Tx, user: string, mandate: string | null): Promise<string> {
  await endSessions(tx, user)
  return goOn(tx, user, mandate)
}

/** Ends the session of a token, in the transaction of the act that ends it. */
export async function dropSession(tx: Tx, token: string): Promise<void> {
  await tx.query('delete from session where token_hash = $1', [tokenDigest(token)])
}

interface Known {
  readonly id: string
  readonly password_hash: string | null
  readonly generation: number
}

/** The account that a typed name means, who tries, and whether there is any account that can sign in. */
async function accountOf(
  pool: pg.Pool,
  text: string,
  place: SignInPlace
): Promise<{ readonly known: Known | undefined; readonly from: SignInFrom; readonly anybody: boolean }> {
  const typed = text.normalize('NFKC').trim().toLowerCase()
  const browser = /^[\w-]{43}$/.test(place.browser ?? '') ? tokenDigest(place.browser ?? '') : null
  const { rows } = await pool.query<Known & { browser: boolean; anybody: boolean }>(
    `select u.id, u.password_hash, u.generation, exists (select 1 from known_browser b where b.token_hash = $2 and b.user_id = u.id) as browser,
       exists (select 1 from app_user where password_hash is not null) as anybody
     from (select 1) one left join app_user u on u.id = $1 and u.active and u.password_hash is not null
       and (u.password_until is null or u.password_until > now())`,
    [typed, browser]
  )
  const row = rows[0]
  // A row of nulls: no such account.
  const known = row?.id == null ? undefined : row
  const from = {
    client: place.client,
    browser: known?.browser === true && browser !== null ? browser.toString('hex') : null,
    typed,
    account: known?.id ?? null
  }
  return { known, from, anybody: row?.anybody ?? false }
}

/** Strangers' tries are entries that grow by doubling, under the name of an account or of none: never what somebody typed. */
async function noteRefused(
  pool: pg.Pool,
  from: SignInFrom,
  name: 'session.refused' | 'session.throttled'
): Promise<void> {
  const tries = await refusalToNote(pool, from)
  if (tries === null) return
  const detail = { client: from.client, tries }
  await note(pool, visitor, {
    act: name,
    ...(from.account !== null && { subject: `user:${from.account}` }),
    detail
  })
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
        select s.token_hash, s.mandate_id, s.seen_at, u.id, u.name, u.role,
          case when s.factor_due then 'factor' when u.password_until is not null then 'password'
            when u.factor_since is null and r.second_factor and not s.strong then 'enrolment' end as due,
          (select jsonb_agg(jsonb_build_object('id', h.id, 'mandates', h.mandates, 'reason', h.reason, 'approvedBy', h.decided_by,
            'until', to_char(h.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) from break_glass_held(u.id) h) as held
        from session s join app_user u on u.id = s.user_id and u.active and u.generation = s.generation
        left join role_rule r on r.role = u.role
        where s.token_hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(secs => $2)),
      touched as (
        update session s set seen_at = now() from alive a where $3 and s.token_hash = a.token_hash and a.seen_at < now() - interval '1 minute')
      select a.id as user_id, a.name, a.role, a.due, a.mandate_id as chosen, m.id, m.legal_basis, m.purpose, m.valid_until, m.keep, m.erase_after_days, m.zone, m.succeeds, m.line, a.held
      from alive a left join lateral (select mandate_id from user_mandate where user_id = a.id union select break_glass_now(a.id)) um on true
      left join mandate_now m on m.id = um.mandate_id and m.holds
      order by m.id`,
    values: [tokenDigest(token), limits.idleMs / 1000, touch]
  })
  const first = rows[0]
  if (first === undefined) return null
  const mandates = rows.flatMap((row) => (row.id === null ? [] : [summary(row, row.id)]))
  const mandate = mandates.find((one) => one.id === first.chosen) ?? null
  const line = rows.find((row) => row.id !== null && row.id === mandate?.id)?.line ?? null
  const user = { id: first.user_id, name: first.name, role: first.role }
  const breakGlass = first.held ?? []
  return {
    user,
    mandates,
    mandate,
    line,
    mandateEnded: first.chosen !== null && mandate === null,
    due: first.due,
    breakGlass
  }
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
  const { rows } = await pool.query<{ line: string }>('select line from mandate where id = $1', [mandate])
  const ground = { user: session.user.id, mandate: rows[0]?.line ?? mandate, under: mandate }
  return act<ChooseOutcome>(pool, ground, async (tx) => {
    await tx.query('update session set mandate_id = $2 where token_hash = $1', [tokenDigest(token), mandate])
    return {
      result: { kind: 'chosen' },
      entry: { act: 'mandate.choose', subject: `mandate:${mandate}`, detail: { reason } }
    }
  })
}

/** Ends a session. */
export async function signOut(pool: pg.Pool, token: string, user: string): Promise<void> {
  await act(pool, { user, mandate: null }, async (tx) => {
    await dropSession(tx, token)
    return { result: null, entry: { act: 'session.end', subject: `user:${user}` } }
  })
}

interface SessionRow {
  readonly user_id: string
  readonly name: string
  readonly role: Role
  readonly due: Session['due']
  readonly held: Session['breakGlass'] | null
  readonly chosen: string | null
  readonly id: string | null
  readonly legal_basis: string
  readonly purpose: string
  readonly valid_until: string
  readonly keep: 'sealed' | 'open'
  readonly erase_after_days: number
  readonly zone: string
  readonly succeeds: string | null
  readonly line: string
}

function summary(row: SessionRow, id: string): MandateSummary {
  const { legal_basis: legalBasis, purpose, keep, erase_after_days: eraseAfterDays, succeeds } = row
  const until = new Date(row.valid_until).toISOString()
  return { id, legalBasis, purpose, until, lastDay: lastDay(until, row.zone), keep, eraseAfterDays, succeeds }
}
