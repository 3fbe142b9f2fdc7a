/** Bias through the interface: counted as it is, for auditors only, each look an act, and small groups nowhere in the answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Bias, BiasLine } from '../../../src/contract/oversight/bias.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

const ground = { user: 'pipeline', mandate: 'een' }

describe('bias', () => {
  let at: Running
  let auditor: Browser

  /** Signals of one advert each on a site in a place, the first `dismissed` of them dismissed and the next `agreed` escalated. */
  const signals = async (source: string, place: string, first: number, became: readonly string[]): Promise<void> => {
    const { world } = at
    const ids = await sampleAdverts(
      world,
      became.map((_, nth) => ({
        title: `Massage ${source} ${nth}`,
        body: `Rustig in ${place}. Bel 06 1000${first + nth}`,
        source,
        site: `${source}.example`,
        network: first + nth
      }))
    )
    await withGround(world.store.pool, ground, (tx) => openAdverts(tx, ground, world.keyring, ids, 'signal:1'))
    for (const [nth, state] of became.entries()) {
      const id = await sampleSignal(world, first + nth)
      await world.store.root.query('update baken.signal set state = $2 where id = $1', [id, state])
    }
  }

  before(async () => {
    at = await startInterface()
    auditor = await at.as('auditor')
    await signals(
      'bord',
      'Zwolle',
      1000,
      Array.from({ length: 14 }, () => 'dismissed')
    )
    await signals('krant', 'Arnhem', 2000, [...Array.from({ length: 11 }, () => 'escalated'), 'new'])
    await signals('klein', 'Assen', 3000, ['dismissed', 'dismissed', 'dismissed', 'dismissed'])
  })
  after(() => at.close())

  const lineOf = async (): Promise<BiasLine> =>
    json<Bias>(await auditor.ask('GET', '/api/audit/bias')).lines.find((one) => one.line === 'een') ?? assert.fail()

  test('counts by indicator and source what was agreed with and dismissed, and compares a group with all others', async () => {
    const line = await lineOf()
    // One more signal stands on the ground of the tests of web/, open.
    assert.deepEqual([line.signals, line.agreed, line.dismissed, line.opened, line.grounded], [31, 11, 18, 31, 31])
    const [indicator] = line.indicators
    assert.deepEqual([indicator?.of, indicator?.signals, indicator?.title.nl], ['SX-C01', 31, 'verzonnen'])
    const bord = line.groups.find((one) => one.by === 'source' && one.of === 'bord' && one.indicator === null)
    assert.deepEqual(bord, {
      by: 'source',
      of: 'bord',
      name: 'bord',
      indicator: null,
      signals: 14,
      agreed: 0,
      dismissed: 14,
      vetoed: 0,
      compared: { share: 1, rest: 4 / 15, decided: 14, restDecided: 15, verdict: 'more' },
      opened: 14,
      grounded: 14
    })
    const zwolle = line.groups.find((one) => one.by === 'place' && one.of === 'Zwolle' && one.indicator === 'SX-T10')
    assert.deepEqual([zwolle?.signals, zwolle?.dismissed, zwolle?.opened], [14, 14, null])
    assert.ok(line.groups.some((one) => one.by === 'language' && one.of === 'nl'))
  })

  test('groups of fewer than five signals stand neither on the screen nor in the file', async () => {
    const line = await lineOf()
    const names = line.groups.map((one) => one.of)
    for (const small of ['klein', 'Assen', 'bron-een']) assert.ok(!names.includes(small), small)
    assert.ok(line.hidden.source >= 2 && line.hidden.place >= 2)
    const csv = await auditor.ask('GET', '/api/audit/bias.csv')
    assert.match(csv.headers.get('content-disposition') ?? '', /vertekening\.csv/)
    assert.match(csv.text, /een,source,bord,,14,0,14,0,14,14,1,0\.267,more\r\n/)
    assert.doesNotMatch(csv.text, /klein|Assen/)
  })

  test('each table of an auditor begins with the mark by which a spreadsheet knows its character set', async () => {
    for (const where of ['bias.csv', 'proportionality.csv', 'register', 'year?year=2026']) {
      const answer = await fetch(`${at.base}/api/audit/${where}`, { headers: { cookie: auditor.cookie } })
      const bytes = Buffer.from(await answer.arrayBuffer())
      assert.deepEqual([answer.status, bytes.subarray(0, 3).toString('hex')], [200, 'efbbbf'], where)
    }
  })

  test('a fact taken back and adverts that are not of one hand count as taken back', async () => {
    const { store } = at.world
    const before = await lineOf()
    const advertOf = async (network: number): Promise<number> => {
      const { rows } = await store.root.query<{ id: number }>('select id from baken.advert where network_id = $1', [
        network
      ])
      return rows[0]?.id ?? assert.fail()
    }
    await store.root.query(`update baken.fact set state = 'rejected' where advert_id = $1`, [await advertOf(1000)])
    await store.root.query(
      `insert into baken.judgement (mandate_id, kind, a, b, by, reason) values ('een', 'different', $1, $2, 'analyst', 'proef')`,
      [await advertOf(1001), await advertOf(1002)]
    )
    const now = await lineOf()
    assert.deepEqual([before.vetoed, now.vetoed], [0, 3])
  })

  test('is for auditors alone, and each look and file is an act', async () => {
    for (const role of ['analyst', 'coordinator', 'administrator', 'operator'])
      for (const where of ['/api/audit/bias', '/api/audit/bias.csv'])
        assert.equal(errorOf(await (await at.as(role)).ask('GET', where)), '403 no-content-role', role)
    const { rows } = await at.world.store.root.query<{ act: string; subject: string | null }>(
      `select distinct act, subject from baken.ledger where actor = 'auditor' and (act = 'bias.read' or subject = 'export:bias') order by act`
    )
    assert.deepEqual(rows, [
      { act: 'audit.export', subject: 'export:bias' },
      { act: 'bias.read', subject: null }
    ])
  })
})
