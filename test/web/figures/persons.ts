/** One person reported by several reporters: counted once, taken apart and put together again, and named in no row. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { eraseReports } from '../../../src/accountability/retention/report-clocks.ts'
import type { ChainFigures } from '../../../src/contract/figures/chain.ts'
import type { Report, ReportReceipt } from '../../../src/contract/reports/reports.ts'
import { personDigest } from '../../../src/desk/reports/persons/person-key.ts'
import { withGround } from '../../../src/store/ground.ts'
import { keptKeyOf } from '../../../src/store/sealed/capture-keys.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { errorOf, json, type Browser, type Running } from '../running.ts'

type Named = readonly [given: string, surname: string, born: string]

/** Two reporters of one person each, who spell otherwise. */
const pairs: readonly (readonly [Named, Named])[] = [
  [
    ['Sophie', 'van der Zilvermeeuw', '1994-02-03'],
    ['sofie', 'Zilvermeeuw', '1994-02-03']
  ],
  [
    ['IJsbrand', 'de Kwartelbruijn', '1991-07-30'],
    ['Ysbrand', 'Kwartelbruyn', '1991-07-30']
  ],
  [
    ['Katarzyna', 'Wiśniewkowa', '1999-12-31'],
    ['KATARZYNA', 'Wisniewkowa', '1999-12-31']
  ],
  [
    ['Karla', 'Roodborst-de Wielewaal', '1985-01-09'],
    ['Carla Maria', 'Wielewaal Roodborst', '1985-01-09']
  ],
  [
    ['Thea', 'Müllersperwer', '1990-05-05'],
    ['Muellersperwer', 'Tea', '1990-05-05']
  ],
  [
    ['Mohammed', 'El Goudplevier', '1988-08-08'],
    ['Muhamed', 'Goudplevier', '1988-08-08']
  ]
]
/** Different people: the same initials and day, a day apart, or too little to tell. */
const strangers: readonly Named[] = [
  ['Anna', 'Bonteklauwier', '1993-03-03'],
  ['Anneke', 'Bonteklauwier', '1993-03-03'],
  ['Anna', 'Bonteklauwier', '1993-03-04'],
  ['A.', 'Bonteklauwier', '1993-03-03'],
  ['A', 'Bonteklauwier', '1993-03-03'],
  ['Anna', 'Bonteklauwier', '']
]

interface Reporting {
  readonly sent: (minor?: boolean) => Promise<string>
  readonly count: (id: string, named: Named, who?: Browser) => Promise<Report>
  readonly say: (id: string, act: string, reason?: string) => Promise<string>
}

async function reporting(at: Running): Promise<Reporting> {
  const [officer, partner, analyst] = [await at.as('officer'), await at.as('partner'), await at.as('analyst')]
  let nth = 0
  return {
    sent: async (minor = false) => {
      const body = { key: `persoon-${++nth}-01`, place: 'Utrecht', signs: ['1.1'], minor, mandate: 'een' }
      const answer = await (nth % 2 === 1 ? officer : partner).ask('POST', '/api/reports', body)
      return json<ReportReceipt>(answer).id
    },
    count: async (id, [given, surname, born], who = analyst) => {
      const body = { given, surname, ...(born !== '' && { born }) }
      const answer = await who.ask('POST', `/api/reports/${id}/persons`, body)
      assert.equal(answer.status, 200, answer.text)
      return json<Report>(answer)
    },
    say: async (id, act, reason = 'Zij spraken allebei met haar.') => {
      const answer = await analyst.ask('POST', `/api/reports/${id}/persons/1/${act}`, { reason })
      return answer.status === 200 ? 'done' : errorOf(answer)
    }
  }
}

