/** Work in a case through the interface: people with what protects them, tasks, orders that acts rest on, decisions, notes that two write at once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Value } from 'typebox/value'
import type { Case, CaseTimeline } from '../../../src/contract/cases/cases.ts'
import { CaseWork, subjectFlags, type CaseVersions } from '../../../src/contract/cases/work.ts'
import { errorOf, startInterface, type Browser, type Running } from '../running.ts'
import { changedTask } from './tasks/changed-task.ts'
import { otherKindsOfTask } from './tasks/contact-tasks.ts'
import { doIn, done, networkOf, openCase, said } from './cases.ts'

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('work in a case', () => {
  let at: Running
  let lead: Browser
  let member: Browser
  before(async () => {
    at = await startInterface()
    lead = await at.as('detective')
    member = await at.as('analyst-2')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const open = async (rights: readonly string[] = ['add']): Promise<Case> => {
    const one = await openCase(at, (await networkOf(at)).signal)
    return done(await doIn(lead, one, 'members', { user: 'analyst-2', rights }))
  }
  const work = async (one: Case, who = lead): Promise<CaseWork> => {
    const found = done<CaseWork>(await who.ask('GET', `/api/cases/${one.id}/work`))
    assert.ok(Value.Check(CaseWork, found), 'as its schema says')
    return found
  }
  const person = (more: object = {}) => ({
    name: 'Persoon A',
    about: 'Werkte in kas 4',
    roles: ['possible-victim'],
    minor: 'no',
    flags: [],
    ...more
  })
  /** A task, or an act without a reason field of its own. */
  const plain = (who: Browser, one: Case, act: string, body: object) =>
    who.ask('POST', `/api/cases/${one.id}/${act}`, body)
  const task = (more: object = {}) => ({
    kind: 'other',
    title: 'Bel de gemeente',
    priority: 'high',
    owner: 'detective',
    dueOn: day(3),
    ...more
  })

  test('S7.11 a person is recorded by people with what protects them; age in doubt counts as under age, and each change is a version', async () => {
    const one = await open()
    assert.equal(said(await doIn(member, one, 'subjects', person({ reason: ' ' }))), '400 reason-missing')
    const made = done<Case>(await doIn(member, one, 'subjects', person({ minor: 'doubt', flags: ['no-contact'] })))
    const [first] = made.subjects
    assert.deepEqual(
      [first?.no, first?.name, first?.roles, first?.minor, first?.asMinor, first?.flags, first?.by],
      [1, 'Persoon A', ['possible-victim'], 'doubt', true, ['no-contact'], 'analyst-2']
    )
    const change = (who: Browser, version: number, more: object) =>
      doIn(who, one, 'subjects/1', { version, ...person(more) })
    assert.equal(said(await change(member, 1, {})), '403 no-right')
    const after = done<Case>(await change(lead, 1, { about: 'Werkte in kas 5', minor: 'no', flags: ['protection'] }))
    assert.deepEqual([after.subjects[0]?.version, after.subjects[0]?.asMinor], [2, false])
    assert.equal(said(await change(lead, 1, {})), '409 changed')
    const { versions } = done<CaseVersions>(await lead.ask('GET', `/api/cases/${one.id}/versions/subject:1`))
    assert.deepEqual(
      versions.map(({ by, words }) => [by, words['about'], words['minor'], words['flags']]),
      [
        ['analyst-2', 'Werkte in kas 4', 'doubt', ['no-contact']],
        ['detective', 'Werkte in kas 5', 'no', ['protection']]
      ]
    )
  })

  test('S9.8 who is suspected and may be a victim gets the note of non-punishment, and those who investigate do not take it away', async () => {
    const one = await open()
    const made = done<Case>(await doIn(lead, one, 'subjects', person({ roles: ['suspect', 'possible-victim'] })))
    assert.deepEqual([made.subjects[0]?.flags, made.subjects[0]?.notePending], [['non-punishment'], true])
    const away = await doIn(lead, one, 'subjects/1', { version: 1, ...person({ roles: ['suspect'] }) })
    assert.equal(said(away), '409 flag-stays')
  })

  test('S7.11 no contact and protection each refuse a task to get in touch, whether the flag or the task came first', async () => {
    const one = await open()
    for (const [nth, flag] of subjectFlags.entries()) {
      const no = nth + 1
      done(await doIn(lead, one, 'subjects', person({ flags: [flag] })))
      const asked = await plain(lead, one, 'tasks', task({ kind: 'contact', subject: no }))
      assert.equal(said(asked), flag === 'non-punishment' ? 'done' : '409 no-contact', flag)
      const other = task({ subject: no, title: 'Zoek de verhuurder' })
      assert.equal(said(await plain(lead, one, 'tasks', other)), 'done', 'what is no contact goes on')
    }
    assert.equal(said(await plain(lead, one, 'tasks', task({ kind: 'contact' }))), '400 subject-missing')
    assert.equal(said(await plain(lead, one, 'tasks', task({ kind: 'contact', subject: 9 }))), '400 subject-missing')
    // The flag comes after the task: it is blocked where it stands, and may only be dropped.
    done(await doIn(lead, one, 'subjects/1', { version: 1, ...person({ flags: ['non-punishment', 'protection'] }) }))
    const blocked = (await work(one)).tasks.find((each) => each.kind === 'contact')
    assert.equal(blocked?.blocked, 'no-contact')
    const no = blocked?.no ?? 0
    const again = task({ version: 1, dueOn: day(9) })
    const { kind: _kind, ...change } = again
    assert.equal(said(await plain(lead, one, `tasks/${no}`, change)), '409 no-contact')
    assert.equal(said(await doIn(lead, one, `tasks/${no}/end`, { version: 1, state: 'done' })), '409 no-contact')
    assert.equal(said(await doIn(lead, one, `tasks/${no}/end`, { version: 1, state: 'dropped' })), 'done')
  })

  test('S7.11 a task of any other kind whose words say to get in touch with who is protected is refused, or asks with whom', () =>
    otherKindsOfTask({ lead, open, work, person, task }))

  test('S7.6 tasks of the form of exploitation are planned once, with priority, owner and day, and given to members only', async () => {
    const one = await open()
    const before = await work(one)
    assert.ok(
      before.templates.some(({ code }) => code === 'inspection'),
      'those of labour'
    )
    assert.ok(
      before.templates.some(({ code }) => code === 'safety'),
      'those of every form'
    )
    assert.ok(!before.templates.some(({ code }) => code === 'adverts'), 'and of no other')
    assert.equal(said(await plain(lead, one, 'plan', { owner: 'expert' })), '400 not-a-member')
    done(await plain(lead, one, 'plan', { owner: 'analyst-2' }))
    const planned = await work(one)
    assert.equal(planned.tasks.length, before.templates.filter(({ kind }) => kind !== 'contact').length)
    const [soonest] = planned.tasks
    assert.deepEqual(
      [soonest?.template, soonest?.owner, soonest?.priority, soonest?.title.en],
      ['safety', 'analyst-2', 'high', 'Is the victim safe now? Record who checks']
    )
    assert.deepEqual(new Set(planned.templates.map(({ kind }) => kind)), new Set(['contact']))
    assert.equal(said(await plain(lead, one, 'plan', { owner: 'detective' })), '409 wrong-state')
    const mine = done<Case>(await member.ask('GET', `/api/cases/${one.id}`))
    assert.deepEqual([mine.tasks, mine.myTasks], [planned.tasks.length, planned.tasks.length])
    assert.equal(said(await plain(lead, one, 'tasks', task({ owner: 'expert' }))), '400 not-a-member')
    assert.equal(said(await plain(lead, one, 'tasks', task({ dueOn: '2020-01-01' }))), '400 day-wrong')
    assert.equal(said(await plain(lead, one, 'tasks', task({ template: 'adverts' }))), '404 not-found')
    assert.equal(said(await plain(lead, one, 'tasks', task({ title: ' ' }))), '400 reason-missing')
  })

  test('a task is changed by who may change the case, against the version that was read', () =>
    changedTask({ lead, member, root: at.world.store.root, day, open, work }))

  test('a task is ended by its owner or by who may change the case, once, with what came of it', async () => {
    const one = await open(['read'])
    done(await plain(lead, one, 'tasks', task({ owner: 'analyst-2' })))
    done(await plain(lead, one, 'tasks', task()))
    const end = (who: Browser, no: number, more: object = {}) =>
      doIn(who, one, `tasks/${no}/end`, { version: 1, state: 'done', reason: 'Gebeld: zes mensen.', ...more })
    assert.equal(said(await end(member, 2)), '403 no-right')
    assert.equal(said(await end(member, 1, { reason: ' ' })), '400 reason-missing')
    assert.equal(said(await end(member, 1, { version: 7 })), '409 changed')
    const both = (await Promise.all([end(member, 1), end(lead, 1)])).map(said)
    assert.deepEqual(both.toSorted(), ['409 changed', 'done'])
    const ended = (await work(one)).tasks.find(({ no }) => no === 1)
    assert.deepEqual([ended?.state, ended?.result, ended?.title.nl], ['done', 'Gebeld: zes mensen.', 'Bel de gemeente'])
    assert.equal(said(await end(lead, 1, { version: 2 })), '409 wrong-state')
  })

  test('S7.10 what needs an order is refused before it begins, after it is over, when it was ended and when it names others; the draft is kept', async () => {
    const one = await open()
    for (const name of ['A', 'B']) done(await doIn(lead, one, 'subjects', person({ name, roles: ['suspect'] })))
    const kinds = { observe: '126g', purchase: '126i', gather: '126j' } as const
    for (const [kind, article] of Object.entries(kinds)) {
      const subject = kind === 'gather' ? 2 : 1
      done(await plain(lead, one, 'tasks', task({ kind, subject })))
      const now = async () => (await work(one)).tasks.find((each) => each.kind === kind)
      const { no = 0 } = (await now()) ?? {}
      const act = async (): Promise<string> => {
        const answer = said(await doIn(lead, one, `tasks/${no}/end`, { version: 1, state: 'done', reason: 'Gezien.' }))
        assert.equal((await now())?.blocked ?? 'done', answer === 'done' ? 'done' : answer.slice(4), 'as it is shown')
        return answer
      }
      const order = (more: object = {}) =>
        plain(lead, one, 'orders', {
          article,
          number: `BOB ${kind}`,
          scope: 'Het adres en wie er komt.',
          subjects: [subject],
          from: day(-1),
          until: day(20),
          ...more
        })
      assert.equal(
        said(await plain(lead, one, 'drafts', { name: `task:${no}`, text: 'Om 7 uur vertrok een busje.' })),
        'done'
      )
      assert.equal(await act(), '409 order-missing', kind)
      done(await order({ from: day(5) }))
      assert.equal(await act(), '409 order-ended', 'not begun')
      done(await order({ from: day(-40), until: day(-2) }))
      assert.equal(await act(), '409 order-ended', 'over')
      done(await order({ subjects: [3 - subject] }))
      assert.equal(await act(), '409 order-scope')
      const there = (await work(one)).drafts.find((draft) => draft.name === `task:${no}`)
      assert.equal(there?.text, 'Om 7 uur vertrok een busje.')
      const given = done<Case>(await order())
      const newest = (await work(one)).orders[0]
      assert.deepEqual([newest?.article, newest?.state, newest?.number], [article, 'in-force', `BOB ${kind}`])
      assert.equal(given.id, one.id)
      done(await doIn(lead, one, `orders/${newest?.no}/end`, {}))
      assert.equal(await act(), '409 order-scope', 'an order that was ended covers nothing')
      assert.equal(said(await doIn(lead, one, `orders/${newest?.no}/end`, {})), '409 wrong-state')
      done(await order({ subjects: [] }))
      assert.equal(await act(), 'done')
      assert.equal((await now())?.order, (await work(one)).orders[0]?.no)
      const long = said(await order({ until: day(120) }))
      assert.equal(long, article === '126i' ? 'done' : '400 order-too-long')
      assert.equal(said(await order({ until: day(-9) })), '400 day-wrong')
      assert.equal(said(await order({ subjects: [9] })), '400 subject-missing')
    }
    assert.equal(said(await plain(member, one, 'orders', { article: '126g' })), '400 bad-request')
  })

  test('S7.13 of two who write a note at once nothing is lost: the second hears of it, and every version stays', async () => {
    const one = await open(['change'])
    done(await plain(lead, one, 'notes', { title: 'Gesprek', text: 'Eerste regel.' }))
    const write = (who: Browser, version: number, text: string) =>
      plain(who, one, 'notes/1', { version, title: 'Gesprek', text })
    const both = await Promise.all([write(lead, 1, 'Van de leiding.'), write(member, 1, 'Van het lid.')])
    assert.deepEqual(both.map(said).toSorted(), ['409 changed', 'done'])
    const [note] = (await work(one)).notes
    assert.equal(note?.version, 2)
    done(await write(member, 2, 'Van de leiding.\nVan het lid.'))
    const { versions } = done<CaseVersions>(await lead.ask('GET', `/api/cases/${one.id}/versions/note:1`))
    assert.deepEqual(
      [versions[0]?.words['text'], versions[2]?.words['text']],
      ['Eerste regel.', 'Van de leiding.\nVan het lid.']
    )
    assert.equal(versions.length, 3)
    assert.equal(errorOf(await lead.ask('GET', `/api/cases/${one.id}/versions/note:2`)), '404 not-found')
    for (const sql of [`update case_version set sealed = ''`, 'delete from case_version'])
      await assert.rejects(at.world.store.root.query(sql), /never changed/, sql)
  })

  test('S7.3 a draft is its writer’s own, kept after the last day, and forgotten when it is empty', async () => {
    const one = await open()
    await at.world.store.root.query(`update case_file set until = now() - interval '3 days' where id = $1`, [one.id])
    assert.equal(said(await plain(lead, one, 'notes', { title: 'Laat', text: 'Te laat.' })), '409 case-ended')
    assert.equal(said(await plain(lead, one, 'drafts', { name: 'note', text: 'Te laat.' })), 'done')
    assert.deepEqual(
      (await work(one)).drafts.map(({ name, text }) => [name, text]),
      [['note', 'Te laat.']]
    )
    assert.deepEqual((await work(one, member)).drafts, [])
    assert.equal(said(await plain(lead, one, 'drafts', { name: 'note', text: ' ' })), 'done')
    assert.deepEqual((await work(one)).drafts, [])
  })

  test('decisions carry their reasons and are told on the timeline; the words stand nowhere in clear', async () => {
    const one = await open()
    done(await doIn(lead, one, 'decisions', { decision: 'Wij kloppen nog niet aan.', reason: 'Zeldzaamwoord eerst.' }))
    done(await doIn(lead, one, 'subjects', person({ name: 'Zeldzaamwoord' })))
    done(await plain(lead, one, 'tasks', task({ title: 'Zeldzaamwoord zoeken' })))
    done(await plain(lead, one, 'notes', { title: 'Zeldzaamwoord', text: 'Zeldzaamwoord' }))
    assert.equal(said(await plain(lead, one, 'drafts', { name: 'note', text: 'Zeldzaamwoord' })), 'done')
    await assert.rejects(at.world.store.root.query('delete from case_decision'), /never changed/)
    const [decision] = (await work(one)).decisions
    assert.deepEqual([decision?.decision, decision?.reasons], ['Wij kloppen nog niet aan.', 'Zeldzaamwoord eerst.'])
    const { acts } = done<CaseTimeline>(await lead.ask('GET', `/api/cases/${one.id}/timeline`))
    assert.deepEqual(
      acts.slice(0, 4).map(({ act, about }) => `${act} ${about}`),
      ['note note:1', 'task task:1', 'subject subject:1', 'decide decision:1']
    )
    const tables = [
      'case_version',
      'case_subject',
      'case_task',
      'case_note',
      'case_decision',
      'case_draft',
      'case_act',
      'ledger'
    ]
    for (const table of tables) {
      const { rows } = await at.world.store.root.query<{ all: string }>(
        `select string_agg(t::text, '') as all from baken.${table} t`
      )
      const all = rows[0]?.all ?? ''
      assert.ok(all.length > 0, table)
      assert.doesNotMatch(all, /Zeldzaamwoord/, table)
      assert.doesNotMatch(all, new RegExp(Buffer.from('Zeldzaamwoord').toString('hex')), table)
    }
  })
})
