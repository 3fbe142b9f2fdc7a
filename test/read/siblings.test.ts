/** Tests of siblings: what a page shows of other adverts never becomes part of its own, whatever the make of the page. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alikeTo, isPagedAddress } from '../../src/read/site/address-shape.ts'
import { read } from './input.ts'

const U = 'http://s.example/ads/item/5512'
const own = 'Ik verhuur een aanhanger per dag, ophalen in Meppel. Bel 06 1222 3344.'
const o = (n: number): string => `/ads/item/${n}`
const pages: readonly (readonly [string, string, string])[] = [
  [
    'aside table',
    U,
    `<body><div class=w><h1>Aanhanger te huur</h1><p>${own}</p></div><table class=z><tr><td><img src=/a.jpg></td><td><a href="${o(1)}">Bus te huur</a><br>dagprijs, 06 1999 0001</td></tr><tr><td><img src=/b.jpg></td><td><a href="${o(2)}">Busje met chauffeur</a><br>06 1999 0002</td></tr></table></body>`
  ],
  [
    'one dl',
    U,
    `<body><main><h1>Aanhanger te huur</h1><div>${own}</div><dl><dt><a href="${o(1)}">Bus te huur</a></dt><dd>dagprijs, 06 1999 0001</dd><dt><a href="${o(2)}">Busje</a></dt><dd>06 1999 0002</dd></dl></main></body>`
  ],
  [
    'teaser above',
    U,
    `<body><div><div class=top><a href="${o(1)}"><b>Bus te huur</b></a><p>06 1999 0001, elke dag</p></div><h1>Aanhanger te huur</h1><p>${own}</p></div></body>`
  ],
  [
    'single flat div pair',
    U,
    `<body><h1>Aanhanger te huur</h1><p>${own}</p><div><a href="${o(1)}">Bus te huur</a></div><div>dagprijs, 06 1999 0001</div></body>`
  ],
  [
    'carousel li figure',
    U,
    `<body><article><h1>Aanhanger te huur</h1><section>${own}</section></article><ul><li><figure><a href="${o(1)}"><img src=/x.jpg alt="Bus te huur"></a><figcaption>Bus te huur 06 1999 0001</figcaption></figure></li><li><figure><a href="${o(2)}"><img src=/y.jpg alt="Busje"></a><figcaption>Busje 06 1999 0002</figcaption></figure></li></ul></body>`
  ],
  [
    'prose list same p',
    U,
    `<body><h1>Aanhanger te huur</h1><p>${own}</p><p>Anderen: <a href="${o(1)}">Bus te huur</a> 06 1999 0001, <a href="${o(2)}">Busje</a> 06 1999 0002</p></body>`
  ],
  [
    'query id',
    'http://s.example/view.php?id=77&cat=3',
    `<body><h2>Aanhanger te huur</h2><p>${own}</p><hr><b><a href="view.php?id=78&cat=3">Bus te huur</a></b><br>Bel 06 1999 0001<br><b><a href="view.php?id=79&cat=4">Busje</a></b><br>Bel 06 1999 0002</body>`
  ],
  [
    'slug words',
    'http://s.example/anna-uit-ede',
    `<body><h1>Anna uit Ede</h1><p>${own}</p><div class=q><a href="/bella-uit-oss">Bella uit Oss</a><p>Bel 06 1999 0001</p></div><div class=q><a href="/carla-uit-epe">Carla uit Epe</a><p>Bel 06 1999 0002</p></div></body>`
  ],
  [
    'name words',
    'http://s.example/dames/anna',
    `<body><h1>Anna</h1><p>${own}</p><div class=q><a href="/dames/bella">Bella</a><p>Bel 06 1999 0001</p></div></body>`
  ],
  [
    'spa div soup',
    U,
    `<body><div id=root><div><div><span>Aanhanger te huur</span></div><div><div>${own}</div></div></div><div><div><div><a href="${o(1)}"><div>Bus te huur</div></a></div><div>06 1999 0001</div></div></div></div></body>`
  ]
]

for (const [make, url, body] of pages) {
  test(`the number of another advert stays out: ${make}`, () => {
    const title = /<h\d>([^<]*)/.exec(body)?.[1] ?? 'Aanhanger te huur'
    const reading = read(`<html><head><title>${title} | Site</title></head>${body}</html>`, { url })
    const [advert] = reading.adverts
    assert.equal(reading.kind, 'advert', reading.because)
    assert.match(advert?.body ?? '', /1222 3344/)
    assert.doesNotMatch(JSON.stringify(advert), /1999|[xyab]\.jpg/)
  })
}

const addresses: readonly (readonly [string, string, boolean])[] = [
  ['/ad/12-ede', '/ad/9-oss', true],
  ['/massage/m12.html', '/werk/m7.html', true],
  ['/p/1ble', '/p/a', true],
  ['/p/ab', '/p/2x', true],
  ['/v.php?id=7', '/v.php?id=8', true],
  ['/v.php?id=7', '/list.php?page=2', false],
  ['/list?page=2', '/list?page=3', false],
  ['/over-ons', '/contact', false],
  ['/dames/anna', '/dames/bella', true],
  ['/massage/jo-12', '/user/jo12', false],
  ['/en/profile/5/', '/en/profile/6/', true],
  ['/ad/12', '/ad/12/photos', false]
]
for (const [left, right, alike] of addresses) {
  test(`${left} and ${right} are ${alike ? '' : 'not '}pages of one make, either way round`, () => {
    const [a, b] = [`http://s.example${left}`, `http://s.example${right}`]
    assert.deepEqual([alikeTo(a)(b), alikeTo(b)(a)], [alike, alike])
    assert.equal(alikeTo(a)(a), false)
  })
}

test('addresses of pages of a list are told from addresses of items', () => {
  for (const url of ['http://s.example/l?page=2', 'http://s.example/pagina/3', 'http://s.example/l?q=a&blz=4'])
    assert.ok(isPagedAddress(url))
  for (const url of ['http://s.example/p/2', 'http://s.example/?p=123', 'http://s.example/pages/about'])
    assert.ok(!isPagedAddress(url))
})
