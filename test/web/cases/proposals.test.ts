/** Proposals through the interface: bundled, offered, weighed in words with what else was on the table, and back by clock or new fact. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Capacity, Proposal, ProposalList } from '../../../src/contract/cases/proposals.ts'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { heldAdverts } from '../../../src/accountability/retention/holds.ts'
import { exportText } from '../../../src/desk/exports/export.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('proposals', () => {
  let at: Running
  let analyst: Browser
  let coordinator: Browser
  before(async () => {
    at = await startInterface()
    analyst = await at.as('analyst')
    coordinator = await at.as('coordinator')
  })
  after(() => closeInAgreement(at))

  let network = 500
  const signalOf = async (adverts = 1): Promise<{ signal: number; adverts: number[]; network: number }> => {
    const id = ++network
    const made = await sampleAdverts(
      at.world,
      Array.from({ length: adverts }, (_one, n) => ({
        title: `Inpak ${id} ${n}`,
        body: `Werk ${id} ${n} in een verzonnen kas`,
        network: id
      }))
    )
    return { signal: await sampleSignal(at.world, id), adverts: made, network: id }
  }
  const draft = async (signals: readonly number[], title = 'Kaswerk'): Promise<Proposal> => {
    const body = { title, about: 'Zelfde hand', form: 'labour', parts: signals.map((id) => ({ kind: 'signal', id })) }
    const answer = await analyst.ask('POST', '/api/proposals', body)
    assert.equal(answer.status, 200, answer.text)
    return json<Proposal>(answer)
  }
  const offer = async ({ id, version }: Proposal): Promise<Proposal> => {
    const answer = await analyst.ask('POST', `/api/proposals/${id}/offer`, { version })
    assert.equal(answer.status, 200, answer.text)
    return json<Proposal>(answer)
  }
  const offered = async (signals?: readonly number[]): Promise<Proposal> =>
    offer(await draft(signals ?? [(await signalOf()).signal]))
  const weighing = (more: object = {}): object => ({
    decision: 'decline',
    reason: 'Te weinig om op te bouwen.',
    criteria: [
      { criterion: 'chance', step: 'low', sentence: 'Eén nummer, vooruitbetaald.' },
      { criterion: 'severity', step: 'middle', sentence: 'Laag loon, geen dwang in de tekst.' }
    ],
    reviewOn: '2999-01-01',
    ...more
  })
  const weigh = ({ id, version }: Proposal, more: object = {}, who = coordinator) =>
    who.ask('POST', `/api/proposals/${id}/weigh`, { version, ...weighing(more) })
  const listed = async (query = ''): Promise<readonly Proposal[]> =>
    json<ProposalList>(await analyst.ask('GET', `/api/proposals${query}`)).proposals
  const found = async (id: number): Promise<Proposal> =>
    (await listed()).find((one) => one.id === id) ?? assert.fail(`no proposal ${id}`)

  test('S5.7 a proposal is drafted with signals that exist, offered once, and due by its urgency', async () => {
    const { signal } = await signalOf(2)
    const made = await draft([signal, signal])
    assert.deepEqual(
      [made.state, made.title, made.parts.map(({ kind, id, adverts }) => [kind, id, adverts]), made.dueOn],
      ['drafted', 'Kaswerk', [['signal', signal, 2]], null]
    )
    const body = { title: 'x', form: 'labour', parts: [{ kind: 'signal', id: 999_999 }] }
    assert.equal(errorOf(await analyst.ask('POST', '/api/proposals', body)), '404 not-found')
    const after = await offer(made)
    assert.deepEqual([after.state, after.offeredBy, after.late], ['offered', 'analyst', false])
    const days = (Date.parse(after.dueOn ?? '') - Date.now()) / 86_400_000
    assert.ok(days > 12 && days < 15, `${after.dueOn}`)
    const again = await analyst.ask('POST', `/api/proposals/${made.id}/offer`, { version: after.version })
    assert.equal(errorOf(again), '409 wrong-state')
    const stale = await analyst.ask('POST', `/api/proposals/${made.id}/offer`, { version: made.version })
    assert.equal(errorOf(stale), '409 changed')
    for (const [urgency, wait] of [
      ['high', 5],
      ['low', 28]
    ] as const) {
      const parts = [{ kind: 'signal', id: signal }]
      const other = await analyst.ask('POST', '/api/proposals', { title: 'Kaswerk', form: 'labour', urgency, parts })
      const waits = (Date.parse((await offer(json<Proposal>(other))).dueOn ?? '') - Date.now()) / 86_400_000
      assert.ok(waits > wait - 2 && waits < wait + 1, `${urgency}: ${waits} days`)
    }
  })

  test('S5.2 only a coordinator decides, with a reason and the state of the data, in words and steps and without any total', async () => {
    const { signal } = await signalOf(3)
    const one = await offered([signal])
    assert.equal(errorOf(await weigh(one, {}, analyst)), '403 no-content-role')
    assert.equal(errorOf(await weigh(one, { reason: ' ' })), '400 reason-missing')
    const blank = [{ criterion: 'severity', step: 'low', sentence: ' ' }]
    assert.equal(errorOf(await weigh(one, { criteria: blank })), '400 reason-missing')
    const twice = ['low', 'high'].map((step) => ({ criterion: 'severity', step, sentence: 'x' }))
    assert.equal(errorOf(await weigh(one, { criteria: twice })), '400 bad-request')
    assert.equal(errorOf(await weigh(one, { reviewOn: '2020-01-01' })), '400 day-wrong')
    assert.equal(errorOf(await weigh(one, { decision: 'hold-until' })), '400 day-wrong')
    assert.equal(errorOf(await weigh({ ...one, version: 1 })), '409 changed')
    const [record] = json<Proposal>(await weigh(one)).records
    assert.deepEqual(
      [record?.by, record?.criteria.map((each) => each.criterion), record?.state.version],
      ['coordinator', ['severity', 'chance'], one.version]
    )
    assert.deepEqual(
      record?.state.parts.map((part) => [part.kind, part.id, part.state, part.adverts]),
      [['signal', signal, 'new', 3]]
    )
    const numbers = Object.entries(record ?? {}).filter(([, value]) => typeof value === 'number')
    assert.deepEqual(
      numbers.map(([name]) => name),
      ['id']
    )
    assert.match(record?.digest ?? '', /^sha256:[0-9a-f]{64}$/)
  })

  test('S5.3 a choice between several names all that were compared, and those not taken stay on the table', async () => {
    const [one, two, three] = [await offered(), await offered(), await offered()] as const
    const drafted = await draft([(await signalOf()).signal])
    const others = { candidates: [two.id, three.id, drafted.id] }
    assert.equal(errorOf(await weigh(one, others)), '404 not-found', 'what is not offered cannot be compared')
    const picked = json<Proposal>(await weigh(one, { decision: 'pick-up', candidates: [two.id, three.id] }))
    assert.equal(picked.state, 'picked-up')
    const [record] = picked.records
    assert.deepEqual(
      [record?.candidates, record?.notChosen],
      [
        [one.id, two.id, three.id],
        [two.id, three.id]
      ]
    )
    assert.deepEqual([(await found(two.id)).state, (await found(three.id)).state], ['offered', 'offered'])
  })

  test('a record is never changed, whoever tries, and a newer one stands behind it', async () => {
    const one = await offered()
    const returned = json<Proposal>(await weigh(one, { decision: 'return', reason: 'Vraag de gemeente eerst.' }))
    assert.equal(returned.state, 'returned')
    const after = json<Proposal>(await weigh(await offer(returned)))
    assert.deepEqual(
      after.records.map((record) => [record.decision, record.reason]),
      [
        ['return', 'Vraag de gemeente eerst.'],
        ['decline', 'Te weinig om op te bouwen.']
      ]
    )
    for (const sql of [`update baken.weighing_record set decision = 'pick-up'`, 'delete from baken.weighing_record'])
      await assert.rejects(at.world.store.root.query(sql), /never changed/)
  })

  test('S5.4 S7.5 a team takes on more than it has hours for only with a reason, and what it took is off its hours', async () => {
    const figures = { team: 'Rotterdam', certified: 11, away: 2, hours: 100, running: 4 }
    assert.equal(errorOf(await analyst.ask('POST', '/api/capacity', figures)), '403 no-content-role')
    assert.equal((await coordinator.ask('POST', '/api/capacity', figures)).status, 200)
    // S7.5: more people cannot be away than there are, and a team has a name.
    for (const wrong of [{ away: 12 }, { team: '\u200b ' }])
      assert.equal(errorOf(await coordinator.ask('POST', '/api/capacity', { ...figures, ...wrong })), '400 bad-request')
    const pick = { decision: 'pick-up', team: 'Rotterdam', hours: 80 }
    const first = json<Proposal>(await weigh(await offered(), pick)).records[0]
    assert.deepEqual(
      first?.state.capacity.map(({ team, free }) => [team, free]),
      [['Rotterdam', 100]]
    )
    const second = await offered()
    assert.equal(errorOf(await weigh(second, pick)), '400 reason-missing')
    const beyond = json<Proposal>(await weigh(second, { ...pick, beyond: 'Een kind in gevaar gaat voor.' })).records[0]
    assert.equal(beyond?.beyond, 'Een kind in gevaar gaat voor.')
    const now = json<Capacity>(await analyst.ask('GET', '/api/capacity')).teams[0]
    assert.deepEqual([now?.taken, now?.free], [160, -60])
    const renewed = json<Capacity>(await coordinator.ask('POST', '/api/capacity', { ...figures, hours: 40 })).teams[0]
    assert.deepEqual([renewed?.taken, renewed?.free], [0, 40])
  })

  test('S5.7 what is held comes back when its day comes, and late proposals stand first', async () => {
    const one = await offered()
    const held = json<Proposal>(await weigh(one, { decision: 'hold-until', backOn: '2998-01-01' }))
    assert.deepEqual([held.state, held.backOn, held.back], ['held-until', '2998-01-01', null])
    assert.equal(errorOf(await weigh(held)), '409 wrong-state')
    await at.world.store.root.query(
      `update baken.proposal set back_on = now() - interval '1 day', due_on = now() - interval '2 days' where id = $1`,
      [one.id]
    )
    const [first] = await listed('?state=offered')
    assert.deepEqual([first?.id, first?.back, first?.late], [one.id, { because: 'clock', adverts: 0 }, true])
    assert.equal(json<Proposal>(await weigh(first ?? assert.fail())).state, 'declined')
  })

  test('S5.8 a declined proposal is back on the table when an advert is found for one of its signals', async () => {
    const { signal, network: id } = await signalOf(2)
    const declined = json<Proposal>(await weigh(await offered([signal])))
    assert.deepEqual([declined.state, (await found(declined.id)).state], ['declined', 'declined'])
    const waiting = async (): Promise<number> =>
      json<Home>(await coordinator.ask('GET', '/api/home')).content?.proposals ?? -1
    const before = await waiting()
    await sampleAdverts(at.world, [{ title: 'Inpak', body: 'Weer werk in een verzonnen kas', network: id }])
    const back = await found(declined.id)
    assert.deepEqual([back.state, back.back], ['offered', { because: 'new-adverts', adverts: 1 }])
    assert.equal(await waiting(), before + 1, 'the coordinator finds it on the first screen')
    const again = json<Proposal>(await weigh(back))
    assert.deepEqual([again.state, again.records.length], ['declined', 2])
  })

  test('what a proposal rests on is held, until it is declined or returned', async () => {
    const { signal, adverts } = await signalOf(2)
    const held = (): Promise<(string | undefined)[]> =>
      withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
        const holds = await heldAdverts(tx, adverts)
        return adverts.map((advert) => holds.get(advert))
      })
    assert.deepEqual(await held(), [undefined, undefined])
    const one = await offered([signal])
    assert.deepEqual(await held(), [`proposal:${one.id}`, `proposal:${one.id}`])
    assert.equal((await weigh(one)).status, 200)
    assert.deepEqual(await held(), [undefined, undefined])
  })

  test('the words stand nowhere in clear, and the ledger tells each act with the digest of its record', async () => {
    const one = json<Proposal>(await weigh(await offered(), { reason: 'Zeldzaamwoord in de reden' }))
    const { rows } = await at.world.store.root.query<{ all: string }>(
      `select (select string_agg(p::text, '') from baken.proposal p) || (select string_agg(r::text, '') from baken.weighing_record r)
         || (select string_agg(l::text, '') from baken.ledger l) as all`
    )
    assert.doesNotMatch(rows[0]?.all ?? '', /Zeldzaamwoord|Kaswerk/)
    assert.doesNotMatch(rows[0]?.all ?? '', new RegExp(Buffer.from('Zeldzaamwoord').toString('hex')))
    const auditor = await at.as('auditor')
    const page = json<LedgerPage>(await auditor.ask('GET', `/api/ledger?subject=proposal:${one.id}`))
    const told = page.entries.map(({ act, actor }) => `${act} ${actor}`).toSorted()
    assert.deepEqual(told, ['proposal.draft analyst', 'proposal.offer analyst', 'proposal.weigh coordinator'])
    const entry = page.entries.find((each) => each.act === 'proposal.weigh')
    assert.equal(entry?.detail['digest'], one.records[0]?.digest)
  })

  test('another mandate sees no proposal, and an export has each with its last weighing', async () => {
    const elsewhere = await at.as('elders')
    assert.deepEqual(json<ProposalList>(await elsewhere.ask('GET', '/api/proposals')).proposals, [])
    const one = await offered()
    assert.equal((await weigh(one, { reason: 'Reden in de uitvoer' })).status, 200)
    const lines: string[] = []
    const ground = { user: 'coordinator', mandate: 'een' }
    for await (const line of exportText(at.world.store.pool, ground, at.world, { kind: 'proposals' }, 'jsonl'))
      lines.push(line)
    const row = lines.map((line) => JSON.parse(line) as Record<string, unknown>).find((each) => each['id'] === one.id)
    assert.deepEqual(
      [row?.['state'], row?.['title'], row?.['decision'], row?.['reason']],
      ['declined', 'Kaswerk', 'decline', 'Reden in de uitvoer']
    )
    assert.deepEqual(at.faults, [])
  })
})
