/** Pairs of adverts over HTTP: they follow what adverts say, what people call wrong, and the networks of now, however often they are asked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Duels } from '../../../src/contract/desk/duels.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { json, startInterface, type Running } from '../running.ts'

const pipeline = { user: 'pipeline', mandate: 'een' }
let at: Running
let ids: number[]
before(async () => {
  at = await startInterface()
  ids = await sampleAdverts(at.world, [
    { title: 'Eerste', body: 'Werk in een kas bij Venlo. Bel 06 10 10 18 18', network: 801 },
    { title: 'Tweede', body: 'Een kamer aan zee te huur. Bel 06 10 10 18 18', network: 802 }
  ])
  await withGround(at.world.store.pool, pipeline, (tx) => openAdverts(tx, pipeline, at.world.keyring, ids, 'signal:1'))
})
after(() => at?.close())

/** The pairs of the two adverts that are asked. */
async function asked(): Promise<string[]> {
  const { pairs } = json<Duels>(await (await at.as('analyst')).ask('GET', '/api/duels'))
  return pairs.flatMap(({ a, b, why }) =>
    [a, b].every((side) => ids.includes(side.advert))
      ? [`${ids.indexOf(a.advert)} ${ids.indexOf(b.advert)} ${why}`]
      : []
  )
}

function write(text: string, values: readonly unknown[]): Promise<unknown> {
  return withGround(at.world.store.pool, pipeline, (tx) => tx.query(text, [...values]))
}

test('Journey 5 a number that a person called wrong makes no pair any more, and makes it again when that is taken back', async () => {
  assert.deepEqual(await asked(), ['0 1 value'])
  await write(`update fact set state = 'rejected' where advert_id = $1 and kind = 'phone'`, [ids[0]])
  assert.deepEqual(await asked(), [])
  await write(`update fact set state = 'proposed' where advert_id = $1 and kind = 'phone'`, [ids[0]])
  assert.deepEqual(await asked(), ['0 1 value'])
})

test('Journey 5 adverts of one network are no pair, as soon as they are of one', async () => {
  assert.deepEqual(await asked(), ['0 1 value'])
  await write('update advert set network_id = 801 where id = $1', [ids[1]])
  assert.deepEqual(await asked(), [])
  await write('update advert set network_id = 802 where id = $1', [ids[1]])
  assert.deepEqual(await asked(), ['0 1 value'])
})

test('an advert that is not open any more is in no pair', async () => {
  assert.deepEqual(await asked(), ['0 1 value'])
  await write(`update advert set state = 'erased' where id = $1`, [ids[0]])
  assert.deepEqual(await asked(), [])
})
