/** What single adverts say by themselves, from import on: grave ones come into the second queue while they stay sealed. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { listGrave } from '../../../src/desk/adverts/grave-adverts.ts'
import { handOver, listHandoffs } from '../../../src/desk/adverts/handoffs.ts'
import { openApp, type App } from '../../../src/run/app.ts'
import { withGround } from '../../../src/store/ground.ts'
import { baken, scratch } from '../../support/baken.ts'

const analyst = { user: 'analyst', mandate: 'oefening' }
let folder: ReturnType<typeof scratch>
let data: string
before(() => {
  folder = scratch('grave')
  data = path.join(folder.folder, 'data')
})
after(() => folder.remove())

const line = (nr: number, body: string): string =>
  JSON.stringify({ id: `a-${nr}`, site: 'een.example', url: `https://een.example/${nr}`, title: `Bericht ${nr}`, body })

async function load(lines: readonly string[]): Promise<void> {
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(file, lines.join('\n'))
  const ran = await baken(['import', file, '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
}

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const opened = await openApp({ dataDir: data, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }, 'hold')
  if (opened.kind !== 'app') assert.fail('the folder is held')
  try {
    return await work(opened.app)
  } finally {
    await opened.app.close()
  }
}

test('W5 an advert of four euros an hour with the passport to be handed in reaches the second queue, sealed, and one of a fair wage does not', async () => {
  await load([
    line(1, 'Stukadoors gezocht, 4 euro per uur. Paspoort inleveren bij de baas.'),
    line(2, 'Stukadoors gezocht, 17 euro per uur, eigen bus.'),
    line(3, 'Groene fiets te koop')
  ])
  await withApp(async (app) => {
    const listed = await listGrave(app.store.pool, analyst, app)
    assert.equal(listed.kind, 'done')
    const adverts = listed.kind === 'done' ? listed.value.adverts : []
    assert.deepEqual(
      adverts.map((one) => [
        one.state,
        one.signs
          .map((sign) => sign.indicator)
          .toSorted()
          .join(' ')
      ]),
      [['sealed', 'AN-12 AN-15']]
    )
  })
})

test('SX-T23 an advert that says of itself that somebody under eighteen is offered is not stored: address and time only, and its capture goes', async () => {
  await load([
    line(11, 'Escort in Breda, ik ben 16 jaar oud, bel 06 10 10 12 12.'),
    line(12, 'Escort in Breda, ik ben 26 jaar oud, bel 06 10 10 13 13.'),
    line(13, 'Kinderfiets te koop, mijn zoon is 12 jaar oud.')
  ])
  const exported = async (kind: string): Promise<string> => {
    const ran = await baken(['export', kind, '--sealed', '--data', data])
    assert.equal(ran.code, 0, ran.stderr)
    return ran.stdout
  }
  const adverts = await exported('adverts')
  assert.match(adverts, /"a-12"/)
  assert.match(adverts, /"a-13"/)
  assert.doesNotMatch(adverts, /"a-11"/)
  const capture = await withApp(async (app) => {
    const coordinator = { user: 'coordinator', mandate: 'oefening' }
    const listed = await listHandoffs(app.store.pool, coordinator, app)
    const handoffs = listed.kind === 'done' ? listed.value.handoffs : []
    assert.deepEqual(
      handoffs.map((one) => [one.indicator, one.url, one.handed]),
      [['SX-T23', 'https://een.example/11', null]]
    )
    assert.doesNotMatch(JSON.stringify(handoffs), /Escort|jaar oud|10 10 12/)
    const id = handoffs[0]?.capture ?? ''
    const given = await handOver(app.store.pool, coordinator, app, id, 'Team jeugd en zeden')
    assert.equal(given.kind === 'done' && given.value.handed?.to, 'Team jeugd en zeden')
    const again = await handOver(app.store.pool, coordinator, app, id, 'nog eens')
    assert.deepEqual(again, { kind: 'refused', reason: 'wrong-state' })
    return id
  })
  await withApp(async (app) => {
    await eraseDue(app.store, app.keyring, new Date())
    const pipeline = { user: 'pipeline', mandate: 'oefening' }
    const { rows } = await withGround(app.store.pool, pipeline, (tx) =>
      tx.query<{ state: string; keys: number }>(
        `select c.state, (select count(*)::int from capture_key k where k.capture_id = c.id) as keys from capture c where c.id = $1`,
        [capture]
      )
    )
    assert.deepEqual(rows, [{ state: 'erased', keys: 0 }])
  })
  const verified = await baken(['verify', data])
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
})
