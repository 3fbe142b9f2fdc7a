/** Trouble in a batch of pages: one that breaks the reader is named and left, a batch that lost against another transaction is taken again as if for the first time, and what others took is let go. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { makeDemo } from '../../../src/accountability/demo.ts'
import { findMandate } from '../../../src/accountability/mandates/mandates.ts'
import { sourceFromObject } from '../../../src/crawl/sources/source-file.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import { stepVersions } from '../../../src/pipeline.ts'
import { addSources } from '../../../src/run/crawl/add-sources.ts'
import { openApp, type App, type Gap } from '../../../src/run/app.ts'
import { startEngine, type Engine, type EngineOptions } from '../../../src/run/engine.ts'
import { startLinkTaker } from '../../../src/run/process/link-taker.ts'
import { withGround } from '../../../src/store/ground.ts'
import { scratch } from '../../support/baken.ts'
import { exchangeOf } from '../../support/sample-page.ts'

let folder: ReturnType<typeof scratch>
let server: Server
let app: App
let mandate: Mandate

before(async () => {
  folder = scratch('batch-trouble')
  server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    const nth = Number(request.url?.split('/').at(-1))
    const next = nth < 4 ? `<a href="/p/${nth + 1}">verder</a>` : ''
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="nl"><title>Kamer ${nth}</title><body><h1>Kamer ${nth}</h1><p>Een lichte kamer aan de gracht met ${nth} ramen en een tafel, te huur per week. Bel 06 48 15 16 ${10 + nth}.</p><p>Prijs: € 1${nth}0</p>${next}</body></html>`
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const settings = { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'Baken/test' }
  const opened = await openApp(settings, 'hold')
  assert.ok(opened.kind === 'app')
  app = opened.app
  const demo = await makeDemo(app.store)
  assert.ok(demo.kind !== 'refused')
  mandate = (await findMandate(app.store, demo.mandate)) ?? assert.fail('no mandate')
})
after(async () => {
  await app.close()
  server.closeAllConnections()
  server.close()
  folder.remove()
})

for (const process of ['links', true] as const)
  test(`a page that breaks the reader ends no crawl, ${process === true ? 'with' : 'without'} processing`, async () => {
    const [broken, whole] = [`broken-${process}`, `whole-${process}`]
    await addSource(broken)
    await crawl(broken, false)
    // No page is known to break the reader. This one does: the rules by which its links are judged are gone.
    await inGround(
      `update source set spec = jsonb_set(spec, '{scope}', 'null'), state = 'paused' where id = $1`,
      broken
    )
    await addSource(whole)
    await crawl(whole, process)
    assert.deepEqual(await capturesOf(broken), [
      { read: 0, kind: 'error', error: `reader: Cannot destructure property …` }
    ])
    const captures = await capturesOf(whole)
    assert.deepEqual(
      captures.map((one) => one['error']),
      [null, null, null, null]
    )
  })

test('a crawl ends when all is read, also where its site was learned just before it looked whether it is', async () => {
  await addSource('learned')
  let learned = false
  await crawl('learned', true, async (at, engine) => {
    if (at === 'nothing-unread') learned = (await engine?.process?.learnNow()) === true || learned
  })
  assert.ok(learned, 'the site was learned before: this test proves nothing')
  assert.deepEqual(
    (await capturesOf('learned')).map((one) => one['read']),
    Array.from({ length: 4 }, () => stepVersions.read)
  )
})

test('a batch that lost against another transaction counts its pages once', async () => {
  await addSource('calm')
  await crawl('calm', true)
  await app.store.owner.query(`
    create sequence lost_once;
    grant usage on sequence lost_once to public;
    create function lose_once() returns trigger language plpgsql as $$ begin
      if nextval('lost_once') = 1 then raise exception 'as if deadlocked' using errcode = '40P01'; end if;
      return new;
    end $$;
    create trigger lose_once before update of useful on source for each row execute function lose_once()`)
  try {
    await addSource('lost')
    await crawl('lost', true)
    const { rows } = await app.store.owner.query<{ n: number }>('select last_value as n from lost_once')
    assert.ok(Number(rows[0]?.n) > 1, 'no batch was taken again: this test proves nothing')
    const [calm, lost] = [await usefulOf('calm'), await usefulOf('lost')]
    assert.equal(
      calm.reduce((sum, n) => sum + n, 0),
      4
    )
    assert.deepEqual(lost, calm)
  } finally {
    await app.store.owner.query('drop trigger lose_once on source')
  }
})

test('a capture whose links another process took does not stay in memory', async () => {
  const taker = startLinkTaker(app, mandate, () => {})
  let held: WeakRef<object> | null = null
  const hold = (): void => {
    const exchange = exchangeOf('http://a.example/1', { title: 'x', body: 'y' }, '2026-02-03T10:00:00Z')
    // No capture of this id waits for its links.
    taker.fresh(randomUUID(), { exchange, dataKey: Buffer.alloc(32) })
    held = new WeakRef(exchange)
  }
  hold()
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const isHeld = (): boolean => held?.deref() !== undefined
  for (let turn = 0; turn < 1_000 && isHeld(); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    collect()
  }
  await taker.drain()
  assert.equal(isHeld(), false)
})

/** How many pages of each address pattern gave an advert. */
async function usefulOf(source: string): Promise<number[]> {
  const [row] = await inGround('select useful from source where id = $1', source)
  return Object.values(row?.['useful'] as Record<string, number>).toSorted((a, b) => a - b)
}

async function addSource(id: string): Promise<void> {
  const made = sourceFromObject({
    id,
    start: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/p/1`],
    politeness: { delay_ms: 0 },
    allow_private: true
  })
  assert.ok(made.kind === 'source')
  const added = await addSources(app, mandate, [made.source], true)
  assert.notEqual(added.kind, 'refused')
}

async function crawl(
  source: string,
  process: EngineOptions['process'],
  pause: (at: Gap, engine: Engine | null) => Promise<void> = async () => {}
): Promise<void> {
  const options = { once: true, maxPages: null, sources: [source], allowPrivate: true }
  let engine: Engine | null = null
  const paused = { ...app, session: app.session, pause: (at: Gap) => pause(at, engine) }
  engine = await startEngine(paused, mandate, {
    // Without anybody who takes links a crawl would wait for them.
    crawl: process === false ? { ...options, maxPages: 1 } : options,
    process
  })
  await engine.done
  await engine.stop()
}

async function inGround(sql: string, source: string): Promise<Record<string, unknown>[]> {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const { rows } = await withGround(app.store.pool, ground, (tx) => tx.query<Record<string, unknown>>(sql, [source]))
  return rows
}

function capturesOf(source: string): Promise<Record<string, unknown>[]> {
  return inGround(
    'select read_version as read, page_kind as kind, step_error as error from capture where source_id = $1 order by id',
    source
  )
}
