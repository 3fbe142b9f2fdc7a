/** What a case holds is not erased by any clock, as long as the case is not closed; who erases and who holds both hear of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseCases } from '../../../src/accountability/retention/case-clocks.ts'
import { keepLonger } from '../../../src/accountability/retention/hold-acts.ts'
import { planErasing } from '../../../src/accountability/retention/retention-plan.ts'
import type { Case, CaseItemContent, CaseList } from '../../../src/contract/cases/cases.ts'
import type { DossierList, DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { ReferralContent, ReferralList } from '../../../src/contract/cases/referrals.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { startInterface, type Browser, type Running } from '../running.ts'
import { certify, doIn, done, networkOf, openCase, said, workIn } from './cases.ts'
import { jobsOf, made, pinned } from './dossiers.ts'

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

  /** A case with an advert, a report and a dossier, that was referred to the prosecutor and given back. */
  async function fullCase(): Promise<{ one: Case; report: string; referral: string; dossier: string }> {
    const { signal, adverts } = await networkOf(at, 2)
    const one = await openCase(at, signal)
    const body = { key: `melding-${signal}-0001`, what: 'Geheim van Roodborst', place: 'Ede' }
    const sent = done<{ id: string }>(await (await at.as('officer')).ask('POST', '/api/reports', body))
    done(await pin(detective, one, 'advert', adverts[0] ?? 0))
    await certify(at, 'analyst-2')
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: ['read'] }))
    await workIn(detective, one, 'Geheimwoord')
    await pinned(detective, one, [['report', sent.id]])
    const worker = await jobsOf(at)
    await made(detective, one)
    await worker.stop()
    const { referrals } = done<ReferralList>(await detective.ask('GET', '/api/referrals'))
    const offered = referrals.find((each) => each.case === one.id)?.key ?? ''
    done(await detective.ask('POST', `/api/referrals/${offered}/revoke`, { reason: 'Anders.' }))
    done(await doIn(detective, one, 'referrals', { kind: 'prosecutor', to: 'prosecutor', items: [1, 2] }))
    const again = done<ReferralList>(await detective.ask('GET', '/api/referrals')).referrals
    const referral = again.find((each) => each.case === one.id && each.kind === 'prosecutor')?.key ?? ''
    const { dossiers } = done<DossierList>(await detective.ask('GET', `/api/cases/${one.id}/dossiers`))
    return { one, report: sent.id, referral, dossier: dossiers[0]?.digest ?? '' }
  }
  const act = async (who: Browser, key: string, name: string, more: object = {}) =>
    done(await who.ask('POST', `/api/referrals/${key}/${name}`, { reason: 'Daarom.', ...more }))
  const close = async (one: Case): Promise<void> => {
    const { version } = await read(detective, one)
    done(await doIn(detective, one, 'close', { version, outcome: 'no-offence' }))
  }
  const planOf = async (on: Date): Promise<string[]> =>
    (await planErasing(at.world.store, at.world.keyring, on)).flatMap(({ what, count, heldBy }) =>
      what === 'cases' || what === 'copies' ? [`${count} ${what} ${heldBy ?? 'goes'}`] : []
    )
  /** Bytes of sealed words that are left of a case, by table. */
  const leftOf = async ({ id }: Case): Promise<Record<string, number>> => {
    const { rows } = await at.world.store.root.query<{ name: string; n: number }>(
      `select 'file' as name, length(sealed) as n from case_file where id = $1
       union all select 'item', sum(length(sealed) + length(words))::int from case_item where case_id = $1
       union all select 'act', sum(length(sealed))::int from case_act where case_id = $1
       union all select 'version', sum(length(sealed))::int from case_version where case_id = $1
       union all select 'decision', sum(length(sealed))::int from case_decision where case_id = $1
       union all select 'draft', sum(length(sealed))::int from case_draft where case_id = $1
       union all select 'referral', sum(length(sealed))::int from case_referral where case_id = $1
       union all select 'step', sum(length(s.sealed))::int from case_referral_step s join case_referral r using (key) where r.case_id = $1
       union all select 'dossier', sum(length(sealed))::int from dossier where case_id = $1
       union all select 'part', sum(length(sealed))::int from dossier_part where case_id = $1
       union all select 'job', sum(length(sealed) + coalesce(length(frozen), 0))::int from job where case_id = $1`,
      [id]
    )
    return Object.fromEntries(rows.map((row) => [row.name, row.n ?? 0]))
  }

  test('H5 a closed case keeps its words for five years and what holds it longer, and then loses all of them, dossiers and referrals too', async () => {
    const { one, referral, dossier } = await fullCase()
    const prosecutor = await at.as('prosecutor')
    await act(prosecutor, referral, 'accept')
    await close(one)
    const { store } = at.world
    const later = new Date(Date.now() + (5 * 365 + 3) * 86_400_000)
    assert.deepEqual(await planOf(new Date(Date.now() + (5 * 365 - 1) * 86_400_000)), [])
    assert.deepEqual(await planOf(later), ['1 cases prosecutor'], 'no outcome yet')
    await act(prosecutor, referral, 'decide', { outcome: 'dismiss', code: '02' })
    const before = await leftOf(one)
    for (const [name, bytes] of Object.entries(before)) assert.ok(bytes > 0, `${name} says something`)
    assert.equal(await keepLonger(store, one.id, { until: '2099-01-01', because: 'court' }, 'Bevel'), 'case')
    assert.deepEqual(await planOf(later), ['1 cases court'])
    assert.equal(await eraseCases(store, later), 0)
    assert.equal(await keepLonger(store, one.id, null, 'Bevel is voorbij'), 'case')
    assert.deepEqual(await planOf(later), ['1 cases goes'])
    assert.deepEqual(await leftOf(one), before, 'nothing goes before its day, or while it is held')
    assert.equal(await eraseCases(store, later), 1)
    assert.equal(await eraseCases(store, later), 0, 'once')
    for (const [name, bytes] of Object.entries(await leftOf(one))) assert.equal(bytes, 0, name)
    const { rows } = await store.root.query<{ digest: string }>(
      `select encode(digest, 'hex') as digest from dossier where case_id = $1`,
      [one.id]
    )
    assert.deepEqual(rows, [{ digest: dossier }], 'a package that was handed over can still be told')
    const { cases } = done<CaseList>(await detective.ask('GET', '/api/cases'))
    const row = cases.find((each) => each.id === one.id)
    assert.deepEqual([row?.title, row?.erasedAt !== null], ['', true])
    for (const path of ['', '/items/1', '/timeline', '/work', '/dossiers', '/dossiers/1', '/dossiers/1/keys'])
      assert.equal(said(await detective.ask('GET', `/api/cases/${one.id}${path}`)), '410 erased', path)
    assert.equal(said(await doIn(detective, one, 'reopen', { version: row?.version ?? 0 })), '410 erased')
    assert.equal(said(await prosecutor.ask('GET', `/api/referrals/${referral}`)), '410 erased')
    const late = await prosecutor.ask('POST', `/api/referrals/${referral}/ask`, { reason: 'Te laat.' })
    assert.equal(said(late), '410 erased', 'an act on it')
    assert.equal(done<ReferralList>(await prosecutor.ask('GET', '/api/referrals')).referrals[0]?.title, '')
    assert.equal((await verifyLedger(store.owner)).verdict, 'intact')
  })

  test('H8 a report that is marked for minors after it was pinned is for the coordinator alone, in items, dossiers and referrals', async () => {
    const { one, report, referral } = await fullCase()
    const coordinator = await at.as('coordinator')
    done(await coordinator.ask('POST', `/api/reports/${report}/read`))
    const prosecutor = await at.as('prosecutor')
    const sentTo = async () =>
      done<ReferralContent>(await prosecutor.ask('GET', `/api/referrals/${referral}`)).items.length
    assert.deepEqual([said(await detective.ask('GET', `/api/cases/${one.id}/items/2`)), await sentTo()], ['done', 2])
    done(await coordinator.ask('POST', `/api/reports/${report}/minor`))
    const item = (await read(detective, one)).list[1]
    assert.deepEqual([item?.state, item?.title, item?.why], ['withheld', '', ''])
    assert.equal(said(await detective.ask('GET', `/api/cases/${one.id}/items/2`)), '404 not-found')
    assert.equal(said(await doIn(detective, one, 'items/2/confirm', { confirmed: false })), '404 not-found')
    const leaves = async (): Promise<number[]> =>
      done<DossierPreview>(await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, {})).items.map(
        ({ no }) => no
      )
    assert.deepEqual(await leaves(), [1], 'it does not leave')
    for (const path of ['', '/keys'])
      assert.equal(said(await detective.ask('GET', `/api/cases/${one.id}/dossiers/1${path}`)), '403 no-right')
    assert.equal(await sentTo(), 1)
    assert.equal((await read(coordinator, one)).list[1]?.state, 'whole')
    const set = (to: string): Promise<void> =>
      pastTriggers(at.world.store.root, (client) =>
        client.query(`update baken.case_item set ${to} where case_id = $1 and no = 1`, [one.id])
      )
    await at.world.store.root.query('create temporary table whole as select * from baken.case_item')
    await set(`sealed = '', words = '', erased_at = now()`)
    const gone = (await read(detective, one)).list[0]
    assert.deepEqual([gone?.state, gone?.title], ['erased', ''], 'an item whose words are gone says so')
    assert.equal(said(await detective.ask('GET', `/api/cases/${one.id}/items/1`)), '410 erased')
    assert.equal(said(await doIn(detective, one, 'items/1/confirm', { confirmed: false })), '410 erased')
    assert.deepEqual(await leaves(), [])
    await set(
      '(sealed, words, erased_at) = (select w.sealed, w.words, null::timestamptz from whole w where w.case_id = $1 and w.no = 1)'
    )
  })

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
