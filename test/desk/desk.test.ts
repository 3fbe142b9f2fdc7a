/** Search and adverts at the desk, on a real database. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { readAdvert } from '../../src/desk/adverts/advert.ts'
import { custodyProof, custodyStory } from '../../src/desk/adverts/custody-story.ts'
import { evidenceFile } from '../../src/desk/adverts/evidence-file.ts'
import { readNetwork } from '../../src/desk/networks/networks.ts'
import { search, type SearchInput } from '../../src/desk/search/search.ts'
import { listSignals, readSignal } from '../../src/desk/signals/signals.ts'
import { listSources } from '../../src/desk/sources/sources.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { checkProof } from '../../ui/src/screens/advert/check-proof.ts'
import { growOwnLog } from '../../src/run/evidence/growing-log.ts'
import { record, withGround } from '../../src/store/ground.ts'
import type { VerifyItem } from '../../src/verify/item.ts'
import { verifyPath } from '../../src/verify/verify.ts'
import { sampleAdverts, sampleSignal, type World } from '../support/sample.ts'
import { anna, at, deskWorld } from './desk-world.ts'

describe('the desk: search and adverts', () => {
  let world: World
  let ids: number[]
  let signal: number
  before(async () => {
    ;({ world, ids, signal } = await deskWorld())
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
          listSignals(world.store.pool, anna, world, {}),
          readSignal(world.store.pool, anna, world, signal),
          readNetwork(world.store.pool, anna, world, 1),
          listSources(world.store.pool, anna)
        ])
        // When one looked last moves with each look.
        return JSON.stringify([all, list, one, network, sources], (key, value: unknown) =>
          key === 'lookedAt' || key === 'fresh' ? null : value
        )
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

    test('is limited in time up to its last statement, and its ledger entry is not', async (t) => {
      // The address of an advert whose present version has none is looked for in a statement of its own.
      await world.store.root.query('update baken.sighting set place = null where advert_id = $1', [ids[0]])
      const sent = t.mock.method(pg.Client.prototype, 'query').mock
      await found({ q: 'massage' })
      const steps = sent.calls.map(({ arguments: [asked] }) => {
        const { name, text = asked } = asked as { readonly name?: string; readonly text?: unknown }
        return name ?? String(text)
      })
      const place = (step: string): number => steps.indexOf(step)
      assert.ok(place('advert-places') > place('search-hits'), steps.join('\n'))
      assert.ok(place('set local statement_timeout = 0') > place('advert-places'), steps.join('\n'))
      assert.ok(place('ledger-append') > place('set local statement_timeout = 0'), steps.join('\n'))
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

    test('tells how it was kept: entries of the ledger with their digests, each leading to the signed checkpoint', async () => {
      const [open = 0, sealed = 0, , , elsewhere = 0] = ids
      const story = async (id: number) => {
        const outcome = await custodyStory(world.store.pool, anna, world, id)
        return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
      }
      assert.equal((await story(open)).log, null, 'no log yet, and no line says that it is in one')
      const state = await growOwnLog(world)
      assert.ok(state.kind === 'log')
      const { lines, log, looks } = await story(open)
      assert.deepEqual(
        lines.map(({ act, by, how, version, verdict }) => [act, by, how, version, verdict]),
        [
          ['capture.store', 'pipeline', 'crawl', 1, 'intact'],
          ['advert.open', 'pipeline', 'automatic', null, null]
        ]
      )
      assert.deepEqual(
        lines.map((one) => one.digests.map(({ of }) => of)),
        [['record', 'body', 'entry'], ['entry']]
      )
      assert.equal(lines[1]?.because, `signal:${signal}`)
      assert.deepEqual([log?.size, looks.times > 0, looks.people], [state.checkpoint.size, true, 1])
      assert.ok(
        !JSON.stringify(await story(sealed)).includes('"body"'),
        'a sealed capture is not opened for its digest'
      )
      for (const { no } of lines) {
        const outcome = await custodyProof(world.store.pool, anna, world, open, no ?? 0)
        assert.ok(outcome.kind === 'done')
        const { prev, entry, hash, proof, vkey } = outcome.value
        const leaf = createHash('sha256').update(Buffer.from(prev, 'hex')).update(entry).digest()
        assert.equal(leaf.toString('hex'), hash)
        const proven = { kind: 'proven', size: log?.size ?? 0 }
        assert.deepEqual(await checkProof(outcome.value), proven, 'as the screen computes it')
        const changed = [
          { entry: entry.replace('pipeline', 'somebody') },
          { proof: proof?.replace(/\n[\w+/]{43}=\n/, '\n') ?? null },
          { proof: proof?.replace(/(\n\d+\n)(.)/, (_, size, first) => `${size}${first === 'A' ? 'B' : 'A'}`) ?? null }
        ]
        for (const one of changed) assert.deepEqual(await checkProof({ ...outcome.value, ...one }), { kind: 'wrong' })
        const file = path.join(world.dataDir, 'entry.tlog-proof')
        writeFileSync(file, proof ?? '')
        assert.ok((proof ?? '').includes(`extra ${leaf.toString('base64')}\nindex ${(no ?? 0) - 1}\n`))
        assert.ok(vkey?.startsWith(log?.origin ?? '-'))
        const judged: VerifyItem[] = []
        for await (const item of verifyPath(file)) judged.push(item)
        assert.deepEqual(
          judged.filter((one) => one.kind === 'damaged'),
          []
        )
      }
      const refused = { kind: 'refused', reason: 'not-found' }
      const other = (await story(sealed)).lines[0]?.no ?? 0
      assert.deepEqual(
        await custodyProof(world.store.pool, anna, world, open, other),
        refused,
        'an entry of another advert'
      )
      assert.deepEqual(await custodyStory(world.store.pool, anna, world, elsewhere), refused, 'of another mandate')
      const line = lines[0] ?? assert.fail()
      assert.deepEqual([line.clocks?.own, line.clocks?.server, line.clocks?.stamp], [line.at, null, null])
      await world.store.root.query(
        `update baken.capture set server_at = seen_at - interval '3 hours', original = id where id = $1`,
        [line.capture]
      )
      const detail = { by: 'https://stempel.example/', size: line.no, at: '2026-03-02T10:00:00Z', skewSeconds: 90 }
      await withGround(world.store.pool, { user: 'pipeline', mandate: null }, (tx) =>
        record(tx, { user: 'pipeline', mandate: null }, { act: 'log.stamp', subject: detail.by, detail })
      )
      const told = (await story(open)).lines[0]
      assert.deepEqual(told?.clocks?.stamp, { at: detail.at, by: detail.by })
      const off = told.clocks.off.filter((one) => one.clock !== 'ledger')
      assert.deepEqual(
        off.map(({ clock, seconds }) => [clock, seconds]),
        [
          ['server', -10_800],
          ['stamp', 90]
        ]
      )
      assert.equal(told.unchangedSince, line.at, 'seen again unchanged')
      await withGround(world.store.pool, anna, async (tx) => {
        const { rows } = await tx.query(
          'select 1 from advert_custody($1) union all select 1 from advert_looks($1) where times > 0',
          [elsewhere]
        )
        assert.equal(rows.length, 0, 'nor of the functions themselves')
      })
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
})
