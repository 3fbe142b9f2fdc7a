/** The main text of pages of several shapes, whole: what people would call the page's own matter, and nothing of the frame around it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { featureNames } from '../../src/read/main-text/block-features.ts'
import { scoreOf, treesOf } from '../../src/read/main-text/trees.ts'
import { read } from './input.ts'

const frame = (inner: string): string => `<!doctype html><title>Tuinblad</title>
<header><a href="/">Tuinblad</a></header><nav><ul><li><a href="/a">Nieuws</a><li><a href="/b">Planten</a></ul></nav>
${inner}
<aside class="sidebar"><h3>Lees ook</h3><p>Een stuk over tulpen, dat ergens anders staat.</p></aside>
<div class="cookie-banner"><p>Wij gebruiken koekjes om het bezoek te meten.</p></div>
<footer><p>Tuinblad, uitgeverij De Schoffel. Alle rechten voorbehouden.</p></footer>`

const long = (word: string): string =>
  `De ${word} staat graag in de zon en vraagt in droge weken elke avond een gieter water, zegt de kweker.`

const pages: readonly (readonly [string, string, string])[] = [
  [
    'an article',
    `<main><article><h1>Rozen snoeien</h1><p>${long('roos')}</p><p>${long('klimroos')}</p></article></main>`,
    `Rozen snoeien\n${long('roos')}\n${long('klimroos')}`
  ],
  [
    'the posts of a thread, though their class says comment',
    `<div id="draad"><div class="comment"><p>${long('dahlia')}</p></div><div class="comment"><p>${long('hortensia')}</p></div></div>`,
    `${long('dahlia')}\n${long('hortensia')}`
  ],
  [
    'the items of a list without the button that each repeats',
    `<div class="lijst">${['aardbei', 'braam', 'framboos']
      .map(
        (one) => `<div class="item"><h2>Stek van de ${one}</h2><p>${long(one)}</p><a href="/${one}">Bekijk</a></div>`
      )
      .join('')}</div>`,
    ['aardbei', 'braam', 'framboos'].map((one) => `Stek van de ${one}\n${long(one)}`).join('\n')
  ]
]

for (const [title, inner, expected] of pages)
  test(`main text: ${title}`, () =>
    assert.equal(read(frame(inner), { url: 'http://tuin.example/stuk/1' }).main, expected))

test('main text: a page without text has none, and a page of boilerplate alone gives no error', () => {
  assert.equal(read('').main, '')
  assert.equal(typeof read(frame('')).main, 'string')
})

/** A page as large as shops and forums make them: a menu of hundreds of links, panels beside the matter, a long foot. */
const largeFrame = (inner: string): string => {
  const links = (name: string, count: number): string =>
    Array.from(
      { length: count },
      (_, i) => `<li class="menu-item"><a href="/${name}/${i}">${name} nummer ${i}</a></li>`
    ).join('')
  return `<!doctype html><title>Kwekerij De Schoffel</title>
<header class="site-header"><nav class="main-menu"><ul>${links('Afdeling', 200)}</ul></nav></header>
<main>${inner}</main>
<section class="newsletter-signup"><h3>Nieuwsbrief</h3><p>Laat uw adres achter en lees elke week als eerste wat er bloeit.</p></section>
<section class="related-products"><h2>Anderen bekeken ook</h2><ul>${links('Buurplant', 40)}</ul></section>
<div class="cookie-banner"><p>Wij gebruiken koekjes om het bezoek te meten.</p></div>
<footer class="site-footer"><ul>${links('Winkel', 60)}</ul><p>Alle rechten voorbehouden.</p></footer>`
}

const plants = ['roos', 'dahlia', 'hortensia', 'clematis', 'lelie', 'pioen', 'salvia', 'aster', 'iris', 'tulp']
const apart = (word: string): string => `<p>${long(word)} ${long(`stam van de ${word}`)}</p>`

