/** What a case and a proposal refuse, and in which words: what says nothing, what is not there, what was changed meanwhile, and who may not. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { CaseWork } from '../../../src/contract/cases/work.ts'
import { certify, doIn, done, farDay, networkOf, openCase, pickedUp, said } from '../cases/cases.ts'
import { startInterface, type Browser, type Running } from '../running.ts'

describe('what is refused', () => {
  let at: Running
  let lead: Browser
  let coordinator: Browser
  let one: Case
  let signal: number
  before(async () => {
    at = await startInterface()
    lead = await at.as('detective')
    coordinator = await at.as('coordinator')
    ;({ signal } = await networkOf(at))
    one = await openCase(at, signal)
    for (const [act, body] of [
      ['subjects', person],
      ['subjects', { ...person, name: 'Persoon B' }],
      ['tasks', task],
      ['orders', order],
      ['notes', { title: 'Gesprek', text: 'Regel.' }]
    ] as const)
      done(await doIn(lead, one, act, body))
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const person = { name: 'Persoon A', about: '', roles: ['suspect'], minor: 'no', flags: [] }
  const task = { kind: 'gather', title: 'Vraag na', priority: 'low', owner: 'detective', dueOn: farDay, subject: 1 }
  const change = { priority: 'high', owner: 'detective', dueOn: farDay }
  const order = { article: '126j', number: 'BOB 1', scope: 'Alles.', subjects: [1], from: day(-1), until: day(20) }
  const tried = async (act: string, body: object, who = lead): Promise<string> => said(await doIn(who, one, act, body))
  const work = async (): Promise<CaseWork> => done(await lead.ask('GET', `/api/cases/${one.id}/work`))
  const now = async (): Promise<Case> => done(await lead.ask('GET', `/api/cases/${one.id}`))

  test('blanks, and signs that nobody sees, are no words, in any field that wants some', async () => {
    const { version } = await now()
    const { id: proposal } = await pickedUp(at, signal)
    const made = { proposal, title: 'x', purpose: 'x', until: farDay, lead: 'detective' }
    for (const blank of [' \n', '\u200b\u202e\u2060', '\u3164\ufe0f ']) {
      const acts: readonly (readonly [act: string, body: object])[] = [
        ['change', { version, title: blank }],
        ['change', { version, purpose: blank }],
        ['notes', { title: blank, text: 'x' }],
        ['notes', { title: 'x', text: blank }],
        ['notes/1', { version: 1, title: blank, text: 'x' }],
        ['notes/1', { version: 1, title: 'x', text: blank }],
        ['decisions', { decision: blank }],
        ['decisions', { decision: 'x', reason: blank }],
        ['orders', { ...order, number: blank }],
        ['orders', { ...order, scope: blank }],
        ['subjects', { ...person, name: blank }],
        ['subjects/1', { ...person, version: 1, name: blank }],
        ['tasks', { ...task, title: blank }],
        ['referrals', { kind: 'team', team: blank, to: 'analyst-2' }],
        ['dossier', { reason: blank }]
      ]
      for (const [act, body] of acts)
        assert.equal(await tried(act, body), '400 reason-missing', `${act} ${JSON.stringify(body)}`)
      const others: readonly (readonly [who: Browser, method: string, way: string, body: object])[] = [
        [lead, 'POST', 'proposals', { title: blank, form: 'labour', parts: [{ kind: 'signal', id: signal }] }],
        [coordinator, 'POST', 'cases', { ...made, title: blank }],
        [coordinator, 'POST', 'cases', { ...made, purpose: blank }],
        [lead, 'POST', 'access-requests', { kind: 'signal', ref: '1', reason: blank }],
        [coordinator, 'PUT', 'dossier-template', { docx: null, reason: blank }]
      ]
      for (const [who, method, way, body] of others)
        assert.equal(
          said(await who.ask(method, `/api/${way}`, body)),
          '400 reason-missing',
          `${way} ${JSON.stringify(body)}`
        )
    }
    assert.equal((await now()).version, version, 'nothing was done')
  })

  test('a reason is cut between characters, and emoji of the full length are no fault', async () => {
    const reason = `x${'🌷'.repeat(1_999)}`
    done(await lead.ask('POST', `/api/cases/${one.id}/dossier/preview`, { reason }))
    done(await doIn(lead, one, 'decisions', { decision: '👩‍👩‍👧 🏳️‍🌈', reason }))
    const [decision] = (await work()).decisions
    assert.deepEqual([decision?.decision, decision?.reasons.isWellFormed()], ['👩‍👩‍👧 🏳️‍🌈', true])
  })

  test('what is not there is not found, whatever was asked of it', async () => {
    const body = { title: 'x', text: 'x', version: 1 }
    for (const [act, more] of [
      ['items', { kind: 'advert', ref: '2147483648' }],
      ['items', { kind: 'network', ref: '999999' }],
      ['items', { kind: 'signal', ref: '999999' }],
      ['items', { kind: 'report', ref: 'M-2026-99999' }],
      ['items/9/confirm', { confirmed: true }],
      ['notes/9', body],
      ['subjects/9', { ...person, version: 1 }],
      ['tasks/9', { ...change, version: 1 }],
      ['tasks/9/end', { version: 1, state: 'done' }],
      ['orders/9/end', {}],
      ['members', { user: 'analyst', rights: [] }],
      [`requests/${randomUUID()}/leave`, {}]
    ] as const)
      assert.equal(await tried(act, more), '404 not-found', act)
    for (const way of ['offer', 'weigh']) {
      const weighing = { decision: 'decline', criteria: [{ criterion: 'severity', step: 'low', sentence: 'x' }] }
      const given = way === 'offer' ? { version: 1 } : { version: 1, reason: 'x', reviewOn: '2999-01-01', ...weighing }
      assert.equal(said(await coordinator.ask('POST', `/api/proposals/999999/${way}`, given)), '404 not-found', way)
    }
    const nowhere = { ...one, id: randomUUID() }
    assert.equal(
      said(await doIn(lead, nowhere, 'drafts', { name: 'note', text: 'x', reason: undefined })),
      '404 not-found'
    )
    for (const way of ['work', 'versions/note:1', 'timeline', 'dossiers'])
      assert.equal(said(await lead.ask('GET', `/api/cases/${nowhere.id}/${way}`)), '404 not-found', way)
    const people = { level: 'certified', validUntil: '2999-01-01' }
    assert.equal(
      said(await coordinator.ask('POST', '/api/certificates', { user: 'niemand', ...people })),
      '400 not-a-colleague'
    )
    assert.equal(await tried('members', { user: 'niemand', rights: ['read'] }), '400 not-a-colleague')
    assert.equal(await tried('lead', { user: 'detective' }), '409 wrong-state', 'who leads already')
    assert.equal((await now()).version, one.version)
  })

  test('a case, task or subject that somebody changed meanwhile is not written over, and a task that ended stays as it ended', async () => {
    assert.equal(await tried('change', { version: 99, title: 'x' }), '409 changed')
    assert.equal(await tried('change', { version: one.version, until: '2020-01-01' }), '400 day-wrong')
    done(await doIn(lead, one, 'tasks', { ...task, kind: 'other', title: 'Bel' }))
    const no = 2
    assert.equal(await tried(`tasks/${no}`, { ...change, version: 9 }), '409 changed')
    assert.equal(await tried(`tasks/${no}`, { ...change, version: 1, owner: 'expert' }), '400 not-a-member')
    assert.equal(await tried(`tasks/${no}`, { ...change, version: 1, dueOn: '2020-01-01' }), '400 day-wrong')
    assert.equal(await tried(`tasks/${no}`, { ...change, version: 1, title: 'Bel de gemeente' }), 'done')
    assert.equal(await tried(`tasks/${no}/end`, { version: 2, state: 'done' }), 'done')
    assert.equal(await tried(`tasks/${no}`, { ...change, version: 3 }), '409 wrong-state')
    const ended = (await work()).tasks.find((each) => each.no === no)
    assert.deepEqual([ended?.title.nl, ended?.priority, ended?.order], ['Bel de gemeente', 'high', null])
    done(await lead.ask('POST', `/api/cases/${one.id}/plan`, { owner: 'detective' }))
    const planned = (await work()).tasks.find((each) => each.template === 'safety') ?? assert.fail('no template')
    for (const title of [undefined, planned.title.nl, planned.title.en]) {
      const { version = 0 } = (await work()).tasks.find((each) => each.no === planned.no) ?? {}
      done(await doIn(lead, one, `tasks/${planned.no}`, { ...change, version, ...(title !== undefined && { title }) }))
      const kept = (await work()).tasks.find((each) => each.no === planned.no)
      assert.deepEqual(kept?.title, planned.title, 'both languages of a template stay where its words do')
    }
  })

  test('S7.10 of several orders the act names the one that it was done under: of its article, in force, and for this person', async () => {
    const more = [{ article: '126i' }, { subjects: [2] }, { until: day(-1), from: day(-9) }, { from: day(3) }]
    for (const each of more) done(await doIn(lead, one, 'orders', { ...order, ...each }))
    assert.equal(await tried('tasks/1/end', { version: 1, state: 'done' }), 'done')
    assert.equal((await work()).tasks.find((each) => each.no === 1)?.order, 1)
    done(await doIn(lead, one, 'tasks', { ...task, kind: 'contact' }))
    assert.equal((await work()).tasks.find((each) => each.kind === 'contact')?.blocked, null, 'no flag protects them')
  })

  test('a new lead whose certificate ran out before somebody confirmed does not lead, nor one who left', async () => {
    await certify(at, 'analyst-2')
    done(await doIn(lead, one, 'lead', { user: 'analyst-2' }))
    await certify(at, 'analyst-2', '2020-01-01')
    assert.equal(await tried('lead/confirm', {}, coordinator), '409 not-certified')
    assert.equal((await now()).lead, 'detective')
  })

  test('a name to be left out has two letters at least, however it was typed, and is one once', async () => {
    const { names } = done<DossierPreview>(
      await lead.ask('POST', `/api/cases/${one.id}/dossier/preview`, { names: [' J', ' Jo ', 'Jo'] })
    )
    assert.deepEqual(
      names.map(({ key }) => key),
      ['[K1]']
    )
  })
})
