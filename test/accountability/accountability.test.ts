/** Mandates, users, passwords and sessions on a real database. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { demoUsers, hasDemo, makeDemo } from '../../src/accountability/demo.ts'
import { addMandate, findMandate, listMandates, withdrawMandate } from '../../src/accountability/mandates/mandates.ts'
import { parseMandate } from '../../src/accountability/mandates/mandate-file.ts'
import { hashPassword, verifyPassword } from '../../src/accountability/sign-in/passwords.ts'
import { chooseMandate, findSession, signIn, signOut } from '../../src/accountability/sign-in/sessions.ts'
import { deactivateUser, setPassword } from '../../src/accountability/accounts/account-changes.ts'
import { addUser, grantMandate, listUsers } from '../../src/accountability/accounts/users.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { testStore, type TestStore } from '../support/database.ts'

const whole = {
  id: 'proef',
  legal_basis: 'art. 3 Pw (verzonnen)',
  purpose: 'proef',
  sources: ['*'],
  granted_by: 'test',
  from: '2020-01-01',
  until: '2999-01-01'
}

describe('a mandate file', () => {
  test('with the required keys is read, and the rest gets its default', () => {
    const parsed = parseMandate(whole)
    assert.equal(parsed.kind, 'mandate')
    if (parsed.kind === 'mandate')
      assert.deepEqual(
        [parsed.mandate.keep, parsed.mandate.eraseAfterDays, parsed.mandate.forms],
        ['sealed', 28, ['any']]
      )
  })

  const wrong: [string, unknown, string[]][] = [
    ['that is no object names all keys', 'x', ['']],
    [
      'without anything names every missing key at once',
      {},
      ['id', 'legal_basis', 'purpose', 'sources', 'granted_by', 'from', 'until']
    ],
    ['with an unknown key names it', { ...whole, basis: 'x' }, ['basis']],
    ['that ends before it begins is refused', { ...whole, until: '2019-01-01' }, ['until']],
    ['with a day that no calendar has is refused', { ...whole, until: '2999-02-31' }, ['until']],
    [
      'with a bad id, form, source, keep and term names all five',
      { ...whole, id: 'A B', forms: ['x'], sources: ['No!'], keep: 'yes', erase_after_days: 0 },
      ['id', 'forms', 'sources', 'keep', 'erase_after_days']
    ]
  ]
  for (const [title, input, fields] of wrong) {
    test(title, () => {
      const parsed = parseMandate(input)
      assert.equal(parsed.kind, 'refused')
      if (parsed.kind === 'refused')
        assert.deepEqual(
          parsed.problems.map((one) => one.field),
          fields
        )
    })
  }
})

describe('a password', () => {
  test('is kept as Argon2id with the parameters of OWASP and verifies', async () => {
    const hash = await hashPassword('een lang wachtwoord é')
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]+\$[^$]+$/)
    assert.deepEqual(
      await Promise.all([
        verifyPassword('een lang wachtwoord e\u0301', hash),
        verifyPassword('een lang wachtwoord e', hash),
        verifyPassword('x', null)
      ]),
      [true, false, false]
    )
  })
})

describe('accounts and sessions', () => {
  let store: TestStore
  before(async () => {
    store = await testStore()
  })
  after(() => store.close())

  test('a demo is made once, what is added to it is practice too, and beside real mandates it is refused', async () => {
    const demo = await testStore()
    try {
      assert.equal((await makeDemo(demo)).kind, 'made')
      assert.equal((await makeDemo(demo)).kind, 'there-already')
      assert.equal(await hasDemo(demo), true)
      assert.equal((await listUsers(demo)).length, demoUsers.length)
      await addMandate(demo, whole)
      assert.equal((await grantMandate(demo, 'analyst', 'proef')).kind, 'done')
      assert.equal((await makeDemo(demo)).kind, 'there-already')
      // Public passwords never open a real mandate.
      await demo.owner.query(`update mandate set demo = false where id = 'proef'`)
      assert.equal((await grantMandate(demo, 'analyst', 'proef')).kind, 'refused')
      assert.equal((await makeDemo(demo)).kind, 'refused')
    } finally {
      await demo.close()
    }
  })

  test('a mandate is added once, listed, and withdrawn once', async () => {
    assert.equal((await addMandate(store, whole)).kind, 'added')
    assert.equal((await addMandate(store, whole)).kind, 'refused')
    assert.equal((await addMandate(store, { ...whole, id: 'weg' })).kind, 'added')
    assert.equal((await findMandate(store, 'weg'))?.inForce, true)
    assert.deepEqual(await withdrawMandate(store, 'weg' as MandateId, 'klaar'), { kind: 'withdrawn' })
    assert.deepEqual(await withdrawMandate(store, 'weg' as MandateId, 'klaar'), {
      kind: 'refused',
      reason: 'withdrawn-before'
    })
    assert.equal((await findMandate(store, 'weg'))?.inForce, false)
    assert.equal((await listMandates(store)).length, 2)
  })

  test('a user with a bad id, a short password or an unknown mandate is refused and nothing is left of it', async () => {
    const base = {
      id: 'ine',
      name: 'Ine',
      role: 'analyst' as const,
      password: 'lang genoeg voor ons',
      mandates: ['proef']
    }
    for (const change of [{ id: 'Ine!' }, { id: 'pipeline' }, { password: 'kort' }, { mandates: ['proef', 'geen'] }]) {
      assert.equal((await addUser(store, { ...base, ...change })).kind, 'refused')
    }
    assert.equal((await listUsers(store)).length, 0)
    assert.equal((await addUser(store, base)).kind, 'done')
    assert.equal((await addUser(store, base)).kind, 'refused')
  })

  test('a session starts with the right password, keeps only the digest of its token, and ends at sign-out', async () => {
    const outcome = await signIn(store.pool, 'ine', 'lang genoeg voor ons')
    assert.equal(outcome.kind, 'signed-in')
    if (outcome.kind !== 'signed-in') return
    assert.equal(Buffer.from(outcome.token, 'base64url').length, 32)
    const { rows } = await store.root.query<{ all: string }>(
      'select string_agg(session::text, chr(10)) as all from session'
    )
    assert.ok(rows[0]?.all.includes('ine'))
    assert.ok(
      !rows[0]?.all.includes(outcome.token) &&
        !rows[0]?.all.includes(Buffer.from(outcome.token, 'base64url').toString('hex'))
    )
    assert.deepEqual(await chooseMandate(store.pool, outcome.token, outcome.session, 'weg', 'x'), {
      kind: 'refused',
      reason: 'unknown-mandate'
    })
    assert.deepEqual(await chooseMandate(store.pool, outcome.token, outcome.session, 'proef', 'zaak'), {
      kind: 'chosen'
    })
    assert.equal((await findSession(store.pool, outcome.token))?.mandate?.id, 'proef')
    await signOut(store.pool, outcome.token, 'ine')
    assert.equal(await findSession(store.pool, outcome.token), null)
  })

  test('a session ends after 30 minutes without use, after 8 hours with it, with a new password, and with its account', async () => {
    const start = async (): Promise<string> => {
      const outcome = await signIn(store.pool, 'ine', 'lang genoeg voor ons')
      return outcome.kind === 'signed-in' ? outcome.token : assert.fail('no session')
    }
    const ends: [string, () => Promise<unknown>][] = [
      ['idle', () => store.root.query(`update session set seen_at = now() - interval '31 minutes'`)],
      ['8 hours', () => store.root.query(`update session set seen_at = now(), expires_at = now()`)],
      ['password', () => setPassword(store, 'ine', { password: 'lang genoeg voor ons' })],
      ['account', () => deactivateUser(store, 'ine')]
    ]
    for (const [why, end] of ends) {
      const token = await start()
      assert.notEqual(await findSession(store.pool, token), null, why)
      await end()
      assert.equal(await findSession(store.pool, token), null, why)
    }
    assert.equal((await signIn(store.pool, 'ine', 'lang genoeg voor ons')).kind, 'refused')
  })

  test('sign-in slows down after five failures, also when they come at once, and for users that do not exist', async () => {
    for (const user of ['niemand', 'otto']) {
      if (user === 'otto')
        await addUser(store, { id: 'otto', name: 'Otto', role: 'officer', password: 'lang genoeg voor ons' })
      const tries = await Promise.all(Array.from({ length: 8 }, () => signIn(store.pool, user, 'fout')))
      assert.deepEqual(tries.map((one) => (one.kind === 'refused' ? one.reason : one.kind)).sort(), [
        ...Array(3).fill('throttled'),
        ...Array(5).fill('wrong')
      ])
      const next = await signIn(store.pool, user, 'lang genoeg voor ons')
      assert.ok(
        next.kind === 'refused' &&
          next.reason === 'throttled' &&
          next.retryAfterSeconds >= 1 &&
          next.retryAfterSeconds <= 5
      )
      await store.root.query(`update sign_in_count set last_at = last_at - interval '6 seconds'`)
      const later = await signIn(store.pool, user, 'lang genoeg voor ons')
      assert.equal(later.kind, user === 'otto' ? 'signed-in' : 'refused')
    }
  })
})
