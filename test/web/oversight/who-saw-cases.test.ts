/** Who saw this report, or this person in a case: lists, looks and what a prosecutor read, each named once it was shown and not before. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import type { Referral, ReferralList } from '../../../src/contract/cases/referrals.ts'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { ReportReceipt } from '../../../src/contract/reports/reports.ts'
import { doIn, done, networkOf, openCase } from '../cases/cases.ts'
import { errorOf, startInterface, type Running } from '../running.ts'

describe('who saw reports and people in cases', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const told = async (query: string): Promise<string[]> => {
    const auditor = await at.as('auditor')
    const { entries } = done<LedgerPage>(await auditor.ask('GET', `/api/ledger?${query}&limit=500`))
    return entries.filter((one) => one.act !== 'ledger.read').map((one) => `${one.actor} ${one.act}`)
  }

  test('a report: who sent it, who had it in a list, who opened it, and not who saw another', async () => {
    const [officer, analyst, coordinator] = [await at.as('officer'), await at.as('analyst'), await at.as('coordinator')]
    const send = async (place: string): Promise<string> =>
      done<ReportReceipt>(await officer.ask('POST', '/api/reports', { place, signs: ['1.1'] })).number
    const number = await send('De Lier')
    done(await analyst.ask('GET', '/api/reports'))
    const other = await send('Ede')
    done(await coordinator.ask('GET', `/api/reports/${other}`))
    done(await coordinator.ask('GET', `/api/reports/${number}`))
    const one = await told(`report=${number}`)
    assert.deepEqual(one.toSorted(), ['analyst reports.list', 'coordinator report.view', 'officer report.send'])
    assert.deepEqual((await told(`report=${other}`)).toSorted(), ['coordinator report.view', 'officer report.send'])
    assert.equal(errorOf(await (await at.as('auditor')).ask('GET', '/api/ledger?report=x')), '400 bad-request')
  })

  test('a person in a case: members who opened it since that person was recorded, and the prosecutor to whom they were referred', async () => {
    const detective = await at.as('detective')
    const one = await openCase(at, (await networkOf(at)).signal)
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: ['read'] }))
    done(await (await at.as('analyst-2')).ask('GET', `/api/cases/${one.id}`))
    const person = (name: string) => ({ name, about: '', roles: ['possible-victim'], minor: 'no', flags: [] })
    done(await doIn(detective, one, 'subjects', person('Roerdomp')))
    const now = done<Case>(await (await at.as('coordinator')).ask('GET', `/api/cases/${one.id}`))
    assert.equal(now.subjects[0]?.no, 1)
    done(await doIn(detective, one, 'referrals', { kind: 'prosecutor', to: 'prosecutor' }))
    const prosecutor = await at.as('prosecutor')
    const sent = done<ReferralList>(await prosecutor.ask('GET', '/api/referrals')).referrals[0] as Referral
    done(await prosecutor.ask('GET', `/api/referrals/${sent.key}`))
    assert.deepEqual((await told(`inCase=${one.id}/1`)).toSorted(), [
      'coordinator case.read',
      'prosecutor referral.read'
    ])
    assert.deepEqual(await told(`inCase=${one.id}/2`), [])
    assert.ok((await told(`case=${one.id}`)).includes('analyst-2 case.read'), 'who looked before is there for the case')
    const { rows } = await at.world.store.root.query(`select 1 from ledger where detail::text like '%Roerdomp%'`)
    assert.equal(rows.length, 0, 'the ledger knows no names')
  })
})
