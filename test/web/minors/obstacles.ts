/** The register of obstacles of the expert group, from recording one to its end. */
import assert from 'node:assert/strict'
import { erasePartners } from '../../../src/accountability/retention/partner-clocks.ts'
import { planErasing } from '../../../src/accountability/retention/retention-plan.ts'
import type { Obstacle, Obstacles } from '../../../src/contract/minors/obstacles.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { done, said } from '../cases/cases.ts'
import type { Running } from '../running.ts'

export async function obstacleRegister(at: Running): Promise<void> {
  const [expert, coordinator, detective, analyst] = await Promise.all(
    ['expert', 'coordinator', 'detective', 'analyst'].map((user) => at.as(user))
  )
  assert.ok(expert !== undefined && coordinator !== undefined && detective !== undefined && analyst !== undefined)
  const list = async (who = analyst) => done<Obstacles>(await who.ask('GET', '/api/obstacles'))
  const add = (text: string, owner = 'detective', who = expert) => who.ask('POST', '/api/obstacles', { text, owner })
  const officer = await (await at.as('officer')).ask('POST', '/api/obstacles', { text: 'x', owner: 'expert' })
  assert.equal(said(officer), '403 no-content-role')
  assert.equal(said(await add(' ')), '400 reason-missing')
  assert.equal(said(await add('Bel 06 12345678.')), '422 names-someone')
  assert.equal(said(await add('Meneer Roodborst weigert.')), '422 names-someone')
  assert.equal(said(await add('Te weinig plekken.', 'officer')), '400 not-a-colleague')
  const first = done<Obstacle>(await add('Te weinig plekken.'))
  const second = done<Obstacle>(await add('Geen tolk.', 'expert', coordinator))
  const moved = (key: string, days: number) =>
    pastTriggers(at.world.store.root, (client) =>
      client.query(
        `update baken.obstacle set at = (at at time zone 'Europe/Amsterdam' - interval '${days} days') at time zone 'Europe/Amsterdam' where key = '${key}'`
      )
    )
  await moved(second.key, 40)
  await moved(first.key, 3)
  const seen = async () => (await list()).obstacles.map(({ text, owner, ageDays }) => [text, owner, ageDays])
  assert.deepEqual(await seen(), [
    ['Geen tolk.', 'expert', 40],
    ['Te weinig plekken.', 'detective', 3]
  ])
  assert.deepEqual(
    (await list(detective)).obstacles.map(({ mine, mayGive }) => [mine, mayGive]),
    [
      [false, false],
      [true, true]
    ]
  )

  const post = async (who: typeof expert, key: string, act: string, body: object) =>
    said(await who.ask('POST', `/api/obstacles/${key}/${act}`, body))
  const give = { owner: 'analyst', reason: 'Kent de opvang.' }
  assert.equal(await post(expert, first.key, 'owner', give), '403 no-right', 'neither owner nor coordinator')
  assert.equal(await post(detective, first.key, 'owner', { ...give, reason: ' ' }), '400 reason-missing')
  assert.equal(await post(detective, first.key, 'owner', { ...give, owner: 'officer' }), '400 not-a-colleague')
  assert.equal(await post(detective, 'geen', 'owner', give), '404 not-found')
  assert.equal(await post(detective, first.key, 'owner', give), 'done')
  const answer = { answer: 'Er zijn tien plekken bij.' }
  assert.equal(await post(detective, first.key, 'answer', answer), '403 no-right', 'no longer theirs')
  assert.equal(await post(coordinator, first.key, 'answer', answer), '403 no-right', 'the owner answers')
  assert.equal(await post(analyst, first.key, 'answer', { answer: 'Bel 06 12345678' }), '422 names-someone')
  assert.equal(await post(analyst, first.key, 'answer', { answer: ' ' }), '400 reason-missing')
  assert.equal(await post(analyst, first.key, 'answer', answer), 'done')
  assert.equal(await post(analyst, first.key, 'answer', answer), '409 wrong-state', 'once')
  assert.equal(await post(coordinator, first.key, 'owner', give), '409 wrong-state', 'nor given away then')
  const all = await list()
  assert.deepEqual(
    [all.waiting, all.obstacles.map(({ answer, ageDays }) => [answer, ageDays])],
    [
      1,
      [
        [null, 40],
        ['Er zijn tien plekken bij.', 3]
      ]
    ]
  )
  await inDatabase(at, second.key)
  await ended(at)
}

async function inDatabase({ world }: Running, key: string): Promise<void> {
  const { store } = world
  const as = (user: string, statement: string) =>
    withGround(store.pool, { user, mandate: 'een' }, (tx) => tx.query(statement, [key]))
  const answered = (by: string) =>
    `update obstacle set answer_sealed = 'x', answered_by = '${by}', answered_at = now() where key = $1`
  assert.equal((await as('analyst', answered('analyst'))).rowCount, 0, 'not their own')
  await assert.rejects(as('coordinator', answered('coordinator')), /answered by its owner/)
  await assert.rejects(as('expert', answered('analyst')), /answered by its owner/)
  await assert.rejects(as('expert', `update obstacle set sealed = 'x' where key = $1`), /not written over/)
  const row = `insert into obstacle (key, mandate_id, owner, sealed, by) select gen_random_uuid(), mandate_id, owner, sealed, 'expert' from obstacle where key = $1`
  await assert.rejects(as('detective', row), /row-level security/)
  const { rows } = await store.root.query<{ all: string }>(
    `select string_agg(t.row, '') as all from (select o::text as row from baken.obstacle o union all select l::text from baken.ledger l where act like 'obstacle%') t`
  )
  assert.doesNotMatch(rows[0]?.all ?? 'plekken', /plekken|tolk/, 'words stand nowhere in clear')
}

/** Five years after its answer it loses its words; one that waits keeps them. */
async function ended({ world }: Running): Promise<void> {
  const { store } = world
  const years = (of: number): Date => new Date(Date.now() + (of * 366 + 9) * 86_400_000)
  const withWords = async () =>
    (await store.owner.query('select 1 from obstacle where length(sealed) > 0 or length(answer_sealed) > 0')).rowCount
  assert.deepEqual([await erasePartners(store, years(4)), await withWords()], [0, 2])
  const plan = await planErasing(store, world.keyring, years(5))
  assert.deepEqual(
    plan.filter(({ what }) => what === 'obstacles').map(({ count, heldBy }) => [count, heldBy]),
    [[1, null]]
  )
  assert.deepEqual([await erasePartners(store, years(5)), await withWords()], [1, 1])
  assert.equal(await erasePartners(store, years(5)), 0)
}
