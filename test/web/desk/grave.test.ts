/** The second queue through the interface: signs without words, opened only by two persons, set aside with a reason; written by the seal step. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Advert } from '../../../src/contract/desk/adverts.ts'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { GraveAdvert, OpenRequest } from '../../../src/contract/desk/requests.ts'
import { noteGrave } from '../../../src/store/adverts/grave-adverts.ts'
import { withGround } from '../../../src/store/ground.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

const words = 'Stukadoors gezocht, 4 euro per uur. Paspoort inleveren bij de baas.'

describe('single grave adverts', () => {
  let at: Running
  let ids: number[] = []
  let analyst: Browser
  before(async () => {
    at = await startInterface()
    ids = await sampleAdverts(at.world, [
      { title: 'Werk', body: words },
      { title: 'Werk elders', body: words },
      { title: 'Gewoon werk', body: 'Werk in de kas, 16 euro per uur.' }
    ])
    await withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) => noteGrave(tx, 'een', ids, 7))
    analyst = await at.as('analyst')
  })
  after(() => closeInAgreement(at))

  const list = async (who: Browser): Promise<GraveAdvert[]> =>
    json<{ adverts: GraveAdvert[] }>(await who.ask('GET', '/api/grave-adverts')).adverts

  const onFirstScreen = async (who: Browser): Promise<number> =>
    json<Home>(await who.ask('GET', '/api/home')).todo.find((one) => one.code === 'look-at-grave')?.count ?? 0

  test('are listed with their signs and none of their words, under their mandate only; one whose signs do not hold is not', async () => {
    const shown = await list(analyst)
    assert.deepEqual(
      shown.map((one) => one.advert).toSorted((a, b) => a - b),
      [ids[0], ids[1]]
    )
    for (const one of shown) {
      assert.equal(one.state, 'sealed')
      assert.deepEqual(one.signs.map((sign) => sign.indicator).toSorted(), ['AN-12', 'AN-15'])
      assert.ok(one.signs.every((sign) => sign.title.nl !== '' && sign.title.en !== ''))
    }
    assert.doesNotMatch(JSON.stringify(shown), /Stukadoors|inleveren/)
    assert.deepEqual(await list(await at.as('elders')), [])
    const { rows } = await at.world.store.root.query<{ detail: { adverts: number[] } }>(
      `select detail from baken.ledger where act = 'grave.list' and actor = 'analyst' order by no desc limit 1`
    )
    assert.deepEqual(
      rows[0]?.detail.adverts.toSorted((a, b) => a - b),
      [ids[0], ids[1]]
    )
  })

  test('are read by nobody before one person asked and another granted it, and stand on the first screen until somebody asked', async () => {
    const sealed = json<Advert>(await analyst.ask('GET', `/api/adverts/${ids[0]}`))
    assert.doesNotMatch(JSON.stringify(sealed), /Stukadoors/)
    assert.equal(await onFirstScreen(analyst), 3)
    const asked = json<OpenRequest>(
      await analyst.ask('POST', `/api/adverts/${ids[0]}/request`, { reason: 'Ernstige kenmerken' })
    )
    const waiting = (await list(analyst)).find((one) => one.advert === ids[0])
    assert.equal(waiting?.request?.state, 'asked')
    assert.equal(await onFirstScreen(analyst), 2)
    assert.equal(await onFirstScreen(await at.as('officer')), 0)
    const grant = (who: Browser) => who.ask('POST', `/api/requests/${asked.id}/grant`, { reason: 'Eens' })
    assert.equal(errorOf(await grant(analyst)), '403 second-person')
    assert.equal((await list(analyst)).find((one) => one.advert === ids[0])?.state, 'sealed')
    assert.equal((await grant(await at.as('analyst-2'))).status, 200)
    assert.equal((await list(analyst)).find((one) => one.advert === ids[0])?.state, 'open')
    assert.match(JSON.stringify(json<Advert>(await analyst.ask('GET', `/api/adverts/${ids[0]}`))), /Stukadoors/)
  })

  test('are set aside once, with a reason that is kept, and stay sealed', async () => {
    const aside = (id: number | undefined, reason: string) =>
      analyst.ask('POST', `/api/grave-adverts/${id}/set-aside`, { reason })
    assert.equal(errorOf(await aside(ids[1], ' ')), '400 reason-missing')
    assert.equal(errorOf(await aside(ids[2], 'x')), '404 not-found')
    const done = json<GraveAdvert>(await aside(ids[1], 'Oude advertentie'))
    assert.deepEqual([done.state, done.setAside?.by, done.setAside?.reason], ['sealed', 'analyst', 'Oude advertentie'])
    assert.equal(await onFirstScreen(analyst), 1)
    assert.equal(errorOf(await aside(ids[1], 'nog eens')), '409 wrong-state')
    assert.equal((await list(analyst)).at(-1)?.advert, ids[1])
  })
})
