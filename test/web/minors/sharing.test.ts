/** The track for minors: nothing is shared without consent, nobody approves themselves, and a guardian may be the exploiter. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MinorFile, MinorNames } from '../../../src/contract/minors/minors.ts'
import type { Problem } from '../../../src/contract/problem.ts'
import { transitionActs, transitionAfter, transitionStates } from '../../../src/model/minors/minor-track.ts'
import { withGround } from '../../../src/store/ground.ts'
import { json, type Answer, type Browser } from '../running.ts'
import { done, name, said, startTrack, type Track } from './minors.ts'

describe('what is shared of a child', () => {
  let at: Track['at']
  let work: Track['work']
  let second: Track['second']
  let opened: Track['opened']
  let act: Track['act']
  let did: Track['did']
  let safe: Track['safe']
  let planned: Track['planned']
  let root: Track['root']
  let close: Track['close']
  before(async () => {
    ;({ at, work, second, opened, act, did, safe, planned, root, close } = await startTrack())
  })
  after(() => close())

  test('S9.4 S9.5 nothing is handed over without consent that stands, or an override that somebody else recorded; states follow the table', async () => {
    const file = await opened()
    const begin = (who: Browser, more: object) =>
      act(who, file, 'transitions', { kind: 'referral', to: 'Gemeente', what: 'Vraag om opvang', ...more })
    assert.equal(said(await begin(work, {})), '409 consent-missing')
    const no = (of: MinorFile) => of.agreements.at(-1)?.no ?? 0
    const refused = no(await did(work, file, 'consents', { from: 'child', to: 'Gemeente', given: false }))
    assert.equal(said(await begin(work, { consent: refused })), '409 consent-missing')
    const school = no(await did(work, file, 'consents', { from: 'child', to: 'School', given: true }))
    assert.equal(said(await begin(work, { consent: school })), '409 consent-missing', 'consent for another receiver')
    const consent = no(await did(work, file, 'consents', { from: 'child', to: 'gemeente', given: true }))
    const begun = done<MinorFile>(await begin(work, { consent }))
    assert.deepEqual(
      begun.transitions.map((one) => [one.no, one.state, one.consent, one.override]),
      [[1, 'in-progress', consent, null]]
    )
    assert.equal(said(await act(work, file, 'transitions/1/accept')), '403 second-person')
    assert.equal(said(await act(second, file, 'transitions/1/finish')), '409 wrong-state')
    assert.equal((await did(second, file, 'transitions/1/accept')).transitions[0]?.state, 'accepted')
    assert.equal((await did(second, file, `consents/${consent}/withdraw`)).transitions[0]?.state, 'revoked', 'at once')
    assert.equal(said(await begin(work, { consent })), '409 consent-missing')

    assert.equal(said(await act(work, file, 'overrides', { to: 'Zorg' })), '403 no-right')
    const override = no(await did(second, file, 'overrides', { to: 'Zorg', reason: 'Acuut gevaar.' }))
    assert.equal(said(await begin(second, { to: 'Zorg', override })), '403 second-person')
    const shared = done<MinorFile>(await begin(work, { to: 'Zorg', override }))
    assert.deepEqual([shared.transitions[1]?.consent, shared.transitions[1]?.override], [null, override])
    assert.equal(said(await act(second, file, 'transitions/2/reject', { reason: ' ' })), '400 reason-missing')
    assert.equal(
      (await did(second, file, 'transitions/2/reject', { reason: 'Geen plek.' })).transitions[1]?.state,
      'rejected'
    )
    // The database refuses it as well, whatever the server says.
    const row = (consentNo: number | null, overrideNo: number | null, user = 'detective') =>
      withGround(at.world.store.pool, { user, mandate: 'een' }, (tx) =>
        tx.query(
          `insert into minor_transition (file_id, no, mandate_id, kind, consent, override, sealed, by) values ($1, 9, 'een', 'request', $2, $3, '', $4)`,
          [file.id, consentNo, overrideNo, user]
        )
      )
    await assert.rejects(row(null, null), /check constraint/)
    for (const [one, other, user] of [
      [refused, null, 'detective'],
      [consent, null, 'detective'],
      [null, override, 'analyst']
    ] as const)
      await assert.rejects(row(one, other, user), /No transition without consent/)
    assert.deepEqual(
      transitionStates.flatMap((state) => transitionActs.flatMap((one) => transitionAfter(state, one) ?? [])),
      ['accepted', 'rejected', 'revoked', 'done', 'revoked']
    )
  })

  test('S9.4 an override is taken back by who gave it, or by a coordinator in the file, whatever else they may do; what runs on it ends at once', async () => {
    const file = await opened()
    const given = async () => (await did(second, file, 'overrides', { to: 'Zorg' })).agreements.at(-1)?.no ?? 0
    const shared = async (override: number) => {
      const body = { kind: 'referral', to: 'Zorg', what: 'Opvang', override }
      return (await did(work, file, 'transitions', body)).transitions.length - 1
    }
    const first = await given()
    const running = await shared(first)
    assert.equal(said(await act(work, file, `consents/${first}/withdraw`)), '403 no-right', 'who works in the file')
    const past = withGround(at.world.store.pool, { user: 'detective', mandate: 'een' }, (tx) =>
      tx.query(
        `insert into minor_act (file_id, no, mandate_id, act, about, by, sealed) values ($1, 99, 'een', 'override-withdraw', $2, 'detective', '')`,
        [file.id, `act:${first}`]
      )
    )
    await assert.rejects(past, /by who gave it, or by a coordinator/)
    const back = await did(second, file, `consents/${first}/withdraw`, { reason: 'Gevaar is voorbij.' })
    assert.equal(back.transitions[running]?.state, 'revoked')
    assert.deepEqual(
      back.agreements.map((one) => [one.kind, one.withdrawnBy]),
      [['override', 'analyst']]
    )
    assert.deepEqual([back.acts.at(-1)?.act, back.acts.at(-1)?.reason], ['override-withdraw', 'Gevaar is voorbij.'])
    assert.equal(said(await act(second, file, `consents/${first}/withdraw`)), '409 wrong-state')
    const next = await given()
    const again = await shared(next)
    const coordinator = await at.as('coordinator')
    assert.equal(said(await act(coordinator, file, `consents/${next}/withdraw`)), '404 not-found')
    await did(work, file, 'members', { user: 'coordinator', rights: ['read'] })
    const ended = await did(coordinator, file, `consents/${next}/withdraw`)
    assert.equal(ended.transitions[again]?.state, 'revoked')
    const told = await root(
      `select actor || ' ' || (detail->>'revoked') as told from ledger where act = 'minor.override-withdraw' and subject = $1 order by no`,
      [`minor:${file.id}`]
    )
    assert.deepEqual(
      told.rows.map((row) => row['told']),
      ['analyst 1', 'coordinator 1']
    )
  })

  test('S9.6 an assessment, a plan and a closure are approved by somebody else, and a file closes when every step was seen', async () => {
    const file = await opened()
    const write = async (kind: string) =>
      (await did(work, file, 'papers', { kind, reason: 'Wat nodig is.' })).papers.at(-1)?.no ?? 0
    await root(
      `update minor_member set rights = '{read,work,names,members,approve}' where file_id = $1 and user_id = 'detective'`,
      [file.id]
    )
    for (const kind of ['assessment', 'plan', 'closure'])
      assert.equal(said(await act(work, file, `papers/${await write(kind)}/approve`)), '403 second-person', kind)
    const plan = await write('plan')
    const approved = await did(second, file, `papers/${plan}/approve`)
    assert.deepEqual(
      approved.papers.flatMap((one) => (one.no === plan ? [one.state, one.decidedBy] : [])),
      ['approved', 'analyst']
    )
    const closure = await write('closure')
    assert.equal(said(await act(second, file, `papers/${closure}/approve`)), '409 steps-open')
    await safe(file)
    for (const { code } of file.steps) {
      await did(work, file, `steps/${code}/do`)
      assert.equal(said(await act(second, file, `papers/${closure}/approve`)), '409 steps-open', code)
      await did(second, file, `steps/${code}/see`)
    }
    assert.equal((await did(second, file, `papers/${closure}/approve`)).state, 'closed')
    assert.equal(said(await act(work, file, 'papers', { kind: 'plan' })), '409 wrong-state')
  })

  test('S9.9 names of one person stay side by side; saying that they are one and taking it back leaves what was', async () => {
    const file = await opened()
    for (const one of ['Persoon A', 'Persoon B', 'Persoon C']) await did(work, file, 'identities', { name: one })
    const names = async (): Promise<Omit<MinorNames, 'same'>> => {
      const { same: _same, ...rest } = done<MinorNames>(await act(work, file, 'names'))
      return rest
    }
    const before = await names()
    const [a, b, c] = before.identities.map((one) => one.no)
    assert.deepEqual([before.name, before.groups], [name, []])
    await did(work, file, 'same', { a, b })
    const two = await names()
    await did(work, file, 'same', { a: b, b: c })
    assert.deepEqual((await names()).groups, [[a, b, c]])
    assert.equal(said(await act(work, file, 'same', { a, b: c })), '409 wrong-state')
    const all = done<MinorNames>(await act(work, file, 'names')).same
    await did(work, file, `same/${all[1]?.no}`)
    assert.deepEqual(await names(), two)
    await did(work, file, `same/${all[0]?.no}`)
    assert.deepEqual(await names(), before)
    assert.equal(said(await act(work, file, `same/${all[0]?.no}`)), '404 not-found')
  })

  test('S9.10 no task and no disclosure leads to a blocked contact, by number, name or telephone, and the answer says why', async () => {
    const file = await safe(await opened())
    const body = {
      name: 'Persoon B',
      relation: 'voogd',
      number: '06-09 55 01 23',
      blocked: true,
      reason: 'Kan de uitbuiter zijn.'
    }
    const contact = (await did(work, file, 'contacts', body)).contacts[0]?.no
    const refusedFor = (answer: Answer) => [said(answer), json<Problem>(answer).detail?.['because']]
    const blocked = ['409 contact-blocked', 'Kan de uitbuiter zijn.']
    assert.deepEqual(refusedFor(await planned(file, { kind: 'contact', title: 'Bellen', contact })), blocked)
    assert.deepEqual(refusedFor(await planned(file, { kind: 'care', title: 'Gesprek met persoon b' })), blocked)
    assert.deepEqual(refusedFor(await planned(file, { kind: 'care', title: 'Bel 0609550123' })), blocked)
    // By a part of the name, by any spelling of the number, by mail and account as well; and a service is no way around.
    const more = { relation: 'oom', blocked: true, reason: body.reason }
    await did(work, file, 'contacts', { ...more, name: 'Karel van Winterkoning', number: 'karel@voorbeeld.example' })
    await did(work, file, 'contacts', { ...more, name: 'Zus', number: 'telegram @zilver_roodstaart' })
    for (const title of [
      'Bel 0031 6 09 55 01 23',
      'Afspraak met Winterkoning',
      'K. WINTERKONING bellen',
      'Mail karel [at] voorbeeld punt example',
      'Stuur iets naar telegram @zilver_roodstaart'
    ]) {
      assert.deepEqual(refusedFor(await planned(file, { kind: 'care', title })), blocked, title)
      const service = await act(work, file, 'follow-ups', { service: title, dueOn: '2999-01-01' })
      assert.deepEqual(refusedFor(service), blocked, title)
    }
    assert.equal(said(await planned(file, { kind: 'care', title: 'Mail school@voorbeeld.example over zorg' })), 'done')
    assert.deepEqual(
      refusedFor(await act(work, file, 'consents', { from: 'guardian', contact, to: 'School', given: true })),
      blocked
    )
    const consent = (await did(work, file, 'consents', { from: 'child', to: 'Persoon B', given: true })).agreements[0]
      ?.no
    const share = () => act(work, file, 'transitions', { kind: 'request', to: 'Persoon B', what: 'Vraag', consent })
    assert.deepEqual(refusedFor(await share()), blocked)
    assert.equal(said(await act(work, file, `contacts/${contact}`, { blocked: false })), '403 second-person')
    await did(second, file, `contacts/${contact}`, { blocked: false })
    assert.equal(said(await share()), 'done')
    const task = done<MinorFile>(await planned(file, { kind: 'contact', title: 'Bellen', contact })).tasks.at(-1)?.no
    await did(work, file, `contacts/${contact}`, { blocked: true, reason: 'Toch niet.' })
    assert.deepEqual(refusedFor(await act(work, file, `tasks/${task}/take`)), ['409 contact-blocked', 'Toch niet.'])
    // Who sees no names sees that there is a block, and not of whom.
    await did(work, file, 'members', { user: 'expert', rights: ['work'] })
    const seen = done<MinorFile>(await (await at.as('expert')).ask('GET', `/api/minors/${file.id}`))
    assert.deepEqual(
      seen.contacts.map((one) => [one.name, one.number, one.relation, one.blocked]),
      ['voogd', 'oom', 'oom'].map((relation) => ['', '', relation, true])
    )
  })
})
