/** Tests of kinds of pages that a site's own shape decides: company pages, articles, branches, old pages in lines, side columns, app shells. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><title>${title}</title></head><body>${body}</body></html>`
const prose = 'We repair clocks of every age in our own workshop and fetch them from your home when they are large. '

const ordinary: readonly (readonly [name: string, url: string, html: string])[] = [
  [
    'a company about itself, by its address',
    'http://clocks.example/services',
    page('Clock works', `<h1>Clock works</h1><p>${prose}</p><p>Call 020 555 01 23</p>`)
  ],
  [
    'a company about itself, by its title',
    'http://clocks.example/p/12',
    page('Our company - Clock works', `<h1>Our company</h1><p>${prose}</p><p>Call 020 555 01 23</p>`)
  ],
  [
    'the branches of a company',
    'http://clocks.example/p/13',
    page(
      'Clock works',
      ['Zeist', 'Utrecht', 'Leiden']
        .map(
          (town, n) =>
            `<div class="b"><h3>Clock works ${town}</h3><p>Long Street ${n}, open on all days</p><p>020 555 01 2${n}</p></div>`
        )
        .join('')
    )
  ],
  [
    'a release of a press desk',
    'http://town.example/item/4711',
    page(
      'Bridge open',
      `<p>Utrecht, 3 March 2026</p><h1>Bridge open</h1><p>${prose.repeat(2)}</p><h4>Contact</h4><p>Kim<br>020 555 01 23<br>press@town.example</p>`
    )
  ],
  [
    'a review with its mark',
    'http://town.example/item/4712',
    page(
      'Ladder',
      `<h1>Review: Ladder</h1><p>3 March 2026 · By Alex</p><p>${prose.repeat(3)}</p><p>Ladder £40.00 8/10</p>`
    )
  ],
  [
    'a story among the news',
    'http://town.example/news/4713',
    page('Bridge open', `<h1>Bridge open</h1><p>3 March 2026</p><p>${prose.repeat(2)}</p><p>Tips: 020 555 01 23</p>`)
  ],
  [
    'a login page that was asked for',
    'http://town.example/login',
    page('Sign in - Town', '<h1>Sign in</h1><form><input name=u><input type=password></form>')
  ]
]

for (const [name, url, html] of ordinary)
  test(`${name} is neither advert nor wall`, () => {
    const { kind, because } = read(html, { url })
    assert.ok(kind === 'other' || kind === 'list', `${kind}: ${because}`)
  })

test('a login page that stands in place of another is a wall', () => {
  const html = page('Sign in - Town', '<h1>Sign in</h1><form><input name=u><input type=password></form>')
  assert.equal(read(html, { url: 'http://town.example/login?next=/ad/12' }).kind, 'wall')
  assert.equal(read(html, { url: 'http://town.example/ad/12' }).kind, 'wall')
})

test('an advert under an address of a weblog or of services stays one', () => {
  const html = page(
    'Clock repaired at home - Board',
    `<h1>Clock repaired at home</h1><p>Price: £40</p><p>City: Leeds</p><p>${prose}</p><p>Call 020 555 01 23</p>`
  )
  assert.equal(read(html, { url: 'http://board.example/services/clock-repaired-at-home-4711' }).kind, 'advert')
})

test('a page of lines in one paragraph gives title, fields and text apart', () => {
  const [advert] = read(
    page(
      'Kast van eiken - Prikmuur',
      '<center><b>Prikmuur</b></center><b>Kast van eiken</b><br><br>Oude kast met drie deuren, zelf afhalen.<br>Sleutel is er nog bij.<br><br>Prijs: 40 euro<br>Plaats: Zeist<br>Telefoon: 020 555 01 23<br><br>&lt;&lt;',
      'nl'
    ),
    { url: 'http://prikmuur.example/ad/4711' }
  ).adverts
  assert.deepEqual(
    [advert?.title, advert?.body, advert?.price, advert?.city],
    ['Kast van eiken', 'Oude kast met drie deuren, zelf afhalen.\nSleutel is er nog bij.', '40 euro', 'Zeist']
  )
  assert.match(advert?.contact ?? '', /020 555 01 23/)
})

test('the name of the site in a heading is not the title of its adverts', () => {
  const html = page(
    'Prikmuur',
    `<h1>Prikmuur</h1><h2>Kast van eiken</h2><p>Prijs: 40 euro</p><p>${prose}</p><p>020 555 01 23</p>`
  )
  assert.equal(read(html, { url: 'http://www.prik-muur.example/ad/4711' }).adverts[0]?.title, 'Kast van eiken')
})

test('fields of a side column outside the main part are the advert’s; a column that lists others gives none', () => {
  const side = (inner: string): string =>
    page(
      'Clock repaired - Board',
      `<aside class="sidebar">${inner}</aside><main><h1>Clock repaired</h1><p>${prose}</p></main>`
    )
  const own = read(
    side(
      '<div><b>Price</b><i>£40</i></div><div><b>City</b><i>Leeds</i></div><div><b>Phone</b><i>020 555 01 23</i></div><div><b>Posted on</b><i>3 March 2026</i></div>'
    )
  )
  assert.equal(own.kind, 'advert', own.because)
  const [advert] = own.adverts
  assert.deepEqual([advert?.price, advert?.city, advert?.postedAt?.value], ['£40', 'Leeds', '2026-03-03'])
  assert.match(advert?.contact ?? '', /020 555 01 23/)
  assert.equal(read(side('<p>Latest news</p><p>Price £3</p>')).adverts.length, 0)
})

test('what stands in for frames is read', () => {
  const html =
    '<html><head><title>Clock repaired</title></head><frameset cols="20%,*"><frame src="menu.html"><noframes><body><h2>Clock repaired</h2>' +
    `<p>${prose}</p><p>Price: £40<br>City: Leeds<br>Phone: 020 555 01 23<br>Posted on 3 March 2026</p></body></noframes></frameset></html>`
  const reading = read(html)
  assert.equal(reading.kind, 'advert', reading.because)
  assert.deepEqual([reading.adverts[0]?.title, reading.adverts[0]?.postedAt?.value], ['Clock repaired', '2026-03-03'])
})

test('an app shell whose state holds a list is a list with its links', () => {
  const ads = [1, 2, 3].map((n) => ({
    id: n,
    title: `Clock number ${n}`,
    price: { value: 40 + n },
    url: `/ad/900${n}`
  }))
  const html = page(
    'Clocks',
    `<div id="app"></div><script type="application/json">${JSON.stringify({ page: { results: ads } })}</script>`
  )
  const reading = read(html, { url: 'http://board.example/clocks' })
  assert.equal(reading.kind, 'list', reading.because)
  assert.deepEqual(
    reading.links.map(({ url, text }) => `${url} ${text}`),
    [1, 2, 3].map((n) => `http://board.example/ad/900${n} Clock number ${n}`)
  )
  const menu = { menu: ['Home page', 'All adverts'].map((title) => ({ title, icon: 'x'.repeat(60) })) }
  assert.equal(
    read(page('x', `<script type="application/json">${JSON.stringify(menu)}</script>`)).kind,
    'empty',
    'a menu is no list of records'
  )
})

const numbers: readonly (readonly [name: string, inner: string, phone: RegExp])[] = [
  ['nine digits behind a label', '<p>Teléfono: 738000111</p>', /738000111/],
  ['eleven digits behind 8', '<p>8 (935) 000-11-22</p>', /8 \(935\) 000-11-22/],
  ['nine digits in a field that takes none', '<label>Teléfono <input readonly value="738000111"></label>', /738000111/],
  ['nine digits in the hint of a button of a phone', '<span class="phone" title="451 000 111">x</span>', /451 000 111/]
]

for (const [name, inner, phone] of numbers)
  test(`${name} are a number to reach the advertiser`, () => {
    const html = page(
      'Reloj - Tablón',
      `<h1>Reloj</h1><div><p>Reparo relojes antiguos en mi taller cerca de la estación.</p>${inner}</div>`
    )
    const reading = read(html)
    assert.equal(reading.kind, 'advert', reading.because)
    assert.match(`${reading.adverts[0]?.contact} ${reading.adverts[0]?.phoneField}`, phone)
  })

test('nine digits without a sign that they are a number are none', () => {
  const html = page('Reloj - Tablón', '<h1>Reloj</h1><p>Reparo relojes antiguos. Anuncio 738000111 del archivo.</p>')
  assert.equal(read(html).adverts.length, 0)
})

const places: readonly (readonly [line: string, place: string])[] = [
  ['<address>00-001 Warszawa</address>', '00-001 Warszawa'],
  ['<p>LS1 4DY Leeds</p>', 'LS1 4DY Leeds'],
  ['<p>3700 AA Kleindorp</p>', '3700 AA Kleindorp'],
  ['<p>Казань</p>', 'Казань'],
  ['<p>Ort: Lindenweg 4, 50667 Köln</p>', 'Köln'],
  ['<p>Plaats: Zwolle · 3 km</p>', 'Zwolle']
]

for (const [line, place] of places)
  test(`${place} is read as the place from its line`, () => {
    const html = page('Kast - Muur', `<h1>Kast</h1><p>€ 40</p>${line}<p>${prose}</p><p>020 555 01 23</p>`)
    assert.equal(read(html).adverts[0]?.city, place)
  })

const advertOf = (inner: string, head = '', title = 'Oak cupboard - Board'): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${inner}</body></html>`
const core = `<h1>Oak cupboard</h1><p>€ 40</p><p>${prose}</p><p>Call 020 555 01 23</p>`

const placeSources: readonly (readonly [name: string, html: string, place: string | undefined])[] = [
  ['metadata', advertOf(core, '<meta name="geo.placename" content="Zwolle">'), 'Zwolle'],
  ['a part of the title', advertOf(core, '', 'Oak cupboard | Zwolle | Board'), 'Zwolle'],
  ['brackets in the heading', advertOf(core.replace('</h1>', ' (Zwolle)</h1>')), 'Zwolle'],
  ['the end of the heading', advertOf(core.replace('</h1>', ' in Zwolle</h1>')), 'Zwolle'],
  [
    'the path of pages above it',
    advertOf(
      `<div class="crumbs"><a href="/">Home</a> <a href="/z">Zwolle</a> <a href="/f">Furniture</a></div>${core}`
    ),
    'Zwolle'
  ],
  ['a link to a map', advertOf(`${core}<a href="https://maps.example/?q=Zwolle">Map</a>`), 'Zwolle'],
  ['an attribute', advertOf(`${core}<div data-city="Zwolle"></div>`), 'Zwolle'],
  ['a linked line', advertOf(core.replace('</h1>', '</h1><p><a href="/z">Zwolle</a></p>')), 'Zwolle'],
  [
    'one of several linked lines, which are a menu',
    advertOf(core.replace('</h1>', '</h1><p><a href="/z">Zwolle</a></p><p><a href="/u">Utrecht</a></p>')),
    undefined
  ],
  ['a line with its price', advertOf(core.replace('€ 40', 'Zwolle, € 40')), 'Zwolle'],
  ['a line with its region', advertOf(core.replace('</h1>', '</h1><p>Zwolle (Overijssel)</p>')), 'Zwolle (Overijssel)'],
  ['a line with its kind', advertOf(core.replace('</h1>', '</h1><p>гр. Пловдив</p>')), 'Пловдив'],
  [
    'the box of the seller',
    advertOf(`<main>${core}</main><aside class="seller"><h3>Kim</h3><p>Zwolle</p></aside>`),
    'Zwolle'
  ],
  ['nothing', advertOf(core), undefined]
]

for (const [name, html, place] of placeSources)
  test(`the place of an advert is read from ${name}`, () => {
    const reading = read(html)
    assert.equal(reading.kind, 'advert', reading.because)
    assert.equal(reading.adverts[0]?.city, place)
    assert.equal(reading.adverts[0]?.title.startsWith('Oak cupboard'), true)
  })

test('a price of four digits without a point is whole, and a sum in a sentence is no price', () => {
  const html = page('Clock - Board', `<h1>Clock</h1><p>£1250.00</p><p>${prose}</p><p>020 555 01 23</p>`)
  assert.equal(read(html).adverts[0]?.price, '£1250.00')
  const told = page('Clock - Board', `<h1>Clock</h1><p>The whole costs £1,250.</p><p>${prose}</p><p>020 555 01 23</p>`)
  assert.equal(read(told).adverts[0]?.price, undefined)
})

const shown: readonly (readonly [name: string, html: string])[] = [
  ['the tree of a custom element', `<x-ad><template shadowrootmode="open">${core}</template></x-ad>`],
  ['a field of text that takes none', core.replace(/<p>We[^<]*<\/p>/, `<textarea readonly>${prose}</textarea>`)]
]

for (const [name, inner] of shown)
  test(`the text in ${name} is the advert’s`, () => {
    const reading = read(advertOf(inner))
    assert.equal(reading.kind, 'advert', reading.because)
    assert.match(reading.adverts[0]?.body ?? '', /^We repair clocks of every age/)
  })

test('an app shell whose state holds one whole record is its advert, whatever the title says', () => {
  const record = {
    id: 7,
    title: 'Oak cupboard',
    body: prose,
    price: { amount: 40 },
    location: { city: 'Zwolle' },
    created: '2026-03-01'
  }
  const html = advertOf(
    `<div id="app"></div><script>window.__STATE__ = ${JSON.stringify({ ad: record })};</script>`,
    '',
    'Board'
  )
  const [advert] = read(html).adverts
  assert.deepEqual([advert?.title, advert?.body, advert?.city], ['Oak cupboard', prose.trim(), 'Zwolle'])
})

test('the people of a company are no adverts', () => {
  const people = ['Kim Jansen', 'Alex de Vries', 'Robin Smit']
    .map(
      (name, n) =>
        `<div><h3>${name}</h3><p>Adviser for clocks and watches</p><p>020 555 01 2${n}</p><p>n${n}@clocks.example</p></div>`
    )
    .join('')
  const { kind, because } = read(page('Clock works', people), { url: 'http://www.clocks.example/p/14' })
  assert.equal(kind, 'other', because)
})

test('an event among the events of a site is no advert', () => {
  const html = page('Fair', `<h1>Fair</h1><p>Saturday 12 April 2026, 10:00</p><p>${prose}</p><p>020 555 01 23</p>`)
  assert.notEqual(read(html, { url: 'http://town.example/events/fair-12' }).kind, 'advert')
})

test('a paragraph with labels and sentences stays the text', () => {
  const text = `Hello, I am Kim. Days: the weekend. Hours: 11.00-19.00. ${prose} Interested?`
  const html = page('Clock repaired - Board', `<h1>Clock repaired</h1><p>£40</p><p>${text}</p><p>020 555 01 23</p>`)
  assert.match(read(html).adverts[0]?.body ?? '', /^Hello, I am Kim\. Days: the weekend\./)
})
