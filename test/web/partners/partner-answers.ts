/** What a partner is asked to answer by a day, from the question to the end of the decision. */
import assert from 'node:assert/strict'
import type { CaseTimeline } from '../../../src/contract/cases/cases.ts'
import type { CaseDisclosures, MyDisclosures } from '../../../src/contract/partners/partners.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { done, farDay, said } from '../cases/cases.ts'
import type { PartnerWorld } from './partner-world.ts'

export async function taskAndAnswer(world: PartnerWorld): Promise<void> {
  const { at, one, detective, analyst, partner, agreed, ofCase, confirm, mine } = world
  const { store } = at.world
  const agreement = await agreed('municipality')
  const shared = { question: 'Is er toezicht geweest?' }
  const ask = (answerBy: string) =>
    detective.ask('POST', `/api/cases/${one.id}/disclosures`, { agreement, shared, answerBy, reason: 'Nodig.' })
  assert.equal(said(await ask('2026-01-01')), '400 day-wrong', 'a day before today')
  done(await ask(farDay))
  const key = (await ofCase()).at(-1)?.key ?? ''
  const answer = (body: object, who = partner) => who.ask('POST', `/api/disclosures/${key}/answer`, body)
  const taken = { state: 'taken', words: 'Wij gaan langs.' }
  assert.equal(said(await answer(taken)), '404 not-found', 'nothing was disclosed yet')
  done(await confirm(analyst, key))
  const task = (list: MyDisclosures['disclosures'] | CaseDisclosures['disclosures']) => {
    const found = list.find((each) => each.key === key)
    return [found?.answerBy, found?.late, found?.answers.map(({ state, words, by }) => [state, words, by])]
  }
  assert.deepEqual(task(await mine()), [farDay, false, []])
  assert.equal(said(await answer({ ...taken, words: ' ' })), '400 reason-missing')
  assert.equal(said(await answer(taken, analyst)), '403 no-content-role', "answers are the partner's")
  const told = await answer(taken)
  done(told)
  assert.doesNotMatch(told.text, new RegExp(`${one.id}|Kaswerk|detective|analyst`), 'nothing of the case')
  const answers = [['taken', 'Wij gaan langs.', 'partner']]
  assert.deepEqual(
    [task(await mine()), task(await ofCase())],
    [
      [farDay, false, answers],
      [farDay, false, answers]
    ]
  )
  const { acts } = done<CaseTimeline>(await detective.ask('GET', `/api/cases/${one.id}/timeline`))
  assert.deepEqual(
    acts.slice(0, 1).map(({ act, about, by }) => [act, about, by]),
    [['disclosure-answer', `disclosure:${key}`, 'partner']]
  )
  const { rows } = await store.owner.query<{ row: string }>(
    `select l::text as row from ledger l where act = 'disclosure.answer' and subject = $1`,
    [`disclosure:${key}`]
  )
  assert.deepEqual([rows.length, /gaan langs/.test(rows[0]?.row ?? '')], [1, false])

  // Its day passed: both see that an answer is owed, until it is done or cannot be.
  await pastTriggers(store.root, (client) =>
    client.query(`update baken.case_disclosure set answer_by = baken.today() - 1 where key = '${key}'`)
  )
  assert.deepEqual([task(await mine())[1], task(await ofCase())[1]], [true, true])
  done(await answer({ state: 'done', words: 'Er woont niemand.' }))
  assert.deepEqual([task(await mine())[1], task(await ofCase())[1]], [false, false])

  await answersInDatabase(world, agreement, key, async () => said(await answer(taken)))
  assert.deepEqual(task(await ofCase())[2], [...answers, ['done', 'Er woont niemand.', 'partner']])
}

/** Others have no way to it, nor has the database a way around the decision; `again` answers once more. */
async function answersInDatabase(
  world: PartnerWorld,
  agreement: string,
  key: string,
  again: () => Promise<string>
): Promise<void> {
  const { at, coordinator, decide } = world
  const { store } = at.world
  const as = (user: string, statement: string) =>
    withGround(store.pool, { user, mandate: 'een' }, (tx) => tx.query(statement, [key]))
  const row = `insert into disclosure_answer (key, disclosure, mandate_id, state, sealed, digest, by) values (gen_random_uuid(), $1, 'een', 'done', '', '', `
  await assert.rejects(as('detective', `${row} 'detective')`), /row-level security/)
  await assert.rejects(as('partner', `${row} 'detective')`), /row-level security/, 'in the name of somebody else')
  await assert.rejects(as('detective', `select tell_answer($1, '')`), /Only a partner/)
  const changed = await as('partner', `update disclosure_answer set state = 'cannot' where disclosure = $1`)
  assert.equal(changed.rowCount, 0, 'nobody writes over an answer')
  const count = 'select count(*)::int as n from disclosure_answer where disclosure = $1'
  const seen = async (user: string) => (await as(user, count)).rows
  assert.deepEqual([await seen('prosecutor'), await seen('detective')], [[{ n: 0 }], [{ n: 2 }]])
  await pastTriggers(store.root, (client) =>
    client.query(`insert into baken.disclosure_answer (key, disclosure, mandate_id, state, sealed, digest, by)
      select gen_random_uuid(), '${key}', 'een', 'taken', '', '', 'partner' from generate_series(1, 48)`)
  )
  assert.equal(await again(), '409 case-full')
  await pastTriggers(store.root, (client) =>
    client.query(`delete from baken.disclosure_answer where disclosure = '${key}' and length(sealed) = 0`)
  )
  done(await decide(coordinator, agreement, 'withdraw'))
  assert.equal(await again(), '404 not-found', 'closed with the decision')
  await assert.rejects(as('partner', `${row} 'partner')`), /row-level security/)
  assert.deepEqual(await seen('partner'), [{ n: 0 }])
}
