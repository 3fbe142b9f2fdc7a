/** Journey 11, the auditor: who saw this number in this month and why, without seeing content; and a row that an administrator deleted in the database. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FindingsPage } from '../../../src/contract/oversight/audit.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('Journey 11', () => {
  let at: Running
  let auditor: Browser
  before(async () => {
    at = await startInterface()
    auditor = await at.as('auditor')
  })
  after(() => at.close())

  const read = async (address: string): Promise<LedgerPage> => {
    const answer = await auditor.ask('GET', address)
    assert.equal(answer.status, 200, answer.text)
    assert.doesNotMatch(answer.text, /Massage in|Rustig, 100 euro/, 'the auditor sees no content')
    return json<LedgerPage>(answer)
  }
  const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const seen = ({ entries }: LedgerPage): string[] =>
    entries
      .filter((one) => one.act !== 'ledger.read' && one.actor !== 'pipeline')
      .map((one) => `${one.actor} ${one.act}: ${one.reason}`)
      .toSorted()

  test('Journey 11: the auditor asks "who saw this number in this month, and why", and is answered by name, act, moment and reason, without content', async () => {
    const [analyst, detective] = [await at.as('analyst'), await at.as('detective')]
    await detective.ask('PUT', '/api/session/mandate', { mandate: 'een', reason: 'melding van 3 maart' })
    assert.equal((await analyst.ask('GET', '/api/facts/phone/06%20-%2012%2034%2056%2078')).status, 200)
    assert.equal((await detective.ask('GET', `/api/adverts/${at.ids[0]}`)).status, 200)
    const asked = `/api/ledger?fact=${encodeURIComponent('06 - 12345678')}`
    const page = await read(`${asked}&from=${day(-1)}&to=${day(1)}`)
    assert.deepEqual(page.facts, [{ kind: 'phone', value: '+31612345678' }])
    assert.deepEqual(seen(page), ['analyst fact.look-up: proef', 'detective advert.read: melding van 3 maart'])
    assert.ok(page.entries.every((one) => Math.abs(Date.parse(one.at) - Date.now()) < 600_000))
    assert.deepEqual(seen(await read(`${asked}&from=${day(1)}&to=${day(2)}`)), [], 'nobody in another month')
    // What an auditor may not: every door to content is closed.
    for (const address of [`/api/adverts/${at.ids[0]}`, '/api/search?q=massage', '/api/facts/phone/0612345678'])
      assert.equal(errorOf(await auditor.ask('GET', address)), '403 no-content-role', address)
  })

  test('Journey 11: a row that an administrator deleted in the database is found and located, by the verifier and on the screen', async () => {
    const { root } = at.world.store
    assert.deepEqual((await verifyLedger(root)).faults, [])
    assert.equal((await read('/api/ledger')).chain, 'intact')
    const { rows } = await root.query<{ no: number }>(
      `select no::int as no from ledger where act = 'advert.read' and actor = 'detective'`
    )
    const gone = rows[0]?.no ?? assert.fail('no reading')
    await pastTriggers(root, (client) => client.query('delete from ledger where no = $1', [gone]))
    const verdict = await verifyLedger(root)
    assert.equal(verdict.verdict, 'broken')
    assert.ok(
      verdict.faults.some((one) => one.no === gone || one.no === gone + 1),
      JSON.stringify(verdict.faults)
    )
    const { findings } = json<FindingsPage>(await auditor.ask('GET', '/api/audit/findings'))
    assert.deepEqual(
      findings.map((one) => [one.kind, one.entries]),
      [['gap', [gone + 1]]]
    )
    assert.equal((await read('/api/ledger')).chain, 'broken')
  })
})
