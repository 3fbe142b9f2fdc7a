/** The barrier model of a case: its steps, what each kind holds, the list of what is overdue, and who sees none of it. */
import assert from 'node:assert/strict'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { CaseVersions } from '../../../src/contract/cases/work.ts'
import type { CaseBarriers, WaitingBarriers } from '../../../src/contract/partners/barriers.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { doIn, done, farDay, said } from '../cases/cases.ts'
import type { PartnerWorld } from './partner-world.ts'

const kinds = ['opportunity', 'sign', 'facilitator'] as const

export async function barrierModel(world: PartnerWorld): Promise<void> {
  const { one, detective, proposed } = world
  const partner = (await proposed('municipality')).made.id
  const read = async () => done<CaseBarriers>(await detective.ask('GET', `/api/cases/${one.id}/barriers`))
  const { steps } = await read()
  assert.deepEqual(
    steps.map(({ code }) => code),
    ['recruitment', 'entry', 'identity', 'housing', 'work', 'finance']
  )
  assert.ok(
    steps.every(({ title, about, source }) => title.nl && title.en && about.nl && about.en && /CCV/.test(source))
  )
  for (const { code } of steps)
    for (const kind of kinds)
      done(await doIn(detective, one, 'barriers', { step: code, kind, title: `${code} ${kind}` }))
  const barrier = {
    kind: 'barrier',
    step: 'housing',
    title: 'Controle',
    means: 'Pand bezoeken',
    partner,
    dueOn: farDay
  }
  const add = async (more: object, who = detective) => said(await doIn(who, one, 'barriers', { ...barrier, ...more }))
  assert.equal(await add({}), 'done')
  assert.equal(await add({ partner: undefined, who: 'De verhuurder' }), 'done')
  for (const [more, why] of [
    [{ partner: undefined }, '400 reason-missing'],
    [{ means: ' ' }, '400 reason-missing'],
    [{ title: ' ' }, '400 reason-missing'],
    [{ partner: 'geen' }, '404 not-found'],
    [{ partner: one.id }, '404 not-found'],
    [{ step: 'geen' }, '404 not-found'],
    [{ dueOn: '2026-01-01' }, '400 day-wrong']
  ] as const)
    assert.equal(await add(more), why, JSON.stringify(more))
  const sign = await doIn(detective, one, 'barriers', { kind: 'sign', step: 'work', title: 'x', means: 'x' })
  assert.equal(sign.status, 400, 'only barriers have means')
  const all = (await read()).barriers
  assert.equal(all.length, 6 * 3 + 2)
  const [first] = all.filter(({ kind }) => kind === 'barrier')
  assert.deepEqual(
    [first?.step, first?.partner, first?.means, first?.state, first?.dueOn, first?.late],
    ['housing', partner, 'Pand bezoeken', 'open', farDay, false]
  )
  await changed(world, first?.no ?? 0, all[0]?.no ?? 0)

  await overdue(
    world,
    all.flatMap(({ kind, no }) => (kind === 'barrier' ? [no] : []))
  )
  await inDatabase(world)
}

/** By the clock: told longest overdue first, until it is raised. `barriers`: numbers of two. */
async function overdue(
  { at, one, detective, prosecutor, analyst }: PartnerWorld,
  [no, other]: readonly number[]
): Promise<void> {
  const read = async () => done<CaseBarriers>(await detective.ask('GET', `/api/cases/${one.id}/barriers`)).barriers
  const waiting = async (who = detective) => done<WaitingBarriers>(await who.ask('GET', '/api/barriers'))
  const late = async () => (await waiting()).barriers.map(({ no, late, caseTitle }) => [no, late, caseTitle])
  const due = (which: number | undefined, day: string) =>
    pastTriggers(at.world.store.root, (client) =>
      client.query(`update baken.case_barrier set due_on = ${day} where case_id = '${one.id}' and no = ${which}`)
    )
  await due(other, 'baken.today()')
  assert.deepEqual(
    [await late(), (await waiting()).late],
    [
      [
        [other, false, 'Kaswerk'],
        [no, false, 'Kaswerk']
      ],
      0
    ]
  )
  await due(no, 'baken.today() - 1')
  assert.deepEqual(
    [await late(), (await waiting()).late],
    [
      [
        [no, true, 'Kaswerk'],
        [other, false, 'Kaswerk']
      ],
      1
    ]
  )
  assert.deepEqual(await waiting(prosecutor), { barriers: [], late: 0 }, 'who is no member')
  assert.equal((await waiting(analyst)).barriers.length, 2)
  const { version } = (await read()).find((each) => each.no === no) ?? assert.fail('none')
  done(await doIn(detective, one, `barriers/${no}`, { version, state: 'raised' }))
  assert.deepEqual(await late(), [[other, false, 'Kaswerk']])
  const raised = (await read()).find((each) => each.no === no)
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })
  assert.deepEqual([raised?.state, raised?.raisedOn, raised?.late], ['raised', today, false])
}