export async function countedOnce(at: Running): Promise<void> {
  const { sent, count, say } = await reporting(at)
  const analyst = await at.as('analyst')
  const figures = async (who = analyst): Promise<ChainFigures['people']> =>
    json<ChainFigures>(await who.ask('GET', '/api/chain-figures')).people
  const desk = async (id: string) => json<Report>(await analyst.ask('GET', `/api/reports/${id}`)).desk?.persons
  const year = new Date().getUTCFullYear()
  const told = async (who = analyst) => {
    const { all, years } = await figures(who)
    assert.deepEqual(years, [{ year, ...all }], 'one year, which is all')
    return [all.reports, all.people]
  }
  // Six pairs: twelve reports of a person, six people.
  const ids: string[] = []
  for (const [one, other] of pairs) {
    const first = await sent()
    const second = await sent()
    assert.deepEqual((await count(first, one)).desk?.persons[0]?.alike, [])
    assert.deepEqual((await count(second, other)).desk?.persons[0]?.alike, [first], `${one[0]} and ${other[0]}`)
    ids.push(second)
  }
  assert.deepEqual(await told(), [12, 6])
  // Six strangers, among whom nobody is found to be another.
  for (const named of strangers) assert.deepEqual((await count(await sent(), named)).desk?.persons[0]?.alike, [])
  const whole = await told()
  assert.deepEqual(whole, [18, 12])
  // In one report nobody is twice; what is no day of birth is told.
  const [second = '', third = ''] = ids
  const add = async (id: string, body: object) => errorOf(await analyst.ask('POST', `/api/reports/${id}/persons`, body))
  const again = { given: 'Sofie', surname: 'Zilvermeeuw', born: '1994-02-03' }
  assert.equal(await add(second, again), '409 counted-before')
  for (const born of ['1994-02-30', '3-2-1994', '2999-01-01', '1066-01-01'])
    assert.equal(await add(second, { ...again, born }), '400 birth-day-wrong', born)
  assert.equal(await add(second, { ...again, nationality: 'x' }), '400 bad-request', 'nothing else is taken in')
  await undone({ say, desk, figures, told, second, third, whole })
  await minorsApart(at, { sent, count, say }, told)
  await nameless(at, ids)
}

interface Undoing extends Pick<Reporting, 'say'> {
  readonly desk: (id: string) => Promise<NonNullable<Report['desk']>['persons'] | undefined>
  readonly figures: () => Promise<ChainFigures['people']>
  readonly told: () => Promise<(number | null)[]>
  readonly second: string
  readonly third: string
  readonly whole: readonly (number | null)[]
}

/** Taken apart there is a person more; taken back everything is as it was. */
async function undone({ say, desk, figures, told, second, third, whole }: Undoing): Promise<void> {
  const before = [await figures(), (await desk(second))?.map(({ said: _said, ...one }) => one)]
  assert.equal(await say(second, 'apart', ' '), '400 reason-missing')
  assert.equal(await say(second, 'together'), '409 wrong-state')
  assert.equal(await say(second, 'apart'), 'done')
  assert.deepEqual(await told(), [18, 13])
  const [apart] = (await desk(second)) ?? []
  assert.deepEqual(
    [apart?.said?.act, apart?.said?.by, apart?.said?.reason, apart?.alike.length],
    ['apart', 'analyst', 'Zij spraken allebei met haar.', 1]
  )
  assert.equal(await say(second, 'apart'), '409 wrong-state')
  // With four who were reported again, how many people there are would tell how many those are.
  assert.equal(await say(third, 'apart'), 'done')
  assert.deepEqual(await told(), [18, null])
  for (const id of [third, second]) assert.equal(await say(id, 'together'), 'done')
  const after = [await figures(), (await desk(second))?.map(({ said: _said, ...one }) => one)]
  assert.deepEqual(after, before)
  assert.deepEqual(await told(), whole)
}

