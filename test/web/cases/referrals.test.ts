/** Referrals through the interface: to another team, whose member becomes the lead on accepting and not before, and to a prosecutor, who decides. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Referral, ReferralContent, ReferralList } from '../../../src/contract/cases/referrals.ts'
import type { Home } from '../../../src/contract/desk/home.ts'
import { withGround } from '../../../src/store/ground.ts'
import { errorOf, startInterface, type Answer, type Browser, type Running } from '../running.ts'
import { certify, doIn, done, networkOf, openCase, said } from './cases.ts'

describe('referrals', () => {
  let at: Running
  let lead: Browser
  let receiver: Browser
  let prosecutor: Browser
  before(async () => {
    at = await startInterface()
    lead = await at.as('detective')
    receiver = await at.as('analyst-2')
    prosecutor = await at.as('prosecutor')
    await certify(at, 'analyst-2')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const toTeam = { kind: 'team', team: 'Rotterdam', to: 'analyst-2' }
  const toProsecutor = { kind: 'prosecutor', to: 'prosecutor' }
  const open = async (): Promise<Case> => openCase(at, (await networkOf(at)).signal)
  const offer = (one: Case, body: object = toTeam): Promise<Answer> => doIn(lead, one, 'referrals', body)
  const listed = async (who: Browser): Promise<readonly Referral[]> =>
    done<ReferralList>(await who.ask('GET', '/api/referrals')).referrals
  const newest = async (one: Case): Promise<Referral> =>
    (await listed(lead)).find((each) => each.case === one.id) ?? assert.fail('no referral')
  const move = (who: Browser, { key }: Referral, name: string, more: object = {}): Promise<Answer> =>
    who.ask('POST', `/api/referrals/${key}/${name}`, { reason: 'Daarom.', ...more })
  const leadOf = async ({ id }: Case): Promise<string> => {
    const { rows } = await at.world.store.root.query<{ lead: string }>('select lead from case_file where id = $1', [id])
    return rows[0]?.lead ?? ''
  }
  const stateOf = async ({ id }: Case): Promise<string> => {
    const { rows } = await at.world.store.root.query<{ state: string }>('select state from case_file where id = $1', [
      id
    ])
    return rows[0]?.state ?? ''
  }

  /** What brings a fresh offer into each state. */
  const into: Readonly<Record<Referral['state'], readonly (readonly [to: 'there' | 'here', act: string])[]>> = {
    offered: [],
    accepted: [['there', 'accept']],
    refused: [
      ['there', 'refuse'],
      ['here', 'confirm']
    ],
    returned: [['there', 'return']],
    revoked: [['here', 'revoke']]
  }
  const acts = ['offer', 'accept', 'refuse', 'confirm', 'return', 'revoke'] as const
  const tables: readonly [string, object, () => Browser, Readonly<Record<Referral['state'], readonly string[]>>][] = [
    [
      'another team',
      toTeam,
      () => receiver,
      {
        offered: ['409 open-already', 'accepted', 'offered', '409 wrong-state', 'returned', 'revoked'],
        accepted: ['offered', ...Array.from({ length: 5 }, () => '409 wrong-state')],
        refused: ['offered', ...Array.from({ length: 5 }, () => '409 wrong-state')],
        returned: ['offered', ...Array.from({ length: 5 }, () => '409 wrong-state')],
        revoked: ['offered', '404 not-found', '404 not-found', '409 wrong-state', '404 not-found', '409 wrong-state']
      }
    ],
    [
      'a prosecutor',
      toProsecutor,
      () => prosecutor,
      {
        offered: ['409 open-already', 'accepted', 'offered', '409 wrong-state', 'returned', 'revoked'],
        accepted: [
          '409 open-already',
          '409 wrong-state',
          '409 wrong-state',
          '409 wrong-state',
          'returned',
          '409 wrong-state'
        ],
        refused: ['offered', ...Array.from({ length: 5 }, () => '409 wrong-state')],
        returned: ['offered', ...Array.from({ length: 5 }, () => '409 wrong-state')],
        revoked: ['offered', '404 not-found', '404 not-found', '409 wrong-state', '404 not-found', '409 wrong-state']
      }
    ]
  ]
  for (const [title, body, there, table] of tables)
    test(`S5.10 a referral to ${title}: five states by six acts, and the lead changes on accepting alone`, async () => {
      const sides = { there: there(), here: lead }
      const isTeam = body === toTeam
      const put = async (state: Referral['state']): Promise<Case> => {
        const one = await open()
        done(await offer(one, body))
        for (const [to, act] of into[state]) done(await move(sides[to], await newest(one), act))
        return one
      }
      for (const [name, wanted] of Object.entries(table)) {
        const state = name as Referral['state']
        // What is refused changes nothing, so that all of those are tried on one case; each of the others gets its own.
        const order = acts.map((act, nth) => ({ act, wanted: wanted[nth] ?? '' }))
        const refused = order.filter((each) => each.wanted.startsWith('4'))
        const [last, ...others] = order.filter((each) => !each.wanted.startsWith('4'))
        const same = await put(state)
        const owner = state === 'accepted' && isTeam ? 'analyst-2' : 'detective'
        const all = [
          ...refused.map((each) => ({ ...each, one: same })),
          ...(last === undefined ? [] : [{ ...last, one: same }])
        ]
        for (const each of others) all.push({ ...each, one: await put(state) })
        for (const { act, wanted: expected, one } of all) {
          const now = await newest(one)
          assert.deepEqual([now.state, await leadOf(one)], [state, owner], `${state}, before ${act}`)
          const who = ['confirm', 'revoke'].includes(act) ? lead : there()
          const again = { ...toTeam, to: 'detective' }
          const answer =
            act !== 'offer'
              ? await move(who, now, act)
              : owner === 'detective'
                ? await offer(one, body)
                : await doIn(receiver, one, 'referrals', again)
          const after = said(answer) === 'done' ? (await newest(one)).state : said(answer)
          assert.equal(after, expected, `${state}, ${act}`)
          const takes = isTeam && act === 'accept' && after === 'accepted'
          assert.equal(await leadOf(one), takes ? 'analyst-2' : owner, `the lead after ${act} in ${state}`)
          const atProsecutor = !isTeam && (await newest(one)).state === 'accepted'
          assert.equal(await stateOf(one), atProsecutor ? 'at-prosecutor' : 'open')
        }
      }
    })

  test('a referral is refused by two persons, and by nobody else than the two sides', async () => {
    const one = await open()
    done(await offer(one, toProsecutor))
    const sent = await newest(one)
    for (const [who, name, wanted] of [
      [lead, 'accept', '403 no-right'],
      [lead, 'refuse', '403 no-right'],
      [lead, 'return', '403 no-right'],
      [prosecutor, 'revoke', '403 no-right'],
      [prosecutor, 'confirm', '403 no-right'],
      [receiver, 'accept', '404 not-found']
    ] as const)
      assert.equal(said(await move(who, sent, name)), wanted, name)
    assert.equal(said(await move(prosecutor, sent, 'refuse', { reason: ' ' })), '400 reason-missing')
    done(await move(prosecutor, sent, 'refuse', { reason: 'Geen opsporingsindicatie.' }))
    assert.equal(said(await move(prosecutor, sent, 'refuse')), '409 wrong-state', 'one refusal waits at a time')
    const waiting = await newest(one)
    assert.deepEqual([waiting.state, waiting.refusal?.by], ['offered', 'prosecutor'])
    // Also where the receiver is a member: who refused does not confirm.
    done(await doIn(lead, one, 'members', { user: 'prosecutor', rights: ['read'] }))
    assert.equal(said(await move(prosecutor, sent, 'confirm')), '403 second-person')
    const directly = withGround(at.world.store.pool, { user: 'prosecutor', mandate: 'een' }, (tx) =>
      tx.query(`update case_referral set state = 'refused' where key = $1`, [sent.key])
    )
    await assert.rejects(directly, { code: '42501' })
    const accepting = withGround(at.world.store.pool, { user: 'detective', mandate: 'een' }, (tx) =>
      tx.query(`update case_referral set state = 'accepted' where key = $1`, [sent.key])
    )
    await assert.rejects(accepting, { code: '42501' })
    const refused = done<Referral>(await move(lead, sent, 'confirm'))
    assert.equal(refused.state, 'refused')
    assert.deepEqual(
      refused.steps.map((step) => [step.act, step.by]),
      [
        ['offer', 'detective'],
        ['refuse', 'prosecutor'],
        ['confirm', 'detective']
      ]
    )
    assert.equal(await leadOf(one), 'detective')
  })

  test('who takes a case over has a certificate, a prosecutor is one, and only who may close refers', async () => {
    const one = await open()
    assert.equal(said(await offer(one, { ...toTeam, to: 'analyst' })), '409 not-certified')
    assert.equal(said(await offer(one, { ...toTeam, to: 'detective' })), '409 wrong-state')
    assert.equal(said(await offer(one, { kind: 'prosecutor', to: 'analyst-2' })), '400 not-a-colleague')
    assert.equal(said(await offer(one, { kind: 'team', to: 'analyst-2' })), '400 reason-missing')
    assert.equal(said(await offer(one, { ...toProsecutor, items: [7] })), '404 not-found')
    const coordinator = await at.as('coordinator')
    assert.equal(said(await doIn(coordinator, one, 'referrals', toTeam)), '403 no-right')
    // A certificate that ends between the offer and the accepting.
    done(await offer(one))
    await certify(at, 'analyst-2', '2020-01-01')
    assert.equal(said(await move(receiver, await newest(one), 'accept')), '409 not-certified')
    assert.equal(await leadOf(one), 'detective')
    await certify(at, 'analyst-2')
    done(await move(receiver, await newest(one), 'accept'))
  })

  test('S6.14 S9.8 a prosecutor reads what was referred and nothing else, asks back, answers the note of non-punishment, and records ground and ECLI', async () => {
    const { signal, network } = await networkOf(at)
    const one = await openCase(at, signal)
    done(await doIn(lead, one, 'items', { kind: 'network', ref: String(network) }))
    done(await doIn(lead, one, 'items', { kind: 'signal', ref: String(signal) }))
    done(await doIn(lead, one, 'items/1/confirm', { confirmed: true }))
    const person = { name: 'Persoon A', roles: ['suspect', 'possible-victim'], minor: 'no', flags: [] }
    done(await doIn(lead, one, 'subjects', person))
    done(await offer(one, toProsecutor))
    const sent = await newest(one)
    const read = async (): Promise<ReferralContent> => done(await prosecutor.ask('GET', `/api/referrals/${sent.key}`))
    const content = await read()
    assert.deepEqual(
      [content.items.map(({ no }) => no), content.items[0]?.content['id'], content.subjects[0]?.name, content.notes],
      [[1], network, 'Persoon A', [1]]
    )
    assert.deepEqual([content.referral.case, content.referral.title, content.purpose], [null, one.title, one.purpose])
    assert.equal(errorOf(await prosecutor.ask('GET', `/api/cases/${one.id}`)), '404 not-found')
    assert.equal(errorOf(await prosecutor.ask('GET', `/api/cases/${one.id}/items/2`)), '404 not-found')
    const decide = (outcome: string, code?: string) =>
      move(prosecutor, sent, 'decide', { outcome, ...(code && { code }) })
    const note = (applies = true) => move(prosecutor, sent, 'non-punishment', { subject: 1, applies })
    assert.equal(said(await decide('prosecute')), '409 wrong-state', 'before it was accepted')
    assert.equal(said(await note()), '409 wrong-state')
    done(await move(prosecutor, sent, 'accept'))
    done(await move(prosecutor, sent, 'ask', { reason: 'Wie huurde de kas?' }))
    done(await move(lead, sent, 'answer', { reason: 'Een bedrijf uit Venlo.' }))
    done(await doIn(lead, one, 'decisions', { decision: 'Later besluit.' }))
    assert.deepEqual((await read()).decisions, [], 'what came later was not referred')
    assert.equal((await read()).referral.receipt, sent.receipt)
    const now = async (): Promise<Case> => done(await lead.ask('GET', `/api/cases/${one.id}`))
    assert.equal((await now()).subjects[0]?.notePending, true)
    assert.equal(said(await move(lead, sent, 'non-punishment', { subject: 1, applies: true })), '403 no-right')
    done(await note())
    assert.equal(said(await note()), '409 wrong-state', 'answered once')
    assert.deepEqual([(await read()).notes, (await now()).subjects[0]?.notePending], [[], false])
    assert.equal(said(await decide('judged', 'ECLI:NL:RBDHA:2026:1234')), '409 wrong-state', 'nobody prosecuted')
    assert.equal(said(await decide('dismiss')), '400 unknown-ground')
    assert.equal(said(await decide('dismiss', '99')), '400 unknown-ground')
    assert.equal(done<Referral>(await decide('dismiss', '02')).code, '02')
    done(await decide('prosecute'))
    for (const wrong of ['', 'ECLI:NL:RBDHA:26:1', 'ECLI:DE:BGH:2026:1', 'ecli:nl:hr:2026:1', 'ECLI:NL:HR:2026:'])
      assert.equal(said(await decide('judged', wrong)), '400 bad-ecli', wrong)
    const judged = done<Referral>(await decide('judged', 'ECLI:NL:RBDHA:2026:1234'))
    assert.deepEqual([judged.outcome, judged.code, judged.state], ['judged', 'ECLI:NL:RBDHA:2026:1234', 'accepted'])
    assert.deepEqual(
      judged.steps.map(({ act, words }) => (['ask', 'answer'].includes(act) ? words : act)),
      [
        'offer',
        'accept',
        'Wie huurde de kas?',
        'Een bedrijf uit Venlo.',
        'non-punishment',
        'dismiss',
        'prosecute',
        'judged'
      ]
    )
    for (const table of ['case_referral', 'case_referral_step', 'ledger']) {
      const { rows } = await at.world.store.root.query<{ all: string }>(
        `select string_agg(t::text, '') as all from baken.${table} t`
      )
      assert.doesNotMatch(rows[0]?.all ?? '', /huurde|Persoon A/, table)
    }
  })

  test('K41 the first screen shows one’s cases and tasks, and to a prosecutor what was referred until it is decided; to others neither', async () => {
    const home = async (who: Browser): Promise<Home> => done<Home>(await who.ask('GET', '/api/home'))
    const others = (await home(prosecutor)).cases?.waiting ?? 0
    const one = await open()
    const task = { kind: 'other', title: 'Vraag het na.', priority: 'high', owner: 'detective' }
    done(await doIn(lead, one, 'tasks', { ...task, dueOn: one.until }))
    const shown = (found: Home) => found.cases?.cases.filter(({ id }) => id === one.id).map((row) => row.myTasks)
    const mine = await home(lead)
    assert.deepEqual(shown(mine), [1])
    assert.ok(mine.todo.some(({ code, count }) => code === 'do-tasks' && count === mine.cases?.tasks))
    assert.deepEqual(shown(await home(receiver)), [], 'no member')
    done(await offer(one, toProsecutor))
    const sent = await newest(one)
    const waiting = async () => {
      const { cases, todo } = await home(prosecutor)
      const first = cases?.referrals.find(({ key }) => key === sent.key)
      return [first?.title, first?.state, cases?.waiting, todo[0]?.code, todo[0]?.count]
    }
    assert.deepEqual(await waiting(), [one.title, 'offered', others + 1, 'answer-referrals', others + 1])
    assert.equal(
      (await home(lead)).cases?.referrals.some(({ key }) => key === sent.key),
      false,
      'sent by, not to'
    )
    done(await move(prosecutor, sent, 'accept'))
    assert.deepEqual((await waiting()).slice(0, 3), [one.title, 'accepted', others + 1])
    done(await move(prosecutor, sent, 'decide', { outcome: 'prosecute' }))
    assert.equal((await home(prosecutor)).cases?.waiting, others)
    const { rows } = await at.world.store.root.query<{ detail: { referrals: string[] } }>(
      `select detail from baken.ledger where act = 'home.read' and actor = 'prosecutor' and detail->'referrals' ? $1`,
      [sent.key]
    )
    assert.equal(rows.length, 2, 'each look at it is in the ledger')
  })
})
