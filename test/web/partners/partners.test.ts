/** Partners: nothing is told outside of a decision that holds, each kind is told its white list, and each disclosure is one record that the partner sees. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseCases } from '../../../src/accountability/retention/case-clocks.ts'
import type { Case } from '../../../src/contract/cases/cases.ts'
import {
  disclosedTo,
  type CaseDisclosures,
  type MyDisclosures,
  type Partner,
  type Shared
} from '../../../src/contract/partners/partners.ts'
import { partnerKinds, sharedFields, whiteLists, type PartnerKind } from '../../../src/model/partners/partner.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { doIn, done, farDay, networkOf, openCase, said } from '../cases/cases.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

/** Something for every field. */
const everything: Required<Shared> = {
  form: 'labour',
  region: 'Noord',
  place: 'Utrecht',
  address: 'Kastanjelaan 4',
  period: '2026-03',
  signs: ['1.1'],
  role: 'victim',
  minor: 'doubt',
  needs: 'Een veilige plek.',
  name: 'Persoon Roodborst',
  contact: '06 12345678',
  question: 'Is er toezicht geweest?'
}

interface Told {
  readonly kind: string
  readonly shared: object
  readonly entry: number | null
}

describe('partners', () => {
  let at: Running
  let coordinator: Browser
  let prosecutor: Browser
  let detective: Browser
  let analyst: Browser
  let partner: Browser
  let one: Case
  before(async () => {
    at = await startInterface()
    for (const name of ['coordinator', 'prosecutor', 'detective', 'analyst', 'partner'] as const) await at.as(name)
    ;[coordinator, prosecutor, detective, analyst, partner] = (await Promise.all(
      (['coordinator', 'prosecutor', 'detective', 'analyst', 'partner'] as const).map((name) => at.as(name))
    )) as [Browser, Browser, Browser, Browser, Browser]
    one = await openCase(at, (await networkOf(at)).signal)
    done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read', 'add', 'change'] }))
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const proposed = async (kind: PartnerKind, fields: readonly string[] = whiteLists[kind]) => {
    const body = { kind, name: `Organisatie ${kind}`, contact: 'Loket', users: ['partner'], reason: 'Nodig.' }
    const made = done<Partner>(await coordinator.ask('POST', '/api/partners', body))
    const terms = { article: '20', interest: 'Veiligheid.', conditions: 'Niet verder delen.', until: farDay, fields }
    const answer = await coordinator.ask('POST', `/api/partners/${made.id}/agreements`, terms)
    return { made, answer, key: answer.status === 200 ? (json<Partner>(answer).agreements[0]?.key ?? '') : '' }
  }
  const decide = (who: Browser, key: string, act: string) =>
    who.ask('POST', `/api/agreements/${key}/${act}`, { reason: 'Besluit.' })
  const agreed = async (kind: PartnerKind, fields?: readonly string[]) => {
    const { key } = await proposed(kind, fields)
    done(await decide(prosecutor, key, 'confirm'))
    return key
  }
  const ask = (agreement: string, shared: object, who = detective) =>
    doIn(who, one, 'disclosures', { agreement, shared })
  const ofCase = async () =>
    done<CaseDisclosures>(await detective.ask('GET', `/api/cases/${one.id}/disclosures`)).disclosures
  const confirm = (who: Browser, key: string) => doIn(who, one, `disclosures/${key}/confirm`, {})
  /** Asked by the detective and confirmed by the analyst; resolves to its key. */
  const shared = async (agreement: string, what: object) => {
    done(await ask(agreement, what))
    const key = (await ofCase()).at(-1)?.key ?? ''
    done(await confirm(analyst, key))
    return key
  }
  const mine = async (who = partner) => done<MyDisclosures>(await who.ask('GET', '/api/disclosures')).disclosures
  const only = (kind: PartnerKind): object =>
    Object.fromEntries(Object.entries(everything).filter(([name]) => whiteLists[kind].some((field) => field === name)))

  test('S10.1 nothing is shared outside a written decision that two persons made: article, interest, data, conditions, last day', async () => {
    const { made, key } = await proposed('municipality', ['form', 'place'])
    assert.equal(said(await ask(key, { form: 'labour' })), '409 outside-agreement', 'nobody confirmed it')
    assert.equal(said(await decide(coordinator, key, 'confirm')), '403 second-person')
    assert.equal(said(await decide(detective, key, 'confirm')), '403 no-right')
    const held = done<Partner>(await decide(prosecutor, key, 'confirm'))
    assert.deepEqual(
      held.agreements.map((each) => [
        each.article,
        each.interest,
        each.conditions,
        each.until,
        each.fields,
        each.state
      ]),
      [['20', 'Veiligheid.', 'Niet verder delen.', farDay, ['form', 'place'], 'confirmed']]
    )
    const past = { article: '19', interest: 'x', conditions: 'x', until: '2020-01-01', fields: ['form'] }
    assert.equal(said(await coordinator.ask('POST', `/api/partners/${made.id}/agreements`, past)), '400 day-wrong')
    assert.equal(said(await ask(key, { form: 'labour', address: 'Laan 1' })), '409 outside-agreement', 'another field')
    assert.equal(said(await ask('geen', { form: 'labour' })), '409 outside-agreement')
    assert.equal(said(await ask(key, {})), '400 reason-missing')
    assert.equal(said(await ask(key, { place: 'Bij meneer Roodborst' })), '422 names-someone')
    done(await ask(key, { form: 'labour' }))
    const asked = (await ofCase()).at(-1)?.key ?? ''
    assert.equal(said(await confirm(detective, asked)), '403 second-person')
    assert.deepEqual(await mine(), [], 'nothing before a second person')
    // The database refuses it as well, whatever the server says.
    const row = (fields: string, agreement: string) =>
      withGround(at.world.store.pool, { user: 'detective', mandate: 'een' }, (tx) =>
        tx.query(
          `insert into case_disclosure (key, case_id, mandate_id, agreement, fields, sealed, digest, by) values (gen_random_uuid(), $1, 'een', $2, $3, '', '', 'detective')`,
          [one.id, agreement, fields]
        )
      )
    await assert.rejects(row('{form,name}', key), /outside a decision that holds/)
    await assert.rejects(row('{form}', (await proposed('care')).key), /outside a decision that holds/)
    await assert.rejects(
      withGround(at.world.store.pool, { user: 'analyst', mandate: 'een' }, (tx) =>
        tx.query(
          `update case_disclosure set fields = '{form,place}', state = 'shared', decided_by = 'analyst' where key = $1`,
          [asked]
        )
      ),
      /is not written over/
    )
    done(await confirm(analyst, asked))
    assert.equal((await mine()).length, 1)
    // Its last day passed, or it was taken back: closed at once, to the partner as to the case.
    const until = (day: string) =>
      pastTriggers(at.world.store.root, (client) =>
        client.query(`update baken.partner_agreement set until_on = ${day} where key = '${key}'`)
      )
    const unknown = await partner.ask('GET', `/api/disclosures/${one.id}`)
    done(await ask(key, { form: 'labour' }))
    const waiting = (await ofCase()).at(-1)?.key ?? ''
    await until('baken.today()')
    assert.equal((await mine()).length, 1, 'its last day')
    await until('baken.today() - 1')
    assert.deepEqual(await mine(), [])
    const ended = await partner.ask('GET', `/api/disclosures/${asked}`)
    assert.deepEqual([ended.status, ended.text], [404, unknown.text], 'as if it were not there')
    assert.equal(said(await confirm(analyst, waiting)), '409 outside-agreement')
    assert.equal(said(await ask(key, { form: 'labour' })), '409 outside-agreement')
    await until(`'${farDay}'`)
    assert.equal((await mine()).length, 1)
    done(await decide(prosecutor, key, 'withdraw'))
    assert.deepEqual(await mine(), [])
    assert.equal(said(await confirm(analyst, waiting)), '409 outside-agreement')
  })

  test('S10.2 what a partner is answered is the white list of its kind, whatever was decided, asked or stored', async () => {
    assert.deepEqual(Object.keys(disclosedTo).sort(), [...partnerKinds].sort())
    for (const kind of partnerKinds) {
      assert.deepEqual(Object.keys(disclosedTo[kind].properties.shared.properties), [...whiteLists[kind]], kind)
      for (const field of sharedFields.filter((name) => !whiteLists[kind].some((one) => one === name)))
        assert.equal(said((await proposed(kind, ['form', field])).answer), '409 outside-agreement', `${kind} ${field}`)
      const agreement = await agreed(kind)
      assert.equal(said(await ask(agreement, everything)), '409 outside-agreement', kind)
      const key = await shared(agreement, only(kind))
      const answer = await partner.ask('GET', `/api/disclosures/${key}`)
      const told = done<Told>(answer)
      assert.deepEqual([told.kind, told.shared], [kind, only(kind)])
      assert.doesNotMatch(answer.text, new RegExp(`${one.id}|Kaswerk|detective|analyst`), 'nothing of the case')
      await at.world.store.owner.query(
        `update partner_organisation set kind = 'comensha' where id = (select partner_id from partner_agreement where key = $1)`,
        [agreement]
      )
      const narrowed = done<Told>(await partner.ask('GET', `/api/disclosures/${key}`))
      assert.deepEqual(
        Object.keys(narrowed.shared).filter((name) => !whiteLists.comensha.some((field) => field === name)),
        []
      )
      done(await decide(prosecutor, agreement, 'withdraw'))
    }
    assert.equal(
      (await ask(await agreed('care'), { form: 'labour', origin: 'x' })).status,
      400,
      'no other field at all'
    )
  })

  test('S10.3 each disclosure is one entry of the ledger, whose number the partner sees; others see neither; and it ends with the case', async () => {
    const before = (await mine()).length
    const key = await shared(await agreed('care'), { form: 'labour', name: 'Persoon Roodborst' })
    assert.equal(said(await confirm(analyst, key)), '409 wrong-state', 'once')
    const { rows } = await at.world.store.owner.query<{ no: string; actor: string; detail: Record<string, unknown> }>(
      `select no, actor, detail from ledger where act = 'case.share' and detail->>'in' = $1`,
      [`disclosure:${key}`]
    )
    assert.deepEqual([rows.length, rows[0]?.actor, rows[0]?.detail['fields']], [1, 'analyst', ['form', 'name']])
    assert.doesNotMatch(JSON.stringify(rows), /Roodborst/)
    const told = await mine()
    assert.equal(told.length, before + 1)
    const record = told.find((each) => each.key === key)
    assert.deepEqual(
      [String(record?.entry), record?.article, record?.conditions, record?.until],
      [String(rows[0]?.no), '20', 'Niet verder delen.', farDay]
    )
    done(await partner.ask('GET', `/api/disclosures/${key}`))
    const seen = await at.world.store.owner.query(
      `select 1 from ledger where act = 'disclosure.read' and actor = 'partner' and subject = $1`,
      [`disclosure:${key}`]
    )
    assert.equal(seen.rowCount, 1, 'reading it is in the ledger')
    await at.world.store.owner.query(
      `insert into app_user (id, name, role, password_hash) select 'partner-2', 'Proef partner-2', role, password_hash from app_user where id = 'partner';
       insert into user_mandate (user_id, mandate_id) values ('partner-2', 'een')`
    )
    const other = await at.as('partner-2')
    assert.deepEqual(await mine(other), [])
    assert.equal(errorOf(await other.ask('GET', `/api/disclosures/${key}`)), '404 not-found')
    assert.equal(
      errorOf(await (await at.as('analyst-2')).ask('GET', `/api/cases/${one.id}/disclosures`)),
      '404 not-found'
    )
    const { version } = done<Case>(await detective.ask('GET', `/api/cases/${one.id}`))
    done(await doIn(detective, one, 'close', { version, outcome: 'no-offence' }))
    await eraseCases(at.world.store, new Date(Date.now() + (5 * 366 + 9) * 86_400_000))
    const left = await at.world.store.owner.query(`select 1 from case_disclosure where length(sealed) > 0`)
    assert.equal(left.rowCount, 0, 'its words go with those of the case')
    assert.deepEqual(await mine(), [])
  })
})
