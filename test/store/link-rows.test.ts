/** Links in the database after runs of events: those that the events left live, whatever they took back and made again between. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fc } from '../properties.ts'
import type { LinkDelta, LinkEdge } from '../../src/link/event.ts'
import { withGround } from '../../src/store/ground.ts'
import { linkName, saveDeltas } from '../../src/store/links/links.ts'
import { valueKey } from '../../src/store/sealed/value-tokens.ts'
import { testStore } from '../support/database.ts'
import { sqlTexts } from './sql-texts.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'

const ground = { user: 'pipeline', mandate: 'een' }
/** What EXPLAIN tells of a step of a plan. */
interface PlanNode {
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** The most rows that one step of a plan makes or throws away. */
function mostRows(plan: PlanNode): number {
  const own = plan['Actual Rows'] * plan['Actual Loops'] + (plan['Rows Removed by Join Filter'] ?? 0)
  return Math.max(own, ...(plan.Plans ?? []).map(mostRows))
}

let world: World
let runs = 0

describe('rows of links', () => {
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
  })
  after(() => world?.close())

  function edge(op: LinkEdge['op'], kind: LinkEdge['kind'], value: string, a: number, b: number | null): LinkEdge {
    return { op, kind, key: value, a, b, rarity: 2, day: 1, version: 1, because: op === 'made' ? '' : `of ${value}` }
  }

  function deltaOf(seq: number, edges: readonly LinkEdge[]): LinkDelta {
    const nothing = { networks: [], templates: [], events: [], possibleTemplate: null }
    return {
      seq,
      at: `2026-01-01T00:00:${String(seq).padStart(2, '0')}.000Z`,
      applied: true,
      refused: '',
      edges,
      ...nothing
    }
  }

  /** Each batch is one run of events in a transaction; the rows afterwards, by the numbers of their adverts. */
  async function written(batches: readonly (readonly LinkEdge[])[]): Promise<string[]> {
    const first = ++runs * 100
    const advertOf = Array.from({ length: 10 }, (_, no) => first + no)
    let seq = 0
    const linker = { networkOf: () => null }
    for (const edges of batches)
      await withGround(world.store.pool, ground, async (tx) => {
        const deltas = edges.map((one) => deltaOf(++seq, [one]))
        await saveDeltas(tx, { mandate: 'een', key: keyOf(first) }, deltas, [], advertOf, linker as never)
      })
    const { rows } = await world.store.root.query<{
      kind: string
      a: number
      b: number
      state: string
      reason: string
    }>(
      `select kind, a - $1 as a, b - $1 as b, state, reason->>'because' as reason from link where a between $1 and $1 + 99 order by id`,
      [first]
    )
    return rows.map(
      ({ kind, a, b, state, reason }) => `${kind} ${Math.max(a, b)} ${Math.min(a, b)} ${state} ${reason ?? ''}`
    )
  }

  /** Numbers and values come again in every run of the test: another key keeps their rows apart. */
  function keyOf(first: number): ReturnType<typeof valueKey> {
    return valueKey(Buffer.alloc(32, first / 100))
  }

  const kinds = ['phone', 'text'] as const
  const values = ['00ff12ab34cd56ef', 't12'] as const
  const number = fc.integer({ min: 0, max: 4 })
  const made = fc
    .tuple(fc.constantFrom(0, 1), number, number)
    .filter(([, a, b]) => a !== b)
    .map(([nth, a, b]) => edge('made', kinds[nth] ?? 'phone', values[nth] ?? '', a, b))
  const revoked = fc
    .tuple(fc.constantFrom(0, 1), fc.integer({ min: -1, max: 4 }), fc.option(number))
    .filter(([, a, b]) => a !== b)
    .map(([nth, a, b]) => edge('revoked', kinds[nth] ?? 'phone', values[nth] ?? '', a, a < 0 ? null : b))

