/** The second factor of an account: codes of an authenticator app, recovery codes for who lost it, and showing one of them at sign-in. */
import { createHmac, randomBytes } from 'node:crypto'
import type { RecoveryCodes, SecondFactor, TotpSecret } from '../../contract/session.ts'
import type { Keyring } from '../../evidence/keys.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { noteStanding } from '../../store/standing.ts'
import { act, type Done } from '../acts.ts'
import { dropSession, endSessions, goOn, renewSession } from './sessions.ts'
import { factorAdmitted, factorSucceeded } from './sign-in-limits.ts'
import { acceptedStep, base32, totpUri } from './totp.ts'

/** What the acts here need: the store, the keys and the account. */
export interface FactorOwner {
  readonly store: Store
  readonly keyring: Keyring
  readonly user: string
  /** The token of the session. */
  readonly token: string
  /** The mandate of the session, which a new session keeps. */
  readonly mandate: string | null
}

type CodeRefused =
  | { readonly kind: 'refused'; readonly reason: 'wrong-code' }
  | { readonly kind: 'refused'; readonly reason: 'throttled'; readonly retryAfterSeconds: number }

export type ShownOutcome = { readonly kind: 'shown'; readonly token: string } | CodeRefused

/**
 * Shows the second factor in a session whose password was right: a code of the app, each good once, or a recovery code. The session goes
 * on under a new token. Five wrong codes, then each further one waits, up to 15 minutes; they count for the account, over all sessions.
 */
export async function showFactor(owner: FactorOwner, code: string, now = new Date()): Promise<ShownOutcome> {
  const { user } = owner
  return withCode<ShownOutcome>(owner, async (tx, key) => {
    const by = (await takeTotp(tx, user, key, code, now)) ? 'totp' : await takeRecovery(tx, user, key, code)
    if (by === 'recovery-code') await noteStanding(tx, 'account', [user])
    if (by === null) {
      const entry = { act: 'session.factor-refused', subject: `user:${user}` }
      return { result: { kind: 'refused', reason: 'wrong-code' }, entry }
    }
    await factorSucceeded(tx, user)
    await dropSession(tx, owner.token)
    const token = await goOn(tx, user, owner.mandate)
    return {
      result: { kind: 'shown', token },
      entry: { act: 'session.factor', subject: `user:${user}`, detail: { by } }
    }
  })
}

/** Does with a code that somebody typed what `work` does, which says whether it was right; after many wrong ones it has to wait. */
async function withCode<Outcome>(
  { store, keyring, user }: FactorOwner,
  work: (tx: Tx, key: Buffer) => Promise<Done<Outcome | CodeRefused>>
): Promise<Outcome | CodeRefused> {
  const wait = await factorAdmitted(store.pool, user)
  if (wait > 0) return { kind: 'refused', reason: 'throttled', retryAfterSeconds: wait }
  const key = accountKey(keyring)
  return act(store.owner, { user, mandate: null }, (tx) => work(tx, key))
}

/** What second factor an account has, and whether its role must have one. */
export async function readFactor(store: Store, user: string): Promise<SecondFactor> {
  const { rows } = await store.owner.query<Omit<SecondFactor, 'passkeys'>>(
    `select t.confirmed_at as "totpSince", coalesce(r.second_factor, false) as required,
       (select count(*)::int from recovery_code c where c.user_id = u.id and c.used_at is null) as "recoveryCodes"
     from app_user u left join totp t on t.user_id = u.id left join role_rule r on r.role = u.role where u.id = $1`,
    [user]
  )
  const passkeys = await store.owner.query<SecondFactor['passkeys'][number]>(
    `select id, name, made_at as "madeAt", used_at as "usedAt" from passkey where user_id = $1 order by made_at limit 100`,
    [user]
  )
  const own = rows[0] ?? { totpSince: null, recoveryCodes: 0, required: false }
  return { ...own, passkeys: passkeys.rows }
}

/** A secret for an app. It counts once a code of it was shown (`confirmTotp`); until then, what there was holds. */
export async function beginTotp({ store, keyring, user }: FactorOwner): Promise<TotpSecret | null> {
  const salt = randomBytes(16)
  const { rowCount } = await store.owner.query(
    `insert into totp (user_id, salt) values ($1, $2)
     on conflict (user_id) do update set salt = $2, made_at = now(), last_step = 0 where totp.confirmed_at is null`,
    [user, salt]
  )
  if (rowCount === 0) return null
  const secret = secretOf(accountKey(keyring), user, salt)
  return { secret: base32(secret), uri: totpUri(secret, user) }
}

export type ConfirmOutcome = ({ readonly kind: 'confirmed'; readonly token: string } & RecoveryCodes) | CodeRefused

/** Takes the first code of an app: from now on one is asked at each sign-in. Other sessions end; this one goes on under a new token. */
export async function confirmTotp(owner: FactorOwner, code: string, now = new Date()): Promise<ConfirmOutcome> {
  const { user } = owner
  return withCode<ConfirmOutcome>(owner, async (tx, key) => {
    const { rows } = await tx.query<{ salt: Buffer }>(
      `select salt from totp where user_id = $1 and confirmed_at is null and made_at > now() - interval '1 hour' for update`,
      [user]
    )
    const salt = rows[0]?.salt
    const step = salt === undefined ? null : acceptedStep(secretOf(key, user, salt), code, now.getTime(), 0)
    if (step === null) return { result: { kind: 'refused', reason: 'wrong-code' }, entry: null }
    await factorSucceeded(tx, user)
    await tx.query('update totp set confirmed_at = now(), last_step = $2 where user_id = $1', [user, step])
    const codes = await factorBegun(tx, owner)
    await noteStanding(tx, 'account', [user])
    const token = await renewSession(tx, user, owner.mandate)
    const entry = { act: 'user.factor', subject: `user:${user}`, detail: { by: 'totp' } }
    return { result: { kind: 'confirmed', token, codes }, entry }
  })
}