/** Against the version that was read, with its rules; every version stays. */
async function changed({ one, detective }: PartnerWorld, barrier: number, sign: number): Promise<void> {
  const change = async (no: number, body: object) => said(await doIn(detective, one, `barriers/${no}`, body))
  assert.equal(await change(999, { version: 1, state: 'open' }), '404 not-found')
  assert.equal(await change(barrier, { version: 9, state: 'open' }), '409 changed')
  assert.equal(await change(barrier, { version: 1, state: 'open', title: ' ' }), '400 reason-missing')
  assert.equal(await change(barrier, { version: 1, state: 'open', means: ' ' }), '400 reason-missing')
  assert.equal(await change(barrier, { version: 1, state: 'open', dueOn: '2026-01-01' }), '400 day-wrong')
  assert.equal(await change(barrier, { version: 1, state: 'raised', raisedOn: '2999-01-01' }), '400 day-wrong')
  assert.equal(await change(barrier, { version: 1, state: 'asked', raisedOn: '2026-01-01' }), '409 wrong-state')
  for (const body of [
    { state: 'raised' },
    { state: 'asked' },
    { state: 'open', means: 'x' },
    { state: 'open', dueOn: farDay }
  ])
    assert.equal(await change(sign, { version: 1, ...body }), '409 wrong-state', JSON.stringify(body))
  assert.equal(await change(sign, { version: 1, state: 'dropped' }), 'done')
  assert.equal(await change(barrier, { version: 1, state: 'asked', title: 'Controle van het pand' }), 'done')
  const versions = done<CaseVersions>(await detective.ask('GET', `/api/cases/${one.id}/versions/barrier:${barrier}`))
  assert.deepEqual(
    versions.versions.map(({ version, words }) => [version, words['title']]),
    [
      [1, 'Controle'],
      [2, 'Controle van het pand']
    ]
  )
}

/** What others have no way to by the database itself, and what stands there in clear. */
async function inDatabase({ at, one, detective }: PartnerWorld): Promise<void> {
  const { store } = at.world
  const as = (user: string, statement: string) =>
    withGround(store.pool, { user, mandate: 'een' }, (tx) => tx.query(statement, [one.id]))
  assert.equal((await as('prosecutor', 'select 1 from case_barrier where case_id = $1')).rowCount, 0)
  const row = (columns: string, values: string) =>
    as(
      'detective',
      `insert into case_barrier (case_id, no, mandate_id, step, kind, by${columns}) values ($1, 400, 'een', 'work', ${values})`
    )
  await assert.rejects(row(', due_on', `'sign', 'detective', '2999-01-01'`), /check constraint/)
  await assert.rejects(row('', `'barrier', 'detective'`), /check constraint/, 'a barrier has a day')
  await assert.rejects(row(', state', `'sign', 'detective', 'asked'`), /check constraint/)
  await assert.rejects(row('', `'sign', 'analyst'`), /row-level security/, 'in the name of somebody else')
  const { rows } = await store.root.query<{ all: string }>(
    `select (select string_agg(b::text, '') from baken.case_barrier b) || (select string_agg(v::text, '') from baken.case_version v) as all`
  )
  assert.doesNotMatch(rows[0]?.all ?? 'Controle', /Controle|Pand bezoeken|verhuurder/, 'words stand nowhere in clear')
  assert.equal(done<Case>(await detective.ask('GET', `/api/cases/${one.id}`)).state, 'open')
}
