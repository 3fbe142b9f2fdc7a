/** The second factor over HTTP: set up, asked at sign-in, good once, limited in tries, required of a role, and taken away by an administrator. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { acceptedStep, stepOf, totpCode } from '../../../src/accountability/sign-in/totp.ts'
import type { RoleRules } from '../../../src/contract/oversight/accounts.ts'
import type { RecoveryCodes, SecondFactor, Session, TotpSecret } from '../../../src/contract/session.ts'
import { fromBase32 } from '../../support/base32.ts'
import { password } from '../../support/sample.ts'
import { errorOf, json, signIn, startInterface, type Answer, type Browser, type Running } from '../running.ts'

describe('a second factor', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const post = (browser: Browser, address: string, body: object): Promise<Answer> => browser.ask('POST', address, body)
  const due = async (browser: Browser): Promise<string | null> =>
    json<Session>(await browser.ask('GET', '/api/session')).due
  /** The code of now, as if none had been used: a step takes half a minute, and a loaded machine may pass its end. */
  const code = async (secret: Buffer): Promise<string> => {
    await at.world.store.owner.query('update totp set last_step = 0')
    return totpCode(secret, stepOf(Date.now()))
  }
  const enrol = async (browser: Browser): Promise<{ secret: Buffer; codes: readonly string[] }> => {
    const begun = json<TotpSecret>(await post(browser, '/api/second-factor/totp', { password }))
    const secret = fromBase32(begun.secret)
    assert.equal(new URL(begun.uri).searchParams.get('secret'), begun.secret)
    const answer = await post(browser, '/api/second-factor/totp/confirm', { code: await code(secret) })
    assert.equal(answer.status, 200, answer.text)
    return { secret, codes: json<RecoveryCodes>(answer).codes }
  }

  let secret: Buffer
  let codes: readonly string[]

  test('is set up with the password and a first code; other sessions end and ten recovery codes are shown', async () => {
    const [here, elsewhere] = [await signIn(at, 'detective'), await signIn(at, 'detective')]
    assert.equal(errorOf(await post(here, '/api/second-factor/totp', { password: 'fout' })), '403 wrong-password')
    assert.equal(json<TotpSecret>(await post(here, '/api/second-factor/totp', { password })).secret.length, 32)
    assert.equal(errorOf(await post(here, '/api/second-factor/totp/confirm', { code: '000000' })), '403 wrong-code')
    assert.equal(await due(await signIn(at, 'detective')), null, 'what was not confirmed counts for nothing')
    ;({ secret, codes } = await enrol(here))
    assert.equal(new Set(codes).size, 10)
    assert.match(codes[0] ?? '', /^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    assert.equal(errorOf(await elsewhere.ask('GET', '/api/session')), '401 signed-out')
    const state = json<SecondFactor>(await here.ask('GET', '/api/second-factor'))
    assert.deepEqual([state.totpSince !== null, state.recoveryCodes, state.required], [true, 10, false])
    assert.equal(errorOf(await post(here, '/api/second-factor/totp', { password })), '409 wrong-state')
  })

  test('is asked before anything else is answered or changed, the password included, and its code is good once', async () => {
    const browser = await signIn(at, 'detective')
    assert.equal(await due(browser), 'factor')
    for (const address of ['/api/home', '/api/signals', '/api/ledger', '/api/second-factor'])
      assert.equal(errorOf(await browser.ask('GET', address)), '403 factor-due', address)
    const change = { old: password, password: 'een boomhut in mei' }
    assert.equal(errorOf(await post(browser, '/api/session/password', change)), '403 factor-due')
    assert.equal(errorOf(await post(browser, '/api/second-factor/remove', { password })), '403 factor-due')
    const before = browser.cookie
    const now = await code(secret)
    assert.equal((await post(browser, '/api/session/factor', { code: now })).status, 200)
    assert.notEqual(browser.cookie, before)
    assert.equal((await browser.ask('GET', '/api/home')).status, 200)
    assert.equal(errorOf(await post(browser, '/api/session/factor', { code: now })), '409 wrong-state')
    const old = at.browser()
    old.cookie = before
    assert.equal(errorOf(await old.ask('GET', '/api/session')), '401 signed-out')
    const second = await signIn(at, 'detective')
    assert.equal(
      errorOf(await post(second, '/api/session/factor', { code: now })),
      '403 wrong-code',
      'a code is good once'
    )
    const next = await code(secret)
    const both = await Promise.all(
      [1, 2].map(async () => post(await signIn(at, 'detective'), '/api/session/factor', { code: next }))
    )
    assert.deepEqual(both.map((one) => one.status).toSorted(), [200, 403], 'two at once with one code')
  })

  test('is replaced by a recovery code, each good once, however it is typed', async () => {
    const [first = '', second = ''] = codes
    assert.equal(
      (
        await post(await signIn(at, 'detective'), '/api/session/factor', {
          code: first.toLowerCase().replaceAll('-', ' ')
        })
      ).status,
      200
    )
    const again = await signIn(at, 'detective')
    assert.equal(errorOf(await post(again, '/api/session/factor', { code: first })), '403 wrong-code')
    assert.equal((await post(again, '/api/session/factor', { code: second })).status, 200)
    const renewed = json<RecoveryCodes>(await post(again, '/api/second-factor/recovery-codes', { password }))
    assert.equal(
      errorOf(await post(await signIn(at, 'detective'), '/api/session/factor', { code: codes[2] ?? '' })),
      '403 wrong-code'
    )
    codes = renewed.codes
  })

  test('may be tried five times, over all sessions; then even the right code waits', async () => {
    await at.world.store.owner.query(`delete from sign_in_count where key like 'factor:%'`)
    for (let n = 0; n < 5; n++)
      assert.equal(
        errorOf(await post(await signIn(at, 'detective'), '/api/session/factor', { code: '000000' })),
        '403 wrong-code'
      )
    const right = await post(await signIn(at, 'detective'), '/api/session/factor', { code: codes[0] ?? '' })
    assert.equal(errorOf(right), '429 throttled')
    assert.ok(Number(right.headers.get('retry-after')) >= 1)
    await at.world.store.owner.query(`delete from sign_in_count where key like 'factor:%'`)
  })

  test('is kept neither as a secret nor as a code in the database, and the server itself may not read it', async () => {
    const { rows } = await at.world.store.root.query<{ row: string }>(
      'select t::text as row from totp t union all select c::text from recovery_code c'
    )
    const kept = rows.map((one) => one.row).join('\n')
    assert.ok(rows.length >= 11)
    assert.ok(!kept.includes(secret.toString('hex')))
    await assert.rejects(at.world.store.pool.query('select * from totp'), /permission denied/)
    await assert.rejects(at.world.store.pool.query('select * from recovery_code'), /permission denied/)
  })

  test('is required of a role by an administrator: who has none sets it up first, and cannot take it away', async () => {
    const admin = await at.as('administrator')
    const coordinator = await at.as('coordinator')
    assert.equal(
      errorOf(await admin.ask('PUT', '/api/role-rules/coordinator', { secondFactor: true, reason: '' })),
      '400 reason-missing'
    )
    assert.equal(
      (await admin.ask('PUT', '/api/role-rules/coordinator', { secondFactor: true, reason: 'beleid' })).status,
      204
    )
    assert.equal(errorOf(await coordinator.ask('GET', '/api/signals')), '403 enrolment-due')
    assert.equal(await due(coordinator), 'enrolment')
    await enrol(coordinator)
    assert.equal((await coordinator.ask('GET', '/api/signals')).status, 200, 'the mandate stays chosen')
    assert.equal(errorOf(await post(coordinator, '/api/second-factor/remove', { password })), '409 factor-required')
    const rule = json<RoleRules>(await admin.ask('GET', '/api/role-rules')).roles.find(
      ({ role }) => role === 'coordinator'
    )
    assert.deepEqual(rule, { role: 'coordinator', secondFactor: true, accounts: 1, withFactor: 1 })
  })

  test('is taken from who lost the phone by an administrator, with a reason; one’s own is taken away with the password', async () => {
    const admin = await at.as('administrator')
    assert.equal((await post(admin, '/api/accounts/detective/factor-reset', { reason: 'telefoon kwijt' })).status, 204)
    const browser = await signIn(at, 'detective')
    assert.equal(await due(browser), null)
    await at.world.store.owner.query(`delete from sign_in_count where key like 'factor:%'`)
    await enrol(browser)
    assert.equal((await post(browser, '/api/second-factor/remove', { password })).status, 204)
    assert.equal(await due(await signIn(at, 'detective')), null)
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select distinct actor || ' ' || act || ' ' || coalesce(detail ->> 'reason', '') as what from ledger
       where act like '%factor%' or act like 'user.recovery%' or act = 'role.rule' order by 1`
    )
    assert.deepEqual(
      rows.map((one) => one.what.trim()),
      [
        'administrator role.rule beleid',
        'administrator user.factor-reset telefoon kwijt',
        'coordinator user.factor',
        'detective session.factor',
        'detective session.factor-refused',
        'detective user.factor',
        'detective user.factor-remove',
        'detective user.recovery-codes'
      ]
    )
    assert.deepEqual(at.faults, [])
  })
})

test('the test reads base32 as apps do', () => {
  assert.equal(acceptedStep(fromBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'), '005924', 1_234_567_890_000, 0), 41_152_263)
})
