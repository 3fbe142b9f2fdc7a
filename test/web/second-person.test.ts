/** One person behind two accounts is no second person: not for a mandate, break-glass, an escalation or a request to open; waiting changes nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BreakGlassList } from '../../src/contract/oversight/break-glass.ts'
import type { MandateProposals } from '../../src/contract/oversight/mandates.ts'
import type { Signal } from '../../src/contract/desk/signals.ts'
import { addUser } from '../../src/accountability/accounts/users.ts'
import { setIdentity } from '../../src/accountability/sign-in/single-sign-on.ts'
import { pastTriggers } from '../support/superuser.ts'
import { password } from '../support/sample.ts'
import { errorOf, json, signIn, startInterface, type Answer, type Browser, type Running } from './running.ts'

describe('one person behind two accounts', () => {
  let at: Running
  let admin: Browser
  let other: Browser
  before(async () => {
    at = await startInterface()
    const second = { id: 'tweede', name: 'Tweede Beheerder', role: 'administrator', password } as const
    assert.equal((await addUser(at.world.store, second)).kind, 'done')
    admin = await at.as('administrator')
    other = await signIn(at, 'tweede')
  })
  after(() => at.close())

  /** Who makes an account knows its one-time password, and signs in with it. */
  const made = async (by: Browser, id: string, role: string, mandates: readonly string[] = []): Promise<Browser> => {
    const answer = await by.ask('POST', '/api/accounts', { id, name: id, role, mandates, reason: 'x' })
    const secret = json<{ password: string }>(answer).password
    const browser = await signIn(at, id, secret)
    const chosen = { old: secret, password: `een kat in de gracht van ${role}` }
    assert.equal((await browser.ask('POST', '/api/session/password', chosen)).status, 204)
    for (const mandate of mandates)
      assert.equal((await browser.ask('PUT', '/api/session/mandate', { mandate, reason: 'x' })).status, 200)
    return browser
  }
  /** All that was done and proposed until now was so many days ago. */
  const daysLater = async (days: number): Promise<void> => {
    await pastTriggers(at.world.store.root, async (client) => {
      for (const column of ['ledger.at', 'weighing.at', 'open_request.at', 'mandate_proposal.proposed_at']) {
        const [table, name] = column.split('.')
        await client.query(`update baken.${table} set ${name} = ${name} - make_interval(days => ${days})`)
      }
    })
  }
  const said = (answer: Answer): string => (answer.status === 204 || answer.status === 200 ? 'done' : errorOf(answer))

  const approve = async (asker: Browser, approver: Browser): Promise<string> => {
    const asked = await asker.ask('POST', '/api/break-glass', { mandates: ['twee'], hours: 1, reason: 'spoed' })
    assert.equal(asked.status, 200, asked.text)
    const { list } = json<BreakGlassList>(await asker.ask('GET', '/api/break-glass'))
    const id = Math.max(...list.map((one) => one.id))
    return said(await approver.ask('POST', `/api/break-glass/${id}/approve`, { reason: 'goed' }))
  }

  const propose = async (proposer: Browser, id: string): Promise<number> => {
    const terms = { legalBasis: 'x', purpose: 'x', grantedBy: 'x', sources: ['*'], from: 'today', until: '9 days' }
    const proposed = await proposer.ask('POST', '/api/mandates/proposals', { mandate: { id, ...terms }, reason: 'x' })
    assert.equal(proposed.status, 200, proposed.text)
    const { proposals } = json<MandateProposals>(await proposer.ask('GET', '/api/mandates/proposals'))
    return proposals.find((one) => one.mandate.id === id)?.id ?? 0
  }
  const confirm = async (proposer: Browser, confirmer: Browser, id: string): Promise<string> => {
    const number = await propose(proposer, id)
    return said(await confirmer.ask('POST', `/api/mandates/proposals/${number}/confirm`, { reason: 'x' }))
  }

  test('opens no mandate by break-glass: not as its maker, nor as a second account of the same maker', async () => {
    const reader = await made(admin, 'lezer', 'analyst')
    const leader = await made(admin, 'leider', 'coordinator')
    assert.equal(await approve(reader, admin), '403 second-person')
    assert.equal(await approve(reader, leader), '403 second-person')
    assert.equal(await approve(reader, other), 'done')
    const own = await at.as('analyst')
    const reset = await admin.ask('POST', '/api/accounts/coordinator/reset', { reason: 'vergeten' })
    const taken = await signIn(at, 'coordinator', json<{ password: string }>(reset).password)
    const chosen = { old: json<{ password: string }>(reset).password, password: 'een kat in de gracht van nu' }
    assert.equal((await taken.ask('POST', '/api/session/password', chosen)).status, 204)
    assert.equal(await approve(reader, taken), '403 second-person')
    assert.equal(await approve(own, taken), 'done')
  })

  test('makes no mandate: neither the maker of who proposed it, nor two of one maker, nor by accounts between them', async () => {
    const shadow = await made(admin, 'schaduw', 'administrator')
    assert.equal(await confirm(shadow, admin, 'omgekeerd'), '403 second-person')
    const twin = await made(admin, 'tweeling', 'administrator')
    assert.equal(await confirm(shadow, twin, 'broers'), '403 second-person')
    const grandchild = await made(shadow, 'kleinkind', 'administrator')
    assert.equal(await confirm(admin, grandchild, 'keten'), '403 second-person')
    assert.equal(await confirm(shadow, other, 'echt'), 'done')
  })

  test('signs in by an identity that an administrator linked: that account is in the hands of both', async () => {
    const linked = { issuer: 'https://aanmelding.example', subject: 'q1' }
    const by = { user: 'administrator', reason: 'x' }
    assert.equal((await setIdentity(at.world.store, 'tweede', linked, by)).kind, 'done')
    assert.equal(await confirm(admin, other, 'gekoppeld'), '403 second-person')
  })

  const weigh = async (who: Browser, act: string): Promise<string> => {
    const { version } = json<Signal>(await who.ask('GET', `/api/signals/${at.signal}`))
    return said(await who.ask('POST', `/api/signals/${at.signal}/${act}`, { version, reason: 'reist steeds' }))
  }
  const ask = async (who: Browser): Promise<number> =>
    json<{ id: number }>(await who.ask('POST', `/api/adverts/${at.ids[1]}/request`, { reason: 'zelfde nummer' })).id
  const grant = async (who: Browser, request: number): Promise<string> =>
    said(await who.ask('POST', `/api/requests/${request}/grant`, { reason: 'past' }))

  test('escalates no signal and opens no advert: two accounts of one maker are one person, however long it waits', async () => {
    const analyst = await made(admin, 'kijker', 'analyst', ['een'])
    const leader = await made(admin, 'hoofd', 'coordinator', ['een'])
    assert.equal(await weigh(analyst, 'propose'), 'done')
    const request = await ask(analyst)
    for (const days of [0, 6, 20]) {
      await daysLater(days)
      assert.equal(await weigh(leader, 'confirm'), '403 second-person', `${days} days later`)
      assert.equal(await grant(leader, request), '403 second-person', `${days} days later`)
    }
    // Who has nothing to do with either account may; and refusing takes no second person.
    const independent = await at.as('analyst-2')
    assert.equal(await weigh(leader, 'reject'), 'done')
    assert.equal(await weigh(analyst, 'propose'), 'done')
    assert.equal(await weigh(independent, 'confirm'), 'done')
    assert.equal(await grant(independent, request), 'done')
  })

  test('confirms no mandate by letting the proposal wait until the week is over', async () => {
    const shadow = await made(admin, 'wachter', 'administrator')
    const number = await propose(shadow, 'gewacht')
    await daysLater(8)
    const answer = await admin.ask('POST', `/api/mandates/proposals/${number}/confirm`, { reason: 'x' })
    assert.equal(said(answer), '403 second-person')
    // An account that rested for a week before the proposal is somebody's own.
    await daysLater(8)
    assert.equal(await confirm(shadow, admin, 'eigen'), 'done')
  })
})
