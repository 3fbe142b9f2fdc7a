/** Tasks of another kind than getting in touch, whose words say to do that with somebody whom a flag protects. */
import assert from 'node:assert/strict'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseVersions, CaseWork } from '../../../../src/contract/cases/work.ts'
import type { Browser } from '../../running.ts'
import { done, doIn, said } from '../cases.ts'

interface Working {
  readonly lead: Browser
  open(): Promise<Case>
  work(one: Case): Promise<CaseWork>
  person(more?: object): object
  task(more?: object): object
}

export async function otherKindsOfTask({ lead, open, work, person, task }: Working): Promise<void> {
  const one = await open()
  const subject = async (no: number, version: number | null, more: object) =>
    done(
      await doIn(lead, one, version === null ? 'subjects' : `subjects/${no}`, {
        ...person(more),
        ...(version !== null && { version })
      })
    )
  await subject(1, null, { name: 'Vrouw Zilvermeeuw', flags: ['no-contact'] })
  await subject(2, null, { name: 'Man met de bus', roles: ['witness'] })
  const plan = async (more: object) => said(await lead.ask('POST', `/api/cases/${one.id}/tasks`, task(more)))
  for (const kind of ['other', 'observe', 'gather', 'purchase'])
    assert.equal(await plan({ kind, subject: 1, title: 'Bel haar vanavond, na zes uur' }), '409 no-contact', kind)
  // Named in the words, whomever the task is about; saying that it is another does not help where it says with whom.
  assert.equal(await plan({ title: 'Bezoek Zilvermeeuw thuis', elsewhere: true }), '409 no-contact')
  assert.equal(
    await plan({ subject: 2, title: 'Spreek hem', about: 'Stuur ook Zilvermeeuw een bericht' }),
    '409 no-contact'
  )
  assert.equal(await plan({ subject: 2, title: 'Spreek hem', about: '' }), 'done', 'nobody protects him')
  // With whom is not said: that is asked, and what was answered stays with the task.
  const unsaid = { subject: 1, title: 'Bel de gemeente over de woning' }
  assert.equal(await plan(unsaid), '409 contact-words')
  assert.equal(await plan({ ...unsaid, elsewhere: true }), 'done')
  assert.equal(await plan({ subject: 1, title: 'Vergelijk loon en uren' }), 'done', 'no contact')
  const now = async (title: string) => (await work(one)).tasks.find((each) => each.title.nl === title)
  const told = await now(unsaid.title)
  assert.deepEqual([told?.elsewhere, told?.blocked], [true, null])
  const { versions } = done<CaseVersions>(await lead.ask('GET', `/api/cases/${one.id}/versions/task:${told?.no}`))
  assert.equal(versions[0]?.words['elsewhere'], true)
  const ended = await doIn(lead, one, `tasks/${told?.no}/end`, { version: 1, state: 'done' })
  assert.equal(said(ended), 'done')
  assert.equal((await now(unsaid.title))?.elsewhere, true, 'also when it is done')
  // The flag comes after the task: it is blocked where it stands, until its words say something else.
  const spoken = await now('Spreek hem')
  assert.equal(spoken?.blocked, null)
  await subject(2, 1, { name: 'Man met de bus', roles: ['witness'], flags: ['protection'] })
  assert.equal((await now('Spreek hem'))?.blocked, 'no-contact')
  assert.equal(said(await doIn(lead, one, `tasks/${spoken?.no}/end`, { version: 1, state: 'done' })), '409 no-contact')
  const { kind: _kind, ...same } = task({ version: 1, title: 'Spreek hem morgen' }) as { kind: string }
  const change = async (more: object) =>
    said(await lead.ask('POST', `/api/cases/${one.id}/tasks/${spoken?.no}`, { ...same, ...more }))
  assert.equal(await change({}), '409 no-contact')
  assert.equal(await change({ title: 'Spreek de buurman' }), '409 contact-words')
  assert.equal(await change({ title: 'Zoek de bus' }), 'done')
}
