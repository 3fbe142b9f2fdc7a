/** The mandates and people of the sample, as the ledger tells of those that were made by acts. */
import { listMandates, terms } from '../../../src/accountability/mandates/mandates.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import { noteStanding } from '../../../src/store/standing.ts'
import type { World } from '../../support/sample.ts'

/** Tells the ledger of the mandates and people of `samplePeople`, as the acts that make them do: `baken verify` knows them then. */
export async function tellPeople(world: World): Promise<void> {
  const ground = { user: 'console', mandate: null }
  const mandates = await listMandates(world.store)
  const { rows: people } = await world.store.owner.query<{ id: string }>(
    `select id from app_user where role <> 'system'`
  )
  await withGround(world.store.owner, ground, async (tx) => {
    for (const { demo, ...mandate } of mandates)
      await record(tx, ground, {
        act: 'mandate.add',
        subject: `mandate:${mandate.id}`,
        detail: { ...terms(mandate), demo }
      })
    const ids = people.map((row) => row.id)
    await noteStanding(tx, 'account', ids)
    await record(tx, ground, { act: 'user.add', subject: `user:${ids[0]}` })
  })
}
