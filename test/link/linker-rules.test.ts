/** Every rule of joining, on the smallest adverts that show it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLinker } from '../../src/link/linker.ts'
import { advertOf, linkerOf, many, partitionOf, textOf, together, valueKeyOf } from './build.ts'

const picture = (n: number): string => ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(8)

test('two adverts with one phone are a network, and a third alone is none', () => {
  const linker = linkerOf({ id: 0, phone: 'a' }, { id: 1, phone: 'a' }, { id: 2, phone: 'b' })
  assert.deepEqual(partitionOf(linker), ['0,1'])
  assert.equal(linker.networkOf(2), null)
  assert.deepEqual(linker.explain(0, 1), [{ from: 0, to: 1, kind: 'phone', key: valueKeyOf('phone', 'a'), rarity: 2 }])
})

for (const kind of ['phone', 'email', 'handle', 'url', 'account'] as const) {
  test(`a shared ${kind} joins, and one of low confidence does not`, () => {
    assert.deepEqual(partitionOf(linkerOf({ id: 0, [kind]: 'v' }, { id: 1, [kind]: 'v' })), ['0,1'])
    assert.deepEqual(partitionOf(linkerOf({ id: 0, [kind]: 'v', confidence: 0.7 }, { id: 1, [kind]: 'v' })), [])
  })
}

test('the same account name on two sites is not the same account', () => {
  const make = (site: string): ReturnType<typeof linkerOf> => {
    const linker = linkerOf()
    for (const [id, where] of ['one.example', site].entries()) {
      const advert = {
        id,
        site: where,
        account: valueKeyOf('account', 'anna'),
        day: 1,
        values: [],
        features: new Uint32Array(),
        pictures: [],
        places: [],
        names: []
      }
      linker.apply({ seq: id, at: '', kind: 'advert', advert })
    }
    return linker
  }
  assert.deepEqual(partitionOf(make('one.example')), ['0,1'])
  assert.deepEqual(partitionOf(make('two.example')), [])
})

test('adverts without own facts join over a copied text', () => {
  const linker = linkerOf({ id: 0, text: textOf(1) }, { id: 1, text: `${textOf(1)} extra` }, { id: 2, text: textOf(2) })
  assert.deepEqual(partitionOf(linker), ['0,1'])
  assert.equal(linker.explain(0, 1)?.[0]?.kind, 'text')
})

test('a text that two numbers share joins them only when each uses it often', () => {
  const few = linkerOf({ id: 0, phone: 'a', text: textOf(1) }, { id: 1, phone: 'b', text: textOf(1) })
  assert.deepEqual(partitionOf(few), [])
  const often = linkerOf(
    ...many(0, 4, () => ({ phone: 'a', text: textOf(1) })),
    ...many(4, 4, () => ({ phone: 'b', text: textOf(1) }))
  )
  assert.deepEqual(partitionOf(often), ['0,1,2,3,4,5,6,7'])
})

test('text and picture together are two reasons and join two numbers; either alone does not', () => {
  const both = linkerOf(
    { id: 0, phone: 'a', text: textOf(1), pictures: [picture(1)] },
    { id: 1, phone: 'b', text: textOf(1), pictures: [picture(1)] }
  )
  assert.deepEqual(partitionOf(both), ['0,1'])
  const alone = linkerOf(
    { id: 0, phone: 'a', text: textOf(1), pictures: [picture(1)] },
    { id: 1, phone: 'b', text: textOf(2), pictures: [picture(1)] }
  )
  assert.deepEqual(partitionOf(alone), [])
})

test('a public example text joins nobody, also not those without facts', () => {
  const linker = linkerOf(...many(0, 8, (i) => ({ phone: `p${i}`, text: textOf(1) })), { id: 8, text: textOf(1) })
  assert.deepEqual(partitionOf(linker), [])
  assert.notEqual(linker.templateOf(0), null)
})

test('a stock picture joins nobody', () => {
  const linker = linkerOf(...many(0, 6, (i) => ({ phone: `p${i}`, text: textOf(i), pictures: [picture(1)] })), {
    id: 6,
    text: textOf(50),
    pictures: [picture(1)]
  })
  assert.deepEqual(partitionOf(linker), [])
})

test('a stolen picture does not join two networks with own numbers, nor does a bare advert between them', () => {
  const linker = linkerOf(
    ...many(0, 5, () => ({ phone: 'a', text: textOf(1), pictures: [picture(1)] })),
    { id: 5, phone: 'b', text: textOf(2), pictures: [picture(1)] },
    { id: 6, phone: 'b', text: textOf(2) },
    { id: 7, text: textOf(2), pictures: [picture(1)] }
  )
  assert.equal(together(linker, 0, 5), false)
  assert.equal(together(linker, 5, 7), true)
})

test('an advert without facts joins the network whose picture it shows', () => {
  const linker = linkerOf(...many(0, 3, () => ({ phone: 'a', text: textOf(1), pictures: [picture(1)] })), {
    id: 3,
    text: textOf(9),
    pictures: [picture(1)]
  })
  assert.equal(together(linker, 0, 3), true)
})

test('a picture of low quality, or of one colour all over, links nothing', () => {
  for (const [pdq, quality, links] of [
    [picture(1), 90, 1],
    [picture(1), 49, 0],
    ['0'.repeat(64), 100, 0],
    ['f'.repeat(64), 100, 0]
  ] as const) {
    const linker = createLinker()
    for (let id = 0; id < 2; id++) {
      const advert = { ...advertOf({ id }), pictures: [{ pdq, quality }] }
      linker.apply({ seq: id, at: '', kind: 'advert', advert })
    }
    assert.equal(partitionOf(linker).length, links, `${pdq} of quality ${quality}`)
  }
})

test('B13 a mirrored picture is the same picture', () => {
  const mirrored = picture(1).replace(/./g, (digit) => (parseInt(digit, 16) ^ 5).toString(16))
  assert.deepEqual(partitionOf(linkerOf({ id: 0, pictures: [picture(1)] }, { id: 1, pictures: [mirrored] })), ['0,1'])
})

test('a booking desk is known by its company: many adverts with numbers and texts of their own', () => {
  const linker = linkerOf(...many(0, 6, (i) => ({ phone: `desk p${i >> 1}`, text: textOf(i) })))
  assert.deepEqual(partitionOf(linker), ['0,1', '2,3', '4,5'])
  const hub = linker.hubs()[0]
  assert.equal(hub?.key, valueKeyOf('phone', 'desk'))
  assert.equal(hub?.because, 'company')
})

test('a number shared by adverts of one text with changing second numbers is no hub', () => {
  const linker = linkerOf(...many(0, 8, (i) => ({ phone: `main p${i}`, text: textOf(1) })))
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5,6,7'])
  assert.deepEqual(linker.hubs(), [])
})

test('site boilerplate contacts are hubs once their company shows it, and adverts part again', () => {
  const linker = linkerOf(...many(0, 8, (i) => ({ phone: `p${i}`, email: 'help', text: textOf(i) })))
  assert.deepEqual(partitionOf(linker), [])
  assert.equal(linker.hubs()[0]?.kind, 'email')
})

test('a feed account that posts for two numbers with nothing in common does not join them', () => {
  const linker = linkerOf(...many(0, 4, (i) => ({ phone: i < 2 ? 'a' : 'b', account: 'feed', text: textOf(i) })))
  assert.deepEqual(partitionOf(linker), ['0,1', '2,3'])
})

test('an account with two numbers of one hand, which meet in a text elsewhere, joins them', () => {
  const linker = linkerOf(
    { id: 0, phone: 'a', text: textOf(1) },
    { id: 1, phone: 'b', text: textOf(1) },
    ...many(2, 4, (i) => ({ phone: i % 2 ? 'a' : 'b', account: 'own', text: textOf(10 + i) }))
  )
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5'])
})

test('a booking desk is known although most of its adverts show no other number', () => {
  const linker = linkerOf(
    ...many(0, 12, (i) => ({ phone: i % 5 < 2 ? `p${i} desk` : 'desk', name: `n${i}`, place: 'x', text: textOf(i) }))
  )
  assert.deepEqual(
    linker.hubs().map((hub) => hub.kind),
    ['phone']
  )
  assert.deepEqual(partitionOf(linker), [])
})

test('an example of a number joins two, and nobody once five say different things', () => {
  const example = (count: number): ReturnType<typeof createLinker> => {
    const linker = createLinker()
    for (const sketch of many(0, count, (i) => ({ phone: 'x', text: textOf(i) }))) {
      const advert = advertOf(sketch)
      const values = advert.values.map((value) => ({ ...value, example: true as const }))
      linker.apply({ seq: sketch.id, at: '', kind: 'advert', advert: { ...advert, values } })
    }
    return linker
  }
  assert.deepEqual(partitionOf(example(2)), ['0,1'])
  assert.deepEqual(partitionOf(example(5)), [])
  assert.deepEqual(partitionOf(linkerOf(...many(0, 5, (i) => ({ phone: 'x', text: textOf(i) })))), ['0,1,2,3,4'])
})

test('the contact of a site beside a number does not make the number a hub', () => {
  const adverts = many(0, 8, (i) => ({ phone: `own site${i}`, text: textOf(i) }))
  const values = adverts.map((_, i) => ({ kind: 'phone' as const, key: valueKeyOf('phone', `site${i}`) }))
  const linker = linkerOf(...adverts)
  assert.deepEqual(partitionOf(linker), [])
  linker.apply({ seq: 20, at: '', kind: 'seed-hubs', values })
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5,6,7'])
})

test('a seeded hub never joins from the first advert on; the word of an analyst goes before it', () => {
  const linker = linkerOf()
  const key = valueKeyOf('email', 'help')
  linker.apply({ seq: 100, at: '', kind: 'seed-hubs', values: [{ kind: 'email', key }] })
  linker.apply({ seq: 101, at: '', kind: 'hub', valueKind: 'email', key, state: 'own' })
  assert.deepEqual(linker.hubs(), [])
  linker.apply({ seq: 102, at: '', kind: 'undo', judgement: 101 })
  assert.equal(linker.hubs()[0]?.because, 'seed')
})

test('a number that rested long and returns with nothing else in common is another hand', () => {
  const parted = linkerOf(
    ...many(0, 2, () => ({ phone: 'a', text: textOf(1), day: 100 })),
    ...many(2, 2, () => ({ phone: 'a', text: textOf(2), day: 300 }))
  )
  assert.deepEqual(partitionOf(parted), ['0,1', '2,3'])
  const sameText = linkerOf(
    ...many(0, 2, () => ({ phone: 'a', text: textOf(1), day: 100 })),
    ...many(2, 2, () => ({ phone: 'a', text: textOf(1), day: 300 }))
  )
  assert.deepEqual(partitionOf(sameText), ['0,1,2,3'])
  const soon = linkerOf(
    ...many(0, 2, () => ({ phone: 'a', text: textOf(1), day: 100 })),
    ...many(2, 2, () => ({ phone: 'a', text: textOf(2), day: 240 }))
  )
  assert.deepEqual(partitionOf(soon), ['0,1,2,3'])
})

test('an advert with a mistyped number stays with the hand whose text it is', () => {
  const linker = linkerOf(...many(0, 4, () => ({ phone: 'a', text: textOf(1) })), {
    id: 4,
    phone: 'typo',
    text: textOf(1)
  })
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4'])
})

test('a mistyped number that is a stranger\u2019s joins neither hand to the other, until a second reason comes', () => {
  const hand = many(0, 5, (i) => ({ phone: i % 2 ? 'a' : 'b', account: 'u', text: textOf(1) }))
  const stranger = many(5, 2, () => ({ phone: 'c', text: textOf(2) }))
  const typo = { id: 7, phone: 'c', account: 'u', text: textOf(1) }
  const parted = ['0,1,2,3,4,7', '5,6']
  const linker = linkerOf(...hand, ...stranger, typo)
  assert.deepEqual(partitionOf(linker), parted)
  assert.equal(linker.explain(5, 7), null)
  const strangerLast = linkerOf(...hand, { ...typo, id: 5 }, { ...stranger[0], id: 6 }, { ...stranger[0], id: 7 })
  assert.deepEqual(partitionOf(strangerLast), ['0,1,2,3,4,5', '6,7'])
  for (const second of [{ text: textOf(1) }, { account: 'u', text: textOf(2) }]) {
    const joined = linkerOf(...hand, ...stranger, typo, { ...second, id: 8, phone: 'c' })
    assert.deepEqual(partitionOf(joined), ['0,1,2,3,4,5,6,7,8'])
  }
  linker.apply({ seq: 20, at: '', kind: 'same', a: 5, b: 7 })
  assert.deepEqual(partitionOf(linker), ['0,1,2,3,4,5,6,7'])
})

test('a number once in a text that many hands use, or with a new text of one hand, is no stranger\u2019s', () => {
  const ofMany = many(0, 6, (i) => ({ phone: `p${i}`, text: textOf(1) }))
  const person = [
    { id: 6, phone: 'q', text: textOf(2) },
    { id: 7, phone: 'q', text: textOf(1) }
  ]
  assert.equal(together(linkerOf(...ofMany, ...person), 6, 7), true)
  const hand = many(0, 4, () => ({ phone: 'a', text: textOf(1) }))
  assert.equal(together(linkerOf(...hand, { id: 4, phone: 'a', text: textOf(2) }), 0, 4), true)
})

test('one value does not join two networks of twenty; a second reason or a person does', () => {
  const sides = [
    ...many(0, 20, (i) => ({ phone: 'a', text: textOf(i) })),
    ...many(20, 20, (i) => ({ phone: 'b', text: textOf(100 + i) }))
  ]
  const linker = linkerOf(...sides, { id: 40, phone: 'a b', text: textOf(300) })
  assert.equal(together(linker, 0, 20), false)
  const [waiting] = linker.pendingMerges()
  assert.deepEqual([waiting?.kind, waiting?.sizeA, waiting?.sizeB], ['phone', 21, 20])
  linker.apply({ seq: 50, at: '', kind: 'same', a: waiting?.a ?? 0, b: waiting?.b ?? 0 })
  assert.equal(together(linker, 0, 20), true)
  assert.deepEqual(linker.pendingMerges(), [])
  linker.apply({ seq: 51, at: '', kind: 'undo', judgement: 50 })
  assert.equal(together(linker, 0, 20), false)
  const twice = linkerOf(
    ...sides,
    { id: 40, phone: 'a', email: 'm', text: textOf(300) },
    { id: 41, phone: 'b', email: 'm', text: textOf(301) },
    { id: 42, phone: 'a b', text: textOf(302) }
  )
  assert.equal(together(twice, 0, 20), true)
  const nineteen = linkerOf(
    ...sides.slice(0, 38).map((sketch, id) => ({ ...sketch, id, phone: id < 19 ? 'a' : 'b' })),
    { id: 38, phone: 'a b' }
  )
  assert.equal(together(nineteen, 0, 20), true)
})
