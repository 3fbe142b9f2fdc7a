/** A case conference: minutes in versions, decisions with owner and day, and each at the table sees exactly what was written for them. */
import assert from 'node:assert/strict'
import type { CaseConferences, MyConferences } from '../../../src/contract/partners/conferences.ts'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { CaseVersions } from '../../../src/contract/cases/work.ts'
import type { ReportReceipt } from '../../../src/contract/reports/reports.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { doIn, done, farDay, networkOf, said } from '../cases/cases.ts'
import { pinned } from '../cases/dossiers.ts'
import type { Answer, Browser } from '../running.ts'
import type { PartnerWorld } from './partner-world.ts'

const early = '2026-01-05'

interface Table {
  readonly world: PartnerWorld
  readonly item: number
  readonly agreement: string
  readonly table: typeof sample & { readonly seats: readonly object[] }
  record(body: object, who?: Browser): Promise<Answer>
  /** What somebody may see of the conferences where they were. */
  mine(who: Browser): Promise<MyConferences['conferences']>
}

const sample = {
  heldOn: early,
  title: 'Overleg over het pand',
  minutes: 'De huurder wisselt elke maand.',
  decisions: [
    { decision: 'Bezoek aan het pand', seat: 3, dueOn: '2026-02-01', state: 'open' },
    { decision: 'Aangifte voorbereiden', seat: 1, dueOn: farDay, state: 'open' },
    { decision: 'De buren spreken', seat: 2, dueOn: farDay, state: 'open' }
  ]
}

/** The detective, the prosecutor and a municipality sit at the table. */
async function tableOf(world: PartnerWorld): Promise<Table> {
  const { at, one, detective, partner, agreed } = world
  const { adverts } = await networkOf(at)
  await pinned(detective, one, [['advert', adverts[0] ?? 0]])
  const whole = done<{ list: { no: number }[] }>(await detective.ask('GET', `/api/cases/${one.id}`))
  const item = whole.list.at(-1)?.no ?? 0
  const agreement = await agreed('municipality', ['place', 'question'])
  const table = {
    ...sample,
    seats: [
      { user: 'detective', minutes: true, decisions: [1, 2], items: [item] },
      { user: 'prosecutor', minutes: false, decisions: [2], items: [item] },
      { agreement, minutes: false, decisions: [1, 3] }
    ]
  }
  return {
    world,
    item,
    agreement,
    table,
    record: (body, who = detective) => doIn(who, one, 'conferences', { ...table, ...body }),
    mine: async (who) =>
      done<MyConferences>(await who.ask('GET', who === partner ? '/api/partner-conferences' : '/api/conferences'))
        .conferences
  }
}

export async function conference(world: PartnerWorld): Promise<void> {
  const at = await tableOf(world)
  await refusedTables(at)
  done(await at.record({}))
  await views(at)
  await versions(at)
  await closedSince(at)
  await minorSince(at)
  await byDatabase(at)
  await byDecision(at)
  const { rows } = await world.at.world.store.root.query<{ acts: string[] }>(
    `select array_agg(act order by no) as acts from baken.ledger where subject = 'case:' || $1 and act like 'case.conference%' and act <> 'case.conferences'`,
    [world.one.id]
  )
  assert.deepEqual(rows[0]?.acts, ['case.conference', ...Array<string>(4).fill('case.conference-change')])
}

async function refusedTables({ world, agreement, table, record }: Table): Promise<void> {
  const { at, one, coordinator, agreed } = world
  const seats = (...more: object[]) => ({ seats: [...table.seats, ...more] })
  const nobody = { minutes: true, decisions: [], items: [] }
  for (const [body, wanted] of [
    [{ heldOn: farDay }, '400 day-wrong'],
    [{ title: ' ' }, '400 reason-missing'],
    [{ reason: ' ' }, '400 reason-missing'],
    [{ decisions: [{ ...table.decisions[0], decision: ' ' }, ...table.decisions.slice(1)] }, '400 reason-missing'],
    [seats({ user: 'officer', ...nobody }), '400 not-a-colleague'],
    [seats({ agreement: one.id, minutes: false, decisions: [] }), '409 outside-agreement'],
    [seats({ agreement: await agreed('care', ['form']), minutes: false, decisions: [] }), '409 outside-agreement'],
    [seats({ user: 'coordinator', minutes: false, decisions: [4], items: [] }), '404 not-found'],
    [seats({ user: 'coordinator', minutes: false, decisions: [], items: [999] }), '404 not-found'],
    [{ decisions: [{ decision: 'x', seat: 9, dueOn: farDay, state: 'open' }] }, '404 not-found'],
    [
      {
        decisions: [
          { decision: 'Bel mevrouw Roodborst', seat: 1, dueOn: farDay, state: 'open' },
          ...table.decisions.slice(1)
        ]
      },
      '422 names-someone'
    ],
    [{ title: 'Overleg over mevrouw Roodborst' }, '422 names-someone'],
    [
      {
        minutes: 'Mevrouw Roodborst huurt.',
        seats: [...table.seats.slice(0, 2), { agreement, minutes: true, decisions: [] }]
      },
      '422 names-someone'
    ]
  ] as const)
    assert.equal(said(await record(body)), wanted, JSON.stringify(body).slice(0, 200))
  assert.equal(said(await record({}, await at.as('analyst-2'))), '404 not-found')
  assert.equal(said(await record({}, coordinator)), '403 no-right')
}

