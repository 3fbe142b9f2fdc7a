/** The small world of the desk's tests: five adverts under two mandates, one network, one signal, one opened advert. */
import { withGround } from '../../src/store/ground.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleSignal, sampleWorld, type World } from '../support/sample.ts'

export const anna = { user: 'analyst', mandate: 'een' }
export const bente = { user: 'analyst-2', mandate: 'een' }
export const pipeline = { user: 'pipeline', mandate: 'een' }
export const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()

export async function deskWorld(): Promise<{ world: World; ids: number[]; signal: number }> {
  const world = sampleWorld(await testStore())
  await samplePeople(world)
  const ids = await sampleAdverts(world, [
    {
      title: 'Massage in Utrecht',
      body: 'Ontspannen massage. Bel 06 12345678 of mail rust@proef.example',
      network: 1,
      seenAt: at(1)
    },
    { title: 'Massage in Zwolle', body: 'Ontspannen massage, bel 0612345678', network: 1, seenAt: at(2) },
    { title: 'Tuinwerk gezocht', body: 'Werk in de kas, bel 06 12345699', seenAt: at(3) },
    { title: 'Kast te koop', body: 'Eiken kast, één meter breed', seenAt: at(4) },
    { title: 'Geheim elders', body: 'Massage elders, bel 06 12345678', mandate: 'twee', network: 1, seenAt: at(5) }
  ])
  const signal = await sampleSignal(world, 1)
  await withGround(world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, world.keyring, [ids[0] ?? 0], `signal:${signal}`)
  )
  return { world, ids, signal }
}
