/** A task that is changed: what it says, who does it and by when, against the version that was read. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseVersions, CaseWork, Task } from '../../../../src/contract/cases/work.ts'
import type { Answer, Browser } from '../../running.ts'
import { doIn, done, said } from '../cases.ts'

interface Changing {
  readonly lead: Browser
  readonly member: Browser
  readonly root: pg.Pool
  readonly day: (days: number) => string
  open(): Promise<Case>
  work(one: Case): Promise<CaseWork>
}

export async function changedTask({ lead, member, root, day, open, work }: Changing): Promise<void> {
  const one = await open()
  done(await lead.ask('POST', `/api/cases/${one.id}/plan`, { owner: 'detective' }))
  const now = async (): Promise<Task> =>
    (await work(one)).tasks.find((task) => task.template === 'safety') ?? assert.fail()
  const first = await now()
  const given = { version: 1, title: first.title.en, about: '', priority: 'low', owner: 'analyst-2', dueOn: day(9) }
  const change = (more: object, who = lead): Promise<Answer> =>
    who.ask('POST', `/api/cases/${one.id}/tasks/${first.no}`, { ...given, ...more })
  for (const [more, wanted] of [
    [{ owner: 'expert' }, '400 not-a-member'],
    [{ dueOn: '2020-01-01' }, '400 day-wrong'],
    [{ version: 7 }, '409 changed']
  ] as const)
    assert.equal(said(await change(more)), wanted)
  assert.equal(said(await change({}, member)), '403 no-right')

  // The title of a template stays in both languages where it was left as it stood in one of them.
  done(await change({ about: 'Samen met de tolk.' }))
  const given2 = await now()
  assert.deepEqual(
    [given2.version, given2.title, given2.about, given2.priority, given2.owner, given2.dueOn],
    [2, first.title, 'Samen met de tolk.', 'low', 'analyst-2', day(9)]
  )
  assert.equal(said(await change({})), '409 changed')
  done(await change({ version: 2, title: 'Vraag het de tolk', about: 'Samen met de tolk.' }))
  assert.deepEqual((await now()).title, { nl: 'Vraag het de tolk', en: 'Vraag het de tolk' })
  const { versions } = done<CaseVersions>(await lead.ask('GET', `/api/cases/${one.id}/versions/task:${first.no}`))
  assert.deepEqual(
    versions.map(({ by, words }) => [by, words['about']]),
    [
      ['detective', ''],
      ['detective', 'Samen met de tolk.'],
      ['detective', 'Samen met de tolk.']
    ]
  )

  // Who hands a late task over leaves it late; another day is ahead.
  await root.query(`update baken.case_task set due_on = '2026-01-05' where case_id = $1 and no = $2`, [
    one.id,
    first.no
  ])
  assert.equal(said(await change({ version: 3, dueOn: '2026-01-06' })), '400 day-wrong')
  done(await change({ version: 3, owner: 'detective', dueOn: '2026-01-05' }))
  const late = await now()
  assert.deepEqual([late.owner, late.dueOn, late.late], ['detective', '2026-01-05', true])
  done(await doIn(lead, one, `tasks/${first.no}/end`, { version: 4, state: 'dropped' }))
  assert.equal(said(await change({ version: 5 })), '409 wrong-state')
}
