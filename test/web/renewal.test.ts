/** A mandate that is renewed: everything that stood under it stands under the new one, and nothing else does. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addMandate } from '../../src/accountability/mandates/mandates.ts'
import { eraseDue } from '../../src/accountability/retention/retention.ts'
import { exportKinds } from '../../src/desk/exports/export-kinds.ts'
import { exportRows } from '../../src/desk/exports/export.ts'
import type { MandatesPage } from '../../src/contract/oversight/accounts.ts'
import type { LedgerPage } from '../../src/contract/oversight/ledger.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { withGround } from '../../src/store/ground.ts'
import type { Session } from '../../src/contract/session.ts'
import { linesInForce, withdrawMandate } from '../../src/accountability/mandates/mandates.ts'
import { errorOf, json, startInterface, type Browser, type Running } from './running.ts'

const terms = {
  id: 'een-2',
  legal_basis: 'verzonnen, verlengd',
  purpose: 'proef, vervolg',
  sources: ['*'],
  granted_by: 'test',
  from: 'today',
  until: '30 days',
  erase_after_days: 90
}

describe('a renewed mandate', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    const user = await at.as('analyst')
    const taken = await user.ask('POST', `/api/signals/${at.signal}/take`, { version: 1 })
    assert.equal(taken.status, 200)
    assert.equal(
      (await user.ask('POST', `/api/adverts/${at.ids[1]}/request`, { reason: 'voor de verlenging' })).status,
      200
    )
  })
  after(() => at.close())

  /** All that the interface and the exports say of what stands under the mandate, without what reading itself changes. */
  async function everything(user: Browser): Promise<Record<string, unknown>> {
    const addresses = [
      '/api/signals?state=all',
      `/api/signals/${at.signal}`,
      '/api/search?q=massage',
      '/api/search?fact=0612345678',
      `/api/adverts/${at.ids[0]}`,
      `/api/adverts/${at.ids[1]}`,
      '/api/networks/1',
      '/api/requests',
      '/api/sources'
    ]
    const found: Record<string, unknown> = {}
    for (const address of addresses) {
      const answer = await user.ask('GET', address)
      assert.equal(answer.status, 200, `${address}: ${answer.text}`)
      found[address] = JSON.parse(answer.text.replaceAll(/"(tookMs|lookedAt)":("[^"]*"|\d+)/g, '"$1":0')) as unknown
    }
    for (const kind of exportKinds) {
      const rows: unknown[] = []
      const ground = { user: 'analyst', mandate: 'een' }
      for await (const row of exportRows(at.world.store.pool, ground, at.world, { kind })) rows.push(row)
      found[kind] = rows
    }
    const { rows } = await at.world.store.root.query(
      'select id, state, erase_at, kek from capture join capture_key on capture_id = id order by id'
    )
    return { ...found, captures_with_dates: rows }
  }

  test('T16 goes on with sources, adverts, networks, signals, requests, search, exports and dates of erasing as they were', async () => {
    const user = await at.as('analyst')
    await everything(user) // What is new since one's last look is nothing from now on.
    const before = await everything(user)
    const renewed = await addMandate(at.world.store, terms, { succeeds: 'een' })
    assert.equal(renewed.kind, 'added', JSON.stringify(renewed))
    await at.world.store.owner.query(`update mandate set valid_until = now() where id = 'een'`)
    assert.equal(errorOf(await user.ask('GET', '/api/signals')), '403 mandate-ended')
    const session = json<Session>(await user.ask('GET', '/api/session'))
    assert.deepEqual(
      session.mandates.map((one) => [one.id, one.succeeds, one.eraseAfterDays]),
      [['een-2', 'een', 90]]
    )
    assert.equal((await user.ask('PUT', '/api/session/mandate', { mandate: 'een-2', reason: 'vervolg' })).status, 200)
    const after = await everything(user)
    assert.ok(JSON.stringify(before).includes('06 12345678'), 'the comparison must have seen something')
    assert.equal(JSON.stringify(after, null, 1), JSON.stringify(before, null, 1))
  })

  test('T16 lets nobody in who might not work under the former one, and opens nothing of others', async () => {
    const other = await at.as('elders')
    const session = json<Session>(await other.ask('GET', '/api/session'))
    assert.deepEqual(
      session.mandates.map((one) => one.id),
      ['twee']
    )
    assert.equal(errorOf(await other.ask('GET', `/api/adverts/${at.ids[0]}`)), '404 not-found')
    assert.equal(
      errorOf(await other.ask('PUT', '/api/session/mandate', { mandate: 'een-2', reason: 'x' })),
      '404 not-found'
    )
    const user = await at.as('analyst')
    assert.equal(errorOf(await user.ask('GET', `/api/adverts/${at.ids[2]}`)), '404 not-found')
  })

  test('T16 stands in the ledger: the renewal with both names, and every act under the one that was chosen', async () => {
    const auditor = at.browser()
    await auditor.ask('POST', '/api/session', { user: 'auditor', password: 'geheim genoeg voor een proef' })
    const entries = json<LedgerPage>(await auditor.ask('GET', '/api/ledger?limit=200')).entries
    const renewal = entries.find((one) => one.act === 'mandate.renew')
    assert.deepEqual([renewal?.subject, renewal?.detail['succeeds']], ['mandate:een-2', 'een'])
    const signals = entries.filter((one) => one.act === 'signals.list').map((one) => one.mandate)
    assert.deepEqual(new Set(signals), new Set(['een-2', 'een']))
    assert.equal(signals[0], 'een-2')
  })

  test('T16 work goes on: acts, new requests and retention run under it, and dates of erasing were not prolonged', async () => {
    const user = await at.as('analyst')
    const released = await user.ask('POST', `/api/signals/${at.signal}/release`, { version: 2 })
    assert.equal(released.status, 200, released.text)
    const report = await eraseDue(at.world.store, at.world.keyring, new Date(Date.now() + 40 * 86_400_000))
    assert.deepEqual(report.erased.map((one) => one.mandate).toSorted(), ['twee'])
  })

  test('T16 is renewed once; one that was withdrawn only with a reason; one that is unknown never', async () => {
    const { store } = at.world
    const problem = async (input: object, options: { succeeds: string; reason?: string }): Promise<string> => {
      const outcome = await addMandate(store, { ...terms, ...input }, options)
      return outcome.kind === 'added' ? 'added' : (outcome.problems[0]?.problem ?? '')
    }
    assert.equal(await problem({ id: 'een-3' }, { succeeds: 'een' }), 'een was renewed by een-2 before')
    assert.equal(await problem({ id: 'een-3' }, { succeeds: 'niets' }), 'there is no mandate niets')
    assert.equal(
      await problem({ id: 'een-3', succeeds: 'twee' }, { succeeds: 'een-2' }),
      'the file renews twee, not een-2'
    )
    await store.owner.query(`update mandate set withdrawn_at = now() where id = 'een-2'`)
    assert.equal(await problem({ id: 'een-3' }, { succeeds: 'een-2' }), 'een-2 was withdrawn')
    assert.equal(await problem({ id: 'een-3' }, { succeeds: 'een-2', reason: 'besluit van 1 mei' }), 'added')
    const { rows } = await store.root.query('select line, succeeds from mandate where id = $1', ['een-3'])
    assert.deepEqual(rows, [{ line: 'een', succeeds: 'een-2' }])
  })
})

