/** How often somebody may try to sign in: by client, by client and account, by account over all strangers, or by known browser. */
import { createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { withGround, type Tx } from '../../store/ground.ts'
import { lockClass, lockUntilCommit } from '../../store/locks.ts'

/** Who tries to sign in. */
export interface SignInFrom {
  /** Network address of the client. */
  readonly client: string
  /** Digest of the browser's token, hex; null when this account never signed in with it. */
  readonly browser: string | null
  /** As typed, in the spelling of ids. */
  readonly typed: string
  /** The account of that name; null when there is none. */
  readonly account: string | null
}

/**
 * A browser in which the account signed in before is counted by itself: whatever strangers do, its owner gets in. Everybody else is
 * counted by client and account, by client over all accounts, and by account over all clients (a guess from many machines).
 */
interface Limit {
  /** Failures before a try has to wait. */
  readonly free: number
  /** The longest wait; it doubles from 5 s. */
  readonly mostSeconds: number
  /** After so long without a try the count begins anew. */
  readonly forgetSeconds: number
}

const limits = {
  device: { free: 5, mostSeconds: 900, forgetSeconds: 900 },
  pair: { free: 5, mostSeconds: 900, forgetSeconds: 900 },
  client: { free: 40, mostSeconds: 900, forgetSeconds: 900 },
  user: { free: 100, mostSeconds: 60, forgetSeconds: 3_600 },
  /** Codes of a second factor: there are a million of them, and whoever tries has the password. */
  factor: { free: 5, mostSeconds: 900, forgetSeconds: 86_400 }
} as const satisfies Readonly<Record<string, Limit>>

type Kind = keyof typeof limits

/** Who is not known acts under this name in the ledger; no account may have it. */
export const visitor = { user: 'visitor', mandate: null }

/** Counts this try as a failure until it succeeds, so that parallel guesses count too. Returns seconds to wait, 0 when admitted. */
export async function admitted(pool: pg.Pool, from: SignInFrom): Promise<number> {
  return admittedBy(pool, keysOf(from))
}

/** The same for a code of a second factor of a user. */
export async function factorAdmitted(pool: pg.Pool, user: string): Promise<number> {
  return admittedBy(pool, [{ kind: 'factor', key: `factor:${user}` }])
}

/** Forgets failed codes of a user who showed a good one. */
export async function factorSucceeded(tx: Tx, user: string): Promise<void> {
  await tx.query('delete from sign_in_count where key = $1', [`factor:${user}`])
}

async function admittedBy(pool: pg.Pool, keys: readonly Counted[]): Promise<number> {
  return withGround(pool, visitor, async (tx) => {
    const waits = []
    // Always in this order: two tries at once must not wait for each other.
    for (const { kind, key } of keys) waits.push(await waitSeconds(tx, limits[kind], key))
    const wait = Math.max(...waits)
    if (wait > 0) return Math.ceil(wait)
    await tx.query(`delete from sign_in_count where last_at < now() - interval '1 hour' and key not like 'factor:%'`)
    await tx.query(
      `insert into sign_in_count (key, failures) select key, 1 from unnest($1::text[]) key
       on conflict (key) do update set failures = sign_in_count.failures + 1, last_at = clock_timestamp()`,
      [keys.map((one) => one.key)]
    )
    return 0
  })
}

/** Forgets the failures of whoever just signed in; those of the client as a whole and of other clients stay. */
export async function succeeded(tx: Tx, from: SignInFrom): Promise<void> {
  const keys = keysOf(from)
  await tx.query('delete from sign_in_count where key = any ($1)', [
    keys.filter(({ kind }) => kind === 'pair' || kind === 'device').map((one) => one.key)
  ])
  await tx.query('update sign_in_count set failures = greatest(failures - 1, 0) where key = any ($1)', [
    keys.filter(({ kind }) => kind === 'client' || kind === 'user').map((one) => one.key)
  ])
}

/**
 * Counts a refusal, and returns the count when the ledger is to have it (1, 2, 4, 8 and so on), else null. Names that are no account
 * are counted together for each client: they are not kept, because people type passwords there.
 */
export async function refusalToNote(pool: pg.Pool, from: SignInFrom): Promise<number | null> {
  const key = from.account === null ? `client:${from.client}` : `pair:${from.client} ${from.account}`
  const { rows } = await pool.query<{ refusals: number }>(
    `insert into sign_in_count (key, refusals) values ($1, 1)
     on conflict (key) do update set refusals = sign_in_count.refusals + 1 returning refusals`,
    [key]
  )
  const refusals = rows[0]?.refusals ?? 1
  return (refusals & (refusals - 1)) === 0 ? refusals : null
}

async function waitSeconds(tx: Tx, limit: Limit, key: string): Promise<number> {
  await lockUntilCommit(tx, lockClass.signIn, key)
  const { rows } = await tx.query<{ failures: number; passed: number }>(
    `select failures, extract(epoch from clock_timestamp() - last_at)::float8 as passed from sign_in_count where key = $1`,
    [key]
  )
  const { failures = 0, passed = 0 } = rows[0] ?? {}
  if (passed > limit.forgetSeconds) {
    await tx.query('update sign_in_count set failures = 0 where key = $1', [key])
    return 0
  }
  return failures < limit.free ? 0 : Math.min(limit.mostSeconds, 5 * 2 ** Math.min(failures - limit.free, 20)) - passed
}

interface Counted {
  readonly kind: Kind
  readonly key: string
}

function keysOf(from: SignInFrom): readonly Counted[] {
  if (from.browser !== null) return [{ kind: 'device', key: `device:${from.browser}` }]
  const name = from.account ?? `?${createHmac('sha256', unknownKey).update(from.typed).digest('hex').slice(0, 32)}`
  return [
    { kind: 'client', key: `client:${from.client}` },
    { kind: 'pair', key: `pair:${from.client} ${name}` },
    { kind: 'user', key: `user:${name}` }
  ]
}

/** Of this process only: nobody finds out later what was typed. */
const unknownKey = randomBytes(32)
