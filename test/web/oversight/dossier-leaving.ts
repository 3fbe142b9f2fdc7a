/** A package that leaves while its mandate is withdrawn: nothing more of it does, be it fetched already or not. */
import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { GroundEnded } from '../../../src/accountability/acts.ts'
import type { Desk } from '../../../src/desk/adverts/vault.ts'
import { readDossier, type TakenDossier } from '../../../src/desk/dossier/dossiers.ts'
import { openAt, sealAt } from '../../../src/desk/dossier/stored.ts'
import type { World } from '../../support/sample.ts'

export async function endsWithMandate({ store }: World, desk: Desk, id: string, no: number): Promise<void> {
  await inTwo(store.root, desk, id, no)
  const leaving = async (): Promise<TakenDossier['pieces']> => {
    const taken = await readDossier(desk, id, no)
    return taken.kind === 'done' ? taken.value.pieces : assert.fail(taken.reason)
  }
  const cuts = async (): Promise<unknown[]> => {
    const { rows } = await store.root.query<{ detail: { sent: number; bytes: number } }>(
      `select detail from baken.ledger where act = 'case.dossier-cut' order by no`
    )
    return rows.map(({ detail: { sent, bytes } }) => (sent === 0 ? 'nothing' : sent < bytes ? 'a part' : 'all'))
  }
  // D7 a reader that goes away half-way is in the ledger, one that takes all is not.
  for await (const piece of await leaving()) {
    assert.ok(piece.length > 0)
    break
  }
  assert.deepEqual(await cuts(), ['a part'])
  for await (const piece of await leaving()) assert.ok(piece.length > 0)
  assert.equal((await cuts()).length, 1)
  const [early, slow] = [await leaving(), await leaving()]
  assert.equal((await slow.next()).done, false)
  await store.owner.query(`update mandate set withdrawn_at = now() where id = 'een'`)
  try {
    await assert.rejects(early.next(), GroundEnded, 'nothing was fetched yet')
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 2_000 })
    await assert.rejects(slow.next(), GroundEnded, 'a slow reader')
    assert.deepEqual(await cuts(), ['a part', 'nothing', 'a part'])
  } finally {
    mock.timers.reset()
    await store.owner.query(`update mandate set withdrawn_at = null where id = 'een'`)
  }
}

/** A small package has one part: it is stored as two. */
async function inTwo(root: World['store']['root'], desk: Desk, id: string, no: number): Promise<void> {
  const { rows } = await root.query<{ sealed: Buffer }>(
    'select sealed from baken.dossier_part where case_id = $1 and no = $2 order by at',
    [id, no]
  )
  const whole = Buffer.concat(rows.map((row, at) => openAt(desk, `${id}/${no}/${at}`, row.sealed)))
  await root.query('delete from baken.dossier_part where case_id = $1 and no = $2', [id, no])
  const half = whole.length >> 1
  for (const [at, part] of [whole.subarray(0, half), whole.subarray(half)].entries())
    await root.query(
      'insert into baken.dossier_part (case_id, no, at, mandate_id, sealed) values ($1, $2, $3, $4, $5)',
      [id, no, at, desk.ground.mandate, sealAt(desk, `${id}/${no}/${at}`, part)]
    )
}
