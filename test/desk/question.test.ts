/** The search box on a real database: operators, letters of all kinds, other forms, parts of numbers; what cannot be done is said. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { search } from '../../src/desk/search/search.ts'
import type { SearchResult } from '../../src/contract/desk/search.ts'
import { testStore } from '../support/database.ts'
import { sampleAdverts, samplePeople, sampleWorld, type World } from '../support/sample.ts'

const texts = [
  'Ontspannende massages in Łódź, rustige kamer',
  'Groene fiets te koop in Am\u00adsterdam, bel 06 12345678',
  'Rode fiets met mand in \u0430msterd\u0430m 🍒',
  '东京按摩店 新开',
  'Straße in Ærø, mail anna@proef.example',
  'Kamers te huur, 0470 12 34 51'
]

describe('the search box', () => {
  let world: World
  let ids: number[]
  before(async () => {
    world = sampleWorld(await testStore())
    await samplePeople(world)
    ids = await sampleAdverts(
      world,
      texts.map((body, at) => ({ title: `Nummer ${at}`, body }))
    )
  })
  after(() => world.close())

  const ask = async (q: string): Promise<SearchResult> => {
    const outcome = await search(world.store.pool, { user: 'analyst', mandate: 'een' }, world, { q })
    return outcome.kind === 'done' ? outcome.value : assert.fail(outcome.reason)
  }
  const cases: [string, string, number[]][] = [
    ['S16 leaves out -word', 'fiets -rode', [1]],
    ['S16 leaves out a -"phrase"', 'fiets -"rode fiets"', [1]],
    ['S16 takes OR as either', 'groene OR massage', [0, 1]],
    ['S16 binds OR closer than the other words', 'fiets groene OR mand', [1, 2]],
    ['S16 finds what begins so', 'ontsp*', [0]],
    ['looks for typing errors after the first three letters', 'feits~', []],
    ['finds neighbours that were swapped', 'fiest~', [1, 2]],
    ['finds one letter that is wrong', 'fietz~', [1, 2]],
    ['S17 a sign alone finds those that have it', '🍒', [2]],
    ['S17 a sign that is nowhere finds nothing', '🦄', []],
    ['S17 signs that are no words find nothing', '!!! ...', []],
    ['S18 sees through invisible and look-alike letters', 'Amsterdam', [1, 2]],
    ['S18 finds look-alikes by what they look like, whichever is typed', '\u0430msterdam', [1, 2]],
    ['S19 finds letters that do not decompose by plain ones', 'lodz', [0]],
    ['S19 finds plain ones by letters that do not decompose', 'Łódź', [0]],
    ['S19 finds ß and æ', 'strasse aero', [4]],
    ['S20 finds a part of Chinese without spaces', '按摩', [3]],
    ['S20 finds a longer part in its order only', '按摩店', [3]],
    ['S20 does not find letters in another order', '摩按', []],
    ['S20 finds one letter', '店', [3]],
    ['S22 finds plural by singular', 'massage', [0]],
    ['S22 finds singular by plural', 'kamers', [0, 5]],
    ['S22 takes quotes to the letter', '"kamers"', [5]],
    ['S23 takes typographic quotes as quotes', '“groene fiets”', [1]],
    ['S23 … and low ones', '„fiets groene”', []],
    ['S23 finds a part of a number', '345678', [1]],
    ['S23 finds mail by its domain', '*@proef.example', [4]]
  ]
  for (const [title, q, expected] of cases) {
    test(title, async () => {
      const result = await ask(q)
      assert.deepEqual(
        result.results.map((hit) => ids.indexOf(hit.advert)).sort((a, b) => a - b),
        expected,
        q
      )
    })
  }

  test('S21 finds a number as the sources of the mandate write it', async () => {
    await world.store.root.query(`update baken.source set spec = spec || '{"region":"BE"}'`)
    const { understood } = await ask('0470 12 34 51')
    assert.deepEqual(
      understood.facts.map((one) => one.value),
      ['+32470123451']
    )
    await world.store.root.query(`update baken.source set spec = spec - 'region'`)
  })

  test('what cannot be done as asked is said', async () => {
    const notes: [string, string][] = [
      ['!!!', 'nothing-to-search'],
      ['-fiets', 'only-excluded'],
      ['fi*', 'short-prefix'],
      ['*iets', 'wildcard-inside'],
      ['(fiets OR kamer)', 'brackets'],
      ['"groene fiets', 'open-quote'],
      ['een '.repeat(40), 'too-many-words']
    ]
    for (const [q, note] of notes) assert.deepEqual((await ask(q)).understood.notes, [note], q)
    assert.deepEqual((await ask('fiets -rode')).understood.notes, [])
  })
})
