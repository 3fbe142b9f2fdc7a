/** The worlds of `bench worlds`: the same for a seed, true to their truth, without a number or host that anybody holds; and its figures on known cases. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { averagePrecision, bcubedOf, pairsOf, precisionAt } from '../../bench/worlds/metrics.ts'
import { languages, phrasesOf } from '../../bench/worlds/phrases.ts'
import { lineOf, makeWorld } from '../../bench/worlds/world.ts'
import { extract } from '../../src/extract/extract.ts'

const world = makeWorld(900, 5)
const lines = world.map((advert, nth) => JSON.stringify(lineOf(advert, nth)))

/** Generated Dutch 06-1 numbers, as on the practice web, and the ranges that regulators keep for fiction. */
const nobodys = /^\+(?:3161\d{7}|447700900\d{3}|3363998\d{4}|49176040690\d{2})$/

test('the same seed and size make the same world, another seed another, of exactly so many adverts', () => {
  assert.equal(world.length, 900)
  assert.deepEqual(makeWorld(300, 8), makeWorld(300, 8))
  assert.notDeepEqual(makeWorld(300, 8), makeWorld(300, 9))
  assert.ok(world.every((one, at) => at === 0 || one.atMs >= (world[at - 1]?.atMs ?? 0)))
})

test('each advert has one hand, each hand one kind, and each template one hand', () => {
  for (const [network, list] of Map.groupBy(world, (one) => one.network))
    assert.equal(new Set(list.map((one) => one.kind)).size, 1, network)
  for (const [template, list] of Map.groupBy(world, (one) => one.template))
    assert.equal(new Set(list.map((one) => one.network)).size, 1, template)
  const kinds = new Map([...Map.groupBy(world, (one) => one.kind)].map(([kind, list]) => [kind, list.length]))
  assert.equal(kinds.size, 8, [...kinds].join(' '))
  assert.ok((kinds.get('independent') ?? 0) > 300, [...kinds].join(' '))
})

test('no number is outside the ranges that nobody holds, in truth, text or field, and no host is registered', () => {
  const told = new Set(world.flatMap((one) => one.phones))
  for (const phone of told) assert.match(phone, nobodys)
  assert.ok(told.size > 150, `${told.size} numbers`)
  for (const one of world) {
    const national = one.phones.map((phone) => phone.replace(/^\+(?:31|44|33|49)/, ''))
    for (const written of `${one.body}\n${one.phoneField}`.match(/(?:\+|\b0)\d(?:[ .-]?\d){7,}/g) ?? []) {
      const digits = written.replaceAll(/\D/g, '')
      assert.ok(
        national.some((number) => digits.includes(number)),
        `${written} in ${one.network}`
      )
    }
    for (const [, host] of one.body.matchAll(/https?:\/\/([^/\s]+)/g))
      assert.match(host ?? '', /\.(?:example|test)[.,]?$/)
  }
})

/** Where people read them: 06-0 is no range of telephones; French numbers for fiction, read as Dutch ones, have an area (019) that is none. */
const ringsNowhere = /^\+(?:3160\d{7}|3119900\d{4}|447700900\d{3}|3319900\d{4}|49176040690\d{2})$/

test('what people practise with has numbers that ring with nobody, and is the same world else', () => {
  const shown = makeWorld(300, 8, true)
  assert.deepEqual(
    shown.map((one) => [one.network, one.template, one.atMs, one.site, one.city, one.pictures.length]),
    makeWorld(300, 8).map((one) => [one.network, one.template, one.atMs, one.site, one.city, one.pictures.length])
  )
  const numbers = shown.flatMap((one) => one.phones)
  assert.ok(numbers.length > 50)
  for (const number of numbers) assert.match(number, ringsNowhere)
  const folder = new URL('../../data/practice/', import.meta.url)
  const bodies = readdirSync(folder).flatMap((name) => {
    const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      readonly made: { readonly world: number; readonly seed: number }
      readonly signals: readonly { readonly shown: readonly { readonly title: string; readonly body: string }[] }[]
    }
    // The world that was imported, and the one of which people read, have every advert at the same place.
    const placed = ({ network, atMs }: { readonly network: string; readonly atMs: number }): string =>
      `${network} ${atMs}`
    assert.deepEqual(
      makeWorld(file.made.world, file.made.seed, true).map(placed),
      makeWorld(file.made.world, file.made.seed).map(placed),
      name
    )
    return file.signals.flatMap((one) => one.shown.map(({ title, body }) => `${title}\n${body}`))
  })
  const read = bodies.flatMap((body) =>
    extract(body, { region: 'NL' }).flatMap((fact) => (fact.kind === 'phone' ? [fact.value] : []))
  )
  assert.ok(bodies.length > 100 && read.length > 5)
  for (const number of read) assert.match(number, ringsNowhere)
  for (const body of bodies)
    for (const [, host] of body.matchAll(/https?:\/\/([^/\s]+)/g)) assert.match(host ?? '', /\.(?:example|test)[.,]?$/)
})

