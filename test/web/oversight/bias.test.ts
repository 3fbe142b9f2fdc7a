/** Bias through the interface: counted as it is, for auditors only, each look an act, and small groups nowhere in the answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Bias, BiasLine } from '../../../src/contract/oversight/bias.ts'
import type { Signal } from '../../../src/contract/desk/signals.ts'
import type { Calibration } from '../../../src/contract/oversight/calibration.ts'
import type { Proportionality } from '../../../src/contract/oversight/proportionality.ts'
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

  test('C12 calibration counts by indicator what was confirmed, dismissed and is undecided, with the interval, under one line and over all', async () => {
    const analyst = await at.as('analyst')
    const own = json<Calibration>(await analyst.ask('GET', '/api/calibration'))
    assert.deepEqual([own.least, own.lines.map((one) => one.line)], [5, ['een']])
    const counted = (all: Calibration, line: string | null): unknown => {
      const sign = all.lines.find((one) => one.line === line)?.signs.find((one) => one.of === 'SX-C01')
      const { signals, confirmed, dismissed, undecided, from, to } = sign ?? assert.fail()
      return [signals, confirmed, dismissed, undecided, [from, to].map((one) => one && Math.round(one * 1000) / 1000)]
    }
    // Wilson, for 11 of 29 at 95 %.
    assert.deepEqual(counted(own, 'een'), [31, 11, 18, 2, [0.227, 0.56]])
    const all = json<Calibration>(await auditor.ask('GET', '/api/audit/calibration'))
    assert.deepEqual(
      all.lines.map((one) => one.line),
      [null, 'een', 'twee']
    )
    // Under the other line stands one signal, undecided.
    assert.deepEqual(counted(all, null), [32, 11, 18, 3, [0.227, 0.56]])
    assert.deepEqual(all.lines[1], own.lines[0])
    const csv = await analyst.ask('GET', '/api/calibration.csv')
    assert.match(csv.text, /\r\neen,SX-C01,[^\n]+,31,11,18,2,0\.2269,0\.56,0,0,,,\d+\r\n/)
    assert.match((await auditor.ask('GET', '/api/audit/calibration.csv')).text, /\r\nall,SX-C01,/)
    assert.doesNotMatch(csv.text + JSON.stringify([own, all]), /analyst|Proef/, 'nothing is counted by person')
  })

  test('C12 below five decisions there is no share, and a merged signal counts once, with what it went into, also beside a reason', async () => {
    const { root } = at.world.store
    const beside = async (network: number): Promise<string> => {
      const { rows } = await root.query<{ id: number }>(
        `select id from baken.signal where network_id = $1 and mandate_id = 'een'`,
        [network]
      )
      const read = await (await at.as('analyst')).ask('GET', `/api/signals/${rows[0]?.id}`)
      const share = json<Signal>(read).confirmed?.find((one) => one.of === 'SX-C08')
      return `${share?.confirmed} of ${share?.decided}`
    }
    const few = async (): Promise<unknown[]> => {
      const { lines } = json<Calibration>(await (await at.as('analyst')).ask('GET', '/api/calibration'))
      const { confirmed, dismissed, from } = lines[0]?.signs.find((one) => one.of === 'SX-C08') ?? assert.fail()
      assert.equal(await beside(1), `${confirmed} of ${confirmed + dismissed}`, 'the share beside a reason is the same')
      return [confirmed, dismissed, from === null]
    }
    const become = `update baken.signal set reasons = jsonb_set(reasons, '{0,indicator}', '"SX-C08"') where network_id = any($1)`
    await root.query(become, [[1, 2000, 2001, 2002, 2003]])
    assert.deepEqual(await few(), [4, 0, true])
    await root.query(become, [[2004]])
    assert.deepEqual(await few(), [5, 0, false])
    const merge = `update baken.signal set merged_into = (select id from baken.signal where network_id = $1) where network_id = 2004`
    await root.query(merge, [2003])
    assert.deepEqual(await few(), [4, 0, true], 'both rest on it')
    await root.query(merge, [1000])
    assert.deepEqual(await few(), [4, 1, false], 'it shares what became of the other')
    assert.equal(await beside(2004), '4 of 4', 'without itself and what it was merged with')
    await root.query('update baken.signal set merged_into = null')
    await root.query(`update baken.signal set reasons = jsonb_set(reasons, '{0,indicator}', '"SX-C01"')`)
  })

  test('N10 proportionality tells why adverts were opened and what was confirmed afterwards, on the screen and in the file', async () => {
    const { lines } = json<Proportionality>(await auditor.ask('GET', '/api/audit/proportionality'))
    const line = lines.find((one) => one.line === 'een') ?? assert.fail()
    assert.deepEqual(line.because, [{ why: 'signal', count: 31, confirmed: 11, dismissed: 18 }])
    const bord = line.weeks.filter((one) => one.source === 'krant')
    const sum = (
      name: 'adverts' | 'openedForSignal' | 'openedForRequest' | 'openedOther' | 'confirmed' | 'dismissed'
    ) => bord.reduce((total, one) => total + one[name], 0)
    assert.deepEqual(
      [sum('adverts'), sum('openedForSignal'), sum('openedForRequest'), sum('openedOther')],
      [12, 12, 0, 0]
    )
    assert.deepEqual([sum('confirmed'), sum('dismissed')], [11, 0])
    const { text } = await auditor.ask('GET', '/api/audit/proportionality.csv')
    assert.match(text, /,read,openedForSignal,openedForRequest,openedOther,confirmed,dismissed\r\n/)
    assert.match(text, /een,bord,bord,[^\n]*,14,0,0,0,14\r\n/)
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
      for (const where of [
        '/api/audit/bias',
        '/api/audit/bias.csv',
        '/api/audit/calibration',
        '/api/audit/calibration.csv'
      ])
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
