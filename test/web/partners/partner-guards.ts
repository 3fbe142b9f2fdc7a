/** Guards of decisions on partners and of disclosures, one by one: each refusal that the stories beside it do not come across. */
import assert from 'node:assert/strict'
import type { Partner } from '../../../src/contract/partners/partners.ts'
import { namelessFields, whiteLists } from '../../../src/model/partners/partner.ts'
import { withGround, type Tx } from '../../../src/store/ground.ts'
import { doIn, done, farDay, networkOf, openCase, said } from '../cases/cases.ts'
import type { PartnerWorld } from './partner-world.ts'

export async function refusedDecisions(world: PartnerWorld): Promise<void> {
  const { coordinator, prosecutor, proposed, decide } = world
  const body = { kind: 'care', name: 'Opvang', contact: 'Loket', users: ['partner'], reason: 'Nodig.' }
  const add = async (more: object) => said(await coordinator.ask('POST', '/api/partners', { ...body, ...more }))
  assert.equal(await add({ users: ['analyst'] }), '400 not-a-colleague', 'no account of a partner')
  assert.equal(await add({ users: ['partner', 'niemand'] }), '400 not-a-colleague')
  for (const more of [{ name: ' ' }, { contact: ' ' }, { reason: ' ' }])
    assert.equal(await add(more), '400 reason-missing', JSON.stringify(more))
  const { made, key } = await proposed('care')
  const terms = { article: '20', interest: 'x', conditions: 'x', until: farDay, fields: ['form'] }
  const propose = async (id: string, more: object = {}) =>
    said(await coordinator.ask('POST', `/api/partners/${id}/agreements`, { ...terms, ...more }))
  assert.equal(await propose('geen'), '404 not-found')
  assert.equal(await propose('00000000-0000-4000-8000-00000000ffff'), '404 not-found')
  for (const more of [{ interest: ' ' }, { conditions: ' ' }])
    assert.equal(await propose(made.id, more), '400 reason-missing', JSON.stringify(more))
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })
  assert.equal(await propose(made.id, { until: today }), '400 day-wrong', 'it ends the day it begins')
  assert.equal(said(await decide(prosecutor, 'geen', 'confirm')), '404 not-found')
  assert.equal(
    said(await decide(prosecutor, key, 'withdraw')),
    '409 wrong-state',
    'nothing holds that could be taken back'
  )
  const silent = await prosecutor.ask('POST', `/api/agreements/${key}/confirm`, { reason: ' ' })
  assert.equal(said(silent), '400 reason-missing')
  assert.equal(said(await decide(coordinator, key, 'refuse')), '403 second-person', 'nor refused by who proposed it')
  done(await decide(prosecutor, key, 'refuse'))
  for (const act of ['confirm', 'refuse', 'withdraw'])
    assert.equal(said(await decide(prosecutor, key, act)), '409 wrong-state', act)
}

export async function refusedDisclosures(world: PartnerWorld): Promise<void> {
  const { at, one, coordinator, prosecutor, detective, analyst, agreed, ask, ofCase, confirm, decide } = world
  const [care, place] = [await agreed('care'), await agreed('municipality')]
  for (const field of namelessFields) {
    const agreement = whiteLists.care.some((each) => each === field) ? care : place
    const answer = await ask(agreement, { [field]: 'Vraag meneer Roodborst.' })
    assert.equal(said(answer), '422 names-someone', field)
  }
  done(await ask(care, { name: 'Persoon Roodborst' }))
  const key = (await ofCase()).at(-1)?.key ?? ''
  assert.equal(said(await confirm(analyst, 'geen')), '404 not-found')
  assert.equal(said(await confirm(prosecutor, key)), '404 not-found', 'to others there is no case')
  assert.equal(said(await doIn(analyst, one, `disclosures/${key}/confirm`, { reason: ' ' })), '400 reason-missing')
  done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read', 'add'] }))
  assert.equal(said(await confirm(analyst, key)), '403 no-right', 'reading and adding is not deciding')
  done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read'] }))
  assert.equal(said(await ask(care, { form: 'labour' }, analyst)), '403 no-right', 'reading is not asking')
  done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read', 'add', 'change'] }))
  const second = await openCase(at, (await networkOf(at)).signal, { title: 'Tweede' })
  done(await doIn(detective, second, 'members', { user: 'analyst', rights: ['read', 'add', 'change'] }))
  const elsewhere = await doIn(analyst, second, `disclosures/${key}/confirm`, {})
  assert.equal(said(elsewhere), '404 not-found', 'it belongs to another case')
  done(await doIn(analyst, one, `disclosures/${key}/refuse`, {}))
  assert.equal(said(await confirm(analyst, key)), '409 wrong-state', 'what was refused is not shared')
  for (const agreement of [care, place]) done(await decide(coordinator, agreement, 'withdraw'))
}

export async function refusedByDatabase(world: PartnerWorld): Promise<void> {
  const { at, one, coordinator, proposed, agreed, ask, ofCase, shared, decide } = world
  const { key } = await proposed('care')
  const as = <T>(user: string, act: (tx: Tx) => Promise<T>) =>
    withGround(at.world.store.pool, { user, mandate: 'een' }, act)
  const set = (user: string, table: string, named: string, changes: string) =>
    as(user, (tx) => tx.query(`update ${table} set ${changes} where key = $1`, [named]))
  const decided = (by: string) => `state = 'confirmed', decided_by = '${by}', decided_at = now()`
  await assert.rejects(set('coordinator', 'partner_agreement', key, decided('coordinator')), /two persons/)
  await assert.rejects(set('coordinator', 'partner_agreement', key, `fields = '{form}'`), /not written over/)
  await assert.rejects(
    set('coordinator', 'partner_agreement', key, `state = 'withdrawn', decided_by = 'prosecutor'`),
    /not written over/
  )
  const untouched = await as('detective', (tx) =>
    tx.query(`update partner_agreement set state = 'refused' where key = $1`, [key])
  )
  assert.equal(untouched.rowCount, 0, 'a detective decides nothing')
  await assert.rejects(
    as('detective', (tx) =>
      tx.query(
        `insert into partner_organisation (id, mandate_id, kind, users, sealed, by) values (gen_random_uuid(), 'een', 'care', '{partner}', '', 'detective')`
      )
    ),
    /row-level security/
  )
  const care = await agreed('care', ['form'])
  done(await ask(care, { form: 'labour' }))
  const asked = (await ofCase()).at(-1)?.key ?? ''
  await assert.rejects(
    set('detective', 'case_disclosure', asked, `state = 'shared', decided_by = 'detective', decided_at = now()`),
    /two persons/
  )
  const told = await shared(care, { form: 'labour' })
  for (const state of ['asked', 'refused'])
    await assert.rejects(set('detective', 'case_disclosure', told, `state = '${state}'`), /not written over/, state)
  const others = await as('prosecutor', (tx) => tx.query('select 1 from case_disclosure where case_id = $1', [one.id]))
  assert.equal(others.rowCount, 0, 'who is no member sees none')
  done<Partner>(await decide(coordinator, care, 'withdraw'))
}
