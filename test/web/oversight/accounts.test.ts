/** Administration over HTTP: accounts are made, changed and closed with a reason, by somebody else, and nothing of content is seen. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { AccountsPage, KeysPage, MandatesPage, OneTimePassword } from '../../../src/contract/oversight/accounts.ts'
import type { Session } from '../../../src/contract/session.ts'
import { routes } from '../../../src/web/routes/routes.ts'
import { callOf } from '../route-calls.ts'
import { errorOf, json, signIn, startInterface, type Browser, type Running } from '../running.ts'

describe('an administrator', () => {
  let at: Running
  let admin: Browser
  before(async () => {
    at = await startInterface()
    admin = await at.as('administrator')
  })
  after(() => at.close())

  const account = async (id: string): Promise<AccountsPage['accounts'][number] | undefined> =>
    json<AccountsPage>(await admin.ask('GET', '/api/accounts')).accounts.find((one) => one.id === id)
  const entries = async (subject: string): Promise<string[]> => {
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select actor || ' ' || act || ' ' || (detail - 'stands') as what from ledger where subject = $1 and act like 'user.%' order by no`,
      [subject]
    )
    return rows.map((row) => row.what)
  }
  const fresh = { id: 'n.nieuw', name: 'Nova Nieuw', role: 'analyst', mandates: ['een'], reason: 'komt op 1 december' }

  test('T15 makes an account with a one-time password, which opens nothing but the choice of another', async () => {
    const made = json<OneTimePassword>(await admin.ask('POST', '/api/accounts', fresh))
    assert.match(made.password, /^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
    const user = await signIn(at, made.id, made.password)
    assert.equal(json<Session>(await user.ask('GET', '/api/session')).due, 'password')
    const open = ['public', 'session', 'step-password']
    for (const one of routes.filter(({ access }) => !open.includes(access)))
      assert.equal(errorOf(await user.ask(...callOf(one))), '403 password-due', `${one.method} ${one.path}`)
    assert.equal(errorOf(await user.ask('GET', '/api/events')), '403 password-due')
    const choose = { mandate: 'een', reason: 'x' }
    const change = { old: made.password, password: 'een boomhut in mei' }
    assert.equal(
      errorOf(await user.ask('POST', '/api/session/password', { ...change, password: made.password })),
      '400 weak-password'
    )
    assert.equal((await user.ask('POST', '/api/session/password', change)).status, 204)
    assert.equal(json<Session>(await user.ask('GET', '/api/session')).due, null)
    assert.equal((await user.ask('PUT', '/api/session/mandate', choose)).status, 200)
    assert.equal((await user.ask('GET', '/api/signals')).status, 200)
    const again = await at.browser().ask('POST', '/api/session', { user: made.id, password: made.password })
    assert.equal(errorOf(again), '401 wrong-sign-in')
    assert.deepEqual(await entries('user:n.nieuw'), [
      'administrator user.add {"role": "analyst", "reason": "komt op 1 december", "mandates": ["een"]}',
      'n.nieuw user.password {}'
    ])
  })

  test('T15 gives a one-time password to who forgot theirs: sessions end at once, and after its time it opens nothing', async () => {
    const user = await signIn(at, 'n.nieuw', 'een boomhut in mei')
    assert.equal(errorOf(await admin.ask('POST', '/api/accounts/n.nieuw/reset', { reason: ' ' })), '400 reason-missing')
    const made = json<OneTimePassword>(await admin.ask('POST', '/api/accounts/n.nieuw/reset', { reason: 'vergeten' }))
    assert.equal(errorOf(await user.ask('GET', '/api/session')), '401 signed-out')
    assert.equal((await account('n.nieuw'))?.passwordUntil, made.until)
    assert.ok(Date.parse(made.until) > Date.now() + 71 * 3_600_000)
    await at.world.store.owner.query(
      `update app_user set password_until = now() - interval '1 second' where id = 'n.nieuw'`
    )
    const late = await at.browser().ask('POST', '/api/session', { user: 'n.nieuw', password: made.password })
    assert.equal(errorOf(late), '401 wrong-sign-in')
    await at.world.store.owner.query(`update app_user set password_until = null where id = 'n.nieuw'`)
  })

  test('changes role and mandates of another, closes the account and opens it again, each with its reason in the ledger', async () => {
    const act = async (name: string, body: object): Promise<number> =>
      (await admin.ask('POST', `/api/accounts/n.nieuw/${name}`, body)).status
    assert.equal(await act('role', { role: 'officer', reason: 'ander werk' }), 204)
    assert.equal(await act('grant', { mandate: 'twee', reason: 'helpt elders' }), 204)
    assert.equal(await act('revoke', { mandate: 'een', reason: 'klaar' }), 204)
    assert.deepEqual([(await account('n.nieuw'))?.role, (await account('n.nieuw'))?.mandates], ['officer', ['twee']])
    assert.equal(await act('deactivate', { reason: 'vertrokken' }), 204)
    assert.equal((await account('n.nieuw'))?.active, false)
    assert.equal(await act('deactivate', { reason: 'nog eens' }), 404)
    assert.equal(await act('activate', { reason: 'toch terug' }), 204)
    assert.deepEqual((await entries('user:n.nieuw')).slice(3), [
      'administrator user.role {"to": "officer", "from": "analyst", "reason": "ander werk"}',
      'administrator user.grant {"reason": "helpt elders", "mandate": "twee"}',
      'administrator user.revoke {"reason": "klaar", "mandate": "een"}',
      'administrator user.deactivate {"reason": "vertrokken"}',
      'administrator user.activate {"reason": "toch terug"}'
    ])
  })

  test('changes nothing of the own account, and the last of them cannot be closed or given another role', async () => {
    const own: readonly [string, object][] = [
      ['role', { role: 'analyst', reason: 'x' }],
      ['grant', { mandate: 'twee', reason: 'x' }],
      ['revoke', { mandate: 'een', reason: 'x' }],
      ['deactivate', { reason: 'x' }],
      ['reset', { reason: 'x' }]
    ]
    for (const [name, body] of own) {
      assert.equal(
        errorOf(await admin.ask('POST', `/api/accounts/administrator/${name}`, body)),
        '403 own-account',
        name
      )
    }
    assert.equal((await account('administrator'))?.role, 'administrator')
    const second = { ...fresh, id: 'tweede', name: 'Tweede Beheerder', role: 'administrator', mandates: [] }
    const made = json<OneTimePassword>(await admin.ask('POST', '/api/accounts', second))
    const other = await signIn(at, 'tweede', made.password)
    await other.ask('POST', '/api/session/password', { old: made.password, password: 'een boomhut in mei' })
    // Two administrators who close each other at once: one of them stays.
    const both = await Promise.all([
      admin.ask('POST', '/api/accounts/tweede/deactivate', { reason: 'x' }),
      other.ask('POST', '/api/accounts/administrator/deactivate', { reason: 'x' })
    ])
    assert.equal(both.filter((one) => one.status === 204).length, 1, both.map((one) => one.text).join(' '))
    await at.world.store.owner.query(`update app_user set active = id = 'administrator' where role = 'administrator'`)
    admin = await signIn(at, 'administrator')
    const { deactivateUser, setRole } = await import('../../../src/accountability/accounts/account-changes.ts')
    for (const outcome of [
      await deactivateUser(at.world.store, 'administrator'),
      await setRole(at.world.store, 'administrator', 'auditor')
    ])
      assert.deepEqual(outcome.kind === 'refused' && outcome.problems.map((one) => one.code), ['last-administrator'])
  })

  test('is told what is wrong with a new account, and nothing is made', async () => {
    const wrong: readonly [object, string][] = [
      [{ ...fresh, id: 'Met Spatie' }, '400 bad-account-id'],
      [{ ...fresh, id: 'console' }, '409 account-exists'],
      [{ ...fresh, id: 'analyst' }, '409 account-exists'],
      [{ ...fresh, id: 'x.y', name: '  ' }, '400 bad-account-name'],
      [{ ...fresh, id: 'x.y', mandates: ['bestaat-niet'] }, '400 unknown-mandate'],
      [{ ...fresh, id: 'x.y', role: 'system' }, '400 bad-request'],
      [{ ...fresh, id: 'x.y', reason: '' }, '400 reason-missing']
    ]
    for (const [body, says] of wrong) assert.equal(errorOf(await admin.ask('POST', '/api/accounts', body)), says)
    assert.equal(await account('x.y'), undefined)
  })

  test('sees mandates with their lines and who works under them, withdraws one with a reason, and sees which keys there are', async () => {
    const { mandates } = json<MandatesPage>(await admin.ask('GET', '/api/mandates'))
    assert.deepEqual(mandates.map(({ id, line, state }) => [id, line, state]).toSorted(), [
      ['een', 'een', 'in-force'],
      ['twee', 'twee', 'in-force']
    ])
    assert.ok(mandates.find((one) => one.id === 'een')?.users.includes('analyst'))
    const keys = json<KeysPage>(await admin.ask('GET', '/api/keys'))
    const one = keys.lines.find(({ line }) => line === 'een')
    assert.deepEqual([one?.days, one?.kept, one?.fingerprints], [1, 'there', 'there'])
    assert.equal(errorOf(await admin.ask('POST', '/api/mandates/een/withdraw', { reason: '' })), '400 reason-missing')
    const analyst = await at.as('analyst')
    assert.equal((await admin.ask('POST', '/api/mandates/een/withdraw', { reason: 'zaak gesloten' })).status, 204)
    assert.equal(errorOf(await analyst.ask('GET', '/api/signals')), '403 mandate-ended')
    const after = json<MandatesPage>(await admin.ask('GET', '/api/mandates')).mandates.find(({ id }) => id === 'een')
    assert.deepEqual([after?.state, after?.withdrawnBecause], ['withdrawn', 'zaak gesloten'])
    assert.equal(errorOf(await admin.ask('POST', '/api/mandates/een/withdraw', { reason: 'x' })), '409 wrong-state')
    assert.deepEqual(at.faults, [])
  })
})
