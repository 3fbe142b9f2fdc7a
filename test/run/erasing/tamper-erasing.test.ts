/** What `baken verify` and a start find when adverts, texts or captures are gone or called erased, and no act of the ledger erased them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noteHalves } from '../../../src/run/evidence/anchoring.ts'
import { compareQuickly } from '../../../src/verify/quick.ts'
import { verifyHalves } from '../../../src/verify/verify.ts'
import { collect } from '../../evidence/sample.ts'
import { keepTables } from '../../support/superuser.ts'
import { erasingWorld, linesOf, type ErasingWorld } from './erasing-world.ts'

const tables = ['capture', 'capture_key', 'advert', 'sighting', 'advert_capture', 'fact'] as const

let one: ErasingWorld
let restore: () => Promise<void>
/** Ids of adverts: two that were erased by the act of retention, four that live. */
let [erased, living]: [number[], number[]] = [[], []]

before(async () => {
  one = await erasingWorld()
  const engine = await one.start()
  await one.bring(engine, linesOf(6))
  await engine.stop()
  await one.due(['kavel1zx', 'kavel2zx'])
  await one.erase()
  const { rows } = await one.world.store.root.query<{ id: number; state: string }>(
    'select id, state from baken.advert order by id'
  )
  erased = rows.filter((row) => row.state === 'erased').map((row) => row.id)
  living = rows.filter((row) => row.state !== 'erased').map((row) => row.id)
  await noteHalves(one.world, 'end', null)
  restore = await keepTables(one.world.store.root, tables)
})
after(() => one?.close())

const sql = async (text: string): Promise<unknown> => {
  const { root } = one.world.store
  await root.query('set session_replication_role = replica; set search_path = baken, pg_catalog')
  return root.query(text)
}

/** Blanks an advert as retention does. */
const blank = (id: number): Promise<unknown> =>
  sql(`update advert set state = 'erased', url_mac = null, key = 'erased:' || id where id = ${id};
    update sighting set reading = null, place = null, text_mac = '' where advert_id = ${id};
    delete from advert_capture where advert_id = ${id}; delete from fact where advert_id = ${id}`)

const acts: readonly {
  readonly title: string
  act(): Promise<unknown>
  named(): readonly string[]
  readonly atStart?: boolean
}[] = [
  {
    title: 'an advert is called erased, and its texts are still there',
    act: () => sql(`update advert set state = 'erased' where id = ${living[0]}`),
    named: () => [
      `advert ${living[0]} it is erased by its state, and its address, texts or facts are still there`,
      `advert ${living[0]} it is erased, and no act of the ledger erased it`
    ],
    atStart: true
  },
  {
    title: 'an advert is erased whole, without an act',
    act: () => blank(living[1] ?? 0),
    named: () => [
      `advert ${living[1]} it is erased, and no act of the ledger erased it`,
      'table sighting, mandate een the texts of 3 versions of adverts are gone, and the ledger erased 2'
    ],
    atStart: true
  },
  {
    title: 'an advert is erased without an act in place of one that was erased by one',
    act: async () => {
      await blank(living[1] ?? 0)
      await sql(`update advert set state = 'sealed' where id = ${erased[0]}`)
    },
    named: () => [
      `advert ${living[1]} it is erased, and no act of the ledger erased it`,
      /ledger entry \d+ erased it, and its row is not erased/.source
    ]
  },
  {
    title: 'an advert shows the text of another one',
    act: () =>
      sql(
        `update advert set sighting_id = (select sighting_id from advert where id = ${living[3]}) where id = ${living[2]}`
      ),
    named: () => [`advert ${living[2]} it shows a version that is not its own, or is gone`]
  },
  {
    title: 'the row of an advert is removed',
    act: () => sql(`delete from advert where id = ${living[2]}`),
    named: () => [
      `advert ${living[2]} the table sighting knows it, and its row in the table advert is gone`,
      `advert ${living[2]} the table fact knows it, and its row in the table advert is gone`
    ]
  },
  {
    title: 'the row of an erased advert is removed with all that stood there',
    act: () => sql(`delete from advert where id = ${erased[1]}; delete from sighting where advert_id = ${erased[1]}`),
    named: () => [/ledger entry \d+ erased it, and its row is gone/.source],
    atStart: true
  },
  {
    title: 'the text of a living advert is removed',
    act: () => sql(`update sighting set reading = null where advert_id = ${living[3]}`),
    named: () => ['table sighting, mandate een the texts of 3 versions of adverts are gone, and the ledger erased 2']
  },
  {
    title: 'a capture is erased before its day, without an act',
    act: () =>
      sql(`with one as (update capture set state = 'erased', url_mac = null, url_sealed = null
        where id = (select id from capture where state = 'sealed' order by id limit 1) returning id)
        delete from capture_key using one where capture_id = one.id`),
    named: () => [
      'it is erased, and no act of the ledger erased what was due at',
      'table capture, mandate een 3 captures are erased, and the ledger erased 2'
    ],
    atStart: true
  }
]

test('erasing by its act leaves ledger and tables at one: nothing is found', async () => {
  assert.deepEqual([erased.length, living.length], [2, 4])
  assert.deepEqual(await found(), [])
  assert.deepEqual(await compareQuickly(one.world.store, one.world.evidenceDir, true), [])
  const { rows } = await one.world.store.root.query<{ ids: string }>(
    `select detail->>'advertIds' as ids from baken.ledger where act = 'retention.erase'`
  )
  assert.deepEqual(rows, [{ ids: `${erased[0]}-${erased[1]}` }])
})

for (const { title, act, named, atStart } of acts)
  test(`${title}: found and named`, async () => {
    try {
      await act()
      const said = await found()
      for (const text of named()) assert.match(said.join('\n'), new RegExp(text))
      const quick = await compareQuickly(one.world.store, one.world.evidenceDir, true)
      if (atStart === true) assert.notDeepEqual(quick, [], 'a start does not notice it')
    } finally {
      await restore()
    }
  })

test('entries of older versions say how many adverts they erased and not which: they are counted', async () => {
  await sql('create table kept_ledger as select * from ledger')
  try {
    await sql(`update ledger set detail = detail - 'advertIds' where act = 'retention.erase'`)
    assert.deepEqual(
      (await found()).filter((text) => text.startsWith('advert')),
      []
    )
    await blank(living[1] ?? 0)
    const said = (await found()).filter((text) => text.startsWith('advert'))
    const ids = [...erased, living[1]].join(', ')
    assert.deepEqual(said, [`adverts ${ids} 3 are erased, and the ledger erased 2 of them, without naming which`])
  } finally {
    await sql('delete from ledger; insert into ledger select * from kept_ledger; drop table kept_ledger')
    await restore()
  }
})

async function found(): Promise<string[]> {
  const items = await collect(verifyHalves(one.world.store, one.world.dataDir, false))
  return items.filter((item) => item.kind !== 'ok').map(({ item, cause }) => `${item} ${cause}`)
}
