/** Who saw this number, advert, network or person, when and why: one question over searches, looks, reads and lists. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('who saw this', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
    const [one, two] = [await at.as('analyst'), await at.as('analyst-2')]
    for (const [user, address] of [
      [one, '/api/search?q=bel%2006%20-%2012345678'],
      [two, `/api/adverts/${at.ids[0]}`],
      [two, `/api/adverts/${at.ids[1]}`],
      [two, '/api/search?q=tuinman'],
      [one, '/api/networks/1'],
      [one, '/api/signals'],
      [await at.as('elders'), '/api/facts/phone/0612345678']
    ] as [Browser, string][])
      assert.equal((await user.ask('GET', address)).status, 200, address)
  })
  after(() => at.close())

  const asked = async (user: string, query: string): Promise<LedgerPage> => {
    const answer = await (await at.as(user)).ask('GET', `/api/ledger?${query}`)
    assert.equal(answer.status, 200, answer.text)
    return json<LedgerPage>(answer)
  }
  const told = (page: LedgerPage): string[] =>
    page.entries
      .filter((one) => one.act !== 'ledger.read')
      .map((one) => `${one.actor} ${one.act} ${one.subject ?? ''}`.trim())
      .toSorted()

  test('S5 Complaint 10: of a number, whoever asked for it, and whoever saw an advert that states it, with the reason that was given', async () => {
    const page = await asked('auditor', 'fact=06%2012%2034%2056%2078')
    const [open, sealed] = at.ids
    assert.deepEqual(page.facts, [{ kind: 'phone', value: '+31612345678' }])
    assert.deepEqual(told(page), [
      `analyst network.read network:1`,
      `analyst search.run`,
      'analyst signals.list',
      `analyst-2 advert.read advert:${open}`,
      `analyst-2 advert.read advert:${sealed}`,
      'elders fact.look-up',
      `pipeline advert.open advert:${open}`
    ])
    for (const one of page.entries.filter((entry) => /^(analyst|elders)/.test(entry.actor)))
      assert.equal(one.reason, 'proef', one.act)
  })

  test('S5 what Baken did by itself buries nobody: people alone, of everything and about one thing', async () => {
    const all = await asked('auditor', 'limit=500')
    assert.ok(all.entries.some((one) => one.actor === 'pipeline'))
    const people = await asked('auditor', 'people=1&limit=500')
    assert.ok(people.entries.length > 5)
    assert.ok(people.entries.every((one) => one.actor !== 'pipeline'))
    assert.deepEqual(told(await asked('auditor', `people=1&signal=${at.signal}`)), ['analyst signals.list'])
    assert.deepEqual(told(await asked('analyst', 'people=1&act=network.read')), ['analyst network.read network:1'])
  })

  test('S5 an advert, a network, a signal and a person', async () => {
    assert.deepEqual(told(await asked('auditor', `advert=${at.ids[1]}`)), [`analyst-2 advert.read advert:${at.ids[1]}`])
    assert.deepEqual(told(await asked('auditor', 'network=1')), ['analyst network.read network:1'])
    assert.deepEqual(told(await asked('auditor', `signal=${at.signal}`)), [
      'analyst signals.list',
      `pipeline advert.open advert:${at.ids[0]}`
    ])
    const person = told(await asked('auditor', 'person=analyst-2'))
    assert.ok(person.includes('analyst-2 search.run') && person.includes('analyst-2 session.start user:analyst-2'))
    assert.ok(
      person.every((one) => one.includes('analyst-2')),
      person.join(', ')
    )
  })

  test('S5 others than auditors find their own acts only', async () => {
    assert.deepEqual(told(await asked('analyst', 'fact=0612345678')), [
      'analyst network.read network:1',
      'analyst search.run',
      'analyst signals.list'
    ])
    assert.deepEqual(told(await asked('analyst', 'person=analyst-2')), [])
    assert.deepEqual(told(await asked('operator', 'fact=0612345678')), [])
  })

  test('S5 it goes on from page to page, and beside other filters', async () => {
    const all = told(await asked('auditor', 'fact=0612345678'))
    const seen: string[] = []
    let next: number | null = null
    do {
      const page: LedgerPage = await asked('auditor', `fact=0612345678&limit=2${next === null ? '' : `&after=${next}`}`)
      seen.push(...told(page))
      next = page.next
    } while (next !== null)
    assert.deepEqual(seen.toSorted(), all)
    assert.deepEqual(told(await asked('auditor', 'fact=0612345678&act=advert.read')).length, 2)
    assert.deepEqual(told(await asked('auditor', 'fact=0612345678&to=2026-01-01')), [])
  })

  test('S5 asking is an act too, found by who asks for the same; a value that says nothing is refused', async () => {
    await asked('auditor', 'fact=0687654321')
    const { entries } = await asked('auditor', 'fact=0687654321')
    assert.deepEqual(
      entries.map((one) => [one.actor, one.act]),
      [['auditor', 'ledger.read']]
    )
    assert.equal(errorOf(await (await at.as('auditor')).ask('GET', '/api/ledger?fact=%20')), '400 bad-request')
  })
})
