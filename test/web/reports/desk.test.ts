/** What the desk does with reports: what is known, terms, decisions that answer their sender, and who else must hear. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { escalateReports } from '../../../src/desk/reports/overdue-reports.ts'
import { endAfter, sendReport } from '../../../src/desk/reports/send-report.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf } from '../running.ts'
import { owedWithReport } from './notices.ts'
import { startReporting, type Reporting } from './reporting.ts'

describe('reports at the desk', () => {
  let { at, officer, analyst, coordinator, send, step, refusal, one, list } = {} as Reporting
  before(async () => {
    ;({ at, officer, analyst, coordinator, send, step, refusal, one, list } = await startReporting())
  })
  after(() => closeInAgreement(at))

  test('S4.7 the desk sees which numbers are known, in one field; what the sender gets is the same for both', async () => {
    const key = (n: number) => `known-000000${n}`
    const known = await send({ key: key(1), what: 'Bel 06 12345678 in Ede' })
    const unknown = await send({ key: key(2), what: 'Bel 06 12345679 in Ede' })
    const plain = (text: string) =>
      text
        .replaceAll(/M-\d{4}-\d+|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g, '')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
        .replaceAll(/known-\d+/g, '')
        .replaceAll('5679', '5678')
    assert.equal(plain(JSON.stringify(known)), plain(JSON.stringify(unknown)))
    const ofSender = [
      await officer.ask('GET', `/api/reports/${known.id}`),
      await officer.ask('GET', `/api/reports/${unknown.id}`)
    ]
    assert.equal(plain(ofSender[0]?.text ?? ''), plain(ofSender[1]?.text ?? 'x'))
    const [hit, miss] = [(await one(known.id, coordinator)).desk, (await one(unknown.id, coordinator)).desk]
    assert.deepEqual(hit?.known, [
      { kind: 'phone', value: '+31612345678', adverts: 2, networks: [1], signals: [at.signal] }
    ])
    assert.deepEqual(miss?.known, [{ kind: 'phone', value: '+31612345679', adverts: 0, networks: [], signals: [] }])
    assert.deepEqual({ ...hit, known: [] }, { ...miss, known: [] })
  })

  test('S4.8 what nobody read or answered in time goes to the coordinator once for each term, by the clock', async () => {
    const { id } = await send({ place: 'Sneek', signs: ['1.1'] })
    const at3 = new Date(Date.now() + 3 * 86_400_000)
    const mine = async (now: Date) =>
      (await escalateReports(at.world.store.pool, 'een', now)).filter((late) => late.id === id).map((late) => late.term)
    assert.deepEqual(await mine(new Date()), [])
    assert.deepEqual(await mine(at3), ['read'])
    assert.deepEqual(await mine(at3), [])
    await step(id, 'read')
    assert.deepEqual(await mine(new Date(Date.now() + 16 * 86_400_000)), ['answer'])
    assert.deepEqual(await mine(new Date(Date.now() + 16 * 86_400_000)), [])
    const { rows } = await at.world.store.root.query<{ detail: unknown }>(
      `select detail from ledger where act = 'report.late' and subject = $1 order by no`,
      [`report:${id}`]
    )
    assert.deepEqual(
      rows.map((row) => row.detail),
      [
        { term: 'read', to: 'coordinator' },
        { term: 'answer', to: 'coordinator' }
      ]
    )
  })

  test('E17 a term ends with its day, also over the nights of 23 and 25 hours', () => {
    assert.equal(endAfter(new Date('2026-03-27T22:30:00Z'), 2, 'Europe/Amsterdam'), '2026-03-29T22:00:00.000Z')
    assert.equal(endAfter(new Date('2026-10-23T22:30:00Z'), 2, 'Europe/Amsterdam'), '2026-10-26T23:00:00.000Z')
  })

  test('E17 over the night of 25 hours nobody is late an hour early, for reading and for the answer, and each is told once', async () => {
    const { store } = at.world
    const body = { key: 'wintertijd-0001', place: 'Sneek' }
    const ground = { user: 'officer', mandate: 'een', under: 'een' }
    const sending = { body, duty: null, police: true, now: new Date('2026-10-23T10:00:00Z') }
    const sent = await sendReport(store.pool, ground, at.world, sending)
    assert.ok(sent.kind === 'done')
    const { id, readBy, answerBy } = sent.value.receipt
    assert.deepEqual([readBy, answerBy], ['2026-10-25T23:00:00.000Z', '2026-11-06T23:00:00.000Z'])
    const late = async (now: string) =>
      (await escalateReports(store.pool, 'een', new Date(now))).filter((one) => one.id === id).map(({ term }) => term)
    assert.deepEqual(await late('2026-10-25T22:59:00Z'), [])
    assert.deepEqual(await late('2026-10-25T23:01:00Z'), ['read'])
    assert.deepEqual(await late('2026-11-06T22:59:00Z'), [])
    assert.deepEqual(await late('2026-11-06T23:01:00Z'), ['answer'])
    assert.deepEqual(await late('2026-11-06T23:02:00Z'), [])
  })

  test('S4.9 every decision answers its sender, a link and a keeping alike, and words that name something are refused', async () => {
    const told: Record<string, unknown> = {}
    for (const [act, body] of [
      ['link', { signal: at.signal }],
      ['keep', {}],
      ['refuse', { because: 'too-little' }]
    ] as const) {
      const { id } = await send({ place: `Meppel ${act}` })
      assert.equal(await refusal(id, act, body), '409 wrong-state')
      await step(id, 'read')
      const decided = await step(id, act, { ...body, reason: 'Intern: zaak 12' })
      assert.equal(decided.state, { link: 'linked', keep: 'kept', refuse: 'refused' }[act])
      assert.equal(decided.desk?.steps.at(-1)?.reason, 'Intern: zaak 12')
      const sender = await one(id, officer)
      assert.equal(sender.desk, null)
      assert.equal(JSON.stringify(sender).includes('Intern'), false)
      told[act] = [sender.state, sender.answered.map(({ told: code, words }) => [code, words]), sender.revision]
    }
    assert.deepEqual(told['link'], ['answered', [['taken-along', null]], 1])
    assert.deepEqual(told['keep'], told['link'])
    assert.deepEqual(told['refuse'], ['answered', [['not-taken', null]], 1])
    const { id } = await send({ place: 'Assen' })
    await step(id, 'read')
    for (const answer of [
      'Bel 06 12345678',
      'Dit hoort bij zaak 12',
      'Zie M-2026-00042',
      'Wij spraken met meneer Okkema',
      'Dank namens Jan Jansen',
      'Proef analyst belt u',
      'Zie netwerk 3'
    ])
      assert.equal(await refusal(id, 'keep', { answer }), '422 answer-names', answer)
    for (const answer of ['Dank u wel. Wij nemen dit mee.', 'De gemeente kijkt naar de woning in Den Haag.']) {
      const other = await send({ place: 'Assen', what: answer })
      await step(other.id, 'read')
      await step(other.id, 'keep', { answer })
      assert.equal((await one(other.id, officer)).answered[0]?.words, answer)
    }
  })

  test('S4.9 nobody decides on what they sent, on what changed meanwhile, or links it to what is not there', async () => {
    const own = await send({ place: 'Joure' }, analyst)
    assert.equal(await refusal(own.id, 'read'), '403 second-person')
    const { id } = await send({ place: 'Joure' })
    const read = await step(id, 'read', {}, coordinator)
    assert.equal(await refusal(id, 'keep', { revision: read.revision - 1 }), '409 changed')
    assert.equal(await refusal(id, 'link', { signal: 999_999 }), '422 nothing-to-link')
    assert.equal(await refusal(id, 'link', {}), '422 nothing-to-link')
    assert.equal(await refusal(id, 'refuse', {}), '400 reason-missing')
    assert.equal(errorOf(await officer.ask('POST', `/api/reports/${id}/keep`, {})), '403 no-content-role')
    const partner = await at.as('partner')
    assert.equal(errorOf(await partner.ask('GET', `/api/reports/${id}`)), '404 not-found')
    const elsewhere = await at.as('elders')
    assert.equal(errorOf(await elsewhere.ask('GET', `/api/reports/${id}`)), '404 not-found')
    assert.deepEqual(await list(elsewhere, '?state=all'), [])
  })

  test('S4.14 the expertise centre is owed a notice with the report, CoMensha one by the police, each in the transaction of the report', async () => {
    const byPolice = await send({ place: 'Oss' })
    const byPartner = await send({ place: 'Oss' }, await at.as('partner'))
    const owed = async (id: string) => (await one(id, coordinator)).desk?.notices
    assert.deepEqual(await owed(byPolice.id), [
      { receiver: 'emm', doneAt: null },
      { receiver: 'comensha', doneAt: null }
    ])
    assert.deepEqual(await owed(byPartner.id), [{ receiver: 'emm', doneAt: null }])
    const done = await step(byPolice.id, 'notice', { receiver: 'comensha' })
    assert.notEqual(done.desk?.notices[1]?.doneAt, null)
    await owedWithReport({ at, officer, send, one: (id) => one(id, coordinator) })
  })

  test('S10.12 a signal of a partner goes the way of a report: the same form, receipt, terms and answer; and it never learns what is known', async () => {
    const partner = await at.as('partner')
    const forms = [await officer.ask('GET', '/api/report-form'), await partner.ask('GET', '/api/report-form')]
    assert.equal(forms[1]?.text, forms[0]?.text, 'the same form')
    // Of two senders, with a number that adverts state and with one that none does: nothing but what differs by itself.
    const shape = (receipt: object) => Object.entries(receipt).map(([name, value]) => [name, typeof value])
    const known = { what: 'Busje bij het hotel, bel 06 12345678', signs: ['1.1'] }
    const unknown = { what: 'Busje bij het hotel, bel 06 98765432', signs: ['1.1'] }
    const [byOfficer, sent, other] = [await send(known), await send(known, partner), await send(unknown, partner)]
    assert.deepEqual([shape(sent), shape(other)], [shape(byOfficer), shape(byOfficer)])
    const days = (receipt: typeof sent) => [receipt.readBy?.slice(0, 10), receipt.answerBy?.slice(0, 10)]
    assert.deepEqual(days(sent), days(byOfficer), 'the same terms')
    const bare = (text: string) =>
      text
        .replaceAll(/M-\d{4}-\d{5}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
        .replaceAll(/(?:\+31|0)\s?6\s?\d{8}/g, 'nummer')
        .replace(/"clientKey":"[^"]*"/, '')
    const seen = async (id: string) => bare((await partner.ask('GET', `/api/reports/${id}`)).text)
    assert.equal(await seen(sent.id), await seen(other.id), 'known or not: the same bytes')
    // The desk sees that it is known, and from whom; it answers, and the partner reads the answer as an officer does.
    for (const { id } of [sent, byOfficer]) {
      await step(id, 'read')
      await step(id, 'keep', { answer: 'Dank, wij kijken ernaar.', reason: 'Bekend nummer.' })
    }
    const desk = (await one(sent.id, analyst)).desk
    assert.deepEqual([desk?.role, desk?.known.map((fact) => fact.adverts > 0)], ['partner', [true]])
    assert.deepEqual(
      (await one(other.id, analyst)).desk?.known.map((fact) => fact.adverts),
      [0]
    )
    const told = async (id: string, who: typeof partner) => {
      const { state, answered, desk: beside } = await one(id, who)
      return { state, answered: answered.map(({ told: code, words }) => [code, words]), beside }
    }
    const answer = await told(sent.id, partner)
    assert.deepEqual(answer, await told(byOfficer.id, officer))
    assert.equal(answer.state, 'answered')
    assert.equal(answer.beside, null)
    assert.doesNotMatch(await seen(sent.id), /Bekend nummer|analyst|network|adverts/)
    // It sees what it sent and no report of others; what an informant said is taken from it no more than from an officer.
    const listed = await list(partner)
    for (const { id } of [sent, other]) assert.ok(listed.includes(id))
    assert.ok(!listed.includes(byOfficer.id))
    assert.equal(errorOf(await partner.ask('GET', `/api/reports/${byOfficer.id}`)), '404 not-found')
    const informant = { ...known, informant: true }
    assert.equal(errorOf(await partner.ask('POST', '/api/reports', informant)), '422 informant-report')
  })
})
