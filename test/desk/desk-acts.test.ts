/** Signals, requests and exports at the desk, on a real database. */
import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { GroundEnded, LedgerUnavailable } from '../../src/accountability/acts.ts'
import { readAdvert } from '../../src/desk/adverts/advert.ts'
import { exportKinds } from '../../src/desk/exports/export-kinds.ts'
import { mandateValueKey, templateToken } from '../../src/store/sealed/value-tokens.ts'
import type { MandateId } from '../../src/model/ids.ts'
import { exportRows, exportText } from '../../src/desk/exports/export.ts'
import { readNetwork } from '../../src/desk/networks/networks.ts'
import { askToOpen, decideRequest, listRequests } from '../../src/desk/adverts/requests.ts'
import { listSignals, readSignal } from '../../src/desk/signals/signals.ts'
import type { WeighAct } from '../../src/contract/desk/signals.ts'
import { wilson } from '../../src/desk/signals/confirmed.ts'
import { withGround } from '../../src/store/ground.ts'
import { weighSignal } from '../../src/desk/signals/weighing.ts'
import { exportSearch } from '../../src/desk/search/export.ts'
import { sampleAdverts, sampleSignal, type World } from '../support/sample.ts'
import { anna, at, bente, deskWorld } from './desk-world.ts'

