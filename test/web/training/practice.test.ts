/** Practice queues through the interface: nothing tells who is behind a signal until it was decided, then rings, strangers and openings are counted; nothing is kept but lines in the ledger. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PracticeFeedback, PracticeQueue, PracticeQueues } from '../../../src/contract/training/practice.ts'
import { exportKinds } from '../../../src/desk/exports/export-kinds.ts'
import { exportText } from '../../../src/desk/exports/export.ts'
import { practiceFiles, type PracticeFile } from '../../../src/desk/exercises/practice-file.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { json, startInterface, type Browser, type Running } from '../running.ts'
import { rowsOf } from './rows-of.ts'

describe('a practice queue', () => {
  let at: Running
  let analyst: Browser
  before(async () => {
    at = await startInterface()
    analyst = await at.as('analyst')
  })
  after(() => closeInAgreement(at))

  const practise = async (id: string, body: object): Promise<PracticeFeedback> =>
    json(await analyst.ask('POST', `/api/practice/${id}/answer`, body))
  const strangers = ({ hands }: PracticeFile['signals'][number]): string[] =>
    hands.filter((one) => one.kind !== 'ring' && one.kind !== 'grave').map((one) => one.hand)

  test('is sent without who is behind it and without a word of an advert, until one is opened', async () => {
    const { queues } = json<PracticeQueues>(await analyst.ask('GET', '/api/practice'))
    assert.equal(queues.length, practiceFiles().size)
    assert.ok(queues.length >= 2)
    for (const [id, file] of practiceFiles()) {
      const { text } = await analyst.ask('GET', `/api/practice/${id}`)
      assert.doesNotMatch(text, /"(?:hand|hands|kind|body|name)"/)
      const queue = JSON.parse(text) as PracticeQueue
      assert.equal(queue.list.length, file.signals.length)
      const [first] = file.signals[0]?.shown ?? []
      assert.ok(first !== undefined && !text.includes(first.body))
      const opened = await analyst.ask('GET', `/api/practice/${id}/signals/1/adverts/1`)
      assert.equal(json<{ body: string }>(opened).body, first.body)
      assert.doesNotMatch(opened.text, /"(?:hand|kind)"/)
      assert.equal((await analyst.ask('GET', `/api/practice/${id}/signals/1/adverts/99`)).status, 404)
    }
  })

  test('tells how many rings were found, strangers accused, and adverts opened without ground', async () => {
    for (const [id, file] of practiceFiles()) {
      const every = file.signals.map((_, nth) => nth + 1)
      const none = await practise(id, { called: [], opened: [] })
      assert.equal(none.rings.found + none.strangers.accused + none.opened.all, 0)
      assert.ok(none.rings.of >= 5 && none.strangers.of >= 3, id)
      const all = await practise(id, { called: [...every, ...every, 99], opened: [] })
      assert.deepEqual(all.rings, { found: none.rings.of, of: none.rings.of })
      assert.deepEqual(all.strangers, { accused: none.strangers.of, of: none.strangers.of })
      const right = every.filter((_, nth) => none.signals[nth]?.right === false)
      assert.deepEqual(
        (await practise(id, { called: right, opened: [] })).rings,
        all.rings,
        'those with ground are enough'
      )
      // A stranger who stands in the network of a ring is accused with it; one apart is not.
      const beside = right.filter((no) => strangers(file.signals[no - 1] ?? fail()).length > 0)
      assert.equal(
        (await practise(id, { called: right, opened: [] })).strangers.accused,
        new Set(beside.flatMap((no) => strangers(file.signals[no - 1] ?? fail()))).size
      )
      const [apart = 0] = every.filter((no) => !right.includes(no))
      const accused = await practise(id, { called: [apart], opened: [] })
      assert.equal(accused.rings.found, 0)
      assert.equal(accused.strangers.accused, strangers(file.signals[apart - 1] ?? fail()).length)
      const [ring = 0] = right.filter((no) => !beside.includes(no))
      const opened = [
        { signal: apart, advert: 1 },
        { signal: apart, advert: 1 },
        { signal: ring, advert: 1 },
        { signal: 99, advert: 1 }
      ]
      assert.deepEqual((await practise(id, { called: [], opened })).opened, { all: 2, withoutGround: 1 })
    }
  })

  test('S4.10 nothing of it is in queue, search, reports, figures or any export, and no table but the ledger gets a row', async () => {
    const planted = new Set(
      [...practiceFiles().values()].flatMap(({ signals }) =>
        signals.flatMap(({ shown }) => shown.flatMap(({ site, title, body }) => [site, title, body.slice(0, 80)]))
      )
    )
    assert.ok(planted.size > 50)
    const before = await rowsOf(at)
    const [id = ''] = practiceFiles().keys()
    await analyst.ask('GET', `/api/practice/${id}/signals/1/adverts/1`)
    await practise(id, { called: [1, 2], opened: [{ signal: 1, advert: 1 }] })
    const later = await rowsOf(at)
    assert.deepEqual(
      Object.keys(later).filter((name) => later[name] !== before[name]),
      ['ledger']
    )
    const { rows } = await at.world.store.root.query<{ entry: string }>(
      `select detail::text as entry from baken.ledger where subject = $1 order by no desc limit 2`,
      [`exercise:${id}`]
    )
    assert.deepEqual(
      rows.map((one) => one.entry),
      ['{"version": 1}', '{"advert": 1, "signal": 1}']
    )
    const outputs: string[] = []
    for (const address of [
      '/api/signals?state=all',
      '/api/search?q=de',
      '/api/reports',
      '/api/figures',
      '/api/figure-tables',
      '/api/chain-figures',
      '/api/home'
    ])
      outputs.push(textOf(await analyst.ask('GET', address), address))
    const ground = { user: 'analyst', mandate: 'een' }
    for (const kind of exportKinds)
      for await (const line of exportText(at.world.store.pool, ground, at.world, { kind }, 'jsonl')) outputs.push(line)
    const said = outputs.join('\n')
    assert.ok(said.length > 1_000)
    assert.deepEqual(
      [...planted].filter((one) => said.includes(one)),
      []
    )
    for (const word of ['Derby', '07700900578']) {
      const { results } = json<{ results: unknown[] }>(await analyst.ask('GET', `/api/search?q=${word}`))
      assert.deepEqual(results, [], word)
    }
  })
})

function fail(): never {
  throw new Error('the queue has no such signal')
}

function textOf({ status, text }: { readonly status: number; readonly text: string }, address: string): string {
  assert.equal(status, 200, address)
  return text
}
