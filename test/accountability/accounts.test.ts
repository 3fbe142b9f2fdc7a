/** Accounts over their life: passwords that are refused, tries of strangers, roles that change, accounts that close. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { passwordFault } from '../../src/accountability/sign-in/password-rules.ts'
import { changeOwnPassword } from '../../src/accountability/accounts/own-password.ts'
import { findSession, insertSession, signIn } from '../../src/accountability/sign-in/sessions.ts'
import {
  activateUser,
  deactivateUser,
  setPassword,
  setRole
} from '../../src/accountability/accounts/account-changes.ts'
import { addUser } from '../../src/accountability/accounts/users.ts'
import { withGround } from '../../src/store/ground.ts'
import { testStore, type TestStore } from '../support/database.ts'

describe('a password', () => {
  const own = ['a.jansen', 'Annelies Jansen']
  const refused: readonly [string, string][] = [
    ['kort', 'length'],
    ['x'.repeat(300), 'length'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['abababababab', 'repeated'],
    ['ab1cab1cab1cab', 'repeated'],
    ['111111111111111x', 'repeated'],
    ['123456789012', 'common'],
    ['abcdefghijkl', 'common'],
    ['QWERTYUIOP12', 'common'],
    ['Welkom2026!!', 'common'],
    ['W3lk0m-2026!', 'common'],
    ['Password1234!', 'common'],
    ['wachtwoord wachtwoord!', 'common'],
    ['geheimgeheim12', 'common'],
    ['Zomer-in-Utrecht-2026', 'common'],
    ['jansen-jansen1', 'common'],
    ['Annelies.Jansen.1984', 'common']
  ]
  for (const [password, fault] of refused) {
    test(`T35 ${password.slice(0, 24)} is refused: ${fault}`, () => assert.equal(passwordFault(password, own), fault))
  }

  test('T35 of a few words, or of signs without any, is taken', () => {
    const good = [
      'lang genoeg voor ons',
      'correct horse battery staple',
      '8!x?q2_Z$v0Q',
      'een-boomhut-in-mei',
      'регата и чайник'
    ]
    assert.deepEqual(
      good.map((one) => passwordFault(one, own)),
      good.map(() => null)
    )
  })
})

const password = 'lang genoeg voor ons'

describe('an account', () => {
  let store: TestStore
  before(async () => {
    store = await testStore()
  })
  after(() => store.close())

  const session = async (user: string, secret = password): Promise<string> => {
    const outcome = await signIn(store.pool, user, secret)
    return outcome.kind === 'signed-in' ? outcome.token : outcome.reason
  }

  test('S15 whoever signs in before there is any account is told so', async () => {
    assert.equal(await session('iemand'), 'no-users')
  })

  test('K4 the name may be typed with capitals and blanks around it', async () => {
    assert.equal((await addUser(store, { id: 'a.jansen', name: 'A. Jansen', role: 'analyst', password })).kind, 'done')
    for (const typed of ['A.Jansen', ' a.jansen ', '\ta.JANSEN\n']) {
      assert.equal((await findSession(store.pool, await session(typed)))?.user.id, 'a.jansen', typed)
    }
    assert.equal(await session('a jansen'), 'wrong')
  })

  test('T15 that is closed opens no session and ends those that are open; opened again, it does', async () => {
    const open = await session('a.jansen')
    assert.deepEqual(await deactivateUser(store, 'a.jansen'), { kind: 'done' })
    assert.equal(await findSession(store.pool, open), null)
    assert.equal(await session('a.jansen'), 'wrong')
    assert.equal((await deactivateUser(store, 'a.jansen')).kind, 'refused')
    assert.deepEqual(await activateUser(store, 'a.jansen'), { kind: 'done' })
    assert.equal(await findSession(store.pool, open), null, 'a session of before it was closed opens again')
    assert.equal((await findSession(store.pool, await session('a.jansen')))?.user.id, 'a.jansen')
    assert.equal((await deactivateUser(store, 'pipeline')).kind, 'refused')
  })

  test('T15 that is closed is refused though a session of it was left, as by a closing from before sessions ended with it', async () => {
    const open = await session('a.jansen')
    const set = (active: boolean): Promise<unknown> =>
      store.root.query(`update app_user set active = $1 where id = 'a.jansen'`, [active])
    await set(false)
    assert.equal(await findSession(store.pool, open), null)
    await set(true)
    assert.equal((await findSession(store.pool, open))?.user.id, 'a.jansen')
  })

  test('T15 that gets another role or password is signed out everywhere, and both stand in the ledger', async () => {
    const before = await session('a.jansen')
    await addUser(store, { id: 'bram', name: 'Bram Baas', role: 'administrator', password })
    assert.deepEqual(await setRole(store, 'a.jansen', 'detective', { user: 'bram', reason: 'ander werk' }), {
      kind: 'done'
    })
    assert.equal(await findSession(store.pool, before), null)
    const open = await session('a.jansen')
    assert.equal((await findSession(store.pool, open))?.user.role, 'detective')
    assert.equal((await setPassword(store, 'a.jansen', { password: 'Welkom2026!!' })).kind, 'refused')
    assert.deepEqual(await setPassword(store, 'a.jansen', { password: 'een heel ander woord' }), { kind: 'done' })
    assert.equal(await findSession(store.pool, open), null)
    assert.equal(await session('a.jansen'), 'wrong')
    const { rows } = await store.root.query<{ what: string }>(
      `select actor || ' ' || act || ' ' || subject || ' ' || (detail - 'stands') as what from ledger where act in ('user.role', 'user.password') order by no`
    )
    assert.deepEqual(
      rows.map((row) => row.what),
      [
        'bram user.role user:a.jansen {"to": "detective", "from": "analyst", "reason": "ander werk"}',
        'console user.password user:a.jansen {}'
      ]
    )
    await setPassword(store, 'a.jansen', { password })
  })

  test('T15 whose password changes while somebody signs in with the former one opens no session by it', async () => {
    const { rows } = await store.owner.query<{ generation: number }>(
      `select generation from app_user where id = 'a.jansen'`
    )
    const judged = { id: 'a.jansen', generation: rows[0]?.generation ?? 0 }
    const begin = (): Promise<string> =>
      withGround(store.owner, { user: 'a.jansen', mandate: null }, (tx) => insertSession(tx, judged))
    const open = await begin()
    assert.equal((await findSession(store.pool, open))?.user.id, 'a.jansen')
    await setPassword(store, 'a.jansen', { password })
    assert.equal(await findSession(store.pool, await begin()), null)
  })

  test('T15 changes its own password with the old one: other sessions end, this one goes on under a new token', async () => {
    const [here, elsewhere] = [await session('a.jansen'), await session('a.jansen')]
    const me = { id: 'a.jansen', name: 'A. Jansen' }
    const change = (old: string, next: string): ReturnType<typeof changeOwnPassword> =>
      changeOwnPassword(store, me, null, { old, password: next })
    assert.deepEqual(await change(password, 'aaaaaaaaaaaa'), { kind: 'refused', reason: 'password', fault: 'repeated' })
    assert.deepEqual(await change('fout', 'een heel ander woord'), { kind: 'refused', reason: 'wrong' })
    assert.notEqual(await findSession(store.pool, here), null)
    const changed = await change(password, 'een heel ander woord')
    assert.equal(changed.kind, 'changed')
    assert.deepEqual([await findSession(store.pool, here), await findSession(store.pool, elsewhere)], [null, null])
    if (changed.kind === 'changed') assert.equal((await findSession(store.pool, changed.token))?.user.id, 'a.jansen')
    assert.equal(await session('a.jansen'), 'wrong')
    assert.notEqual(await session('a.jansen', 'een heel ander woord'), 'wrong')
  })

  test('T15 whoever found a screen open cannot go on guessing the password: five wrong ones end the session', async () => {
    const open = await session('a.jansen', 'een heel ander woord')
    const me = { id: 'a.jansen', name: 'A. Jansen' }
    for (let n = 0; n < 5; n++) {
      assert.notEqual(await findSession(store.pool, open), null, `${n}`)
      await changeOwnPassword(store, me, null, { old: `fout ${n}`, password: 'nog een ander woord' })
    }
    assert.equal(await findSession(store.pool, open), null)
  })
})

describe('sign-in', () => {
  let store: TestStore
  before(async () => {
    store = await testStore()
    for (const id of ['ine', 'otto']) await addUser(store, { id, name: `Proef ${id}`, role: 'analyst', password })
  })
  after(() => store.close())

  const from = (client: string, browser: string | null = null) => ({ client, browser })
  const outcome = async (user: string, secret: string, place: ReturnType<typeof from>): Promise<string> => {
    const found = await signIn(store.pool, user, secret, place)
    return found.kind === 'signed-in' ? 'in' : found.reason
  }

  test('A5 strangers who guess at a user keep neither other clients nor the own browser of that user out', async () => {
    const first = await signIn(store.pool, 'ine', password, from('10.0.0.1'))
    const browser = first.kind === 'signed-in' ? first.browser : null
    assert.ok(browser !== null)
    for (let n = 0; n < 7; n++) await outcome('ine', 'fout', from('10.0.0.9'))
    assert.equal(await outcome('ine', password, from('10.0.0.9')), 'throttled')
    assert.equal(await outcome('ine', password, from('10.0.0.2')), 'in')
    // Behind the same address as the strangers, with the browser that is known.
    assert.equal(await outcome('ine', password, from('10.0.0.9', browser)), 'in')
    assert.equal(await outcome('otto', password, from('10.0.0.9', browser)), 'in')
    // A browser that is known does not guess without end either, and is none for another account.
    for (let n = 0; n < 5; n++) assert.equal(await outcome('ine', 'fout', from('10.0.0.9', browser)), 'wrong')
    assert.equal(await outcome('ine', password, from('10.0.0.9', browser)), 'throttled')
  })

  test('A5 one client that tries many users is slowed down as a whole', async () => {
    const tries: string[] = []
    for (let n = 0; n < 45; n++) tries.push(await outcome(`user-${n}`, 'fout', from('10.0.1.1')))
    assert.deepEqual([tries[39], tries.at(-1)], ['wrong', 'throttled'])
    assert.equal(await outcome('otto', password, from('10.0.1.1')), 'throttled')
    assert.equal(await outcome('otto', password, from('10.0.1.2')), 'in')
  })

  test('A5 a flood makes few entries in the ledger, and none holds what strangers typed', async () => {
    const before = await entries()
    for (let n = 0; n < 300; n++) await outcome(`my-secret-password-${n}`, 'x', from('10.0.2.1'))
    const made = (await entries()).slice(before.length)
    assert.ok(made.length > 0 && made.length <= 10, `${made.length}`)
    assert.ok(
      made.every((entry) => !entry.includes('my-secret')),
      made.join('\n')
    )
    assert.match(made.at(-1) ?? '', /"tries": 256/)
    const { rows } = await store.root.query<{ all: string }>(
      `select string_agg(c::text, ' ') as all from sign_in_count c`
    )
    assert.ok(!rows[0]?.all.includes('my-secret'))
  })

  async function entries(): Promise<string[]> {
    const { rows } = await store.root.query<{ entry: string }>(
      `select entry from ledger where act like 'session.%' and actor = 'visitor' order by no`
    )
    return rows.map((row) => row.entry)
  }
})