describe('the desk: acts and exports', () => {
  let world: World
  let ids: number[]
  let signal: number
  before(async () => {
    ;({ world, ids, signal } = await deskWorld())
  })
  after(() => world.close())

  describe('a signal', () => {
    const weigh = async (who: typeof anna, step: WeighAct, reason?: string): Promise<string> => {
      const now = await readSignal(world.store.pool, who, world, signal)
      const version = now.kind === 'done' ? now.value.version : 0
      const outcome = await weighSignal(world.store.pool, who, world, { signal, act: step, version, reason })
      return outcome.kind === 'done' ? outcome.value.state : outcome.reason
    }

    test('stands in the queue with its reasons, members and rights', async () => {
      const list = await listSignals(world.store.pool, anna, world, {})
      assert.ok(list.kind === 'done')
      assert.deepEqual(
        [list.value.signals[0]?.id, list.value.signals[0]?.adverts, list.value.signals[0]?.top, list.value.count],
        [signal, 2, ['SX-T10'], { value: 1, exact: true }]
      )
      const one = await readSignal(world.store.pool, anna, world, signal)
      assert.ok(one.kind === 'done')
      assert.deepEqual(
        one.value.members.map((member) => [ids.indexOf(member.advert), member.state, member.title]),
        [
          [0, 'open', 'Massage in Utrecht'],
          [1, 'sealed', null]
        ]
      )
    })

    test('says beside each reason how many other decided signals were confirmed, and nothing of few', async () => {
      const shares = async (): Promise<unknown> => {
        const one = await readSignal(world.store.pool, anna, world, signal)
        return one.kind === 'done' && one.value.confirmed?.find((share) => share.of === 'SX-T10')
      }
      const decided = (state: string, count: number) =>
        withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
          tx.query(
            `insert into signal (mandate_id, kind, priority, reasons, weigh_version, facets, state)
             select mandate_id, 'report', priority, reasons, weigh_version, facets, $2 from signal, generate_series(1, $3) where id = $1`,
            [signal, state, count]
          )
        )
      assert.deepEqual(await shares(), { of: 'SX-T10', confirmed: 0, decided: 0, from: null, to: null })
      await decided('escalated', 3)
      await decided('new', 4)
      await decided('dismissed', 1)
      assert.deepEqual(await shares(), { of: 'SX-T10', confirmed: 3, decided: 4, from: null, to: null })
      await decided('escalated', 4)
      await decided('dismissed', 3)
      const [from, to] = wilson(7, 11)
      assert.deepEqual(await shares(), { of: 'SX-T10', confirmed: 7, decided: 11, from, to })
      // Wilson 1927 for 7 of 11 at 95 %: 35 to 85 %.
      assert.deepEqual([Math.round(from * 100), Math.round(to * 100)], [35, 85])
      assert.deepEqual(wilson(0, 8)[0], 0)
      await withGround(world.store.pool, { user: 'pipeline', mandate: 'een' }, (tx) =>
        tx.query('delete from signal where id <> $1', [signal])
      )
    })

    test('goes through its states, and only a second person confirms', async () => {
      const steps: [typeof anna, WeighAct, string | undefined, string][] = [
        [anna, 'confirm', undefined, 'wrong-state'],
        [anna, 'take', undefined, 'taken'],
        [bente, 'take', undefined, 'taken'],
        [bente, 'release', undefined, 'new'],
        [anna, 'dismiss', undefined, 'reason-missing'],
        [anna, 'dismiss', '  ', 'reason-missing'],
        [anna, 'dismiss', 'niets', 'dismissed'],
        [anna, 'propose', 'toch', 'wrong-state'],
        [bente, 'reopen', 'nieuw advertentie', 'new'],
        [anna, 'propose', 'drie steden, een nummer', 'proposed'],
        [anna, 'confirm', undefined, 'second-person'],
        [bente, 'reject', 'nog niet', 'taken'],
        [anna, 'propose', 'nu wel', 'proposed'],
        [bente, 'confirm', 'eens', 'escalated'],
        [bente, 'take', undefined, 'wrong-state']
      ]
      for (const [who, step, reason, expected] of steps)
        assert.equal(await weigh(who, step, reason), expected, `${who.user} ${step}`)
      const one = await readSignal(world.store.pool, anna, world, signal)
      assert.equal(one.kind === 'done' && one.value.weighings.length, 9)
    })

    test('E7 acted on by two people at once takes the first and tells the second', async () => {
      const fresh = await sampleSignal(world, 2)
      const both = await Promise.all(
        [anna, bente].map((who) =>
          weighSignal(world.store.pool, who, world, { signal: fresh, act: 'take', version: 1 })
        )
      )
      assert.deepEqual(both.map((one) => (one.kind === 'done' ? 'done' : one.reason)).sort(), ['changed', 'done'])
      const weighings = await world.store.root.query('select 1 from weighing where signal_id = $1', [fresh])
      assert.equal(weighings.rowCount, 1)
    })
  })

  describe('a request to open', () => {
    test('is granted by a second person only, opens at once, and is asked once', async () => {
      const advert = ids[1] ?? 0
      assert.deepEqual(await askToOpen(world.store.pool, anna, advert, ' '), {
        kind: 'refused',
        reason: 'reason-missing'
      })
      const asked = await askToOpen(world.store.pool, anna, advert, 'zelfde nummer')
      assert.ok(asked.kind === 'done')
      assert.deepEqual(await askToOpen(world.store.pool, bente, advert, 'ook'), {
        kind: 'refused',
        reason: 'asked-before'
      })
      const decide = (who: typeof anna, grant: boolean) =>
        decideRequest(world.store.pool, who, world, { request: asked.value.id, grant, reason: 'past bij de grondslag' })
      assert.deepEqual(await decide(anna, true), { kind: 'refused', reason: 'second-person' })
      const before = await readAdvert(world.store.pool, anna, world, advert)
      assert.ok(before.kind === 'done' && before.value.versions[0]?.reading === null)
      assert.ok((await decide(bente, true)).kind === 'done')
      assert.deepEqual(await decide(bente, true), { kind: 'refused', reason: 'changed' })
      const opened = await readAdvert(world.store.pool, anna, world, advert)
      assert.equal(opened.kind === 'done' && opened.value.versions[0]?.reading?.title, 'Massage in Zwolle')
      assert.deepEqual(await askToOpen(world.store.pool, anna, advert, 'nog eens'), {
        kind: 'refused',
        reason: 'open-already'
      })
    })

    test('that is granted lets the text that both members share be seen, with what varies in it', async () => {
      const key = mandateValueKey(world.keyring, 'een' as MandateId)
      for (const id of [ids[0] ?? 0, ids[1] ?? 0])
        await world.store.root.query('update advert set template = $2 where id = $1', [id, templateToken(key, 3, id)])
      const network = await readNetwork(world.store.pool, anna, world, 1)
      assert.ok(network.kind === 'done' && network.value.template !== null)
      assert.equal(network.value.template.members, 2)
      assert.ok(
        network.value.template.parts.some((part) => !part.slot && /massage/i.test(part.text)),
        JSON.stringify(network.value.template)
      )
    })

    test('that is refused leaves the advert sealed and may be made again', async () => {
      const advert = ids[2] ?? 0
      for (let turn = 0; turn < 2; turn++) {
        const asked = await askToOpen(world.store.pool, anna, advert, 'waarom niet')
        assert.ok(asked.kind === 'done')
        const outcome = await decideRequest(world.store.pool, bente, world, {
          request: asked.value.id,
          grant: false,
          reason: 'geen grond'
        })
        assert.equal(outcome.kind === 'done' && outcome.value.state, 'refused')
      }
      const listed = await listRequests(world.store.pool, anna)
      assert.equal(listed.kind === 'done' && listed.value.requests.length, 3)
    })
  })

  describe('an export', () => {
    const all = async (kind: (typeof exportKinds)[number]): Promise<Readonly<Record<string, unknown>>[]> => {
      const rows = []
      for await (const row of exportRows(world.store.pool, anna, world, { kind })) rows.push(row)
      return rows
    }

    test('lists every advert of the mandate; a sealed one has address, times, state and network, never text', async () => {
      const rows = await all('adverts')
      assert.deepEqual(
        rows.map((row) => row['state']),
        ['open', 'open', 'sealed', 'sealed']
      )
      assert.deepEqual(Object.keys(rows[2] ?? {}), [
        'id',
        'url',
        'site',
        'source',
        'state',
        'network',
        'first_seen',
        'last_seen',
        'gone',
        'recognised'
      ])
      assert.equal(rows[2]?.['recognised'], 'address')
      assert.equal(rows[0]?.['body'], 'Ontspannen massage. Bel 06 12345678 of mail rust@proef.example')
    })

    test('gives facts of open adverts only, all captures, networks and signals', async () => {
      const facts = await all('facts')
      assert.ok(
        facts.some((row) => row['value'] === '+31612345678') && !facts.some((row) => row['value'] === '+31612345699')
      )
      assert.deepEqual(
        [(await all('captures')).length, (await all('networks')).length, (await all('signals')).length],
        [4, 4, 2]
      )
      assert.deepEqual((await all('networks'))[0], { advert: String(ids[0]), network: 1, template: 3 })
    })

    test('D7 that is cut off says so in the ledger', async () => {
      for await (const row of exportRows(world.store.pool, anna, world, { kind: 'captures' })) {
        assert.ok(row)
        break
      }
      const { rows } = await world.store.root.query<{ detail: unknown }>(
        `select detail from ledger where act = 'export.end' order by no desc limit 1`
      )
      assert.deepEqual(rows[0]?.detail, { rows: 1, complete: false })
    })

    test('D1 D8 as CSV has a heading, a line a row, and no cell that a spreadsheet would run', async () => {
      let text = ''
      for await (const line of exportText(world.store.pool, anna, world, { kind: 'facts' }, 'csv')) text += line
      assert.match(text, /^\ufeffadvert,version,seen_at,kind,value/)
      assert.ok(text.includes(`,'+31612345678,`) && !text.includes(',+31'))
    })

    test('nothing of it leaves where the ledger takes no entry, not even a heading', async () => {
      const { root, pool } = world.store
      const { rows: grants } = await root.query<{ to: string }>(
        `select distinct quote_ident(grantee) as to from information_schema.role_table_grants
         where table_schema = 'baken' and table_name = 'ledger' and privilege_type = 'INSERT' and grantee <> current_user`
      )
      const runtime = grants.map((one) => one.to).join(', ')
      await root.query(`revoke insert on baken.ledger from ${runtime}`)
      try {
        for (const kind of exportKinds)
          for (const format of ['csv', 'jsonl'] as const) {
            const lines = exportText(pool, anna, world, { kind }, format)
            await assert.rejects(lines.next(), LedgerUnavailable, `${kind} as ${format}`)
          }
      } finally {
        await root.query(`grant insert on baken.ledger to ${runtime}`)
      }
    })

    const endsHere = async (t: TestContext, taken: AsyncIterator<unknown>): Promise<void> => {
      assert.equal((await taken.next()).done, false)
      await world.store.owner.query(`update mandate set withdrawn_at = now() where id = 'een'`)
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2_000 })
      await assert.rejects(taken.next(), GroundEnded)
      t.mock.timers.reset()
      await world.store.owner.query(`update mandate set withdrawn_at = null where id = 'een'`)
    }
    test('a slow reader gets nothing more of what was fetched before the mandate ended', async (t) => {
      const rows = exportRows(world.store.pool, anna, world, { kind: 'captures' })
      await endsHere(t, rows)
    })

    test('of a search neither, though all of a batch was fetched', async (t) => {
      const many = Array.from({ length: 30 }, (_, nth) => ({ title: `Nest ${nth}`, body: 'zwaluwnest', seenAt: at(5) }))
      await sampleAdverts(world, many)
      const search = { terms: { q: 'zwaluwnest' }, format: 'jsonl', reason: 'proef' } as const
      const file = await exportSearch(world.store.pool, anna, world, search)
      assert.ok(file.kind === 'done' && file.value.adverts === 30)
      await endsHere(t, file.value.lines)
    })

    test('a break-glass that is over stops it as the mandate does', async () => {
      const stillHeld = (): Promise<void> => Promise.reject(new GroundEnded('over'))
      await assert.rejects(
        exportRows(world.store.pool, anna, world, { kind: 'captures', stillHeld }).next(),
        GroundEnded
      )
    })

    test('D9 stops when the mandate ends, and begins under none', async () => {
      const rows = exportRows(world.store.pool, anna, world, { kind: 'adverts' })
      await world.store.owner.query(`update mandate set withdrawn_at = now() where id = 'een'`)
      await assert.rejects(rows.next(), GroundEnded)
      await world.store.owner.query(`update mandate set withdrawn_at = null where id = 'een'`)
      await assert.rejects(
        exportRows(world.store.pool, { user: 'operator', mandate: 'een' }, world, { kind: 'adverts' }).next(),
        GroundEnded
      )
    })
  })
})