  /** What the words of the events mean, one after the other. */
  function liveAfter(batches: readonly (readonly LinkEdge[])[]): string[] {
    const live = new Map<string, LinkEdge>()
    const carries = (one: LinkEdge, advert: number | null): boolean =>
      advert === null || advert < 0 || one.a === advert || one.b === advert
    for (const one of batches.flat()) {
      if (one.op === 'made') live.set(linkName(one), one)
      else
        for (const [name, other] of live)
          if (other.kind === one.kind && carries(other, one.a) && carries(other, one.b)) live.delete(name)
    }
    return [...live.values()].map(({ kind, a, b }) => `${kind} ${Math.max(a, b ?? 0)} ${Math.min(a, b ?? 0)}`).sort()
  }

  test('values are taken back by their tokens: no link is held against the tokens of every value, also where the database has no statistics yet', async () => {
    const file = path.join(import.meta.dirname, '../../src/store/links/links.ts')
    const texts = sqlTexts(file, readFileSync(file, 'utf8')).flatMap((one) => one.text ?? [])
    const takeBack = texts.find((one) => one.includes('as t(token)')) ?? assert.fail('no such statement')
    const [links, values, slots] = [300, 30, 64]
    const tokensOf = (nth: number): string => Array.from({ length: slots }, (_, slot) => `${nth}-${slot}`).join(',')
    const client = await world.store.root.connect()
    try {
      await client.query('begin')
      await client.query('set local search_path = baken, pg_catalog')
      await client.query(
        `insert into link (mandate_id, edge, a, b, kind, token, rarity, made_at)
         select 'een', 'edge' || n, 900000 + n, 950000 + n, 'phone', n || '-7', 2, now() from generate_series(1, $1) n`,
        [links]
      )
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, timing off, format json) ${takeBack}`,
        [
          'een',
          Array.from({ length: values }, () => 'phone'),
          Array.from({ length: values }, () => new Date()),
          Array.from({ length: values }, () => '{}'),
          Array.from({ length: values }, (_, nth) => tokensOf(nth + 1)),
          ['another']
        ]
      )
      const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? assert.fail('no plan')
      assert.equal(plan['Actual Rows'], values)
      const looked = mostRows(plan)
      assert.ok(looked <= 2 * values * slots + links, `${looked} rows`)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('P4 rows are live for the links that the events left, whatever they took back and made again', async () => {
    const batch = fc.array(fc.oneof({ weight: 3, arbitrary: made }, revoked), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 4 }), async (batches) => {
        const rows = await written(batches)
        const live = rows.flatMap((row) => /^(.*) live /.exec(row)?.[1] ?? [])
        assert.deepEqual(live.sort(), liveAfter(batches))
      }),
      { numRuns: 40 }
    )
  })

  test('a value, one advert of it or one pair is taken back with its reason, and the rest stays', async () => {
    const phone = (a: number, b: number): LinkEdge => edge('made', 'phone', '00ff12ab34cd56ef', a, b)
    const all = [phone(0, 1), phone(1, 2), phone(3, 2), edge('made', 'text', 't12', 0, 1)]
    const back = (a: number, b: number | null): LinkEdge => edge('revoked', 'phone', '00ff12ab34cd56ef', a, b)
    const left = ['phone 1 0', 'phone 2 1', 'phone 3 2', 'text 1 0']
    const states = async (by: LinkEdge): Promise<string[]> => {
      const rows = await written([all, [by]])
      assert.deepEqual(
        rows.map((row) => row.split(' ').slice(0, 3).join(' ')),
        left
      )
      return rows.map((row) => row.split(' ').slice(3).join(' ').trim())
    }
    const gone = 'revoked of 00ff12ab34cd56ef'
    assert.deepEqual(await states(back(-1, null)), [gone, gone, gone, 'live'])
    assert.deepEqual(await states(back(2, null)), ['live', gone, gone, 'live'])
    assert.deepEqual(await states(back(1, 2)), ['live', gone, 'live', 'live'])
  })
})