async function views({ world, table, item, mine }: Table): Promise<void> {
  const { at, one, coordinator, prosecutor, detective, analyst, partner } = world
  const stranger = await at.as('analyst-2')
  const ofCase = async (who: Browser) =>
    done<CaseConferences>(await who.ask('GET', `/api/cases/${one.id}/conferences`)).conferences
  const [first] = await ofCase(analyst)
  assert.deepEqual([first?.no, first?.version, first?.heldOn, first?.minutes], [1, 1, early, table.minutes])
  assert.deepEqual(
    first?.decisions.map(({ owner, dueOn, late }) => [owner, dueOn, late]),
    [
      ['municipality', '2026-02-01', true],
      ['detective', farDay, false],
      ['prosecutor', farDay, false]
    ]
  )
  assert.equal(said(await stranger.ask('GET', `/api/cases/${one.id}/conferences`)), '404 not-found')

  // Each sees what was written for that seat: the same that members see of it, and nothing else.
  const views = first?.seats.map((seat) => seat.view) ?? []
  for (const [seat, who] of [detective, prosecutor, partner].entries()) {
    const [view, ...more] = await mine(who)
    assert.deepEqual([{ ...view }, more], [{ ...views[seat] }, []])
  }
  for (const who of [analyst, stranger, coordinator]) assert.deepEqual(await mine(who), [], 'not at the table')
  const [[told], [sent]] = [await mine(partner), await mine(prosecutor)]
  assert.deepEqual([told?.minutes, told?.items], [null, []])
  assert.deepEqual(
    told?.decisions.map(({ no, decision, owner, mine: own, late }) => [no, decision, owner, own, late]),
    [
      [1, 'Bezoek aan het pand', 'municipality', true, true],
      [3, 'De buren spreken', 'police', false, false]
    ],
    'whoever of the police does it is told as police'
  )
  assert.deepEqual(
    [sent?.minutes, sent?.decisions.map((each) => each.no), sent?.items.map((each) => each.no)],
    [null, [2], [item]]
  )
  const raw = await partner.ask('GET', '/api/partner-conferences')
  assert.doesNotMatch(
    raw.text,
    new RegExp(`${one.id}|detective|prosecutor|wisselt|Aangifte`),
    'nothing else of the case'
  )
  assert.equal((await partner.ask('GET', '/api/conferences')).status, 403)
}

async function versions({ world, table, mine }: Table): Promise<void> {
  const { one, detective, analyst, partner } = world
  // Minutes are versions: a change is against the one that was read, the earlier one stays, and who left the table sees nothing more.
  const again = { ...table, minutes: 'De huurder is bekend.', seats: [table.seats[0], table.seats[1]], version: 1 }
  const change = (body: object) => doIn(analyst, one, 'conferences/1', { ...again, ...body })
  assert.equal(said(await change({ version: 7 })), '409 changed')
  assert.equal(said(await doIn(analyst, one, 'conferences/9', again)), '404 not-found')
  const decisions = [{ ...table.decisions[0], seat: 2, state: 'done' }, table.decisions[1]]
  done(await change({ decisions }))
  assert.equal(said(await change({ decisions })), '409 changed')
  // What is done is not late, whatever its day was.
  const { conferences } = done<CaseConferences>(await detective.ask('GET', `/api/cases/${one.id}/conferences`))
  for (const told of [conferences[0]?.decisions[0], (await mine(detective))[0]?.decisions[0]])
    assert.deepEqual([told?.state, told?.dueOn, told?.late], ['done', '2026-02-01', false])
  assert.deepEqual(await mine(partner), [])
  const { versions: all } = done<CaseVersions>(await detective.ask('GET', `/api/cases/${one.id}/versions/conference:1`))
  assert.deepEqual(
    all.map((each) => [each.version, each.by, each.words['minutes']]),
    [
      [1, 'detective', table.minutes],
      [2, 'analyst', again.minutes]
    ]
  )
  done(await doIn(analyst, one, 'conferences/1', { ...table, version: 2 }))
  assert.equal((await mine(partner)).length, 1)
}

