/** Cases through the interface: opened from a choice, worked in by members with separate rights, closed once, and led by somebody at all times. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case, CaseItemContent, CaseList, CaseRight, CaseTimeline } from '../../../src/contract/cases/cases.ts'
import { caseRights } from '../../../src/contract/cases/cases.ts'
import type { Signal } from '../../../src/contract/desk/signals.ts'
import type { Advert } from '../../../src/contract/desk/adverts.ts'
import type { Proposal, ProposalList } from '../../../src/contract/cases/proposals.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { deactivateUser, activateUser } from '../../../src/accountability/accounts/account-changes.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, startInterface, type Answer, type Browser, type Running } from '../running.ts'
import { certify, doIn, done, farDay, networkOf, openCase, pickedUp, said } from './cases.ts'

describe('cases', () => {
  let at: Running
  let detective: Browser
  let coordinator: Browser
  let analyst: Browser
  before(async () => {
    at = await startInterface()
    detective = await at.as('detective')
    coordinator = await at.as('coordinator')
    analyst = await at.as('analyst')
  })
  after(async () => {
    const { faults } = at
    await closeInAgreement(at, ['case_item'])
    assert.deepEqual(faults, [])
  })

  const read = async (who: Browser, { id }: Pick<Case, 'id'>): Promise<Case> =>
    done(await who.ask('GET', `/api/cases/${id}`))
  const pin = (who: Browser, one: Case, kind: string, ref: number | string) =>
    doIn(who, one, 'items', { kind, ref: String(ref) })

  test('S7.3 S7.4 a case is opened from what was picked up, with a purpose, a last day and a lead who is certified', async () => {
    const { signal } = await networkOf(at)
    const proposal = await pickedUp(at, signal)
    const body = { proposal: proposal.id, title: 'Kaswerk', purpose: 'Druk?', until: farDay, lead: 'analyst-2' }
    const open = async (more: object, who = coordinator) =>
      said(await who.ask('POST', '/api/cases', { ...body, ...more }))
    assert.equal(await open({}, detective), '403 no-content-role')
    assert.equal(await open({ lead: 'niemand' }), '400 not-a-colleague')
    assert.equal(await open({}), '409 not-certified')
    await certify(at, 'analyst-2', '2020-01-01')
    assert.equal(await open({}), '409 not-certified', 'a certificate that ran out')
    await certify(at, 'analyst-2', '2999-01-01', 'in-training')
    assert.equal(await open({}), '409 not-certified', 'somebody in training')
    await certify(at, 'analyst-2')
    assert.equal(await open({ until: '2020-01-01' }), '400 day-wrong')
    assert.equal(await open({ until: '2999-01-01' }), '400 day-wrong')
    assert.equal(await open({ purpose: ' ' }), '400 reason-missing')
    assert.equal(await open({ proposal: 999_999 }), '404 not-found')
    const drafted = { title: 'x', form: 'labour', parts: [{ kind: 'signal', id: signal }] }
    const other = done<Proposal>(await analyst.ask('POST', '/api/proposals', drafted))
    assert.equal(await open({ proposal: other.id }), '409 wrong-state', 'nobody picked it up')
    const made = done<Case>(await coordinator.ask('POST', '/api/cases', body))
    assert.deepEqual(
      [made.state, made.title, made.purpose, made.basis, made.until, made.lead, made.proposal],
      ['open', 'Kaswerk', 'Druk?', 'verzonnen', farDay, 'analyst-2', proposal.id]
    )
    assert.deepEqual(made.people.map(({ user, rights }) => [user, rights]).toSorted(), [
      ['analyst-2', [...caseRights]],
      ['coordinator', ['read', 'members']]
    ])
    assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/, 'drawn at random')
    assert.equal(await open({}), '409 opened-before')
  })

  test('S5 a weighing that names a lead opens the case in the same act, and tells nobody but its members who leads', async () => {
    const { signal } = await networkOf(at)
    const refusedFirst = await networkOf(at)
    await certify(at, 'detective')
    await assert.rejects(pickedUp(at, refusedFirst.signal, { lead: 'analyst' }), /not-certified/)
    const proposal = await pickedUp(at, signal, { lead: 'detective' })
    assert.equal(proposal.records.at(-1)?.lead, 'detective')
    const { cases } = done<CaseList>(await detective.ask('GET', '/api/cases'))
    const mine = await Promise.all(cases.map((one) => read(detective, one)))
    assert.equal(mine.filter((one) => one.proposal === proposal.id).length, 1)
    const { proposals } = done<ProposalList>(await analyst.ask('GET', '/api/proposals'))
    assert.equal(proposals.find((one) => one.id === proposal.id)?.records.at(-1)?.lead, null)
  })

  test('S7.1 S7.2 in twenty cases what a list, a case and its people show of my rights is what each act allows, there and nowhere else', async () => {
    const { signal, adverts, network } = await networkOf(at, 3)
    await certify(at, 'detective')
    const before = done<CaseList>(await detective.ask('GET', '/api/cases')).cases.length
    for (let nth = 0; nth < 20; nth++) await pickedUp(at, signal, { lead: 'detective' })
    const { cases: all } = done<CaseList>(await detective.ask('GET', '/api/cases'))
    assert.equal(all.length, before + 20)
    const cases: Case[] = []
    for (const each of all.slice(0, 20)) cases.push(await read(detective, each))
    const [one = assert.fail()] = cases
    done(await pin(detective, one, 'network', network))
    const on = async (who: Browser): Promise<string[] | undefined> =>
      done<Signal>(await who.ask('GET', `/api/signals/${signal}`)).already?.cases.map((each) => each.id)
    assert.deepEqual([await on(detective), await on(analyst)], [[one.id], []], 'S5.12 who is on it, for who may know')
    const member = await at.as('analyst-2')
    await certify(at, 'coordinator')
    // Sixteen sets of four rights; in the last four cases one was a member, and is none.
    const givable = caseRights.filter((right) => right !== 'read')
    const rightsIn = (nth: number): CaseRight[] => givable.filter((_right, bit) => ((nth * 7) >> bit) % 2 === 1)
    for (const [nth, each] of cases.entries()) {
      const rights = rightsIn(nth)
      done(await doIn(detective, each, 'members', { user: 'analyst-2', rights: ['read', ...rights] }))
      if (nth > 0) done(await pin(detective, each, 'network', network))
      if (nth >= 16) done(await doIn(detective, each, 'members', { user: 'analyst-2', rights: [] }))
    }
    const tries: readonly [CaseRight, (now: Case) => Promise<Answer>][] = [
      ['read', (now) => member.ask('GET', `/api/cases/${now.id}`)],
      ['add', (now) => pin(member, now, 'advert', adverts[0] ?? 0)],
      ['change', (now) => doIn(member, now, 'items/1/confirm', { confirmed: true })],
      ['change', (now) => doIn(member, now, 'change', { version: now.version, title: 'Titel' })],
      ['members', (now) => doIn(member, now, 'members', { user: 'expert', rights: ['read'] })],
      ['members', (now) => doIn(member, now, 'lead', { user: 'coordinator' })],
      ['close', (now) => doIn(member, now, 'close', { version: now.version, outcome: 'no-offence' })]
    ]
    const { cases: list } = done<CaseList>(await member.ask('GET', '/api/cases'))
    for (const [nth, each] of cases.entries()) {
      const had: string[] = []
      let now = each
      for (const [needs, attempt] of tries) {
        const answer = await attempt(now)
        if (said(answer) === 'done') had.push(needs)
        else assert.equal(said(answer), nth < 16 ? '403 no-right' : '404 not-found', `case ${nth}: ${needs}`)
        if (answer.status === 200) now = json<Case>(answer)
      }
      const wanted = nth < 16 ? ['read', ...rightsIn(nth)] : []
      const doubled = tries.map(([needs]) => needs).filter((needs) => wanted.includes(needs))
      assert.deepEqual(had, doubled, `case ${nth}: what was done`)
      const [shown, seen] = [list.find(({ id }) => id === each.id), await member.ask('GET', `/api/cases/${each.id}`)]
      assert.deepEqual([...(shown?.mine ?? [])].toSorted(), wanted.toSorted(), `case ${nth}: in the list`)
      const mine = seen.status === 200 ? json<Case>(seen).mine : []
      assert.deepEqual([...mine].toSorted(), wanted.toSorted(), `case ${nth}: in the case`)
      const person = (await read(detective, each)).people.find(({ user }) => user === 'analyst-2')
      assert.deepEqual([...(person?.rights ?? [])].toSorted(), wanted.toSorted(), `case ${nth}: to its lead`)
    }
  })

  test('S6 an item is what it was when it was pinned, with its digest, whatever happens to it later', async () => {
    const { signal, adverts, network } = await networkOf(at, 2)
    const [open = 0, sealed = 0] = adverts
    const one = await openCase(at, signal)
    assert.equal(said(await pin(detective, one, 'advert', sealed)), '409 sealed')
    assert.equal(said(await pin(detective, one, 'advert', 999_999)), '404 not-found')
    assert.equal(said(await pin(detective, one, 'advert', '1 or 1=1')), '404 not-found')
    assert.equal(
      said(await doIn(detective, one, 'items', { kind: 'advert', ref: String(open), reason: ' ' })),
      '400 reason-missing'
    )
    const before = done<Advert>(await analyst.ask('GET', `/api/adverts/${open}`))
    done(await pin(detective, one, 'advert', open))
    done(await pin(detective, one, 'network', network))
    const pinned = done<Case>(await pin(detective, one, 'signal', signal))
    assert.deepEqual(
      pinned.list.map(({ no, kind, ref, confirmed, adverts: kept, held }) => [no, kind, ref, confirmed, kept, held]),
      [
        [1, 'advert', String(open), false, 1, true],
        [2, 'network', String(network), false, 2, true],
        [3, 'signal', String(signal), false, 2, true]
      ]
    )
    assert.equal(pinned.list[0]?.title, before.versions[0]?.reading?.title)
    assert.equal(said(await pin(detective, one, 'advert', open)), '409 pinned-before')
    const signalNow = await analyst.ask('POST', `/api/signals/${signal}/take`, { version: 1 })
    assert.equal(signalNow.status, 200, signalNow.text)
    const item = async (no: number): Promise<CaseItemContent> =>
      done(await detective.ask('GET', `/api/cases/${one.id}/items/${no}`))
    assert.deepEqual((await item(1)).content, before)
    assert.equal((await item(3)).content['state'], 'new', 'the signal as it was')
    for (const no of [1, 2, 3]) assert.equal((await item(no)).intact, true)
    assert.equal(said(await pin(detective, one, 'signal', signal)), 'done', 'a later state is an item of its own')
    await at.world.store.root.query('update case_item set digest = sha256(digest) where case_id = $1 and no = 2', [
      one.id
    ])
    assert.equal((await item(2)).intact, false, 'a digest that is another is told')
    assert.equal(errorOf(await detective.ask('GET', `/api/cases/${one.id}/items/99`)), '404 not-found')
  })

  test('S7.7 unconfirmed stands apart from confirmed, and confirming is told with its reason', async () => {
    const { signal, network } = await networkOf(at)
    const one = await openCase(at, signal)
    done(await pin(detective, one, 'network', network))
    const two = done<Case>(await pin(detective, one, 'signal', signal))
    assert.equal(two.unconfirmed, 2)
    const confirmed = done<Case>(await doIn(detective, one, 'items/1/confirm', { confirmed: true }))
    assert.deepEqual(
      confirmed.list.map((item) => [item.no, item.confirmed, item.confirmedBy]),
      [
        [1, true, 'detective'],
        [2, false, null]
      ]
    )
    assert.equal(confirmed.unconfirmed, 1)
    assert.equal(said(await doIn(detective, one, 'items/1/confirm', { confirmed: true })), '409 wrong-state')
    const back = done<Case>(await doIn(detective, one, 'items/1/confirm', { confirmed: false, reason: 'Te vroeg.' }))
    assert.equal(back.unconfirmed, 2)
    const { acts, seen } = done<CaseTimeline>(await detective.ask('GET', `/api/cases/${one.id}/timeline`))
    assert.deepEqual(
      acts.map(({ act, about, by }) => [act, about, by]),
      [
        ['doubt', 'item:1', 'detective'],
        ['confirm', 'item:1', 'detective'],
        ['pin', 'item:2', 'detective'],
        ['pin', 'item:1', 'detective'],
        ['open', 'user:detective', 'coordinator']
      ]
    )
    assert.equal(acts[0]?.reason, 'Te vroeg.')
    await read(coordinator, one)
    const later = done<CaseTimeline>(await detective.ask('GET', `/api/cases/${one.id}/timeline`))
    assert.ok(later.seen.some(({ by, act }) => by === 'coordinator' && act === 'case.read'))
    assert.equal(
      seen.some(({ by }) => by === 'coordinator'),
      false
    )
    const { entries } = done<LedgerPage>(await detective.ask('GET', `/api/ledger?case=${one.id}`))
    assert.ok(
      entries.some(({ act }) => act === 'case.doubt'),
      'the ledger is asked by case'
    )
    assert.doesNotMatch(JSON.stringify(entries), /Te vroeg|Kaswerk/, 'and holds no words of it')
  })

  test('S7.3 after the last day nothing is added or changed until the day is moved', async () => {
    const { signal, network } = await networkOf(at)
    const one = await openCase(at, signal)
    await at.world.store.root.query(`update case_file set until = now() - interval '3 days' where id = $1`, [one.id])
    const ended = await read(detective, one)
    assert.equal(ended.ended, true)
    assert.equal(said(await pin(detective, one, 'network', network)), '409 case-ended')
    assert.equal(said(await doIn(detective, one, 'change', { version: ended.version, title: 'x' })), '409 case-ended')
    done(await doIn(detective, one, 'change', { version: ended.version, until: farDay }))
    done(await pin(detective, one, 'network', network))
  })

  test('of two who close a case at once one does, and the other hears that it is closed', async () => {
    const { signal } = await networkOf(at)
    const one = await openCase(at, signal)
    const close = (who: Browser, outcome: string) => doIn(who, one, 'close', { version: one.version, outcome })
    const added = done<Case>(
      await doIn(coordinator, one, 'members', { user: 'coordinator', rights: ['members', 'close'] })
    )
    assert.equal(added.version, one.version)
    const both = await Promise.all([close(detective, 'judged'), close(coordinator, 'no-offence')])
    assert.deepEqual(both.map(said).toSorted(), ['409 case-closed', 'done'])
    const won = both.find((answer) => answer.status === 200)
    const now = await read(detective, one)
    assert.deepEqual([now.state, now.outcome], ['closed', won === undefined ? '' : json<Case>(won).outcome])
    assert.equal(said(await doIn(detective, one, 'reopen', { version: one.version })), '409 changed')
    done(await doIn(detective, one, 'reopen', { version: now.version }))
    const stale = doIn(detective, one, 'close', { version: now.version, outcome: 'judged' })
    assert.equal(said(await stale), '409 changed')
  })

  test('a lead whose account is closed is replaced by two persons, and by nobody alone', async () => {
    const { signal } = await networkOf(at)
    await certify(at, 'analyst-2')
    const one = await openCase(at, signal, { lead: 'analyst-2' })
    assert.equal(said(await doIn(coordinator, one, 'members', { user: 'analyst-2', rights: [] })), '409 lead-stays')
    assert.equal(
      said(await doIn(coordinator, one, 'members', { user: 'analyst-2', rights: ['read'] })),
      '409 lead-stays'
    )
    assert.equal(
      said(await doIn(coordinator, one, 'members', { user: 'coordinator', rights: [] })),
      '403 second-person'
    )
    assert.equal((await deactivateUser(at.world.store, 'analyst-2')).kind, 'done')
    try {
      assert.equal((await read(coordinator, one)).leadGone, true)
      assert.equal(said(await doIn(coordinator, one, 'lead/confirm', {})), '409 wrong-state')
      assert.equal(said(await doIn(coordinator, one, 'lead', { user: 'expert' })), '409 not-certified')
      const asked = done<Case>(await doIn(coordinator, one, 'lead', { user: 'detective' }))
      assert.deepEqual([asked.newLead?.user, asked.lead], ['detective', 'analyst-2'])
      assert.equal(said(await doIn(coordinator, one, 'lead/confirm', {})), '403 second-person')
      assert.equal(
        said(await doIn(analyst, one, 'lead/confirm', {})),
        '404 not-found',
        'who is no member hears nothing'
      )
      done(await doIn(coordinator, one, 'members', { user: 'analyst', rights: ['read'] }))
      const taken = done<Case>(await doIn(analyst, one, 'lead/confirm', {}))
      assert.deepEqual([taken.lead, taken.leadGone, taken.newLead], ['detective', false, null])
      const rights = taken.people.map(({ user, rights: may }) => [user, may.length]).toSorted()
      assert.deepEqual(rights, [
        ['analyst', 1],
        ['coordinator', 2],
        ['detective', 5]
      ])
      const mine = await read(detective, one)
      assert.deepEqual(mine.mine, [...caseRights])
    } finally {
      assert.equal((await activateUser(at.world.store, 'analyst-2')).kind, 'done')
    }
  })
})
