/** What people kept to work with ends half a year after the end of its line of mandates; what stays sealed longer has a reason that is written here. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { eraseCases } from '../../src/accountability/retention/case-clocks.ts'
import { endHolds } from '../../src/accountability/retention/hold-acts.ts'
import { eraseMinors } from '../../src/accountability/retention/minor-clocks.ts'
import { erasePartners } from '../../src/accountability/retention/partner-clocks.ts'
import { eraseReports } from '../../src/accountability/retention/report-clocks.ts'
import { planErasing } from '../../src/accountability/retention/retention-plan.ts'
import { eraseDue } from '../../src/accountability/retention/retention.ts'
import { handOver } from '../../src/desk/adverts/handoffs.ts'
import { askElsewhere } from '../../src/desk/deconfliction/questions.ts'
import { openSalted, openWords, sealWords } from '../../src/desk/sealed-words.ts'
import { makeList, readList } from '../../src/desk/search/lists.ts'
import { saveSearch } from '../../src/desk/search/saved.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { noteHandoffs } from '../../src/store/adverts/handoffs.ts'
import { withGround } from '../../src/store/ground.ts'
import { judgeRows } from '../../src/verify/ledger/rows.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleWorld, type World } from '../support/sample.ts'
import { contentColumns, finishWork, isOfPipeline, stays } from './content-columns.ts'
import { fillTables } from './every-table.ts'

const dayMs = 86_400_000
const number = '06 12345678'
const worked = ['saved_search', 'watch_hit', 'watch_seen', 'bulk_list', 'bulk_answer'] as const
const asked = ['deconfliction_question', 'deconfliction_notice'] as const
const researched = ['research_record', 'research_week', 'peer', 'peer_question'] as const
let world: World
before(async () => {
  world = sampleWorld(await testStore())
  await samplePeople(world)
})
after(() => world?.close())

/** One of each, made by the acts that people do; a page that was handed over, and one that waits. */
async function work(mandate: string, user: string): Promise<void> {
  const { pool } = world.store
  const ground = { user, mandate }
  const vault = { keyring: world.keyring, evidenceDir: world.evidenceDir }
  await sampleAdverts(world, [{ title: `Kamer ${mandate}`, body: `Bel ${number}`, mandate }])
  const terms = { words: number } as unknown as Parameters<typeof saveSearch>[3]['terms']
  const kept = await saveSearch(pool, ground, vault, { name: 'Dit nummer', terms, watchUntil: '2099-01-01T00:00:00Z' })
  assert.equal(kept.kind, 'done')
  const list = await makeList({ pool, ground, vault }, [number], 'voorbeeld')
  assert.ok(list.kind === 'done')
  for (let tries = 0; tries < 200; tries++) {
    const read = await readList({ pool, ground, vault }, list.value.id, 'known', 0)
    if (read.kind === 'done' && read.value.finishedAt !== null) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const value = '+31612345678'
  const fact = { kind: 'phone', value, readings: [{ kind: 'phone', value }] } as unknown as Parameters<
    typeof askElsewhere
  >[1]
  assert.equal((await askElsewhere({ pool, ground, vault }, fact, 'voorbeeld')).kind, 'done')
  const pages = [randomUUID(), randomUUID()]
  await withGround(pool, { user: 'pipeline', mandate }, async (tx) => {
    await tx.query(
      `insert into watch_hit (mandate_id, search_id, site, fresh, changed) select $1, id, 'x.example', 1, 0 from saved_search where mandate_id = $1`,
      [mandate]
    )
    await tx.query(
      `insert into watch_seen (search_id, user_id, mandate_id, hit_id) select search_id, $2, $1, id from watch_hit where mandate_id = $1`,
      [mandate, user]
    )
    await tx.query(
      `insert into deconfliction_notice (mandate_id, question_id, sealed) select $1, max(id), 'x' from deconfliction_question`,
      [mandate]
    )
    await tx.query(
      `insert into research_record (key, mandate_id, by, sealed, method, state, result, digest) values (gen_random_uuid(), $1, 'pipeline', 'x', 1, 'x', 'x', 'x')`,
      [mandate]
    )
    await tx.query(
      `insert into research_week (mandate_id, week, adverts, networks, method, sealed, told, upto) values ($1, '2026-07-20', 9, 9, 1, 'x', 'x', 1)`,
      [mandate]
    )
    const exchange = randomUUID()
    await tx.query(
      `insert into peer (id, mandate_id, name, url, pem, fingerprint, sealed, until_on, by)
       values ($1, $2, 'elders', 'https://elders.example', 'x', $3, 'x', '2999-01-01', 'pipeline')`,
      [exchange, mandate, createHash('sha256').update(mandate).digest('hex')]
    )
    await tx.query(
      `insert into peer_question (peer, nonce, way, mandate_id, tokens, hits, digest, by) values ($1, $1, 'in', $2, 1, '0', 'x', 'pipeline')`,
      [exchange, mandate]
    )
    await noteHandoffs(
      tx,
      mandate,
      pages.map((capture) => {
        const place = { mandate: mandate as MandateId, label: 'handoff', context: capture }
        const { sealed } = sealWords(vault, place, { url: 'http://x.example/1', seenAt: '2026-01-01T00:00:00Z' })
        return { capture, indicator: 'SX-T23', sealed }
      })
    )
  })
  assert.equal((await handOver(pool, ground, vault, pages[0] ?? '', 'de politie')).kind, 'done')
}

async function rowsOf(mandate: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [...worked, ...asked, ...researched, 'handoff']) {
    const { rows } = await world.store.root.query<{ n: number }>(
      `select count(*)::int as n from baken.${table} where mandate_id = $1`,
      [mandate]
    )
    if ((rows[0]?.n ?? 0) > 0) counts[table] = rows[0]?.n ?? 0
  }
  return counts
}