async function closedSince({ world, item, record, mine }: Table): Promise<void> {
  const { one, detective, prosecutor } = world
  // An item that was closed since is not seen on; nothing closed is shown at all.
  const shown = async (who: Browser): Promise<number | undefined> => (await mine(who))[0]?.items.length
  const handle = (tlp: string | null) => doIn(detective, one, 'handling', { about: `item:${item}`, tlp, pap: null })
  for (const [code, police] of [
    ['red', 0],
    ['amber+strict', 1]
  ] as const) {
    done(await handle(code))
    assert.deepEqual([await shown(detective), await shown(prosecutor)], [police, 0], code)
    assert.equal(said(await record({})), '409 handling-code', code)
  }
  done(await handle(null))
  assert.equal(await shown(prosecutor), 1)
}

/** A report in which somebody turns out to be under 18 is not seen on, whatever was written at the table. */
async function minorSince({ world, table, mine }: Table): Promise<void> {
  const { at, one, detective, analyst, prosecutor } = world
  const sent = { key: 'overleg-00001', what: 'Een vol busje bij de kas.', signs: ['1.1'] }
  const { id } = done<ReportReceipt>(await (await at.as('officer')).ask('POST', '/api/reports', sent))
  await pinned(detective, one, [['report', id]])
  const no = done<Case>(await detective.ask('GET', `/api/cases/${one.id}`)).list.at(-1)?.no ?? 0
  const [first, second, third] = table.seats
  const seats = [first, { ...second, items: [no] }, third]
  done(await doIn(analyst, one, 'conferences/1', { ...table, seats, version: 3 }))
  const shown = async (): Promise<unknown> => (await mine(prosecutor))[0]?.items.map((each) => each.no)
  assert.deepEqual(await shown(), [no])
  const minor = await detective.ask('POST', `/api/reports/${id}/minor`, { reason: 'Zegt zelf zestien te zijn.' })
  assert.equal(minor.status, 204, minor.text)
  assert.deepEqual(await shown(), [])
  done(await doIn(analyst, one, 'conferences/1', { ...table, version: 4 }))
}

/** The database itself shows a table to its seats and to members alone, under its mandate, and lets nobody write a seat for another or over one. */
async function byDatabase({ world, item }: Table): Promise<void> {
  const { one, at } = world
  const { pool, root } = at.world.store
  const seen = (user: string, mandate = 'een') =>
    withGround(pool, { user, mandate }, async (tx) => {
      const { rows } = await tx.query<{ seats: number; tables: number; mine: number; codes: number }>(
        `select (select count(*)::int from conference_seat) as seats, (select count(*)::int from case_conference) as tables,
           (select count(*)::int from my_seats()) as mine, (select count(*)::int from case_codes($1) where no = $2) as codes`,
        [one.id, item]
      )
      return Object.values(rows[0] ?? {})
    })
  assert.deepEqual(await seen('analyst-2'), [0, 0, 0, 0])
  assert.deepEqual(await seen('prosecutor'), [1, 0, 1, 1])
  assert.deepEqual((await seen('prosecutor', 'twee')).slice(0, 3), [0, 0, 0], 'another mandate')
  const seat = (user: string, by: string, mandate: string) =>
    withGround(pool, { user, mandate: 'een' }, (tx) =>
      tx.query(
        `insert into conference_seat (key, case_id, conference, version, seat, mandate_id, user_id, sealed, by)
         values (gen_random_uuid(), $1, 1, 1, 9, $2, 'analyst-2', '', $3)`,
        [one.id, mandate, by]
      )
    )
  for (const [user, by] of [
    ['analyst-2', 'analyst-2'],
    ['detective', 'analyst']
  ] as const)
    await assert.rejects(seat(user, by, 'een'), /row-level security/, `${user} as ${by}`)
  await assert.rejects(root.query(`update baken.conference_seat set by = 'analyst'`), /never changed/)
}

async function byDecision({ world, agreement, record, mine }: Table): Promise<void> {
  const { at, one, prosecutor, partner, decide } = world
  // A partner sees it by a decision that holds, and the database says so itself.
  const until = (day: string) =>
    pastTriggers(at.world.store.root, (client) =>
      client.query(`update baken.partner_agreement set until_on = ${day} where key = '${agreement}'`)
    )
  await until('baken.today() - 1')
  assert.deepEqual(await mine(partner), [])
  assert.equal(said(await record({})), '409 outside-agreement')
  await assert.rejects(
    withGround(at.world.store.pool, { user: 'detective', mandate: 'een' }, (tx) =>
      tx.query(
        `insert into conference_seat (key, case_id, conference, version, seat, mandate_id, agreement, sealed, by)
         values (gen_random_uuid(), $1, 1, 3, 9, 'een', $2, '', 'detective')`,
        [one.id, agreement]
      )
    ),
    /by a decision that holds/
  )
  await until(`'${farDay}'`)
  assert.equal((await mine(partner)).length, 1)
  done(await decide(prosecutor, agreement, 'withdraw'))
  assert.deepEqual(await mine(partner), [])
}
