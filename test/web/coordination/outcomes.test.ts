/** What became of signals: a prosecutor's decision or the closing of a case, for the signs that were seen then, and in figures that tell of no single case. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Calibration, CalibrationLine } from '../../../src/contract/oversight/calibration.ts'
import type { ReferralList } from '../../../src/contract/cases/referrals.ts'
import { exportText } from '../../../src/desk/exports/export.ts'
import { withGround } from '../../../src/store/ground.ts'
import { doIn, done, networkOf, openCase } from '../cases/cases.ts'
import { json, startInterface, type Browser, type Running } from '../running.ts'

interface SignalOutcome {
  readonly signal_id: number
  readonly weigh_version: number
  readonly signs: readonly { readonly indicator: string; readonly direction: string; readonly points: number }[]
  readonly outcome: string
  readonly code: string | null
  readonly held: boolean | null
}

describe('outcomes of signals', () => {
  let at: Running
  let lead: Browser
  let prosecutor: Browser
  before(async () => {
    at = await startInterface()
    lead = await at.as('detective')
    prosecutor = await at.as('prosecutor')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const asked = (user: string): Promise<SignalOutcome[]> =>
    withGround(at.world.store.pool, { user, mandate: 'een' }, async (tx) => {
      return (await tx.query<SignalOutcome>('select * from signal_outcomes()')).rows
    })
  const outcomesOf = async (signal: number): Promise<(readonly [string, string | null, boolean | null])[]> =>
    (await asked('pipeline'))
      .filter((one) => one.signal_id === signal)
      .map(({ outcome, code, held }) => [outcome, code, held] as const)
  const figures = async (user: string): Promise<string[]> => {
    const lines: string[] = []
    const ground = { user, mandate: 'een' as const }
    for await (const line of exportText(at.world.store.pool, ground, at.world, { kind: 'outcomes' }, 'csv'))
      lines.push(line.replace('\ufeff', '').trimEnd())
    return lines
  }
  const refer = async (one: Case): Promise<(name: string, more?: object) => Promise<void>> => {
    done(await doIn(lead, one, 'referrals', { kind: 'prosecutor', to: 'prosecutor' }))
    const { referrals } = done<ReferralList>(await lead.ask('GET', '/api/referrals'))
    const key = referrals.find((each) => each.case === one.id)?.key ?? assert.fail('no referral')
    return async (name, more = {}) => {
      done(await prosecutor.ask('POST', `/api/referrals/${key}/${name}`, { reason: 'Daarom.', ...more }))
    }
  }
  const close = async (one: Case, outcome: string): Promise<Case> => {
    const { version } = done<Case>(await lead.ask('GET', `/api/cases/${one.id}`))
    return done(await doIn(lead, one, 'close', { version, outcome }))
  }

  test('S6.14 the ground of a dismissal and the ECLI of a judgment reach the signals that the case rests on, with the signs of the day it was opened', async () => {
    const { signal } = await networkOf(at)
    const pinned = await networkOf(at)
    const one = await openCase(at, signal)
    done(await doIn(lead, one, 'items', { kind: 'network', ref: String(pinned.network) }))
    const weighed = await at.world.store.root.query<{ weigh_version: number; reasons: { indicator: string }[] }>(
      'select weigh_version, reasons from signal where id = $1',
      [signal]
    )
    const before = weighed.rows[0] ?? assert.fail('no signal')
    await at.world.store.root.query('update signal set weigh_version = 999, reasons = $2 where id = $1', [signal, '[]'])
    const act = await refer(one)
    await act('accept')
    assert.deepEqual(await outcomesOf(signal), [], 'nothing was decided')
    await act('decide', { outcome: 'dismiss', code: '02' })
    assert.deepEqual(await outcomesOf(signal), [['dismiss', '02', false]])
    assert.deepEqual(await outcomesOf(pinned.signal), [['dismiss', '02', false]])
    await act('decide', { outcome: 'dismiss', code: '40' })
    assert.deepEqual(
      await outcomesOf(signal),
      [['dismiss', '40', null]],
      'a ground of policy says nothing of the signs'
    )
    await act('decide', { outcome: 'prosecute' })
    await act('decide', { outcome: 'judged', code: 'ECLI:NL:RBDHA:2026:77' })
    assert.deepEqual(await outcomesOf(signal), [['judged', 'ECLI:NL:RBDHA:2026:77', true]])
    const [told] = (await asked('pipeline')).filter((each) => each.signal_id === signal)
    assert.equal(told?.weigh_version, before.weigh_version)
    assert.deepEqual(
      told?.signs.map((sign) => sign.indicator),
      before.reasons.map((reason) => reason.indicator).toSorted()
    )
    await act('return')
    assert.deepEqual(await outcomesOf(signal), [], 'it was given back')
  })

  test('S7.12 the outcome with which a case is closed counts where no prosecutor said one, until it is opened again', async () => {
    const { signal } = await networkOf(at)
    const one = await openCase(at, signal)
    await close(one, 'not-enough-evidence')
    assert.deepEqual(await outcomesOf(signal), [['not-enough-evidence', null, false]])
    const { version } = done<Case>(await lead.ask('GET', `/api/cases/${one.id}`))
    done(await doIn(lead, one, 'reopen', { version }))
    assert.deepEqual(await outcomesOf(signal), [])
    await close(one, 'other-intervention')
    assert.deepEqual(await outcomesOf(signal), [['other-intervention', null, null]])
  })

  test('outcomes are for the system, which calibrates; how a signal stood in a case is for its members, and changed by nobody', async () => {
    assert.ok((await asked('pipeline')).length > 0)
    for (const user of ['detective', 'coordinator', 'analyst', 'prosecutor'])
      assert.deepEqual(await asked(user), [], user)
    const seen = (user: string, sql = 'select 1 from case_signal'): Promise<number | null> =>
      withGround(at.world.store.pool, { user, mandate: 'een' }, async (tx) => (await tx.query(sql)).rowCount)
    assert.ok(((await seen('detective')) ?? 0) >= 3)
    assert.equal(await seen('analyst'), 0)
    for (const user of ['analyst', 'prosecutor'])
      assert.equal(await seen(user, 'select 1 from case_file f, case_outcome(f.id)'), 0)
    const change = `update case_signal set signs = '[]'`
    assert.equal(await seen('pipeline', change), 0)
    await assert.rejects(at.world.store.root.query(change.replace('case_', 'baken.case_')), /never changed/)
  })

  test('S6.14 figures tell of outcomes in steps of five, so that one case more is seen in none of them', async () => {
    const none = await figures('analyst')
    assert.deepEqual(none, ['of,outcome,ground,at_least'])
    const decided = async (): Promise<void> => {
      const act = await refer(await openCase(at, (await networkOf(at)).signal))
      await act('accept')
      await act('decide', { outcome: 'dismiss', code: '02' })
    }
    const analyst = await at.as('analyst')
    const calibrated = async (): Promise<CalibrationLine | undefined> =>
      json<Calibration>(await analyst.ask('GET', '/api/calibration')).lines[0]
    const casesOf = async (): Promise<unknown[]> =>
      (await calibrated())?.signs.map(({ cases: { held, notHeld, from, to } }) => [
        held,
        notHeld,
        from,
        to && Math.round(to * 1000) / 1000
      ]) ?? []
    const weighed = async (): Promise<unknown[]> =>
      (await at.world.store.root.query('select id, priority, step, reasons, weigh_version from signal order by id'))
        .rows
    for (let n = 0; n < 4; n++) await decided()
    assert.deepEqual(await figures('analyst'), none)
    assert.deepEqual(new Set((await casesOf()).map(String)), new Set(['0,0,,']), 'four cases are told nowhere')
    const before = await weighed()
    await decided()
    const after = await weighed()
    assert.deepEqual(after.slice(0, before.length), before, 'S7.12 what became of cases changes no priority by itself')
    // Nine at most may have been decided so, and none of the others known: up to four of nine held.
    assert.ok(
      (await casesOf()).some((one) => String(one) === '0,5,0,0.733'),
      String(await casesOf())
    )
    assert.deepEqual(
      (await calibrated())?.outcomes.map(({ outcome, ground, title, atLeast }) => [
        outcome,
        ground,
        title?.en,
        atLeast
      ]),
      [
        ['dismiss', null, undefined, 5],
        ['dismiss', '02', 'not enough evidence', 5]
      ]
    )
    const five = await figures('analyst')
    assert.deepEqual(five.slice(0, 3), ['of,outcome,ground,at_least', 'all,dismiss,,5', 'all,dismiss,02,5'])
    assert.match(five[3] ?? '', /^[A-Z]{2}-\w+,dismiss,,5$/)
    await decided()
    assert.deepEqual(await figures('analyst'), five, 'six are told as five')
    assert.deepEqual(await figures('detective'), five, 'the same to members')
  })
})
