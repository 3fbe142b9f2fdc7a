/** Direct danger: nothing that was filled in stands in its way, and the coordinator hears of it within five seconds, whichever process took it in. */
import assert from 'node:assert/strict'
import type { ScreenCounts } from '../../../src/contract/desk/home.ts'
import { openSession } from '../../../src/run/database-session.ts'
import { heardDangers } from '../../../src/run/web/web.ts'
import { createServer } from '../../../src/web/server.ts'
import { errorOf, json, type Browser, type Running } from '../running.ts'
import type { Reporting } from './reporting.ts'

const mostMs = 5_000

/** Words of reports that a screen hears, with the moment; ends with `stop`. */
async function listening(base: string, cookie: string, stop: AbortSignal): Promise<{ readonly heard: number[] }> {
  // The name of a cookie has the port of its server in it; the session is one.
  const here = cookie.replaceAll(/_\d{4,5}(?=[=_])/g, `_${new URL(base).port}`)
  const answer = await fetch(`${base}/api/events`, { headers: { cookie: here }, signal: stop })
  assert.equal(answer.status, 200)
  const heard: number[] = []
  const read = async (): Promise<void> => {
    for await (const chunk of (answer.body ?? new ReadableStream()) as AsyncIterable<Uint8Array>)
      if (/"what":"reports"/.test(Buffer.from(chunk).toString())) heard.push(performance.now())
  }
  read().catch(() => {})
  return { heard }
}

async function until(is: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (!is() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  return is()
}

/** Another process of the same database: a server of its own, which knows of the first by the database alone. */
async function anotherServer({ world }: Running): Promise<{ base: string; close: () => Promise<void> }> {
  const session = await openSession(world.store.pool)
  const none = { running: false, pages: 0, due: 0, adverts: 0, networks: 0, signals: 0, pagesPerSecond: 0 }
  const server = await createServer({
    ...world,
    uiFolder: null,
    demo: false,
    version: '0.0.0',
    linkDesk: null,
    sourceDesk: null,
    live: {
      progress: () => ({ at: '', ...none }),
      subscribe: () => () => {},
      dangers: (listener) => heardDangers(session, listener)
    }
  })
  const base = await server.listen({ port: 0, host: '127.0.0.1' })
  return { base, close: async () => (await server.close(), session.close()) }
}

export async function alertWithinSeconds({ at, coordinator, analyst, send }: Reporting): Promise<void> {
  const other = await anotherServer(at)
  const stop = new AbortController()
  try {
    const screens = await Promise.all(
      [at.base, other.base].map((base) => listening(base, coordinator.cookie, stop.signal))
    )
    const analysts = await listening(other.base, analyst.cookie, stop.signal)
    const alerts = async (who: Browser) => json<ScreenCounts>(await who.ask('GET', '/api/counts')).alerts
    const [before, beforeAnalyst] = [await alerts(coordinator), await alerts(analyst)]
    const all = () => screens.every(({ heard }) => heard.length > 0)
    const from = performance.now()
    await send({ danger: true })
    assert.ok(
      await until(all, mostMs),
      `heard after ${JSON.stringify(screens.map(({ heard }) => heard.map((one) => one - from)))} ms`
    )
    assert.ok(performance.now() - from < mostMs)
    assert.equal(await alerts(coordinator), before + 1)
    assert.ok(await until(() => analysts.heard.length > 0, mostMs), 'who reads content hears it too')
    // Of one with a possible minor the coordinator hears, and nobody else.
    for (const { heard } of [...screens, analysts]) heard.length = 0
    await send({ danger: true, minor: 'doubt' })
    assert.ok(await until(all, mostMs))
    assert.equal(await alerts(coordinator), before + 2)
    assert.deepEqual([analysts.heard, await alerts(analyst)], [[], beforeAnalyst + 1])
  } finally {
    stop.abort()
    await other.close()
  }
}

export async function nothingBlocks({
  at,
  officer,
  analyst,
  coordinator,
  send,
  step,
  one,
  list
}: Reporting): Promise<void> {
  const alerts = async (id: string) =>
    (
      await at.world.store.root.query(`select 1 from ledger where act = 'report.alert' and subject = $1`, [
        `report:${id}`
      ])
    ).rowCount
  const blockers: readonly object[] = [
    {},
    { what: null, place: null, when: null, form: null, persons: {}, signs: [], minor: null },
    { signs: ['9.9', '1.1'] },
    { answers: { form: 4_711, values: { weg: 'x' } } },
    { mandate: 'afgelopen' },
    { draft: true }
  ]
  for (const blocker of blockers) {
    const plain = await officer.ask('POST', '/api/reports', { ...blocker, danger: false })
    if (!('draft' in blocker)) assert.ok(plain.status >= 400, `${JSON.stringify(blocker)}: blocked without danger`)
    const { id, state, call } = await send({ ...blocker, danger: true })
    assert.deepEqual([state, call?.emergency, await alerts(id)], ['sent', '112', 1], JSON.stringify(blocker))
    assert.ok((await list(coordinator)).includes(id))
  }
  const { content } = await one((await send({ signs: ['9.9', '1.1'], danger: true })).id, officer)
  assert.deepEqual(content?.signs, ['1.1'], 'what is known stays')
  // What an informant said is taken in by nobody, and whoever has no mandate at all has nothing to report under.
  assert.equal(
    errorOf(await officer.ask('POST', '/api/reports', { danger: true, informant: true })),
    '422 informant-report'
  )
  await becomesDanger({ analyst, coordinator, send, step, one, list }, alerts)
}

/** Danger that comes later, with the very words that were sent, is unread again and told once. */
async function becomesDanger(
  {
    analyst,
    coordinator,
    send,
    step,
    one,
    list
  }: Pick<Reporting, 'analyst' | 'coordinator' | 'send' | 'step' | 'one' | 'list'>,
  alerts: (id: string) => Promise<number | null>
): Promise<void> {
  const body = { key: 'wordt-gevaar-01', place: 'Zutphen' }
  const { id } = await send(body)
  await step(id, 'read')
  assert.equal(await alerts(id), 0)
  const { call } = await send({ ...body, danger: true })
  assert.deepEqual([call?.emergency, await alerts(id)], ['112', 1])
  const row = await one(id, analyst)
  assert.deepEqual([row.danger, row.state, row.versions.length], [true, 'sent', 1])
  assert.ok(Date.parse(row.readBy ?? '') <= Date.now() + 3_600_000)
  assert.equal((await list(coordinator)).indexOf(id) < 20, true)
  for (let nth = 0; nth < 3; nth++) await send({ ...body, danger: true })
  assert.equal(await alerts(id), 1, 'told once')
}
