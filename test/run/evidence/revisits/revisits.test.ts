/** Pages that are found unchanged: what is stored, opened and checked of them is what it would be if each visit stored its content. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { serverTime } from '../../../../src/run/evidence/server-time.ts'
import { createErasing } from '../../../../src/run/erasing.ts'
import { withGround } from '../../../../src/store/ground.ts'
import { holdSegments } from '../../../../src/store/segments.ts'
import { plain } from '../../../evidence/sample.ts'
import {
  openedOf,
  pageBody,
  rowsOf,
  siteOf,
  turn,
  visit,
  visitingWorld,
  type Row,
  type Visited,
  type Visiting
} from './visiting.ts'

let visiting: Visiting
before(async () => {
  visiting = await visitingWorld()
})
after(async () => {
  await visiting.writer.close()
  await visiting.world.close()
})

test('a crawl that visits 13 pages 6 times stores 13 captures with content, and each visit opens to what was answered then', async () => {
  const site = await siteOf(visiting, 'dertien', 13)
  const visited: Visited[] = []
  for (let round = 0; round < 6; round++)
    visited.push(...(await Promise.all(site.pages.map((_, n) => visit(visiting, site, n)))))
  const rows = await rowsOf(visiting, visited)
  const [whole, again] = [visited.slice(0, 13), visited.slice(13)].map((some) => some.map((one) => rows.get(one.id)))
  assert.deepEqual(new Set(whole?.map((row) => row?.original)), new Set([null]))
  const originals = new Set(visited.slice(0, 13).map((one) => one.id))
  assert.ok(again?.every((row) => row !== undefined && originals.has(row.original ?? '')))
  const bytes = (some: readonly (Row | undefined)[] = []): number =>
    some.reduce((sum, row) => sum + (row?.seg_length ?? 0), 0)
  assert.ok(bytes(again) / 65 < (bytes(whole) / 13) * 0.6, `${bytes(again) / 65} of ${bytes(whole) / 13} bytes a visit`)
  for (const { id, exchange } of visited)
    assert.deepEqual(plain((await openedOf(visiting, id)) ?? assert.fail()), plain(exchange))
  site.bodies[4] = pageBody(site.pages[4]?.url ?? '', 1)
  const changed = [await visit(visiting, site, 4), await visit(visiting, site, 4)]
  const after = await rowsOf(visiting, changed)
  assert.deepEqual(
    changed.map((one) => after.get(one.id)?.original),
    [null, changed[0]?.id]
  )
  const items = await visiting.world.check(true)
  assert.deepEqual(
    items.filter((one) => one.kind === 'damaged'),
    []
  )
})

test('A22 E17 what the clock of the site said stands beside the own one, whatever it said', async () => {
  for (const [said, at] of [
    ['Mon, 02 Mar 2026 10:00:00 GMT', '2026-03-02T10:00:00.000Z'],
    ['Sunday, 29-Mar-26 01:30:00 GMT', '2026-03-29T01:30:00.000Z'],
    ['Sun Oct 25 00:30:00 2026', '2026-10-25T00:30:00.000Z'],
    ['Fri, 06 Mar 2099 23:59:60 GMT', '2099-03-06T23:59:59.000Z'],
    ['Fri, 06 Mar 2099 23:59:59 GMT', '2099-03-06T23:59:59.000Z'],
    ['Mon, 02 Mar 2026 10:00:00', null],
    ['gisteren', null],
    ['Mon, 02 Mar 12026 10:00:00 GMT', null],
    [null, null]
  ] as const)
    assert.equal(serverTime(said), at, said ?? 'nothing')
  const site = await siteOf(visiting, 'klokken', 1)
  const one = await visit(visiting, site, 0)
  const { rows } = await visiting.world.store.root.query<{ same: boolean }>(
    `select server_at = date_trunc('second', seen_at) as same from baken.capture where id = $1`,
    [one.id]
  )
  assert.equal(rows[0]?.same, true)
})

test('what damages or removes an original is told of what rests on it, by the record and by the table', async () => {
  const site = await siteOf(visiting, 'schade', 1)
  const first = await visit(visiting, site, 0)
  await turn(visiting)
  const again = await visit(visiting, site, 0)
  await turn(visiting)
  const row = (await rowsOf(visiting, [first])).get(first.id) ?? assert.fail()
  const faults = async (): Promise<string> => {
    const items = await visiting.world.check(true)
    return items.flatMap((one) => (one.kind === 'damaged' ? [`${one.item}: ${one.cause}`] : [])).join('\n')
  }
  assert.equal(await faults(), '')
  const file = visiting.world.file(row.segment)
  renameSync(file, `${file}.away`)
  assert.match(
    await faults(),
    new RegExp(`capture ${again.id}: it has the content of capture ${first.id}, and segment`)
  )
  await assert.rejects(openedOf(visiting, again.id), /rests on/)
  renameSync(`${file}.away`, file)
  await visiting.world.sql(`update capture set original = null where id = '${again.id}'`)
  assert.match(
    await faults(),
    /its record has the content of capture .*, and the table capture says that it has content of its own/
  )
  await visiting.world.sql(`update capture set original = '${first.id}' where id = '${again.id}'`)
  assert.equal(await faults(), '')
  // A record that was damaged is no original: the next visit stores the content anew.
  const whole = readFileSync(file)
  const { rows } = await visiting.world.store.root.query<{ at: number }>(
    'select (seg_offset + seg_length - 60)::int as at from baken.capture where id = $1',
    [first.id]
  )
  const changed: Buffer = Buffer.from(whole)
  const at = rows[0]?.at ?? 0
  changed[at] = (changed[at] ?? 0) ^ 1
  writeFileSync(file, changed)
  const anew = await visit(visiting, site, 0)
  assert.equal((await rowsOf(visiting, [anew])).get(anew.id)?.original, null)
  writeFileSync(file, whole)
})

test('what is being stored on a segment keeps it, and what was dropped meanwhile is not rested on', async () => {
  const site = await siteOf(visiting, 'tegelijk', 1)
  const first = await visit(visiting, site, 0)
  await turn(visiting)
  const segment = (await rowsOf(visiting, [first])).get(first.id)?.segment ?? assert.fail()
  await visiting.world.store.root.query(
    `update baken.capture set erase_at = now() - interval '1 minute' where segment = $1 and state = 'sealed'`,
    [segment]
  )
  const ground = { user: 'pipeline', mandate: visiting.world.mandate.id }
  const run = createErasing({ ...visiting.world.app, say: () => {} })
  const dropped = await withGround(visiting.world.store.pool, ground, async (tx) => {
    assert.equal(await holdSegments(tx, [segment]), true)
    const running = run()
    // As a writer does: a capture that rests on it comes in while erasing waits at the lock.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await visiting.world.sql(
      `insert into capture select (jsonb_populate_record(c, jsonb_build_object('id', '00000000-0000-7000-8000-00000000abcd', 'original', c.id, 'state', 'sealed', 'segment', 'elders', 'erase_at', 'infinity', 'seg_offset', 1))).*
       from capture c where c.id = '${first.id}'`
    )
    return { running }
  }).then(async ({ running }) => (await running).segments)
  assert.ok(!dropped.includes(segment) && existsSync(visiting.world.file(segment)), dropped.join())
  await visiting.world.sql(`delete from capture where segment = 'elders'`)
  assert.ok((await run()).segments.includes(segment))
  assert.ok(!readdirSync(path.join(visiting.world.evidence, 'segments')).includes(`${segment}.warc`))
  const held = await withGround(visiting.world.store.pool, ground, (tx) => holdSegments(tx, [segment]))
  assert.equal(held, false)
})