/** One whom only the coordinator may see is found by the coordinator alone, and changes no byte for others. */
async function minorsApart(
  at: Running,
  { sent, count }: Reporting,
  told: (who?: Browser) => Promise<(number | null)[]>
): Promise<void> {
  const coordinator = await at.as('coordinator')
  const named: Named = ['Sophie', 'Zilvermeeuw', '1994-02-03']
  const hidden = await sent(true)
  const own = await at.as('analyst')
  const listed = async (id: string) => (await own.ask('GET', `/api/reports/${id}`)).text
  const known = await sent()
  await count(known, ['Frederike', 'Grauwegors', '1992-02-02'])
  const seen = [await listed(known), JSON.stringify(await told())]
  assert.equal((await count(hidden, named, coordinator)).desk?.persons[0]?.alike.length, 2)
  await count(hidden, ['Frederike', 'Grauwegors', '1992-02-02'], coordinator)
  assert.deepEqual([await listed(known), JSON.stringify(await told())], seen)
  assert.deepEqual(
    [await told(), await told(coordinator)],
    [
      [19, 13],
      [21, 13]
    ]
  )
  assert.equal(errorOf(await own.ask('POST', `/api/reports/${hidden}/persons`, {})), '404 not-found')
  const apart = await coordinator.ask('POST', `/api/reports/${hidden}/persons/1/apart`, { reason: 'Een ander.' })
  assert.equal(apart.status, 200, apart.text)
  await byDatabase(at, hidden)
  const officer = await at.as('officer')
  assert.equal(errorOf(await officer.ask('POST', `/api/reports/${known}/persons`, {})), '403 no-content-role')
  assert.equal(json<Report>(await officer.ask('GET', `/api/reports/${hidden}`)).desk, null)
}

