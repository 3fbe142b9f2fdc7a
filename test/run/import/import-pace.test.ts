/** A bulk import beside a slow reader: it waits, so that what is written and not yet read stays a small number in memory. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { listMandates } from '../../../src/accountability/mandates/mandates.ts'
import type { App } from '../../../src/run/app.ts'
import { startEngine, type Engine } from '../../../src/run/engine.ts'
import { importFiles, newCounts } from '../../../src/run/import/import-files.ts'
import { testStore } from '../../support/database.ts'
import { appOf } from '../../support/roles.ts'
import { samplePeople, sampleWorld, type World } from '../../support/sample.ts'

const lines = 1_700
/** What may wait: 1,000 captures, and the arrivals that are being written. */
const mostAhead = 1_000 + 256 + 1

let world: World
let app: App
let engine: Engine

before(async () => {
  world = sampleWorld(await testStore())
  await samplePeople(world)
  app = await appOf(world)
})
after(async () => {
  await engine?.stop()
  await app?.close()
  await world?.close()
})

test('P9 an import waits for the reader, and goes on when captures were read', async () => {
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  app.pause = async (at) => (at === 'unread-listed' ? gate : undefined)
  const mandate = (await listMandates(world.store)).find((one) => one.id === 'een') ?? assert.fail('no mandate')
  engine = await startEngine(app, mandate, { crawl: null, process: true })
  while (!engine.links()) await new Promise((resolve) => setTimeout(resolve, 5))
  const file = path.join(world.dataDir, 'adverts.jsonl')
  const line = (nth: number): string =>
    JSON.stringify({
      id: `a${nth}`,
      site: 'prikbord.example',
      body: `Fiets nummer ${nth}`,
      seen_at: '2026-02-03T10:00:00Z'
    })
  writeFileSync(file, Array.from({ length: lines }, (_, nth) => line(nth)).join('\n'))
  const counts = newCounts()
  let waits = (): void => {}
  const waiting = new Promise<void>((resolve) => (waits = resolve))
  const room = async (): Promise<void> => {
    const asked = engine.room()
    const roomy = await Promise.race([asked.then(() => true), new Promise((resolve) => setImmediate(resolve, false))])
    if (roomy === false) waits()
    return asked
  }
  const stop = new AbortController().signal
  const imported = importFiles([file], { app, mandate, writer: engine.writer, room, counts, notice: () => {}, stop })
  await Promise.race([waiting, imported])
  assert.ok(counts.records <= mostAhead, `${counts.records} of ${lines} were taken while nothing was read`)
  release()
  await imported
  await engine.drain()
  assert.deepEqual([counts.added, counts.failed], [lines, {}])
  const { rows } = await world.store.root.query<{ n: number }>('select count(*)::int as n from baken.advert')
  assert.equal(rows[0]?.n, lines)
})
