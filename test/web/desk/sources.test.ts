/** Sources through the interface: what operators change, what it says of a source that fell silent, and that nobody else changes anything. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import type { Addresses, SourceChange, Sources } from '../../../src/contract/desk/sources.ts'
import type { Static } from 'typebox'
import type { MandateId } from '../../../src/model/ids.ts'
import { addAddresses } from '../../../src/store/frontier/found-addresses.ts'
import { withGround } from '../../../src/store/ground.ts'
import { addressKeys } from '../../../src/store/sealed/sealed-address.ts'
import { createMetrics } from '../../../src/run/web/metrics.ts'
import { watchAlarms } from '../../../src/run/watch-alarms.ts'
import { createServer } from '../../../src/web/server.ts'
import { testEvidenceStore } from './evidence-store.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('sources', () => {
  let at: Running
  let operator: Browser
  before(async () => {
    at = await startInterface()
    operator = await at.as('operator')
  })
  after(() => at.close())

  const change = async (act: string, user = operator, reason = 'onderhoud'): Promise<SourceChange | string> => {
    const answer = await user.ask('POST', `/api/sources/bron-een/${act}`, { reason })
    return answer.status === 200 ? json<SourceChange>(answer) : errorOf(answer)
  }
  /** Adds addresses as the crawl does; returns their numbers, in order. */
  const found = async (urls: readonly string[], via: number | null = null): Promise<number[]> => {
    const keys = addressKeys(at.world.keyring, { id: 'een' as MandateId, keep: 'sealed' })
    const rows = urls.map((url) => ({
      sourceId: 'bron-een',
      host: 'adverts.example',
      url,
      depth: 0,
      via,
      priority: 0,
      refused: null
    }))
    return withGround(at.world.store.pool, { user: 'pipeline', mandate: 'een' }, async (tx) => {
      await addAddresses(tx, 'een', rows, keys)
      const { rows: made } = await tx.query<{ id: number }>('select id from address order by id desc limit $1', [
        urls.length
      ])
      return made.map((one) => one.id).toReversed()
    })
  }
  const source = async () => {
    const { sources } = json<Sources>(await operator.ask('GET', '/api/sources'))
    return sources.find((one) => one.id === 'bron-een') ?? assert.fail('no source')
  }

  /** Keeps captures as if they had been read, seen so many seconds from now; of addresses, or of none that is known. */
  const capture = async (from: number, to: number, kind: string, adverts: number, of: readonly number[] = []) => {
    await at.world.store.root.query(
      `insert into baken.capture (id, mandate_id, source_id, status, bytes, segment, seg_offset, seg_length, record_digest, payload_mac, seen_at,
         erase_at, read_version, page_kind, adverts, address_id)
       select gen_random_uuid(), 'een', 'bron-een', 200, 10, c.segment, 0, 1, '', '', now() + make_interval(secs => n), now() + interval '20 days', 1,
         $3, $4, ($5::bigint[])[1 + (n - $1) % greatest(1, cardinality($5::bigint[]))]
       from generate_series($1::int, $2::int) n, (select segment from baken.capture limit 1) c`,
      [from, to, kind, adverts, of]
    )
  }

  test('O1 an operator lets a source rest, go on, end and come back, each with its reason in the ledger', async () => {
    assert.deepEqual(await change('pause', operator, ' '), '400 reason-missing')
    assert.deepEqual(await change('pause'), { id: 'bron-een', state: 'paused', due: 0 })
    assert.equal((await source()).state, 'paused')
    assert.equal(await change('pause'), '409 wrong-state')
    assert.equal(await change('look-again'), '409 wrong-state')
    assert.deepEqual(await change('resume'), { id: 'bron-een', state: 'active', due: 0 })
    assert.deepEqual(await change('remove', operator, 'site bestaat niet meer'), {
      id: 'bron-een',
      state: 'removed',
      due: 0
    })
    assert.equal((await source()).adverts, 2, 'what was found of it stays')
    assert.deepEqual(await change('resume'), { id: 'bron-een', state: 'active', due: 0 })
    const { entries } = json<LedgerPage>(await operator.ask('GET', '/api/ledger?mine=1'))
    const acts = entries.filter((one) => one.subject === 'source:bron-een').map((one) => one.act)
    assert.deepEqual(acts.toReversed(), ['source.pause', 'source.resume', 'source.remove', 'source.resume'])
    assert.equal(entries.find((one) => one.act === 'source.remove')?.detail['reason'], 'site bestaat niet meer')
    assert.equal(await change('pause', await at.as('analyst')), '403 no-content-role')
    assert.equal(errorOf(await operator.ask('POST', '/api/sources/bron-twee/pause', { reason: 'x' })), '404 not-found')
  })

  test('O1 looking again makes all pages due that were read before, and those that failed keep their day', async () => {
    const ids = await found([1, 2, 3, 4, 5].map((n) => `http://adverts.example/opnieuw/${n}`))
    await at.world.store.root.query(
      `update baken.address set due_at = 'infinity', state = case when id = any($1::bigint[]) then 'done' else 'failed' end where id = any($2::bigint[])`,
      [ids.slice(0, 3), ids]
    )
    assert.deepEqual(await change('look-again'), { id: 'bron-een', state: 'active', due: 3 })
    const { due, failed } = await source()
    assert.deepEqual([due, failed], [3, { unknown: 2 }])
  })

  test('O2 A23 a source that gave adverts and hardly gives any says so, and what came instead; a steady one does not', async () => {
    await capture(1, 60, 'advert', 1)
    await capture(61, 120, 'advert', 1)
    assert.deepEqual((await source()).alarms, [])
    await capture(121, 175, 'other', 0)
    const silent = await source()
    assert.deepEqual(silent.alarms, ['layout-changed'])
    assert.deepEqual(silent.change.now, { pages: 50, adverts: 0, walls: 0, empty: 0 })
    assert.ok(silent.change.before.adverts >= 120 && silent.change.lastAdvertAt !== null)
    await capture(176, 230, 'wall', 0)
    assert.deepEqual((await source()).alarms, ['wall'])
  })

  test('A27 a source that asks for rendering says so when its newest pages are read without their scripts, until they are read with them', async () => {
    const { root } = at.world.store
    const asks = (render: string) =>
      root.query(
        `update baken.source set spec = spec || jsonb_build_object('render', $1::text) where id = 'bron-een'`,
        [render]
      )
    const missed = (n: number) =>
      root.query(
        `update baken.capture set notes = case when place <= $1 then 'header-slip not-rendered' else 'header-slip' end
         from (select id as one, row_number() over (order by seen_at desc, id desc) as place from baken.capture where source_id = 'bron-een') newest
         where id = one`,
        [n]
      )
    await missed(10)
    assert.deepEqual((await source()).alarms, ['wall'], 'nobody asks for rendering')
    await asks('auto')
    const told = await source()
    assert.deepEqual(told.alarms, ['wall', 'not-rendered'])
    assert.deepEqual(told.change.scripts, { pages: 50, missed: 10 })
    await missed(9)
    assert.deepEqual((await source()).alarms, ['wall'], 'a page in six is that page')
    await missed(50)
    const said: string[] = []
    const look = await watchAlarms(at.world, (text) => said.push(text))
    await look()
    assert.deepEqual(
      said.map((text) => text.replace(/: \d.*/, '')),
      ['bron-een: ALARM, wall', 'bron-een: ALARM, not-rendered'],
      'each is told once'
    )
    await missed(0)
    await look()
    assert.deepEqual(said.slice(2), ['bron-een: the alarm is over: its pages are read with their scripts.'])
    await missed(50)
    const text = await createMetrics(at.world, '0.0.0')()
    assert.match(text, /\nbaken_source_alarms\{kind="not-rendered"\} 1\n/)
    await missed(0)
    await asks('never')
  })

  test('A8 /metrics gives counts to the machine itself and to an operator, without a name or an address, and to nobody else', async () => {
    const metrics = createMetrics(at.world, '0.0.0')
    const server = await createServer({
      ...at.world,
      uiFolder: null,
      demo: false,
      version: '0.0.0',
      linkDesk: null,
      sourceDesk: null,
      live: null,
      metrics
    })
    const ask = async (remoteAddress: string, headers: Record<string, string> = {}): Promise<string> => {
      const answer = await server.inject({
        url: '/metrics',
        remoteAddress,
        headers: { host: new URL(at.base).host, ...headers }
      })
      return answer.statusCode === 200
        ? answer.body
        : `${answer.statusCode} ${json<{ error: string }>({ text: answer.body, status: 0, headers: new Headers() }).error}`
    }
    const text = await ask('127.0.0.1')
    assert.match(text, /^# TYPE baken_build info\n/)
    assert.match(text, /\nbaken_source_alarms\{kind="wall"\} 1\n/)
    assert.match(text, /\nbaken_sources\{state="active"\} \d+\n/)
    assert.match(text, /\nbaken_addresses\{state="failed"[^}]*\} [1-9]\d*\n/)
    assert.match(text, /\nbaken_evidence_disk_free_bytes [1-9]\d+\n/)
    assert.doesNotMatch(text, /baken_evidence_store_/, 'no store is named')
    assert.match(text, /\n# EOF\n$/)
    assert.doesNotMatch(text, /bron-een|example|mandate=/)
    assert.equal(await ask('10.0.0.7'), '401 signed-out')
    assert.equal(await ask('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), '401 signed-out')
    assert.equal(await ask('10.0.0.7', { cookie: (await at.as('analyst')).cookie }), '403 no-content-role')
    assert.equal(await ask('10.0.0.7', { cookie: operator.cookie }), text)
    await server.close()
  })

  testEvidenceStore(() => at)

  test('O1 pages that were read and gave no advert are listed by their kind', async () => {
    const ids = await found(['http://adverts.example/voorbij'])
    await at.world.store.root.query(
      `update baken.address set state = 'done', due_at = 'infinity',
         last_capture = (select id from baken.capture where page_kind = 'wall' limit 1) where id = any($1::bigint[])`,
      [ids]
    )
    assert.equal((await source()).passed['wall'], 1)
    const read = async (reason: string): Promise<Static<typeof Addresses>> =>
      json(await operator.ask('GET', `/api/sources/bron-een/addresses?state=passed&reason=${reason}`))
    assert.deepEqual(
      (await read('wall')).addresses.map((one) => one.url),
      ['http://adverts.example/voorbij']
    )
    assert.deepEqual((await read('list')).addresses, [])
  })

  test('O3 a host that rests says until when and why, with the addresses that wait for it', async () => {
    await at.world.store.root.query(
      `insert into baken.host (host, next_at, rest_because) values ('adverts.example', now() + interval '1 hour', 'it answered 429')
       on conflict (host) do update set next_at = excluded.next_at, rest_because = excluded.rest_because`
    )
    const { resting } = json<Sources>(await operator.ask('GET', '/api/sources'))
    assert.deepEqual(
      resting.map(({ host, because, addresses }) => ({ host, because, addresses })),
      [{ host: 'adverts.example', because: 'it answered 429', addresses: 3 }]
    )
  })

  test('A23 pages of which no advert was to be expected hide no change of layout and look like none', async () => {
    const { root } = at.world.store
    const urls = (name: string): string[] => Array.from({ length: 60 }, (_, n) => `http://adverts.example/${name}/${n}`)
    const [start = 0] = await found(['http://adverts.example/lijst'])
    const adverts = await found(urls('ad'), start)
    const [agenda = 0] = await found(['http://adverts.example/agenda'], start)
    const days = await found(urls('agenda'), agenda)
    const lists = await found(urls('rubriek'), start)
    const unread = await found(urls('nieuw'), start)
    const other = await found(urls('anders'), agenda)
    const day = 86_400
    const alarms = async (): Promise<readonly string[]> => (await source()).alarms
    /** The alarms once these captures are there too; they go again. */
    const after = async (...pages: readonly Parameters<typeof capture>[]): Promise<readonly string[]> => {
      const { rows } = await root.query<{ id: string }>('select id from baken.capture')
      for (const page of pages) await capture(...page)
      const said = await alarms()
      await root.query('delete from baken.capture where not id = any($1::uuid[])', [rows.map((row) => row.id)])
      return said
    }
    await capture(300, 359, 'advert', 1, adverts)
    await capture(360, 419, 'advert', 1, adverts)
    assert.deepEqual(await alarms(), [])
    assert.deepEqual(await after([420, 479, 'other', 0, days]), [], 'an agenda without end')
    assert.deepEqual(
      await after([420, 479, 'list', 0, lists], [480, 600, 'list', 0, lists]),
      [],
      'lists, visited again'
    )
    assert.deepEqual(await after([420, 479, 'other', 0, adverts]), ['layout-changed'], 'adverts, visited again')
    assert.deepEqual(await after([420, 479, 'other', 0, unread]), ['layout-changed'], 'what was found beside adverts')
    assert.deepEqual(
      await after([420, 479, 'other', 0, adverts], [480, 539, 'other', 0, days]),
      ['layout-changed'],
      'an agenda after it'
    )
    assert.deepEqual(
      await after([420, 479, 'list', 0, lists], [480, 540, 'wall', 0, lists]),
      ['wall'],
      'lists that became a wall'
    )
    assert.deepEqual(await after([420, 479, 'other', 0, other]), [], 'addresses found elsewhere, soon')
    assert.deepEqual(
      await after([day + 420, day + 479, 'other', 0, other]),
      ['layout-changed'],
      'and after a day without adverts'
    )
  })
})
