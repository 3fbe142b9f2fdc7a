/** What is refused in a case: by the database itself, whatever a statement of the server says (rights of members, what was pinned, a new lead), and of a referral. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Referral, ReferralList } from '../../../src/contract/cases/referrals.ts'
import { withGround } from '../../../src/store/ground.ts'
import { startInterface, type Browser, type Running } from '../running.ts'
import { certify, doIn, done, networkOf, openCase, said } from './cases.ts'

describe('guards of cases in the database', () => {
  let at: Running
  let one: Case
  before(async () => {
    at = await startInterface()
    const { signal, network } = await networkOf(at)
    one = await openCase(at, signal)
    const lead = await at.as('detective')
    done(await doIn(lead, one, 'items', { kind: 'network', ref: String(network) }))
    for (const [user, rights] of [
      ['analyst', ['add']],
      ['analyst-2', ['change']],
      ['expert', ['close']]
    ] as const)
      done(await doIn(lead, one, 'members', { user, rights }))
  })
  after(() => at.close())

  const run = (user: string, sql: string): Promise<string> =>
    withGround(at.world.store.pool, { user, mandate: 'een' }, (tx) => tx.query(sql, [one.id])).then(
      ({ rowCount, rows }) => (rows[0] === undefined ? `${rowCount} rows` : JSON.stringify(Object.values(rows[0])[0])),
      (error: Error & { code?: string }) => (error.code === '42703' ? error.message : error.code) ?? error.message
    )

  test('S7.1 the purpose of a case is changed by who may change, its state by who may close, and its lead and origin by no statement', async () => {
    const purpose = `update case_file set until = until + 1 where id = $1`
    const state = `update case_file set state = case state when 'open' then 'at-prosecutor' else 'open' end where id = $1`
    const answers = async (sql: string): Promise<string[]> => {
      const said: string[] = []
      for (const user of ['analyst', 'analyst-2', 'expert', 'officer', 'detective']) said.push(await run(user, sql))
      return said
    }
    assert.deepEqual(await answers(purpose), ['42501', '1 rows', '42501', '0 rows', '1 rows'])
    assert.deepEqual(await answers(state), ['42501', '42501', '1 rows', '0 rows', '1 rows'])
    for (const column of ['lead', 'opened_by'])
      assert.equal(await run('detective', `update case_file set ${column} = 'analyst' where id = $1`), '42501', column)
    assert.equal(await run('detective', `update case_file set basis = 'x' where id = $1`), '42501')
  })

  test('what was pinned stays as it was for every member, and is confirmed by who may change', async () => {
    for (const column of ['digest', 'sealed', 'words'])
      assert.equal(await run('detective', `update case_item set ${column} = '' where case_id = $1`), '42501', column)
    assert.equal(await run('detective', `update case_item set adverts = '{}' where case_id = $1`), '42501')
    assert.equal(await run('analyst', 'update case_item set confirmed = true where case_id = $1'), '0 rows')
    assert.equal(await run('analyst-2', 'update case_item set confirmed = true where case_id = $1'), '1 rows')
  })

  test('a lead who is asked for is confirmed by another member, and by nobody who is none', async () => {
    await certify(at, 'analyst-2')
    done(await doIn(await at.as('detective'), one, 'lead', { user: 'analyst-2' }))
    const take = 'select take_lead($1, 1) as taken'
    await at.world.store.owner.query(
      `insert into app_user (id, name, role, password_hash) select 'coordinator-y', 'x', 'coordinator', password_hash from app_user where id = 'analyst'`
    )
    await at.world.store.owner.query(`insert into user_mandate (user_id, mandate_id) values ('coordinator-y', 'een')`)
    assert.equal(await run('coordinator-y', take), 'false', 'no member')
    assert.equal(await run('detective', take), 'false', 'who asked')
    const still = done<Case>(await (await at.as('detective')).ask('GET', `/api/cases/${one.id}`))
    assert.equal(still.lead, 'detective')
    assert.equal(await run('analyst', take), 'true')
    const now = done<Case>(await (await at.as('detective')).ask('GET', `/api/cases/${one.id}`))
    assert.equal(now.lead, 'analyst-2')
  })

  test('a referral is refused once, decided by the prosecutor it was sent to and by nobody else, and a note is answered for who has one', async () => {
    const [lead, receiver, prosecutor] = [await at.as('detective'), await at.as('analyst-2'), await at.as('prosecutor')]
    const referred = async (body: object): Promise<Referral> => {
      const each = await openCase(at, (await networkOf(at)).signal)
      const person = { name: 'Persoon A', about: '', roles: ['witness'], minor: 'no', flags: [] }
      done(await doIn(lead, each, 'subjects', person))
      done(await doIn(lead, each, 'referrals', body))
      const { referrals } = done<ReferralList>(await lead.ask('GET', '/api/referrals'))
      return referrals.find((one) => one.case === each.id) ?? assert.fail('no referral')
    }
    const move = async (who: Browser, { key }: Referral, act: string, more: object = {}): Promise<string> =>
      said(await who.ask('POST', `/api/referrals/${key}/${act}`, { reason: 'Daarom.', ...more }))
    const prosecute = { outcome: 'prosecute' }
    const sent = await referred({ kind: 'prosecutor', to: 'prosecutor' })
    assert.equal(await move(prosecutor, sent, 'refuse'), 'done')
    assert.equal(await move(prosecutor, sent, 'refuse'), '409 wrong-state', 'refused once')
    assert.equal(await move(prosecutor, sent, 'accept'), 'done')
    assert.equal(await move(lead, sent, 'decide', prosecute), '403 no-right', 'who sent it')
    assert.equal(await move(receiver, sent, 'decide', prosecute), '404 not-found', 'who has no part in it')
    assert.equal(
      await move(prosecutor, sent, 'non-punishment', { subject: 1, applies: true }),
      '409 wrong-state',
      'a witness has no note'
    )
    assert.equal(await move(prosecutor, sent, 'non-punishment', { subject: 7, applies: true }), '400 subject-missing')
    const toTeam = await referred({ kind: 'team', team: 'Rotterdam', to: 'analyst-2' })
    assert.equal(await move(receiver, toTeam, 'accept'), 'done')
    assert.equal(await move(receiver, toTeam, 'decide', prosecute), '403 no-right', 'a team decides nothing')
    assert.equal(await move(receiver, toTeam, 'return'), '409 wrong-state', 'a team refers it anew')
  })
})
