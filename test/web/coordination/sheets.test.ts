/** The sheet of a month: counted from the rows of the queue, kept as it stood, in order by the rules of its day. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Sheet, Sheets } from '../../../src/contract/cases/coordination.ts'
import type { ProposalList, TeamCapacity } from '../../../src/contract/cases/proposals.ts'
import type { SignalList } from '../../../src/contract/desk/signals.ts'
import type { Reports } from '../../../src/contract/reports/reports.ts'
import { inOrder } from '../../../src/desk/coordination/order-rules.ts'
import { withGround } from '../../../src/store/ground.ts'
import { certify, done, networkOf, pickedUp, said } from '../cases/cases.ts'
import { errorOf, startInterface, type Browser, type Running } from '../running.ts'
import { offered } from './coordination.ts'

const thisMonth = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Amsterdam' }).format().slice(0, 7)

describe('sheets of a month', () => {
  let at: Running
  let coordinator: Browser
  before(async () => {
    at = await startInterface()
    coordinator = await at.as('coordinator')
    await certify(at, 'detective')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  const get = async <T>(address: string): Promise<T> => done<T>(await coordinator.ask('GET', address))
  const make = (month = thisMonth) => coordinator.ask('POST', '/api/sheets', { month })

  /** What the screens of the queue say now. */
  async function queueNow() {
    const signals: Record<string, number> = {}
    for (const state of ['new', 'taken', 'proposed', 'escalated', 'dismissed']) {
      const n = (await get<SignalList>(`/api/signals?state=${state}&limit=1`)).count.value
      if (n > 0) signals[state] = n
    }
    const { proposals } = await get<ProposalList>('/api/proposals')
    const { reports } = await get<Reports>('/api/reports?state=all')
    const late = await get<Reports>('/api/reports?state=late')
    return {
      signals,
      proposals: tally(proposals.map((one) => one.state)),
      waiting: (await get<ProposalList>('/api/proposals?state=offered')).proposals.map((one) => one.id),
      reports: {
        ...tally(reports.filter((one) => !one.minor).map((one) => one.state)),
        ...(late.reports.length > 0 && { late: late.reports.length })
      },
      teams: (await get<{ teams: TeamCapacity[] }>('/api/capacity')).teams
    }
  }
  const tally = (of: readonly string[]): Record<string, number> =>
    Object.fromEntries([...new Set(of)].toSorted().map((one) => [one, of.filter((each) => each === one).length]))
  const told = ({ figures }: Sheet) => ({
    signals: figures.signals,
    proposals: figures.proposals,
    waiting: figures.waiting.map((one) => one.id),
    reports: figures.reports,
    teams: figures.teams
  })

  test('S5.13 a sheet says what the queue says at that moment, and goes on saying it when the queue has moved on', async () => {
    const officer = await at.as('officer')
    for (const minor of [false, true])
      done(await officer.ask('POST', '/api/reports', { place: 'Utrecht', signs: ['1.1'], minor }))
    await at.world.store.root.query(`update baken.report set read_by = now() - interval '1 day' where not minor`)
    done(
      await coordinator.ask('POST', '/api/capacity', { team: 'Den Haag', certified: 3, away: 1, hours: 90, running: 2 })
    )
    await offered(at, 'Spoed', 'high')
    await offered(at, 'Rustig', 'low', 30)
    await pickedUp(at, (await networkOf(at)).signal, { team: 'Den Haag', hours: 40 })
    const before = await queueNow()
    const made = done<Sheet>(await make())
    assert.deepEqual(told(made), before)
    assert.deepEqual([made.month, made.orderVersion, made.intact], [thisMonth, 0, true])
    assert.deepEqual([made.figures.decisions, made.figures.late], [{ 'pick-up': 1 }, 1])
    assert.equal(made.figures.reports['late'], 1)
    assert.equal(made.figures.teams[0]?.free, 50)
    const steps = Object.values(made.figures.steps).reduce((sum, n) => sum + n, 0)
    const open = (await get<SignalList>('/api/signals?state=open&limit=1')).count.value
    assert.equal(steps, open)

    await offered(at, 'Later', 'high')
    await at.world.store.root.query(`update baken.signal set state = 'dismissed' where id = $1`, [at.signal])
    assert.notDeepEqual(await queueNow(), before)
    const again = await get<Sheet>(`/api/sheets/${made.id}`)
    assert.deepEqual(again, made)
    const entry = await at.world.store.root.query<{ detail: { digest: string } }>(
      `select detail from baken.ledger where act = 'sheet.make' and subject = $1`,
      [`sheet:${made.id}`]
    )
    assert.equal(entry.rows[0]?.detail.digest, made.digest)
    const csv = await coordinator.ask('GET', `/api/sheets/${made.id}/csv`)
    assert.match(csv.text, new RegExp(`sheet,digest,${made.digest}`))
    assert.match(csv.text, /team Den Haag,free,50/)
    assert.match(csv.text, new RegExp(`waits 1,proposal ${made.figures.waiting[0]?.id},`))
  })

  test('S5.6 the order of a sheet is made again from what it kept and the rules of its version', async () => {
    const rules = ['urgency', 'oldest'] as const
    const body = { version: 0, rules, reason: 'Afgesproken.' }
    done(await coordinator.ask('POST', '/api/proposal-order', body))
    const made = done<Sheet>(await make())
    done(await coordinator.ask('POST', '/api/proposal-order', { ...body, version: 1, rules: ['due'] }))
    const kept = await get<Sheet>(`/api/sheets/${made.id}`)
    assert.deepEqual([kept.orderVersion, kept.rules], [1, rules])
    assert.deepEqual(inOrder(kept.figures.waiting.toReversed(), kept.rules), kept.figures.waiting)
    assert.notDeepEqual(inOrder(kept.figures.waiting, ['due']), kept.figures.waiting)
  })

  test('a sheet is of a month that began, made and read by coordinators, and changed by nobody unseen', async () => {
    assert.equal(said(await make('2099-01')), '400 day-wrong')
    assert.equal((await make('2026-13')).status, 400)
    assert.equal(errorOf(await coordinator.ask('GET', '/api/sheets/9999')), '404 not-found')
    for (const who of ['analyst', 'officer', 'auditor'])
      assert.equal((await (await at.as(who)).ask('GET', '/api/sheets')).status, 403, who)
    const [newest] = (await get<Sheets>('/api/sheets')).sheets
    assert.ok(newest)
    const insert = withGround(at.world.store.pool, { user: 'analyst', mandate: 'een' }, (tx) =>
      tx.query(
        `insert into coordination_sheet (mandate_id, month, order_version, figures, digest, by) values ('een', '2026-01-01', 0, '{}', $1, 'analyst')`,
        [createHash('sha256').digest()]
      )
    )
    await assert.rejects(insert, { code: '42501' })
    const change = `update baken.coordination_sheet set figures = jsonb_set(figures, '{late}', '7') where id = ${newest.id}`
    await assert.rejects(at.world.store.root.query(change), /never changed/)
    await at.world.store.root.query(
      `set session_replication_role = replica; ${change}; set session_replication_role = origin`
    )
    assert.equal((await get<Sheet>(`/api/sheets/${newest.id}`)).intact, false)
  })
})