/** The database itself shows them with the report alone, lets nobody write for another or beside it, and finds nobody under another mandate. */
async function byDatabase(at: Running, hidden: string): Promise<void> {
  const { pool, root } = at.world.store
  const { rows } = await root.query<{ no: string; by: string; person: string; found: string; digest: Buffer }>(
    `select r.no, r.by, p.id as person, p.person as found, p.digest from baken.report r join baken.report_person p on p.report_no = r.no where r.id = $1 and p.no = 1`,
    [hidden]
  )
  const [{ no, by: sender, person, found, digest } = assert.fail()] = rows
  const as = <Row extends object>(user: string, statement: string, values: readonly unknown[], mandate = 'een') =>
    withGround(pool, { user, mandate }, async (tx) => (await tx.query<Row>(statement, [...values])).rows)
  const seen = async (user: string) => [
    (await as(user, 'select 1 from report_person where report_no = $1', [no])).length,
    (await as(user, 'select 1 from report_person_step where report_person = $1', [person])).length
  ]
  // Who sent it sees the report itself, and not who was counted at it.
  assert.equal((await as(sender, 'select 1 from report where no = $1', [no])).length, 1)
  assert.deepEqual(
    [await seen('analyst'), await seen(sender), await seen('coordinator')],
    [
      [0, 0],
      [0, 0],
      [2, 1]
    ]
  )
  const write = `insert into report_person (report_no, mandate_id, no, person, by) values ($1, 'een', 9, gen_random_uuid(), $2)`
  const say = `insert into report_person_step (report_person, mandate_id, act, by, sealed) values ($1, 'een', 'apart', $2, '')`
  for (const [user, by] of [
    ['analyst', 'analyst'],
    [sender, sender],
    ['coordinator', 'analyst']
  ] as const) {
    await assert.rejects(as(user, write, [no, by]), /row-level security/, `${user} as ${by}`)
    await assert.rejects(as(user, say, [person, by]), /row-level security/, `${user} as ${by}`)
  }
  const who = async (mandate: string) =>
    (await as<{ who: string }>('analyst', 'select person_of($1) as who', [digest], mandate))[0]?.who
  assert.equal(await who('een'), found)
  assert.notEqual(await who('twee'), found)
  // Retention takes the digest, and nothing else with it.
  for (const [change, holds] of [
    ['digest = null', true],
    ['digest = null, person = gen_random_uuid()', false],
    [`digest = '\\x${'00'.repeat(32)}'`, false]
  ] as const) {
    const client = await root.connect()
    try {
      await client.query(
        `begin; set local search_path = baken; select set_config('baken.retention', 'on', true), set_config('baken.user', 'pipeline', true)`
      )
      const changed = client.query(`update report_person set ${change} where id = ${person}`)
      if (holds) await changed
      else await assert.rejects(changed, /not written over/, change)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
}

/** No row says who anybody is, as it is written or as a digest that a guess confirms; and the clock of the report takes the keyed digest, and leaves the counts. */
async function nameless(at: Running, ids: readonly string[]): Promise<void> {
  const { root } = at.world.store
  const tables = await root.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'baken'::regnamespace and relkind in ('r', 'p')`
  )
  const names = [...pairs.flat(), ...strangers].flatMap(([given, surname, born]) => [given, surname, born])
  const plain = [...new Set(names)].filter((one) => one.length > 3)
  const guesses = pairs.flat().flatMap(([given, surname, born]) => {
    const text = Buffer.from(`${given} ${surname} ${born}`.toLowerCase())
    return ['sha256', 'sha1', 'md5'].map((of) => createHash(of).update(text).digest('hex'))
  })
  for (const { name } of tables.rows) {
    const { rows } = await root.query<{ all: string }>(
      `select coalesce(string_agg(t::text, ''), '') as all from baken.${name} t`
    )
    const all = rows[0]?.all ?? ''
    for (const one of plain) {
      assert.ok(!all.includes(one), `${one} in ${name}`)
      assert.ok(!all.includes(Buffer.from(one).toString('hex')), `${one} in ${name}, as bytes`)
    }
    for (const one of guesses) assert.ok(!all.includes(one), `a digest that confirms a guess in ${name}`)
  }
  // Under another mandate the same person has another digest.
  const body = { given: 'Sophie', surname: 'Zilvermeeuw', born: '1994-02-03' }
  const [one, two] = ['een', 'twee'].map((mandate) =>
    personDigest(keptKeyOf(at.world.keyring, mandate as MandateId).bytes, body)
  )
  const stored = await root.query('select 1 from baken.report_person where digest = $1', [one])
  assert.equal(stored.rowCount, 3)
  assert.notDeepEqual(one, two)
  await assert.rejects(root.query('update baken.report_person set digest = null'), /not written over/)
  await assert.rejects(root.query(`update baken.report_person_step set act = 'apart'`), /never changed/)
  await erased(at, ids)
}

async function erased(at: Running, [id = '']: readonly string[]): Promise<void> {
  const analyst = await at.as('analyst')
  const people = async () => json<ChainFigures>(await analyst.ask('GET', '/api/chain-figures')).people
  const step = async (act: string, body: object = {}) =>
    assert.equal((await analyst.ask('POST', `/api/reports/${id}/${act}`, body)).status, 200)
  const before = await people()
  await step('read')
  await step('refuse', { because: 'too-little' })
  assert.equal(await eraseReports(at.world.store, new Date(Date.now() + 29 * 86_400_000)), 1)
  assert.deepEqual(await people(), before, 'what is counted stays')
  const { rows } = await at.world.store.root.query<{ keyed: number; words: number }>(
    `select count(p.digest)::int as keyed, coalesce(sum(length(s.sealed)), 0)::int as words from baken.report_person p join baken.report r on r.no = p.report_no
       left join baken.report_person_step s on s.report_person = p.id where r.id = $1`,
    [id]
  )
  assert.deepEqual(rows, [{ keyed: 0, words: 0 }])
  const { desk } = json<Report>(await analyst.ask('GET', `/api/reports/${id}`))
  assert.deepEqual([desk?.persons[0]?.keyed, desk?.persons[0]?.said?.reason], [false, null])
}
