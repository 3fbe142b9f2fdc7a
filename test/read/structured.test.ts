/** Tests of structured data: what JSON-LD and microdata give, and what they cannot do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { parseHtml } from '../../src/read/html/html.ts'
import { readJsonLd, readMicrodata } from '../../src/read/advert/stated/structured.ts'
import { read } from './input.ts'

const ld = (json: string): ReturnType<typeof readJsonLd> =>
  readJsonLd(parseHtml(`<script type="application/ld+json">${json}</script>`))

test('lists, graphs and item lists are walked', () => {
  const item = '{"@type":"Offer","name":"a","description":"b"}'
  for (const json of [
    item,
    `[${item}]`,
    `{"@graph":[${item}]}`,
    `{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":${item}}]}`
  ]) {
    assert.deepEqual(
      ld(json).map((advert) => [advert.title, advert.body]),
      [['a', 'b']]
    )
  }
})

test('B8 keys such as __proto__ and constructor have no effect', () => {
  const adverts = ld(
    '{"@type":"Product","name":"a","__proto__":{"description":"vals","polluted":1},"constructor":{"prototype":{"polluted":1}}}'
  )
  assert.deepEqual(
    adverts.map((advert) => advert.body),
    ['']
  )
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('broken JSON gives nothing and leaves the next script', () => {
  const html =
    '<script type="application/ld+json">{"@type":</script><script type="application/ld+json">{"@type":"Service","name":"a"}</script>'
  assert.equal(readJsonLd(parseHtml(html)).length, 1)
})

test('organisations, sites and breadcrumbs are no adverts', () => {
  for (const type of ['Organization', 'WebSite', 'BreadcrumbList', 'WebPage'])
    assert.deepEqual(ld(`{"@type":"${type}","name":"a"}`), [])
})

test('deep and wide structures are bounded', () => {
  assert.deepEqual(ld(`${'{"@graph":['.repeat(5000)}${']}'.repeat(5000)}`), [])
  assert.ok(ld(`[${'{"@type":"Offer","name":"a"},'.repeat(5000)}{}]`).length <= 500)
})

test('microdata of an item holds the values of its inner items', () => {
  const html =
    '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop=name>a</h1><div itemprop=offers itemscope itemtype="http://schema.org/Offer"><meta itemprop=price content=12><meta itemprop=priceCurrency content=EUR><span itemprop=seller itemscope><b itemprop=name>Jo</b></span></div></div>'
  const [advert] = readMicrodata(parseHtml(html))
  assert.deepEqual([advert?.title, advert?.price, advert?.seller], ['a', '12 EUR', 'Jo'])
})

test('B8 any JSON value is harmless', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (json) => {
      ld(json.replace(/<\//g, '<\\/'))
      assert.equal(Object.keys({}).length, 0)
    })
  )
})

const room = '<p>A light room near the river with a bed, a desk and a shared kitchen, free from the first of May.</p>'
const stating = (items: string): ReturnType<typeof read> =>
  read(
    `<title>Light room | Board</title><script type="application/ld+json">[${items}]</script><main><h1>Light room</h1>${room}</main>`
  )
const size = (name: string): string =>
  `{"@type":"Product","name":"${name}","description":"A light room near the river with a bed, a desk and a shared kitchen.","offers":{"price":"450","priceCurrency":"EUR"}}`

test('the thing that a page offers counts beside its writer, its article and its company', () => {
  const page = stating(
    `{"@type":"Person","name":"Anna","description":"${'Anna lets rooms in the town and lives there. '.repeat(3)}"},{"@type":"Article","headline":"Light room"},${size('Light room')}`
  )
  assert.equal(page.kind, 'advert')
  assert.equal(page.adverts.length, 1)
  assert.equal(page.adverts[0]?.method, 'json-ld')
  assert.equal(page.adverts[0]?.price, '450 EUR')
})

test('variants of one thing are one advert, and of several things it is the one with the title of the page', () => {
  const variants = stating([size('Light room'), size('Light room'), size('Light room')].join(','))
  assert.deepEqual([variants.kind, variants.adverts.length, variants.adverts[0]?.price], ['advert', 1, '450 EUR'])
  const named = stating([size('Dark room'), size('Light room'), size('Small room')].join(','))
  assert.deepEqual([named.adverts.length, named.adverts[0]?.title], [1, 'Light room'])
  assert.equal(stating([size('Dark room'), size('Small room')].join(',')).adverts.length, 2)
})
