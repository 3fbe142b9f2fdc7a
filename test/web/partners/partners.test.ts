/** Partners: nothing is told outside of a decision that holds, each kind is told its white list, and each disclosure is one record that the partner sees. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eraseCases } from '../../../src/accountability/retention/case-clocks.ts'
import { erasePartners } from '../../../src/accountability/retention/partner-clocks.ts'
import { planErasing } from '../../../src/accountability/retention/retention-plan.ts'
import type { Case } from '../../../src/contract/cases/cases.ts'
import { disclosedTo, type Partner, type Partners } from '../../../src/contract/partners/partners.ts'
import { partnerKinds, sharedFields, whiteLists } from '../../../src/model/partners/partner.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { doIn, done, farDay, said } from '../cases/cases.ts'
import { errorOf } from '../running.ts'
import { barrierEffect } from './barrier-effect.ts'
import { barrierModel } from './barrier-model.ts'
import { inTheClear } from '../clear-rows.ts'
import { conference } from './conference.ts'
import { taskAndAnswer } from './partner-answers.ts'
import { refusedByDatabase, refusedDecisions, refusedDisclosures } from './partner-guards.ts'
import { endWorld, everything, only, partnerWorld, type PartnerWorld } from './partner-world.ts'

interface Told {
  readonly kind: string
  readonly shared: object
  readonly entry: number | null
}

describe('partners', () => {
  let world: PartnerWorld
  before(async () => {
    world = await partnerWorld()
  })
  after(() => endWorld(world))

  test('S10.1 nothing is shared outside a written decision that two persons made: article, interest, data, conditions, last day', async () => {
    const {
      at,
      one,
      coordinator,
      prosecutor,
      detective,
      analyst,
      partner,
      proposed,
      decide,
      ask,
      ofCase,
      confirm,
      mine
    } = world
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
    const { at, one, prosecutor, partner, proposed, decide, agreed, ask, shared } = world
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

  test('S10.1 an organisation has accounts of partners, a name and a contact; a decision has words, and is decided once, by coordinators and prosecutors, with a reason', () =>
    refusedDecisions(world))

  test('S10.1 a disclosure is asked and decided by members of its own case with the right, and names somebody only where there is a field for it', () =>
    refusedDisclosures(world))

  test('S10.1 S10.3 the database itself refuses a decision by one person, one that is written over, and a disclosure by one person or twice', () =>
    refusedByDatabase(world))

  test('S10.4 a task to a partner says by which day an answer is wanted; the answer comes back into the case, and is closed with the decision', () =>
    taskAndAnswer(world))

  test('S10.4 the barrier model of a case: each step with opportunities, signs, facilitators and barriers with partner, means, state and day; what is overdue comes first', () =>
    barrierModel(world))

  test('S10.9 before and after a barrier the same sources are counted: what nobody looked at is a break and no fall, and small cells are hidden', () =>
    barrierEffect(world))

  test('S10.10 of a case conference, with decisions that have owner and day, each at the table sees exactly what was written for them, and minutes are versions', () =>
    conference(world).then(async () => {
      const said = ['De huurder wisselt', 'Bezoek aan het pand', 'Aangifte voorbereiden', 'Overleg over het pand']
      assert.deepEqual(await inTheClear(world.at.world.store.root, said), [], 'a word of the table in the clear')
    }))

  test('S10.3 each disclosure is one entry of the ledger, whose number the partner sees; others see neither; and it ends with the case', async () => {
    const { at, one, detective, analyst, partner, agreed, confirm, shared, mine } = world
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
    // Neither by the database itself, nor under which number the ledger has it.
    const asOther = (statement: string) =>
      withGround(at.world.store.pool, { user: 'partner-2', mandate: 'een' }, (tx) => tx.query(statement, [key]))
    assert.equal((await asOther('select 1 from case_disclosure where key = $1')).rowCount, 0)
    assert.deepEqual((await asOther('select disclosure_entry($1) as entry')).rows, [{ entry: null }])
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
    const answered = await at.world.store.owner.query(`select 1 from disclosure_answer where length(sealed) > 0`)
    assert.equal(answered.rowCount, 0, 'and what the partner answered')
    const seats = await at.world.store.owner.query<{ seats: number; words: number }>(
      'select count(*)::int as seats, sum(length(sealed))::int as words from conference_seat where case_id = $1',
      [one.id]
    )
    assert.ok((seats.rows[0]?.seats ?? 0) > 0)
    assert.equal(seats.rows[0]?.words, 0, 'and what each saw at a table')
    assert.deepEqual(await mine(), [])
  })

  test('S10.1 five years after the end of a decision its words go, and then those of the organisation; a case that tells of it holds both', async () => {
    const { at, one, coordinator, prosecutor, proposed, decide, agreed } = world
    const { store } = at.world
    const years = (of: number): Date => new Date(Date.now() + (of * 366 + 9) * 86_400_000)
    const words = async (): Promise<object | undefined> =>
      (
        await store.owner.query<object>(
          `select (select count(*)::int from partner_agreement where length(sealed) > 0) as agreements,
             (select count(*)::int from partner_organisation where length(sealed) > 0) as partners,
             (select count(*)::int from partner_agreement where key = $1 and length(sealed) > 0) as held`,
          [held]
        )
      ).rows[0]
    // Nothing else than this is known of partners; one decision has a disclosure with words, in a case that is open again.
    await pastTriggers(store.root, (client) =>
      client.query(`delete from baken.disclosure_answer; delete from baken.case_disclosure; delete from baken.partner_agreement; delete from baken.partner_organisation;
        update baken.case_file set state = 'open', closed_at = null, erased_at = null`)
    )
    const [over, held] = [await agreed('care'), await agreed('protection')]
    await proposed('inspectorate')
    for (const key of [over, held]) done(await decide(prosecutor, key, 'withdraw'))
    await pastTriggers(store.root, (client) =>
      client.query(`insert into baken.case_disclosure (key, case_id, mandate_id, agreement, fields, state, sealed, digest, by, decided_by)
        values (gen_random_uuid(), '${one.id}', 'een', '${held}', '{form}', 'shared', 'x', '', 'detective', 'analyst')`)
    )
    assert.deepEqual(await words(), { agreements: 3, partners: 3, held: 1 })
    assert.equal(await erasePartners(store, years(4)), 0, 'before its time')
    const plan = await planErasing(store, at.world.keyring, years(5))
    assert.deepEqual(
      plan
        .filter(({ what }) => what === 'agreements' || what === 'partners')
        .map(({ what, count, heldBy }) => [what, count, heldBy])
        .toSorted(),
      [
        ['agreements', 1, 'disclosure'],
        ['agreements', 1, null],
        ['partners', 2, 'agreement']
      ].toSorted()
    )
    assert.equal(await erasePartners(store, years(5)), 2, 'a decision, then its organisation')
    assert.equal(await erasePartners(store, years(5)), 0)
    assert.deepEqual(await words(), { agreements: 2, partners: 2, held: 1 })
    const listed = done<Partners>(await coordinator.ask('GET', '/api/partners')).partners
    assert.deepEqual(listed.map((each) => each.kind).toSorted(), ['inspectorate', 'protection'])
    await pastTriggers(store.root, (client) => client.query(`update baken.case_disclosure set sealed = ''`))
    assert.equal(await erasePartners(store, years(5)), 2)
    assert.deepEqual(
      await words(),
      { agreements: 1, partners: 1, held: 0 },
      'one that nobody decided waits for its last day'
    )
    // Nobody but retention takes the words of a decision.
    await assert.rejects(
      withGround(store.pool, { user: 'coordinator', mandate: 'een' }, async (tx) => {
        await tx.query(`select set_config('baken.retention', 'on', true)`)
        await tx.query(`update partner_agreement set sealed = ''`)
      }),
      /is not written over/
    )
    await assert.rejects(
      withGround(store.pool, { user: 'coordinator', mandate: 'een' }, (tx) =>
        tx.query(`select erase_partners('{}', array(select id from partner_organisation), '{}')`)
      ),
      /only retention erases words on partners/
    )
  })
})
