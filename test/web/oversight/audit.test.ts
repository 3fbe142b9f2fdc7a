/** What the auditor is told of the ledger without searching in it, and the review of access: for auditors only, and each word an act. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type {
  AccessPage,
  Finding,
  FindingsPage,
  RetentionCalendar,
  RetentionDryRun
} from '../../../src/contract/oversight/audit.ts'
import { record, withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('the auditor', () => {
  let at: Running
  let auditor: Browser
  before(async () => {
    at = await startInterface()
    auditor = await at.as('auditor')
  })
  after(() => at.close())

  const enter = async (actor: string, act: string, detail: object = {}, times = 1): Promise<void> => {
    for (let n = 0; n < times; n++)
      await withGround(at.world.store.owner, { user: actor, mandate: null }, (tx) =>
        record(tx, { user: actor, mandate: null }, { act, subject: 'advert:1', detail: { ...detail } })
      )
  }
  /** As somebody with root would: past the trigger that refuses it. */
  const asRoot = (sql: string, values: unknown[] = []): Promise<void> =>
    pastTriggers(at.world.store.root, (client) => client.query(sql, values))
  const findings = async (): Promise<readonly Finding[]> =>
    json<FindingsPage>(await auditor.ask('GET', '/api/audit/findings')).findings
  const of = async (kind: Finding['kind'], actor: string | null = null): Promise<Finding | undefined> =>
    (await findings()).find((one) => one.kind === kind && one.actor === actor)

  test('finds nothing to ask about in a ledger where nothing is odd, and says what was looked at', async () => {
    const page = json<FindingsPage>(await auditor.ask('GET', '/api/audit/findings'))
    assert.deepEqual(page.findings, [])
    assert.ok(page.whole && page.entries > 3)
    for (const role of ['administrator', 'analyst', 'coordinator', 'operator'])
      assert.equal(errorOf(await (await at.as(role)).ask('GET', '/api/audit/findings')), '403 no-content-role', role)
  })

  test('is told of reading at night from five times on, and of nobody who reads by day', async () => {
    await enter('analyst', 'advert.read', {}, 5)
    await enter('detective', 'advert.read', {}, 4)
    await enter('coordinator', 'advert.read', {}, 9)
    const night = `(date_trunc('day', now() at time zone 'Europe/Amsterdam') - interval '1 hour') at time zone 'Europe/Amsterdam'`
    await asRoot(`update ledger set at = ${night} where actor in ('analyst', 'detective') and act = 'advert.read'`)
    await asRoot(
      `update ledger set at = ${night} - interval '11 hours' where actor = 'coordinator' and act = 'advert.read'`
    )
    const found = await of('night', 'analyst')
    assert.deepEqual([found?.count, found?.spread, found?.entries.length, found?.mark], [5, 1, 5, null])
    assert.equal(await of('night', 'detective'), undefined)
    assert.equal(await of('night', 'coordinator'), undefined)
  })

  test('is told who searched the own name, as a word and not as a part of one, and which term many searched', async () => {
    await at.world.store.owner.query(`update app_user set name = 'Anouk Aartsen' where id = 'analyst'`)
    await enter('analyst', 'search.run', { q: 'wie is  AARTSEN utrecht', facts: [] })
    await enter('detective', 'search.run', { q: 'aartsenstraat', facts: ['phone +31612345678'] })
    await enter('analyst', 'fact.look-up', { facts: ['phone +31612345678'] })
    assert.equal((await of('own-name', 'analyst'))?.term, 'wie is aartsen utrecht')
    assert.equal(await of('own-name', 'detective'), undefined)
    assert.equal(await of('many-persons'), undefined, 'two persons are not many')
    await enter('coordinator', 'search.run', { q: 'x', facts: ['phone +31612345678'] })
    const many = await of('many-persons')
    assert.deepEqual([many?.term, many?.spread, many?.count], ['phone +31612345678', 3, 3])
  })

  test('is told of refusals, of reading far beyond colleagues, and of alarms', async () => {
    await enter('partner', 'access.refused', { route: 'GET /api/search' }, 10)
    await enter('analyst-2', 'advert.read', {}, 220)
    await enter('pipeline', 'evidence.alarm', { count: 1 })
    assert.equal((await of('refusals', 'partner'))?.count, 10)
    assert.equal((await of('much-reading', 'analyst-2'))?.count, 220)
    assert.equal(await of('much-reading', 'analyst'), undefined)
    assert.equal((await of('alarm'))?.count, 1)
  })

  test('C2 is told of an entry that was removed, and where', async () => {
    assert.equal(await of('gap'), undefined)
    const { rows } = await at.world.store.root.query<{ no: number }>(
      `select no from ledger where act = 'advert.read' and actor = 'analyst-2' order by no limit 1`
    )
    const gone = rows[0]?.no ?? 0
    await asRoot('delete from ledger where no = $1', [gone])
    assert.deepEqual([(await of('gap'))?.count, (await of('gap'))?.entries], [1, [gone + 1]])
  })

  test('asks for an explanation and closes a finding with a reason; each is an act', async () => {
    const key = (await of('night', 'analyst'))?.key ?? ''
    const mark = (state: string, reason: string): Promise<unknown> =>
      auditor.ask('POST', '/api/audit/findings', { key, state, reason })
    assert.equal(
      errorOf(await auditor.ask('POST', '/api/audit/findings', { key, state: 'closed', reason: ' ' })),
      '400 reason-missing'
    )
    await mark('asked', 'waarom om elf uur?')
    assert.equal((await of('night', 'analyst'))?.mark?.state, 'asked')
    await mark('closed', 'nachtdienst, gezien in het rooster')
    const { state, note, by } = (await of('night', 'analyst'))?.mark ?? {}
    assert.deepEqual([state, note, by], ['closed', 'nachtdienst, gezien in het rooster', 'auditor'])
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select act || ' ' || (detail ->> 'reason') as what from ledger where act like 'finding.%' order by no`
    )
    assert.deepEqual(
      rows.map((row) => row.what),
      ['finding.ask waarom om elf uur?', 'finding.close nachtdienst, gezien in het rooster']
    )
  })

  test('counts each sealed capture on a day of the calendar or after it, to the second', async () => {
    const days = 35
    const dawn = `(date_trunc('day', now() at time zone 'UTC') at time zone 'UTC')`
    const counted = async (eraseAt: string): Promise<number[]> => {
      await at.world.store.root.query(`update capture set erase_at = ${eraseAt} where state = 'sealed'`)
      const { lines } = json<RetentionCalendar>(await auditor.ask('GET', '/api/audit/retention'))
      const last = lines.reduce((sum, one) => sum + (one.days.at(-1)?.count ?? 0), 0)
      const all = lines.reduce((sum, one) => sum + one.days.reduce((total, { count }) => total + count, 0), 0)
      return [last, all, lines.reduce((sum, one) => sum + one.later, 0)]
    }
    const { rows } = await at.world.store.root.query<{ n: number }>(
      `select count(*)::int as n from capture where state = 'sealed'`
    )
    const n = rows[0]?.n ?? 0
    assert.ok(n > 0)
    assert.deepEqual(await counted(`${dawn} + interval '${days} days' - interval '1 second'`), [n, n, 0])
    assert.deepEqual(await counted(`${dawn} + interval '${days} days'`), [0, 0, n])
  })

  test('sees how many captures are erased on which day, and what a dry run would leave and why; nothing changes', async () => {
    await at.world.store.root.query(`update capture set erase_at = now() + interval '3 days' where state = 'sealed'`)
    const { rows } = await at.world.store.root.query<{ mandate: string; n: number }>(
      `select mandate_id as mandate, count(*)::int as n from capture where state = 'sealed' group by 1`
    )
    const calendar = json<RetentionCalendar>(await auditor.ask('GET', '/api/audit/retention'))
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    for (const { mandate, n } of rows) {
      const line = calendar.lines.find((one) => one.line === mandate)
      assert.deepEqual([line?.days.length, line?.days.find((one) => one.day === day)?.count, line?.later], [35, n, 0])
    }
    const plan = async (on: string): Promise<RetentionDryRun['lines']> =>
      json<RetentionDryRun>(await auditor.ask('GET', `/api/audit/retention/dry-run?on=${on}`)).lines
    const captures = (await plan(day)).filter((one) => one.what === 'captures')
    assert.equal(
      captures.reduce((sum, one) => sum + one.count, 0),
      rows.reduce((sum, one) => sum + one.n, 0)
    )
    const today = new Date().toISOString().slice(0, 10)
    assert.deepEqual(
      (await plan(today)).filter((one) => one.what === 'captures' && one.heldBy === null),
      []
    )
    const far = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    assert.equal(errorOf(await auditor.ask('GET', `/api/audit/retention/dry-run?on=${far}`)), '400 bad-request')
    const after = await at.world.store.root.query<{ n: number }>(
      `select count(*)::int as n from capture where state = 'sealed'`
    )
    assert.equal(
      after.rows[0]?.n,
      rows.reduce((sum, one) => sum + one.n, 0)
    )
  })

  test('takes along the register of processing and a year of the ledger, as CSV without content; each is an act', async () => {
    const register = await auditor.ask('GET', '/api/audit/register')
    assert.deepEqual(
      [register.headers.get('content-type'), register.headers.get('content-disposition')],
      ['text/csv; charset=utf-8', 'attachment; filename="verwerkingsregister.csv"']
    )
    const [head = '', ...lines] = register.text.trim().split('\r\n')
    assert.match(head, /^grondslag,lijn,verlengt,toestand,doel,/)
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(0, 6)),
      [
        ['een', 'een', '', 'geldt', 'proef', 'verzonnen'],
        ['twee', 'twee', '', 'geldt', 'proef', 'verzonnen']
      ]
    )
    assert.match(lines[0] ?? '', /analyst: \d/)
    const now = new Date()
    const year = await auditor.ask('GET', `/api/audit/year?year=${now.getUTCFullYear()}`)
    assert.match(year.text, /^month,act,times,accounts\r\n/)
    const { rows } = await at.world.store.root.query<{ n: number }>(
      `select count(*)::int as n from ledger where act = 'search.run' and date_part('year', at at time zone 'UTC') = $1`,
      [now.getUTCFullYear()]
    )
    const told = year.text.split('\r\n').filter((line) => line.includes(',search.run,'))
    assert.equal(
      told.reduce((sum, line) => sum + Number(line.split(',')[2]), 0),
      rows[0]?.n
    )
    assert.doesNotMatch(register.text + year.text, /aartsen|31612345678/i)
    assert.equal((await auditor.ask('GET', '/api/audit/year?year=1')).status, 400)
    const acts = await at.world.store.root.query<{ subject: string }>(
      `select subject from ledger where act = 'audit.export' order by no`
    )
    assert.deepEqual(
      acts.rows.map((row) => row.subject),
      ['export:register', 'export:year']
    )
  })

  test('reviews access: what is odd is told, a word holds for role and mandates as they were, and administrators see what to revoke', async () => {
    const { owner } = at.world.store
    await owner.query(`update app_user set active = false where id = 'operator'`)
    await owner.query(`update app_user set created_at = now() - interval '91 days' where id = 'elders'`)
    const account = async (id: string): Promise<AccessPage['accounts'][number] | undefined> =>
      json<AccessPage>(await auditor.ask('GET', '/api/audit/access')).accounts.find((one) => one.id === id)
    assert.deepEqual((await account('operator'))?.flags, ['closed-with-mandates'])
    assert.deepEqual((await account('elders'))?.flags, ['never-used', 'no-factor'])
    assert.deepEqual((await account('officer'))?.flags, [])
    const say = (verdict: string): Promise<{ status: number }> =>
      auditor.ask('POST', '/api/audit/access/officer', { verdict, reason: 'gezien met de teamleider' })
    assert.equal((await say('right')).status, 204)
    assert.equal((await account('officer'))?.review?.verdict, 'right')
    await owner.query(`update app_user set role = 'partner' where id = 'officer'`)
    assert.equal((await account('officer'))?.review, null, 'another role wants another review')
    await say('revoke')
    const admin = await at.as('administrator')
    const listed = json<{ accounts: { id: string; revoke: string | null }[] }>(
      await admin.ask('GET', '/api/accounts')
    ).accounts
    assert.equal(listed.find((one) => one.id === 'officer')?.revoke, 'gezien met de teamleider')
    assert.equal(
      errorOf(await admin.ask('POST', '/api/audit/access/officer', { verdict: 'right', reason: 'x' })),
      '403 no-content-role'
    )
    assert.deepEqual(at.faults, [])
  })
})
