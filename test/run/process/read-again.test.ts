/** A text that is seen again in a newer capture: its version moves there, and what people said of its facts goes with it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findFact } from '../../../src/desk/adverts/advert.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { rejectUnindexed } from '../../../src/desk/facts/fact-decision.ts'
import { createLinkDesk } from '../../../src/run/link/link-desk.ts'
import { stepVersions } from '../../../src/pipeline.ts'
import { withGround } from '../../../src/store/ground.ts'
import type { Engine } from '../../../src/run/engine.ts'
import { erasingWorld, type ErasingWorld } from '../erasing/erasing-world.ts'

const ground = { user: 'analyst', mandate: 'een' }
const pipeline = { user: 'pipeline', mandate: 'een' }
const line = {
  id: 'kamer',
  title: 'Verzonnen kamer te huur',
  body: 'Lichte kamer met een tafel en een bed, 80 euro. Bel 06 12345678 in Zwolle.'
}
let one: ErasingWorld
let engine: Engine
let advert: number

before(async () => {
  one = await erasingWorld()
  engine = await one.start()
  await one.bring(engine, [line])
  const { rows } = await one.world.store.root.query<{ id: number }>('select id from baken.advert')
  advert = rows[0]?.id ?? assert.fail('no advert')
  await withGround(one.world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, one.world.keyring, [advert], 'signal:1')
  )
})
after(async () => {
  await engine?.stop()
  await one?.close()
})

interface Decided {
  readonly version: number
  readonly kind: string
  readonly decided_by: string
  readonly decided_because: string
  readonly decided_at: string
}

async function rejected(): Promise<Decided[]> {
  const { rows } = await one.world.store.root.query<Decided>(
    `select s.version, f.kind, f.decided_by, f.decided_because, f.decided_at::text
     from baken.fact f join baken.sighting s on s.id = f.sighting_id where f.state = 'rejected' order by s.version, f.kind`
  )
  return rows
}

/** The fact of a kind in the first version. */
async function factOf(kind: string) {
  for (let ordinal = 0; ; ordinal++) {
    const found = await findFact(one.world.store.pool, ground, one.world, { advert, version: 1, ordinal })
    if (found.kind === 'refused') return assert.fail(`no ${kind}: ${found.reason}`)
    if (found.value.fact.kind === kind) return found.value
  }
}

test('a price and a number that a person rejected stay rejected, by whom and why, when the text is seen again and when it changes', async () => {
  const price = await factOf('price')
  assert.equal(price.indexed, false)
  const done = await rejectUnindexed(one.world.store.pool, ground, one.world, advert, price, 'Dit is de borg')
  assert.equal(done.kind, 'done')
  const phone = await factOf('phone')
  const desk = createLinkDesk(() => engine.process)
  await desk.rejectFact(ground, advert, phone.sighting, phone.fact.ordinal, 'Dit is een kenteken')
  const decided = await rejected()
  assert.deepEqual(
    decided.map((fact) => [fact.version, fact.kind, fact.decided_by, fact.decided_because]),
    [
      [1, 'phone', 'analyst', 'Dit is een kenteken'],
      [1, 'price', 'analyst', 'Dit is de borg']
    ]
  )
  await one.bring(engine, [{ ...line, posted_at: '2026-02-06T10:00:00Z' }])
  assert.deepEqual(await rejected(), decided)
  await one.bring(engine, [{ ...line, body: `${line.body} Ook op zondag.`, posted_at: '2026-02-07T10:00:00Z' }])
  assert.deepEqual(await rejected(), [...decided, ...decided.map((fact) => ({ ...fact, version: 2 }))])
})

test('a version that moves to a newer capture says by which versions of the steps it was read there', async () => {
  const steps = async (): Promise<unknown[]> =>
    (
      await one.world.store.root.query(
        'select capture_id, read_version as read, extract_version as extract from baken.sighting order by version desc limit 1'
      )
    ).rows
  await one.world.store.root.query('update baken.sighting set read_version = 1, extract_version = 1')
  const [before] = (await steps()) as { readonly capture_id: string }[]
  await one.bring(engine, [{ ...line, body: `${line.body} Ook op zondag.`, posted_at: '2026-02-08T10:00:00Z' }])
  const [now] = (await steps()) as { readonly capture_id: string }[]
  assert.notEqual(now?.capture_id, before?.capture_id, 'the version did not move: this test proves nothing')
  const { read, extract } = stepVersions
  assert.deepEqual({ ...now, capture_id: '' }, { capture_id: '', read, extract })
})
