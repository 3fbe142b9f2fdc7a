/** The track for minors: the child first, in time, and seen by another person. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MinorCounts } from '../../../src/contract/minors/minor-counts.ts'
import type { MinorFile, MinorList } from '../../../src/contract/minors/minors.ts'
import { alarmMinors, minorsClock } from '../../../src/desk/minors/minor-clock.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { errorOf, json } from '../running.ts'
import { done, farDay, name, said, startTrack, type Track } from './minors.ts'

describe('the child first', () => {
  let at: Track['at']
  let work: Track['work']
  let second: Track['second']
  let opened: Track['opened']
  let act: Track['act']
  let did: Track['did']
  let now: Track['now']
  let safe: Track['safe']
  let planned: Track['planned']
  let root: Track['root']
  let close: Track['close']
  before(async () => {
    ;({ at, work, second, opened, act, did, now, safe, planned, root, close } = await startTrack())
  })
  after(() => close())

  test('S9.2 an age in doubt counts as under age until a named person who did not open the file decides, with the reason recorded', async () => {
    const file = await opened()
    assert.deepEqual([file.age, file.asMinor], ['doubt', true])
    assert.equal(said(await act(work, file, 'age', { age: 'adult' })), '403 no-right')
    assert.equal(said(await act(second, file, 'age', { age: 'adult', reason: ' ' })), '400 reason-missing')
    const decided = await did(second, file, 'age', { age: 'adult', reason: 'Paspoort gezien.' })
    assert.deepEqual([decided.age, decided.asMinor], ['adult', false])
    const last = decided.acts.at(-1)
    assert.deepEqual([last?.act, last?.by, last?.reason], ['age', 'analyst', 'Paspoort gezien.'])
    assert.equal(
      said(
        await work.ask('POST', '/api/minors', { name, form: 'other', age: 'adult', second: 'analyst', reason: 'x' })
      ),
      '400 bad-request'
    )
    // Who opened a file never decides, whatever rights they were given since.
    const own = await opened({ second: 'analyst-2' })
    await root(
      `update minor_member set rights = '{read,work,names,members,approve}' where file_id = $1 and user_id = 'detective'`,
      [own.id]
    )
    assert.equal(said(await act(work, own, 'age', { age: 'adult' })), '403 second-person')
  })

  test('S9.3 no task of the investigation is made, taken or finished before somebody said whether the child is safe, and the clock alarms once', async () => {
    const file = await opened()
    assert.ok(Math.abs(Date.parse(file.safeDue ?? '') - Date.parse(file.openedAt) - 86_400_000) < 1000)
    assert.equal(said(await planned(file)), '409 safe-first')
    assert.equal(said(await planned(file, { kind: 'care', title: 'Hulp vragen' })), 'done')
    await did(work, file, 'safe', { answer: 'unknown' })
    assert.equal(said(await planned(file)), '409 safe-first', 'not known is no answer')
    // The database holds it against every statement of the server.
    const past = withGround(at.world.store.pool, { user: 'detective', mandate: 'een' }, (tx) =>
      tx.query(
        `insert into minor_act (file_id, no, mandate_id, act, about, by, sealed) values ($1, 99, 'een', 'task', 'investigate', 'detective', '')`,
        [file.id]
      )
    )
    await assert.rejects(past, /First whether the child is safe/)
    const answered = await safe(file)
    assert.deepEqual([answered.safe, answered.safeDue], ['yes', null])
    const made = done<MinorFile>(await planned(file))
    const task = made.tasks.find((one) => one.kind === 'investigate')?.no ?? 0
    const again = await did(work, file, 'safe', { answer: 'unknown' })
    assert.ok(Date.parse(again.safeDue ?? '') > Date.now() + 86_000_000, 'the clock starts once more')
    assert.equal(said(await act(work, file, `tasks/${task}/take`)), '409 safe-first')
    assert.equal(again.tasks.find((one) => one.no === task)?.blocked, 'safe-first')
    await safe(file)
    assert.equal(said(await act(work, file, `tasks/${task}/take`)), 'done')
    assert.equal(said(await act(work, file, `tasks/${task}/finish`)), 'done')

    const late = await opened()
    const { pool } = at.world.store
    const soon = new Date(Date.now() + 23.9 * 3_600_000)
    const after = new Date(Date.now() + 24.1 * 3_600_000)
    const told = async (moment: Date) =>
      (await alarmMinors({ pool, vault: at.world }, 'een', moment)).filter(({ id }) => id === late.id)
    assert.deepEqual(await told(soon), [])
    assert.deepEqual(await told(after), [{ id: late.id, people: ['analyst', 'detective'] }])
    assert.deepEqual(await told(after), [], 'once')
    await root(`update minor_file set safe_asked_at = now() - interval '25 hours' where id = $1`, [late.id])
    const list = json<MinorList>(await second.ask('GET', '/api/minors')).files
    assert.deepEqual([list[0]?.id, list[0]?.safeLate], [late.id, true], 'stands first')
    assert.ok((await now(late)).acts.some((one) => one.act === 'safe-late'))
    await safe(late)

    // The clock of the service looks when the question that waits longest is due, and every ten minutes at most.
    await root(`update minor_file set safe = 'yes' where safe is null or safe = 'unknown'`)
    const clock = minorsClock({ pool, vault: at.world })
    const start = Date.now() + 60_000
    const look = (minutes: number) => clock(['een'], new Date(start + minutes * 60_000))
    await look(0)
    const asked = await opened()
    const toldAt = async () =>
      (await root('select safe_told_at::text as at from minor_file where id = $1', [asked.id])).rows
    await root(`update minor_file set safe_asked_at = now() - interval '25 hours' where id = $1`, [asked.id])
    await look(9)
    assert.deepEqual(await toldAt(), [{ at: null }], 'asked a moment ago')
    await clock(['twee'], new Date(start + 11 * 60_000))
    assert.deepEqual(await toldAt(), [{ at: null }], 'another line')
    await look(22)
    assert.match((await toldAt())[0]?.['at'] ?? '', /^20/)
    await safe(asked)
  })

  test('S9.7 steps and services have a day, who did them and who looked, and what is overdue is what the clock says', async () => {
    const file = await opened()
    const codes = ['protection-told', 'care', 'second-eyes', 'non-punishment', 'siblings', 'school-municipality']
    assert.deepEqual(
      file.steps.map((one) => one.code),
      codes
    )
    assert.equal(said(await act(second, file, 'steps/care/see')), '409 wrong-state', 'nothing was done yet')
    const done1 = await did(work, file, 'steps/care/do', { reason: 'Jeugdhulp gevraagd.' })
    const care = (of: MinorFile) => of.steps.find((one) => one.code === 'care')
    assert.deepEqual(
      [care(done1)?.doneBy, care(done1)?.said, care(done1)?.seenBy],
      ['detective', 'Jeugdhulp gevraagd.', null]
    )
    assert.equal(said(await act(work, file, 'steps/care/see')), '403 second-person')
    assert.equal(care(await did(second, file, 'steps/care/see'))?.seenBy, 'analyst')
    const asked = await did(work, file, 'follow-ups', { service: 'Opvang', dueOn: farDay })
    assert.equal(said(await act(work, file, 'follow-ups', { service: 'Opvang', dueOn: '2020-01-01' })), '400 day-wrong')
    assert.equal(asked.overdue, 0)
    // Opened 49 hours ago: child protection and second pair of eyes are late, care was done; and the answer on safety is.
    await root(
      `update minor_file set opened_at = now() - interval '49 hours', safe_asked_at = now() - interval '49 hours' where id = $1`,
      [file.id]
    )
    const later = await now(file)
    assert.deepEqual(
      later.steps.flatMap((one) => (one.late ? [one.code] : [])),
      ['protection-told', 'second-eyes']
    )
    assert.equal(later.overdue, 3)
    const service = later.followUps[0]?.no ?? 0
    assert.equal(
      (await did(work, file, `follow-ups/${service}`, { reason: 'Geplaatst.' })).followUps[0]?.result,
      'Geplaatst.'
    )
    await safe(file)
    // Services and tasks count from the day after their last, until they are done; the list opens no words for it.
    const task = (await did(work, file, 'tasks', { kind: 'care', title: 'Bellen', dueOn: farDay })).tasks.at(-1)?.no
    const other = (await did(work, file, 'follow-ups', { service: 'School', dueOn: farDay })).followUps.at(-1)?.no
    const counted = async () => [
      (await now(file)).overdue,
      json<MinorList>(await work.ask('GET', '/api/minors')).files.find((one) => one.id === file.id)?.overdue
    ]
    const past = (column: string, to: string, back: string) =>
      pastTriggers(at.world.store.root, (client) =>
        client.query(`update baken.minor_act set ${column} = ${to} where file_id = '${file.id}' and ${back}`)
      )
    assert.deepEqual(await counted(), [2, 2])
    await past('due_on', 'baken.today() - 1', 'due_on is not null')
    assert.deepEqual(await counted(), [4, 4], 'what is done is not late')
    await did(work, file, `tasks/${task}/finish`)
    assert.deepEqual(await counted(), [3, 3])
    await did(work, file, `follow-ups/${other}`)
    await past('sealed', `'nothing that opens'`, 'true')
    const [row] = json<MinorList>(await work.ask('GET', '/api/minors')).files.filter((one) => one.id === file.id)
    assert.equal(row?.overdue, 2)
    await root(`update minor_file set state = 'closed' where id = $1`, [file.id])
    const closed = json<MinorList>(await work.ask('GET', '/api/minors')).files.find((one) => one.id === file.id)
    assert.equal(closed?.overdue, 0, 'in a closed file nothing is late')
  })

  test('S9.8 who is suspected as well is told of to a prosecutor, is listed until the prosecutor answers, and no file closes before', async () => {
    const file = await opened()
    assert.equal(said(await act(work, file, 'suspect', { prosecutor: 'analyst' })), '400 not-a-colleague')
    assert.equal((await did(work, file, 'suspect', { prosecutor: 'prosecutor' })).notice, 'open')
    const office = await at.as('prosecutor')
    const listed = async () =>
      json<MinorList>(await office.ask('GET', '/api/minors')).files.map((one) => [one.id, one.notice])
    assert.deepEqual(await listed(), [[file.id, 'open']])
    await did(second, file, 'age', { age: 'adult' })
    const closure = (await did(work, file, 'papers', { kind: 'closure' })).papers[0]?.no
    assert.equal(said(await act(second, file, `papers/${closure}/approve`)), '409 steps-open')
    assert.equal(said(await act(work, file, 'notice')), '403 no-right')
    assert.equal((await did(office, file, 'notice', { reason: 'Niet vervolgen.' })).notice, 'answered')
    assert.deepEqual(await listed(), [[file.id, 'answered']])
    assert.equal((await did(second, file, `papers/${closure}/approve`)).state, 'closed')
  })

  test('S9.1 the numbers beside the door count files of mine alone, and say when nobody answered in time', async () => {
    const counted = async (who: typeof work) => done<MinorCounts>(await who.ask('GET', '/api/minor-counts'))
    const outsider = await at.as('coordinator')
    const before = await counted(work)
    const seconds = await counted(second)
    const file = await opened()
    assert.deepEqual(await counted(outsider), { files: 0, late: 0, questions: 0 })
    assert.deepEqual(await counted(work), { ...before, files: before.files + 1 })
    await root(`update minor_file set safe_asked_at = now() - interval '25 hours' where id = $1`, [file.id])
    assert.deepEqual(await counted(second), { files: seconds.files + 1, late: seconds.late + 1, questions: 0 })
    assert.equal((await counted(work)).late, before.late + 1)
    await safe(file)
    assert.equal((await counted(work)).late, before.late)
    const expert = await at.as('expert')
    const asked = (await counted(expert)).questions
    await did(work, file, 'questions', { reason: undefined, question: 'Wie praat het eerst?' })
    assert.deepEqual(
      [(await counted(expert)).questions, (await counted(work)).questions, (await counted(outsider)).questions],
      [asked + 1, 0, 0]
    )
  })

  test('S9.1 a member has the rights that were given, until the day that was given, and nobody gives them to themselves', async () => {
    const file = await opened()
    const other = await at.as('coordinator')
    assert.equal(errorOf(await other.ask('GET', `/api/minors/${file.id}`)), '404 not-found')
    await did(work, file, 'members', { user: 'coordinator', rights: ['read'], until: farDay })
    assert.deepEqual(done<MinorFile>(await other.ask('GET', `/api/minors/${file.id}`)).mine, ['read'])
    for (const path of ['safe', 'steps/care/do', 'names', 'overrides', 'papers', 'members'] as const) {
      const body = { answer: 'yes', to: 'x', kind: 'plan', user: 'expert', rights: ['read'] }
      const fits = { safe: ['answer'], overrides: ['to'], papers: ['kind'], members: ['user', 'rights'] } as Record<
        string,
        string[]
      >
      const sent = Object.fromEntries(Object.entries(body).filter(([key]) => fits[path]?.includes(key)))
      assert.equal(said(await act(other, file, path, sent)), '403 no-right', path)
    }
    assert.equal(
      said(await act(work, file, 'members', { user: 'detective', rights: ['approve'] })),
      '403 second-person'
    )
    await root(`update minor_member set until = today() - 1 where file_id = $1 and user_id = 'coordinator'`, [file.id])
    assert.equal(errorOf(await other.ask('GET', `/api/minors/${file.id}`)), '404 not-found', 'the day is over')
    const seen = await root(`select act from ledger where subject = $1 order by no`, [`minor:${file.id}`])
    assert.deepEqual(
      seen.rows.map((row) => row['act']),
      ['minor.open', 'minor.members', 'minor.read']
    )
  })
})
