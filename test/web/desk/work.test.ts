/** People at work through the interface: signals, requests, the ledger, live events. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Advert, FactDecision } from '../../../src/contract/desk/adverts.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import type { SearchResult } from '../../../src/contract/desk/search.ts'
import type { Signal, SignalRow } from '../../../src/contract/desk/signals.ts'
import { errorOf, json, startInterface, type Running } from '../running.ts'

describe('people at work', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  test('E7 two people take one signal: the second is told, and sees the change', async () => {
    const [one, two] = [await at.as('analyst'), await at.as('analyst-2')]
    const { version } = json<Signal>(await two.ask('GET', `/api/signals/${at.signal}`))
    assert.equal((await one.ask('POST', `/api/signals/${at.signal}/take`, { version })).status, 200)
    assert.equal(
      errorOf(await two.ask('POST', `/api/signals/${at.signal}/dismiss`, { version, reason: 'niets' })),
      '409 changed'
    )
    assert.equal(json<Signal>(await two.ask('GET', `/api/signals/${at.signal}`)).assignedTo, 'analyst')
    const proposed = json<SignalRow>(
      await one.ask('POST', `/api/signals/${at.signal}/propose`, { version: version + 1, reason: 'verplaatst steeds' })
    )
    assert.equal(
      errorOf(await one.ask('POST', `/api/signals/${at.signal}/confirm`, { version: proposed.version })),
      '403 second-person'
    )
    assert.equal(
      json<SignalRow>(await two.ask('POST', `/api/signals/${at.signal}/confirm`, { version: proposed.version })).state,
      'escalated'
    )
  })

  test('one asks to open, another grants, and the text is there', async () => {
    const [one, two] = [await at.as('analyst'), await at.as('analyst-2')]
    const asked = json<{ id: number }>(
      await one.ask('POST', `/api/adverts/${at.ids[1]}/request`, { reason: 'zelfde nummer' })
    )
    assert.equal(json<SearchResult>(await one.ask('GET', '/api/search?q=zwolle')).results[0]?.request, 'asked')
    assert.equal(
      errorOf(await one.ask('POST', `/api/requests/${asked.id}/grant`, { reason: 'x' })),
      '403 second-person'
    )
    assert.equal((await two.ask('POST', `/api/requests/${asked.id}/grant`, { reason: 'past' })).status, 200)
    assert.equal(
      json<Advert>(await one.ask('GET', `/api/adverts/${at.ids[1]}`)).versions[0]?.reading?.title,
      'Massage in Zwolle'
    )
  })

  test('decisions on facts say so when no linker can be reached', async () => {
    const user = await at.as('analyst')
    const facts = json<Advert>(await user.ask('GET', `/api/adverts/${at.ids[0]}`)).versions[0]?.reading?.facts ?? []
    const phone = facts.find((fact) => fact.kind === 'phone')
    assert.equal(
      errorOf(
        await user.ask('POST', `/api/adverts/${at.ids[0]}/versions/1/facts/${phone?.ordinal}/reject`, {
          reason: 'fout gelezen'
        })
      ),
      '503 linker-unavailable'
    )
  })

  test('a fact that joins nothing is rejected at once, once, and with a reason', async () => {
    const user = await at.as('analyst')
    const advert = json<Advert>(await user.ask('GET', `/api/adverts/${at.ids[0]}`))
    const price = advert.versions[0]?.reading?.facts.find((fact) => fact.kind === 'price')
    const reject = (reason: string) =>
      user.ask('POST', `/api/adverts/${at.ids[0]}/versions/1/facts/${price?.ordinal}/reject`, { reason })
    assert.equal(errorOf(await reject(' ')), '400 reason-missing')
    const decision = json<FactDecision>(await reject('is geen prijs'))
    assert.deepEqual(
      [decision.fact.kind, decision.fact.state, decision.fact.decidedBy, decision.networksChanged],
      ['price', 'rejected', 'analyst', 0]
    )
    assert.equal(errorOf(await reject('nog eens')), '409 changed')
  })

  test('each finds the own acts in the ledger, the auditor those of all, refusals too', async () => {
    const own = json<LedgerPage>(await (await at.as('analyst')).ask('GET', '/api/ledger'))
    assert.ok(
      own.entries.length > 5 && own.entries.every((entry) => entry.actor === 'analyst') && own.chain === 'intact'
    )
    assert.ok(own.entries.some((entry) => entry.act === 'signal.take'))
    for (const role of ['officer', 'administrator'])
      assert.equal(errorOf(await (await at.as(role)).ask('GET', '/api/signals')), '403 no-content-role')
    const all = json<LedgerPage>(await (await at.as('auditor')).ask('GET', '/api/ledger?act=access.refused'))
    assert.deepEqual(
      all.entries.map((entry) => [entry.actor, entry.detail['route']]),
      [
        ['administrator', 'GET /api/signals'],
        ['officer', 'GET /api/signals']
      ]
    )
  })

  test('E5 nothing is read while the ledger cannot be written, and all is well after', async () => {
    const user = await at.as('analyst')
    await at.world.store.root.query('alter table ledger rename to ledger_gone')
    try {
      for (const address of [
        '/api/signals',
        `/api/signals/${at.signal}`,
        '/api/search?q=massage',
        `/api/adverts/${at.ids[0]}`,
        '/api/networks/1',
        '/api/requests',
        '/api/sources'
      ]) {
        const answer = await user.ask('GET', address)
        assert.equal(errorOf(answer), '503 ledger-unavailable', address)
        assert.ok(!answer.text.includes('Utrecht'))
      }
    } finally {
      await at.world.store.root.query('alter table ledger_gone rename to ledger')
    }
    assert.equal((await user.ask('GET', '/api/signals')).status, 200)
    assert.ok(at.faults.length > 0)
  })

  test('a listener hears progress and changes of the own mandate, and nothing of another', async () => {
    const heard = async (user: string, until: RegExp, longestMs = 60_000): Promise<string> => {
      const { cookie } = await at.as(user)
      const stop = new AbortController()
      const response = await fetch(`${at.base}/api/events`, { headers: { cookie }, signal: stop.signal })
      assert.equal(response.headers.get('content-type'), 'text/event-stream')
      let text = ''
      const decoder = new TextDecoder()
      const timer = setTimeout(() => stop.abort(), longestMs)
      try {
        for await (const chunk of response.body ?? []) {
          text += decoder.decode(chunk, { stream: true })
          if (text.includes('retry')) at.tell('een')
          if (until.test(text)) break
        }
      } catch {
        // Stopped by the timer: what was heard is judged below.
      }
      clearTimeout(timer)
      stop.abort()
      return text
    }
    const analyst = await heard('analyst', /event: changed/)
    assert.ok(analyst.includes('"adverts":2') && analyst.includes('{"what":"signals"}'), analyst)
    const two = await at.as('analyst-2')
    const looks = heard('analyst', /event: colleague/)
    const operator = heard('operator', /event: colleague/, 3_000)
    for (let tries = 0; tries < 500; tries++) {
      await two.ask('GET', `/api/signals/${at.signal}`)
      if (await Promise.race([looks.then(() => true), new Promise<false>((done) => setTimeout(done, 100, false))]))
        break
    }
    assert.match(
      await looks,
      new RegExp(`event: colleague\\ndata: {"by":"analyst-2","act":"read","signals":\\[${at.signal}\\]`)
    )
    assert.doesNotMatch(await operator, /event: colleague/)
    const other = await heard('elders', /"adverts":1/)
    assert.ok(other.includes('"adverts":1') && !other.includes('event: changed'), other)
  })
})
