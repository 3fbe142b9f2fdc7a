/** The desk on a real database: search, opening, weighing, requests, exports. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { GroundEnded } from '../../src/accountability/acts.ts'
import { readAdvert } from '../../src/desk/advert.ts'
import { evidenceFile } from '../../src/desk/evidence-file.ts'
import { exportKinds } from '../../src/desk/export-kinds.ts'
import { exportRows, exportText } from '../../src/desk/export.ts'
import { readNetwork } from '../../src/desk/networks.ts'
import { openAdverts } from '../../src/desk/opening.ts'
import { askToOpen, decideRequest, listRequests } from '../../src/desk/requests.ts'
import { search, type SearchInput } from '../../src/desk/search.ts'
import { listSignals, readSignal } from '../../src/desk/signals.ts'
import { listSources } from '../../src/desk/sources.ts'
import { weighSignal, type WeighAct } from '../../src/desk/weighing.ts'
import { withGround } from '../../src/store/ground.ts'
import type { SearchResult } from '../../src/web/contract.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleSignal, sampleWorld, type World } from '../support/sample.ts'

const anna = { user: 'analyst', mandate: 'een' }
const bente = { user: 'analyst-2', mandate: 'een' }
const pipeline = { user: 'pipeline', mandate: 'een' }
const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()

describe('the desk', () => {
  let world: World
  let ids: number[]
  let signal: number
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    ids = await sampleAdverts(world, [
      {
        title: 'Massage in Utrecht',
        body: 'Ontspannen massage. Bel 06 12345678 of mail rust@proef.example',
        network: 1,
        seenAt: at(1)
      },
      { title: 'Massage in Zwolle', body: 'Ontspannen massage, bel 0612345678', network: 1, seenAt: at(2) },
      { title: 'Tuinwerk gezocht', body: 'Werk in de kas, bel 06 12345699', seenAt: at(3) },
      { title: 'Kast te koop', body: 'Eiken kast, één meter breed', seenAt: at(4) },
      { title: 'Geheim elders', body: 'Massage elders, bel 06 12345678', mandate: 'twee', network: 1, seenAt: at(5) }
    ])
    signal = await sampleSignal(world, 1)
    await withGround(world.store.pool, pipeline, (tx) =>
      openAdverts(tx, pipeline, world.keyring, [ids[0] ?? 0], `signal:${signal}`)
    )
  })
  after(() => world.close())

  const found = async (input: SearchInput, ground = anna): Promise<SearchResult> => {
    const outcome = await search(world.store.pool, ground, world, input)
    return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
  }

  describe('search', () => {
    const cases: [string, SearchInput, number[]][] = [
      ['finds a word, newest first', { q: 'massage' }, [1, 0]],
      ['needs all words', { q: 'massage zwolle' }, [1]],
      ['folds capitals and accents', { q: 'EEN meter' }, [3]],
      ['finds a phrase in quotes', { q: '"bel 0612345678"' }, [1]],
      ['does not find a phrase whose words stand apart', { q: '"ontspannen utrecht"' }, []],
      ['finds a number however it is typed', { fact: '06 - 12 34 56 78' }, [1, 0]],
      ['finds a number with its country code', { fact: '+31612345678' }, [1, 0]],
      ['takes a number in the words for a fact', { q: 'massage 06 12345678' }, [1, 0]],
      ['needs words and fact both', { q: 'utrecht', fact: '0612345678' }, [0]],
      ['finds an e-mail address', { fact: 'Rust @ proef.example' }, [0]],
      ['keeps to the state', { q: 'massage', state: 'sealed' }, [1]],
      ['keeps to the period', { from: at(3), to: at(4) }, [2]],
      ['keeps to the source', { q: 'massage', source: 'bron-twee' }, []],
      ['finds nothing for a word that is nowhere', { q: 'xyzzy' }, []],
      ['lists the newest without input', {}, [3, 2, 1, 0]]
    ]
    for (const [title, input, expected] of cases) {
      test(title, async () => {
        const result = await found(input)
        assert.deepEqual(
          result.results.map((hit) => ids.indexOf(hit.advert)),
          expected
        )
        assert.deepEqual(result.count, { value: expected.length, exact: true })
      })
    }

    test('shows an open advert with marks on what matches, and of a sealed one its count only', async () => {
      const { results } = await found({ q: 'massage', fact: '0612345678' })
      const [sealed, open] = results
      assert.deepEqual([sealed?.title, sealed?.snippet, sealed?.matches], [null, null, 3])
      assert.equal(open?.title, 'Massage in Utrecht')
      const { text = '', marks = [] } = open?.snippet ?? {}
      assert.deepEqual(
        marks.map(([start, end]) => text.slice(start, end)),
        ['Massage', 'massage', '06 12345678']
      )
      assert.ok(!JSON.stringify(sealed).includes('Ontspannen'))
    })

    test('goes on page by page without loss, double or another count', async () => {
      const seen: number[] = []
      let after: string | undefined
      do {
        const page: SearchResult = await found({ after, limit: 1 })
        assert.deepEqual(page.count, { value: 4, exact: true })
        seen.push(...page.results.map((hit) => ids.indexOf(hit.advert)))
        after = page.next ?? undefined
      } while (after !== undefined)
      assert.deepEqual(seen, [3, 2, 1, 0])
    })

    test('E2 gives the same bytes whether or not another mandate holds the same words and number', async () => {
      const answers = async (): Promise<string> => {
        const all = []
        for (const input of [{ q: 'massage' }, { fact: '0612345678' }, { q: 'geheim' }, {}])
          all.push({ ...(await found(input)), tookMs: 0 })
        const [list, one, network, sources] = await Promise.all([
          listSignals(world.store.pool, anna, {}),
          readSignal(world.store.pool, anna, world, signal),
          readNetwork(world.store.pool, anna, world, 1),
          listSources(world.store.pool, anna)
        ])
        return JSON.stringify([all, list, one, network, sources])
      }
      const before = await answers()
      const more = await sampleAdverts(world, [
        { title: 'Nog meer elders', body: 'Massage elders, bel 06 12345678', mandate: 'twee', network: 1 },
        { title: 'Geheim en nog eens', body: 'geheim 06 12345678', mandate: 'twee', source: 'nog-een', network: 1 }
      ])
      await sampleSignal(world, 1, 9, 'twee')
      assert.equal(await answers(), before)
      // The guard saw something: under the other mandate it is all there.
      const elsewhere = await found({ q: 'massage' }, { user: 'elders', mandate: 'twee' })
      assert.equal(elsewhere.results.length, 2)
      assert.equal(more.length, 2)
    })

    test('E13 bounds what is asked: many words, deep places and foolish cursors', async () => {
      assert.equal((await found({ q: 'a '.repeat(200) })).results.length, 0)
      assert.equal((await found({ q: `massage ${'or '.repeat(100)}%*?_\\' "` })).understood.words.length <= 32, true)
      for (const after of [
        'x',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('["x",1,1,true]').toString('base64url')
      ]) {
        assert.deepEqual(await search(world.store.pool, anna, world, { after }), {
          kind: 'refused',
          reason: 'bad-cursor'
        })
      }
    })

    test('is in the ledger with what was asked, as understood, and whose open texts were shown', async () => {
      await found({ fact: '06 12 34 56 78' })
      const { rows } = await world.store.root.query<{ detail: unknown }>(
        `select detail from ledger where act = 'search.run' order by no desc limit 1`
      )
      assert.deepEqual(rows[0]?.detail, {
        fact: '06 12 34 56 78',
        facts: ['phone +31612345678'],
        nextPage: false,
        results: 2,
        shown: [ids[0]]
      })
    })
  })

  describe('an advert', () => {
    test('that is open shows its text, its facts where they stand, and how many carry each', async () => {
      const outcome = await readAdvert(world.store.pool, anna, world, ids[0] ?? 0)
      const reading = outcome.kind === 'done' ? outcome.value.versions[0]?.reading : null
      const phone = reading?.facts.find((fact) => fact.kind === 'phone')
      assert.deepEqual([phone?.value, phone?.adverts, phone?.state], ['+31612345678', 2, 'proposed'])
      assert.equal(reading?.text.slice(phone?.spans[0]?.[0], phone?.spans[0]?.[1]), phone?.raw)
      assert.equal(outcome.kind === 'done' && outcome.value.openedBecause, `signal:${signal}`)
      assert.equal(outcome.kind === 'done' && outcome.value.signal, signal)
    })

    test('that is sealed shows custody and no text', async () => {
      const outcome = await readAdvert(world.store.pool, anna, world, ids[1] ?? 0)
      assert.ok(outcome.kind === 'done')
      assert.deepEqual(
        [outcome.value.state, outcome.value.versions[0]?.reading, outcome.value.versions[0]?.custody.verdict],
        ['sealed', null, 'intact']
      )
      assert.ok(!JSON.stringify(outcome.value).includes('Ontspannen'))
    })

    test('E1 of another mandate answers as one that does not exist', async () => {
      assert.deepEqual(
        await readAdvert(world.store.pool, anna, world, ids[4] ?? 0),
        await readAdvert(world.store.pool, anna, world, 999_999)
      )
    })

    test('gives its capture as a standard WARC when open, and not when sealed', async () => {
      const capture = async (id: number): Promise<string> => {
        const outcome = await readAdvert(world.store.pool, anna, world, id)
        return outcome.kind === 'done' ? (outcome.value.versions[0]?.custody.capture ?? '') : ''
      }
      const file = await evidenceFile(world.store.pool, anna, world, await capture(ids[0] ?? 0))
      assert.ok(file.kind === 'done' && file.value.bytes.subarray(0, 2).toString('hex') === '1f8b')
      assert.deepEqual(await evidenceFile(world.store.pool, anna, world, await capture(ids[1] ?? 0)), {
        kind: 'refused',
        reason: 'sealed'
      })
    })
  })

  describe('a signal', () => {
    const weigh = async (who: typeof anna, step: WeighAct, reason?: string): Promise<string> => {
      const now = await readSignal(world.store.pool, who, world, signal)
      const version = now.kind === 'done' ? now.value.version : 0
      const outcome = await weighSignal(world.store.pool, who, { signal, act: step, version, reason })
      return outcome.kind === 'done' ? outcome.value.state : outcome.reason
    }

    test('stands in the queue with its reasons, members and rights', async () => {
      const list = await listSignals(world.store.pool, anna, {})
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
        [anna, bente].map((who) => weighSignal(world.store.pool, who, { signal: fresh, act: 'take', version: 1 }))
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
      await world.store.root.query('update advert set template_id = 3 where id = any($1)', [[ids[0], ids[1]]])
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
      for await (const row of exportRows(world.store.pool, anna, world, kind)) rows.push(row)
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
        'gone'
      ])
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
      for await (const row of exportRows(world.store.pool, anna, world, 'captures')) {
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
      for await (const line of exportText(world.store.pool, anna, world, 'facts', 'csv')) text += line
      assert.match(text, /^advert,version,seen_at,kind,value/)
      assert.ok(text.includes(`,'+31612345678,`) && !text.includes(',+31'))
    })

    test('D9 stops when the mandate ends, and begins under none', async () => {
      const rows = exportRows(world.store.pool, anna, world, 'adverts')
      await world.store.owner.query(`update mandate set withdrawn_at = now() where id = 'een'`)
      await assert.rejects(rows.next(), GroundEnded)
      await world.store.owner.query(`update mandate set withdrawn_at = null where id = 'een'`)
      await assert.rejects(
        exportRows(world.store.pool, { user: 'operator', mandate: 'een' }, world, 'adverts').next(),
        GroundEnded
      )
    })
  })
})
