/** Tests of what pages hold for machines without structured data: state in scripts, and JSON-LD that is only nearly JSON. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const shown =
  '<h2>Beschrijving</h2><div class="Text-root">Zwarte stadsfiets, twee jaar oud en altijd binnen gestaan. Nieuwe banden, ' +
  'rijdt licht en remt goed, wegens verhuizing te koop voor wie hem ophaalt.</div>'

const page = (script: string, title = 'Stadsfiets 28 inch'): string =>
  `<!doctype html><html lang="nl"><head><title>${title}</title></head><body>${script}${shown}</body></html>`

const record =
  '{"itemId":"m7","title":"Stadsfiets 28 inch, zwart","priceInfo":{"priceCents":12500,"priceType":"FIXED"},' +
  '"seller":{"name":"Piet","location":{"cityName":"Hoogezand"}},"stats":{"since":"2026-01-14T12:38:02Z"},' +
  '"related":[{"title":"Bakfiets","price":"900","city":"Leer"}]}'

const states: readonly (readonly [name: string, script: string])[] = [
  ['an assignment', `<script>window.__CONFIG__ = {"listing":${record}};</script>`],
  ['an assignment with more behind it', `<script>var __STATE__={"a":{"b":[${record}]}};boot("x");</script>`],
  [
    'a script of type JSON',
    `<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"ad":${record}}}}</script>`
  ],
  [
    'nearly JSON',
    `<script>window.data = {"listing":${record.replace('"related"', '"none":undefined,"related"')},};</script>`
  ]
]
for (const [name, script] of states) {
  test(`B the record that the title names is read from ${name}, and not the related one in it`, () => {
    const [advert, ...more] = read(page(script)).adverts
    assert.deepEqual(
      [
        advert?.title,
        advert?.price,
        advert?.city,
        advert?.seller,
        advert?.postedAt?.value,
        advert?.method,
        more.length
      ],
      ['Stadsfiets 28 inch, zwart', '125', 'Hoogezand', 'Piet', '2026-01-14T12:38Z', 'page-state', 0]
    )
    assert.match(advert?.body ?? '', /altijd binnen gestaan/)
  })
}

test('a state whose records have other titles, or say nothing else, makes no advert', () => {
  for (const script of [
    `<script>window.__CONFIG__ = {"listing":${record.replaceAll('Stadsfiets', 'Snorfiets')}};</script>`,
    '<script>window.__CONFIG__ = {"listing":{"title":"Stadsfiets 28 inch, zwart","id":7}};</script>',
    '<script>window.__CONFIG__ = {"listing":{"title":"Stadsfiets</script>'
  ])
    assert.deepEqual(read(page(script)).adverts, [])
})

test('a state of any depth and size is read in bounded time and never throws', () => {
  for (const value of [
    '['.repeat(100_000),
    `{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
    `{"title":"${'x'.repeat(1_000_000)}"}`
  ])
    assert.equal(read(page(`<script>window.s = {"x":${value}}</script>`)).adverts.length, 0)
})

const described =
  'Een uitvoerige omschrijving die alleen hier staat, met het nummer 06 48 15 16 99 erin en veel meer woorden dan er te zien zijn, '
const near: readonly (readonly [name: string, json: string])[] = [
  ['right JSON', `{"@type":"Product","name":"Fiets te koop","description":"${described.repeat(3)}"}`],
  [
    'a line break in a text',
    `{"@type":"Product","name":"Fiets te koop","description":"${described.repeat(3)}\n\ten meer"}`
  ],
  ['a sign behind it', `{"@type":"Product","name":"Fiets te koop","description":"${described.repeat(3)}"};`],
  ['a comma too many', `{"@type":"Product","name":"Fiets te koop","description":"${described.repeat(3)}",}`],
  ['single quotes', `{'@type':'Product','name':'Fiets te koop','description':'${described.repeat(3)}'}`],
  [
    'a comment in it',
    `{"@type":"Product",/* of the shop */"name":"Fiets te koop","description":"${described.repeat(3)}"}`
  ]
]
for (const [name, json] of near) {
  test(`R17 structured data with ${name} is read`, () => {
    const html = `<title>Fiets te koop</title><script type="application/ld+json">${json}</script><h1>Fiets te koop</h1><p>Bel 06 48 15 16 23</p>`
    const [advert] = read(html).adverts
    assert.ok(advert?.body.includes('06 48 15 16 99'), advert?.body)
    assert.equal(advert?.method, 'json-ld')
  })
}

test('an amount by the metre, a fee and the ends of a range are not the price of a record', () => {
  const parts = '"price_per_sqm":"38.65","serviceFee":12,"priceFrom":"90","priceOld":"150","price":"125"'
  const other = record.replace(/"priceInfo":\{[^}]*\}/, parts)
  assert.equal(read(page(`<script>window.__S__ = {"a":${other}};</script>`)).adverts[0]?.price, '125')
})
