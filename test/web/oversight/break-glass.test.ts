/** Break-glass: reading under a mandate of others needs the word of a second person, ends by its clock, and is seen whole by the auditor. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BreakGlass, BreakGlassList } from '../../../src/contract/oversight/break-glass.ts'
import type { Session } from '../../../src/contract/session.ts'
import { errorOf, json, startInterface, type Answer, type Browser, type Running } from '../running.ts'

describe('break-glass', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  const ask = async (user: string, mandates: readonly string[]): Promise<Answer> =>
    (await at.as(user)).ask('POST', '/api/break-glass', { mandates, hours: 2, reason: 'kind in gevaar' })
  const decide = async (user: string, id: number, decision: string): Promise<string> => {
    const answer = await (await at.as(user)).ask('POST', `/api/break-glass/${id}/${decision}`, { reason: 'gebeld' })
    return answer.status === 204 ? 'done' : errorOf(answer)
  }
  const listed = async (user: string): Promise<readonly BreakGlass[]> =>
    json<BreakGlassList>(await (await at.as(user)).ask('GET', '/api/break-glass')).list
  const mandatesOf = async (browser: Browser): Promise<string[]> =>
    json<Session>(await browser.ask('GET', '/api/session')).mandates.map((one) => one.id)
  const heldBy = async (browser: Browser): Promise<Session['breakGlass']> =>
    json<Session>(await browser.ask('GET', '/api/session')).breakGlass
  /** The live events of a screen: resolves when one of this name came since it was last asked. */
  const stream = async (browser: Browser): Promise<{ told: (event: string) => Promise<void>; close: () => void }> => {
    const stop = new AbortController()
    const answer = await fetch(`${at.base}/api/events`, { headers: { cookie: browser.cookie }, signal: stop.signal })
    assert.equal(answer.status, 200)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail('no stream')
    let text = ''
    return {
      async told(event) {
        while (!text.includes(event)) text += (await reader.read()).value ?? assert.fail(`ended before ${event}`)
        text = text.slice(text.indexOf(event) + event.length)
      },
      close: () => stop.abort()
    }
  }
  const choose = async (browser: Browser, mandate: string): Promise<number> =>
    (await browser.ask('PUT', '/api/session/mandate', { mandate, reason: 'noodtoegang' })).status

  test('opens nothing before a coordinator or administrator approves, who is never the one who asked', async () => {
    const analyst = await at.as('analyst')
    assert.equal((await ask('analyst', ['twee'])).status, 200)
    const [mine] = await listed('analyst')
    assert.ok(mine !== undefined)
    assert.deepEqual([mine.state, mine.may, mine.until], ['asked', [], null])
    assert.ok(!(await mandatesOf(analyst)).includes('twee'))
    assert.equal(await decide('analyst', mine.id, 'approve'), '403 second-person')
    assert.equal(await decide('detective', mine.id, 'approve'), '404 not-found')
    assert.deepEqual(await listed('detective'), [])
    assert.equal((await ask('coordinator', ['twee'])).status, 200)
    const own = (await listed('coordinator')).find((one) => one.askedBy === 'coordinator')
    assert.equal(await decide('coordinator', own?.id ?? 0, 'approve'), '403 second-person')
    assert.equal(await decide('administrator', own?.id ?? 0, 'refuse'), 'done')
    for (const user of ['officer', 'auditor', 'administrator', 'operator'])
      assert.equal(errorOf(await ask(user, ['twee'])), '403 no-content-role', user)
    assert.equal(errorOf(await ask('analyst', ['twee', 'geen'])), '400 unknown-mandate')
  })

  test('E4 lets the one who asked read for its hours; every reading is in the ledger and counted for the auditor; ending it ends the session there', async () => {
    const analyst = await at.as('analyst')
    const [mine] = await listed('analyst')
    assert.equal(await decide('coordinator', mine?.id ?? 0, 'approve'), 'done')
    assert.ok((await mandatesOf(analyst)).includes('twee'))
    const held = await heldBy(analyst)
    assert.deepEqual(held, [
      { id: mine?.id, mandates: ['twee'], until: held[0]?.until, reason: 'kind in gevaar', approvedBy: 'coordinator' }
    ])
    assert.ok(Math.abs(Date.parse(held[0]?.until ?? '') - Date.now() - 2 * 3_600_000) < 60_000, 'two hours from now')
    assert.deepEqual(await heldBy(await at.as('detective')), [], 'of whoever asked it, and of nobody else')
    assert.equal(await choose(analyst, 'twee'), 200)
    assert.equal((await analyst.ask('GET', `/api/adverts/${at.ids[2]}`)).status, 200)
    assert.equal((await analyst.ask('GET', '/api/signals')).status, 200)
    const seen = (await listed('auditor')).find((one) => one.id === mine?.id)
    assert.deepEqual(
      [seen?.state, seen?.askedBy, seen?.decidedBy, seen?.reason, seen?.decidedBecause, seen?.acts, seen?.may],
      ['approved', 'analyst', 'coordinator', 'kind in gevaar', 'gebeld', 3, []]
    )
    const { rows } = await at.world.store.root.query<{ what: string }>(
      `select actor || ' ' || act as what from ledger where mandate = 'twee' and actor = 'analyst' order by no`
    )
    assert.deepEqual(
      rows.map(({ what }) => what),
      ['analyst mandate.choose', 'analyst advert.read', 'analyst signals.list']
    )
    const { told, close } = await stream(analyst)
    assert.equal(await decide('coordinator', mine?.id ?? 0, 'end'), 'done')
    assert.deepEqual(await heldBy(analyst), [])
    await told('event: mandate-ended')
    close()
    assert.equal(errorOf(await analyst.ask('GET', '/api/signals')), '403 mandate-ended')
    assert.equal(await choose(analyst, 'een'), 200)
  })

  test('tells an open screen at once when it begins and ends, also under another mandate', async () => {
    const analyst = await at.as('analyst')
    const { told, close } = await stream(analyst)
    await told('event: session\ndata: {"breakGlass":[]}\n')
    assert.equal((await ask('analyst', ['twee'])).status, 200)
    const id = (await listed('analyst')).find((one) => one.state === 'asked')?.id ?? 0
    assert.equal(await decide('coordinator', id, 'approve'), 'done')
    await told('event: session\ndata: {}\n')
    assert.equal((await heldBy(analyst))[0]?.id, id)
    // A line that opens after its screen read the session says what is in force: between the two no line told of it.
    const later = await stream(analyst)
    await later.told(`event: session\ndata: {"breakGlass":[${id}]}\n`)
    later.close()
    assert.equal(await decide('analyst', id, 'end'), 'done')
    await told('event: session\ndata: {}\n')
    close()
  })

  test('is over when its hours are, also for work that began before, and lapses when nobody decides within a day', async () => {
    const { root, pool } = at.world.store
    const analyst = await at.as('analyst')
    assert.equal((await ask('analyst', ['twee'])).status, 200)
    const id = (await listed('analyst')).find((one) => one.state === 'asked')?.id ?? 0
    assert.equal(await decide('administrator', id, 'approve'), 'done')
    assert.equal(await choose(analyst, 'twee'), 200)
    const client = await pool.connect()
    try {
      const sees = async (): Promise<unknown> => (await client.query('select ground_content() as ground')).rows[0]
      await client.query(
        `begin; select set_config('baken.user', 'analyst', true), set_config('baken.mandate', 'twee', true)`
      )
      assert.deepEqual(await sees(), { ground: 'twee' })
      await root.query('update break_glass set until = clock_timestamp() where id = $1', [id])
      assert.deepEqual(await sees(), { ground: null }, 'a transaction that began before goes on')
    } finally {
      await client.query('rollback')
      client.release()
    }
    assert.equal(errorOf(await analyst.ask('GET', '/api/signals')), '403 mandate-ended')
    assert.equal((await listed('auditor')).find((one) => one.id === id)?.state, 'over')
    assert.equal((await ask('analyst', ['twee'])).status, 200)
    const late = (await listed('analyst')).find((one) => one.state === 'asked')?.id ?? 0
    await root.query(`update break_glass set asked_at = now() - interval '25 hours' where id = $1`, [late])
    assert.equal(await decide('coordinator', late, 'approve'), '409 wrong-state')
    assert.equal((await listed('auditor')).find((one) => one.id === late)?.state, 'lapsed')
    await assert.rejects(pool.query(`update break_glass set state = 'approved'`), /permission denied/)
  })

  test('of an account that was closed it stands in the list as ended, cannot be approved, and can be ended for good', async () => {
    const { root } = at.world.store
    assert.equal((await ask('detective', ['twee'])).status, 200)
    const [approved] = await listed('detective')
    assert.equal(await decide('coordinator', approved?.id ?? 0, 'approve'), 'done')
    assert.equal((await ask('detective', ['twee'])).status, 200)
    const [asked] = (await listed('detective')).filter((one) => one.state === 'asked')
    await root.query(`update app_user set active = false where id = 'detective'`)
    const seen = (await listed('coordinator')).filter((one) => one.askedBy === 'detective')
    const told = new Map(seen.map((one) => [one.id, [one.state, one.may]]))
    assert.deepEqual(told.get(approved?.id ?? 0), ['closed', ['end']])
    assert.deepEqual(told.get(asked?.id ?? 0), ['closed', []])
    assert.equal(await decide('coordinator', asked?.id ?? 0, 'approve'), '409 wrong-state')
    assert.equal(await decide('coordinator', approved?.id ?? 0, 'end'), 'done')
    await root.query(`update app_user set active = true where id = 'detective'`)
    assert.equal((await listed('auditor')).find((one) => one.id === approved?.id)?.state, 'ended')
    assert.deepEqual(await heldBy(await at.as('detective')), [])
  })

  test('is approved once, whoever does it at the same moment, and not for a mandate that ended or a person who reads no content since it was asked', async () => {
    const { root } = at.world.store
    const waiting = async (): Promise<number> => {
      assert.equal((await ask('analyst', ['twee'])).status, 200)
      return (await listed('analyst')).find((one) => one.state === 'asked')?.id ?? 0
    }
    const id = await waiting()
    await root.query(`update mandate set withdrawn_at = now() where id = 'twee'`)
    assert.equal(await decide('administrator', id, 'approve'), '400 unknown-mandate')
    await root.query(`update mandate set withdrawn_at = null where id = 'twee'`)
    await root.query(`update app_user set role = 'auditor' where id = 'analyst'`)
    assert.equal(await decide('administrator', id, 'approve'), '403 no-content-role')
    await root.query(`update app_user set role = 'analyst' where id = 'analyst'`)
    assert.deepEqual(await heldBy(await at.as('analyst')), [], 'a refused approval opens something')
    const both = await Promise.all(['administrator', 'coordinator'].map((who) => decide(who, id, 'approve')))
    assert.deepEqual(both.toSorted(), ['409 wrong-state', 'done'])
    assert.equal(await decide('analyst', id, 'end'), 'done')
    for (const [who, what] of [
      ['administrator', 'approve'],
      ['coordinator', 'refuse'],
      ['analyst', 'end']
    ] as const)
      assert.equal(await decide(who, id, what), '409 wrong-state', `${who} ${what}`)
    assert.deepEqual(await heldBy(await at.as('analyst')), [])
  })
})
