/** What a case holds is not erased by any clock, as long as the case is not closed; who erases and who holds both hear of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case, CaseItemContent } from '../../../src/contract/cases/cases.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { startInterface, type Browser, type Running } from '../running.ts'
import { doIn, done, networkOf, openCase, said } from './cases.ts'

describe('items that a case holds', () => {
  let at: Running
  let detective: Browser
  before(async () => {
    at = await startInterface()
    detective = await at.as('detective')
  })
  after(() => closeInAgreement(at, ['proposal']))

  const read = async (who: Browser, { id }: Pick<Case, 'id'>): Promise<Case> =>
    done(await who.ask('GET', `/api/cases/${id}`))
  const pin = (who: Browser, one: Case, kind: string, ref: number | string) =>
    doIn(who, one, 'items', { kind, ref: String(ref) })

  test('E12 what a case holds outlives its day of erasing: the hold wins, the case and the ledger are told, and it ends with the case', async () => {
    const { signal, network, adverts } = await networkOf(at, 2)
    const [open = 0, sealed = 0] = adverts
    const [free = 0] = await sampleAdverts(at.world, [{ title: 'Los 1', body: 'Verzonnen los', network: 6_001 }])
    const one = await openCase(at, signal)
    done(await pin(detective, one, 'network', network))
    // The proposal holds the same adverts: without it only the case does.
    const alone = (state: string) =>
      at.world.store.root.query('update proposal set state = $2 where id = $1', [one.proposal, state])
    await alone('declined')
    const later = new Date(Date.now() + 40 * 86_400_000)
    await eraseDue(at.world.store, at.world.keyring, later)
    const states = async (): Promise<string[]> => {
      const { rows } = await at.world.store.root.query<{ state: string }>(
        'select state from advert where id = any($1) order by id',
        [[open, sealed, free]]
      )
      return rows.map((row) => row.state)
    }
    assert.deepEqual(await states(), ['open', 'sealed', 'erased'])
    assert.notEqual((await read(detective, one)).list[0]?.keptAt, null, 'the case is told')
    const { entries } = done<LedgerPage>(await (await at.as('auditor')).ask('GET', '/api/ledger?act=retention.erase'))
    assert.ok(
      entries.some(({ detail }) => (detail['held'] as Record<string, number> | undefined)?.['case'] === 1),
      'the ledger is told'
    )
    assert.equal(JSON.stringify(entries).includes(one.id), false, 'not which case')
    const again = await read(detective, one)
    const closed = done<Case>(await doIn(detective, one, 'close', { version: again.version, outcome: 'no-offence' }))
    assert.equal(closed.list[0]?.held, false)
    await eraseDue(at.world.store, at.world.keyring, new Date(later.getTime() + 3 * 86_400_000))
    assert.deepEqual(await states(), ['open', 'erased', 'erased'], 'the hold ends with the case')
    const item = done<CaseItemContent>(await detective.ask('GET', `/api/cases/${one.id}/items/1`))
    assert.equal(item.intact, true, 'what was pinned is still what it was')
    assert.equal(said(await pin(detective, closed, 'network', network)), '409 case-closed')
    const reopened = done<Case>(await doIn(detective, one, 'reopen', { version: closed.version }))
    assert.equal(said(await pin(detective, reopened, 'advert', sealed)), '410 erased', 'who comes too late hears it')
  })
})
