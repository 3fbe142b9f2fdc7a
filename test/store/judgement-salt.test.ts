/** The digest of a judgement on a value, once the value is forgotten: who has all keys confirms no guess by it, and judgements of before stay bound. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { withGround } from '../../src/store/ground.ts'
import { insertJudgement } from '../../src/store/links/judgements.ts'
import { forgetValues } from '../../src/store/links/withdrawals.ts'
import { noteRows } from '../../src/store/row-log.ts'
import { judgeRows } from '../../src/verify/ledger/rows.ts'
import { testStore } from '../support/database.ts'
import { samplePeople, sampleWorld, type World } from '../support/sample.ts'
import { pastTriggers } from '../support/superuser.ts'

let world: World
const ground = { user: 'pipeline', mandate: 'een' }
const [value, other] = ['00c0ffee00c0ffee', '0badcafe0badcafe']

describe('the salt of judgements', () => {
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
  })
  after(() => world.close())

  function judged(blind: string): Promise<number> {
    const one = {
      mandate: 'een',
      kind: 'own',
      a: null,
      b: null,
      seq: 1,
      by: 'analyst',
      reason: 'Kantoor',
      valueKind: 'phone'
    }
    return withGround(world.store.pool, ground, (tx) => insertJudgement(tx, { ...one, blind }))
  }

  /** True when the log of rows has the digest that a judgement would have with this value. */
  async function confirmed(id: number, blind: string, salt: string | null): Promise<boolean> {
    const { rows } = await world.store.root.query<{ guess: string; log: string }>(
      `select encode(substr(sha256(convert_to(jsonb_build_array(r.id, r.kind, r.a, r.b,
        case when $3::uuid is null then to_jsonb($2::text) else jsonb_build_array($2::text, $3::uuid) end, r.seq, r.value_kind,
        r.by, extract(epoch from r.at), r.reason, extract(epoch from r.undone_at), r.undone_by)::text, 'UTF8')), 1, 16), 'hex') as guess,
      (select string_agg(encode(l.rows, 'hex'), ' ') from baken.row_log l where l.kind = 'judgement') as log
     from baken.judgement r where r.id = $1`,
      [id, blind, salt]
    )
    return rows[0] !== undefined && rows[0].log.includes(rows[0].guess)
  }

  async function faults(): Promise<string[]> {
    const items = await judgeRows(world.store.pool)
    return items.flatMap(({ kind, item, cause }) =>
      kind === 'damaged' && item.startsWith('table judgement,') ? [`${item} ${cause}`] : []
    )
  }

  test('a value that is forgotten is confirmed by no digest, whoever has its keyed hash and all that the row still says', async () => {
    const id = await judged(value)
    const { rows } = await world.store.root.query<{ salt: string }>('select salt from baken.judgement where id = $1', [
      id
    ])
    const salt = rows[0]?.salt ?? ''
    assert.equal(await confirmed(id, value, salt), true, 'it is bound while it is there')
    assert.equal(await confirmed(id, other, salt), false)
    assert.deepEqual(await faults(), [])
    await withGround(world.store.pool, ground, (tx) => forgetValues(tx, 'een', [value]))
    const left = await world.store.root.query('select blind, salt from baken.judgement where id = $1', [id])
    assert.deepEqual(left.rows, [{ blind: null, salt: null }])
    assert.equal(await confirmed(id, value, null), false)
    assert.deepEqual(await faults(), [])
  })

  test('a judgement of before, without a salt, is bound as it was, and neither value nor salt of any is changed unseen', async () => {
    const [old, young] = [await judged(other), await judged(other)]
    await pastTriggers(world.store.root, (client) =>
      client.query('update baken.judgement set salt = null where id = $1', [old])
    )
    await withGround(world.store.pool, ground, (tx) => noteRows(tx, 'judgement', [old]))
    assert.equal(await confirmed(old, other, null), true, 'in the form of before')
    assert.deepEqual(await faults(), [])
    for (const [id, change] of [
      [old, `blind = '${value}'`],
      [old, 'salt = gen_random_uuid()'],
      [young, `blind = '${value}'`],
      [young, 'salt = null']
    ] as const) {
      const kept = await world.store.root.query<object>('select * from baken.judgement where id = $1', [id])
      await pastTriggers(world.store.root, (client) =>
        client.query(`update baken.judgement set ${change} where id = $1`, [id])
      )
      const found = await faults()
      assert.equal(found.length, 1, `${change}: ${found.join('\n')}`)
      assert.match(found[0] ?? '', new RegExp(`row ${id}\\b`))
      await pastTriggers(world.store.root, (client) =>
        client.query(
          `update baken.judgement j set blind = k.blind, salt = k.salt from jsonb_populate_record(null::baken.judgement, $1) k where j.id = k.id`,
          [JSON.stringify(kept.rows[0])]
        )
      )
    }
    assert.deepEqual(await faults(), [])
  })
})
