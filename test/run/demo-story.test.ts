/** The demo goes on after its first crawl: people weighed and asked, and adverts changed, vanished and appeared. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoMandate, makeDemo } from '../../src/accountability/demo.ts'
import { findMandate } from '../../src/accountability/mandates/mandates.ts'
import { addSources } from '../../src/run/crawl/add-sources.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { playStory } from '../../src/run/demo-story.ts'
import { startEngine } from '../../src/run/engine.ts'
import { practicePlace, startPracticeWeb, type PracticeWeb } from '../../src/run/practice-web.ts'
import { startService, type Service } from '../../src/run/service.ts'
import { withGround } from '../../src/store/ground.ts'
import { scratch } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let app: App
let web: PracticeWeb
let service: Service
const said: string[] = []

before(async () => {
  folder = scratch('demo-story')
  const opened = await openApp(
    { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' },
    'hold'
  )
  assert.equal(opened.kind, 'app')
  app = (opened as Extract<typeof opened, { kind: 'app' }>).app
  await makeDemo(app.store)
  const { port: _port, ...place } = await practicePlace(folder.folder)
  web = await startPracticeWeb({ seed: 7, adverts: 600, pictures: false, port: 0, ...place })
  const mandate = await findMandate(app.store, demoMandate)
  assert.ok(mandate)
  assert.equal((await addSources(app, mandate, web.sources, true)).kind, 'added')
  const engine = await startEngine(app, mandate, {
    crawl: { once: true, maxPages: null, sources: null, allowPrivate: true },
    process: true
  })
  await engine.done
  await engine.stop()
  service = await startService(app, { roles: new Set(['crawl', 'process']), allowPrivate: true, say: () => {} })
})
after(async () => {
  await service.stop()
  await web.stop()
  await app.close()
  folder.remove()
})

test('after the story every state of a signal is there, adverts have second versions, and some are gone; twice adds no act', async () => {
  const story = {
    app,
    mandate: demoMandate,
    web,
    source: 'oefen-dagprikker',
    say: (text: string) => said.push(text),
    stop: new AbortController().signal
  }
  await playStory(story)
  const states = await column<string>('select distinct state from signal order by state')
  for (const state of ['dismissed', 'escalated', 'new', 'proposed', 'taken'])
    assert.ok(states.includes(state), `${state} among ${states.join(', ')}`)
  assert.deepEqual(await column('select state from open_request order by state'), ['asked', 'granted', 'refused'])
  const [changed] = await column<number>('select count(*)::int from advert where versions > 1')
  const [gone] = await column<number>('select count(*)::int from advert where gone_at is not null')
  assert.ok((changed ?? 0) > 0 && (gone ?? 0) > 0, `${changed} changed, ${gone} gone`)
  assert.equal(web.day(), 3)
  assert.equal((await practicePlace(folder.folder)).day, 3, 'the next start goes on from there')
  assert.ok(said.some((text) => text.startsWith('Day 3')))
  const [acts] = await column<number>('select count(*)::int from weighing')
  await playStory(story)
  assert.deepEqual(await column('select count(*)::int from weighing'), [acts])
})

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await withGround(app.store.pool, { user: 'pipeline', mandate: demoMandate }, (tx) =>
    tx.query<Record<string, T>>(sql)
  )
  return rows.map((row) => Object.values(row)[0] as T)
}
