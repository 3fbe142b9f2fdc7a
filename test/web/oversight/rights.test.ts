/** Requests of persons about their data, and proportionality: sealed, with clocks, counted as they are, for auditors only. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { Proportionality } from '../../../src/contract/oversight/proportionality.ts'
import type { RightsList, RightsRequest } from '../../../src/contract/oversight/rights.ts'
import { eraseDue } from '../../../src/accountability/retention/retention.ts'
import { errorOf, json, startInterface, type Answer, type Browser, type Running } from '../running.ts'

const dayMs = 86_400_000
const day = (ahead: number): string => new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10)

describe('rights and proportionality', () => {
  let at: Running
  let auditor: Browser
  before(async () => {
    at = await startInterface()
    auditor = await at.as('auditor')
  })
  after(() => at.close())

  const list = async (): Promise<RightsList> => json<RightsList>(await auditor.ask('GET', '/api/audit/rights'))
  const one = async (id: number): Promise<RightsRequest | undefined> => (await list()).list.find((row) => row.id === id)
  const register = (body: object): Promise<Answer> =>
    auditor.ask('POST', '/api/audit/rights', {
      kind: 'access',
      name: 'Zoë Vraagsteller',
      asks: 'Wat staat er over mijn nummer?',
      receivedOn: day(-1),
      ...body
    })
  const step = (id: number, what: string, body: object): Promise<Answer> =>
    auditor.ask('POST', `/api/audit/rights/${id}/${what}`, { reason: 'nagezocht', ...body })
  const home = async (): Promise<Home> => json<Home>(await auditor.ask('GET', '/api/home'))

  test('a request is sealed as it is registered, due after six weeks, and only auditors know of it', async () => {
    assert.equal((await register({ receivedOn: day(-3) })).status, 204)
    const found = await one(1)
    assert.deepEqual(
      [found?.name, found?.asks, found?.dueOn, found?.late, found?.may, found?.madeBy],
      ['Zoë Vraagsteller', 'Wat staat er over mijn nummer?', day(39), false, ['extend', 'answer'], 'auditor']
    )
    const { rows } = await at.world.store.root.query<{ text: string }>(
      `select (select string_agg(r::text, ' ') from rights_request r) || (select string_agg(entry, ' ') from ledger) as text`
    )
    const hidden = ['Zoë', 'Vraagsteller', 'mijn nummer']
    assert.deepEqual(
      hidden.filter((word) => [word, Buffer.from(word).toString('hex')].some((form) => rows[0]?.text.includes(form))),
      []
    )
    for (const role of ['administrator', 'analyst', 'coordinator', 'operator'])
      assert.equal(errorOf(await (await at.as(role)).ask('GET', '/api/audit/rights')), '403 no-content-role', role)
  })

  test('a request without a name or question, from tomorrow on, or with adverts that are not there is refused by its field', async () => {
    const wrong: readonly [object, string][] = [
      [{ name: ' ' }, 'name'],
      [{ asks: '\t' }, 'asks'],
      [{ receivedOn: day(2) }, 'receivedOn'],
      [{ adverts: [at.ids[1]] }, 'adverts'],
      [{ kind: 'restriction', adverts: [at.ids[1], 999_999] }, 'adverts']
    ]
    for (const [body, field] of wrong) {
      const answer = await register(body)
      assert.equal(errorOf(answer), '400 bad-request', field)
      assert.equal(json<{ detail?: { field?: string } }>(answer).detail?.field, field)
    }
    assert.equal((await list()).list.length, 1)
  })

  test('a term is extended once, a late request stands first at home until it is answered, and each step is an act', async () => {
    assert.deepEqual((await home()).audit?.rights, { open: 1, late: 0 })
    await register({ receivedOn: day(-44) })
    const id = (await list()).list[0]?.id ?? 0
    assert.deepEqual([(await one(id))?.late, (await one(id))?.kind], [true, 'access'])
    const late = await home()
    assert.deepEqual(
      [late.audit?.rights, late.todo[0]],
      [
        { open: 2, late: 1 },
        { code: 'answer-late-requests', count: 1 }
      ]
    )
    assert.equal(errorOf(await step(id, 'extend', { weeks: 4, reason: ' ' })), '400 reason-missing')
    assert.equal((await step(id, 'extend', { weeks: 5 })).status, 400)
    assert.equal((await step(id, 'extend', { weeks: 4, reason: 'twee afdelingen gevraagd' })).status, 204)
    assert.deepEqual(
      [(await one(id))?.dueOn, (await one(id))?.late, (await one(id))?.extendedBecause],
      [day(26), false, 'twee afdelingen gevraagd']
    )
    assert.equal(errorOf(await step(id, 'extend', { weeks: 4 })), '409 wrong-state')
    assert.equal(errorOf(await step(id, 'lift', {})), '409 wrong-state')
    assert.equal((await step(id, 'answer', { answer: 'partly' })).status, 204)
    assert.equal(errorOf(await step(id, 'answer', { answer: 'granted' })), '409 wrong-state')
    assert.equal(errorOf(await step(999_999, 'answer', { answer: 'granted' })), '404 not-found')
    const answered = await one(id)
    assert.deepEqual(
      [answered?.answer, answered?.answerBecause, answered?.answeredBy, answered?.may],
      ['partly', 'nagezocht', 'auditor', []]
    )
    assert.deepEqual((await home()).audit?.rights, { open: 1, late: 0 })
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select act || ' ' || subject as what from ledger where act like 'rights.%' and subject is not null order by no`
    )
    assert.deepEqual(
      rows.map((row) => row.what),
      [
        'rights.register rights:1',
        `rights.register rights:${id}`,
        `rights.extend rights:${id}`,
        `rights.answer rights:${id}`
      ]
    )
  })

  test('correction, erasure and restriction are due after four weeks and are not extended: the law gives a ground for access only', async () => {
    const terms: Record<string, unknown> = {}
    for (const kind of ['access', 'correction', 'erasure', 'restriction']) {
      assert.equal((await register({ receivedOn: day(-3), kind })).status, 204)
      const made = (await list()).list.find((row) => row.kind === kind && row.receivedOn === day(-3) && row.id > 2)
      terms[kind] = [made?.dueOn, made?.extensions, made?.may.includes('extend'), made?.source]
      if (kind !== 'access') assert.equal(errorOf(await step(made?.id ?? 0, 'extend', { weeks: 4 })), '409 wrong-state')
      assert.equal((await step(made?.id ?? 0, 'answer', { answer: 'refused' })).status, 204)
    }
    const change = [day(25), [], false, 'Wpg, artikel 28']
    assert.deepEqual(terms, {
      access: [day(39), [4, 6], true, 'Wpg, artikel 25'],
      correction: change,
      erasure: change,
      restriction: change
    })
  })

  test('proportionality counts pages and adverts by source and week, why adverts were opened, and what a person read', async () => {
    const read = async (): Promise<Proportionality['lines'][number]> => {
      const { lines } = json<Proportionality>(await auditor.ask('GET', '/api/audit/proportionality'))
      assert.deepEqual(
        lines.map((line) => line.line),
        ['een', 'twee']
      )
      return lines[0] as Proportionality['lines'][number]
    }
    const before = await read()
    assert.deepEqual(before.because, [{ why: 'signal', count: 1, confirmed: 0, dismissed: 0 }])
    const { rows: named } = await at.world.store.root.query<{ id: string; name: string }>(
      `select id, name from source where mandate_id = 'een' order by id`
    )
    assert.ok(named.length > 0)
    assert.deepEqual(before.sources, named, 'each source has a name beside its id')
    const sum = (line: typeof before, name: 'pages' | 'sealed' | 'open' | 'adverts' | 'read' | 'advertsOpen'): number =>
      line.weeks.reduce((total, week) => total + week[name], 0)
    const sums = (line: typeof before): number[] =>
      (['pages', 'sealed', 'open', 'adverts', 'advertsOpen', 'read'] as const).map((name) => sum(line, name))
    assert.deepEqual(sums(before), [2, 1, 1, 2, 1, 0])
    const analyst = await at.as('analyst')
    for (const id of at.ids.slice(0, 2)) await analyst.ask('GET', `/api/adverts/${id}`)
    assert.deepEqual(sums(await read()), [2, 1, 1, 2, 1, 1], 'a sealed advert was asked for, not read')
    const csv = await auditor.ask('GET', '/api/audit/proportionality.csv')
    assert.match(csv.text, /^line,source,source_name,week,pages,sealed,open,erasedOnTime,/)
    assert.equal(csv.text.split('\r\n').filter((line) => line.startsWith('een,')).length, before.weeks.length)
    assert.doesNotMatch(csv.text, /massage|31612345678/i)
  })

  test('a restriction keeps its advert from erasing until it is lifted; what is erased later than a day is told as late', async () => {
    const sealed = at.ids[1]
    await register({ kind: 'restriction', adverts: [sealed], name: 'Q. Beperkt' })
    const id = (await list()).list.find((row) => row.kind === 'restriction')?.id ?? 0
    await at.world.store.root.query(`update capture set erase_at = now() - interval '3 days' where state = 'sealed'`)
    const erased = async (): Promise<string[]> => {
      const { rows } = await at.world.store.root.query<{ what: string }>(
        `select state || ' ' || (erased_at > erase_at + interval '1 day') as what from capture where state = 'erased' and mandate_id = 'een'`
      )
      return rows.map((row) => row.what)
    }
    await eraseDue(at.world.store, at.world.keyring, new Date())
    assert.deepEqual(await erased(), [], 'held while it is asked')
    await step(id, 'answer', { answer: 'granted' })
    await at.world.store.root.query(`update capture set erase_at = now() - interval '3 days' where state = 'sealed'`)
    await eraseDue(at.world.store, at.world.keyring, new Date())
    assert.deepEqual(await erased(), [], 'held while it holds')
    assert.equal((await step(id, 'lift', { reason: 'op verzoek van betrokkene' })).status, 204)
    await eraseDue(at.world.store, at.world.keyring, new Date(Date.now() + 1.5 * dayMs))
    const lines = json<Proportionality>(await auditor.ask('GET', '/api/audit/proportionality')).lines
    const counted = lines.flatMap((line) => line.weeks).filter((week) => week.erasedLate + week.erasedOnTime > 0)
    assert.deepEqual(
      counted.map((week) => [week.erasedOnTime, week.erasedLate, week.erasedUnknown, week.overdue]),
      // Of `een` half a day after the day to which the hold had moved it; of `twee` three days late.
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0]
      ]
    )
    assert.deepEqual(at.faults, [])
  })
})