for (const [title, inner] of [
  ['an article', `<article><h1>Tien planten</h1>${plants.map(apart).join('')}</article>`],
  [
    'a thread',
    `<h1>Tien planten</h1>${plants.map((one, i) => `<article class="message"><div class="message-user">lid${i}</div><div class="message-body">${apart(one)}</div></article>`).join('')}`
  ],
  [
    'a list',
    `<h1>Tien planten</h1><ul class="products">${plants.map((one) => `<li class="product"><h2><a href="/p/${one}">Stek van de ${one}</a></h2>${apart(one)}</li>`).join('')}</ul>`
  ]
] as const)
  test(`main text: ${title} on a large page is read whole, its menus, panels and foot are not`, () => {
    const { main } = read(largeFrame(inner), { url: 'http://tuin.example/stuk/1' })
    assert.deepEqual(
      plants.filter((one) => !main.includes(long(one))),
      []
    )
    for (const other of ['Afdeling', 'Buurplant', 'Winkel nummer', 'Nieuwsbrief', 'koekjes', 'rechten'])
      assert.ok(!main.includes(other), `${other} stands in ${main}`)
  })

test('main text: what a page shows twice, for wide and narrow screens, counts once', () => {
  const twice = `<div class="wide">${apart('roos')}</div><div class="narrow">${apart('roos')}</div>`
  const { main } = read(largeFrame(`<article><h1>Tien planten</h1>${plants.map(apart).join('')}${twice}</article>`))
  assert.equal(main.split(long('roos')).length, 2)
})

test('main text: a table of trees is walked split by split, and an unknown number of a block is an error', () => {
  const trees = treesOf([
    ['leaf', '-1'],
    ['heading', '0'],
    ['letters', '5'],
    ['leaf', '0.1'],
    ['leaf', '0.2'],
    ['leaf', '0.4']
  ])
  const score = (values: Readonly<Record<string, number>>): number =>
    scoreOf(
      Float32Array.from(featureNames, (name) => values[name] ?? 0),
      0,
      trees
    )
  assert.equal(score({ letters: 5 }), -0.9)
  assert.equal(score({ letters: 6 }), -0.8)
  assert.equal(score({ heading: 2 }), -0.6)
  assert.throws(() => treesOf([['weight-of-nothing', '1']]), /line 2: no number of a block is called weight-of-nothing/)
})

const teaser = 'Een gieter van gegalvaniseerd staal voor wie zijn tuin liefheeft.'
const description = Array.from(
  { length: 6 },
  (_, i) =>
    `De gieter houdt ${i + 5} liter, blijft in evenwicht als hij vol is en giet door zijn fijne broes zacht over jonge planten.`
)

const goodsPage = (marks: string, panels: string): string => `<!doctype html><title>Gieter</title>
<script type="application/ld+json">{"@type":"Product","name":"Gieter","description":"${teaser}",${marks}"offers":{"@type":"Offer","price":"24.95","priceCurrency":"EUR"}}</script>
<nav><a href="/">Winkel</a> <a href="/tuin">Tuin</a></nav>
<main><h1>Gieter</h1><p>${teaser}</p><p>&euro; 24,95</p>${panels}</main>
<section class="reviews"><h2>Reviews</h2><p>Mijn buurvrouw heeft er ook een en is er even blij mee als ik, al is hij zwaar als hij vol is.</p></section>
<footer><p>Alle prijzen zijn met belasting.</p></footer>`

const tab = `<div class="tab-panel"><h2>Omschrijving</h2>${description.map((line) => `<p>${line}</p>`).join('')}</div>`
const bodyOf = (html: string): string =>
  read(html, { url: 'http://winkel.example/product/gieter-12' }).adverts[0]?.body ?? ''

test('goods: the description in a panel below stands for the teaser of the data, without what buyers say of it', () => {
  const body = bodyOf(goodsPage('"brand":{"@type":"Brand","name":"De Schoffel"},', tab))
  for (const line of description) assert.ok(body.includes(line), body)
  assert.ok(!body.includes('buurvrouw') && !body.includes('belasting'), body)
})

test('goods: an advert without a mark of goods keeps the description of its data', () =>
  assert.equal(bodyOf(goodsPage('', tab.replace('Omschrijving', 'Goed om te weten'))), teaser))

test('goods: a description that says all that the page says stays as the data have it', () =>
  assert.equal(bodyOf(goodsPage('"brand":{"@type":"Brand","name":"De Schoffel"},', '')), teaser))
