/** Passkeys (WebAuthn): a key that never leaves the phone or computer, bound to this site, used with its PIN or finger; no password is typed. */
import { createHash } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Store } from '../../store/connect.ts'
import { noteStanding } from '../../store/standing.ts'
import { act } from '../acts.ts'
import { keepChallenge, takeChallenge } from './challenges.ts'
import { factorBegun, factorLeft, type FactorOwner } from './second-factor.ts'
import { insertSession, renewSession } from './sessions.ts'

/** The site that passkeys are bound to: `https://baken.example`, and its host name without port. */
export interface Site {
  readonly origin: string
  readonly name: string
}

const mostPasskeys = 20

/** Loaded when it is first asked for: its readers of certificates take a while that every other start would wait for. */
const webauthn = () => import('@simplewebauthn/server')

/** What a browser needs to make a passkey, or null when too much is asked at once. The caller has checked the password. */
export async function passkeyOptions({ store, user }: FactorOwner, site: Site, name: string): Promise<object | null> {
  const { rows } = await store.owner.query<{ id: string }>('select id from passkey where user_id = $1', [user])
  if (rows.length >= mostPasskeys) return null
  const options = await (
    await webauthn()
  ).generateRegistrationOptions({
    rpName: 'Baken',
    rpID: site.name,
    userName: user,
    userDisplayName: name,
    userID: new Uint8Array(createHash('sha256').update(`baken passkey\n${user}`).digest()),
    excludeCredentials: rows,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  })
  return (await keepChallenge(store.pool, options.challenge, { kind: 'passkey-new', user })) ? options : null
}

export type PasskeyMade =
  | { readonly kind: 'made'; readonly token: string; readonly codes: readonly string[] }
  | { readonly kind: 'refused' }

/** Keeps a passkey that a browser made; other sessions end. Recovery codes come with the first second factor. */
export async function keepPasskey(owner: FactorOwner, site: Site, answer: unknown, name: string): Promise<PasskeyMade> {
  const { store, user } = owner
  const made = await verified(({ verifyRegistrationResponse }) =>
    verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: async (challenge) =>
        (await takeChallenge(store.pool, challenge, 'passkey-new', user)) !== null,
      expectedOrigin: site.origin,
      expectedRPID: site.name
    })
  )
  const credential = made?.verified === true ? made.registrationInfo.credential : null
  if (credential === null) return { kind: 'refused' }
  return act<PasskeyMade>(store.owner, { user, mandate: null }, async (tx) => {
    const { rowCount } = await tx.query(
      `insert into passkey (id, user_id, public_key, counter, transports, name) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [credential.id, user, Buffer.from(credential.publicKey), credential.counter, credential.transports ?? [], name]
    )
    if (rowCount !== 1) return { result: { kind: 'refused' }, entry: null }
    const codes = await factorBegun(tx, owner)
    await noteStanding(tx, 'account', [user])
    const token = await renewSession(tx, user, owner.mandate)
    const entry = { act: 'user.factor', subject: `user:${user}`, detail: { by: 'passkey', name } }
    return { result: { kind: 'made', token, codes }, entry }
  })
}

/** Forgets one of the own passkeys; other sessions end. `needed`: it is the last second factor, and the role must have one. */
export async function removePasskey(
  owner: FactorOwner,
  id: string
): Promise<{ readonly kind: 'removed'; readonly token: string } | { readonly kind: 'unknown' | 'needed' }> {
  const { store, user } = owner
  type Outcome = Awaited<ReturnType<typeof removePasskey>>
  return act<Outcome>(store.owner, { user, mandate: null }, async (tx) => {
    await tx.query('savepoint removing')
    const { rows } = await tx.query<{ name: string }>(
      'delete from passkey where id = $1 and user_id = $2 returning name',
      [id, user]
    )
    if (rows[0] === undefined) return { result: { kind: 'unknown' }, entry: null }
    if (!(await factorLeft(tx, user))) {
      await tx.query('rollback to savepoint removing')
      return { result: { kind: 'needed' }, entry: null }
    }
    await noteStanding(tx, 'account', [user])
    const token = await renewSession(tx, user, owner.mandate)
    const detail = { by: 'passkey', name: rows[0].name }
    return { result: { kind: 'removed', token }, entry: { act: 'user.factor-remove', subject: `user:${user}`, detail } }
  })
}

/** What a browser needs to sign in with a passkey; null when too many try at once. Nothing is told of who has one. */
export async function passkeySignInOptions(store: Store, site: Site): Promise<object | null> {
  const options = await (
    await webauthn()
  ).generateAuthenticationOptions({ rpID: site.name, userVerification: 'required' })
  return (await keepChallenge(store.pool, options.challenge, { kind: 'passkey' })) ? options : null
}

interface KnownPasskey {
  readonly user_id: string
  readonly generation: number
  readonly public_key: Buffer
  readonly counter: number
}

/** Signs in with a passkey: it is something one has and, by its PIN or finger, something one knows or is. Null when refused. */
export async function signInByPasskey(store: Store, site: Site, answer: unknown): Promise<string | null> {
  const { id } = answer as AuthenticationResponseJSON
  const { rows } = await store.owner.query<KnownPasskey>(
    `select p.user_id, p.public_key, p.counter, u.generation from passkey p join app_user u on u.id = p.user_id and u.active where p.id = $1`,
    [id]
  )
  const [known] = rows
  if (known === undefined) return null
  const shown = await verified(({ verifyAuthenticationResponse }) =>
    verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: async (challenge) => (await takeChallenge(store.pool, challenge, 'passkey')) !== null,
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      credential: { id, publicKey: new Uint8Array(known.public_key), counter: known.counter }
    })
  )
  if (shown?.verified !== true) return null
  const user = known.user_id
  return act<string | null>(store.owner, { user, mandate: null }, async (tx) => {
    const { rowCount } = await tx.query('update passkey set counter = $2, used_at = now() where id = $1', [
      id,
      shown.authenticationInfo.newCounter
    ])
    if (rowCount !== 1) return { result: null, entry: null }
    const token = await insertSession(tx, { id: user, generation: known.generation }, { shown: true, strong: true })
    return { result: token, entry: { act: 'session.start', subject: `user:${user}`, detail: { by: 'passkey' } } }
  })
}

/** What the library found; null for what it could not read or did not accept: a browser sends what it likes. */
async function verified<T>(work: (library: Awaited<ReturnType<typeof webauthn>>) => Promise<T>): Promise<T | null> {
  const library = await webauthn()
  try {
    return await work(library)
  } catch {
    return null
  }
}