/** New recovery codes in the place of the old ones, shown once; null without a second factor that they stand in for. */
export async function renewRecoveryCodes({ store, keyring, user }: FactorOwner): Promise<RecoveryCodes | null> {
  const key = accountKey(keyring)
  return act<RecoveryCodes | null>(store.owner, { user, mandate: null }, async (tx) => {
    const { rows } = await tx.query<{ has: boolean }>(
      'select factor_since is not null as has from app_user where id = $1 for update',
      [user]
    )
    if (rows[0]?.has !== true) return { result: null, entry: null }
    const codes = await newRecoveryCodes(tx, user, key)
    await noteStanding(tx, 'account', [user])
    return { result: { codes }, entry: { act: 'user.recovery-codes', subject: `user:${user}` } }
  })
}

/** Notes that the account has a second factor now; with its first one come recovery codes, which are returned once. */
export async function factorBegun(tx: Tx, { keyring, user }: FactorOwner): Promise<string[]> {
  const { rowCount } = await tx.query(
    'update app_user set factor_since = now() where id = $1 and factor_since is null',
    [user]
  )
  return rowCount === 1 ? newRecoveryCodes(tx, user, accountKey(keyring)) : []
}

/** After one second factor was taken away: whether that may be. Without any other one, recovery codes go too. */
export async function factorLeft(tx: Tx, user: string): Promise<boolean> {
  const { rows } = await tx.query<{ others: boolean; required: boolean }>(
    `select exists (select 1 from totp where user_id = u.id and confirmed_at is not null) or exists (select 1 from passkey where user_id = u.id) as others,
       coalesce(r.second_factor, false) as required from app_user u left join role_rule r on r.role = u.role where u.id = $1 for update of u`,
    [user]
  )
  const { others = false, required = true } = rows[0] ?? {}
  if (others) return true
  if (required) return false
  await clearFactor(tx, user)
  return true
}

/** Takes the app away; null where the role must have a second factor and this was the only one. Sessions end, this one goes on under a new token. */
export async function removeFactor(owner: FactorOwner): Promise<string | null> {
  const { store, user } = owner
  return act<string | null>(store.owner, { user, mandate: null }, async (tx) => {
    await tx.query('savepoint removing')
    await tx.query('delete from totp where user_id = $1', [user])
    if (!(await factorLeft(tx, user))) {
      await tx.query('rollback to savepoint removing')
      return { result: null, entry: null }
    }
    await noteStanding(tx, 'account', [user])
    const token = await renewSession(tx, user, owner.mandate)
    return { result: token, entry: { act: 'user.factor-remove', subject: `user:${user}` } }
  })
}

/** Forgets every second factor of an account and ends its sessions. */
export async function forgetFactor(tx: Tx, user: string): Promise<void> {
  await clearFactor(tx, user)
  await endSessions(tx, user)
}

async function clearFactor(tx: Tx, user: string): Promise<void> {
  await tx.query('delete from totp where user_id = $1', [user])
  await tx.query('delete from passkey where user_id = $1', [user])
  await tx.query('delete from recovery_code where user_id = $1', [user])
  await tx.query('update app_user set factor_since = null where id = $1', [user])
}

/** A code of the app, once: the row is locked, and its step is used up. */
async function takeTotp(tx: Tx, user: string, key: Buffer, code: string, now: Date): Promise<boolean> {
  const { rows } = await tx.query<{ salt: Buffer; last_step: number }>(
    'select salt, last_step from totp where user_id = $1 and confirmed_at is not null for update',
    [user]
  )
  const [row] = rows
  if (row === undefined) return false
  const step = acceptedStep(secretOf(key, user, row.salt), code, now.getTime(), row.last_step)
  if (step === null) return false
  await tx.query('update totp set last_step = $2 where user_id = $1', [user, step])
  return true
}

async function takeRecovery(tx: Tx, user: string, key: Buffer, code: string): Promise<'recovery-code' | null> {
  const { rowCount } = await tx.query(
    'update recovery_code set used_at = now() where user_id = $1 and digest = $2 and used_at is null',
    [user, recoveryDigest(key, user, code)]
  )
  return rowCount === 1 ? 'recovery-code' : null
}

const recoveryCodes = 10

/** Ten codes of 80 bits, `ABCD-EFGH-IJKL-MNOP`, of which keyed hashes are kept; those of before are forgotten. */
async function newRecoveryCodes(tx: Tx, user: string, key: Buffer): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => base32(randomBytes(10)).replaceAll(/(.{4})(?=.)/g, '$1-'))
  await tx.query('delete from recovery_code where user_id = $1', [user])
  await tx.query('insert into recovery_code (user_id, digest) select $1, unnest($2::bytea[])', [
    user,
    codes.map((code) => recoveryDigest(key, user, code))
  ])
  return codes
}

function recoveryDigest(key: Buffer, user: string, code: string): Buffer {
  const typed = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')
  return createHmac('sha256', key).update(`recovery\n${user}\n${typed}`).digest()
}

/** The secret of an account's app: 160 bits (RFC 4226, 4), of a salt in the database and a key in the keys folder. */
function secretOf(key: Buffer, user: string, salt: Buffer): Buffer {
  return createHmac('sha256', key).update(`totp\n${user}\n`).update(salt).digest().subarray(0, 20)
}

function accountKey(keyring: Keyring): Buffer {
  const found = keyring.accountKey(true)
  if (found.kind !== 'key') throw new Error(`The key of second factors cannot be had: ${found.kind}.`)
  return found.key.bytes
}