test('a line for import tells nothing of the truth and has no slot left open', () => {
  lines.forEach((line, at) => {
    assert.ok(!line.includes(world[at]?.network ?? '?') && !/"(?:network|template|kind|habit)"/.test(line), line)
    assert.doesNotMatch(line, /[<>{}]\w+[<>}]/)
  })
})

test('a ring shows some signs only, and independent persons and houses show some as well', () => {
  const places = (list: readonly { readonly city: string }[]): number => new Set(list.map((one) => one.city)).size
  const rings = [
    ...Map.groupBy(
      world.filter((one) => one.kind === 'ring'),
      (one) => one.network
    ).values()
  ]
  assert.ok(rings.length >= 6)
  const shown = rings.map((list) => [
    new Set(list.flatMap((one) => one.phones)).size > 2,
    places(list) > 2,
    list.every((one) => (one.price ?? 0) < 100),
    list.some((one) => one.phoneField === '' && !/\d{4}/.test(one.body))
  ])
  for (const signs of shown) assert.ok(signs.includes(true), JSON.stringify(shown))
  assert.ok(
    shown.some((signs) => signs.includes(false)),
    JSON.stringify(shown)
  )
  for (const list of rings) assert.ok(new Set(list.map((one) => one.name)).size > 1, list[0]?.network)
  const alone = [
    ...Map.groupBy(
      world.filter((one) => one.kind === 'independent'),
      (one) => one.network
    ).values()
  ]
  assert.ok(alone.some((list) => places(list) > 2) && alone.some((list) => list.length === 1))
  assert.ok(alone.some((list) => new Set(list.map((one) => one.name)).size === 2))
})

test('every language has the sections that hands write with', () => {
  const wanted = [
    'digits',
    'names',
    'hello',
    'self',
    'place',
    'price',
    'contact',
    'house.persons',
    'ring.she',
    'spam',
    'scam',
    'jobs.terms',
    'grave',
    'goods',
    'footer'
  ]
  for (const language of languages)
    for (const section of wanted) assert.ok(phrasesOf(language, section).length > 0, `${language} ${section}`)
})

test('B-cubed gives the published values of Bagga and Baldwin (1998), pairs and average precision those by hand', () => {
  const truth = [...'aaaaabbccccc']
  const first = bcubedOf(truth, [...'xxxxxyyyyyyy'])
  assert.deepEqual([Math.round(first.precision * 1000), first.recall], [762, 1])
  const second = bcubedOf(truth, [...'xxxxxyyxxxxx'])
  assert.deepEqual([Math.round(second.precision * 1000), second.recall], [583, 1])
  // Pairs put together 10 + 21, right among them 10 + 1 + 10.
  assert.deepEqual(pairsOf(truth, [...'xxxxxyyyyyyy']).precision, 21 / 31)
  // What has no group is alone.
  assert.deepEqual(bcubedOf(['a', 'a'], [null, null]), { precision: 1, recall: 0.5, f1: 2 / 3 })
  assert.equal(averagePrecision([true, false, true, false], 2), (1 + 2 / 3) / 2)
  assert.equal(averagePrecision([true, false, true, false], 4), (1 + 2 / 3) / 4)
  assert.equal(precisionAt([true, false, true, false], 3), 2 / 3)
})
