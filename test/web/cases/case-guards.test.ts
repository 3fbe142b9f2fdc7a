/** What is refused in a case: by the database itself, whatever a statement of the server says (rights of members, what was pinned, a new lead), and of a referral. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { caseRights, type Case, type CaseRight } from '../../../src/contract/cases/cases.ts'
import type { Referral, ReferralContent, ReferralList } from '../../../src/contract/cases/referrals.ts'
import { withGround } from '../../../src/store/ground.ts'
import type { Route } from '../../../src/web/route.ts'
import { routes } from '../../../src/web/routes/routes.ts'
import { callOf } from '../route-calls.ts'
import { errorOf, startInterface, type Browser, type Running } from '../running.ts'
import { certify, doIn, done, networkOf, openCase, said } from './cases.ts'

/** The right that each route of a case needs. */
const needed: Readonly<Record<string, CaseRight>> = {
  'GET ': 'read',
  'GET /timeline': 'read',
  'GET /items/{no}': 'read',
  'GET /work': 'read',
  'GET /versions/{part}': 'read',
  'GET /dossiers': 'read',
  'GET /dossiers/{no}': 'change',
  'GET /dossiers/{no}/keys': 'change',
  'GET /disclosures': 'read',
  'GET /barriers': 'read',
  'GET /barriers/{no}/effect': 'read',
  'GET /handling': 'read',
  'POST /handling': 'change',
  'GET /conferences': 'read',
  'POST /conferences': 'change',
  'POST /conferences/{no}': 'change',
  'POST /barriers': 'add',
  'POST /barriers/{no}': 'change',
  'POST /items': 'add',
  'POST /items/{no}/confirm': 'change',
  'POST /members': 'members',
  'POST /lead': 'members',
  'POST /lead/{act}': 'read',
  'POST /change': 'change',
  'POST /close': 'close',
  'POST /reopen': 'close',
  'POST /requests/{key}/leave': 'members',
  'POST /watch': 'change',
  'POST /unwatch': 'change',
  'POST /watch-seen': 'read',
  'POST /drafts': 'read',
  'POST /subjects': 'add',
  'POST /subjects/{no}': 'change',
  'POST /tasks': 'add',
  'POST /tasks/{no}': 'change',
  'POST /tasks/{no}/end': 'read',
  'POST /plan': 'add',
  'POST /orders': 'change',
  'POST /orders/{no}/end': 'change',
  'POST /decisions': 'add',
  'POST /notes': 'add',
  'POST /notes/{no}': 'change',
  'POST /dossier/preview': 'change',
  'POST /dossier': 'change',
  'POST /referrals': 'close',
  'POST /disclosures': 'add',
  'POST /disclosures/{key}/{act}': 'change'
}

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

  /** A statement of the superuser, past the triggers that keep rows as they were written. */
  const past = async (sql: string, values: unknown[] = []): Promise<void> => {
    await at.world.store.root.query('set session_replication_role = replica')
    await at.world.store.root.query(sql, values)
    await at.world.store.root.query('reset session_replication_role')
  }

  test('of a referral what was named goes along, less what nobody may read any more; a team answers no note, and what is erased is told', async () => {
    const [lead, receiver, prosecutor] = [await at.as('detective'), await at.as('analyst-2'), await at.as('prosecutor')]
    await certify(at, 'analyst-2')
    const each = await openCase(at, (await networkOf(at)).signal)
    const report = { key: 'bewaakt-1', place: 'Utrecht', signs: ['1.1'], what: 'Werk in de kas' }
    const { id } = done<{ id: string }>(await (await at.as('officer')).ask('POST', '/api/reports', report))
    for (const [kind, ref] of [
      ['report', id],
      ['network', String((await networkOf(at)).network)]
    ])
      done(await doIn(lead, each, 'items', { kind, ref }))
    const person = { name: 'Persoon A', roles: ['suspect', 'possible-victim'], minor: 'no', flags: [] }
    done(await doIn(lead, each, 'subjects', person))
    const referred = async (body: object): Promise<string> => {
      done(await doIn(lead, each, 'referrals', body))
      const { referrals } = done<ReferralList>(await lead.ask('GET', '/api/referrals'))
      return referrals.find((one) => one.case === each.id && one.state === 'offered')?.key ?? assert.fail('none')
    }
    const move = async (who: Browser, key: string, act: string, more: object = {}): Promise<string> =>
      said(await who.ask('POST', `/api/referrals/${key}/${act}`, { reason: 'Daarom.', ...more }))
    const sent = await referred({ kind: 'prosecutor', to: 'prosecutor', items: [1] })
    const items = async (): Promise<number[]> =>
      done<ReferralContent>(await prosecutor.ask('GET', `/api/referrals/${sent}`)).items.map(({ no }) => no)
    assert.deepEqual(await items(), [1], 'named, though nobody confirmed it, and the other is not')
    await past('update baken.report set minor = true where id = $1', [id])
    assert.deepEqual(await items(), [], 'somebody in it may be under 18 by now')
    assert.equal(await move(lead, sent, 'revoke'), 'done')
    const toTeam = await referred({ kind: 'team', team: 'Rotterdam', to: 'analyst-2' })
    assert.equal(await move(receiver, toTeam, 'accept'), 'done')
    assert.equal(await move(receiver, toTeam, 'non-punishment', { subject: 1, applies: true }), '403 no-right')
    await past(`update baken.case_referral set sealed = '' where key = $1`, [toTeam])
    assert.equal(said(await receiver.ask('GET', `/api/referrals/${toTeam}`)), '410 erased')
    assert.equal(await move(receiver, toTeam, 'ask'), '410 erased')
    for (const [method, path] of [
      ['GET', 'referrals/geen'],
      ['POST', 'referrals/geen/accept'],
      ['GET', 'cases/geen'],
      ['POST', 'cases/geen/notes'],
      ['GET', 'minors/geen'],
      ['POST', 'minors/geen/names']
    ] as const) {
      const body =
        method === 'GET' ? undefined : { reason: 'x', ...(path.endsWith('notes') && { title: 'x', text: 'x' }) }
      assert.equal(said(await lead.ask(method, `/api/${path}`, body)), '404 not-found', path)
    }
    assert.deepEqual(at.faults, [])
  })

  test('a case has an end to its notes, tasks, orders, decisions and drafts, and a person to the requests of a day', async () => {
    const lead = await at.as('detective')
    const { id } = await openCase(at, (await networkOf(at)).signal)
    const day = '2999-01-01'
    const order = { article: '126g', number: 'x', scope: 'x', subjects: [], from: '2026-01-01', until: '2026-02-01' }
    const acts: readonly (readonly [act: string, body: object, columns: string, values: string])[] = [
      ['notes', { title: 'x', text: 'x' }, 'case_note (case_id, no, mandate_id, by)', `$1, 500, 'een', 'detective'`],
      [
        'tasks',
        { kind: 'other', title: 'x', priority: 'low', owner: 'detective', dueOn: day },
        'case_task (case_id, no, mandate_id, kind, priority, owner, due_on, by)',
        `$1, 500, 'een', 'other', 'low', 'detective', '${day}', 'detective'`
      ],
      [
        'orders',
        order,
        'case_order (case_id, no, mandate_id, article, subjects, from_on, until_on, by)',
        `$1, 500, 'een', '126g', '{}', '${day}', '${day}', 'detective'`
      ],
      [
        'decisions',
        { decision: 'x' },
        'case_decision (case_id, no, mandate_id, sealed, digest, by)',
        `$1, 500, 'een', '', '', 'detective'`
      ],
      [
        'barriers',
        { kind: 'sign', step: 'work', title: 'x' },
        'case_barrier (case_id, no, mandate_id, step, kind, by)',
        `$1, 500, 'een', 'work', 'sign', 'detective'`
      ],
      [
        'drafts',
        { name: 'note', text: 'x' },
        'case_draft (case_id, user_id, name, mandate_id, sealed)',
        `$1, 'detective', 'concept ' || generate_series(1, 50), 'een', ''`
      ]
    ]
    for (const [act, body, columns, values] of acts) {
      await past(`insert into baken.${columns} select ${values}`, [id])
      const given = act === 'drafts' ? body : { reason: 'Daarom.', ...body }
      assert.equal(said(await lead.ask('POST', `/api/cases/${id}/${act}`, given)), '409 case-full', act)
    }
    await past(
      `insert into baken.access_request (key, mandate_id, kind, ref, sealed, by) select gen_random_uuid(), 'een', 'case', 'x', '', 'expert' from generate_series(1, 50)`
    )
    const ask = async (user: string) =>
      said(await (await at.as(user)).ask('POST', '/api/access-requests', { kind: 'signal', ref: '1', reason: 'x' }))
    assert.equal(await ask('expert'), '429 asked-too-often')
    assert.equal(await ask('analyst'), 'done', 'each for themselves')
  })

  test('S7.1 S7.2 of every route of a case each right allows what needs it and nothing else, and the right that is shown is the right that holds', async () => {
    const { id } = await openCase(at, (await networkOf(at)).signal)
    const lead = await at.as('detective')
    const member = await at.as('analyst-2')
    const paths = routes.filter((one) => /^\/api\/cases\/\{id\}/.test(one.path))
    const nameOf = (one: Route): string => `${one.method} ${one.path.slice('/api/cases/{id}'.length)}`
    assert.deepEqual(paths.map(nameOf).toSorted(), Object.keys(needed).toSorted(), 'each route has its right')
    for (const right of caseRights) {
      done(await lead.ask('POST', `/api/cases/${id}/members`, { user: 'analyst-2', rights: [right], reason: 'x' }))
      const shown = done<Case>(await member.ask('GET', `/api/cases/${id}`)).mine
      for (const one of paths) {
        const needs = needed[nameOf(one)] ?? assert.fail(nameOf(one))
        // Who may let people in would take the rights that this test gives.
        if (right === 'members' && /members$/.test(one.path)) continue
        const [method, address, body] = callOf(one)
        const answer = await member.ask(method, address.replace(/cases\/[^/]+/, `cases/${id}`), body)
        const refused = answer.status === 403 && errorOf(answer) === '403 no-right'
        assert.equal(
          refused,
          !shown.includes(needs),
          `${nameOf(one)} with ${right}: ${answer.status} ${answer.text.slice(0, 99)}`
        )
        assert.ok(answer.status < 500, nameOf(one))
      }
    }
    assert.deepEqual(at.faults, [])
  })
})