const erase = (days: number) => eraseDue(world.store, world.keyring, new Date(Date.now() + days * dayMs))

test('C18 searches, lists, questions, research, exchanges and handed addresses go half a year after their line ended, told before; those of other lines stay', async () => {
  await work('een', 'analyst')
  await work('twee', 'elders')
  const whole = await rowsOf('twee')
  assert.deepEqual(Object.keys(whole), [...worked, ...asked, ...researched, 'handoff'], 'nothing was there')
  assert.deepEqual(await rowsOf('een'), whole)
  await world.store.root.query(
    `update baken.mandate set valid_until = now() + interval '9000 days' where id = 'twee';
     update baken.mandate set withdrawn_at = now() where id = 'een'`
  )
  await erase(182)
  assert.deepEqual((await rowsOf('een')).saved_search, 1, 'gone before its day')
  const plan = await planErasing(world.store, world.keyring, new Date(Date.now() + 184 * dayMs))
  assert.deepEqual(
    plan.filter((line) => line.what === 'work').map((line) => [line.mandate, line.count, line.heldBy]),
    [['een', 8, null]]
  )
  await erase(184)
  assert.deepEqual(await rowsOf('een'), { handoff: 1 }, 'a page that nobody handed over waits')
  assert.deepEqual((await rowsOf('twee')).saved_search, 1)
  const told = await world.store.root.query<{ detail: Record<string, number> }>(
    `select detail - 'log' as detail from baken.ledger where act = 'retention.close' and detail ? 'lists'`
  )
  assert.deepEqual(
    told.rows.map((row) => row.detail),
    [{ adverts: 0, captures: 0, searches: 1, lists: 1, questions: 2, handoffs: 1, research: 2, exchanges: 1 }]
  )
  const due = await world.store.root.query<{ due: string | null }>('select due_since as due from baken.rewriting')
  assert.notEqual(due.rows[0]?.due, null, 'pages and log keep the bytes')
  await endHolds(world.store, 'een', 'voorbij')
  await erase(184)
  assert.deepEqual(await rowsOf('een'), {})
  const found = (await judgeRows(world.store.pool)).filter((one) => one.kind === 'damaged')
  assert.deepEqual(
    found.filter(({ item }) => /^table (saved|watch|bulk|deconfliction|handoff|research|peer)/.test(item)),
    []
  )
})

test('C18 the digest of words that people sealed, which rows and ledger keep, confirms no guess at them', () => {
  const place = { mandate: 'een' as MandateId, label: 'case-version', context: 'x' }
  const words = { name: 'Kwartelstaart', number }
  const [one, two] = [sealWords(world, place, words), sealWords(world, place, words)]
  assert.deepEqual(openWords(world, place, one.sealed), words)
  for (const { digest } of [one, two])
    assert.notDeepEqual(digest, createHash('sha256').update(JSON.stringify(words)).digest())
  assert.notDeepEqual(one.digest, two.digest)
  const opened = openSalted(world, place, one.sealed)
  assert.deepEqual(opened.digest, one.digest)
  assert.deepEqual(createHash('sha256').update(JSON.stringify(opened.value)).digest(), one.digest)
  for (const plain of ['alleen een reden', [words]])
    assert.deepEqual(openWords(world, place, sealWords(world, place, plain).sealed), plain)
})

test('C18 when every clock of a line has come to its end, nothing that people wrote of it is sealed any more but what has a reason to stay', async () => {
  const full = sampleWorld(await testStore())
  try {
    await fillTables(full)
    const { root } = full.store
    // What the pipeline seals has a test of its own (run/erasing/erasing-attack); these are the columns of what people write.
    const columns = (await contentColumns(root)).filter(({ table }) => !isOfPipeline(table))
    await root.query('set session_replication_role = replica')
    await root.query(`${finishWork('een')}; update baken.mandate set withdrawn_at = now()`)
    for (const { table, column } of columns)
      await root.query(`update baken.${table} set ${column} = 'something' where ${column} is null or ${column} = ''`)
    await root.query('set session_replication_role = origin')
    await endHolds(full.store, 'een', 'voorbij')
    const later = new Date(Date.now() + 7 * 366 * dayMs)
    await eraseDue(full.store, full.keyring, later)
    await eraseReports(full.store, later)
    await eraseCases(full.store, later)
    await eraseMinors(full.store, later)
    await erasePartners(full.store, later)
    const left: string[] = []
    for (const { table, column, name } of columns) {
      const { rows } = await root.query(`select 1 from baken.${table} where length(${column}) > 0 limit 1`)
      if (rows.length > 0) left.push(name)
    }
    assert.deepEqual(left, Object.keys(stays))
  } finally {
    await full.close()
  }
})