describe('a mandate whose renewal is over', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    await at.as('administrator')
  })
  after(() => at.close())

  const choose = async (user: Browser, mandate: string): Promise<number> =>
    (await user.ask('PUT', '/api/session/mandate', { mandate, reason: 'verder' })).status
  const inForce = async (): Promise<string[]> =>
    (await linesInForce(at.world.store)).map((one) => one.named).filter((id) => id !== 'twee')
  const states = async (): Promise<(readonly [string, string])[]> => {
    const { mandates } = json<MandatesPage>(await (await at.as('administrator')).ask('GET', '/api/mandates'))
    return mandates.filter((one) => one.line === 'een').map((one) => [one.id, one.state] as const)
  }
  const renew = async (more: object, options: { succeeds: string; reason?: string }): Promise<void> => {
    const outcome = await addMandate(at.world.store, { ...terms, ...more }, options)
    assert.equal(outcome.kind, 'added', JSON.stringify(outcome))
  }

  test('F7 works on beside its renewal, and is not in force again when that is withdrawn before it began', async () => {
    const user = await at.as('analyst')
    await renew({ id: 'een-2', from: new Date(Date.now() + 2 * 86_400_000).toISOString() }, { succeeds: 'een' })
    assert.equal((await withdrawMandate(at.world.store, 'een-2' as MandateId, 'vergissing')).kind, 'withdrawn')
    assert.deepEqual(await inForce(), ['een'])
    assert.equal(await choose(user, 'een'), 200)
    await renew({ id: 'een-3' }, { succeeds: 'een-2', reason: 'nu goed' })
    assert.deepEqual([await choose(user, 'een'), await choose(user, 'een-3')], [200, 200])
  })

  test('F7 nobody works under it once its renewal is withdrawn, in open sessions neither', async () => {
    const user = await at.as('analyst')
    assert.equal(await choose(user, 'een'), 200)
    assert.equal((await user.ask('GET', '/api/signals')).status, 200)
    assert.equal((await withdrawMandate(at.world.store, 'een-3' as MandateId, 'klaar')).kind, 'withdrawn')
    assert.equal(errorOf(await user.ask('GET', '/api/signals')), '403 mandate-ended')
    assert.deepEqual([await choose(user, 'een'), await choose(user, 'een-3')], [404, 404])
    assert.deepEqual(await inForce(), [])
    assert.deepEqual(await states(), [
      ['een-3', 'withdrawn'],
      ['een-2', 'withdrawn'],
      ['een', 'ended']
    ])
    await assert.rejects(
      withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
        tx.query(`insert into row_log (mandate_id, kind, rows) values ('een', 'x', '')`)
      ),
      /row-level security/
    )
  })

  test('F7 nobody works under it once its renewal has ended, and a further renewal is in force by itself', async () => {
    await renew({ id: 'een-4' }, { succeeds: 'een-3', reason: 'nieuw besluit' })
    assert.deepEqual(await inForce(), ['een-4'])
    await at.world.store.owner.query(`update mandate set valid_until = now() where id = 'een-4'`)
    assert.deepEqual(await inForce(), [])
    const user = await at.as('analyst')
    assert.deepEqual([await choose(user, 'een'), await choose(user, 'een-4')], [404, 404])
  })
})
