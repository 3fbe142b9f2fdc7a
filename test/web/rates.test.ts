/** How fast a person may ask: each has a bucket of requests, colleagues and sign-in are not held up, and the ledger tells of it once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRates, usualRates } from '../../src/web/rates.ts'
import { password } from '../support/sample.ts'
import { errorOf, startInterface } from './running.ts'

const slow = { burst: 6, perSecond: 0.001 }

test('a person who asks too fast is told how long to wait, and a colleague is not held up', async () => {
  const at = await startInterface({ rates: { person: slow, stranger: { burst: 4, perSecond: 0.001 } } })
  try {
    const [one, two] = [await at.as('analyst'), await at.as('detective')]
    const answers = []
    // Choosing a mandate was the first of six.
    for (let n = 0; n < 8; n++) answers.push(await one.ask('GET', '/api/signals'))
    const said = answers.map((answer) => (answer.status === 200 ? 'answered' : errorOf(answer)))
    assert.deepEqual(said, [
      ...Array.from({ length: 5 }, () => 'answered'),
      ...Array.from({ length: 3 }, () => '429 too-many-requests')
    ])
    assert.ok(Number(answers.at(-1)?.headers.get('retry-after')) > 1)
    assert.equal((await two.ask('GET', '/api/signals')).status, 200)
    // A second session of the same person has the same bucket; signing in is counted by client.
    const other = at.browser()
    assert.equal((await other.ask('POST', '/api/session', { user: 'analyst', password })).status, 200)
    assert.equal(errorOf(await other.ask('GET', '/api/session')), '429 too-many-requests')
    const anybody = at.browser()
    assert.equal(errorOf(await anybody.ask('GET', '/api/session')), '401 signed-out')
    assert.equal(errorOf(await anybody.ask('GET', '/api/session')), '429 too-many-requests')
    const { rows } = await at.world.store.root.query<{ detail: object }>(
      `select detail from ledger where act = 'access.refused' order by no`
    )
    assert.deepEqual(
      rows.map((row) => row.detail),
      [{ role: 'analyst', route: 'GET /api/signals', reason: 'too-many-requests' }]
    )
  } finally {
    await at.close()
  }
})

test('the live events and the document of the interface are counted like every route', async () => {
  const at = await startInterface({ rates: { person: slow, stranger: { burst: 4, perSecond: 0.001 } } })
  try {
    const [analyst, anybody] = [await at.as('analyst'), at.browser()]
    // Signing in was the first of four.
    const documents = []
    for (let n = 0; n < 4; n++) documents.push(await anybody.ask('GET', '/api/openapi.json'))
    assert.deepEqual(
      documents.map((answer) => answer.status),
      [200, 200, 200, 429]
    )
    assert.equal(documents[1]?.text, documents[0]?.text)
    assert.equal(errorOf(await anybody.ask('GET', '/api/events')), '429 too-many-requests')
    for (let n = 0; n < 5; n++) await analyst.ask('GET', '/api/signals')
    assert.equal(errorOf(await analyst.ask('GET', '/api/events')), '429 too-many-requests')
  } finally {
    await at.close()
  }
})

test('a bucket fills again as time passes, to its size and no further, and what is forgotten was full', () => {
  let now = 0
  const admit = createRates({ ...usualRates, person: { burst: 2, perSecond: 10 } }, () => now)
  const waits = (who = 'a'): number => admit('person', who).waitSeconds
  assert.deepEqual([waits(), waits(), waits()], [0, 0, 1])
  now += 100
  assert.deepEqual([waits(), waits()], [0, 1])
  now += 60_000
  assert.deepEqual([waits(), waits(), waits()], [0, 0, 1])
  assert.deepEqual([admit('person', 'b').first, admit('person', 'a').first], [false, false])
  for (let n = 0; n < 20_000; n++) admit('person', `person ${n}`)
  assert.equal(waits(), 0, 'ten thousand others came since: the oldest is forgotten rather than memory filled')
})

test('a person is held up as before when a client comes from ever new addresses', () => {
  const admit = createRates({ ...usualRates, person: { burst: 2, perSecond: 10 } }, () => 0)
  const waits = (): number => admit('person', 'a').waitSeconds
  assert.deepEqual([waits(), waits(), waits()], [0, 0, 1])
  for (let n = 0; n < 20_000; n++) admit('stranger', `2001:db8::${n.toString(16)}`)
  assert.equal(waits(), 1)
})
