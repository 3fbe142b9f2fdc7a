/** Mandates made by two persons: what one proposes holds only once another confirms it, and both stand in the ledger. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MandatesPage } from '../../../src/contract/oversight/accounts.ts'
import type { MandateProposal, MandateProposals } from '../../../src/contract/oversight/mandates.ts'
import type { Problem } from '../../../src/contract/problem.ts'
import { addUser } from '../../../src/accountability/accounts/users.ts'
import { findMandate, linesInForce } from '../../../src/accountability/mandates/mandates.ts'
import { password } from '../../support/sample.ts'
import { errorOf, json, signIn, startInterface, type Answer, type Browser, type Running } from '../running.ts'

describe('a mandate by two persons', () => {
  let at: Running
  let [first, second]: Browser[] = []
  before(async () => {
    at = await startInterface()
    const other = { id: 'tweede', name: 'Tweede Beheerder', role: 'administrator', password } as const
    assert.equal((await addUser(at.world.store, other)).kind, 'done')
    first = await at.as('administrator')
    second = await signIn(at, 'tweede')
  })
  after(() => at.close())

  const terms = {
    legalBasis: 'artikel 3',
    purpose: 'uitbuiting in de kassen',
    grantedBy: 'officier',
    sources: ['*'],
    from: 'today',
    until: '30 days'
  }
  const propose = (by: Browser | undefined, mandate: object): Promise<Answer> => {
    assert.ok(by !== undefined)
    return by.ask('POST', '/api/mandates/proposals', {
      mandate: { ...terms, ...mandate },
      reason: 'verzoek van het team'
    })
  }
  const proposal = async (by: Browser | undefined, id: string): Promise<MandateProposal> => {
    const all = json<MandateProposals>((await by?.ask('GET', '/api/mandates/proposals')) as Answer).proposals
    const found = all.find((one) => one.mandate.id === id)
    assert.ok(found !== undefined, id)
    return found
  }
  const decide = async (by: Browser | undefined, id: number, decision: string): Promise<string> => {
    const answer = await by?.ask('POST', `/api/mandates/proposals/${id}/${decision}`, { reason: 'nagelezen' })
    assert.ok(answer !== undefined)
    return answer.status === 204 ? 'done' : errorOf(answer)
  }

  test('holds only once another administrator confirms it; both persons stand with it and in the ledger', async () => {
    assert.equal((await propose(first, { id: 'kassen' })).status, 200)
    const { id, may, state } = await proposal(first, 'kassen')
    assert.deepEqual([may, state], [['take-back'], 'proposed'])
    assert.equal(await findMandate(at.world.store, 'kassen'), null)
    assert.equal(await decide(first, id, 'confirm'), '403 second-person')
    assert.ok(!(await linesInForce(at.world.store)).some((one) => one.id === 'kassen'))
    assert.deepEqual((await proposal(second, 'kassen')).may, ['confirm', 'refuse'])
    assert.equal(await decide(second, id, 'confirm'), 'done')
    assert.equal((await findMandate(at.world.store, 'kassen'))?.inForce, true)
    const listed = json<MandatesPage>((await first?.ask('GET', '/api/mandates')) as Answer).mandates
    const made = listed.find((one) => one.id === 'kassen')
    assert.deepEqual([made?.proposedBy, made?.confirmedBy, made?.state], ['administrator', 'tweede', 'in-force'])
    assert.equal(await decide(second, id, 'confirm'), '409 wrong-state')
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select actor || ' ' || act || ' ' || coalesce(detail ->> 'proposedBy', '') || ' ' || coalesce(detail ->> 'confirmedBy', '') as what
       from ledger where subject = 'mandate:kassen' order by no`
    )
    assert.deepEqual(
      rows.map(({ what }) => what.trim()),
      ['administrator mandate.propose', 'tweede mandate.add administrator tweede']
    )
  })

  test('is confirmed by no account that its proposer made or gave a password within the week', async () => {
    const helper = { id: 'schaduw', name: 'Schaduw', role: 'administrator', mandates: [], reason: 'x' }
    const made = await first?.ask('POST', '/api/accounts', helper)
    const secret = json<{ password: string }>(made as Answer).password
    const shadow = await signIn(at, 'schaduw', secret)
    const change = await shadow.ask('POST', '/api/session/password', { old: secret, password: 'een kat in de gracht' })
    assert.equal(change.status, 204)
    await propose(first, { id: 'alleen' })
    const { id } = await proposal(first, 'alleen')
    assert.equal(await decide(shadow, id, 'confirm'), '403 second-person')
    assert.equal(await findMandate(at.world.store, 'alleen'), null)
    assert.equal(await decide(second, id, 'refuse'), 'done')
    assert.equal((await proposal(first, 'alleen')).state, 'refused')
  })

  test('is taken back by who proposed it only, and withdrawn by one person once it holds', async () => {
    await propose(second, { id: 'haven' })
    const { id } = await proposal(second, 'haven')
    assert.equal(await decide(first, id, 'take-back'), '409 wrong-state')
    assert.equal(await decide(second, id, 'take-back'), 'done')
    assert.equal(await decide(first, id, 'confirm'), '409 wrong-state')
    const gone = await second?.ask('POST', '/api/mandates/kassen/withdraw', { reason: 'klaar' })
    assert.equal(gone?.status, 204)
    assert.equal((await findMandate(at.world.store, 'kassen'))?.inForce, false)
  })

  test('renews another with its history, and is judged whole, with the field that is wrong', async () => {
    const pace = { hours: '08:00-20:00', budget: { day: { pages: '5000', time: '2h' } } }
    await propose(first, { id: 'een-verder', succeeds: 'een', ...pace })
    assert.equal(await decide(second, (await proposal(first, 'een-verder')).id, 'confirm'), 'done')
    const renewed = await findMandate(at.world.store, 'een-verder')
    assert.deepEqual([renewed?.line, renewed?.hours], ['een', '08:00-20:00'])
    assert.deepEqual(renewed?.budget?.day, { pages: 5_000, bytes: null, ms: 7_200_000 })
    const listed = json<MandatesPage>(await first!.ask('GET', '/api/mandates')).mandates.find(
      (one) => one.id === 'een-verder'
    )
    assert.deepEqual([listed?.hours, listed?.budget], [renewed?.hours, renewed?.budget])
    for (const [change, field] of [
      [{ id: 'een' }, 'id'],
      [{ id: 'x', until: '2020-01-01' }, 'until'],
      [{ id: 'x', eraseAfterDays: 0 }, 'eraseAfterDays'],
      [{ id: 'x', hours: 'overdag' }, 'hours'],
      [{ id: 'x', budget: { day: { pages: 'veel' } } }, 'budget'],
      [{ id: 'x', succeeds: 'geen' }, 'succeeds']
    ] as const) {
      const answer = await propose(first, change)
      assert.equal(errorOf(answer), '400 bad-mandate', answer.text)
      assert.equal(json<Problem>(answer).detail?.['field'], field)
    }
    assert.equal(errorOf(await propose(await at.as('coordinator'), { id: 'x' })), '403 no-content-role')
  })

  test('cannot be written past the two persons by the role under which Baken runs', async () => {
    const { pool, root } = at.world.store
    await assert.rejects(
      pool.query(`update mandate_proposal set state = 'confirmed', decided_by = 'tweede'`),
      /permission denied/
    )
    await assert.rejects(
      root.query(
        `insert into mandate_proposal (mandate, reason, proposed_by, state, decided_by, decided_at) values ('{}', 'x', 'tweede', 'confirmed', 'tweede', now())`
      ),
      /check constraint/
    )
  })
})
