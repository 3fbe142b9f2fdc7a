/** Tests of fields held against what they mean: a place is a place, a price is one amount, the labelled day is the day of placing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './input.ts'

const text =
  '<p>This is a light and quiet house with four bedrooms and a garden to the south, kept well by the present owner. Viewing on request.</p>'
const advertOf = (inner: string, title = 'House for sale'): ReturnType<typeof read>['adverts'][number] | undefined =>
  read(`<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${inner}${text}</main></html>`)
    .adverts[0]

const places: readonly (readonly [html: string, city: string | undefined])[] = [
  ['<li><b>Location:</b> <button>View map</button></li><li><b>Town:</b> Utrecht</li>', 'Utrecht'],
  ['<p>Location: Show on map</p>', undefined],
  ['<p>Location: 80 m² of garden</p>', undefined],
  ['<p>Area: 45 %</p>', undefined],
  ['<p>Location: Zwolle, Overijssel</p>', 'Zwolle, Overijssel'],
  ['<p>City: Klein Ulsda</p>', 'Klein Ulsda'],
  ['<p>City: call us for the address</p>', undefined],
  ['<p>Groningen</p>', 'Groningen'],
  ['<p>9711 AB Groningen</p>', '9711 AB Groningen'],
  ['<p>Groningen is near by bus</p>', undefined],
  ['<p>📍 Groningen</p>', 'Groningen'],
  ['<p>Placed: yesterday · seen 12 times · Groningen</p>', 'Groningen'],
  ['<p>Groningen (97)</p>', 'Groningen (97)'],
  ['<p><i class="fa fa-map-marker"></i> Klein Ulsda</p>', 'Klein Ulsda']
]
for (const [html, city] of places) {
  test(`R3 the place of ${html} is ${city ?? 'not said'}`, () => {
    const advert = advertOf(`<p class="price">€ 749,000</p><p>Posted on 4 February 2026</p>${html}`)
    assert.equal(advert?.city, city)
  })
}

const prices: readonly (readonly [html: string, price: string | undefined])[] = [
  ['<p class="price"><span aria-hidden="true">€749,000</span> <span class="sr-only">749000€</span></p>', '€749,000'],
  ['<p class="price"><span>749.000 €</span><span>749.000 €</span></p>', '749.000 €'],
  ['<p class="price">€ 1.212</p>', '€ 1.212'],
  ['<p class="price">From € 50 to € 500</p>', 'From € 50 to € 500'],
  ['<p class="price-alert">Tell me</p><p class="price">€ 90</p>', '€ 90'],
  ['<p class="price-alert">Tell me when it falls</p>', undefined],
  ['<p>Price: on request</p>', 'on request'],
  ['<div class="price"><s>€ 120</s> <b>€ 90</b> <small>or € 9 a month</small></div>', '€ 90'],
  ['<p>Insurance: € 12</p>', undefined],
  ['<p>Calculator € 0 to € 0</p>', undefined],
  ['<p>from 90 000 to 120 000 €</p>', '90 000 €']
]
for (const [html, price] of prices) {
  test(`R13 the price of ${html} is ${price ?? 'not said'}`, () => {
    assert.equal(advertOf(`${html}<p>Town: Utrecht</p><p>Phone: 06 48 15 16 23</p>`)?.price, price)
  })
}

const days: readonly (readonly [html: string, day: string | undefined])[] = [
  ['<p>Posted: <time datetime="2020-11-22T16:05:19+0000">10 days ago</time></p>', '2020-11-22T16:05+00:00'],
  ['<p>Posted <time datetime="2020-11-22">10 days ago</time></p>', '2020-11-22'],
  ['<p>Added on 04/02/2026</p><p>** Source - 01/01/2024 - 31/12/2024 - Over 3,500 calls</p>', '2026-02-04'],
  ['<p>** Source - 01/01/2024 - 31/12/2024 - Over 3,500 calls</p><p>Added on 04/02/2026</p>', '2026-02-04'],
  ['<p>Posted: 3 February 2026</p><p>Open day <time datetime="2026-03-09">9 March</time></p>', '2026-02-03']
]
for (const [html, day] of days) {
  test(`R4 R10 the day of placing in ${html} is ${day ?? 'not said'}`, () => {
    assert.equal(advertOf(`<p class="price">€ 90</p>${html}`)?.postedAt?.value, day)
  })
}

test('R12 the heading that begins as <title> does is the title, its price left out; a heading of a part is none', () => {
  const board = read(
    '<title>Blue bicycle - by owner</title><header><h1>Sampletown &gt; bikes – by owner</h1></header><section><h1>Blue bicycle, ' +
      `28 inch - <span class="price">£50</span> (Sampletown)</h1>${text}<p>Phone: 06 48 15 16 23</p></section>`
  )
  assert.equal(board.adverts[0]?.title, 'Blue bicycle, 28 inch')
  assert.equal(board.adverts[0]?.price, '£50')
  const parts = read(
    `<title>Quiet room near the park</title><h2>Description</h2>${text}<p>Phone: 06 48 15 16 23</p><p>€ 90</p>`
  )
  assert.equal(parts.adverts[0]?.title, 'Quiet room near the park')
})

const numbers: readonly (readonly [name: string, html: string])[] = [
  ['the text of a picture', '<p>Bel <img src="/tel.png" alt="06 48 15 16 23"></p>'],
  ['the label of a button', '<p><button aria-label="Bel 06 48 15 16 23">Bellen</button></p>'],
  ['the title of a picture', '<p><img src="/tel.png" title="+31 6 48 15 16 23"></p>'],
  ['the value of a field', '<p><input type="text" readonly value="06-48151623"></p>'],
  ['a hidden element beside a button', '<span style="display:none">06 48 15 16 23</span><button>Toon nummer</button>'],
  ['a hidden element in another', '<div hidden><b>06 48 15 16 23</b></div><button>Toon nummer</button>']
]
for (const [name, html] of numbers) {
  test(`R19 a number in ${name} is part of the advert`, () => {
    const advert = advertOf(`<p>Price: 90</p>${html}`)
    assert.match(`${advert?.body}\n${advert?.contact}`.replace(/[^\d+]/g, ''), /6?48151623/)
  })
}

test('R19 digits of files, hidden fields and hidden sentences are no numbers', () => {
  const advert = advertOf(
    '<p>Price: 90</p><img src="/a.png" alt="0012345678901.jpg"><input type="hidden" value="0648151623">' +
      '<div hidden>Call the office at 0648151623 for help with this form</div>'
  )
  assert.doesNotMatch(`${advert?.body}\n${advert?.contact}`, /\d{8}/)
})

const lines: readonly (readonly [name: string, html: string, wanted: Record<string, string | undefined>])[] = [
  [
    'several labels in one line',
    '<p><strong>Precio:</strong> 12€ <strong>Localidad:</strong> Zaragoza <strong>Publicado el:</strong> 02-07-2025</p>',
    { price: '12€', city: 'Zaragoza', day: '2025-07-02' }
  ],
  ['two sentences of labels', '<p>Prix: 60€. Publiée le: 15/02/26</p>', { price: '60€', day: '2026-02-15' }],
  ['labels without a colon', '<p>Prijs € 17</p><p>Plaats Amersfoort</p>', { price: '€ 17', city: 'Amersfoort' }],
  ['a line of price and place', '<p>650,00 lei – Cluj-Napoca</p>', { price: '650,00 lei', city: 'Cluj-Napoca' }],
  ['small headings', '<h4>€ 350,-</h4><h5>Zwolle</h5>', { price: '€ 350,-', city: 'Zwolle' }],
  ['a currency by its code', '<p>GBP 50</p><p>Bristol</p>', { price: 'GBP 50', city: 'Bristol' }],
  [
    'days of other things before the day of placing',
    '<ul><li>Beschikbaar vanaf: 21 apr. 2026</li><li>Bijgewerkt: 1 maart 2026</li><li>Geplaatst op: 20 feb. 2026</li><li>Lid sinds: 12-2014</li></ul>',
    { day: '2026-02-20' }
  ],
  [
    'a price that was struck out',
    '<div class="price"><del>£53</del> <ins><span class="sr-only">Price £40</span><span aria-hidden="true">£40</span></ins></div>',
    { price: '£40' }
  ]
]
for (const [name, html, wanted] of lines) {
  test(`C13 fields are read from ${name}`, () => {
    const advert = advertOf(`${html}<p>Phone: 06 48 15 16 23</p>`)
    const read: Record<string, string | undefined> = {
      price: advert?.price,
      city: advert?.city,
      day: advert?.postedAt?.value
    }
    for (const [field, value] of Object.entries(wanted)) assert.equal(read[field], value, field)
    assert.doesNotMatch(advert?.body ?? '', /€|£|lei|GBP|Amersfoort|Zwolle/)
  })
}

test('C13 the foot of an article is part of it, and a price behind its title is no part of the title', () => {
  const page = read(
    `<title>Quiet room near the park - Board</title><article><h1>Quiet room near the park <small>45€</small></h1>${text}` +
      '<footer>Call 06 48 15 16 23</footer></article><footer>Call the office: 06 48 15 16 99</footer>'
  )
  const [advert] = page.adverts
  assert.deepEqual([advert?.title, advert?.price], ['Quiet room near the park', '45€'])
  assert.match(`${advert?.body}\n${advert?.contact}`, /06 48 15 16 23/)
  assert.doesNotMatch(`${advert?.body}\n${advert?.contact}`, /06 48 15 16 99/)
})

const sentence =
  'Half day or full day bookings, all year round, with my own tools and a van. Free quotes within ten miles of the town.'

test('an advert without any element around its page keeps its text', () => {
  const page = `<!doctype html><title>Waiter wanted :: Jobs</title><h1>Waiter wanted</h1><table><tr><td>Price<td>€ 90<tr><td>City<td>Utrecht<tr><td>Phone<td>06 12345678</table><p>${sentence}`
  assert.equal(read(page).adverts[0]?.body, sentence)
})

test('a heading that leads home is the name of the site, whatever <title> says of it', () => {
  const page = `<!doctype html><title>The Board: Gardener available</title><h1><a href="/">The Board</a></h1><h3>Gardener available</h3><p>${sentence}</p><p>Price: € 18</p><p>Phone: 06 12345678</p>`
  assert.equal(read(page).adverts[0]?.title, 'Gardener available')
})

test('the text is what stands under "Description", also in a box called comments, without the facts and warnings around it', () => {
  const page = `<!doctype html><title>Glass cabinet</title><div id="all"><h1>Glass cabinet</h1><p>€ 90</p><ul><li>Used</li><li>Oak</li></ul><div class="comments"><h2>Description</h2>${sentence}</div><p>Never pay in advance to somebody whom you do not know, and meet at a safe place in town.</p><p>Phone: 06 12345678</p></div>`
  assert.equal(read(page).adverts[0]?.body, sentence)
})

test('an advert is read from a state that a script parses from a text', () => {
  const state = JSON.stringify(
    JSON.stringify({
      ad: { titulo: 'Limpieza de casas', descripcion: sentence, precio: { valor: 11, moneda: 'EUR' }, ciudad: 'Madrid' }
    })
  )
  const page = `<!doctype html><title>Limpieza de casas | Board</title><div id="root"></div><script>window.a=window.a||[];window.__S__ = JSON.parse(${state});</script>`
  const [advert] = read(page).adverts
  assert.deepEqual(
    [advert?.title, advert?.body, advert?.price, advert?.city],
    ['Limpieza de casas', sentence, '11 EUR', 'Madrid']
  )
})

test('a thread in which members are shown is no advert', () => {
  const post = (name: string): string =>
    `<div class="post"><dl><dt>${name}</dt><dd>Joined: 4 Mar 2019</dd><dd>Location: Hull</dd></dl><div><p>by ${name} » Tue 10 Nov 2026</p><div>${sentence}</div></div></div>`
  assert.equal(
    read(
      `<!doctype html><title>Smells of vinegar - Bakers</title><h1>Bakers</h1><h2>Smells of vinegar</h2>${post('crumbly')}${post('rye')}`,
      { url: 'http://site.example/viewtopic.php?t=9911' }
    ).kind,
    'other'
  )
})

test('"vor einer Woche" is a day like "a week ago"', () => {
  assert.equal(advertOf('<p>Price: € 90</p><p>Vor einer Woche in Rostock eingestellt</p>')?.postedAt?.precision, 'day')
})

const inText: readonly (readonly [
  title: string,
  html: string,
  wanted: { title?: string; price?: string | undefined; city?: string | undefined; body?: RegExp }
])[] = [
  ['Frame for sale, Leeds', '<p>The frame is in good order. Asking £140 for it.</p>', { price: '£140', city: 'Leeds' }],
  ['Studio Groningen', '<p>Rent: free. Costs € 12 a week for water, € 30 for gas.</p>', { city: 'Groningen' }],
  ['Old frame', '<p>Rent £140, deposit £70.</p><p>The frame stands in Leeds or Hull.</p>', { city: undefined }],
  ['Quiet room', '<p>Listed two days ago in York, England</p>', { city: 'York' }],
  ['£475 - Quiet room (Kirkstall, Leeds)', '', { title: 'Quiet room', city: 'Leeds' }],
  ['Quiet room', '<p class="location">Print this page</p><p class="place-button">Favourite</p>', { city: undefined }],
  ['Quiet room', '<p class="price">8 rooms for rent in the town</p>', { price: undefined }],
  ['Quiet room', '<p class="price">Now at 4.5 %</p><p class="price">£90</p>', { price: '£90' }],
  ['Quiet room', '<p class="text-headline">350&nbsp;€</p>', { price: '350 €' }],
  [
    'Quiet room',
    '<div class="print-only"><p>Code of this post</p></div><p>Price: £90</p><h2>About this property</h2>' +
      `<p>${sentence}</p><h2>Stations</h2>${'<p>Mill Lane</p><p>0.8 miles</p>'.repeat(20)}`,
    { body: /^Half day[^]*the town\.$/ }
  ]
]
for (const [title, html, wanted] of inText) {
  test(`what is said of ${title}, ${html.slice(0, 60)}, is held against what it means`, () => {
    const shown = wanted.title ?? title
    const [advert] = read(
      `<!doctype html><html lang="en"><title>${shown}</title><main><h1>${title}</h1>${html}${wanted.body ? '' : text}<p>Phone: 06 48 15 16 23</p></main>`
    ).adverts
    const { body, ...fields } = wanted
    for (const [name, value] of Object.entries(fields))
      assert.equal(advert?.[name as 'title' | 'price' | 'city'], value, name)
    if (body) assert.match(advert?.body ?? '', body)
    assert.ok(advert)
  })
}

test('a place behind its label in the column beside an advert is the advert’s', () => {
  const page = read(
    `<!doctype html><title>Quiet room</title><main><h1>Quiet room</h1>${text}<p>£90</p></main><aside><p>Anna</p><p>Location: Leeds</p></aside>`
  )
  assert.equal(page.adverts[0]?.city, 'Leeds')
})

test('a phone field is a number, in digits or in words, and no caption', () => {
  assert.equal(advertOf('<p>Price: € 90</p><p class="phone">Wrong phone number</p>')?.phoneField, undefined)
})

const listed = 'Four-bedroom house with a garden'
const towns: readonly (readonly [title: string, html: string, city: string | undefined])[] = [
  ['12 The Avenue, Elm Hall, Dunbury, Co. Meath, A86 VW70', '', 'Dunbury'],
  ['Mill Road, Overwold, OX3', '', 'Overwold'],
  ['133 Elm Drive, Lower Crossing VIC 3029', '', 'Lower Crossing'],
  ['Oak table, Ikea, White', '', undefined],
  [listed, '<p>Elm Grove, Overwold</p>', 'Overwold'],
  [listed, '<p>Lindenstraße 96<br>40477 Neudorf Nord</p>', 'Neudorf Nord'],
  [listed, '<p>Kerkstraat 12, 1234 AB Utrecht</p>', 'Utrecht'],
  [
    listed,
    '<p>Elm Grove, Overwold</p><div><h2>The agent</h2><p class="location">High Road 7, Oxford</p></div>',
    'Overwold'
  ],
  [listed, '<p class="place">Tags: fashion, Paris</p>', undefined],
  [listed, `<nav>${'<p>Brand</p>'.repeat(70)}</nav><p>Utrecht</p>`, 'Utrecht'],
  [listed, `${'<p>Brand new</p>'.repeat(5)}<p>Location: 107 High Road, Overwold, LS5 3AA</p>`, 'Overwold']
]
for (const [title, html, city] of towns)
  test(`the town of ${title} ${html.slice(0, 50)} is ${city ?? 'not said'}`, () => {
    assert.equal(advertOf(`${html}<p class="price">€ 749,000</p><p>Phone: 06 48 15 16 23</p>`, title)?.city, city)
  })

test('the star of a field to fill in is no value', () => {
  const advert = advertOf('<p>Price: € 90</p><p>Name: *</p><p>Town: Utrecht</p><p>Phone: 06 48 15 16 23</p>')
  assert.deepEqual([advert?.seller, advert?.city], [undefined, 'Utrecht'])
})
