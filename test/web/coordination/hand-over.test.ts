/** Handing a case over to another team: what it holds before and after differs in who leads it, and in nothing else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case, CaseList, CaseTimeline } from '../../../src/contract/cases/cases.ts'
import type { ReferralList } from '../../../src/contract/cases/referrals.ts'
import { withGround } from '../../../src/store/ground.ts'
import { certify, doIn, done, networkOf, openCase, workIn } from '../cases/cases.ts'
import { startInterface, type Browser, type Running } from '../running.ts'

describe('a hand-over', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    await certify(at, 'analyst-2')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  test('S7.9 a hand-over keeps everything: before and after differ in the owner only', async () => {
    const lead = await at.as('detective')
    const receiver = await at.as('analyst-2')
    const { signal, network, adverts } = await networkOf(at)
    const one = await openCase(at, signal)
    for (const [kind, ref] of [
      ['network', network],
      ['signal', signal],
      ['advert', adverts[0]]
    ] as const)
      done(await doIn(lead, one, 'items', { kind, ref: String(ref) }))
    done(await doIn(lead, one, 'members', { user: 'analyst-2', rights: ['read'] }))
    await workIn(lead, one, 'Roerdomp')
    const address = `/api/cases/${one.id}`
    /** All that a member reads of the case. */
    const held = async (who: Browser) => {
      const read = async <T>(path: string): Promise<T> => done<T>(await who.ask('GET', `${address}${path}`))
      const {
        lead: owner,
        people,
        version: _version,
        mine: _mine,
        myTasks: _tasks,
        requests: _requests,
        asked: _asked,
        ...rest
      } = await read<Case>('')
      return {
        owner,
        members: people.map(({ user }) => user).toSorted(),
        rights: people.find(({ user }) => user === 'analyst-2')?.rights,
        rest,
        items: await Promise.all(rest.list.map(({ no }) => read<object>(`/items/${no}`))),
        work: await read<object>('/work'),
        acts: (await read<CaseTimeline>('/timeline')).acts
      }
    }
    const earlier = await held(lead)
    const { referrals } = done<ReferralList>(await receiver.ask('GET', '/api/referrals'))
    const sent = referrals.find((each) => each.mine && each.state === 'offered') ?? assert.fail('no referral')
    done(await receiver.ask('POST', `/api/referrals/${sent.key}/accept`, { reason: 'Wij nemen het over.' }))
    const later = await held(lead)
    assert.deepEqual([earlier.owner, later.owner], ['detective', 'analyst-2'])
    assert.deepEqual(later.rights?.toSorted(), ['add', 'change', 'close', 'members', 'read'])
    assert.deepEqual(later.members, earlier.members)
    assert.deepEqual([later.rest, later.items, later.work], [earlier.rest, earlier.items, earlier.work])
    assert.deepEqual(later.acts.slice(1), earlier.acts, 'one act more')
    assert.equal(later.acts[0]?.act, 'referral-accept')
    assert.ok(earlier.items.length === 3 && earlier.acts.length > 10)
    const theirs = await held(receiver)
    assert.deepEqual([theirs.rest, theirs.items], [later.rest, later.items], 'the receiver reads the same')
  })

  test('S7.5 what lies with whom adds up to the cases of the reader, is never negative, and counts no case of others', async () => {
    const lead = await at.as('detective')
    const { signal } = await networkOf(at)
    const one = await openCase(at, signal)
    done(await doIn(lead, one, 'members', { user: 'analyst', rights: ['read'] }))
    const task = { kind: 'other', title: 'Bel', priority: 'low', reason: undefined }
    for (const [owner, dueOn] of [
      ['detective', '2999-01-01'],
      ['analyst', '2999-01-01'],
      ['analyst', '2999-01-01']
    ] as const)
      done(await doIn(lead, one, 'tasks', { ...task, owner, dueOn }))
    await withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
      tx.query(`update case_task set due_on = '2026-01-01' where case_id = $1 and no = 3`, [one.id])
    )
    const { cases, workload } = done<CaseList>(await lead.ask('GET', '/api/cases'))
    const open = cases.filter((each) => each.state !== 'closed')
    const sum = (of: 'leads' | 'cases' | 'tasks' | 'late') => workload.reduce((total, each) => total + each[of], 0)
    assert.ok(workload.every((each) => Math.min(each.leads, each.cases, each.tasks, each.late) >= 0))
    assert.equal(
      sum('tasks'),
      open.reduce((total, each) => total + each.tasks, 0),
      'tasks'
    )
    assert.equal(sum('leads'), open.length, 'who leads')
    assert.equal(
      sum('cases'),
      open.reduce((total, each) => total + each.members, 0),
      'members'
    )
    const ofAnalyst = (list: CaseList['workload']) => list.find((each) => each.user === 'analyst')
    assert.deepEqual(ofAnalyst(workload), { user: 'analyst', leads: 0, cases: 1, tasks: 2, late: 1 })
    const theirs = done<CaseList>(await (await at.as('analyst')).ask('GET', '/api/cases'))
    assert.deepEqual(ofAnalyst(theirs.workload), ofAnalyst(workload))
    assert.ok(
      theirs.workload.every((each) => each.cases === 1),
      'a case that the analyst is not in counts'
    )
    assert.deepEqual(done<CaseList>(await (await at.as('prosecutor')).ask('GET', '/api/cases')).workload, [])
    const now = done<Case>(await lead.ask('GET', `/api/cases/${one.id}`))
    done(await doIn(lead, one, 'close', { version: now.version, outcome: 'no-offence' }))
    const after = done<CaseList>(await lead.ask('GET', '/api/cases')).workload
    assert.equal(ofAnalyst(after), undefined, 'a closed case lies with nobody')
  })
})
