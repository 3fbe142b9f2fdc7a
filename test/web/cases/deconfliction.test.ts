/** Deconfliction through the interface: asked by one, seen by coordinators only, told to both sides, and nothing else to anybody. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Question, QuestionList } from '../../../src/contract/cases/deconfliction.ts'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, signIn, startInterface, type Answer, type Browser, type Running } from '../running.ts'

/** Stands in adverts of both mandates; that in the other one is sealed. */
const known = '06 12345678'
const knownValue = '+31612345678'

describe('deconfliction', () => {
  let at: Running
  let analyst: Browser
  let detective: Browser
  let coordinator: Browser
  /** The coordinator of the other mandate. */
  let other: Browser
  before(async () => {
    at = await startInterface()
    const { owner } = at.world.store
    await owner.query(
      `insert into app_user (id, name, role, password_hash) select 'overkant', 'C. Overkant', role, password_hash from app_user where id = 'coordinator'`
    )
    await owner.query(`insert into user_mandate (user_id, mandate_id) values ('overkant', 'twee')`)
    analyst = await at.as('analyst')
    detective = await at.as('detective')
    coordinator = await at.as('coordinator')
    other = await signIn(at, 'overkant')
    assert.equal((await other.ask('PUT', '/api/session/mandate', { mandate: 'twee', reason: 'proef' })).status, 200)
  })
  after(() => closeInAgreement(at))

  const ask = (value: string, who = analyst, reason = 'Loopt er al iets?'): Promise<Answer> =>
    who.ask('POST', '/api/deconfliction', { value, reason })
  const asked = async (value: string, who = analyst): Promise<Question> => {
    const answer = await ask(value, who)
    assert.equal(answer.status, 200, answer.text)
    return json<Question>(answer)
  }
  const list = async (who: Browser): Promise<QuestionList> =>
    json<QuestionList>(await who.ask('GET', '/api/deconfliction'))
  const seen = async (who: Browser, id: number): Promise<Question> =>
    (await list(who)).questions.find((one) => one.id === id) ?? assert.fail(`no question ${id}`)
  const say = (id: number, body: object, who = coordinator): Promise<Answer> =>
    who.ask('POST', `/api/deconfliction/${id}/answer`, body)
  /** What does not differ from question to question. */
  const shape = (one: Question): object => ({
    ...one,
    id: 0,
    value: '',
    askedAt: '',
    answeredAt: one.answeredAt && 't'
  })

  test('S5.5 the asker hears the same of a value that is known elsewhere as of one that is not, until a coordinator speaks', async () => {
    const hit = await asked(known)
    const miss = await asked('06 99999999')
    assert.deepEqual(shape(hit), shape(miss))
    assert.deepEqual([hit.value, hit.answer, hit.elsewhere], [knownValue, null, null])
    for (const who of [analyst, detective]) {
      const { questions, notices } = await list(who)
      assert.deepEqual(notices, [])
      assert.ok(questions.every((one) => one.elsewhere === null && one.askedBy === (who === analyst ? 'analyst' : '')))
    }
    assert.deepEqual((await list(detective)).questions, [], 'a colleague sees no question of another')
    const [toHit, toMiss] = [await seen(coordinator, hit.id), await seen(coordinator, miss.id)]
    assert.deepEqual(toHit.elsewhere, { known: [{ mandate: 'twee', coordinators: ['C. Overkant'] }], unasked: [] })
    assert.deepEqual(toMiss.elsewhere, { known: [], unasked: [] })
    for (const one of [hit, miss]) assert.equal((await say(one.id, { answer: 'nothing' })).status, 200)
    assert.deepEqual(shape(await seen(analyst, hit.id)), shape(await seen(analyst, miss.id)))
    assert.deepEqual((await list(other)).notices, [], 'nothing to share: the other side hears nothing')
    assert.equal(
      (await seen(coordinator, hit.id)).elsewhere?.known.length,
      1,
      'what was known then stays with the answer'
    )
  })

  test('S5.5 with a contact both sides are told who turns to whom, and the other side nothing but value, person and words', async () => {
    const { id } = await asked(known, detective)
    assert.equal(errorOf(await say(id, { answer: 'contact', words: ' ' })), '400 reason-missing')
    assert.equal(errorOf(await say(id, { answer: 'contact', words: 'x' }, analyst)), '403 no-content-role')
    assert.equal(errorOf(await say(id, { answer: 'contact', words: 'x' }, other)), '404 not-found')
    const words = 'Bel C. Overkant, die weet ervan.'
    assert.equal((await say(id, { answer: 'contact', words })).status, 200)
    const told = await seen(detective, id)
    assert.deepEqual([told.answer, told.words, told.elsewhere], ['contact', words, null])
    const [notice, ...more] = (await list(other)).notices
    assert.deepEqual(more, [])
    assert.deepEqual(
      { ...notice, id: 0, at: '' },
      { id: 0, at: '', kind: 'phone', value: knownValue, mandate: 'een', by: 'coordinator', words }
    )
    assert.deepEqual((await list(await at.as('elders'))).notices, [], 'only coordinators hear it')
    assert.equal(errorOf(await say(id, { answer: 'nothing' })), '409 wrong-state')
  })

  test('the first screen tells coordinators what waits, the other side what it was told, and the asker of an answer', async () => {
    const count = async (who: Browser): Promise<number> =>
      json<Home>(await who.ask('GET', '/api/home')).content?.questions ?? -1
    const before = [await count(coordinator), await count(detective), await count(other)]
    const { id } = await asked(known, detective)
    assert.deepEqual([await count(coordinator), await count(detective)], [(before[0] ?? 0) + 1, before[1]])
    assert.equal((await say(id, { answer: 'contact', words: 'Bel even.' })).status, 200)
    const after = [await count(coordinator), await count(detective), await count(other)]
    assert.deepEqual(after, [before[0], (before[1] ?? 0) + 1, (before[2] ?? 0) + 1])
  })

  test('there is no contact where nothing is known, nor with a mandate that ended', async () => {
    const miss = await asked('06 99999998')
    assert.equal(errorOf(await say(miss.id, { answer: 'contact', words: 'x' })), '409 nothing-known')
    const hit = await asked(known)
    const { root } = at.world.store
    await root.query(`update baken.mandate set withdrawn_at = now() where id = 'twee'`)
    assert.deepEqual((await seen(coordinator, hit.id)).elsewhere, { known: [], unasked: [] })
    await root.query(`update baken.mandate set withdrawn_at = null where id = 'twee'`)
    assert.equal((await seen(coordinator, hit.id)).elsewhere?.known.length, 1)
    await root.query(`update baken.fact set state = 'rejected' where mandate_id = 'twee'`)
    assert.deepEqual((await seen(coordinator, hit.id)).elsewhere?.known, [], 'a rejected fact is none')
    await root.query(`update baken.fact set state = 'proposed' where mandate_id = 'twee'`)
    assert.equal((await say(hit.id, { answer: 'nothing' })).status, 200)
  })

  test('a question needs a value and a reason, is asked once while it is open, and twenty times a day at most', async () => {
    assert.equal(errorOf(await ask('zomaar iets')), '400 bad-request')
    assert.equal(errorOf(await ask(known, analyst, ' ')), '400 reason-missing')
    const once = await asked('06 33333333')
    assert.deepEqual(await asked('+31 6 33 33 33 33'), once)
    assert.notEqual((await asked('06 33333333', detective)).id, once.id)
    const values = Array.from({ length: 24 }, (_one, n) => `06 4444 44${String(n).padStart(2, '0')}`)
    const answers = await Promise.all(values.map((value) => ask(value)))
    const taken = answers.filter((one) => one.status === 200).length
    assert.ok(taken > 0)
    assert.equal((await list(analyst)).questions.length, 20, 'also when they come at once')
    assert.ok(answers.filter((one) => one.status !== 200).every((one) => errorOf(one) === '429 asked-enough'))
  })

  test('the ledger tells who asked and who saw where it is known; words and values stand sealed', async () => {
    const { id } = await asked('06 55555555', detective)
    await list(coordinator)
    assert.equal((await say(id, { answer: 'nothing' })).status, 200)
    const auditor = await at.as('auditor')
    const page = json<LedgerPage>(await auditor.ask('GET', `/api/ledger?subject=deconfliction:${id}`))
    assert.deepEqual(page.entries.map(({ act, actor }) => `${act} ${actor}`).toSorted(), [
      'deconfliction.answer coordinator',
      'deconfliction.ask detective'
    ])
    const saw = json<LedgerPage>(await auditor.ask('GET', `/api/ledger?fact=${encodeURIComponent('06 55555555')}`))
    assert.deepEqual(saw.entries.map(({ act, actor }) => `${act} ${actor}`).toSorted(), [
      'deconfliction.ask detective',
      'deconfliction.read coordinator'
    ])
    const { rows } = await at.world.store.root.query<{ all: string }>(
      `select (select string_agg(q::text, '') from baken.deconfliction_question q) || (select string_agg(n::text, '') from baken.deconfliction_notice n) as all`
    )
    for (const value of ['+31655555555', knownValue, 'Overkant', 'Loopt'])
      assert.ok(!rows[0]?.all.includes(Buffer.from(value).toString('hex')), value)
    assert.deepEqual(at.faults, [])
  })
})
