/** The first steps on the practice instance: they tick themselves by what a person did, for that person only, and can be closed for good. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Home } from '../../../src/contract/desk/home.ts'
import { json, startInterface, type Running } from '../running.ts'

let at: Running
before(async () => {
  at = await startInterface({ demo: true })
})
after(() => at.close())

const guide = async (user: string): Promise<Home['guide']> =>
  json<Home>(await (await at.as(user)).ask('GET', '/api/home')).guide

test('each role has steps of its own, ticked by its own acts; closing them is kept on the server', async () => {
  assert.deepEqual(
    (await guide('analyst'))?.map((step) => [step.code, step.done]),
    ['read-signal', 'read-advert', 'weigh', 'look-up', 'search', 'own-ledger'].map((code) => [code, false])
  )
  const one = await at.as('analyst')
  await one.ask('GET', `/api/signals/${at.signal}`)
  await one.ask('GET', '/api/facts/phone/0612345678')
  const done = async (user: string): Promise<string[]> =>
    ((await guide(user)) ?? []).filter((step) => step.done).map((step) => step.code)
  assert.deepEqual(await done('analyst'), ['read-signal', 'look-up'])
  assert.deepEqual(await done('analyst-2'), [])
  assert.equal((await guide('coordinator'))?.length, 6)
  assert.equal((await guide('auditor'))?.length, 4)
  assert.equal(await guide('administrator'), null)
  assert.equal((await one.ask('POST', '/api/guide/close', {})).status, 204)
  assert.equal(await guide('analyst'), null)
  assert.notEqual(await guide('analyst-2'), null)
})
