/** Journey 12, forgetting: what the dry run says is what happens, bytes and index are gone, the hold stays, and the chain still verifies. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { RetentionDryRun } from '../../../src/contract/oversight/audit.ts'
import type { SearchResult } from '../../../src/contract/desk/search.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { createServer } from '../../../src/web/server.ts'
import { personAt, type Person } from '../../support/desk-person.ts'
import { verifyLedger } from '../../support/ledger-verdict.ts'
import { password } from '../../support/sample.ts'
import { dayMs, erasingWorld, linesOf, word, type ErasingWorld } from './erasing-world.ts'

const adverts = 60
const due = 40
let one: ErasingWorld
let server: FastifyInstance
let base: string

before(async () => {
  one = await erasingWorld()
  const engine = await one.start()
  await one.bring(engine, linesOf(adverts))
  await engine.stop()
  server = await createServer({
    ...one.world,
    uiFolder: null,
    demo: false,
    version: '0',
    linkDesk: null,
    sourceDesk: null,
    live: null
  })
  base = await server.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  await server?.close()
  await one?.close()
})

/** What the dry run says of captures: how many go, and how many each kind of hold keeps. */
async function planned(auditor: Person, on = new Date()): Promise<Record<string, number>> {
  const { lines } = await auditor.ask<RetentionDryRun>('GET', `/api/audit/retention/dry-run?on=${on.toISOString()}`)
  return Object.fromEntries(
    lines.flatMap((row) => (row.what === 'captures' ? [[row.heldBy ?? 'goes', row.count]] : []))
  )
}

const stateOf = async (): Promise<Record<string, number>> => {
  const { rows } = await one.world.store.root.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from baken.capture group by 1 order by 1'
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}

test('Journey 12: the dry run is what happens; bytes, keys and index are gone, what is held stays, and the chain verifies', async () => {
  const [auditor, analyst] = [
    await personAt(base, 'auditor', { password }),
    await personAt(base, 'analyst', { password })
  ]
  const found = async (at: number): Promise<number> =>
    (await analyst.ask<SearchResult>('GET', `/api/search?q=${word(at + 500)}`)).results.length
  const idOf = async (at: number): Promise<number> => {
    const { results } = await analyst.ask<SearchResult>('GET', `/api/search?q=${word(at + 500)}`)
    return results[0]?.advert ?? assert.fail(`advert ${at} is not found`)
  }
  await analyst.act('POST', `/api/adverts/${await idOf(3)}/request`, { reason: 'zelfde nummer als in de melding' })
  const restriction = { kind: 'restriction', name: 'N. Iemand', asks: 'wis dit niet', receivedOn: '2026-01-05' }
  await auditor.act('POST', '/api/audit/rights', { ...restriction, adverts: [await idOf(5)] })
  await one.due(linesOf(due).map((line) => line.id))

  const plan = await planned(auditor)
  assert.deepEqual(plan, { goes: due - 2, request: 1, rights: 1 })
  assert.deepEqual(await planned(auditor), plan, 'looking changes nothing')
  assert.deepEqual(await stateOf(), { sealed: adverts })
  assert.equal(await found(7), 1)

  const outcome = await one.erase()
  assert.equal(outcome.stopped, false)
  assert.equal(
    outcome.erased.reduce((sum, line) => sum + line.captures, 0),
    plan['goes']
  )
  assert.deepEqual(await stateOf(), { erased: plan['goes'], sealed: adverts - (plan['goes'] ?? 0) })
  const { rows } = await one.world.store.root.query<{ keys: number; facts: number; readings: number }>(
    `select (select count(*)::int from baken.capture_key k join baken.capture c on c.id = k.capture_id where c.state = 'erased') as keys,
       (select count(*)::int from baken.fact f join baken.advert a on a.id = f.advert_id where a.state = 'erased') as facts,
       (select count(*)::int from baken.sighting s join baken.capture c on c.id = s.capture_id where c.state = 'erased' and s.reading is not null) as readings`
  )
  assert.deepEqual(rows[0], { keys: 0, facts: 0, readings: 0 })
  assert.deepEqual([await found(7), await found(3), await found(5), await found(due + 1)], [0, 1, 1, 1])
  // What is held waits for another day.
  const later = new Date(Date.now() + 2 * dayMs)
  assert.deepEqual([await planned(auditor), await planned(auditor, later)], [{}, { request: 1, rights: 1 }])
  const damaged: string[] = []
  for await (const item of verifyPath(one.world.evidenceDir)) if (item.kind === 'damaged') damaged.push(item.item)
  assert.deepEqual(damaged, [])
  assert.deepEqual((await verifyLedger(one.world.store.root)).faults, [])

  // The hold is lifted: then, and not before, it goes as well.
  const { list } = await auditor.ask<{ list: { id: number }[] }>('GET', '/api/audit/rights')
  await auditor.act('POST', `/api/audit/rights/${list[0]?.id ?? 0}/answer`, { answer: 'refused', reason: 'geen grond' })
  assert.deepEqual(await planned(auditor, later), { goes: 1, request: 1 })
  await one.due([3, 5].map((at) => linesOf(1, at)[0]?.id ?? ''))
  await one.erase()
  assert.deepEqual([await found(5), await found(3)], [0, 1])
})
